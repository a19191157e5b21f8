//! Who holds what, kept for every place: real policies have thousands of places, and rules ask again and again.
//! Still by brute force: each table is filled statement by statement and place by place, when it is first asked for.

use std::cell::OnceCell;

use super::reference::Reference;
use super::steering::View;
use super::words::{OPERATIONS, TASKS};
use super::world::Kind;

/// A set of units, one bit each.
pub(super) type Units = u128;

pub(super) fn bit(unit: usize) -> Units {
    assert!(unit < 128, "no policy has so many units");
    1 << unit
}

/// The units of a set, in order.
pub(super) fn members(units: Units) -> Vec<usize> {
    let mut all = Vec::new();
    let mut rest = units;
    while rest != 0 {
        all.push(rest.trailing_zeros() as usize);
        rest &= rest - 1;
    }
    all
}

/// The set of the units of which something is true.
pub(super) fn those(yes: &[bool]) -> Units {
    yes.iter().enumerate().filter(|(_, yes)| **yes).fold(0, |all, (unit, _)| all | bit(unit))
}

/// For each place, by [`Reference::at`], a set of units.
type Table = Vec<Units>;

#[derive(Default)]
pub(super) struct Tables {
    /// For each place, by [`Reference::at`], whether its service and channel exist.
    pub existing: Vec<bool>,
    /// For each period, the units that exist.
    pub alive: Vec<Units>,
    /// For each unit, itself and all nested in it.
    pub subtrees: Vec<Units>,
    /// For each kind, its statements without expectations.
    pub of_kind: Vec<Vec<usize>>,
    /// Who steers what.
    pub steering: OnceCell<View>,
    /// For each kind and task, who holds it.
    duties: Vec<OnceCell<Table>>,
    /// For `allow` and `forbid`, each operation and each field, whom they reach.
    rights: Vec<OnceCell<Table>>,
}

impl Tables {
    pub(super) fn new(reference: &Reference) -> Self {
        let world = &reference.world;
        let exists = |unit, period| super::world::exists(&world.units, unit, period);
        let alive = |period| those(&(0..world.units.len()).map(|unit| exists(unit, period)).collect::<Vec<_>>());
        let subtree = |outer| {
            let inside = |unit| super::world::within(&world.units, unit, outer);
            those(&(0..world.units.len()).map(inside).collect::<Vec<_>>())
        };
        let mut of_kind = vec![Vec::new(); KINDS];
        for (at, it) in world.statements.iter().enumerate().filter(|(_, it)| !it.expected) {
            of_kind[it.kind as usize].push(at);
        }
        let empty = |many: usize| (0..many).map(|_| OnceCell::new()).collect();
        Self {
            existing: Vec::new(),
            alive: (0..reference.periods()).map(alive).collect(),
            subtrees: (0..world.units.len()).map(subtree).collect(),
            of_kind,
            steering: OnceCell::new(),
            duties: empty(KINDS * TASKS.len()),
            rights: empty(2 * OPERATIONS.len() * world.fields.len()),
        }
    }

    pub(super) fn duty(&self, reference: &Reference, kind: Kind, task: usize) -> &[Units] {
        self.duties[kind as usize * TASKS.len() + task].get_or_init(|| {
            let reaches = |it: usize| &reference.reaches[it];
            fill(reference, kind, |it| if reaches(it).tasks[task] { those(&reaches(it).named) } else { 0 }, |_| true)
        })
    }

    pub(super) fn right(&self, reference: &Reference, kind: Kind, operation: usize, field: usize) -> &[Units] {
        let fields = reference.world.fields.len();
        let record = reference.world.fields[field].record;
        let at = (usize::from(kind == Kind::Forbid) * OPERATIONS.len() + operation) * fields + field;
        self.rights[at].get_or_init(|| {
            let units = |it: usize| {
                let reach = &reference.reaches[it];
                if reach.operations[operation] && reach.fields[field] { those(&reach.nested) } else { 0 }
            };
            fill(reference, kind, units, |period| reference.record_exists(record, period))
        })
    }
}

const KINDS: usize = Kind::Delegate as usize + 1;

/// Puts the units of each statement of a kind into the places that it reaches.
fn fill(reference: &Reference, kind: Kind, units: impl Fn(usize) -> Units, holds: impl Fn(usize) -> bool) -> Table {
    let mut table = vec![0; reference.space()];
    for &it in reference.of_kind(kind) {
        let units = units(it);
        if units == 0 {
            continue;
        }
        for place in reference.places_of(it).filter(|place| holds(place.period)) {
            table[reference.at(place)] |= units & reference.alive(place.period);
        }
    }
    table
}
