//! What is offered on the day of which it is told. Who is responsible for something else has nothing to do with it yet.

use std::collections::BTreeMap;

use super::today_region;
use crate::space::Space;
use crate::space::claim::Claim;
use crate::space::region::RegionId;
use crate::space::set::SetId;

/// Services that are offered on the day, those that are offered alike together, with the entrances and audiences.
pub(super) struct Offered(Vec<(SetId, RegionId)>);

impl Offered {
    pub(super) fn new(space: &Space<'_>) -> Self {
        let today = today_region(space);
        let mut alike: BTreeMap<RegionId, Vec<u32>> = BTreeMap::new();
        for service in space.service_leaves() {
            let region = space.regions.intersection(&space.sets, space.offered(service), today);
            if !region.is_empty() {
                alike.entry(region).or_default().push(service);
            }
        }
        Self(alike.into_iter().map(|(region, services)| (space.sets.from_members(services), region)).collect())
    }

    /// The offered part of a claim: products of services with the entrances and audiences where it holds for them.
    pub(super) fn part_of(&self, space: &Space<'_>, claim: &Claim) -> Vec<(SetId, RegionId)> {
        let both = self.0.iter().map(|&(services, region)| {
            let services = space.sets.intersection(services, claim.services);
            (services, region)
        });
        both.filter(|it| !it.0.is_empty())
            .map(|(services, region)| (services, space.regions.intersection(&space.sets, region, claim.region)))
            .filter(|it| !it.1.is_empty())
            .collect()
    }

    /// Whether some of what a claim is about is offered where it holds.
    pub(super) fn overlaps(&self, space: &Space<'_>, claim: &Claim) -> bool {
        self.0.iter().any(|&(services, region)| {
            !space.sets.disjoint(services, claim.services) && !space.regions.disjoint(&space.sets, region, claim.region)
        })
    }
}
