//! Handovers that go round: circles of the graph of units in whose cells nobody handles or decides.

use std::collections::BTreeSet;

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

use crate::model::words::{Task, Tasks};

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::handovers::{Link, held_by};
use super::set::SetId;

impl Space<'_> {
    /// Cells in which handovers go round without ever reaching somebody who handles or decides: the circle's units and the
    /// chunks (keys unused), and the claims that make it.
    pub fn circles(&self) -> Vec<(Vec<u32>, Vec<Chunk>, Vec<ClaimId>)> {
        // A set of units at an end of links is a node of its own, so that the graph grows with what is written.
        let units = self.model.units.len();
        let mut graph: DiGraph<(), ()> = DiGraph::new();
        for _ in 0..units {
            graph.add_node(());
        }
        let (mut givers, mut takers) = (FxHashMap::default(), FxHashMap::default());
        for link in self.links().all.iter().filter(|link| !link.back) {
            let giver = *givers.entry(link.from).or_insert_with(|| {
                let node = graph.add_node(());
                for unit in self.sets.members(link.from) {
                    graph.add_edge(NodeIndex::new(unit as usize), node, ());
                }
                node
            });
            let taker = *takers.entry(link.to).or_insert_with(|| {
                let node = graph.add_node(());
                for unit in self.sets.members(link.to) {
                    graph.add_edge(node, NodeIndex::new(unit as usize), ());
                }
                node
            });
            graph.add_edge(giver, taker, ());
        }
        let components = tarjan_scc(&graph).into_iter().map(|nodes| {
            let mut members: Vec<u32> = nodes
                .into_iter()
                .map(NodeIndex::index)
                .filter(|&node| node < units)
                .map(crate::source::offset)
                .collect();
            members.sort_unstable();
            members
        });
        let mut circles: Vec<Vec<u32>> = components.filter(|members| members.len() > 1).collect();
        circles.sort();
        let found = circles.into_iter().filter_map(|units| {
            let (chunks, claims) = self.circle(&units);
            (!chunks.is_empty()).then_some((units, chunks, claims))
        });
        found.collect()
    }

    fn circle(&self, units: &[u32]) -> (Vec<Chunk>, Vec<ClaimId>) {
        let members = self.sets.from_members(units.iter().copied());
        let inside = |link: &&Link| {
            !link.back && !self.sets.disjoint(link.from, members) && !self.sets.disjoint(link.to, members)
        };
        let links: Vec<&Link> = self.links().all.iter().filter(inside).collect();
        let services =
            links.iter().fold(SetId::EMPTY, |all, link| self.sets.union(all, self.claim(link.claim).services));
        let handling: Tasks = [Task::Handle, Task::Decide].into_iter().collect();
        let mut chunks = Vec::new();
        let mut claims = BTreeSet::new();
        for service in self.sets.members(services) {
            let offered = self.offered(service);
            if offered.is_empty() {
                continue;
            }
            let handlers = self.holders_of(service, handling);
            for &unit in units {
                let round = self.reach(service, unit, offered, &|link| !link.back);
                let Some(&circle) = round.get(&unit) else { continue };
                let mut region = circle;
                if let Some(own) = held_by(&handlers, unit) {
                    region = self.regions.difference(&self.sets, region, own);
                }
                for (other, over) in self.reach(service, unit, region, &|_| true) {
                    if let Some(handler) = held_by(&handlers, other) {
                        let handled = self.regions.intersection(&self.sets, over, handler);
                        region = self.regions.difference(&self.sets, region, handled);
                    }
                }
                if !region.is_empty() {
                    let unit = self.dimensions.unit_sets[unit as usize];
                    let service = self.sets.run(service, service + 1);
                    chunks.push(Chunk { units: unit, ..self.cells(service, region) });
                    let touching = links.iter().filter(|link| {
                        let claim = self.claim(link.claim);
                        self.both(self.cells(service, region), self.cells(claim.services, claim.region)).is_some()
                    });
                    claims.extend(touching.map(|link| link.claim));
                }
            }
        }
        (chunks, claims.into_iter().collect())
    }
}
