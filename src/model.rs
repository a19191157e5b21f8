//! A policy with every name resolved: the declared things with their facts, and the statements with what their words mean.
//! Knows no boxes and no rules.

mod annotations;
pub mod asked;
pub mod date;
mod declare;
pub mod exact;
mod guards;
pub mod names;
pub mod period;
mod properties;
mod resolve;
pub mod suggest;
mod tables;
mod unresolved;
pub mod value;
pub mod vocabulary;
pub mod words;

use crate::finding::{Finding, Level};
use crate::intern::{Interner, Symbol};
use crate::source::{Sources, Span};
use crate::syntax::ast::{Ast, Noun};
use exact::Exact;
pub use guards::Guards;
use tables::Tables;
use unresolved::Unresolved;
use value::{Duration, Hours, Rate, Target};
use words::{
    Arrangement, Assurance, Class, Complexity, Confidentiality, Discretion, Formality, Freedom, Medium, Operations,
    Phase, Readiness, Relation, Task, Tasks, Traits, UnitKind,
};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            pub fn at(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

ids! {
    /// A unit, in depth-first order: what is nested in it follows it directly.
    UnitId
    /// A channel, in depth-first order.
    ChannelId
    /// A location, in depth-first order, leaves and inner ones alike.
    LocationId
    /// An audience, in depth-first order, leaves and inner ones alike.
    AudienceId
    /// A theme or service, in depth-first order: themes and services share a name space and a numbering.
    ServiceId
    /// A record, in depth-first order.
    RecordId
    /// A field of a record; the fields of a record (with nested records) are contiguous.
    FieldId
    /// A statement, by its place in [`Ast::statements`].
    StatementId
}

/// What every declared thing has. `first..end` of its own kind's ids are the thing and all nested in it.
#[derive(Clone, Debug)]
pub struct Thing {
    pub symbol: Symbol,
    pub label: Option<Box<str>>,
    pub tags: Vec<Symbol>,
    /// The place in [`Ast::declarations`].
    pub declaration: u32,
    /// The name in the declaration.
    pub span: Span,
    pub parent: Option<u32>,
    /// One past the last id nested in it.
    pub end: u32,
    /// When it exists, by its own dates and those of what it is nested in.
    pub exists: Days,
    /// It comes from a catalogue.
    pub catalog: bool,
}

/// A closed range of days since 1970-01-01; the open ends are `i32::MIN` and `i32::MAX`. Empty when `first > last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    pub first: i32,
    pub last: i32,
}

impl Default for Days {
    fn default() -> Self {
        Days::ALWAYS
    }
}

impl Days {
    pub const ALWAYS: Days = Days { first: i32::MIN, last: i32::MAX };

    pub fn is_empty(self) -> bool {
        self.first > self.last
    }

    #[must_use]
    pub fn and(self, other: Days) -> Days {
        Days { first: self.first.max(other.first), last: self.last.min(other.last) }
    }
}

/// A unit. What is not stated is `None` or empty.
#[derive(Clone, Debug)]
pub struct Unit {
    pub thing: Thing,
    pub kind: Option<UnitKind>,
    /// Its own ceiling or the nearest one around it.
    pub ceiling: Option<Confidentiality>,
    /// How many people, for separation by persons.
    pub people: Option<u32>,
    /// `outsourced` is stated, or `relation: outsourced`.
    pub outsourced: bool,
    /// To whom.
    pub outsourced_to: Option<Symbol>,
    /// 1, 2 or 3.
    pub line: Option<u8>,
    /// In full-time equivalents.
    pub staff: Option<Exact>,
    /// How many serve each channel at the peak.
    pub agents: Vec<Agents>,
    pub surge: Vec<Surge>,
    /// Those that are scarce too.
    pub skills: Vec<Symbol>,
    /// Skills that few of its people have.
    pub scarce: Vec<Symbol>,
    pub hours: Option<Hours>,
    /// Leaves of `locations`, ascending and without doubles.
    pub locations: Option<Vec<LocationId>>,
    pub formality: Option<Formality>,
    pub readiness: Option<Readiness>,
    pub relation: Option<Relation>,
    /// The reference of the agreement with it.
    pub agreement: Option<Symbol>,
    pub freedom: Option<Freedom>,
    /// In the organisation's money.
    pub budget: Option<f64>,
    /// The part of paid time that is not at work, from 0 to 1.
    pub shrinkage: Option<Exact>,
    /// Records it can look into, as stated.
    pub views: Vec<RecordId>,
}

/// `18 via Telefoon`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agents {
    pub count: u32,
    pub channel: ChannelId,
    pub span: Span,
}

/// `6 via Telefoon from Burgerzaken within 15m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surge {
    pub count: u32,
    pub channel: Option<ChannelId>,
    pub from: Option<UnitId>,
    pub within: Option<Duration>,
    pub span: Span,
}

/// A channel. What is not stated is `None` or empty.
#[derive(Clone, Debug)]
pub struct Channel {
    pub thing: Thing,
    pub medium: Option<Medium>,
    pub sync: bool,
    pub physical: bool,
    pub digital: bool,
    pub assurance: Option<Assurance>,
    /// Leaves of `locations`, ascending and without doubles; `None` when not stated.
    pub locations: Option<Vec<LocationId>>,
    /// Whom it is meant for, as stated.
    pub audiences: Vec<AudienceId>,
    pub hours: Option<Hours>,
    pub formal: Option<bool>,
    /// The general entrance.
    pub general: Option<bool>,
    /// Contacts at the busiest time.
    pub peak: Option<Rate>,
    /// Contacts over the year.
    pub yearly: Option<Rate>,
    /// How long one contact takes.
    pub handling: Option<Duration>,
    pub target: Option<Target>,
    /// How long people wait before they give up.
    pub patience: Option<Duration>,
    /// In how many working days an answer comes.
    pub reply: Option<Duration>,
    pub section_of: Option<ChannelId>,
}

/// A location or audience.
#[derive(Clone, Debug)]
pub struct Place {
    pub thing: Thing,
    /// Of a location.
    pub hours: Option<Hours>,
    /// Of a location.
    pub address: Option<Symbol>,
    /// Of an audience: how many people.
    pub size: Option<u32>,
    /// Of an audience: nobody belongs to two of the audiences in it.
    pub disjoint: Option<bool>,
}

/// The organisation. What is not stated is `None`.
#[derive(Clone, Debug)]
pub struct Organisation {
    pub symbol: Symbol,
    pub label: Option<Box<str>>,
    /// The place in [`Ast::declarations`].
    pub declaration: u32,
    /// The name in the declaration.
    pub span: Span,
    pub kind: Option<Symbol>,
    pub residents: Option<u32>,
    pub contacts: Option<Rate>,
    /// In its own money.
    pub budget: Option<f64>,
    pub freedom: Option<Freedom>,
    pub phase: Option<Phase>,
    pub arrangement: Option<Arrangement>,
    /// In days since 1970-01-01.
    pub as_of: Option<i32>,
}

/// A theme or a service. Only leaves that are services make cells.
#[derive(Clone, Debug)]
pub struct Service {
    pub thing: Thing,
    pub noun: Noun,
    pub complexity: Option<Complexity>,
    pub decision: bool,
    /// The steps in order, each a set of tasks.
    pub process: Vec<Tasks>,
    /// Tasks that one unit may not hold together, as stated.
    pub separate: Tasks,
    pub body: Option<UnitId>,
    /// Yes, unless `mandatable: no`.
    pub mandatable: bool,
    /// The process is as stated, not the default one.
    pub process_stated: bool,
    /// Its name in the uniform list of products.
    pub upl: Option<Symbol>,
    pub discretion: Option<Discretion>,
    pub formal: Option<bool>,
    /// How often it is asked for.
    pub volume: Option<Rate>,
    /// Must be answered in the contact.
    pub immediate: Option<bool>,
    /// What handling it asks for.
    pub skills: Vec<Symbol>,
}

#[derive(Clone, Debug)]
pub struct Record {
    pub thing: Thing,
    /// One past its last own field; the first is `first_field`. Fields of nested records come after its own, up to `all_fields_end`.
    pub first_field: u32,
    pub fields_end: u32,
    pub all_fields_end: u32,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub record: RecordId,
    pub symbol: Symbol,
    pub span: Span,
    pub traits: Traits,
    pub source: Option<UnitId>,
    pub confidential: Option<Confidentiality>,
    pub assurance: Option<Assurance>,
}

/// What a term of a selector stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// A name without any likely spelling; it has been reported.
    Unknown,
    All,
    Unit(UnitId),
    Channel(ChannelId),
    Location(LocationId),
    Audience(AudienceId),
    /// A service or theme.
    Service(ServiceId),
    /// All fields of a record and of those nested in it.
    Record(RecordId),
    Field(FieldId),
    Task(Task),
    Operations(Operations),
    Class(Class),
    Tag(Symbol),
}

/// What the model adds to a statement of the tree.
#[expect(clippy::struct_excessive_bools, reason = "each of them holds or not, whatever the others do")]
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// Its own dates. A clause that is absent does not limit.
    pub days: Days,
    /// Of `allow` and `forbid`; `None` when there are none.
    pub guards: Option<Box<Guards>>,
    pub up_to: Option<Confidentiality>,
    pub onward: bool,
    /// Of a handover.
    pub within: Option<Duration>,
    /// Of a handover: the part of contacts that goes this way, from 0 to 1.
    pub share: Option<f32>,
    /// A name in it could not be resolved, not even by its likely spelling, or what limits it could not be read.
    pub broken: bool,
    /// Something in it is wrong, or a name in it counts as its likely spelling: it may be meant otherwise.
    pub doubtful: bool,
    /// It stands in a catalogue.
    pub catalog: bool,
}

/// A declaration or statement, by its place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    Declaration(u32),
    Statement(u32),
}

/// `@accept("risk/front-mutation", until: 2027-01-01, because: "pilot", by: CISO)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accept {
    pub item: Item,
    /// The id of a rule, as written.
    pub rule: Option<Symbol>,
    pub rule_span: Span,
    /// The last day it holds.
    pub until: Option<i32>,
    pub because: Option<Symbol>,
    pub by: Option<Symbol>,
    /// One of its arguments could not be understood; that has been reported.
    pub broken: bool,
    pub span: Span,
}

/// `@rule("own/paper-stays", level: warning, help: "…")` before an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnRule {
    pub statement: StatementId,
    pub id: Symbol,
    pub level: Level,
    pub help: Option<Symbol>,
    /// The id in the annotation.
    pub span: Span,
}

impl OwnRule {
    /// The group of all rules that a policy makes itself.
    pub const GROUP: &str = "own";

    /// Whether a word is `own/` and then small letters, digits and single `-` between them.
    pub fn is_id(word: &str) -> bool {
        word.split_once('/').is_some_and(|(group, name)| {
            let sound =
                |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit());
            group == Self::GROUP && name.split('-').all(sound)
        })
    }
}

/// `@review(2026-09-01)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    pub item: Item,
    pub day: i32,
    pub span: Span,
}

/// A policy with every name resolved.
#[derive(Debug, Default)]
pub struct Model {
    pub ast: Ast,
    pub names: Interner,
    pub organisation: Option<Organisation>,
    pub units: Vec<Unit>,
    pub channels: Vec<Channel>,
    pub locations: Vec<Place>,
    pub audiences: Vec<Place>,
    pub services: Vec<Service>,
    pub records: Vec<Record>,
    pub fields: Vec<Field>,
    /// One for each of [`Ast::statements`].
    pub statements: Vec<Resolved>,
    /// One for each of [`Ast::terms`].
    pub meanings: Vec<Meaning>,
    /// `as-of` of the organisation, in days since 1970-01-01.
    pub as_of: Option<i32>,
    /// By item, as written.
    pub accepts: Vec<Accept>,
    pub reviews: Vec<Review>,
    /// In the order of their expectations.
    pub own_rules: Vec<OwnRule>,
}

/// Whether a bare word is a class of units, channels, services or data: as a name it needs backticks there.
pub fn is_word(name: &str) -> bool {
    use tables::Space;
    [Space::Unit, Space::Channel, Space::Service, Space::Record]
        .into_iter()
        .any(|space| space.words().any(|it| it == name))
}

/// Gives every name of a policy its meaning. Total: what cannot be understood becomes a finding, and the rest stands.
pub fn build(ast: Ast, names: Interner, sources: &Sources, findings: &mut Vec<Finding>) -> Model {
    let mut model = Model::default();
    let mut tables = Tables::new(&names);
    let ids = declare::declare(&ast, &names, &tables, sources, &mut model, findings);
    tables.declare(&model, &ast.tags);
    let services: Vec<Noun> = model.services.iter().map(|it| it.noun).collect();
    let mut unresolved = Unresolved::new(&names, &tables, &services);
    properties::read(&ast, &names, &tables, &mut unresolved, &ids, &mut model, findings);
    annotations::read(&ast, &names, &tables, &mut model, findings);
    resolve::resolve(&ast, &names, &tables, sources, &mut unresolved, &mut model, findings);
    unresolved.report(sources, findings);
    model.ast = ast;
    model.names = names;
    model
}
