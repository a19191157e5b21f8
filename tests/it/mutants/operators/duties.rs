//! Who answers for what: responsibilities and accountabilities that become smaller, end, or go.

use loket::model::date;
use loket::syntax::ast::Head;

use super::super::policy::{Clause, Edit, Policy, Said, edit};
use super::{Mutant, Operator, by_reference, except_each, without_each};

const RESPONSIBLE: &[Head] = &[Head::Responsible];
const ACCOUNTABLE: &[Head] = &[Head::Accountable];
const UNDONE: &[&str] = &["gap/unserved", "gap/undecided", "gap/location-unstaffed", "gap/right-missing"];
const UNANSWERED: &[&str] = &["gap/unaccountable", "gap/unsteered"];

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("drop a responsibility", UNDONE, |it| drop_each(it, RESPONSIBLE)),
    by_reference("drop a task of a responsibility", UNDONE, |it| without_each(it, RESPONSIBLE, Clause::Tasks)),
    by_reference("leave a service out of a responsibility", UNDONE, |it| {
        except_each(it, RESPONSIBLE, Clause::Services)
    }),
    by_reference("leave a channel out of a responsibility", UNDONE, |it| {
        except_each(it, RESPONSIBLE, Clause::Channels)
    }),
    by_reference("leave an audience out of a responsibility", UNDONE, |it| {
        except_each(it, RESPONSIBLE, Clause::Audiences)
    }),
    by_reference("leave a location out of a responsibility", UNDONE, |it| {
        except_each(it, RESPONSIBLE, Clause::Locations)
    }),
    by_reference("end a responsibility early", UNDONE, |it| end_each(it, RESPONSIBLE)),
    by_reference("begin a responsibility late", UNDONE, |it| begin_each(it, RESPONSIBLE)),
    by_reference("only support what was a responsibility", UNDONE, |it| {
        it.said_by(RESPONSIBLE).map(|it| edit(it.it.keyword, "supporting").into()).collect()
    }),
    by_reference("drop an accountability", UNANSWERED, |it| drop_each(it, ACCOUNTABLE)),
    by_reference("drop an aspect of an accountability", UNANSWERED, |it| without_each(it, ACCOUNTABLE, Clause::Tasks)),
    by_reference("leave a service out of an accountability", UNANSWERED, |it| {
        except_each(it, ACCOUNTABLE, Clause::Services)
    }),
    by_reference("leave a channel out of an accountability", UNANSWERED, |it| {
        except_each(it, ACCOUNTABLE, Clause::Channels)
    }),
    by_reference("leave an audience out of an accountability", UNANSWERED, |it| {
        except_each(it, ACCOUNTABLE, Clause::Audiences)
    }),
    by_reference("leave a location out of an accountability", UNANSWERED, |it| {
        except_each(it, ACCOUNTABLE, Clause::Locations)
    }),
    by_reference("end an accountability early", UNANSWERED, |it| end_each(it, ACCOUNTABLE)),
    by_reference("only consult who was accountable", UNANSWERED, |it| {
        it.said_by(ACCOUNTABLE).map(|it| edit(it.it.keyword, "consulted").into()).collect()
    }),
    by_reference("close a counter", &["gap/location-unstaffed"], |it| leave_alone(it, RESPONSIBLE, Clause::Locations)),
    by_reference("steer every channel but one", &["gap/unsteered"], |it| {
        leave_alone(it, ACCOUNTABLE, Clause::Channels)
    }),
];

fn drop_each(policy: &Policy, heads: &'static [Head]) -> Vec<Mutant> {
    policy.said_by(heads).map(|it| it.drop().into()).collect()
}

/// A day about which a dated statement is moved, or an undated one begins or ends.
const DAY: &str = "2027-02-14";

/// An end that was there comes a month earlier, so that whoever begins the day after comes too late.
fn end_each(policy: &Policy, heads: &'static [Head]) -> Vec<Mutant> {
    let earlier = |it: Said<'_>| -> Edit {
        let last = it.it.until.map_or_else(|| DAY.to_owned(), |until| date::iso(until.day - 30));
        it.until(&last)
    };
    policy.said_by(heads).map(|it| earlier(it).into()).collect()
}

fn begin_each(policy: &Policy, heads: &'static [Head]) -> Vec<Mutant> {
    let later = |it: Said<'_>| -> Edit {
        let first = it.it.from.map_or_else(|| DAY.to_owned(), |from| date::iso(from.day + 30));
        it.from(&first)
    };
    policy.said_by(heads).map(|it| later(it).into()).collect()
}

/// For each location or channel: left out of all statements of some kind.
fn leave_alone(policy: &Policy, heads: &'static [Head], clause: Clause) -> Vec<Mutant> {
    let all = |at: usize| -> Vec<Edit> {
        let name = policy.name_of(policy.things(clause)[at]);
        policy.said_by(heads).filter(|it| it.selects(clause, at)).map(|it| it.except(clause, name)).collect()
    };
    policy.leaves(clause).into_iter().map(all).filter(|edits| !edits.is_empty()).map(Mutant::from).collect()
}
