//! What must be covered: offers that go or become wider, services and places that come.

use loket::syntax::ast::{Head, Noun};

use super::super::policy::{Clause, Edit, Policy, Said, behind};
use super::{Mutant, Operator, add_each, by_reference, except_each};

const OFFER: &[Head] = &[Head::Offer];
const UNCOVERED: &[&str] = &[
    "gap/unserved",
    "gap/unaccountable",
    "gap/undecided",
    "gap/unsteered",
    "gap/location-unstaffed",
    "gap/right-missing",
    "handover/missing",
];

/// What a counter in a new place may lack.
const OPENED: &[&str] = &["gap/unserved", "gap/unaccountable", "gap/unsteered", "gap/location-unstaffed", "gap/hours"];

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("drop an offer", &["gap/not-offered"], |it| it.said_by(OFFER).map(|it| it.drop().into()).collect()),
    by_reference("offer a service nowhere", &["gap/not-offered"], offer_nowhere),
    by_reference("end an offer early", &["gap/not-offered"], |it| {
        it.said_by(OFFER).map(|it| it.until("2027-02-14").into()).collect()
    }),
    by_reference("widen an offer by a channel", UNCOVERED, |it| add_each(it, OFFER, Clause::Channels)),
    by_reference("widen an offer by a location", &["gap/unserved", "gap/unsteered", "expect/failed"], |it| {
        add_each(it, OFFER, Clause::Locations)
    }),
    by_reference("widen an offer by a service", UNCOVERED, |it| add_each(it, OFFER, Clause::Services)),
    by_reference(
        "leave a channel out of an offer",
        &["gap/not-offered", "gap/audience-unreached", "gap/no-general-entrance", "expect/failed"],
        |it| except_each(it, OFFER, Clause::Channels),
    ),
    by_reference("decide on what was never decided", &["gap/unserved", "gap/undecided"], decide),
    by_reference("add a task to the process of a service", UNCOVERED, longer),
    by_reference("open a counter in one more place", OPENED, one_more_place),
    by_reference("begin a new service", &["gap/unserved", "gap/unaccountable", "gap/not-offered"], new_service),
];

/// A service that is excepted from every offer that has it.
fn offer_nowhere(policy: &Policy) -> Vec<Mutant> {
    let things = policy.things(Clause::Services);
    let offers = |at: usize| policy.said_by(OFFER).filter(move |it| it.selects(Clause::Services, at));
    let nowhere = |at: usize| offers(at).map(|it| it.except(Clause::Services, policy.name_of(things[at]))).collect();
    policy.leaves(Clause::Services).into_iter().map(nowhere).map(|edits: Vec<_>| edits.into()).collect()
}

fn decide(policy: &Policy) -> Vec<Mutant> {
    let all = policy.declarations(Noun::Service);
    let never = all.filter(|it| policy.property(it, "decision").is_none() && policy.property(it, "process").is_none());
    never.map(|it| policy.set(it, "decision", "yes").into()).collect()
}

fn longer(policy: &Policy) -> Vec<Mutant> {
    let longer = |task: &'static str| {
        policy.declarations(Noun::Service).filter_map(move |it| match policy.property(it, "process") {
            Some(process) if policy.text(process.span).contains(task) => None,
            Some(process) => Some(behind(process.span, format!(" -> {task}")).into()),
            None => Some(policy.set(it, "process", &format!("inform, intake -> handle -> deliver -> {task}")).into()),
        })
    };
    longer("aftercare").chain(longer("review")).collect()
}

/// A counter that stands in one more place, known or new and always open: what is offered at it is offered there too.
fn one_more_place(policy: &Policy) -> Vec<Mutant> {
    let channels = policy.model.channels.iter().enumerate();
    let mut all = Vec::new();
    for (channel, it) in channels.filter(|(_, it)| it.physical && it.locations.is_some()) {
        let declaration = policy.declaration(&it.thing);
        let known = policy.property(declaration, "locations").expect("the channel states its locations");
        let stands = |at: usize| it.locations.iter().flatten().any(|place| place.at() == at);
        let mut open = |place: &str, at: Option<usize>, built: Option<Edit>| {
            let elsewhere = |it: &Said<'_>| {
                let somewhere = it.selector(Clause::Locations).is_some();
                let there = at.is_some_and(|at| it.selects(Clause::Locations, at));
                it.selects(Clause::Channels, channel) && somewhere && !there
            };
            let offers = policy.said_by(OFFER).filter(elsewhere).map(|it| it.and(Clause::Locations, place));
            let counter = behind(known.span, format!(", {place}"));
            all.push([counter].into_iter().chain(offers).chain(built).collect::<Vec<Edit>>().into());
        };
        for at in policy.leaves(Clause::Locations).into_iter().filter(|&at| !stands(at)) {
            open(policy.name_of(&policy.model.locations[at].thing), Some(at), None);
        }
        let new = "location Nachtloket { hours: mon-sun 00:00-24:00 }";
        open("Nachtloket", None, Some(policy.at_the_end(new)));
    }
    all
}

/// In every theme, and in none.
fn new_service(policy: &Policy) -> Vec<Mutant> {
    let service = "service Nieuw \"Nieuwe dienst\" { complexity: simple }";
    let themes = policy.declarations(Noun::Theme).map(|it| policy.inside(it, service).into());
    themes.chain([policy.at_the_end(service).into()]).collect()
}
