//! Rights that lack what a right should have, or that the wrong unit has, cell by cell.

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::rights::{Right, is_had, right_tier, risky};
use super::tables::bit;
use super::words::{DECIDE, DELIVER, INFORM, OPERATIONS, READ, TASKS};
use super::world::Kind::{Allow, Need, Responsible};
use super::world::{Noun, Term, related, within};

/// Rights to write without `logged`.
pub(super) fn unlogged(reference: &Reference) -> Cells {
    risky(reference, &|right| right.operation != READ && !reference.world.statements[right.statement].guards.logged)
}

/// Rights on personal data that do not say why.
pub(super) fn no_purpose(reference: &Reference) -> Cells {
    risky(reference, &|right| {
        let field = &reference.world.fields[right.field];
        let personal = ["personal", "contact", "special", "payment"].iter().any(|word| field.has(word));
        personal && !reference.world.statements[right.statement].because
    })
}

/// Rights to write authentic data outside the unit that is its source.
pub(super) fn authentic_outside_source(reference: &Reference) -> Cells {
    risky(reference, &|right| {
        let field = &reference.world.fields[right.field];
        let outside = |source| !within(&reference.world.units, right.unit, source);
        right.operation != READ && field.has("authentic") && field.source.is_some_and(outside)
    })
}

/// Weighty rights, and any on authentic data, of partners and outsourced units and all in them.
pub(super) fn outside_partner(reference: &Reference) -> Cells {
    let units = &reference.world.units;
    let outside = |unit: usize| {
        let around = reference.units().filter(|&outer| within(units, unit, outer));
        around.into_iter().any(|outer| units[outer].is.kind == "partner" || units[outer].is.outsourced)
    };
    risky(reference, &|right| {
        let authentic = reference.world.fields[right.field].has("authentic");
        outside(right.unit) && (authentic || right_tier(reference, right) >= 3)
    })
}

/// Whether a thing or something around it has an end.
fn ends<T>(all: &[Noun<T>], it: usize) -> bool {
    all[it].life.until.is_some() || all[it].parent.is_some_and(|parent| ends(all, parent))
}

/// Weighty rights of units that end, or at channels that end by statements that choose channels or for front offices.
pub(super) fn experimental(reference: &Reference) -> Cells {
    risky(reference, &|right| {
        let chosen = reference.world.statements[right.statement].channels.as_ref();
        let chosen = chosen.is_some_and(|it| !it.terms.contains(&Term::All) || !it.except.is_empty());
        let front = matches!(reference.world.units[right.unit].is.kind, "front" | "kcc");
        let channel = reference.touchpoints[right.place.touchpoint].channel;
        let passing =
            ends(&reference.world.units, right.unit) || (chosen || front) && ends(&reference.world.channels, channel);
        passing && right_tier(reference, right) >= 3
    })
}

/// For each period, the tasks that each unit is responsible for anywhere.
fn tasks(reference: &Reference, period: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new(); reference.world.units.len()];
    for task in 0..TASKS.len() {
        let places = reference.places.iter().filter(|place| place.period == period);
        let holders = places.fold(0, |all, &place| all | reference.holding(Responsible, task, place));
        for unit in reference.units().filter(|&unit| holders & bit(unit) != 0) {
            all[unit].push(task);
        }
    }
    all
}

/// Rights above tier 1 while nothing but `inform` is the unit's responsibility.
pub(super) fn inform_only_writes(reference: &Reference) -> Cells {
    let tasks: Vec<Vec<Vec<usize>>> = (0..reference.periods()).map(|period| tasks(reference, period)).collect();
    risky(reference, &|right| tasks[right.place.period][right.unit] == [INFORM] && right_tier(reference, right) >= 2)
}

/// Statements that allow to write something, of which no cell is needed for a task of the unit or of one around it.
pub(super) fn excess_right(reference: &Reference) -> Cells {
    let needs = reference.statements(Need);
    if needs.is_empty() {
        return Cells::new();
    }
    let asked = |right: &Right| {
        needs.iter().any(|&need| {
            let reach = &reference.reaches[need];
            let held = |task: usize| {
                let holders = reference.holders(Responsible, task, right.place);
                holders.into_iter().any(|unit| within(&reference.world.units, right.unit, unit))
            };
            reach.operations[right.operation]
                && reach.fields[right.field]
                && reference.covers(need, right.place)
                && (0..TASKS.len()).any(|task| reach.tasks[task] && held(task))
        })
    };
    let mut cells = Cells::new();
    for statement in reference.statements(Allow) {
        let mut writes = false;
        let needed = reference.places_of(statement).any(|place| {
            let written = written(reference, statement, place);
            writes |= !written.is_empty();
            written.iter().any(&asked)
        });
        if writes && !needed {
            cells.insert(Cell::new().with(Slot::Statement, statement));
        }
    }
    cells
}

/// The rights to write that a statement gives in a place.
fn written(reference: &Reference, statement: usize, place: Place) -> Vec<Right> {
    let reach = &reference.reaches[statement];
    let mut all = Vec::new();
    for operation in (READ + 1..OPERATIONS.len()).filter(|&it| reach.operations[it]) {
        for field in (0..reference.world.fields.len()).filter(|&it| reach.fields[it]) {
            let units = reference.units().filter(|&it| reach.nested[it]);
            let right = |unit| Right { statement, unit, operation, field, place };
            all.extend(units.map(right).filter(|&right| is_had(reference, right)));
        }
    }
    all
}

/// Offered cells in which a team alone informs, decides and delivers, and what it may write lacks four eyes.
pub(super) fn team_alone(reference: &Reference) -> Cells {
    let units = &reference.world.units;
    let mut cells = Cells::new();
    for &place in &reference.offered {
        if !reference.process_tasks(place.service).contains(&DECIDE) {
            continue;
        }
        let holders = [INFORM, DECIDE, DELIVER].map(|task| reference.holders(Responsible, task, place));
        for unit in reference.units().filter(|&unit| units[unit].is.kind == "team") {
            let all = holders.iter().all(|holders| holders.contains(&unit));
            let alone = holders.iter().flatten().all(|&other| related(units, unit, other));
            if all && alone && is_unguarded(reference, unit, place) {
                cells.insert(Cell::at(place).with(Slot::Unit, unit));
            }
        }
    }
    cells
}

/// Whether a unit may write a decision without four eyes; or, where it may write none, weighty data without them and nothing
/// with them.
fn is_unguarded(reference: &Reference, unit: usize, place: Place) -> bool {
    let of = |&it: &usize| written(reference, it, place).into_iter().filter(|right| right.unit == unit);
    let written: Vec<Right> = reference.of_kind(Allow).iter().flat_map(of).collect();
    let eyes = |right: &Right| reference.world.statements[right.statement].guards.four_eyes;
    let mut decisions = written.iter().filter(|right| reference.world.fields[right.field].has("decision")).peekable();
    if decisions.peek().is_some() {
        return !decisions.all(eyes);
    }
    let weighty = |right: &Right| right_tier(reference, *right) >= 3;
    !written.iter().any(eyes) && written.iter().any(weighty)
}
