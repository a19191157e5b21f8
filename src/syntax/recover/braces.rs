//! Blocks between other signs than braces, or without the brace that opens them: read as they were meant, and told once.

use std::iter::Peekable;

use pest::iterators::{Pair, Pairs};

use super::mend::Edit;
use super::{REPAIRS, say, skip_gap};
use crate::finding::{self, Applicability};
use crate::syntax::grammar::Rule;
use crate::syntax::lower::{Lower, stretch};

/// Signs that stand around a block elsewhere.
const PAIRS: &[(char, char)] = &[('(', ')'), ('[', ']')];

/// A block that is read as if it stood between braces.
struct Odd<'e> {
    edits: Vec<Edit<'e>>,
    /// The end of what is read.
    end: usize,
}

impl Lower<'_> {
    /// Reads a declaration and the block behind it that stands between no braces, if this is one.
    pub(in crate::syntax) fn has_odd_block<'t>(
        &mut self,
        pair: &Pair<'t, Rule>,
        pairs: &mut Peekable<Pairs<'t, Rule>>,
        parent: Option<u32>,
    ) -> bool {
        let parts = || pair.clone().into_inner().filter(|it| it.as_rule() != Rule::comment);
        let bare = pair.as_rule() == Rule::declaration
            && parts().any(|it| it.as_rule() == Rule::name)
            && parts().all(|it| it.as_rule() != Rule::block);
        if !bare || self.repairs >= REPAIRS {
            return false;
        }
        let header = parts().last().map_or(0, |it| it.as_span().end());
        let mut behind = pairs.clone();
        let odd = self.between_signs(&mut behind).or_else(|| {
            behind = pairs.clone();
            self.without_brace(header, &mut behind)
        });
        let Some(Odd { edits, end }) = odd else { return false };
        let start = pair.as_span().start();
        self.reread_edited(Rule::file, ("", (start, start)), (start, end), &edits, |again, pair, _| {
            again.items(pair.into_inner(), parent);
        });
        *pairs = behind;
        true
    }

    /// A block between parentheses.
    fn between_signs(&mut self, pairs: &mut Peekable<Pairs<'_, Rule>>) -> Option<Odd<'static>> {
        let first = next_loose(pairs)?;
        let open = first.clone().into_inner().next().filter(|it| it.as_rule() == Rule::stray)?;
        let &(sign, closer) = PAIRS.iter().find(|it| open.as_str() == it.0.to_string())?;
        let from = open.as_span().start();
        let (mut depth, mut colon) = (0, false);
        let mut loose = Some(first);
        while let Some(it) = loose {
            let end = it.as_span().end();
            for token in it.into_inner() {
                let (start, text) = (token.as_span().start(), token.as_str());
                colon |= text.starts_with(':');
                for (at, found) in text.char_indices().filter(|_| text.starts_with([sign, closer])) {
                    depth += i32::from(found == sign) - i32::from(found == closer);
                    if depth > 0 {
                        continue;
                    }
                    let close = start + at;
                    let labelled = pairs.peek().is_some_and(|next| next.as_rule() == Rule::odd_block);
                    if !colon || labelled || self.text[close + 1..end].trim_ascii_start().starts_with('{') {
                        return None;
                    }
                    self.say_signs(from, close);
                    return Some(Odd { edits: vec![((from, from + 1), "{"), ((close, close + 1), "}")], end });
                }
            }
            loose = next_loose(pairs);
        }
        None
    }

    fn say_signs(&mut self, open: usize, close: usize) {
        let shown = say::shown(self.piece(open, open + 1));
        let help = "write `{` and `}` around it";
        self.fault(open, open + 1, format!("a block stands between braces, found {shown}"), help);
        let edit = |at: usize, brace: &str| finding::Edit { span: self.span(at, at + 1), replacement: brace.into() };
        let edits = vec![edit(open, "{"), edit(close, "}")];
        let last = self.findings.pop().map(|it| it.fix(help, Applicability::Unsafe, edits));
        self.findings.extend(last);
    }

    /// Properties behind a header that no brace ends, up to the brace that closes them, if there is one.
    fn without_brace(&mut self, header: usize, pairs: &mut Peekable<Pairs<'_, Rule>>) -> Option<Odd<'static>> {
        let mut key = None;
        let mut end = None;
        let mut closed = false;
        while let Some(next) = next_loose_if(pairs, |it| begins_property(it) || key.is_some() && is_closer(it)) {
            key.get_or_insert(next.clone().into_inner().next().map(|it| stretch(&it))?);
            if is_closer(&next) {
                closed = true;
                end = next.into_inner().next().map(|it| it.as_span().end());
                break;
            }
            end = Some(next.as_span().end());
        }
        let (start, stop) = key?;
        // The brace is written over a blank: nothing else moves.
        let blank = self.text[header..start].starts_with([' ', '\t', '\n', '\r']);
        if !blank || skip_gap(self.text, header) != start {
            return None;
        }
        let word = self.piece(start, stop).to_owned();
        if closed {
            let help = "write `{` where the block begins";
            self.fault(start, stop, format!("expected `{{` before `{word}`"), help);
            let place = self.span(start, start);
            let edit = finding::Edit { span: place, replacement: "{ ".into() };
            let last = self.findings.pop().map(|it| it.fix(help, Applicability::Unsafe, vec![edit]));
            self.findings.extend(last);
        } else {
            let help = "write it between the braces of its declaration";
            self.fault(start, stop, format!("the property `{word}` stands in no block"), help);
        }
        Some(Odd { edits: vec![((header, header + 1), "{")], end: end? })
    }
}

fn next_loose<'t>(pairs: &mut Peekable<Pairs<'t, Rule>>) -> Option<Pair<'t, Rule>> {
    next_loose_if(pairs, |it| !is_closer(it))
}

/// The next pair but comments, if it fits nowhere and is such a one.
fn next_loose_if<'t>(
    pairs: &mut Peekable<Pairs<'t, Rule>>,
    wanted: impl Fn(&Pair<'t, Rule>) -> bool,
) -> Option<Pair<'t, Rule>> {
    while pairs.next_if(|it| it.as_rule() == Rule::comment).is_some() {}
    pairs.next_if(|it| it.as_rule() == Rule::loose && wanted(it))
}

fn is_closer(loose: &Pair<'_, Rule>) -> bool {
    loose.clone().into_inner().next().is_some_and(|it| it.as_rule() == Rule::closer)
}

/// Whether a word and a colon stand first.
fn begins_property(loose: &Pair<'_, Rule>) -> bool {
    let mut tokens = loose.clone().into_inner().filter(|it| it.as_rule() != Rule::comment);
    let mut next = || tokens.next().map(|it| it.as_str());
    let word = next().is_some_and(|it| say::begins_word(it) && say::word(it) == it);
    word && next().is_some_and(|it| it == ":")
}
