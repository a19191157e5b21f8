//! When what a statement names exists.

use super::super::set::SetId;
use super::{Claim, Compiler};
use crate::model::{Days, Meaning};
use crate::syntax::ast::Statement;

impl Compiler<'_> {
    /// Whether all that a statement names always exists, as nearly everything does; of several services or channels, one is
    /// enough.
    pub(super) fn is_lasting(&self, claim: &Claim, touchpoints: SetId) -> bool {
        let (dimensions, sets) = (self.dimensions, self.sets);
        !sets.is_subset(touchpoints, dimensions.passing_touchpoints)
            && sets.disjoint(claim.reach, dimensions.passing_units)
            && sets.disjoint(claim.fields, dimensions.passing_fields)
            && !sets.is_subset(claim.services, dimensions.passing)
    }

    /// When the units of a chain can all exist: a link between units that never do holds never.
    pub(super) fn chain_days(&self, statement: &Statement) -> Days {
        let hops = &self.model.ast.hops[statement.hops.range()];
        hops.iter().fold(Days::ALWAYS, |all, hop| {
            let mut terms = self.meanings[hop.units.terms.range()].iter();
            match (terms.next(), terms.next()) {
                (Some(Meaning::Unit(id)), None) => all.and(self.model.units[id.at()].thing.exists),
                _ => all,
            }
        })
    }

    /// The fields of a set by when their records exist.
    pub(super) fn field_lifetimes(&self, fields: SetId) -> Vec<(Days, SetId)> {
        if self.sets.disjoint(fields, self.dimensions.passing_fields) {
            return vec![(Days::ALWAYS, fields)];
        }
        let mut groups: Vec<(Days, Vec<u32>)> = Vec::new();
        for field in self.sets.members(fields) {
            let record = self.model.fields[field as usize].record;
            let days = self.model.records[record.at()].thing.exists;
            match groups.iter_mut().find(|group| group.0 == days) {
                Some(group) => group.1.push(field),
                None => groups.push((days, vec![field])),
            }
        }
        groups.into_iter().map(|(days, members)| (days, self.sets.from_members(members))).collect()
    }

    /// The units of a set by when they exist; `None` for all of them.
    pub(super) fn lifetimes(&self, units: SetId) -> Vec<(Days, Option<SetId>)> {
        if self.sets.disjoint(units, self.dimensions.passing_units) {
            return vec![(Days::ALWAYS, None)];
        }
        let mut groups: Vec<(Days, Vec<u32>)> = Vec::new();
        for unit in self.sets.members(units) {
            let days = self.model.units[unit as usize].thing.exists;
            match groups.iter_mut().find(|group| group.0 == days) {
                Some(group) => group.1.push(unit),
                None => groups.push((days, vec![unit])),
            }
        }
        groups.into_iter().map(|(days, members)| (days, Some(self.sets.from_members(members)))).collect()
    }
}
