//! Shortest ways by handovers.

use std::collections::VecDeque;

use super::Space;
use super::block::{Axis, Block};
use super::claim::ClaimId;
use super::distance::Ends;
use super::handovers::{Holders, Link};
use super::near::ByUnits;
use super::region::RegionId;

/// A handover on the way: the statement, and the unit that receives.
pub type Hop = (ClaimId, u32);

impl Space<'_> {
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
        let leaving = ByUnits::new(sets, links.iter().enumerate().map(|(at, link)| (link.from, at)).collect());
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
    pub(super) fn by_givers(&self, leads: &[(u32, RegionId)]) -> ByUnits<RegionId> {
        let by = leads.iter().map(|&(at, over)| (self.links().all[at as usize].from, over));
        ByUnits::new(&self.sets, by.collect())
    }
}
