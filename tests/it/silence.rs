//! What `loket describe` says of the facts that rules need, and of every rule that finds something no more once a fact is
//! gone.

use std::collections::BTreeSet;

use loket::checks::ALL;
use loket::policy::{self, Input};
use loket::source::Sources;
use loket::syntax::ast::{Head, Noun, Statement};

use crate::mutants::policy::{edit, edited, parse};
use crate::rules::bad_files;
use crate::support::{input, input_of_bytes};

/// The rules that find something.
fn found(input: Input) -> BTreeSet<String> {
    let checked = policy::check(input);
    checked.findings.iter().map(|it| it.rule.to_string()).collect()
}

/// The rules of which it is said that they can find nothing.
fn silent(input: Input) -> BTreeSet<String> {
    let silences = policy::describe(input).silences;
    silences.into_iter().filter(|it| it.stated == 0).flat_map(|it| it.rules).collect()
}

/// What a rule is about: what kind of unit or channel it is, and where that stands, is no fact that one may leave unsaid.
const ESSENCE: &[&str] = &["kind", "locations", "medium"];

/// Rules that are not about facts, and examples in which a fact is one of several that the rule can find something by.
const ELSEWISE: &[(&str, &str)] = &[
    ("capacity/surge-unskilled", "skills"),
    ("handover/unequal", "decision"),
    ("name/unknown-property", "target"),
    ("overlap/delegator", "mandate"),
];

fn word<'s>(sources: &'s Sources, it: &Statement) -> &'s str {
    &sources.get(it.keyword.file).text[it.keyword.start as usize..it.keyword.end as usize]
}

/// A policy that says one half of what some rules need to know.
const HALF: &str = "organisation O { contacts: 60_000/y }\nlocation H { hours: mon-fri 09:00-17:00 }\n\
    channel T { medium: phone  peak: 100/h  formal: yes }\nunit K { kind: kcc }\nunit B { kind: back  skills: a }\n\
    unit D { kind: directorate  people: 400 }\nservice S\nrecord R { f: special, confidential geheim }\noffer S via T\n\
    responsible K for inform, intake\nresponsible B for handle, deliver\n";

#[test]
fn what_is_half_said_is_not_called_unsaid() {
    let silences = policy::describe(input(&[("policy.org", HALF)], "")).silences;
    let silent: BTreeSet<&str> = silences.iter().filter(|it| it.stated == 0).map(|it| it.topic.as_str()).collect();
    for said in ["abilities", "confidentiality", "contacts", "formal-channels", "opening-hours", "peaks", "people"] {
        assert!(!silent.contains(said), "{said}");
    }
    for unsaid in ["agents", "ceilings", "handling", "hours", "informality", "lines", "skills", "targets", "yearly"] {
        assert!(silent.contains(unsaid), "{unsaid}");
    }
}

#[test]
fn a_rule_that_a_missing_fact_silences_says_so() {
    let mut wrong = Vec::new();
    for rule in ALL {
        let texts = bad_files(rule);
        let strings = texts.iter().map(|(path, text)| (path.clone(), String::from_utf8_lossy(text).into_owned()));
        let (model, sources) = parse(strings.collect());
        let ast = &model.ast;
        let mut facts: BTreeSet<(Option<Noun>, String)> = BTreeSet::new();
        for declaration in ast.declarations.iter().filter(|it| it.noun != Noun::Record) {
            for property in &ast.properties[declaration.properties.range()] {
                facts.insert((Some(declaration.noun), model.names.name(property.key.symbol).to_owned()));
            }
        }
        for it in ast.statements.iter().filter(|it| it.expect.is_none()) {
            if matches!(
                it.head,
                Head::Handover | Head::Mandate | Head::Delegate | Head::Need | Head::Allow | Head::Forbid
            ) {
                facts.insert((None, word(&sources, it).to_owned()));
            }
        }
        let left_out = |what: &str| ESSENCE.contains(&what) || ELSEWISE.contains(&(rule.id, what));
        for (noun, what) in facts.into_iter().filter(|(_, what)| !left_out(what)) {
            let mut edits = Vec::new();
            for declaration in ast.declarations.iter().filter(|it| Some(it.noun) == noun) {
                let all = &ast.properties[declaration.properties.range()];
                edits.extend(
                    all.iter().filter(|it| model.names.name(it.key.symbol) == what).map(|it| edit(it.span, "")),
                );
            }
            if noun.is_none() {
                let all = ast.statements.iter().filter(|it| it.expect.is_none() && word(&sources, it) == what);
                edits.extend(all.map(|it| edit(it.span, "")));
            }
            let texts = edited(&sources, &edits);
            if found(input_of_bytes(&texts, "")).contains(rule.id)
                || silent(input_of_bytes(&texts, "")).contains(rule.id)
            {
                continue;
            }
            wrong.push(format!("{} without `{what}` of {noun:?}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
