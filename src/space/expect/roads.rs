//! Expectations about handovers: a road by the handovers that are stated, in every offered cell of the box.

use std::collections::BTreeMap;

use super::super::block::Block;
use super::super::claim::{ClaimId, Expected};
use super::super::groups::GroupId;
use super::super::handovers::Link;
use super::super::region::RegionId;
use super::super::set::SetId;
use super::offered::PLACE;
use super::{Behind, Oracle, Unmet, Who, unmet};
use crate::model::Resolved;
use crate::syntax::ast::{Arrow, Mode, Statement};

/// How many ways to choose one term of each hop are followed.
const WAYS: usize = 256;

/// How many statements are told of.
const FEW: usize = 3;

/// One way to choose a term of each hop, and the arrows between them.
struct Way<'w> {
    hops: Vec<Who>,
    arrows: &'w [Arrow],
    no: bool,
}

/// Where the road has come to: units, each with the cells in which it was reached.
type Reached = BTreeMap<u32, RegionId>;

impl Oracle<'_> {
    /// Offered cells without a road, or (`no`) with one.
    pub(super) fn roads(&mut self, expected: &Expected, statement: &Statement, no: bool) -> Vec<Unmet> {
        let (hops, arrows) = self.hops(statement);
        let mut out = Vec::new();
        let mut chunks = Vec::new();
        for (services, region) in self.alike_by_links(expected) {
            let first = self.space.sets.first(services).unwrap_or_default();
            for ways in ways(&hops) {
                let way = Way { hops: ways, arrows: &arrows, no };
                let asked = way.hops.iter().fold(region, |region, &who| self.while_it_exists(who, region));
                let mut there = self.road(first, &way, asked, expected);
                if no && arrows.contains(&Arrow::Both) {
                    let back = Way { hops: way.hops.iter().rev().copied().collect(), ..way };
                    let more = self.road(first, &back, asked, expected);
                    there = self.space.regions.union(&self.space.sets, there, more);
                }
                let bad = if no { there } else { self.space.regions.difference(&self.space.sets, asked, there) };
                chunks.push(self.space.cells(services, bad));
            }
        }
        for block in self.place_blocks(chunks) {
            let behind = self.along(block, &hops, no);
            out.push(unmet(block, PLACE, behind));
        }
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

    /// The part of a region in which a road leads along all hops.
    fn road(&self, service: u32, way: &Way<'_>, region: RegionId, expected: &Expected) -> RegionId {
        let (space, sets, regions) = (self.space, &self.space.sets, &self.space.regions);
        let meant = |who: &Who| if way.no { who.reach } else { who.units };
        let resolved = &space.model.statements[expected.statement.at()];
        let mode = space.model.ast.statements[expected.statement.at()].extras.as_ref().and_then(|it| it.mode);
        let fits = |link: &Link| self.fits(link.claim, resolved, mode.map(|it| it.0));
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
    fn leaving(&self, service: u32, units: SetId) -> Vec<u32> {
        let space = self.space;
        if let Some(unit) = space.sets.only(units) {
            return vec![unit];
        }
        let links = space.links();
        let groups = space.groups.of(service).filter_map(|group| links.by_group.get(&group)).flatten();
        let from = groups.fold(SetId::EMPTY, |all, &at| space.sets.union(all, links.all[at as usize].from));
        space.sets.list(space.sets.intersection(from, units))
    }

    /// Whether a handover is done as an expectation asks: in its way, within its time, for at most its share.
    fn fits(&self, link: ClaimId, asked: &Resolved, mode: Option<Mode>) -> bool {
        let at = self.space.claim(link).statement.at();
        let stated = &self.space.model.statements[at];
        let own = || self.space.model.ast.statements[at].extras.as_ref().and_then(|it| it.mode).map(|it| it.0);
        mode.is_none_or(|mode| own() == Some(mode))
            && asked.within.is_none_or(|most| stated.within.is_some_and(|it| it.is_within(most)))
            && asked.share.is_none_or(|most| stated.share.is_some_and(|it| it <= most))
    }

    /// The handovers of a box that leave the first hop, or, for a road that is there, any of its hops.
    fn along(&self, block: Block, hops: &[Vec<Who>], no: bool) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let region = space.block_region(block);
        let service = space.sets.first(block.get(super::super::block::Axis::Service)).unwrap_or_default();
        let count = if no { hops.len() } else { 1 };
        let from = hops.iter().take(count).flatten();
        let from = from.fold(SetId::EMPTY, |all, who| space.sets.union(all, if no { who.reach } else { who.units }));
        let to = hops.get(1).filter(|_| hops.len() == 2).map_or(SetId::EMPTY, |whos| self.all_of(whos, false));
        let mut out: BTreeMap<ClaimId, Behind> = BTreeMap::new();
        for unit in self.leaving(service, from) {
            for link in space.links_leaving(unit, service) {
                if space.regions.disjoint(&space.sets, space.claim(link.claim).region, region) {
                    continue;
                }
                let behind = out.entry(link.claim).or_insert(if no { Behind::Makes } else { Behind::Leads });
                if !no && !space.sets.disjoint(link.to, to) {
                    *behind = Behind::There;
                }
            }
        }
        // What does lead there comes first.
        let mut out: Vec<(ClaimId, Behind)> = out.into_iter().collect();
        out.sort_by_key(|it| it.1 != Behind::There);
        out.truncate(FEW);
        out
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
