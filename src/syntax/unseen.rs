//! Characters that nobody sees, where no text, name in backticks or comment holds them: they are told, and read as blanks or,
//! inside a name, as if they were not there.

use std::collections::BTreeMap;

use pest::unicode::XID_CONTINUE;

use super::bidi;
use super::grammar;
use super::lower::error;
use crate::finding::{Applicability, Edit, Finding};
use crate::source::{FileId, Span, offset};

/// Where they stand in a file, by character.
#[derive(Debug, Default)]
pub(super) struct Unseen(BTreeMap<char, Vec<usize>>);

/// Whether a character shows nothing: blanks and signs of control but the plain ones, and what Unicode calls default
/// ignorable: joiners, fillers, selectors of variants, and the marks that turn the direction of text.
pub(super) fn is_unseen(sign: char) -> bool {
    ((sign.is_whitespace() || sign.is_control()) && !matches!(sign, ' ' | '\n' | '\r' | '\t'))
        || matches!(sign, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character at a place of a text shows nothing there. A joiner that its script is written with does show.
pub(super) fn hides(text: &str, at: usize, sign: char) -> bool {
    is_unseen(sign) && !joins(text, at, sign)
}

/// Whether a name holds a character that nobody sees.
pub(super) fn is_in(name: &str) -> bool {
    !name.is_ascii() && name.char_indices().any(|(at, sign)| hides(name, at, sign))
}

/// The joiners that Unicode's profile for identifiers (UAX 31) allows: between Arabic letters, and behind a virama.
fn joins(text: &str, at: usize, sign: char) -> bool {
    if !matches!(sign, '\u{200c}' | '\u{200d}') {
        return false;
    }
    let before = text[..at].chars().next_back().unwrap_or_default();
    let after = text[at + sign.len_utf8()..].chars().next().unwrap_or_default();
    let arabic = |it| matches!(it, '\u{620}'..='\u{77f}' | '\u{860}'..='\u{8ff}') && XID_CONTINUE(it);
    let indic = |it| matches!(it, '\u{900}'..='\u{dff}') && XID_CONTINUE(it);
    sign == '\u{200c}' && arabic(before) && arabic(after) || VIRAMAS.contains(&before) && indic(after)
}

/// The signs by which consonants join.
const VIRAMAS: [char; 10] =
    ['\u{94d}', '\u{9cd}', '\u{a4d}', '\u{acd}', '\u{b4d}', '\u{bcd}', '\u{c4d}', '\u{ccd}', '\u{d4d}', '\u{dca}'];

/// So many characters before and behind one are looked at; keywords are shorter.
const NEAR: usize = 40;

/// Whether a character that nobody sees stands inside a word. Between two of which one is a keyword, it was meant to divide them.
pub(super) fn is_inside_word(text: &str, (start, end): (usize, usize), sign: char) -> bool {
    let goes_on = |it: &char| *it == '-' || XID_CONTINUE(*it);
    let seen = |it: &char| !is_unseen(*it);
    let before = || text[..start].chars().rev().take(NEAR).filter(seen);
    let after = || text[end..].chars().take(NEAR).filter(seen);
    let mut left: Vec<char> = before().take_while(goes_on).collect();
    left.reverse();
    let left: String = left.into_iter().collect();
    let right: String = after().take_while(goes_on).collect();
    let beside = |it: Option<char>| it.is_some_and(|it| goes_on(&it) || matches!(it, '.' | ':' | '%' | '+' | '/'));
    let divides = grammar::keyword(&left).is_some() || grammar::keyword(&right).is_some();
    !sign.is_whitespace()
        && beside(before().next())
        && beside(after().next())
        && !(left.is_empty() && right.is_empty())
        && (!divides || grammar::keyword(&format!("{left}{right}")).is_some())
}

impl Unseen {
    /// Takes notice of a character at a place of a text, if it is one that cannot be seen.
    pub(super) fn take(&mut self, text: &str, at: usize, sign: char) -> bool {
        let hides = hides(text, at, sign);
        // Those that turn the direction are told by a rule of their own.
        if hides && !bidi::turns(sign) {
            self.0.entry(sign).or_default().push(at);
        }
        hides
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
        '\u{34f}' => "combining grapheme joiner",
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "Hangul filler",
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
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => "variation selector",
        '\u{feff}' => "zero width no-break space",
        _ => return None,
    })
}
