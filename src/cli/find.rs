//! From the paths of the command line to the policies they mean.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::args::Check;
use super::failure::{self, Failure};
use super::paths::{self, Paths, SETTINGS};
use super::walk::{self, Tree};
use crate::settings::Settings;

/// A policy that was found and is not yet read.
#[derive(Debug)]
pub(super) struct Found {
    /// The directory, or where there is none the one file, or `<stdin>`.
    pub(super) root: PathBuf,
    /// Its own files, without doubles, in no order.
    pub(super) files: BTreeSet<PathBuf>,
    /// The one of `files` whose text is on standard input.
    pub(super) stdin: Option<PathBuf>,
    /// What was asked for: the whole policy, or some paths in it.
    pub(super) scope: Scope,
    /// It was asked for by an absolute path and is shown so.
    pub(super) absolute: bool,
    pub(super) settings: Settings,
    /// The text of its own `loket.toml`, when the settings are from there.
    pub(super) stated: Option<String>,
}

#[derive(Debug)]
pub(super) enum Scope {
    All,
    Below(Vec<PathBuf>),
}

/// All policies that the paths mean, by root, and what went wrong on the way.
pub(super) fn policies(arguments: &Check, paths: &Paths) -> (Vec<Found>, Vec<Failure>) {
    let mut finder = Finder { skip_loose: arguments.skip_loose, ..Finder::new(paths) };
    if let Some(file) = &arguments.config {
        match read_settings(file, &failure::shown(file)) {
            Ok((settings, _)) => finder.config = Some(settings),
            Err(failure) => return (Vec::new(), vec![failure]),
        }
    }
    for path in &arguments.paths {
        let done =
            if failure::is_stdin(path) { finder.stdin(arguments.stdin_filename.as_deref()) } else { finder.path(path) };
        finder.failures.extend(done.err());
    }
    finder.drop_catalogs();
    (finder.found.into_values().flatten().collect(), finder.failures)
}

/// The policies that one path means, whole.
pub(super) fn policies_at(path: &Path, config: Option<&Path>, paths: &Paths) -> (Vec<Found>, Vec<Failure>) {
    let mut finder = Finder::new(paths);
    if let Some(file) = config {
        match read_settings(file, &failure::shown(file)) {
            Ok((settings, _)) => finder.config = Some(settings),
            Err(failure) => return (Vec::new(), vec![failure]),
        }
    }
    let done = finder.path(path);
    finder.failures.extend(done.err());
    finder.drop_catalogs();
    (finder.found.into_values().flatten().collect(), finder.failures)
}

/// The one policy that a path means.
pub(super) fn policy_at(path: &Path, config: Option<&Path>, paths: &Paths) -> Result<Found, Failure> {
    let (mut found, failures) = policies_at(path, config, paths);
    if let Some(failure) = failures.into_iter().next() {
        return Err(failure);
    }
    if found.len() > 1 {
        let roots: Vec<String> = found.iter().map(|it| format!("`{}`", paths.show(&it.root, it.absolute))).collect();
        let listed = roots[..roots.len().min(LISTED)].join(", ");
        let more = if roots.len() > LISTED { ", …" } else { "" };
        let path = failure::shown(path);
        let all = roots.len();
        return Err(Failure::Usage(format!("`{path}` holds {all} policies; name one of them: {listed}{more}")));
    }
    found.pop().ok_or_else(|| Failure::NothingToCheck { path: failure::shown(path) })
}

/// How many policies are named where one was asked for.
const LISTED: usize = 5;

struct Finder<'p> {
    paths: &'p Paths,
    /// The settings of `--config`.
    config: Option<Settings>,
    /// By root; `None` where its settings are broken, so that they are reported once.
    found: BTreeMap<PathBuf, Option<Found>>,
    trees: BTreeMap<PathBuf, Tree>,
    failures: Vec<Failure>,
    /// Files outside all policies are not asked for.
    skip_loose: bool,
}

impl<'p> Finder<'p> {
    fn new(paths: &'p Paths) -> Self {
        let (found, trees) = (BTreeMap::new(), BTreeMap::new());
        Self { paths, config: None, found, trees, failures: Vec::new(), skip_loose: false }
    }

    fn path(&mut self, path: &Path) -> Result<(), Failure> {
        let unreadable = |error| Failure::unreadable(path, &error);
        let kind = fs::metadata(path).map_err(unreadable)?;
        if kind.is_dir() {
            let directory = path.canonicalize().map_err(unreadable)?;
            return self.directory(path, &directory);
        }
        if !kind.is_file() {
            return Err(Failure::because(path, "it is neither a file nor a directory"));
        }
        let file = self.paths.real(path).map_err(unreadable)?;
        if self.skip_loose && paths::root_above(&file).is_none() {
            return Ok(());
        }
        paths::belonging(path)?;
        if file.file_name().is_some_and(|name| name == SETTINGS) {
            let directory = file.parent().unwrap_or(&file).to_path_buf();
            return self.directory(path, &directory);
        }
        self.file(path, file, false)
    }

    /// The policy around a directory, and those inside it.
    fn directory(&mut self, given: &Path, directory: &Path) -> Result<(), Failure> {
        let start = paths::root_above(directory).unwrap_or_else(|| directory.to_path_buf());
        self.walk(&start)?;
        let tree = &self.trees[&start];
        let mut files: BTreeMap<PathBuf, BTreeSet<PathBuf>> =
            tree.roots.iter().map(|root| (root.clone(), BTreeSet::new())).collect();
        files.entry(start.clone()).or_default();
        for file in &tree.files {
            files.entry(tree.root_of(file, &start).to_path_buf()).or_default().insert(file.clone());
        }
        let several = files.len() > 1;
        for (root, files) in files {
            let whole = root.starts_with(directory);
            let implied = root == start && several && files.is_empty() && !root.join(SETTINGS).is_file();
            if implied || !(whole || root == start) {
                continue;
            }
            let scope = if whole { Scope::All } else { Scope::Below(vec![directory.to_path_buf()]) };
            self.add(given, root, files, scope);
        }
        Ok(())
    }

    /// The policy around a file; without one, the files of one directory that were given are a policy.
    fn file(&mut self, given: &Path, file: PathBuf, stdin: bool) -> Result<(), Failure> {
        let directory = file.parent().unwrap_or(&file).to_path_buf();
        let root = if let Some(root) = paths::root_above(&directory) {
            self.walk(&root)?;
            let tree = &self.trees[&root];
            let own = tree.files.iter().filter(|it| tree.root_of(it, &root) == root).cloned().collect();
            self.add(given, root.clone(), own, Scope::Below(Vec::new()));
            root
        } else {
            self.add(given, directory.clone(), BTreeSet::new(), Scope::Below(Vec::new()));
            directory
        };
        if let Some(Some(found)) = self.found.get_mut(&root) {
            // A link in the policy may have been found by another name.
            let real = file.canonicalize().ok();
            let known = found.files.iter().find(|it| **it == file || it.canonicalize().ok() == real && real.is_some());
            let file = known.cloned().unwrap_or(file);
            if let Scope::Below(paths) = &mut found.scope {
                paths.push(file.clone());
            }
            if stdin {
                found.stdin = Some(file.clone());
            }
            found.files.insert(file);
        }
        Ok(())
    }

    fn stdin(&mut self, filename: Option<&Path>) -> Result<(), Failure> {
        if let Some(filename) = filename {
            let file = self.paths.real(filename).map_err(|error| Failure::unreadable(filename, &error))?;
            return self.file(filename, file, true);
        }
        let root = PathBuf::from("<stdin>");
        self.add(&root, root.clone(), BTreeSet::from([root.clone()]), Scope::All);
        if let Some(Some(found)) = self.found.get_mut(&root) {
            found.stdin = Some(root);
        }
        Ok(())
    }

    fn walk(&mut self, start: &Path) -> Result<(), Failure> {
        if !self.trees.contains_key(start) {
            self.trees.insert(start.to_path_buf(), walk::walk(start)?);
        }
        Ok(())
    }

    fn add(&mut self, given: &Path, root: PathBuf, files: BTreeSet<PathBuf>, scope: Scope) {
        if let Some(known) = self.found.get_mut(&root) {
            if let Some(known) = known {
                known.files.extend(files);
                match (&mut known.scope, scope) {
                    (Scope::Below(paths), Scope::Below(more)) => paths.extend(more),
                    (known, Scope::All) => *known = Scope::All,
                    (Scope::All, Scope::Below(_)) => {}
                }
            }
            return;
        }
        let absolute = given.is_absolute();
        let file = root.join(SETTINGS);
        let settings = match &self.config {
            Some(settings) => Ok((settings.clone(), None)),
            None if file.is_file() => {
                read_settings(&file, &self.paths.show(&file, absolute)).map(|(settings, text)| (settings, Some(text)))
            }
            None => Ok((Settings::default(), None)),
        };
        let found = match settings {
            Ok((settings, stated)) => {
                Some(Found { root: root.clone(), files, stdin: None, scope, absolute, settings, stated })
            }
            Err(failure) => {
                self.failures.push(failure);
                None
            }
        };
        self.found.insert(root, found);
    }

    /// Catalogues that lie beside policies are not a policy by themselves.
    fn drop_catalogs(&mut self) {
        let catalogs: Vec<PathBuf> = self
            .found
            .values()
            .flatten()
            .flat_map(|found| found.settings.catalogs.iter().map(|it| found.root.join(it)))
            .filter_map(|catalog| catalog.canonicalize().ok())
            .collect();
        for found in self.found.values_mut() {
            let Some(policy) = found else { continue };
            if policy.root.join(SETTINGS).is_file() || !matches!(policy.scope, Scope::All) {
                continue;
            }
            let before = policy.files.len();
            policy.files.retain(|file| !catalogs.iter().any(|catalog| file.starts_with(catalog)));
            if policy.files.is_empty() && before > 0 {
                *found = None;
            }
        }
    }
}

/// Reads a `loket.toml`: what it says, and its text.
fn read_settings(file: &Path, shown: &str) -> Result<(Settings, String), Failure> {
    let bytes = fs::read(file).map_err(|error| Failure::unreadable(Path::new(shown), &error))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::because(Path::new(shown), "it is not UTF-8"))?;
    match Settings::parse(&text) {
        Ok(settings) => Ok((settings, text)),
        Err(errors) => Err(Failure::Settings { path: shown.to_owned(), text, errors }),
    }
}
