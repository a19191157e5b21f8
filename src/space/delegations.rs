//! Powers that were delegated: who still holds them, and who should never have got them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::words::{Tasks, UnitKind};

use super::Space;
use super::block::Block;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::dimensions::Dimensions;
use super::mandates::Chain;
use super::near::ByMembers;
use super::set::SetId;

/// A statement by which a body holds what it delegated.
#[derive(Debug)]
pub struct Held {
    /// The delegations that gave it away.
    pub delegations: Vec<ClaimId>,
    /// The responsibility or mandate that still holds the power.
    pub claim: ClaimId,
    pub unit: u32,
    /// Unit, tasks, services, periods.
    pub blocks: Vec<Block>,
}

/// A delegation within the hierarchy.
#[derive(Debug)]
pub struct Downward {
    pub claim: ClaimId,
    pub receivers: SetId,
    /// The receivers, tasks, services, periods.
    pub blocks: Vec<Block>,
}

impl Space<'_> {
    fn delegations(&self) -> impl Iterator<Item = &Chain> + '_ {
        self.powers().chains.iter().filter(|chain| chain.delegates)
    }

    /// Bodies that delegated process tasks and are still responsible for them in offered cells, or mandate them.
    pub fn still_held(&self) -> Vec<Held> {
        if self.delegations().next().is_none() {
            return Vec::new();
        }
        let mut found: BTreeMap<(ClaimId, u32), (Vec<Chunk>, Vec<ClaimId>)> = BTreeMap::new();
        let mut given: FxHashMap<u32, Vec<(SetId, &Chain)>> = FxHashMap::default();
        for chain in self.powers().chains.iter().filter(|chain| !chain.delegates) {
            let givers = chain.hops[..chain.hops.len().saturating_sub(1)].iter();
            let givers = givers.fold(SetId::EMPTY, |all, &hop| self.sets.union(all, hop));
            for unit in self.sets.members(givers) {
                given.entry(unit).or_default().push((chain.scope.services, chain));
            }
        }
        let given: FxHashMap<u32, ByMembers<&Chain>> =
            given.into_iter().map(|(unit, chains)| (unit, ByMembers::new(&self.sets, chains))).collect();
        for chain in self.delegations() {
            let tasks = Dimensions::tasks(&self.sets, self.claim(chain.claim).tasks.and(Tasks::PROCESS));
            let scope = Chunk { keys: self.sets.intersection(chain.scope.keys, tasks), ..chain.scope };
            let givers = &chain.hops[..chain.hops.len().saturating_sub(1)];
            let givers = givers.iter().flat_map(|&hop| self.sets.members(hop));
            for unit in givers {
                let own = self.dimensions.unit_sets[unit as usize];
                let Some(scope) = self.while_there(own, scope) else { continue };
                let mut add = |claim: ClaimId, held: &[Chunk]| {
                    if !held.is_empty() {
                        let (chunks, delegations) = found.entry((claim, unit)).or_default();
                        chunks.extend_from_slice(held);
                        delegations.push(chain.claim);
                    }
                };
                for &id in self.links().holdings.get(&unit).into_iter().flatten() {
                    add(id, &self.still_responsible(id, scope));
                }
                for other in given.get(&unit).into_iter().flat_map(|it| it.with_some_of(&self.sets, scope.services)) {
                    if let Some(both) = self.both(scope, other.scope) {
                        add(other.claim, &[both]);
                    }
                }
            }
        }
        let held = found.into_iter().map(|((claim, unit), (chunks, mut delegations))| {
            delegations.dedup();
            let blocks = self.scope_blocks(self.dimensions.unit_sets[unit as usize], &chunks);
            Held { delegations, claim, unit, blocks }
        });
        held.collect()
    }

    /// The part of a power for which a responsibility stands in offered cells, in the form of powers.
    fn still_responsible(&self, id: ClaimId, scope: Chunk) -> Vec<Chunk> {
        let claim = self.claim(id);
        let keys = self.sets.intersection(scope.keys, Dimensions::tasks(&self.sets, claim.tasks));
        let services = self.sets.intersection(scope.services, claim.services);
        if keys.is_empty() || services.is_empty() {
            return Vec::new();
        }
        let offered = self.within_offers(&[self.cells(services, claim.region)]);
        let held = offered.into_iter().filter_map(|chunk| {
            let periods = self.periods_of(&[chunk]);
            let held = Chunk {
                keys,
                services: chunk.services,
                region: self.regions.product(self.dimensions.one, periods),
                ..scope
            };
            self.both(scope, held)
        });
        held.collect()
    }

    /// Delegations to a unit nested in the giver, or from a board to a unit that works under it.
    pub fn delegated_down(&self) -> Vec<Downward> {
        let mut out: BTreeMap<(ClaimId, SetId), Vec<Chunk>> = BTreeMap::new();
        for chain in self.delegations() {
            let mut receivers = SetId::EMPTY;
            for pair in chain.hops.windows(2) {
                let givers = self.sets.list(pair[0]);
                let below = |unit: &u32| givers.iter().any(|&giver| self.is_subordinate(*unit, giver));
                let found = self.sets.members(pair[1]).filter(below);
                receivers = self.sets.union(receivers, self.sets.from_members(found));
            }
            if !receivers.is_empty() {
                for (receivers, _) in self.by_lifetime(receivers) {
                    out.entry((chain.claim, receivers)).or_default().extend(self.while_there(receivers, chain.scope));
                }
            }
        }
        let downward = out.into_iter().map(|((claim, receivers), chunks)| {
            let blocks = self.scope_blocks(receivers, &chunks);
            Downward { claim, receivers, blocks }
        });
        downward.collect()
    }

    fn is_subordinate(&self, unit: u32, of: u32) -> bool {
        let units = &self.model.units;
        let nested = of < unit && unit < units[of as usize].thing.end;
        let kind = |unit: u32| units[unit as usize].kind;
        nested && kind(unit) != Some(UnitKind::Board)
            || kind(of) == Some(UnitKind::Board) && self.is_staff_of_ours(unit) && unit != of
    }
}
