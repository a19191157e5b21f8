//! Outsiders: partners and those to whom work is put out, what they do, and what binds them.

use std::collections::BTreeMap;

use crate::model::words::{Freedom, Relation, Task, Tasks, UnitKind};
use crate::model::{ChannelId, Unit};
use crate::syntax::ast::Head;

use super::Space;
use super::block::{Axis, Block, normalise};
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::dimensions::Dimensions;
use super::set::SetId;

/// An outsider in handovers that no agreement covers.
#[derive(Debug)]
pub struct Unagreed {
    pub unit: u32,
    pub handovers: Vec<ClaimId>,
    pub periods: SetId,
}

/// What an outsourced channel lacks.
#[derive(Debug)]
pub struct Unowned {
    pub channel: ChannelId,
    pub units: SetId,
    pub claims: Vec<ClaimId>,
    pub owner: bool,
    pub norm: bool,
    pub end: bool,
    /// Of units, touchpoints and periods.
    pub blocks: Vec<Block>,
}

/// Decisions that an outsourced unit takes and may not.
#[derive(Debug)]
pub struct OutsideDecision {
    pub unit: u32,
    pub mandate: bool,
    pub agreement: bool,
    /// Of units, tasks, services and periods.
    pub blocks: Vec<Block>,
    pub claims: Vec<ClaimId>,
}

/// Cells, and the claims behind them.
type Behind = (Vec<Chunk>, Vec<ClaimId>);

/// By which a channel is run.
const RUNS: [Task; 3] = [Task::Inform, Task::Intake, Task::Operation];

/// The aspects by which somebody answers for a channel.
const CHANNEL: [Task; 5] = [Task::Steering, Task::Capacity, Task::Operation, Task::Technology, Task::Change];

impl Space<'_> {
    /// Units outside the organisation, with all nested in them: partners, and those to whom work is put out.
    /// Those who do work for others (`insourced`) are inside.
    pub fn outsiders(&self) -> SetId {
        self.trees_of(|unit| {
            let bound = unit.relation.is_some_and(|relation| relation != Relation::Insourced);
            unit.kind == Some(UnitKind::Partner) || unit.outsourced || bound
        })
    }

    /// Units to whom work is put out, with all nested in them.
    pub fn outsourced(&self) -> SetId {
        self.trees_of(|unit| unit.outsourced)
    }

    fn trees_of(&self, wanted: impl Fn(&Unit) -> bool) -> SetId {
        let wanted = (0..).zip(&self.model.units).filter(|(_, unit)| wanted(unit));
        self.sets.from_runs(wanted.map(|(id, unit)| (id, unit.thing.end)).collect())
    }

    /// What a unit, or the nearest unit around it, states.
    fn nearest_stated<T>(&self, unit: u32, stated: impl Fn(&Unit) -> Option<T>) -> Option<(u32, T)> {
        let mut at = Some(unit);
        while let Some(id) = at {
            let unit = &self.model.units[id as usize];
            if let Some(found) = stated(unit) {
                return Some((id, found));
            }
            at = unit.thing.parent;
        }
        None
    }

    fn agreed(&self, unit: u32) -> bool {
        self.nearest_stated(unit, |it| it.agreement).is_some()
    }

    /// Outsiders in handovers, without an agreement of their own or of a unit around them. Of nested ones only the outermost that
    /// takes part is told.
    pub fn unagreed(&self) -> Vec<Unagreed> {
        let outsiders = self.outsiders();
        if outsiders.is_empty() {
            return Vec::new();
        }
        let mut found: BTreeMap<u32, (Vec<ClaimId>, SetId)> = BTreeMap::new();
        for link in self.links().all.iter().filter(|link| !link.back) {
            if self.sets.disjoint(link.from, outsiders) && self.sets.disjoint(link.to, outsiders) {
                continue;
            }
            let claim = self.claim(link.claim);
            let there = self.sets.intersection(self.sets.union(link.from, link.to), outsiders);
            let periods = self.periods_in(claim.services, claim.region);
            for unit in self.sets.members(there) {
                let around = self.model.units[unit as usize].thing.parent;
                let told = around.is_some_and(|around| self.sets.has(there, around));
                let alive = self.sets.intersection(periods, self.lifetime(&self.model.units[unit as usize]));
                if told || alive.is_empty() || self.agreed(unit) {
                    continue;
                }
                let (claims, over) = found.entry(unit).or_insert((Vec::new(), SetId::EMPTY));
                claims.push(link.claim);
                *over = self.sets.union(*over, alive);
            }
        }
        let found = found.into_iter().map(|(unit, (mut handovers, periods))| {
            handovers.sort_unstable();
            handovers.dedup();
            Unagreed { unit, handovers, periods }
        });
        found.collect()
    }

    /// Channels on which an outsourced unit informs, takes in or runs the channel in offered cells, and that lack somebody inside
    /// who answers for them, a norm, or an end.
    pub fn unowned(&self) -> Vec<Unowned> {
        let outsourced = self.outsourced();
        if outsourced.is_empty() {
            return Vec::new();
        }
        let inside = self.sets.difference(self.dimensions.all_units, self.outsiders());
        let runs: Tasks = RUNS.into_iter().collect();
        let last = self.sets.difference(
            self.dimensions.all_periods,
            self.sets.run(0, crate::source::offset(self.dimensions.periods.len()) - 1),
        );
        // By channel: who runs it, by which claims, over which offered cells.
        let mut run: BTreeMap<ChannelId, (SetId, Vec<ClaimId>, Vec<Chunk>)> = BTreeMap::new();
        for (id, claim) in self.responsible_for(runs) {
            let units = self.sets.intersection(claim.units, outsourced);
            if units.is_empty() {
                continue;
            }
            for chunk in self.within_offers(&[Chunk { units, ..self.cells(claim.services, claim.region) }]) {
                let parts = self.regions.parts(chunk.region);
                for channel in parts.iter().flat_map(|part| self.channels_of(part.touchpoints)) {
                    let own = self.dimensions.own_channel_sets[channel.at()];
                    let there = self.regions.product(own, self.dimensions.all_moments);
                    let region = self.regions.intersection(&self.sets, chunk.region, there);
                    let (all, claims, chunks) = run.entry(channel).or_insert((SetId::EMPTY, Vec::new(), Vec::new()));
                    *all = self.sets.union(*all, units);
                    claims.push(id);
                    chunks.push(Chunk { region, ..chunk });
                }
            }
        }
        let mut out = Vec::new();
        for (channel, (units, mut claims, chunks)) in run {
            claims.sort_unstable();
            claims.dedup();
            let stated = &self.model.channels[channel.at()];
            let norm = stated.target.is_some() || stated.reply.is_some();
            let end = self.sets.disjoint(self.periods_of(&chunks), last);
            let left: Vec<Chunk> = chunks.iter().flat_map(|&chunk| self.not_owned(chunk, inside)).collect();
            let owner = left.is_empty();
            if owner && norm && end {
                continue;
            }
            // Where only the owner is missing, what has one is not told.
            let told = if norm && end { &left } else { &chunks };
            let blocks = told.iter().map(|chunk| {
                self.empty_block()
                    .with(Axis::Unit, chunk.units)
                    .with(Axis::Touchpoint, self.dimensions.own_channel_sets[channel.at()])
                    .with(Axis::Period, self.periods_of(&[*chunk]))
            });
            let blocks = normalise(&self.sets, blocks.collect());
            out.push(Unowned { channel, units, claims, owner, norm, end, blocks });
        }
        out
    }

    /// The cells of a chunk for which nobody inside answers: for steering, or where nobody at all steers, for another aspect of
    /// the channel.
    fn not_owned(&self, chunk: Chunk, inside: SetId) -> Vec<Chunk> {
        let mut out = Vec::new();
        for service in self.sets.members(chunk.services) {
            let own = |tasks: Tasks, wanted: SetId| {
                let mut region = super::region::RegionId::EMPTY;
                for group in self.groups.of(service) {
                    for task in tasks.iter() {
                        for &id in self.groups.holders(Head::Accountable, group, task) {
                            if !self.sets.disjoint(self.claim(id).units, wanted) {
                                region = self.regions.union(&self.sets, region, self.claim(id).region);
                            }
                        }
                    }
                }
                region
            };
            let steered = self.covered(Head::Accountable, service, Task::Steering);
            let other = own(CHANNEL.into_iter().collect(), inside);
            let other = self.regions.difference(&self.sets, other, steered);
            let owned = self.regions.union(&self.sets, own(Task::Steering.bit(), inside), other);
            let region = self.regions.difference(&self.sets, chunk.region, owned);
            if !region.is_empty() {
                out.push(Chunk { services: self.sets.run(service, service + 1), region, ..chunk });
            }
        }
        out
    }

    fn responsible_for(&self, tasks: Tasks) -> impl Iterator<Item = (ClaimId, &Claim)> {
        self.claims_with(Head::Responsible).filter(move |(_, claim)| claim.tasks.overlaps(tasks))
    }

    /// Offered cells of services that decide in which an outsourced unit decides, without a mandate or without an agreement.
    /// Where the competent body is not known, a mandate is not asked for.
    pub fn outside_decisions(&self) -> Vec<OutsideDecision> {
        let outsourced = self.outsourced();
        if outsourced.is_empty() {
            return Vec::new();
        }
        let mut found: BTreeMap<(u32, bool, bool), Behind> = BTreeMap::new();
        for (id, claim) in self.responsible_for(Task::Decide.bit()) {
            let units = self.sets.intersection(claim.units, outsourced);
            for unit in self.sets.members(units) {
                let agreement = self.agreed(unit);
                let own = self.dimensions.unit_sets[unit as usize];
                for chunk in self.within_offers(&[self.cells(claim.services, claim.region)]) {
                    for service in self.sets.members(chunk.services) {
                        if !self.offers.process[service as usize].has(Task::Decide) {
                            continue;
                        }
                        let may = self.may_decide(unit, service);
                        let with = self.regions.intersection(&self.sets, chunk.region, may);
                        let without = self.regions.difference(&self.sets, chunk.region, may);
                        for (mandate, region) in [(true, with), (false, without)] {
                            if region.is_empty() || mandate && agreement {
                                continue;
                            }
                            let (chunks, claims) = found.entry((unit, mandate, agreement)).or_default();
                            chunks.push(Chunk { units: own, ..self.task_chunk(Task::Decide, service, region) });
                            claims.push(id);
                        }
                    }
                }
            }
        }
        let found = found.into_iter().map(|((unit, mandate, agreement), (chunks, mut claims))| {
            claims.sort_unstable();
            claims.dedup();
            let mut blocks = self.task_blocks(&chunks);
            for block in &mut blocks {
                // Neither a mandate nor an agreement depends on where or for whom.
                *block = block
                    .with(Axis::Touchpoint, self.dimensions.all_touchpoints)
                    .with(Axis::Audience, self.dimensions.all_audiences);
            }
            OutsideDecision { unit, mandate, agreement, blocks: normalise(&self.sets, blocks), claims }
        });
        found.collect()
    }

    /// Units without freedom of policy that are accountable for the policy of offered cells; with each, the unit that says that
    /// there is none, or nothing where the organisation does. What is nearest counts: the unit, those around it, the organisation.
    pub fn unfree_policies(&self) -> Vec<(u32, Option<u32>, Vec<Block>)> {
        let none = |freedom: Option<Freedom>| freedom == Some(Freedom::None);
        let organisation = none(self.model.organisation.as_ref().and_then(|it| it.freedom));
        if !organisation && !self.model.units.iter().any(|unit| none(unit.freedom)) {
            return Vec::new();
        }
        let outsiders = self.outsiders();
        let mut unfree: BTreeMap<u32, Option<u32>> = BTreeMap::new();
        for id in 0..crate::source::offset(self.model.units.len()) {
            match self.nearest_stated(id, |unit| unit.freedom) {
                Some((at, Freedom::None)) => {
                    unfree.insert(id, Some(at));
                }
                None if organisation && !self.sets.has(outsiders, id) => {
                    unfree.insert(id, None);
                }
                _ => {}
            }
        }
        let units = self.sets.from_members(unfree.keys().copied());
        let mut found: BTreeMap<u32, Vec<Chunk>> = BTreeMap::new();
        let keys = Dimensions::tasks(&self.sets, Task::Policy.bit());
        for (_, claim) in self.claims_with(Head::Accountable).filter(|(_, it)| it.tasks.has(Task::Policy)) {
            let there = self.sets.intersection(claim.units, units);
            if there.is_empty() {
                continue;
            }
            let chunks = self.within_offers(&[Chunk { keys, ..self.cells(claim.services, claim.region) }]);
            for unit in self.sets.members(there) {
                let own = self.dimensions.unit_sets[unit as usize];
                found.entry(unit).or_default().extend(chunks.iter().map(|&it| Chunk { units: own, ..it }));
            }
        }
        found.into_iter().map(|(unit, chunks)| (unit, unfree[&unit], self.task_blocks(&chunks))).collect()
    }
}
