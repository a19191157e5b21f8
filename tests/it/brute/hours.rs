//! Opening hours, hour by hour of the week.

use std::collections::BTreeSet;

use super::cells::{Cell, Cells, Slot};
use super::reference::{Place, Reference};
use super::strategy::Dice;
use super::world::{Kind, Noun, World};

/// Hours as they are written, and the hours of the week that they are, from Monday at 0.
const HOURS: [(&str, &[std::ops::Range<usize>]); 6] = [
    ("mon 09:00-12:00", &[9..12]),
    ("mon 09:00-17:00", &[9..17]),
    ("mon 12:00-17:00, tue 09:00-12:00", &[12..17, 33..36]),
    ("tue 09:00-12:00", &[33..36]),
    ("sun 22:00-03:00", &[0..3, 166..168]),
    ("mon-sun 00:00-24:00", &[0..168]),
];

/// What units, channels and locations state, by position in [`HOURS`].
#[derive(Clone, Default)]
pub(super) struct Stated {
    units: Vec<Option<usize>>,
    channels: Vec<Option<usize>>,
    locations: Vec<Option<usize>>,
}

impl Stated {
    pub(super) fn throw(world: &World, dice: &mut Dice) -> Self {
        let mut some = |many: usize, percent| (0..many).map(|_| dice.maybe(percent, HOURS.len())).collect();
        Self {
            units: some(world.units.len(), 65),
            channels: some(world.channels.len(), 50),
            locations: some(world.locations.len(), 50),
        }
    }

    pub(super) fn of_unit(&self, it: usize) -> Vec<String> {
        property(&self.units, it)
    }

    pub(super) fn of_channel(&self, it: usize) -> Vec<String> {
        property(&self.channels, it)
    }

    pub(super) fn of_location(&self, it: usize) -> Vec<String> {
        property(&self.locations, it)
    }
}

fn property(all: &[Option<usize>], it: usize) -> Vec<String> {
    all.get(it).copied().flatten().map(|at| format!("hours: {}", HOURS[at].0)).into_iter().collect()
}

/// A touchpoint of a live channel is open in an hour in which none of the units responsible there for a task of a first step is
/// at work, and all of them say when they are.
pub(super) fn hours(reference: &Reference) -> Cells {
    let mut cells = Cells::new();
    for (touchpoint, it) in reference.touchpoints.iter().enumerate() {
        let channel = &reference.world.channels[it.channel].is;
        let Some(open) = open(reference, touchpoint).filter(|_| channel.is_sync()) else { continue };
        let periods: BTreeSet<usize> = reference.offered.iter().map(|place| place.period).collect();
        for period in periods {
            let here = |place: &&Place| place.touchpoint == touchpoint && place.period == period;
            let places: Vec<Place> = reference.offered.iter().filter(here).copied().collect();
            let there: Vec<usize> =
                reference.units().filter(|&unit| places.iter().any(|&it| begins(reference, unit, it))).collect();
            let stated = |unit: &usize| reference.world.hours.units.get(*unit).copied().flatten();
            let at_work: Option<Vec<usize>> = there.iter().map(stated).collect();
            let Some(at_work) = at_work.filter(|all| !all.is_empty()) else { continue };
            let at_work: BTreeSet<usize> = at_work.into_iter().flat_map(week).collect();
            if open.difference(&at_work).next().is_some() {
                let cell = Cell::new().with(Slot::Touchpoint, touchpoint).with(Slot::Period, period);
                cells.extend(there.iter().map(|&unit| cell.with(Slot::Unit, unit)));
            }
        }
    }
    cells
}

/// Whether a unit is responsible for a task of the first step of a place's service.
fn begins(reference: &Reference, unit: usize, place: Place) -> bool {
    let first = reference.world.services[reference.services[place.service]].is.steps()[0];
    first.iter().any(|&task| reference.holders(Kind::Responsible, task, place).contains(&unit))
}

/// The hours of a touchpoint's channel and location, both where both are stated.
fn open(reference: &Reference, touchpoint: usize) -> Option<BTreeSet<usize>> {
    let it = reference.touchpoints[touchpoint];
    let (world, stated) = (&reference.world, &reference.world.hours);
    let channel = nearest(&world.channels, &stated.channels, it.channel).map(week);
    let place = it.location.and_then(|place| nearest(&world.locations, &stated.locations, place)).map(week);
    match (channel, place) {
        (Some(one), Some(other)) => Some(one.intersection(&other).copied().collect()),
        (one, other) => one.or(other),
    }
}

/// What a thing states, else what the nearest one around it does.
fn nearest<T>(all: &[Noun<T>], stated: &[Option<usize>], it: usize) -> Option<usize> {
    stated.get(it).copied().flatten().or_else(|| nearest(all, stated, all[it].parent?))
}

fn week(at: usize) -> BTreeSet<usize> {
    HOURS[at].1.iter().flat_map(Clone::clone).collect()
}
