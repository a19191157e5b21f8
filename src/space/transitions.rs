//! Days ahead on which the work of a unit changes.

use std::collections::BTreeMap;

use crate::model::words::Readiness;
use crate::source::Span;
use crate::syntax::ast::Head;

use super::Space;
use super::claim::ClaimId;
use super::set::SetId;

/// What changes for a unit, and where the policy says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The first day on which it is otherwise, in days since 1970-01-01.
    pub day: i32,
    pub what: What,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The unit itself begins or ends.
    Begins,
    Ends,
    /// A statement about its work does.
    Starts,
    Stops,
}

impl Space<'_> {
    /// Units with low readiness with the changes ahead of them, in the order of the days, and the periods from the first on.
    pub fn unready(&self) -> Vec<(u32, Vec<Change>, SetId)> {
        let low = (0..).zip(&self.model.units).filter(|(_, it)| it.readiness == Some(Readiness::Low));
        let mut changes: BTreeMap<u32, Vec<Change>> = low.map(|(id, _)| (id, Vec::new())).collect();
        if changes.is_empty() {
            return Vec::new();
        }
        let today = self.dimensions.periods[0].first;
        for (&id, changes) in &mut changes {
            let thing = &self.model.units[id as usize].thing;
            if thing.catalog {
                continue;
            }
            let days = thing.exists;
            if days.first > today {
                changes.push(Change { day: days.first, what: What::Begins, span: thing.span });
            }
            if (today..i32::MAX).contains(&days.last) {
                changes.push(Change { day: days.last + 1, what: What::Ends, span: thing.span });
            }
        }
        let units = self.sets.from_members(changes.keys().copied());
        for (id, claim) in (0..).map(ClaimId).zip(&self.claims) {
            if !matches!(claim.head, Head::Responsible | Head::Accountable) || self.sets.disjoint(claim.units, units) {
                continue;
            }
            let days = self.model.statements[claim.statement.at()].days;
            for unit in self.sets.members(self.sets.intersection(claim.units, units)) {
                let span = self.span(id);
                let Some(changes) = changes.get_mut(&unit) else { continue };
                if days.first > today {
                    changes.push(Change { day: days.first, what: What::Starts, span });
                }
                if (today..i32::MAX).contains(&days.last) {
                    changes.push(Change { day: days.last + 1, what: What::Stops, span });
                }
            }
        }
        let dimensions = &self.dimensions;
        let mut out = Vec::new();
        for (unit, mut changes) in changes {
            changes.sort_unstable();
            changes.dedup();
            let Some(first) = changes.first() else { continue };
            let after = dimensions.periods.partition_point(|period| period.first < first.day);
            let count = crate::source::offset(dimensions.periods.len());
            out.push((unit, changes, self.sets.run(crate::source::offset(after), count)));
        }
        out
    }
}
