//! Files that are written in one step: whoever reads one sees the old text or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A text that lies beside the file in whose place it will be put. What is never placed is taken away again.
#[derive(Debug)]
pub(super) struct Draft {
    target: PathBuf,
    /// `None` for what is no file that could be replaced, such as a pipe or a device: it is written to at the end.
    draft: Option<PathBuf>,
    bytes: Vec<u8>,
}

/// Drafts of one process have names of their own.
static NUMBER: AtomicUsize = AtomicUsize::new(0);

impl Draft {
    /// Writes a text beside its place. A link stays a link: what it leads to is replaced. Permissions stay as they are.
    pub(super) fn of(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        let there = fs::metadata(path).ok();
        if there.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory"));
        }
        if there.as_ref().is_some_and(|it| !it.is_file()) {
            return Ok(Self { target: path.to_path_buf(), draft: None, bytes: bytes.to_vec() });
        }
        let target = target(path)?;
        let name = target.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let draft = target.with_file_name(format!(".{name}.{}-{number}", std::process::id()));
        // Made before it is written, so that it is taken away whatever happens.
        let made = Self { target, draft: Some(draft.clone()), bytes: Vec::new() };
        let mut file = File::create_new(&draft)?;
        file.write_all(bytes)?;
        if let Some(there) = there {
            fs::set_permissions(&draft, there.permissions())?;
        }
        file.sync_all()?;
        Ok(made)
    }

    /// Puts it in its place.
    pub(super) fn place(mut self) -> io::Result<()> {
        match &self.draft {
            Some(draft) => {
                fs::rename(draft, &self.target)?;
                self.draft = None;
                Ok(())
            }
            None => OpenOptions::new().write(true).open(&self.target)?.write_all(&self.bytes),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(draft) = &self.draft {
            // What is left of it helps nobody, and the first error is the one to tell.
            let _ = fs::remove_file(draft);
        }
    }
}

/// Puts bytes in a file's place.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Draft::of(path, bytes)?.place()
}

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
