//! What was meant for a while, and what comes after it.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::steering::of_period;
use super::words::{PROCESS_TASKS, STEERING};
use super::world::Kind::{self, Accountable, Responsible};
use super::world::within;

/// Units that are over, channels that are over (one cell without anything), what nobody takes over from a unit or statement,
/// and what no channel takes over from another. Of the last the period is left out, since it lasts until the next change.
pub(super) fn temporary(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let is_over = |life: super::world::Life| life.until.is_some_and(|until| until <= super::words::AS_OF);
    for (unit, it) in reference.world.units.iter().enumerate() {
        let around = it.parent.and_then(|parent| end(&reference.world.units, parent));
        if end(&reference.world.units, unit).is_some_and(|end| end <= super::words::AS_OF && around != Some(end)) {
            cells.insert(Cell::new().with(Slot::Unit, unit));
        }
    }
    for (channel, it) in reference.world.channels.iter().enumerate() {
        let around = it.parent.and_then(|parent| end(&reference.world.channels, parent));
        if end(&reference.world.channels, channel).is_some_and(|end| end <= super::words::AS_OF && around != Some(end))
        {
            cells.insert(Cell::new());
        }
    }
    let starts: Vec<usize> =
        steering_statements(reference).filter_map(|it| reference.world.statements[it].life.from).collect();
    for it in steering_statements(reference) {
        let life = reference.world.statements[it].life;
        if is_over(life) && life.until.is_some_and(|until| !starts.contains(&until)) {
            cells.insert(Cell::new());
        }
    }
    cells.extend(not_followed(reference));
    cells.extend(channels_not_followed(reference));
    cells
}

/// Where a thing ends, as a position in the days; the earliest of its own end and those around it.
fn end<T>(all: &[super::world::Noun<T>], it: usize) -> Option<usize> {
    let around = all[it].parent.and_then(|parent| end(all, parent));
    [all[it].life.until, around].into_iter().flatten().min()
}

/// Statements that say `steering` by name.
fn steering_statements(reference: &Reference) -> impl Iterator<Item = usize> + '_ {
    let named = |&it: &usize| {
        let tasks = &reference.world.statements[it].tasks;
        tasks.as_ref().is_some_and(|tasks| tasks.terms.contains(&super::world::Term::Name(STEERING)))
    };
    reference.statements(Accountable).into_iter().filter(named)
}

fn not_followed(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let offered: BTreeSet<usize> = reference.offered.iter().map(|&place| reference.at(place)).collect();
    for kind in [Responsible, Accountable] {
        for &it in reference.of_kind(kind) {
            for unit in reference.units().filter(|&unit| reference.reaches[it].named[unit]) {
                let of_unit = end(&reference.world.units, unit);
                let ends = [of_unit, reference.world.statements[it].life.until].into_iter().flatten().min();
                for place in reference.places_of(it).filter(|place| place.period + 1 < reference.periods()) {
                    let next = Place { period: place.period + 1, ..place };
                    let day = next.period + super::words::AS_OF;
                    let is_offered = |place: Place| offered.contains(&reference.at(place));
                    if ends != Some(day) || !is_offered(place) || !is_offered(next) {
                        continue;
                    }
                    for task in asked(reference, kind, place.service) {
                        let held = reference.gives_task(it, unit, task, place);
                        if held && reference.holders(kind, task, next).is_empty() {
                            cells.insert(
                                Cell::new()
                                    .with(Slot::Unit, unit)
                                    .with(Slot::Task, task)
                                    .with(Slot::Service, place.service)
                                    .with(Slot::Touchpoint, place.touchpoint)
                                    .with(Slot::Audience, place.audience),
                            );
                        }
                    }
                }
            }
        }
    }
    cells
}

/// What must go on: the process, or the obligatory aspects and steering.
fn asked(reference: &Reference, kind: Kind, service: usize) -> Vec<usize> {
    if kind == Responsible {
        return reference.process_tasks(service).into_iter().filter(|&task| task < PROCESS_TASKS).collect();
    }
    let mut aspects = reference.obligatory_aspects();
    if !aspects.contains(&STEERING) {
        aspects.push(STEERING);
    }
    aspects
}

fn channels_not_followed(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let channels = &reference.world.channels;
    for channel in 0..channels.len() {
        let Some(day) = end(channels, channel).filter(|&day| day > super::words::AS_OF) else { continue };
        let around = channels[channel].parent.and_then(|parent| end(channels, parent));
        if around == Some(day) {
            continue;
        }
        let period = day - super::words::AS_OF;
        for service in (0..reference.services.len()).filter(|&it| reference.service_exists(it, period)) {
            for audience in 0..reference.audiences.len() {
                let offered = |period: usize, is: &dyn Fn(usize) -> bool| {
                    of_period(&reference.offered, period).any(|place| {
                        let through = reference.touchpoints[place.touchpoint].channel;
                        place.service == service && place.audience == audience && is(through)
                    })
                };
                if offered(period - 1, &|it| within(channels, it, channel)) && !offered(period, &|_| true) {
                    cells.insert(Cell::new().with(Slot::Service, service).with(Slot::Audience, audience));
                }
            }
        }
    }
    cells
}
