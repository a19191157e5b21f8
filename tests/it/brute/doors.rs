//! Who stands at the door: departments beside a contact centre, fronts that share an audience, owners of content.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells, Slot};
use super::lines::crowds;
use super::reference::{Place, Reference};
use super::tables::{bit, members};
use super::walk::responsible;
use super::words::{INFORM, INTAKE, PROCESS_TASKS};
use super::world::Kind::{Accountable, Responsible};
use super::world::{related, within};

const CONTENT: usize = PROCESS_TASKS + 1;

fn kind(reference: &Reference, unit: usize) -> &str {
    reference.world.units[unit].is.kind
}

/// Back offices that are an entrance where no contact centre is, while one is elsewhere, and that still are in the last period.
pub(super) fn entrance(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let offered: BTreeSet<usize> = reference.offered.iter().map(|&place| reference.at(place)).collect();
    let serving = |place: Place| responsible(reference, &[INFORM, INTAKE], place);
    let served = |place: Place| serving(place).into_iter().any(|unit| kind(reference, unit) == "kcc");
    for crowd in crowds(reference) {
        if !crowd.iter().any(|&place| served(place)) {
            continue;
        }
        for &place in crowd.iter().filter(|&&place| !served(place)) {
            let last = Place { period: reference.periods() - 1, ..place };
            if !offered.contains(&reference.at(last)) {
                continue;
            }
            let later = serving(last);
            for unit in serving(place) {
                if kind(reference, unit) == "back" && later.contains(&unit) {
                    cells.insert(Cell::at(place).with(Slot::Unit, unit));
                }
            }
        }
    }
    cells
}

/// Unrelated owners of the content of one service in different channels, at moments at which they own no place together.
pub(super) fn content(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let channel = |place: Place| reference.touchpoints[place.touchpoint].channel;
    for crowd in crowds(reference) {
        let owners = |place: Place| reference.holding(Accountable, CONTENT, place);
        let all = members(crowd.iter().fold(0, |all, &place| all | owners(place)));
        for &one in &all {
            for &other in all.iter().filter(|&&other| one < other && !related(&reference.world.units, one, other)) {
                let of = |unit: usize| crowd.iter().copied().filter(move |&place| owners(place) & bit(unit) != 0);
                let together = of(one).any(|place| owners(place) & bit(other) != 0);
                let apart = of(one).any(|here| of(other).any(|there| channel(here) != channel(there)));
                if apart && !together {
                    let cell = |place| Cell::at(place).with_units(one, other);
                    cells.extend(of(one).chain(of(other)).map(cell));
                }
            }
        }
    }
    cells
}

/// Unrelated fronts that are responsible in one place by statements about some audiences, which together are about more
/// than one part of an audience that is disjoint.
pub(super) fn audience(reference: &Reference) -> Cells {
    let world = &reference.world;
    let contact = |it: usize, unit: usize, place: Place| {
        [INFORM, INTAKE].iter().any(|&task| reference.gives_task(it, unit, task, place))
    };
    let fronts: Vec<usize> =
        reference.units().filter(|&unit| matches!(kind(reference, unit), "front" | "kcc")).collect();
    let serving: Vec<usize> =
        reference.statements(Responsible).into_iter().filter(|&it| world.statements[it].audiences.is_some()).collect();
    let mut cells = Cells::new();
    for &place in &reference.offered {
        let Some(here) = reference.audiences[place.audience] else { continue };
        for &whole in world.disjoint.iter().filter(|&&whole| within(&world.audiences, here, whole)) {
            for &one in &fronts {
                for &other in fronts.iter().filter(|&&other| one < other && !related(&world.units, one, other)) {
                    let jointly = reference
                        .statements(Responsible)
                        .into_iter()
                        .any(|it| contact(it, one, place) && contact(it, other, place));
                    let pairs = serving.iter().flat_map(|&first| serving.iter().map(move |&second| (first, second)));
                    let mut pairs = pairs.filter(|&(first, second)| {
                        first != second && contact(first, one, place) && contact(second, other, place)
                    });
                    let divides = |(first, second)| parts(reference, whole, &[first, second]) > 1;
                    if !jointly && pairs.any(divides) {
                        cells.insert(Cell::at(place).with_units(one, other));
                    }
                }
            }
        }
    }
    cells
}

/// How many parts of an audience some statements are about.
fn parts(reference: &Reference, whole: usize, statements: &[usize]) -> usize {
    let world = &reference.world;
    let about = |part: &usize| {
        reference.audiences.iter().enumerate().any(|(at, leaf)| {
            let inside = leaf.is_some_and(|leaf| within(&world.audiences, leaf, *part));
            inside && statements.iter().any(|&it| reference.reaches[it].audiences[at])
        })
    };
    (0..world.audiences.len()).filter(|&it| world.audiences[it].parent == Some(whole)).filter(about).count()
}
