//! The first, second and third line.

use schemars::JsonSchema;
use serde::Serialize;

use super::offered::Offered;
use super::own::Own;
use super::{Named, unit};
use crate::model::words::{Task, Tasks};
use crate::space::Space;
use crate::space::set::SetId;
use crate::syntax::ast::Head;

/// The units of a line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    #[schemars(range(min = 1, max = 3))]
    pub line: u8,
    /// The policy states it; else it follows from who takes matters in and to whom they are handed over.
    pub stated: bool,
    pub units: Vec<Named>,
}

const CONTACT: [Task; 2] = [Task::Inform, Task::Intake];

/// The lines as stated; where no unit states one, as the statements make them: who takes matters in, to whom these hand over,
/// and to whom those do, of what is offered on the day.
pub(super) fn lines(own: &Own<'_, '_>, offered: &Offered) -> Vec<Line> {
    let space = own.space;
    let stated = own.units().any(|(_, it)| it.line.is_some());
    let found: Vec<Vec<u32>> = if stated {
        (1..=3).map(|line| own.units().filter(|(_, it)| it.line == Some(line)).map(|(id, _)| id).collect()).collect()
    } else {
        derived(space, offered)
    };
    // A first line alone, with nothing behind it, is no line.
    if !stated && found.iter().filter(|units| !units.is_empty()).count() < 2 {
        return Vec::new();
    }
    let lines = (1..).zip(found).filter(|(_, units)| !units.is_empty());
    lines
        .map(|(line, units)| Line { line, stated, units: units.into_iter().map(|id| unit(space, id)).collect() })
        .collect()
}

fn derived(space: &Space<'_>, offered: &Offered) -> Vec<Vec<u32>> {
    let holders = |tasks: Tasks| {
        let claims = space.claims_with(Head::Responsible).map(|(_, it)| it).filter(|it| it.tasks.overlaps(tasks));
        let now = claims.filter(|it| offered.overlaps(space, it));
        now.fold(SetId::EMPTY, |all, it| space.sets.union(all, it.units))
    };
    let first = holders(CONTACT.into_iter().collect());
    let working = holders(Tasks::PROCESS);
    let mut told = first;
    let mut lines = vec![first];
    for _ in 2..=3 {
        let from = *lines.last().unwrap_or(&SetId::EMPTY);
        let links = space.links().all.iter().filter(|link| !link.back && !space.sets.disjoint(link.from, from));
        let now = links.filter(|link| offered.overlaps(space, space.claim(link.claim)));
        let reached = now.fold(SetId::EMPTY, |all, link| space.sets.union(all, link.to));
        let next = space.sets.difference(space.sets.intersection(reached, working), told);
        told = space.sets.union(told, next);
        lines.push(next);
    }
    lines.into_iter().map(|set| space.sets.list(set)).collect()
}
