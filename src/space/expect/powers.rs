//! Expectations about mandates and delegations: a chain of them, over tasks, services and periods.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rustc_hash::FxHashMap;

use super::super::block::Axis;
use super::super::chunk::Chunk;
use super::super::claim::{ClaimId, Expected};
use super::super::dimensions::Dimensions;
use super::super::givers::Giver;
use super::super::mandates::Powers;
use super::super::set::SetId;
use super::roads::{narrowed, unasked, ways};
use super::{Behind, Lack, Oracle, Unmet, Who, unmet};
use crate::syntax::ast::{Head, Statement};

const SCOPE: &[Axis] = &[Axis::Task, Axis::Service, Axis::Period];

/// How many statements are told of where none makes it.
const FEW: usize = 3;

/// In how many cells of a box chains are looked for.
const CELLS: usize = 16;

/// What an expectation asks of the links of a chain.
#[derive(Clone, Copy)]
struct Asked {
    delegates: bool,
    /// It may be given on from the last unit.
    onward: bool,
    no: bool,
}

/// A link, and how many hops the chain to it has passed.
type Node = (usize, u32);

impl Oracle<'_> {
    /// Cells without a chain from each hop to the next, or (`no`) with one.
    pub(super) fn powers(&mut self, expected: &Expected, statement: &Statement, no: bool) -> Vec<Unmet> {
        let space = self.space;
        let (hops, _) = self.hops(statement);
        let onward = space.model.statements[expected.statement.at()].onward;
        let asked = Asked { delegates: expected.head == Head::Delegate, onward, no };
        let scope = self.scope_of(expected);
        let one = space.dimensions.one;
        let Some(ways) = ways(&hops) else { return unasked(space.scope_blocks(one, &[scope]), SCOPE, &hops) };
        let mut lacks: [Vec<Chunk>; 3] = Default::default();
        for way in &ways {
            for (all, found) in lacks.iter_mut().zip(self.powerless(way, scope, asked)) {
                all.extend(found);
            }
        }
        let mut told: Vec<Chunk> = Vec::new();
        for chunks in &mut lacks {
            for &chunk in &told {
                space.subtract(chunks, chunk);
            }
            told.extend_from_slice(chunks);
        }
        let [powerless, whole, withheld] = lacks;
        let mut parts: Vec<(&[usize], Lack, Vec<Chunk>)> = Vec::new();
        let [mut fixed, whole] =
            if asked.no || asked.delegates { [Vec::new(), whole] } else { space.fixed_and_others(&whole) };
        for (giver, chunks) in space.by_owner(&powerless) {
            match giver {
                Giver::Decides(_) => fixed.extend(chunks),
                _ => parts.push((&[0], Lack::Powerless(giver), chunks)),
            }
        }
        parts.push((&[0, 1], Lack::Fixed, fixed));
        parts.extend([(&[1][..], Lack::Whole, whole), (&[2][..], Lack::Unlike { relayed: false }, withheld)]);
        let mut out = Vec::new();
        for (faults, lack, chunks) in parts {
            for block in space.scope_blocks(one, &chunks) {
                let here = space.scope(block.get(Axis::Task), block.get(Axis::Service), block.get(Axis::Period));
                let fails = |way: &&Vec<Who>| {
                    ways.len() == 1 || {
                        let found = self.powerless(way, here, asked);
                        faults.iter().any(|&at| !found[at].is_empty())
                    }
                };
                let failing: Vec<&Vec<Who>> = ways.iter().filter(fails).collect();
                let (narrow, terms) = narrowed(&hops, &failing);
                let behind = match lack {
                    _ if no => self.makers_of_chains(here, &failing, asked, Behind::Makes),
                    Lack::Unlike { .. } => {
                        let asked = Asked { onward: false, ..asked };
                        self.makers_of_chains(here, &failing, asked, Behind::There)
                    }
                    _ => self.chains_from(&narrow, here, asked),
                };
                out.push(Unmet { lack, terms, ..unmet(block, SCOPE, behind) });
            }
        }
        out
    }

    /// The part of a scope in which, along a way, the first unit has no power to give, no chain leads, and one leads that may not
    /// go on; or (`no`) in place of the second in which one leads. Units that are named are asked while they exist.
    fn powerless(&self, way: &[Who], scope: Chunk, asked: Asked) -> [Vec<Chunk>; 3] {
        let space = self.space;
        let named = way.iter().filter_map(|who| who.named);
        let periods = named.fold(space.dimensions.all_periods, |all, unit| {
            space.sets.intersection(all, space.lifetime(&space.model.units[unit as usize]))
        });
        let then = space.scope(scope.keys, scope.services, periods);
        let Some(scope) = space.both(scope, then) else { return Default::default() };
        if asked.no {
            return [Vec::new(), self.chain(way, scope, asked), Vec::new()];
        }
        let without = |mut left: Vec<Chunk>, there: Vec<Chunk>| {
            for chunk in there {
                space.subtract(&mut left, chunk);
            }
            left
        };
        let there = self.chain(way, scope, Asked { onward: false, ..asked });
        let missing = without(vec![scope], there.clone());
        let withheld = if asked.onward { without(there, self.chain(way, scope, asked)) } else { Vec::new() };
        if missing.is_empty() || asked.delegates {
            return [Vec::new(), missing, withheld];
        }
        let givers = way.first().map_or(SetId::EMPTY, |who| who.units);
        let has = space.sets.members(givers).flat_map(|giver| self.gives(giver, scope, None)).collect();
        let without_power = without(missing.clone(), has);
        let whole = without(missing, without_power.clone());
        [without_power, whole, withheld]
    }

    /// Tasks × services × periods of an expectation.
    fn scope_of(&self, expected: &Expected) -> Chunk {
        let space = self.space;
        let regions = expected.parts.iter().map(|part| space.cells(expected.services, part.1));
        let periods = space.periods_of(&regions.collect::<Vec<_>>());
        space.scope(Dimensions::tasks(&space.sets, expected.tasks), expected.services, periods)
    }

    /// The part of a scope in which chains lead from each hop to the next, through the same units.
    fn chain(&self, way: &[Who], scope: Chunk, asked: Asked) -> Vec<Chunk> {
        let space = self.space;
        let meant = |who: &Who| if asked.no { who.reach } else { who.units };
        let Some((first, rest)) = way.split_first() else { return Vec::new() };
        let mut at: Vec<(u32, Vec<Chunk>)> = space.sets.members(meant(first)).map(|unit| (unit, vec![scope])).collect();
        for (hop, who) in rest.iter().enumerate() {
            let last = hop + 1 == rest.len();
            let mut next: FxHashMap<u32, Vec<Chunk>> = FxHashMap::default();
            for (unit, cells) in &at {
                for (receiver, given) in
                    self.given_by(*unit, meant(who), scope, Asked { onward: asked.onward && last, ..asked })
                {
                    let both = cells.iter().flat_map(|&one| given.iter().filter_map(move |&two| space.both(one, two)));
                    next.entry(receiver).or_default().extend(both);
                }
            }
            at = next.into_iter().collect();
            at.sort_unstable_by_key(|it| it.0);
        }
        at.into_iter().flat_map(|(_, cells)| cells).collect()
    }

    /// What some units receive from one, by one link or more.
    fn given_by(&self, giver: u32, to: SetId, scope: Chunk, asked: Asked) -> Vec<(u32, Vec<Chunk>)> {
        let space = self.space;
        let powers = space.powers();
        let mut traced: FxHashMap<u32, Vec<Chunk>> = FxHashMap::default();
        let mut todo: Vec<u32> = Vec::new();
        let starts = powers.giving.get(&giver).into_iter().flatten().copied();
        for at in starts.filter(|&at| powers.chain(at).delegates == asked.delegates) {
            let begun = self.begun(powers, giver, at, scope, asked);
            if self.add(&mut traced, at, begun) {
                todo.push(at);
            }
        }
        while let Some(at) = todo.pop() {
            let carried = traced.get(&at).cloned().unwrap_or_default();
            let follows = powers.links.get(at as usize + 1).filter(|next| !next.first);
            // Links, and through whom of one the power goes on to the other.
            let mut next: Vec<(u32, SetId)> = follows.map(|link| (at + 1, link.giver)).into_iter().collect();
            if powers.chain(at).onward || asked.delegates {
                for receiver in space.sets.members(powers.links[at as usize].receiver) {
                    let own = space.dimensions.unit_sets[receiver as usize];
                    next.extend(powers.giving.get(&receiver).into_iter().flatten().map(|&at| (at, own)));
                }
            }
            for (next, through) in next.into_iter().filter(|it| powers.chain(it.0).delegates == asked.delegates) {
                let own = powers.chain(next).scope;
                let carried =
                    carried.iter().filter_map(|&it| space.while_there(through, space.both(it, own)?)).collect();
                if self.add(&mut traced, next, carried) {
                    todo.push(next);
                }
            }
        }
        let mut links: Vec<u32> = traced.keys().copied().collect();
        links.sort_unstable();
        let mut out: Vec<(u32, Vec<Chunk>)> = Vec::new();
        for at in links.into_iter().filter(|&at| !asked.onward || powers.chain(at).onward) {
            for unit in space.sets.members(space.sets.intersection(powers.links[at as usize].receiver, to)) {
                let own = space.dimensions.unit_sets[unit as usize];
                out.push((unit, traced[&at].iter().filter_map(|&it| space.while_there(own, it)).collect()));
            }
        }
        out
    }

    /// What a unit gives by one link: what it has of itself or received, within the link's box and the scope. Where nobody
    /// knows who is competent, what is stated counts.
    fn begun(&self, powers: &Powers, giver: u32, at: u32, scope: Chunk, asked: Asked) -> Vec<Chunk> {
        let space = self.space;
        let own = powers.chain(at).scope;
        let Some(asked_here) = space.both(own, scope) else { return Vec::new() };
        if asked.delegates {
            return space.while_there(space.dimensions.unit_sets[giver as usize], asked_here).into_iter().collect();
        }
        self.gives(giver, asked_here, Some(at))
    }

    /// What of a scope a unit may give on, of itself or because it received it; by a link also what the link before it gives.
    fn gives(&self, giver: u32, scope: Chunk, by: Option<u32>) -> Vec<Chunk> {
        let space = self.space;
        let powers = space.powers();
        let mut sources = powers.sources(space, giver, scope.services, true);
        if let Some(at) = by.filter(|&at| !powers.links[at as usize].first) {
            sources.extend_from_slice(&powers.given[at as usize - 1]);
        }
        let unknown = space.sets.intersection(scope.services, powers.unknown);
        sources.push(Chunk { services: unknown, ..scope });
        sources.retain(|chunk| !chunk.is_empty());
        sources.into_iter().filter_map(|source| space.both(source, scope)).collect()
    }

    /// Adds what is new to what a link is known to carry; whether anything was.
    fn add(&self, traced: &mut FxHashMap<u32, Vec<Chunk>>, at: u32, mut fresh: Vec<Chunk>) -> bool {
        let known = traced.entry(at).or_default();
        for &chunk in known.iter() {
            self.space.subtract(&mut fresh, chunk);
        }
        let any = !fresh.is_empty();
        known.extend(fresh);
        any
    }

    /// The chains that leave the first hop, and those that reach the last.
    fn chains_from(&self, hops: &[Vec<Who>], scope: Chunk, asked: Asked) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let powers = space.powers();
        let units = |hop: Option<&Vec<Who>>| self.all_of(hop.map_or(&[], Vec::as_slice), false);
        let (from, to) = (units(hops.first()), units(hops.last()));
        let mut out: Vec<(ClaimId, Behind)> = Vec::new();
        for chain in powers.chains.iter().filter(|it| it.delegates == asked.delegates) {
            let meets = |set: SetId, hops: &[SetId]| hops.iter().any(|&hop| !space.sets.disjoint(hop, set));
            let leaves = chain.hops.split_last().is_some_and(|(_, givers)| meets(from, givers));
            let reaches = chain.hops.split_first().is_some_and(|(_, receivers)| meets(to, receivers));
            if (leaves || reaches) && space.both(chain.scope, scope).is_some() {
                let behind = match (leaves, reaches) {
                    (true, true) if hops.len() == 2 && space.both(chain.scope, scope) == Some(scope) => Behind::There,
                    (true, _) => Behind::Leads,
                    (false, _) => Behind::Arrives,
                };
                out.push((chain.claim, behind));
            }
            if out.len() == FEW {
                break;
            }
        }
        out
    }

    /// The statements of the shortest chains along some ways, as far as the cells of a scope need them; of those that should be
    /// there the last.
    fn makers_of_chains(
        &self,
        scope: Chunk,
        ways: &[&Vec<Who>],
        asked: Asked,
        behind: Behind,
    ) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let powers = space.powers();
        let meant = |who: &Who| if asked.no { who.reach } else { who.units };
        let ways: Vec<Vec<SetId>> = ways.iter().map(|way| way.iter().map(meant).collect()).collect();
        let mut left = vec![scope];
        let mut out: BTreeSet<ClaimId> = BTreeSet::new();
        for _ in 0..CELLS {
            let Some(&whole) = left.first() else { break };
            let first = |set| space.sets.first(set).map_or(SetId::EMPTY, |it| space.sets.run(it, it + 1));
            let cell = Chunk {
                keys: first(whole.keys),
                services: first(whole.services),
                region: space.first_of(whole.region),
                ..whole
            };
            let (mut links, mut ends) = (Vec::new(), Vec::new());
            for way in &ways {
                let (all, last) = self.links_through(way, cell, asked);
                links.extend(all);
                ends.extend(last);
            }
            let mut over = if links.is_empty() { cell } else { whole };
            for &at in &links {
                over = space.both(over, powers.chain(at).scope).unwrap_or(cell);
            }
            out.extend(
                links
                    .into_iter()
                    .filter(|&at| behind == Behind::Makes || ends.contains(&at))
                    .map(|at| powers.chain(at).claim),
            );
            space.subtract(&mut left, over);
        }
        out.into_iter().map(|claim| (claim, behind)).collect()
    }

    /// The links of the shortest chains through some units of each hop, in one cell, and the last ones among them.
    fn links_through(&self, way: &[SetId], cell: Chunk, asked: Asked) -> (Vec<u32>, Vec<u32>) {
        let space = self.space;
        let powers = space.powers();
        let Some((&first, rest)) = way.split_first() else { return (Vec::new(), Vec::new()) };
        let giving = |unit: u32| powers.giving.get(&unit).into_iter().flatten().copied();
        let fits = |at: u32| powers.chain(at).delegates == asked.delegates;
        let begun = |unit: u32| {
            giving(unit).filter(move |&at| fits(at) && !self.begun(powers, unit, at, cell, asked).is_empty())
        };
        // By hops passed and link, the links before it on the shortest chains.
        let mut known: BTreeMap<Node, (u32, Vec<Node>)> = BTreeMap::new();
        let mut todo: VecDeque<Node> = VecDeque::new();
        for at in space.sets.members(first).flat_map(begun) {
            if known.insert((0, at), (0, Vec::new())).is_none() {
                todo.push_back((0, at));
            }
        }
        let mut ends: Vec<Node> = Vec::new();
        let mut shortest = u32::MAX;
        while let Some((passed, at)) = todo.pop_front() {
            let length = known[&(passed, at)].0;
            if length > shortest {
                break;
            }
            let receivers = powers.links[at as usize].receiver;
            let mut next: Vec<Node> = Vec::new();
            let arrived = space.sets.intersection(receivers, rest.get(passed).copied().unwrap_or(SetId::EMPTY));
            if !arrived.is_empty() {
                if passed + 1 < rest.len() {
                    next.extend(space.sets.members(arrived).flat_map(begun).map(|at| (passed + 1, at)));
                } else if !asked.onward || powers.chain(at).onward {
                    shortest = length;
                    ends.push((passed, at));
                    continue;
                }
            }
            let follows = powers.links.get(at as usize + 1).is_some_and(|next| !next.first);
            next.extend(follows.then_some((passed, at + 1)));
            if powers.chain(at).onward || asked.delegates {
                next.extend(space.sets.members(receivers).flat_map(giving).map(|next| (passed, next)));
            }
            next.retain(|&(_, next)| fits(next) && space.both(powers.chain(next).scope, cell).is_some());
            for node in next {
                let entry = known.entry(node).or_insert_with(|| {
                    todo.push_back(node);
                    (length + 1, Vec::new())
                });
                if entry.0 == length + 1 {
                    entry.1.push((passed, at));
                }
            }
        }
        let last = ends.iter().map(|&(_, at)| at).collect();
        let mut seen: BTreeSet<Node> = ends.iter().copied().collect();
        while let Some(node) = ends.pop() {
            ends.extend(known[&node].1.iter().filter(|&&before| seen.insert(before)));
        }
        (seen.into_iter().map(|(_, at)| at).collect(), last)
    }
}
