//! Characters that turn the direction of reading: they make a line look different from what it says.

use crate::finding::{Finding, Level};
use crate::source::{FileId, Span, offset};

/// What Unicode calls bidirectional controls.
pub(super) fn turns(char: char) -> bool {
    matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One finding for each line that has any, at the first of them.
pub fn find(file: FileId, text: &str, findings: &mut Vec<Finding>) {
    let bytes = text.as_bytes();
    let mut last: Option<usize> = None;
    let first = findings.len();
    // All of them begin with one of two bytes.
    for at in memchr::memchr2_iter(0xe2, 0xd8, bytes) {
        let Some(char) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|&char| turns(char)) else {
            continue;
        };
        let span = Span::new(file, offset(at), offset(at + char.len_utf8()));
        let same_line = last.is_some_and(|end| memchr::memchr(b'\n', &bytes[end..at]).is_none());
        last = Some(at);
        if same_line && let Some(finding) = findings[first..].last_mut() {
            let whole = std::mem::replace(finding, Finding::new("", Level::Error, span, ""));
            *finding = whole.label(span, "and here");
            continue;
        }
        let code = u32::from(char);
        let message = format!("the invisible U+{code:04X} turns the direction of reading");
        let finding = Finding::new("syntax/bidi", Level::Error, span, message).note("not what it looks like");
        findings.push(finding.help(format!("remove it; in a text it can be written as `\\u{{{code:x}}}`")));
    }
}
