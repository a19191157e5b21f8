//! How wide text is, without a font: from the advance widths of Helvetica, which Arial and Liberation Sans share. Other fonts are up
//! to a seventh wider; the padding of boxes takes that up.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

use crate::render::safe;

/// What the file asks for.
pub(super) const FONT: &str = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

/// A size of text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    /// In pixels.
    pub(super) size: f64,
    pub(super) bold: bool,
    /// From one line to the next, in pixels.
    pub(super) leading: f64,
}

pub(super) const TITLE: Type = Type { size: 20.0, bold: true, leading: 26.0 };
pub(super) const NAME: Type = Type { size: 12.0, bold: true, leading: 15.0 };
pub(super) const FACT: Type = Type { size: 10.5, bold: false, leading: 13.0 };
pub(super) const PLAIN: Type = Type { size: 11.5, bold: false, leading: 16.0 };
pub(super) const SMALL: Type = Type { size: 9.5, bold: true, leading: 12.0 };

/// Thousandths of the size for the characters from the space to the tilde.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// The width of a line, in pixels.
pub(super) fn width(text: &str, of: Type) -> f64 {
    text.chars().map(|char| advance(char, of)).sum()
}

fn advance(char: char, of: Type) -> f64 {
    let table = if of.bold { &BOLD } else { &REGULAR };
    let ascii = |char: char| u32::from(char).checked_sub(32).and_then(|at| table.get(at as usize));
    let thousandths = ascii(char).copied().unwrap_or_else(|| {
        // An accent changes no width; of other scripts the widest common letters are taken.
        let base = std::iter::once(char).nfd().next().unwrap_or(char);
        match (ascii(base), char.width()) {
            (Some(&width), _) => width,
            (None, Some(0) | None) => 0,
            (None, Some(1)) => 680,
            (None, Some(_)) => 1250,
        }
    });
    f64::from(thousandths) * of.size / 1000.0
}

/// A text in lines of at most so many pixels. Lines break between words, then behind hyphens and the like, then anywhere. Characters
/// that could turn the direction of reading are made harmless.
pub(super) fn wrap(text: &str, of: Type, most: f64) -> Vec<String> {
    let text = safe::text(text);
    let space = advance(' ', of);
    let mut out = Vec::new();
    let mut line = String::new();
    let mut length = 0.0;
    for word in text.split_whitespace() {
        let mut glue = if line.is_empty() { 0.0 } else { space };
        for piece in pieces(word, of, most) {
            let more = width(piece, of);
            if !line.is_empty() && length + glue + more > most {
                out.push(std::mem::take(&mut line));
                length = 0.0;
                glue = 0.0;
            }
            if glue > 0.0 {
                line.push(' ');
            }
            line.push_str(piece);
            length += glue + more;
            glue = 0.0;
        }
    }
    if !line.is_empty() {
        out.push(line);
    }
    out
}

/// The parts between which a word may break, each narrow enough for a line.
fn pieces(word: &str, of: Type, most: f64) -> Vec<&str> {
    let mut out = Vec::new();
    if width(word, of) <= most {
        out.push(word);
        return out;
    }
    for piece in word.split_inclusive(['-', '/', '.', '_', ',', ':', '·']) {
        let (mut start, mut length) = (0, 0.0);
        for (at, char) in piece.char_indices() {
            let more = advance(char, of);
            // What has no width belongs to the character before it.
            if at > start && more > 0.0 && length + more > most {
                out.push(&piece[start..at]);
                start = at;
                length = 0.0;
            }
            length += more;
        }
        out.push(&piece[start..]);
    }
    out
}

/// A text in at most so many lines; the last one ends in `…` where there is more.
pub(super) fn wrap_some(text: &str, of: Type, most: f64, lines: usize) -> Vec<String> {
    let mut out = wrap(text, of, most);
    if out.len() > lines {
        out.truncate(lines);
        if let Some(last) = out.last_mut() {
            while width(last, of) + advance('…', of) > most && last.pop().is_some() {}
            last.push('…');
        }
    }
    out
}
