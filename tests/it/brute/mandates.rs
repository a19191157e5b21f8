//! Who may decide, by following every link of every mandate; and links that give more than was received.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::words::{DECIDE, PROCESS_TASKS, TASKS};
use super::world::Kind::{self, Delegate, Mandate, Responsible};
use super::world::{related, within};

/// One arrow of a mandate or delegation: the statement, its place in the chain, who gives and who receives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    pub statement: usize,
    pub position: usize,
    pub giver: usize,
    pub receiver: usize,
}

/// The links of a kind that hold for a task of a service in a period.
pub(super) fn links(reference: &Reference, kind: Kind, task: usize, service: usize, period: usize) -> Vec<Link> {
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

/// Who has a power, and the links by which it is really given.
pub(super) struct Powers {
    pub sources: Vec<usize>,
    pub given: Vec<Link>,
}

/// Whether what a link gives may be what its giver received by another.
pub(super) fn is_received(reference: &Reference, link: &Link, before: &Link) -> bool {
    let same_chain = before.statement == link.statement && before.position + 1 == link.position;
    before.receiver == link.giver && (same_chain || reference.world.statements[before.statement].onward)
}

/// The power over a task of a service in a period; nothing where nobody can know.
pub(super) fn held(reference: &Reference, task: usize, service: usize, period: usize) -> Option<Powers> {
    let sources = sources(reference, competent(reference, service, period)?, task, service, period);
    let links = links(reference, Mandate, task, service, period);
    let mut powers = Powers { sources, given: Vec::new() };
    let is_given = |powers: &Powers, link: &Link| {
        powers.sources.contains(&link.giver) || powers.given.iter().any(|before| is_received(reference, link, before))
    };
    while let Some(&next) = links.iter().find(|&link| !powers.given.contains(link) && is_given(&powers, link)) {
        powers.given.push(next);
    }
    Some(powers)
}

/// The units that may decide on a service in a period; nothing where nobody can know.
fn may_decide(reference: &Reference, service: usize, period: usize) -> Option<Vec<usize>> {
    let powers = held(reference, DECIDE, service, period)?;
    Some(powers.sources.iter().copied().chain(powers.given.iter().map(|link| link.receiver)).collect())
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

/// Every task, service and period.
fn powers(reference: &Reference) -> Vec<(usize, usize, usize)> {
    let services = 0..reference.services.len();
    let of = |service: usize| (0..reference.periods()).map(move |period| (service, period));
    let places: Vec<(usize, usize)> = services.flat_map(of).collect();
    (0..TASKS.len()).flat_map(|task| places.iter().map(move |&(service, period)| (task, service, period))).collect()
}

fn power((task, service, period): (usize, usize, usize)) -> Cell {
    Cell::new().with(Slot::Task, task).with(Slot::Service, service).with(Slot::Period, period)
}

/// Units that get back by mandates and delegations what they gave.
pub(super) fn cycle(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for (task, service, period) in powers(reference) {
        let links = all_links(reference, task, service, period);
        for unit in reference.units() {
            let mut reached = vec![false; reference.units().len()];
            let mut todo = vec![unit];
            while let Some(giver) = todo.pop() {
                for link in links.iter().filter(|link| link.giver == giver) {
                    if !reached[link.receiver] {
                        reached[link.receiver] = true;
                        todo.push(link.receiver);
                    }
                }
            }
            if reached[unit] {
                cells.insert(power((task, service, period)).with(Slot::Unit, unit));
            }
        }
    }
    cells
}

/// Mandates that hold for something and say no reason.
pub(super) fn no_reference(reference: &Reference) -> Cells {
    let holds = |it: &usize| {
        let all = powers(reference);
        let reach = &reference.reaches[*it];
        all.into_iter().any(|(task, service, period)| {
            reach.tasks[task]
                && reach.services[service]
                && reference.service_exists(service, period)
                && reference.holds(*it, period)
        })
    };
    let silent = reference.statements(Mandate).into_iter().filter(|&it| !reference.world.statements[it].because);
    silent.filter(holds).map(|it| Cell::new().with(Slot::Statement, it)).collect()
}

/// What a body mandates of a power that is its own and cannot be mandated.
pub(super) fn not_mandatable(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for (task, service, period) in powers(reference) {
        let is = &reference.world.services[reference.services[service]].is;
        if task != DECIDE || !is.not_mandatable {
            continue;
        }
        let boards = || reference.units().filter(|&unit| reference.world.units[unit].is.kind == "board").collect();
        let bodies: Vec<usize> = is.body.map_or_else(boards, |body| vec![body]);
        for link in links(reference, Mandate, task, service, period) {
            let known = bodies.contains(&link.giver);
            if known || bodies.is_empty() && link.position == 0 {
                let cell = power((task, service, period)).with(Slot::Statement, link.statement);
                cells.insert(cell.with(Slot::Unit, link.giver));
            }
        }
    }
    cells
}

/// Whether a unit, or one around it, belongs to somebody else.
fn is_foreign(reference: &Reference, unit: usize) -> bool {
    let units = &reference.world.units;
    let is = |outer: usize| {
        let it = &units[outer].is;
        it.foreign || it.outsourced || it.kind == "partner"
    };
    reference.units().any(|outer| within(units, unit, outer) && is(outer))
}

/// Mandates to a unit of somebody else, by an unrelated unit, without an agreement with it or with one around it.
pub(super) fn outside(reference: &Reference) -> Cells {
    let units = &reference.world.units;
    let mut cells = Cells::new();
    for at in powers(reference) {
        for link in links(reference, Mandate, at.0, at.1, at.2) {
            let mut around = reference.units().filter(|&outer| within(units, link.receiver, outer));
            let agreed = around.any(|unit| units[unit].is.agreement);
            if is_foreign(reference, link.receiver) && !agreed && !related(units, link.giver, link.receiver) {
                cells.insert(power(at).with(Slot::Statement, link.statement).with(Slot::Unit, link.receiver));
            }
        }
    }
    cells
}

/// Delegations into the giver, or by a board to a unit that is none and belongs to nobody else.
pub(super) fn delegated_down(reference: &Reference) -> Cells {
    let units = &reference.world.units;
    let mut cells = Cells::new();
    for at in powers(reference) {
        for link in links(reference, Delegate, at.0, at.1, at.2) {
            let board = |unit: usize| units[unit].is.kind == "board";
            let free = units[link.receiver].is.kind == "oversight" || is_foreign(reference, link.receiver);
            let inside = within(units, link.receiver, link.giver) || board(link.giver) && !free;
            if inside && !board(link.receiver) {
                cells.insert(power(at).with(Slot::Statement, link.statement).with(Slot::Unit, link.receiver));
            }
        }
    }
    cells
}

/// Statements by which a unit that delegated a task of a process is responsible for it in an offered cell, or mandates it.
pub(super) fn delegator(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for at in powers(reference).into_iter().filter(|at| at.0 < PROCESS_TASKS) {
        let (task, service, period) = at;
        for gone in links(reference, Delegate, task, service, period) {
            let unit = gone.giver;
            let mandates = links(reference, Mandate, task, service, period).into_iter();
            let still = mandates.filter(|link| link.giver == unit).map(|link| link.statement);
            let here = |place: &&Place| place.service == service && place.period == period;
            let offered: Vec<Place> = reference.offered.iter().filter(here).copied().collect();
            let responsible = reference.statements(Responsible).into_iter();
            let held =
                responsible.filter(|&it| offered.iter().any(|&place| reference.gives_task(it, unit, task, place)));
            for it in still.chain(held) {
                cells.insert(power(at).with(Slot::Statement, it).with(Slot::Unit, unit));
            }
        }
    }
    cells
}
