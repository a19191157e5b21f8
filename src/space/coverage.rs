//! Cells, touchpoints, channels, services and fields that something should reach and nothing does.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::model::words::Task;
use crate::model::{AudienceId, ChannelId, LocationId, Meaning, RecordId, ServiceId, Thing};
use crate::source::offset;
use crate::syntax::ast::{Head, Noun};

use super::Space;
use super::block::{Axis, Block, normalise};
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::dimensions::Dimensions;
use super::givers::Giver;
use super::handovers::Holders;
use super::region::RegionId;
use super::set::{Run, SetId};

/// More holders of a decision than this are told together.
const MANY: usize = 16;

/// Cells in which nobody may decide.
#[derive(Clone, Copy, Debug)]
pub struct Undecided {
    pub block: Block,
    /// Who is responsible for deciding there all the same.
    pub units: SetId,
    /// Whence they could have the power.
    pub giver: Giver,
}

impl Space<'_> {
    /// A region forgetting its audiences: touchpoints × periods, as a region with the periods for moments.
    pub(super) fn without_audiences(&self, region: RegionId) -> RegionId {
        self.regions.parts(region).iter().fold(RegionId::EMPTY, |all, part| {
            let products = self.audiences_and_periods(part.moments);
            let periods = products.iter().fold(SetId::EMPTY, |all, &(_, periods)| self.sets.union(all, periods));
            self.regions.union(&self.sets, all, self.regions.product(part.touchpoints, periods))
        })
    }

    /// Some regions together: the touchpoints of every set of moments in them. A touchpoint may be with several.
    pub(super) fn by_moments(&self, regions: impl IntoIterator<Item = RegionId>) -> Vec<(SetId, SetId)> {
        let (mut seen, mut seen_parts) = (FxHashSet::default(), FxHashSet::default());
        let mut touchpoints: BTreeMap<SetId, Vec<Run>> = BTreeMap::new();
        for region in regions.into_iter().filter(|&region| seen.insert(region)) {
            for part in self.regions.parts(region).iter().filter(|&&part| seen_parts.insert(part)) {
                touchpoints.entry(part.moments).or_default().extend_from_slice(&self.sets.runs(part.touchpoints));
            }
        }
        touchpoints.into_iter().map(|(moments, runs)| (moments, self.sets.from_runs(runs))).collect()
    }

    /// Offered touchpoints × periods, and those of them with an offered cell that `covered` covers.
    pub(super) fn reached(&self, covered: impl Fn(u32) -> RegionId) -> (RegionId, RegionId) {
        let with = self
            .service_leaves()
            .map(|service| self.regions.intersection(&self.sets, self.offered(service), covered(service)));
        (self.all_without_audiences(self.offered_moments()), self.all_without_audiences(&self.by_moments(with)))
    }

    /// All that is offered of any service: the touchpoints of every set of moments; remembered.
    pub(super) fn offered_moments(&self) -> &[(SetId, SetId)] {
        self.offered_moments.get_or_init(|| self.by_moments(self.service_leaves().map(|service| self.offered(service))))
    }

    /// Touchpoints by moments as a region that forgets its audiences.
    fn all_without_audiences(&self, by_moments: &[(SetId, SetId)]) -> RegionId {
        by_moments.iter().fold(RegionId::EMPTY, |all, &(moments, touchpoints)| {
            let there = self.without_audiences(self.regions.product(touchpoints, moments));
            self.regions.union(&self.sets, all, there)
        })
    }

    /// Physical touchpoints × periods in which something is offered and nobody is responsible for any task.
    pub fn unstaffed(&self) -> Vec<Block> {
        let physical = self.sets.difference(self.dimensions.all_touchpoints, self.dimensions.placeless);
        if physical.is_empty() {
            return Vec::new();
        }
        let by_group: Vec<RegionId> = (0..self.groups.len())
            .map(|group| {
                let group = super::groups::GroupId(offset(group));
                Task::ALL.iter().fold(RegionId::EMPTY, |all, &task| {
                    self.regions.union(&self.sets, all, self.group_covers(Head::Responsible, group, task))
                })
            })
            .collect();
        let (offered, staffed) = self.reached(|service| {
            self.groups
                .of(service)
                .fold(RegionId::EMPTY, |all, group| self.regions.union(&self.sets, all, by_group[group.0 as usize]))
        });
        let region = self.regions.difference(&self.sets, offered, staffed);
        let parts = self.regions.parts(region);
        let blocks = parts.iter().map(|part| {
            let touchpoints = self.sets.intersection(part.touchpoints, physical);
            self.empty_block().with(Axis::Touchpoint, touchpoints).with(Axis::Period, part.moments)
        });
        normalise(&self.sets, blocks.collect())
    }

    /// Channels, with the periods in which they are offered and nobody is accountable for their steering.
    pub fn unsteered(&self) -> Vec<(ChannelId, SetId)> {
        let (offered, steered) = self.reached(|service| self.covered(Head::Accountable, service, Task::Steering));
        let periods = |region: RegionId, touchpoints: SetId| {
            self.regions.parts(region).iter().fold(SetId::EMPTY, |all, part| {
                if self.sets.disjoint(part.touchpoints, touchpoints) { all } else { self.sets.union(all, part.moments) }
            })
        };
        let mut out = Vec::new();
        for id in (0..self.model.channels.len()).map(|id| ChannelId(offset(id))) {
            let own = self.dimensions.own_channel_sets[id.at()];
            let left = self.sets.difference(periods(offered, own), periods(steered, own));
            if !left.is_empty() {
                out.push((id, left));
            }
        }
        out
    }

    /// Service leaves (but those of catalogues) with the periods in which they exist and are not offered.
    pub fn not_offered(&self) -> Vec<(u32, SetId)> {
        let mut out = Vec::new();
        for service in self.service_leaves() {
            let Some(id) = self.dimensions.services[service as usize] else { continue };
            if self.model.services[id.at()].thing.catalog {
                continue;
            }
            let offered = self.periods_of(&[self.cells(self.dimensions.one, self.offered(service))]);
            let left = self.sets.difference(self.dimensions.service_periods[service as usize], offered);
            if !left.is_empty() {
                out.push((service, left));
            }
        }
        out
    }

    /// Missing rights as blocks, unit by unit, with the needs and the responsibilities behind each.
    pub fn missing_right_blocks(&self) -> Vec<(Block, Vec<ClaimId>, Vec<ClaimId>)> {
        let mut by_unit: BTreeMap<u32, Vec<super::rights::Missing>> = BTreeMap::new();
        for missing in self.missing_rights() {
            let unit = missing.chunks.first().and_then(|chunk| self.sets.first(chunk.units)).unwrap_or_default();
            by_unit.entry(unit).or_default().push(missing);
        }
        let mut out = Vec::new();
        for all in by_unit.values() {
            let mut blocks = Vec::new();
            let mut by_service: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
            for (at, missing) in all.iter().enumerate() {
                let task = self.sets.run(missing.task as u32, missing.task as u32 + 1);
                blocks.extend(self.right_blocks(&missing.chunks).into_iter().map(|block| block.with(Axis::Task, task)));
                for chunk in &missing.chunks {
                    for service in self.sets.members(chunk.services) {
                        by_service.entry(service).or_default().push(at);
                    }
                }
            }
            for block in normalise(&self.sets, blocks) {
                let first = self.sets.first(block.get(Axis::Service)).unwrap_or_default();
                let behind = by_service.get(&first).into_iter().flatten().map(|&at| &all[at]);
                let (mut needs, mut holders) = (Vec::new(), Vec::new());
                for missing in behind.filter(|it| self.sets.has(block.get(Axis::Task), it.task as u32)) {
                    needs.push(missing.need);
                    holders.push(missing.holder);
                }
                let needs = self.claims_among(&needs, block);
                let holders = self.claims_among(&holders, block);
                if !needs.is_empty() {
                    out.push((block, needs, holders));
                }
            }
        }
        out
    }

    /// Steps that units cannot hand on, as blocks; the tasks are those of the next step.
    pub fn stuck_blocks(&self) -> Vec<Block> {
        let chunks = self.stuck().into_iter().map(|stuck| Chunk {
            units: self.dimensions.unit_sets[stuck.unit as usize],
            keys: Dimensions::tasks(&self.sets, stuck.next),
            services: self.sets.run(stuck.service, stuck.service + 1),
            region: stuck.region,
        });
        self.task_blocks(&chunks.collect::<Vec<_>>())
    }

    /// Offered cells of services that ask for a decision which nobody may take. Keys are `decide`.
    pub fn undecided(&self) -> Vec<Chunk> {
        let mut out = Vec::new();
        for service in self.service_leaves() {
            let Some(id) = self.dimensions.services[service as usize] else { continue };
            let mut left = self.offered(service);
            if left.is_empty() || !self.model.services[id.at()].decision {
                continue;
            }
            for (unit, over) in self.holders_of(service, Task::Decide.bit()) {
                let may = self.regions.intersection(&self.sets, over, self.may_decide(unit, service));
                left = self.regions.difference(&self.sets, left, may);
                if left.is_empty() {
                    break;
                }
            }
            // A decider without a name we know still covers its cells.
            for group in self.groups.of(service) {
                for &id in self.groups.holders(Head::Responsible, group, Task::Decide) {
                    if self.claim(id).units.is_empty() {
                        left = self.regions.difference(&self.sets, left, self.claim(id).region);
                    }
                }
            }
            if !left.is_empty() {
                out.push(self.task_chunk(Task::Decide, service, left));
            }
        }
        out
    }

    /// A region by which of some units hold it: the units of each part, and the part. Of many units all are told together.
    fn by_holders(&self, region: RegionId, holders: &Holders) -> Vec<(Vec<u32>, RegionId)> {
        let (sets, regions) = (&self.sets, &self.regions);
        let divided = |parts: Vec<(Vec<u32>, RegionId)>, units: &[u32], over: RegionId| {
            let mut next = Vec::new();
            for (known, region) in parts {
                let inside = regions.intersection(sets, region, over);
                let outside = regions.difference(sets, region, over);
                if !inside.is_empty() {
                    next.push(([known.as_slice(), units].concat(), inside));
                }
                if !outside.is_empty() {
                    next.push((known, outside));
                }
            }
            next
        };
        let whole = vec![(Vec::new(), region)];
        if holders.len() <= MANY {
            return holders.iter().fold(whole, |parts, &(unit, over)| divided(parts, &[unit], over));
        }
        let held = self.by_moments(holders.iter().map(|&(_, over)| over)).into_iter();
        let over = held.fold(RegionId::EMPTY, |all, (moments, touchpoints)| {
            regions.union(sets, all, regions.product(touchpoints, moments))
        });
        let units: Vec<u32> = holders.iter().map(|&(unit, _)| unit).collect();
        divided(whole, &units, over)
    }

    /// The undecided cells as blocks, by what is missing there.
    pub fn undecided_blocks(&self) -> Vec<Undecided> {
        let mut by_cause: BTreeMap<(Vec<u32>, Giver), Vec<Chunk>> = BTreeMap::new();
        for chunk in self.undecided() {
            for service in self.sets.members(chunk.services) {
                let holders = self.holders_of(service, Task::Decide.bit());
                for (units, region) in self.by_holders(chunk.region, &holders) {
                    let parts =
                        if units.is_empty() { vec![(Giver::Nobody, region)] } else { self.by_giver(region, service) };
                    for (giver, region) in parts {
                        let chunk = self.task_chunk(Task::Decide, service, region);
                        by_cause.entry((units.clone(), giver)).or_default().push(chunk);
                    }
                }
            }
        }
        let mut out = Vec::new();
        for ((units, giver), chunks) in by_cause {
            let units = self.sets.from_members(units);
            out.extend(self.task_blocks(&chunks).into_iter().map(|block| Undecided { block, units, giver }));
        }
        out
    }

    /// Units that decide without a mandate, as blocks unit by unit, with the responsibilities behind each and who could mandate it.
    pub fn unmandated(&self) -> Vec<(Block, Vec<ClaimId>, Giver)> {
        let mut by_unit: BTreeMap<_, (Vec<Chunk>, Vec<ClaimId>)> = BTreeMap::new();
        for service in self.service_leaves() {
            if !self.offers.process[service as usize].has(Task::Decide) {
                continue;
            }
            for (unit, over) in self.holders_of(service, Task::Decide.bit()) {
                let may = self.may_decide(unit, service);
                let left = self.regions.difference(&self.sets, over, may);
                if left.is_empty() {
                    continue;
                }
                for (giver, left) in self.by_giver(left, service) {
                    let (chunks, claims) = by_unit.entry((unit, giver)).or_default();
                    let chunk = self.task_chunk(Task::Decide, service, left);
                    chunks.push(Chunk { units: self.dimensions.unit_sets[unit as usize], ..chunk });
                    for group in self.groups.of(service) {
                        let holders = self.groups.holders(Head::Responsible, group, Task::Decide).iter();
                        claims.extend(holders.copied().filter(|&id| self.sets.has(self.claim(id).units, unit)));
                    }
                }
            }
        }
        let mut out = Vec::new();
        for ((_, giver), (chunks, mut claims)) in by_unit {
            claims.sort_unstable();
            claims.dedup();
            let mut blocks = self.task_blocks(&chunks);
            for block in &mut blocks {
                // Who may decide does not depend on where or for whom.
                *block = block
                    .with(Axis::Touchpoint, self.dimensions.all_touchpoints)
                    .with(Axis::Audience, self.dimensions.all_audiences);
            }
            for block in normalise(&self.sets, blocks) {
                let claims = self.claims_among(&claims, block);
                if !claims.is_empty() {
                    out.push((block, claims, giver));
                }
            }
        }
        out
    }

    /// Declared things that no statement reaches, with the word for what they are.
    pub fn unreached(&self) -> Vec<(Noun, &Thing)> {
        let mut services = vec![false; self.dimensions.services.len()];
        let mark = |marks: &mut [bool], set: SetId| {
            for &(start, end) in self.sets.runs(set).iter() {
                marks[start as usize..end as usize].fill(true);
            }
        };
        for &set in &self.groups.sets {
            mark(&mut services, set);
        }
        let mut touchpoints = vec![false; self.dimensions.touchpoints.len()];
        let mut audiences = vec![false; self.dimensions.audiences.len()];
        let mut fields = vec![false; self.model.fields.len()];
        let mut seen = FxHashSet::default();
        let mut seen_fields = FxHashSet::default();
        for claim in &self.claims {
            // The box of a mandate has no channels and no audiences, so it reaches none.
            let placeless = matches!(claim.head, Head::Mandate | Head::Delegate);
            if !placeless && seen.insert(claim.region) {
                for part in self.regions.parts(claim.region).iter() {
                    mark(&mut touchpoints, part.touchpoints);
                    for &(some, _) in self.audiences_and_periods(part.moments).iter() {
                        mark(&mut audiences, some);
                    }
                }
            }
            if seen_fields.insert(claim.fields) {
                mark(&mut fields, claim.fields);
            }
        }
        let any = |marks: &[bool], set: SetId| {
            self.sets.runs(set).iter().any(|&(from, to)| marks[from as usize..to as usize].contains(&true))
        };
        let model = self.model;
        let dimensions = &self.dimensions;
        // What has ended is over, and what a catalogue declares is for others too.
        let asked = |it: &&Thing| !it.catalog && !dimensions.periods_within(&self.sets, it.exists).is_empty();
        let mut out: Vec<(Noun, &Thing)> = Vec::new();
        let named = self.named_in_broken();
        let mut add = |noun: Noun, meaning, thing| {
            out.extend(Some(thing).filter(|it| asked(it) && !named.contains(&meaning)).map(|thing| (noun, thing)));
        };
        for (id, it) in model.services.iter().enumerate().filter(|(_, it)| it.noun == Noun::Service) {
            let here = self.sets.difference(dimensions.service_sets[id], dimensions.gone);
            if !here.is_empty() && !any(&services, here) {
                add(Noun::Service, Meaning::Service(ServiceId(offset(id))), &it.thing);
            }
        }
        for (id, it) in model.channels.iter().enumerate() {
            if !any(&touchpoints, dimensions.channel_sets[id]) {
                add(Noun::Channel, Meaning::Channel(ChannelId(offset(id))), &it.thing);
            }
        }
        for (id, it) in model.locations.iter().enumerate() {
            if !any(&touchpoints, dimensions.location_sets[id]) {
                add(Noun::Location, Meaning::Location(LocationId(offset(id))), &it.thing);
            }
        }
        for (id, it) in model.audiences.iter().enumerate() {
            if !any(&audiences, dimensions.audience_sets[id]) {
                add(Noun::Audience, Meaning::Audience(AudienceId(offset(id))), &it.thing);
            }
        }
        for (id, it) in model.records.iter().enumerate() {
            if !any(&fields, self.sets.run(it.first_field, it.all_fields_end)) {
                add(Noun::Record, Meaning::Record(RecordId(offset(id))), &it.thing);
            }
        }
        out
    }
}
