//! The forms of steering, cell by cell, and what is wrong with them.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::tables::{Units, bit, those};
use super::words::{CAPACITY, CHANGE, OPERATION, STEERING, TECHNOLOGY};
use super::world::Kind::{self, Accountable, Consulted, Handover, Responsible};
use super::world::{exists, related, within};

/// By what a statement is limited in a period.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is so or not")]
pub(super) struct Limits {
    channel: bool,
    location: bool,
    service: bool,
    audience: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Chief,
    Limited(Limits),
}

fn at(service: usize, touchpoint: usize, audience: usize, period: usize) -> Place {
    Place { service, touchpoint, audience, period }
}

pub(super) fn of_period(places: &[Place], period: usize) -> impl Iterator<Item = Place> + Clone + '_ {
    places.iter().copied().filter(move |place| place.period == period)
}

fn steerers(reference: &Reference, place: Place) -> Vec<usize> {
    reference.holders(Accountable, STEERING, place)
}

/// Who steers what by which statement, looked up once.
pub(super) struct View {
    /// For each period, the units that steer every place.
    chiefs: Vec<Units>,
    /// For each period, the statements about steering, with the units that steer something by them.
    lines: Vec<Vec<(usize, Units)>>,
    /// For each statement and period, by what it is limited.
    limits: Vec<Vec<Limits>>,
}

impl View {
    pub(super) fn of(reference: &Reference) -> Self {
        let periods = 0..reference.periods();
        let chiefs = |period: usize| {
            let mut places = of_period(&reference.places, period);
            let first = places.next().map_or(0, |place| reference.holding(Accountable, STEERING, place));
            places.fold(first, |all, place| all & reference.holding(Accountable, STEERING, place))
        };
        let line = |it: usize, period: usize| {
            let reach = &reference.reaches[it];
            let somewhere = reach.tasks[STEERING] && reference.places_of(it).any(|place| place.period == period);
            (it, if somewhere { those(&reach.named) & reference.alive(period) } else { 0 })
        };
        let lines = |period: usize| {
            let all = reference.of_kind(Accountable).iter().map(|&it| line(it, period));
            all.filter(|(_, units)| *units != 0).collect()
        };
        let limits = |it: usize| periods.clone().map(|period| limits_of(reference, it, period)).collect();
        Self {
            chiefs: periods.clone().map(chiefs).collect(),
            lines: periods.clone().map(lines).collect(),
            limits: (0..reference.world.statements.len()).map(limits).collect(),
        }
    }
}

/// The statements that make a unit steer something in a period.
fn lines(reference: &Reference, unit: usize, period: usize) -> Vec<usize> {
    let all = reference.steering().lines[period].iter();
    all.filter(|(_, units)| units & bit(unit) != 0).map(|(it, _)| *it).collect()
}

fn limits(reference: &Reference, statement: usize, period: usize) -> Limits {
    reference.steering().limits[statement][period]
}

fn limits_of(reference: &Reference, statement: usize, period: usize) -> Limits {
    let reach = &reference.reaches[statement];
    let there =
        |touchpoint: &usize| exists(&reference.world.channels, reference.touchpoints[*touchpoint].channel, period);
    let missing: Vec<usize> =
        (0..reference.touchpoints.len()).filter(there).filter(|&it| !reach.touchpoints[it]).collect();
    let elsewhere = |it: &usize| reference.touchpoints[*it].location.is_some_and(|place| !reach.places[place]);
    let lives = |service: &usize| reference.service_exists(*service, period);
    Limits {
        channel: missing.iter().any(|it| !elsewhere(it)),
        location: missing.iter().any(elsewhere),
        service: (0..reference.services.len()).filter(lives).any(|service| !reach.services[service]),
        audience: reach.audiences.contains(&false),
    }
}

fn is_chief(reference: &Reference, unit: usize, period: usize) -> bool {
    reference.steering().chiefs[period] & bit(unit) != 0
}

/// Nothing when the unit does not steer in the period.
fn form(reference: &Reference, unit: usize, period: usize) -> Option<Form> {
    let lines = lines(reference, unit, period);
    if lines.is_empty() {
        return None;
    }
    if is_chief(reference, unit, period) {
        return Some(Form::Chief);
    }
    let all = lines.into_iter().fold(Limits::default(), |all, it| {
        let more = limits(reference, it, period);
        Limits {
            channel: all.channel || more.channel,
            location: all.location || more.location,
            service: all.service || more.service,
            audience: all.audience || more.audience,
        }
    });
    Some(Form::Limited(all))
}

/// Unrelated units that steer an offered cell, jointly in no statement.
fn rivals(reference: &Reference, place: Place) -> Vec<(usize, usize)> {
    let units = steerers(reference, place);
    let mut pairs = Vec::new();
    for &one in &units {
        for &other in units.iter().filter(|&&other| one < other && !related(&reference.world.units, one, other)) {
            if !reference.jointly(Accountable, one, other, STEERING, place) {
                pairs.push((one, other));
            }
        }
    }
    pairs
}

/// A form as it is called: a place lies within a channel.
fn called(form: Option<Form>) -> Option<Form> {
    match form {
        Some(Form::Limited(limits)) if limits.location => Some(Form::Limited(Limits { channel: false, ..limits })),
        form => form,
    }
}

/// Rivals whose forms are called differently.
pub(super) fn conflict(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        for (one, other) in rivals(reference, place) {
            let form = |unit| called(form(reference, unit, place.period));
            if form(one) != form(other) {
                cells.insert(Cell::at(place).with(Slot::Task, STEERING).with_units(one, other));
            }
        }
    }
    cells
}

/// Rivals that both steer everything.
pub(super) fn channel_chief(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for &place in &reference.offered {
        for (one, other) in rivals(reference, place) {
            let chief = |unit| is_chief(reference, unit, place.period);
            if chief(one) && chief(other) {
                cells.extend([one, other].map(|it| Cell::new().with(Slot::Unit, it).with(Slot::Period, place.period)));
            }
        }
    }
    cells
}

/// For every service, audience and period: which offered touchpoints each unit steers.
fn steered(reference: &Reference, service: usize, audience: usize, period: usize) -> Vec<(usize, BTreeSet<usize>)> {
    let offered = |place: &&Place| place.service == service && place.audience == audience && place.period == period;
    let mut all: Vec<(usize, BTreeSet<usize>)> = reference.units().map(|unit| (unit, BTreeSet::new())).collect();
    for &place in reference.offered.iter().filter(offered) {
        for unit in steerers(reference, place) {
            all[unit].1.insert(place.touchpoint);
        }
    }
    all.retain(|it| !it.1.is_empty());
    all
}

fn meetings(reference: &Reference) -> Vec<(usize, usize, usize)> {
    let mut all = Vec::new();
    for service in 0..reference.services.len() {
        for audience in 0..reference.audiences.len() {
            all.extend((0..reference.periods()).map(|period| (service, audience, period)));
        }
    }
    all
}

fn everything(steered: &[(usize, BTreeSet<usize>)]) -> BTreeSet<usize> {
    steered.iter().flat_map(|it| it.1.iter().copied()).collect()
}

/// Services of which no line (a unit that steers some of it with all in it) holds every touchpoint that is steered.
pub(super) fn split_service(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let inside = |inner, outer| within(&reference.world.units, inner, outer);
    for (service, audience, period) in meetings(reference) {
        let steered = steered(reference, service, audience, period);
        let all = everything(&steered);
        let on_top = |unit: usize| steered.iter().all(|&(other, _)| other == unit || !inside(unit, other));
        let tops: Vec<usize> = steered.iter().map(|it| it.0).filter(|&unit| on_top(unit)).collect();
        let line = |top: usize| -> BTreeSet<usize> {
            steered.iter().filter(|it| inside(it.0, top)).flat_map(|it| it.1.iter().copied()).collect()
        };
        if tops.iter().all(|&top| line(top) != all) {
            for &top in &tops {
                let cell = |&touchpoint: &usize| Cell::at(at(service, touchpoint, audience, period));
                cells.extend(all.iter().map(cell).map(|cell| cell.with(Slot::Unit, top)));
            }
        }
    }
    cells
}

/// In periods in which everybody steers per channel: services of which no unit steers every touchpoint that is steered.
pub(super) fn by_channel_only(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for (service, audience, period) in meetings(reference) {
        let per_channel = |unit: usize| {
            !is_chief(reference, unit, period)
                && lines(reference, unit, period).into_iter().all(|it| {
                    let limits = limits(reference, it, period);
                    limits.channel && !limits.service && !limits.audience
                })
        };
        let steered = steered(reference, service, audience, period);
        let all = everything(&steered);
        let steering = |unit: &usize| !lines(reference, *unit, period).is_empty();
        let apart = !steered.is_empty() && steered.iter().all(|it| it.1 != all);
        if apart && reference.units().filter(steering).all(per_channel) {
            cells.insert(Cell::new().with(Slot::Service, service).with(Slot::Period, period));
        }
    }
    cells
}

/// Statements that are limited by place, though not all they reach is somewhere.
pub(super) fn location_of_virtual(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let is_physical =
        |touchpoint: usize| reference.world.channels[reference.touchpoints[touchpoint].channel].is.medium().physical;
    let names_place =
        |it: &&usize| reference.world.statements[**it].locations.as_ref().is_some_and(|places| !places.is_all());
    for &it in reference.of_kind(Accountable).iter().filter(names_place) {
        for place in reference.places_of(it).filter(|place| !is_physical(place.touchpoint)) {
            for unit in reference.units().filter(|&unit| reference.gives_task(it, unit, STEERING, place)) {
                let statement = &reference.world.statements[it];
                let reach = &reference.reaches[it];
                let names_channel = statement.channels.as_ref().is_some_and(|channels| !channels.is_all());
                let limits = limits(reference, it, place.period);
                let somewhere = reference.places.iter().any(|other| {
                    other.period == place.period && reach.touchpoints[other.touchpoint] && is_physical(other.touchpoint)
                });
                if (limits.location || !somewhere) && (names_channel || !limits.audience) {
                    cells.insert(Cell::at(place).with(Slot::Unit, unit));
                }
            }
        }
    }
    cells
}

/// Offered cells that no steering per audience reaches, though one does reach it there for another audience.
pub(super) fn audience_incomplete(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let per_audience = |place: Place| {
        reference.of_kind(Accountable).iter().any(|&it| {
            reference.reaches[it].tasks[STEERING]
                && reference.covers(it, place)
                && limits(reference, it, place.period).audience
                && reference.units().any(|unit| {
                    reference.gives_task(it, unit, STEERING, place) && !is_chief(reference, unit, place.period)
                })
        })
    };
    for &place in &reference.offered {
        let mut others = (0..reference.audiences.len()).map(|audience| Place { audience, ..place });
        if !per_audience(place) && others.any(per_audience) {
            cells.insert(Cell::at(place));
        }
    }
    cells
}

/// Channel chiefs that are in no other, where more than one channel is offered.
fn chiefs(reference: &Reference, period: usize) -> Vec<usize> {
    let offered = of_period(&reference.offered, period);
    let channels: BTreeSet<usize> = offered.map(|place| reference.touchpoints[place.touchpoint].channel).collect();
    if channels.len() < 2 {
        return Vec::new();
    }
    let all: Vec<usize> = reference.units().filter(|&unit| is_chief(reference, unit, period)).collect();
    let on_top = |&unit: &usize| all.iter().all(|&other| other == unit || !within(&reference.world.units, unit, other));
    all.iter().copied().filter(on_top).collect()
}

fn in_line(reference: &Reference, unit: usize, chiefs: &[usize]) -> bool {
    chiefs.iter().any(|&chief| within(&reference.world.units, unit, chief))
}

/// Powers that somebody has (or that nobody must have) and no chief.
pub(super) fn chief_without_powers(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for period in 0..reference.periods() {
        let chiefs = chiefs(reference, period);
        if chiefs.is_empty() {
            continue;
        }
        for place in of_period(&reference.offered, period) {
            for power in [CAPACITY, CHANGE] {
                let holders = |kind: Kind| reference.holders(kind, power, place);
                let held = |kind| holders(kind).into_iter().any(|unit| in_line(reference, unit, &chiefs));
                let gap = reference.obligatory_aspects().contains(&power) && holders(Accountable).is_empty();
                if !held(Accountable) && !held(Responsible) && !gap {
                    let cell = Cell::new().with(Slot::Task, power).with(Slot::Touchpoint, place.touchpoint);
                    let cell = cell.with(Slot::Period, period);
                    cells.extend(chiefs.iter().map(|&chief| cell.with(Slot::Unit, chief)));
                }
            }
        }
    }
    cells
}

/// Chiefs without any bond with a back office.
pub(super) fn chief_without_back(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let units = &reference.world.units;
    for period in 0..reference.periods() {
        let chiefs = chiefs(reference, period);
        let there = |unit: usize| reference.unit_exists(unit, period);
        let backs: Vec<usize> = reference.units().filter(|&it| units[it].is.kind == "back" && there(it)).collect();
        let bound = chiefs
            .iter()
            .any(|&chief| units[chief].is.kind == "board" || backs.iter().any(|&back| related(units, chief, back)));
        if backs.is_empty() || bound || hands_over(reference, &chiefs, &backs, period) {
            continue;
        }
        if !shares(reference, &chiefs, &backs, period) {
            cells.extend(chiefs.iter().map(|&it| Cell::new().with(Slot::Unit, it).with(Slot::Period, period)));
        }
    }
    cells
}

fn hands_over(reference: &Reference, chiefs: &[usize], backs: &[usize], period: usize) -> bool {
    let units = &reference.world.units;
    reference.statements(Handover).into_iter().any(|it| {
        let live = of_period(&reference.places, period).any(|place| reference.covers(it, place));
        let end = |hop: usize, is: &dyn Fn(usize) -> bool| {
            reference.units().any(|unit| within(units, unit, hop) && reference.unit_exists(unit, period) && is(unit))
        };
        let line = |unit: usize| in_line(reference, unit, chiefs);
        let back = |unit: usize| backs.contains(&unit);
        live && reference.world.statements[it]
            .chain
            .windows(2)
            .any(|hops| end(hops[0], &line) && end(hops[1], &back) || end(hops[0], &back) && end(hops[1], &line))
    })
}

fn shares(reference: &Reference, chiefs: &[usize], backs: &[usize], period: usize) -> bool {
    let duties = [Responsible, Accountable, Consulted].into_iter().flat_map(|kind| reference.statements(kind));
    duties.into_iter().any(|it| {
        let live = of_period(&reference.places, period).any(|place| reference.covers(it, place));
        let named = |unit: &usize| reference.reaches[it].named[*unit] && reference.unit_exists(*unit, period);
        let line = |unit: usize| in_line(reference, unit, chiefs);
        let both = reference.units().filter(named).any(line);
        let aspects = [STEERING, CAPACITY, OPERATION, TECHNOLOGY, CHANGE];
        let says = reference.world.statements[it].tasks.is_some();
        let share = says && aspects.iter().any(|&task| reference.reaches[it].tasks[task]);
        let some_task = reference.reaches[it].tasks.contains(&true);
        live && some_task && backs.iter().any(named) && (both || share)
    })
}
