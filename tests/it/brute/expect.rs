//! Expectations, cell by cell: what should be covered and is not, and what should not be and is.

use super::cells::{Cell, Cells, Slot};
use super::chains;
use super::reference::{Place, Reference};
use super::select::Meant;
use super::tables::{Units, bit};
use super::walk::{links_by, reached};
use super::words::{OPERATIONS, TASKS};
use super::world::Kind::{
    self, Accountable, Allow, Consulted, Forbid, Handover, Informed, Need, Offer, Responsible, Supporting,
};
use super::world::{Guards, Statement, within};

/// The cells in which some expectation does not hold, each with its statement.
pub(super) fn failed(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let all = reference.world.statements.iter().enumerate();
    for (at, it) in all.filter(|(_, it)| it.expected) {
        let found = match it.kind {
            Offer => offers(reference, at, it),
            Responsible | Accountable | Consulted | Informed | Supporting => duties(reference, at, it),
            Allow => rights(reference, at, it),
            Forbid => prohibitions(reference, at, it),
            Need => needs(reference, at, it),
            Handover => roads(reference, at, it),
            Kind::Mandate | Kind::Delegate => chains::failed(reference, at, it),
        };
        cells.extend(found.into_iter().map(|cell| cell.with(Slot::Statement, at)));
    }
    cells
}

fn offers(reference: &Reference, at: usize, it: &Statement) -> Vec<Cell> {
    let offered = |place: Place| reference.of_kind(Offer).iter().any(|&offer| reference.covers(offer, place));
    reference.places_of(at).filter(|&place| offered(place) == it.negated).map(Cell::at).collect()
}

fn duties(reference: &Reference, at: usize, it: &Statement) -> Vec<Cell> {
    let mut cells = Vec::new();
    let meant = Meant::of(&reference.world, &it.units);
    for &place in reference.offered.iter().filter(|&&place| reference.covers(at, place)) {
        for task in (0..TASKS.len()).filter(|&task| reference.reaches[at].tasks[task]) {
            let holders = reference.holders(it.kind, task, place);
            let cell = Cell::at(place).with(Slot::Task, task);
            ask(reference, it, &meant, place, cell, &|unit| holders.contains(&unit), &mut cells);
        }
    }
    cells
}

/// Asks each term of a subject, in one cell without its unit.
fn ask(
    reference: &Reference,
    it: &Statement,
    meant: &[Meant],
    place: Place,
    cell: Cell,
    has: &dyn Fn(usize) -> bool,
    cells: &mut Vec<Cell>,
) {
    for term in meant {
        // A right is handed down to what is nested; nobody in the unit may have what should not be had.
        let all = if it.negated && it.kind == Allow { &term.nested } else { &term.units };
        if it.negated {
            cells.extend(all.iter().filter(|&&unit| has(unit)).map(|&unit| cell.with(Slot::Unit, unit)));
        } else if let Some(unit) = term.named {
            if !term.units.is_empty() && reference.unit_exists(unit, place.period) && !has(unit) {
                cells.push(cell.with(Slot::Unit, unit));
            }
        } else if !all.iter().any(|&unit| has(unit)) {
            cells.push(cell);
        }
    }
}

/// Every operation and field of a statement.
fn data(reference: &Reference, at: usize) -> Vec<(usize, usize)> {
    let reach = &reference.reaches[at];
    let operations = (0..OPERATIONS.len()).filter(|&it| reach.operations[it]);
    let fields =
        |operation| (0..reach.fields.len()).filter(|&it| reach.fields[it]).map(move |field| (operation, field));
    operations.flat_map(fields).collect()
}

/// Every place of a statement in which a field exists.
fn places(reference: &Reference, at: usize, field: usize) -> impl Iterator<Item = Place> {
    let record = reference.world.fields[field].record;
    reference.places_of(at).filter(move |place| reference.record_exists(record, place.period))
}

fn rights(reference: &Reference, at: usize, it: &Statement) -> Vec<Cell> {
    let mut cells = Vec::new();
    let meant = Meant::of(&reference.world, &it.units);
    for (operation, field) in data(reference, at) {
        let speaks = |allow: &&usize| {
            let reach = &reference.reaches[**allow];
            reach.operations[operation] && reach.fields[field]
        };
        let allows: Vec<usize> = reference.of_kind(Allow).iter().filter(speaks).copied().collect();
        for place in places(reference, at, field) {
            let may = |unit: usize| {
                let gives = |it: &&usize| reference.gives_right(**it, unit, operation, field, place);
                let mut gives = allows.iter().filter(gives).peekable();
                gives.peek().is_some()
                    && gives.all(|&allow| is_guarded(reference.world.statements[allow].guards, it.guards))
                    && !reference.forbidden(unit, operation, field, place)
            };
            let cell = Cell::at(place).with(Slot::Operation, operation).with(Slot::Field, field);
            ask(reference, it, &meant, place, cell, &may, &mut cells);
        }
    }
    cells
}

fn is_guarded(has: Guards, asked: Guards) -> bool {
    has.verified.unwrap_or(0) >= asked.verified.unwrap_or(0)
        && (has.four_eyes || !asked.four_eyes)
        && (has.after_check || !asked.after_check)
        && (has.logged || !asked.logged)
}

/// A prohibition is for all units that are meant.
fn prohibitions(reference: &Reference, at: usize, it: &Statement) -> Vec<Cell> {
    let mut cells = Vec::new();
    let meant = Meant::of(&reference.world, &it.units);
    let all = data(reference, at).into_iter();
    for (operation, field, place) in
        all.flat_map(|(operation, field)| places(reference, at, field).map(move |place| (operation, field, place)))
    {
        for term in &meant {
            let all = if it.negated { &term.nested } else { &term.units };
            for &unit in all.iter().filter(|&&unit| reference.unit_exists(unit, place.period)) {
                if reference.forbidden(unit, operation, field, place) == it.negated {
                    let cell = Cell::at(place).with(Slot::Unit, unit);
                    cells.push(cell.with(Slot::Operation, operation).with(Slot::Field, field));
                }
            }
        }
    }
    cells
}

fn needs(reference: &Reference, at: usize, it: &Statement) -> Vec<Cell> {
    let mut cells = Vec::new();
    let all = data(reference, at).into_iter();
    for (operation, field, place) in
        all.flat_map(|(operation, field)| places(reference, at, field).map(move |place| (operation, field, place)))
    {
        for task in (0..TASKS.len()).filter(|&task| reference.reaches[at].tasks[task]) {
            let asks = |need: usize| {
                let reach = &reference.reaches[need];
                reach.tasks[task] && reach.operations[operation] && reach.fields[field] && reference.covers(need, place)
            };
            if reference.statements(Need).into_iter().any(asks) == it.negated {
                let cell = Cell::at(place).with(Slot::Task, task);
                cells.push(cell.with(Slot::Operation, operation).with(Slot::Field, field));
            }
        }
    }
    cells
}

fn roads(reference: &Reference, at: usize, it: &Statement) -> Vec<Cell> {
    let places = reference.offered.iter().copied().filter(|&place| reference.covers(at, place));
    let failing = places.filter(|&place| {
        let links = links_by(reference, place, true, &|link| is_done_so(&reference.world.statements[link], it));
        let reach: Vec<Units> = reference.units().map(|unit| reached(&links, unit)).collect();
        if !it.negated {
            let mut steps = it.chain.windows(2).zip(&it.both_ways);
            return !steps
                .all(|(ends, both)| leads(&reach, ends[0], ends[1]) && (!both || leads(&reach, ends[1], ends[0])));
        }
        let forth: Vec<usize> = it.chain.clone();
        let back: Vec<usize> = it.chain.iter().rev().copied().collect();
        let both = it.both_ways[..it.chain.len() - 1].contains(&true);
        is_led(reference, &reach, &forth, place) || both && is_led(reference, &reach, &back, place)
    });
    failing.map(Cell::at).collect()
}

/// Whether a handover is done in the way, within the time and for at most the share that are asked.
fn is_done_so(stated: &Statement, asked: &Statement) -> bool {
    let at_most = |own: Option<usize>, most: Option<usize>| most.is_none_or(|most| own.is_some_and(|own| own <= most));
    (asked.mode.is_none() || stated.mode == asked.mode)
        && at_most(stated.within, asked.within)
        && at_most(stated.share, asked.share)
}

/// Whether a road leads from one unit to another.
fn leads(reach: &[Units], from: usize, to: usize) -> bool {
    reach[from] & bit(to) != 0
}

/// Whether a road leads through units that are, or are nested in, those of a chain.
fn is_led(reference: &Reference, reach: &[Units], chain: &[usize], place: Place) -> bool {
    let nested = |unit: &usize, outer: usize| {
        within(&reference.world.units, *unit, outer) && reference.unit_exists(*unit, place.period)
    };
    let mut at: Vec<usize> = reference.units().filter(|unit| nested(unit, chain[0])).collect();
    for &next in &chain[1..] {
        let led = |unit: &usize| nested(unit, next) && at.iter().any(|&from| leads(reach, from, *unit));
        at = reference.units().filter(led).collect();
    }
    !at.is_empty()
}
