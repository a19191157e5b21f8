//! One cell of what a rule finds, and sets of them.

use std::collections::BTreeSet;

use super::reference::{Place, Reference};
use super::words::{AS_OF, OPERATIONS, TASKS};
use super::world::{World, name_of};

/// Where a cell keeps its member of a dimension. Pairs of units and tasks keep the smaller one first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Slot {
    Statement,
    Unit,
    OtherUnit,
    Task,
    OtherTask,
    Operation,
    Field,
    Service,
    Channel,
    Touchpoint,
    Audience,
    Period,
}

use Slot::{
    Audience, Channel, Field, Operation, OtherTask, OtherUnit, Period, Service, Statement, Task, Touchpoint, Unit,
};

pub(super) const SLOTS: [Slot; 12] =
    [Statement, Unit, OtherUnit, Task, OtherTask, Operation, Field, Service, Channel, Touchpoint, Audience, Period];

const EMPTY: u16 = u16::MAX;

/// A member of each dimension that applies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Cell([u16; SLOTS.len()]);

pub(super) type Cells = BTreeSet<Cell>;

impl Cell {
    pub(super) fn new() -> Self {
        Self([EMPTY; SLOTS.len()])
    }

    /// The service, touchpoint, audience and period of a place.
    pub(super) fn at(place: Place) -> Self {
        Self::new()
            .with(Service, place.service)
            .with(Touchpoint, place.touchpoint)
            .with(Audience, place.audience)
            .with(Period, place.period)
    }

    pub(super) fn with(mut self, slot: Slot, member: usize) -> Self {
        self.0[slot as usize] = u16::try_from(member).expect("no dimension has so many members");
        self
    }

    pub(super) fn get(self, slot: Slot) -> Option<usize> {
        let member = self.0[slot as usize];
        (member != EMPTY).then_some(usize::from(member))
    }

    /// Both units, in order.
    pub(super) fn with_units(self, one: usize, other: usize) -> Self {
        self.with(Unit, one.min(other)).with(OtherUnit, one.max(other))
    }

    /// Both tasks, in order.
    pub(super) fn with_tasks(self, one: usize, other: usize) -> Self {
        self.with(Task, one.min(other)).with(OtherTask, one.max(other))
    }
}

/// The names of all members of a dimension, by position; none for a statement or period.
pub(super) fn members(reference: &Reference, slot: Slot) -> Vec<String> {
    let world = &reference.world;
    let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    match slot {
        Statement | Period => Vec::new(),
        Unit | OtherUnit => reference.units().map(|unit| name_of(&world.units, "Unit", unit)).collect(),
        Task | OtherTask => owned(&TASKS),
        Operation => owned(&OPERATIONS),
        Field => (0..world.fields.len()).map(|field| world.field_name(field)).collect(),
        Service => reference.services.iter().map(|&service| name_of(&world.services, "Service", service)).collect(),
        Channel => (0..world.channels.len()).map(|channel| name_of(&world.channels, "Channel", channel)).collect(),
        Touchpoint => reference.touchpoints.iter().map(|it| touchpoint_name(world, it.channel, it.location)).collect(),
        Audience => {
            let named = |it: &Option<usize>| {
                it.map_or_else(|| "*".to_owned(), |audience| name_of(&world.audiences, "Group", audience))
            };
            reference.audiences.iter().map(named).collect()
        }
    }
}

fn touchpoint_name(world: &World, channel: usize, location: Option<usize>) -> String {
    let channel = name_of(&world.channels, "Channel", channel);
    location.map_or(channel.clone(), |place| format!("{channel}@{}", name_of(&world.locations, "Place", place)))
}

/// A cell for people: its members, space between.
pub(super) fn describe(reference: &Reference, cell: Cell) -> String {
    let word = |&slot: &Slot| {
        let member = cell.get(slot)?;
        Some(match slot {
            Statement => format!("statement {member}"),
            Period => reference.world.calendar.days[AS_OF + member].clone(),
            _ => members(reference, slot).swap_remove(member),
        })
    };
    SLOTS.iter().filter_map(word).collect::<Vec<_>>().join(" ")
}
