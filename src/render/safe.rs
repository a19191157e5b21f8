//! Text of others made harmless for a terminal: no control characters, nothing that turns the direction of reading.

use std::borrow::Cow;

/// What a character is shown as, where it is not shown as it is.
pub(super) fn shown(char: char) -> Option<char> {
    match char {
        // The pictures of control characters stand in the same order as the characters.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(char)),
        '\x7f' => Some('␡'),
        // C1 controls; marks, embeddings, overrides and isolates of direction; invisible spaces; line separators; tags.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// A text on one line, without anything that a terminal could obey.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    if text.chars().any(|char| shown(char).is_some()) {
        Cow::Owned(text.chars().map(|char| shown(char).unwrap_or(char)).collect())
    } else {
        Cow::Borrowed(text)
    }
}
