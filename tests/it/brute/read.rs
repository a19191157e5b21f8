//! A real policy as a world. The reference shares the reader of files and the resolver of names with the tool, and nothing
//! that comes after: what the words mean as sets is its own business.

use loket::model::value::Duration;
use loket::model::words::{
    Arrangement, Assurance, Class, Confidentiality, Medium, Operations, Relation, Task, Tasks, Trait, UnitKind,
};
use loket::model::{self, Days, Meaning, Model, Thing, date};
use loket::settings::Settings;
use loket::source::Sources;
use loket::syntax::ast::{self, Arrow, Head};

use super::hours::Stated;
use super::words::{AS_OF, ASSURANCES, LEVELS, MEDIA, OPERATIONS, TASKS};
use super::world::{
    Calendar, Channel, Field, Guards, Kind, Life, Noun, Selector, Service, Statement, Term, Unit, World,
};

/// A world, and where each of its statements is written: the path of the file, and the line from 1.
pub(super) struct Real {
    pub world: World,
    pub lines: Vec<(String, usize)>,
}

/// Reads a policy that is checked from `today` on where it does not say from when.
pub(super) fn read(model: &Model, sources: &Sources, settings: &Settings, today: i32) -> Real {
    let reader = Reader { model, days: days(model, model.as_of.unwrap_or(today)) };
    let mut world = reader.things();
    let mut lines = Vec::new();
    for (it, resolved) in model.ast.statements.iter().zip(&model.statements) {
        let source = sources.get(it.span.file);
        for statement in reader.statement(it, resolved) {
            lines.push((source.path.clone(), source.position(it.span.start).line as usize));
            world.statements.push(statement);
        }
    }
    world.aspects = Some(settings.aspects().iter().map(task).collect());
    let (front, kcc) = (settings.ceiling(UnitKind::Front), settings.ceiling(UnitKind::Kcc));
    assert_eq!(front, kcc, "the reference knows one ceiling of front offices");
    world.front_ceiling = Some(usize::from(front));
    world.arrangement = model.organisation.as_ref().and_then(|it| it.arrangement).map(Arrangement::word);
    world.most_handovers = usize::try_from(settings.thresholds.handovers).ok();
    let disjoint = model.audiences.iter().enumerate().filter(|(_, it)| it.disjoint == Some(true));
    world.disjoint = disjoint.map(|(at, _)| at).collect();
    world.entrances = usize::try_from(settings.thresholds.entrances).ok();
    let pairs = settings.separation_pairs().iter();
    world.separate = pairs.map(|&(one, other)| (task(one), task(other))).collect();
    Real { world, lines }
}

/// The day before the policy is checked, the day from which it is, and every later one on which anything begins or is over.
fn days(model: &Model, as_of: i32) -> Vec<i32> {
    let things = model.units.iter().map(|it| &it.thing).chain(model.channels.iter().map(|it| &it.thing));
    let things =
        things.chain(model.services.iter().map(|it| &it.thing)).chain(model.records.iter().map(|it| &it.thing));
    let things = things.chain(model.locations.iter().map(|it| &it.thing));
    let things = things.chain(model.audiences.iter().map(|it| &it.thing)).map(|it| it.exists);
    let all = things.chain(model.statements.iter().map(|it| it.days));
    let mut days: Vec<i32> = all.flat_map(|it| [it.first, it.last.saturating_add(1)]).collect();
    days.retain(|&day| day > as_of && day < i32::MAX);
    days.extend([as_of - 1, as_of]);
    days.sort_unstable();
    days.dedup();
    days
}

struct Reader<'a> {
    model: &'a Model,
    days: Vec<i32>,
}

fn position<T: PartialEq>(all: &[T], it: &T) -> usize {
    all.iter().position(|other| other == it).expect("the reference knows all words of the language")
}

fn task(it: Task) -> usize {
    position(&TASKS, &it.word())
}

fn tasks(all: Tasks) -> Vec<usize> {
    all.iter().map(task).collect()
}

fn assurance(it: Assurance) -> usize {
    position(&ASSURANCES, &it.word())
}

fn level(it: Confidentiality) -> usize {
    position(&LEVELS, &it.word())
}

fn operations(all: Operations) -> Vec<&'static str> {
    OPERATIONS.into_iter().filter(|&word| all.iter().any(|it| it.word() == word)).collect()
}

impl Reader<'_> {
    fn word(&self, symbol: loket::intern::Symbol) -> String {
        self.model.names.name(symbol).to_owned()
    }

    /// A day before the policy is checked is the first of all days.
    fn life(&self, days: Days) -> Life {
        let at = |day: i32| self.days.iter().rposition(|&known| known <= day).unwrap_or(0);
        Life {
            from: (days.first != i32::MIN).then(|| at(days.first)),
            until: (days.last != i32::MAX).then(|| at(days.last.saturating_add(1))),
        }
    }

    fn noun<T>(&self, thing: &Thing, is: T) -> Noun<T> {
        Noun {
            name: Some(self.word(thing.symbol)),
            parent: thing.parent.map(|it| it as usize),
            tags: thing.tags.iter().map(|it| it.0 as usize).collect(),
            life: self.life(thing.exists),
            is,
        }
    }

    fn things(&self) -> World {
        let model = self.model;
        let iso = |shift: i32| self.days.iter().map(|&day| date::iso(day - shift)).collect();
        debug_assert!(self.days.len() > AS_OF, "there is the day from which the policy is checked");
        World {
            calendar: Calendar { days: iso(0), eves: iso(1) },
            units: model.units.iter().map(|it| self.noun(&it.thing, unit(it))).collect(),
            channels: model.channels.iter().map(|it| self.noun(&it.thing, channel(it))).collect(),
            locations: model.locations.iter().map(|it| self.noun(&it.thing, ())).collect(),
            audiences: model.audiences.iter().map(|it| self.noun(&it.thing, ())).collect(),
            services: model.services.iter().map(|it| self.noun(&it.thing, service(it))).collect(),
            records: model.records.iter().map(|it| self.noun(&it.thing, ())).collect(),
            hours: Stated::read(model),
            fields: model.fields.iter().map(|it| self.field(it)).collect(),
            ..World::default()
        }
    }

    fn field(&self, it: &model::Field) -> Field {
        Field {
            name: Some(self.word(it.symbol)),
            record: it.record.at(),
            traits: it.traits.iter().map(Trait::word).collect(),
            source: it.source.map(model::UnitId::at),
            confidential: it.confidential.map(level),
            assurance: it.assurance.map(assurance),
        }
    }

    /// A statement; a chain of which a link names several units is a statement for each way through it.
    fn statement(&self, it: &ast::Statement, resolved: &model::Resolved) -> Vec<Statement> {
        let hops = &self.model.ast.hops[it.hops.range()];
        let mut chains: Vec<Vec<usize>> = vec![Vec::new()];
        for hop in hops {
            let units = self.named_units(&self.selector(&hop.units));
            let longer = |chain: &Vec<usize>| -> Vec<Vec<usize>> {
                units.iter().map(|&unit| [chain.as_slice(), &[unit]].concat()).collect()
            };
            chains = chains.iter().flat_map(longer).collect();
        }
        let selector = |wanted: Option<ast::SelectorId>| wanted.map(|it| self.selector(&self.model.ast.selector(it)));
        let is_offer = it.head == Head::Offer;
        let subject = selector(it.subject);
        let made = Statement {
            expected: it.expect.is_some(),
            negated: it.expect.as_ref().is_some_and(|it| it.no),
            units: subject.clone().filter(|_| !is_offer).unwrap_or_default(),
            both_ways: hops.iter().skip(1).map(|hop| hop.arrow == Arrow::Both).collect(),
            operations: self.operations(it),
            data: selector(it.data).unwrap_or_default(),
            because: it.because.is_some(),
            mode: it.extras.as_ref().and_then(|it| it.mode).map(|(mode, _)| mode_word(mode)),
            within: resolved.within.map(time),
            share: resolved.share.and_then(percentage),
            tasks: selector(it.tasks),
            services: if is_offer { subject } else { selector(it.services) },
            channels: selector(it.channels),
            audiences: selector(it.audiences),
            locations: selector(it.locations),
            guards: resolved.guards.as_deref().map(guards).unwrap_or_default(),
            up_to: resolved.up_to.map(level),
            onward: resolved.onward,
            life: self.life(resolved.days),
            ..Statement::new(kind(it.head))
        };
        chains.into_iter().map(|chain| Statement { chain, ..made.clone() }).collect()
    }

    /// The units that a hop of a chain names.
    fn named_units(&self, wanted: &Selector) -> Vec<usize> {
        let named = |unit: usize, term: &Term| {
            let it = &self.model.units[unit];
            match *term {
                Term::All => true,
                Term::Name(name) => name == unit,
                Term::Tag(tag) => it.thing.tags.iter().any(|it| it.0 as usize == tag),
                Term::Class(word) => {
                    it.kind.is_some_and(|kind| kind.word() == word || word == "front" && kind.is_front())
                }
                Term::Field(_) => false,
            }
        };
        let inside = |unit: usize, outer: usize| (outer..self.model.units[outer].thing.end as usize).contains(&unit);
        let excepted = |unit: usize| {
            (0..self.model.units.len())
                .any(|outer| inside(unit, outer) && wanted.except.iter().any(|term| named(outer, term)))
        };
        let all = 0..self.model.units.len();
        all.filter(|&unit| wanted.terms.iter().any(|term| named(unit, term)) && !excepted(unit)).collect()
    }

    fn operations(&self, it: &ast::Statement) -> Vec<&'static str> {
        let Some(wanted) = it.operations else { return Vec::new() };
        let wanted = self.model.ast.selector(wanted);
        let all = |slice: ast::Slice| {
            self.model.meanings[slice.range()].iter().fold(Operations::NONE, |all, meaning| match meaning {
                Meaning::Operations(some) => all.or(*some),
                Meaning::All => Operations::ALL,
                _ => all,
            })
        };
        operations(all(wanted.terms).minus(all(wanted.except)))
    }

    fn selector(&self, wanted: &ast::Selector) -> Selector {
        let terms = |slice: ast::Slice| self.model.meanings[slice.range()].iter().filter_map(|&it| term(it)).collect();
        Selector { terms: terms(wanted.terms), except: terms(wanted.except) }
    }
}

fn kind(head: Head) -> Kind {
    match head {
        Head::Offer => Kind::Offer,
        Head::Responsible => Kind::Responsible,
        Head::Accountable => Kind::Accountable,
        Head::Consulted => Kind::Consulted,
        Head::Informed => Kind::Informed,
        Head::Supporting => Kind::Supporting,
        Head::Need => Kind::Need,
        Head::Allow => Kind::Allow,
        Head::Forbid => Kind::Forbid,
        Head::Handover => Kind::Handover,
        Head::Mandate => Kind::Mandate,
        Head::Delegate => Kind::Delegate,
    }
}

/// What a word stands for; nothing when nobody knows.
fn term(meaning: Meaning) -> Option<Term> {
    Some(match meaning {
        Meaning::Unknown | Meaning::Operations(_) => return None,
        Meaning::All => Term::All,
        Meaning::Unit(id) => Term::Name(id.at()),
        Meaning::Channel(id) => Term::Name(id.at()),
        Meaning::Location(id) => Term::Name(id.at()),
        Meaning::Audience(id) => Term::Name(id.at()),
        Meaning::Service(id) => Term::Name(id.at()),
        Meaning::Record(id) => Term::Name(id.at()),
        Meaning::Field(id) => Term::Field(id.at()),
        Meaning::Task(it) => Term::Name(task(it)),
        Meaning::Tag(tag) => Term::Tag(tag.0 as usize),
        Meaning::Class(class) => Term::Class(match class {
            Class::Kind(it) => it.word(),
            Class::Sync => "sync",
            Class::Async => "async",
            Class::Physical => "physical",
            Class::Digital => "digital",
            Class::Medium(it) => it.word(),
            Class::Complexity(it) => it.word(),
            Class::Trait(it) => it.word(),
        }),
    })
}

fn guards(it: &model::Guards) -> Guards {
    Guards {
        verified: Some(assurance(it.verified)),
        four_eyes: it.four_eyes,
        eyes_by: it.four_eyes_by.map(model::UnitId::at),
        after_check: it.after_check,
        logged: it.logged,
        in_case: it.in_case,
        reversible: it.reversible,
        notified: it.notified,
    }
}

fn unit(it: &model::Unit) -> Unit {
    Unit {
        kind: it.kind.map(UnitKind::word).unwrap_or_default(),
        ceiling: it.ceiling.map(level),
        line: it.line.map(usize::from),
        foreign: it.relation.is_some_and(|it| it != Relation::Insourced),
        agreement: it.agreement.is_some(),
        outsourced: it.outsourced,
        views: it.views.iter().map(|it| it.at()).collect(),
    }
}

fn channel(it: &model::Channel) -> Channel {
    let medium = it.medium.map_or("web", Medium::word);
    Channel {
        medium: MEDIA.iter().position(|known| known.name == medium).expect("the reference knows all media"),
        sync: Some(it.sync),
        locations: it.locations.iter().flatten().map(|place| place.at()).collect(),
        assurance: it.assurance.map(assurance),
        general: it.general,
        norm: it.target.is_some() || it.reply.is_some(),
        pace: pace(it),
        section_of: it.section_of.map(model::ChannelId::at),
    }
}

fn service(it: &model::Service) -> Service {
    Service {
        theme: it.noun == ast::Noun::Theme,
        complexity: it.complexity.map(model::words::Complexity::word),
        decision: it.decision,
        formal: it.formal == Some(true),
        process: Some(it.process.iter().map(|&step| tasks(step)).collect()),
        separate: tasks(it.separate),
        body: it.body.map(model::UnitId::at),
        immediate: it.immediate == Some(true),
        not_mandatable: !it.mandatable,
    }
}

fn mode_word(mode: ast::Mode) -> &'static str {
    match mode {
        ast::Mode::Warm => "warm",
        ast::Mode::Cold => "cold",
        ast::Mode::Callback => "callback",
        ast::Mode::Appointment => "appointment",
        ast::Mode::Forward => "forward",
        ast::Mode::Referral => "referral",
    }
}

/// Seconds; working days apart from all of them.
fn time(it: Duration) -> usize {
    match it {
        Duration::Clock(seconds) => seconds as usize,
        Duration::Workdays(days) => usize::MAX - days as usize,
    }
}

/// A number for what a channel promises, the same for the same promise.
fn pace(it: &model::Channel) -> usize {
    let promise = format!("{:?} {:?}", it.reply, it.target);
    promise.bytes().fold(7, |all: usize, byte| all.wrapping_mul(257).wrapping_add(usize::from(byte)))
}

/// The nearest whole percentage.
fn percentage(share: f32) -> Option<usize> {
    (0..=100_u32).find(|&it| (f64::from(share) * 100.0 - f64::from(it)).abs() < 0.5).map(|it| it as usize)
}
