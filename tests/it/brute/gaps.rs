//! What nobody answers for, cell by cell.

use super::cells::{Cell, Cells, Slot};
use super::mandates::deciders;
use super::reference::{Place, Reference};
use super::words::{DECIDE, OPERATIONS, READ, STEERING, TASKS};
use super::world::Kind::{Accountable, Need, Responsible};
use super::world::exists;

/// Required process tasks without any responsible unit.
pub(super) fn unserved(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        for task in reference.process_tasks(place.service) {
            if reference.holders(Responsible, task, place).is_empty() {
                cells.insert(Cell::at(place).with(Slot::Task, task));
            }
        }
    }
    cells
}

/// Required aspects without any accountable unit.
pub(super) fn unaccountable(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        for aspect in reference.obligatory_aspects() {
            if reference.holders(Accountable, aspect, place).is_empty() {
                cells.insert(Cell::at(place).with(Slot::Task, aspect));
            }
        }
    }
    cells
}

/// Offered cells of a service with a decision where nobody is responsible for `decide`, or nobody who may decide.
pub(super) fn undecided(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let able = deciders(reference);
    for &place in &reference.offered {
        if !reference.world.services[reference.services[place.service]].is.decision {
            continue;
        }
        let deciders = reference.holders(Responsible, DECIDE, place);
        let decided = match &able[place.service][place.period] {
            Some(able) => deciders.iter().any(|unit| able.contains(unit)),
            None => !deciders.is_empty(),
        };
        if !decided {
            cells.insert(Cell::at(place));
        }
    }
    cells
}

/// A service that exists in a period without any offered cell.
pub(super) fn not_offered(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for service in 0..reference.services.len() {
        for period in 0..reference.periods() {
            let offered = reference.offered.iter().any(|place| place.service == service && place.period == period);
            if reference.service_exists(service, period) && !offered {
                cells.insert(Cell::new().with(Slot::Service, service).with(Slot::Period, period));
            }
        }
    }
    cells
}

/// A physical touchpoint in a period with offered cells, in none of which anybody is responsible for anything.
pub(super) fn location_unstaffed(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for (touchpoint, it) in reference.touchpoints.iter().enumerate() {
        if !reference.world.channels[it.channel].is.medium().physical {
            continue;
        }
        for period in 0..reference.periods() {
            let here = reference.offered.iter().filter(|it| it.touchpoint == touchpoint && it.period == period);
            let staffed = |task| here.clone().any(|&place| !reference.holders(Responsible, task, place).is_empty());
            if here.clone().next().is_some() && !(0..TASKS.len()).any(staffed) {
                cells.insert(Cell::new().with(Slot::Touchpoint, touchpoint).with(Slot::Period, period));
            }
        }
    }
    cells
}

/// A channel in a period with offered cells, in none of which anybody is accountable for `steering`.
pub(super) fn unsteered(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for channel in 0..reference.world.channels.len() {
        for period in 0..reference.periods() {
            let is_here = |touchpoint: usize| reference.touchpoints[touchpoint].channel == channel;
            let here = reference.offered.iter().filter(|it| is_here(it.touchpoint) && it.period == period);
            let steered = here.clone().any(|&place| !reference.holders(Accountable, STEERING, place).is_empty());
            if here.clone().next().is_some() && !steered {
                cells.insert(Cell::new().with(Slot::Channel, channel).with(Slot::Period, period));
            }
        }
    }
    cells
}

/// For each offered cell of a `need`, each of its tasks, and each unit responsible for it there: the rights it lacks.
pub(super) fn right_missing(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for need in reference.statements(Need) {
        let reach = &reference.reaches[need];
        let asked: Vec<_> = (0..reference.periods()).map(|period| needed(reference, need, period)).collect();
        for &place in reference.offered.iter().filter(|&&place| reference.covers(need, place)) {
            for task in (0..TASKS.len()).filter(|&task| reach.tasks[task]) {
                for unit in reference.holders(Responsible, task, place) {
                    for &(operation, field) in &asked[place.period] {
                        if !reference.effective(unit, operation, field, place) {
                            let cell = Cell::at(place).with(Slot::Unit, unit).with(Slot::Task, task);
                            cells.insert(cell.with(Slot::Operation, operation).with(Slot::Field, field));
                        }
                    }
                }
            }
        }
    }
    cells
}

/// The operations on fields that a `need` asks for, of records that exist.
fn needed(reference: &Reference, need: usize, period: usize) -> Vec<(usize, usize)> {
    let reach = &reference.reaches[need];
    let mut all = Vec::new();
    for operation in (0..OPERATIONS.len()).filter(|&operation| reach.operations[operation]) {
        for (field, it) in reference.world.fields.iter().enumerate() {
            if reach.fields[field] && exists(&reference.world.records, it.record, period) {
                all.push((operation, field));
            }
        }
    }
    all
}

/// Fields and periods for which no unit has, anywhere, an effective right to any operation but `read`.
pub(super) fn field_unwritable(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for (field, it) in reference.world.fields.iter().enumerate() {
        for period in (0..reference.periods()).filter(|&period| reference.record_exists(it.record, period)) {
            let mut then = reference.places.iter().filter(|place| place.period == period);
            let somebody = |place: &Place| {
                (READ + 1..OPERATIONS.len()).any(|operation| reference.effective_units(operation, field, *place) != 0)
            };
            if !then.any(somebody) {
                cells.insert(Cell::new().with(Slot::Field, field).with(Slot::Period, period));
            }
        }
    }
    cells
}
