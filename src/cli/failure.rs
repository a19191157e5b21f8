//! What keeps the tool from its work: the world's faults, not the policy's.

use std::fmt;
use std::io;
use std::path::Path;

use crate::model::asked::Refused;
use crate::settings::SettingsError;

#[derive(Debug)]
pub(super) enum Failure {
    /// A file or directory that cannot be read.
    Unreadable {
        path: String,
        reason: String,
    },
    /// A file that is no text, or of which the form would mean something else.
    Unformatted {
        path: String,
        reason: String,
    },
    /// A file above a limit.
    TooLarge {
        path: String,
        size: u64,
        limit: u64,
    },
    TooMany {
        path: String,
        files: usize,
        limit: usize,
    },
    /// A directory in `catalogs` that is not there.
    NoCatalog {
        settings: String,
        catalog: String,
        reason: String,
    },
    NothingToCheck {
        path: String,
    },
    /// A rule or group that does not exist.
    UnknownRule {
        name: String,
        nearest: Option<&'static str>,
    },
    /// A level for a rule of the policy's own that is not there.
    NoOwnRule {
        root: String,
        name: String,
        nearest: Option<String>,
    },
    /// A file of known findings that cannot be used.
    Baseline {
        path: String,
        reason: String,
    },
    Settings {
        path: String,
        text: String,
        errors: Vec<SettingsError>,
    },
    /// Filters that the policy does not understand.
    Filters(Box<Refused>),
    /// Arguments that do not go together.
    Usage(String),
    Output(io::Error),
    /// A file that cannot be written.
    Unwritable {
        path: String,
        reason: String,
    },
    /// The reader of the output has gone.
    ClosedPipe,
}

impl Failure {
    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        Self::because(path, reason(error))
    }

    pub(super) fn because(path: &Path, reason: impl Into<String>) -> Self {
        Failure::Unreadable { path: path.to_string_lossy().into_owned(), reason: reason.into() }
    }
}

/// The reason without Rust's `(os error 2)`, and without what was said around it.
pub(super) fn reason(error: &io::Error) -> String {
    let mut inner: &dyn std::error::Error = error;
    while let Some(next) = inner.source() {
        inner = next;
    }
    let text = inner.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    let mut chars = text[..end].chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Failure::ClosedPipe } else { Failure::Output(error) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Unreadable { path, reason } => write!(f, "cannot read `{path}`: {reason}"),
            Failure::Unformatted { path, reason } => write!(f, "cannot format `{path}`: {reason}"),
            Failure::TooLarge { path, size, limit } => write!(
                f,
                "`{path}` has {size} bytes, above the limit of {limit} (`file-bytes` of `[limits]` in loket.toml)"
            ),
            Failure::TooMany { path, files, limit } => write!(
                f,
                "`{path}` has {}, above the limit of {limit} (`files` of `[limits]` in loket.toml)",
                if *files == 1 { "1 file".to_owned() } else { format!("{files} files") }
            ),
            Failure::NoCatalog { settings, catalog, reason } => {
                write!(f, "cannot read catalogue `{catalog}`, which `{settings}` names: {reason}")
            }
            Failure::NothingToCheck { path } => write!(f, "there are no `.org` files in `{path}`"),
            Failure::UnknownRule { name, nearest: Some(nearest) } => {
                write!(f, "there is no rule or group `{name}`; did you mean `{nearest}`?")
            }
            Failure::UnknownRule { name, nearest: None } => {
                write!(f, "there is no rule or group `{name}`; `loket rules` lists them all")
            }
            Failure::NoOwnRule { root, name, nearest } => {
                write!(f, "no expectation of `{root}` is the rule `{name}`")?;
                nearest.as_ref().map_or(Ok(()), |nearest| write!(f, "; did you mean `{nearest}`?"))
            }
            Failure::Baseline { path, reason } => write!(f, "cannot use baseline `{path}`: {reason}"),
            Failure::Settings { path, .. } => write!(f, "`{path}` cannot be used"),
            Failure::Filters(_) => f.write_str("the filters cannot be used"),
            Failure::Usage(message) => f.write_str(message),
            Failure::Unwritable { path, reason } => write!(f, "cannot write `{path}`: {reason}"),
            Failure::Output(error) => write!(f, "cannot write the output: {}", reason(error)),
            Failure::ClosedPipe => f.write_str("the output was closed"),
        }
    }
}

/// A path as people see it: forward slashes, and harmless where it is not Unicode.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// Whether a path is `-`.
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
