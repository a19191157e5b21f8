//! What a text says, as lines of words without places: how the tests compare trees. Shares no code with the formatter.

use loket::intern::{Interner, Symbol};
use loket::source::FileId;
use loket::syntax::ast::{Ast, Selector, Slice, Statement, TermKind};
use loket::syntax::{self, Limits};

/// One line a declaration, property, statement and mistake.
pub(super) fn lines(text: &str) -> Vec<String> {
    let (mut ast, mut names, mut findings) = (Ast::default(), Interner::default(), Vec::new());
    syntax::parse(FileId(0), text, &mut ast, &mut names, &Limits::default(), &mut findings);
    let tree = Tree { text, ast: &ast, names: &names };
    let mut out = Vec::new();
    for it in &ast.declarations {
        let tags: Vec<&str> = ast.tags[it.tags.range()].iter().map(|it| tree.name(it.symbol)).collect();
        let name = (tree.name(it.name.symbol), it.name.quoted);
        let above = tree.above(it.annotations, it.doc);
        out.push(format!("{:?} {name:?} {:?} {tags:?} {:?} {above}", it.noun, it.label, it.parent));
        for property in &ast.properties[it.properties.range()] {
            let values = ast.values[property.values.range()].iter().map(|value| {
                let atoms = ast.atoms[value.atoms.range()].iter().map(|it| (it.kind, tree.name(it.symbol)));
                (value.arrow, atoms.collect::<Vec<_>>())
            });
            out.push(format!("  {}: {:?}", tree.name(property.key.symbol), values.collect::<Vec<_>>()));
        }
    }
    out.extend(ast.statements.iter().map(|it| tree.statement(it)));
    out.extend(findings.iter().map(|it| format!("{} {}", it.rule, it.message)));
    out
}

struct Tree<'a> {
    text: &'a str,
    ast: &'a Ast,
    names: &'a Interner,
}

impl Tree<'_> {
    fn name(&self, symbol: Symbol) -> &str {
        self.names.name(symbol)
    }

    fn terms(&self, slice: Slice) -> String {
        let terms = self.ast.terms[slice.range()].iter().map(|it| match it.kind {
            TermKind::Field(field) => format!("{}.{}", self.name(it.symbol), self.name(field)),
            kind => format!("{kind:?}/{}", self.name(it.symbol)),
        });
        terms.collect::<Vec<_>>().join(" ")
    }

    fn selector(&self, it: Option<Selector>) -> String {
        it.map_or("-".to_owned(), |it| format!("[{} \\ {}]", self.terms(it.terms), self.terms(it.except)))
    }

    fn above(&self, annotations: Slice, doc: Option<loket::source::Span>) -> String {
        let annotations = self.ast.annotations[annotations.range()].iter().map(|it| {
            let arguments = self.ast.arguments[it.arguments.range()]
                .iter()
                .map(|it| (it.key.map(|it| self.name(it.symbol)), self.name(it.value.symbol)));
            format!("@{}{:?}", self.name(it.name.symbol), arguments.collect::<Vec<_>>())
        });
        let doc = doc.map_or("", |it| &self.text[it.start as usize..it.end as usize]);
        let doc = doc.lines().map(str::trim).filter(|it| it.starts_with("///") && !it.starts_with("////"));
        format!("{:?} {:?}", annotations.collect::<Vec<_>>(), doc.collect::<Vec<_>>())
    }

    fn statement(&self, it: &Statement) -> String {
        let hops =
            self.ast.hops[it.hops.range()].iter().map(|it| format!("{:?}{}", it.arrow, self.selector(Some(it.units))));
        let guards = self.ast.safeguards[it.safeguards.range()]
            .iter()
            .map(|it| (self.name(it.word.symbol), it.operand.map(|it| self.name(it.symbol))));
        let selectors =
            [it.subject, it.operations, it.data, it.tasks, it.services, it.channels, it.audiences, it.locations];
        let extras = it.extras.as_ref().map(|it| {
            let figures = [it.within.as_ref().map(|it| &it.0), it.share.as_ref().map(|it| &it.0)];
            format!(
                "{:?} {:?} {figures:?} {}",
                it.up_to.map(|it| self.name(it.symbol)),
                it.mode.map(|it| it.0),
                it.onward.is_some()
            )
        });
        format!(
            "{:?} {:?} {} {:?} {:?} {extras:?} {:?} {:?} {}",
            it.expect,
            it.head,
            selectors.map(|it| self.selector(it.map(|it| self.ast.selector(it)))).join(" "),
            hops.collect::<Vec<_>>(),
            guards.collect::<Vec<_>>(),
            it.because.map(|it| self.name(it)),
            [it.from.map(|it| it.day), it.until.map(|it| it.day)],
            self.above(it.annotations, it.doc),
        )
    }
}
