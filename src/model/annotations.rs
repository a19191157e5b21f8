//! What stands before items with an `@`: acceptances, reviews and own rules as facts, and findings for what is no annotation.

use rustc_hash::FxHashMap;

use super::suggest;
use super::tables::Tables;
use super::vocabulary::{self, AnnotationEntry};
use super::words::{Annotation, Argument};
use super::{Accept, Item, Model, OwnRule, Review, StatementId, date};
use crate::finding::{Finding, Level};
use crate::intern::{Interner, Symbol};
use crate::source::{Span, offset};
use crate::syntax::ast::{self, Ast, Atom, AtomKind};

const RULE: &str = "name/unknown-property";

/// Reads the annotations of all items into the model.
pub(crate) fn read(ast: &Ast, names: &Interner, tables: &Tables, model: &mut Model, findings: &mut Vec<Finding>) {
    let mut reader = Reader { ast, names, tables, findings, rules: FxHashMap::default() };
    for (at, it) in ast.declarations.iter().enumerate() {
        for annotation in &ast.annotations[it.annotations.range()] {
            reader.annotation(annotation, Item::Declaration(offset(at)), model);
        }
    }
    for (at, it) in ast.statements.iter().enumerate() {
        for annotation in &ast.annotations[it.annotations.range()] {
            reader.annotation(annotation, Item::Statement(offset(at)), model);
        }
    }
}

struct Reader<'a> {
    ast: &'a Ast,
    names: &'a Interner,
    tables: &'a Tables,
    findings: &'a mut Vec<Finding>,
    /// Where the ids of own rules stand first.
    rules: FxHashMap<Symbol, Span>,
}

impl Reader<'_> {
    fn annotation(&mut self, annotation: &ast::Annotation, item: Item, model: &mut Model) {
        let Some(kind) = self.tables.annotation(annotation.name.symbol) else {
            let name = self.names.name(annotation.name.symbol);
            let all = &vocabulary::get().annotations;
            let words = || all.iter().map(|it| it.word);
            let near = suggest::among(name, words()).and_then(|at| all.get(at));
            let help = near.map_or_else(|| every(all), |it| format!("did you mean `@{}`?", it.word));
            self.report(annotation.name.span, format!("there is no annotation `@{name}`"), help);
            return self.likely(annotation.name.span, name, near.map(|it| it.word), words());
        };
        let Some(entry) = vocabulary::get().annotations.get(kind as usize) else { return };
        let mut accept = Accept {
            item,
            rule: None,
            rule_span: annotation.span,
            until: None,
            because: None,
            by: None,
            broken: false,
            span: annotation.span,
        };
        let (mut level, mut help) = (Level::Error, None);
        let mut value = None;
        let mut seen = Vec::new();
        for argument in &self.ast.arguments[annotation.arguments.range()] {
            let Some(key) = argument.key else {
                if value.is_some() {
                    let message = format!("`@{}` has one value without a name", entry.word);
                    self.report(argument.value.span, message, form(entry));
                } else {
                    value = Some(argument.value);
                    if !self.fits(&argument.value, entry.value) {
                        self.misfit(&argument.value, entry.word, entry.value);
                    }
                }
                continue;
            };
            let known = self
                .tables
                .argument(key.symbol)
                .and_then(|it| entry.arguments.iter().find(|entry| entry.word == it.word()).map(|entry| (it, entry)));
            let name = self.names.name(key.symbol);
            let Some((argument_key, property)) = known else {
                let near = suggest::among(name, entry.arguments.iter().map(|it| it.word));
                let help = match near.and_then(|at| entry.arguments.get(at)) {
                    Some(it) => format!("did you mean `{}`?", it.word),
                    None => form(entry),
                };
                self.report(key.span, format!("`@{}` has no argument `{name}`", entry.word), help);
                let words = entry.arguments.iter().map(|it| it.word);
                self.likely(key.span, name, near.and_then(|at| entry.arguments.get(at)).map(|it| it.word), words);
                continue;
            };
            if seen.contains(&argument_key) {
                self.report(key.span, format!("`{name}` is given twice"), format!("keep one `{name}:`"));
                continue;
            }
            seen.push(argument_key);
            if !self.fits(&argument.value, property.shape) {
                self.misfit(&argument.value, property.word, property.shape);
                accept.broken = true;
                continue;
            }
            let symbol = argument.value.symbol;
            let said = || Some(symbol).filter(|&it| !self.names.name(it).trim().is_empty());
            match argument_key {
                Argument::Until => accept.until = date::parse(self.names.name(symbol)),
                Argument::Because => accept.because = Some(symbol),
                Argument::By => accept.by = said(),
                Argument::Level => level = Level::of(self.names.name(symbol)).unwrap_or(level),
                Argument::Help => help = said(),
            }
        }
        let Some(value) = value else {
            return self.report(annotation.span, format!("`@{}` says nothing", entry.word), form(entry));
        };
        match kind {
            Annotation::Accept => {
                model.accepts.push(Accept { rule: Some(value.symbol), rule_span: value.span, ..accept });
            }
            Annotation::Review => {
                let day = date::parse(self.names.name(value.symbol));
                model.reviews.extend(day.map(|day| Review { item, day, span: annotation.span }));
            }
            Annotation::Source | Annotation::Id => {}
            Annotation::Rule => self.own_rule(item, &value, (level, help), annotation.span, model),
        }
    }

    /// An expectation as a rule of the policy's own.
    fn own_rule(
        &mut self,
        item: Item,
        id: &Atom,
        (level, help): (Level, Option<Symbol>),
        span: Span,
        model: &mut Model,
    ) {
        let name = self.names.name(id.symbol);
        let expectation = match item {
            Item::Statement(at) => self.ast.statements.get(at as usize).is_some_and(|it| it.expect.is_some()),
            Item::Declaration(_) => false,
        };
        if !OwnRule::is_id(name) {
            let message = format!("`{name}` is no id for a rule of one's own");
            let help = "write `own/` and then small letters, digits and `-`, such as `own/paper-stays`";
            return self.report(id.span, message, help.to_owned());
        }
        let statement = match item {
            Item::Statement(at) if expectation => StatementId(at),
            _ => {
                let help = "put `expect` or `expect no` before the statement";
                return self.report(span, format!("`{name}` is no rule: no expectation follows it"), help.to_owned());
            }
        };
        if let Some(&first) = self.rules.get(&id.symbol) {
            let message = format!("there is another rule `{name}`");
            let finding = Finding::new("name/duplicate", Level::Error, id.span, message).note("the same id");
            self.findings.push(finding.label(first, "first here").help("give one of them another id"));
            return;
        }
        if let Some(other) = model.own_rules.last().filter(|it| it.statement == statement) {
            let message = format!("this expectation is the rule `{}` already", self.names.name(other.id));
            let help = "keep one `@rule`, or write the expectation once more for the other".to_owned();
            return self.report(id.span, message, help);
        }
        self.rules.insert(id.symbol, id.span);
        model.own_rules.push(OwnRule { statement, id: id.symbol, level, help, span: id.span });
    }

    fn fits(&self, atom: &Atom, shape: &str) -> bool {
        match Shape::of(shape) {
            Shape::Date => date::parse(self.names.name(atom.symbol)).is_some() && atom.kind == AtomKind::Quantity,
            Shape::Text => atom.kind == AtomKind::Text,
            Shape::Severity => atom.kind == AtomKind::Word && Level::of(self.names.name(atom.symbol)).is_some(),
            Shape::Symbol => matches!(atom.kind, AtomKind::Text | AtomKind::Word | AtomKind::Quoted),
        }
    }

    fn misfit(&mut self, atom: &Atom, word: &str, shape: &str) {
        let message = format!("`{}` is no value for `{word}`", self.names.name(atom.symbol));
        self.report(atom.span, message, format!("write {}", vocabulary::get().shape(shape)));
    }

    /// What was likely meant in the last finding.
    fn likely<'w>(&mut self, span: Span, name: &str, word: Option<&str>, words: impl Iterator<Item = &'w str>) {
        let Some(word) = word else { return };
        let sure = suggest::sureness(name, word, words);
        // A name that is an annotation's may stand behind its `@` or with it.
        let span = Span { start: span.end - offset(name.len()), ..span };
        let last = self.findings.pop().map(|it| it.spelling(span, word, sure));
        self.findings.extend(last);
    }

    fn report(&mut self, span: Span, message: String, help: String) {
        self.findings.push(Finding::new(RULE, Level::Error, span, message).note("not understood").help(help));
    }
}

/// The shapes that annotations use.
enum Shape {
    Date,
    Text,
    Symbol,
    Severity,
}

impl Shape {
    fn of(name: &str) -> Shape {
        match name {
            "date" => Shape::Date,
            "symbol" => Shape::Symbol,
            "severity" => Shape::Severity,
            _ => Shape::Text,
        }
    }
}

/// "the annotations are `@accept`, `@source`, …".
fn every(all: &[AnnotationEntry]) -> String {
    let words: Vec<String> = all.iter().map(|it| format!("`@{}`", it.word)).collect();
    format!("the annotations are {}", words.join(", "))
}

/// `write @accept(rule, until: …, because: …, by: …)`.
fn form(entry: &AnnotationEntry) -> String {
    let mut text = format!("write `@{}(…", entry.word);
    for it in &entry.arguments {
        text.push_str(", ");
        text.push_str(it.word);
        text.push_str(": …");
    }
    format!("{text})` with {}", vocabulary::get().shape(entry.value))
}
