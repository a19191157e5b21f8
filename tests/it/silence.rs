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
    for said in ["abilities", "confidentiality", "contacts", "formal-channels", "peaks", "people"] {
        assert!(!silent.contains(said), "{said}");
    }
    for unsaid in ["agents", "ceilings", "handling", "hours", "informality", "lines", "skills", "targets", "yearly"] {
        assert!(silent.contains(unsaid), "{unsaid}");
    }
    // It is said when a place is open at which nothing is offered.
    assert!(silent.contains("opening-hours"));
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

const REST: &str =
    "service P\noffer P via *\nresponsible K for inform, intake of P\nresponsible B for handle, deliver of P\n";

/// Policies in which a fact is stated of what a rule does not look at; between bars what makes the rule find something.
const BESIDE: &[(&str, &str)] = &[
    (
        "capacity/average-only",
        "channel T { medium: phone |yearly: 9/y| }\nchannel M { medium: email  yearly: 9/y }\nunit K { kind: kcc }\nunit B { kind: back }",
    ),
    (
        "capacity/backlog",
        "channel T { medium: phone  peak: 9/h  yearly: 9/y  handling: 3m }\nchannel M { medium: email  handling: 5m |yearly: 99_000/y| }\n\
         unit K { kind: kcc  staff: 1 fte }\nunit B { kind: back }",
    ),
    (
        "capacity/backlog",
        "channel T { medium: phone  peak: 9/h  handling: 3m }\nchannel M { medium: email  yearly: 99_000/y |handling: 5m| }\n\
         channel L { medium: letter  handling: 9m }\nunit K { kind: kcc  staff: 1 fte }\nunit B { kind: back }",
    ),
    (
        "capacity/backlog",
        "channel T { medium: phone }\nchannel M { medium: email  peak: 300/h  handling: 5m }\n\
         unit K { kind: kcc  agents: 6 via T |staff: 1 fte| }\nunit B { kind: back  staff: 9 fte }",
    ),
    (
        "capacity/overload",
        "channel T { medium: phone  peak: 300/h  handling: 5m }\nchannel M { medium: email }\n\
         unit K { kind: kcc  agents: 9 via M|, 3 via T| }\nunit B { kind: back  agents: 4 via T }",
    ),
    (
        "capacity/overload",
        "channel T { medium: phone  peak: 300/h |handling: 5m| }\nchannel M { medium: email  handling: 5m  peak: 9/h }\n\
         unit K { kind: kcc  agents: 3 via T }\nunit B { kind: back }",
    ),
    (
        "capacity/second-line",
        "channel T { medium: phone  peak: 300/h  handling: 5m }\nunit K { kind: kcc }\nunit B { kind: back  staff: 1 fte }\n\
         handover K -> B callback share 90%\n|handover K -> B warm share 90%|",
    ),
    (
        "capacity/second-line",
        "channel T { medium: phone  peak: 300/h  handling: 5m }\nunit K { kind: kcc  agents: 40 via T  staff: 50 fte }\n\
         unit B { kind: back |staff: 1 fte| }\nhandover K -> B warm share 90%",
    ),
    (
        "capacity/surge-unskilled",
        "channel T { medium: phone }\nunit K { kind: kcc  surge: 2 via T |from K| within 5m }\nunit B { kind: back }",
    ),
    ("gap/audience-unreached", "channel W { medium: web }\nunit K { kind: kcc }\nunit B { kind: back }\n|audience I|"),
    (
        "gap/blind-front",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nrecord R { t: |contact, |source B }\nallow B to read R.*",
    ),
    (
        "gap/blind-front",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nrecord R { t: contact\n u: confidential intern }\n\
         allow B to read R.u\n|need read R.t for inform of P|",
    ),
    (
        "gap/hours",
        "channel T { medium: phone |hours: mon-fri 08:00-17:00| }\nchannel M { medium: email  hours: mon-fri 08:00-17:00 }\n\
         unit K { kind: kcc  hours: mon 09:00-10:00 }\nunit B { kind: back }",
    ),
    (
        "gap/hours",
        "channel T { medium: phone  hours: mon-fri 08:00-17:00 }\nunit K { kind: kcc |hours: mon 09:00-10:00| }\n\
         unit B { kind: back  hours: mon 09:00-10:00 }",
    ),
    (
        "gap/undecided",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\n\
         service Q { process: inform, intake -> handle -> decide |decision: yes| }\noffer Q via *",
    ),
    (
        "handover/no-return",
        "channel T { medium: phone }\nunit K { kind: kcc  line: 1 }\nunit B { kind: back |line: 2| }\nhandover K -> B",
    ),
    (
        "handover/no-shared-view",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nrecord R { t: |contact, |source B }\n\
         allow B to read R.*\nhandover K -> B",
    ),
    (
        "handover/no-shared-view",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nrecord R { t: contact\n u: confidential intern }\n\
         allow B to update R.t\nneed read R.t for handle of P\n|allow B to read R.t|\nhandover K -> B",
    ),
    (
        "handover/switchboard",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nhandover B -> K share 90%\n|handover K -> B share 90%|",
    ),
    (
        "mandate/missing",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nunit S { kind: staff }\nservice O { body: S }\n\
         service Q { decision: yes |body: S| }\noffer Q via *\nresponsible B for decide of Q",
    ),
    (
        "mandate/no-reference",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nunit C { kind: board }\nunit S { kind: partner }\n\
         delegate C -> S for decide of P\n|mandate C -> B for decide of P|",
    ),
    (
        "mandate/outside",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nunit C { kind: board }\nunit S { kind: partner }\n\
         delegate C -> S for decide of P\n|mandate C -> S for decide of P|",
    ),
    (
        "mandate/wider-than-source",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nunit C { kind: board }\nservice Q\n\
         delegate C -> B for decide of Q\n|mandate B -> K for decide of P|",
    ),
    (
        "overlap/audience",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nunit L { kind: front }\naudience J { disjoint: yes }\n\
         audience I { |disjoint: yes|\n audience I1\n audience I2 }\nresponsible K for intake serving I1, I2\nresponsible L for intake serving I1",
    ),
    (
        "people/readiness",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back  readiness: low }\nunit S { kind: staff  until: 2199-01-01 }\n\
         |responsible B for advise of P from 2199-01-01|",
    ),
    (
        "people/scarce",
        "channel T { medium: phone }\nunit K { kind: kcc  people: 9 }\nunit B { kind: back  scarce: x |people: 1| }",
    ),
    (
        "people/skill-gap",
        "channel T { medium: phone }\nunit K { kind: kcc  skills: b }\nunit B { kind: back |skills: c| }\n\
         service Q { skills: a }\noffer Q via *\nresponsible B for handle of Q",
    ),
    (
        "people/span",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nunit S { people: 900 |kind: staff| }",
    ),
    (
        "risk/experimental",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back |until: 2199-01-01| }\nservice Q { until: 2199-01-01 }\n\
         record R { t: special }\nallow B to update R.t when four-eyes, logged because \"x\"",
    ),
    (
        "risk/experimental",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back  until: 2199-01-01 }\nrecord R { t: |legal, |source B }\n\
         allow B to update R.t when four-eyes, logged because \"x\"",
    ),
    (
        "risk/front-mutation",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nrecord R { t: |legal, |source B }\nallow K to update R.t when logged",
    ),
    (
        "risk/identity-too-low",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nrecord R { t: note|, assurance high| }\nallow B to update R.t when logged",
    ),
    (
        "risk/no-purpose",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nrecord R { t: |contact, |source B\n u: note }\nallow B to read R.*",
    ),
    (
        "risk/no-second-pair-of-eyes",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nrecord R { t: |special, |source B }\nallow B to update R.t when logged",
    ),
    (
        "risk/outside-partner",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nunit S { relation: chain |kind: partner| }\n\
         record R { t: legal, source B }\nallow S to update R.t when four-eyes, logged because \"x\"",
    ),
    (
        "risk/team-alone",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nunit W { kind: team }\nservice Q { decision: yes }\noffer Q via *\n\
         responsible W for inform, intake, handle, decide, deliver of Q\nrecord R { t: |decision, |source W }\nallow W to update R.t when logged",
    ),
    (
        "structure/mixed-step",
        "organisation O { phase: frontoffice |arrangement: kcc| }\nchannel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\n\
         responsible B for intake of P",
    ),
    (
        "structure/stale-review",
        "channel T { medium: phone }\nunit K { kind: kcc }\nunit B { kind: back }\nrecord R { t: contact }\n@review(2020-01-01)\n\
         responsible B for advise of P\n|@review(2020-01-01)|\nallow B to read R.t because \"x\"",
    ),
];

#[test]
fn a_fact_that_a_rule_cannot_use_is_none() {
    let mut wrong = Vec::new();
    for (rule, text) in BESIDE {
        let whole = format!("{}\n{REST}", text.replace('|', ""));
        let without: String = text.split('|').step_by(2).collect();
        let without = format!("{without}\n{REST}");
        let of = |text: &str| {
            let policy = || input(&[("policy.org", text)], "");
            (found(policy()).contains(*rule), silent(policy()).contains(*rule))
        };
        let (before, after) = (of(&without), of(&whole));
        if before != (false, true) || after != (true, false) {
            wrong.push(format!("{rule}: found and silent {before:?} without the fact, {after:?} with it: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
