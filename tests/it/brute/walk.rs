//! The walk along the steps of a process, from unit to unit, cell by cell.

use std::collections::BTreeMap;

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::tables::{Units, bit, members};
use super::words::{DECIDE, DELIVER, HANDLE, INTAKE, PROCESS_TASKS};
use super::world::Kind::{Handover, Responsible};
use super::world::within;

/// Who can hand over to whom in one place: for each giver the receivers.
pub(super) type Links = Vec<Units>;

/// The direct handovers in a place. A name stands for the unit and everything nested in it, at either end.
pub(super) fn links(reference: &Reference, place: Place, ways_back: bool) -> Links {
    links_by(reference, place, ways_back, &|_| true)
}

/// The same by some of the statements.
pub(super) fn links_by(reference: &Reference, place: Place, ways_back: bool, by: &dyn Fn(usize) -> bool) -> Links {
    let mut links = vec![0; reference.world.units.len()];
    for &it in reference.of_kind(Handover).iter().filter(|&&it| by(it)) {
        if reference.covers(it, place) {
            add_links(reference, it, place.period, ways_back, &mut links);
        }
    }
    links
}

fn add_links(reference: &Reference, statement: usize, period: usize, ways_back: bool, links: &mut Links) {
    let nested = |outer: usize| reference.subtree(outer) & reference.alive(period);
    let it = &reference.world.statements[statement];
    for (position, ends) in it.chain.windows(2).enumerate() {
        let (givers, receivers) = (nested(ends[0]), nested(ends[1]));
        for giver in members(givers) {
            links[giver] |= receivers;
        }
        if ways_back && it.both_ways[position] {
            for receiver in members(receivers) {
                links[receiver] |= givers;
            }
        }
    }
}

/// The direct handovers in a place without the ways back. A link between a unit and what is nested in it leads nowhere among
/// what stands at both of its ends.
fn onward(reference: &Reference, place: Place) -> Links {
    let alive = reference.alive(place.period);
    let mut links = vec![0; reference.world.units.len()];
    for &it in reference.of_kind(Handover).iter().filter(|&&it| reference.covers(it, place)) {
        for ends in reference.world.statements[it].chain.windows(2) {
            let (from, to) = (reference.subtree(ends[0]), reference.subtree(ends[1]));
            for giver in members(from & alive) {
                links[giver] |= if bit(giver) & to == 0 { to & alive } else { to & alive & !(from & to) };
            }
        }
    }
    links
}

/// Everything that can be reached from a unit by one link or more.
pub(super) fn reached(links: &Links, from: usize) -> Units {
    let mut reached = links[from];
    let mut followed: Units = 0;
    while reached & !followed != 0 {
        for unit in members(reached & !followed) {
            followed |= bit(unit);
            reached |= links[unit];
        }
    }
    reached
}

/// For each two consecutive steps, each unit responsible in the first that can reach none responsible in the second, with
/// the tasks of the second.
pub(super) fn missing(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        let links = links(reference, place, true);
        let service = &reference.world.services[reference.services[place.service]].is;
        for steps in service.steps().windows(2) {
            let first = responsible(reference, steps[0], place);
            let second = responsible(reference, steps[1], place);
            for &unit in &first {
                let reached = reached(&links, unit);
                if !second.is_empty() && !second.iter().any(|&next| next == unit || reached & bit(next) != 0) {
                    let cell = Cell::at(place).with(Slot::Unit, unit);
                    cells.extend(steps[1].iter().map(|&task| cell.with(Slot::Task, task)));
                }
            }
        }
    }
    cells
}

pub(super) fn responsible(reference: &Reference, tasks: &[usize], place: Place) -> Vec<usize> {
    let mut units: Vec<usize> = tasks.iter().flat_map(|&task| reference.holders(Responsible, task, place)).collect();
    units.sort_unstable();
    units.dedup();
    units
}

/// A chain whose last unit, in a period in which its box has offered cells, is in none of them responsible for a task after
/// intake, nor hands over further.
pub(super) fn dead_end(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let kept: Vec<Links> = reference.offered.iter().map(|&place| links(reference, place, false)).collect();
    let numbers: BTreeMap<usize, usize> =
        reference.offered.iter().enumerate().map(|(number, &place)| (reference.at(place), number)).collect();
    let links = |place: Place| &kept[numbers[&reference.at(place)]];
    for it in reference.statements(Handover) {
        let last = *reference.world.statements[it].chain.last().expect("a chain has units");
        let said = &reference.world.statements[it];
        let nested = |unit: usize| within(&reference.world.units, unit, last);
        // What comes back to whoever works on it is at no dead end.
        let back = said.both_ways[said.chain.len() - 2];
        let giver = said.chain[said.chain.len() - 2];
        let at_either_end = |unit: usize| nested(unit) || back && within(&reference.world.units, unit, giver);
        for period in 0..reference.periods() {
            let here = |place: &&Place| place.period == period && reference.covers(it, **place);
            let mut offered = reference.offered.iter().filter(here).peekable();
            let reaches_some = offered.peek().is_some();
            let ends = offered.all(|&place| {
                let works = |task| reference.holders(Responsible, task, place).into_iter().any(at_either_end);
                let onward = |unit: usize| nested(unit) && links(place)[unit] != 0;
                !(HANDLE..PROCESS_TASKS).any(works) && !reference.units().any(onward)
            });
            if reaches_some && ends {
                cells.insert(Cell::new().with(Slot::Statement, it).with(Slot::Period, period));
            }
        }
    }
    cells
}

/// Offered cells with a circle of links from which nobody responsible for `handle` or `decide` can be reached.
pub(super) fn cycle(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        let forth = onward(reference, place);
        let either = links(reference, place, true);
        let handlers = responsible(reference, &[HANDLE, DECIDE], place);
        let endless = |unit: usize| {
            let circle = reached(&forth, unit) & bit(unit) != 0;
            let reached = reached(&either, unit);
            circle && !handlers.iter().any(|&handler| handler == unit || reached & bit(handler) != 0)
        };
        if reference.units().any(endless) {
            cells.insert(Cell::at(place));
        }
    }
    cells
}

/// From each unit that takes a matter in: more handovers than the settings allow to the nearest unit that decides.
pub(super) fn too_long(reference: &Reference) -> Cells {
    let most = reference.world.most_handovers.unwrap_or(2);
    let mut cells = Cells::new();
    for &place in &reference.offered {
        let service = &reference.world.services[reference.services[place.service]].is;
        let Some(last) = [DECIDE, HANDLE, DELIVER].into_iter().find(|&task| service.has_task(task)) else { continue };
        let steps = service.steps();
        let first = if service.has_task(INTAKE) { &[INTAKE][..] } else { steps[0] };
        let deciders = responsible(reference, &[last], place);
        let links = links(reference, place, true);
        for unit in responsible(reference, first, place) {
            if handovers(&links, unit, &deciders).is_some_and(|handovers| handovers > most) {
                cells.insert(Cell::at(place).with(Slot::Unit, unit));
            }
        }
    }
    cells
}

/// The fewest links from a unit to any of some; nothing where none leads there.
fn handovers(links: &Links, from: usize, to: &[usize]) -> Option<usize> {
    let mut here = vec![from];
    for count in 0..=links.len() {
        if here.iter().any(|unit| to.contains(unit)) {
            return Some(count);
        }
        here = members(here.iter().fold(0, |all, &unit| all | links[unit]));
    }
    None
}
