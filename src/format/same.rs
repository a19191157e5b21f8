//! Whether two texts say the same: the same trees but for places and the order of clauses, and the same signs but for white space.

use crate::finding::Finding;
use crate::source::Span;
use crate::syntax::ast::{Annotation, Ast, AtomKind, Declaration, Name, Property, Selector, Slice, Statement};

/// A text, its tree, and what is wrong with it.
pub(super) struct Side<'a> {
    pub(super) text: &'a str,
    pub(super) ast: &'a Ast,
    pub(super) findings: &'a [Finding],
}

/// Whether two texts hold the same signs, each as often; `;` may be left out.
pub(super) fn signs(before: &str, after: &str) -> bool {
    let (mut before, mut after) = (counts(before), counts(after));
    for uncounted in *b" \t\r\n" {
        before[uncounted as usize] = 0;
        after[uncounted as usize] = 0;
    }
    let dropped = before[b';' as usize] >= after[b';' as usize];
    after[b';' as usize] = before[b';' as usize];
    dropped && before == after
}

fn counts(text: &str) -> [usize; 256] {
    let mut counts = [0; 256];
    for byte in text.bytes() {
        counts[byte as usize] += 1;
    }
    counts
}

/// Whether two trees are the same. Both were made with the same names.
pub(super) fn trees(before: &Side<'_>, after: &Side<'_>) -> bool {
    let declarations = &before.ast.declarations;
    let statements = &before.ast.statements;
    declarations.len() == after.ast.declarations.len()
        && statements.len() == after.ast.statements.len()
        && before.findings.len() == after.findings.len()
        && before.findings.iter().zip(after.findings).all(|(a, b)| a.rule == b.rule && a.message == b.message)
        && declarations.iter().zip(&after.ast.declarations).all(|(a, b)| before.declaration(a, b, after))
        && statements.iter().zip(&after.ast.statements).all(|(a, b)| same_statement(before, a, after, b))
}

fn same_statement(before: &Side<'_>, a: &Statement, after: &Side<'_>, b: &Statement) -> bool {
    let selectors = |it: &Statement| {
        [it.subject, it.operations, it.data, it.tasks, it.services, it.channels, it.audiences, it.locations]
    };
    let expect = |it: &Statement| it.expect.as_ref().map(|it| (it.no, it.why.clone()));
    let extras = |it: &Statement| {
        it.extras.as_ref().map(|it| {
            let figure = |it: &Option<(Box<str>, Span)>| it.as_ref().map(|it| it.0.clone());
            (it.up_to.map(name), it.mode.map(|it| it.0), figure(&it.within), figure(&it.share), it.onward.is_some())
        })
    };
    let days = |it: &Statement| [it.from.map(|it| it.day), it.until.map(|it| it.day)];
    a.head == b.head
        && expect(a) == expect(b)
        && selectors(a).iter().zip(selectors(b)).all(|(a, b)| match (a, b) {
            (Some(a), Some(b)) => before.selector(&before.ast.selector(*a), &after.ast.selector(b), after),
            (None, None) => true,
            _ => false,
        })
        && a.hops.len() == b.hops.len()
        && before.ast.hops[a.hops.range()]
            .iter()
            .zip(&after.ast.hops[b.hops.range()])
            .all(|(a, b)| a.arrow == b.arrow && before.selector(&a.units, &b.units, after))
        && a.safeguards.len() == b.safeguards.len()
        && before.ast.safeguards[a.safeguards.range()]
            .iter()
            .zip(&after.ast.safeguards[b.safeguards.range()])
            .all(|(a, b)| name(a.word) == name(b.word) && a.operand.map(name) == b.operand.map(name))
        && extras(a) == extras(b)
        && a.because == b.because
        && days(a) == days(b)
        && before.annotations(a.annotations).eq(after.annotations(b.annotations))
        && before.doc(a.doc).eq(after.doc(b.doc))
}

/// A name without its place.
type Word = (u32, bool);

fn name(name: Name) -> Word {
    (name.symbol.0, name.quoted)
}

impl<'a> Side<'a> {
    fn declaration(&self, it: &Declaration, other: &Declaration, side: &Side<'_>) -> bool {
        let tags = |side: &Side<'_>, it: &Declaration| -> Vec<Word> {
            side.ast.tags[it.tags.range()].iter().map(|it| name(*it)).collect()
        };
        it.noun == other.noun
            && name(it.name) == name(other.name)
            && it.label == other.label
            && it.parent == other.parent
            && tags(self, it) == tags(side, other)
            && self.doc(it.doc).eq(side.doc(other.doc))
            && self.annotations(it.annotations).eq(side.annotations(other.annotations))
            && it.properties.len() == other.properties.len()
            && self.ast.properties[it.properties.range()]
                .iter()
                .zip(&side.ast.properties[other.properties.range()])
                .all(|(a, b)| self.property(a).eq(side.property(b)))
    }

    /// The key of a property, then its words, each with what divides it from the one before.
    fn property(&self, it: &Property) -> impl Iterator<Item = (u32, Option<AtomKind>, bool, bool)> {
        let key = (it.key.symbol.0, None, it.key.quoted, false);
        let values = self.ast.values[it.values.range()].iter().flat_map(|value| {
            let atoms = &self.ast.atoms[value.atoms.range()];
            atoms.iter().enumerate().map(|(at, atom)| (atom.symbol.0, Some(atom.kind), value.arrow, at == 0))
        });
        std::iter::once(key).chain(values)
    }

    fn selector(&self, it: &Selector, other: &Selector, side: &Side<'_>) -> bool {
        let same = |a: Slice, b: Slice| {
            let (a, b) = (&self.ast.terms[a.range()], &side.ast.terms[b.range()]);
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.kind == b.kind && a.symbol == b.symbol)
        };
        same(it.terms, other.terms) && same(it.except, other.except)
    }

    fn annotations(&self, slice: Slice) -> impl Iterator<Item = (Word, Vec<(Option<Word>, AtomKind, u32)>)> + use<'_> {
        self.ast.annotations[slice.range()].iter().map(|it: &Annotation| {
            let arguments = &self.ast.arguments[it.arguments.range()];
            let argument = arguments.iter().map(|it| (it.key.map(name), it.value.kind, it.value.symbol.0));
            (name(it.name), argument.collect())
        })
    }

    /// The lines of a doc comment; comments and annotations may stand between them.
    fn doc(&self, doc: Option<Span>) -> impl Iterator<Item = &'a str> + use<'a> {
        let text = doc.map_or("", |it| &self.text[it.start as usize..it.end as usize]);
        text.split(['\n', '\r']).map(str::trim_ascii).filter(|it| it.starts_with("///") && !it.starts_with("////"))
    }
}
