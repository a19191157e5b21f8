//! Expectations about handovers: a road by the handovers that are stated, in every offered cell of the box.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::block::{Axis, Block};
use super::super::chunk::Chunk;
use super::super::claim::{ClaimId, Expected};
use super::super::groups::GroupId;
use super::super::handovers::Link;
use super::super::region::RegionId;
use super::super::set::SetId;
use super::offered::PLACE;
use super::trails::FAR;
use super::{Behind, Lack, Oracle, Unmet, Who, unmet};
use crate::model::value::Duration;
use crate::syntax::ast::{Arrow, Statement};

/// How many ways to choose one term of each hop are followed.
const WAYS: usize = 256;

/// How many statements are told of where none comes near.
const FEW: usize = 3;

/// One way to choose a term of each hop, and the arrows between them.
#[derive(Clone, Copy)]
struct Way<'w> {
    hops: &'w [Who],
    arrows: &'w [Arrow],
    no: bool,
}

/// Where the road has come to: units, each with the cells in which it was reached.
type Reached = BTreeMap<u32, RegionId>;

impl Oracle<'_> {
    /// Offered cells without a road, or (`no`) with one.
    pub(super) fn roads(&mut self, expected: &Expected, statement: &Statement, no: bool) -> Vec<Unmet> {
        let space = self.space;
        let (hops, arrows) = self.hops(statement);
        let mut lacks = lacks(&arrows);
        for (services, region) in self.alike_by_links(expected) {
            let first = space.sets.first(services).unwrap_or_default();
            let mut bad = vec![RegionId::EMPTY; lacks.len()];
            for hops in ways(&hops) {
                let way = Way { hops: &hops, arrows: &arrows, no };
                let asked = hops.iter().fold(region, |region, &who| self.while_it_exists(who, region));
                let found = if no {
                    vec![self.led(first, way, asked, expected)]
                } else {
                    self.lacking(first, way, asked, expected)
                };
                for (bad, found) in bad.iter_mut().zip(found) {
                    *bad = space.regions.union(&space.sets, *bad, found);
                }
            }
            // By several ways a cell may lack several things: the first is told.
            let mut told = RegionId::EMPTY;
            for (at, bad) in bad.into_iter().enumerate() {
                let fresh = space.regions.difference(&space.sets, bad, told);
                told = space.regions.union(&space.sets, told, fresh);
                lacks[at].1.push(space.cells(services, fresh));
            }
        }
        let mut out = Vec::new();
        for (lack, chunks) in lacks {
            for block in self.place_blocks(chunks) {
                out.push(match lack {
                    _ if no => self.made(block, &hops, &arrows),
                    Lack::Whole | Lack::Either => unmet(block, PLACE, self.nearest_road(block, &hops)),
                    Lack::Back(at) => {
                        Unmet { lack, ..unmet(block, PLACE, self.nearest_back(block, &hops[at..at + 2])) }
                    }
                    Lack::Unlike { .. } => self.unlike(block, (&hops, &arrows), expected),
                });
            }
        }
        out
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
    fn road(&self, service: u32, way: Way<'_>, region: RegionId, expected: Option<&Expected>) -> RegionId {
        let (space, sets, regions) = (self.space, &self.space.sets, &self.space.regions);
        let meant = |who: &Who| if way.no { who.reach } else { who.units };
        let fits = |link: &Link| expected.is_none_or(|expected| self.unlikeness(link.claim, expected) == 0);
        let Some(start) = way.hops.first() else { return RegionId::EMPTY };
        let begin = |unit: u32| match space.unit_existence(unit) {
            Some(exists) => (unit, regions.intersection(sets, region, exists)),
            None => (unit, region),
        };
        let mut at: Reached = self.leaving(service, meant(start)).into_iter().map(begin).collect();
        for (who, arrow) in way.hops[1..].iter().zip(way.arrows) {
            let mut next = Reached::new();
            for (&unit, &over) in &at {
                for (receiver, mut there) in self.reach_some(service, (unit, over), meant(who), &fits) {
                    if *arrow == Arrow::Both && !way.no {
                        let back = space.reach(service, receiver, there, &fits);
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
        fits: &dyn Fn(&Link) -> bool,
    ) -> Vec<(u32, RegionId)> {
        let (space, sets, regions) = (self.space, &self.space.sets, &self.space.regions);
        if let Some(to) = sets.only(wanted) {
            let links = space.links_leaving(from, service).filter(|link| sets.has(link.to, to) && fits(link));
            let direct =
                links.fold(RegionId::EMPTY, |all, link| regions.union(sets, all, space.claim(link.claim).region));
            let exists = space.unit_existence(to).is_none_or(|exists| regions.is_subset(sets, over, exists));
            if exists && regions.is_subset(sets, over, direct) {
                return vec![(to, over)];
            }
        }
        let reached = space.reach(service, from, over, fits).into_iter();
        reached.filter(|(receiver, _)| sets.has(wanted, *receiver)).collect()
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
    fn unlikeness(&self, link: ClaimId, expected: &Expected) -> u64 {
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

    /// What comes nearest to a road that is not there: a handover from the first hop to the last that stops short of the
    /// box in one thing, a road of which one handover does so, or else what leaves the first hop.
    fn nearest_road(&self, block: Block, hops: &[Vec<Who>]) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let service = space.sets.first(block.get(Axis::Service)).unwrap_or_default();
        let sets: Vec<SetId> = hops.iter().map(|whos| self.all_of(whos, false)).collect();
        if let [from, to] = sets[..] {
            let leads = |link: &&Link| !space.sets.disjoint(link.from, from) && !space.sets.disjoint(link.to, to);
            let all = space.links_about(service).chain(&space.links().all).filter(leads);
            if let Some(near) = self.nearest_of(all.map(|link| link.claim), block) {
                return vec![near];
            }
        }
        let short = |claim: ClaimId| self.short(claim, block);
        let whole = |claim: ClaimId| space.covers_places(claim, block);
        let grade = |link: &Link| if whole(link.claim) { Some(0) } else { short(link.claim).map(|_| FAR) };
        let trail = self.trail(service, space.first_cell(block), &sets, &grade);
        let holes: Vec<ClaimId> = trail.claims.into_iter().filter(|&claim| !whole(claim)).collect();
        if let ([claim], 1) = (&holes[..], trail.holes)
            && let Some((axis, missing)) = short(*claim)
        {
            return vec![(*claim, Behind::Short(axis, missing))];
        }
        let region = space.block_region(block);
        let from = self.leaving(service, sets.first().copied().unwrap_or(SetId::EMPTY)).into_iter();
        let leaving = from.flat_map(|unit| space.links_leaving(unit, service).map(|link| link.claim));
        let leads = leaving.filter(|&id| !space.regions.disjoint(&space.sets, space.claim(id).region, region));
        let out: BTreeSet<ClaimId> = leads.collect();
        out.into_iter().take(FEW).map(|claim| (claim, Behind::Leads)).collect()
    }

    /// What leads there without a way back, else what comes nearest to leading back.
    fn nearest_back(&self, block: Block, leg: &[Vec<Who>]) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let service = space.sets.first(block.get(Axis::Service)).unwrap_or_default();
        let region = space.block_region(block);
        let [from, to] = [&leg[0], &leg[1]].map(|whos| self.all_of(whos, false));
        let meets = |link: &&Link| {
            !space.sets.disjoint(link.to, to)
                && !space.regions.disjoint(&space.sets, space.claim(link.claim).region, region)
        };
        let links = self.leaving(service, from).into_iter().flat_map(|unit| space.links_leaving(unit, service));
        let there: BTreeSet<ClaimId> = links.filter(meets).map(|link| link.claim).collect();
        if there.is_empty() {
            return self.nearest_road(block, &[leg[1].clone(), leg[0].clone()]);
        }
        there.into_iter().take(FEW).map(|claim| (claim, Behind::There)).collect()
    }

    /// The handovers that are not done as expected, on the road that comes nearest, in the first cell of a block.
    fn unlike(&self, block: Block, (hops, arrows): (&[Vec<Who>], &[Arrow]), expected: &Expected) -> Unmet {
        let space = self.space;
        let service = space.sets.first(block.get(Axis::Service)).unwrap_or_default();
        let cell = space.first_cell(block);
        let there = |link: &Link| !space.regions.disjoint(&space.sets, space.claim(link.claim).region, cell);
        let grade = |link: &Link| there(link).then(|| self.unlikeness(link.claim, expected));
        let (mut relayed, mut found) = (false, BTreeSet::new());
        for way in ways(hops) {
            let units: Vec<SetId> = way.iter().map(|who| who.units).collect();
            let back = units.windows(2).zip(arrows).filter(|(_, arrow)| **arrow == Arrow::Both);
            let legs = back.map(|(leg, _)| vec![leg[1], leg[0]]);
            for leg in std::iter::once(units.clone()).chain(legs) {
                let trail = self.trail(service, cell, &leg, &grade);
                let unlike = trail.claims.into_iter().map(|claim| (self.unlikeness(claim, expected), claim));
                let before = found.len();
                found.extend(unlike.filter(|it| it.0 > 0));
                relayed |= found.len() > before && trail.handovers > 1;
            }
        }
        // What differs most comes first.
        let mut found: Vec<(u64, ClaimId)> = found.into_iter().collect();
        found.sort_by_key(|&(grade, claim)| (Reverse(grade), claim));
        let behind = found.into_iter().map(|(_, claim)| (claim, Behind::There)).collect();
        Unmet { lack: Lack::Unlike { relayed }, ..unmet(block, PLACE, behind) }
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

/// Every choice of one term for each hop, up to [`WAYS`].
pub(super) fn ways(hops: &[Vec<Who>]) -> Vec<Vec<Who>> {
    let mut out: Vec<Vec<Who>> = vec![Vec::new()];
    for hop in hops {
        let longer = out.iter().flat_map(|way| {
            hop.iter().map(move |&who| {
                let mut way = way.clone();
                way.push(who);
                way
            })
        });
        out = longer.take(WAYS).collect();
    }
    out
}
