//! What a policy says of its organisation, as plain data: names and figures, without sentences. Everything is as of one day but
//! for what is said to change later. These structs are the document of `loket describe --format json` too: a field
//! changes its meaning only with a new version of it.

pub mod advice;
pub mod arrangement;
pub mod contact;
pub mod distance;
pub mod lines;
mod offered;
mod own;
pub mod silence;
pub mod size;
pub mod steering;
pub mod teams;
pub mod topics;
pub mod writing;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Days, Thing, UnitId, date};
use crate::space::Space;
use crate::space::region::RegionId;
use crate::space::set::SetId;

/// One policy's organisation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// The root's path, relative to the working directory, with forward slashes.
    pub root: String,
    /// The day of which it is told, ISO 8601.
    pub as_of: String,
    /// Days after it on which something in the policy changes.
    pub changes: Vec<String>,
    pub organisation: Organisation,
    pub arrangement: arrangement::Arrangement,
    pub size: size::Size,
    pub steering: Vec<steering::Steerer>,
    pub lines: Vec<lines::Line>,
    pub handovers: distance::Handovers,
    /// What front offices may change, by mutation tier from 1 to 4.
    pub front_writing: Vec<writing::Tier>,
    pub first_contact: Option<contact::FirstContact>,
    pub advice: advice::Advice,
    /// Topics on which the policy says nothing, or not everything.
    pub silences: Vec<silence::Silence>,
}

/// The organisation itself.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Absent when the policy declares none.
    pub named: Option<Named>,
    pub kind: Option<String>,
    pub policy_freedom: Option<String>,
    /// Its phase in Antwoord, as stated.
    pub phase: Option<String>,
    /// `kcc`, `teams` or `mixed`, as stated.
    pub arrangement: Option<String>,
}

/// Something that the policy declares.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub name: String,
    pub label: Option<String>,
}

impl Named {
    /// As people call it: the label, else the name.
    pub fn said(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

/// Tells what a policy says of its organisation.
pub fn describe(space: &Space<'_>, root: String) -> Description {
    let ever = space.dimensions.all_periods;
    let offered = offered::Offered::new(space, today(space));
    let own = own::Own::new(space, &offered, today(space));
    let own_ever = own::Own::new(space, &offered::Offered::new(space, ever), ever);
    let size = size::size(&own);
    Description {
        root,
        as_of: date::iso(space.dimensions.periods[0].first),
        changes: changes(&own_ever),
        organisation: organisation(space),
        arrangement: arrangement::arrangement(space, &offered),
        steering: steering::steering(space),
        lines: lines::lines(&own, &offered),
        handovers: distance::handovers(space),
        front_writing: writing::by_tier(&own),
        first_contact: contact::first_contact(space),
        advice: advice::advice(&own, &size),
        silences: silence::silences(&own_ever),
        size,
    }
}

/// The days after the first on which something begins to be, or is no more. What is only expected of a day changes nothing.
fn changes(own: &own::Own<'_, '_>) -> Vec<String> {
    let space = own.space;
    let statements = space.claims.iter().map(|it| space.model.statements[it.statement.at()].days);
    let things = own.things().map(|it| it.exists);
    let days = statements.chain(things).filter(|days| !days.is_empty());
    let cuts: BTreeSet<i32> = days.flat_map(|it| [it.first, it.last.saturating_add(1)]).collect();
    let later = space.dimensions.periods[1..].iter().map(|period| period.first);
    later.filter(|day| cuts.contains(day)).map(date::iso).collect()
}

fn organisation(space: &Space<'_>) -> Organisation {
    let stated = space.model.organisation.as_ref();
    Organisation {
        named: stated.map(|it| Named {
            name: space.model.names.name(it.symbol).to_owned(),
            label: it.label.as_deref().map(str::to_owned),
        }),
        kind: stated.and_then(|it| it.kind).map(|it| space.model.names.name(it).to_owned()),
        policy_freedom: stated.and_then(|it| it.freedom).map(|it| it.word().to_owned()),
        phase: stated.and_then(|it| it.phase).map(|it| it.word().to_owned()),
        arrangement: stated.and_then(|it| it.arrangement).map(|it| it.word().to_owned()),
    }
}

fn named(space: &Space<'_>, thing: &Thing) -> Named {
    Named { name: space.model.names.name(thing.symbol).to_owned(), label: thing.label.as_deref().map(str::to_owned) }
}

fn unit(space: &Space<'_>, id: u32) -> Named {
    named(space, &space.model.units[UnitId(id).at()].thing)
}

/// A service leaf; the anonymous one has no name.
fn service(space: &Space<'_>, leaf: u32) -> Option<Named> {
    space.dimensions.services[leaf as usize].map(|id| named(space, &space.model.services[id.at()].thing))
}

/// Whether something exists on the day of which it is told.
fn exists(space: &Space<'_>, days: Days) -> bool {
    let day = space.dimensions.periods[0].first;
    days.first <= day && day <= days.last
}

/// The period that begins on the day of which it is told.
fn today(space: &Space<'_>) -> SetId {
    space.sets.run(0, 1)
}

/// All touchpoints and audiences on that day.
fn today_region(space: &Space<'_>) -> RegionId {
    region_of(space, today(space))
}

/// All touchpoints and audiences in some periods.
fn region_of(space: &Space<'_>, periods: SetId) -> RegionId {
    let dimensions = &space.dimensions;
    let moments = dimensions.moments(&space.sets, dimensions.all_audiences, periods);
    space.regions.product(dimensions.all_touchpoints, moments)
}

/// A sum that is 0 where there is nothing to add; that of floats is otherwise -0 then.
fn sum(figures: impl Iterator<Item = f64>) -> f64 {
    figures.fold(0.0, |all, it| all + it)
}

/// A part of a whole from 0 to 1, to four decimals.
fn part(of: f64, whole: f64) -> f64 {
    (of / whole * 10_000.0).round() / 10_000.0
}
