//! Ways by handovers: who is reached, and which is the shortest.

use std::collections::{BTreeMap, VecDeque};

use super::Space;
use super::block::{Axis, Block};
use super::claim::ClaimId;
use super::distance::Ends;
use super::handovers::{Holders, Link};
use super::near::ByMembers;
use super::region::RegionId;
use super::set::SetId;

/// A handover on the way: the statement, and the unit that receives.
pub type Hop = (ClaimId, u32);

impl Space<'_> {
    /// The units that can be reached from one by one handover or more, each with the cells of `within` in which it can.
    pub(super) fn reach(
        &self,
        service: u32,
        from: u32,
        within: RegionId,
        wanted: &dyn Fn(&Link) -> bool,
    ) -> BTreeMap<u32, RegionId> {
        self.reach_by(service, from, within, &|link, _| if wanted(link) { link.to } else { SetId::EMPTY })
    }

    /// The same, given to whom a unit hands on by a link.
    pub(super) fn reach_by(
        &self,
        service: u32,
        from: u32,
        within: RegionId,
        receivers: &dyn Fn(&Link, u32) -> SetId,
    ) -> BTreeMap<u32, RegionId> {
        let (sets, regions) = (&self.sets, &self.regions);
        let mut reached: BTreeMap<u32, RegionId> = BTreeMap::new();
        let mut todo = vec![(from, within)];
        while let Some((unit, over)) = todo.pop() {
            for link in self.links_leaving(unit, service) {
                let receivers = receivers(link, unit);
                let claim = self.claim(link.claim);
                if receivers.is_empty() || regions.disjoint(sets, claim.region, over) {
                    continue;
                }
                let handed = regions.intersection(sets, claim.region, over);
                for receiver in sets.members(receivers) {
                    let mut there = handed;
                    if let Some(exists) = self.unit_existence(receiver) {
                        there = regions.intersection(sets, there, exists);
                    }
                    let known = reached.get(&receiver).copied().unwrap_or(RegionId::EMPTY);
                    let fresh = regions.difference(sets, there, known);
                    if !fresh.is_empty() {
                        reached.insert(receiver, regions.union(sets, known, fresh));
                        todo.push((receiver, fresh));
                    }
                }
            }
        }
        reached
    }

    /// A shortest way by handovers from a unit to whoever decides, in the first cell of a block.
    pub fn way(&self, unit: u32, block: Block) -> Vec<Hop> {
        let service = self.sets.first(block.get(Axis::Service)).unwrap_or_default();
        let Some(Ends { last, .. }) = self.ends(service) else { return Vec::new() };
        let cell = self.first_cell(block);
        let deciders = self.holders_of(service, last.bit());
        let decides = super::handovers::held_by(&deciders, unit);
        if decides.is_some_and(|held| !self.regions.disjoint(&self.sets, held, cell)) {
            return Vec::new();
        }
        self.way_in(service, unit, cell, &deciders)
    }

    /// A shortest way by one handover or more, in one cell, from a unit to one of some holders; none is empty.
    pub(super) fn way_in(&self, service: u32, from: u32, cell: RegionId, holders: &Holders) -> Vec<Hop> {
        let sets = &self.sets;
        let meets = |region: RegionId| !self.regions.disjoint(sets, region, cell);
        let holding = sets.from_members(holders.iter().filter(|it| meets(it.1)).map(|it| it.0));
        // The first unit of a set that exists there.
        let some_of = |units| sets.members(units).find(|&unit| self.unit_existence(unit).is_none_or(meets));
        let links: Vec<&Link> = self.links_about(service).filter(|link| meets(self.claim(link.claim).region)).collect();
        let leaving = ByMembers::new(sets, links.iter().enumerate().map(|(at, link)| (link.from, at)).collect());
        // By link, the link before it, which for the first is itself.
        let mut before: Vec<Option<usize>> = vec![None; links.len()];
        let mut todo: VecDeque<usize> = VecDeque::new();
        for at in leaving.with_some_of(sets, sets.run(from, from + 1)) {
            before[at] = Some(at);
            todo.push_back(at);
        }
        while let Some(at) = todo.pop_front() {
            if let Some(holder) = some_of(sets.intersection(links[at].to, holding)) {
                let mut way = vec![(links[at].claim, holder)];
                let mut on = at;
                while let Some(earlier) = before[on].filter(|&earlier| earlier != on) {
                    let between = some_of(sets.intersection(links[earlier].to, links[on].from));
                    way.extend(between.map(|receiver| (links[earlier].claim, receiver)));
                    on = earlier;
                }
                way.reverse();
                return way;
            }
            for next in leaving.with_some_of(sets, links[at].to) {
                if before[next].is_none() && some_of(sets.intersection(links[at].to, links[next].from)).is_some() {
                    before[next] = Some(at);
                    todo.push_back(next);
                }
            }
        }
        Vec::new()
    }

    /// What links lead to, by the units that they leave.
    pub(super) fn by_givers(&self, leads: &[(u32, RegionId)]) -> ByMembers<RegionId> {
        let by = leads.iter().map(|&(at, over)| (self.links().all[at as usize].from, over));
        ByMembers::new(&self.sets, by.collect())
    }
}
