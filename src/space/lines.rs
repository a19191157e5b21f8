//! Lines of steering, service by service: whether somebody stands above all who steer a service, and which audiences a
//! steering per audience leaves out.

use rustc_hash::FxHashMap;

use crate::model::words::Task;
use crate::model::{Meaning, Model};
use crate::syntax::ast::{Head, SelectorId};

use super::Space;
use super::block::{Axis, Block};
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::region::RegionId;
use super::set::SetId;
use super::steering::{Form, Limit, Steerer};

/// Services that are offered and steered alike.
#[derive(Debug)]
struct Alike {
    services: Vec<u32>,
    /// Who steers them, over offered cells; by unit.
    steerers: Vec<(u32, RegionId)>,
    groups: Vec<GroupId>,
    offered: RegionId,
}

impl Space<'_> {
    /// Members of a dimension by where they are: disjoint regions within one, each with those that lie over it.
    pub(super) fn together(&self, members: &[(u32, RegionId)], within: RegionId) -> Vec<(Vec<u32>, RegionId)> {
        let mut parts = vec![(Vec::new(), within)];
        for &(member, over) in members {
            for (mut there, region) in std::mem::take(&mut parts) {
                let outside = self.regions.difference(&self.sets, region, over);
                let inside = self.regions.intersection(&self.sets, region, over);
                if !outside.is_empty() {
                    parts.push((there.clone(), outside));
                }
                if !inside.is_empty() {
                    there.push(member);
                    parts.push((there, inside));
                }
            }
        }
        parts
    }

    /// A block over a region, whatever the services.
    pub(super) fn region_blocks(&self, block: Block, region: RegionId) -> Vec<Block> {
        let mut out = Vec::new();
        for part in self.regions.parts(region).iter() {
            for &(audiences, periods) in self.audiences_and_periods(part.moments).iter() {
                let there = block.with(Axis::Touchpoint, part.touchpoints);
                out.push(there.with(Axis::Audience, audiences).with(Axis::Period, periods));
            }
        }
        out
    }

    /// The moments of a region, at all touchpoints.
    pub(super) fn everywhere(&self, region: RegionId) -> RegionId {
        let parts = self.regions.parts(region);
        let moments = parts.iter().fold(SetId::EMPTY, |all, part| self.sets.union(all, part.moments));
        self.regions.product(self.dimensions.all_touchpoints, moments)
    }

    fn both_regions(&self, a: RegionId, b: RegionId) -> RegionId {
        self.regions.intersection(&self.sets, a, b)
    }

    fn all_of(&self, regions: impl Iterator<Item = RegionId>) -> RegionId {
        regions.fold(RegionId::EMPTY, |all, region| self.regions.union(&self.sets, all, region))
    }

    /// Offered services, those that are steered by the same statements over the same offered cells together.
    /// `is_asked` says by the groups of their statements of which services.
    fn steered_alike(&self, is_asked: impl Fn(&[GroupId]) -> bool) -> Vec<Alike> {
        let mut places: FxHashMap<(Vec<GroupId>, RegionId), usize> = FxHashMap::default();
        let mut out: Vec<Alike> = Vec::new();
        let holders: Vec<&[ClaimId]> = (0..self.groups.len())
            .map(|group| self.groups.holders(Head::Accountable, GroupId(crate::source::offset(group)), Task::Steering))
            .collect();
        for service in self.service_leaves() {
            let offered = self.offered(service);
            let steering = self.groups.of(service).filter(|group| !holders[group.0 as usize].is_empty());
            let groups: Vec<GroupId> = steering.collect();
            if offered.is_empty() || groups.is_empty() || !is_asked(&groups) {
                continue;
            }
            let at = *places.entry((groups.clone(), offered)).or_insert_with(|| {
                let steerers = self.steerers(&groups, offered);
                out.push(Alike { services: Vec::new(), steerers, groups, offered });
                out.len() - 1
            });
            out[at].services.push(service);
        }
        out
    }

    /// The groups of which one statement steers everywhere and always: whoever it names holds all of their services.
    fn steered_whole(&self) -> Vec<bool> {
        let everywhere = self.existing(self.dimensions.all_periods);
        let mut out = vec![false; self.groups.len()];
        for line in &self.steering().lines {
            let claim = self.claim(line.claim);
            if let Some(group) = self.groups.group(claim.services).filter(|_| claim.region == everywhere) {
                out[group.0 as usize] = true;
            }
        }
        out
    }

    fn steerers(&self, groups: &[GroupId], offered: RegionId) -> Vec<(u32, RegionId)> {
        let mut by_unit: FxHashMap<u32, RegionId> = FxHashMap::default();
        for &group in groups {
            for &id in self.groups.holders(Head::Accountable, group, Task::Steering) {
                let region = self.both_regions(self.claim(id).region, offered);
                if region.is_empty() {
                    continue;
                }
                for unit in self.sets.members(self.claim(id).units) {
                    let known = by_unit.entry(unit).or_insert(RegionId::EMPTY);
                    *known = self.regions.union(&self.sets, *known, region);
                }
            }
        }
        let mut out: Vec<(u32, RegionId)> = by_unit.into_iter().collect();
        out.sort_unstable();
        out
    }

    /// Offered services under different lines of steering with nobody above them, as blocks: the units on top of the lines, and
    /// all touchpoints that somebody steers. A line is a unit that steers some of a service for an audience and has nobody
    /// around it that does, with all units in it.
    pub fn split_services(&self) -> Vec<Block> {
        let mut chunks: FxHashMap<SetId, Vec<Chunk>> = FxHashMap::default();
        let whole = self.steered_whole();
        for alike in self.steered_alike(|groups| !groups.iter().any(|group| whole[group.0 as usize])) {
            let lines = self.steered_lines(&alike.steerers);
            let split = self.split(&lines, self.all_of(alike.steerers.iter().map(|it| it.1)));
            let tops: Vec<(u32, RegionId)> = lines.iter().map(|line| (line.0, line.1)).collect();
            let steered = self.all_of(alike.steerers.iter().map(|it| it.1));
            for (units, region) in self.together(&tops, split) {
                let units = self.sets.from_members(units);
                let services = self.sets.from_members(alike.services.iter().copied());
                let region = self.both_regions(region, steered);
                chunks.entry(units).or_default().push(Chunk { units, ..self.cells(services, region) });
            }
        }
        let mut by_units: Vec<(Vec<u32>, Vec<Chunk>)> =
            chunks.into_iter().map(|(units, chunks)| (self.sets.list(units), chunks)).collect();
        by_units.sort_by(|one, other| one.0.cmp(&other.0));
        by_units.into_iter().flat_map(|(_, chunks)| self.task_blocks(&chunks)).collect()
    }

    /// The lines among those who steer: the unit on top, the moments in which it is, and what is in its line then.
    fn steered_lines(&self, steerers: &[(u32, RegionId)]) -> Vec<(u32, RegionId, RegionId)> {
        let mut out = Vec::new();
        // Around the unit that is looked at: its end, and the moments in which it or somebody around it steers.
        let mut around: Vec<(u32, RegionId)> = Vec::new();
        for (at, &(unit, region)) in steerers.iter().enumerate() {
            while around.last().is_some_and(|&(end, _)| end <= unit) {
                around.pop();
            }
            let above = around.last().map_or(RegionId::EMPTY, |it| it.1);
            let here = self.everywhere(region);
            let end = self.model.units[unit as usize].thing.end;
            around.push((end, self.regions.union(&self.sets, above, here)));
            let on_top = self.regions.difference(&self.sets, here, above);
            if on_top.is_empty() {
                continue;
            }
            let inside = steerers[at..].iter().take_while(|it| it.0 < end);
            let line = self.both_regions(self.all_of(inside.map(|it| it.1)), on_top);
            out.push((unit, on_top, line));
        }
        out
    }

    /// The moments, at all touchpoints, in which no line holds everything that is steered.
    fn split(&self, lines: &[(u32, RegionId, RegionId)], steered: RegionId) -> RegionId {
        let mut split = self.everywhere(steered);
        for &(_, on_top, line) in lines {
            let lacks = self.everywhere(self.regions.difference(&self.sets, steered, line));
            let whole = self.regions.difference(&self.sets, on_top, lacks);
            split = self.regions.difference(&self.sets, split, whole);
        }
        split
    }

    /// Services that span channels which no unit steers together, in the periods in which everybody steers per channel.
    pub fn only_by_channel(&self) -> Vec<Block> {
        let dimensions = &self.dimensions;
        let mut periods = dimensions.all_periods;
        let mut steered = SetId::EMPTY;
        for steerer in &self.steering().units {
            for &(form, over) in steerer.forms.iter() {
                steered = self.sets.union(steered, over);
                let is_by_channel = matches!(form, Form::Limited(limits) if limits.has(Limit::Channel)
                        && !limits.has(Limit::Service) && !limits.has(Limit::Audience));
                if !is_by_channel {
                    periods = self.sets.difference(periods, over);
                }
            }
            for line in steerer.lines.iter() {
                // A statement that is limited by place alone is no steering per channel.
                periods =
                    self.sets.difference(periods, self.sets.difference(line.periods, line.limited(Limit::Channel)));
            }
        }
        periods = self.sets.intersection(periods, steered);
        if periods.is_empty() {
            return Vec::new();
        }
        let within = self.existing(periods);
        let mut blocks = Vec::new();
        for alike in self.steered_alike(|_| true) {
            let steerers = alike.steerers.iter().map(|it| (it.0, self.everywhere(it.1), it.1));
            let steered = self.all_of(alike.steerers.iter().map(|it| it.1));
            let split = self.split(&steerers.collect::<Vec<_>>(), steered);
            let region = self.both_regions(self.both_regions(split, steered), within);
            let services = self.sets.from_members(alike.services.iter().copied());
            blocks.extend(self.task_blocks(&[self.cells(services, region)]));
        }
        let one = dimensions.one;
        let blocks = blocks.into_iter().map(|it| it.with(Axis::Touchpoint, one).with(Axis::Audience, one));
        super::block::normalise(&self.sets, blocks.collect())
    }

    /// Offered touchpoints × audiences × periods that a steering per audience leaves out: it reaches the touchpoint (for the
    /// service) for other audiences and not for these.
    pub fn audiences_left_out(&self) -> Vec<Block> {
        let mut per_audience: FxHashMap<GroupId, RegionId> = FxHashMap::default();
        for line in &self.steering().lines {
            let claim = self.claim(line.claim);
            let units = self.sets.members(claim.units);
            let all_chiefs = units.fold(line.limited(Limit::Audience), |periods, unit| {
                let chief = self.steering().of(unit).map_or(SetId::EMPTY, Steerer::chief);
                self.sets.intersection(periods, chief)
            });
            let periods = self.sets.difference(line.limited(Limit::Audience), all_chiefs);
            let (Some(group), false) = (self.groups.group(claim.services), periods.is_empty()) else { continue };
            let region = self.both_regions(claim.region, self.existing(periods));
            let known = per_audience.entry(group).or_insert(RegionId::EMPTY);
            *known = self.regions.union(&self.sets, *known, region);
        }
        if per_audience.is_empty() {
            return Vec::new();
        }
        let mut blocks = Vec::new();
        for alike in self.steered_alike(|groups| groups.iter().any(|group| per_audience.contains_key(group))) {
            let reached = self.all_of(alike.groups.iter().filter_map(|group| per_audience.get(group).copied()));
            let asked = self.for_everybody(reached);
            let left = self.regions.difference(&self.sets, self.both_regions(asked, alike.offered), reached);
            let services = self.sets.from_members(alike.services.iter().copied());
            blocks.extend(self.region_blocks(self.empty_block().with(Axis::Service, services), left));
        }
        super::block::normalise(&self.sets, blocks)
    }

    /// The touchpoints × periods of a region, for all audiences.
    fn for_everybody(&self, region: RegionId) -> RegionId {
        let dimensions = &self.dimensions;
        self.all_of(self.regions.parts(region).iter().map(|part| {
            let products = self.audiences_and_periods(part.moments);
            let periods = products.iter().fold(SetId::EMPTY, |all, it| self.sets.union(all, it.1));
            let moments = dimensions.moments(&self.sets, dimensions.all_audiences, periods);
            self.regions.product(part.touchpoints, moments)
        }))
    }

    /// Statements that steer per location and take along channels that stand nowhere, with what they take along: unit × service ×
    /// touchpoint × audience × period blocks.
    pub fn steering_of_virtual(&self) -> Vec<(ClaimId, Block)> {
        let mut out: Vec<(ClaimId, Vec<Chunk>)> = Vec::new();
        for line in &self.steering().lines {
            let claim = self.claim(line.claim);
            let statement = &self.model.ast.statements[claim.statement.at()];
            let Some(places) = statement.locations else { continue };
            if is_all(self.model, places) {
                continue;
            }
            let placeless = self.regions.product(self.dimensions.placeless, self.dimensions.all_moments);
            let somewhere = self.region_periods(self.regions.difference(&self.sets, claim.region, placeless));
            let nowhere = self.sets.difference(line.periods, somewhere);
            let mut periods = self.sets.union(nowhere, line.limited(Limit::Location));
            if statement.channels.is_none_or(|channels| is_all(self.model, channels)) {
                // What is for an audience takes its telephone along on purpose.
                periods = self.sets.difference(periods, line.limited(Limit::Audience));
            }
            let region = self.both_regions(self.both_regions(claim.region, placeless), self.existing(periods));
            if region.is_empty() {
                continue;
            }
            let chunk = Chunk { units: claim.units, ..self.cells(claim.services, region) };
            match out.last_mut().filter(|last| self.claim(last.0).statement == claim.statement) {
                Some(last) => last.1.push(chunk),
                None => out.push((line.claim, vec![chunk])),
            }
        }
        let blocks = out
            .into_iter()
            .flat_map(|(id, chunks)| self.task_blocks(&chunks).into_iter().map(move |block| (id, block)));
        blocks.collect()
    }
}

/// Whether a selector is `*` and nothing less.
fn is_all(model: &Model, selector: SelectorId) -> bool {
    let selector = model.ast.selector(selector);
    selector.except.is_empty() && model.meanings[selector.terms.range()].contains(&Meaning::All)
}
