//! Paths as they are found and as they are shown.

use std::env;
use std::path::{Component, Path, PathBuf};

use super::failure::{Failure, shown};

/// The file that makes a directory a policy's root.
pub(super) const SETTINGS: &str = "loket.toml";

/// The place from which paths are shown.
#[derive(Debug)]
pub(super) struct Paths {
    here: PathBuf,
}

impl Paths {
    pub(super) fn new() -> Result<Self, Failure> {
        let here = env::current_dir().and_then(|it| it.canonicalize());
        here.map(|here| Self { here }).map_err(|error| Failure::unreadable(Path::new("."), &error))
    }

    /// A path without links in its directories. The last part may be a link, or may not exist where its directory does.
    pub(super) fn real(&self, path: &Path) -> std::io::Result<PathBuf> {
        let path = self.here.join(path);
        match (path.parent(), path.file_name()) {
            (Some(parent), Some(name)) => Ok(parent.canonicalize()?.join(name)),
            _ => path.canonicalize(),
        }
    }

    /// A real path as people see it: from here where it lies below, else from here by `..` where it was so given,
    /// else from the root of the disk.
    pub(super) fn show(&self, path: &Path, absolute: bool) -> String {
        // Standard input is at no place.
        if path.is_relative() {
            return shown(path);
        }
        if let Ok(below) = path.strip_prefix(&self.here) {
            return if below.as_os_str().is_empty() { ".".to_owned() } else { shown(below) };
        }
        if absolute {
            return shown(path);
        }
        shown(&from(&self.here, path))
    }
}

/// The way from one real directory to a real path.
pub(super) fn from(directory: &Path, path: &Path) -> PathBuf {
    let common = path.components().zip(directory.components()).take_while(|(one, other)| one == other).count();
    let up = directory.components().count() - common;
    let mut out: PathBuf = std::iter::repeat_n(Component::ParentDir, up).collect();
    out.extend(path.components().skip(common));
    if out.as_os_str().is_empty() { PathBuf::from(".") } else { out }
}

/// The nearest directory from `start` upwards that has a `loket.toml`.
pub(super) fn root_above(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|directory| directory.join(SETTINGS).is_file()).map(Path::to_path_buf)
}

/// Whether this directory is in a policy with a `loket.toml`.
pub(super) fn around_here() -> bool {
    env::current_dir().is_ok_and(|here| root_above(&here).is_some())
}

/// Refuses a file that has neither the ending of a policy file nor is that of its settings.
pub(super) fn belonging(path: &Path) -> Result<(), Failure> {
    if is_policy_file(path) || path.file_name().is_some_and(|name| name == SETTINGS) {
        return Ok(());
    }
    Err(Failure::Usage(format!("`{}` is no policy file: policies end in `.org`", shown(path))))
}

/// Whether a path has the ending of a policy file.
pub(super) fn is_policy_file(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "org")
}
