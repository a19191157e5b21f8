//! Expected mandates and delegations: chains that lead, or should not lead, from unit to unit.

use super::cells::{Cell, Slot};
use super::mandates::{Link, Powers, held, is_received, links};
use super::reference::Reference;
use super::words::TASKS;
use super::world::Kind;
use super::world::{Statement, within};

/// The tasks, services and periods of an expectation in which its chain is not there, or (`no`) is.
pub(super) fn failed(reference: &Reference, at: usize, it: &Statement) -> Vec<Cell> {
    let mut cells = Vec::new();
    let reach = &reference.reaches[at];
    for task in (0..TASKS.len()).filter(|&task| reach.tasks[task]) {
        for service in (0..reference.services.len()).filter(|&service| reach.services[service]) {
            let there = |period: &usize| reference.holds(at, *period) && reference.service_exists(service, *period);
            for period in (0..reference.periods()).filter(there) {
                let all = links(reference, it.kind, task, service, period);
                let powers = held(reference, task, service, period);
                if is_led(reference, it, &all, powers.as_ref(), period) == it.negated {
                    let cell = Cell::new().with(Slot::Task, task).with(Slot::Service, service);
                    cells.push(cell.with(Slot::Period, period));
                }
            }
        }
    }
    cells
}

/// Whether chains lead from each unit of an expectation to the next; what should not be, not through what is nested either.
fn is_led(reference: &Reference, it: &Statement, all: &[Link], powers: Option<&Powers>, period: usize) -> bool {
    let meant = |unit: usize, outer: usize| {
        unit == outer
            || it.negated && within(&reference.world.units, unit, outer) && reference.unit_exists(unit, period)
    };
    let mut at: Vec<usize> = reference.units().filter(|&unit| meant(unit, it.chain[0])).collect();
    for (hop, &next) in it.chain.iter().enumerate().skip(1) {
        let onward = it.onward && hop + 1 == it.chain.len();
        let led = |unit: &usize| {
            meant(*unit, next) && at.iter().any(|&from| leads(reference, it.kind, all, powers, (from, *unit), onward))
        };
        at = reference.units().filter(led).collect();
    }
    !at.is_empty()
}

/// Whether a unit gives a power to another, by one link or more that follow each other.
fn leads(
    reference: &Reference,
    kind: Kind,
    all: &[Link],
    powers: Option<&Powers>,
    (from, to): (usize, usize),
    onward: bool,
) -> bool {
    let follows = |link: &Link, before: &Link| {
        let same_chain = before.statement == link.statement && before.position + 1 == link.position;
        let any = kind == Kind::Delegate || reference.world.statements[before.statement].onward;
        same_chain || any && before.receiver == link.giver
    };
    // Where nobody knows who is competent, and of delegations, what is stated counts.
    let may_begin = |link: &Link| match powers {
        Some(powers) if kind == Kind::Mandate => {
            powers.sources.contains(&from) || powers.given.iter().any(|before| is_received(reference, link, before))
        }
        _ => true,
    };
    let mut traced: Vec<Link> = all.iter().copied().filter(|it| it.giver == from && may_begin(it)).collect();
    while let Some(&next) =
        all.iter().find(|&link| !traced.contains(link) && traced.iter().any(|before| follows(link, before)))
    {
        traced.push(next);
    }
    traced.iter().any(|it| it.receiver == to && (!onward || reference.world.statements[it.statement].onward))
}
