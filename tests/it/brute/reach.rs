//! How people are reached and seen, cell by cell.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::tables::{bit, members, those};
use super::words::{CREATE, ENTRANCES, INFORM, INTAKE, PROCESS_TASKS, READ};
use super::world::Kind::{Allow, Forbid, Need, Responsible};
use super::world::{Field, exists, within};

/// Audiences in periods without any offered cell, or with digital ones only; and formal services for them by digital
/// channels only.
pub(super) fn audience_unreached(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for audience in 0..reference.audiences.len() {
        for period in 0..reference.periods() {
            let here: Vec<Place> = at(reference, audience, period);
            let cell = Cell::new().with(Slot::Audience, audience).with(Slot::Period, period);
            let formal: BTreeSet<usize> =
                here.iter().map(|place| place.service).filter(|&it| is_formal(reference, it)).collect();
            let by_screen = |service: &usize| {
                let mut places = here.iter().filter(|place| place.service == *service);
                places.all(|place| is_digital(reference, place))
            };
            let formal: Vec<usize> = formal.into_iter().filter(by_screen).collect();
            cells.extend(formal.iter().map(|&service| cell.with(Slot::Service, service)));
            let digital = here.iter().all(|place| is_digital(reference, place));
            if reference.audiences[audience].is_some() && digital && formal.is_empty() {
                cells.insert(cell);
            }
        }
    }
    cells
}

/// The offered cells of an audience in a period.
fn at(reference: &Reference, audience: usize, period: usize) -> Vec<Place> {
    let here = |place: &&Place| place.audience == audience && place.period == period;
    reference.offered.iter().filter(here).copied().collect()
}

fn is_formal(reference: &Reference, service: usize) -> bool {
    reference.world.services[reference.services[service]].is.formal
}

fn channel(reference: &Reference, place: &Place) -> usize {
    reference.touchpoints[place.touchpoint].channel
}

fn is_digital(reference: &Reference, place: &Place) -> bool {
    reference.world.channels[channel(reference, place)].is.medium().digital
}

/// Audiences in periods with more entrances than the settings allow, none of them general.
pub(super) fn no_general_entrance(reference: &Reference) -> Cells {
    let channels = &reference.world.channels;
    let entrance = |mut it: usize| {
        while let Some(whole) = channels[it].is.section_of {
            it = whole;
        }
        it
    };
    let mut cells = Cells::new();
    for audience in 0..reference.audiences.len() {
        for period in 0..reference.periods() {
            let ways: BTreeSet<usize> =
                at(reference, audience, period).iter().map(|place| channel(reference, place)).collect();
            let entrances: BTreeSet<usize> = ways.iter().map(|&it| entrance(it)).collect();
            let general = ways.iter().chain(&entrances).any(|&it| channels[it].is.general == Some(true));
            if entrances.len() > reference.world.entrances.unwrap_or(ENTRANCES) && !general {
                cells.insert(Cell::new().with(Slot::Audience, audience).with(Slot::Period, period));
            }
        }
    }
    cells
}

/// Channels in periods in which a front office has a process task there, and nothing says how soon they answer.
pub(super) fn no_answer_norm(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        let fronts = (0..PROCESS_TASKS)
            .flat_map(|task| reference.holders(Responsible, task, place))
            .any(|it| is_front(reference, it));
        let it = channel(reference, &place);
        if fronts && !has_norm(reference, it) {
            cells.insert(Cell::new().with(Slot::Channel, it).with(Slot::Period, place.period));
        }
    }
    cells
}

/// Sections and nested channels come after what they are in: this ends.
fn has_norm(reference: &Reference, it: usize) -> bool {
    let channel = &reference.world.channels[it];
    let around = [channel.is.section_of, channel.parent];
    channel.is.norm || around.into_iter().flatten().any(|outer| has_norm(reference, outer))
}

fn is_front(reference: &Reference, unit: usize) -> bool {
    matches!(reference.world.units[unit].is.kind, "front" | "kcc")
}

/// Fields that no `allow` and no `forbid` speaks of to a front office, in periods in which both exist.
pub(super) fn write_undecided(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let fields = &reference.world.fields;
    // For each period and field: to whom somebody spoke of writing it, somewhere.
    let mut answered = vec![vec![0; fields.len()]; reference.periods()];
    for it in [Allow, Forbid].into_iter().flat_map(|kind| reference.statements(kind)) {
        let reach = &reference.reaches[it];
        if !reach.operations[CREATE..].contains(&true) {
            continue;
        }
        let periods: BTreeSet<usize> = reference.places_of(it).map(|place| place.period).collect();
        for period in periods {
            for field in (0..fields.len()).filter(|&field| reach.fields[field]) {
                answered[period][field] |= those(&reach.nested) & reference.alive(period);
            }
        }
    }
    for (period, answered) in answered.iter().enumerate() {
        for (field, answered) in answered.iter().enumerate() {
            let there = reference.record_exists(fields[field].record, period);
            for unit in reference.units().filter(|&unit| there && is_front(reference, unit)) {
                if reference.unit_exists(unit, period) && answered & bit(unit) == 0 {
                    let cell = Cell::new().with(Slot::Unit, unit).with(Slot::Field, field);
                    cells.insert(cell.with(Slot::Period, period));
                }
            }
        }
    }
    cells
}

fn is_any(field: &Field, words: &[&str]) -> bool {
    words.iter().any(|word| field.has(word)) && !field.has("special")
}

/// The fields with customer data, and those with case data in records without any.
fn sights(reference: &Reference) -> [Vec<usize>; 2] {
    let fields = &reference.world.fields;
    let customer = |field: &Field| is_any(field, &["contact", "personal", "authentic", "payment"]);
    let about_customers = |record: usize| fields.iter().any(|field| field.record == record && customer(field));
    let case =
        |field: &Field| is_any(field, &["note", "internal", "legal", "decision"]) && !about_customers(field.record);
    let those = |is: &dyn Fn(&Field) -> bool| (0..fields.len()).filter(|&it| is(&fields[it])).collect();
    [those(&customer), those(&case)]
}

/// Units that talk to people on a synchronous channel and see no customer data, or no case data, of what they serve.
pub(super) fn blind_front(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let sights = sights(reference);
    let spoken_of = spoken_of(reference);
    for &place in &reference.offered {
        if !reference.world.channels[channel(reference, &place)].is.is_sync() {
            continue;
        }
        let holding = |task| reference.holding(Responsible, task, place);
        let any = (0..PROCESS_TASKS).fold(0, |all, task| all | holding(task));
        let talking = holding(INFORM) | holding(INTAKE);
        for unit in members(any) {
            let on = talking & bit(unit) != 0 || is_front(reference, unit);
            let there = |field: usize| reference.record_exists(reference.world.fields[field].record, place.period);
            let blind = |fields: &&Vec<usize>| {
                fields.iter().any(|&field| spoken_of[place.service][field] & 1 << place.period != 0)
                    && fields.iter().any(|&field| there(field) && is_within_ceiling(reference, unit, field))
                    && !fields.iter().any(|&field| there(field) && sees(reference, unit, field, place))
            };
            if on && sights.iter().any(|fields| blind(&fields)) {
                cells.insert(Cell::at(place).with(Slot::Unit, unit));
            }
        }
    }
    cells
}

/// For each service and field the periods, one bit each, in which some right or need on the field is about the service.
fn spoken_of(reference: &Reference) -> Vec<Vec<u64>> {
    let fields = &reference.world.fields;
    let mut all = vec![vec![0; fields.len()]; reference.services.len()];
    for it in [Allow, Need].into_iter().flat_map(|kind| reference.statements(kind)) {
        let reach = &reference.reaches[it];
        let need = reference.world.statements[it].kind == Need;
        for place in reference.places_of(it) {
            let given = |unit: usize| reach.nested[unit] && reference.unit_exists(unit, place.period);
            if !need && !reference.units().any(given) {
                continue;
            }
            for field in (0..fields.len()).filter(|&field| reach.fields[field]) {
                let there = exists(&reference.world.records, fields[field].record, place.period);
                all[place.service][field] |= u64::from(there) << place.period;
            }
        }
    }
    all
}

fn is_within_ceiling(reference: &Reference, unit: usize, field: usize) -> bool {
    match (reference.world.fields[field].confidential, super::rights::ceiling(reference, unit)) {
        (Some(level), Some(ceiling)) => level <= ceiling,
        _ => true,
    }
}

fn sees(reference: &Reference, unit: usize, field: usize, place: Place) -> bool {
    let record = reference.world.fields[field].record;
    let around = reference.units().filter(|&outer| within(&reference.world.units, unit, outer));
    let views = around.into_iter().flat_map(|outer| &reference.world.units[outer].is.views);
    views.into_iter().any(|&view| within(&reference.world.records, record, view))
        || reference.effective(unit, READ, field, place)
}
