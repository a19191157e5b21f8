//! Entrances that departments keep beside the contact centre.

use crate::model::words::UnitKind;

use super::Space;
use super::chunk::Chunk;
use super::kinds::contact;
use super::region::RegionId;
use super::set::SetId;

/// The cells of departments' own entrances, and of the contact centres beside them.
#[derive(Debug, Default)]
pub struct Doors {
    /// By department; keys are not used.
    pub chunks: Vec<Chunk>,
    /// The contact centres.
    pub centres: SetId,
}

impl Space<'_> {
    /// Offered cells in which a back office is responsible for `inform` or `intake` and no contact centre is, while one
    /// is for the same service, audience and period elsewhere; of those only the entrances that have no end: in the last
    /// period the same unit still holds them.
    pub fn side_doors(&self) -> Doors {
        let (sets, regions) = (&self.sets, &self.regions);
        let centres = self.units_of_kind(UnitKind::Kcc);
        let backs = self.units_of_kind(UnitKind::Back);
        let mut out = Doors::default();
        if centres.is_empty() || backs.is_empty() {
            return out;
        }
        for service in self.service_leaves() {
            if self.offered(service).is_empty() {
                continue;
            }
            let groups = self.groups.of(service);
            let pairs = groups.flat_map(|group| contact().iter().map(move |task| (group, task)));
            let units = pairs.fold(SetId::EMPTY, |all, (group, task)| sets.union(all, self.holding_units(group, task)));
            if sets.disjoint(units, centres) || sets.disjoint(units, backs) {
                continue;
            }
            let holders = self.holders_of(service, contact());
            let served = holders.iter().filter(|(unit, _)| sets.has(centres, *unit));
            let served = served.fold(RegionId::EMPTY, |all, &(_, held)| regions.union(sets, all, held));
            let moments = regions.parts(served).iter().fold(SetId::EMPTY, |all, part| sets.union(all, part.moments));
            let beside = regions.product(self.dimensions.all_touchpoints, moments);
            for &(unit, held) in holders.iter().filter(|(unit, _)| sets.has(backs, *unit)) {
                let own = regions.intersection(sets, held, beside);
                let own = regions.difference(sets, own, served);
                let own = regions.intersection(sets, own, self.lasting(held));
                if !own.is_empty() {
                    out.chunks.push(self.unit_cells(unit, service, own));
                    out.centres = sets.union(out.centres, sets.intersection(units, centres));
                }
            }
        }
        out
    }

    /// Touchpoints × audiences of a region that are in it in the last period, in all periods.
    fn lasting(&self, region: RegionId) -> RegionId {
        let last = crate::source::offset(self.dimensions.periods.len().saturating_sub(1));
        let mut out = RegionId::EMPTY;
        for part in self.regions.parts(region).iter() {
            for &(audiences, periods) in self.audiences_and_periods(part.moments).iter() {
                if self.sets.has(periods, last) {
                    let moments = self.dimensions.moments(&self.sets, audiences, self.dimensions.all_periods);
                    let lasts = self.regions.product(part.touchpoints, moments);
                    out = self.regions.union(&self.sets, out, lasts);
                }
            }
        }
        out
    }
}
