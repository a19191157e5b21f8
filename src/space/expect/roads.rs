//! Expectations about handovers: a road by the handovers that are stated, in every offered cell of the box.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::super::Space;
use super::super::block::{Axis, Block};
use super::super::chunk::Chunk;
use super::super::claim::{ClaimId, Expected};
use super::super::groups::GroupId;
use super::super::handovers::Link;
use super::super::region::RegionId;
use super::super::set::SetId;
use super::offered::PLACE;
use super::trails::FAR;
use super::{Lack, Oracle, Unmet, Who, unmet};
use crate::model::value::Duration;
use crate::syntax::ast::{Arrow, Statement};

/// How many ways to choose one term of each hop are followed.
const WAYS: usize = 4096;

/// For how many ways that fail the statements are looked for.
const TOLD: usize = 64;

/// One way to choose a term of each hop, and the arrows between them.
#[derive(Clone, Copy)]
pub(super) struct Way<'w> {
    pub(super) hops: &'w [Who],
    pub(super) arrows: &'w [Arrow],
    pub(super) no: bool,
}

/// Where the road has come to: units, each with the cells in which it was reached.
pub(super) type Reached = BTreeMap<u32, RegionId>;

/// Whence a road begins: a service, a unit, the cells, and whether any handover will do.
pub(super) type Start = (u32, u32, RegionId, bool);

/// Cells in which a way fails, and what lacks there.
#[derive(Clone, Copy)]
struct Fault {
    way: usize,
    lack: usize,
    region: RegionId,
}

/// The ways that fail, by services of which the same is found.
#[derive(Default)]
struct Failing {
    parts: Vec<Fault>,
    /// Where the parts of each lot of services end.
    ends: Vec<usize>,
    /// The lots of each service.
    lots: FxHashMap<u32, Vec<usize>>,
}

impl Failing {
    /// Ends the parts of some services.
    fn end(&mut self, services: impl Iterator<Item = u32>) {
        let lot = self.ends.len();
        let from = self.ends.last().copied().unwrap_or_default();
        self.ends.push(self.parts.len());
        if from < self.parts.len() {
            for service in services {
                self.lots.entry(service).or_default().push(lot);
            }
        }
    }

    /// The ways that fail for this somewhere in a block, ascending.
    fn ways(&self, space: &Space<'_>, block: Block, lack: usize) -> BTreeSet<usize> {
        let region = space.block_region(block);
        let services = space.sample(block);
        let lots = services.iter().filter_map(|service| self.lots.get(service)).flatten();
        let parts = lots.flat_map(|&lot| {
            let from = lot.checked_sub(1).map_or(0, |before| self.ends[before]);
            &self.parts[from..self.ends[lot]]
        });
        let here = parts.filter(|it| it.lack == lack && !space.regions.disjoint(&space.sets, it.region, region));
        here.map(|it| it.way).collect()
    }
}

impl Oracle<'_> {
    /// Offered cells without a road, or (`no`) with one.
    pub(super) fn roads(&mut self, expected: &Expected, statement: &Statement, no: bool) -> Vec<Unmet> {
        let space = self.space;
        self.reached.borrow_mut().clear();
        let (hops, arrows) = self.hops(statement);
        let Some(ways) = ways(&hops) else {
            let box_ = expected.parts.iter().map(|it| space.cells(expected.services, it.1)).collect();
            return unasked(self.place_blocks(box_), PLACE, &hops);
        };
        let mut lacks = lacks(&arrows);
        let mut failing = Failing::default();
        for (services, region) in self.alike_by_links(expected) {
            let first = space.sets.first(services).unwrap_or_default();
            let mut bad = vec![RegionId::EMPTY; lacks.len()];
            for (way, hops) in ways.iter().enumerate() {
                let found = self.faults(first, Way { hops, arrows: &arrows, no }, region, expected);
                for (at, found) in found.into_iter().enumerate().filter(|it| !it.1.is_empty()) {
                    bad[at] = space.regions.union(&space.sets, bad[at], found);
                    failing.parts.push(Fault { way, lack: at, region: found });
                }
            }
            failing.end(space.sets.members(services));
            // By several ways a cell may lack several things: the first is told.
            let mut told = RegionId::EMPTY;
            for (at, bad) in bad.into_iter().enumerate() {
                let fresh = space.regions.difference(&space.sets, bad, told);
                told = space.regions.union(&space.sets, told, fresh);
                lacks[at].1.push(space.cells(services, fresh));
            }
        }
        let mut out = Vec::new();
        for (at, (lack, chunks)) in lacks.into_iter().enumerate() {
            for block in self.place_blocks(chunks) {
                let failing: Vec<&Vec<Who>> =
                    failing.ways(space, block, at).into_iter().map(|way| &ways[way]).collect();
                let (narrow, terms) = narrowed(&hops, &failing);
                let some = &failing[..failing.len().min(TOLD)];
                let found = match lack {
                    _ if no => self.made(block, some, &arrows, expected),
                    Lack::Unlike { .. } => self.unlike(block, some, &arrows, expected),
                    Lack::Back(at) => {
                        let behind = self.nearest_back(block, &narrow[at..at + 2], expected);
                        Unmet { lack, ..unmet(block, PLACE, behind) }
                    }
                    _ => unmet(block, PLACE, self.nearest_road(block, &narrow, expected)),
                };
                out.push(Unmet { terms, ..found });
            }
        }
        out
    }

    /// The cells in which a way lacks something, in the order of [`lacks`], or (`no`) those to or from which it leads.
    fn faults(&self, service: u32, way: Way<'_>, region: RegionId, expected: &Expected) -> Vec<RegionId> {
        let asked = way.hops.iter().fold(region, |region, who| self.while_it_exists(who.named, region));
        if way.no { vec![self.led(service, way, asked, expected)] } else { self.lacking(service, way, asked, expected) }
    }

    /// Cells to which or from which (`no`) a road leads.
    fn led(&self, service: u32, way: Way<'_>, asked: RegionId, expected: &Expected) -> RegionId {
        let there = self.road(service, way, asked, Some(expected));
        if !way.arrows.contains(&Arrow::Both) {
            return there;
        }
        let hops: Vec<Who> = way.hops.iter().rev().copied().collect();
        let back = self.road(service, Way { hops: &hops, ..way }, asked, Some(expected));
        self.space.regions.union(&self.space.sets, there, back)
    }

    /// The cells in which each thing lacks, in the order of [`lacks`]; they are disjoint.
    fn lacking(&self, service: u32, way: Way<'_>, asked: RegionId, expected: &Expected) -> Vec<RegionId> {
        let (sets, regions) = (&self.space.sets, &self.space.regions);
        let mut left = regions.difference(sets, asked, self.road(service, way, asked, Some(expected)));
        if left.is_empty() {
            return Vec::new();
        }
        let mut out = Vec::new();
        let mut arrows = vec![Arrow::Forth; way.arrows.len()];
        let mut lacks_by = |arrows: &[Arrow]| {
            let led = self.road(service, Way { arrows, ..way }, left, None);
            out.push(regions.difference(sets, left, led));
            left = led;
        };
        lacks_by(&arrows);
        for (at, _) in way.arrows.iter().enumerate().filter(|(_, arrow)| **arrow == Arrow::Both) {
            arrows[at] = Arrow::Both;
            lacks_by(&arrows);
        }
        out.push(left);
        out
    }

    /// The terms of each hop, and the arrows between hops.
    pub(super) fn hops(&mut self, statement: &Statement) -> (Vec<Vec<Who>>, Vec<Arrow>) {
        let hops = &self.space.model.ast.hops[statement.hops.range()];
        let whos = hops.iter().map(|hop| self.whos(Some(hop.units))).collect();
        (whos, hops.iter().skip(1).map(|hop| hop.arrow).collect())
    }

    /// Services of which the same is offered and about which the same handovers are, with what is offered of them.
    fn alike_by_links(&self, expected: &Expected) -> Vec<(SetId, RegionId)> {
        let (space, links) = (self.space, &self.space.links().by_group);
        let mut out: Vec<(SetId, RegionId)> = Vec::new();
        for &(_, region) in &expected.parts {
            for (offered, services) in self.offers_within(expected.services, region) {
                if offered.is_empty() {
                    continue;
                }
                let mut by_groups: BTreeMap<Vec<GroupId>, Vec<u32>> = BTreeMap::new();
                for service in space.sets.members(services) {
                    let groups = space.groups.of(service).filter(|group| links.contains_key(group)).collect();
                    by_groups.entry(groups).or_default().push(service);
                }
                let alike = by_groups.into_values().map(|members| (space.sets.from_members(members), offered));
                out.extend(alike);
            }
        }
        out
    }

    /// The part of a region in which a road leads along all hops: as it is expected, or in any way.
    pub(super) fn road(&self, service: u32, way: Way<'_>, region: RegionId, expected: Option<&Expected>) -> RegionId {
        let (space, sets, regions) = (self.space, &self.space.sets, &self.space.regions);
        let meant = |who: &Who| if way.no { who.reach } else { who.units };
        let Some(start) = way.hops.first() else { return RegionId::EMPTY };
        let begin = |unit: u32| match space.unit_existence(unit) {
            Some(exists) => (unit, regions.intersection(sets, region, exists)),
            None => (unit, region),
        };
        let mut at: Reached = self.leaving(service, meant(start)).into_iter().map(begin).collect();
        for (who, arrow) in way.hops[1..].iter().zip(way.arrows) {
            let mut next = Reached::new();
            for (&unit, &over) in &at {
                for (receiver, mut there) in self.reach_some(service, (unit, over), meant(who), expected) {
                    if *arrow == Arrow::Both && !way.no {
                        let back = self.reach(service, (receiver, there), expected);
                        there = back.get(&unit).copied().unwrap_or(RegionId::EMPTY);
                    }
                    let known = next.entry(receiver).or_insert(RegionId::EMPTY);
                    *known = regions.union(sets, *known, there);
                }
            }
            at = next;
        }
        at.into_values().fold(RegionId::EMPTY, |all, one| regions.union(sets, all, one))
    }

    /// Some units, each with the cells in which it can be reached from one. A single unit that one handover reaches in all of
    /// them needs no search.
    fn reach_some(
        &self,
        service: u32,
        (from, over): (u32, RegionId),
        wanted: SetId,
        expected: Option<&Expected>,
    ) -> Vec<(u32, RegionId)> {
        let (space, sets, regions) = (self.space, &self.space.sets, &self.space.regions);
        if let Some(to) = sets.only(wanted) {
            let links =
                space.links_leaving(from, service).filter(|link| sets.has(link.to, to) && self.fits(link, expected));
            let direct =
                links.fold(RegionId::EMPTY, |all, link| regions.union(sets, all, space.claim(link.claim).region));
            let exists = space.unit_existence(to).is_none_or(|exists| regions.is_subset(sets, over, exists));
            if exists && regions.is_subset(sets, over, direct) {
                return vec![(to, over)];
            }
        }
        let reached = self.reach(service, (from, over), expected);
        let wanted = reached.iter().filter(|(receiver, _)| sets.has(wanted, **receiver));
        wanted.map(|(&receiver, &there)| (receiver, there)).collect()
    }

    /// All units that can be reached from one, as it is expected or in any way; remembered.
    fn reach(&self, service: u32, (from, over): (u32, RegionId), expected: Option<&Expected>) -> Rc<Reached> {
        let start = (service, from, over, expected.is_none());
        if let Some(known) = self.reached.borrow().get(&start) {
            return Rc::clone(known);
        }
        let reached = Rc::new(self.space.reach(service, from, over, &|link| self.fits(link, expected)));
        self.reached.borrow_mut().insert(start, Rc::clone(&reached));
        reached
    }

    fn fits(&self, link: &Link, expected: Option<&Expected>) -> bool {
        expected.is_none_or(|expected| self.unlikeness(link.claim, expected) == 0)
    }

    /// Those of some units that a handover about a service leaves.
    pub(super) fn leaving(&self, service: u32, units: SetId) -> Vec<u32> {
        let space = self.space;
        if let Some(unit) = space.sets.only(units) {
            return vec![unit];
        }
        let links = space.links();
        let groups = space.groups.of(service).filter_map(|group| links.by_group.get(&group)).flatten();
        let from = groups.fold(SetId::EMPTY, |all, &at| space.sets.union(all, links.all[at as usize].from));
        space.sets.list(space.sets.intersection(from, units))
    }

    /// How far a handover is from what an expectation asks of it: nothing when it is done in its way, within its time, for at
    /// most its share; its own time when that is all that differs.
    pub(super) fn unlikeness(&self, link: ClaimId, expected: &Expected) -> u64 {
        let model = self.space.model;
        let mode = |at: usize| model.ast.statements[at].extras.as_ref().and_then(|it| it.mode).map(|it| it.0);
        let (own, asked) = (self.space.claim(link).statement.at(), expected.statement.at());
        let (stated, wanted) = (&model.statements[own], &model.statements[asked]);
        let alike = mode(asked).is_none_or(|wanted| mode(own) == Some(wanted))
            && wanted.share.is_none_or(|most| stated.share.is_some_and(|it| it <= most));
        match (stated.within, wanted.within) {
            (Some(time), Some(most)) if alike && !time.is_within(most) => 1 + clock(time),
            (None, Some(_)) => FAR,
            _ if alike => 0,
            _ => FAR,
        }
    }
}

/// What may lack of a road, in the order in which it is told, each with a place for its cells.
fn lacks(arrows: &[Arrow]) -> Vec<(Lack, Vec<Chunk>)> {
    let back = arrows.iter().enumerate().filter(|(_, arrow)| **arrow == Arrow::Both).map(|(at, _)| Lack::Back(at));
    let all = std::iter::once(Lack::Whole).chain(back).chain([Lack::Unlike { relayed: false }]);
    all.map(|lack| (lack, Vec::new())).collect()
}

/// A time in seconds; a working day is at least a day of the clock.
fn clock(time: Duration) -> u64 {
    match time {
        Duration::Clock(seconds) => u64::from(seconds),
        Duration::Workdays(days) => u64::from(days) * 24 * 60 * 60,
    }
}

/// Every choice of one term for each hop; `None` for more than [`WAYS`].
pub(super) fn ways(hops: &[Vec<Who>]) -> Option<Vec<Vec<Who>>> {
    let mut out: Vec<Vec<Who>> = vec![Vec::new()];
    for hop in hops {
        if out.len().saturating_mul(hop.len()) > WAYS {
            return None;
        }
        let longer = out.iter().flat_map(|way| hop.iter().map(|&who| [way.as_slice(), &[who]].concat()));
        out = longer.collect();
    }
    Some(out)
}

/// What is told of a chain whose lists make more ways than are followed.
pub(super) fn unasked(blocks: Vec<Block>, axes: &'static [Axis], hops: &[Vec<Who>]) -> Vec<Unmet> {
    let many = hops.iter().fold(1_usize, |all, hop| all.saturating_mul(hop.len()));
    blocks.into_iter().map(|block| Unmet { lack: Lack::Unasked(many), ..unmet(block, axes, Vec::new()) }).collect()
}

/// The terms of each hop that some ways go through, and their places where they are not all.
pub(super) fn narrowed(hops: &[Vec<Who>], ways: &[&Vec<Who>]) -> (Vec<Vec<Who>>, Vec<Vec<usize>>) {
    let used: BTreeSet<usize> = ways.iter().flat_map(|way| way.iter().map(|who| who.term)).collect();
    let narrow = hops.iter().map(|hop| hop.iter().copied().filter(|who| used.contains(&who.term)).collect());
    let narrow: Vec<Vec<Who>> = narrow.collect();
    let terms = narrow.iter().map(|hop| hop.iter().map(|who| who.term).collect()).collect();
    let all = hops.iter().map(Vec::len).eq(narrow.iter().map(Vec::len));
    (narrow, if all { Vec::new() } else { terms })
}
