//! What is offered in some periods. Who is responsible for something else has nothing to do with it yet.

use std::collections::BTreeMap;

use super::own::all_of;
use crate::space::Space;
use crate::space::claim::Claim;
use crate::space::region::RegionId;
use crate::space::set::SetId;

/// Services that are offered then, those that are offered alike together, with the entrances and audiences.
pub(super) struct Offered(Vec<(SetId, RegionId)>);

impl Offered {
    pub(super) fn new(space: &Space<'_>, periods: SetId) -> Self {
        let within = super::region_of(space, periods);
        let mut alike: BTreeMap<RegionId, Vec<u32>> = BTreeMap::new();
        for service in space.service_leaves() {
            let region = space.regions.intersection(&space.sets, space.offered(service), within);
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

    /// All services that are offered, the entrances at which and the audiences to whom anything is.
    pub(super) fn sides(&self, space: &Space<'_>) -> (SetId, SetId, SetId) {
        let services = self.0.iter().map(|it| it.0).collect();
        let (mut touchpoints, mut audiences) = (Vec::new(), Vec::new());
        for &(_, region) in &self.0 {
            let [whom, places] = whom_and_where(space, region);
            audiences.push(whom);
            touchpoints.push(places);
        }
        (all_of(space, services), all_of(space, touchpoints), all_of(space, audiences))
    }
}

/// The audiences and touchpoints of a region.
pub(super) fn whom_and_where(space: &Space<'_>, region: RegionId) -> [SetId; 2] {
    let sets = &space.sets;
    let (mut touchpoints, mut audiences) = (SetId::EMPTY, SetId::EMPTY);
    for part in space.regions.parts(region).iter() {
        touchpoints = sets.union(touchpoints, part.touchpoints);
        for &(some, _) in space.audiences_and_periods(part.moments).iter() {
            audiences = sets.union(audiences, some);
        }
    }
    [audiences, touchpoints]
}
