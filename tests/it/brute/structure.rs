//! The arrangement that statements make, cell by cell, against what is declared.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::words::{DECIDE, HANDLE, INFORM, INTAKE, PROCESS_TASKS};
use super::world::Kind::Responsible;
use super::world::{related, within};

fn kind(reference: &Reference, unit: usize) -> &'static str {
    reference.world.units[unit].is.kind
}

fn is_front(reference: &Reference, unit: usize) -> bool {
    matches!(kind(reference, unit), "front" | "kcc")
}

/// What a unit is for the arrangement: its own kind, or that of the nearest unit around it that is a front or team.
fn role(reference: &Reference, unit: usize) -> &'static str {
    match kind(reference, unit) {
        "front" | "kcc" => "front",
        "team" => "team",
        _ => reference.world.units[unit].parent.map_or("department", |parent| role(reference, parent)),
    }
}

fn holders(reference: &Reference, tasks: &[usize], place: Place) -> BTreeSet<usize> {
    tasks.iter().flat_map(|&task| reference.holders(Responsible, task, place)).collect()
}

/// With a contact centre declared: steps that a front and a back office hold in the same cell, with all of these.
pub(super) fn mixed_step(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    if reference.world.arrangement != Some("kcc") {
        return cells;
    }
    for &place in &reference.offered {
        for step in reference.world.services[reference.services[place.service]].is.steps() {
            let holders = holders(reference, step, place);
            let fronts: Vec<usize> = holders.iter().copied().filter(|&unit| is_front(reference, unit)).collect();
            let backs: Vec<usize> = holders.iter().copied().filter(|&unit| kind(reference, unit) == "back").collect();
            if fronts.is_empty() || backs.is_empty() {
                continue;
            }
            for &unit in fronts.iter().chain(&backs) {
                cells.extend(step.iter().map(|&task| Cell::at(place).with(Slot::Unit, unit).with(Slot::Task, task)));
            }
        }
    }
    cells
}

/// Back offices that handle a service beside an unrelated one, which no statement names with them.
pub(super) fn service_in_two_backs(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for service in 0..reference.services.len() {
        for period in 0..reference.periods() {
            let here = |place: &&Place| place.service == service && place.period == period;
            let offered: Vec<Place> = reference.offered.iter().filter(here).copied().collect();
            let handles = |unit: usize| {
                kind(reference, unit) == "back"
                    && offered.iter().any(|&place| reference.holders(Responsible, HANDLE, place).contains(&unit))
            };
            let backs: Vec<usize> = reference.units().filter(|&unit| handles(unit)).collect();
            let jointly = |one: usize, other: usize| {
                offered.iter().any(|&place| reference.jointly(Responsible, one, other, HANDLE, place))
            };
            for &one in &backs {
                let apart = |&other: &usize| !related(&reference.world.units, one, other) && !jointly(one, other);
                if backs.iter().any(apart) {
                    let cell = Cell::new().with(Slot::Unit, one).with(Slot::Service, service);
                    cells.insert(cell.with(Slot::Period, period));
                }
            }
        }
    }
    cells
}

/// What the outermost teams lack of contact, handling and decision.
pub(super) fn team_incomplete(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let units = &reference.world.units;
    let is_team = |unit: usize| kind(reference, unit) == "team";
    let outermost = |&unit: &usize| {
        is_team(unit) && reference.units().all(|other| other == unit || !is_team(other) || !within(units, unit, other))
    };
    let core: [&[usize]; 3] = [&[INFORM, INTAKE], &[HANDLE], &[DECIDE]];
    // For each service, period and task: who holds it in some offered cell.
    let mut held = vec![0; reference.services.len() * reference.periods() * PROCESS_TASKS];
    let at =
        |service: usize, period: usize, task: usize| (service * reference.periods() + period) * PROCESS_TASKS + task;
    for &place in &reference.offered {
        for task in 0..PROCESS_TASKS {
            held[at(place.service, place.period, task)] |= reference.holding(Responsible, task, place);
        }
    }
    for team in reference.units().filter(outermost) {
        for period in 0..reference.periods() {
            let holds = |service: usize, task: usize| held[at(service, period, task)] & reference.subtree(team) != 0;
            let some = |service: usize, tasks: &[usize]| tasks.iter().any(|&task| holds(service, task));
            let process: Vec<usize> = (0..PROCESS_TASKS).collect();
            let services = 0..reference.services.len();
            let any_core = services.clone().any(|service| some(service, &core.concat()));
            for service in services {
                if !some(service, &core.concat()) && (any_core || !some(service, &process)) {
                    continue;
                }
                for part in core {
                    let asked: Vec<usize> =
                        part.iter().copied().filter(|task| reference.process_tasks(service).contains(task)).collect();
                    if !some(service, part) {
                        let cell = Cell::new().with(Slot::Unit, team).with(Slot::Service, service);
                        let cell = cell.with(Slot::Period, period);
                        cells.extend(asked.into_iter().map(|task| cell.with(Slot::Task, task)));
                    }
                }
            }
        }
    }
    cells
}

/// Periods in which the services are not arranged as declared.
pub(super) fn arrangement_mismatch(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let Some(declared) = reference.world.arrangement else { return cells };
    for period in 0..reference.periods() {
        let (mut contacted, mut fronted, mut teamed) = (0, 0, 0);
        for service in 0..reference.services.len() {
            let holding = |tasks: &[usize]| {
                let here = reference.offered.iter().filter(|place| place.service == service && place.period == period);
                here.flat_map(|&place| holders(reference, tasks, place)).collect::<BTreeSet<usize>>()
            };
            let (contact, work) = (holding(&[INFORM, INTAKE]), holding(&[HANDLE, DECIDE]));
            let any = |units: &BTreeSet<usize>, wanted: &str| units.iter().any(|&unit| role(reference, unit) == wanted);
            let many = reference.weight(service);
            contacted += many * usize::from(!contact.is_empty());
            fronted += many * usize::from(any(&contact, "front"));
            teamed += many * usize::from(any(&contact, "team") && any(&work, "team"));
        }
        let is_wrong = match declared {
            "kcc" => fronted * 2 < contacted,
            "teams" => teamed * 2 < contacted,
            _ => fronted == 0 || teamed == 0,
        };
        if contacted > 0 && is_wrong {
            cells.insert(Cell::new().with(Slot::Period, period));
        }
    }
    cells
}
