//! For a box that should be covered and is not: the statements that come nearest.

use std::collections::BTreeSet;

use super::super::block::{Axis, Block};
use super::super::claim::{ClaimId, Expected};
use super::super::handovers::Link;
use super::super::nearest::{Nearest, rank};
use super::super::set::SetId;
use super::trails::FAR;
use super::{Behind, Oracle, Who};
use crate::syntax::ast::Head;

/// How many statements are looked at for one box.
const LOOK: usize = 512;

/// How many statements are told of where none comes near by one axis.
const FEW: usize = 3;

impl Oracle<'_> {
    /// Of some claims the one that covers all of a block but for one axis, and misses least of that.
    pub(super) fn nearest_of(&self, claims: impl Iterator<Item = ClaimId>, block: Block) -> Option<(ClaimId, Behind)> {
        let space = self.space;
        let mut best: Option<(u32, Nearest)> = None;
        for id in claims.take(LOOK) {
            let Some((axis, missing)) = self.short(id, block) else { continue };
            let whole = space.sets.len(block.get(axis)).max(1);
            let part = if missing == block.get(axis) { 1000 } else { 1000 * space.sets.len(missing) / whole };
            let cost = part + rank(axis);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, Nearest { claim: id, axis, missing }));
            }
        }
        best.map(|(_, it)| (it.claim, Behind::Short(it.axis, it.missing)))
    }

    /// The only axis in which a claim stops short of a block; data and operations count where it has any.
    pub(super) fn short(&self, id: ClaimId, block: Block) -> Option<(Axis, SetId)> {
        let (space, claim) = (self.space, self.space.claim(id));
        let by_task = !matches!(claim.head, Head::Allow | Head::Forbid | Head::Offer);
        let block = if by_task { block } else { block.with(Axis::Task, space.dimensions.one) };
        if claim.fields.is_empty() {
            return space.short_of(id, block);
        }
        let operations = space.sets.from_members(claim.operations.iter().map(|it| it as u32));
        let missing: Vec<(Axis, SetId)> = [(Axis::Operation, operations), (Axis::Field, claim.fields)]
            .into_iter()
            .map(|(axis, set)| (axis, space.sets.difference(block.get(axis), set)))
            .filter(|(_, missing)| !missing.is_empty())
            .collect();
        match missing[..] {
            [] => space.short_of(id, block),
            [one] if space.covers_places(id, block) => Some(one),
            _ => None,
        }
    }

    /// The nearest statement for tasks that nobody of a class holds.
    pub(super) fn nearest_holder(&self, head: Head, block: Block) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let known = matches!(head, Head::Responsible | Head::Accountable);
        let nearest = if known { space.nearest(head, block) } else { None };
        match nearest {
            Some(it) => vec![(it.claim, Behind::Short(it.axis, it.missing))],
            None => self.nearest_of(self.space.groups.with_head(head).iter().copied(), block).into_iter().collect(),
        }
    }

    /// The nearest of some statements, else who does hold the cells.
    pub(super) fn nearest_holding(
        &self,
        head: Head,
        claims: impl Iterator<Item = ClaimId>,
        block: Block,
    ) -> Vec<(ClaimId, Behind)> {
        if let Some(near) = self.nearest_of(claims, block) {
            return vec![near];
        }
        if !matches!(head, Head::Responsible | Head::Accountable) {
            return Vec::new();
        }
        let others = self.space.claims_meeting(head, block).into_iter().take(FEW);
        others.map(|id| (id, Behind::Other)).collect()
    }

    /// What comes nearest to a road that is not there: a handover from the first hop to the last that stops short of the
    /// box in one thing, a road of which one handover does so, or else what leaves the first hop.
    pub(super) fn nearest_road(&self, block: Block, hops: &[Vec<Who>], expected: &Expected) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let service = space.sets.first(block.get(Axis::Service)).unwrap_or_default();
        let is_asked = |claim: &ClaimId| self.unlikeness(*claim, expected) == 0;
        if let [from, to] = hops {
            let leads = |link: &&Link| self.is_at(from, link.from) && self.is_at(to, link.to);
            let all = space.links_about(service).chain(&space.links().all).filter(leads).take(LOOK);
            let all: Vec<ClaimId> = all.map(|link| link.claim).collect();
            let near = self.nearest_of(all.iter().copied().filter(is_asked), block);
            let amiss = || match self.nearest_of(all.iter().copied(), block) {
                Some((claim, Behind::Short(axis, missing))) => Some((claim, Behind::Amiss(axis, missing))),
                other => other,
            };
            if let Some(near) = near.or_else(amiss) {
                return vec![near];
            }
        }
        let sets: Vec<SetId> = hops.iter().map(|whos| self.all_of(whos, false)).collect();
        if hops.iter().all(|whos| whos.len() == 1) {
            let short = |claim: ClaimId| self.short(claim, block).filter(|_| is_asked(&claim));
            let whole = |claim: ClaimId| is_asked(&claim) && space.covers_places(claim, block);
            let grade = |link: &Link| if whole(link.claim) { Some(0) } else { short(link.claim).map(|_| FAR) };
            let trail = self.trail(service, space.first_cell(block), &sets, &grade);
            let holes: Vec<ClaimId> = trail.claims.into_iter().filter(|&claim| !whole(claim)).collect();
            if let ([claim], 1) = (&holes[..], trail.holes)
                && let Some((axis, missing)) = short(*claim)
            {
                return vec![(*claim, Behind::Short(axis, missing))];
            }
        }
        let region = space.block_region(block);
        let from = self.leaving(service, sets.first().copied().unwrap_or(SetId::EMPTY)).into_iter();
        let leaving = from.flat_map(|unit| space.links_leaving(unit, service).map(|link| link.claim));
        let leads = leaving.filter(|&id| !space.regions.disjoint(&space.sets, space.claim(id).region, region));
        let out: BTreeSet<ClaimId> = leads.collect();
        out.into_iter().take(FEW).map(|claim| (claim, Behind::Leads)).collect()
    }

    /// Whether all that the terms of a hop ask for is among some units.
    fn is_at(&self, whos: &[Who], units: SetId) -> bool {
        let sets = &self.space.sets;
        whos.iter().all(|who| match who.named {
            Some(unit) => sets.has(units, unit),
            None => !sets.disjoint(units, who.units),
        })
    }

    /// What leads there without a way back, else what comes nearest to leading back.
    pub(super) fn nearest_back(&self, block: Block, leg: &[Vec<Who>], expected: &Expected) -> Vec<(ClaimId, Behind)> {
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
            return self.nearest_road(block, &[leg[1].clone(), leg[0].clone()], expected);
        }
        there.into_iter().take(FEW).map(|claim| (claim, Behind::There)).collect()
    }
}
