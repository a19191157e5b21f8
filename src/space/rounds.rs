//! Mandates that go round: powers that come back to whoever gave them.

use std::collections::BTreeMap;

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::mandates::Chain;
use super::set::SetId;

/// Units that mandate each other in a circle.
#[derive(Debug)]
pub struct Round {
    pub units: Vec<u32>,
    /// By unit on the circle, in the form of powers.
    pub chunks: Vec<Chunk>,
    pub claims: Vec<ClaimId>,
}

/// One arrow: the chain, who gives, who receives.
type Arrow<'a> = (&'a Chain, SetId, SetId);

impl Space<'_> {
    /// Circles of mandates and delegations over the same task, service and period.
    pub fn rounds(&self) -> Vec<Round> {
        let arrows: Vec<Arrow<'_>> = self
            .powers()
            .chains
            .iter()
            .flat_map(|chain| chain.hops.windows(2).map(move |pair| (chain, pair[0], pair[1])))
            .collect();
        let mut out: Vec<Round> = Vec::new();
        for units in self.entangled(&arrows) {
            let members = self.sets.from_members(units.iter().copied());
            let inside =
                |arrow: &&Arrow<'_>| !self.sets.disjoint(arrow.1, members) && !self.sets.disjoint(arrow.2, members);
            let arrows: Vec<Arrow<'_>> = arrows.iter().filter(inside).copied().collect();
            let mut round = Round { units: Vec::new(), chunks: Vec::new(), claims: Vec::new() };
            for &unit in &units {
                let circle = self.circle_of(unit, &arrows);
                if !circle.is_empty() {
                    let own = self.dimensions.unit_sets[unit as usize];
                    round.units.push(unit);
                    round.chunks.extend(circle.into_iter().map(|chunk| Chunk { units: own, ..chunk }));
                }
            }
            let meets = |scope: Chunk| {
                let scope = |units| Chunk { units, ..scope };
                round.chunks.iter().any(|chunk| self.both(*chunk, scope(chunk.units)).is_some())
            };
            round.claims = arrows.iter().filter(|arrow| meets(arrow.0.scope)).map(|arrow| arrow.0.claim).collect();
            round.claims.sort_unstable();
            round.claims.dedup();
            if !round.chunks.is_empty() {
                out.push(round);
            }
        }
        out
    }

    /// Sets of units that reach each other by arrows, whatever those are about; each ascending.
    fn entangled(&self, arrows: &[Arrow<'_>]) -> Vec<Vec<u32>> {
        // A set of units at an end is a node of its own, so that the graph grows with what is written.
        let units = self.model.units.len();
        let mut graph: DiGraph<(), ()> = DiGraph::new();
        for _ in 0..units {
            graph.add_node(());
        }
        let mut ends: BTreeMap<(SetId, bool), NodeIndex> = BTreeMap::new();
        for &(_, from, to) in arrows {
            let [giver, taker] = [(from, true), (to, false)].map(|(set, gives)| {
                *ends.entry((set, gives)).or_insert_with(|| {
                    let node = graph.add_node(());
                    for unit in self.sets.members(set) {
                        let unit = NodeIndex::new(unit as usize);
                        let (one, other) = if gives { (unit, node) } else { (node, unit) };
                        graph.add_edge(one, other, ());
                    }
                    node
                })
            });
            graph.add_edge(giver, taker, ());
        }
        let components = tarjan_scc(&graph).into_iter().map(|nodes| {
            let units = nodes.into_iter().map(NodeIndex::index).filter(|&node| node < units);
            let mut units: Vec<u32> = units.map(crate::source::offset).collect();
            units.sort_unstable();
            units
        });
        let mut out: Vec<Vec<u32>> = components.filter(|units| units.len() > 1).collect();
        out.sort();
        out
    }

    /// What comes back to a unit that it gave, over other units.
    fn circle_of(&self, unit: u32, arrows: &[Arrow<'_>]) -> Vec<Chunk> {
        let mut reached: BTreeMap<u32, Vec<Chunk>> = BTreeMap::new();
        let mut todo: Vec<(u32, Option<Chunk>)> = vec![(unit, None)];
        while let Some((at, power)) = todo.pop() {
            for &(chain, _, to) in arrows.iter().filter(|arrow| self.sets.has(arrow.1, at)) {
                let handed = match power {
                    None => Some(chain.scope),
                    Some(power) => self.both(power, chain.scope),
                };
                let own = |unit: u32| self.dimensions.unit_sets[unit as usize];
                let Some(handed) = handed.and_then(|it| self.while_there(own(at), it)) else { continue };
                for receiver in self.sets.members(to).filter(|&receiver| receiver != at) {
                    let Some(handed) = self.while_there(own(receiver), handed) else { continue };
                    let known = reached.entry(receiver).or_default();
                    let mut fresh = vec![handed];
                    for &chunk in known.iter() {
                        self.subtract(&mut fresh, chunk);
                    }
                    known.extend_from_slice(&fresh);
                    if receiver != unit {
                        todo.extend(fresh.into_iter().map(|chunk| (receiver, Some(chunk))));
                    }
                }
            }
        }
        reached.remove(&unit).unwrap_or_default()
    }
}
