//! What stands in a file or block, one after the other: items, comments and annotations, and the stretches that do not parse.

use std::ops::Range;

use crate::finding::Finding;
use crate::source::{Span, offset};
use crate::syntax::ast::{Ast, Slice};
use crate::syntax::tokens::{Kind, Tokens, lines_in};

/// Something that stands by itself: the bytes `start..end` of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) what: What,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The line ends between the element before it and this one.
    pub(super) lines: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Comment,
    /// A line of a doc comment.
    Doc,
    Annotation,
    Statement,
    /// By its place in [`Ast::declarations`].
    Declaration(u32),
    Property,
    /// What does not parse.
    Stretch,
}

impl What {
    /// What is read from the text between items, and belongs to the item behind it.
    fn leads(self) -> bool {
        matches!(self, What::Comment | What::Doc | What::Annotation)
    }
}

/// A file that was read, and what of it may not be touched.
pub(super) struct Outline<'a> {
    pub(super) text: &'a str,
    pub(super) ast: &'a Ast,
    /// By declaration: the first one inside it and the next one beside it, or `NONE`.
    inside: Vec<u32>,
    beside: Vec<u32>,
    roots: Vec<u32>,
    faults: Faults,
}

const NONE: u32 = u32::MAX;

impl<'a> Outline<'a> {
    pub(super) fn new(text: &'a str, ast: &'a Ast, findings: &[Finding]) -> Self {
        let count = ast.declarations.len();
        let mut out = Self {
            text,
            ast,
            inside: vec![NONE; count],
            beside: vec![NONE; count],
            roots: Vec::new(),
            faults: Faults::new(findings),
        };
        let mut last = vec![NONE; count];
        for (at, declaration) in ast.declarations.iter().enumerate() {
            let at = offset(at);
            let Some(parent) = declaration.parent else {
                out.roots.push(at);
                continue;
            };
            let before = std::mem::replace(&mut last[parent as usize], at);
            *if before == NONE { &mut out.inside[parent as usize] } else { &mut out.beside[before as usize] } = at;
        }
        out
    }

    /// Whether something is wrong in a stretch.
    pub(super) fn is_faulty(&self, start: u32, end: u32) -> bool {
        self.faults.touch(start, end)
    }

    /// The file as a whole, from `start` on.
    pub(super) fn file(&self, start: u32) -> Vec<Element> {
        let declarations = self.roots.iter().map(|&at| self.declaration(at));
        let statements = self.ast.statements.iter().map(|it| (What::Statement, it.span));
        self.level(start..offset(self.text.len()), merged(declarations, statements), false)
    }

    /// The inside of a block.
    pub(super) fn block(&self, declaration: u32, inside: Range<u32>) -> Vec<Element> {
        let properties: Slice = self.ast.declarations[declaration as usize].properties;
        let properties = self.ast.properties[properties.range()].iter().map(|it| (What::Property, it.span));
        let first = self.inside[declaration as usize];
        let next = |at: u32| (at != NONE).then_some(at);
        let nested = std::iter::successors(next(first), |&at| next(self.beside[at as usize]));
        self.level(inside, merged(properties, nested.map(|at| self.declaration(at))), true)
    }

    fn declaration(&self, at: u32) -> (What, Span) {
        (What::Declaration(at), self.ast.declarations[at as usize].span)
    }

    /// The elements of a stretch, of which the items are known.
    fn level(&self, within: Range<u32>, items: impl Iterator<Item = (What, Span)>, block: bool) -> Vec<Element> {
        let mut out = Elements { text: self.text, list: Vec::new(), at: within.start };
        let mut at = within.start;
        for (what, span) in items {
            // What was read out of a mended text may stand anywhere.
            if span.start < at || span.end > within.end || span.start >= span.end {
                continue;
            }
            self.between(at..span.start, block, &mut out);
            if out.at > span.start {
                // It stands in the middle of a word or comment, which is a stretch of its own.
                at = out.at;
                continue;
            }
            let sound = match what {
                What::Declaration(place) => self.is_sound(place),
                _ => !self.is_faulty(span.start, span.end),
            };
            out.push(if sound { what } else { What::Stretch }, span.start, span.end);
            at = span.end;
        }
        self.between(at..within.end, block, &mut out);
        out.list
    }

    /// Whether all but the members of a declaration is as it should be.
    fn is_sound(&self, place: u32) -> bool {
        let declaration = &self.ast.declarations[place as usize];
        let (header, span) = (declaration.header, declaration.span);
        if span.start > header.start || header.end > span.end || self.is_faulty(header.start, header.end) {
            return false;
        }
        let Some(open) = self.open(place) else { return header.end == span.end };
        !self.is_faulty(open, open + 1) && self.text.as_bytes()[span.end as usize - 1] == b'}'
    }

    /// Where the brace of a declaration stands.
    pub(super) fn open(&self, place: u32) -> Option<u32> {
        let declaration = &self.ast.declarations[place as usize];
        Tokens::new(self.text, declaration.header.end, declaration.span.end)
            .find(|it| it.kind != Kind::Comment)
            .filter(|it| it.kind == Kind::Open)
            .map(|it| it.start)
    }

    /// What stands between two items.
    fn between(&self, gap: Range<u32>, block: bool, out: &mut Elements<'_>) {
        let mut tokens = Tokens::new(self.text, gap.start, gap.end);
        while let Some(token) = tokens.next() {
            let (what, end) = match token.kind {
                Kind::Comment => (What::Comment, token.end),
                Kind::Doc => (What::Doc, token.end),
                Kind::Semicolon if block => continue,
                Kind::At => match self.annotation(&mut tokens, token.start) {
                    Some(end) => (What::Annotation, end),
                    None => (What::Stretch, token.end),
                },
                _ => (What::Stretch, token.end),
            };
            out.push(what, token.start, end);
        }
    }

    /// The end of the annotation that begins at `start`, if it is a sound one.
    fn annotation(&self, tokens: &mut Tokens<'_>, start: u32) -> Option<u32> {
        let mut ahead = tokens.clone();
        let name =
            ahead.next().filter(|it| matches!(it.kind, Kind::Word | Kind::Keyword(_)) && it.start == start + 1)?;
        let mut end = name.end;
        *tokens = ahead.clone();
        if ahead.find(|it| it.kind != Kind::Comment).is_some_and(|it| it.kind == Kind::Before) {
            let ends = |kind| matches!(kind, Kind::After | Kind::At | Kind::Open | Kind::Close | Kind::Doc);
            end = ahead.find(|it| ends(it.kind)).filter(|it| it.kind == Kind::After)?.end;
            *tokens = ahead;
        }
        (!self.is_faulty(start, end)).then_some(end)
    }
}

/// Two lists in the order of the text, as one.
fn merged(
    one: impl Iterator<Item = (What, Span)>,
    other: impl Iterator<Item = (What, Span)>,
) -> impl Iterator<Item = (What, Span)> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some((_, first)), Some((_, second))) if second.start < first.start => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

/// Elements that are being found.
struct Elements<'a> {
    text: &'a str,
    list: Vec<Element>,
    /// The end of the last one.
    at: u32,
}

impl Elements<'_> {
    fn push(&mut self, what: What, start: u32, end: u32) {
        // A block without its brace reaches to the end of the text.
        let end =
            start + offset(self.text[start as usize..end as usize].trim_end_matches([' ', '\t', '\r', '\n']).len());
        let lines = lines_in(&self.text.as_bytes()[self.at as usize..start as usize]);
        let next = Element { what, start, end, lines: offset(lines) };
        self.at = end;
        if what == What::Stretch {
            self.stretch(next);
        } else if let Some(last) = self.list.last_mut().filter(|it| it.what == What::Stretch && lines == 0) {
            // What stands on the last line of a stretch stays with it.
            last.end = end;
        } else {
            self.list.push(next);
        }
    }

    /// A stretch takes what stands on its first line, and a stretch above it with no more than comments between.
    fn stretch(&mut self, mut next: Element) {
        while next.lines == 0
            && let Some(last) = self.list.pop()
        {
            next = Element { start: last.start, lines: last.lines, ..next };
        }
        let mut lines = next.lines;
        for at in (0..self.list.len()).rev() {
            let before = self.list[at];
            if lines > 1 {
                break;
            }
            if before.what == What::Stretch {
                self.list.truncate(at);
                next = Element { start: before.start, lines: before.lines, ..next };
            } else if before.what.leads() {
                lines = lines.max(before.lines);
                continue;
            }
            break;
        }
        self.list.push(next);
    }
}

/// The places of what is wrong, by their starts.
struct Faults {
    starts: Vec<u32>,
    /// The furthest end of all up to this one.
    ends: Vec<u32>,
}

impl Faults {
    fn new(findings: &[Finding]) -> Self {
        let labels = findings.iter().flat_map(|it| it.labels.iter().map(|label| label.span));
        let mut spans: Vec<Span> = findings.iter().map(|it| it.span).chain(labels).collect();
        spans.sort();
        let ends = spans.iter().scan(0, |furthest, span| {
            *furthest = span.end.max(span.start + 1).max(*furthest);
            Some(*furthest)
        });
        Self { ends: ends.collect(), starts: spans.iter().map(|it| it.start).collect() }
    }

    fn touch(&self, start: u32, end: u32) -> bool {
        let before = self.starts.partition_point(|&it| it < end);
        before.checked_sub(1).is_some_and(|at| self.ends[at] > start)
    }
}
