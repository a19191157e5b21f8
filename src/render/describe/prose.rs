//! A page as parts, before anybody decides how it looks.

use super::super::safe;

/// Between these stands a name of the policy; nothing else in a text can be one of them, since names are made harmless first.
pub(super) const OPEN: char = '\u{1}';
pub(super) const CLOSE: char = '\u{2}';

/// A part of the page. Texts are sentences, with names marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Title(String),
    Heading(&'static str),
    Text(String),
    Items(Vec<String>),
}

/// A name of the policy.
pub(super) fn name(text: &str) -> String {
    format!("{OPEN}{}{CLOSE}", safe::text(text))
}

/// "a", "a and b", "a, b and 4 more".
pub(super) fn list(parts: &[String], most: usize) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        _ if parts.len() > most + 1 => format!(
            "{} and {} more",
            parts[..most].join(", "),
            super::super::number::grouped((parts.len() - most) as u128)
        ),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}
