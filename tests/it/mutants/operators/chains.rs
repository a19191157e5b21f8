//! Who passes on to whom, and who may decide in whose name: handovers and mandates that go, break, turn or go round.

use loket::syntax::ast::{Arrow, Head, Noun};

use super::super::policy::{Clause, Policy, Said, edit};
use super::{Mutant, Operator, by_reference, except_each};

const HANDOVER: &[Head] = &[Head::Handover];
const MANDATE: &[Head] = &[Head::Mandate];
const LOST: &[&str] = &["handover/missing"];
const POWERLESS: &[&str] = &["mandate/missing", "gap/undecided"];

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("drop a handover", LOST, |it| it.said_by(HANDOVER).map(|it| it.drop().into()).collect()),
    by_reference("leave a service out of a handover", LOST, |it| except_each(it, HANDOVER, Clause::Services)),
    by_reference("leave a channel out of a handover", LOST, |it| except_each(it, HANDOVER, Clause::Channels)),
    by_reference("end a handover early", LOST, |it| {
        it.said_by(HANDOVER).map(|it| it.until("2027-02-14").into()).collect()
    }),
    by_reference("close the way back of a handover", LOST, |it| {
        let both = it.said_by(HANDOVER).filter(|it| it.arrows().contains(&Arrow::Both));
        both.map(|it| edit(it.chain(), it.hops().join(" -> ")).into()).collect()
    }),
    by_reference("turn a handover round", LOST, |it| {
        let turned = |it: Said<'_>| it.hops().into_iter().rev().collect::<Vec<_>>().join(" -> ");
        it.said_by(HANDOVER).map(|it| edit(it.chain(), turned(it)).into()).collect()
    }),
    by_reference("hand over to who does nothing", &["handover/dead-end", "handover/missing"], to_nobody),
    by_reference("hand over in a circle", &["handover/cycle"], in_a_circle),
    by_reference("drop a mandate", POWERLESS, |it| it.said_by(MANDATE).map(|it| it.drop().into()).collect()),
    by_reference("cut the first link of a mandate", POWERLESS, |it| cut(it, 1, 0)),
    by_reference("cut the last link of a mandate", POWERLESS, |it| cut(it, 0, 1)),
    by_reference("end a mandate early", POWERLESS, |it| {
        it.said_by(MANDATE).map(|it| it.until("2027-02-14").into()).collect()
    }),
    by_reference(
        "leave a service out of a mandate",
        &["mandate/missing", "gap/undecided", "mandate/wider-than-source"],
        |it| except_each(it, MANDATE, Clause::Services),
    ),
    by_reference("give a mandate that may not go on", &["mandate/not-onward", "mandate/missing"], |it| {
        let onward = |it: &Said<'_>| it.it.extras.as_ref().and_then(|it| it.onward);
        it.said_by(MANDATE).filter_map(|it| onward(&it)).map(|span| edit(span, "").into()).collect()
    }),
    by_reference("give on more than was received", &["mandate/wider-than-source"], |it| {
        it.said_by(MANDATE)
            .filter(|it| it.it.services.is_some())
            .map(|it| it.with(Clause::Services, "*").into())
            .collect()
    }),
    by_reference("give on every task", &["mandate/wider-than-source"], |it| {
        it.said_by(MANDATE).map(|it| it.with(Clause::Tasks, "*").into()).collect()
    }),
    by_reference("make another body competent", POWERLESS, another_body),
    by_reference("delegate the power away", POWERLESS, delegate),
];

impl Said<'_> {
    fn arrows(self) -> Vec<Arrow> {
        self.policy.model.ast.hops[self.it.hops.range()].iter().map(|hop| hop.arrow).collect()
    }
}

/// Units that no statement names in a duty, and no handover.
fn idle(policy: &Policy) -> Vec<usize> {
    let busy = |unit: usize| {
        let named = |it: Said<'_>| match it.it.head {
            Head::Responsible => it.selects(Clause::Subject, unit),
            Head::Handover => it.hops().contains(&policy.unit(unit)),
            _ => false,
        };
        policy.said().any(named)
    };
    let alone = |unit: usize| policy.model.units[unit].thing.end as usize == unit + 1;
    let free = |unit: &usize| alone(*unit) && policy.model.units[*unit].thing.parent.is_none() && !busy(*unit);
    (0..policy.model.units.len()).filter(free).collect()
}

fn to_nobody(policy: &Policy) -> Vec<Mutant> {
    let Some(&nobody) = idle(policy).first() else { return Vec::new() };
    let mut all = Vec::new();
    for it in policy.said_by(HANDOVER) {
        let mut hops = it.hops();
        *hops.last_mut().unwrap() = policy.unit(nobody);
        all.push(edit(it.chain(), hops.join(" -> ")).into());
    }
    all
}

/// Two units that do nothing hand over to each other, about every service.
fn in_a_circle(policy: &Policy) -> Vec<Mutant> {
    let idle = idle(policy);
    let [one, other, ..] = idle[..] else { return Vec::new() };
    let (one, other) = (policy.unit(one), policy.unit(other));
    let things = policy.things(Clause::Services);
    let circle = |at: usize| {
        let clauses = format!("of {} forward within 2 workdays", policy.name_of(things[at]));
        policy.at_the_end(&format!("handover {one} -> {other} {clauses}\nhandover {other} -> {one} {clauses}"))
    };
    policy.leaves(Clause::Services).into_iter().map(|at| circle(at).into()).collect()
}

/// Chains of more than two units, less so many at the start and the end.
fn cut(policy: &Policy, start: usize, end: usize) -> Vec<Mutant> {
    let long = policy.said_by(MANDATE).map(|it| (it, it.hops())).filter(|(_, hops)| hops.len() > 2);
    long.map(|(it, hops)| edit(it.chain(), hops[start..hops.len() - end].join(" -> ")).into()).collect()
}

/// The first unit that is not the body it was.
fn another_body(policy: &Policy) -> Vec<Mutant> {
    let with_body = policy.declarations(Noun::Service).filter(|it| policy.property(it, "body").is_some());
    let other =
        |known: &str| (0..policy.model.units.len()).map(|unit| policy.unit(unit)).find(|unit| !known.contains(unit));
    let mutant = |it| {
        let known = policy.text(policy.property(it, "body").unwrap().span);
        policy.set(it, "body", other(known).unwrap()).into()
    };
    with_body.map(mutant).collect()
}

/// From the first giver of a mandate to somebody who has nothing to do with it, before the mandate is used.
fn delegate(policy: &Policy) -> Vec<Mutant> {
    let Some(&to) = idle(policy).last() else { return Vec::new() };
    let mut all = Vec::new();
    for it in policy.said_by(MANDATE).filter(|it| it.hops()[0] != policy.unit(to)) {
        let services = it.words(Clause::Services).0.join(", ");
        let what =
            format!("delegate {} -> {} for decide of {services} because \"besluit\"", it.hops()[0], policy.unit(to));
        all.push(it.another(&what).into());
    }
    all
}
