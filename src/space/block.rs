//! Boxes, as findings show them: products of one set per axis, disjoint, as few as merging can make them, in an order
//! that depends on their content alone. (They are called blocks here because Rust has a `Box` already.)

use rustc_hash::FxHashMap;

use super::set::{Run, SetId, Sets};

/// The axes of a block, in the order in which blocks are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Axis {
    Unit,
    Task,
    Operation,
    Field,
    Service,
    Touchpoint,
    Audience,
    Period,
}

pub const AXES: usize = 8;

/// A product of sets. An axis that a rule does not use has the same one-member set in all blocks of that rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Block(pub [SetId; AXES]);

impl Block {
    pub fn get(self, axis: Axis) -> SetId {
        self.0[axis as usize]
    }

    #[must_use]
    pub fn with(mut self, axis: Axis, set: SetId) -> Self {
        self.0[axis as usize] = set;
        self
    }

    pub fn is_empty(self) -> bool {
        self.0.contains(&SetId::EMPTY)
    }
}

/// The orders in which axes are split; the one that gives the fewest blocks wins.
const ORDERS: [[usize; AXES]; 3] = [[4, 1, 2, 3, 0, 5, 6, 7], [7, 5, 6, 0, 4, 1, 2, 3], [0, 2, 3, 1, 6, 7, 5, 4]];

/// Up to this many blocks every order is tried; beyond it only the first.
const TRY_ALL: usize = 48;

/// The same cells as disjoint blocks of which no two can be merged to one, sorted by content.
/// Whatever order the blocks come in, and however they overlap, the result is the same.
pub fn normalise(sets: &Sets, mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.retain(|block| !block.is_empty());
    if blocks.len() < 2 {
        return blocks;
    }
    let orders = if blocks.len() <= TRY_ALL { &ORDERS[..] } else { &ORDERS[..1] };
    let mut best: Option<Vec<Block>> = None;
    for order in orders {
        let mut split = split(sets, &blocks, order);
        merge(sets, &mut split);
        if best.as_ref().is_none_or(|best| split.len() < best.len()) {
            best = Some(split);
        }
    }
    best.expect("there is at least one order")
}

/// Disjoint blocks that hold the same cells, by splitting one axis after the other into stretches over which
/// the same blocks lie.
fn split(sets: &Sets, blocks: &[Block], order: &[usize]) -> Vec<Block> {
    let Some((&axis, rest)) = order.split_first() else {
        return blocks[..1].to_vec();
    };
    if blocks.len() == 1 {
        return blocks.to_vec();
    }
    if blocks.iter().all(|block| block.0[axis] == blocks[0].0[axis]) {
        return split(sets, blocks, rest);
    }
    let mut groups: Vec<(Vec<Block>, Vec<Run>)> = Vec::new();
    let mut known: FxHashMap<Vec<Block>, usize> = FxHashMap::default();
    for (active, runs) in stretches(sets, blocks.iter().map(|block| block.0[axis])) {
        // What is decided is blanked, so that equal rests are seen to be equal.
        let mut there: Vec<Block> = active.iter().map(|&at| blocks[at as usize]).collect();
        for block in &mut there {
            block.0[axis] = SetId::EMPTY;
        }
        let mut below = split(sets, &there, rest);
        below.sort_unstable_by_key(|block| block.0);
        if let Some(&at) = known.get(&below) {
            groups[at].1.extend(runs);
        } else {
            known.insert(below.clone(), groups.len());
            groups.push((below, runs));
        }
    }
    let mut out = Vec::new();
    for (below, runs) in groups {
        let set = sets.from_runs(runs);
        out.extend(below.into_iter().map(|mut block| {
            block.0[axis] = set;
            block
        }));
    }
    out
}

/// The stretches of some sets, grouped by which of the sets lie over them.
pub(super) fn stretches(sets: &Sets, all: impl Iterator<Item = SetId>) -> Vec<(Vec<u32>, Vec<Run>)> {
    let mut ends: Vec<(u32, bool, u32)> = Vec::new();
    for (at, set) in (0_u32..).zip(all) {
        for &(start, end) in sets.runs(set).iter() {
            ends.push((start, true, at));
            ends.push((end, false, at));
        }
    }
    ends.sort_unstable();
    let mut active: Vec<u32> = Vec::new();
    let mut groups: Vec<(Vec<u32>, Vec<Run>)> = Vec::new();
    let mut known: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
    let mut from = 0;
    for (position, opens, block) in ends {
        if position > from && !active.is_empty() {
            if let Some(&at) = known.get(&active) {
                groups[at].1.push((from, position));
            } else {
                known.insert(active.clone(), groups.len());
                groups.push((active.clone(), vec![(from, position)]));
            }
        }
        from = position;
        match (active.binary_search(&block), opens) {
            (Err(at), true) => active.insert(at, block),
            (Ok(at), false) => {
                active.remove(at);
            }
            _ => {}
        }
    }
    groups
}

/// Joins blocks that differ in one axis only, until none are left, and sorts the rest by content.
fn merge(sets: &Sets, blocks: &mut Vec<Block>) {
    sort(sets, blocks);
    loop {
        let before = blocks.len();
        for axis in 0..AXES {
            let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
            let mut known: FxHashMap<Block, usize> = FxHashMap::default();
            for block in blocks.iter() {
                let mut key = *block;
                key.0[axis] = SetId::EMPTY;
                if let Some(&at) = known.get(&key) {
                    kept[at].0[axis] = sets.union(kept[at].0[axis], block.0[axis]);
                } else {
                    known.insert(key, kept.len());
                    kept.push(*block);
                }
            }
            *blocks = kept;
        }
        if blocks.len() == before {
            break;
        }
    }
    sort(sets, blocks);
}

fn sort(sets: &Sets, blocks: &mut [Block]) {
    blocks.sort_by(|a, b| {
        a.0.iter()
            .zip(&b.0)
            .map(|(&a, &b)| sets.compare(a, b))
            .find(|order| order.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    });
}

#[cfg(test)]
mod tests {
    use super::{AXES, Axis, Block, normalise};
    use crate::space::set::{SetId, Sets};

    fn block(sets: &Sets, services: (u32, u32), touchpoints: (u32, u32)) -> Block {
        Block([sets.run(0, 1); AXES])
            .with(Axis::Service, sets.run(services.0, services.1))
            .with(Axis::Touchpoint, sets.run(touchpoints.0, touchpoints.1))
    }

    #[test]
    fn overlapping_blocks_become_disjoint_and_few() {
        let sets = Sets::default();
        let parts = vec![block(&sets, (0, 4), (0, 2)), block(&sets, (2, 6), (0, 2)), block(&sets, (0, 6), (1, 3))];
        assert_eq!(normalise(&sets, parts), vec![block(&sets, (0, 6), (0, 3))]);
    }

    #[test]
    fn order_does_not_matter() {
        let sets = Sets::default();
        let mut parts = vec![block(&sets, (0, 4), (0, 2)), block(&sets, (2, 6), (1, 4)), block(&sets, (7, 8), (0, 9))];
        let once = normalise(&sets, parts.clone());
        parts.reverse();
        assert_eq!(normalise(&sets, parts), once);
    }

    #[test]
    fn empty_blocks_vanish() {
        let sets = Sets::default();
        assert!(normalise(&sets, vec![Block([SetId::EMPTY; AXES])]).is_empty());
    }
}
