//! Who serves whom through what: audiences, the channels that are offered to them, and the units that are there for those who come,
//! which are those responsible for a task of a first step.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::EdgeKind;
use super::draft::{Draft, Key};
use super::entrances::Spot;
use crate::model::StatementId;
use crate::model::words::{Task, Tasks};
use crate::space::region::RegionId;
use crate::space::set::SetId;
use crate::syntax::ast::Head;

/// What some units do on a channel.
#[derive(Debug, Default)]
struct Held {
    /// Touchpoints with the services and audiences that they are there for.
    at: BTreeMap<u32, (SetId, SetId)>,
    statements: Vec<StatementId>,
}

/// What a unit does at an entrance.
#[derive(Debug, Default)]
struct Answer {
    /// At each touchpoint.
    services: BTreeMap<u32, SetId>,
    audiences: SetId,
    statements: Vec<StatementId>,
}

pub(super) fn draw(draft: &mut Draft<'_, '_>) {
    let space = draft.space;
    let sets = &space.sets;
    let offered = offered(draft);
    let answered = answered(draft, &offered);
    let mut there = SetId::EMPTY;
    let mut audiences = SetId::EMPTY;
    // Touchpoints by whom they are for, and audiences with the touchpoints.
    let mut cuts: Vec<SetId> = Vec::new();
    let mut reached: Vec<(SetId, SetId)> = Vec::new();
    let all = offered.iter().fold(RegionId::EMPTY, |all, &(region, _)| space.regions.union(sets, all, region));
    for part in space.regions.parts(all).iter() {
        for &(some, _) in space.audiences_and_periods(part.moments).iter() {
            reached.push((some, part.touchpoints));
            audiences = sets.union(audiences, some);
        }
        cuts.push(part.touchpoints);
        there = sets.union(there, part.touchpoints);
    }
    if there.is_empty() {
        return;
    }
    let wanted: BTreeSet<u32> = answered.keys().flat_map(|&units| sets.members(units)).collect();
    if draft.filter.has(crate::model::asked::Side::Units) {
        let by_them = answered.iter().filter(|(units, _)| draft.wants_any(**units));
        let by_them = by_them.flat_map(|(_, held)| held.at.keys().copied()).collect::<Vec<_>>();
        there = sets.intersection(there, sets.from_members(by_them));
    }
    for held in answered.values() {
        cuts.push(sets.from_members(held.at.keys().copied()));
    }
    cuts.sort_by(|a, b| sets.compare(*a, *b));
    cuts.dedup();
    let people = draft.add_audiences(audiences, 0);
    let entrances = draft.add_entrances(there, &cuts, Spot { rank: 1, around: None });
    let wanted = wanted.into_iter().filter(|&unit| sets.has(draft.filter.units, unit)).collect();
    draft.add_units(&wanted, Some(2));
    for entrance in &entrances {
        for &(some, touchpoints) in &reached {
            if !sets.disjoint(touchpoints, entrance.touchpoints) {
                for audience in draft.audience_boxes(some, &people) {
                    draft.edge(Key::new(audience, entrance.node, EdgeKind::Reaches), &[], &[]);
                }
            }
        }
    }
    let mut found: BTreeMap<(usize, u32), Answer> = BTreeMap::new();
    let mut entrances_at: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (number, entrance) in entrances.iter().enumerate() {
        for touchpoint in sets.members(entrance.touchpoints) {
            entrances_at.entry(touchpoint).or_default().push(number);
        }
    }
    for (&units, held) in &answered {
        let wanted = sets.list(sets.intersection(units, draft.filter.units));
        let mut here: BTreeMap<usize, Vec<(u32, SetId, SetId)>> = BTreeMap::new();
        for (&at, &(services, audiences)) in &held.at {
            for &number in entrances_at.get(&at).into_iter().flatten() {
                here.entry(number).or_default().push((at, services, audiences));
            }
        }
        for (number, here) in here {
            for &unit in &wanted {
                let known = found.entry((number, unit)).or_default();
                for &(at, services, audiences) in &here {
                    let all = known.services.entry(at).or_default();
                    *all = sets.union(*all, services);
                    known.audiences = sets.union(known.audiences, audiences);
                }
                known.statements.extend(&held.statements);
            }
        }
    }
    for ((number, unit), Answer { services, audiences, statements }) in found {
        let Some(&to) = draft.units.get(&unit) else { continue };
        let entrance = entrances[number];
        let coming = reached.iter().filter(|(_, at)| !sets.disjoint(*at, entrance.touchpoints));
        let coming = coming.fold(SetId::EMPTY, |all, &(some, _)| sets.union(all, some));
        let whom = if coming == audiences { String::new() } else { format!("for {}", draft.some_audiences(audiences)) };
        let words = [how_many(draft, &services), whom];
        let entrance = entrance.node;
        draft.edge(Key::new(entrance, to, EdgeKind::Answers), &words, &statements);
    }
}

/// What is offered on the day within the filters, each region with its services.
fn offered(draft: &Draft<'_, '_>) -> Vec<(RegionId, SetId)> {
    let space = draft.space;
    let mut known: FxHashMap<RegionId, usize> = FxHashMap::default();
    let mut out: Vec<(RegionId, Vec<u32>)> = Vec::new();
    for service in space.sets.members(draft.services) {
        let region = space.regions.intersection(&space.sets, space.offered(service), draft.window);
        if region.is_empty() {
            continue;
        }
        let at = *known.entry(region).or_insert_with(|| {
            out.push((region, Vec::new()));
            out.len() - 1
        });
        out[at].1.push(service);
    }
    out.into_iter().map(|(region, services)| (region, space.sets.from_members(services))).collect()
}

/// What is offered by its services and by its touchpoints, as places in the list.
struct Places {
    of_service: FxHashMap<u32, usize>,
    at_touchpoint: FxHashMap<u32, Vec<usize>>,
    many: usize,
}

impl Places {
    fn new(draft: &Draft<'_, '_>, offered: &[(RegionId, SetId)]) -> Self {
        let (sets, regions) = (&draft.space.sets, &draft.space.regions);
        let (mut of_service, mut at_touchpoint) = (FxHashMap::default(), FxHashMap::<u32, Vec<usize>>::default());
        for (at, &(region, services)) in offered.iter().enumerate() {
            of_service.extend(sets.members(services).map(|service| (service, at)));
            for touchpoint in regions.parts(region).iter().flat_map(|part| sets.members(part.touchpoints)) {
                at_touchpoint.entry(touchpoint).or_default().push(at);
            }
        }
        Self { of_service, at_touchpoint, many: offered.len() }
    }

    /// All that may be about some of these services and this region, and not much more: one team at one counter of hundreds
    /// asks only for what is offered there.
    fn near(&self, draft: &Draft<'_, '_>, services: SetId, region: RegionId) -> BTreeSet<usize> {
        let (sets, regions) = (&draft.space.sets, &draft.space.regions);
        let parts = regions.parts(region);
        let touchpoints = || parts.iter().flat_map(|part| sets.members(part.touchpoints));
        let here = |touchpoint| self.at_touchpoint.get(&touchpoint).map_or(&[][..], Vec::as_slice);
        let by_place: usize = touchpoints().map(|it| here(it).len()).sum();
        let by_service = sets.len(services) as usize;
        if by_service <= by_place.min(self.many) {
            sets.members(services).filter_map(|service| self.of_service.get(&service).copied()).collect()
        } else if by_place <= self.many {
            touchpoints().flat_map(|it| here(it).iter().copied()).collect()
        } else {
            (0..self.many).collect()
        }
    }
}

/// Who is there for those who come: units that statements name together, with what they do.
fn answered(draft: &Draft<'_, '_>, offered: &[(RegionId, SetId)]) -> BTreeMap<SetId, Held> {
    let space = draft.space;
    let sets = &space.sets;
    let steps = first_steps(draft);
    let places = Places::new(draft, offered);
    let mut out: BTreeMap<SetId, Held> = BTreeMap::new();
    let mut served: BTreeMap<SetId, BTreeMap<u32, Vec<SetId>>> = BTreeMap::new();
    for (_, claim) in space.claims_with(Head::Responsible).filter(|(_, it)| !it.units.is_empty()) {
        if !draft.meets(claim) {
            continue;
        }
        let tasks = claim.tasks.and(draft.filter.tasks);
        let begun = steps.iter().filter(|(step, _)| step.overlaps(tasks));
        let begun = begun.fold(SetId::EMPTY, |all, &(_, services)| sets.union(all, services));
        let services = sets.intersection(claim.services, begun);
        let mut found = false;
        for (region, some) in places.near(draft, services, claim.region).into_iter().map(|at| offered[at]) {
            let services = sets.intersection(services, some);
            if services.is_empty() || space.regions.disjoint(sets, region, claim.region) {
                continue;
            }
            let held = out.entry(claim.units).or_default();
            let at = served.entry(claim.units).or_default();
            let here = space.regions.intersection(sets, region, claim.region);
            for part in space.regions.parts(here).iter() {
                let audiences = audiences_of(draft, part.moments);
                for touchpoint in sets.members(part.touchpoints) {
                    let known = held.at.entry(touchpoint).or_default();
                    known.1 = sets.union(known.1, audiences);
                    at.entry(touchpoint).or_default().push(services);
                }
            }
            found = true;
        }
        if found {
            out.entry(claim.units).or_default().statements.push(claim.statement);
        }
    }
    // All at once: one after the other would read a growing set as often as there are services.
    for (units, touchpoints) in served {
        let held = out.entry(units).or_default();
        for (touchpoint, services) in touchpoints {
            let runs = services.into_iter().flat_map(|it| sets.runs(it).to_vec());
            held.at.entry(touchpoint).or_default().0 = sets.from_runs(runs.collect());
        }
    }
    out
}

/// The services at some touchpoints: in few words where they are the same everywhere, else how many there are.
fn how_many(draft: &Draft<'_, '_>, services: &BTreeMap<u32, SetId>) -> String {
    let all: Vec<SetId> = services.values().copied().collect();
    match all.as_slice() {
        [] => String::new(),
        [first, rest @ ..] if rest.iter().all(|it| it == first) => draft.some_services(*first),
        _ => {
            let counts = all.iter().map(|&it| draft.space.sets.len(it));
            let (least, most) = (counts.clone().min().unwrap_or_default(), counts.max().unwrap_or_default());
            match (least, most) {
                (1, 1) => "a service each, not the same".to_owned(),
                _ if least == most => format!("{most} services, not the same"),
                _ => format!("{least} to {most} services"),
            }
        }
    }
}

fn audiences_of(draft: &Draft<'_, '_>, moments: SetId) -> SetId {
    let products = draft.space.audiences_and_periods(moments);
    products.iter().fold(SetId::EMPTY, |all, &(some, _)| draft.space.sets.union(all, some))
}

/// The services that are looked at by their first step.
fn first_steps(draft: &Draft<'_, '_>) -> Vec<(Tasks, SetId)> {
    let space = draft.space;
    let usual = Task::Inform.bit().or(Task::Intake.bit());
    let mut steps: Vec<(Tasks, Vec<u32>)> = Vec::new();
    for leaf in space.sets.members(draft.services) {
        let service = space.dimensions.services[leaf as usize];
        let step = service.and_then(|id| space.model.services[id.at()].process.first().copied()).unwrap_or(usual);
        match steps.iter_mut().find(|known| known.0 == step) {
            Some(known) => known.1.push(leaf),
            None => steps.push((step, vec![leaf])),
        }
    }
    steps.into_iter().map(|(step, leaves)| (step, space.sets.from_members(leaves))).collect()
}
