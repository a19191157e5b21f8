//! The whole space of a world, cell by cell, and what its statements say about one cell.
//! This is the executable reading of `docs/meaning.md`: slow, without cleverness, and without the tool.

use super::print::Printed;
use super::select::Reach;
use super::words::{OBLIGATORY, PERIODS, PROCESS_TASKS, TASKS};
use super::world::{Kind, World, exists, leaves, within};

#[derive(Clone, Copy)]
pub(super) struct Touchpoint {
    pub channel: usize,
    pub location: Option<usize>,
}

/// One combination of service, touchpoint, audience and period, each by its position in [`Reference`].
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub service: usize,
    pub touchpoint: usize,
    pub audience: usize,
    pub period: usize,
}

pub(super) struct Reference {
    pub world: World,
    /// Where each statement of the world is written: the path of its file, and its line from 1.
    pub lines: Vec<(String, usize)>,
    /// The leaves among the services.
    pub services: Vec<usize>,
    pub touchpoints: Vec<Touchpoint>,
    /// The leaves among the audiences, or one without a name.
    pub audiences: Vec<Option<usize>>,
    /// What each statement of the world selects.
    pub reaches: Vec<Reach>,
    /// Every combination of which service and channel exist in the period.
    pub places: Vec<Place>,
    /// Those of them that are offered.
    pub offered: Vec<Place>,
}

impl Reference {
    pub(super) fn new(world: &World, printed: &Printed) -> Self {
        let services = leaves(&world.services);
        let touchpoints = touchpoints(world);
        let audiences = match world.audiences.len() {
            0 => vec![None],
            _ => leaves(&world.audiences).into_iter().map(Some).collect(),
        };
        let reaches =
            world.statements.iter().map(|it| Reach::of(world, it, &services, &touchpoints, &audiences)).collect();
        let mut reference = Self {
            world: world.clone(),
            lines: printed.lines.clone(),
            services,
            touchpoints,
            audiences,
            reaches,
            places: Vec::new(),
            offered: Vec::new(),
        };
        reference.places = reference.existing_places();
        let offered =
            |place: &&Place| reference.statements(Kind::Offer).iter().any(|&it| reference.covers(it, **place));
        reference.offered = reference.places.iter().filter(offered).copied().collect();
        reference
    }

    fn existing_places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for service in 0..self.services.len() {
            for touchpoint in 0..self.touchpoints.len() {
                for audience in 0..self.audiences.len() {
                    for period in 0..PERIODS {
                        let channel = self.touchpoints[touchpoint].channel;
                        if self.service_exists(service, period) && exists(&self.world.channels, channel, period) {
                            places.push(Place { service, touchpoint, audience, period });
                        }
                    }
                }
            }
        }
        places
    }

    pub(super) fn service_exists(&self, service: usize, period: usize) -> bool {
        exists(&self.world.services, self.services[service], period)
    }

    pub(super) fn unit_exists(&self, unit: usize, period: usize) -> bool {
        exists(&self.world.units, unit, period)
    }

    pub(super) fn units(&self) -> std::ops::Range<usize> {
        0..self.world.units.len()
    }

    /// The statements of a kind, without expectations.
    pub(super) fn statements(&self, kind: Kind) -> Vec<usize> {
        let is = |&it: &usize| self.world.statements[it].kind == kind && !self.world.statements[it].expected;
        (0..self.world.statements.len()).filter(is).collect()
    }

    /// Whether a statement is written before another, in an earlier file or line.
    pub(super) fn is_before(&self, one: usize, other: usize) -> bool {
        self.lines[one] < self.lines[other]
    }

    /// Whether a statement reaches a place that exists.
    pub(super) fn covers(&self, statement: usize, place: Place) -> bool {
        let reach = &self.reaches[statement];
        reach.services[place.service]
            && reach.touchpoints[place.touchpoint]
            && reach.audiences[place.audience]
            && self.holds(statement, place.period)
    }

    /// Whether a statement holds in a period: by its own dates, and while all units of its chain exist.
    pub(super) fn holds(&self, statement: usize, period: usize) -> bool {
        let chain = &self.world.statements[statement].chain;
        self.reaches[statement].periods[period] && chain.iter().all(|&unit| self.unit_exists(unit, period))
    }

    /// Whether a statement gives a unit a task in a place.
    pub(super) fn gives_task(&self, statement: usize, unit: usize, task: usize, place: Place) -> bool {
        let reach = &self.reaches[statement];
        reach.named[unit] && reach.tasks[task] && self.covers(statement, place) && self.unit_exists(unit, place.period)
    }

    /// The units that hold a task in a place by statements of a kind.
    pub(super) fn holders(&self, kind: Kind, task: usize, place: Place) -> Vec<usize> {
        let statements = self.statements(kind);
        let holds = |&unit: &usize| statements.iter().any(|&it| self.gives_task(it, unit, task, place));
        self.units().filter(holds).collect()
    }

    /// Whether one statement of a kind gives a task in a place to both units.
    pub(super) fn jointly(&self, kind: Kind, one: usize, other: usize, task: usize, place: Place) -> bool {
        let gives = |it, unit| self.gives_task(it, unit, task, place);
        self.statements(kind).into_iter().any(|it| gives(it, one) && gives(it, other))
    }

    /// Whether a right or its refusal reaches a unit, by nesting too, for an operation on a field in a place.
    pub(super) fn gives_right(
        &self,
        statement: usize,
        unit: usize,
        operation: usize,
        field: usize,
        place: Place,
    ) -> bool {
        let reach = &self.reaches[statement];
        let record = self.world.fields[field].record;
        reach.nested[unit]
            && reach.operations[operation]
            && reach.fields[field]
            && self.covers(statement, place)
            && self.unit_exists(unit, place.period)
            && exists(&self.world.records, record, place.period)
    }

    pub(super) fn forbidden(&self, unit: usize, operation: usize, field: usize, place: Place) -> bool {
        self.statements(Kind::Forbid).into_iter().any(|it| self.gives_right(it, unit, operation, field, place))
    }

    /// Whether a unit has an effective right: some `allow` gives it and no `forbid` takes it.
    pub(super) fn effective(&self, unit: usize, operation: usize, field: usize, place: Place) -> bool {
        let mut allows = self.statements(Kind::Allow).into_iter();
        allows.any(|it| self.gives_right(it, unit, operation, field, place))
            && !self.forbidden(unit, operation, field, place)
    }

    /// The tasks of a service's process.
    pub(super) fn process_tasks(&self, service: usize) -> Vec<usize> {
        let service = &self.world.services[self.services[service]].is;
        (0..PROCESS_TASKS).filter(|&task| service.has_task(task)).collect()
    }

    /// The aspects that need somebody accountable.
    pub(super) fn obligatory_aspects(&self) -> Vec<usize> {
        let default = || (0..TASKS.len()).filter(|&task| OBLIGATORY.contains(&TASKS[task])).collect();
        self.world.aspects.clone().unwrap_or_else(default)
    }
}

/// A channel of a physical medium is a touchpoint at each leaf of its locations, or of all; any other is one.
fn touchpoints(world: &World) -> Vec<Touchpoint> {
    let mut all = Vec::new();
    for channel in 0..world.channels.len() {
        let it = &world.channels[channel].is;
        if !it.medium().physical || world.locations.is_empty() {
            all.push(Touchpoint { channel, location: None });
            continue;
        }
        for place in leaves(&world.locations) {
            let stands = it.locations.iter().any(|&named| within(&world.locations, place, named));
            if it.locations.is_empty() || stands {
                all.push(Touchpoint { channel, location: Some(place) });
            }
        }
    }
    all
}
