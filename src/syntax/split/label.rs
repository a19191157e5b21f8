//! Labels that lack one of their quotes: the brace behind such a label opens its block all the same.

use super::{is_noun, line_end};
use crate::syntax::grammar;
use crate::syntax::recover::say;

/// A label with one quote: where the other one is written, over a blank, and where the block opens.
pub(super) struct Label {
    pub(super) blank: usize,
    pub(super) brace: usize,
    /// The quote that stands ends the label.
    pub(super) ends: bool,
}

/// The label whose one quote stands at `quote` in a header of a declaration, if it is one.
pub(super) fn open(text: &str, quote: usize) -> Option<Label> {
    let bytes = text.as_bytes();
    let end = line_end(bytes, quote);
    if say::is_closed(&text[quote..quote + say::literal(&text[quote..end])]) {
        return None;
    }
    let brace = quote + memchr::memchr(b'{', &bytes[quote..end])?;
    // The header begins its line, or stands behind a brace.
    let line = memchr::memrchr3(b'\n', b'{', b'}', &bytes[..quote]).map_or(0, |at| at + 1);
    let header = text[line..quote].trim_start_matches([' ', '\t', '\r']);
    let noun = say::word(header);
    is_noun(grammar::keyword(noun)?).then_some(())?;
    let behind = header[noun.len()..].trim_start_matches([' ', '\t']);
    let name = say::word(behind);
    let label = behind[name.len()..].trim_start_matches([' ', '\t']);
    let is_blank = |at: usize| bytes.get(at).is_some_and(|it| matches!(it, b' ' | b'\t'));
    let inside = text[quote + 1..brace].trim_ascii();
    if name.is_empty() || label.contains(['"', '/']) {
        return None;
    }
    if inside.is_empty() {
        let starts = quote - label.len();
        let blank = starts.checked_sub(1).filter(|&at| !label.is_empty() && is_blank(at))?;
        return Some(Label { blank, brace, ends: true });
    }
    let blank = brace.checked_sub(1).filter(|&at| label.is_empty() && is_blank(at))?;
    Some(Label { blank, brace, ends: false })
}
