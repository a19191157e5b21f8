//! What fits nowhere: what it was meant to be, said once and in our own words.

use pest::iterators::{Pair, Pairs};

use super::ast::{Name, Noun};
use super::grammar::Rule;
use super::lower::statement::{Clause, Draft};
use super::lower::{Lower, is_word};

impl Lower<'_> {
    /// What fits nowhere at the top of a file or in a block.
    pub(super) fn loose(&mut self, pair: Pair<'_, Rule>, _parent: Option<u32>) {
        self.take_waiting();
        let span = pair.as_span();
        let first = span.as_str().split_whitespace().next().unwrap_or_default();
        let shown = self.shown(first);
        self.fault(
            span.start(),
            span.start() + first.len(),
            format!("expected a declaration or statement, found {shown}"),
            "",
        );
    }

    /// What stands before a block without a noun.
    pub(super) fn before_block(&mut self, pair: Pair<'_, Rule>, block: &Pair<'_, Rule>, parent: Option<u32>) {
        let _ = (pair, parent);
        self.bare_block(block);
    }

    /// A block that belongs to nothing.
    pub(super) fn bare_block(&mut self, pair: &Pair<'_, Rule>) {
        let start = pair.as_span().start();
        self.fault(start, start + 1, "this block belongs to no declaration", "write a noun and a name before it");
    }

    /// A statement in a block.
    pub(super) fn statement_in_block(&mut self, pair: Pair<'_, Rule>) {
        let start = pair.as_span().start();
        self.fault(start, start + 1, "a statement cannot stand in a block", "move it out of the braces");
        self.statement(pair);
    }

    /// What does not belong in a statement, from the first such word on.
    pub(super) fn strays(&mut self, draft: &mut Draft, first: Pair<'_, Rule>, rest: Pairs<'_, Rule>, _end: usize) {
        let span = first.as_span();
        let shown = self.shown(span.as_str());
        self.fault(span.start(), span.end(), format!("unexpected {shown}"), "");
        draft.broken = true;
        for pair in rest {
            if pair.as_rule() != Rule::stray {
                self.clause(draft, pair);
            }
        }
    }

    pub(super) fn misfit(&mut self, draft: &mut Draft, clause: Clause, keyword: usize) {
        let _ = draft;
        self.fault(keyword, keyword + 1, format!("{clause:?} does not fit"), "");
    }

    pub(super) fn operand_missing(&mut self, clause: Clause, keyword: usize) {
        self.fault(keyword, keyword + 1, format!("{clause:?} needs something"), "");
    }

    /// A keyword where a name is needed.
    pub(super) fn keyword_as_name(&mut self, start: usize, word: &str) {
        self.fault(
            start,
            start + word.len(),
            format!("`{word}` is a keyword, and a name is needed here"),
            format!("put it in backticks: `` `{word}` ``"),
        );
    }

    /// The name that a declaration without one gets, if its label makes one.
    pub(super) fn name_for_nameless(
        &mut self,
        noun: (Noun, usize, usize),
        label: Option<&str>,
        _bare: bool,
    ) -> Option<Name> {
        let word = &self.text[noun.1..noun.2];
        self.fault(noun.1, noun.2, format!("expected a name after `{word}`"), "");
        let label = label.filter(|label| is_word(label))?;
        Some(Name { symbol: self.names.intern(label), quoted: false, span: self.span(noun.1, noun.2) })
    }

    /// A word as messages show it.
    pub(super) fn shown(&self, word: &str) -> String {
        format!("`{}`", word.escape_debug())
    }
}

/// Where the header of a block without a noun begins among the words before it.
pub(super) fn header(_before: &Pair<'_, Rule>) -> Option<usize> {
    None
}

/// The end of the white space and comments at `at`.
pub(super) fn skip_gap(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'\r' | b'\n') => at += 1,
            Some(b'/') if bytes.get(at + 1) == Some(&b'/') => {
                at = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end);
            }
            _ => return at,
        }
    }
}
