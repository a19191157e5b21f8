//! Rights that lack what a right should have, or that the wrong unit has, cell by cell.

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::rights::{Right, right_tier, rights, risky};
use super::words::{DECIDE, DELIVER, INFORM, OPERATIONS, PERIODS, READ, TASKS};
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

/// The tasks that a unit is responsible for anywhere in a period.
fn tasks_of(reference: &Reference, unit: usize, period: usize) -> Vec<usize> {
    let places: Vec<Place> = reference.places.iter().filter(|place| place.period == period).copied().collect();
    let statements = reference.statements(Responsible);
    let held = |&task: &usize| {
        statements.iter().any(|&it| places.iter().any(|&place| reference.gives_task(it, unit, task, place)))
    };
    (0..TASKS.len()).filter(held).collect()
}

/// Rights above tier 1 while nothing but `inform` is the unit's responsibility.
pub(super) fn inform_only_writes(reference: &Reference) -> Cells {
    let held =
        |unit| (0..PERIODS).map(move |period| tasks_of(reference, unit, period) == [INFORM]).collect::<Vec<bool>>();
    let informs: Vec<Vec<bool>> = reference.units().map(held).collect();
    risky(reference, &|right| informs[right.unit][right.place.period] && right_tier(reference, right) >= 2)
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
    let all = rights(reference);
    let mut cells = Cells::new();
    for statement in reference.statements(Allow) {
        let written = |right: &&Right| right.statement == statement && right.operation != READ;
        let written: Vec<&Right> = all.iter().filter(written).collect();
        if !written.is_empty() && !written.into_iter().any(asked) {
            cells.insert(Cell::new().with(Slot::Statement, statement));
        }
    }
    cells
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
    let mut written = Vec::new();
    for statement in reference.statements(Allow) {
        for operation in READ + 1..OPERATIONS.len() {
            for field in 0..reference.world.fields.len() {
                if reference.gives_right(statement, unit, operation, field, place)
                    && !reference.forbidden(unit, operation, field, place)
                {
                    written.push(Right { statement, unit, operation, field, place });
                }
            }
        }
    }
    let eyes = |right: &Right| reference.world.statements[right.statement].guards.four_eyes;
    let mut decisions = written.iter().filter(|right| reference.world.fields[right.field].has("decision")).peekable();
    if decisions.peek().is_some() {
        return !decisions.all(eyes);
    }
    let weighty = |right: &Right| right_tier(reference, *right) >= 3;
    !written.iter().any(eyes) && written.iter().any(weighty)
}
