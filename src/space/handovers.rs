//! The process walk: from each unit that holds one step of a service's process to some unit that holds the next, by
//! handovers that are allowed in the cell.

use std::cell::Cell;

use rustc_hash::FxHashMap;

use crate::model::words::{Task, Tasks};
use crate::model::{Days, Meaning};
use crate::syntax::ast::{Arrow, Head, Selector};

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::near::ByMembers;
use super::region::RegionId;
use super::set::SetId;

/// One arrow of a handover statement.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    pub claim: ClaimId,
    /// The units at either end, with all nested in them.
    pub from: SetId,
    pub to: SetId,
    /// The far end is told by names of units alone.
    pub to_named: bool,
    /// It is the way back of a `<->`.
    pub back: bool,
}

/// The handovers of a policy.
#[derive(Debug)]
pub struct Links {
    pub all: Vec<Link>,
    /// By group of services.
    pub(super) by_group: FxHashMap<GroupId, Vec<u32>>,
    /// For groups with many: by a unit at the near end and the group.
    leaving: FxHashMap<(u32, GroupId), Vec<u32>>,
    /// Links that are no way back, by the units at their near end.
    pub(super) by_giver: Vec<(SetId, Vec<u32>)>,
    /// Responsible claims by unit.
    pub(super) holdings: FxHashMap<u32, Vec<ClaimId>>,
    /// The units that hold a task in a group, by group and task, as far as it was asked.
    holding: Vec<Cell<Option<SetId>>>,
}

/// A step of the process that a unit cannot hand on, in offered cells.
#[derive(Debug)]
pub struct Stuck {
    pub unit: u32,
    pub service: u32,
    /// The step it holds and the step that follows.
    pub step: Tasks,
    pub next: Tasks,
    pub region: RegionId,
}

/// When a handover may go through a unit.
pub(super) enum Through {
    Always,
    While(RegionId),
}

/// Who holds a task or step of one service: units, ascending, with their offered region.
pub type Holders = Vec<(u32, RegionId)>;

/// Up to this many links about the same services are looked through; of more only those that leave the unit.
const FEW: usize = 16;

/// What a unit holds.
pub(super) fn held_by(holders: &[(u32, RegionId)], unit: u32) -> Option<RegionId> {
    holders.binary_search_by_key(&unit, |&(holder, _)| holder).ok().map(|at| holders[at].1)
}

/// Links that are no way back, by the set of units that they leave.
fn by_giver(all: &[Link]) -> Vec<(SetId, Vec<u32>)> {
    let mut out: Vec<(SetId, Vec<u32>)> = Vec::new();
    let mut known: FxHashMap<SetId, usize> = FxHashMap::default();
    for (at, link) in (0..).zip(all).filter(|(_, link)| !link.back) {
        let place = *known.entry(link.from).or_insert_with(|| {
            out.push((link.from, Vec::new()));
            out.len() - 1
        });
        out[place].1.push(at);
    }
    out
}

impl Links {
    pub(super) fn new(space: &Space<'_>) -> Self {
        let mut all = Vec::new();
        let mut by_group: FxHashMap<GroupId, Vec<u32>> = FxHashMap::default();
        let mut holdings: FxHashMap<u32, Vec<ClaimId>> = FxHashMap::default();
        for (id, claim) in space.claims_with(Head::Responsible) {
            for unit in space.sets.members(claim.units) {
                holdings.entry(unit).or_default().push(id);
            }
        }
        for (id, claim) in space.claims_with(Head::Handover) {
            let group = space.groups.group(claim.services).expect("every claim has a group");
            for link in space.links_of(id) {
                by_group.entry(group).or_default().push(crate::source::offset(all.len()));
                all.push(link);
            }
        }
        let mut leaving: FxHashMap<(u32, GroupId), Vec<u32>> = FxHashMap::default();
        for group in (0..space.groups.len()).map(|id| GroupId(crate::source::offset(id))) {
            for &at in by_group.get(&group).filter(|links| links.len() > FEW).into_iter().flatten() {
                let link: &Link = &all[at as usize];
                for unit in space.sets.members(link.from) {
                    leaving.entry((unit, group)).or_default().push(at);
                }
            }
        }
        let holding = vec![Cell::new(None); space.groups.len() * Task::ALL.len()];
        Self { by_giver: by_giver(&all), all, by_group, leaving, holdings, holding }
    }
}

impl Space<'_> {
    /// The units of a hop: exactly those named, or with all nested in them.
    pub fn hop_units(&self, selector: &Selector, nested: bool) -> SetId {
        let pick = |terms: std::ops::Range<usize>, nested: bool| {
            terms.fold(SetId::EMPTY, |set, term| {
                let more = self.units_of(self.model.meanings[term], nested);
                self.sets.union(set, more)
            })
        };
        let named = pick(selector.terms.range(), nested);
        self.sets.difference(named, pick(selector.except.range(), true))
    }

    pub(super) fn units_of(&self, meaning: Meaning, nested: bool) -> SetId {
        let of = if nested { &self.dimensions.subtree_sets } else { &self.dimensions.unit_sets };
        match meaning {
            Meaning::Unit(id) => of[id.at()],
            Meaning::All => self.dimensions.all_units,
            Meaning::Class(_) | Meaning::Tag(_) => {
                let units = self.model.units.iter().enumerate();
                let chosen = units.filter(|(_, unit)| super::claim::is_meant(unit, meaning));
                self.sets.from_runs(chosen.flat_map(|(id, _)| self.sets.runs(of[id]).to_vec()).collect())
            }
            _ => SetId::EMPTY,
        }
    }

    fn links_of(&self, id: ClaimId) -> Vec<Link> {
        let statement = &self.model.ast.statements[self.claim(id).statement.at()];
        let hops = &self.model.ast.hops[statement.hops.range()];
        let mut out = Vec::new();
        for pair in hops.windows(2) {
            let (from, to) = (self.hop_units(&pair[0].units, true), self.hop_units(&pair[1].units, true));
            let [from_named, to_named] = [&pair[0], &pair[1]].map(|hop| {
                let terms = &self.model.meanings[hop.units.terms.range()];
                terms.iter().all(|it| matches!(it, Meaning::Unit(_)))
            });
            out.push(Link { claim: id, from, to, to_named, back: false });
            if pair[1].arrow == Arrow::Both {
                out.push(Link { claim: id, from: to, to: from, to_named: from_named, back: true });
            }
        }
        out
    }

    /// Who is responsible for a task of a service, over offered cells.
    pub fn holders_of(&self, service: u32, tasks: Tasks) -> Holders {
        let offered = self.offered(service);
        let mut out: Holders = Vec::new();
        for group in self.groups.of(service) {
            for task in tasks.iter() {
                for &id in self.responsible_near(group, task, offered).iter() {
                    let claim = self.claim(id);
                    let region = self.regions.intersection(&self.sets, claim.region, offered);
                    if region.is_empty() {
                        continue;
                    }
                    match self.sets.only(claim.units) {
                        Some(unit) => out.push((unit, region)),
                        None => out.extend(self.sets.members(claim.units).map(|unit| (unit, region))),
                    }
                }
            }
        }
        out.sort_unstable();
        out.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = self.regions.union(&self.sets, kept.1, next.1);
            }
            same
        });
        out
    }

    /// The places in [`Links::all`] of the links about a service.
    pub(super) fn numbers_about(&self, service: u32) -> impl Iterator<Item = u32> + '_ {
        let groups = self.groups.of(service);
        groups.flat_map(|group| self.links().by_group.get(&group).into_iter().flatten().copied())
    }

    pub(super) fn links_about(&self, service: u32) -> impl Iterator<Item = &Link> + '_ {
        self.numbers_about(service).map(|at| &self.links().all[at as usize])
    }

    pub(super) fn links_leaving(&self, unit: u32, service: u32) -> impl Iterator<Item = &Link> + '_ {
        let links = self.links();
        let at = self.groups.of(service).flat_map(move |group| {
            let all = links.by_group.get(&group).map_or(&[][..], Vec::as_slice);
            if all.len() > FEW { links.leaving.get(&(unit, group)).map_or(&[][..], Vec::as_slice) } else { all }
        });
        at.map(move |&at| &links.all[at as usize]).filter(move |link| self.sets.has(link.from, unit))
    }

    /// Where a unit exists, when it does not always.
    pub(super) fn unit_existence(&self, unit: u32) -> Option<RegionId> {
        let days = self.model.units[unit as usize].thing.exists;
        if days == Days::ALWAYS {
            return None;
        }
        let dimensions = &self.dimensions;
        let periods = dimensions.periods_within(&self.sets, days);
        let moments = dimensions.moments(&self.sets, dimensions.all_audiences, periods);
        Some(self.regions.product(dimensions.all_touchpoints, moments))
    }

    /// Every step that some unit holds and can neither take on itself nor hand over.
    pub fn stuck(&self) -> Vec<Stuck> {
        let mut out = Vec::new();
        for service in self.service_leaves() {
            let Some(id) = self.dimensions.services[service as usize] else { continue };
            if self.offered(service).is_empty() {
                continue;
            }
            let process = &self.model.services[id.at()].process;
            for pair in process.windows(2) {
                let (step, next) = (pair[0], pair[1]);
                let receivers = self.holders_of(service, next);
                if receivers.is_empty() || self.all_hand_over(service, step, &receivers) {
                    continue;
                }
                let mut leads: Option<ByMembers<RegionId>> = None;
                for (unit, region) in self.holders_of(service, step) {
                    let mut region = self.not_direct(service, unit, region, &receivers);
                    if !region.is_empty() {
                        let leads = leads.get_or_insert_with(|| self.by_givers(&self.leads(service, &receivers)));
                        for over in leads.with_some_of(&self.sets, self.dimensions.unit_sets[unit as usize]) {
                            region = self.regions.difference(&self.sets, region, over);
                        }
                    }
                    if !region.is_empty() {
                        out.push(Stuck { unit, service, step, next, region });
                    }
                }
            }
        }
        out
    }

    /// Whether links that leave from every unit that may hold a step lead to the next holders from all of its cells: then
    /// nobody is stuck, and hundreds of counters need not be asked one by one.
    pub(super) fn all_hand_over(&self, service: u32, step: Tasks, next: &[(u32, RegionId)]) -> bool {
        let (sets, regions) = (&self.sets, &self.regions);
        let (units, mut left) = self.held_and_awaited(service, step, next);
        let Some(first) = sets.first(units) else { return true };
        for link in self.links_leaving(first, service) {
            if left.is_empty() {
                return true;
            }
            if sets.is_subset(units, link.from) {
                for &(_, held) in next.iter().filter(|&&(holder, _)| sets.has(link.to, holder)) {
                    let handed = regions.intersection(sets, self.claim(link.claim).region, held);
                    left = regions.difference(sets, left, handed);
                }
            }
        }
        left.is_empty()
    }

    /// The units that may hold a step, and the cells in which they may and some next holder waits; without those of a single
    /// unit that holds what is next itself.
    pub(super) fn held_and_awaited(&self, service: u32, step: Tasks, next: &[(u32, RegionId)]) -> (SetId, RegionId) {
        let (sets, regions) = (&self.sets, &self.regions);
        let mut units = SetId::EMPTY;
        let mut over = RegionId::EMPTY;
        for group in self.groups.of(service) {
            for task in step.iter() {
                let covers = self.group_covers(Head::Responsible, group, task);
                if !covers.is_empty() {
                    units = sets.union(units, self.holding_units(group, task));
                    over = regions.union(sets, over, covers);
                }
            }
        }
        let held = next.iter().fold(RegionId::EMPTY, |all, &(_, one)| regions.union(sets, all, one));
        let mut left = regions.intersection(sets, over, held);
        if let Some(unit) = sets.only(units)
            && let Some(own) = held_by(next, unit)
        {
            left = regions.difference(sets, left, own);
        }
        (units, left)
    }

    /// The units that the claims of a group make responsible for a task.
    pub(super) fn holding_units(&self, group: GroupId, task: Task) -> SetId {
        let place = &self.links().holding[group.0 as usize * Task::ALL.len() + task as usize];
        if let Some(known) = place.get() {
            return known;
        }
        let claims = self.groups.holders(Head::Responsible, group, task).iter();
        let runs = claims.flat_map(|&id| self.sets.runs(self.claim(id).units).to_vec());
        let units = self.sets.from_runs(runs.collect());
        place.set(Some(units));
        units
    }

    /// The part of a region from which a unit reaches none of the next holders by itself or by one handover.
    fn not_direct(&self, service: u32, unit: u32, region: RegionId, next: &[(u32, RegionId)]) -> RegionId {
        let (sets, regions) = (&self.sets, &self.regions);
        let own = held_by(next, unit);
        if let Some(own) = own
            && regions.is_subset(sets, region, own)
        {
            return RegionId::EMPTY;
        }
        let held = next.iter().fold(RegionId::EMPTY, |all, &(_, one)| regions.union(sets, all, one));
        let mut left = regions.intersection(sets, region, held);
        if let Some(own) = own {
            left = regions.difference(sets, left, own);
        }
        for link in self.links_leaving(unit, service) {
            if left.is_empty() {
                return left;
            }
            for &(_, held) in next.iter().filter(|&&(holder, _)| sets.has(link.to, holder)) {
                let handed = regions.intersection(sets, self.claim(link.claim).region, held);
                left = regions.difference(sets, left, handed);
            }
        }
        left
    }

    /// The links of a service that lead to a holder of the next step, at once or by further links, each with the cells in
    /// which it does.
    pub(super) fn leads(&self, service: u32, next: &[(u32, RegionId)]) -> Vec<(u32, RegionId)> {
        let (sets, regions) = (&self.sets, &self.regions);
        let own: Vec<u32> = self.numbers_about(service).collect();
        let link = |at: usize| &self.links().all[own[at] as usize];
        let arriving = ByMembers::new(sets, (0..own.len()).map(|at| (link(at).to, at)).collect());
        let mut over: Vec<RegionId> = Vec::with_capacity(own.len());
        for at in 0..own.len() {
            let taken = next.iter().filter(|&&(holder, _)| sets.has(link(at).to, holder));
            let taken = taken.fold(RegionId::EMPTY, |all, &(_, held)| regions.union(sets, all, held));
            over.push(regions.intersection(sets, self.claim(link(at).claim).region, taken));
        }
        let mut grown: Vec<usize> = (0..own.len()).filter(|&at| !over[at].is_empty()).collect();
        while let Some(after) = grown.pop() {
            for before in arriving.with_some_of(sets, link(after).from) {
                let through = self.existence_of_any(sets.intersection(link(before).to, link(after).from));
                let Some(through) = through else { continue };
                let mut more = regions.intersection(sets, self.claim(link(before).claim).region, over[after]);
                if let Through::While(exists) = through {
                    more = regions.intersection(sets, more, exists);
                }
                let all = regions.union(sets, over[before], more);
                if all != over[before] {
                    over[before] = all;
                    grown.push(before);
                }
            }
        }
        own.into_iter().zip(over).filter(|(_, over)| !over.is_empty()).collect()
    }

    /// Where some unit of a set exists; `None` for no unit at all.
    pub(super) fn existence_of_any(&self, units: SetId) -> Option<Through> {
        if units.is_empty() {
            return None;
        }
        if !self.sets.is_subset(units, self.dimensions.passing_units) {
            return Some(Through::Always);
        }
        let all = self.sets.members(units).fold(RegionId::EMPTY, |all, unit| {
            let exists = self.unit_existence(unit).unwrap_or(RegionId::EMPTY);
            self.regions.union(&self.sets, all, exists)
        });
        Some(Through::While(all))
    }

    /// The periods in which chunks have cells.
    pub fn periods_of(&self, chunks: &[Chunk]) -> SetId {
        chunks.iter().fold(SetId::EMPTY, |all, chunk| {
            self.regions.parts(chunk.region).iter().fold(all, |all, part| {
                let products = self.audiences_and_periods(part.moments);
                products.iter().fold(all, |all, &(_, periods)| self.sets.union(all, periods))
            })
        })
    }
}
