//! What two answer for, cell by cell; and statements that change nothing.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::words::{DECIDE, OPERATIONS, PROCESS_TASKS, READ, TASKS};
use super::world::Kind::{self, Accountable, Allow, Consulted, Forbid, Informed, Responsible, Supporting};
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
            let reaches =
                |it: &usize| reference.reaches[*it].operations[operation] && reference.reaches[*it].fields[field];
            let allows: Vec<usize> = reference.of_kind(Allow).iter().copied().filter(reaches).collect();
            if allows.len() < 2 {
                continue;
            }
            for &place in &reference.places {
                for (one, other) in unshared_pairs(reference, &allows, operation, field, place) {
                    let cell = Cell::at(place).with(Slot::Operation, operation).with(Slot::Field, field);
                    cells.insert(cell.with_units(one, other));
                }
            }
        }
    }
    cells
}

/// Pairs of unrelated units that two statements name, of which both may do it, and that no statement covers both.
fn unshared_pairs(
    reference: &Reference,
    allows: &[usize],
    operation: usize,
    field: usize,
    place: Place,
) -> Vec<(usize, usize)> {
    let mut here = allows.iter().copied().filter(|&it| reference.covers(it, place));
    let (Some(first), Some(second)) = (here.next(), here.next()) else { return Vec::new() };
    let allows: Vec<usize> = [first, second].into_iter().chain(here).collect();
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
    for kind in [Responsible, Accountable, Consulted, Informed, Supporting, Allow, Forbid] {
        let all: Vec<usize> =
            reference.of_kind(kind).iter().copied().filter(|&it| reaches_some(reference, it)).collect();
        for &it in &all {
            let says_it_already = all.iter().any(|&other| {
                let inside = || says_all_of(reference, other, it);
                let outside = || says_all_of(reference, it, other);
                it != other && inside() && (!outside() || reference.is_before(other, it))
            });
            if says_it_already {
                cells.insert(Cell::new().with(Slot::Statement, it));
            }
        }
    }
    cells
}

/// Whether the box of the first statement holds that of the second, and it stands for it.
fn says_all_of(reference: &Reference, first: usize, second: usize) -> bool {
    let says = |cell: Cell| says(reference, first, cell);
    every_cell(reference, second, &mut |cell| says(cell)) && stands_for(reference, first, second)
}

/// Whether the first statement names all units of the second that exist in its box, and asks no safeguard that the second
/// does not.
fn stands_for(reference: &Reference, first: usize, second: usize) -> bool {
    let mut units = BTreeSet::new();
    every_cell(reference, second, &mut |cell| {
        units.extend(cell.get(Slot::Unit));
        true
    });
    let named = |it: usize, unit: usize| reference.reaches[it].named[unit];
    let guards = |it: usize| -> Guards { reference.world.statements[it].guards };
    let (one, other) = (guards(first), guards(second));
    units.into_iter().all(|unit| named(first, unit) || !named(second, unit))
        && one.verified.unwrap_or(0) <= other.verified.unwrap_or(0)
        && one.four_eyes <= other.four_eyes
        && (one.eyes_by.is_none() || one.eyes_by == other.eyes_by)
        && one.after_check <= other.after_check
        && one.logged <= other.logged
        && one.in_case <= other.in_case
        && one.reversible <= other.reversible
        && one.notified <= other.notified
}

fn is_right(reference: &Reference, it: usize) -> bool {
    matches!(reference.world.statements[it].kind, Allow | Forbid)
}

pub(super) fn place_of(cell: Cell) -> Place {
    let at = |slot| cell.get(slot).expect("a statement's cell has a place");
    Place {
        service: at(Slot::Service),
        touchpoint: at(Slot::Touchpoint),
        audience: at(Slot::Audience),
        period: at(Slot::Period),
    }
}

/// Whether a cell belongs to what a statement reaches.
fn says(reference: &Reference, it: usize, cell: Cell) -> bool {
    let at = |slot| cell.get(slot).expect("cells of one kind are of one shape");
    if is_right(reference, it) {
        reference.gives_right(it, at(Slot::Unit), at(Slot::Operation), at(Slot::Field), place_of(cell))
    } else {
        reference.gives_task(it, at(Slot::Unit), at(Slot::Task), place_of(cell))
    }
}

/// Whether something is true of every cell that a statement reaches, with the units it reaches there. Stops where it is not.
fn every_cell(reference: &Reference, it: usize, is: &mut dyn FnMut(Cell) -> bool) -> bool {
    let right = is_right(reference, it);
    for place in reference.places_of(it) {
        for unit in reference.units() {
            let cell = Cell::at(place).with(Slot::Unit, unit);
            if right {
                if !reference.reaches[it].nested[unit] {
                    continue;
                }
                for operation in 0..OPERATIONS.len() {
                    for field in 0..reference.world.fields.len() {
                        let given = reference.gives_right(it, unit, operation, field, place);
                        let cell = cell.with(Slot::Operation, operation).with(Slot::Field, field);
                        if given && !is(cell) {
                            return false;
                        }
                    }
                }
            } else {
                for task in 0..TASKS.len() {
                    if reference.gives_task(it, unit, task, place) && !is(cell.with(Slot::Task, task)) {
                        return false;
                    }
                }
            }
        }
    }
    true
}

/// Whether a statement reaches any cell.
pub(super) fn reaches_some(reference: &Reference, it: usize) -> bool {
    !every_cell(reference, it, &mut |_| false)
}

/// An `allow` that covers something, of which nothing is left after every `forbid`.
pub(super) fn contradiction(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &it in reference.of_kind(Allow) {
        let forbidden = |cell: Cell| {
            let at = |slot| cell.get(slot).expect("a right has all of these");
            reference.forbidden(at(Slot::Unit), at(Slot::Operation), at(Slot::Field), place_of(cell))
        };
        if reaches_some(reference, it) && every_cell(reference, it, &mut |cell| forbidden(cell)) {
            cells.insert(Cell::new().with(Slot::Statement, it));
        }
    }
    cells
}
