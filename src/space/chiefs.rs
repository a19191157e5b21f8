//! Two superiors of one touchpoint, and what a channel chief needs: powers, and a bond with the back offices.

use std::collections::BTreeMap;

use crate::model::Unit;
use crate::model::words::{Task, Tasks, UnitKind};
use crate::syntax::ast::Head;

use super::Space;
use super::block::{Axis, Block, normalise};
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::dimensions::Dimensions;
use super::groups::GroupId;
use super::overlaps::Overlap;
use super::region::RegionId;
use super::set::SetId;

/// Two unranked superiors of the same touchpoints who steer in different forms.
#[derive(Debug)]
pub struct Conflict {
    pub units: (u32, u32),
    pub blocks: Vec<Block>,
    pub claims: Vec<ClaimId>,
}

/// The aspects that a channel chief needs beside steering.
const POWERS: [Task; 2] = [Task::Capacity, Task::Change];

/// Having a say in any of these is a share in the chief's work.
const CHANNEL_ASPECTS: [Task; 5] = [Task::Steering, Task::Capacity, Task::Operation, Task::Technology, Task::Change];

impl Space<'_> {
    /// Unrelated units that steer the same offered cells, jointly in no statement.
    fn steered_twice(&self) -> Vec<((u32, u32), Overlap)> {
        // Whoever steers together in one statement alone cannot meet anybody.
        if self.steering().units.len() < 2 {
            return Vec::new();
        }
        self.overlaps(Head::Accountable, Task::Steering.bit()).pairs.into_iter().collect()
    }

    /// The periods in which two units steer in what is called the same form.
    fn same_form(&self, one: u32, two: u32) -> SetId {
        let (Some(one), Some(two)) = (self.steering().of(one), self.steering().of(two)) else { return SetId::EMPTY };
        let mut out = SetId::EMPTY;
        for (form, periods) in one.forms.iter() {
            for (_, others) in two.forms.iter().filter(|other| other.0.called() == form.called()) {
                out = self.sets.union(out, self.sets.intersection(*periods, *others));
            }
        }
        out
    }

    /// Touchpoints with two unranked superiors, where the forms of these differ. Two of one form are an overlap like any other,
    /// and two channel chiefs are told by [`Space::chiefs_beside`].
    pub fn steering_conflicts(&self) -> Vec<Conflict> {
        let mut out = Vec::new();
        for ((one, two), overlap) in self.steered_twice() {
            let periods = self.sets.difference(self.dimensions.all_periods, self.same_form(one, two));
            if periods.is_empty() {
                continue;
            }
            let within = self.existing(periods);
            let chunks = overlap
                .chunks
                .iter()
                .map(|chunk| Chunk { region: self.regions.intersection(&self.sets, chunk.region, within), ..*chunk });
            let blocks = self.task_blocks(&chunks.filter(|chunk| !chunk.is_empty()).collect::<Vec<_>>());
            if !blocks.is_empty() {
                out.push(Conflict { units: (one, two), blocks, claims: overlap.claims });
            }
        }
        out
    }

    /// Channel chiefs beside each other: unit × period blocks, each with all chiefs of which another is not ranked with it.
    pub fn chiefs_beside(&self) -> Vec<Block> {
        let mut chiefs: Vec<(u32, SetId)> = Vec::new();
        for ((one, two), overlap) in self.steered_twice() {
            let chief = |unit: u32| self.steering().of(unit).map_or(SetId::EMPTY, super::steering::Steerer::chief);
            let periods = self.sets.intersection(chief(one), chief(two));
            let periods = self.sets.intersection(periods, self.periods_of(&overlap.chunks));
            chiefs.extend([(one, periods), (two, periods)]);
        }
        chiefs.retain(|it| !it.1.is_empty());
        let mut by_unit: BTreeMap<u32, SetId> = BTreeMap::new();
        for (unit, periods) in chiefs {
            let known = by_unit.entry(unit).or_insert(SetId::EMPTY);
            *known = self.sets.union(*known, periods);
        }
        self.blocks_of_sets(&by_unit.into_iter().collect::<Vec<_>>())
    }

    /// Unit × period blocks, one for each set of units that are there together.
    fn blocks_of_sets(&self, members: &[(u32, SetId)]) -> Vec<Block> {
        let one = self.dimensions.one;
        let regions: Vec<(u32, RegionId)> =
            members.iter().map(|&(unit, periods)| (unit, self.regions.product(one, periods))).collect();
        let whole = self.regions.product(one, self.dimensions.all_periods);
        let mut by_units: BTreeMap<Vec<u32>, SetId> = BTreeMap::new();
        for (units, region) in self.together(&regions, whole).into_iter().filter(|it| !it.0.is_empty()) {
            for part in self.regions.parts(region).iter() {
                let known = by_units.entry(units.clone()).or_insert(SetId::EMPTY);
                *known = self.sets.union(*known, part.moments);
            }
        }
        let block = |(units, periods)| {
            self.empty_block().with(Axis::Unit, self.sets.from_members(units)).with(Axis::Period, periods)
        };
        by_units.into_iter().map(block).collect()
    }

    /// Channel chiefs on top, with the periods in which several channels are offered: where one channel is, there is nothing to
    /// align. A chief inside a chief is the other's deputy.
    fn chiefs(&self) -> Vec<(u32, SetId)> {
        let steering = self.steering();
        let mut around: Vec<SetId> = Vec::new();
        let mut out = Vec::new();
        for steerer in &steering.units {
            around.truncate(steerer.rank);
            let above = around.last().copied().unwrap_or(SetId::EMPTY);
            let chief = steerer.chief();
            let on_top = self.sets.difference(chief, above);
            around.push(self.sets.union(above, chief));
            if !on_top.is_empty() {
                out.push((steerer.unit.0, on_top));
            }
        }
        if out.is_empty() {
            return out;
        }
        let several = self.periods_of_several_channels();
        for it in &mut out {
            it.1 = self.sets.intersection(it.1, several);
        }
        out.retain(|it| !it.1.is_empty());
        out
    }

    /// The periods in which services are offered through more than one channel.
    fn periods_of_several_channels(&self) -> SetId {
        let offered = self
            .service_leaves()
            .fold(RegionId::EMPTY, |all, service| self.regions.union(&self.sets, all, self.offered(service)));
        let parts = self.regions.parts(offered);
        let (mut once, mut twice) = (SetId::EMPTY, SetId::EMPTY);
        for &own in &self.dimensions.own_channel_sets {
            let mut periods = SetId::EMPTY;
            for part in parts.iter().filter(|part| !self.sets.disjoint(part.touchpoints, own)) {
                for &(_, some) in self.audiences_and_periods(part.moments).iter() {
                    periods = self.sets.union(periods, some);
                }
            }
            twice = self.sets.union(twice, self.sets.intersection(once, periods));
            once = self.sets.union(once, periods);
        }
        twice
    }

    /// Periods by which channel chiefs there are on top: unit × period blocks.
    fn chief_blocks(&self) -> Vec<Block> {
        self.blocks_of_sets(&self.chiefs())
    }

    /// A chief with everything nested in it.
    fn subtrees(&self, units: SetId) -> SetId {
        let units = self.sets.members(units);
        units.fold(SetId::EMPTY, |all, it| self.sets.union(all, self.dimensions.subtree_sets[it as usize]))
    }

    /// What a channel chief lacks: capacity or change, of offered touchpoints, that neither it nor a unit in it holds. Blocks of
    /// unit × task × touchpoint × period.
    pub fn powerless_chiefs(&self) -> Vec<Block> {
        let one = self.dimensions.one;
        let mut out = Vec::new();
        for chief in self.chief_blocks() {
            let mut blocks = Vec::new();
            let line = self.subtrees(chief.get(Axis::Unit));
            let within = self.existing(chief.get(Axis::Period));
            for power in POWERS {
                let held: Vec<RegionId> = (0..self.groups.len())
                    .map(|group| self.held_within(GroupId(crate::source::offset(group)), power, line))
                    .collect();
                let mut lacking = RegionId::EMPTY;
                for service in self.service_leaves() {
                    let offered = self.regions.intersection(&self.sets, self.offered(service), within);
                    if offered.is_empty() {
                        continue;
                    }
                    let held = self.groups.of(service).fold(RegionId::EMPTY, |all, group| {
                        self.regions.union(&self.sets, all, held[group.0 as usize])
                    });
                    let mut left = self.regions.difference(&self.sets, offered, held);
                    if self.offers.aspects.has(power) {
                        // What nobody at all answers for is a gap, and told as one.
                        let covered = self.covered(Head::Accountable, service, power);
                        left = self.regions.intersection(&self.sets, left, covered);
                    }
                    lacking = self.regions.union(&self.sets, lacking, left);
                }
                let keys = Dimensions::tasks(&self.sets, power.bit());
                let block = self.empty_block().with(Axis::Unit, chief.get(Axis::Unit)).with(Axis::Task, keys);
                blocks.extend(self.region_blocks(block, lacking));
            }
            let blocks = blocks.into_iter().map(|it| it.with(Axis::Audience, one));
            out.extend(normalise(&self.sets, blocks.collect()));
        }
        out
    }

    /// The region over which claims of a group give an aspect to one of some units.
    fn held_within(&self, group: GroupId, task: Task, units: SetId) -> RegionId {
        let claims = [Head::Accountable, Head::Responsible].into_iter();
        let claims = claims.flat_map(|head| self.groups.holders(head, group, task)).map(|&id| self.claim(id));
        let theirs = claims.filter(|claim| !self.sets.disjoint(claim.units, units));
        theirs.fold(RegionId::EMPTY, |all, claim| self.regions.union(&self.sets, all, claim.region))
    }

    /// Channel chiefs without a bond with any back office, with the periods in which there is a back office: unit × period blocks.
    pub fn lonely_chiefs(&self) -> Vec<Block> {
        let backs = (0..).zip(&self.model.units).filter(|(_, unit)| unit.kind == Some(UnitKind::Back));
        let backs: Vec<(u32, SetId)> = backs
            .map(|(id, unit)| (id, self.dimensions.periods_within(&self.sets, unit.thing.exists)))
            .filter(|it| !it.1.is_empty())
            .collect();
        let there = backs.iter().fold(SetId::EMPTY, |all, it| self.sets.union(all, it.1));
        let mut blocks = Vec::new();
        for chief in self.chief_blocks() {
            let (units, periods) = (chief.get(Axis::Unit), chief.get(Axis::Period));
            let asked = self.sets.intersection(periods, there);
            let left = self.sets.difference(asked, self.bond(units, asked, &backs));
            blocks.push(chief.with(Axis::Period, left));
        }
        blocks.retain(|block| !block.is_empty());
        blocks
    }

    /// The periods in which one of some chiefs has a bond with a back office.
    fn bond(&self, chiefs: SetId, asked: SetId, backs: &[(u32, SetId)]) -> SetId {
        if asked.is_empty() {
            return SetId::EMPTY;
        }
        let model = self.model;
        let chief_members = self.sets.list(chiefs);
        // A board stands above all back offices.
        let is_bound = |unit: &Unit| unit.agreement.is_some() || unit.kind == Some(UnitKind::Board);
        if chief_members.iter().any(|&it| is_bound(&model.units[it as usize])) {
            return asked;
        }
        let mut bound = SetId::EMPTY;
        for &(back, periods) in backs {
            let is_near = chief_members.iter().any(|&chief| self.related(chief, back));
            if is_near || model.units[back as usize].agreement.is_some() {
                bound = self.sets.union(bound, periods);
            }
        }
        let line = self.subtrees(chiefs);
        let backs = self.sets.from_members(backs.iter().map(|it| it.0));
        let meets = |set: SetId, with: SetId| !self.sets.disjoint(set, with);
        for link in &self.links().all {
            for (here, there) in [(link.from, link.to), (link.to, link.from)] {
                if meets(here, line) && meets(there, backs) {
                    let alive = |set: SetId, among: SetId| self.periods_of_units(self.sets.intersection(set, among));
                    let both = self.sets.intersection(alive(here, line), alive(there, backs));
                    let periods = self.sets.intersection(self.periods_of_claim(self.claim(link.claim)), both);
                    bound = self.sets.union(bound, periods);
                }
            }
            if self.sets.is_subset(asked, bound) {
                return asked;
            }
        }
        // A statement is several claims where its units exist at different times.
        for claims in self.claims.chunk_by(|one, next| one.statement == next.statement) {
            if !claims.iter().any(|claim| is_duty(claim) && meets(claim.units, backs)) {
                continue;
            }
            let over = |units: SetId| {
                let theirs = claims.iter().filter(|claim| meets(claim.units, units));
                theirs.fold(SetId::EMPTY, |all, claim| self.sets.union(all, self.periods_of_claim(claim)))
            };
            let shared = if self.shares_in_channels(&claims[0]) {
                over(backs)
            } else {
                self.sets.intersection(over(backs), over(line))
            };
            bound = self.sets.union(bound, shared);
            if self.sets.is_subset(asked, bound) {
                return asked;
            }
        }
        bound
    }

    /// The periods in which one of some units exists.
    fn periods_of_units(&self, units: SetId) -> SetId {
        if !self.sets.is_subset(units, self.dimensions.passing_units) {
            return self.dimensions.all_periods;
        }
        let exists = |unit: u32| self.model.units[unit as usize].thing.exists;
        let units = self.sets.members(units);
        units.fold(SetId::EMPTY, |all, it| self.sets.union(all, self.dimensions.periods_within(&self.sets, exists(it))))
    }

    /// A back office that a statement names for an aspect of channels has a share in them.
    fn shares_in_channels(&self, claim: &Claim) -> bool {
        let aspects = CHANNEL_ASPECTS.into_iter().fold(Tasks::NONE, |all, task| all.or(task.bit()));
        let says_for = self.model.ast.statements[claim.statement.at()].tasks.is_some();
        says_for && claim.tasks.overlaps(aspects)
    }
}

fn is_duty(claim: &Claim) -> bool {
    match claim.head {
        Head::Responsible | Head::Accountable | Head::Consulted | Head::Informed | Head::Supporting => true,
        Head::Offer | Head::Need | Head::Allow | Head::Forbid | Head::Handover | Head::Mandate | Head::Delegate => {
            false
        }
    }
}
