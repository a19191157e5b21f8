//! What the clauses of one statement select, as yes or no for each member of each dimension.

use super::reference::Touchpoint;
use super::words::{CREATE, OPERATIONS, TASKS};
use super::world::{Kind, Noun, Selector, Statement, Term, World, within};

/// The members that a statement selects. Units are selected twice: exactly as named, and with all that is nested in them.
pub(super) struct Reach {
    pub named: Vec<bool>,
    pub nested: Vec<bool>,
    pub tasks: Vec<bool>,
    pub operations: Vec<bool>,
    pub fields: Vec<bool>,
    pub services: Vec<bool>,
    pub touchpoints: Vec<bool>,
    pub audiences: Vec<bool>,
    pub periods: Vec<bool>,
    /// The locations that the statement names, leaves and inner ones alike; all when it names none.
    pub places: Vec<bool>,
}

impl Reach {
    pub(super) fn of(
        world: &World,
        it: &Statement,
        services: &[usize],
        touchpoints: &[Touchpoint],
        audiences: &[Option<usize>],
    ) -> Self {
        let channels =
            optional(it.channels.as_ref(), world.channels.len(), &|term, channel| is_channel(world, term, channel));
        let places = optional(it.locations.as_ref(), world.locations.len(), &|term, place| {
            is_noun(&world.locations, term, place)
        });
        let all_services =
            optional(it.services.as_ref(), world.services.len(), &|term, service| is_service(world, term, service));
        let all_audiences = optional(it.audiences.as_ref(), world.audiences.len(), &|term, audience| {
            is_noun(&world.audiences, term, audience)
        });
        let named = named_units(world, &it.units);
        Self {
            nested: nested_units(world, &it.units),
            named,
            tasks: optional(it.tasks.as_ref(), TASKS.len(), &|term, task| {
                matches!(term, Term::All) || term == Term::Name(task)
            }),
            operations: operations(it),
            fields: fields(world, it),
            services: services.iter().map(|&service| all_services[service]).collect(),
            touchpoints: touchpoints
                .iter()
                .map(|point| channels[point.channel] && point.location.is_none_or(|place| places[place]))
                .collect(),
            audiences: audiences
                .iter()
                .map(|audience| audience.is_none_or(|audience| all_audiences[audience]))
                .collect(),
            places: places.clone(),
            periods: (0..world.calendar.periods()).map(|period| it.life.includes(period)).collect(),
        }
    }
}

/// The members that a clause selects; a clause that is not written selects all.
fn optional(wanted: Option<&Selector>, members: usize, is: &dyn Fn(Term, usize) -> bool) -> Vec<bool> {
    (0..members).map(|member| wanted.is_none_or(|wanted| selects(wanted, member, is))).collect()
}

fn selects(wanted: &Selector, member: usize, is: &dyn Fn(Term, usize) -> bool) -> bool {
    wanted.terms.iter().any(|&term| is(term, member)) && !wanted.except.iter().any(|&term| is(term, member))
}

/// A name or tag stands for the thing and everything nested in it.
fn is_noun<T>(all: &[Noun<T>], term: Term, it: usize) -> bool {
    match term {
        Term::All => true,
        Term::Name(named) => within(all, it, named),
        Term::Tag(tag) => (0..all.len()).any(|tagged| all[tagged].tags.contains(&tag) && within(all, it, tagged)),
        Term::Class(_) | Term::Field(_) => false,
    }
}

fn is_channel(world: &World, term: Term, it: usize) -> bool {
    let channel = &world.channels[it].is;
    match term {
        Term::Class("sync") => channel.is_sync(),
        Term::Class("async") => !channel.is_sync(),
        Term::Class("physical") => channel.medium().physical,
        Term::Class("digital") => channel.medium().digital,
        Term::Class(medium) => channel.medium().name == medium,
        _ => is_noun(&world.channels, term, it),
    }
}

fn is_service(world: &World, term: Term, it: usize) -> bool {
    match term {
        Term::Class(word) => world.services[it].is.complexity == Some(word),
        _ => is_noun(&world.services, term, it),
    }
}

/// Whether a statement is about a service.
pub(super) fn selects_service(world: &World, it: &Statement, service: usize) -> bool {
    let is = |term: Term, service: usize| is_service(world, term, service);
    it.services.as_ref().is_none_or(|wanted| selects(wanted, service, &is))
}

/// Exactly the units that a term names, of its kind, or with its tag.
fn is_unit(world: &World, term: Term, it: usize) -> bool {
    let unit = &world.units[it];
    match term {
        Term::All => true,
        Term::Name(named) => named == it,
        Term::Tag(tag) => unit.tags.contains(&tag),
        Term::Class("front") => matches!(unit.is.kind, "front" | "kcc"),
        Term::Class(kind) => unit.is.kind == kind,
        Term::Field(_) => false,
    }
}

/// An exception excludes the excepted units with everything nested in them.
fn excepted(world: &World, wanted: &Selector, it: usize) -> bool {
    let around = (0..world.units.len()).filter(|&outer| within(&world.units, it, outer));
    around.into_iter().any(|outer| wanted.except.iter().any(|&term| is_unit(world, term, outer)))
}

fn named_units(world: &World, wanted: &Selector) -> Vec<bool> {
    let named = |it| wanted.terms.iter().any(|&term| is_unit(world, term, it));
    (0..world.units.len()).map(|it| named(it) && !excepted(world, wanted, it)).collect()
}

fn nested_units(world: &World, wanted: &Selector) -> Vec<bool> {
    let units = world.units.len();
    let named = |it| wanted.terms.iter().any(|&term| is_unit(world, term, it));
    let nested = |it| (0..units).any(|outer| within(&world.units, it, outer) && named(outer));
    (0..units).map(|it| nested(it) && !excepted(world, wanted, it)).collect()
}

fn operations(it: &Statement) -> Vec<bool> {
    let named = |operation: usize| {
        it.operations.iter().any(|&word| word == OPERATIONS[operation] || (word == "write" && operation >= CREATE))
    };
    (0..OPERATIONS.len()).map(named).collect()
}

/// The fields of the data that are not above `up-to`; a field without a stated level is not.
fn fields(world: &World, it: &Statement) -> Vec<bool> {
    if !matches!(it.kind, Kind::Need | Kind::Allow | Kind::Forbid) {
        return vec![false; world.fields.len()];
    }
    let is = |term: Term, field: usize| is_field(world, term, field);
    let below =
        |field: usize| it.up_to.is_none_or(|most| world.fields[field].confidential.is_none_or(|level| level <= most));
    (0..world.fields.len()).map(|field| selects(&it.data, field, &is) && below(field)).collect()
}

fn is_field(world: &World, term: Term, it: usize) -> bool {
    let field = &world.fields[it];
    match term {
        Term::Field(named) => named == it,
        Term::Class("personal") => ["personal", "contact", "special", "payment"].iter().any(|word| field.has(word)),
        Term::Class(word) => field.has(word),
        Term::All | Term::Tag(_) | Term::Name(_) => is_noun(&world.records, term, field.record),
    }
}

/// The units that one term of a subject means: exactly, and with all nested in them; less what is excepted.
pub(super) struct Meant {
    /// The unit that the term names.
    pub named: Option<usize>,
    pub units: Vec<usize>,
    pub nested: Vec<usize>,
}

impl Meant {
    pub(super) fn of(world: &World, wanted: &Selector) -> Vec<Self> {
        let chosen = |all: Vec<bool>| all.into_iter().enumerate().filter(|it| it.1).map(|it| it.0).collect();
        let one = |&term: &Term| {
            let alone = Selector { terms: vec![term], except: wanted.except.clone() };
            Self {
                named: if let Term::Name(unit) = term { Some(unit) } else { None },
                units: chosen(named_units(world, &alone)),
                nested: chosen(nested_units(world, &alone)),
            }
        };
        wanted.terms.iter().map(one).collect()
    }
}
