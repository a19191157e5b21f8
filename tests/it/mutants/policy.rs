//! A policy to be mutated: its texts, what they say, and the edits that change one thing in them.

use std::fs;
use std::path::{Path, PathBuf};

use loket::intern::{Interner, Symbol};
use loket::model::{self, Model, Thing};
use loket::policy::{Checked, FileInput, Input, check};
use loket::settings::Settings;
use loket::source::{Source, Sources, Span};
use loket::syntax::ast::{Ast, Declaration, Head, Noun, Property, Selector, Slice, Statement, Term};
use loket::syntax::{self, Limits};

use crate::brute::judge as reference;
use crate::support::TODAY;

pub(super) struct Policy {
    pub name: &'static str,
    pub settings: String,
    pub sources: Sources,
    pub model: Model,
    /// The same as the reference sees it.
    pub sound: reference::Policy,
}

/// One change of a text: the stretch, and what stands there instead.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    pub span: Span,
    pub text: Vec<u8>,
}

pub(crate) fn edit(span: Span, text: impl Into<String>) -> Edit {
    Edit { span, text: text.into().into_bytes() }
}

/// An edit that puts something behind a stretch.
pub(super) fn behind(span: Span, text: impl Into<String>) -> Edit {
    edit(Span { start: span.end, ..span }, text)
}

/// A statement of a policy.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub policy: &'a Policy,
    pub it: &'a Statement,
}

/// The clauses that select.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Clause {
    Subject,
    Operations,
    Data,
    Tasks,
    Services,
    Channels,
    Audiences,
    Locations,
}

impl Clause {
    /// The word before it; the first three have none, and are always there where they can be.
    fn word(self) -> &'static str {
        match self {
            Clause::Subject | Clause::Operations | Clause::Data => "",
            Clause::Tasks => "for",
            Clause::Services => "of",
            Clause::Channels => "via",
            Clause::Audiences => "serving",
            Clause::Locations => "at",
        }
    }
}

impl Policy {
    pub(super) fn load(name: &'static str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies").join(name);
        let mut paths = files(&root);
        paths.sort();
        let shown = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let texts = paths.iter().map(|path| (shown(path), fs::read_to_string(path).unwrap()));
        let settings = fs::read_to_string(root.join("loket.toml")).unwrap();
        let (model, sources) = parse(texts.collect());
        let read = Settings::parse(&settings).unwrap();
        let sound = reference::Policy::read(&model, &sources, &read, TODAY);
        Self { name, settings, sources, model, sound }
    }

    /// The texts with some edits in them.
    pub(super) fn with(&self, edits: &[Edit]) -> Vec<(String, Vec<u8>)> {
        edited(&self.sources, edits)
    }

    pub(super) fn text(&self, span: Span) -> &str {
        &self.sources.get(span.file).text[span.start as usize..span.end as usize]
    }

    /// `file:line` of a stretch.
    pub(super) fn place(&self, span: Span) -> String {
        let source = self.sources.get(span.file);
        format!("{}:{}", source.path, source.position(span.start).line)
    }

    pub(super) fn word(&self, symbol: Symbol) -> &str {
        self.model.names.name(symbol)
    }

    /// The name of a thing as it is written in its declaration, with backticks where it has some.
    pub(super) fn name_of(&self, thing: &Thing) -> &str {
        self.text(thing.span)
    }

    /// All statements that are no expectations.
    pub(super) fn said(&self) -> impl Iterator<Item = Said<'_>> {
        let all = self.model.ast.statements.iter().filter(|it| it.expect.is_none());
        all.map(|it| Said { policy: self, it })
    }

    /// All expectations.
    pub(super) fn expected(&self) -> impl Iterator<Item = Said<'_>> {
        let all = self.model.ast.statements.iter().filter(|it| it.expect.is_some());
        all.map(|it| Said { policy: self, it })
    }

    pub(super) fn said_by(&self, heads: &'static [Head]) -> impl Iterator<Item = Said<'_>> {
        self.said().filter(|it| heads.contains(&it.it.head))
    }

    pub(super) fn terms(&self, slice: Slice) -> &[Term] {
        &self.model.ast.terms[slice.range()]
    }

    pub(super) fn declaration(&self, thing: &Thing) -> &Declaration {
        &self.model.ast.declarations[thing.declaration as usize]
    }

    pub(super) fn declarations(&self, noun: Noun) -> impl Iterator<Item = &Declaration> {
        self.model.ast.declarations.iter().filter(move |it| it.noun == noun)
    }

    /// A property of a declaration.
    pub(super) fn property(&self, declaration: &Declaration, key: &str) -> Option<&Property> {
        let all = &self.model.ast.properties[declaration.properties.range()];
        all.iter().find(|it| self.word(it.key.symbol) == key)
    }

    /// The property that declares a field.
    pub(super) fn field(&self, field: &model::Field) -> &Property {
        let record = self.declaration(&self.model.records[field.record.at()].thing);
        self.property(record, self.word(field.symbol)).expect("a field is declared in its record")
    }

    /// States a property of a declaration anew, or for the first time. Everything after the colon is the value.
    pub(super) fn set(&self, declaration: &Declaration, key: &str, value: &str) -> Edit {
        if let Some(known) = self.property(declaration, key) {
            return edit(known.span, format!("{key}: {value}"));
        }
        self.inside(declaration, &format!("{key}: {value}"))
    }

    /// Writes something into the block of a declaration, which gets one if it has none.
    pub(super) fn inside(&self, declaration: &Declaration, what: &str) -> Edit {
        let text = self.text(declaration.span);
        let header = (declaration.header.end - declaration.span.start) as usize;
        match text[header..].find('{') {
            Some(brace) => {
                let at = declaration.header.end + u32::try_from(brace).unwrap() + 1;
                edit(Span { start: at, end: at, ..declaration.span }, format!(" {what}; "))
            }
            None => behind(declaration.header, format!(" {{ {what} }}")),
        }
    }

    /// Writes something behind all else.
    pub(super) fn at_the_end(&self, what: &str) -> Edit {
        let (id, source) = self.sources.iter().last().expect("a policy has files");
        let end = u32::try_from(source.text.len()).unwrap();
        edit(Span::new(id, end, end), format!("\n{what}\n"))
    }
}

impl<'a> Said<'a> {
    pub(super) fn text(self) -> &'a str {
        self.policy.text(self.it.span)
    }

    pub(super) fn selector(self, clause: Clause) -> Option<Selector> {
        let it = self.it;
        let kept = match clause {
            Clause::Subject => it.subject,
            Clause::Operations => it.operations,
            Clause::Data => it.data,
            Clause::Tasks => it.tasks,
            Clause::Services if it.head == Head::Offer => it.subject,
            Clause::Services => it.services,
            Clause::Channels => it.channels,
            Clause::Audiences => it.audiences,
            Clause::Locations => it.locations,
        };
        kept.map(|it| self.policy.model.ast.selector(it))
    }

    /// Whether a statement of its kind can have a clause.
    pub(super) fn can_have(self, clause: Clause) -> bool {
        let duty = matches!(
            self.it.head,
            Head::Responsible | Head::Accountable | Head::Consulted | Head::Informed | Head::Supporting
        );
        let right = matches!(self.it.head, Head::Allow | Head::Forbid);
        let power = matches!(self.it.head, Head::Mandate | Head::Delegate);
        match clause {
            Clause::Subject => duty || right,
            Clause::Operations | Clause::Data => right || self.it.head == Head::Need,
            Clause::Tasks => duty || power || self.it.head == Head::Need,
            Clause::Services => true,
            Clause::Channels | Clause::Audiences | Clause::Locations => !power,
        }
    }

    /// The words of a clause and of its exceptions.
    pub(super) fn words(self, clause: Clause) -> (Vec<&'a str>, Vec<&'a str>) {
        let Some(selector) = self.selector(clause) else { return (vec!["*"], Vec::new()) };
        let words = |slice| self.policy.terms(slice).iter().map(|term| self.policy.text(term.span)).collect();
        (words(selector.terms), words(selector.except))
    }

    /// The statement with another clause.
    pub(super) fn with(self, clause: Clause, text: &str) -> Edit {
        match self.selector(clause) {
            Some(selector) => edit(selector.span, text),
            None => behind(self.it.span, format!(" {} {text}", clause.word())),
        }
    }

    /// The statement less something.
    pub(super) fn except(self, clause: Clause, name: &str) -> Edit {
        let (terms, mut except) = self.words(clause);
        except.push(name);
        self.with(clause, &format!("{} except {}", terms.join(", "), except.join(", ")))
    }

    /// The statement and something more.
    pub(super) fn and(self, clause: Clause, name: &str) -> Edit {
        let (mut terms, except) = self.words(clause);
        terms.push(name);
        let except = if except.is_empty() { String::new() } else { format!(" except {}", except.join(", ")) };
        self.with(clause, &format!("{}{except}", terms.join(", ")))
    }

    /// The statement, with what is annotated at it, away.
    pub(super) fn drop(self) -> Edit {
        let annotations = &self.policy.model.ast.annotations[self.it.annotations.range()];
        let start = annotations.iter().map(|it| it.span.start).min().unwrap_or(self.it.span.start);
        edit(Span { start, ..self.it.span }, "")
    }

    /// One more statement, at the end of the file.
    pub(super) fn another(self, text: &str) -> Edit {
        self.policy.at_the_end(text)
    }

    pub(super) fn until(self, day: &str) -> Edit {
        match self.it.until {
            Some(date) => edit(date.span, day),
            None => behind(self.it.span, format!(" until {day}")),
        }
    }

    pub(super) fn from(self, day: &str) -> Edit {
        match self.it.from {
            Some(date) => edit(date.span, day),
            None => behind(self.it.span, format!(" from {day}")),
        }
    }

    /// A clause that is written once, from its word to the last of what belongs to it.
    pub(super) fn clause_text(self, word: &str) -> Option<Span> {
        let text = self.text();
        let outside = |at: usize| text[..at].matches('"').count().is_multiple_of(2);
        let whole = |at: usize| text[at + word.len()..].starts_with([' ', '\n']) && text[..at].ends_with([' ', '\n']);
        let start = text.match_indices(word).map(|(at, _)| at).find(|&at| outside(at) && whole(at))?;
        let end = if word == "because" {
            text.rfind('"')? + 1
        } else {
            let all = &self.policy.model.ast.safeguards[self.it.safeguards.range()];
            (all.last()?.span.end - self.it.span.start) as usize
        };
        let at = |offset: usize| self.it.span.start + u32::try_from(offset).unwrap();
        Some(Span { start: at(start), end: at(end), ..self.it.span })
    }

    /// The words of a chain's units.
    pub(super) fn hops(self) -> Vec<&'a str> {
        let hops = &self.policy.model.ast.hops[self.it.hops.range()];
        hops.iter().map(|hop| self.policy.text(hop.units.span)).collect()
    }

    /// From the first unit of a chain to the last.
    pub(super) fn chain(self) -> Span {
        let hops = &self.policy.model.ast.hops[self.it.hops.range()];
        hops[0].units.span.to(hops[hops.len() - 1].units.span)
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.extension().is_some_and(|it| it == "org") {
            out.push(path);
        }
    }
    out
}

/// Texts with some edits in them, which do not touch each other.
pub(crate) fn edited(sources: &Sources, edits: &[Edit]) -> Vec<(String, Vec<u8>)> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|it| (it.span.file, it.span.start, it.span.end));
    let mut out = Vec::new();
    for (id, source) in sources.iter() {
        let (mut text, mut done) = (Vec::new(), 0);
        for it in edits.iter().filter(|it| it.span.file == id) {
            let (start, end) = (it.span.start as usize, it.span.end as usize);
            assert!(start >= done, "two edits of one place: {edits:?}");
            text.extend_from_slice(&source.text.as_bytes()[done..start]);
            text.extend_from_slice(&it.text);
            done = end;
        }
        text.extend_from_slice(&source.text.as_bytes()[done..]);
        out.push((source.path.clone(), text));
    }
    out
}

/// What some texts say.
pub(crate) fn parse(texts: Vec<(String, String)>) -> (Model, Sources) {
    let (mut sources, mut ast, mut names) = (Sources::default(), Ast::default(), Interner::default());
    let mut findings = Vec::new();
    let limits = Limits { nesting: 64, file_bytes: 1 << 20 };
    for (path, text) in texts {
        let id = sources.push(Source::new(path, text, false));
        syntax::parse(id, &sources.get(id).text, &mut ast, &mut names, &limits, &mut findings);
    }
    (model::build(ast, names, &sources, &mut findings), sources)
}

/// Has the tool check some texts.
pub(super) fn checked(files: &[(String, Vec<u8>)], settings: &str) -> Checked {
    let files =
        files.iter().map(|(path, bytes)| FileInput { path: path.clone(), bytes: bytes.clone(), catalog: false });
    let settings = Settings::parse(settings).unwrap();
    check(Input { root: ".".to_owned(), files: files.collect(), settings, as_of: None, today: TODAY })
}
