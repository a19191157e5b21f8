//! Units by what they are: fronts, contact centres, those behind the first line, those outside the organisation.

use crate::model::Unit;
use crate::model::words::{Relation, Task, Tasks, UnitKind};

use super::Space;
use super::claim::ClaimId;
use super::set::SetId;

/// The tasks in which people come to a unit.
pub const CONTACT: [Task; 2] = [Task::Inform, Task::Intake];

/// The tasks in which people come to a unit, as a set.
pub fn contact() -> Tasks {
    CONTACT.into_iter().collect()
}

/// Whether it belongs to somebody else by its own facts.
fn is_foreign(unit: &Unit) -> bool {
    let relation = unit.relation.is_some_and(|it| it != Relation::Insourced);
    unit.kind == Some(UnitKind::Partner) || unit.outsourced || relation
}

impl Space<'_> {
    pub fn units_that(&self, are: impl Fn(&Unit) -> bool) -> SetId {
        self.sets.from_members((0..).zip(&self.model.units).filter(|(_, unit)| are(unit)).map(|(id, _)| id))
    }

    /// Front offices and contact centres.
    pub fn fronts(&self) -> SetId {
        self.units_that(|unit| unit.kind.is_some_and(UnitKind::is_front))
    }

    /// The units that a chain names, nothing nested.
    pub fn named_in_chain(&self, claim: ClaimId) -> SetId {
        let statement = &self.model.ast.statements[self.claim(claim).statement.at()];
        let hops = &self.model.ast.hops[statement.hops.range()];
        hops.iter().fold(SetId::EMPTY, |all, hop| self.sets.union(all, self.hop_units(&hop.units, false)))
    }

    pub fn units_of_kind(&self, kind: UnitKind) -> SetId {
        self.units_that(|unit| unit.kind == Some(kind))
    }

    /// The unit and all around it, from the inside outwards.
    pub fn with_those_around(&self, unit: u32) -> impl Iterator<Item = &Unit> + '_ {
        std::iter::successors(Some(unit), |&at| self.model.units[at as usize].thing.parent)
            .map(|at| &self.model.units[at as usize])
    }

    /// Whether a unit, or one around it, is a partner, is outsourced, or states a relation to the organisation.
    pub fn is_outside(&self, unit: u32) -> bool {
        self.with_those_around(unit).any(is_foreign)
    }

    /// Whether a unit, or one around it, states an agreement.
    pub fn has_agreement(&self, unit: u32) -> bool {
        self.with_those_around(unit).any(|it| it.agreement.is_some())
    }

    /// Whether a unit works under the board: it is no board itself, nothing outside, and no independent overseer.
    pub fn is_staff_of_ours(&self, unit: u32) -> bool {
        let independent = [UnitKind::Board, UnitKind::Oversight, UnitKind::Partner];
        let kind = self.model.units[unit as usize].kind;
        kind.is_some_and(|kind| !independent.contains(&kind)) && !self.is_outside(unit)
    }
}
