//! Rights without the care that they ask for: no trace, no reason, the wrong unit, an end in sight.

use loket::syntax::ast::{Head, Noun};

use super::super::policy::{Clause, Edit, Policy, Said, edit};
use super::{Mutant, Operator, by_reference};

const ALLOW: &[Head] = &[Head::Allow];

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("guard a right by nothing", &["risk/unlogged", "risk/no-second-pair-of-eyes"], |it| {
        it.said_by(ALLOW).filter_map(|it| it.clause_text("when")).map(|span| edit(span, "").into()).collect()
    }),
    by_reference("give a right without a reason", &["risk/no-purpose"], |it| {
        it.said_by(ALLOW).filter_map(|it| it.clause_text("because")).map(|span| edit(span, "").into()).collect()
    }),
    by_reference("move the source of a field", &["risk/authentic-outside-source"], move_source),
    by_reference("make a unit a partner", &["risk/outside-partner"], |it| kinds(it, "partner")),
    by_reference("outsource a unit", &["risk/outside-partner"], |it| {
        it.declarations(Noun::Unit).map(|unit| it.set(unit, "outsourced", "\"Elders BV\"").into()).collect()
    }),
    by_reference("let a unit end", &["risk/experimental", "gap/unserved"], |it| {
        it.declarations(Noun::Unit).map(|unit| it.set(unit, "until", "2027-02-14").into()).collect()
    }),
    by_reference("let a channel end", &["risk/experimental", "gap/not-offered"], |it| {
        let chosen = |at: usize| {
            let mut rights = it.said_by(ALLOW);
            rights.any(|it| it.it.channels.is_some() && it.selects(Clause::Channels, at))
        };
        let all = it.model.channels.iter().enumerate().filter(|(at, _)| chosen(*at));
        all.map(|(_, channel)| it.set(it.declaration(&channel.thing), "until", "2027-02-14").into()).collect()
    }),
    by_reference("let a unit do nothing but inform", &["risk/inform-only-writes"], only_inform),
    by_reference("drop a need", &["risk/excess-right"], |it| {
        it.said_by(&[Head::Need]).map(|it| it.drop().into()).collect()
    }),
    by_reference("let a team decide without four eyes", &["risk/team-alone"], alone),
];

fn move_source(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for field in policy.model.fields.iter().filter(|it| it.source.is_some()) {
        let property = policy.field(field);
        let values = &policy.model.ast.values[property.values.range()];
        let source = values.iter().find(|value| policy.text(value.span).starts_with("source")).unwrap();
        for unit in
            (0..policy.model.units.len()).filter(|&unit| Some(unit) != field.source.map(loket::model::UnitId::at))
        {
            all.push(edit(source.span, format!("source {}", policy.unit(unit))).into());
        }
    }
    all
}

fn kinds(policy: &Policy, kind: &str) -> Vec<Mutant> {
    policy.declarations(Noun::Unit).map(|unit| policy.set(unit, "kind", kind).into()).collect()
}

/// All that the unit is responsible for becomes `inform`.
fn only_inform(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for unit in 0..policy.model.units.len() {
        let its = |it: &Said<'_>| it.selects(Clause::Subject, unit);
        let edits: Vec<Edit> =
            policy.said_by(&[Head::Responsible]).filter(its).map(|it| it.with(Clause::Tasks, "inform")).collect();
        if !edits.is_empty() {
            all.push(edits.into());
        }
    }
    all
}

/// The right of a team to write decisions, with less care.
fn alone(policy: &Policy) -> Vec<Mutant> {
    let is_team = |unit: &usize| policy.model.units[*unit].kind.is_some_and(|kind| kind.word() == "team");
    let mut all = Vec::new();
    for it in policy.said_by(ALLOW).filter(|it| it.text().contains("besluit") && it.units().iter().any(is_team)) {
        if let Some(span) = it.clause_text("when") {
            all.push(edit(span, "when verified high, after-check, logged").into());
        }
    }
    all
}
