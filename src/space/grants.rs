//! Mandates that should not be there: of powers that cannot be mandated, and to units outside without their agreement.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::model::words::Task;

use super::Space;
use super::block::Block;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::dimensions::Dimensions;
use super::mandates::Chain;
use super::set::SetId;

/// A part of a mandate that should not be given.
#[derive(Debug)]
pub struct Grant {
    pub claim: ClaimId,
    pub units: SetId,
    /// Units, tasks, services, periods.
    pub blocks: Vec<Block>,
}

/// What of a mandate should not be given, by its claim and the units concerned.
type Grants = IndexMap<(ClaimId, SetId), Vec<Chunk>, FxBuildHasher>;

impl Space<'_> {
    fn mandates(&self) -> impl Iterator<Item = &Chain> + '_ {
        self.powers().chains.iter().filter(|chain| !chain.delegates)
    }

    /// Mandates to decide on services with `mandatable: no`, by a body that is competent for them; by anybody where the
    /// competent body is not known. The units are the givers.
    pub fn not_mandatable(&self) -> Vec<Grant> {
        let all = (0..).zip(&self.dimensions.services);
        let fixed = all.filter(|(_, id)| id.is_some_and(|id| !self.model.services[id.at()].mandatable));
        let fixed: Vec<u32> = fixed.map(|(leaf, _)| leaf).collect();
        let services = self.sets.from_members(fixed.iter().copied());
        let bodies: Vec<(u32, SetId)> = fixed
            .into_iter()
            .map(|leaf| {
                let bodies = self.bodies_of(self.sets.run(leaf, leaf + 1));
                (leaf, self.sets.from_members(bodies.into_iter().map(|id| id.0)))
            })
            .collect();
        let decide = Dimensions::tasks(&self.sets, Task::Decide.bit());
        let mut out = Grants::default();
        for chain in self.mandates().filter(|chain| !self.sets.disjoint(chain.scope.services, services)) {
            let givers = chain.hops[..chain.hops.len() - 1].iter();
            let givers = givers.fold(SetId::EMPTY, |all, &hop| self.sets.union(all, hop));
            let mut by_units: Vec<(SetId, Vec<u32>)> = Vec::new();
            for &(leaf, bodies) in bodies.iter().filter(|(leaf, _)| self.sets.has(chain.scope.services, *leaf)) {
                let units = if bodies.is_empty() { chain.hops[0] } else { self.sets.intersection(givers, bodies) };
                match by_units.iter_mut().find(|known| known.0 == units) {
                    _ if units.is_empty() => {}
                    Some(known) => known.1.push(leaf),
                    None => by_units.push((units, vec![leaf])),
                }
            }
            for (units, leaves) in by_units {
                let keys = self.sets.intersection(chain.scope.keys, decide);
                let chunk = Chunk { keys, services: self.sets.from_members(leaves), ..chain.scope };
                if !chunk.is_empty() {
                    self.grant(chain.claim, units, chunk, &mut out);
                }
            }
        }
        self.granted(out)
    }

    /// Adds what of a mandate concerns some units, to each of them while it is there.
    fn grant(&self, claim: ClaimId, units: SetId, power: Chunk, out: &mut Grants) {
        for (units, _) in self.by_lifetime(units) {
            out.entry((claim, units)).or_default().extend(self.while_there(units, power));
        }
    }

    fn granted(&self, grants: Grants) -> Vec<Grant> {
        let all = grants.into_iter().map(|((claim, units), chunks)| {
            let blocks = self.scope_blocks(units, &chunks);
            Grant { claim, units, blocks }
        });
        all.filter(|it| !it.blocks.is_empty()).collect()
    }

    /// Mandates to units outside the organisation of which neither they nor a unit around them states an agreement.
    pub fn without_agreement(&self) -> Vec<Grant> {
        let outside = (0..)
            .zip(&self.model.units)
            .map(|(id, _)| id)
            .filter(|&unit| self.is_outside(unit) && !self.has_agreement(unit));
        let outside = self.sets.from_members(outside);
        let mut out = Grants::default();
        if outside.is_empty() {
            return Vec::new();
        }
        for chain in self.mandates() {
            let mut units = SetId::EMPTY;
            for pair in chain.hops.windows(2) {
                let received = self.sets.members(self.sets.intersection(pair[1], outside));
                // Within the other organisation the power is its own affair.
                let from_us = |unit: &u32| self.sets.members(pair[0]).any(|it| !self.related(it, *unit));
                units = self.sets.union(units, self.sets.from_members(received.filter(from_us)));
            }
            if !units.is_empty() {
                self.grant(chain.claim, units, chain.scope, &mut out);
            }
        }
        self.granted(out)
    }
}
