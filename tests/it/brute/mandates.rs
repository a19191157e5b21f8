//! Who may decide, by following every link of every mandate; and links that give more than was received.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells, Slot};
use super::reference::Reference;
use super::words::{DECIDE, TASKS};
use super::world::Kind::{self, Delegate, Mandate, Responsible};

/// One arrow of a mandate or delegation: the statement, its place in the chain, who gives and who receives.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Link {
    statement: usize,
    position: usize,
    giver: usize,
    receiver: usize,
}

/// The links of a kind that hold for a task of a service in a period.
fn links(reference: &Reference, kind: Kind, task: usize, service: usize, period: usize) -> Vec<Link> {
    let mut all = Vec::new();
    for &statement in reference.of_kind(kind) {
        let reach = &reference.reaches[statement];
        let reached = reach.tasks[task] && reach.services[service] && reference.service_exists(service, period);
        if reached && reference.holds(statement, period) {
            let ends = reference.world.statements[statement].chain.windows(2).enumerate();
            all.extend(ends.map(|(position, ends)| Link { statement, position, giver: ends[0], receiver: ends[1] }));
        }
    }
    all
}

/// The competent bodies of a service in a period; nothing where nobody can know.
fn competent(reference: &Reference, service: usize, period: usize) -> Option<Vec<usize>> {
    let units = &reference.world.units;
    let is_board = |unit: &usize| units[*unit].is.kind == "board";
    let bodies: Vec<usize> = match reference.world.services[reference.services[service]].is.body {
        Some(body) => vec![body],
        None => reference.units().filter(is_board).collect(),
    };
    let known = !bodies.is_empty();
    known.then(|| bodies.into_iter().filter(|&unit| reference.unit_exists(unit, period)).collect())
}

/// The units that hold a power without a mandate: competent, or by delegation, and not delegated away.
fn sources(reference: &Reference, bodies: Vec<usize>, task: usize, service: usize, period: usize) -> Vec<usize> {
    let delegations = links(reference, Delegate, task, service, period);
    let mut held = bodies;
    while let Some(next) = delegations.iter().find(|it| held.contains(&it.giver) && !held.contains(&it.receiver)) {
        held.push(next.receiver);
    }
    held.retain(|unit| !delegations.iter().any(|it| it.giver == *unit));
    held
}

/// The units that may decide on a service in a period; nothing where nobody can know.
fn may_decide(reference: &Reference, service: usize, period: usize) -> Option<Vec<usize>> {
    let sources = sources(reference, competent(reference, service, period)?, DECIDE, service, period);
    let links = links(reference, Mandate, DECIDE, service, period);
    let mut good: Vec<Link> = Vec::new();
    let from_source = |link: Link| sources.contains(&link.giver);
    let received = |link: Link, before: Link| {
        let same_chain = before.statement == link.statement && before.position + 1 == link.position;
        before.receiver == link.giver && (same_chain || reference.world.statements[before.statement].onward)
    };
    while let Some(&next) = links.iter().find(|&&link| {
        !good.contains(&link) && (from_source(link) || good.iter().any(|&before| received(link, before)))
    }) {
        good.push(next);
    }
    Some(sources.iter().copied().chain(good.iter().map(|link| link.receiver)).collect())
}

/// For each service and period, the units that may decide.
pub(super) fn deciders(reference: &Reference) -> Vec<Vec<Option<Vec<usize>>>> {
    let of = |service| (0..reference.periods()).map(|period| may_decide(reference, service, period)).collect();
    (0..reference.services.len()).map(of).collect()
}

/// A unit responsible for `decide` in an offered cell of a service whose process has it, that may not decide there.
pub(super) fn missing(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let able = deciders(reference);
    for &place in &reference.offered {
        if !reference.process_tasks(place.service).contains(&DECIDE) {
            continue;
        }
        let Some(able) = &able[place.service][place.period] else {
            continue;
        };
        for unit in reference.holders(Responsible, DECIDE, place) {
            if !able.contains(&unit) {
                let cell = Cell::new().with(Slot::Unit, unit).with(Slot::Service, place.service);
                cells.insert(cell.with(Slot::Period, place.period));
            }
        }
    }
    cells
}

/// What a unit that is no competent body gives on first, and by which links it received the same, if it ever received.
fn given_on(reference: &Reference, is: &dyn Fn(&[Link]) -> bool) -> Cells {
    let mut cells = Cells::new();
    let received = ever_received(reference);
    let givers: Vec<usize> = received.into_iter().filter(|&unit| !is_body(reference, unit)).collect();
    for task in 0..TASKS.len() {
        for service in 0..reference.services.len() {
            for period in 0..reference.periods() {
                if competent(reference, service, period).is_none() {
                    continue;
                }
                let all = all_links(reference, task, service, period);
                let first = |link: &&Link| link.position == 0 && kind(reference, link) == Mandate;
                for link in all.iter().filter(first).filter(|link| givers.contains(&link.giver)) {
                    let received: Vec<Link> = all.iter().filter(|it| it.receiver == link.giver).copied().collect();
                    if is(&received) {
                        let cell = Cell::new().with(Slot::Task, task).with(Slot::Service, service);
                        cells.insert(cell.with(Slot::Period, period).with_units(link.giver, link.receiver));
                    }
                }
            }
        }
    }
    cells
}

fn kind(reference: &Reference, link: &Link) -> Kind {
    reference.world.statements[link.statement].kind
}

fn all_links(reference: &Reference, task: usize, service: usize, period: usize) -> Vec<Link> {
    [Mandate, Delegate].into_iter().flat_map(|kind| links(reference, kind, task, service, period)).collect()
}

/// Whether a unit is a board, or the competent body of any service.
fn is_body(reference: &Reference, unit: usize) -> bool {
    let of = |service: usize| reference.world.services[service].is.body == Some(unit);
    reference.world.units[unit].is.kind == "board" || reference.services.iter().any(|&service| of(service))
}

/// The units to which any mandate or delegation ever gives anything.
fn ever_received(reference: &Reference) -> BTreeSet<usize> {
    let mut units = BTreeSet::new();
    for task in 0..TASKS.len() {
        for service in 0..reference.services.len() {
            for period in 0..reference.periods() {
                units.extend(all_links(reference, task, service, period).iter().map(|link| link.receiver));
            }
        }
    }
    units
}

/// What a unit with mandates gives on that none of them covers.
pub(super) fn wider_than_source(reference: &Reference) -> Cells {
    given_on(reference, &|received| received.is_empty())
}

/// What a unit with mandates gives on that it received, but never to be given on.
pub(super) fn not_onward(reference: &Reference) -> Cells {
    let onward = |link: &Link| reference.world.statements[link.statement].onward || kind(reference, link) == Delegate;
    given_on(reference, &|received| !received.is_empty() && !received.iter().any(onward))
}
