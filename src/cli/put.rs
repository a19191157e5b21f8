//! Writing a file so that nobody ever sees half of it: beside its place first, and then into it in one step.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::failure::{Failure, reason};
use super::load;

/// Puts bytes in a file's place: whoever reads it sees the old content or the new one.
pub(super) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Draft::of(path, bytes)?.place()
}

/// Bytes that lie beside the file in whose place they will be put. A draft that is never placed goes away.
pub(super) struct Draft {
    target: PathBuf,
    bytes: Drafted,
}

enum Drafted {
    Beside(NamedTempFile),
    /// What is no file, such as a pipe or a device, is written to in the end.
    Kept(Vec<u8>),
}

impl Draft {
    /// Writes bytes beside a file. A link stays a link, and permissions and owner stay as they are.
    pub(super) fn of(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        let target = target(path)?;
        let known = match fs::metadata(&target) {
            Ok(known) => Some(known),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let bytes = match known {
            Some(known) if known.is_dir() => {
                return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory"));
            }
            Some(known) if !known.is_file() => Drafted::Kept(bytes.to_vec()),
            known => Drafted::Beside(beside(&target, bytes, known.as_ref())?),
        };
        Ok(Self { target, bytes })
    }

    /// Puts it in its place, in one step.
    pub(super) fn place(self) -> io::Result<()> {
        match self.bytes {
            Drafted::Beside(fresh) => fresh.persist(&self.target).map(drop).map_err(|it| it.error),
            Drafted::Kept(bytes) => fs::OpenOptions::new().write(true).open(&self.target)?.write_all(&bytes),
        }
    }
}

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

    /// Puts new bytes in its place, unless it was changed meanwhile or may only be read.
    pub(super) fn replace(&self, shown: &str, bytes: &[u8]) -> Result<(), Failure> {
        let failed = |reason: String| Failure::Unwritable { path: shown.to_owned(), reason };
        if self.metadata.permissions().readonly() {
            return Err(failed("it may only be read".to_owned()));
        }
        let written = || -> io::Result<bool> {
            let fresh = beside(&self.file, bytes, Some(&self.metadata))?;
            if !self.is_unchanged()? {
                return Ok(false);
            }
            fresh.persist(&self.file).map_err(|it| it.error)?;
            Ok(true)
        };
        match written() {
            Ok(true) => Ok(()),
            Ok(false) => Err(failed("it was changed meanwhile".to_owned())),
            Err(error) => Err(failed(reason(&error))),
        }
    }

    /// Whether the file is still as it was read.
    fn is_unchanged(&self) -> io::Result<bool> {
        let now = fs::metadata(&self.file)?;
        Ok(now.len() == self.metadata.len() && now.modified()? == self.metadata.modified()?)
    }
}

/// A file beside another with these bytes, with the permissions and the owner of the known one. It goes away if it is not put in
/// its place.
fn beside(target: &Path, bytes: &[u8], known: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let directory = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".loket-");
    as_usual(&mut builder);
    let mut fresh = builder.tempfile_in(directory)?;
    fresh.write_all(bytes)?;
    if let Some(known) = known {
        own(fresh.as_file(), known);
        fresh.as_file().set_permissions(known.permissions())?;
    }
    fresh.as_file().sync_all()?;
    Ok(fresh)
}

/// Lets a new file be as open as others are, within the user's own mask.
#[cfg(unix)]
fn as_usual(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;

    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn as_usual(_builder: &mut tempfile::Builder<'_, '_>) {}

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

/// The file that is replaced: what a link leads to, also when that is not there yet.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    // As many links as systems follow.
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(to) => path = path.parent().map_or_else(|| to.clone(), |parent| parent.join(&to)),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("it is a link that leads nowhere"))
}
