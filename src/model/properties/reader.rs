//! Reads the value of one property by its shape, and says so where it does not fit. Knows no facts of things.

use super::super::suggest;
use super::super::tables::{Hit, Space, Tables};
use super::super::unresolved::{Unresolved, article};
use super::super::value::{self, Hours};
use super::super::vocabulary::{self, kebab};
use super::super::words::{Answer, Key, Word};
use super::super::{LocationId, date};
use crate::finding::{Finding, Level};
use crate::intern::{Interner, Symbol};
use crate::source::Span;
use crate::syntax::ast::{Ast, Atom, AtomKind, Declaration, Noun, Property, Value};

pub(crate) const RULE: &str = "name/unknown-property";

pub(crate) struct Reader<'a, 'u> {
    pub(crate) ast: &'a Ast,
    pub(crate) names: &'a Interner,
    pub(crate) tables: &'a Tables,
    pub(crate) unresolved: &'u mut Unresolved<'a>,
    pub(crate) findings: &'u mut Vec<Finding>,
}

/// A property that a declaration states.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    pub(crate) noun: Noun,
    pub(crate) key: Key,
    pub(crate) property: Property,
}

impl Given {
    /// What its value looks like.
    fn shape(&self) -> String {
        let vocabulary = vocabulary::get();
        vocabulary.property(self.noun, self.key).map_or_else(String::new, |it| vocabulary.shape(it.shape))
    }
}

impl<'a> Reader<'a, '_> {
    /// The known properties of a declaration, each once; the fields of a record are not among them. Reports the others, and
    /// required ones that are missing.
    pub(crate) fn given(&mut self, declaration: &Declaration) -> Vec<Given> {
        let noun = declaration.noun;
        let keys = vocabulary::get().keys(noun);
        let mut given: Vec<Given> = Vec::new();
        for property in &self.ast.properties[declaration.properties.range()] {
            if noun == Noun::Record && super::super::declare::is_field(self.names, self.tables, property) {
                continue;
            }
            let known = self.tables.key(property.key.symbol).filter(|it| keys.contains(it) && !property.key.quoted);
            let name = self.names.name(property.key.symbol);
            let key = match known {
                Some(key) => key,
                None if name.starts_with(vocabulary::get().free_prefix) => continue,
                None => {
                    let likely = self.unknown(noun, property, name);
                    let unclaimed = likely.filter(|it| {
                        let symbol = self.names.get(it.word());
                        let own = &self.ast.properties[declaration.properties.range()];
                        !own.iter().any(|other| Some(other.key.symbol) == symbol)
                    });
                    match unclaimed {
                        Some(key) if !given.iter().any(|it| it.key == key) => key,
                        _ => continue,
                    }
                }
            };
            match given.iter().find(|it| it.key == key) {
                Some(first) => {
                    let message = format!("`{name}` is given twice");
                    let finding = Finding::new(RULE, Level::Error, property.key.span, message);
                    self.findings.push(
                        finding
                            .note("given again")
                            .help(format!("keep one `{name}:`"))
                            .label(first.property.key.span, "first given here"),
                    );
                }
                None => given.push(Given { noun, key, property: *property }),
            }
        }
        self.missing(declaration, &given);
        given
    }

    fn unknown(&mut self, noun: Noun, property: &Property, name: &str) -> Option<Key> {
        let vocabulary = vocabulary::get();
        let entry = vocabulary.noun(noun);
        let near = suggest::among(name, entry.properties.iter().map(|it| it.word));
        let every = || {
            let all: Vec<String> = entry.properties.iter().map(|it| format!("`{}`", it.word)).collect();
            let prefix = vocabulary.free_prefix;
            format!("{} has {}; a name of your own begins with `{prefix}`", article(entry.word), all.join(", "))
        };
        let likely = near.and_then(|at| entry.properties.get(at));
        let help = likely.map_or_else(every, |it| format!("did you mean `{}`?", it.word));
        let message = format!("{} has no property `{name}`", article(entry.word));
        let finding = Finding::new(RULE, Level::Error, property.key.span, message);
        let mut finding = finding.note("no such property").help(help);
        if let Some(likely) = likely {
            let words = entry.properties.iter().map(|it| it.word);
            finding = finding.spelling(property.key.span, likely.word, suggest::sureness(name, likely.word, words));
        }
        self.findings.push(finding);
        near.and_then(|at| vocabulary.keys(noun).get(at).copied())
    }

    fn missing(&mut self, declaration: &Declaration, given: &[Given]) {
        let vocabulary = vocabulary::get();
        let entry = vocabulary.noun(declaration.noun);
        for (property, &key) in entry.properties.iter().zip(vocabulary.keys(declaration.noun)) {
            if property.is_required() && !given.iter().any(|it| it.key == key) {
                let name = self.names.name(declaration.name.symbol);
                let message = format!("{} `{name}` has no `{}`", entry.word, property.word);
                let help = format!("add `{}:` with {}", property.word, vocabulary.shape(property.shape));
                let finding = Finding::new(RULE, Level::Error, declaration.name.span, message);
                self.findings.push(finding.note(format!("`{}` is missing", property.word)).help(help));
            }
        }
    }

    // ── Findings ────────────────────────────────────────────────────────────────────────────────────────────────────

    /// A value of the wrong shape.
    pub(crate) fn wrong(&mut self, given: &Given, span: Span) {
        let word = given.key.word();
        let text = self.value_text(given, span);
        let message = match &text {
            Some(text) => format!("`{text}` is no value for `{word}`"),
            None => format!("`{word}` has no value"),
        };
        // Else it would be a field.
        let field = text.filter(|_| given.noun == Noun::Record && !given.property.key.quoted);
        let field = field.map_or_else(String::new, |text| format!(", or `` `{word}`: {text} `` if it is a field"));
        let finding = Finding::new(RULE, Level::Error, span, message).note("not understood");
        self.findings.push(finding.help(format!("write {}{field}", given.shape())));
    }

    /// A value that is understood and cannot be.
    pub(crate) fn out_of_range(&mut self, given: &Given, reason: &str, help: &str) {
        let message = format!("`{}` cannot be so: {reason}", given.key.word());
        self.findings.push(Finding::new(RULE, Level::Error, given.property.span, message).note("cannot be").help(help));
    }

    fn value_text(&self, given: &Given, span: Span) -> Option<String> {
        let values = &self.ast.values[given.property.values.range()];
        let inside = values.iter().filter(|it| span.start <= it.span.start && it.span.end <= span.end);
        let mut text = String::new();
        for value in inside {
            if !text.is_empty() {
                text.push_str(if value.arrow { " -> " } else { ", " });
            }
            text.push_str(&self.atoms_text(value));
        }
        (!text.is_empty()).then_some(text)
    }

    fn atoms_text(&self, value: &Value) -> String {
        let atoms = self.ast.atoms[value.atoms.range()].iter().map(|atom| {
            let text = self.names.name(atom.symbol);
            match atom.kind {
                AtomKind::Text => format!("\"{text}\""),
                AtomKind::Star => "*".to_owned(),
                AtomKind::Tag => format!("#{text}"),
                AtomKind::Word | AtomKind::Quoted | AtomKind::Quantity => text.to_owned(),
            }
        });
        atoms.collect::<Vec<_>>().join(" ")
    }

    // ── Shapes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    pub(crate) fn values(&self, given: &Given) -> &'a [Value] {
        &self.ast.values[given.property.values.range()]
    }

    pub(crate) fn atoms(&self, value: &Value) -> &'a [Atom] {
        &self.ast.atoms[value.atoms.range()]
    }

    /// The one part of a value that is no list.
    fn only(&mut self, given: &Given) -> Option<Value> {
        if let [one] = self.values(given) {
            return Some(*one);
        }
        self.wrong(given, given.property.span);
        None
    }

    /// Words and quantities as they are written, with single spaces; nothing where there are others.
    fn plain(&self, atoms: &[Atom]) -> Option<String> {
        let sound = atoms.iter().all(|it| matches!(it.kind, AtomKind::Word | AtomKind::Quantity));
        let words: Vec<&str> = atoms.iter().map(|it| self.names.name(it.symbol)).collect();
        (sound && !words.is_empty()).then(|| words.join(" "))
    }

    /// One value by a function of its text.
    pub(crate) fn parsed<T>(&mut self, given: &Given, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.only(given)?;
        let found = self.plain(self.atoms(&value)).and_then(|it| parse(&it));
        if found.is_none() {
            self.wrong(given, value.span);
        }
        found
    }

    pub(crate) fn date(&mut self, given: &Given) -> Option<i32> {
        self.parsed(given, date::parse)
    }

    pub(crate) fn hours(&mut self, given: &Given) -> Option<Hours> {
        let mut parts = Vec::new();
        for value in self.values(given) {
            let atoms = self.atoms(value);
            if value.arrow || !atoms.iter().all(|it| matches!(it.kind, AtomKind::Word | AtomKind::Quantity)) {
                self.wrong(given, value.span);
                return None;
            }
            parts.push(atoms.iter().map(|it| self.names.name(it.symbol)).collect());
        }
        let found = value::hours(parts);
        if found.is_none() {
            self.wrong(given, given.property.span);
        }
        found
    }

    /// One word of a closed list; a misspelt one is reported and counts as the likely one.
    pub(crate) fn word<W: Word>(&mut self, given: &Given) -> Option<W> {
        let value = self.only(given)?;
        self.word_of(given, self.atoms(&value), value.span)
    }

    pub(crate) fn word_of<W: Word>(&mut self, given: &Given, atoms: &[Atom], span: Span) -> Option<W> {
        self.word_of_some(given, atoms, span, |_| true)
    }

    /// The same, where only some words of the list are meant: others are not told to be written.
    pub(crate) fn word_of_some<W: Word>(
        &mut self,
        given: &Given,
        atoms: &[Atom],
        span: Span,
        meant: impl Fn(W) -> bool,
    ) -> Option<W> {
        let [Atom { kind: AtomKind::Word, symbol, .. }] = atoms else {
            self.wrong(given, span);
            return None;
        };
        match value::word::<W>(self.names.name(*symbol)) {
            Ok(it) => Some(it),
            Err(likely) => {
                self.wrong(given, span);
                let likely = likely.filter(|&it| meant(it));
                let all = W::ALL.iter().all(|&it| meant(it));
                let help = match likely {
                    Some(it) => format!("did you mean `{}`?", it.word()),
                    None if all => format!("write {}", vocabulary::get().shape(&kebab(&format!("{:?}", W::SET)))),
                    None => {
                        let words = W::ALL.iter().filter(|&&it| meant(it)).map(|it| it.word());
                        format!("write {}", vocabulary::one_of(words))
                    }
                };
                if let Some(mut finding) = self.findings.pop() {
                    finding = finding.help(help);
                    if let (Some(it), [atom]) = (likely, atoms) {
                        let words = W::ALL.iter().map(|it| it.word());
                        let sure = suggest::sureness(self.names.name(*symbol), it.word(), words);
                        finding = finding.spelling(atom.span, it.word(), sure);
                    }
                    self.findings.push(finding);
                }
                likely
            }
        }
    }

    /// One of some words of a closed list.
    pub(crate) fn word_among<W: Word>(&mut self, given: &Given, fits: impl Fn(W) -> bool) -> Option<W> {
        let before = self.findings.len();
        let found = self.word(given).filter(|it| fits(*it));
        if found.is_none() {
            self.findings.truncate(before);
            let values = self.values(given);
            self.wrong(given, if let [one] = values { one.span } else { given.property.span });
        }
        found
    }

    pub(crate) fn answer(&mut self, given: &Given) -> Option<bool> {
        self.word(given).map(|it: Answer| it == Answer::Yes)
    }

    /// A text in quotes, or one word.
    pub(crate) fn symbol(&mut self, given: &Given) -> Option<Symbol> {
        let value = self.only(given)?;
        self.symbol_of(given, &value)
    }

    /// A bare `yes` or `no`.
    pub(crate) fn is_answer(&self, given: &Given) -> Option<Answer> {
        let [value] = self.values(given) else { return None };
        let [Atom { kind: AtomKind::Word, symbol, .. }] = self.atoms(value) else { return None };
        Answer::find(self.names.name(*symbol))
    }

    /// A text in quotes, or one word that is no answer to whether there is one.
    pub(crate) fn text(&mut self, given: &Given, help: &str) -> Option<Symbol> {
        if self.is_answer(given).is_none() {
            return self.symbol(given);
        }
        let span = self.values(given).first().map_or(given.property.span, |it| it.span);
        self.wrong(given, span);
        self.findings.last_mut()?.help = Some(help.to_owned());
        None
    }

    fn symbol_of(&mut self, given: &Given, value: &Value) -> Option<Symbol> {
        match self.atoms(value) {
            [Atom { kind: AtomKind::Text | AtomKind::Word | AtomKind::Quoted | AtomKind::Quantity, symbol, .. }]
                if !value.arrow =>
            {
                Some(*symbol)
            }
            _ => {
                self.wrong(given, value.span);
                None
            }
        }
    }

    pub(crate) fn symbols(&mut self, given: &Given) -> Vec<Symbol> {
        let mut found: Vec<Symbol> = Vec::new();
        for value in self.listed(given) {
            if let Some(it) = self.symbol_of(given, value)
                && !found.contains(&it)
            {
                found.push(it);
            }
        }
        found
    }

    /// The parts of a list, of which there must be one.
    pub(crate) fn listed(&mut self, given: &Given) -> &'a [Value] {
        let values = self.values(given);
        if values.is_empty() {
            self.wrong(given, given.property.span);
        }
        values
    }

    // ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────

    /// The thing that one word names.
    pub(crate) fn name(&mut self, space: Space, atom: &Atom) -> Option<u32> {
        if let Some(id) = self.tables.name(space, atom.symbol) {
            return Some(id);
        }
        match self.unresolved.miss(space, atom.symbol, atom.span) {
            Some(Hit::Thing(id)) => Some(id),
            Some(Hit::Word(_)) | None => None,
        }
    }

    pub(crate) fn is_name(atom: &Atom) -> bool {
        matches!(atom.kind, AtomKind::Word | AtomKind::Quoted)
    }

    /// One name.
    pub(crate) fn thing(&mut self, given: &Given, space: Space) -> Option<u32> {
        let value = self.only(given)?;
        match self.atoms(&value) {
            [atom] if Self::is_name(atom) => self.name(space, atom),
            _ => {
                self.wrong(given, value.span);
                None
            }
        }
    }

    /// Names, or `*` for all; ids ascending and without doubles.
    pub(crate) fn things(&mut self, given: &Given, space: Space) -> Vec<u32> {
        let mut found = Vec::new();
        for value in self.listed(given) {
            match self.atoms(value) {
                [atom] if Self::is_name(atom) && !value.arrow => found.extend(self.name(space, atom)),
                [Atom { kind: AtomKind::Star, .. }] if !value.arrow => {
                    let all = space.declared().map_or(0, |at| self.tables.listed[at].len());
                    found.extend(0..crate::source::offset(all));
                }
                _ => self.wrong(given, value.span),
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The leaves of named locations.
    pub(crate) fn locations(&mut self, given: &Given) -> Vec<LocationId> {
        let ends = &self.tables.location_ends;
        let mut leaves: Vec<LocationId> = Vec::new();
        for id in self.things(given, Space::Location) {
            let end = ends.get(id as usize).copied().unwrap_or(id);
            leaves.extend((id..end).filter(|&it| ends.get(it as usize) == Some(&(it + 1))).map(LocationId));
        }
        leaves.sort_unstable();
        leaves.dedup();
        leaves
    }
}
