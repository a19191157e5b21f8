//! From expectations to their boxes: as statements, but without the units, which are looked at one by one.

use super::super::region::RegionId;
use super::super::set::SetId;
use super::{Absent, Compiler, Empty, Sides};
use crate::model::words::{Operations, Tasks};
use crate::model::{Days, Meaning, StatementId};
use crate::syntax::ast::{Head, Statement};

/// An expectation as sets: its box, without the units, which are looked at one by one.
#[derive(Clone, Debug)]
pub struct Expected {
    pub statement: StatementId,
    pub head: Head,
    pub tasks: Tasks,
    pub services: SetId,
    pub operations: Operations,
    /// Data, and where and when: several where records exist at different times.
    pub parts: Vec<(SetId, RegionId)>,
}

impl Compiler<'_> {
    /// The box of an expectation; `None` when all its services or days are past.
    pub(super) fn expectation(&mut self, id: StatementId, statement: &Statement) -> Result<Option<Expected>, Empty> {
        let days = self.model.statements[id.at()].days;
        if days.is_empty() {
            return Err(Empty::Dates);
        }
        let Some(sides) = self.sides(id, statement)? else { return Ok(None) };
        let days = days.and(self.chain_days(statement));
        if days.is_empty() || !self.some_named_lives(statement, days) {
            return Err(Empty::Existence(Some(Absent::Units)));
        }
        let mut parts = Vec::new();
        for (lifetime, fields) in self.field_lifetimes(sides.fields) {
            let periods = self.dimensions.periods_within(self.sets, days.and(lifetime));
            let moments = self.moments(sides.audiences, periods);
            let region = self.existing(self.regions.product(sides.touchpoints, moments), statement.head);
            if !region.is_empty() {
                parts.push((fields, region));
            }
        }
        let Sides { tasks, services, operations, .. } = sides;
        let expected = Expected { statement: id, head: statement.head, tasks, services, operations, parts };
        Ok((!expected.parts.is_empty()).then_some(expected))
    }

    /// Whether on some of these days a unit lives that the subject names, where it names units alone.
    fn some_named_lives(&self, statement: &Statement, days: Days) -> bool {
        let Some(subject) = statement.subject.filter(|_| statement.head != Head::Offer) else { return true };
        let mut named = self.meanings[self.model.ast.selector(subject).terms.range()].iter();
        named.any(|it| match it {
            Meaning::Unit(id) => !self.model.units[id.at()].thing.exists.and(days).is_empty(),
            _ => true,
        })
    }
}
