//! The pass over statements: every term of every selector gets its meaning by the clause it stands in.

use super::tables::{Hit, Space, Tables};
use super::unresolved::{Unresolved, article, noun};
use super::value;
use super::vocabulary::{self, Operand};
use super::words::{
    Assurance, Class, Complexity, Confidentiality, Medium, Operation, Safeguard, Task, Trait, UnitKind,
};
use super::words::{ChannelClass, Operations};
use super::{AudienceId, ChannelId, Days, Guards, LocationId, Meaning, Model, RecordId, Resolved, ServiceId, UnitId};
use crate::finding::{Finding, Level};
use crate::intern::{Interner, Symbol};
use crate::source::{Sources, Span};
use crate::syntax::ast::{Ast, Extras, Head, Name, Selector, SelectorId, Slice, Statement, Term, TermKind, UNREAD};

const RULE: &str = "name/unknown-property";

/// Fills [`Model::meanings`] and [`Model::statements`].
pub(crate) fn resolve<'a>(
    ast: &'a Ast,
    names: &'a Interner,
    tables: &'a Tables,
    sources: &Sources,
    unresolved: &mut Unresolved<'a>,
    model: &mut Model,
    findings: &mut Vec<Finding>,
) {
    let catalogs: Vec<bool> = sources.iter().map(|it| it.1.catalog).collect();
    let mut resolver = Resolver::new(ast, names, tables, unresolved, findings);
    let mut statements = Vec::with_capacity(ast.statements.len());
    for statement in &ast.statements {
        let catalog = catalogs.get(statement.span.file.0 as usize).copied().unwrap_or(false);
        statements.push(Resolved { catalog, ..resolver.statement(statement) });
    }
    model.statements = statements;
    model.meanings = resolver.meanings;
}

pub(super) struct Resolver<'a, 'u> {
    ast: &'a Ast,
    names: &'a Interner,
    tables: &'a Tables,
    unresolved: &'u mut Unresolved<'a>,
    findings: &'u mut Vec<Finding>,
    meanings: Vec<Meaning>,
    /// The statement at hand has a name without a meaning.
    broken: bool,
    /// It has a name that is not declared, or anything else that is wrong.
    doubtful: bool,
}

impl<'a, 'u> Resolver<'a, 'u> {
    pub(super) fn new(
        ast: &'a Ast,
        names: &'a Interner,
        tables: &'a Tables,
        unresolved: &'u mut Unresolved<'a>,
        findings: &'u mut Vec<Finding>,
    ) -> Self {
        let meanings = vec![Meaning::Unknown; ast.terms.len()];
        Self { ast, names, tables, unresolved, findings, meanings, broken: false, doubtful: false }
    }

    /// One for each of the terms.
    pub(super) fn meanings(self) -> Vec<Meaning> {
        self.meanings
    }

    fn statement(&mut self, statement: &Statement) -> Resolved {
        (self.broken, self.doubtful) = (statement.void, statement.faulty);
        let told = self.findings.len();
        let subject = if statement.head == Head::Offer { Space::Service } else { Space::Unit };
        self.kept(statement.subject, subject);
        for hop in &self.ast.hops[statement.hops.range()] {
            self.selector(&hop.units, Space::Unit);
        }
        self.kept(statement.operations, Space::Operation);
        self.kept(statement.data, Space::Record);
        self.kept(statement.tasks, Space::Task);
        self.kept(statement.services, Space::Service);
        self.kept(statement.channels, Space::Channel);
        self.kept(statement.audiences, Space::Audience);
        self.kept(statement.locations, Space::Location);
        let guards = self.guards(statement);
        let days = Days {
            first: statement.from.map_or(Days::ALWAYS.first, |it| it.day),
            last: statement.until.map_or(Days::ALWAYS.last, |it| it.day),
        };
        let mut resolved = Resolved { days, guards, ..Resolved::default() };
        if let Some(extras) = &statement.extras {
            self.extras(extras, &mut resolved);
        }
        resolved.broken = self.broken;
        resolved.doubtful = self.doubtful || self.findings.len() > told;
        resolved
    }

    fn extras(&mut self, extras: &Extras, resolved: &mut Resolved) {
        resolved.onward = extras.onward.is_some();
        if let Some(name) = &extras.up_to {
            let number = self.word(Space::Confidentiality, name);
            resolved.up_to = number.and_then(|it| Confidentiality::ALL.get(it)).copied();
        }
        if let Some((text, span)) = &extras.within {
            resolved.within = value::duration(text);
            if resolved.within.is_none() && **text != *UNREAD {
                self.wrong(text, *span, "duration");
            }
        }
        if let Some((text, span)) = &extras.share {
            #[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1 needs few digits")]
            let share = value::percentage(text).map(|it| it.value() as f32);
            resolved.share = share;
            if resolved.share.is_none() {
                self.wrong(text, *span, "percentage");
            }
        }
    }

    fn wrong(&mut self, text: &str, span: Span, shape: &str) {
        let message = format!("`{text}` is no {shape}");
        let help = format!("write {}", vocabulary::get().shape(shape));
        self.findings.push(Finding::new(RULE, Level::Error, span, message).note("not understood").help(help));
    }

    // ── Selectors ───────────────────────────────────────────────────────────────────────────────────────────────────

    fn kept(&mut self, selector: Option<SelectorId>, space: Space) {
        if let Some(selector) = selector {
            self.selector(&self.ast.selector(selector), space);
        }
    }

    pub(super) fn selector(&mut self, selector: &Selector, space: Space) {
        self.terms(selector.terms, space);
        self.terms(selector.except, space);
    }

    fn terms(&mut self, terms: Slice, space: Space) {
        for at in terms.range() {
            let meaning = self.term(self.ast.terms[at], space);
            self.broken |= meaning == Meaning::Unknown;
            self.meanings[at] = meaning;
        }
    }

    fn term(&mut self, term: Term, space: Space) -> Meaning {
        if matches!(term.kind, TermKind::Field(_) | TermKind::Fields) && space != Space::Record {
            self.dotted(term, space);
            return Meaning::Unknown;
        }
        let hit = match term.kind {
            TermKind::Star => return Meaning::All,
            TermKind::Tag => {
                if !self.tables.tag(term.symbol) {
                    self.miss(Space::Tag, term.symbol, term.span);
                    return Meaning::Unknown;
                }
                return Meaning::Tag(term.symbol);
            }
            TermKind::Word => match self.tables.word(space, term.symbol) {
                Some(word) => Some(Hit::Word(word)),
                None => self.tables.name(space, term.symbol).map(Hit::Thing),
            },
            TermKind::Quoted | TermKind::Field(_) | TermKind::Fields => {
                self.tables.name(space, term.symbol).map(Hit::Thing)
            }
        };
        let Some(hit) = hit.or_else(|| self.miss(space, term.symbol, term.span)) else {
            return Meaning::Unknown;
        };
        match (term.kind, space, hit) {
            (TermKind::Field(field), Space::Record, Hit::Thing(record)) => self.field(RecordId(record), field, term),
            (TermKind::Field(_) | TermKind::Fields, Space::Record, Hit::Word(_)) => Meaning::Unknown,
            _ => meaning(space, hit),
        }
    }

    /// `Record.field` where something else than data is asked for.
    fn dotted(&mut self, term: Term, space: Space) {
        let name = self.names.name(term.symbol);
        let message = format!("only data have fields, and `{name}` stands where {} is asked for", article(noun(space)));
        let finding = Finding::new("name/unresolved", Level::Error, term.span, message);
        self.findings.push(finding.note("no data here").help("name it without a dot"));
    }

    /// What a name that is not there likely stands for.
    fn miss(&mut self, space: Space, symbol: Symbol, span: Span) -> Option<Hit> {
        self.doubtful = true;
        self.unresolved.miss(space, symbol, span)
    }

    fn field(&mut self, record: RecordId, field: Symbol, term: Term) -> Meaning {
        if let Some(id) = self.tables.field(record, field) {
            return Meaning::Field(id);
        }
        match self.miss(Space::Field(record), field, term.span) {
            Some(Hit::Thing(id)) => Meaning::Field(super::FieldId(id)),
            Some(Hit::Word(_)) | None => Meaning::Unknown,
        }
    }

    /// The number of a closed word; a likely spelling counts.
    fn word(&mut self, space: Space, name: &Name) -> Option<usize> {
        let found = match self.tables.word(space, name.symbol) {
            Some(number) => Some(number),
            None => match self.miss(space, name.symbol, name.span) {
                Some(Hit::Word(number)) => Some(number),
                Some(Hit::Thing(_)) | None => None,
            },
        };
        self.broken |= found.is_none();
        found.map(usize::from)
    }

    // ── Safeguards ──────────────────────────────────────────────────────────────────────────────────────────────────

    fn guards(&mut self, statement: &Statement) -> Option<Box<Guards>> {
        if statement.safeguards.is_empty() {
            return None;
        }
        let mut guards = Guards::default();
        for safeguard in &self.ast.safeguards[statement.safeguards.range()] {
            let word = self.word(Space::Safeguard, &safeguard.word).and_then(|it| Safeguard::ALL.get(it)).copied();
            let Some(word) = word else { continue };
            let mut operand = safeguard.operand;
            if let Some(next) = operand.and_then(|it| self.next_safeguard(word, &it)) {
                operand = None;
                self.guard(&mut guards, next, None);
            }
            match (word.entry().operand, safeguard.operand) {
                (Some(_), Some(next)) if operand.is_none() => {
                    let (word, next) = (word.word(), self.names.name(next.symbol));
                    let needs = word == Safeguard::Verified.word();
                    let message = if needs {
                        format!("`{word}` needs a level of assurance, and `{next}` follows it")
                    } else {
                        format!("expected `,` between `{word}` and `{next}`")
                    };
                    let help = if needs {
                        let levels = vocabulary::get().shape("assurance");
                        format!("write `{word}` with {levels}, and a comma before `{next}`")
                    } else {
                        "safeguards are divided by commas".to_owned()
                    };
                    let finding = Finding::new(RULE, Level::Error, safeguard.span, message);
                    self.findings.push(finding.note("not understood").help(help));
                }
                (None, Some(operand)) => {
                    let (word, text) = (word.word(), self.names.name(operand.symbol));
                    let message = format!("`{word}` stands alone, but `{text}` follows it");
                    let help = format!("remove `{text}`, or put a comma before it");
                    self.findings.push(
                        Finding::new(RULE, Level::Error, operand.span, message).note("does not belong here").help(help),
                    );
                }
                (Some(Operand::Required), None) => {
                    let word = word.word();
                    let message = format!("`{word}` needs a level of assurance");
                    let help = format!("write `{word}` with {}", vocabulary::get().shape("assurance"));
                    self.findings
                        .push(Finding::new(RULE, Level::Error, safeguard.span, message).note("no level").help(help));
                }
                _ => {}
            }
            self.guard(&mut guards, word, operand);
        }
        Some(Box::new(guards))
    }

    /// The safeguard that a name behind another is, because a comma was forgotten.
    fn next_safeguard(&self, word: Safeguard, name: &Name) -> Option<Safeguard> {
        let operand = match word {
            Safeguard::Verified => self.tables.word(Space::Assurance, name.symbol).is_some(),
            Safeguard::FourEyes => self.tables.name(Space::Unit, name.symbol).is_some(),
            _ => false,
        };
        let next = self.tables.word(Space::Safeguard, name.symbol).filter(|_| !operand && !name.quoted)?;
        Safeguard::ALL.get(usize::from(next)).copied()
    }

    fn guard(&mut self, guards: &mut Guards, word: Safeguard, operand: Option<Name>) {
        match word {
            Safeguard::Verified => {
                let level = operand.and_then(|it| self.word(Space::Assurance, &it));
                let level = level.and_then(|it| Assurance::ALL.get(it)).copied();
                guards.verified = guards.verified.max(level.unwrap_or_default());
            }
            Safeguard::FourEyes => {
                guards.four_eyes = true;
                if let Some(name) = operand {
                    let found = self.tables.name(Space::Unit, name.symbol).map(Hit::Thing);
                    match found.or_else(|| self.miss(Space::Unit, name.symbol, name.span)) {
                        Some(Hit::Thing(id)) => {
                            let before = guards.four_eyes_by.replace(UnitId(id));
                            if before.is_some_and(|it| it != UnitId(id)) {
                                let message = format!("`{}` is given twice", word.word());
                                let finding = Finding::new(RULE, Level::Error, name.span, message);
                                let help = "keep one of the two";
                                self.findings.push(finding.note("another unit").help(help));
                            }
                        }
                        Some(Hit::Word(_)) | None => self.broken = true,
                    }
                }
            }
            Safeguard::AfterCheck => guards.after_check = true,
            Safeguard::Logged => guards.logged = true,
            Safeguard::InCase => guards.in_case = true,
            Safeguard::Reversible => guards.reversible = true,
            Safeguard::Notified => guards.notified = true,
        }
    }
}

/// The meaning of what was found in a name space.
fn meaning(space: Space, hit: Hit) -> Meaning {
    match (space, hit) {
        (Space::Unit, Hit::Thing(id)) => Meaning::Unit(UnitId(id)),
        (Space::Channel, Hit::Thing(id)) => Meaning::Channel(ChannelId(id)),
        (Space::Location, Hit::Thing(id)) => Meaning::Location(LocationId(id)),
        (Space::Audience, Hit::Thing(id)) => Meaning::Audience(AudienceId(id)),
        (Space::Service, Hit::Thing(id)) => Meaning::Service(ServiceId(id)),
        (Space::Record, Hit::Thing(id)) => Meaning::Record(RecordId(id)),
        (space, Hit::Word(number)) => word_meaning(space, usize::from(number)).unwrap_or(Meaning::Unknown),
        (_, Hit::Thing(_)) => Meaning::Unknown,
    }
}

fn word_meaning(space: Space, number: usize) -> Option<Meaning> {
    let class = match space {
        Space::Unit => Class::Kind(*UnitKind::ALL.get(number)?),
        Space::Channel => match number.checked_sub(ChannelClass::ALL.len()) {
            None => ChannelClass::ALL.get(number)?.class(),
            Some(medium) => Class::Medium(*Medium::ALL.get(medium)?),
        },
        Space::Service => Class::Complexity(*Complexity::ALL.get(number)?),
        Space::Record => Class::Trait(*Trait::ALL.get(number)?),
        Space::Task => return Task::ALL.get(number).copied().map(Meaning::Task),
        Space::Operation => {
            let operations = Operation::ALL.get(number).map_or(Operations::WRITE, |it| it.bit());
            return Some(Meaning::Operations(operations));
        }
        Space::Location
        | Space::Audience
        | Space::Field(_)
        | Space::Tag
        | Space::Assurance
        | Space::Confidentiality
        | Space::Safeguard => return None,
    };
    Some(Meaning::Class(class))
}
