//! Reads the files of a policy.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::failure::{self, Failure, reason};
use super::find::{Found, Scope};
use super::paths::{Paths, SETTINGS};
use super::walk;
use crate::policy::{FileInput, Input};

/// A policy in memory, and which of its files were asked for: `None` is all.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) input: Input,
    pub(super) scope: Option<BTreeSet<String>>,
    /// Its directory.
    pub(super) directory: PathBuf,
}

/// Reads all files of a policy and of its catalogues.
pub(super) fn load(found: Found, paths: &Paths, as_of: Option<i32>, today: i32) -> Result<Loaded, Failure> {
    let catalogs = catalogs(&found, paths)?;
    let mut own: BTreeSet<&PathBuf> = found.files.iter().collect();
    for file in &catalogs {
        own.remove(file);
    }
    let root = if own.len() == 1 && !found.root.join(SETTINGS).is_file() && matches!(found.scope, Scope::Below(_)) {
        own.first().map_or(found.root.as_path(), |file| file.as_path())
    } else {
        found.root.as_path()
    };
    let shown = paths.show(root, found.absolute);
    let number = own.len() + catalogs.len();
    if number == 0 {
        return Err(Failure::NothingToCheck { path: shown });
    }
    if number > found.settings.limits.files {
        return Err(Failure::TooMany { path: shown, files: number, limit: found.settings.limits.files });
    }
    idle_folders(&found, own.iter().copied().chain(&catalogs), paths)?;

    let mut files = Vec::with_capacity(number);
    let mut scope = BTreeSet::new();
    let all = own.into_iter().map(|file| (file, false)).chain(catalogs.iter().map(|file| (file, true)));
    for (file, catalog) in all {
        let path = paths.show(file, found.absolute);
        let limit = u64::from(found.settings.limits.file_bytes);
        let bytes = if found.stdin.as_ref() == Some(file) {
            read(io::stdin().lock(), 0, &path, limit)?
        } else {
            open(file, &path, limit)?
        };
        if let Scope::Below(asked) = &found.scope
            && asked.iter().any(|it| file.starts_with(it))
        {
            scope.insert(path.clone());
        }
        files.push(FileInput { path, bytes, catalog });
    }
    let scope = matches!(found.scope, Scope::Below(_)).then_some(scope);
    let input = Input { root: shown, files, settings: found.settings, as_of, today };
    Ok(Loaded { input, scope, directory: found.root })
}

/// A folder of the policy's own `loket.toml` in which none of its files lies was meant to be another.
fn idle_folders<'f>(found: &Found, files: impl Iterator<Item = &'f PathBuf>, paths: &Paths) -> Result<(), Failure> {
    let Some(text) = &found.stated else { return Ok(()) };
    let below = files.filter_map(|file| file.strip_prefix(&found.root).ok());
    let files: Vec<String> = below.map(failure::shown).collect();
    let errors = found.settings.idle_folders(&files.iter().map(String::as_str));
    if errors.is_empty() {
        return Ok(());
    }
    let path = paths.show(&found.root.join(SETTINGS), found.absolute);
    Err(Failure::Settings { path, text: text.clone(), errors })
}

/// The files of all catalogues. A catalogue may be a policy too; the policies inside it are not part of it.
fn catalogs(found: &Found, paths: &Paths) -> Result<BTreeSet<PathBuf>, Failure> {
    let mut files = BTreeSet::new();
    for catalog in &found.settings.catalogs {
        let none = |reason: String| Failure::NoCatalog {
            settings: paths.show(&found.root.join(SETTINGS), found.absolute),
            catalog: catalog.clone(),
            reason,
        };
        let directory = found.root.join(catalog).canonicalize().map_err(|error| none(reason(&error)))?;
        if !directory.is_dir() {
            return Err(none("it is not a directory".to_owned()));
        }
        let tree = walk::walk(&directory)?;
        files.extend(tree.files.iter().filter(|it| tree.root_of(it, &directory) == directory).cloned());
    }
    Ok(files)
}

fn open(file: &Path, shown: &str, limit: u64) -> Result<Vec<u8>, Failure> {
    let unreadable = |error| Failure::unreadable(Path::new(shown), &error);
    let opened = File::open(file).map_err(unreadable)?;
    let size = opened.metadata().map_err(unreadable)?.len();
    read(opened, size, shown, limit)
}

/// Reads a file, but never more than the limit, whatever its size claims.
pub(super) fn read(from: impl Read, size: u64, shown: &str, limit: u64) -> Result<Vec<u8>, Failure> {
    let too_large = |size| Failure::TooLarge { path: shown.to_owned(), size, limit };
    if size > limit {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    from.take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::unreadable(Path::new(shown), &error))?;
    if bytes.len() as u64 > limit { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}
