//! Channels × aspects: who is accountable for what of a channel, over all services that are offered through it.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::draft::{Draft, NOWHERE, gap};
use super::{Fact, Head, Kind, State};
use crate::model::words::{Task, Tasks};
use crate::model::{ChannelId, UnitId};
use crate::space::claim::ClaimId;
use crate::space::region::RegionId;
use crate::space::set::SetId;
use crate::syntax::ast::Head as Says;

/// How many services there are in some periods.
type Counts = BTreeMap<SetId, u32>;

/// What is said of an aspect of a channel.
#[derive(Debug, Default)]
struct Place {
    /// By unit: when it is accountable at all, and for how many services in every offered cell.
    units: BTreeMap<u32, (SetId, Counts)>,
    /// When something obligatory has nobody.
    gap: SetId,
    claims: Vec<ClaimId>,
}

pub(super) fn fill(draft: &mut Draft<'_>) {
    draft.nouns = ["channel", "aspect"];
    let aspects: Vec<Task> = draft.filter.tasks.minus(Tasks::PROCESS).iter().collect();
    let (service, channel): (Vec<Task>, Vec<Task>) = aspects.iter().partition(|&&task| task < Task::Steering);
    draft.columns = Draft::task_heads(service.into_iter(), Some("of services"));
    draft.columns.extend(Draft::task_heads(channel.into_iter(), Some("of channels")));
    draft.legend("Name", "accountable for everything that is offered through the channel");
    draft.legend("~Name", "accountable for a part of it: some services, audiences or places");
    draft.legend("!", "a gap: the aspect is obligatory, and something that is offered has nobody");

    let channels = channels(draft);
    let (offered, places) = places(draft, &aspects);
    for (row, id) in (0..).zip(channels) {
        let offered = offered.get(&row);
        let mut cells = Vec::new();
        for (column, &task) in (0..).zip(&aspects) {
            if let (Some(offered), Some(place)) = (offered, places.get(&(row, task))) {
                cells.extend(cell(draft, task, offered, place).map(|cell| (column, cell)));
            }
        }
        let head = channel_head(draft, id);
        draft.row(head, cells);
    }
}

/// The channels of the filter, each with its touchpoints as one row. Without any declared channel there is one row.
fn channels(draft: &mut Draft<'_>) -> Vec<Option<ChannelId>> {
    let space = draft.space;
    let mut out: Vec<Option<ChannelId>> = Vec::new();
    let mut rows = vec![NOWHERE; space.dimensions.touchpoints.len()];
    for at in space.sets.members(draft.filter.touchpoints) {
        let channel = space.dimensions.touchpoints[at as usize].map(|it| it.channel);
        if out.last() != Some(&channel) {
            out.push(channel);
        }
        rows[at as usize] = crate::source::offset(out.len() - 1);
    }
    draft.place_touchpoints(rows);
    out
}

fn channel_head(draft: &Draft<'_>, id: Option<ChannelId>) -> Head {
    let model = draft.model();
    let Some(id) = id else {
        return Head { id: "*".to_owned(), name: "*".to_owned(), group: None, label: None };
    };
    let thing = &model.channels[id.at()].thing;
    let name = model.channel_name(id).to_owned();
    let group = thing.parent.map(|it| model.channel_name(ChannelId(it)).to_owned());
    Head { id: name.clone(), name, group, label: thing.label.as_deref().map(str::to_owned) }
}

/// By row the services offered there, and by row and aspect what is said.
fn places(draft: &mut Draft<'_>, aspects: &[Task]) -> (BTreeMap<u32, Counts>, FxHashMap<(u32, Task), Place>) {
    let space = draft.space;
    let mut offers: BTreeMap<u32, Counts> = BTreeMap::new();
    let mut out: FxHashMap<(u32, Task), Place> = FxHashMap::default();
    for service in draft.services() {
        let offered = draft.offered(service);
        if offered.is_empty() {
            continue;
        }
        let rows = draft.spread(offered);
        for &(row, periods) in rows.iter() {
            *offers.entry(row).or_default().entry(periods).or_default() += 1;
        }
        for &task in aspects {
            let mut held: BTreeMap<u32, RegionId> = BTreeMap::new();
            for group in space.groups.of(service) {
                for &id in space.groups.holders(Says::Accountable, group, task) {
                    let region = draft.both(space.claim(id).region, offered);
                    if region.is_empty() {
                        continue;
                    }
                    let units = space.sets.intersection(space.claim(id).units, draft.filter.units);
                    for unit in space.sets.members(units) {
                        let place = held.entry(unit).or_default();
                        *place = space.regions.union(&space.sets, *place, region);
                    }
                    if draft.ask.statements && !units.is_empty() {
                        for &(row, _) in draft.spread(region).iter() {
                            let claims = &mut out.entry((row, task)).or_default().claims;
                            if claims.last() != Some(&id) {
                                claims.push(id);
                            }
                        }
                    }
                }
            }
            for (unit, region) in held {
                let lacking = draft.spread(draft.without(offered, region));
                for &(row, periods) in draft.spread(region).iter() {
                    let known = out.entry((row, task)).or_default().units.entry(unit).or_default();
                    known.0 = space.sets.union(known.0, periods);
                    let missing =
                        lacking.binary_search_by_key(&row, |it| it.0).map_or(SetId::EMPTY, |at| lacking[at].1);
                    let whole = space.sets.difference(periods, missing);
                    if !whole.is_empty() {
                        *known.1.entry(whole).or_default() += 1;
                    }
                }
            }
            if space.offers.aspects.has(task) {
                let missing = draft.without(offered, space.covered(Says::Accountable, service, task));
                for &(row, periods) in draft.spread(missing).iter() {
                    let place = out.entry((row, task)).or_default();
                    place.gap = space.sets.union(place.gap, periods);
                }
            }
        }
    }
    (offers, out)
}

fn cell(draft: &mut Draft<'_>, task: Task, offered: &Counts, place: &Place) -> Option<u32> {
    let sets = place.units.values().flat_map(|it| it.1.keys().copied().chain([it.0]));
    let cuts = draft.cuts(sets.chain(offered.keys().copied()).chain([place.gap]));
    let behind = draft.statements(place.claims.iter().copied());
    let (space, model) = (draft.space, draft.model());
    let state = |period: u32| {
        let count =
            |counts: &Counts| -> u32 { counts.iter().filter(|it| space.sets.has(*it.0, period)).map(|it| it.1).sum() };
        let all = count(offered);
        let mut words = Vec::new();
        let mut facts = Vec::new();
        for (&unit, (held, whole)) in &place.units {
            if !space.sets.has(*held, period) {
                continue;
            }
            let whole = count(whole) == all;
            let name = model.unit_name(UnitId(unit));
            words.push(format!("{}{name}", if whole { "" } else { "~" }));
            let units = vec![name.to_owned()];
            facts.push(Fact { units, whole, ..Fact::new(Kind::Accountable, vec![task.word()]) });
        }
        if space.sets.has(place.gap, period) {
            words.push(gap(&[]));
            facts.push(Fact::new(Kind::Gap, vec![task.word()]));
        }
        State::new(words.join(", "), facts)
    };
    draft.cell(&cuts, state, || behind)
}
