//! Opening hours, minute by minute of the week.

use loket::model::{Model, value};

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::strategy::Dice;
use super::tables::{Units, bit};
use super::world::{Kind, Noun, World};

/// The minutes of a week, from Monday at 0.
const WEEK: usize = 7 * 24 * 60;
const HOUR: usize = 60;

/// Hours as they are written, and the hours of the week that they are.
const HOURS: [(&str, &[(usize, usize)]); 6] = [
    ("mon 09:00-12:00", &[(9, 12)]),
    ("mon 09:00-17:00", &[(9, 17)]),
    ("mon 12:00-17:00, tue 09:00-12:00", &[(12, 17), (33, 36)]),
    ("tue 09:00-12:00", &[(33, 36)]),
    ("sun 22:00-03:00", &[(0, 3), (166, 168)]),
    ("mon-sun 00:00-24:00", &[(0, 168)]),
];

/// Hours that something states: as written, and as stretches of minutes.
#[derive(Clone, Debug)]
struct Hours {
    text: &'static str,
    minutes: Vec<(usize, usize)>,
}

/// What units, channels and locations state.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    units: Vec<Option<Hours>>,
    channels: Vec<Option<Hours>>,
    locations: Vec<Option<Hours>>,
}

impl Stated {
    pub(super) fn throw(world: &World, dice: &mut Dice) -> Self {
        let hours = |(text, hours): (&'static str, &[(usize, usize)])| Hours {
            text,
            minutes: hours.iter().map(|&(start, end)| (start * HOUR, end * HOUR)).collect(),
        };
        let mut some = |many: usize, percent| {
            (0..many).map(|_| dice.maybe(percent, HOURS.len()).map(|at| hours(HOURS[at]))).collect()
        };
        Self {
            units: some(world.units.len(), 65),
            channels: some(world.channels.len(), 50),
            locations: some(world.locations.len(), 50),
        }
    }

    pub(super) fn read(model: &Model) -> Self {
        let hours = |it: &Option<value::Hours>| {
            let minutes = |it: &value::Hours| it.0.iter().map(|&(start, end)| (start.into(), end.into())).collect();
            it.as_ref().map(|it| Hours { text: "", minutes: minutes(it) })
        };
        Self {
            units: model.units.iter().map(|it| hours(&it.hours)).collect(),
            channels: model.channels.iter().map(|it| hours(&it.hours)).collect(),
            locations: model.locations.iter().map(|it| hours(&it.hours)).collect(),
        }
    }

    pub(super) fn of_unit(&self, it: usize) -> Option<String> {
        property(&self.units, it)
    }

    pub(super) fn of_channel(&self, it: usize) -> Option<String> {
        property(&self.channels, it)
    }

    pub(super) fn of_location(&self, it: usize) -> Vec<String> {
        property(&self.locations, it).into_iter().collect()
    }
}

fn stated(all: &[Option<Hours>], it: usize) -> Option<&Hours> {
    all.get(it).and_then(Option::as_ref)
}

fn property(all: &[Option<Hours>], it: usize) -> Option<String> {
    stated(all, it).map(|it| format!("hours: {}", it.text))
}

/// A touchpoint of a live channel is open in a minute in which none of the units responsible there for a task of a first step is
/// at work, and all of them say when they are.
pub(super) fn hours(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    let world = &reference.world;
    for (touchpoint, it) in reference.touchpoints.iter().enumerate() {
        let channel = &world.channels[it.channel].is;
        let is_live = channel.is_sync() && channel.medium().name != "chatbot";
        let Some(open) = open(reference, touchpoint).filter(|_| is_live) else { continue };
        for period in 0..reference.periods() {
            let here = reference.offered.iter().filter(|it| it.touchpoint == touchpoint && it.period == period);
            let there = here.fold(0, |all, &place| all | beginning(reference, place));
            let there: Vec<usize> = reference.units().filter(|&unit| there & bit(unit) != 0).collect();
            let Some(at_work) = there.iter().map(|&unit| stated(&world.hours.units, unit)).collect::<Option<Vec<_>>>()
            else {
                continue;
            };
            let is_at_work = |minute: usize| at_work.iter().any(|it| has(it, minute));
            if !at_work.is_empty() && (0..WEEK).any(|minute| open[minute] && !is_at_work(minute)) {
                let cell = Cell::new().with(Slot::Touchpoint, touchpoint).with(Slot::Period, period);
                cells.extend(there.iter().map(|&unit| cell.with(Slot::Unit, unit)));
            }
        }
    }
    cells
}

/// The units that are responsible for a task of the first step of a place's service.
fn beginning(reference: &Reference, place: Place) -> Units {
    let first = &reference.world.services[reference.services[place.service]].is.steps()[0];
    first.iter().fold(0, |all, &task| all | reference.holding(Kind::Responsible, task, place))
}

/// The minutes of a touchpoint's channel and location, both where both are stated.
fn open(reference: &Reference, touchpoint: usize) -> Option<Vec<bool>> {
    let it = reference.touchpoints[touchpoint];
    let world = &reference.world;
    let channel = nearest(&world.channels, &world.hours.channels, it.channel);
    let place = it.location.and_then(|place| nearest(&world.locations, &world.hours.locations, place));
    let both: Vec<&Hours> = channel.into_iter().chain(place).collect();
    (!both.is_empty()).then(|| (0..WEEK).map(|minute| both.iter().all(|it| has(it, minute))).collect())
}

/// What a thing states, else what the nearest one around it does.
fn nearest<'a, T>(all: &[Noun<T>], hours: &'a [Option<Hours>], it: usize) -> Option<&'a Hours> {
    stated(hours, it).or_else(|| nearest(all, hours, all[it].parent?))
}

fn has(hours: &Hours, minute: usize) -> bool {
    hours.minutes.iter().any(|&(start, end)| (start..end).contains(&minute))
}
