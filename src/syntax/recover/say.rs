//! The words of messages, and what they quote.

use std::fmt::Write;

use crate::syntax::ast::Noun;
use crate::syntax::clause::Clause;
use crate::syntax::grammar::{self, Rule};
use crate::syntax::split::line_end;
use crate::syntax::unseen::is_unseen;

/// What must follow a clause's word, and what to write.
pub(super) fn operand(clause: Clause) -> (&'static str, &'static str) {
    match clause {
        Clause::For => ("a task", "name the tasks, or `*` for all"),
        Clause::Of => ("a service", "name the services, or `*` for all"),
        Clause::Via => ("a channel", "name the channels, or `*` for all"),
        Clause::Serving => ("an audience", "name the audiences, or `*` for all"),
        Clause::At => ("a location", "name the locations, or `*` for all"),
        Clause::When => ("a safeguard", "write for example `verified low`, `four-eyes` or `logged`"),
        Clause::UpTo => ("a level", "write a level of confidentiality, such as `intern`"),
        Clause::Within => ("a duration", "write for example `2m` or `5 workdays`"),
        Clause::Share => ("a percentage", "write for example `20%`"),
        Clause::From | Clause::Until => ("a date", "write year, month and day, as in `2026-01-31`"),
        Clause::Because => ("a text", "write the reason in quotes"),
        Clause::Mode | Clause::Onward => ("nothing", "take it away"),
    }
}

/// The clauses of a set, as a list.
pub(super) fn clauses(set: u16) -> String {
    let words: Vec<String> = Clause::ALL
        .iter()
        .filter(|&&clause| set & (1 << clause as u16) != 0)
        .map(|clause| {
            clause
                .keyword()
                .map_or_else(|| "a way to hand over".to_owned(), |rule| format!("`{}`", grammar::spelling(rule)))
        })
        .collect();
    and(&words)
}

/// The nouns as a list.
pub(super) fn nouns() -> String {
    let words: Vec<String> = grammar::keywords()
        .filter(|&(_, rule)| super::near::is_noun(rule))
        .map(|(word, _)| format!("`{word}`"))
        .collect();
    and(&words)
}

/// The word that spells a noun.
pub(super) fn noun(noun: Noun) -> &'static str {
    grammar::spelling(match noun {
        Noun::Organisation => Rule::kw_organisation,
        Noun::Location => Rule::kw_location,
        Noun::Audience => Rule::kw_audience,
        Noun::Channel => Rule::kw_channel,
        Noun::Unit => Rule::kw_unit,
        Noun::Theme => Rule::kw_theme,
        Noun::Service => Rule::kw_service,
        Noun::Record => Rule::kw_record,
    })
}

fn and(words: &[String]) -> String {
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// How many signs of a word are shown.
const SHOWN: usize = 40;

/// A word in backticks, as people can see it: short, and with signs that cannot be seen written as their codes.
pub(in crate::syntax) fn shown(word: &str) -> String {
    let mut text = String::new();
    for (at, sign) in word.chars().enumerate() {
        if at == SHOWN {
            text.push('…');
            break;
        }
        if sign.is_control() || is_unseen(sign) {
            let _ = write!(text, "\\u{{{:x}}}", u32::from(sign));
        } else {
            text.push(sign);
        }
    }
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// The first line of a text, without its end.
pub(in crate::syntax) fn line(text: &str) -> &str {
    &text[..line_end(text.as_bytes(), 0)]
}

/// The word at the start of a text.
pub(in crate::syntax) fn word(text: &str) -> &str {
    if !begins_word(text) {
        return "";
    }
    let mut end = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let goes_on = sign == '_'
            || sign.is_alphanumeric()
            || (sign == '-' && signs.peek().is_some_and(|(_, next)| *next == '_' || next.is_alphanumeric()));
        if !goes_on {
            break;
        }
        end = at + sign.len_utf8();
    }
    &text[..end]
}

pub(super) fn begins_word(text: &str) -> bool {
    text.starts_with(|sign: char| sign == '_' || sign.is_alphabetic())
}

/// A word, or a name in backticks, a text or a tag.
pub(in crate::syntax) fn begins_name(text: &str) -> bool {
    begins_word(text) || text.starts_with(['`', '"', '#', '*']) || text.starts_with(|it: char| it.is_ascii_digit())
}

/// The length of the text literal at the start of a text; an open one ends with its line.
pub(in crate::syntax) fn literal(text: &str) -> usize {
    let mut escaped = true;
    for (at, sign) in text.char_indices() {
        match sign {
            '\n' | '\r' => return at,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether a literal has its closing quote.
pub(in crate::syntax) fn is_closed(literal: &str) -> bool {
    let Some(inner) = literal.strip_suffix('"').filter(|it| !it.is_empty()) else { return false };
    inner.bytes().rev().take_while(|&it| it == b'\\').count() % 2 == 0
}
