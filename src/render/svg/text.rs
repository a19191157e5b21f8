//! Words in a picture.

use super::measure::Type;
use super::xml::{lengths, text};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

const DARK: &str = "#1a1a1a";

/// Appends a line of text. `y` is that of its base line.
pub(super) fn line(out: &mut String, words: &str, at: (f64, f64), of: Type, anchor: Anchor) {
    out.push_str("<text");
    lengths(out, &[("x", at.0), ("y", at.1), ("font-size", of.size)]);
    if of.bold {
        out.push_str(" font-weight=\"bold\"");
    }
    if anchor == Anchor::Middle {
        out.push_str(" text-anchor=\"middle\"");
    }
    out.push_str(" fill=\"");
    out.push_str(DARK);
    out.push('"');
    // What is written from the right keeps to itself: nothing around it turns.
    if words.chars().any(|it| it > '\u{590}') {
        out.push_str(" direction=\"ltr\" unicode-bidi=\"isolate\"");
    }
    out.push('>');
    text(out, words);
    out.push_str("</text>");
}

/// Appends lines below each other; the first begins at `top`. Gives where they end.
pub(super) fn lines(out: &mut String, all: &[(String, Type)], x: f64, top: f64, anchor: Anchor) -> f64 {
    let mut y = top;
    for (words, of) in all {
        // Capitals are about seven tenths of the size high.
        line(out, words, (x, y + of.leading / 2.0 + of.size * 0.35), *of, anchor);
        y += of.leading;
    }
    y
}
