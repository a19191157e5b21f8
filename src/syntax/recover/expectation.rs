//! Expectations that are not written as one. What they expect is never taken for a statement of its own: what was to be
//! forbidden would be granted.

use pest::iterators::Pair;

use super::{REPAIRS, foreign, near, say, skip_gap};
use crate::source::Span;
use crate::syntax::ast::Expect;
use crate::syntax::clause::head;
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::{Lower, Stretch};

/// An expectation that was told to lack its statement, which may stand behind it.
pub(in crate::syntax) struct Expected {
    start: Span,
    no: bool,
    why: Option<Box<str>>,
    /// All words before the statement are understood.
    known: bool,
    /// The statement may stand on a line of its own.
    waits: bool,
    /// How far in its line is, if it begins one: what is further in belongs to it.
    indent: Option<usize>,
}

/// What stands between `expect` and its statement.
#[derive(Clone, Copy)]
struct Between {
    no: bool,
    why: Option<Stretch>,
    /// The first word that is not understood, or where all of it ends.
    at: usize,
    /// Something was wrong, and told.
    told: bool,
}

impl Lower<'_> {
    /// Words that turn an expectation round or say why, from `at` on.
    fn between(&mut self, mut at: usize, end: usize) -> Between {
        let (expect, no) = (grammar::spelling(Rule::kw_expect), grammar::spelling(Rule::kw_no));
        let mut read = Between { no: false, why: None, at, told: false };
        loop {
            at = skip_gap(self.text, at).min(end);
            read.at = at;
            let rest = &self.text[at..end];
            let word = say::word(rest);
            let mut len = word.len();
            let quoted = foreign::quotation(rest).map(|it| it.2);
            let mut fault = None;
            match word {
                _ if rest.starts_with('"') && read.why.is_none() => {
                    len = say::literal(rest);
                    if !say::is_closed(&rest[..len]) {
                        return read;
                    }
                    read.why = Some((at, at + len));
                }
                _ if word == no && !read.no => {
                    read.no = true;
                    if let Some(why) = read.why {
                        let why = self.piece(why.0, why.1);
                        fault =
                            Some((format!("`{no}` stands before the text"), format!("write `{expect} {no} {why}`")));
                    }
                }
                "not" | "never" if !read.no => {
                    read.no = true;
                    let message = format!("expected a statement after `{expect}`, found `{word}`");
                    fault = Some((message, format!("write `{no}` for `{word}`")));
                }
                "that" => {
                    let message = format!("expected a statement after `{expect}`, found `{word}`");
                    fault = Some((message, format!("take `{word}` away")));
                }
                _ if quoted.is_some() => {
                    len = quoted.unwrap_or_default();
                    let message = "a text stands between straight double quotes".to_owned();
                    fault = Some((message, "write `\"…\"`".to_owned()));
                }
                _ if rest.starts_with([':', ',']) => {
                    len = 1;
                    let message = format!("expected a statement after `{expect}`, found `{}`", &rest[..1]);
                    fault = Some((message, "take it away".to_owned()));
                }
                _ => return read,
            }
            if let Some((message, help)) = fault.filter(|_| !std::mem::replace(&mut read.told, true)) {
                self.fault(at, at + len, message, help);
            }
            at += len;
        }
    }

    /// `expect` without a statement that is spelled right.
    pub(super) fn odd_expectation(&mut self, start: usize, after: usize, end: usize) {
        let expect = grammar::spelling(Rule::kw_expect);
        let read = self.between(after, end);
        let (at, rest) = (read.at, &self.text[read.at..end]);
        let word = say::word(rest);
        let place = (at, at + word.len().max(rest.chars().next().map_or(0, char::len_utf8)));
        let keyword = near::item(word).filter(|&rule| head(rule).is_some()).map(grammar::spelling);
        let help = keyword.map_or_else(
            || "write the statement that is expected to hold".to_owned(),
            |keyword| format!("did you mean `{keyword}`?"),
        );
        // An open text is told by itself.
        let told = rest.starts_with('"') && self.sign(at, end).is_some();
        if !told && rest.is_empty() && !read.told {
            let (message, help) = self.lacks_statement(end, help);
            self.fault(start, after, message, help);
        } else if !told && (!read.told || keyword.is_some()) {
            let shown = say::shown(self.piece(place.0, place.1));
            self.fault(place.0, place.1, format!("expected a statement after `{expect}`, found {shown}"), help);
            self.likely(place, keyword);
        }
        let Some(keyword) = keyword.filter(|_| self.repairs < REPAIRS) else {
            return self.expect(start, read, end);
        };
        let no = if read.no { grammar::spelling(Rule::kw_no) } else { "" };
        let why = read.why.map_or("", |(start, end)| self.piece(start, end));
        let prefix = format!("{expect} {no} {why} {keyword}");
        self.reread_items(&prefix, place, end, None);
    }

    /// `no` or a word like it, without `expect` before it.
    pub(super) fn odd_negation(&mut self, start: usize, end: usize) {
        let word = say::word(&self.text[start..end]);
        let (expect, no) = (grammar::spelling(Rule::kw_expect), grammar::spelling(Rule::kw_no));
        let message = if word == no {
            format!("`{no}` stands only after `{expect}`")
        } else {
            format!("expected a declaration or statement, found `{word}`")
        };
        self.fault(start, start + word.len(), message, format!("write `{expect} {no} …`"));
        let told = self.findings.len();
        let read = self.between(start, end);
        self.findings.truncate(told);
        self.expect(start, read, end);
    }

    /// What is said of an expectation behind whose words nothing stands up to `end`.
    fn lacks_statement(&self, end: usize, help: String) -> (String, String) {
        let expect = grammar::spelling(Rule::kw_expect);
        let lacks = format!("expected a statement after `{expect}`");
        let next = skip_gap(self.text, end);
        let behind = &self.text[next..];
        if behind.starts_with('@') || behind.starts_with("///") {
            return (lacks, format!("write it right behind: doc comments and annotations stand before `{expect}`"));
        }
        let here = say::line(behind);
        if here.is_empty() || self.text[end..next].contains(['\n', '\r']) || grammar::keyword(say::word(here)).is_some()
        {
            return (lacks, help);
        }
        let word = say::word(here);
        let len = if word.is_empty() { here.chars().next().map_or(0, char::len_utf8) } else { word.len() };
        (format!("{lacks}, found {}", say::shown(&here[..len])), "take away what stands between".to_owned())
    }

    fn expect(&mut self, start: usize, read: Between, end: usize) {
        let known = read.at >= end;
        let why = read.why.map(|why| self.text(why));
        let begun = say::word(&self.text[start..end]) == grammar::spelling(Rule::kw_expect);
        let (place, indent) = (self.span(start, end), self.indent(start));
        self.expected = Some(Expected { start: place, no: read.no, why, known, waits: known && begun, indent });
    }

    /// What stands on a line of its own behind an expectation does not say what it expects.
    pub(super) fn expectation_ends(&mut self) {
        if let Some(expected) = &mut self.expected {
            (expected.known, expected.waits) = (false, false);
        }
    }

    /// Reads what an expectation lacked, if this is it, or what stands between the two; `header` is whether a block follows that
    /// this may be the header of.
    pub(in crate::syntax) fn is_expected(&mut self, pair: &Pair<'_, Rule>, header: bool) -> bool {
        // The end of what was read a second time is not that of the text around it.
        if matches!(pair.as_rule(), Rule::EOI | Rule::comment) {
            return false;
        }
        let Some(expected) = self.expected.take() else { return false };
        let start = pair.as_span().start();
        // Where a stretch begins that another ended before, a line does.
        let indent = self.indent(start);
        let near = indent.is_none() || expected.indent < indent && expected.indent.is_some();
        match pair.as_rule() {
            Rule::statement => {
                let first = pair.clone().into_inner().next().map(|it| it.as_rule());
                let own = first == Some(Rule::expect) || !(near || expected.waits);
                if !own {
                    self.expected_statement(pair, expected);
                }
                !own
            }
            // They belong to the statement behind them.
            Rule::doc | Rule::annotation => {
                self.expected = Some(expected);
                false
            }
            // A block was meant to declare something, whatever stands before it.
            Rule::declaration if indent.is_none() && !pair.as_str().contains('{') => {
                self.take_waiting();
                self.expected = Some(Expected { known: false, waits: false, ..expected });
                true
            }
            Rule::loose | Rule::loose_member | Rule::property | Rule::odd_block => {
                let read = near && !header;
                let expected = if read { self.expected_words(pair, expected) } else { expected };
                self.expected = Some(expected);
                if !read {
                    self.expectation_ends();
                }
                read
            }
            _ => false,
        }
    }

    fn expected_statement(&mut self, pair: &Pair<'_, Rule>, expected: Expected) {
        let Expected { start, no, why, known, .. } = expected;
        let place = self.ast.statements.len();
        self.statement_of(pair.clone(), Some((start, Expect { no, why })));
        if !known && self.ast.statements.get(place).is_some_and(|it| it.span.start == start.start) {
            self.ast.statements.remove(place);
        }
    }

    /// More words between an expectation and its statement, of which one was told already.
    fn expected_words(&mut self, pair: &Pair<'_, Rule>, mut expected: Expected) -> Expected {
        let span = pair.as_span();
        let end = span.start() + span.as_str().trim_ascii_end().len();
        let told = self.findings.len();
        let read = self.between(span.start(), end);
        self.findings.truncate(told);
        let sign = matches!(&self.text[span.start()..end], ";" | "}" | "{}");
        expected.no |= read.no;
        expected.known &= sign || read.at >= end;
        expected.waits &= expected.known;
        if expected.why.is_none() {
            expected.why = read.why.map(|why| self.text(why));
        }
        self.findings.truncate(told);
        expected
    }
}
