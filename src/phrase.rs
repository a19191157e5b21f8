//! Blocks in words: the lists of names of a finding's box, and the phrases of its sentence.

mod edit;
mod expect;
mod fix;
pub mod hours;
pub mod peak;
mod power;
mod steering;

use std::fmt::Display;

use crate::finding::Dimension;
use crate::model::words::{Assurance, Confidentiality, Operation, Task};
use crate::model::{Guards, StatementId, Thing, date};
use crate::source::Span;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::claim::ClaimId;
use crate::space::set::{Run, SetId};
use crate::syntax::ast::Head;

pub use edit::{spelled, spelled_all, written};
pub use expect::words;
use power::NOBODY;

/// How many names a phrase tells before it says "and 3 more".
const NAMES: usize = 3;

/// What to do about a right that is allowed and forbidden.
pub const LIMIT: &str = "limit the `forbid` with `except`, or drop it";

/// How many characters of a statement are quoted.
const QUOTE: usize = 60;

/// "`A`", "`A` and `B`", "`A`, `B`, `C` and 4 more".
pub fn list(names: &[String]) -> String {
    enumerate(&names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>())
}

/// "`A`", "`A` or `B`"
pub fn either(names: &[String]) -> String {
    match names {
        [] => "anybody".to_owned(),
        [one, other] => format!("`{one}` or `{other}`"),
        [_] => list(names),
        _ if names.len() > NAMES + 1 => format!("any of {}", list(names)),
        [before @ .., last] => {
            let before: Vec<String> = before.iter().map(|name| format!("`{name}`")).collect();
            format!("{} or `{last}`", before.join(", "))
        }
    }
}

/// Parts as they are said one after the other: "a, b and c".
pub fn enumerate(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        _ if parts.len() > NAMES + 1 => format!("{} and {} more", parts[..NAMES].join(", "), parts.len() - NAMES),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// "1 service", "4 services"
pub fn counted<N: Copy + Display + PartialEq + From<u8>>(count: N, what: &str) -> String {
    if count == N::from(1) { format!("1 {what}") } else { format!("{count} {what}s") }
}

impl Space<'_> {
    /// The place of a claim's statement.
    pub fn span(&self, claim: ClaimId) -> Span {
        self.model.ast.statements[self.claim(claim).statement.at()].span
    }

    /// What a statement says, whatever the order of its parts.
    pub fn identity(&self, statement: StatementId) -> String {
        self.model.ast.identity(&self.model.names, &self.model.ast.statements[statement.at()])
    }

    /// A claim's statement on one line, cut when it is long.
    pub fn quote(&self, claim: ClaimId) -> String {
        let text = self.sources.text(self.span(claim));
        let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() > QUOTE {
            line = line.chars().take(QUOTE - 1).chain(['…']).collect();
        }
        format!("`{line}`")
    }

    /// The names of a block's members along an axis, in the order of the dimension. `["*"]` alone when it is the whole
    /// dimension and that has more than one member (or is time).
    pub fn names(&self, axis: Axis, set: SetId) -> Vec<String> {
        let whole = |all: SetId, len: usize| set == all && len > 1;
        let dimensions = &self.dimensions;
        let all = match axis {
            Axis::Unit => false,
            Axis::Task => self.sets.len(set) as usize == Task::ALL.len(),
            Axis::Operation => self.sets.len(set) as usize == Operation::ALL.len(),
            Axis::Field => whole(dimensions.all_fields, self.model.fields.len()),
            Axis::Service => dimensions.gone.is_empty() && whole(dimensions.all_services, dimensions.services.len()),
            Axis::Touchpoint => whole(dimensions.all_touchpoints, dimensions.touchpoints.len()),
            Axis::Audience => whole(dimensions.all_audiences, dimensions.audiences.len()),
            Axis::Period => set == dimensions.all_periods,
        };
        if all {
            return vec!["*".to_owned()];
        }
        if axis == Axis::Period {
            return self.intervals(set);
        }
        self.sets.members(set).map(|member| self.name(axis, member)).collect()
    }

    /// The name of one member of an axis.
    pub fn name(&self, axis: Axis, member: u32) -> String {
        let at = member as usize;
        let (model, dimensions) = (self.model, &self.dimensions);
        match axis {
            Axis::Unit => model.unit_name(crate::model::UnitId(member)).to_owned(),
            Axis::Task => Task::ALL[at].word().to_owned(),
            Axis::Operation => Operation::ALL[at].word().to_owned(),
            Axis::Field => model.field_name(crate::model::FieldId(member)),
            Axis::Service => dimensions.services[at].map_or("*", |id| model.service_name(id)).to_owned(),
            Axis::Audience => dimensions.audiences[at].map_or("*", |id| model.audience_name(id)).to_owned(),
            Axis::Period => date::interval(dimensions.periods[at]),
            Axis::Touchpoint => match dimensions.touchpoints[at] {
                None => "*".to_owned(),
                Some(touchpoint) => {
                    let channel = model.channel_name(touchpoint.channel);
                    match touchpoint.location {
                        Some(location) => format!("{channel}@{}", model.location_name(location)),
                        None => channel.to_owned(),
                    }
                }
            },
        }
    }

    /// A set of periods as ISO 8601 intervals, neighbours joined.
    fn intervals(&self, set: SetId) -> Vec<String> {
        let runs = self.sets.runs(set);
        runs.iter().map(|&run| date::interval(self.interval(run))).collect()
    }

    fn interval(&self, (start, end): Run) -> crate::model::Days {
        let periods = &self.dimensions.periods;
        crate::model::Days { first: periods[start as usize].first, last: periods[end as usize - 1].last }
    }

    /// The lists of a finding's box, with the projections for people and filters.
    pub fn subjects(&self, block: Block, axes: &[Axis]) -> Vec<(Dimension, Vec<String>)> {
        let mut out = Vec::new();
        for &axis in axes {
            let dimension = match axis {
                Axis::Unit => Dimension::Unit,
                Axis::Task => Dimension::Task,
                Axis::Operation => Dimension::Operation,
                Axis::Field => Dimension::Field,
                Axis::Service => Dimension::Service,
                Axis::Touchpoint => Dimension::Touchpoint,
                Axis::Audience => Dimension::Audience,
                Axis::Period => Dimension::Period,
            };
            out.push((dimension, self.names(axis, block.get(axis))));
            match axis {
                Axis::Field => out.push((Dimension::Record, self.record_names(block.get(axis)))),
                Axis::Touchpoint => self.push_places(block.get(axis), &mut out),
                _ => {}
            }
        }
        out.sort();
        out
    }

    fn record_names(&self, fields: SetId) -> Vec<String> {
        let fields = self.sets.list(fields);
        let mut records: Vec<_> = fields.iter().map(|&field| self.model.fields[field as usize].record).collect();
        records.dedup();
        records.into_iter().map(|id| self.model.record_name(id).to_owned()).collect()
    }

    fn push_places(&self, touchpoints: SetId, out: &mut Vec<(Dimension, Vec<String>)>) {
        let there: Vec<_> =
            self.sets.members(touchpoints).filter_map(|at| self.dimensions.touchpoints[at as usize]).collect();
        let mut channels: Vec<_> = there.iter().map(|it| it.channel).collect();
        channels.dedup();
        let mut locations: Vec<_> = there.iter().filter_map(|it| it.location).collect();
        locations.sort_unstable();
        locations.dedup();
        out.push((Dimension::Channel, channels.iter().map(|&id| self.model.channel_name(id).to_owned()).collect()));
        if !locations.is_empty() {
            let names = locations.iter().map(|&id| self.model.location_name(id).to_owned());
            out.push((Dimension::Location, names.collect()));
        }
    }

    /// "intake and handle"
    pub fn tasks_phrase(&self, tasks: SetId) -> String {
        let names: Vec<String> = self.sets.members(tasks).map(|it| self.name(Axis::Task, it)).collect();
        if names.len() == Task::ALL.len() { "every task".to_owned() } else { enumerate(&names) }
    }

    /// "update of `Klant.adres`"
    pub fn rights_phrase(&self, block: Block) -> String {
        let operations = block.get(Axis::Operation);
        let names: Vec<String> = self.sets.members(operations).map(|it| self.name(Axis::Operation, it)).collect();
        let words = match names.len() {
            6 => "read or write".to_owned(),
            5 if !self.sets.has(operations, 0) => "write".to_owned(),
            _ => enumerate(&names),
        };
        format!("{words} {}", self.fields_phrase(block.get(Axis::Field)))
    }

    /// "`Klant.adres`", "all of `Klant`", "all data"
    pub fn fields_phrase(&self, fields: SetId) -> String {
        self.fields_told(fields, "all data", "all of")
    }

    /// The same behind a "nobody": "`Klant.adres`", "anything of `Klant`", "any data"
    pub fn any_fields_phrase(&self, fields: SetId) -> String {
        self.fields_told(fields, "any data", "anything of")
    }

    fn fields_told(&self, fields: SetId, everything: &str, all_of: &str) -> String {
        if fields == self.dimensions.all_fields && self.model.fields.len() > 1 {
            return everything.to_owned();
        }
        let (mut parts, mut whole) = (Vec::new(), Vec::new());
        for record in &self.model.records {
            let own = self.sets.run(record.first_field, record.fields_end);
            let here = self.sets.intersection(own, fields);
            if here == own && self.sets.len(own) > 1 {
                whole.push(format!("{all_of} `{}`", self.model.names.name(record.thing.symbol)));
            } else {
                let names = self.sets.members(here).map(|it| format!("`{}`", self.name(Axis::Field, it)));
                parts.extend(names);
            }
        }
        // Whole records come last: "all of" would seem to go on.
        parts.append(&mut whole);
        enumerate(&parts)
    }

    /// Where a block is: " of `Paspoort` via `Balie` at `Oost` serving `Inwoners` from 2027-01-01 on". What is not limited
    /// is left out.
    pub fn place_phrase(&self, block: Block) -> String {
        let services = self.some_services_phrase(block.get(Axis::Service), "every service");
        let of = if services.is_empty() { String::new() } else { format!(" of {services}") };
        format!("{of}{}", self.where_phrase(block))
    }

    /// "`Paspoort`", the word for all services, or nothing where none is declared.
    pub fn some_services_phrase(&self, services: SetId, all: &str) -> String {
        let dimensions = &self.dimensions;
        if services == dimensions.all_services && dimensions.services.len() > 1 {
            all.to_owned()
        } else if dimensions.services.iter().any(Option::is_some) {
            self.services_phrase(services)
        } else {
            String::new()
        }
    }

    /// Where a block is but for its services.
    pub fn where_phrase(&self, block: Block) -> String {
        let touchpoints = self.touchpoints_phrase(block.get(Axis::Touchpoint));
        let audiences = block.get(Axis::Audience);
        let serving = (audiences != self.dimensions.all_audiences)
            .then(|| format!(" serving {}", list(&self.audience_cover(audiences))));
        let period = self.period_phrase(block.get(Axis::Period));
        format!("{touchpoints}{}{period}", serving.unwrap_or_default())
    }

    /// "`Paspoort` and `Rijbewijs`"; a theme of which all services are meant is told by its name.
    pub fn services_phrase(&self, services: SetId) -> String {
        list(&self.service_cover(services))
    }

    /// The widest themes and services whose leaves all lie in a set.
    pub fn service_cover(&self, services: SetId) -> Vec<String> {
        self.service_cover_of(services, usize::MAX)
    }

    /// The first few of them, up to `most`.
    pub fn service_cover_of(&self, services: SetId, most: usize) -> Vec<String> {
        let leaf = |at: u32| self.dimensions.services[at as usize].map(|it| it.0);
        let thing = |id: u32| &self.model.services[id as usize].thing;
        self.cover(leaf, thing, &self.dimensions.service_sets, (services, most))
    }

    /// "`Inwoners` and `Ondernemers`"; where no audience is declared, "people".
    pub fn audiences_phrase(&self, audiences: SetId) -> String {
        if self.model.audiences.is_empty() { "people".to_owned() } else { list(&self.audience_cover(audiences)) }
    }

    /// The widest audiences whose leaves all lie in a set.
    pub fn audience_cover(&self, audiences: SetId) -> Vec<String> {
        let leaf = |at: u32| self.dimensions.audiences[at as usize].map(|it| it.0);
        let thing = |id: u32| &self.model.audiences[id as usize].thing;
        self.cover(leaf, thing, &self.dimensions.audience_sets, (audiences, usize::MAX))
    }

    /// The names of the widest things whose leaves all lie in the set, up to `most`: from each leaf outwards.
    fn cover<'t>(
        &self,
        leaf: impl Fn(u32) -> Option<u32>,
        thing: impl Fn(u32) -> &'t Thing,
        of: &[SetId],
        (set, most): (SetId, usize),
    ) -> Vec<String> {
        let mut names = Vec::new();
        for &(start, end) in self.sets.runs(set).iter() {
            let mut at = start;
            while at < end && names.len() < most {
                let Some(mut id) = leaf(at) else { return names };
                let inside = |outer: &u32| self.sets.is_subset(of[*outer as usize], set);
                while let Some(outer) = thing(id).parent.filter(inside) {
                    id = outer;
                }
                names.push(self.model.names.name(thing(id).symbol).to_owned());
                at += self.sets.len(of[id as usize]);
            }
        }
        names
    }

    /// " via `Telefoon` and `Balie` at `Oost`": channels that are meant everywhere come first, so that places belong to what
    /// they follow.
    pub fn touchpoints_phrase(&self, touchpoints: SetId) -> String {
        let dimensions = &self.dimensions;
        if touchpoints == dimensions.all_touchpoints {
            return String::new();
        }
        let (mut parts, mut placed) = (Vec::new(), Vec::new());
        for (id, channel) in self.model.channels.iter().enumerate() {
            let own = dimensions.own_channel_sets[id];
            let here = self.sets.intersection(own, touchpoints);
            if here.is_empty() {
                continue;
            }
            let name = format!("`{}`", self.model.names.name(channel.thing.symbol));
            if here == own {
                parts.push(name);
                continue;
            }
            let places = self.sets.members(here).filter_map(|at| {
                let location = dimensions.touchpoints[at as usize].and_then(|it| it.location)?;
                Some(self.model.location_name(location).to_owned())
            });
            placed.push(format!("{name} at {}", list(&places.collect::<Vec<_>>())));
        }
        parts.append(&mut placed);
        let without = self.channels_without(touchpoints).into_iter();
        let without: Vec<String> = without.map(|id| self.model.channel_name(id).to_owned()).collect();
        let except = if without.is_empty() { String::new() } else { format!(" except {}", list(&without)) };
        format!(" via {}{except}", enumerate(&parts))
    }

    /// " from 2027-01-01 on", " until 2026-12-31", ""
    pub fn period_phrase(&self, periods: SetId) -> String {
        if periods == self.dimensions.all_periods {
            return String::new();
        }
        let runs = self.sets.runs(periods);
        let parts = runs.iter().map(|&(start, end)| {
            let days = self.interval((start, end));
            let is_last = end as usize == self.dimensions.periods.len();
            match (start == 0, is_last) {
                (true, _) => format!("until {}", date::iso(days.last)),
                (false, true) => format!("from {} on", date::iso(days.first)),
                (false, false) => format!("from {} until {}", date::iso(days.first), date::iso(days.last)),
            }
        });
        format!(" {}", enumerate(&parts.collect::<Vec<_>>()))
    }

    /// "`KCC` is responsible", as a label at a claim.
    pub fn holder_words(&self, claim: ClaimId) -> String {
        let claim = self.claim(claim);
        let verb = if claim.head == Head::Accountable { "accountable" } else { "responsible" };
        let names = self.names(Axis::Unit, claim.units);
        let is = if names.len() == 1 { "is" } else { "are" };
        format!("{} {is} {verb} here", list(&names))
    }

    /// What a claim has to do with a block's tasks or rights, as a label at it: "makes it responsible for decide".
    pub fn part_words(&self, claim: ClaimId, block: Block) -> String {
        let claim = self.claim(claim);
        if claim.head == Head::Allow {
            return "gives the right".to_owned();
        }
        let tasks = self.sets.members(block.get(Axis::Task));
        let held = tasks.into_iter().filter(|&task| claim.tasks.has(Task::ALL[task as usize]));
        let names: Vec<String> = held.map(|task| self.name(Axis::Task, task)).collect();
        format!("makes it responsible for {}", enumerate(&names))
    }

    /// The safeguards of a right.
    pub fn stated_guards(&self, claim: ClaimId) -> Option<&Guards> {
        self.model.statements[self.claim(claim).statement.at()].guards.as_deref()
    }

    pub fn assurance_word(&self, level: Assurance) -> &'static str {
        level.word()
    }

    pub fn confidentiality_word(&self, level: Confidentiality) -> &'static str {
        level.word()
    }
}
