//! Fields of which nobody has said whether a front office may write them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::words::Operations;
use crate::syntax::ast::Head;

use super::Space;
use super::block::{Axis, Block, normalise};
use super::dimensions::products;
use super::set::SetId;

impl Space<'_> {
    /// Front offices × fields × periods in which both exist and no `allow` and no `forbid` to write reaches them. Fields of a
    /// catalogue count once a right or need speaks of them.
    pub fn undecided_writes(&self) -> Vec<Block> {
        let fronts = self.sets.union(self.stakes().front, self.stakes().kcc);
        if fronts.is_empty() || self.model.fields.is_empty() {
            return Vec::new();
        }
        // Pairs are `field * periods + period`.
        let mut seen = FxHashSet::default();
        let mut decided: FxHashMap<u32, SetId> = FxHashMap::default();
        let mut spoken_of: FxHashSet<SetId> = FxHashSet::default();
        for claim in &self.claims {
            if !matches!(claim.head, Head::Allow | Head::Forbid | Head::Need) {
                continue;
            }
            spoken_of.insert(claim.fields);
            let is_answer = claim.head != Head::Need
                && claim.operations.overlaps(Operations::WRITE)
                && !self.sets.disjoint(claim.reach, fronts);
            let services = if self.dimensions.passing.is_empty() { SetId::EMPTY } else { claim.services };
            if !is_answer || !seen.insert((claim.reach, claim.fields, services, claim.region)) {
                continue;
            }
            let pairs = self.field_periods(claim.fields, self.claim_periods(claim));
            for unit in self.sets.members(self.sets.intersection(claim.reach, fronts)) {
                let known = decided.entry(unit).or_insert(SetId::EMPTY);
                *known = self.sets.union(*known, pairs);
            }
        }
        let asked = self.asked_fields(&spoken_of);
        let mut open: BTreeMap<SetId, Vec<u32>> = BTreeMap::new();
        for unit in self.sets.members(fronts) {
            let exists = self.dimensions.periods_within(&self.sets, self.model.units[unit as usize].thing.exists);
            let there = self.sets.intersection(asked, self.field_periods(self.dimensions.all_fields, exists));
            let known = decided.get(&unit).copied().unwrap_or(SetId::EMPTY);
            let left = self.sets.difference(there, known);
            if !left.is_empty() {
                open.entry(left).or_default().push(unit);
            }
        }
        let width = crate::source::offset(self.dimensions.periods.len());
        let mut blocks = Vec::new();
        for (left, units) in open {
            let units = self.sets.from_members(units);
            blocks.extend(products(&self.sets, left, width).into_iter().map(|(fields, periods)| {
                self.empty_block().with(Axis::Unit, units).with(Axis::Field, fields).with(Axis::Period, periods)
            }));
        }
        normalise(&self.sets, blocks)
    }

    /// Fields × the periods in which their records exist.
    fn asked_fields(&self, spoken_of: &FxHashSet<SetId>) -> SetId {
        let mut pairs = SetId::EMPTY;
        for record in &self.model.records {
            let mut own = self.sets.run(record.first_field, record.fields_end);
            if record.thing.catalog {
                let here = |field: &u32| spoken_of.iter().any(|set| self.sets.has(*set, *field));
                own = self.sets.from_members(self.sets.members(own).filter(here));
            }
            let exists = self.dimensions.periods_within(&self.sets, record.thing.exists);
            pairs = self.sets.union(pairs, self.field_periods(own, exists));
        }
        pairs
    }
}
