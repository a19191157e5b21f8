//! What a policy says of its organisation: how the page looks, its document and its schema, and the table of topics.

use std::collections::BTreeSet;

use loket::describe::advice::{Reason, Towards, What};
use loket::describe::arrangement::By;
use loket::describe::topics::{NEEDLESS, topics};
use loket::describe::{Description, Named};
use loket::policy::{self, FileInput, Input};
use loket::render::describe::{human, json, markdown};
use loket::render::human::Look;
use loket::settings::{CATALOGUE, Settings};
use serde_json::Value;

use crate::policies::input;

pub(crate) fn described(text: &str) -> Description {
    let files = [FileInput { path: "policy.org".to_owned(), bytes: text.as_bytes().to_vec(), catalog: false }];
    let settings = Settings::default();
    policy::describe(Input {
        root: ".".to_owned(),
        files: files.into(),
        settings,
        as_of: None,
        today: crate::support::TODAY,
    })
}

/// The page without its line ends, and with common spaces.
pub(crate) fn page(description: Description) -> String {
    let mut out = Vec::new();
    human::write(&mut out, &[description], Look { color: false, width: 88, limit: 0 }).unwrap();
    let text = String::from_utf8(out).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn document(descriptions: &[Description]) -> Value {
    let mut out = Vec::new();
    json::write(&mut out, descriptions).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn pages_look_like_their_snapshots() {
    for name in ["duinrade", "bank", "wijkteams"] {
        let mut out = Vec::new();
        let look = Look { color: false, width: 88, limit: 0 };
        human::write(&mut out, &[policy::describe(input(name))], look).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.lines().all(|line| line.chars().count() <= 88), "{name}: a line is too long");
        insta::with_settings!({
            snapshot_path => "../snapshots/describe",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name, out);
        });
    }
}

#[test]
fn markdown_looks_like_its_snapshot() {
    let mut out = Vec::new();
    markdown::write(&mut out, &[policy::describe(input("wijkteams"))]).unwrap();
    insta::with_settings!({
        snapshot_path => "../snapshots/describe",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("wijkteams-markdown", String::from_utf8(out).unwrap());
    });
}

#[test]
fn documents_are_as_their_schema_says() {
    let schema: Value = serde_json::from_str(&json::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut descriptions: Vec<Description> =
        ["bank", "duinrade", "wijkteams"].iter().map(|name| policy::describe(input(name))).collect();
    let faulty = ["gap", "handover", "mandate", "name", "overlap", "people", "relation", "risk", "style", "syntax"];
    descriptions.extend(faulty.iter().map(|name| policy::describe(input(&format!("faulty/{name}")))));
    descriptions.push(described(""));
    let document = document(&descriptions);
    let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(document["policies"].as_array().unwrap().len(), descriptions.len());
}

/// Every rule that needs facts names its topic; the others need nothing but what they are about.
#[test]
fn every_rule_has_its_topic_or_needs_none() {
    let told: BTreeSet<&str> = topics().flat_map(|topic| topic.rules).copied().collect();
    let needless: BTreeSet<&str> = NEEDLESS.iter().copied().collect();
    for rule in loket::checks::ALL.iter().map(|it| it.id).chain(CATALOGUE.iter().copied()) {
        assert!(told.contains(rule) != needless.contains(rule), "{rule} is in both tables, or in none");
    }
    for rule in told.iter().chain(&needless) {
        assert!(CATALOGUE.contains(rule), "{rule} is no rule");
    }
    let ids: BTreeSet<&str> = topics().map(|it| it.id).collect();
    assert_eq!(ids.len(), topics().count(), "every topic is told once");
    assert!(topics().all(|topic| topic.rules.is_sorted()), "the rules of a topic are in order");
}

/// What a topic says to write is in the words of the language: a property of a noun, a statement or an annotation.
#[test]
fn what_topics_say_to_write_can_be_written() {
    let heads =
        ["accountable ", "allow ", "audience ", "expect ", "handover ", "location ", "mandate ", "need ", "record "];
    for topic in topics() {
        for snippet in topic.write.split('`').skip(1).step_by(2) {
            let item = heads.iter().any(|head| snippet.starts_with(head));
            if item {
                let document = crate::support::check(&[("policy.org", snippet)], "");
                let found = document["policies"][0]["findings"].as_array().unwrap().clone();
                let broken = found.iter().any(|it| it["rule"].as_str().unwrap().starts_with("syntax/"));
                assert!(!broken, "{}: {snippet}: {found:?}", topic.id);
            }
            let key = snippet.split_once(':').map(|(key, _)| key).filter(|_| !item);
            let known = |key: &str| {
                loket::model::vocabulary::get().nouns.iter().any(|noun| noun.properties.iter().any(|it| it.word == key))
            };
            assert!(key.is_none_or(known), "{}: {snippet}", topic.id);
        }
    }
}

#[test]
fn a_stated_fact_is_no_silence() {
    let silent = |description: &Description| -> Vec<String> {
        description.silences.iter().filter(|it| it.stated == 0).map(|it| it.topic.clone()).collect()
    };
    let without = described("unit KCC { kind: kcc }");
    let with = described("unit KCC { kind: kcc  people: 12  readiness: low }");
    for topic in ["people", "readiness"] {
        assert!(silent(&without).contains(&topic.to_owned()), "{topic}");
        assert!(!silent(&with).contains(&topic.to_owned()), "{topic}");
    }
    let half = described("unit KCC { kind: kcc  people: 12 }\nunit Burgerzaken { kind: back }");
    let people = half.silences.iter().find(|it| it.topic == "people").unwrap();
    assert_eq!((people.stated, people.of), (1, 2));
}

#[test]
fn rules_that_are_off_are_not_missed() {
    let mut input = input("wijkteams");
    input.settings = Settings::parse("[rules]\n\"gap/hours\" = \"off\"\n").unwrap();
    let silences = policy::describe(input).silences;
    assert!(silences.iter().all(|it| !it.rules.contains(&"gap/hours".to_owned())), "{silences:#?}");
    assert!(silences.iter().all(|it| !it.rules.is_empty()), "{silences:#?}");
}

#[test]
fn an_empty_policy_describes_itself_without_nonsense() {
    let said = page(described(""));
    assert!(said.contains("there is little to tell"), "{said}");
    assert!(!said.contains("How large it is") && !said.contains("service teams"), "{said}");
    let named = page(described("organisation Duinrade \"Gemeente Duinrade\" { residents: 84_500 }"));
    assert!(named.contains("Gemeente Duinrade serves 84 500 residents."), "{named}");
    for odd in ["NaN", "inf", "0 %", " .", "  ", "()"] {
        assert!(!said.contains(odd) && !named.contains(odd), "{odd}: {said} {named}");
    }
}

/// A policy with one of everything is told in the singular.
#[test]
fn one_of_everything_is_told_as_one() {
    let said = page(described(
        "channel Telefoon { medium: phone }\nunit KCC { kind: kcc }\nservice Paspoort\noffer Paspoort via Telefoon\n\
         responsible KCC for inform, intake, handle, deliver\naccountable KCC for steering\n",
    ));
    assert!(said.contains("has 1 service and 1 channel."), "{said}");
    assert!(said.contains("The one service that is offered comes in at the front office."), "{said}");
    assert!(said.contains("one contact centre."), "{said}");
    assert!(said.contains("there is no handover, in the one combination of a service,"), "{said}");
}

/// The figures of a policy that is small enough to count by hand.
#[test]
fn figures_are_counted_right() {
    let it = described(
        "location Stadhuis\nlocation Oost\n\
         channel Telefoon { medium: phone  yearly: 1_000/y }\nchannel Balie { medium: counter }\n\
         unit College { kind: board }\n\
         unit Publiek { kind: directorate  people: 20\n  unit KCC { kind: kcc  people: 12 }\n  unit Back { kind: back  people: 6 }\n}\n\
         unit SVB { kind: partner  people: 3_000 }\n\
         service Paspoort { decision: yes  volume: 300/y  complexity: simple }\nservice Advies { volume: 100/y  complexity: specialist }\n\
         record Klant { telefoon: contact  besluit: decision }\n\
         offer * via Telefoon, Balie\n\
         responsible KCC for inform, intake\nresponsible Back for handle, decide, deliver of Paspoort\n\
         responsible KCC for handle, deliver of Advies\n\
         handover KCC <-> Back of Paspoort share 40%\n\
         allow KCC to update Klant.telefoon when verified low, logged\n",
    );
    // Nested people are counted in those of the unit around them; partners are not counted.
    assert_eq!(it.size.people.unwrap().sum.to_string(), "20");
    assert_eq!((it.size.locations, it.size.channels, it.size.services), (2, 2, 2));
    assert_eq!(it.size.volume.unwrap().sum.to_string(), "400");
    // Two services at the telephone and two counters.
    let counts: Vec<(u32, u64)> = it.handovers.distribution.iter().map(|it| (it.handovers, it.combinations)).collect();
    assert_eq!(counts, [(0, 3), (1, 3)]);
    let way: Vec<&str> = it.handovers.services[0].worst.as_ref().unwrap().iter().map(|it| it.name.as_str()).collect();
    assert_eq!(way, ["KCC", "Back"]);
    let tiers: Vec<usize> = it.front_writing.iter().map(|it| it.rights.len()).collect();
    assert_eq!(tiers, [0, 1, 0, 0]);
    assert_eq!(it.front_writing[1].rights[0].safeguards, ["verified low", "logged"]);
    let first = it.first_contact.unwrap();
    assert_eq!((first.share.to_string(), first.services, first.of), ("0.6".to_owned(), 1, 2));
}

#[test]
fn the_order_of_files_changes_no_description() {
    let sorted = document(&[policy::describe(input("wijkteams"))]);
    let mut shuffled = input("wijkteams");
    shuffled.files.reverse();
    assert_eq!(document(&[policy::describe(shuffled)]), sorted);
}

#[test]
fn names_cannot_command_the_terminal_or_the_markdown() {
    let text = "organisation Duinrade \"Rood \\u{1b}[31m *vet* \\u{1}\" { kind: municipality }\nunit KCC { kind: kcc }";
    let said = page(described(text));
    assert!(said.contains("Rood ␛[31m *vet* ␁"), "{said}");
    let mut out = Vec::new();
    markdown::write(&mut out, &[described(text)]).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.starts_with("# Rood ␛\\[31m \\*vet\\* ␁"), "{out}");
}

/// Policies that say little and are found fault with all the same.
const TERSE: &[&str] = &[
    "channel Chat { medium: chat }\nchannel Web { medium: web }\nchannel App { medium: app }\nchannel Mail { medium: email }\n\
     service S { formal: yes }\noffer S via *",
    "channel Mail { medium: email  peak: 60/h  handling: 10m }\nunit A { kind: back  agents: 2 via Mail }\noffer S via Mail\n\
     service S\nresponsible A for inform, intake, handle, deliver",
    "channel Tel { medium: phone }\nunit A { kind: kcc }\nunit B { kind: back }\nunit C { kind: back }\nunit D { kind: back }\n\
     service S\noffer S via Tel\nresponsible A for inform, intake\nresponsible D for handle, deliver\n\
     handover A -> B -> C -> D within 1d",
    "channel Tel { medium: phone }\nunit A { kind: back }\nservice S { decision: yes }\noffer S via Tel",
    "channel Balie { medium: counter }\nservice S\noffer S via Balie",
    "channel Pilotchat \"Pilot chat\" { medium: chat }\nunit Pilot { kind: project }",
    "channel Tel { medium: phone  peak: 60/h  handling: 4m }\nunit A { kind: back  agents: 2 via Tel\n surge: 2 via Tel from A within 5m }",
    "unit SVB { kind: partner }\nunit Raad { kind: back }\nchannel Tel { medium: phone }\nservice S { decision: yes }\noffer S via Tel\n\
     delegate Raad -> SVB for decide because \"x\"\nresponsible Raad for decide",
];

/// Of a topic that nothing is said about, the rules that are told to be silent are.
#[test]
fn rules_that_are_told_to_be_silent_find_nothing() {
    let mut policies: Vec<(String, Input)> = Vec::new();
    for folder in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/policies/faulty")).unwrap().flatten() {
        let name = format!("faulty/{}", folder.file_name().to_string_lossy());
        policies.push((name.clone(), input(&name)));
    }
    for text in TERSE {
        policies.push(((*text).to_owned(), crate::support::input(&[("policy.org", text)], "")));
    }
    for rule in loket::checks::ALL {
        policies.push((rule.id.to_owned(), crate::rules::bad(rule)));
    }
    let mut wrong = BTreeSet::new();
    for (name, policy) in policies {
        let found: BTreeSet<&str> = policy::check(policy.clone()).findings.iter().map(|it| it.rule).collect();
        for silence in policy::describe(policy).silences.iter().filter(|it| it.stated == 0) {
            let loud = silence.rules.iter().filter(|rule| found.contains(rule.as_str()));
            wrong
                .extend(loud.map(|rule| format!("{}: {rule} in {}", silence.topic, name.lines().next().unwrap_or(""))));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Services outside all themes are not told to be in one, nothing is -0, and work that ends without a decision is not decided.
#[test]
fn what_is_told_is_true_of_small_policies() {
    let it = described(
        "channel Tel { medium: phone }\nunit A { kind: kcc }\nunit B { kind: back }\n\
         theme T { service S1 { complexity: composite volume: 100/y } service S2 }\nservice S3\n\
         offer * via Tel\nresponsible A for inform, intake\nresponsible B for handle, deliver",
    );
    assert!(it.advice.reasons.iter().all(|it| it.figure.is_sign_positive()), "{:?}", it.advice);
    let said = page(it);
    assert!(said.contains("3 services, two of them in one theme, and 1 channel"), "{said}");
    assert!(said.contains("For S1, S2 and S3 no way leads to whoever handles it."), "{said}");
    assert!(said.contains("The one service of 3 that states its complexity is not simple"), "{said}");
}

/// A small policy with a front office, a telephone and some services.
pub(crate) fn small(services: &str, rest: &str) -> Description {
    described(&format!(
        "organisation O {{ as-of: 2026-01-10 }}\nchannel Tel {{ medium: phone }}\nunit KCC {{ kind: kcc }}\n{services}\n\
         offer * via Tel\nresponsible KCC for inform, intake, handle, deliver\n{rest}"
    ))
}

pub(crate) fn reason(it: &Description, what: What) -> Option<Reason> {
    it.advice.reasons.iter().copied().find(|it| it.what == what)
}

/// What is advised is what more of the reasons below it speak for, and the sentence says how many do.
#[test]
fn advice_agrees_with_its_reasons() {
    let bank = policy::describe(input("bank"));
    assert_eq!(bank.advice.towards, Towards::ContactCentre);
    let said = page(bank);
    let three = "Three of these four figures speak for a contact centre, and none for service teams. That is how";
    assert!(said.contains(three), "{said}");
    let simple = "service S { complexity: simple }";
    let complex = "service S { complexity: specialist }";
    let few = "organisation P { contacts: 100/y }";
    let alone = small(complex, "");
    assert_eq!(alone.advice.towards, Towards::Unknown, "one figure is too little");
    assert!(page(alone).contains("The policy states too little to advise either."));
    let with_few = |services: &str, channel: &str| {
        described(&format!("{few}\n{services}\nchannel Tel {{ medium: phone {channel} }}\nunit KCC {{ kind: kcc }}"))
    };
    let few_and_complex = with_few(complex, "peak: 60/h");
    assert_eq!(few_and_complex.advice.towards, Towards::ServiceTeams);
    let said = page(few_and_complex);
    let two = "Two of these four figures speak for service teams, where who listens also decides, and one for a contact centre.";
    assert!(said.contains(two), "{said}");
    let torn = with_few(simple, "");
    assert_eq!(torn.advice.towards, Towards::Either);
    assert!(page(torn).contains("As many of these figures speak for a contact centre as for service teams."));
    // A channel that has gone has no peak.
    let gone = described(&format!(
        "organisation P {{ as-of: 2026-01-10 }}\n{simple}\nchannel Tel {{ medium: phone  peak: 60/h  until: 2025-12-31 }}"
    ));
    assert_eq!(reason(&gone, What::Peaks), None);
}

/// What part is simple is told of the services that state it, and too few of them speak for nothing.
#[test]
fn simple_services_are_a_part_of_what_is_known() {
    let it = small("service S1 { complexity: simple }\nservice S2\nservice S3", "");
    let simple = reason(&it, What::SimpleServices).unwrap();
    assert_eq!((simple.stated, simple.of, simple.towards), (1, 3, Towards::Unknown));
    let said = page(it);
    let one = "The one service of 3 that states its complexity is simple: too little is stated to speak for either.";
    assert!(said.contains(one) && !said.contains("what is asked for"), "{said}");

    let services = "service S1 { complexity: simple volume: 300/y }\nservice S2 { complexity: composite }\nservice S3";
    let it = small(services, "");
    let simple = reason(&it, What::SimpleServices).unwrap();
    assert_eq!((simple.stated, simple.of, simple.towards), (2, 3, Towards::ContactCentre));
    let said = page(it);
    assert!(
        said.contains("Of the 2 services (of 3) that state their complexity, 50 % are simple: speaks for"),
        "{said}"
    );

    // By volume, two thirds of the services are a small part of what is asked for.
    let services = "service S1 { complexity: simple volume: 3/y }\nservice S2 { complexity: composite volume: 1/y }\n\
                    service S3 { volume: 1000/y }";
    let it = small(services, "");
    let simple = reason(&it, What::SimpleVolume).unwrap();
    assert_eq!((simple.stated, simple.of, simple.towards), (2, 3, Towards::Unknown));
    let said = page(it);
    let part = "Of the 2 services (of 3) that state their complexity, 75 % of what is asked for is simple: too little";
    assert!(said.contains(part), "{said}");

    let said = page(small("service S1 { complexity: simple }\nservice S2 { complexity: composite }", ""));
    assert!(said.contains("50 % of the 2 services are simple: speaks for a contact centre."), "{said}");
    let said = page(small("service S { complexity: composite }", ""));
    assert!(said.contains("The one service is not simple: speaks for service teams."), "{said}");
}

/// A right is told with the entrances and audiences that it is limited to, in all formats.
#[test]
fn rights_of_front_offices_are_told_with_their_limits() {
    let with = |right: &str| {
        described(&format!(
            "location Huis\nlocation Oost\naudience A\naudience B {{ audience B1  audience B2 }}\n\
             channel Balie {{ medium: counter }}\nchannel Tel {{ medium: phone }}\nchannel Fax {{ medium: phone until: 2025-12-31 }}\n\
             unit KCC {{ kind: kcc }}\nservice S\nrecord Klant {{ tel: contact }}\n\
             allow KCC to update Klant.tel {right} when verified low, logged"
        ))
    };
    let told = |it: &Description| -> Value {
        document(std::slice::from_ref(it))["policies"][0]["front_writing"][1]["rights"].clone()
    };
    let names = |it: &Value| -> Vec<String> {
        it.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    };
    let it = with("via Balie at Oost serving A");
    let rights = told(&it);
    assert_eq!(rights.as_array().unwrap().len(), 1);
    assert_eq!(rights[0]["via"][0]["channel"]["name"], "Balie");
    assert_eq!(names(&rights[0]["via"][0]["at"]), ["Oost"]);
    assert_eq!(names(&rights[0]["audiences"]), ["A"]);
    let mut markdown = Vec::new();
    markdown::write(&mut markdown, std::slice::from_ref(&it)).unwrap();
    for said in [page(it), String::from_utf8(markdown).unwrap()] {
        assert!(said.contains("KCC may update tel of Klant, via Balie at Oost, serving A; once"), "{said}");
    }
    let said = page(with("via Tel, Balie at Huis serving B"));
    assert!(said.contains("via Tel and Balie at Huis, serving B; once"), "{said}");
    // What is gone limits nothing.
    let it = with("via *");
    assert_eq!((&told(&it)[0]["via"], &told(&it)[0]["audiences"]), (&Value::Null, &Value::Null));
    assert!(page(it).contains("KCC may update tel of Klant; once"));
    let it = with("via Balie serving B1");
    assert_eq!(told(&it)[0]["via"][0]["at"], Value::Null);
    assert_eq!(names(&told(&it)[0]["audiences"]), ["B1"]);
}

/// Who is responsible for what nobody is offered meets nobody.
#[test]
fn what_is_not_offered_arranges_nothing() {
    let it = described(
        "channel Tel { medium: phone }\nchannel Chat { medium: chat }\nunit KCC { kind: kcc }\n\
         unit ChatFront { kind: front }\nunit LaterFront { kind: front }\nunit B { kind: back }\nunit C { kind: back }\n\
         service S1\nservice S2\noffer S1 via Tel\n\
         responsible KCC for inform, intake of S1\nresponsible B for handle, deliver of S1\n\
         responsible C for handle, deliver of S2\n\
         responsible ChatFront for inform, intake of S1 via Chat\nresponsible LaterFront for inform, intake of S2\n\
         handover KCC -> B of S1\nhandover KCC -> C of S2",
    );
    let names = |all: &[Named]| all.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    assert_eq!((names(&it.arrangement.fronts), names(&it.arrangement.behind)), (vec!["KCC".into()], vec!["B".into()]));
    let lines: Vec<Vec<String>> = it.lines.iter().map(|it| names(&it.units)).collect();
    assert_eq!(lines, [["KCC"], ["B"]]);
    let said = page(it);
    assert!(said.contains("People meet a front office first: KCC. Behind it B does the work."), "{said}");
    assert!(!said.contains("divided"), "{said}");
    let said = page(described("unit KCC { kind: kcc }\nservice S\nresponsible KCC for inform, intake"));
    assert!(said.contains("Nothing is offered, so that nobody meets people yet."), "{said}");
}

/// What is no more is not counted, and what is only expected of a day changes nothing on it.
#[test]
fn what_is_no_more_is_not_counted() {
    let it = small("theme Nu { service S }\ntheme Weg { until: 2025-12-31 service Oud }\ntheme Leeg", "");
    assert_eq!((it.size.themes, it.size.services), (1, 1));
    assert_eq!(it.changes, Vec::<String>::new());
    assert!(page(it).contains("1 service in one theme and 1 channel"));
    let expected = small("service S", "expect responsible KCC for inform from 2027-01-01");
    assert_eq!(expected.changes, Vec::<String>::new());
    assert!(!page(expected).contains("something in it changes"));
    let changed = small(
        "service S\nchannel Chat { medium: chat from: 2027-03-01 }",
        "expect responsible KCC for inform from 2027-01-01\naccountable KCC for steering until 2027-01-31",
    );
    assert_eq!(changed.changes, ["2027-02-01", "2027-03-01"]);
}

/// A counter that two units hold at different places is divided by location, whatever else they hold.
#[test]
fn counters_are_divided_by_location() {
    let by = |one: &str, two: &str| {
        let it = described(&format!(
            "location N\nlocation Z\nchannel C {{ medium: counter }}\nchannel D {{ medium: counter }}\n\
             channel M {{ medium: email }}\nunit W1 {{ kind: front }}\nunit W2 {{ kind: front }}\nservice S\noffer S via *\n\
             responsible W1 for inform, intake {one}\nresponsible W2 for inform, intake {two}"
        ));
        let by = it.arrangement.divisions[0].by.clone();
        (by, page(it))
    };
    let (found, said) = by("via C, M at N", "via C, D at Z");
    assert_eq!(found, [By::Channel, By::Location]);
    assert!(said.contains("In front the work is divided by channel and by location."), "{said}");
    assert_eq!(by("via C, M at N", "via C at Z").0, [By::Location]);
    assert_eq!(by("via C, M", "via C, M").0, []);
    // Each has a counter of its own: the places are those of the channels.
    assert_eq!(by("via C at N", "via D at Z").0, [By::Channel]);
}

/// One person and one of everything else are told as one.
#[test]
fn figures_of_one_are_told_as_one() {
    let said = page(described(
        "organisation O \"Eén\" { kind: municipality residents: 1 contacts: 1/y }\nchannel Tel { medium: phone }\n\
         unit A { kind: back people: 1 staff: 1 fte }\nservice S { volume: 1/y }\noffer S via Tel\n\
         responsible A for inform, intake, handle, deliver",
    ));
    for one in [
        "that serves 1 resident.",
        "1 person works in it.",
        "1 full-time equivalent is filled.",
        "It has 1 contact a year.",
        "asked for 1 time a year",
        "A holds its own contacts.",
        "in the one combination of",
        "1 contact a year, where",
    ] {
        assert!(said.contains(one), "{one}: {said}");
    }
}
