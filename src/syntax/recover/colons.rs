//! Statements with colons behind their keywords, as records of other notations have them: read without, and told once.

use std::iter::Peekable;

use pest::iterators::{Pair, Pairs};

use super::mend::Edit;
use super::{REPAIRS, near, say};
use crate::finding::{self, Applicability};
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::Lower;
use crate::syntax::tokens::{Kind, Token, Tokens};

impl Lower<'_> {
    /// Reads a statement together with its clauses behind it that have colons, if it has such.
    pub(in crate::syntax) fn has_colons<'t>(
        &mut self,
        pair: &Pair<'t, Rule>,
        pairs: &mut Peekable<Pairs<'t, Rule>>,
        parent: Option<u32>,
    ) -> bool {
        if pair.as_rule() != Rule::statement || self.repairs >= REPAIRS {
            return false;
        }
        let open = pair.as_str().trim_ascii_end().ends_with(':');
        let next = pairs.peek().filter(|it| it.as_rule() == Rule::loose).and_then(key);
        let behind = next.is_some_and(|word| open || is_clause(word));
        if !behind && !has_several(pair.as_str()) {
            return false;
        }
        let (start, mut end) = (pair.as_span().start(), pair.as_span().end());
        while let Some(next) = pairs.next_if(|it| behind && it.as_rule() == Rule::loose && key(it).is_some()) {
            end = next.as_span().end();
        }
        let (from, to) = (crate::source::offset(start), crate::source::offset(end));
        let tokens: Vec<Token> = Tokens::new(self.text, from, to).filter(|it| it.kind != Kind::Comment).collect();
        // A comma before a clause divides nothing either.
        let next = |at: usize| tokens.get(at).map(|it| it.kind);
        let divides = |at: usize| matches!((next(at + 1), next(at + 2)), (Some(Kind::Keyword(_)), Some(Kind::Colon)));
        let away = |&(at, it): &(usize, &Token)| it.kind == Kind::Colon || it.kind == Kind::Comma && divides(at);
        let signs = tokens.iter().enumerate().filter(away).map(|it| (it.1.start as usize, it.1.end as usize));
        let edits: Vec<Edit<'_>> = signs.map(|it| (it, " ")).collect();
        let colon = tokens.iter().find(|it| it.kind == Kind::Colon).map(|it| (it.start as usize, it.end as usize));
        if let Some((at, behind)) = colon {
            let word =
                self.text[start..at].trim_ascii_end().rsplit([' ', '\t', '\n', '\r', ',']).next().unwrap_or_default();
            self.fault(at, behind, format!("unexpected `:` after `{word}`"), "no `:` here: take it away");
            let away =
                |&((from, to), _): &Edit<'_>| finding::Edit { span: self.span(from, to), replacement: "".into() };
            let fixes = edits.iter().map(away).collect();
            let last = self.findings.pop().map(|it| it.fix("take it away", Applicability::Unsafe, fixes));
            self.findings.extend(last);
        }
        self.reread_edited(Rule::file, ("", (start, start)), (start, end), &edits, |again, pair, _| {
            again.items(pair.into_inner(), parent);
        });
        true
    }
}

/// The word before the colon that something begins with.
fn key<'t>(loose: &Pair<'t, Rule>) -> Option<&'t str> {
    let mut tokens = loose.clone().into_inner().filter(|it| it.as_rule() != Rule::comment);
    let word = tokens.next().map(|it| it.as_str()).filter(|it| say::begins_word(it) && say::word(it) == *it)?;
    tokens.next().filter(|it| it.as_str() == ":").map(|_| word)
}

/// Whether several words have colons behind them.
fn has_several(statement: &str) -> bool {
    if memchr::memchr(b':', statement.as_bytes()).is_none() {
        return false;
    }
    let mut word = false;
    let mut colons = 0;
    for token in Tokens::new(statement, 0, crate::source::offset(statement.len())) {
        colons += usize::from(word && token.kind == Kind::Colon);
        word = matches!(token.kind, Kind::Word | Kind::Keyword(_));
    }
    colons > 1
}

fn is_clause(word: &str) -> bool {
    grammar::keyword(word).is_some_and(|rule| near::is_clause(rule) || matches!(rule, Rule::kw_by | Rule::kw_except))
}
