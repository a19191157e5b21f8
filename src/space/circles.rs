//! Handovers that go round: circles of the graph of units in whose cells nobody handles or decides.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

use crate::model::words::{Task, Tasks};

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::handovers::{Link, held_by};
use super::near::ByMembers;
use super::region::RegionId;
use super::set::SetId;

/// Chunks and claims of the circles of the same units.
pub type Circle = (Vec<Chunk>, Vec<ClaimId>);

impl Space<'_> {
    /// Cells in which handovers go round without ever reaching somebody who handles or decides, by the units of the circle:
    /// chunks of these (keys unused), and the claims that make it.
    pub fn circles(&self) -> Vec<Circle> {
        let mut found: BTreeMap<Vec<u32>, (Vec<Chunk>, BTreeSet<ClaimId>)> = BTreeMap::new();
        for units in self.entwined() {
            self.add_circles(&units, &mut found);
        }
        found.into_values().map(|(chunks, claims)| (chunks, claims.into_iter().collect())).collect()
    }

    /// Units that reach each other by links, whatever those are about; each ascending.
    fn entwined(&self) -> Vec<Vec<u32>> {
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
        circles
    }

    /// Who gets what a unit hands over by a link. A unit hands nothing to itself; nor does a link whose ends share units, as
    /// `A -> A1` where A1 is nested in A, lead from one of these to another inside the same.
    fn handed_on(&self, link: &Link, unit: u32) -> SetId {
        if !self.sets.has(link.to, unit) {
            return link.to;
        }
        let shared = self.sets.intersection(link.from, link.to);
        let around = std::iter::successors(Some(unit), |&at| {
            self.model.units[at as usize].thing.parent.filter(|&parent| self.sets.has(shared, parent))
        });
        let outermost = around.last().unwrap_or(unit);
        let inside = self.sets.intersection(shared, self.dimensions.subtree_sets[outermost as usize]);
        self.sets.difference(link.to, inside)
    }

    /// The circles among some units, service by service.
    fn add_circles(&self, units: &[u32], found: &mut BTreeMap<Vec<u32>, (Vec<Chunk>, BTreeSet<ClaimId>)>) {
        let members = self.sets.from_members(units.iter().copied());
        let inside = |link: &&Link| {
            !link.back && !self.sets.disjoint(link.from, members) && !self.sets.disjoint(link.to, members)
        };
        let links: Vec<&Link> = self.links().all.iter().filter(inside).collect();
        let services =
            links.iter().fold(SetId::EMPTY, |all, link| self.sets.union(all, self.claim(link.claim).services));
        let handling: Tasks = [Task::Handle, Task::Decide].into_iter().collect();
        let onward = |link: &Link, unit: u32| if link.back { SetId::EMPTY } else { self.handed_on(link, unit) };
        for service in self.sets.members(services) {
            let offered = self.offered(service);
            if offered.is_empty() {
                continue;
            }
            let handlers = self.holders_of(service, handling);
            let about: Vec<&Link> = self.links_about(service).filter(|link| !link.back).collect();
            let arriving = ByMembers::new(&self.sets, about.iter().map(|&link| (link.to, link)).collect());
            let ends = |end: fn(&Link) -> SetId| {
                let runs = about.iter().flat_map(|&link| self.sets.runs(end(link)).to_vec());
                self.sets.from_runs(runs.collect())
            };
            // Who gives nothing, or gets nothing, stands on no circle.
            let between = self.sets.intersection(ends(|link| link.from), ends(|link| link.to));
            // By unit: the cells in which its circle was found from a unit before it.
            let mut known: BTreeMap<u32, RegionId> = BTreeMap::new();
            for unit in self.sets.members(self.sets.intersection(members, between)) {
                let known_here = known.get(&unit).copied().unwrap_or(RegionId::EMPTY);
                let within = self.regions.difference(&self.sets, offered, known_here);
                let there = self.reach_by(service, unit, within, &onward);
                let Some(&circle) = there.get(&unit) else { continue };
                let back = self.reach_back(unit, circle, &arriving);
                let both = there.into_iter().filter_map(|(other, over)| {
                    let both = self.regions.intersection(&self.sets, over, *back.get(&other)?);
                    (!both.is_empty()).then_some((other, both))
                });
                let on_circle: Vec<(u32, RegionId)> = both.collect();
                for &(other, over) in &on_circle {
                    let known = known.entry(other).or_default();
                    *known = self.regions.union(&self.sets, *known, over);
                }
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
                if region.is_empty() {
                    continue;
                }
                for (circle, region) in self.companions(region, &on_circle) {
                    let set = self.sets.from_members(circle.iter().copied());
                    let service = self.sets.run(service, service + 1);
                    let cells = self.cells(service, region);
                    let (chunks, claims) = found.entry(circle).or_default();
                    chunks.push(Chunk { units: set, ..cells });
                    let goes_round = |link: &&&Link| {
                        let givers = self.sets.intersection(link.from, set);
                        self.sets.members(givers).any(|it| !self.sets.disjoint(onward(link, it), set))
                    };
                    let touching = about.iter().filter(goes_round).map(|link| link.claim).filter(|&id| {
                        let claim = self.claim(id);
                        self.both(cells, self.cells(claim.services, claim.region)).is_some()
                    });
                    claims.extend(touching);
                }
            }
        }
    }

    /// The units from which one is reached by handovers that lead forth, each with the cells of `within` in which it is; given
    /// the links by who receives.
    fn reach_back(&self, to: u32, within: RegionId, arriving: &ByMembers<&Link>) -> BTreeMap<u32, RegionId> {
        let (sets, regions) = (&self.sets, &self.regions);
        let mut reached: BTreeMap<u32, RegionId> = BTreeMap::new();
        let mut todo = vec![(to, within)];
        while let Some((unit, mut over)) = todo.pop() {
            if let Some(exists) = self.unit_existence(unit) {
                over = regions.intersection(sets, over, exists);
            }
            for link in arriving.with_some_of(sets, sets.run(unit, unit + 1)) {
                let handed = regions.intersection(sets, self.claim(link.claim).region, over);
                if handed.is_empty() {
                    continue;
                }
                for giver in sets.members(link.from).filter(|&giver| sets.has(self.handed_on(link, giver), unit)) {
                    let known = reached.get(&giver).copied().unwrap_or(RegionId::EMPTY);
                    let fresh = regions.difference(sets, handed, known);
                    if !fresh.is_empty() {
                        reached.insert(giver, regions.union(sets, known, fresh));
                        todo.push((giver, fresh));
                    }
                }
            }
        }
        reached
    }

    /// The circles in some cells, each with those in which it is made of exactly these units; given the cells in which each
    /// stands on one.
    fn companions(&self, region: RegionId, on_circle: &[(u32, RegionId)]) -> Vec<(Vec<u32>, RegionId)> {
        let (sets, regions) = (&self.sets, &self.regions);
        let mut out: Vec<(Vec<u32>, RegionId)> = vec![(Vec::new(), region)];
        for &(unit, there) in on_circle {
            let mut parts = Vec::with_capacity(out.len());
            for (mut circle, over) in out {
                let with = regions.intersection(sets, over, there);
                let without = regions.difference(sets, over, there);
                if !without.is_empty() {
                    parts.push((circle.clone(), without));
                }
                if !with.is_empty() {
                    circle.push(unit);
                    parts.push((circle, with));
                }
            }
            out = parts;
        }
        out
    }
}
