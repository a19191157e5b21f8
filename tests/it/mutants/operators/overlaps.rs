//! Who answers for the same: second hands, statements said twice, units that are no longer related.

use loket::syntax::ast::{Head, Noun};

use super::super::policy::{Clause, Policy, Said, edit};
use super::{Mutant, Operator, by_reference};

const DUTIES: &[Head] = &[Head::Responsible, Head::Accountable, Head::Consulted, Head::Informed, Head::Supporting];

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("let a stranger do the same", &["overlap/responsible", "overlap/decide"], |it| {
        strangers(it, &[Head::Responsible])
    }),
    by_reference("let a stranger answer for the same", &["overlap/accountable"], |it| {
        strangers(it, &[Head::Accountable])
    }),
    by_reference("let a stranger write the same", &["overlap/writers"], |it| strangers(it, &[Head::Allow])),
    by_reference("move a unit out of the one around it", &["overlap/accountable", "handover/missing"], move_out),
    by_reference("say a duty twice", &["overlap/redundant"], |it| twice(it, DUTIES)),
    by_reference("say a right twice", &["overlap/redundant"], |it| twice(it, &[Head::Allow, Head::Forbid])),
    by_reference("say a part of a statement again", &["overlap/redundant"], again),
    by_reference("forbid what is allowed", &["overlap/contradiction"], forbid),
    by_reference("never let what is allowed happen", &["overlap/contradiction"], never),
];

/// The same statement about a unit that has nothing to do with those that it names.
fn strangers(policy: &Policy, heads: &'static [Head]) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(heads) {
        if let (Some(stranger), Some(subject)) = (it.stranger(), it.selector(Clause::Subject)) {
            all.push(again_with(it, subject.span, policy.unit(stranger)).into());
        }
    }
    all
}

/// The statement once more, with one stretch of it replaced.
fn again_with(it: Said<'_>, span: loket::source::Span, text: &str) -> super::Edit {
    let (start, end) = ((span.start - it.it.span.start) as usize, (span.end - it.it.span.start) as usize);
    let old = it.text();
    it.another(&format!("{}{text}{}", &old[..start], &old[end..]))
}

/// Behind the outermost unit that it is in.
fn move_out(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.declarations(Noun::Unit).filter(|it| it.parent.is_some()) {
        let text = policy.text(it.span).to_owned();
        all.push(vec![edit(it.span, ""), policy.at_the_end(&text)].into());
    }
    all
}

fn twice(policy: &Policy, heads: &'static [Head]) -> Vec<Mutant> {
    policy.said_by(heads).map(|it| it.another(it.text()).into()).collect()
}

/// Less one service.
fn again(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(DUTIES).chain(policy.said_by(&[Head::Allow])) {
        let leaves = policy.leaves(Clause::Services);
        let Some(first) = leaves.into_iter().find(|&at| it.selects(Clause::Services, at)) else { continue };
        let name = policy.name_of(&policy.model.services[first].thing);
        let part = match it.it.services.map(|services| policy.model.ast.selector(services)) {
            Some(selector) => again_with(it, selector.span, name),
            None => it.another(&format!("{} of {name}", it.text())),
        };
        all.push(part.into());
    }
    all
}

/// Of an `allow`: the same words with `forbid`, as far as a `forbid` has them.
fn forbid(policy: &Policy) -> Vec<Mutant> {
    policy.said_by(&[Head::Allow]).map(|it| it.another(&refusal(it)).into()).collect()
}

fn refusal(it: Said<'_>) -> String {
    let part = |clause: Clause, word: &str| {
        it.selector(clause).map_or_else(String::new, |selector| format!(" {word} {}", it.policy.text(selector.span)))
    };
    let (units, operations) = (part(Clause::Subject, "forbid"), part(Clause::Operations, "to"));
    let (data, services) = (part(Clause::Data, ""), part(Clause::Services, "of"));
    format!("{}{operations}{data}{services}{}", units.trim(), part(Clause::Channels, "via"))
}

/// A `forbid` of everything to the units that it names.
fn never(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(&[Head::Allow]) {
        let units = it.words(Clause::Subject).0.join(", ");
        all.push(it.another(&format!("forbid {units} to read, write *")).into());
    }
    all
}
