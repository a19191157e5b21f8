//! Expectations about offers, and the offered part of a box.

use rustc_hash::FxHashMap;

use super::super::Space;
use super::super::block::{Axis, Block};
use super::super::chunk::Chunk;
use super::super::claim::{ClaimId, Expected};
use super::super::region::RegionId;
use super::super::set::SetId;
use super::{Behind, Oracle, Unmet, unmet};
use crate::syntax::ast::Head;

pub(super) const PLACE: &[Axis] = &[Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];

/// Services by what of them is offered, in the order of the first.
pub(super) fn by_offer(space: &Space<'_>) -> Vec<(RegionId, SetId)> {
    let mut out: Vec<(RegionId, Vec<u32>)> = Vec::new();
    let mut known: FxHashMap<RegionId, usize> = FxHashMap::default();
    for service in space.service_leaves() {
        let region = space.offered(service);
        let at = *known.entry(region).or_insert_with(|| {
            out.push((region, Vec::new()));
            out.len() - 1
        });
        out[at].1.push(service);
    }
    out.into_iter().map(|(region, services)| (region, space.sets.from_members(services))).collect()
}

/// Whether anything in the box of an expectation is offered.
pub(super) fn any(space: &Space<'_>, by_offer: &[(RegionId, SetId)], expected: &Expected) -> bool {
    let is_asked = |offered: RegionId| {
        expected.parts.iter().any(|&(_, region)| !space.regions.disjoint(&space.sets, offered, region))
    };
    if (space.sets.len(expected.services) as usize) < by_offer.len() {
        return space.sets.members(expected.services).any(|service| is_asked(space.offered(service)));
    }
    let mut met = by_offer.iter().filter(|(_, services)| !space.sets.disjoint(*services, expected.services));
    met.any(|&(offered, _)| is_asked(offered))
}

impl Oracle<'_> {
    /// Some services by what is offered of them; that may be nothing.
    pub(super) fn offers_of(&self, services: SetId) -> Vec<(RegionId, SetId)> {
        let (space, sets) = (self.space, &self.space.sets);
        if (sets.len(services) as usize) < self.by_offer.len() {
            let each = sets.members(services);
            return each.map(|service| (space.offered(service), sets.run(service, service + 1))).collect();
        }
        let all = self.by_offer.iter().map(|&(offered, of)| (offered, sets.intersection(of, services)));
        all.filter(|(_, of)| !of.is_empty()).collect()
    }

    /// The same within a region.
    pub(super) fn offers_within(&self, services: SetId, region: RegionId) -> Vec<(RegionId, SetId)> {
        let mut out = self.offers_of(services);
        for (offered, _) in &mut out {
            *offered = self.space.regions.intersection(&self.space.sets, *offered, region);
        }
        out
    }

    /// Cells of a box that are not offered.
    pub(super) fn not_offered(&self, expected: &Expected) -> Vec<Unmet> {
        let space = self.space;
        let mut chunks = Vec::new();
        for &(_, region) in &expected.parts {
            for (offered, services) in self.offers_within(expected.services, region) {
                let left = space.regions.difference(&space.sets, region, offered);
                chunks.push(space.cells(services, left));
            }
        }
        let blocks = self.place_blocks(chunks).into_iter();
        blocks.map(|block| unmet(block, PLACE, self.nearest_offer(block))).collect()
    }

    /// Cells of a box that are offered.
    pub(super) fn offered(&self, expected: &Expected) -> Vec<Unmet> {
        let mut chunks = Vec::new();
        for &(_, region) in &expected.parts {
            let offers = self.offers_within(expected.services, region).into_iter();
            chunks.extend(offers.map(|(offered, services)| self.space.cells(services, offered)));
        }
        let blocks = self.place_blocks(chunks).into_iter();
        let makes = |block| self.space.offers_of(block).into_iter().map(|id| (id, Behind::Makes)).collect();
        blocks.map(|block| unmet(block, PLACE, makes(block))).collect()
    }

    pub(super) fn place_blocks(&self, mut chunks: Vec<Chunk>) -> Vec<Block> {
        chunks.retain(|chunk| !chunk.is_empty());
        self.space.task_blocks(&chunks)
    }

    fn nearest_offer(&self, block: Block) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let first = space.sets.first(block.get(Axis::Service)).unwrap_or_default();
        let about = space.groups.of(first).flat_map(|group| space.groups.offers(group).iter().copied());
        let all = about.chain(self.space.groups.with_head(Head::Offer).iter().copied());
        self.nearest_of(all, block).into_iter().collect()
    }
}
