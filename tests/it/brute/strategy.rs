//! Random small policies. Every thing is made from bytes of its own, and a byte of zero makes the simplest choice, so that
//! a failing policy shrinks to few and plain things.

use std::array::IntoIter;
use std::ops::RangeInclusive;

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any};
use proptest::sample::select;

use super::hours::Stated;
use super::statements::statement;
use super::words::{
    ARRANGEMENTS, ASSURANCES, COMPLEXITIES, DAYS, DECIDE, DELIVER, HANDLE, INTAKE, KINDS, LEVELS, MEDIA, OBLIGATORY,
    SORTS_OF_MEDIA, STAFFED, STATED_PROCESSES, TASKS, TRAITS,
};
use super::world::Kind::{
    self, Accountable, Allow, Consulted, Delegate, Forbid, Handover, Mandate, Need, Offer, Responsible,
};
use super::world::{Channel, Field, Life, Noun, Service, Unit, World};

/// What a random policy is mostly about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Theme {
    Duties,
    Steering,
    Structure,
    Rights,
    Walk,
    Mandates,
    /// Front offices and contact centres, and who comes to them.
    Fronts,
    /// Expectations of all kinds.
    Tests,
}

impl Theme {
    /// The kinds of statements, as often as they are likely.
    fn kinds(self) -> Vec<Kind> {
        let often: &[(Kind, usize)] = match self {
            Self::Duties => &[(Offer, 2), (Responsible, 6), (Accountable, 5), (Consulted, 1), (Mandate, 1), (Allow, 1)],
            Self::Structure => &[(Responsible, 9), (Offer, 1), (Accountable, 1)],
            Self::Steering => &[(Accountable, 12), (Offer, 4), (Responsible, 2), (Handover, 1)],
            Self::Rights => &[(Allow, 7), (Forbid, 2), (Need, 2), (Responsible, 3), (Offer, 1)],
            Self::Walk => &[(Handover, 5), (Responsible, 5), (Offer, 1), (Allow, 1)],
            Self::Tests => &[
                (Responsible, 5),
                (Accountable, 1),
                (Consulted, 1),
                (Allow, 6),
                (Forbid, 2),
                (Need, 2),
                (Handover, 4),
                (Offer, 2),
            ],
            Self::Mandates => &[(Mandate, 6), (Responsible, 3), (Delegate, 1), (Offer, 1)],
            Self::Fronts => &[(Responsible, 7), (Accountable, 4), (Handover, 2), (Offer, 1)],
        };
        often.iter().flat_map(|&(kind, times)| vec![kind; times]).collect()
    }
}

/// Bytes that decide one thing, used from the first to the last and then as zeros.
pub(super) struct Dice {
    bytes: IntoIter<u8, 64>,
}

impl Dice {
    pub(super) fn new(bytes: &Thing) -> Self {
        Self { bytes: IntoIterator::into_iter(*bytes) }
    }

    fn byte(&mut self) -> usize {
        self.bytes.next().map_or(0, usize::from)
    }

    /// True in so many of a hundred throws; false for a zero.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.byte() * 100 / 256 >= 100 - percent
    }

    /// One of so many, the first for a zero.
    pub(super) fn pick(&mut self, many: usize) -> usize {
        self.byte() % many
    }

    pub(super) fn maybe(&mut self, percent: usize, many: usize) -> Option<usize> {
        let (chosen, it) = (self.chance(percent), self.pick(many));
        chosen.then_some(it)
    }

    pub(super) fn life(&mut self, percent: usize) -> Life {
        let from = self.maybe(percent, DAYS.len());
        let until = self.maybe(percent, DAYS.len() - 1).map(|day| DAYS.len() - 1 - day);
        Life { from, until: until.filter(|&until| from.is_none_or(|from| from < until)) }
    }

    /// A thing inside an earlier one, or not.
    fn noun<T>(&mut self, earlier: usize, nested: usize, living: usize, is: T) -> Noun<T> {
        let parent = self.maybe(nested, earlier.max(1)).filter(|_| earlier > 0);
        let tags = if self.chance(20) { vec![0] } else { Vec::new() };
        Noun { name: None, parent, tags, life: self.life(living), is }
    }
}

/// The bytes that decide one thing; no thing needs more.
pub(super) type Thing = [u8; 64];

/// The bytes of every thing of a policy.
struct Bytes {
    units: Vec<Thing>,
    channels: Vec<Thing>,
    locations: Vec<Thing>,
    audiences: Vec<Thing>,
    services: Vec<Thing>,
    records: Vec<Thing>,
    fields: Vec<Thing>,
    statements: Vec<(Kind, Thing)>,
    settings: Thing,
    shuffle: Vec<u8>,
}

/// So many things, each of its own bytes.
fn things(many: RangeInclusive<usize>) -> impl Strategy<Value = Vec<Thing>> {
    vec(any::<Thing>(), many)
}

/// Random policies about a theme.
pub(super) fn worlds(theme: Theme) -> impl Strategy<Value = World> {
    let records = if matches!(theme, Theme::Rights | Theme::Tests) { 1..=2 } else { 0..=1_usize };
    let channels = if matches!(theme, Theme::Steering | Theme::Fronts) { 2..=3 } else { 1..=3_usize };
    let audiences = if theme == Theme::Fronts { 3..=4 } else { 0..=3_usize };
    let people = (things(2..=5), things(channels), things(0..=3), things(audiences), things(1..=4));
    let stated = ((Just(Offer), any::<Thing>()), vec((select(theme.kinds()), any::<Thing>()), 2..=13));
    let rest = (things(records), things(1..=4), any::<Thing>(), vec(any::<u8>(), 0..=6));
    (people, stated, rest).prop_map(move |(people, (offer, mut statements), rest)| {
        statements.insert(0, offer);
        let (units, channels, locations, audiences, services) = people;
        let (records, fields, settings, shuffle) = rest;
        let bytes =
            Bytes { units, channels, locations, audiences, services, records, fields, statements, settings, shuffle };
        world(theme, &bytes)
    })
}

fn world(theme: Theme, bytes: &Bytes) -> World {
    let mut world = World::default();
    let records = &bytes.records;
    for bytes in &bytes.units {
        let unit = unit(&world, theme, records.len(), &mut Dice::new(bytes));
        world.units.push(unit);
    }
    for bytes in &bytes.locations {
        let location = Dice::new(bytes).noun(world.locations.len(), 25, 0, ());
        world.locations.push(location);
    }
    for bytes in &bytes.audiences {
        let audience = Dice::new(bytes).noun(world.audiences.len(), 25, 0, ());
        world.audiences.push(audience);
    }
    if theme == Theme::Fronts {
        // One whole, and its parts.
        for (at, audience) in world.audiences.iter_mut().enumerate() {
            audience.parent = (at > 0).then_some(0);
        }
        world.disjoint = vec![0];
    }
    for bytes in &bytes.channels {
        let channel = channel(&world, theme, &mut Dice::new(bytes));
        world.channels.push(channel);
    }
    for bytes in &bytes.services {
        let service = service(&world, theme, &mut Dice::new(bytes));
        world.services.push(service);
    }
    only_leaves_have_properties(&mut world);
    for bytes in &bytes.records {
        let record = Dice::new(bytes).noun(world.records.len(), 20, 8, ());
        world.records.push(record);
    }
    if !world.records.is_empty() {
        world.fields = bytes.fields.iter().map(|bytes| field(&world, &mut Dice::new(bytes))).collect();
    }
    let made =
        bytes.statements.iter().filter_map(|(kind, bytes)| statement(&world, theme, *kind, &mut Dice::new(bytes)));
    world.statements = made.collect();

    let dice = &mut Dice::new(&bytes.settings);
    let obligatory = (0..TASKS.len()).filter(|&task| OBLIGATORY.contains(&TASKS[task]));
    let aspects: Vec<usize> = obligatory.filter(|_| dice.chance(50)).collect();
    world.aspects = (!aspects.is_empty()).then_some(aspects);
    world.files = 1 + dice.pick(3);
    world.front_ceiling = if theme == Theme::Rights && dice.chance(25) { Some(3) } else { None };
    if theme == Theme::Walk {
        world.most_handovers = dice.maybe(70, 2);
    }
    world.arrangement = dice.maybe(85, ARRANGEMENTS.len()).map(|it| ARRANGEMENTS[it]);
    if theme == Theme::Duties {
        world.hours = Stated::throw(&world, dice);
    }
    world.shuffle = bytes.shuffle.iter().map(|&byte| usize::from(byte)).collect();
    world
}

fn unit(world: &World, theme: Theme, records: usize, dice: &mut Dice) -> Noun<Unit> {
    let kinds: &[&str] = match theme {
        Theme::Structure => &STAFFED,
        Theme::Fronts => &["front", "kcc", "back", "front"],
        // Chiefs, and back offices to which they may have no bond.
        Theme::Steering => &["directorate", "back", "kcc", "directorate", "front", "directorate"],
        _ => &KINDS,
    };
    let mut kind = kinds[dice.pick(kinds.len())];
    let ceiling = dice.maybe(25, LEVELS.len());
    let mut unit = dice.noun(world.units.len(), 40, 8, Unit { ceiling, ..Unit::default() });
    // Few teams are alone with a whole case; more teams make more of them.
    if theme == Theme::Rights && !matches!(kind, "front" | "kcc") && dice.chance(50) {
        kind = "team";
    }
    unit.is.kind = kind;
    unit.is.outsourced = dice.chance(8);
    unit.is.views = dice.maybe(12, records.max(1)).filter(|_| records > 0).into_iter().collect();
    unit.is.line = dice.maybe(50, 3).map(|line| line + 1);
    if theme == Theme::Mandates {
        unit.is.foreign = dice.chance(30);
        unit.is.agreement = dice.chance(30);
    }
    unit
}

/// What a nested channel would take over from the one around it is not settled, so it states its own.
fn channel(world: &World, theme: Theme, dice: &mut Dice) -> Noun<Channel> {
    let medium = dice.pick(if theme == Theme::Fronts { 2 } else { SORTS_OF_MEDIA });
    let sync = dice.maybe(8, 2).map(|it| it == 0);
    let assurance = dice.maybe(40, ASSURANCES.len());
    let places = world.locations.len().max(1);
    let mut locations: Vec<usize> = [dice.maybe(60, places), dice.maybe(30, places)].into_iter().flatten().collect();
    locations.sort_unstable();
    locations.dedup();
    let is = Channel { medium, sync, locations, assurance, ..Channel::default() };
    let mut channel = dice.noun(world.channels.len(), 15, 8, is);
    if channel.parent.is_some() {
        channel.is.assurance = Some(assurance.unwrap_or(0));
        if channel.is.locations.is_empty() {
            channel.is.locations.push(0);
        }
    }
    if world.locations.is_empty() || !MEDIA[medium].physical {
        channel.is.locations.clear();
    }
    channel.is.general = dice.maybe(25, 2).map(|it| it == 0);
    channel.is.norm = dice.chance(40);
    let earlier = world.channels.len();
    channel.is.section_of = dice.maybe(15, earlier.max(1)).filter(|_| earlier > 0);
    channel.is.pace = dice.pick(2);
    channel
}

/// A service with a stated process says `decision: yes` only when the process has that task.
fn service(world: &World, theme: Theme, dice: &mut Dice) -> Noun<Service> {
    let deciding = dice.chance(match theme {
        Theme::Mandates => 80,
        Theme::Rights | Theme::Fronts => 60,
        Theme::Duties | Theme::Walk | Theme::Tests | Theme::Steering | Theme::Structure => 40,
    });
    let process = dice.maybe(30, STATED_PROCESSES.len()).map(|it| STATED_PROCESSES[it]);
    let has_decide = process.is_none_or(|steps| steps.iter().any(|step| step.contains(&DECIDE)));
    let process = process.map(|steps| steps.iter().map(|step| step.to_vec()).collect());
    let separate = dice
        .maybe(20, 3)
        .map(|it| [vec![DECIDE, DELIVER], vec![INTAKE, HANDLE, DELIVER], vec![HANDLE, DECIDE]][it].clone());
    let is = Service {
        theme: dice.chance(20),
        complexity: dice.maybe(60, COMPLEXITIES.len()).map(|it| COMPLEXITIES[it]),
        decision: deciding && has_decide,
        process,
        separate: separate.unwrap_or_default(),
        body: dice.maybe(25, world.units.len()),
        ..Service::default()
    };
    let mut service = dice.noun(world.services.len(), 30, 8, is);
    service.is.formal = dice.chance(35);
    service.is.immediate = dice.chance(if theme == Theme::Walk { 75 } else { 30 });
    service.is.not_mandatable = theme == Theme::Mandates && dice.chance(20);
    if service.is.theme {
        service.parent = service.parent.filter(|&parent| world.services[parent].is.theme);
    }
    service
}

/// A theme without anything in it becomes a service; a service with something in it says nothing of its own.
fn only_leaves_have_properties(world: &mut World) {
    for it in 0..world.services.len() {
        let leaf = world.services.iter().all(|other| other.parent != Some(it));
        let service = &mut world.services[it].is;
        if leaf {
            service.theme = false;
        } else {
            *service = Service { theme: service.theme, ..Service::default() };
        }
    }
}

/// A field says something.
fn field(world: &World, dice: &mut Dice) -> Field {
    let mut field = Field {
        name: None,
        record: dice.pick(world.records.len()),
        traits: TRAITS[dice.pick(TRAITS.len())].to_vec(),
        source: dice.maybe(25, world.units.len()),
        confidential: dice.maybe(35, LEVELS.len()),
        assurance: dice.maybe(20, ASSURANCES.len()),
    };
    let silent = field.traits.is_empty() && field.source.is_none() && field.assurance.is_none();
    if silent && field.confidential.is_none() {
        field.confidential = Some(0);
    }
    field
}
