//! A small random policy as plain data: what is declared, and what is stated about it.

use std::fmt;

use super::hours::Stated;
use super::print::print;
use super::words::{AS_OF, DAYS, DECIDING_PROCESS, EVES, MEDIA, Medium, PLAIN_PROCESS};

/// The days that a policy names, and the day before each. The second is the day from which it is checked.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    pub days: Vec<String>,
    pub eves: Vec<String>,
}

impl Default for Calendar {
    fn default() -> Self {
        let owned = |days: &[&str]| days.iter().map(|&day| day.to_owned()).collect();
        Self { days: owned(&DAYS), eves: owned(&EVES) }
    }
}

impl Calendar {
    /// The finest periods there are: from each day to the next, from the second on; the last is open.
    pub(super) fn periods(&self) -> usize {
        self.days.len() - AS_OF
    }
}

/// Positions in the calendar: the day it begins, and the day on which it is no longer there.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Life {
    pub from: Option<usize>,
    pub until: Option<usize>,
}

impl Life {
    /// Whether it is there in a period, counted from the day from which the policy is checked.
    pub(super) fn includes(self, period: usize) -> bool {
        let day = period + AS_OF;
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// Something declared: what all nouns share, and what the noun is.
#[derive(Clone, Default, Debug)]
pub(super) struct Noun<T> {
    /// Of a real policy; in a random one the position says it.
    pub name: Option<String>,
    pub parent: Option<usize>,
    /// Random policies have one tag, 0.
    pub tags: Vec<usize>,
    pub life: Life,
    pub is: T,
}

#[derive(Clone, Default, Debug)]
pub(super) struct Unit {
    pub kind: &'static str,
    pub ceiling: Option<usize>,
    /// 1, 2 or 3.
    pub line: Option<usize>,
    /// It belongs to somebody else, and perhaps there is an agreement with it.
    pub foreign: bool,
    pub agreement: bool,
    pub outsourced: bool,
    /// The records it can look into.
    pub views: Vec<usize>,
}

#[derive(Clone, Default, Debug)]
pub(super) struct Channel {
    pub medium: usize,
    pub sync: Option<bool>,
    pub locations: Vec<usize>,
    pub assurance: Option<usize>,
    /// The general entrance, or stated to be none.
    pub general: Option<bool>,
    /// It says how soon it answers.
    pub norm: bool,
    /// Which norm, if it states one: equal numbers are equal norms.
    pub pace: usize,
    /// The earlier channel that it is a section of.
    pub section_of: Option<usize>,
}

impl Channel {
    pub(super) fn medium(&self) -> &'static Medium {
        &MEDIA[self.medium]
    }

    pub(super) fn is_sync(&self) -> bool {
        self.sync.unwrap_or(self.medium().sync)
    }
}

/// A theme, or a service.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that a policy states or not")]
#[derive(Clone, Default, Debug)]
pub(super) struct Service {
    pub theme: bool,
    pub complexity: Option<&'static str>,
    pub decision: bool,
    pub formal: bool,
    pub process: Option<Vec<Vec<usize>>>,
    pub separate: Vec<usize>,
    pub body: Option<usize>,
    pub immediate: bool,
    pub not_mandatable: bool,
}

impl Service {
    /// The steps of the process, each with its tasks.
    pub(super) fn steps(&self) -> Vec<&[usize]> {
        match (&self.process, self.decision) {
            (Some(stated), _) => stated.iter().map(Vec::as_slice).collect(),
            (None, true) => DECIDING_PROCESS.to_vec(),
            (None, false) => PLAIN_PROCESS.to_vec(),
        }
    }

    pub(super) fn has_task(&self, task: usize) -> bool {
        self.steps().iter().any(|step| step.contains(&task))
    }
}

#[derive(Clone, Default, Debug)]
pub(super) struct Field {
    /// Of a real policy.
    pub name: Option<String>,
    pub record: usize,
    pub traits: Vec<&'static str>,
    pub source: Option<usize>,
    pub confidential: Option<usize>,
    pub assurance: Option<usize>,
}

impl Field {
    pub(super) fn has(&self, name: &str) -> bool {
        self.traits.contains(&name)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Term {
    All,
    Tag(usize),
    Class(&'static str),
    /// A unit, channel, service, audience, location, record or task, by its position.
    Name(usize),
    /// A field, by its position; only in data.
    Field(usize),
}

/// A list of terms less a list of terms.
#[derive(Clone, Default, Debug)]
pub(super) struct Selector {
    pub terms: Vec<Term>,
    pub except: Vec<Term>,
}

impl Selector {
    /// `*` and nothing less.
    pub(super) fn is_all(&self) -> bool {
        self.except.is_empty() && self.terms.contains(&Term::All)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Offer,
    Responsible,
    Accountable,
    Consulted,
    Informed,
    Supporting,
    Need,
    Allow,
    Forbid,
    Handover,
    Mandate,
    Delegate,
}

#[expect(clippy::struct_excessive_bools, reason = "each safeguard is asked for or not")]
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Guards {
    pub verified: Option<usize>,
    pub four_eyes: bool,
    /// The unit that must look along.
    pub eyes_by: Option<usize>,
    pub after_check: bool,
    pub logged: bool,
    pub in_case: bool,
    pub reversible: bool,
    pub notified: bool,
}

/// A statement of any kind; what its kind does not have is empty, and a clause that is not written is `None`.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is so or not")]
pub(super) struct Statement {
    pub kind: Kind,
    /// Written as an expectation, which states nothing.
    pub expected: bool,
    /// With `no`.
    pub negated: bool,
    pub units: Selector,
    /// The units of a handover, mandate or delegation, in their order.
    pub chain: Vec<usize>,
    /// For each link of a handover: whether it is `<->`.
    pub both_ways: Vec<bool>,
    pub operations: Vec<&'static str>,
    pub data: Selector,
    pub tasks: Option<Selector>,
    pub services: Option<Selector>,
    pub channels: Option<Selector>,
    pub audiences: Option<Selector>,
    pub locations: Option<Selector>,
    pub guards: Guards,
    pub up_to: Option<usize>,
    pub onward: bool,
    /// Of a handover: the word for how it is done, within how many seconds (working days are a kind of their own), and what
    /// percentage goes this way.
    pub mode: Option<&'static str>,
    pub within: Option<usize>,
    pub share: Option<usize>,
    pub life: Life,
    /// It says why.
    pub because: bool,
}

impl Statement {
    /// A statement without any clause.
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            expected: false,
            negated: false,
            units: Selector::default(),
            chain: Vec::new(),
            both_ways: Vec::new(),
            operations: Vec::new(),
            data: Selector::default(),
            tasks: None,
            services: None,
            channels: None,
            audiences: None,
            locations: None,
            guards: Guards::default(),
            up_to: None,
            onward: false,
            mode: None,
            within: None,
            share: None,
            life: Life::default(),
            because: false,
        }
    }
}

#[derive(Clone, Default)]
pub(super) struct World {
    pub calendar: Calendar,
    pub units: Vec<Noun<Unit>>,
    pub channels: Vec<Noun<Channel>>,
    pub locations: Vec<Noun<()>>,
    pub audiences: Vec<Noun<()>>,
    pub services: Vec<Noun<Service>>,
    pub records: Vec<Noun<()>>,
    pub fields: Vec<Field>,
    pub statements: Vec<Statement>,
    /// The obligatory aspects that the settings name, by position in `words::TASKS`.
    pub aspects: Option<Vec<usize>>,
    /// How the organisation says that it is arranged.
    pub arrangement: Option<&'static str>,
    /// The ceiling of front offices that the settings name.
    pub front_ceiling: Option<usize>,
    /// How many handovers the settings allow.
    pub most_handovers: Option<usize>,
    /// The audiences that are declared disjoint.
    pub disjoint: Vec<usize>,
    pub hours: Stated,
    /// How many entrances the settings of a real policy allow.
    pub entrances: Option<usize>,
    /// Pairs of tasks that the settings keep apart.
    pub separate: Vec<(usize, usize)>,
    /// For each declaration, then each statement: where it is written. Taken in turn when there are too few.
    pub shuffle: Vec<usize>,
    /// Over how many files the policy is spread.
    pub files: usize,
}

/// A failing policy is shown as its text.
impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print(self).text())
    }
}

/// Whether `inner` is `outer`, or nested in it.
pub(super) fn within<T>(all: &[Noun<T>], inner: usize, outer: usize) -> bool {
    inner == outer || all[inner].parent.is_some_and(|parent| within(all, parent, outer))
}

/// Whether one of the two is nested in the other, or they are the same.
pub(super) fn related<T>(all: &[Noun<T>], one: usize, other: usize) -> bool {
    within(all, one, other) || within(all, other, one)
}

/// What is nested exists at most as long as what is around it.
pub(super) fn exists<T>(all: &[Noun<T>], it: usize, period: usize) -> bool {
    all[it].life.includes(period) && all[it].parent.is_none_or(|parent| exists(all, parent, period))
}

/// Those in which nothing is nested.
pub(super) fn leaves<T>(all: &[Noun<T>]) -> Vec<usize> {
    (0..all.len()).filter(|&it| all.iter().all(|other| other.parent != Some(it))).collect()
}

/// The name of the `position`th of all things of a noun.
pub(super) fn name_of<T>(all: &[Noun<T>], noun: &str, position: usize) -> String {
    all[position].name.clone().unwrap_or_else(|| name(noun, position))
}

/// The name of the `position`th of a noun in a random policy: `UnitA`, `UnitB` …
pub(super) fn name(noun: &str, position: usize) -> String {
    let letter = "ABCDEFGHIJ".get(position..=position).expect("worlds are small");
    format!("{noun}{letter}")
}

impl World {
    /// All that is declared, as text.
    pub(super) fn things(&self) -> String {
        let Self { calendar, units, channels, locations, audiences, services, records, fields, .. } = self;
        let Self { aspects, arrangement, front_ceiling, hours, separate, .. } = self;
        format!(
            "{calendar:?} {units:?} {channels:?} {locations:?} {audiences:?} {services:?} {records:?} {fields:?} \
             {aspects:?} {arrangement:?} {front_ceiling:?} {hours:?} {separate:?}"
        )
    }

    pub(super) fn field_name(&self, field: usize) -> String {
        let it = &self.fields[field];
        let record = name_of(&self.records, "Record", it.record);
        format!("{record}.{}", it.name.clone().unwrap_or_else(|| name("field", field)))
    }
}
