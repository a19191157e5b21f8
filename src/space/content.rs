//! Services that say one thing in one channel and may say another in the next: two owners of one content.

use std::collections::BTreeMap;

use crate::model::ChannelId;
use crate::model::words::Task;
use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::overlaps::Overlap;
use super::region::RegionId;
use super::set::SetId;

impl Space<'_> {
    /// Pairs of unrelated units that are accountable for the content of one service in different channels, for the same audience
    /// and period. Moments in which both own some cell of the service are another matter: they answer jointly, or overlap there.
    pub fn split_contents(&self) -> BTreeMap<(u32, u32), Overlap> {
        let mut out: BTreeMap<(u32, u32), Overlap> = BTreeMap::new();
        let mut owners_of_group: Vec<Option<SetId>> = vec![None; self.groups.len()];
        for service in self.service_leaves() {
            let offered = self.offered(service);
            if offered.is_empty() {
                continue;
            }
            let mut units = SetId::EMPTY;
            for group in self.groups.of(service) {
                let owners = *owners_of_group[group.0 as usize].get_or_insert_with(|| {
                    let claims = self.groups.holders(Head::Accountable, group, Task::Content).iter();
                    claims.fold(SetId::EMPTY, |all, &id| self.sets.union(all, self.claim(id).units))
                });
                units = self.sets.union(units, owners);
            }
            if self.sets.len(units) < 2 {
                continue;
            }
            let (owners, claims) = self.content_owners(service, offered);
            for (at, &(one, here)) in owners.iter().enumerate() {
                for &(two, there) in &owners[at + 1..] {
                    if self.related(one, two) {
                        continue;
                    }
                    let region = self.apart(here, there);
                    if region.is_empty() {
                        continue;
                    }
                    let overlap = out.entry((one, two)).or_default();
                    let units = self.sets.from_members([one, two]);
                    let cells = self.cells(self.sets.run(service, service + 1), region);
                    overlap.chunks.push(Chunk { units, ..cells });
                    let theirs = |id: &ClaimId| {
                        let units = self.claim(*id).units;
                        self.sets.has(units, one) || self.sets.has(units, two)
                    };
                    overlap.claims.extend(claims.iter().copied().filter(theirs));
                }
            }
        }
        for overlap in out.values_mut() {
            overlap.claims.sort_unstable();
            overlap.claims.dedup();
        }
        out
    }

    /// Who is accountable for the content of a service, with their offered regions, ascending; and the statements.
    fn content_owners(&self, service: u32, offered: RegionId) -> (Vec<(u32, RegionId)>, Vec<ClaimId>) {
        let mut owners: BTreeMap<u32, RegionId> = BTreeMap::new();
        let mut claims = Vec::new();
        for group in self.groups.of(service) {
            for &id in self.groups.holders(Head::Accountable, group, Task::Content) {
                let region = self.regions.intersection(&self.sets, self.claim(id).region, offered);
                if region.is_empty() {
                    continue;
                }
                claims.push(id);
                for unit in self.sets.members(self.claim(id).units) {
                    let all = owners.entry(unit).or_default();
                    *all = self.regions.union(&self.sets, *all, region);
                }
            }
        }
        (owners.into_iter().collect(), claims)
    }

    /// The cells of two regions at the moments at which each has a channel of its own, and they share no cell.
    fn apart(&self, here: RegionId, there: RegionId) -> RegionId {
        let (sets, regions) = (&self.sets, &self.regions);
        let moments = |region: RegionId| -> SetId {
            regions.parts(region).iter().fold(SetId::EMPTY, |all, part| sets.union(all, part.moments))
        };
        let shared = moments(regions.intersection(sets, here, there));
        let theirs = self.moments_by_channel(there);
        let mut both = SetId::EMPTY;
        for (channel, own) in self.moments_by_channel(here) {
            for (_, other) in theirs.iter().filter(|(other, _)| **other != channel) {
                both = sets.union(both, sets.intersection(own, *other));
            }
        }
        let both = sets.difference(both, shared);
        if both.is_empty() {
            return RegionId::EMPTY;
        }
        let then = regions.product(self.dimensions.all_touchpoints, both);
        regions.intersection(sets, regions.union(sets, here, there), then)
    }

    fn moments_by_channel(&self, region: RegionId) -> BTreeMap<ChannelId, SetId> {
        let mut out: BTreeMap<ChannelId, SetId> = BTreeMap::new();
        for part in self.regions.parts(region).iter() {
            for channel in self.channels_of(part.touchpoints) {
                let all = out.entry(channel).or_insert(SetId::EMPTY);
                *all = self.sets.union(*all, part.moments);
            }
        }
        out
    }
}
