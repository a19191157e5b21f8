//! For a box that should be covered and is not: the statements that come nearest.

use super::super::block::{Axis, Block};
use super::super::claim::ClaimId;
use super::super::nearest::{Nearest, rank};
use super::super::set::SetId;
use super::duties::Holdings;
use super::{Behind, Oracle};
use crate::syntax::ast::Head;

/// How many statements are looked at for one box.
const LOOK: usize = 512;

/// How many statements are told of where none comes near by one axis.
const FEW: usize = 3;

impl Oracle<'_> {
    /// Of some claims the one that covers all of a block but for one axis, and misses least of that.
    pub(super) fn nearest_of(&self, claims: impl Iterator<Item = ClaimId>, block: Block) -> Option<(ClaimId, Behind)> {
        let space = self.space;
        let mut best: Option<(u32, Nearest)> = None;
        for id in claims.take(LOOK) {
            let Some((axis, missing)) = self.short(id, block) else { continue };
            let whole = space.sets.len(block.get(axis)).max(1);
            let part = if missing == block.get(axis) { 1000 } else { 1000 * space.sets.len(missing) / whole };
            let cost = part + rank(axis);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, Nearest { claim: id, axis, missing }));
            }
        }
        best.map(|(_, it)| (it.claim, Behind::Short(it.axis, it.missing)))
    }

    /// The only axis in which a claim stops short of a block; data and operations count where it has any.
    pub(super) fn short(&self, id: ClaimId, block: Block) -> Option<(Axis, SetId)> {
        let (space, claim) = (self.space, self.space.claim(id));
        let by_task = !matches!(claim.head, Head::Allow | Head::Forbid | Head::Offer);
        let block = if by_task { block } else { block.with(Axis::Task, space.dimensions.one) };
        if claim.fields.is_empty() {
            return space.short_of(id, block);
        }
        let operations = space.sets.from_members(claim.operations.iter().map(|it| it as u32));
        let missing: Vec<(Axis, SetId)> = [(Axis::Operation, operations), (Axis::Field, claim.fields)]
            .into_iter()
            .map(|(axis, set)| (axis, space.sets.difference(block.get(axis), set)))
            .filter(|(_, missing)| !missing.is_empty())
            .collect();
        match missing[..] {
            [] => space.short_of(id, block),
            [one] if space.covers_places(id, block) => Some(one),
            _ => None,
        }
    }

    /// The nearest statement for tasks that nobody of a class holds.
    pub(super) fn nearest_holder(&self, head: Head, block: Block) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let known = matches!(head, Head::Responsible | Head::Accountable);
        let nearest = if known { space.nearest(head, block) } else { None };
        match nearest {
            Some(it) => vec![(it.claim, Behind::Short(it.axis, it.missing))],
            None => self.nearest_of(self.space.groups.with_head(head).iter().copied(), block).into_iter().collect(),
        }
    }

    /// The nearest statement of a unit's own, else who does hold the cells.
    pub(super) fn nearest_holding(&self, head: Head, holdings: &Holdings, block: Block) -> Vec<(ClaimId, Behind)> {
        if let Some(near) = self.nearest_of(holdings.claims.iter().copied(), block) {
            return vec![near];
        }
        if !matches!(head, Head::Responsible | Head::Accountable) {
            return Vec::new();
        }
        let others = self.space.claims_meeting(head, block).into_iter().take(FEW);
        others.map(|id| (id, Behind::Other)).collect()
    }
}
