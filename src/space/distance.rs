//! How far people are from whoever decides: the number of handovers between the unit that takes a matter in and the
//! unit that decides on it. Counted service by service, over regions; no cell is enumerated.

use std::collections::BTreeMap;

use crate::model::words::{Task, Tasks};
use crate::syntax::ast::Head;

use super::Space;
use super::block::{Axis, Block};
use super::handovers::{Holders, Link, Through, held_by};
use super::near::ByMembers;
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
    /// The same by who takes the matter in: units for whom the same handovers lead on, the handovers from them to the nearest
    /// decider, and where some of them take it in.
    pub by_takers: Vec<(SetId, u32, RegionId)>,
}

/// Who takes a matter in, and where: one unit, or units from all of which the same handovers lead on.
struct Takers {
    units: SetId,
    held: RegionId,
}

/// More units than this may count as one.
const MANY: u32 = 16;

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
        let takers = self.takers(service, first, &deciders);
        self.distances_between(service, &takers, &deciders, None)
    }

    /// Who takes in a matter. Hundreds of counters from which the same handovers lead on are not told apart.
    fn takers(&self, service: u32, first: Tasks, deciders: &Holders) -> Vec<Takers> {
        let (sets, regions, offered) = (&self.sets, &self.regions, self.offered(service));
        let mut out = Vec::new();
        let mut single: BTreeMap<u32, RegionId> = BTreeMap::new();
        for (group, task) in self.groups.of(service).flat_map(|group| first.iter().map(move |task| (group, task))) {
            let units = self.holding_units(group, task);
            if self.are_alike(units, service, deciders) {
                let held = regions.intersection(sets, self.group_covers(Head::Responsible, group, task), offered);
                if !held.is_empty() {
                    out.push(Takers { units, held });
                }
                continue;
            }
            for &id in self.responsible_near(group, task, offered).iter() {
                let held = regions.intersection(sets, self.claim(id).region, offered);
                for unit in sets.members(self.claim(id).units).filter(|_| !held.is_empty()) {
                    let known = single.entry(unit).or_insert(RegionId::EMPTY);
                    *known = regions.union(sets, *known, held);
                }
            }
        }
        out.extend(single.into_iter().map(|(unit, held)| Takers { units: sets.run(unit, unit + 1), held }));
        out
    }

    /// Whether units are many, none of them decides, and each handover of a service leaves all of them or none.
    fn are_alike(&self, units: SetId, service: u32, deciders: &Holders) -> bool {
        let sets = &self.sets;
        let leaves_alike = |from: SetId| sets.is_subset(units, from) || sets.disjoint(units, from);
        sets.len(units) > MANY
            && !deciders.iter().any(|&(unit, _)| sets.has(units, unit))
            && self.links_about(service).all(|link| leaves_alike(link.from))
    }

    /// The unit among some that takes a matter in in a cell; the first of several.
    pub fn taker(&self, service: u32, units: SetId, cell: RegionId) -> Option<u32> {
        if let Some(unit) = self.sets.only(units) {
            return Some(unit);
        }
        let Ends { first, .. } = self.ends(service)?;
        let asked = self.groups.of(service).flat_map(|group| first.iter().map(move |task| (group, task)));
        let there = asked.flat_map(|(group, task)| self.responsible_near(group, task, cell).into_owned());
        let there = there.filter(|&id| !self.regions.disjoint(&self.sets, self.claim(id).region, cell));
        there.filter_map(|id| self.sets.first(self.sets.intersection(self.claim(id).units, units))).min()
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
        let takers = self.holders_of(service, first).into_iter();
        let takers: Vec<Takers> =
            takers.map(|(unit, held)| Takers { units: self.sets.run(unit, unit + 1), held }).collect();
        let found = self.distances_between(service, &takers, &deciders, Some(layers)).by_takers.into_iter();
        let far = found.filter(|&(_, handovers, _)| handovers > most);
        far.filter_map(|(units, handovers, region)| Some((self.sets.first(units)?, handovers, region))).collect()
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
        takers: &[Takers],
        deciders: &Holders,
        mut layers: Option<Vec<Layer>>,
    ) -> Distances {
        let (sets, regions) = (&self.sets, &self.regions);
        let decided = deciders.iter().fold(RegionId::EMPTY, |all, &(_, held)| regions.union(sets, all, held));
        let mut out = Distances::default();
        // Where links lead to a decider by two handovers or more, by the units that they leave.
        let mut later: Option<Vec<ByMembers<RegionId>>> = None;
        for &Takers { units, held } in takers {
            // What leads on from one of them leads on from all.
            let Some(unit) = sets.first(units) else { continue };
            let mut left = regions.intersection(sets, held, decided);
            let mut found = Vec::new();
            let mut take = |handovers: u32, there: RegionId, left: &mut RegionId| {
                let fresh = regions.intersection(sets, *left, there);
                if !fresh.is_empty() {
                    found.push((units, handovers, fresh));
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
                let later = later.get_or_insert_with(|| {
                    let layers = layers.take().unwrap_or_else(|| self.layers(service, deciders));
                    layers[1..].iter().map(|layer| self.by_givers(layer)).collect()
                });
                for (layer, handovers) in later.iter().zip(2..) {
                    let leaving = layer.with_some_of(sets, self.dimensions.unit_sets[unit as usize]);
                    let there = leaving.fold(RegionId::EMPTY, |all, over| regions.union(sets, all, over));
                    take(handovers, there, &mut left);
                }
            }
            out.by_takers.extend(found);
            out.unreachable = regions.union(sets, out.unreachable, left);
        }
        let mut by_number: BTreeMap<u32, RegionId> = BTreeMap::new();
        for &(_, handovers, region) in &out.by_takers {
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
        let (sets, regions) = (&self.sets, &self.regions);
        let own: Vec<&Link> = self.links_about(service).collect();
        let numbers: Vec<u32> = self.numbers_about(service).collect();
        let region_of = |at: usize| self.claim(own[at].claim).region;
        let arriving = ByMembers::new(sets, own.iter().enumerate().map(|(at, link)| (link.to, at)).collect());
        let mut over = vec![RegionId::EMPTY; own.len()];
        let mut layer: Vec<usize> = Vec::new();
        let mut fresh = vec![RegionId::EMPTY; own.len()];
        for at in 0..own.len() {
            fresh[at] = regions.intersection(sets, region_of(at), self.held_among(own[at].to, deciders));
            if !fresh[at].is_empty() {
                layer.push(at);
            }
        }
        let mut layers = Vec::new();
        while !layer.is_empty() {
            // Links that leave the same units lead on together.
            let mut onward: BTreeMap<SetId, RegionId> = BTreeMap::new();
            for &at in &layer {
                over[at] = regions.union(sets, over[at], fresh[at]);
                let all = onward.entry(own[at].from).or_default();
                *all = regions.union(sets, *all, fresh[at]);
            }
            layers.push(layer.iter().map(|&at| (numbers[at], fresh[at])).collect());
            let mut found: BTreeMap<usize, RegionId> = BTreeMap::new();
            for (from, beyond) in onward {
                for at in arriving.with_some_of(sets, from) {
                    let mut more = match self.existence_of_any(sets.intersection(own[at].to, from)) {
                        None => continue,
                        Some(Through::Always) => beyond,
                        Some(Through::While(exists)) => regions.intersection(sets, beyond, exists),
                    };
                    more = regions.intersection(sets, more, region_of(at));
                    let all = found.entry(at).or_default();
                    *all = regions.union(sets, *all, more);
                }
            }
            layer.clear();
            for (at, region) in found {
                fresh[at] = regions.difference(sets, region, over[at]);
                if !fresh[at].is_empty() {
                    layer.push(at);
                }
            }
        }
        if layers.is_empty() {
            layers.push(Vec::new());
        }
        layers
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
