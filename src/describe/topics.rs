//! Which rules need which facts. A test holds this table against the list of rules: every rule is in it, or needs nothing but
//! what it is about.

mod data;
mod house;
mod people;
mod services;
mod work;

use super::own::Own;
use crate::model::value::Duration;
use crate::model::words::UnitKind;
use crate::model::{Channel, Field, Service, Unit};
use crate::space::first_line::is_live;
use crate::space::set::SetId;
use crate::syntax::ast::Head;

/// A kind of fact.
pub struct Topic {
    pub id: &'static str,
    /// After "nothing about".
    pub about: &'static str,
    /// What states it, in the words of the language.
    pub write: &'static str,
    /// The rules that are silent without it.
    pub rules: &'static [&'static str],
    /// Everything that could should state it; else one statement is enough.
    pub each: bool,
    /// How many things state it, and how many could, of what there is on the day or later.
    pub(super) count: fn(&Own<'_, '_>) -> (usize, usize),
}

fn of<'s, T: 's>(things: impl Iterator<Item = &'s T>, states: impl Fn(&T) -> bool) -> (usize, usize) {
    things.fold((0, 0), |(stated, of), it| (stated + usize::from(states(it)), of + 1))
}

/// Units that exist, of catalogues too: what is said of one may count for those in it.
fn units(own: &Own<'_, '_>, states: impl Fn(&Unit) -> bool) -> (usize, usize) {
    of(own.space.model.units.iter().filter(|it| own.exists(it.thing.exists)), states)
}

/// Units that people are led in: of a known kind, no boards, no outsiders, and directorates only where it is said of them. Those
/// of a catalogue are led where they are.
fn led(own: &Own<'_, '_>, states: impl Fn(&Unit) -> bool) -> (usize, usize) {
    let outside = own.space.outsiders();
    let units = own.units().filter(|(id, it)| {
        !own.space.sets.has(outside, *id)
            && !it.thing.catalog
            && it.kind.is_some_and(|kind| !matches!(kind, UnitKind::Board | UnitKind::Oversight))
            && (it.kind != Some(UnitKind::Directorate) || states(it))
    });
    of(units.map(|it| it.1), &states)
}

/// Channels on which people wait for people.
fn live(own: &Own<'_, '_>, states: impl Fn(&Channel) -> bool) -> (usize, usize) {
    of(own.live_channels(), states)
}

/// The touchpoints of channels on which people wait for people.
fn open<'o>(own: &'o Own<'_, '_>) -> impl Iterator<Item = u32> + 'o {
    let model = own.space.model;
    let is_there = move |at: &u32| {
        own.space.dimensions.touchpoints[*at as usize].is_some_and(|it| is_live(&model.channels[it.channel.at()]))
    };
    own.touchpoints().filter(is_there)
}

/// The units that people meet first there.
fn first_line(own: &Own<'_, '_>) -> SetId {
    let (sets, regions) = (&own.space.sets, &own.space.regions);
    let open = sets.from_members(open(own));
    let held = own.space.first_line().held.iter();
    let first = held.filter(|it| regions.parts(it.first).iter().any(|part| !sets.disjoint(part.touchpoints, open)));
    first.fold(SetId::EMPTY, |all, it| sets.union(all, it.units))
}

/// Whether a time is stated by the clock: one in working days says nothing of a queue.
fn by_clock(time: Option<Duration>) -> bool {
    time.and_then(Duration::seconds).is_some()
}

/// Services that are offered.
fn services(own: &Own<'_, '_>, states: impl Fn(&Service) -> bool) -> (usize, usize) {
    of(own.services(), states)
}

/// Services that exist: mandates are about others than those that are offered too.
fn every_service(own: &Own<'_, '_>, states: impl Fn(&Service) -> bool) -> (usize, usize) {
    of(own.space.model.services.iter().filter(|it| own.exists(it.thing.exists)), states)
}

fn fields(own: &Own<'_, '_>, states: impl Fn(&Field) -> bool) -> (usize, usize) {
    of(own.fields(), states)
}

fn heads(own: &Own<'_, '_>, head: Head) -> (usize, usize) {
    any(own.space.claims_with(head).count())
}

fn any(count: usize) -> (usize, usize) {
    (count, 0)
}

/// All topics, in the order in which a page tells them.
pub fn topics() -> impl Iterator<Item = &'static Topic> {
    [work::TOPICS, people::TOPICS, services::TOPICS, data::TOPICS, house::TOPICS].into_iter().flatten()
}

/// Rules that need nothing but what they are about: names, offers, responsibilities, or the absence of something.
pub const NEEDLESS: &[&str] = &[
    "accept/expired",
    "accept/incomplete",
    "accept/unused",
    "gap/location-unstaffed",
    "gap/no-answer-norm",
    "gap/no-general-entrance",
    "gap/not-offered",
    "gap/unaccountable",
    "gap/unserved",
    "gap/unsteered",
    "handover/missing",
    "handover/unequal",
    "name/confusable",
    "name/duplicate",
    "name/empty-box",
    "name/unknown-property",
    "name/unresolved",
    "name/unused",
    "overlap/accountable",
    "overlap/content",
    "overlap/decide",
    "overlap/entrance",
    "overlap/redundant",
    "overlap/responsible",
    "risk/separation",
    "steering/temporary-no-end",
    "structure/orphan-unit",
    "structure/service-in-two-backs",
    "structure/team-incomplete",
    "style/naming",
    "style/undocumented",
    "syntax/bidi",
    "syntax/encoding",
    "syntax/error",
    "syntax/org-mode",
];
