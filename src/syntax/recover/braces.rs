//! Blocks between other signs than braces, or without the brace that opens them: read as they were meant, and told once.

use std::iter::Peekable;

use pest::iterators::{Pair, Pairs};

use super::mend::Edit;
use super::{REPAIRS, say, skip_gap};
use crate::finding::{self, Applicability};
use crate::syntax::grammar::Rule;
use crate::syntax::lower::{Lower, Stretch, stretch};

/// Signs that stand around a block elsewhere.
const PAIRS: &[(char, char)] = &[('(', ')'), ('[', ']')];

/// A block that is read as if it stood between braces.
struct Odd {
    edits: Vec<Edit<'static>>,
    /// The end of what is read.
    end: usize,
    /// What is said of it, and where.
    place: Stretch,
    message: String,
    help: &'static str,
    /// What mends it, where that is known.
    fix: Vec<(Stretch, &'static str)>,
}

/// A declaration that has a name and no block, and where its header ends.
fn bare(pair: &Pair<'_, Rule>) -> Option<usize> {
    let parts = || pair.clone().into_inner().filter(|it| it.as_rule() != Rule::comment);
    let bare = pair.as_rule() == Rule::declaration
        && parts().any(|it| it.as_rule() == Rule::name)
        && parts().all(|it| it.as_rule() != Rule::block);
    parts().last().map(|it| it.as_span().end()).filter(|_| bare)
}

impl Lower<'_> {
    /// Reads a declaration and the block behind it that stands between no braces, if this is one.
    pub(in crate::syntax) fn has_odd_block<'t>(
        &mut self,
        pair: &Pair<'t, Rule>,
        pairs: &mut Peekable<Pairs<'t, Rule>>,
        parent: Option<u32>,
    ) -> bool {
        let mut behind = pairs.clone();
        let Some(odd) = self.odd_block(pair, &mut behind) else { return false };
        let Odd { edits, end, place, message, help, fix } = odd;
        self.fault(place.0, place.1, message, help);
        if !fix.is_empty() {
            let edit =
                |(at, word): (Stretch, &str)| finding::Edit { span: self.span(at.0, at.1), replacement: word.into() };
            let edits = fix.into_iter().map(edit).collect();
            let last = self.findings.pop().map(|it| it.fix(help, Applicability::Unsafe, edits));
            self.findings.extend(last);
        }
        let start = pair.as_span().start();
        self.reread_edited(Rule::file, ("", (start, start)), (start, end), &edits, |again, pair, _| {
            again.items(pair.into_inner(), parent);
        });
        *pairs = behind;
        true
    }

    /// Passes over the block of a declaration that stands between no braces, if this is one: it is read later.
    pub(in crate::syntax) fn skip_odd_block<'t>(&self, pair: &Pair<'t, Rule>, pairs: &mut Peekable<Pairs<'t, Rule>>) {
        let mut behind = pairs.clone();
        if self.odd_block(pair, &mut behind).is_some() {
            *pairs = behind;
        }
    }

    fn odd_block<'t>(&self, pair: &Pair<'t, Rule>, pairs: &mut Peekable<Pairs<'t, Rule>>) -> Option<Odd> {
        if pair.as_rule() != Rule::declaration || self.repairs >= REPAIRS {
            return None;
        }
        let before = pairs.clone();
        let Some(header) = bare(pair) else { return self.inner_brace(pair, pairs) };
        self.between_signs(pairs).or_else(|| {
            *pairs = before;
            self.without_brace(pair.as_span().start(), header, pairs)
        })
    }

    /// A block between parentheses.
    fn between_signs(&self, pairs: &mut Peekable<Pairs<'_, Rule>>) -> Option<Odd> {
        let first = next_loose(pairs)?;
        let open = first.clone().into_inner().next().filter(|it| it.as_rule() == Rule::stray)?;
        let &(sign, closer) = PAIRS.iter().find(|it| open.as_str() == it.0.to_string())?;
        let from = open.as_span().start();
        let (mut depth, mut colon) = (0, false);
        let mut loose = Some(first);
        while let Some(it) = loose {
            let end = it.as_span().end();
            colon |= it.as_rule() == Rule::property;
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
                    let shown = say::shown(self.piece(from, from + 1));
                    let edits = vec![((from, from + 1), "{"), ((close, close + 1), "}")];
                    return Some(Odd {
                        edits: edits.clone(),
                        end,
                        place: (from, from + 1),
                        message: format!("a block stands between braces, found {shown}"),
                        help: "write `{` and `}` around it",
                        fix: edits,
                    });
                }
            }
            loose = next_loose(pairs);
        }
        None
    }

    /// Properties behind a header that no brace ends, and declarations further in, up to the brace that closes them, if there is one.
    fn without_brace(&self, start: usize, header: usize, pairs: &mut Peekable<Pairs<'_, Rule>>) -> Option<Odd> {
        let colon = next_loose_if(pairs, is_colon).map(|it| it.as_span().start());
        let mut key = None;
        let mut end = None;
        let mut closed = false;
        // Where declarations begin that are in the block only if it is closed.
        let mut before = None;
        loop {
            if let Some(next) = next_loose_if(pairs, |it| begins_property(it) || key.is_some() && is_closer(it)) {
                key.get_or_insert(next.clone().into_inner().next().map(|it| stretch(&it))?);
                closed = is_closer(&next);
                if closed {
                    end = next.into_inner().next().map(|it| it.as_span().end());
                    break;
                }
                end = Some(next.as_span().end());
                continue;
            }
            let inside = |it: &Pair<'_, Rule>| {
                it.as_rule() == Rule::declaration && self.is_further_in(start, it.as_span().start())
            };
            if key.is_none() || !pairs.peek().is_some_and(inside) {
                break;
            }
            before.get_or_insert((pairs.clone(), end));
            pairs.next();
        }
        if let Some((pair, stop)) = before.filter(|_| !closed) {
            (*pairs, end) = (pair, stop);
        }
        let (first, stop) = key?;
        // The brace is written over a blank: nothing else moves.
        let blank = self.text[header..first].starts_with([' ', '\t', '\n', '\r']);
        let word = self.piece(first, stop).to_owned();
        let (edit, place, message, help, fix) = if let Some(colon) = colon {
            let message = "unexpected `:` after the name".to_owned();
            let help = "a block stands between braces: write `{` for it, and `}` where the block ends";
            ((colon, colon + 1), (colon, colon + 1), message, help, Vec::new())
        } else if !blank || skip_gap(self.text, header) != first {
            return None;
        } else if closed {
            let help = "write `{` where the block begins";
            let fix = vec![((first, first), "{ ")];
            ((header, header + 1), (first, stop), format!("expected `{{` before `{word}`"), help, fix)
        } else {
            let message = format!("the property `{word}` stands in no block");
            let help = "write it between the braces of its declaration";
            ((header, header + 1), (first, stop), message, help, Vec::new())
        };
        Some(Odd { edits: vec![(edit, "{")], end: end?, place, message, help, fix })
    }

    /// Whether an item begins a line that is further in than the one at `start`.
    fn is_further_in(&self, start: usize, at: usize) -> bool {
        self.indent(start).is_some_and(|outer| self.indent(at).is_some_and(|inner| inner > outer))
    }

    /// How many blanks stand before what begins a line.
    pub(super) fn indent(&self, at: usize) -> Option<usize> {
        let end = self.text[..at].rfind(['\n', '\r']);
        let line = end.map_or(0, |end| end + 1);
        let before = if end.is_none() { self.inset? } else { 0 };
        self.text[line..at].bytes().all(|it| matches!(it, b' ' | b'\t')).then_some(before + at - line)
    }

    /// A declaration in a block whose brace lacks, so that its properties seem to be of the block around it, and one brace more
    /// closes nothing behind that.
    fn inner_brace(&self, pair: &Pair<'_, Rule>, pairs: &mut Peekable<Pairs<'_, Rule>>) -> Option<Odd> {
        let closer = next_loose_if(pairs, is_closer)?;
        let (header, (start, stop)) = self.without_inner(pair, 0)?;
        let word = self.piece(start, stop);
        Some(Odd {
            edits: vec![((header, header + 1), "{")],
            end: closer.into_inner().next()?.as_span().end(),
            place: (start, stop),
            message: format!("expected `{{` before `{word}`"),
            help: "write `{` where the block begins",
            fix: vec![((start, start), "{ ")],
        })
    }

    /// Where the header ends, in a block, behind which a property stands, and where the key of that is.
    fn without_inner(&self, pair: &Pair<'_, Rule>, depth: u32) -> Option<(usize, Stretch)> {
        let block = pair.clone().into_inner().find(|it| it.as_rule() == Rule::block)?;
        let mut members = block.into_inner().filter(|it| it.as_rule() != Rule::comment).peekable();
        while let Some(member) = members.next() {
            if member.as_rule() != Rule::declaration {
                continue;
            }
            if let Some(header) = bare(&member) {
                let next = members.peek().filter(|it| it.as_rule() == Rule::property);
                let key = next.and_then(|it| it.clone().into_inner().next()).map(|it| stretch(&it));
                let blank = self.text[header..].starts_with([' ', '\t', '\n', '\r']);
                if let Some(key) = key.filter(|it| blank && skip_gap(self.text, header) == it.0) {
                    return Some((header, key));
                }
            } else if depth < DEPTH
                && let Some(found) = self.without_inner(&member, depth + 1)
            {
                return Some(found);
            }
        }
        None
    }
}

/// So deep is looked for a brace that lacks.
const DEPTH: u32 = 16;

fn next_loose<'t>(pairs: &mut Peekable<Pairs<'t, Rule>>) -> Option<Pair<'t, Rule>> {
    next_loose_if(pairs, |it| !is_closer(it))
}

/// The next pair but comments, if it fits nowhere, or is a property in a block, and is such a one.
fn next_loose_if<'t>(
    pairs: &mut Peekable<Pairs<'t, Rule>>,
    wanted: impl Fn(&Pair<'t, Rule>) -> bool,
) -> Option<Pair<'t, Rule>> {
    while pairs.next_if(|it| it.as_rule() == Rule::comment).is_some() {}
    let loose = |it: &Pair<'t, Rule>| matches!(it.as_rule(), Rule::loose | Rule::loose_member | Rule::property);
    pairs.next_if(|it| loose(it) && wanted(it))
}

fn is_closer(loose: &Pair<'_, Rule>) -> bool {
    loose.clone().into_inner().next().is_some_and(|it| it.as_rule() == Rule::closer)
}

/// Whether a colon is all.
fn is_colon(loose: &Pair<'_, Rule>) -> bool {
    loose.as_rule() == Rule::loose && loose.as_str().trim_ascii_end() == ":"
}

/// Whether a word and a colon stand first.
fn begins_property(loose: &Pair<'_, Rule>) -> bool {
    let mut tokens = loose.clone().into_inner().filter(|it| it.as_rule() != Rule::comment);
    let mut next = || tokens.next().map(|it| it.as_str());
    let word = next().is_some_and(|it| say::begins_word(it) && say::word(it) == it);
    loose.as_rule() == Rule::loose && word && next().is_some_and(|it| it == ":")
}
