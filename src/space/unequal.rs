//! One service that is decided by others, or by other deadlines, as people come by one channel or another, and nobody
//! says why.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::ChannelId;
use crate::model::value::{Duration, Target};
use crate::model::words::{Medium, Task};
use crate::syntax::ast::Head;

use super::Space;
use super::block::stretches;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::handovers::{Link, Through};
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

/// Up to this many links are held against each other two by two.
const FEW: usize = 12;

/// Units of which each hands over to each of some others by the same links, with a number for the deadline of each.
struct Rival {
    from: SetId,
    to: SetId,
    ways: Vec<(u32, ClaimId)>,
}

/// The norm of a channel, as something that can be compared.
fn norm(reply: Option<Duration>, target: Option<Target>) -> Option<String> {
    (reply.is_some() || target.is_some()).then(|| format!("{reply:?} {target:?}"))
}

impl Space<'_> {
    /// What differs by channel, for the same service, audience and period, with no reason given.
    pub fn unequal(&self) -> BTreeMap<Difference, Unequal> {
        let mut out: BTreeMap<Difference, Unequal> = BTreeMap::new();
        let timed = self.timed_links();
        let modes = [true, false].map(|live| self.touchpoints_of_mode(live));
        let media = self.media_with_norms();
        for service in self.service_leaves() {
            if self.offered(service).is_empty() {
                continue;
            }
            self.unequal_deciders(service, &mut out);
            if !timed.is_empty() {
                self.unequal_deadlines(service, &timed, modes, &mut out);
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
        // For whom, and when, the same units decide.
        let moments = ways.iter().map(|way| {
            let there = self.regions.parts(self.regions.intersection(&self.sets, way.1, region));
            there.iter().fold(SetId::EMPTY, |all, part| self.sets.union(all, part.moments))
        });
        for (deciding, moments) in stretches(&self.sets, moments.collect::<Vec<_>>().into_iter()) {
            let deciders: Vec<u32> = deciding.into_iter().map(|at| ways[at as usize].0).collect();
            let then = self.regions.product(self.dimensions.all_touchpoints, self.sets.from_runs(moments));
            let region = self.regions.intersection(&self.sets, region, then);
            let cells = self.cells(self.sets.run(service, service + 1), region);
            let units = self.sets.from_members(deciders.iter().copied());
            let meets = |id: &ClaimId| !self.regions.disjoint(&self.sets, self.claim(*id).region, region);
            let entry = out.entry(Difference::Deciders(deciders)).or_default();
            entry.chunks.push(Chunk { units, ..cells });
            entry.claims.extend(claims.iter().copied().filter(meets));
        }
    }

    /// The links that say how soon and give no reason, each with a number for its deadline; none where all say the same.
    fn timed_links(&self) -> Vec<Option<u32>> {
        let mut numbers: FxHashMap<Duration, u32> = FxHashMap::default();
        let mut number = |link: &Link| {
            let within = self.model.statements[self.claim(link.claim).statement.at()].within;
            let within = within.filter(|_| !link.back && !self.has_reason(link.claim))?;
            let next = crate::source::offset(numbers.len());
            Some(*numbers.entry(within).or_insert(next))
        };
        let out = self.links().all.iter().map(&mut number).collect();
        if numbers.len() < 2 { Vec::new() } else { out }
    }

    /// The pairs of units between which links of a service state several deadlines, those of the same links together.
    fn rivals(&self, service: u32, timed: &[Option<u32>]) -> Vec<Rival> {
        let numbered = |at: u32| timed[at as usize].map(|number| (self.links().all[at as usize], number));
        let links: Vec<(Link, u32)> = self.numbers_about(service).filter_map(numbered).collect();
        let differ = |those: &[(Link, u32)]| those.iter().any(|it| it.1 != those[0].1);
        let mut out = Vec::new();
        if !differ(&links) || links.len() <= FEW && !self.some_rival(&links) {
            return out;
        }
        for (leaving, from) in stretches(&self.sets, links.iter().map(|it| it.0.from)) {
            let leaving: Vec<(Link, u32)> = leaving.into_iter().map(|at| links[at as usize]).collect();
            if !differ(&leaving) {
                continue;
            }
            let from = self.sets.from_runs(from);
            for (both, to) in stretches(&self.sets, leaving.iter().map(|it| it.0.to)) {
                let ways: Vec<(Link, u32)> = both.into_iter().map(|at| leaving[at as usize]).collect();
                if differ(&ways) {
                    let ways = ways.into_iter().map(|(link, number)| (number, link.claim)).collect();
                    out.push(Rival { from, to: self.sets.from_runs(to), ways });
                }
            }
        }
        // From the outside inwards.
        let first = |set: SetId| self.sets.first(set).unwrap_or_default();
        out.sort_by_key(|it| (first(it.from), first(it.to)));
        out
    }

    /// Whether two of a few links lead from one unit to another within different times.
    fn some_rival(&self, links: &[(Link, u32)]) -> bool {
        let apart = |one: SetId, other: SetId| self.sets.disjoint(one, other);
        let rival = |(one, within): &(Link, u32), (other, otherwise): &(Link, u32)| {
            within != otherwise && !apart(one.from, other.from) && !apart(one.to, other.to)
        };
        (1..links.len()).any(|at| links[..at].iter().any(|it| rival(it, &links[at])))
    }

    fn unequal_deadlines(
        &self,
        service: u32,
        timed: &[Option<u32>],
        modes: [SetId; 2],
        out: &mut BTreeMap<Difference, Unequal>,
    ) {
        let rivals = self.rivals(service, timed);
        if rivals.is_empty() {
            return;
        }
        let first = |set: SetId| self.sets.first(set).unwrap_or_default();
        for touchpoints in modes {
            let mode = self.regions.product(touchpoints, self.dimensions.all_moments);
            let mode = self.regions.intersection(&self.sets, mode, self.offered(service));
            let mut told: BTreeMap<(u32, u32), (RegionId, Vec<ClaimId>)> = BTreeMap::new();
            for Rival { from, to, ways } in &rivals {
                let there = self.regions.intersection(&self.sets, mode, self.existence_of_pairs(*from, *to));
                let claims: Vec<ClaimId> = ways.iter().map(|it| it.1).collect();
                let ways: Ways = ways
                    .iter()
                    .map(|&(number, id)| (number, self.regions.intersection(&self.sets, self.claim(id).region, there)))
                    .collect();
                let region = self.otherwise(&ways, &|one, other| one == other);
                if region.is_empty() {
                    continue;
                }
                let meets = |id: &ClaimId| !self.regions.disjoint(&self.sets, self.claim(*id).region, region);
                let claims: Vec<ClaimId> = claims.into_iter().filter(meets).collect();
                // What holds for units nested in others is told of these.
                let own = (first(*from), first(*to));
                let outwards =
                    |unit: u32| std::iter::once(unit).chain(self.around(unit)).collect::<Vec<_>>().into_iter().rev();
                let mut pairs = outwards(own.0).flat_map(|one| outwards(own.1).map(move |other| (one, other)));
                let holds = |pair: &(u32, u32)| {
                    told.get(pair).is_some_and(|it| self.regions.is_subset(&self.sets, region, it.0))
                };
                let outer = pairs.find(holds).unwrap_or(own);
                told.entry(outer).or_insert((region, Vec::new())).1.extend(claims);
            }
            for ((from, to), (region, claims)) in told {
                let entry = out.entry(Difference::Deadlines(from, to)).or_default();
                let units = self.sets.from_members([from, to]);
                entry.chunks.push(Chunk { units, ..self.cells(self.sets.run(service, service + 1), region) });
                entry.claims.extend(claims);
            }
        }
    }

    /// Where some unit of one set exists with another unit of the other.
    fn existence_of_pairs(&self, from: SetId, to: SetId) -> RegionId {
        let mut out = RegionId::EMPTY;
        for unit in self.sets.members(from) {
            let others = self.sets.difference(to, self.dimensions.unit_sets[unit as usize]);
            let own = self.unit_existence(unit).unwrap_or_else(|| self.all_places());
            let both = match self.existence_of_any(others) {
                None => continue,
                Some(Through::Always) => own,
                Some(Through::While(exists)) => self.regions.intersection(&self.sets, own, exists),
            };
            if both == self.all_places() {
                return both;
            }
            out = self.regions.union(&self.sets, out, both);
        }
        out
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
