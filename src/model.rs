//! A policy with every name resolved: the declared things with their facts, and the statements with what their words mean.
//! Knows no boxes and no rules.

pub mod date;
pub mod declare;
pub mod names;
pub mod period;
pub mod properties;
pub mod resolve;
pub mod suggest;
pub mod value;
pub mod vocabulary;
pub mod words;

use crate::intern::{Interner, Symbol};
use crate::source::Span;
use crate::syntax::ast::{Ast, Noun};
use words::{
    Assurance, Class, Complexity, Confidentiality, Medium, Operations, Task, Tasks, Traits, UnitKind,
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

#[derive(Clone, Debug)]
pub struct Unit {
    pub thing: Thing,
    pub kind: Option<UnitKind>,
    /// Its own ceiling or the nearest one around it.
    pub ceiling: Option<Confidentiality>,
    /// How many people, for separation by persons.
    pub people: Option<u32>,
    pub outsourced: bool,
}

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
}

/// A location or audience.
#[derive(Clone, Debug)]
pub struct Place {
    pub thing: Thing,
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
    pub mandatable: bool,
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

/// What the safeguards of a right ask for.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Guards {
    pub verified: Assurance,
    pub four_eyes: bool,
    /// Who must look too, when stated.
    pub four_eyes_by: Option<UnitId>,
    pub after_check: bool,
    pub logged: bool,
    pub in_case: bool,
    pub reversible: bool,
    pub notified: bool,
}

/// What the model adds to a statement of the tree.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// Its own dates. A clause that is absent does not limit.
    pub days: Days,
    /// Of `allow` and `forbid`; `None` when there are none.
    pub guards: Option<Box<Guards>>,
    pub up_to: Option<Confidentiality>,
    pub onward: bool,
    /// A name in it could not be resolved, not even by its likely spelling.
    pub broken: bool,
    /// It stands in a catalogue.
    pub catalog: bool,
}

/// A policy with every name resolved.
#[derive(Debug)]
pub struct Model {
    pub ast: Ast,
    pub names: Interner,
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
}
