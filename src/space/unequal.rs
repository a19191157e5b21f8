//! One service that is decided by others, or by other deadlines, as people come by one channel or another, and nobody
//! says why.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::ChannelId;
use crate::model::value::{Duration, Target};
use crate::model::words::{Medium, Task};
use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::handovers::Link;
use super::region::RegionId;
use super::set::SetId;

/// What differs between the channels of a service.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Who decides.
    Deciders(Vec<u32>),
    /// How soon the same handover is made: from the first unit to the second.
    Deadlines(u32, u32),
    /// How soon channels of one medium answer.
    Norms(Vec<ChannelId>),
}

/// Cells that are treated otherwise than the same people are in another channel.
#[derive(Debug, Default)]
pub struct Unequal {
    /// Keys are not used.
    pub chunks: Vec<Chunk>,
    /// The statements that make the difference; none for the norms of channels.
    pub claims: Vec<ClaimId>,
}

/// A way of treatment (a unit, a deadline, a norm) and where it is given.
type Ways = Vec<(u32, RegionId)>;

/// The norm of a channel, as something that can be compared.
fn norm(reply: Option<Duration>, target: Option<Target>) -> Option<String> {
    (reply.is_some() || target.is_some()).then(|| format!("{reply:?} {target:?}"))
}

impl Space<'_> {
    /// What differs by channel, for the same service, audience and period, with no reason given.
    pub fn unequal(&self) -> BTreeMap<Difference, Unequal> {
        let mut out: BTreeMap<Difference, Unequal> = BTreeMap::new();
        let rivals = self.rivals();
        let media = self.media_with_norms();
        for service in self.service_leaves() {
            if self.offered(service).is_empty() {
                continue;
            }
            self.unequal_deciders(service, &mut out);
            if !rivals.is_empty() {
                self.unequal_deadlines(service, &rivals, &mut out);
            }
            for channels in &media {
                self.unequal_norms(service, channels, &mut out);
            }
        }
        out
    }

    fn has_reason(&self, claim: ClaimId) -> bool {
        self.model.ast.statements[self.claim(claim).statement.at()].because.is_some()
    }

    fn unequal_deciders(&self, service: u32, out: &mut BTreeMap<Difference, Unequal>) {
        let decide = Task::Decide;
        if !self.offers.process[service as usize].has(decide) {
            return;
        }
        let groups = self.groups.of(service);
        let units = groups.fold(SetId::EMPTY, |all, group| self.sets.union(all, self.holding_units(group, decide)));
        if self.sets.len(units) < 2 {
            return;
        }
        let holders = self.holders_of(service, decide.bit());
        let groups = self.groups.of(service);
        let claims: Vec<ClaimId> =
            groups.flat_map(|group| self.groups.holders(Head::Responsible, group, decide).iter().copied()).collect();
        let explained = claims.iter().filter(|&&id| self.has_reason(id));
        let explained =
            explained.fold(RegionId::EMPTY, |all, &id| self.regions.union(&self.sets, all, self.claim(id).region));
        let mut ways: Ways = holders;
        for way in &mut ways {
            way.1 = self.regions.difference(&self.sets, way.1, explained);
        }
        let region = self.otherwise(&ways, &|one, other| self.related(one, other));
        if region.is_empty() {
            return;
        }
        let meets = |it: RegionId| !self.regions.disjoint(&self.sets, it, region);
        let deciders: Vec<u32> = ways.iter().filter(|way| meets(way.1)).map(|way| way.0).collect();
        let cells = self.cells(self.sets.run(service, service + 1), region);
        let units = self.sets.from_members(deciders.iter().copied());
        let entry = out.entry(Difference::Deciders(deciders)).or_default();
        entry.chunks.push(Chunk { units, ..cells });
        entry.claims.extend(claims.into_iter().filter(|&id| meets(self.claim(id).region)));
    }

    /// Links between the same units for which the policy states several deadlines; with the number of each.
    fn rivals(&self) -> FxHashMap<(SetId, SetId), Vec<(u32, ClaimId)>> {
        let mut by_ends: FxHashMap<(SetId, SetId), Vec<(Duration, ClaimId)>> = FxHashMap::default();
        for &Link { claim, from, to, back } in &self.links().all {
            let within = self.model.statements[self.claim(claim).statement.at()].within;
            if let Some(within) = within.filter(|_| !back && !self.has_reason(claim)) {
                by_ends.entry((from, to)).or_default().push((within, claim));
            }
        }
        let mut numbers: Vec<Duration> = Vec::new();
        by_ends.retain(|_, all| all.iter().any(|it| it.0 != all[0].0));
        let mut number = |within: Duration| {
            let at = numbers.iter().position(|&it| it == within).unwrap_or_else(|| {
                numbers.push(within);
                numbers.len() - 1
            });
            crate::source::offset(at)
        };
        let mut ends: Vec<(SetId, SetId)> = by_ends.keys().copied().collect();
        ends.sort_unstable();
        let mut out = FxHashMap::default();
        for key in ends {
            let all = by_ends.remove(&key).unwrap_or_default();
            out.insert(key, all.into_iter().map(|(within, claim)| (number(within), claim)).collect());
        }
        out
    }

    fn unequal_deadlines(
        &self,
        service: u32,
        rivals: &FxHashMap<(SetId, SetId), Vec<(u32, ClaimId)>>,
        out: &mut BTreeMap<Difference, Unequal>,
    ) {
        let links = self.links();
        let mut by_ends: BTreeMap<(SetId, SetId), Vec<(u32, ClaimId)>> = BTreeMap::new();
        for group in self.groups.of(service) {
            for &at in links.by_group.get(&group).into_iter().flatten() {
                let link = &links.all[at as usize];
                let Some(all) = rivals.get(&(link.from, link.to)).filter(|_| !link.back) else { continue };
                if let Ok(found) = all.binary_search_by_key(&link.claim, |it| it.1) {
                    by_ends.entry((link.from, link.to)).or_default().push(all[found]);
                }
            }
        }
        for ((from, to), all) in by_ends {
            if all.iter().all(|it| it.0 == all[0].0) {
                continue;
            }
            for live in [true, false] {
                let mode = self.regions.product(self.touchpoints_of_mode(live), self.dimensions.all_moments);
                let mode = self.regions.intersection(&self.sets, mode, self.offered(service));
                let ways: Ways = all
                    .iter()
                    .map(|&(number, id)| (number, self.regions.intersection(&self.sets, self.claim(id).region, mode)))
                    .collect();
                let region = self.otherwise(&ways, &|one, other| one == other);
                if region.is_empty() {
                    continue;
                }
                let first = |set: SetId| self.sets.first(set).unwrap_or_default();
                let entry = out.entry(Difference::Deadlines(first(from), first(to))).or_default();
                let units = self.sets.from_members([first(from), first(to)]);
                entry.chunks.push(Chunk { units, ..self.cells(self.sets.run(service, service + 1), region) });
                let meets = |id: ClaimId| !self.regions.disjoint(&self.sets, self.claim(id).region, region);
                entry.claims.extend(all.iter().map(|it| it.1).filter(|&id| meets(id)));
            }
        }
    }

    fn touchpoints_of_mode(&self, live: bool) -> SetId {
        let all = (0..).zip(&self.dimensions.touchpoints);
        let is = all.filter(|(_, it)| it.is_some_and(|it| self.model.channels[it.channel.at()].sync == live));
        self.sets.from_members(is.map(|(at, _)| at))
    }

    /// The channels of each medium of which the channels state different norms, with a number for each norm.
    fn media_with_norms(&self) -> Vec<Vec<(ChannelId, u32)>> {
        let mut by_medium: BTreeMap<Medium, Vec<(ChannelId, String)>> = BTreeMap::new();
        for (id, channel) in (0..).map(ChannelId).zip(&self.model.channels) {
            if let (Some(medium), Some(norm)) = (channel.medium, norm(channel.reply, channel.target)) {
                by_medium.entry(medium).or_default().push((id, norm));
            }
        }
        let several = by_medium.into_values().filter(|all| all.iter().any(|it| it.1 != all[0].1));
        several
            .map(|all| {
                let number = |norm: &String| all.iter().position(|it| it.1 == *norm).unwrap_or_default();
                all.iter().map(|(id, norm)| (*id, crate::source::offset(number(norm)))).collect()
            })
            .collect()
    }

    fn unequal_norms(&self, service: u32, channels: &[(ChannelId, u32)], out: &mut BTreeMap<Difference, Unequal>) {
        let (sets, regions) = (&self.sets, &self.regions);
        let mut offered = self.offered(service);
        for group in self.groups.of(service) {
            for &id in self.groups.offers(group).iter().filter(|&&id| self.has_reason(id)) {
                offered = regions.difference(sets, offered, self.claim(id).region);
            }
        }
        let here = |id: ChannelId| {
            let own = regions.product(self.dimensions.own_channel_sets[id.at()], self.dimensions.all_moments);
            regions.intersection(sets, offered, own)
        };
        let ways: Ways = channels.iter().map(|&(id, norm)| (norm, here(id))).collect();
        if ways.iter().filter(|way| !way.1.is_empty()).count() < 2 {
            return;
        }
        let region = self.otherwise(&ways, &|one, other| one == other);
        if region.is_empty() {
            return;
        }
        let meets = |way: &(u32, RegionId)| !regions.disjoint(sets, way.1, region);
        let differing = channels.iter().zip(&ways).filter(|(_, way)| meets(way)).map(|(channel, _)| channel.0);
        let entry = out.entry(Difference::Norms(differing.collect())).or_default();
        entry.chunks.push(self.cells(sets.run(service, service + 1), region));
    }

    /// The cells whose ways of treatment are none of those that the same audience has in the same period in some other channel
    /// where it is treated in any way; `same` tells which ways count as one.
    fn otherwise(&self, ways: &Ways, same: &dyn Fn(u32, u32) -> bool) -> RegionId {
        let (sets, regions) = (&self.sets, &self.regions);
        // By channel: each way with its moments there.
        let mut by_channel: BTreeMap<ChannelId, Vec<(u32, SetId)>> = BTreeMap::new();
        for &(way, region) in ways {
            for part in regions.parts(region).iter() {
                for channel in self.channels_of(part.touchpoints) {
                    by_channel.entry(channel).or_default().push((way, part.moments));
                }
            }
        }
        let all_moments =
            |ways: &[(u32, SetId)]| ways.iter().fold(SetId::EMPTY, |all, &(_, moments)| sets.union(all, moments));
        let given = ways.iter().fold(RegionId::EMPTY, |all, way| regions.union(sets, all, way.1));
        let mut out = RegionId::EMPTY;
        for (&channel, here) in &by_channel {
            let own = self.dimensions.own_channel_sets[channel.at()];
            for (_, there) in by_channel.iter().filter(|(other, _)| **other != channel) {
                let both = sets.intersection(all_moments(here), all_moments(there));
                if both.is_empty() || here.len() == 1 && there.len() == 1 && same(here[0].0, there[0].0) {
                    continue;
                }
                let mut left = regions.intersection(sets, given, regions.product(own, both));
                for &(way, region) in ways {
                    let alike: Vec<(u32, SetId)> = there.iter().filter(|it| same(way, it.0)).copied().collect();
                    let alike = regions.product(own, all_moments(&alike));
                    left = regions.difference(sets, left, regions.intersection(sets, region, alike));
                }
                out = regions.union(sets, out, left);
            }
        }
        out
    }
}
