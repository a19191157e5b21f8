//! What part of its contacts a front office hands over: the shares of its handovers, added up cell by cell.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::words::UnitKind;

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::handovers::held_by;
use super::kinds::contact;
use super::region::RegionId;
use super::set::SetId;

/// A millionth of all contacts; shares are added up exactly.
pub const WHOLE: u32 = 1_000_000;

/// Cells in which a contact centre hands over more than it may.
#[derive(Debug)]
pub struct Switchboard {
    pub unit: u32,
    /// In millionths.
    pub share: u32,
    /// Keys are not used.
    pub chunks: Vec<Chunk>,
    /// The handovers that add up, in some of the cells.
    pub claims: Vec<ClaimId>,
}

/// Part of a region, and what of its contacts goes on.
pub type Sums = Vec<(RegionId, u32)>;

/// A handover that states a share: the statement, who passes contacts on by it, and the share.
type Shared = (ClaimId, SetId, u32);

/// The handovers by which some units pass contacts on, by group of services.
#[derive(Debug)]
pub struct Shares(FxHashMap<GroupId, Vec<Shared>>);

impl Space<'_> {
    /// The stated share of a handover, in millionths.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is between 0 and 1")]
    pub(super) fn stated_share(&self, claim: ClaimId) -> Option<u32> {
        let share = self.model.statements[self.claim(claim).statement.at()].share?;
        Some((f64::from(share) * f64::from(WHOLE)).round() as u32)
    }

    /// The handovers with a share of which some arrow (not a way back) leaves one of these units, each statement once. What
    /// goes to one of `among` is not passed on.
    pub fn shares(&self, units: SetId, among: SetId) -> Shares {
        let mut by_group: FxHashMap<GroupId, Vec<Shared>> = FxHashMap::default();
        let mut last = None;
        for link in self.links().all.iter().filter(|link| !link.back && self.sets.disjoint(link.to, among)) {
            let givers = self.sets.difference(self.sets.intersection(link.from, units), link.to);
            let Some(share) = self.stated_share(link.claim).filter(|_| !givers.is_empty()) else { continue };
            let group = self.groups.group(self.claim(link.claim).services).expect("every claim has a group");
            let list = by_group.entry(group).or_default();
            match list.last_mut().filter(|_| last == Some(link.claim)) {
                Some(known) => known.1 = self.sets.union(known.1, givers),
                None => list.push((link.claim, givers, share)),
            }
            last = Some(link.claim);
        }
        Shares(by_group)
    }

    fn shared(&self, shares: &Shares, service: u32) -> Vec<Shared> {
        let groups = self.groups.of(service);
        groups.flat_map(|group| shares.0.get(&group).into_iter().flatten().copied()).collect()
    }

    /// What is passed on of a service, unit by unit: the offered cells in which the unit is responsible for `inform` or `intake`
    /// and a handover that leaves it states a share, with the sum of these.
    pub fn passed_on(&self, shares: &Shares, service: u32) -> Vec<Sums> {
        let handovers = self.shared(shares, service);
        if handovers.is_empty() {
            return Vec::new();
        }
        let holders = self.holders_of(service, contact());
        let holding = self.sets.from_members(holders.iter().map(|it| it.0));
        let mut by_unit: BTreeMap<u32, Vec<Shared>> = BTreeMap::new();
        for handover in handovers {
            for unit in self.sets.members(self.sets.intersection(handover.1, holding)) {
                by_unit.entry(unit).or_default().push(handover);
            }
        }
        let sums = by_unit.into_iter().filter_map(|(unit, own)| {
            let held = held_by(&holders, unit)?;
            let stated = own.iter().fold(RegionId::EMPTY, |all, it| {
                let here = self.regions.intersection(&self.sets, self.claim(it.0).region, held);
                self.regions.union(&self.sets, all, here)
            });
            Some(self.sum(stated, &own))
        });
        sums.filter(|it| !it.is_empty()).collect()
    }

    /// Contact centres that hand over more than `most` millionths of the contacts of an offered cell in which they are responsible
    /// for `inform` or `intake`. The stated shares of all handovers that leave the unit in the cell are added up, each
    /// statement once; the way back of a `<->` does not count, nor does a handover without a share.
    pub fn switchboards(&self, most: u32) -> Vec<Switchboard> {
        let shares = self.shares(self.units_of_kind(UnitKind::Kcc), SetId::EMPTY);
        let mut found: BTreeMap<(u32, u32), (Vec<Chunk>, Vec<ClaimId>)> = BTreeMap::new();
        if shares.0.is_empty() {
            return Vec::new();
        }
        for service in self.service_leaves() {
            let mut handovers = self.shared(&shares, service);
            handovers.retain(|it| it.2 > 0);
            let total = handovers.iter().fold(0_u32, |sum, it| sum.saturating_add(it.2));
            if total <= most {
                continue;
            }
            let holders = self.holders_of(service, contact());
            let givers = handovers.iter().fold(SetId::EMPTY, |all, it| self.sets.union(all, it.1));
            for unit in self.sets.members(givers) {
                let Some(held) = held_by(&holders, unit) else { continue };
                let own: Vec<Shared> = handovers.iter().filter(|it| self.sets.has(it.1, unit)).copied().collect();
                for (region, share) in self.sum(held, &own).into_iter().filter(|it| it.1 > most) {
                    let (chunks, claims) = found.entry((unit, share)).or_default();
                    let units = self.dimensions.unit_sets[unit as usize];
                    let cells = self.cells(self.sets.run(service, service + 1), region);
                    chunks.push(Chunk { units, ..cells });
                    claims.extend(own.iter().map(|it| it.0));
                }
            }
        }
        let boards = found.into_iter().map(|((unit, share), (chunks, mut claims))| {
            claims.sort_unstable();
            claims.dedup();
            Switchboard { unit, share, chunks, claims }
        });
        boards.collect()
    }

    /// The shares of some handovers, added up cell by cell.
    fn sum(&self, region: RegionId, handovers: &[Shared]) -> Sums {
        let whole = if region.is_empty() { Vec::new() } else { vec![(region, 0)] };
        handovers.iter().fold(whole, |sums, it| self.add_share(&sums, self.claim(it.0).region, it.2))
    }

    /// Adds a share to the sums of the cells of a region.
    fn add_share(&self, sums: &Sums, region: RegionId, share: u32) -> Sums {
        let mut out: BTreeMap<u32, RegionId> = BTreeMap::new();
        let mut put = |region: RegionId, sum: u32| {
            if !region.is_empty() {
                let known = out.entry(sum).or_default();
                *known = self.regions.union(&self.sets, *known, region);
            }
        };
        for &(part, sum) in sums {
            put(self.regions.intersection(&self.sets, part, region), sum.saturating_add(share));
            put(self.regions.difference(&self.sets, part, region), sum);
        }
        out.into_iter().map(|(sum, region)| (region, sum)).collect()
    }
}

/// Millionths as a percentage, with as many decimals as it takes.
pub fn percentage(millionths: u32) -> String {
    let (whole, part) = (millionths / 10_000, millionths % 10_000);
    if part == 0 {
        return format!("{whole} %");
    }
    let decimals = format!("{part:04}");
    format!("{whole}.{} %", decimals.trim_end_matches('0'))
}

/// A whole percentage in millionths.
pub fn millionths(percentage: u32) -> u32 {
    percentage.saturating_mul(WHOLE / 100)
}
