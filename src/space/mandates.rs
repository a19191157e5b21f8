//! Who may decide: powers that start at a competent body and go down by mandates and delegations. A power is a set of
//! (task, service, period); as chunks the keys are tasks and the region's moments are periods of one audience.

use std::collections::{BTreeMap, VecDeque};

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::words::{Task, UnitKind};
use crate::syntax::ast::Head;

use super::Space;
use super::block::Block;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::dimensions::Dimensions;
use super::groups::GroupId;
use super::near::Near;
use super::region::RegionId;
use super::set::SetId;

/// One statement's chain: who gives to whom, and what at most.
#[derive(Debug)]
pub struct Chain {
    pub claim: ClaimId,
    /// The units of every hop, exactly those named.
    pub hops: Vec<SetId>,
    pub onward: bool,
    pub delegates: bool,
    /// The box of the statement.
    pub scope: Chunk,
}

/// One arrow of a chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    chain: u32,
    pub(super) giver: SetId,
    pub(super) receiver: SetId,
    /// It is the first of its chain; the one before it stands before it in the list otherwise.
    pub(super) first: bool,
}

/// The powers of a policy.
#[derive(Debug)]
pub struct Powers {
    pub chains: Vec<Chain>,
    pub(super) links: Vec<Link>,
    /// Links by a unit that gives in them.
    pub(super) giving: FxHashMap<u32, Vec<u32>>,
    /// Links by a unit that receives in them, and their group of services.
    receiving: FxHashMap<(u32, GroupId), Vec<u32>>,
    receiving_any: FxHashMap<u32, Vec<u32>>,
    /// What units have of themselves: as competent bodies, or delegated to them.
    own: BTreeMap<u32, Vec<Chunk>>,
    /// Those units by services.
    owners: Near<u32>,
    /// What each link really gives.
    pub(super) given: Vec<Vec<Chunk>>,
    /// Services of which the competent body is not known.
    pub unknown: SetId,
    /// Competent bodies and boards.
    bodies: SetId,
}

/// A part of a chain's box that its giver may not give.
#[derive(Debug)]
pub struct Excess {
    pub claim: ClaimId,
    pub giver: u32,
    /// Those who receive, of whom all exist at the same times.
    pub receivers: SetId,
    pub chunks: Vec<Chunk>,
    /// The claims by which the giver received: all, or those that keep it from giving on.
    pub sources: Vec<ClaimId>,
}

impl Powers {
    pub(super) fn new(space: &Space<'_>) -> Self {
        let chains = chains(space);
        let mut links = Vec::new();
        for (at, chain) in (0..).zip(&chains) {
            for (hop, pair) in chain.hops.windows(2).enumerate() {
                links.push(Link { chain: at, giver: pair[0], receiver: pair[1], first: hop == 0 });
            }
        }
        let mut receiving: FxHashMap<(u32, GroupId), Vec<u32>> = FxHashMap::default();
        let mut receiving_any: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (at, link) in (0..).zip(&links) {
            let services = chains[link.chain as usize].scope.services;
            let group = space.groups.group(services).expect("every claim has a group");
            for unit in space.sets.members(link.receiver) {
                receiving.entry((unit, group)).or_default().push(at);
                receiving_any.entry(unit).or_default().push(at);
            }
        }
        let (competence, unknown) = competence(space);
        let bodies = space.sets.from_members(competence.keys().copied());
        let given = vec![Vec::new(); links.len()];
        let own = delegate(space, &chains, competence);
        let giving = FxHashMap::default();
        let services = |chunks: &Vec<Chunk>| chunks.iter().map(|it| it.services).collect();
        let owners = Near::new(&space.sets, own.iter().map(|(&unit, chunks)| (unit, services(chunks))));
        let mut out = Self { chains, links, giving, receiving, receiving_any, own, owners, given, unknown, bodies };
        out.give(space);
        out
    }

    /// What a unit has of itself.
    pub(super) fn own_of(&self, unit: u32) -> &[Chunk] {
        self.own.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// The units that have something of themselves, and what.
    pub(super) fn owners(&self) -> impl Iterator<Item = (u32, &[Chunk])> {
        self.own.iter().map(|(&unit, chunks)| (unit, chunks.as_slice()))
    }

    /// The units that may have something of themselves about a service.
    pub(super) fn owners_near(&self, service: u32) -> Vec<u32> {
        self.owners.some_of(std::iter::once(service))
    }

    pub(super) fn chain(&self, link: u32) -> &Chain {
        &self.chains[self.links[link as usize].chain as usize]
    }

    /// Works out what every link gives, from the bodies downwards, until nothing more is given.
    fn give(&mut self, space: &Space<'_>) {
        let mut by_giver: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        let mut todo: VecDeque<u32> = VecDeque::new();
        for (at, link) in (0..).zip(&self.links) {
            for giver in space.sets.members(link.giver) {
                by_giver.entry(giver).or_default().push(at);
            }
            todo.push_back(at);
        }
        let mut waiting = vec![true; self.links.len()];
        while let Some(at) = todo.pop_front() {
            waiting[at as usize] = false;
            let fresh = self.fresh(space, at);
            if fresh.is_empty() {
                continue;
            }
            self.given[at as usize].extend(fresh);
            let mut wake = Vec::new();
            if self.links.get(at as usize + 1).is_some_and(|next| !next.first) {
                wake.push(at + 1);
            }
            if self.chain(at).onward {
                let services = self.chain(at).scope.services;
                for receiver in space.sets.members(self.links[at as usize].receiver) {
                    let next = by_giver.get(&receiver).into_iter().flatten().copied();
                    wake.extend(next.filter(|&next| !space.sets.disjoint(self.chain(next).scope.services, services)));
                }
            }
            for next in wake {
                if !waiting[next as usize] {
                    waiting[next as usize] = true;
                    todo.push_back(next);
                }
            }
        }
        self.giving = by_giver;
    }

    /// What a link gives beyond what it is known to give.
    fn fresh(&self, space: &Space<'_>, at: u32) -> Vec<Chunk> {
        let (link, chain) = (self.links[at as usize], self.chain(at));
        if chain.delegates {
            return Vec::new();
        }
        let mut left = vec![chain.scope];
        for chunk in &self.given[at as usize] {
            space.subtract(&mut left, *chunk);
        }
        let mut sources = Vec::new();
        if !link.first {
            let given = self.given[at as usize - 1].iter();
            sources.extend(given.filter_map(|&it| space.while_there(link.giver, it)));
        }
        for giver in space.sets.members(link.giver) {
            sources.extend(self.sources(space, giver, chain.scope.services, true));
        }
        sources
            .into_iter()
            .flat_map(|source| left.iter().filter_map(move |&it| space.both(it, source)).collect::<Vec<_>>())
            .collect()
    }

    /// What a unit has for some services while it is there: its own power, and what chains give it; only what it may give on, when
    /// asked.
    pub(super) fn sources(&self, space: &Space<'_>, unit: u32, services: SetId, onward: bool) -> Vec<Chunk> {
        let mut out = self.own.get(&unit).cloned().unwrap_or_default();
        for at in self.received(space, unit, services) {
            if !onward || self.chain(at).onward {
                out.extend_from_slice(&self.given[at as usize]);
            }
        }
        let own = space.dimensions.unit_sets[unit as usize];
        out.into_iter().filter_map(|it| space.while_there(own, it)).collect()
    }

    /// The links in which a unit receives something about some services.
    fn received(&self, space: &Space<'_>, unit: u32, services: SetId) -> Vec<u32> {
        let all = self.receiving_any.get(&unit).map_or(&[][..], Vec::as_slice);
        if all.len() > 8 && space.sets.len(services) <= 4 {
            let groups = space.groups.meeting(&space.sets, services);
            groups
                .into_iter()
                .flat_map(|group| self.receiving.get(&(unit, group)).into_iter().flatten())
                .copied()
                .collect()
        } else {
            let meets = |at: &&u32| !space.sets.disjoint(self.chain(**at).scope.services, services);
            all.iter().filter(meets).copied().collect()
        }
    }
}

/// All mandates and delegations, while every hop has somebody who is there.
fn chains(space: &Space<'_>) -> Vec<Chain> {
    let mut out = Vec::new();
    for (id, claim) in (0..).map(ClaimId).zip(&space.claims) {
        if !matches!(claim.head, Head::Mandate | Head::Delegate) {
            continue;
        }
        let statement = &space.model.ast.statements[claim.statement.at()];
        let hops = &space.model.ast.hops[statement.hops.range()];
        let hops: Vec<SetId> = hops.iter().map(|hop| space.hop_units(&hop.units, false)).collect();
        let periods = space.periods_of(&[space.cells(claim.services, claim.region)]);
        let whole = space.scope(Dimensions::tasks(&space.sets, claim.tasks), claim.services, periods);
        let scope = hops.iter().try_fold(whole, |scope, &hop| space.while_there(hop, scope));
        let Some(scope) = scope.filter(|it| !it.is_empty()) else { continue };
        let onward = space.model.statements[claim.statement.at()].onward;
        out.push(Chain { claim: id, hops, onward, delegates: claim.head == Head::Delegate, scope });
    }
    out
}

/// The competent bodies with the services they are competent for, and the services of which that is not known.
fn competence(space: &Space<'_>) -> (BTreeMap<u32, Vec<Chunk>>, SetId) {
    let model = space.model;
    let boards: Vec<u32> =
        (0..).zip(&model.units).filter(|(_, unit)| unit.kind == Some(UnitKind::Board)).map(|(id, _)| id).collect();
    let mut services: BTreeMap<u32, Vec<u32>> = boards.iter().map(|&board| (board, Vec::new())).collect();
    let mut unknown = Vec::new();
    for (leaf, service) in (0..).zip(&space.dimensions.services) {
        match service.and_then(|id| model.services[id.at()].body) {
            Some(body) => services.entry(body.0).or_default().push(leaf),
            None if boards.is_empty() => unknown.push(leaf),
            None => boards.iter().for_each(|board| services.entry(*board).or_default().push(leaf)),
        }
    }
    let all_tasks = Dimensions::all_tasks(&space.sets);
    let powers = services.into_iter().map(|(body, leaves)| {
        let periods = space.dimensions.periods_within(&space.sets, model.units[body as usize].thing.exists);
        let chunk = space.scope(all_tasks, space.sets.from_members(leaves), periods);
        (body, if chunk.is_empty() { Vec::new() } else { vec![chunk] })
    });
    (powers.collect(), space.sets.from_members(unknown))
}

/// Moves powers along delegations: who delegates a power no longer has it, also when it is given back.
fn delegate(space: &Space<'_>, chains: &[Chain], competence: BTreeMap<u32, Vec<Chunk>>) -> BTreeMap<u32, Vec<Chunk>> {
    // By who gives: the receivers and what they get.
    let mut given: BTreeMap<u32, Vec<(SetId, Chunk)>> = BTreeMap::new();
    for chain in chains.iter().filter(|chain| chain.delegates) {
        for pair in chain.hops.windows(2) {
            for giver in space.sets.members(pair[0]) {
                let receivers = space.sets.difference(pair[1], space.dimensions.unit_sets[giver as usize]);
                if !receivers.is_empty() {
                    given.entry(giver).or_default().push((receivers, chain.scope));
                }
            }
        }
    }
    for scopes in given.values_mut() {
        *scopes = of_all_services(space, scopes);
    }
    let mut out = competence;
    let mut todo: Vec<(u32, Chunk)> =
        out.iter().flat_map(|(&body, chunks)| chunks.iter().map(move |&chunk| (body, chunk))).collect();
    while let Some((holder, chunk)) = todo.pop() {
        for &(receivers, scope) in given.get(&holder).into_iter().flatten() {
            let Some(moved) = space.both(chunk, scope) else { continue };
            for receiver in space.sets.members(receivers) {
                let Some(moved) = space.while_there(space.dimensions.unit_sets[receiver as usize], moved) else {
                    continue;
                };
                let held = out.entry(receiver).or_default();
                let mut new = vec![moved];
                for &known in held.iter() {
                    space.subtract(&mut new, known);
                }
                held.extend_from_slice(&new);
                todo.extend(new.into_iter().map(|chunk| (receiver, chunk)));
            }
        }
    }
    for (unit, held) in &mut out {
        let lost = given.remove(unit).unwrap_or_default();
        let lost: Vec<(SetId, Chunk)> = lost.into_iter().map(|(_, scope)| (SetId::EMPTY, scope)).collect();
        for (_, scope) in of_all_services(space, &lost) {
            space.subtract(held, scope);
        }
    }
    out
}

/// What is given to the same receivers, of services of which the same is given, as one.
fn of_all_services(space: &Space<'_>, given: &[(SetId, Chunk)]) -> Vec<(SetId, Chunk)> {
    let mut alike: IndexMap<(SetId, Chunk), Vec<SetId>, FxBuildHasher> = IndexMap::default();
    for &(receivers, chunk) in given {
        alike.entry((receivers, Chunk { services: SetId::EMPTY, ..chunk })).or_default().push(chunk.services);
    }
    let united = alike.into_iter().map(|((receivers, chunk), services)| {
        let services = space.sets.from_runs(services.into_iter().flat_map(|it| space.sets.runs(it).to_vec()).collect());
        (receivers, Chunk { services, ..chunk })
    });
    united.collect()
}

impl Space<'_> {
    /// Tasks × services × periods as a chunk.
    pub(super) fn scope(&self, tasks: SetId, services: SetId, periods: SetId) -> Chunk {
        let one = self.dimensions.one;
        Chunk { units: one, keys: tasks, services, region: self.regions.product(one, periods) }
    }

    /// The region (all touchpoints and audiences) of the periods of scope chunks.
    fn periods_region(&self, scopes: &[Chunk]) -> RegionId {
        let periods = scopes.iter().fold(SetId::EMPTY, |all, scope| {
            self.regions.parts(scope.region).iter().fold(all, |all, part| self.sets.union(all, part.moments))
        });
        let moments = self.dimensions.moments(&self.sets, self.dimensions.all_audiences, periods);
        self.regions.product(self.dimensions.all_touchpoints, moments)
    }

    /// The region of the periods in which a unit may decide about a service; everything where the competent body is not known.
    pub fn may_decide(&self, unit: u32, service: u32) -> RegionId {
        let powers = self.powers();
        let services = self.sets.run(service, service + 1);
        if self.sets.has(powers.unknown, service) {
            return self.regions.product(self.dimensions.all_touchpoints, self.dimensions.all_moments);
        }
        let task = Task::Decide as u32;
        let asked = self.scope(self.sets.run(task, task + 1), services, self.dimensions.all_periods);
        let sources = powers.sources(self, unit, services, false);
        let powers: Vec<Chunk> = sources.into_iter().filter_map(|source| self.both(source, asked)).collect();
        self.periods_region(&powers)
    }

    /// Who has the power to decide about a service of itself, and may mandate it: each with the region of the periods.
    pub(super) fn empowered(&self, service: u32) -> impl Iterator<Item = (u32, RegionId)> + '_ {
        let task = Task::Decide as u32;
        let services = self.sets.run(service, service + 1);
        let asked = self.scope(self.sets.run(task, task + 1), services, self.dimensions.all_periods);
        let powers = self.powers();
        powers.owners_near(service).into_iter().filter_map(move |unit| {
            let chunks: Vec<Chunk> = powers.own_of(unit).iter().filter_map(|&it| self.both(it, asked)).collect();
            (!chunks.is_empty()).then(|| (unit, self.periods_region(&chunks)))
        })
    }

    /// The box of a mandate as blocks: units, tasks, services, periods.
    pub fn scope_blocks(&self, units: SetId, chunks: &[Chunk]) -> Vec<Block> {
        let widened: Vec<Chunk> = chunks
            .iter()
            .map(|chunk| Chunk { units, region: self.periods_region(std::slice::from_ref(chunk)), ..*chunk })
            .collect();
        self.task_blocks(&widened)
    }

    /// First links whose giver is no body, and what of their box the giver did not receive (`onward` false), or
    /// received but may not give on (`onward` true).
    pub fn excesses(&self, onward: bool) -> Vec<Excess> {
        let powers = self.powers();
        let mut out = Vec::new();
        for chain in powers.chains.iter().filter(|chain| !chain.delegates) {
            for giver in self.sets.members(self.sets.difference(chain.hops[0], powers.bodies)) {
                let above = powers.received(self, giver, chain.scope.services);
                let has_cells =
                    |at: &u32| self.has_cells(powers.chain(*at).scope.services, powers.chain(*at).scope.region);
                let all = powers.receiving_any.get(&giver).map_or(&[][..], Vec::as_slice);
                let may_give = |at: &u32| powers.chain(*at).onward || powers.chain(*at).delegates;
                let known = self.sets.difference(chain.scope.services, powers.unknown);
                if known.is_empty() || !all.iter().any(has_cells) {
                    continue;
                }
                let own = self.dimensions.unit_sets[giver as usize];
                let scope = self.while_there(own, Chunk { services: known, ..chain.scope });
                let mut left: Vec<Chunk> = scope.into_iter().collect();
                for at in above.iter().filter(|at| !onward || may_give(at)) {
                    self.subtract(&mut left, powers.chain(*at).scope);
                }
                let mut sources = all.to_vec();
                if onward {
                    sources = above.into_iter().filter(|at| !may_give(at)).collect();
                    let withheld =
                        |it: &Chunk| sources.iter().filter_map(|&at| self.both(*it, powers.chain(at).scope)).collect();
                    left = left.iter().flat_map(|it| -> Vec<Chunk> { withheld(it) }).collect();
                    sources.retain(|&at| left.iter().any(|&it| self.both(it, powers.chain(at).scope).is_some()));
                }
                let mut sources: Vec<ClaimId> = sources.into_iter().map(|at| powers.chain(at).claim).collect();
                sources.sort_unstable();
                sources.dedup();
                for (receivers, periods) in self.by_lifetime(self.others(chain.hops[1], giver)) {
                    let then = self.regions.product(self.dimensions.one, periods);
                    let during =
                        |it: &Chunk| Chunk { region: self.regions.intersection(&self.sets, it.region, then), ..*it };
                    let chunks: Vec<Chunk> = left.iter().map(during).filter(|it| !it.is_empty()).collect();
                    if !chunks.is_empty() {
                        let sources = sources.clone();
                        out.push(Excess { claim: chain.claim, giver, receivers, chunks, sources });
                    }
                }
            }
        }
        out
    }

    /// A power while some of these units are there, if ever.
    pub(super) fn while_there(&self, units: SetId, power: Chunk) -> Option<Chunk> {
        if units.is_empty() || !self.sets.is_subset(units, self.dimensions.passing_units) {
            return Some(power);
        }
        let units = self.sets.members(units).map(|unit| self.lifetime(&self.model.units[unit as usize]));
        let there = units.fold(SetId::EMPTY, |all, periods| self.sets.union(all, periods));
        self.both(power, self.scope(power.keys, power.services, there))
    }

    /// A set of units without one of them, which stays when it is alone.
    fn others(&self, units: SetId, but: u32) -> SetId {
        let own = self.dimensions.unit_sets[but as usize];
        let others = self.sets.difference(units, own);
        if others.is_empty() { own } else { others }
    }

    /// Units by the periods in which they exist.
    pub(super) fn by_lifetime(&self, units: SetId) -> Vec<(SetId, SetId)> {
        let mut by_periods: BTreeMap<SetId, Vec<u32>> = BTreeMap::new();
        for unit in self.sets.members(units) {
            by_periods.entry(self.lifetime(&self.model.units[unit as usize])).or_default().push(unit);
        }
        by_periods.into_iter().map(|(periods, units)| (self.sets.from_members(units), periods)).collect()
    }
}
