//! The policy files below a directory.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use super::failure::{Failure, reason};
use super::paths::{self, SETTINGS};

/// What lies below a directory: `.org` files, and directories with a `loket.toml`. Both are sorted.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) files: Vec<PathBuf>,
    pub(super) roots: BTreeSet<PathBuf>,
}

impl Tree {
    /// The root of the policy that a file below `start` belongs to: the deepest around it.
    pub(super) fn root_of<'f>(&self, file: &'f Path, start: &'f Path) -> &'f Path {
        file.ancestors()
            .skip(1)
            .take_while(|it| it.starts_with(start))
            .find(|it| self.roots.contains(*it))
            .unwrap_or(start)
    }
}

/// Walks a directory. Hidden and git-ignored files are passed over; links are followed, but nothing is found twice.
pub(super) fn walk(start: &Path) -> Result<Tree, Failure> {
    let mut tree = Tree::default();
    let mut links = false;
    for entry in WalkBuilder::new(start).follow_links(true).git_global(false).build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if is_loop(&error) || leads_nowhere(&error) => continue,
            Err(error) => return Err(unreadable(start, &error)),
        };
        links |= entry.path_is_symlink();
        // Sockets, pipes and directories with such a name are no policy files.
        if !entry.file_type().is_some_and(|it| it.is_file()) {
            continue;
        }
        if entry.file_name() == SETTINGS {
            tree.roots.extend(entry.path().parent().map(Path::to_path_buf));
        } else if paths::is_policy_file(entry.path()) {
            tree.files.push(DirEntry::into_path(entry));
        }
    }
    tree.files.sort();
    if links {
        tree.files = once_each(tree.files);
        tree.roots = once_each(tree.roots.into_iter().collect()).into_iter().collect();
    }
    Ok(tree)
}

/// Of several names for one file, keeps its own, else the first.
fn once_each(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut named: Vec<(PathBuf, bool, PathBuf)> = paths
        .into_iter()
        .map(|path| {
            let real = path.canonicalize().unwrap_or_else(|_| path.clone());
            (real.clone(), real != path, path)
        })
        .collect();
    named.sort();
    named.dedup_by(|later, first| later.0 == first.0);
    let mut paths: Vec<PathBuf> = named.into_iter().map(|(_, _, path)| path).collect();
    paths.sort();
    paths
}

/// A link to nothing, which is no part of a policy by its name, or hidden, as editors lock a file.
fn leads_nowhere(error: &ignore::Error) -> bool {
    let is_hidden = |it: &Path| it.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let is_of_policy = |it: &Path| {
        !is_hidden(it) && (paths::is_policy_file(it) || it.file_name().is_some_and(|name| name == SETTINGS))
    };
    path_of(error).is_some_and(|it| it.is_symlink() && !it.exists() && !is_of_policy(it))
}

/// A link to a directory around it: what it would lead to is elsewhere.
fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => is_loop(err),
        _ => false,
    }
}

fn unreadable(start: &Path, error: &ignore::Error) -> Failure {
    let path = path_of(error).unwrap_or(start);
    match error.io_error() {
        Some(io) => Failure::because(path, reason(io)),
        None => Failure::because(path, error.to_string()),
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}
