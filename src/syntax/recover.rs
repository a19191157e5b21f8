//! What fits nowhere: what it was meant to be, said once and in our own words.
//! Where that is likely enough, the text is mended and read a second time, so that one mistake does not become many.

use pest::iterators::Pair;

use super::ast::{Head, Name};
use super::clause::{fits, head_rule};
use super::grammar::{self, Rule};
use super::lower::{Lower, Stretch, is_word};
use super::split::line_end;
use crate::finding::Applicability;

mod block;
mod braces;
mod colon;
mod colons;
mod expectation;
mod foreign;
mod list;
mod mend;
mod near;
pub(super) mod say;
mod signs;
mod statement;
mod value;
mod word;

pub(super) use block::header;
pub(super) use expectation::Expected;

/// How many repairs a stretch may be the result of.
const REPAIRS: u8 = 4;

/// So many findings before the last one may be of an open brace in the same stretch.
const TOLD: usize = 1_000;

impl Lower<'_> {
    /// What fits nowhere at the top of a file or in a block.
    pub(super) fn loose(&mut self, pair: Pair<'_, Rule>, parent: Option<u32>) {
        let end = pair.as_span().end();
        let tokens: Vec<_> = pair.into_inner().filter(|it| it.as_rule() != Rule::comment).collect();
        let Some(first) = tokens.first() else { return };
        if first.as_rule() == Rule::closer {
            let start = first.as_span().start();
            self.fault(start, start + 1, "this `}` closes nothing", "take it away, or write the `{` that is missing");
            return;
        }
        self.segments(&tokens, end, parent);
    }

    /// Every line that seems to begin an item, by itself.
    fn segments(&mut self, tokens: &[Pair<'_, Rule>], end: usize, parent: Option<u32>) {
        let mut start = 0;
        for at in 1..=tokens.len() {
            if at == tokens.len() || (self.begins_item(&tokens[at]) && !divides(tokens[at - 1].as_str())) {
                let to = tokens.get(at).map_or(end, |next| next.as_span().start());
                if start > 0 {
                    self.expectation_ends();
                }
                self.odd(tokens[start].as_span().start(), to, parent);
                self.take_waiting();
                start = at;
            }
        }
    }

    /// Whether a stray begins its line and is a word that no clause is spelled like.
    fn begins_item(&self, pair: &Pair<'_, Rule>) -> bool {
        let word = pair.as_str();
        pair.as_rule() == Rule::stray
            && say::begins_word(word)
            && self.begins_line(pair.as_span().start())
            && (near::item(word).is_some() || near::clause(word).is_none() && !near::is_except(word))
    }

    fn begins_line(&self, at: usize) -> bool {
        self.text[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])
    }

    /// Something that begins like no item.
    fn odd(&mut self, start: usize, end: usize, parent: Option<u32>) {
        let text = self.text[start..end].trim_ascii_end();
        let end = start + text.len();
        let word = say::word(text);
        if word.is_empty() {
            let sign = self.sign(start, end);
            if sign.is_none() {
                self.unexpected(start, end, None);
            }
            return;
        }
        let place = (start, start + word.len());
        let next = skip_gap(self.text, place.1).min(end);
        let after = &self.text[next..end];
        match grammar::keyword(word) {
            Some(Rule::kw_expect) => return self.odd_expectation(start, place.1, end),
            Some(Rule::kw_no) => return self.odd_negation(start, end),
            Some(_) => {
                let statement = if parent.is_some() { "property" } else { "statement" };
                let message = format!("`{word}` begins no {statement}");
                return self.fault(
                    place.0,
                    place.1,
                    message,
                    "write it in a statement, behind a head such as `responsible`"
                        .replace("responsible", grammar::spelling(Rule::kw_responsible)),
                );
            }
            None if matches!(word, "not" | "never") && parent.is_none() => return self.odd_negation(start, end),
            None => {}
        }
        if parent.is_none() && after.starts_with(':') {
            let help = "write it between the braces of its declaration";
            return self.fault(place.0, place.1, format!("the property `{word}` stands in no block"), help);
        }
        let found = if parent.is_some() { near::noun(word) } else { near::item(word) };
        if let Some(rule) = found.filter(|_| say::begins_name(after) || after.is_empty()) {
            let keyword = grammar::spelling(rule);
            self.expected_item(word, place, parent.is_some(), Some(keyword));
            if self.repairs < REPAIRS {
                self.reread_items(keyword, place, end, parent);
            }
        } else if parent.is_some() && !after.is_empty() {
            let shown = say::shown(word);
            self.fault(
                place.0,
                place.1,
                format!("expected `:` after {shown}"),
                format!("write `{word}: …`, or one of the nouns if a declaration was meant"),
            );
        } else {
            self.expected_item(word, place, parent.is_some(), None);
        }
    }

    fn expected_item(&mut self, word: &str, place: (usize, usize), inside: bool, keyword: Option<&str>) {
        let what = if inside { "a property or declaration" } else { "a declaration or statement" };
        let shown = say::shown(word);
        let help = match keyword {
            Some(keyword) => format!("did you mean `{keyword}`?"),
            None if inside => "a property is written `key: value`".to_owned(),
            None => {
                let (unit, responsible) = (grammar::spelling(Rule::kw_unit), grammar::spelling(Rule::kw_responsible));
                format!("begin with a noun such as `{unit}`, or with a head such as `{responsible}`")
            }
        };
        self.fault(place.0, place.1, format!("expected {what}, found {shown}"), help);
        self.likely(place, keyword);
    }

    /// Which keyword was likely meant in the last finding.
    pub(super) fn likely(&mut self, (start, end): Stretch, keyword: Option<&str>) {
        let Some(keyword) = keyword else { return };
        let sure = near::sureness(&self.text[start..end], keyword);
        let span = self.span(start, end);
        let last = self.findings.pop().map(|it| it.spelling(span, keyword, sure));
        self.findings.extend(last);
    }

    /// Reads a statement that goes on behind doc comments up to `end`, if it waits for more where they begin.
    pub(super) fn statement_around(
        &mut self,
        pair: &Pair<'_, Rule>,
        docs: &[usize],
        end: usize,
        parent: Option<u32>,
    ) -> Option<()> {
        let &first = docs.first().filter(|_| self.repairs < REPAIRS)?;
        let start = pair.as_span().start();
        let before = self.text[start..first].trim_ascii_end();
        let last = before.rsplit([' ', '\t', '\n']).next().unwrap_or_default();
        let waits = grammar::keyword(last).is_some_and(|rule| !near::is_flag(rule));
        (waits || divides(before)).then_some(())?;
        let line = say::line(&self.text[first..end]).trim_ascii_end();
        let help = "write `//`, or move it before the statement";
        self.fault(first, first + line.len(), "a doc comment stands before an item, not inside it", help);
        let place = self.span(first, first + 3);
        let finding = self.findings.pop().map(|it| it.spelling(place, "//", Applicability::Safe));
        self.findings.extend(finding);
        let edits: Vec<_> = docs.iter().map(|&at| ((at, at + 3), "// ")).collect();
        self.reread_edited(Rule::file, ("", (start, start)), (start, end), &edits, |again, pair, _| {
            again.items(pair.into_inner(), parent);
        });
        Some(())
    }

    /// A block that belongs to nothing.
    pub(super) fn bare_block(&mut self, pair: &Pair<'_, Rule>) {
        let start = pair.as_span().start();
        let (message, help) = ("this block belongs to no declaration", "write a noun and a name before it");
        let span = self.span(start, start + 1);
        // A brace that is not closed either was told by itself.
        let open = !pair.as_str().trim_ascii_end().ends_with('}');
        let told = self.findings.iter_mut().rev().take(TOLD).find(|it| open && it.span == span);
        if let Some(told) = told {
            told.message = message.into();
            told.help = Some("take the `{` away, or write a noun and a name before it and `}` behind it".into());
            return;
        }
        self.fault(start, start + 1, message, help);
    }

    /// A statement in a block.
    pub(super) fn statement_in_block(&mut self, pair: Pair<'_, Rule>) {
        let start = pair.as_span().start();
        let word = say::word(pair.as_str());
        let message = format!("a statement cannot stand in a block: `{word}`");
        self.fault(start, start + word.len(), message, "move it behind the closing brace");
        self.statement(pair);
    }

    /// A keyword where a name is needed.
    pub(super) fn keyword_as_name(&mut self, start: usize, word: &str) {
        let message = format!("`{word}` is a keyword, and a name is needed here");
        self.fault(start, start + word.len(), message, format!("put it in backticks: `` `{word}` ``"));
    }

    /// The name that a declaration without one gets, if its label makes one.
    pub(super) fn name_for_nameless(&mut self, noun: Stretch, label: Option<&str>, bare: bool) -> Option<Name> {
        let word = &self.text[noun.0..noun.1];
        if bare && self.text[skip_gap(self.text, noun.1)..].starts_with('`') {
            // The open backtick is told by itself.
            return None;
        }
        let label = label.filter(|label| is_word(label));
        let help = match label {
            Some(label) => format!("write `{word} {label} \"{label}\"`"),
            None if bare => format!("write `{word} Name`, or put `{word}` in backticks if it is a name"),
            None => format!("write `{word} Name {{ … }}`"),
        };
        self.fault(noun.0, noun.1, format!("expected a name after `{word}`"), help);
        label.map(|label| Name { symbol: self.names.intern(label), quoted: false, span: self.span(noun.0, noun.1) })
    }

    /// A text, name or parenthesis without its end, or a text where none belongs: told, if it is one.
    fn sign(&mut self, start: usize, end: usize) -> Option<()> {
        let line = say::line(&self.text[start..end]).trim_ascii_end();
        let stop = start + line.len();
        if let Some((open, inner, whole)) = foreign::quotation(line) {
            self.say_quotes((start, start + whole), (start + open, start + open + inner));
        } else if let Some((len, _)) = self.comment(start, end) {
            let shown = say::shown(&self.text[start..start + len]);
            let help = "a comment begins with `//`, and ends with its line";
            self.fault(start, start + len, format!("{shown} begins no comment"), help);
        } else if line.starts_with('"') {
            let len = say::literal(line);
            if say::is_closed(&line[..len]) {
                let because = grammar::spelling(Rule::kw_because);
                self.fault(
                    start,
                    start + len,
                    "a text does not belong here",
                    format!("a reason is written `{because} \"…\"`"),
                );
            } else {
                self.fault(
                    start,
                    stop,
                    "this text has no closing quote",
                    "write `\"` at its end: a text stays on its line",
                );
            }
        } else if line.starts_with('`') && !line[1..].contains('`') {
            self.fault(start, stop, "this name has no closing backtick", "write a backtick at its end");
        } else if line.starts_with(';') {
            self.fault(
                start,
                start + 1,
                "`;` stands only between properties",
                "take it away: the next item begins by itself",
            );
        } else if line.starts_with('@') {
            self.fault(start, start + 1, "expected a name after `@`", "write for example `@accept(…)`".to_owned());
        } else {
            return None;
        }
        Some(())
    }

    fn unexpected(&mut self, start: usize, end: usize, head: Option<Head>) {
        let text = &self.text[start..end];
        let sign = text.chars().next().map_or(0, char::len_utf8);
        let len = if say::begins_name(text) { say::word(text).len().max(sign) } else { sign };
        let shown = say::shown(&text[..len]);
        let help = match head {
            Some(head) => {
                let clauses = say::clauses(fits(head));
                format!("`{}` takes {clauses}", grammar::spelling(head_rule(head)))
            }
            None => "take it away".to_owned(),
        };
        self.fault(start, start + len, format!("unexpected {shown}"), help);
    }
}

/// Whether a list goes on behind a text.
fn divides(text: &str) -> bool {
    text.ends_with(',') || text.ends_with("->")
}

/// The end of the white space and comments at `at`.
pub(super) fn skip_gap(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'\r' | b'\n') => at += 1,
            Some(b'/') if bytes.get(at + 1) == Some(&b'/') => {
                at = line_end(bytes, at);
            }
            _ => return at,
        }
    }
}
