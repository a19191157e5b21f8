//! Writes a file anew so that at no moment there is less than the old one or the new one.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::failure::{Failure, reason};
use super::load;

/// A file that was read, and how it was then.
pub(super) struct Opened {
    /// The file itself, where the path was a link.
    file: PathBuf,
    metadata: Metadata,
}

impl Opened {
    /// Reads a file of at most `limit` bytes.
    pub(super) fn read(path: &Path, shown: &str, limit: u64) -> Result<(Self, Vec<u8>), Failure> {
        let unreadable = |error: io::Error| Failure::unreadable(Path::new(shown), &error);
        let file = path.canonicalize().map_err(unreadable)?;
        let opened = File::open(&file).map_err(unreadable)?;
        let metadata = opened.metadata().map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(Failure::because(Path::new(shown), "it is no file"));
        }
        let bytes = load::read(opened, metadata.len(), shown, limit)?;
        Ok((Self { file, metadata }, bytes))
    }

    /// Whether the file is still as it was read.
    fn is_unchanged(&self) -> io::Result<bool> {
        let now = fs::metadata(&self.file)?;
        Ok(now.len() == self.metadata.len() && now.modified()? == self.metadata.modified()?)
    }
}

/// Puts new bytes in the place of a file's. They are written beside it and then take its place, with its permissions and owner.
pub(super) fn replace(opened: &Opened, shown: &str, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |reason: String| Failure::Unwritable { path: shown.to_owned(), reason };
    if opened.metadata.permissions().readonly() {
        return Err(failed("it may only be read".to_owned()));
    }
    let written = || -> io::Result<bool> {
        let directory = opened.file.parent().unwrap_or(Path::new("."));
        let mut beside = tempfile::Builder::new().prefix(".loket-").tempfile_in(directory)?;
        beside.write_all(bytes)?;
        own(beside.as_file(), &opened.metadata);
        beside.as_file().set_permissions(opened.metadata.permissions())?;
        beside.as_file().sync_all()?;
        if !opened.is_unchanged()? {
            return Ok(false);
        }
        beside.persist(&opened.file).map_err(|it| it.error)?;
        Ok(true)
    };
    match written() {
        Ok(true) => Ok(()),
        Ok(false) => Err(failed("it was changed meanwhile".to_owned())),
        Err(error) => Err(failed(reason(&error))),
    }
}

/// Gives a file the owner of another, where that is allowed.
#[cfg(unix)]
fn own(file: &File, like: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};

    let now = file.metadata().map(|it| (it.uid(), it.gid()));
    if now.is_ok_and(|now| now != (like.uid(), like.gid())) {
        // Who may not give files away keeps the new one.
        let _ = fchown(file, Some(like.uid()), Some(like.gid()));
    }
}

#[cfg(not(unix))]
fn own(_file: &File, _like: &Metadata) {}
