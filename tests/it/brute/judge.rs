//! The reference as a judge of whole policies: for each rule that it knows, whether the tool found exactly what there is.

use std::collections::BTreeMap;

use loket::model::Model;
use loket::settings::Settings;
use loket::source::Sources;
use serde_json::Value;

use super::compare::{Rule, agree_with};
use super::read::{Real, read};
use super::reference::{Reference, services};
use super::rules::{GAPS, MANDATES, OVERLAPS, RIGHTS, WALK};
use super::select::selects_service;
use super::world::{World, exists, name_of};

/// What the reference says of one rule.
pub(crate) struct Verdict {
    pub rule: &'static str,
    /// How many cells break it.
    pub broken: usize,
    /// Where the tool does not agree.
    pub error: Option<String>,
}

/// All rules that the reference knows.
fn rules() -> impl Iterator<Item = &'static Rule> {
    GAPS.iter().chain(&OVERLAPS).chain(&RIGHTS).chain(&WALK).chain(&MANDATES[1..])
}

/// Whether the reference knows a rule.
pub(crate) fn knows(id: &str) -> bool {
    rules().any(|rule| rule.id == id)
}

/// Holds the tool's findings about a policy against the reference, rule by rule.
pub(crate) fn judge(
    (model, sources): (&Model, &Sources),
    settings: &Settings,
    today: i32,
    document: &Value,
    asked: &dyn Fn(&str) -> bool,
) -> Vec<Verdict> {
    let reference = reference(&read(model, sources, settings, today));
    let verdict = |rule: &Rule| {
        let broken = (rule.expected)(&reference);
        let error = agree_with(rule, &reference, document, &broken).err();
        Verdict { rule: rule.id, broken: broken.len(), error }
    };
    rules().filter(|rule| asked(rule.id)).map(verdict).collect()
}

/// Services of which everything is alike (what they are, and which statements reach them) have the same cells: one of them
/// is looked at, and the tool's findings about its twins must be the same.
fn reference(real: &Real) -> Reference {
    let world = &real.world;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let (mut kept, mut twins) = (Vec::new(), Vec::new());
    for service in services(world) {
        let name = name_of(&world.services, "Service", service);
        let next = kept.len();
        let known = *seen.entry(alike(world, service)).or_insert(next);
        if known == next {
            kept.push(service);
        } else {
            twins.push((name, known));
        }
    }
    Reference::of_services(world, &real.lines, kept, twins)
}

/// All that a rule can know of a service, its name apart.
fn alike(world: &World, service: usize) -> String {
    let periods = (0..world.calendar.periods()).map(|period| exists(&world.services, service, period));
    let reached = world.statements.iter().map(|it| selects_service(world, it, service));
    let bits: String = periods.chain(reached).map(|yes| if yes { '1' } else { '0' }).collect();
    format!("{:?} {bits}", world.services[service].is)
}
