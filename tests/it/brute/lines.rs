//! How fronts, teams and departments hand over to each other, cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::tables::{Units, bit, members};
use super::walk::{links, responsible};
use super::words::{DECIDE, DELIVER, HANDLE, INFORM, INTAKE, READ};
use super::world::Kind::{Allow, Handover, Offer, Responsible};
use super::world::{Channel, Service, related, within};

/// An arrow of a handover that holds in a place: the statement, its two ends, and whether it goes both ways.
struct Arrow {
    statement: usize,
    from: usize,
    to: usize,
    both: bool,
}

fn arrows(reference: &Reference, place: Place) -> Vec<Arrow> {
    let here = reference.statements(Handover).into_iter().filter(|&it| reference.covers(it, place));
    here.flat_map(|statement| {
        let it = &reference.world.statements[statement];
        let ends = it.chain.windows(2).enumerate();
        ends.map(move |(at, ends)| Arrow { statement, from: ends[0], to: ends[1], both: it.both_ways[at] })
    })
    .collect()
}

fn inside(reference: &Reference, unit: usize, outer: usize) -> bool {
    within(&reference.world.units, unit, outer)
}

fn service(reference: &Reference, place: Place) -> &Service {
    &reference.world.services[reference.services[place.service]].is
}

fn kind(reference: &Reference, unit: usize) -> &str {
    reference.world.units[unit].is.kind
}

fn is_front(reference: &Reference, unit: usize) -> bool {
    matches!(kind(reference, unit), "front" | "kcc")
}

/// Handovers that cover something and have no deadline.
pub(super) fn no_deadline(reference: &Reference) -> Cells {
    let late = reference.statements(Handover).into_iter();
    let late = late.filter(|&it| reference.world.statements[it].within.is_none());
    let late = late.filter(|&it| reference.places.iter().any(|&place| reference.covers(it, place)));
    late.map(|it| Cell::new().with(Slot::Statement, it)).collect()
}

/// Units of the second or third line at the far end of an arrow that leads one way, and from which nothing leads to the near end or
/// to the first line.
pub(super) fn no_return(reference: &Reference) -> Cells {
    let line = |unit: usize| reference.world.units[unit].is.line;
    let those = |is: &dyn Fn(usize) -> bool| reference.units().filter(|&it| is(it)).fold(0, |all, it| all | bit(it));
    let first = those(&|unit| line(unit) == Some(1) || line(unit).is_none() && is_front(reference, unit));
    let behind = those(&|unit| line(unit).is_some_and(|line| line > 1));
    let mut cells = Cells::new();
    for &place in &reference.offered {
        let links = links(reference, place, true);
        for arrow in arrows(reference, place).iter().filter(|arrow| !arrow.both) {
            let far = reference.subtree(arrow.to) & reference.alive(place.period) & behind;
            for unit in members(far) {
                if links[unit] & (first | reference.subtree(arrow.from)) == 0 {
                    let cell = Cell::at(place).with(Slot::Statement, arrow.statement);
                    cells.insert(cell.with(Slot::Unit, unit));
                }
            }
        }
    }
    cells
}

/// Units that meet a question that cannot wait, on a channel that could answer it, and only ever put it off.
pub(super) fn not_live(reference: &Reference) -> Cells {
    let slow = |it: usize| matches!(reference.world.statements[it].mode, Some("callback" | "appointment"));
    let mut cells = Cells::new();
    for &place in &reference.offered {
        let channel = reference.touchpoints[place.touchpoint].channel;
        if !service(reference, place).immediate || !reference.world.channels[channel].is.is_sync() {
            continue;
        }
        let handlers = responsible(reference, &[HANDLE], place);
        for unit in responsible(reference, &[INFORM, INTAKE], place) {
            let mut put_off = false;
            let mut answered = handlers.contains(&unit);
            for arrow in arrows(reference, place) {
                let forth = inside(reference, unit, arrow.from);
                let back = arrow.both && inside(reference, unit, arrow.to);
                put_off |= forth && slow(arrow.statement);
                answered |= (forth || back) && !slow(arrow.statement);
            }
            if put_off && !answered {
                cells.insert(Cell::at(place).with(Slot::Unit, unit));
            }
        }
    }
    cells
}

/// Contact centres of which the handovers add up to more than a fifth.
pub(super) fn switchboard(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        let arrows = arrows(reference, place);
        for unit in responsible(reference, &[INFORM, INTAKE], place) {
            let own = arrows.iter().filter(|arrow| inside(reference, unit, arrow.from));
            let statements: BTreeSet<usize> = own.map(|arrow| arrow.statement).collect();
            let shares = statements.into_iter().filter_map(|it| reference.world.statements[it].share);
            if kind(reference, unit) == "kcc" && shares.sum::<usize>() > 20 {
                cells.insert(Cell::at(place).with(Slot::Unit, unit));
            }
        }
    }
    cells
}

/// Front offices that meet questions that are not simple, and hand over to nobody.
pub(super) fn no_second_line(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        if !matches!(service(reference, place).complexity, Some("composite" | "specialist")) {
            continue;
        }
        let links = links(reference, place, true);
        for unit in responsible(reference, &[INFORM, INTAKE], place) {
            if is_front(reference, unit) && links[unit] == 0 {
                cells.insert(Cell::at(place).with(Slot::Unit, unit));
            }
        }
    }
    cells
}

/// Service teams that hand over what they do themselves.
pub(super) fn team_hands_over(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        let links = links(reference, place, false);
        for unit in responsible(reference, &[INFORM, INTAKE, HANDLE, DECIDE, DELIVER], place) {
            if kind(reference, unit) == "team" && links[unit] != 0 {
                cells.insert(Cell::at(place).with(Slot::Unit, unit));
            }
        }
    }
    cells
}

/// The fields of customer data, and those of case data in records without any customer data.
fn sights(reference: &Reference) -> [Vec<usize>; 2] {
    let fields = &reference.world.fields;
    let has = |field: usize, words: &[&str]| {
        words.iter().any(|word| fields[field].has(word)) && !fields[field].has("special")
    };
    let customer = |field: usize| has(field, &["contact", "personal", "authentic", "payment"]);
    let known = |record: usize| (0..fields.len()).any(|field| fields[field].record == record && customer(field));
    let case = |field: usize| has(field, &["note", "internal", "legal", "decision"]) && !known(fields[field].record);
    [(0..fields.len()).filter(|&it| customer(it)).collect(), (0..fields.len()).filter(|&it| case(it)).collect()]
}

/// The two ends of arrows of which nobody at the one end may read what somebody at the other may.
pub(super) fn no_shared_view(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for fields in sights(reference) {
        let viewers: Vec<Units> = fields.iter().map(|&field| viewers(reference, field)).collect();
        let viewed = viewers.iter().any(|&units| units != 0);
        let mut said = vec![vec![viewed; reference.periods()]; reference.services.len()];
        for &place in &reference.places {
            let given = fields.iter().any(|&field| reference.given(Allow, READ, field, place) != 0);
            said[place.service][place.period] |= given;
        }
        let there = |field: usize, period| reference.record_exists(reference.world.fields[field].record, period);
        for &place in reference.offered.iter().filter(|place| said[place.service][place.period]) {
            let existing = fields.iter().zip(&viewers).filter(|it| there(*it.0, place.period));
            if existing.clone().next().is_none() {
                continue;
            }
            let readers: Vec<Units> =
                existing.map(|(&field, viewers)| viewers | reference.effective_units(READ, field, place)).collect();
            for arrow in arrows(reference, place) {
                let (from, to) = (reference.subtree(arrow.from), reference.subtree(arrow.to));
                if !readers.iter().any(|units| units & from != 0 && units & to != 0) {
                    cells.insert(Cell::at(place).with_units(arrow.from, arrow.to));
                }
            }
        }
    }
    cells
}

/// Units that look into the record of a field, or are inside one that does.
fn viewers(reference: &Reference, field: usize) -> Units {
    let record = reference.world.fields[field].record;
    let looks = |unit: &usize| {
        let views = &reference.world.units[*unit].is.views;
        views.iter().any(|&view| within(&reference.world.records, record, view))
    };
    reference.units().filter(looks).fold(0, |all, unit| all | reference.subtree(unit))
}

/// The offered places of each service, audience and period.
pub(super) fn crowds(reference: &Reference) -> Vec<Vec<Place>> {
    let mut all: BTreeMap<(usize, usize, usize), Vec<Place>> = BTreeMap::new();
    for &place in &reference.offered {
        all.entry((place.service, place.audience, place.period)).or_default().push(place);
    }
    all.into_values().collect()
}

/// Places that are treated otherwise than the same people are in another channel: another decider, another deadline of the same
/// handover in the same mode, another answer norm of the same medium.
pub(super) fn unequal(reference: &Reference) -> Cells {
    let units = &reference.world.units;
    let explained = explained(reference);
    let mut cells = Cells::new();
    for crowd in crowds(reference) {
        let all =
            |ways: &dyn Fn(Place) -> Vec<usize>| -> Vec<Vec<usize>> { crowd.iter().map(|&it| ways(it)).collect() };
        let deciders = all(&|place| deciders(reference, place, &explained));
        cells.extend(otherwise(reference, &crowd, &deciders, &|one, other| related(units, one, other)));
        let arrows: Vec<Vec<Arrow>> = crowd.iter().map(|&place| arrows(reference, place)).collect();
        for pair in rivals(reference, arrows.iter().flatten()) {
            for sync in [true, false] {
                let there = crowd.iter().zip(&arrows);
                let ways: Vec<Vec<usize>> =
                    there.map(|(&place, arrows)| deadlines(reference, place, arrows, pair, sync)).collect();
                cells.extend(otherwise(reference, &crowd, &ways, &|one, other| one == other));
            }
        }
        let media: BTreeSet<usize> = crowd.iter().map(|&place| channel(reference, place).medium).collect();
        for medium in media {
            let norms = all(&|place| norm(reference, place, medium));
            cells.extend(otherwise(reference, &crowd, &norms, &|one, other| one == other));
        }
    }
    cells
}

fn channel(reference: &Reference, place: Place) -> &Channel {
    &reference.world.channels[reference.touchpoints[place.touchpoint].channel].is
}

/// The norm that a channel of a medium states, where no offer gives a reason.
fn norm(reference: &Reference, place: Place, medium: usize) -> Vec<usize> {
    let it = channel(reference, place);
    let explained = |&it: &usize| reference.world.statements[it].because && reference.covers(it, place);
    let stated = it.norm && it.medium == medium && !reference.of_kind(Offer).iter().any(explained);
    let norm = it.pace.wrapping_mul(2).wrapping_add(usize::from(it.is_sync()));
    stated.then_some(norm).into_iter().collect()
}

/// Places of which no way of treatment is the same as one that some other channel has for the same people, where it has any.
fn otherwise(
    reference: &Reference,
    crowd: &[Place],
    ways: &[Vec<usize>],
    same: &dyn Fn(usize, usize) -> bool,
) -> Cells {
    let mut by_channel: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (place, ways) in crowd.iter().zip(ways).filter(|(_, ways)| !ways.is_empty()) {
        by_channel.entry(reference.touchpoints[place.touchpoint].channel).or_default().extend(ways);
    }
    let mut cells = Cells::new();
    for (place, own) in crowd.iter().zip(ways).filter(|(_, own)| !own.is_empty()) {
        for (&there, theirs) in &by_channel {
            let meets = own.iter().any(|&one| theirs.iter().any(|&other| same(one, other)));
            if there != reference.touchpoints[place.touchpoint].channel && !meets {
                cells.insert(Cell::at(*place));
            }
        }
    }
    cells
}

/// The statements that make somebody decide and give a reason.
fn explained(reference: &Reference) -> Vec<usize> {
    let reason = |it: &usize| reference.world.statements[*it].because && reference.reaches[*it].tasks[DECIDE];
    reference.statements(Responsible).into_iter().filter(reason).collect()
}

/// Who decides in a place; nobody where a reason is given.
fn deciders(reference: &Reference, place: Place, explained: &[usize]) -> Vec<usize> {
    let gives = |&it: &usize| reference.units().any(|unit| reference.gives_task(it, unit, DECIDE, place));
    if !service(reference, place).has_task(DECIDE) || explained.iter().any(gives) {
        return Vec::new();
    }
    reference.holders(Responsible, DECIDE, place)
}

/// The deadlines of the handovers between two units in a place of a mode.
fn deadlines(reference: &Reference, place: Place, arrows: &[Arrow], pair: (usize, usize), sync: bool) -> Vec<usize> {
    if channel(reference, place).is_sync() != sync {
        return Vec::new();
    }
    let alive = |unit: usize| bit(unit) & reference.alive(place.period) != 0;
    if !alive(pair.0) || !alive(pair.1) {
        return Vec::new();
    }
    let own =
        arrows.iter().filter(|arrow| inside(reference, pair.0, arrow.from) && inside(reference, pair.1, arrow.to));
    own.filter_map(|arrow| deadline(reference, arrow)).collect()
}

/// How soon a handover is made that gives no reason.
fn deadline(reference: &Reference, arrow: &Arrow) -> Option<usize> {
    let statement = &reference.world.statements[arrow.statement];
    statement.within.filter(|_| !statement.because)
}

/// The pairs of different units between which some arrows, of whatever names, state several deadlines.
fn rivals<'a>(reference: &Reference, arrows: impl Iterator<Item = &'a Arrow>) -> Vec<(usize, usize)> {
    let mut stated: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    let ends: BTreeSet<(usize, usize, usize)> =
        arrows.filter_map(|it| deadline(reference, it).map(|deadline| (it.from, it.to, deadline))).collect();
    for (from, to, deadline) in ends {
        for giver in members(reference.subtree(from)) {
            for receiver in members(reference.subtree(to) & !bit(giver)) {
                stated.entry((giver, receiver)).or_default().insert(deadline);
            }
        }
    }
    stated.into_iter().filter(|(_, all)| all.len() > 1).map(|(pair, _)| pair).collect()
}
