//! The statements behind a block: who offers it, who holds it, which of some claims meet it.

use crate::model::words::{Task, UnitKind};
use crate::model::{ChannelId, UnitId};
use crate::source::Span;
use crate::syntax::ast::Head;

use super::Space;
use super::block::{AXES, Axis, Block};
use super::claim::ClaimId;
use super::dimensions::Dimensions;
use super::region::RegionId;
use super::set::SetId;

/// How many services of a block are looked at for the statements behind it.
const SERVICES: usize = 16;

impl Space<'_> {
    /// A block of which no axis says anything.
    pub fn empty_block(&self) -> Block {
        Block([self.dimensions.one; AXES])
    }

    /// What a statement says, as it is written, while it says something: of several things each stays in while another one exists,
    /// for the statement says nothing of that.
    pub fn written_box(&self, id: ClaimId) -> Block {
        let first = self.claim(id);
        let operations = self.sets.from_members(first.operations.iter().map(|it| it as u32));
        let mut block = self.empty_block().with(Axis::Service, first.services);
        for (axis, set) in [(Axis::Operation, operations), (Axis::Task, Dimensions::tasks(&self.sets, first.tasks))] {
            block = if set.is_empty() { block } else { block.with(axis, set) };
        }
        for axis in [Axis::Unit, Axis::Field, Axis::Touchpoint, Axis::Audience, Axis::Period] {
            block = block.with(axis, SetId::EMPTY);
        }
        for claim in self.claims_of(first.statement) {
            let mut add = |axis: Axis, set: SetId| block = block.with(axis, self.sets.union(block.get(axis), set));
            add(Axis::Unit, claim.units);
            add(Axis::Field, claim.fields);
            let there = self.periods_in(claim.services, claim.region);
            for part in self.regions.parts(claim.region).iter() {
                add(Axis::Touchpoint, part.touchpoints);
                for &(audiences, periods) in self.audiences_and_periods(part.moments).iter() {
                    add(Axis::Audience, audiences);
                    add(Axis::Period, self.sets.intersection(periods, there));
                }
            }
        }
        block
    }

    /// Touchpoints × audiences × periods of a block.
    pub fn block_region(&self, block: Block) -> RegionId {
        let moments = self.dimensions.moments(&self.sets, block.get(Axis::Audience), block.get(Axis::Period));
        self.regions.product(block.get(Axis::Touchpoint), moments)
    }

    /// The first few services of a block.
    pub(super) fn sample(&self, block: Block) -> Vec<u32> {
        let mut services = self.sets.list(block.get(Axis::Service));
        services.truncate(SERVICES);
        services
    }

    /// Whether a claim says something about services and a region.
    pub(super) fn meets(&self, claim: ClaimId, block: Block, region: RegionId) -> bool {
        let claim = self.claim(claim);
        !self.sets.disjoint(claim.services, block.get(Axis::Service))
            && !self.regions.disjoint(&self.sets, claim.region, region)
    }

    fn meeting_among(&self, block: Block, claims: impl Iterator<Item = ClaimId>) -> Vec<ClaimId> {
        let region = self.block_region(block);
        let mut out: Vec<ClaimId> = claims.filter(|&id| self.meets(id, block, region)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The offers that make a block's cells.
    pub fn offers_of(&self, block: Block) -> Vec<ClaimId> {
        let services = self.sample(block);
        let groups = services.iter().flat_map(|&service| self.groups.of(service));
        self.meeting_among(block, groups.flat_map(|group| self.groups.offers(group).iter().copied()))
    }

    /// The offers at some touchpoints, at most a few.
    pub fn offers_at(&self, touchpoints: SetId) -> Vec<ClaimId> {
        let everywhere = self
            .empty_block()
            .with(Axis::Service, self.dimensions.all_services)
            .with(Axis::Touchpoint, touchpoints)
            .with(Axis::Audience, self.dimensions.all_audiences)
            .with(Axis::Period, self.dimensions.all_periods);
        let offers = self.claims_with(Head::Offer);
        let region = self.block_region(everywhere);
        offers.map(|(id, _)| id).filter(|&id| self.meets(id, everywhere, region)).take(SERVICES).collect()
    }

    /// The claims that give a block's tasks with this head.
    pub fn claims_meeting(&self, head: Head, block: Block) -> Vec<ClaimId> {
        let services = self.sample(block);
        let tasks = self.sets.list(block.get(Axis::Task));
        let groups = services.iter().flat_map(|&service| self.groups.of(service));
        let claims = groups.flat_map(|group| {
            let tasks = tasks.iter().map(|&task| Task::ALL[task as usize]);
            tasks.flat_map(move |task| self.groups.holders(head, group, task).iter().copied())
        });
        self.meeting_among(block, claims)
    }

    /// The claims that give a unit any task of a block's services with this head.
    pub fn claims_of_unit(&self, head: Head, unit: u32, block: Block) -> Vec<ClaimId> {
        let services = self.sample(block);
        let groups = services.iter().flat_map(|&service| self.groups.of(service));
        let claims = groups.flat_map(|group| {
            Task::ALL.iter().flat_map(move |&task| self.groups.holders(head, group, task).iter().copied())
        });
        self.meeting_among(block, claims.filter(|&id| self.sets.has(self.claim(id).units, unit)))
    }

    /// Those of some claims that meet a block.
    pub fn claims_among(&self, claims: &[ClaimId], block: Block) -> Vec<ClaimId> {
        self.meeting_among(block, claims.iter().copied())
    }

    /// The name of the first service of a block, in its declaration; of any declared thing where there is none.
    pub fn service_span(&self, block: Block) -> Span {
        let first = self.sets.first(block.get(Axis::Service)).unwrap_or_default();
        match self.dimensions.services.get(first as usize).copied().flatten() {
            Some(id) => self.model.services[id.at()].thing.span,
            None => self.model.ast.statements.first().map_or(Span::new(crate::source::FileId(0), 0, 0), |it| it.span),
        }
    }

    /// The channels that touchpoints belong to, each once.
    pub fn channels_of(&self, touchpoints: SetId) -> Vec<ChannelId> {
        let touchpoints = self.sets.list(touchpoints);
        let mut out: Vec<ChannelId> = touchpoints
            .iter()
            .filter_map(|&at| self.dimensions.touchpoints[at as usize].map(|it| it.channel))
            .collect();
        out.dedup();
        out
    }

    /// The competent bodies of the first of some services.
    pub fn bodies_of(&self, services: SetId) -> Vec<UnitId> {
        let first = self.sets.first(services).and_then(|leaf| self.dimensions.services[leaf as usize]);
        if let Some(body) = first.and_then(|id| self.model.services[id.at()].body) {
            return vec![body];
        }
        let boards = (0..).map(UnitId).zip(&self.model.units);
        boards.filter(|(_, unit)| unit.kind == Some(UnitKind::Board)).map(|(id, _)| id).collect()
    }
}
