//! For a box that nobody covers: the statement that comes nearest, and what it would need to say.

use crate::model::words::Task;
use crate::syntax::ast::Head;

use super::Space;
use super::block::{Axis, Block};
use super::claim::ClaimId;
use super::dimensions::Dimensions;
use super::set::SetId;

/// A statement that would cover a box if one of its clauses said more.
#[derive(Clone, Debug)]
pub struct Nearest {
    pub claim: ClaimId,
    /// The axis in which it stops short, and what of the box it misses there.
    pub axis: Axis,
    pub missing: SetId,
}

/// How many statements are looked at for one box, among those about its first service and among all.
const LOOK: usize = 512;

/// How many are looked at in all: many gaps have few causes.
pub(super) const LOOKS: u32 = 200_000;

impl Space<'_> {
    /// The statement with this head that covers all of the box but for one axis, and misses least of that.
    pub fn nearest(&self, head: Head, block: Block) -> Option<Nearest> {
        let services = block.get(Axis::Service);
        let mut best: Option<(u32, Nearest)> = None;
        let mut seen = std::collections::BTreeSet::new();
        let first = self.sets.first(services)?;
        let groups: Vec<_> = self.groups.of(first).collect();
        let here = groups
            .iter()
            .flat_map(|&group| Task::ALL.iter().flat_map(move |&task| self.groups.holders(head, group, task)));
        let elsewhere = self.groups.with_head(head).iter().copied();
        for id in here.copied().take(LOOK).chain(elsewhere.take(LOOK)) {
            if self.looks.get() == 0 {
                break;
            }
            if !seen.insert(id) {
                continue;
            }
            self.looks.set(self.looks.get() - 1);
            let Some((axis, missing)) = self.short_of(id, block) else { continue };
            let whole = self.sets.len(block.get(axis)).max(1);
            // A statement that has part of the box on that axis is nearer than one that has none of it.
            let part = if missing == block.get(axis) { 1000 } else { 1000 * self.sets.len(missing) / whole };
            // Of those that have nothing of it, one that only holds at another time is the nearest.
            let then = axis == Axis::Period && missing == block.get(axis);
            let cost = part + if then { 0 } else { 1 + rank(axis) };
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, Nearest { claim: id, axis, missing }));
            }
        }
        best.map(|(_, nearest)| nearest)
    }

    /// The only axis in which a claim stops short of a box, and what it misses.
    pub(super) fn short_of(&self, id: ClaimId, block: Block) -> Option<(Axis, SetId)> {
        let claim = self.claim(id);
        let tasks = Dimensions::tasks(&self.sets, claim.tasks);
        let parts = self.regions.parts(claim.region);
        let [part] = &parts[..] else { return None };
        let products = self.audiences_and_periods(part.moments);
        let [(audiences, periods)] = products[..] else { return None };
        let has = [
            (Axis::Task, tasks),
            (Axis::Service, claim.services),
            (Axis::Touchpoint, part.touchpoints),
            (Axis::Audience, audiences),
            (Axis::Period, periods),
        ];
        let mut short = None;
        for (axis, set) in has {
            let missing = self.sets.difference(block.get(axis), set);
            if missing.is_empty() {
                continue;
            }
            if short.is_some() {
                return None;
            }
            short = Some((axis, missing));
        }
        short
    }
}

impl Space<'_> {
    /// Whether a claim covers all of a block's services, touchpoints, audiences and periods.
    pub(super) fn covers_places(&self, id: ClaimId, block: Block) -> bool {
        let claim = self.claim(id);
        self.sets.is_subset(block.get(Axis::Service), claim.services)
            && self.regions.is_subset(&self.sets, self.block_region(block), claim.region)
    }
}

/// Of statements that miss as much, one that stops short in place is nearer than one that is about something else.
pub(super) fn rank(axis: Axis) -> u32 {
    match axis {
        Axis::Touchpoint => 0,
        Axis::Audience | Axis::Period => 1,
        Axis::Service => 2,
        Axis::Unit | Axis::Task | Axis::Operation | Axis::Field => 3,
    }
}
