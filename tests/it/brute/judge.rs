//! The reference as a judge of whole policies: for each rule that it knows, whether the tool found exactly what there is.

use std::collections::BTreeMap;

use loket::model::Model;
use loket::settings::Settings;
use loket::source::Sources;
use serde_json::Value;

use super::cells::Cells;
use super::compare::{Rule, agree_with};
use super::read::{Real, read};
use super::reference::{Reference, services};
use super::rules::{GAPS, MANDATES, OVERLAPS, RIGHTS, STEERING, STRUCTURE, TESTS, WALK};
use super::select::selects_service;
use super::world::{Kind, World, exists, name_of};

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
    let all = GAPS.iter().chain(&OVERLAPS).chain(&RIGHTS).chain(&WALK).chain(&MANDATES[1..]).chain(&TESTS);
    all.chain(&STEERING).chain(&STRUCTURE)
}

/// A policy as the reference sees it.
pub(crate) struct Policy(Real);

impl Policy {
    pub(crate) fn read(model: &Model, sources: &Sources, settings: &Settings, today: i32) -> Self {
        Self(read(model, sources, settings, today))
    }
}

/// Holds the tool's findings about a policy against the reference, rule by rule. Where a rule reads only statements that are
/// the same in another policy, in which nothing is wrong, nothing can be wrong here: that is not worked out once more.
pub(crate) fn judge(policy: &Policy, document: &Value, sound: Option<&Policy>) -> Vec<Verdict> {
    let reference = reference(&policy.0);
    let changed: Vec<Kind> =
        KINDS.into_iter().filter(|&kind| sound.is_none_or(|it| differ(&policy.0, &it.0, kind))).collect();
    let things = sound.is_none_or(|it| policy.0.world.things() != it.0.world.things());
    let verdict = |rule: &Rule| {
        let affected = things || reads(rule.id).is_none_or(|kinds| kinds.iter().any(|kind| changed.contains(kind)));
        let broken = if affected { (rule.expected)(&reference) } else { Cells::new() };
        let error = agree_with(rule, &reference, document, &broken).err();
        Verdict { rule: rule.id, broken: broken.len(), error }
    };
    rules().map(verdict).collect()
}

const KINDS: [Kind; 12] = [
    Kind::Offer,
    Kind::Responsible,
    Kind::Accountable,
    Kind::Consulted,
    Kind::Informed,
    Kind::Supporting,
    Kind::Need,
    Kind::Allow,
    Kind::Forbid,
    Kind::Handover,
    Kind::Mandate,
    Kind::Delegate,
];

/// The statements that the rules which take longest read; nothing is all of them.
fn reads(rule: &str) -> Option<&'static [Kind]> {
    Some(match rule {
        "overlap/accountable" | "gap/unaccountable" => &[Kind::Offer, Kind::Accountable],
        "overlap/decide" | "overlap/responsible" | "gap/unserved" => &[Kind::Offer, Kind::Responsible],
        "overlap/redundant" => &[
            Kind::Responsible,
            Kind::Accountable,
            Kind::Consulted,
            Kind::Informed,
            Kind::Supporting,
            Kind::Allow,
            Kind::Forbid,
        ],
        "overlap/writers"
        | "overlap/contradiction"
        | "gap/field-unwritable"
        | "risk/front-mutation"
        | "risk/identity-too-low"
        | "risk/no-second-pair-of-eyes"
        | "risk/inherited-front"
        | "risk/above-ceiling"
        | "risk/blanket" => &[Kind::Allow, Kind::Forbid],
        "gap/right-missing" => &[Kind::Offer, Kind::Responsible, Kind::Need, Kind::Allow, Kind::Forbid],
        "risk/separation" => &[Kind::Offer, Kind::Responsible, Kind::Allow, Kind::Forbid],
        "handover/missing" | "handover/dead-end" | "handover/cycle" => {
            &[Kind::Offer, Kind::Responsible, Kind::Handover]
        }
        _ => return None,
    })
}

/// Whether two policies do not say the same with statements of a kind.
fn differ(one: &Real, other: &Real, kind: Kind) -> bool {
    let said = |real: &Real| -> Vec<String> {
        let all = real.world.statements.iter().filter(|it| it.kind == kind);
        all.map(|it| format!("{it:?} {:?}", real.world.calendar)).collect()
    };
    said(one) != said(other)
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
