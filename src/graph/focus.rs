//! The neighbourhood of a unit: what lies at most so many lines away from it.

use std::collections::BTreeSet;

use super::View;
use super::draft::Draft;
use crate::model::UnitId;

/// The boxes to keep: those of the unit with all nested in it, what is at most `depth` steps away, and the boxes around all of
/// these. A step is a line; where a view has no lines, a step is from a box to those in it.
pub(super) fn near(draft: &Draft<'_, '_>, view: View, unit: UnitId, depth: usize) -> BTreeSet<usize> {
    let end = draft.space.model.units[unit.at()].thing.end;
    let is_nested = |id: u32| unit.0 <= id && id < end;
    let mut kept: BTreeSet<usize> = BTreeSet::new();
    let mut edge: Vec<usize> = Vec::new();
    let nesting = draft.edges().is_empty();
    let step_of = |at: usize| draft.nodes[at].about.unit;
    for at in 0..draft.nodes.len() {
        let own = step_of(at).is_some_and(|id| if nesting { id == unit.0 } else { is_nested(id) });
        if own && kept.insert(at) {
            edge.push(at);
        }
    }
    // What is said of a unit around it is said of it too.
    if matches!(view, View::Handovers | View::Rights) {
        for at in edge.clone() {
            let mut around = draft.nodes[at].parent;
            while let Some(outer) = around {
                edge.push(outer);
                around = draft.nodes[outer].parent;
            }
        }
    }
    let mut beside: Vec<Vec<usize>> = vec![Vec::new(); draft.nodes.len()];
    if nesting {
        for (at, node) in draft.nodes.iter().enumerate() {
            if let Some(parent) = node.parent {
                beside[parent].push(at);
            }
        }
    } else {
        for key in draft.edges().keys() {
            beside[key.from].push(key.to);
            beside[key.to].push(key.from);
        }
    }
    for _ in 0..depth {
        let next: BTreeSet<usize> = edge.iter().flat_map(|&at| beside[at].iter().copied()).collect();
        edge = next.into_iter().filter(|at| kept.insert(*at)).collect();
    }
    for at in kept.clone() {
        let mut around = draft.nodes[at].parent;
        while let Some(outer) = around.filter(|&outer| kept.insert(outer)) {
            around = draft.nodes[outer].parent;
        }
    }
    kept
}
