//! Which rules need which facts. A test holds this table against the list of rules: every rule is in it, or needs nothing but
//! what it is about.

mod data;
mod house;
mod people;
mod services;
mod work;

use crate::model::words::UnitKind;
use crate::model::{Channel, Service, Unit};
use crate::space::Space;
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
    /// How many things state it, and how many could.
    pub count: fn(&Space<'_>) -> (usize, usize),
}

fn of<'s, T: 's>(things: impl Iterator<Item = &'s T>, states: impl Fn(&T) -> bool) -> (usize, usize) {
    things.fold((0, 0), |(stated, of), it| (stated + usize::from(states(it)), of + 1))
}

fn units(space: &Space<'_>, states: impl Fn(&Unit) -> bool) -> (usize, usize) {
    of(space.model.units.iter(), states)
}

/// Units that people are led in: no boards, no outsiders, and directorates only where it is said of them.
fn led(space: &Space<'_>, states: impl Fn(&Unit) -> bool) -> (usize, usize) {
    let outside = space.outsiders();
    let units = (0..).zip(&space.model.units).filter(|(id, it)| {
        !space.sets.has(outside, *id)
            && !matches!(it.kind, Some(UnitKind::Board | UnitKind::Oversight))
            && (it.kind != Some(UnitKind::Directorate) || states(it))
    });
    of(units.map(|it| it.1), &states)
}

fn sync(space: &Space<'_>, states: impl Fn(&Channel) -> bool) -> (usize, usize) {
    of(space.model.channels.iter().filter(|it| it.sync), states)
}

fn services(space: &Space<'_>, states: impl Fn(&Service) -> bool) -> (usize, usize) {
    let leaves = space.dimensions.services.iter().flatten().map(|id| &space.model.services[id.at()]);
    of(leaves, states)
}

fn heads(space: &Space<'_>, head: Head) -> (usize, usize) {
    let statements = space.model.ast.statements.iter().filter(|it| it.expect.is_none() && it.head == head);
    (statements.count(), 0)
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
    "gap/audience-unreached",
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
