//! Selectors of statements, term by term.

use pest::iterators::Pair;

use super::{Draft, Place};
use crate::source::offset;
use crate::syntax::ast::{Selector, Slice, Term, TermKind};
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::{Lower, Stretch, stretch};
use crate::syntax::split::name_end;

impl Lower<'_> {
    /// Takes terms into the selector that is being read. A keyword in the place of one, and behind it what belongs to it, is no term:
    /// then the answer is where it stands.
    pub(super) fn read_list(&mut self, draft: &mut Draft, (start, stop): Stretch) -> Option<usize> {
        let text = self.text;
        let mut at = start;
        while at < stop {
            let end = at + term_end(&text[at..stop]);
            let Some(term) = self.term(&text[at..end], at) else { return Some(at) };
            self.take_term(draft, term);
            self.last = end;
            // Behind a term are a comma and a blank, or nothing.
            at = end + 2;
        }
        None
    }

    pub(super) fn take_term(&mut self, draft: &mut Draft, term: Term) {
        self.ast.terms.push(term);
        draft.span = Some(draft.span.map_or(term.span, |first| first.to(term.span)));
    }

    /// The terms and exceptions of a selector inside a pair of its own.
    pub(super) fn read_selector(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>) -> Option<usize> {
        for pair in pair.into_inner() {
            let forgotten = match pair.as_rule() {
                Rule::list => self.read_list(draft, stretch(&pair)),
                Rule::exceptions => self.exceptions(draft, pair),
                _ => None,
            };
            if forgotten.is_some() {
                return forgotten;
            }
        }
        None
    }

    pub(super) fn exceptions(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>) -> Option<usize> {
        let word = grammar::spelling(Rule::kw_except);
        let keyword = self.skip(word.len());
        self.begin_exceptions(draft);
        let at = self.ast.terms.len();
        let mut forgotten = None;
        for pair in pair.into_inner() {
            if pair.as_rule() == Rule::list && forgotten.is_none() {
                forgotten = self.read_list(draft, stretch(&pair));
            }
        }
        if at == self.ast.terms.len() {
            draft.broken = true;
            draft.statement.void = true;
            self.fault(keyword.0, keyword.1, format!("expected a name after `{word}`"), "name what is left out");
        }
        forgotten
    }

    /// The operations are read further, and what was read of the data is not; whether that can be.
    pub(in crate::syntax) fn reopen_operations(&mut self, draft: &mut Draft) -> bool {
        let Some(id) = draft.statement.operations.filter(|_| draft.except.is_none()) else { return false };
        let Selector { terms, except, span } = self.ast.selector(id);
        if !except.is_empty() || terms.end != draft.terms {
            return false;
        }
        draft.statement.operations = None;
        self.ast.terms.truncate(terms.end as usize);
        draft.terms = terms.start;
        draft.span = Some(span);
        draft.place = Place::Operations;
        true
    }

    pub(super) fn begin_exceptions(&self, draft: &mut Draft) {
        draft.except = Some(offset(self.ast.terms.len()));
    }

    /// The selector that was being read, if there was one.
    pub(super) fn selector_read(&mut self, draft: &mut Draft) -> Option<Selector> {
        let end = offset(self.ast.terms.len());
        let start = std::mem::replace(&mut draft.terms, end);
        let mid = draft.except.take().unwrap_or(end);
        let span = draft.span.take()?;
        Some(Selector { terms: Slice { start, end: mid }, except: Slice { start: mid, end }, span })
    }

    /// A term, unless it is a keyword with what belongs to it.
    pub(super) fn term(&mut self, word: &str, start: usize) -> Option<Term> {
        if grammar::keyword(word).is_some() {
            if self.is_followed(word, start + word.len()) {
                return None;
            }
            self.keyword_as_name(start, word);
        }
        Some(self.sound_term(word, start))
    }

    /// A term that is known to be no keyword.
    pub(super) fn sound_term(&mut self, word: &str, start: usize) -> Term {
        let (kind, symbol) = match word.as_bytes()[0] {
            b'*' => (TermKind::Star, self.names.intern(word)),
            b'#' => (TermKind::Tag, self.names.intern(&word[1..])),
            b'`' => {
                let end = 2 + word[1..].find('`').unwrap_or(word.len() - 2);
                let symbol = self.quoted(&word[..end], start);
                match word[end..].strip_prefix('.') {
                    None => (TermKind::Quoted, symbol),
                    Some(field) => (self.field(field, start + end + 1), symbol),
                }
            }
            _ => match memchr::memchr(b'.', word.as_bytes()) {
                None => (TermKind::Word, self.names.intern(word)),
                Some(dot) => {
                    let symbol = self.names.intern(&word[..dot]);
                    (self.field(&word[dot + 1..], start + dot + 1), symbol)
                }
            },
        };
        Term { kind, symbol, span: self.span(start, start + word.len()) }
    }

    /// What stands after the dot.
    pub(super) fn field(&mut self, word: &str, start: usize) -> TermKind {
        if word == "*" {
            return TermKind::Fields;
        }
        if word.starts_with('`') {
            return TermKind::Field(self.quoted(word, start));
        }
        if let Some(at) = word.bytes().position(|it| matches!(it, b'.' | b'*')) {
            self.fault(start + at, start + word.len(), "a field has no parts", "write `Record.field` or `Record.*`");
        }
        TermKind::Field(self.names.intern(word))
    }
}

/// Where the first term of a list ends.
fn term_end(list: &str) -> usize {
    let bytes = list.as_bytes();
    let mut at = 0;
    while let Some(len) = memchr::memchr2(b',', b'`', &bytes[at..]) {
        at += len;
        if bytes[at] == b',' {
            return at;
        }
        at = name_end(bytes, at + 1);
    }
    bytes.len()
}
