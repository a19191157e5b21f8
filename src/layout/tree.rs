//! Which box lies in which.

use super::Block;

/// The nesting of boxes. The whole is a box too: the last, by number one beyond the others.
pub(super) struct Tree {
    /// The box around each; of the whole, itself.
    pub(super) parent: Vec<usize>,
    pub(super) children: Vec<Vec<usize>>,
    depth: Vec<usize>,
    /// Every box around others, each before those in it.
    pub(super) outside_in: Vec<usize>,
}

impl Tree {
    pub(super) fn new(blocks: &[Block]) -> Self {
        let whole = blocks.len();
        let mut parent: Vec<usize> =
            blocks.iter().map(|it| it.parent.filter(|&parent| parent < whole).unwrap_or(whole)).collect();
        parent.push(whole);
        cut_circles(&mut parent);
        let mut children = vec![Vec::new(); whole + 1];
        for (block, &around) in parent[..whole].iter().enumerate() {
            children[around].push(block);
        }
        let mut outside_in = vec![whole];
        let mut depth = vec![0; whole + 1];
        let mut at = 0;
        while let Some(&around) = outside_in.get(at) {
            for &child in &children[around] {
                depth[child] = depth[around] + 1;
                if !children[child].is_empty() {
                    outside_in.push(child);
                }
            }
            at += 1;
        }
        Tree { parent, children, depth, outside_in }
    }

    /// The number of the whole.
    pub(super) fn whole(&self) -> usize {
        self.parent.len() - 1
    }

    pub(super) fn is_around_others(&self, block: usize) -> bool {
        !self.children[block].is_empty()
    }

    /// The innermost box that both lie in or are.
    pub(super) fn meeting(&self, mut one: usize, mut other: usize) -> usize {
        while one != other {
            if self.depth[one] >= self.depth[other] {
                one = self.parent[one];
            } else {
                other = self.parent[other];
            }
        }
        one
    }

    /// The box directly in `around` that `block` is or lies in. `block` lies in `around`.
    pub(super) fn toward(&self, around: usize, mut block: usize) -> usize {
        while self.parent[block] != around {
            block = self.parent[block];
        }
        block
    }
}

/// Lets boxes that lie in themselves lie in nothing.
fn cut_circles(parent: &mut [usize]) {
    let whole = parent.len() - 1;
    // 0: not seen; otherwise the walk that saw it first.
    let mut seen = vec![0; parent.len()];
    seen[whole] = usize::MAX;
    for start in 0..whole {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            at = parent[at];
        }
        if seen[at] == start + 1 {
            // The walk met itself.
            parent[at] = whole;
        }
    }
}
