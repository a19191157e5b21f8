//! Statements on whose days something that they name does not exist.

use std::rc::Rc;

use super::super::set::SetId;
use super::{Claim, Compiler, Empty};
use crate::model::Days;
use crate::syntax::ast::Head;

/// What may not exist on the days of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absent {
    Units,
    Records,
    Services,
    Channels,
}

impl Compiler<'_> {
    /// Whether on some of its days all that a statement is about exists; else what does not.
    pub(super) fn exists_together(
        &mut self,
        claim: &Claim,
        touchpoints: SetId,
        days: Days,
        chain: Days,
    ) -> Result<(), Empty> {
        let mut kinds: Vec<(Absent, Rc<[Days]>)> = vec![(Absent::Units, Rc::new([chain]))];
        let units = self.lifetimes(claim.reach).into_iter().map(|it| it.0);
        kinds.push((Absent::Units, units.collect()));
        kinds.push((Absent::Records, self.field_lifetimes(claim.fields).into_iter().map(|it| it.0).collect()));
        kinds.push((Absent::Services, self.days_of(Absent::Services, claim.services)));
        // Who may decide does not depend on channels.
        if !matches!(claim.head, Head::Mandate | Head::Delegate) {
            kinds.push((Absent::Channels, self.days_of(Absent::Channels, touchpoints)));
        }
        let mut left: Vec<Days> = vec![days];
        for (kind, those) in &kinds {
            if !meet(days, those) {
                return Err(Empty::Existence(Some(*kind)));
            }
            if those[..] != [Days::ALWAYS] {
                left = common(&left, &joined(those));
            }
        }
        if left.is_empty() { Err(Empty::Existence(None)) } else { Ok(()) }
    }

    /// Whether some services or channels exist on some of these days.
    pub(super) fn exists_sometime(&mut self, what: Absent, members: SetId, days: Days) -> Result<(), Empty> {
        if meet(days, &self.days_of(what, members)) { Ok(()) } else { Err(Empty::Existence(Some(what))) }
    }

    /// When services or touchpoints exist, each stretch once; remembered.
    fn days_of(&mut self, what: Absent, members: SetId) -> Rc<[Days]> {
        let dimensions = self.dimensions;
        let lasts = match what {
            Absent::Services => !self.sets.is_subset(members, dimensions.passing),
            _ => !self.sets.is_subset(members, dimensions.passing_touchpoints),
        };
        if lasts {
            return Rc::new([Days::ALWAYS]);
        }
        if let Some(known) = self.lasting.get(&(what, members)) {
            return Rc::clone(known);
        }
        let days = self.sets.members(members).map(|at| match (what, dimensions.services.get(at as usize)) {
            (Absent::Services, Some(Some(id))) => self.model.services[id.at()].thing.exists,
            (Absent::Services, _) => Days::ALWAYS,
            _ => dimensions.touchpoint_days(self.model, at),
        });
        let mut days: Vec<Days> = days.collect();
        days.sort_unstable();
        days.dedup();
        let days: Rc<[Days]> = days.into();
        self.lasting.insert((what, members), Rc::clone(&days));
        days
    }
}

/// Whether some of these days are among others.
fn meet(days: Days, others: &[Days]) -> bool {
    others.iter().any(|it| !it.and(days).is_empty())
}

/// The same days as stretches that do not meet, ascending.
fn joined(days: &[Days]) -> Vec<Days> {
    let mut all: Vec<Days> = days.iter().copied().filter(|it| !it.is_empty()).collect();
    all.sort_unstable();
    all.dedup_by(|next, last| {
        let meets = next.first <= last.last.saturating_add(1);
        if meets {
            last.last = last.last.max(next.last);
        }
        meets
    });
    all
}

/// The days of both, each of stretches that do not meet, ascending.
fn common(one: &[Days], other: &[Days]) -> Vec<Days> {
    let (mut at, mut there) = (0, 0);
    let mut out = Vec::new();
    while let (Some(a), Some(b)) = (one.get(at), other.get(there)) {
        let both = a.and(*b);
        if !both.is_empty() {
            out.push(both);
        }
        if a.last < b.last { at += 1 } else { there += 1 }
    }
    out
}
