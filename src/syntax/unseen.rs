//! Characters that nobody sees, where no text, name in backticks or comment holds them: they are read as blanks, and told.

use std::collections::BTreeMap;

use super::bidi;
use super::lower::error;
use crate::finding::{Applicability, Edit, Finding};
use crate::source::{FileId, Span, offset};

/// Where they stand in a file, by character.
#[derive(Debug, Default)]
pub(super) struct Unseen(BTreeMap<char, Vec<usize>>);

/// Whether a character shows nothing: blanks but the plain ones, joiners, and the marks that turn the direction of text.
pub(super) fn is_unseen(sign: char) -> bool {
    (sign.is_whitespace() && !matches!(sign, ' ' | '\n' | '\r' | '\t'))
        || matches!(sign, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

impl Unseen {
    /// Takes notice of a character at a place, if it is one that cannot be seen.
    pub(super) fn take(&mut self, sign: char, at: usize) -> bool {
        // Those that turn the direction are told by a rule of their own.
        if is_unseen(sign) && !bidi::turns(sign) {
            self.0.entry(sign).or_default().push(at);
        }
        is_unseen(sign)
    }

    /// Says each once, with all its places.
    pub(super) fn tell(&mut self, file: FileId, findings: &mut Vec<Finding>) {
        for (sign, mut places) in std::mem::take(&mut self.0) {
            // A stretch may be read twice.
            places.sort_unstable();
            places.dedup();
            let span = |at: usize| Span::new(file, offset(at), offset(at + sign.len_utf8()));
            let Some((&first, rest)) = places.split_first() else { continue };
            let (replacement, what, help) = if sign.is_whitespace() {
                (" ", "is no blank of the language", "write a plain blank")
            } else {
                ("", "cannot be seen", "take it away")
            };
            let name = name(sign).map_or_else(String::new, |name| format!(" ({name})"));
            let message = format!("the character U+{:04X}{name} {what}", u32::from(sign));
            let edits = places.iter().map(|&at| Edit { span: span(at), replacement: replacement.into() }).collect();
            let mut finding = error(span(first), message).help(help).fix(help, Applicability::Safe, edits);
            for &at in rest {
                finding = finding.label(span(at), "and here");
            }
            findings.push(finding);
        }
    }
}

/// What Unicode calls it.
fn name(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\u{b}' => "line tabulation",
        '\u{c}' => "form feed",
        '\u{85}' => "next line",
        '\u{a0}' => "no-break space",
        '\u{ad}' => "soft hyphen",
        '\u{2007}' => "figure space",
        '\u{2009}' => "thin space",
        '\u{200b}' => "zero width space",
        '\u{200c}' => "zero width non-joiner",
        '\u{200d}' => "zero width joiner",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202f}' => "narrow no-break space",
        '\u{2060}' => "word joiner",
        '\u{3000}' => "ideographic space",
        '\u{feff}' => "zero width no-break space",
        _ => return None,
    })
}
