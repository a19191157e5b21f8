//! How people are reached: which audiences the offers reach, by which entrances, and which of those say how soon
//! they answer.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::ChannelId;
use crate::model::words::{Key, Tasks};
use crate::syntax::ast::Head;

use super::Space;
use super::block::{Axis, Block, normalise};
use super::claim::ClaimId;
use super::groups::GroupId;
use super::region::RegionId;
use super::set::SetId;

/// Audiences × periods that the offers do not reach as they should.
#[derive(Debug)]
pub struct Unreached {
    /// Nothing is offered.
    pub never: Vec<Block>,
    /// Everything is offered by digital channels only.
    pub digitally: Vec<Block>,
    /// With services: a formal service is offered by digital channels only.
    pub formally: Vec<Block>,
}

/// The entrances of an audience.
#[derive(Debug)]
pub struct Maze {
    /// Audiences × periods.
    pub block: Block,
    /// The entrances in the first of its cells.
    pub entrances: Vec<ChannelId>,
}

impl Space<'_> {
    /// By touchpoint: the audiences × periods to which any service is offered there.
    fn moments_by_touchpoint(&self) -> Vec<SetId> {
        let mut out = vec![SetId::EMPTY; self.dimensions.touchpoints.len()];
        for &(moments, touchpoints) in self.offered_moments() {
            for touchpoint in self.sets.members(touchpoints) {
                let all = &mut out[touchpoint as usize];
                *all = self.sets.union(*all, moments);
            }
        }
        out
    }

    fn union_of(&self, sets: impl IntoIterator<Item = SetId>) -> SetId {
        sets.into_iter().fold(SetId::EMPTY, |all, set| self.sets.union(all, set))
    }

    /// Touchpoints of digital channels.
    fn digital_touchpoints(&self) -> SetId {
        let touchpoints = (0..).zip(&self.dimensions.touchpoints);
        let digital = touchpoints.filter(|(_, it)| it.is_some_and(|it| self.model.channels[it.channel.at()].digital));
        self.sets.from_members(digital.map(|(at, _)| at))
    }

    /// The audiences × periods of a region, and those of them with a touchpoint that is not digital.
    fn moments_and_bodily(&self, region: RegionId, digital: SetId) -> (SetId, SetId) {
        let (mut all, mut bodily) = (SetId::EMPTY, SetId::EMPTY);
        for part in self.regions.parts(region).iter() {
            all = self.sets.union(all, part.moments);
            if !self.sets.is_subset(part.touchpoints, digital) {
                bodily = self.sets.union(bodily, part.moments);
            }
        }
        (all, bodily)
    }

    fn moment_blocks(&self, moments: SetId) -> Vec<Block> {
        let products = self.audiences_and_periods(moments);
        let block =
            |&(audiences, periods)| self.empty_block().with(Axis::Audience, audiences).with(Axis::Period, periods);
        normalise(&self.sets, products.iter().map(block).collect())
    }

    /// Audiences that no offer reaches, or that all of them (or those of a formal service) reach by digital channels only.
    pub fn unreached_audiences(&self) -> Unreached {
        let digital = self.digital_touchpoints();
        let (mut reached, mut bodily, mut formal) = (SetId::EMPTY, SetId::EMPTY, SetId::EMPTY);
        let mut formally = Vec::new();
        let mut known: FxHashMap<RegionId, SetId> = FxHashMap::default();
        for service in self.service_leaves() {
            let only_digital = *known.entry(self.offered(service)).or_insert_with_key(|&region| {
                let (here, with) = self.moments_and_bodily(region, digital);
                reached = self.sets.union(reached, here);
                bodily = self.sets.union(bodily, with);
                self.sets.difference(here, with)
            });
            let is_formal = self.dimensions.services[service as usize]
                .is_some_and(|id| self.model.services[id.at()].formal == Some(true));
            if is_formal && !only_digital.is_empty() {
                formal = self.sets.union(formal, only_digital);
                let services = self.sets.run(service, service + 1);
                let blocks = self.moment_blocks(only_digital);
                formally.extend(blocks.into_iter().map(|block| block.with(Axis::Service, services)));
            }
        }
        let formally = normalise(&self.sets, formally);
        let declared = self.dimensions.audiences.iter().any(Option::is_some);
        if !declared {
            return Unreached { never: Vec::new(), digitally: Vec::new(), formally };
        }
        let digitally = self.sets.difference(self.sets.difference(reached, bodily), formal);
        let catalog = (0..)
            .zip(&self.dimensions.audiences)
            .filter(|(_, it)| it.is_some_and(|id| self.model.audiences[id.at()].thing.catalog));
        let catalog = self.sets.from_members(catalog.map(|(leaf, _)| leaf));
        let own = self.sets.difference(self.dimensions.all_audiences, catalog);
        let own = self.dimensions.moments(&self.sets, own, self.dimensions.all_periods);
        let never = self.sets.difference(own, reached);
        Unreached { never: self.moment_blocks(never), digitally: self.moment_blocks(digitally), formally }
    }

    /// A few of the offers that serve a block's audiences: of its services, or of all.
    pub fn offers_serving(&self, block: Block, services: SetId) -> Vec<ClaimId> {
        let touchpoints = self.dimensions.all_touchpoints;
        let block = block.with(Axis::Service, services).with(Axis::Touchpoint, touchpoints);
        let offers = self.claims_with(Head::Offer);
        let region = self.block_region(block);
        let meets = |id: &ClaimId| self.meets(*id, block, region);
        offers.map(|(id, _)| id).filter(meets).take(crate::finding::LABEL_LIMIT).collect()
    }

    /// The entrance that a channel is a part of: itself, or what it is a section of.
    fn entrance(&self, channel: ChannelId) -> ChannelId {
        let mut at = channel;
        // A circle of sections ends after as many steps as there are channels.
        for _ in &self.model.channels {
            match self.model.channels[at.at()].section_of {
                Some(whole) if whole != channel => at = whole,
                _ => break,
            }
        }
        at
    }

    /// Audiences × periods with more than so many entrances, none of which is marked as the general one.
    pub fn mazes(&self, most: u32) -> Vec<Maze> {
        if self.model.channels.len() <= most as usize {
            return Vec::new();
        }
        let is_general = |channel: ChannelId| self.model.channels[channel.at()].general == Some(true);
        let mut by_entrance: Vec<SetId> = vec![SetId::EMPTY; self.model.channels.len()];
        let mut general = SetId::EMPTY;
        for (touchpoint, moments) in self.moments_by_touchpoint().into_iter().enumerate() {
            let Some(it) = self.dimensions.touchpoints[touchpoint] else { continue };
            let entrance = self.entrance(it.channel);
            by_entrance[entrance.at()] = self.sets.union(by_entrance[entrance.at()], moments);
            if is_general(it.channel) || is_general(entrance) {
                general = self.sets.union(general, moments);
            }
        }
        let lost = self.sets.difference(self.deeper_than(&by_entrance, most), general);
        let width = crate::source::offset(self.dimensions.periods.len());
        let mazes = self.moment_blocks(lost).into_iter().map(|block| {
            let audience = self.sets.first(block.get(Axis::Audience)).unwrap_or_default();
            let period = self.sets.first(block.get(Axis::Period)).unwrap_or_default();
            let first = audience * width + period;
            let entrances = (0..).map(ChannelId).zip(&by_entrance).filter(|(_, it)| self.sets.has(**it, first));
            Maze { block, entrances: entrances.map(|(id, _)| id).collect() }
        });
        mazes.collect()
    }

    /// The members that lie in more than so many of the sets.
    fn deeper_than(&self, sets: &[SetId], most: u32) -> SetId {
        let mut ends: Vec<(u32, i64)> = Vec::new();
        for &set in sets {
            ends.extend(self.sets.runs(set).iter().flat_map(|&(start, end)| [(start, 1), (end, -1)]));
        }
        ends.sort_unstable();
        let (mut depth, mut from, mut runs) = (0, 0, Vec::new());
        for (at, step) in ends {
            if depth > i64::from(most) && at > from {
                runs.push((from, at));
            }
            depth += step;
            from = at;
        }
        self.sets.from_runs(runs)
    }

    /// Whether a channel, the one that it is a section of, or one around it says how soon it answers.
    fn has_norm(&self, channel: ChannelId) -> bool {
        let (mut todo, mut seen) = (vec![channel], Vec::new());
        while let Some(id) = todo.pop() {
            let it = &self.model.channels[id.at()];
            // One that is stated and not understood is another rule's finding.
            if [Key::Target, Key::Reply].iter().any(|&key| self.model.property(it.thing.declaration, key).is_some()) {
                return true;
            }
            if !seen.contains(&id) {
                seen.push(id);
                todo.extend(it.section_of);
                todo.extend(it.thing.parent.map(ChannelId));
            }
        }
        false
    }

    /// Channels (but those of catalogues) that do not say how soon they answer, with the periods in which a front office is
    /// responsible for a process task there.
    pub fn without_norm(&self) -> Vec<(ChannelId, SetId)> {
        let channels = (0..).map(ChannelId).zip(&self.model.channels);
        let silent: Vec<ChannelId> =
            channels.filter(|&(id, it)| !it.thing.catalog && !self.has_norm(id)).map(|(id, _)| id).collect();
        if silent.is_empty() {
            return Vec::new();
        }
        let fronts = self.sets.union(self.stakes().front, self.stakes().kcc);
        let mut by_group: FxHashMap<GroupId, RegionId> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        for (_, claim) in self.claims_with(Head::Responsible) {
            let is_front = claim.tasks.overlaps(Tasks::PROCESS) && !self.sets.disjoint(claim.units, fronts);
            if is_front && seen.insert((claim.services, claim.region)) {
                let group = self.groups.group(claim.services).expect("every claim has a group");
                let covered = by_group.entry(group).or_insert(RegionId::EMPTY);
                *covered = self.regions.union(&self.sets, *covered, claim.region);
            }
        }
        let (_, served) = self.reached(|service| {
            let groups = self.groups.of(service).filter_map(|group| by_group.get(&group));
            groups.fold(RegionId::EMPTY, |all, &covered| self.regions.union(&self.sets, all, covered))
        });
        let parts = self.regions.parts(served);
        let mut out = Vec::new();
        for id in silent {
            let own = self.dimensions.own_channel_sets[id.at()];
            let there = parts.iter().filter(|part| !self.sets.disjoint(part.touchpoints, own));
            let periods = self.union_of(there.map(|part| part.moments));
            if !periods.is_empty() {
                out.push((id, periods));
            }
        }
        out
    }
}
