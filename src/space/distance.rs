//! How far people are from whoever decides: the number of handovers between the unit that takes a matter in and the
//! unit that decides on it. Counted service by service, over regions; no cell is enumerated.

use std::collections::{BTreeMap, VecDeque};

use rustc_hash::FxHashMap;

use crate::model::words::{Task, Tasks};

use super::Space;
use super::block::{Axis, Block};
use super::claim::ClaimId;
use super::handovers::{Holders, Through, held_by};
use super::region::RegionId;
use super::set::SetId;

/// How far the decider of a service is. Cells in which nobody takes the matter in, or nobody decides, are in none of these.
#[derive(Clone, Debug, Default)]
pub struct Distances {
    /// The offered cells by their number of handovers, ascending. Where several units take a matter in, the one that is
    /// farthest from a decider counts.
    pub cells: Vec<(u32, RegionId)>,
    /// Cells in which some unit takes the matter in and no handovers lead from it to a decider.
    pub unreachable: RegionId,
    /// The same unit by unit: who takes the matter in, the handovers from it to the nearest decider, and where.
    pub by_unit: Vec<(u32, u32, RegionId)>,
}

impl Distances {
    /// The most handovers that anybody meets, and where.
    pub fn worst(&self) -> Option<(u32, RegionId)> {
        self.cells.last().copied()
    }
}

/// Where a matter comes in, and where it is going.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// `intake`, or the first step where the process has no intake.
    pub first: Tasks,
    /// `decide`; where the process has none, `handle`; where it has neither, `deliver`.
    pub last: Task,
}

/// A handover on the way: the statement, and the unit that receives.
pub type Hop = (ClaimId, u32);

/// For every link, the cells from which it leads to a decider by so many links and not by fewer.
type Layer = Vec<(u32, RegionId)>;

impl Space<'_> {
    /// Between which tasks the handovers of a service are counted; `None` where nothing is decided, handled or delivered.
    pub fn ends(&self, service: u32) -> Option<Ends> {
        let id = self.dimensions.services[service as usize]?;
        let process = &self.model.services[id.at()].process;
        let all = self.offers.process[service as usize];
        let last = [Task::Decide, Task::Handle, Task::Deliver].into_iter().find(|&task| all.has(task))?;
        let first = if all.has(Task::Intake) { Task::Intake.bit() } else { *process.first()? };
        Some(Ends { first, last })
    }

    /// The number of handovers between whoever takes in a matter of a service and whoever decides on it, for all its offered
    /// cells: from each unit that holds the first of [`Space::ends`] to the nearest that holds the last.
    pub fn distances(&self, service: u32) -> Distances {
        let Some(Ends { first, last }) = self.ends(service) else { return Distances::default() };
        if self.offered(service).is_empty() {
            return Distances::default();
        }
        let deciders = self.holders_of(service, last.bit());
        if deciders.is_empty() {
            return Distances::default();
        }
        let takers = self.holders_of(service, first);
        self.distances_between(service, &takers, &deciders, None)
    }

    /// The distances of more handovers than `most`, unit by unit; found without counting where one handover always does.
    pub fn distances_beyond(&self, service: u32, most: u32) -> Vec<(u32, u32, RegionId)> {
        let Some(Ends { first, last }) = self.ends(service) else { return Vec::new() };
        if self.offered(service).is_empty() {
            return Vec::new();
        }
        let deciders = self.holders_of(service, last.bit());
        if deciders.is_empty() || most > 0 && self.all_hand_over(service, first, &deciders) {
            return Vec::new();
        }
        let layers = self.layers(service, &deciders);
        if self.all_arrive(service, first, &deciders, &layers[..layers.len().min(most as usize)]) {
            return Vec::new();
        }
        let takers = self.holders_of(service, first);
        let mut found = self.distances_between(service, &takers, &deciders, Some(layers)).by_unit;
        found.retain(|&(_, handovers, _)| handovers > most);
        found
    }

    /// Whether links that leave from every unit that may take the matter in lead to a decider, within some layers, from all of
    /// its cells: then hundreds of counters need not be asked one by one.
    fn all_arrive(&self, service: u32, first: Tasks, deciders: &Holders, layers: &[Layer]) -> bool {
        let (units, mut left) = self.held_and_awaited(service, first, deciders);
        let all = layers.iter().flatten();
        for &(_, over) in all.filter(|&&(at, _)| self.sets.is_subset(units, self.links().all[at as usize].from)) {
            left = self.regions.difference(&self.sets, left, over);
        }
        left.is_empty()
    }

    fn distances_between(
        &self,
        service: u32,
        takers: &Holders,
        deciders: &Holders,
        mut layers: Option<Vec<Layer>>,
    ) -> Distances {
        let (sets, regions) = (&self.sets, &self.regions);
        let decided = deciders.iter().fold(RegionId::EMPTY, |all, &(_, held)| regions.union(sets, all, held));
        let mut out = Distances::default();
        for &(unit, held) in takers {
            let mut left = regions.intersection(sets, held, decided);
            let mut found = Vec::new();
            let mut take = |handovers: u32, there: RegionId, left: &mut RegionId| {
                let fresh = regions.intersection(sets, *left, there);
                if !fresh.is_empty() {
                    found.push((unit, handovers, fresh));
                    *left = regions.difference(sets, *left, fresh);
                }
            };
            if let Some(own) = held_by(deciders, unit) {
                take(0, own, &mut left);
            }
            if !left.is_empty() {
                let direct = self.links_leaving(unit, service).fold(RegionId::EMPTY, |all, link| {
                    let held = self.held_among(link.to, deciders);
                    regions.union(sets, all, regions.intersection(sets, self.claim(link.claim).region, held))
                });
                take(1, direct, &mut left);
            }
            if !left.is_empty() {
                let layers = layers.get_or_insert_with(|| self.layers(service, deciders));
                for (layer, handovers) in layers[1..].iter().zip(2..) {
                    let leaving = layer.iter().filter(|&&(at, _)| sets.has(self.links().all[at as usize].from, unit));
                    let there = leaving.fold(RegionId::EMPTY, |all, &(_, over)| regions.union(sets, all, over));
                    take(handovers, there, &mut left);
                }
            }
            out.by_unit.extend(found);
            out.unreachable = regions.union(sets, out.unreachable, left);
        }
        let mut by_number: BTreeMap<u32, RegionId> = BTreeMap::new();
        for &(_, handovers, region) in &out.by_unit {
            let all = by_number.entry(handovers).or_insert(RegionId::EMPTY);
            *all = regions.union(sets, *all, region);
        }
        // The farthest unit counts, so that every cell is told once.
        let mut told = out.unreachable;
        for (handovers, region) in by_number.into_iter().rev() {
            let fresh = regions.difference(sets, region, told);
            told = regions.union(sets, told, fresh);
            if !fresh.is_empty() {
                out.cells.push((handovers, fresh));
            }
        }
        out.cells.reverse();
        out
    }

    /// Where some unit of a set holds something.
    fn held_among(&self, units: SetId, holders: &[(u32, RegionId)]) -> RegionId {
        let there = holders.iter().filter(|&&(holder, _)| self.sets.has(units, holder));
        there.fold(RegionId::EMPTY, |all, &(_, held)| self.regions.union(&self.sets, all, held))
    }

    /// The links of a service by the number of links, from one on, with which they lead to a decider.
    fn layers(&self, service: u32, deciders: &[(u32, RegionId)]) -> Vec<Layer> {
        let (sets, regions, links) = (&self.sets, &self.regions, self.links());
        let groups = self.groups.of(service);
        let own: Vec<u32> =
            groups.flat_map(|group| links.by_group.get(&group).into_iter().flatten().copied()).collect();
        let region_of = |at: u32| self.claim(links.all[at as usize].claim).region;
        let mut over: FxHashMap<u32, RegionId> = FxHashMap::default();
        let mut layer: Layer = Vec::new();
        for &at in &own {
            let held = self.held_among(links.all[at as usize].to, deciders);
            let region = regions.intersection(sets, region_of(at), held);
            if !region.is_empty() {
                over.insert(at, region);
                layer.push((at, region));
            }
        }
        let mut layers = Vec::new();
        while !layer.is_empty() {
            // Links that leave the same units lead on together.
            let mut onward: Vec<(SetId, RegionId)> = Vec::new();
            for &(at, region) in &layer {
                let from = links.all[at as usize].from;
                match onward.iter_mut().find(|known| known.0 == from) {
                    Some(known) => known.1 = regions.union(sets, known.1, region),
                    None => onward.push((from, region)),
                }
            }
            let mut next: Layer = Vec::new();
            for &at in &own {
                let known = over.get(&at).copied().unwrap_or_default();
                let mut region = RegionId::EMPTY;
                for &(from, beyond) in &onward {
                    let through = self.existence_of_any(sets.intersection(links.all[at as usize].to, from));
                    let mut more = match through {
                        None => continue,
                        Some(Through::Always) => beyond,
                        Some(Through::While(exists)) => regions.intersection(sets, beyond, exists),
                    };
                    more = regions.intersection(sets, more, region_of(at));
                    region = regions.union(sets, region, more);
                }
                let fresh = regions.difference(sets, region, known);
                if !fresh.is_empty() {
                    over.insert(at, regions.union(sets, known, fresh));
                    next.push((at, fresh));
                }
            }
            layers.push(std::mem::replace(&mut layer, next));
        }
        if layers.is_empty() {
            layers.push(Vec::new());
        }
        layers
    }

    /// A shortest way by handovers from a unit to whoever decides, in the first cell of a block.
    pub fn way(&self, unit: u32, block: Block) -> Vec<Hop> {
        let service = self.sets.first(block.get(Axis::Service)).unwrap_or_default();
        let Some(Ends { last, .. }) = self.ends(service) else { return Vec::new() };
        let cell = self.first_cell(block);
        let meets = |region: RegionId| !self.regions.disjoint(&self.sets, region, cell);
        let deciders = self.holders_of(service, last.bit());
        let decides = |unit: u32| held_by(&deciders, unit).is_some_and(meets);
        let mut before: BTreeMap<u32, Hop> = BTreeMap::new();
        let mut todo = VecDeque::from([unit]);
        while let Some(at) = todo.pop_front() {
            if decides(at) {
                let mut way = Vec::new();
                let mut on = at;
                while let Some(&(claim, from)) = before.get(&on).filter(|_| on != unit) {
                    way.push((claim, on));
                    on = from;
                }
                way.reverse();
                return way;
            }
            for link in self.links_leaving(at, service).filter(|link| meets(self.claim(link.claim).region)) {
                for receiver in self.sets.members(link.to) {
                    let exists = self.unit_existence(receiver).is_none_or(meets);
                    if exists && receiver != unit && !before.contains_key(&receiver) {
                        before.insert(receiver, (link.claim, at));
                        todo.push_back(receiver);
                    }
                }
            }
        }
        Vec::new()
    }

    /// The first touchpoint, audience and period of a block.
    pub fn first_cell(&self, block: Block) -> RegionId {
        let first = |axis: Axis| {
            let member = self.sets.first(block.get(axis)).unwrap_or_default();
            self.sets.run(member, member + 1)
        };
        let moments = self.dimensions.moments(&self.sets, first(Axis::Audience), first(Axis::Period));
        self.regions.product(first(Axis::Touchpoint), moments)
    }

    /// How many cells of one service a region has: touchpoints × audiences × periods.
    pub fn cells_in(&self, region: RegionId) -> u64 {
        let parts = self.regions.parts(region);
        parts
            .iter()
            .map(|part| u64::from(self.sets.len(part.touchpoints)) * u64::from(self.sets.len(part.moments)))
            .sum()
    }
}
