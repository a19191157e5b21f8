//! What must stay true, and what is accepted: expectations turned round, acceptances of nothing, without reason, or too old.

use loket::syntax::ast::Head;

use super::super::policy::{Policy, Said, edit};
use super::{Expected, Mutant, Operator, by_itself, by_reference};

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("expect the opposite", &["expect/failed"], |it| {
        let turned = |it: Said<'_>| {
            let no = it.it.expect.as_ref().is_some_and(|expect| expect.no);
            let (old, new) = if no { ("expect no", "expect") } else { ("expect", "expect no") };
            edit(it.it.span, it.text().replacen(old, new, 1))
        };
        it.expected().map(|it| turned(it).into()).collect()
    }),
    by_reference("break a promise about who does it", &["expect/failed"], |it| {
        it.said_by(&[Head::Responsible]).map(|it| edit(it.it.keyword, "informed").into()).collect()
    }),
    by_reference("allow what nobody should", &["expect/failed"], |it| {
        let who = (0..it.model.units.len()).map(|unit| it.unit(unit));
        let right = |unit: &str| {
            format!("allow {unit} to read, write * when verified high, four-eyes, logged because \"gemak\"")
        };
        who.map(|unit| it.at_the_end(&right(unit)).into()).collect()
    }),
    by_itself("accept what is not found", &["accept/unused"], |it| {
        let accept = "@accept(\"gap/unserved\", until: 2027-12-31, because: \"proef\", by: Directie) ";
        it.said().map(|it| accepted(it, accept, &["accept/unused"])).collect()
    }),
    by_itself("accept without a reason", &["accept/incomplete"], |it| {
        unreferred(it, "@accept(\"mandate/no-reference\", until: 2027-12-31) ", &["accept/incomplete"])
    }),
    by_itself("accept without an end", &["accept/incomplete"], |it| {
        unreferred(it, "@accept(\"mandate/no-reference\", because: \"proef\") ", &["accept/incomplete"])
    }),
    by_itself("accept until a day that has passed", &["accept/expired", "mandate/no-reference"], |it| {
        let accept = "@accept(\"mandate/no-reference\", until: 2026-01-31, because: \"proef\", by: Directie) ";
        unreferred(it, accept, &["accept/expired", "mandate/no-reference"])
    }),
];

/// A statement with an acceptance before it, which is the finding.
fn accepted(it: Said<'_>, accept: &str, rules: &[&'static str]) -> Mutant {
    let before = loket::source::Span { end: it.it.span.start, ..it.it.span };
    let place = it.policy.place(it.it.span);
    let finds = rules.iter().map(|&rule| Expected {
        rule,
        place: Some(place.clone()),
        words: Vec::new(),
        subjects: Vec::new(),
    });
    Mutant { edits: vec![edit(before, accept)], finds: finds.collect(), alone: true }
}

/// Mandates without a reference, which is accepted.
fn unreferred(policy: &Policy, accept: &str, rules: &[&'static str]) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(&[Head::Mandate]) {
        if let Some(because) = it.clause_text("because") {
            let mut mutant = accepted(it, accept, rules);
            mutant.edits.push(edit(because, ""));
            all.push(mutant);
        }
    }
    all
}
