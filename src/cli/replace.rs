//! Writing a file so that nobody ever sees half of it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Puts bytes in a file's place in one step: whoever reads it sees the old content or the new one. A link stays a link, and
/// permissions stay as they are. What is no file, such as a pipe, is written to.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = target(path)?;
    if fs::metadata(&target).is_ok_and(|it| !it.is_file()) {
        return fs::OpenOptions::new().write(true).open(&target)?.write_all(bytes);
    }
    let name = target.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let draft = target.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = fs::File::create(&draft).and_then(|mut file| {
        if let Ok(known) = fs::metadata(&target) {
            file.set_permissions(known.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()
    });
    let done = written.and_then(|()| fs::rename(&draft, &target));
    if done.is_err() {
        // What is left of it helps nobody, and the first error is the one to tell.
        let _ = fs::remove_file(&draft);
    }
    done
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
