//! The process walk of one service as a picture has it: who holds each step, and how each of them gets to the next one.

use std::collections::BTreeMap;

use super::Space;
use super::claim::ClaimId;
use super::handovers::{Holders, held_by};
use super::region::RegionId;
use super::ways::Hop;
use crate::model::words::Tasks;

/// The walk of a service over some of its offered cells.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// In the order of the process.
    pub steps: Vec<Step>,
    /// By step and unit.
    pub moves: Vec<Move>,
}

/// A step of the process.
#[derive(Clone, Debug)]
pub struct Step {
    pub tasks: Tasks,
    /// Who holds it, and where.
    pub holders: Holders,
    /// Where nobody does.
    pub missing: RegionId,
}

/// How a unit that holds a step gets to the next one.
#[derive(Clone, Debug)]
pub struct Move {
    /// The step that it leaves, by its place in [`Walk::steps`].
    pub step: usize,
    pub from: u32,
    pub way: Way,
    /// Where it goes this way. Cells in which nobody holds the next step are in no way.
    pub region: RegionId,
}

/// A way to the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The unit holds it too.
    Stays,
    /// By one handover, of any of these statements.
    Handed { to: u32, by: Vec<ClaimId> },
    /// By several handovers: those of the first cell of the region. The last unit holds the next step.
    Relayed(Vec<Hop>),
    /// By none.
    Broken,
}

impl Space<'_> {
    /// The walk of a service, within some cells.
    pub fn walk(&self, service: u32, within: RegionId) -> Walk {
        let (sets, regions) = (&self.sets, &self.regions);
        let offered = regions.intersection(sets, self.offered(service), within);
        let mut out = Walk::default();
        let Some(id) = self.dimensions.services[service as usize] else { return out };
        for &tasks in &self.model.services[id.at()].process {
            let held = self.holders_of(service, tasks).into_iter();
            let held = held.map(|(unit, region)| (unit, regions.intersection(sets, region, offered)));
            let holders: Holders = held.filter(|(_, region)| !region.is_empty()).collect();
            let missing = holders.iter().fold(offered, |left, &(_, held)| regions.difference(sets, left, held));
            out.steps.push(Step { tasks, holders, missing });
        }
        for step in 1..out.steps.len() {
            let next = &out.steps[step].holders;
            let mut moves = Vec::new();
            for &(from, region) in &out.steps[step - 1].holders {
                self.moves(service, (step - 1, from, region), next, &mut moves);
            }
            out.moves.append(&mut moves);
        }
        out
    }

    fn moves(&self, service: u32, (step, from, region): (usize, u32, RegionId), next: &Holders, out: &mut Vec<Move>) {
        let (sets, regions) = (&self.sets, &self.regions);
        let held = next.iter().fold(RegionId::EMPTY, |all, &(_, one)| regions.union(sets, all, one));
        let mut left = regions.intersection(sets, region, held);
        let mut push = |way: Way, region: RegionId| {
            if !region.is_empty() {
                out.push(Move { step, from, way, region });
            }
        };
        if let Some(own) = held_by(next, from) {
            push(Way::Stays, regions.intersection(sets, left, own));
            left = regions.difference(sets, left, own);
        }
        let mut handed: BTreeMap<u32, (RegionId, Vec<ClaimId>)> = BTreeMap::new();
        for link in self.links_leaving(from, service) {
            let over = regions.intersection(sets, left, self.claim(link.claim).region);
            for &(to, held) in next.iter().filter(|&&(holder, _)| holder != from && sets.has(link.to, holder)) {
                let here = regions.intersection(sets, over, held);
                if !here.is_empty() {
                    let known = handed.entry(to).or_default();
                    known.0 = regions.union(sets, known.0, here);
                    known.1.push(link.claim);
                }
            }
        }
        for (to, (region, mut by)) in handed {
            by.sort_unstable();
            by.dedup();
            left = regions.difference(sets, left, region);
            push(Way::Handed { to, by }, region);
        }
        if left.is_empty() {
            return;
        }
        let leads = self.leads(service, next).into_iter();
        let leads = leads.filter(|&(at, _)| sets.has(self.links().all[at as usize].from, from));
        let led = leads.fold(RegionId::EMPTY, |all, (_, over)| regions.union(sets, all, over));
        let relayed = regions.intersection(sets, left, led);
        if !relayed.is_empty() {
            push(Way::Relayed(self.way_in(service, from, self.first_of(relayed), next)), relayed);
        }
        push(Way::Broken, regions.difference(sets, left, relayed));
    }

    /// One cell of a region.
    pub(super) fn first_of(&self, region: RegionId) -> RegionId {
        let parts = self.regions.parts(region);
        let Some(part) = parts.first() else { return RegionId::EMPTY };
        let one = |set| self.sets.first(set).map_or(super::set::SetId::EMPTY, |it| self.sets.run(it, it + 1));
        self.regions.product(one(part.touchpoints), one(part.moments))
    }
}
