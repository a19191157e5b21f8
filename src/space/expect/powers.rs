//! Expectations about mandates and delegations: a chain of them, over tasks, services and periods.

use rustc_hash::FxHashMap;

use super::super::block::Axis;
use super::super::chunk::Chunk;
use super::super::claim::{ClaimId, Expected};
use super::super::dimensions::Dimensions;
use super::super::mandates::Powers;
use super::super::set::SetId;
use super::roads::ways;
use super::{Behind, Oracle, Unmet, Who, unmet};
use crate::syntax::ast::{Head, Statement};

const SCOPE: &[Axis] = &[Axis::Task, Axis::Service, Axis::Period];

/// How many statements are told of.
const FEW: usize = 3;

/// What an expectation asks of the links of a chain.
#[derive(Clone, Copy)]
struct Asked {
    delegates: bool,
    /// It may be given on from the last unit.
    onward: bool,
    no: bool,
}

impl Oracle<'_> {
    /// Cells without a chain from each hop to the next, or (`no`) with one.
    pub(super) fn powers(&mut self, expected: &Expected, statement: &Statement, no: bool) -> Vec<Unmet> {
        let space = self.space;
        let (hops, _) = self.hops(statement);
        let onward = space.model.statements[expected.statement.at()].onward;
        let asked = Asked { delegates: expected.head == Head::Delegate, onward, no };
        let scope = self.scope_of(expected);
        let mut chunks = Vec::new();
        for way in ways(&hops) {
            let there = self.chain(&way, scope, asked);
            if no {
                chunks.extend(there);
                continue;
            }
            let mut left = vec![scope];
            for chunk in there {
                space.subtract(&mut left, chunk);
            }
            chunks.extend(left);
        }
        chunks.retain(|chunk| !chunk.is_empty());
        let blocks = space.scope_blocks(space.dimensions.one, &chunks).into_iter();
        let behind = self.chains_from(&hops, scope, asked);
        blocks.map(|block| unmet(block, SCOPE, behind.clone())).collect()
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
            let follows = powers.links.get(at as usize + 1).is_some_and(|next| !next.first);
            let mut next: Vec<u32> = if follows { vec![at + 1] } else { Vec::new() };
            if powers.chain(at).onward || asked.delegates {
                for receiver in space.sets.members(powers.links[at as usize].receiver) {
                    next.extend(powers.giving.get(&receiver).into_iter().flatten());
                }
            }
            for next in next.into_iter().filter(|&next| powers.chain(next).delegates == asked.delegates) {
                let own = powers.chain(next).scope;
                let carried = carried.iter().filter_map(|&it| space.both(it, own)).collect();
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
                out.push((unit, traced[&at].clone()));
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
            return vec![asked_here];
        }
        let mut sources = powers.sources(space, giver, own.services, true);
        let link = powers.links[at as usize];
        if !link.first {
            sources.extend_from_slice(&powers.given[at as usize - 1]);
        }
        let unknown = space.sets.intersection(asked_here.services, powers.unknown);
        sources.push(Chunk { services: unknown, ..asked_here });
        sources.retain(|chunk| !chunk.is_empty());
        sources.into_iter().filter_map(|source| space.both(source, asked_here)).collect()
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
        let units = |hop: Option<&Vec<Who>>| self.all_of(hop.map_or(&[], Vec::as_slice), asked.no);
        let (from, to) = (units(hops.first()), units(hops.last()));
        let mut out: Vec<(ClaimId, Behind)> = Vec::new();
        for chain in powers.chains.iter().filter(|it| it.delegates == asked.delegates) {
            let meets = |set: SetId, hops: &[SetId]| hops.iter().any(|&hop| !space.sets.disjoint(hop, set));
            let leaves = chain.hops.split_last().is_some_and(|(_, givers)| meets(from, givers));
            let reaches = chain.hops.split_first().is_some_and(|(_, receivers)| meets(to, receivers));
            let wanted = if asked.no { leaves && reaches } else { leaves || reaches };
            if wanted && space.both(chain.scope, scope).is_some() {
                let there = leaves && reaches && hops.len() == 2;
                let behind = if there { Behind::There } else { Behind::Leads };
                out.push((chain.claim, if asked.no { Behind::Makes } else { behind }));
            }
            if out.len() == FEW {
                break;
            }
        }
        out
    }
}
