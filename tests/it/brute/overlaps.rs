//! What two answer for, cell by cell; and statements that change nothing.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::words::{DECIDE, OPERATIONS, PROCESS_TASKS, READ, TASKS};
use super::world::Kind::{self, Accountable, Allow, Consulted, Forbid, Responsible};
use super::world::{Guards, related};

/// Unrelated units accountable for one task of one offered cell, in no statement jointly.
pub(super) fn accountable(reference: &Reference) -> Cells {
    held_twice(reference, Accountable, &|_| true)
}

/// The same for those responsible for `decide`.
pub(super) fn decide(reference: &Reference) -> Cells {
    held_twice(reference, Responsible, &|task| task == DECIDE)
}

/// The same for those responsible for another process task.
pub(super) fn responsible(reference: &Reference) -> Cells {
    held_twice(reference, Responsible, &|task| task < PROCESS_TASKS && task != DECIDE)
}

fn held_twice(reference: &Reference, kind: Kind, counts: &dyn Fn(usize) -> bool) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        for task in (0..TASKS.len()).filter(|&task| counts(task)) {
            let holders = reference.holders(kind, task, place);
            for &one in &holders {
                for &other in &holders {
                    let related = related(&reference.world.units, one, other);
                    if one < other && !related && !reference.jointly(kind, one, other, task, place) {
                        cells.insert(Cell::at(place).with(Slot::Task, task).with_units(one, other));
                    }
                }
            }
        }
    }
    cells
}

/// Unrelated units, named in different statements, that may write the same field without a source in the same cell.
pub(super) fn writers(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let fields = (0..reference.world.fields.len()).filter(|&field| reference.world.fields[field].source.is_none());
    for field in fields {
        for operation in READ + 1..OPERATIONS.len() {
            for &place in &reference.places {
                for (one, other) in unshared_pairs(reference, operation, field, place) {
                    let cell = Cell::at(place).with(Slot::Operation, operation).with(Slot::Field, field);
                    cells.insert(cell.with_units(one, other));
                }
            }
        }
    }
    cells
}

/// Pairs of unrelated units that two statements name, of which both may do it, and that no statement covers both.
fn unshared_pairs(reference: &Reference, operation: usize, field: usize, place: Place) -> Vec<(usize, usize)> {
    let allows = reference.statements(Allow);
    let gives = |it: usize, unit: usize| reference.gives_right(it, unit, operation, field, place);
    let effective = |unit: usize| !reference.forbidden(unit, operation, field, place);
    let mut named: Vec<(usize, usize)> = Vec::new();
    for &it in &allows {
        let of_it = reference.units().filter(|&unit| reference.reaches[it].named[unit] && gives(it, unit));
        named.extend(of_it.filter(|&unit| effective(unit)).map(|unit| (it, unit)));
    }
    let mut pairs = Vec::new();
    for &(first, one) in &named {
        for &(second, other) in &named {
            let jointly = || allows.iter().any(|&it| gives(it, one) && gives(it, other));
            if first != second && one < other && !related(&reference.world.units, one, other) && !jointly() {
                pairs.push((one, other));
            }
        }
    }
    pairs
}

/// Statements whose box lies within that of one other of the same kind that names all of their units.
pub(super) fn redundant(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for kind in [Responsible, Accountable, Consulted, Allow, Forbid] {
        let boxes: Vec<(usize, Cells)> =
            reference.statements(kind).into_iter().map(|it| (it, box_of(reference, it))).collect();
        for (it, cells_of_it) in boxes.iter().filter(|(_, cells)| !cells.is_empty()) {
            let says_it_already = boxes.iter().any(|(other, cells_of_other)| {
                let inside = cells_of_it.is_subset(cells_of_other) && stands_for(reference, *other, *it, cells_of_it);
                let outside =
                    cells_of_other.is_subset(cells_of_it) && stands_for(reference, *it, *other, cells_of_other);
                it != other && inside && (!outside || reference.is_before(*other, *it))
            });
            if says_it_already {
                cells.insert(Cell::new().with(Slot::Statement, *it));
            }
        }
    }
    cells
}

/// Whether the first statement names all units of the second that exist in its box, and asks no safeguard that the second
/// does not.
fn stands_for(reference: &Reference, first: usize, second: usize, cells_of_second: &Cells) -> bool {
    let units: BTreeSet<usize> = cells_of_second.iter().filter_map(|cell| cell.get(Slot::Unit)).collect();
    let named = |it: usize, unit: usize| reference.reaches[it].named[unit];
    let guards = |it: usize| -> Guards { reference.world.statements[it].guards };
    let (one, other) = (guards(first), guards(second));
    units.into_iter().all(|unit| named(first, unit) || !named(second, unit))
        && one.verified.unwrap_or(0) <= other.verified.unwrap_or(0)
        && one.four_eyes <= other.four_eyes
        && one.after_check <= other.after_check
        && one.logged <= other.logged
}

/// What a statement reaches, with the units it reaches there.
pub(super) fn box_of(reference: &Reference, it: usize) -> Cells {
    let right = matches!(reference.world.statements[it].kind, Allow | Forbid);
    let mut cells = Cells::new();
    for &place in reference.places.iter().filter(|&&place| reference.covers(it, place)) {
        for unit in reference.units() {
            let cell = Cell::at(place).with(Slot::Unit, unit);
            if right {
                for operation in 0..OPERATIONS.len() {
                    let has = |&field: &usize| reference.gives_right(it, unit, operation, field, place);
                    let fields = (0..reference.world.fields.len()).filter(has);
                    cells.extend(fields.map(|field| cell.with(Slot::Operation, operation).with(Slot::Field, field)));
                }
            } else {
                let tasks = (0..TASKS.len()).filter(|&task| reference.gives_task(it, unit, task, place));
                cells.extend(tasks.map(|task| cell.with(Slot::Task, task)));
            }
        }
    }
    cells
}

/// An `allow` that covers something, of which nothing is left after every `forbid`.
pub(super) fn contradiction(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for it in reference.statements(Allow) {
        let covered = box_of(reference, it);
        let forbidden = |cell: &Cell| {
            let at = |slot| cell.get(slot).expect("a right has all of these");
            let place = Place {
                service: at(Slot::Service),
                touchpoint: at(Slot::Touchpoint),
                audience: at(Slot::Audience),
                period: at(Slot::Period),
            };
            reference.forbidden(at(Slot::Unit), at(Slot::Operation), at(Slot::Field), place)
        };
        if !covered.is_empty() && covered.iter().all(forbidden) {
            cells.insert(Cell::new().with(Slot::Statement, it));
        }
    }
    cells
}
