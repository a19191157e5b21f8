//! Services × touchpoints: who answers there, and what of the process has nobody.
//!
//! Who answers are the units responsible for the first step of the service's process, in offered cells; with a filter of tasks,
//! those responsible for these. A gap is a task of the process with an offered cell that nobody is responsible for.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::draft::{Draft, NOWHERE, gap};
use super::{Fact, Head, Kind, State};
use crate::model::asked::Side;
use crate::model::words::{Task, Tasks};
use crate::model::{ChannelId, StatementId, UnitId};
use crate::space::claim::ClaimId;
use crate::space::dimensions::Touchpoint;
use crate::space::region::RegionId;
use crate::space::set::SetId;
use crate::syntax::ast::Head as Says;

/// The unit of a responsibility whose name means nothing: its cells are covered all the same.
const UNKNOWN: u32 = u32::MAX;

/// What there is in a cell, and when. Equal ones make equal cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Place {
    offered: SetId,
    /// Unit and task: when it is held for some audience.
    held: Vec<(u32, Task, SetId)>,
    /// Unit: when some task is not held by it for some audience.
    lacking: Vec<(u32, SetId)>,
    gaps: Vec<(Task, SetId)>,
    /// Whose statements they are.
    claims: Vec<ClaimId>,
}

pub(super) fn fill(draft: &mut Draft<'_>) {
    draft.nouns = ["service", if draft.ask.channels { "channel" } else { "touchpoint" }];
    columns(draft);
    draft.legend("Name", "responsible for all that is looked at in the cell");
    draft.legend("~Name", "responsible for a part of it: some tasks, audiences or places");
    draft.legend("!task", "a gap: offered, and nobody is responsible for the task");
    draft.legend("·", "offered, and nothing else to tell");
    let mut known: FxHashMap<Place, Option<u32>> = FxHashMap::default();
    let mut told = Tasks::NONE;
    for service in draft.services() {
        let (places, looked) = places(draft, service);
        told = told.or(looked);
        let mut cells = Vec::with_capacity(places.len());
        for (column, place) in places {
            let cell = if let Some(&cell) = known.get(&place) {
                cell
            } else {
                let cell = cell(draft, &place);
                known.insert(place, cell);
                cell
            };
            cells.extend(cell.map(|cell| (column, cell)));
        }
        let head = draft.service_head(service);
        draft.row(head, cells);
    }
    let words: Vec<&str> = told.iter().map(Task::word).collect();
    if !words.is_empty() {
        draft.notes.push(format!("who answers: responsible for {}; gaps: of the whole process", words.join(", ")));
        if draft.filter.has(Side::Tasks) {
            draft.notes.pop();
            draft.notes.push(format!("who answers, and gaps: {}", words.join(", ")));
        }
    }
}

fn columns(draft: &mut Draft<'_>) {
    let space = draft.space;
    let mut columns = vec![NOWHERE; space.dimensions.touchpoints.len()];
    let mut last: Option<ChannelId> = None;
    for at in space.sets.members(draft.filter.touchpoints) {
        let touchpoint = space.dimensions.touchpoints[at as usize];
        let channel = touchpoint.map(|it| it.channel);
        if !(draft.ask.channels && channel.is_some() && channel == last) {
            let head = touchpoint_head(draft, touchpoint);
            draft.columns.push(head);
        }
        last = channel;
        columns[at as usize] = crate::source::offset(draft.columns.len() - 1);
    }
    draft.place_touchpoints(columns);
}

fn touchpoint_head(draft: &Draft<'_>, touchpoint: Option<Touchpoint>) -> Head {
    let model = draft.model();
    let Some(Touchpoint { channel, location }) = touchpoint else {
        return Head { id: "*".to_owned(), name: "*".to_owned(), group: None, label: None };
    };
    let name = model.channel_name(channel).to_owned();
    let thing = &model.channels[channel.at()].thing;
    let label = thing.label.as_deref().map(str::to_owned);
    if let Some(location) = location.filter(|_| !draft.ask.channels) {
        let place = model.location_name(location).to_owned();
        let label = model.locations[location.at()].thing.label.as_deref().map(str::to_owned);
        return Head { id: format!("{name}@{place}"), name: place, group: Some(name), label };
    }
    let group = thing.parent.map(|it| model.channel_name(ChannelId(it)).to_owned());
    Head { id: name.clone(), name, group, label }
}

/// The tasks that somebody answers for, and those that somebody must be responsible for.
fn tasks(draft: &Draft<'_>, service: u32) -> (Tasks, Tasks) {
    let process = draft.space.offers.process[service as usize];
    if draft.filter.has(Side::Tasks) {
        return (draft.filter.tasks, process.and(draft.filter.tasks));
    }
    let first = draft.space.dimensions.services[service as usize]
        .and_then(|id| draft.model().services[id.at()].process.first().copied());
    (first.unwrap_or(Tasks::PROCESS), process)
}

/// What there is in each cell of a service, by column, and the tasks that were looked at.
fn places(draft: &mut Draft<'_>, service: u32) -> (BTreeMap<u32, Place>, Tasks) {
    let mut out: BTreeMap<u32, Place> = BTreeMap::new();
    let offered = draft.offered(service);
    let (looked, required) = tasks(draft, service);
    if offered.is_empty() {
        return (out, Tasks::NONE);
    }
    for &(column, periods) in draft.spread(offered).iter() {
        out.insert(column, Place { offered: periods, ..Place::default() });
    }
    let space = draft.space;
    // By unit and task: where it is held.
    let mut held: BTreeMap<(u32, Task), RegionId> = BTreeMap::new();
    for task in looked.iter() {
        for group in space.groups.of(service) {
            for &id in space.responsible_near(group, task, offered).iter() {
                let claim = space.claim(id);
                let region = draft.both(claim.region, offered);
                let units = space.sets.intersection(claim.units, draft.filter.units);
                if region.is_empty() || (units.is_empty() && !claim.units.is_empty()) {
                    continue;
                }
                let unknown = units.is_empty().then_some(UNKNOWN);
                for unit in space.sets.members(units).chain(unknown) {
                    let place = held.entry((unit, task)).or_default();
                    *place = space.regions.union(&space.sets, *place, region);
                }
                if draft.ask.statements {
                    note(draft, &mut out, region, id);
                }
            }
        }
    }
    let mut units: Vec<u32> = held.keys().map(|it| it.0).collect();
    units.dedup();
    for unit in units {
        let mut lacking = RegionId::EMPTY;
        for task in looked.iter() {
            let region = held.get(&(unit, task)).copied().unwrap_or_default();
            lacking = draft.either(lacking, draft.without(offered, region));
            for &(column, periods) in draft.spread(region).iter() {
                out.entry(column).or_default().held.push((unit, task, periods));
            }
        }
        for &(column, periods) in draft.spread(lacking).iter() {
            let place = out.entry(column).or_default();
            if place.held.last().is_some_and(|it| it.0 == unit) {
                place.lacking.push((unit, periods));
            }
        }
    }
    for task in required.iter() {
        let missing = draft.without(offered, space.covered(Says::Responsible, service, task));
        for &(column, periods) in draft.spread(missing).iter() {
            out.entry(column).or_default().gaps.push((task, periods));
        }
    }
    if draft.ask.statements {
        for group in space.groups.of(service) {
            for &id in space.groups.offers(group) {
                let region = draft.both(space.claim(id).region, offered);
                note(draft, &mut out, region, id);
            }
        }
    }
    (out, looked)
}

fn note(draft: &mut Draft<'_>, out: &mut BTreeMap<u32, Place>, region: RegionId, claim: ClaimId) {
    for &(column, _) in draft.spread(region).iter() {
        let claims = &mut out.entry(column).or_default().claims;
        if claims.last() != Some(&claim) {
            claims.push(claim);
        }
    }
}

fn cell(draft: &mut Draft<'_>, place: &Place) -> Option<u32> {
    let sets = std::iter::once(place.offered)
        .chain(place.held.iter().map(|it| it.2))
        .chain(place.lacking.iter().map(|it| it.1))
        .chain(place.gaps.iter().map(|it| it.1));
    let cuts = draft.cuts(sets);
    let behind: Vec<StatementId> = draft.statements(place.claims.iter().copied());
    let (space, model) = (draft.space, draft.model());
    let has = |periods: SetId, period: u32| space.sets.has(periods, period);
    let state = |period: u32| {
        if !has(place.offered, period) {
            return State::default();
        }
        let held: Vec<(u32, Task)> = place.held.iter().filter(|it| has(it.2, period)).map(|it| (it.0, it.1)).collect();
        let mut units: Vec<u32> = held.iter().map(|it| it.0).collect();
        units.dedup();
        let lacks = |unit: u32| place.lacking.iter().any(|it| it.0 == unit && has(it.1, period));
        let name = |unit: u32| if unit == UNKNOWN { "?" } else { model.unit_name(UnitId(unit)) };
        let mut words: Vec<String> = Vec::new();
        let mut facts: Vec<Fact> = Vec::new();
        for &unit in &units {
            let whole = !lacks(unit);
            words.push(format!("{}{}", if whole { "" } else { "~" }, name(unit)));
            let of = held.iter().filter(|it| it.0 == unit).map(|it| it.1.word()).collect();
            facts.push(Fact { units: vec![name(unit).to_owned()], whole, ..Fact::new(Kind::Responsible, of) });
        }
        let gaps: Vec<&'static str> = place.gaps.iter().filter(|it| has(it.1, period)).map(|it| it.0.word()).collect();
        if !gaps.is_empty() {
            words.push(gap(&gaps));
            facts.push(Fact::new(Kind::Gap, gaps));
        }
        if facts.is_empty() {
            words.push("·".to_owned());
            facts.push(Fact::new(Kind::Offered, Vec::new()));
        }
        State::new(words.join(", "), facts)
    };
    draft.cell(&cuts, state, || behind)
}
