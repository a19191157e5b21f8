//! The roads that are there, statement by statement, in one cell: those that come nearest to what is asked of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::super::block::{Axis, Block};
use super::super::claim::{ClaimId, Expected};
use super::super::groups::GroupId;
use super::super::handovers::Link;
use super::super::region::RegionId;
use super::super::set::SetId;
use super::offered::PLACE;
use super::roads::Way;
use super::{Behind, Lack, Oracle, Unmet, Who, unmet};
use crate::syntax::ast::Arrow;

/// The grade of a handover that is not at all what is asked.
pub(super) const FAR: u64 = u64::MAX;

/// In how many cells of a box roads are looked for.
const CELLS: usize = 256;

/// How many ways to choose one unit of each hop are compared.
const CHOICES: usize = 64;

/// The best roads through some hops.
#[derive(Debug, Default)]
pub(super) struct Trail {
    /// Those of all best roads, in order.
    pub(super) claims: Vec<ClaimId>,
    /// How many handovers one takes.
    pub(super) handovers: u32,
    /// How many of these are not what is asked.
    pub(super) holes: u32,
    /// The grade of the worst; `None` where no road leads.
    pub(super) worst: Option<u64>,
}

/// What a road costs: the grade of its worst handover, how many have one, and how many there are.
type Cost = (u64, u32, u32);

/// A unit, and how many hops the road to it has passed.
type Node = (usize, u32);

/// The best cost of a node, and from where it is reached at that.
type Known = (Cost, Vec<(Node, ClaimId)>);

impl Oracle<'_> {
    /// The best roads through some units of each hop, in one cell, by the handovers with a grade: 0 is as it should be.
    pub(super) fn trail(
        &self,
        service: u32,
        cell: RegionId,
        hops: &[SetId],
        grade: &dyn Fn(&Link) -> Option<u64>,
    ) -> Trail {
        let (space, sets) = (self.space, &self.space.sets);
        let Some((&first, last)) = hops.first().zip(hops.len().checked_sub(1)) else { return Trail::default() };
        let meets = |region: RegionId| !space.regions.disjoint(sets, region, cell);
        let exists = |unit: u32| space.unit_existence(unit).is_none_or(meets);
        let mut known: BTreeMap<Node, Known> = BTreeMap::new();
        let mut todo = BinaryHeap::new();
        for unit in self.leaving(service, first).into_iter().filter(|&unit| exists(unit)) {
            known.insert((0, unit), ((0, 0, 0), Vec::new()));
            todo.push(Reverse(((0, 0, 0), (0, unit))));
        }
        let mut best: Option<Cost> = None;
        while let Some(Reverse((cost, node))) = todo.pop() {
            if best.is_some_and(|best| best < cost) {
                break;
            }
            if known.get(&node).is_none_or(|it| it.0 != cost) {
                continue;
            }
            let (layer, unit) = node;
            if layer == last {
                best = Some(cost);
                continue;
            }
            for link in space.links_leaving(unit, service) {
                let Some(grade) = grade(link) else { continue };
                let next_cost = (cost.0.max(grade), cost.1 + u32::from(grade > 0), cost.2 + 1);
                for receiver in sets.members(link.to).filter(|&receiver| exists(receiver)) {
                    let arrives = sets.has(hops[layer + 1], receiver).then_some((layer + 1, receiver));
                    for next in arrives.into_iter().chain([(layer, receiver)]) {
                        let entry = known.entry(next).or_insert(((u64::MAX, u32::MAX, u32::MAX), Vec::new()));
                        if next_cost < entry.0 {
                            *entry = (next_cost, vec![(node, link.claim)]);
                            todo.push(Reverse((next_cost, next)));
                        } else if next_cost == entry.0 && !entry.1.contains(&(node, link.claim)) {
                            entry.1.push((node, link.claim));
                        }
                    }
                }
            }
        }
        let Some(best) = best else { return Trail::default() };
        let ends = known.iter().filter(|(node, it)| node.0 == last && it.0 == best).map(|it| *it.0);
        Trail { claims: behind(&known, ends.collect()), handovers: best.2, holes: best.1, worst: Some(best.0) }
    }

    /// A block in which no road should be, with the statements of the shortest ones along some ways, forth or (`<->`) back, as
    /// far as its cells need them.
    pub(super) fn made(&self, block: Block, ways: &[&Vec<Who>], arrows: &[Arrow], expected: &Expected) -> Unmet {
        let (space, sets, regions) = (self.space, &self.space.sets, &self.space.regions);
        let reach = |way: &&Vec<Who>| way.iter().map(|who| who.reach).collect::<Vec<SetId>>();
        let forth: Vec<Vec<SetId>> = ways.iter().map(reach).collect();
        let back: Vec<Vec<SetId>> = if arrows.contains(&Arrow::Both) {
            forth.iter().map(|road| road.iter().rev().copied().collect()).collect()
        } else {
            Vec::new()
        };
        let mut out: BTreeSet<ClaimId> = BTreeSet::new();
        self.cell_by_cell(block, &mut |service, cell| {
            let fits = |link: &Link| {
                self.unlikeness(link.claim, expected) == 0
                    && !regions.disjoint(sets, space.claim(link.claim).region, cell)
            };
            let trail = |road: &Vec<SetId>| self.trail(service, cell, road, &|link| fits(link).then_some(0)).claims;
            let mut claims: Vec<ClaimId> = forth.iter().flat_map(trail).collect();
            claims.extend(back.iter().flat_map(trail));
            out.extend(&claims);
            claims
        });
        let lack = match self.led_forth(block, ways, expected) {
            _ if back.is_empty() => Lack::Whole,
            Some(true) => Lack::Whole,
            Some(false) => Lack::Either,
            None => Lack::Back(0),
        };
        Unmet { lack, ..unmet(block, PLACE, out.into_iter().map(|claim| (claim, Behind::Makes)).collect()) }
    }

    /// Whether along some ways a road that should not be there leads forth in all cells of a block, or in some; `None` for none.
    fn led_forth(&self, block: Block, ways: &[&Vec<Who>], expected: &Expected) -> Option<bool> {
        let (space, sets, regions) = (self.space, &self.space.sets, &self.space.regions);
        let whole = space.block_region(block);
        let (mut some, mut all) = (false, true);
        for service in space.sample(block) {
            let led = ways.iter().fold(RegionId::EMPTY, |all, way| {
                let arrows = vec![Arrow::Forth; way.len().saturating_sub(1)];
                let way = Way { hops: way, arrows: &arrows, no: true };
                regions.union(sets, all, self.road(service, way, whole, Some(expected)))
            });
            some |= !led.is_empty();
            all &= regions.is_subset(sets, whole, led);
        }
        some.then_some(all)
    }

    /// The handovers that are not done as expected, on the roads that come nearest, as far as the cells of a block need them.
    pub(super) fn unlike(&self, block: Block, ways: &[&Vec<Who>], arrows: &[Arrow], expected: &Expected) -> Unmet {
        let (space, sets, regions) = (self.space, &self.space.sets, &self.space.regions);
        let mut legs: Vec<Vec<SetId>> = Vec::new();
        for way in ways {
            let units = self.by_one(block, way, arrows, expected);
            let back = units.windows(2).zip(arrows).filter(|(_, arrow)| **arrow == Arrow::Both);
            legs.extend(back.map(|(leg, _)| vec![leg[1], leg[0]]));
            legs.push(units);
        }
        let (mut relayed, mut found) = (false, BTreeSet::new());
        self.cell_by_cell(block, &mut |service, cell| {
            let there = |link: &Link| !regions.disjoint(sets, space.claim(link.claim).region, cell);
            let grade = |link: &Link| there(link).then(|| self.unlikeness(link.claim, expected));
            let mut all = Vec::new();
            for leg in &legs {
                let trail = self.trail(service, cell, leg, &grade);
                let unlike = trail.claims.iter().map(|&claim| (self.unlikeness(claim, expected), claim));
                let before = found.len();
                found.extend(unlike.filter(|it| it.0 > 0));
                relayed |= found.len() > before && trail.handovers > 1;
                all.extend(trail.claims);
            }
            all
        });
        // What differs most comes first.
        let mut found: Vec<(u64, ClaimId)> = found.into_iter().collect();
        found.sort_by_key(|&(grade, claim)| (Reverse(grade), claim));
        let behind = found.into_iter().map(|(_, claim)| (claim, Behind::There)).collect();
        Unmet { lack: Lack::Unlike { relayed }, ..unmet(block, PLACE, behind) }
    }

    /// Of a road that has to come back to where it was, the units of each hop by which it is least bad in the first cell of a
    /// block: a class means the same one there and back. All of a class where there are many.
    fn by_one(&self, block: Block, way: &[Who], arrows: &[Arrow], expected: &Expected) -> Vec<SetId> {
        let (space, sets, regions) = (self.space, &self.space.sets, &self.space.regions);
        let whole: Vec<SetId> = way.iter().map(|who| who.units).collect();
        let many = whole.iter().fold(1_usize, |all, &hop| all.saturating_mul(sets.len(hop) as usize));
        if !arrows.contains(&Arrow::Both) || many == 1 || many > CHOICES {
            return whole;
        }
        let service = sets.first(block.get(Axis::Service)).unwrap_or_default();
        let cell = space.first_cell(block);
        let there = |link: &Link| !regions.disjoint(sets, space.claim(link.claim).region, cell);
        let grade = |link: &Link| there(link).then(|| self.unlikeness(link.claim, expected));
        let mut choices: Vec<Vec<SetId>> = vec![Vec::new()];
        for &hop in &whole {
            let members = sets.list(hop);
            choices = choices
                .iter()
                .flat_map(|way| members.iter().map(|&it| [way.as_slice(), &[sets.run(it, it + 1)]].concat()))
                .collect();
        }
        let worst = |units: &Vec<SetId>| {
            let back = units.windows(2).zip(arrows).filter(|(_, arrow)| **arrow == Arrow::Both);
            let legs = back.map(|(leg, _)| vec![leg[1], leg[0]]).chain([units.clone()]);
            legs.map(|leg| self.trail(service, cell, &leg, &grade).worst).try_fold(0, |all, it| Some(it?.max(all)))
        };
        let graded = choices.into_iter().filter_map(|units| Some((worst(&units)?, units)));
        graded.min_by_key(|it| it.0).map_or(whole, |it| it.1)
    }

    /// Goes over the first cells of the services of a block, but for those in which all statements hold that another cell of
    /// the service was found to depend on.
    fn cell_by_cell(&self, block: Block, look: &mut dyn FnMut(u32, RegionId) -> Vec<ClaimId>) {
        let (space, sets, regions) = (self.space, &self.space.sets, &self.space.regions);
        let mut seen: Vec<Vec<GroupId>> = Vec::new();
        for service in space.sample(block) {
            let groups = space.groups.of(service).filter(|group| space.links().by_group.contains_key(group));
            let groups: Vec<GroupId> = groups.collect();
            if seen.contains(&groups) {
                continue;
            }
            seen.push(groups);
            let mut left = space.block_region(block);
            for _ in 0..CELLS {
                if left.is_empty() {
                    break;
                }
                let cell = space.first_of(left);
                let claims = look(service, cell);
                let mut over = if claims.is_empty() { cell } else { left };
                for id in claims {
                    over = regions.intersection(sets, over, space.claim(id).region);
                }
                left = regions.difference(sets, left, over);
            }
        }
    }
}

/// The statements of all ways to some nodes.
fn behind(known: &BTreeMap<Node, Known>, ends: Vec<Node>) -> Vec<ClaimId> {
    let mut out = BTreeSet::new();
    let mut seen: BTreeSet<Node> = ends.iter().copied().collect();
    let mut todo = ends;
    while let Some(node) = todo.pop() {
        for &(before, claim) in known.get(&node).map_or(&[][..], |it| &it.1) {
            out.insert(claim);
            if seen.insert(before) {
                todo.push(before);
            }
        }
    }
    out.into_iter().collect()
}
