//! The whole space of a world, cell by cell, and what its statements say about one cell.
//! This is the executable reading of `docs/meaning.md`: slow, without cleverness, and without the tool.

use super::select::Reach;
use super::steering::View;
use super::tables::{Tables, Units, bit, members};
use super::words::{OBLIGATORY, PROCESS_TASKS, TASKS};
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
    /// Services left out because they are in all things like one of `services`: the name, and that one's position there.
    pub twins: Vec<(String, usize)>,
    tables: Tables,
}

impl Reference {
    /// The space of a world whose statements are written on these lines.
    pub(super) fn new(world: &World, lines: &[(String, usize)]) -> Self {
        Self::of_services(world, lines, services(world), Vec::new())
    }

    /// The same over some of the services, which stand for all.
    pub(super) fn of_services(
        world: &World,
        lines: &[(String, usize)],
        services: Vec<usize>,
        twins: Vec<(String, usize)>,
    ) -> Self {
        let touchpoints = touchpoints(world);
        let audiences = match world.audiences.len() {
            0 => vec![None],
            _ => leaves(&world.audiences).into_iter().map(Some).collect(),
        };
        let reaches =
            world.statements.iter().map(|it| Reach::of(world, it, &services, &touchpoints, &audiences)).collect();
        let mut reference = Self {
            world: world.clone(),
            lines: lines.to_vec(),
            services,
            touchpoints,
            audiences,
            reaches,
            places: Vec::new(),
            offered: Vec::new(),
            twins,
            tables: Tables::default(),
        };
        reference.narrow_periods();
        reference.tables = Tables::new(&reference);
        reference.places = reference.existing_places();
        reference.tables.existing = reference.existence();
        let offered =
            |place: &&Place| reference.statements(Kind::Offer).iter().any(|&it| reference.covers(it, **place));
        reference.offered = reference.places.iter().filter(offered).copied().collect();
        reference
    }

    /// A statement holds only while all units of its chain exist.
    fn narrow_periods(&mut self) {
        for (it, reach) in self.world.statements.iter().zip(&mut self.reaches) {
            for (period, holds) in reach.periods.iter_mut().enumerate() {
                *holds &= it.chain.iter().all(|&unit| exists(&self.world.units, unit, period));
            }
        }
    }

    /// For how many services one stands.
    pub(super) fn weight(&self, service: usize) -> usize {
        1 + self.twins.iter().filter(|(_, it)| *it == service).count()
    }

    /// Who steers what.
    pub(super) fn steering(&self) -> &View {
        self.tables.steering.get_or_init(|| View::of(self))
    }

    /// How many periods there are.
    pub(super) fn periods(&self) -> usize {
        self.world.calendar.periods()
    }

    /// Whether the service and the channel of a place exist then.
    fn exists(&self, place: Place) -> bool {
        self.tables.existing[self.at(place)]
    }

    fn existing_places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for service in 0..self.services.len() {
            for touchpoint in 0..self.touchpoints.len() {
                for audience in 0..self.audiences.len() {
                    for period in 0..self.periods() {
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

    fn existence(&self) -> Vec<bool> {
        let mut all = vec![false; self.space()];
        for &place in &self.places {
            all[self.at(place)] = true;
        }
        all
    }

    /// How many combinations of service, touchpoint, audience and period there are.
    pub(super) fn space(&self) -> usize {
        self.services.len() * self.touchpoints.len() * self.audiences.len() * self.periods()
    }

    pub(super) fn service_exists(&self, service: usize, period: usize) -> bool {
        exists(&self.world.services, self.services[service], period)
    }

    pub(super) fn unit_exists(&self, unit: usize, period: usize) -> bool {
        self.tables.alive[period] & bit(unit) != 0
    }

    /// The units that exist in a period.
    pub(super) fn alive(&self, period: usize) -> Units {
        self.tables.alive[period]
    }

    /// A unit and all nested in it.
    pub(super) fn subtree(&self, unit: usize) -> Units {
        self.tables.subtrees[unit]
    }

    pub(super) fn record_exists(&self, record: usize, period: usize) -> bool {
        exists(&self.world.records, record, period)
    }

    pub(super) fn units(&self) -> std::ops::Range<usize> {
        0..self.world.units.len()
    }

    /// The statements of a kind, without expectations.
    pub(super) fn statements(&self, kind: Kind) -> Vec<usize> {
        self.of_kind(kind).to_vec()
    }

    /// The same, without a copy.
    pub(super) fn of_kind(&self, kind: Kind) -> &[usize] {
        &self.tables.of_kind[kind as usize]
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
        self.reaches[statement].periods[period]
    }

    /// Whether a statement gives a unit a task in a place.
    pub(super) fn gives_task(&self, statement: usize, unit: usize, task: usize, place: Place) -> bool {
        let reach = &self.reaches[statement];
        reach.named[unit] && reach.tasks[task] && self.covers(statement, place) && self.unit_exists(unit, place.period)
    }

    /// The units that hold a task in a place by statements of a kind.
    pub(super) fn holders(&self, kind: Kind, task: usize, place: Place) -> Vec<usize> {
        members(self.holding(kind, task, place))
    }

    /// The same as a set.
    pub(super) fn holding(&self, kind: Kind, task: usize, place: Place) -> Units {
        self.tables.duty(self, kind, task)[self.at(place)]
    }

    /// Whom an `allow` or a `forbid` reaches, whatever others say.
    pub(super) fn given(&self, kind: Kind, operation: usize, field: usize, place: Place) -> Units {
        self.tables.right(self, kind, operation, field)[self.at(place)]
    }

    /// Whether one statement of a kind gives a task in a place to both units.
    pub(super) fn jointly(&self, kind: Kind, one: usize, other: usize, task: usize, place: Place) -> bool {
        let gives = |it, unit| self.gives_task(it, unit, task, place);
        self.of_kind(kind).iter().any(|&it| gives(it, one) && gives(it, other))
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
            && self.record_exists(record, place.period)
    }

    pub(super) fn forbidden(&self, unit: usize, operation: usize, field: usize, place: Place) -> bool {
        self.given(Kind::Forbid, operation, field, place) & bit(unit) != 0
    }

    /// Whether a unit has an effective right: some `allow` gives it and no `forbid` takes it.
    pub(super) fn effective(&self, unit: usize, operation: usize, field: usize, place: Place) -> bool {
        self.effective_units(operation, field, place) & bit(unit) != 0
    }

    /// The units that have an effective right.
    pub(super) fn effective_units(&self, operation: usize, field: usize, place: Place) -> Units {
        self.given(Kind::Allow, operation, field, place) & !self.given(Kind::Forbid, operation, field, place)
    }

    /// The position of a place among all combinations of service, touchpoint, audience and period, existing or not.
    pub(super) fn at(&self, place: Place) -> usize {
        let Place { service, touchpoint, audience, period } = place;
        ((service * self.touchpoints.len() + touchpoint) * self.audiences.len() + audience) * self.periods() + period
    }

    /// The existing places that a statement reaches.
    pub(super) fn places_of(&self, statement: usize) -> impl Iterator<Item = Place> {
        let reach = &self.reaches[statement];
        let those = |yes: &[bool]| (0..yes.len()).filter(|&it| yes[it]).collect::<Vec<usize>>();
        let (services, touchpoints) = (those(&reach.services), those(&reach.touchpoints));
        let (audiences, periods) = (those(&reach.audiences), those(&reach.periods));
        let all = services.len() * touchpoints.len() * audiences.len() * periods.len();
        let place = move |number: usize| {
            let (number, period) = (number / periods.len(), periods[number % periods.len()]);
            let (number, audience) = (number / audiences.len(), audiences[number % audiences.len()]);
            let (number, touchpoint) = (number / touchpoints.len(), touchpoints[number % touchpoints.len()]);
            Place { service: services[number], touchpoint, audience, period }
        };
        (0..all).map(place).filter(|&place| self.exists(place))
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

/// The services of a world that make cells: those without anything in them. A theme makes none.
pub(super) fn services(world: &World) -> Vec<usize> {
    leaves(&world.services).into_iter().filter(|&it| !world.services[it].is.theme).collect()
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
