//! How people are reached and seen: entrances without a norm or a sign, audiences and fronts that are left in the dark.

use loket::syntax::ast::{Head, Noun};

use super::super::policy::{Clause, Edit, Policy, Said, edit};
use super::{Mutant, Operator, by_reference};

const OFFER: &[Head] = &[Head::Offer];

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("leave an audience out of every offer", &["gap/audience-unreached"], |it| {
        let each = |at: usize| out_of_every_offer(it, Clause::Audiences, &[at]);
        it.leaves(Clause::Audiences).into_iter().map(|at| each(at).into()).collect()
    }),
    by_reference("offer by screens only", &["gap/audience-unreached", "gap/not-offered"], |it| {
        let channels = &it.model.channels;
        let others: Vec<usize> = (0..channels.len()).filter(|&at| !channels[at].digital).collect();
        vec![out_of_every_offer(it, Clause::Channels, &others).into()]
    }),
    by_reference("offer one service by screens only", &["gap/audience-unreached", "gap/not-offered"], one_by_screens),
    by_reference("mark no entrance as the general one", &["gap/no-general-entrance"], |it| {
        let general = it.declarations(Noun::Channel).filter(|channel| it.property(channel, "general").is_some());
        vec![general.map(|channel| it.set(channel, "general", "no")).collect::<Vec<_>>().into()]
    }),
    by_reference("promise no answer", &["gap/no-answer-norm"], |it| {
        let norms = |channel| [it.property(channel, "target"), it.property(channel, "reply")].into_iter().flatten();
        let all = it.declarations(Noun::Channel).filter(|channel| norms(channel).next().is_some());
        all.map(|channel| norms(channel).map(|norm| edit(norm.span, "")).collect::<Vec<_>>().into()).collect()
    }),
    by_reference("drop a refusal", &["gap/write-undecided"], |it| {
        it.said_by(&[Head::Forbid]).map(|it| it.drop().into()).collect()
    }),
    by_reference("add a field that no right speaks of", &["gap/write-undecided", "gap/field-unwritable"], |it| {
        let records = it.declarations(Noun::Record);
        let named = records.map(|record| (it.word(record.name.symbol).to_owned(), record));
        named
            .map(|(name, record)| {
                let edits = [it.inside(record, "nieuw: internal")];
                let forget = it.said_by(&[Head::Allow, Head::Forbid]).filter(|it| speaks_of(*it, &name));
                let forget = forget.map(|it| it.except(Clause::Data, &format!("{name}.nieuw")));
                edits.into_iter().chain(forget.collect::<Vec<Edit>>()).collect::<Vec<Edit>>().into()
            })
            .collect()
    }),
    by_reference("let who talks to people see nothing", &["gap/blind-front"], blind),
];

/// Excepts things from every offer that has any of them.
fn out_of_every_offer(policy: &Policy, clause: Clause, these: &[usize]) -> Vec<Edit> {
    let things = policy.things(clause);
    let names: Vec<&str> = these.iter().map(|&at| policy.name_of(things[at])).collect();
    let here = |it: &Said<'_>| these.iter().any(|&at| it.selects(clause, at));
    policy.said_by(OFFER).filter(here).map(|it| it.except(clause, &names.join(", "))).collect()
}

/// Whatever offers the service offers it no more where there is no screen, nor anything that it offers with it.
fn one_by_screens(policy: &Policy) -> Vec<Mutant> {
    let channels = policy.things(Clause::Channels);
    let others: Vec<usize> = (0..channels.len()).filter(|&at| !policy.model.channels[at].digital).collect();
    let names: Vec<&str> = others.iter().map(|&at| policy.name_of(channels[at])).collect();
    let mut all = Vec::new();
    for service in policy.leaves(Clause::Services) {
        let here = |it: &Said<'_>| {
            it.selects(Clause::Services, service) && others.iter().any(|&at| it.selects(Clause::Channels, at))
        };
        let edits: Vec<Edit> =
            policy.said_by(OFFER).filter(here).map(|it| it.except(Clause::Channels, &names.join(", "))).collect();
        if !edits.is_empty() {
            all.push(edits.into());
        }
    }
    all
}

/// Whether a right names a record, or a class that the new field would be in.
fn speaks_of(it: Said<'_>, record: &str) -> bool {
    let (terms, _) = it.words(Clause::Data);
    terms.iter().any(|term| *term == "*" || *term == "internal" || term.starts_with(record) && term.ends_with('*'))
}

/// A unit that talks to people looks into no record, and reads nothing.
fn blind(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (unit, it) in policy.model.units.iter().enumerate().filter(|(_, it)| !it.views.is_empty()) {
        let declaration = policy.declaration(&it.thing);
        let views = policy.property(declaration, "views").map(|views| edit(views.span, ""));
        let refusal = policy.at_the_end(&format!("forbid {} to read *", policy.unit(unit)));
        all.push(views.into_iter().chain([refusal]).collect::<Vec<Edit>>().into());
    }
    all
}
