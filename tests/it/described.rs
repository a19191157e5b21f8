//! What a description says and what the rules find in the same policy: they count the same things, and agree.

use std::collections::BTreeSet;

use loket::describe::advice::{Towards, What};
use loket::describe::arrangement::{Fit, Form};
use loket::describe::{Description, Named};
use loket::policy::{self, FileInput, Input};
use loket::settings::Settings;

use crate::describe::{described, page, reason, small};

/// A policy with a catalogue and settings.
fn input(text: &str, catalog: &str, settings: &str) -> Input {
    let file = |path: &str, text: &str, catalog: bool| FileInput {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
        catalog,
    };
    Input {
        root: ".".to_owned(),
        files: vec![file("policy.org", text, false), file("catalog.org", catalog, true)],
        settings: Settings::parse(settings).unwrap(),
        as_of: None,
        today: crate::support::TODAY,
    }
}

fn found(input: Input) -> BTreeSet<String> {
    policy::check(input).findings.iter().map(|it| it.rule.to_owned()).collect()
}

fn names(all: &[Named]) -> Vec<&str> {
    all.iter().map(|it| it.name.as_str()).collect()
}

fn topic(it: &Description, topic: &str) -> Option<(usize, usize)> {
    it.silences.iter().find(|it| it.topic == topic).map(|it| (it.stated, it.of))
}

/// Each front office hands over a part of what it takes in itself, once, and the way back is none.
#[test]
fn shares_are_of_what_a_front_office_takes_in() {
    let with = |rest: &str| {
        let it = described(&format!(
            "channel Tel {{ medium: phone }}\nchannel Balie {{ medium: counter }}\nservice P\noffer P via *\n\
             unit KCC {{ kind: kcc }}\nunit Loket {{ kind: front }}\nunit Los {{ kind: front }}\nunit BZ {{ kind: back }}\n\
             unit Ook {{ kind: back }}\nresponsible BZ for handle, deliver\n{rest}"
        ));
        it.first_contact.map(|it| (it.share.to_string(), it.below.len()))
    };
    let apart = "responsible KCC for inform, intake via Tel\nresponsible Loket for inform, intake via Balie\n";
    let both = "responsible KCC, Loket for inform, intake\n";
    let handovers = "handover KCC <-> BZ share 20%\nhandover Loket <-> BZ share 20%\n";
    assert_eq!(with(&format!("{apart}{handovers}")), Some(("0.8".into(), 0)));
    assert_eq!(with(&format!("{both}{handovers}")), Some(("0.8".into(), 0)));
    // Who takes nothing in hands over nothing of it.
    let none = "handover Los -> BZ share 60%\n";
    assert_eq!(with(&format!("{apart}{handovers}{none}")), Some(("0.8".into(), 0)));
    assert_eq!(with(&format!("{apart}{none}")), None);
    // Two handovers of the same contacts add up; two arrows of one statement do not, nor does a way back.
    let more = "handover KCC -> Ook via Tel share 30%\n";
    assert_eq!(with(&format!("{apart}{handovers}{more}")), Some(("0.65".into(), 1)));
    assert_eq!(with(&format!("{apart}handover KCC -> BZ -> Ook share 20%\n")), Some(("0.8".into(), 0)));
    assert_eq!(with(&format!("{apart}handover BZ <-> KCC share 20%\n")), None);
    // What stays in front is not handed over, and more than everything cannot be.
    assert_eq!(with(&format!("{apart}handover KCC -> Loket share 20%\n")), None);
    assert_eq!(with(&format!("{apart}handover KCC -> BZ share 0%\n")), Some(("1".into(), 0)));
    let all = "handover KCC -> BZ share 90%\nhandover KCC -> Ook share 90%\nhandover Loket -> BZ share 0%\n";
    assert_eq!(with(&format!("{apart}{all}")), Some(("0.5".into(), 1)));
}

const CATALOG: &str = "audience Allen { size: 99 }\nchannel Beeldbellen { medium: video }\nlocation Verweg\n\
    theme Cat { service C1 { volume: 1_000/y }  service C2  service C3 }\nunit Partner1 { kind: partner }\n\
    unit Dept { kind: back  people: 40  line: 2\n  unit Deel { kind: back } }\nunit Gewest { kind: front }\n\
    record KK { a: contact }\nchannel Straks { medium: chat  from: 2027-01-01 }";

const POLICY: &str = "organisation X { as-of: 2026-11-01 }\nchannel Tel { medium: phone  peak: 10/h }\n\
    service P { volume: 10/y  complexity: simple }\nunit K { kind: kcc  people: 6 }\naudience I\n\
    offer P via Tel serving I\nresponsible K for inform, intake, handle, deliver\n";

/// A catalogue is shared: what a policy does not use of it is not its own.
#[test]
fn of_a_catalogue_only_what_is_used_is_told() {
    let it = policy::describe(input(POLICY, CATALOG, ""));
    assert_eq!((it.size.services, it.size.channels, it.size.themes, it.size.locations), (1, 1, 0, 0));
    assert_eq!(it.size.people.unwrap().sum.to_string(), "6");
    assert_eq!(it.size.volume.unwrap().sum.to_string(), "10");
    for topic_id in ["peaks", "complexity", "volumes", "people"] {
        assert_eq!(topic(&it, topic_id), None, "{topic_id}");
    }
    assert_eq!((topic(&it, "data"), topic(&it, "partners")), (Some((0, 0)), Some((0, 0))));
    assert!(it.changes.is_empty() && it.lines.is_empty() && it.front_writing.is_empty(), "{it:#?}");
    let said = page(it);
    assert!(said.contains("X has 1 service and 1 channel. It serves I."), "{said}");
    assert!(said.contains("It consists of one contact centre."), "{said}");
    for foreign in ["Partner", "One partner", "Dept", "Allen", "1 010", "back office"] {
        assert!(!said.contains(foreign), "{foreign}: {said}");
    }
}

/// What is used of a catalogue is told as the policy's own: what is offered, named, or asked for.
#[test]
fn what_is_used_of_a_catalogue_is_told() {
    let rest = "offer C1 via Beeldbellen, Straks serving Allen\nhandover K -> Dept of C1\nhandover K -> Partner1 of C1\n\
                allow K to update KK.a when logged\n";
    let it = policy::describe(input(&format!("{POLICY}{rest}"), CATALOG, ""));
    assert_eq!((it.size.services, it.size.channels, it.size.themes), (2, 2, 1));
    assert_eq!(it.size.people.unwrap().sum.to_string(), "46");
    assert_eq!(topic(&it, "peaks"), Some((1, 3)));
    assert_eq!((topic(&it, "data"), topic(&it, "own-data")), (None, Some((0, 0))));
    assert_eq!(it.changes, ["2027-01-01"]);
    assert_eq!(it.front_writing[1].rights.len(), 1);
    let said = page(it);
    assert!(said.contains("It serves Allen (99) and I."), "{said}");
    // A unit comes with those in it.
    assert!(said.contains("one contact centre and two back offices."), "{said}");
    assert!(said.contains("One partner outside it works along."), "{said}");
    // A fact of the policy names a unit too; a statement about something else names none.
    let it = policy::describe(input(&POLICY.replace("complexity:", "body: Dept  complexity:"), CATALOG, ""));
    assert_eq!(it.size.people.unwrap().sum.to_string(), "46");
}

/// Services that are not offered, channels through which nothing is, and audiences that nothing reaches advise nothing.
#[test]
fn what_is_not_offered_is_not_counted() {
    let policy = "organisation X { as-of: 2026-11-01  contacts: 100_000/y }\nchannel Tel { medium: phone }\n\
        channel Video { medium: video  peak: 10/h  yearly: 90_000/y }\naudience Iemand\naudience Niemand { size: 500 }\n\
        service P\nservice Q\nservice R { volume: 10/y }\nunit B { kind: back }\noffer P via Tel serving Iemand\n\
        responsible B for inform, intake, handle, deliver\n";
    let settings = "[thresholds]\nkcc-services = 3\n";
    assert!(!found(input(policy, "", settings)).contains("structure/kcc-advised"));
    let it = policy::describe(input(policy, "", settings));
    assert_eq!((it.size.services, it.size.channels), (1, 1));
    assert!(it.size.volume.is_none() && it.size.channel_contacts.is_none(), "{:?}", it.size);
    assert_eq!(reason(&it, What::Services).unwrap().figure.to_string(), "1");
    assert_eq!(reason(&it, What::Peaks), None);
    assert_eq!(topic(&it, "peaks"), Some((0, 1)));
    let said = page(it);
    assert!(said.contains("It serves Iemand.") && !said.contains("Niemand"), "{said}");
    let all = format!("{policy}offer Q, R via *\n");
    assert!(found(input(&all, "", settings)).contains("structure/kcc-advised"));
    let it = policy::describe(input(&all, "", settings));
    assert_eq!((it.size.services, it.size.channels), (3, 2));
    assert_eq!(reason(&it, What::Peaks).unwrap().figure.to_string(), "1");
    // A draft that offers nothing yet is told as what it means to offer.
    let said = page(described("channel Tel { medium: phone }\nservice P\naudience I"));
    assert!(said.contains("has 1 service and 1 channel.") && !said.contains("It serves"), "{said}");
    let said = page(described("unit K { kind: kcc }"));
    assert!(said.contains("The organisation offers nothing yet."), "{said}");
}

/// A sum of what some channels count shows that contacts are many, and not that they are few.
#[test]
fn contacts_that_are_counted_in_part_are_not_few() {
    let with =
        |it: &str| small("service S offer S via Mail", &format!("channel Mail {{ medium: email yearly: {it} }}"));
    let few = reason(&with("1_000/y"), What::ChannelContacts).unwrap();
    assert_eq!((few.stated, few.of, few.towards), (1, 2, Towards::Unknown));
    let many = reason(&with("90_000/y"), What::ChannelContacts).unwrap();
    assert_eq!(many.towards, Towards::ContactCentre);
    let said = page(with("1_000/y"));
    assert!(said.contains("1 000 contacts a year with the channels that count theirs (1 of 2), where many"), "{said}");
}

/// A policy with three services, whose contact is held by some units.
fn arranged(declared: &str, units: &str) -> String {
    format!(
        "organisation X {{ as-of: 2026-11-01  {declared} }}\nchannel Web {{ medium: web }}\nunit K {{ kind: kcc }}\n\
         unit F {{ kind: front }}\nunit T {{ kind: team }}\nunit B {{ kind: back }}\nservice P\nservice Q\nservice R\n\
         offer * via Web\n{units}"
    )
}

/// What is declared is so or not as `structure/arrangement-mismatch` has it.
#[test]
fn what_is_declared_is_judged_as_the_rule_does() {
    let so = "That is what the organisation says of itself: a common contact centre.";
    let half = "says of itself that it has a common contact centre, which is so for at least half of its services.";
    let not = "says of itself that it has a common contact centre, which is not what these statements make.";
    let behind = "responsible B for handle, deliver of P, Q, R\n";
    let team = "responsible T for inform, intake, handle, deliver";
    for (holds, sentence) in [
        (format!("responsible K for inform, intake of P\nresponsible B for inform, intake of Q, R\n{behind}"), not),
        (format!("responsible K for inform, intake of P, Q\nresponsible B for inform, intake of R\n{behind}"), so),
        (format!("responsible K for inform, intake of P, Q\n{team} of R\nresponsible B for handle of P, Q"), half),
        (format!("responsible K for inform, intake of P\n{team} of Q, R\nresponsible B for handle of P"), not),
        (behind.to_owned(), "says of itself that it has a common contact centre."),
    ] {
        let policy = arranged("arrangement: kcc", &holds);
        let mismatch = found(input(&policy, "", "")).contains("structure/arrangement-mismatch");
        assert_eq!(mismatch, sentence == not, "{holds}");
        let it = described(&policy);
        assert_eq!(it.arrangement.as_declared, (holds != behind).then_some(!mismatch), "{holds}");
        let said = page(it);
        assert!(said.contains(sentence), "{holds}: {said}");
    }
    let teams = format!("responsible K for inform, intake of P\n{team} of Q, R\nresponsible B for handle of P");
    let it = described(&arranged("arrangement: teams", &teams));
    assert_eq!((it.arrangement.derived, it.arrangement.as_declared), (Form::Mixed, Some(true)));
    assert!(page(it).contains("has service teams, which is so for at least half of its services."));
}

/// What is advised is arranged so, or not, as `structure/kcc-advised` and `structure/arrangement-mismatch` have it.
#[test]
fn advice_that_is_followed_is_told_as_the_rules_judge() {
    let settings = "[thresholds]\nkcc-services = 3\n";
    let rest = "responsible B for handle, deliver\nresponsible B for inform, intake";
    for (holds, fit, sentence) in [
        (format!("responsible F for inform, intake of P\n{rest} of Q, R"), Fit::No, "It is arranged otherwise."),
        (format!("responsible F for inform, intake of P, Q\n{rest} of R"), Fit::Yes, "That is how it is arranged."),
        (
            format!("responsible K for inform, intake of P\n{rest} of Q, R"),
            Fit::Partly,
            "It is arranged so for fewer than half of its services.",
        ),
    ] {
        let policy = arranged("contacts: 60_000/y", &holds);
        assert_eq!(found(input(&policy, "", settings)).contains("structure/kcc-advised"), fit == Fit::No, "{holds}");
        let it = policy::describe(input(&policy, "", settings));
        assert_eq!(it.arrangement.as_contact_centre, fit, "{holds}");
        let said = page(it);
        assert!(said.contains(sentence), "{holds}: {said}");
    }
}

/// Teams that take in what others work on are named, and those that do a part of the work are not said to do all of it.
#[test]
fn teams_are_told_as_what_they_do() {
    let start = "channel Web { medium: web }\nunit T { kind: team\n  unit Tin { kind: staff } }\nunit T2 { kind: team }\n\
                 unit B { kind: back }\nunit K { kind: kcc }\n";
    let one = format!("{start}service P\noffer P via Web\n");
    let two = format!("{start}service P\nservice Q\noffer * via Web\n");

    let it = described(&format!("{one}responsible T for inform, intake\nresponsible B for handle, deliver"));
    assert_eq!(it.arrangement.derived, Form::TeamsInFront);
    assert!(it.arrangement.partial_teams[0].contact && !it.arrangement.partial_teams[0].work);
    let said = page(it);
    assert!(
        said.contains("There is no common front office: T takes questions in. Behind it B does the work."),
        "{said}"
    );

    let policy = format!("{two}responsible T for inform, intake, handle, deliver of P\nresponsible T2 for handle of Q");
    assert!(found(input(&policy, "", "")).contains("structure/team-incomplete"));
    let it = described(&policy);
    assert_eq!(names(&it.arrangement.teams), ["T"]);
    let said = page(it);
    assert!(said.contains("talk, handle and decide in one hand: T. T2 lacks a part of what it works on."), "{said}");

    // Units in a team are the team.
    let it = described(&format!("{one}responsible T for inform, intake\nresponsible Tin for handle, deliver"));
    assert_eq!((names(&it.arrangement.teams), it.arrangement.divisions.len()), (vec!["T"], 0));
    let said = page(described(&format!("{one}responsible T for inform, intake\nresponsible T2 for handle, deliver")));
    assert!(said.contains("People meet service teams that each lack a part of what they work on: T and T2."), "{said}");

    let whole = "responsible T for inform, intake, handle, deliver";
    let said = page(described(&format!("{one}responsible K for inform, intake\n{whole}")));
    let same =
        "People meet a front office and a service team for the same service: K in front, and T from contact to work.";
    assert!(said.contains(same), "{said}");
    let said = page(described(&format!("{two}responsible K for inform, intake\n{whole} of P")));
    assert!(said.contains("a front office, and for some services a service team beside it: K in front"), "{said}");
    let said = page(described(&format!("{two}responsible K for inform, intake of P\n{whole}")));
    assert!(said.contains("service teams, and for some services a front office beside them: K in front"), "{said}");
    let said = page(described(&format!("{two}responsible K for inform, intake of P\n{whole} of Q")));
    assert!(said.contains("a front office for some services and service teams for others: K in front"), "{said}");
}

/// Who does everything that the others do shares nothing out.
#[test]
fn work_that_one_unit_does_wholly_is_not_divided() {
    let with = |holds: &str| {
        page(described(&format!(
            "channel Tel {{ medium: phone }}\nchannel Web {{ medium: web }}\nunit K {{ kind: kcc }}\nunit L {{ kind: front }}\n\
             service P\nservice Q\nservice R\noffer * via *\n{holds}"
        )))
    };
    let said = with("responsible K for inform, intake\nresponsible L for intake of P via Web");
    assert!(said.contains("In front the work is not divided."), "{said}");
    let said = with("responsible K for inform, intake of P, Q\nresponsible L for inform, intake of R");
    assert!(said.contains("In front the work is divided by product."), "{said}");
    // Neither does everything, and yet one takes in every product, or comes by every channel.
    let said = with("responsible K for intake\nresponsible L for inform of P, Q");
    assert!(said.contains("In front the work is divided by the steps of the process."), "{said}");
    let said = with("responsible K for inform, intake of P, Q\nresponsible L for inform, intake of R via Web");
    assert!(said.contains("In front the work is divided by product."), "{said}");
    let said = with("responsible K for inform, intake of P, Q via Tel\nresponsible L for inform, intake via Web");
    assert!(said.contains("In front the work is divided by channel."), "{said}");
}

/// Who holds his own contacts has no front to be behind.
#[test]
fn departments_are_behind_nothing() {
    let with = |holds: &str| {
        page(described(&format!(
            "channel Tel {{ medium: phone }}\nunit A {{ kind: back }}\nunit B {{ kind: back }}\nunit T {{ kind: team }}\n\
             unit U {{ kind: team }}\nservice P\nservice Q\noffer * via Tel\n{holds}"
        )))
    };
    let apart = "responsible A for inform, intake, handle, deliver of P\nresponsible B for inform, intake, handle, deliver of Q\n";
    let said = with(apart);
    assert!(said.contains("A and B hold their own contacts. The work is divided by product."), "{said}");
    let said = with(&format!("{apart}responsible T for handle of P\nresponsible U for handle of Q"));
    assert!(said.contains("Among the teams the work is divided by product, elsewhere by product."), "{said}");
    let said = with("responsible A, B for handle");
    assert!(said.contains("responsible for the contact with people. The work is not divided."), "{said}");
    let said =
        with("responsible T, U for inform, intake\nresponsible A for handle of P\nresponsible B for handle of Q");
    assert!(said.contains("Behind them two units do the work."), "{said}");
    assert!(said.contains("Among the teams the work is not divided, behind them by product."), "{said}");
}

/// Where nothing leads to whoever does the work, and where something does in part.
#[test]
fn ways_that_are_missing_in_part_are_told_apart() {
    let said = page(described(
        "channel Tel { medium: phone }\nchannel Web { medium: web }\nunit K { kind: kcc }\nunit B { kind: back }\n\
         service P\nservice Q\nservice R\noffer * via *\nresponsible K for inform, intake\nresponsible B for handle, deliver\n\
         handover K -> B of P\nhandover K -> B of Q via Tel",
    ));
    assert!(said.contains("For R no way leads to whoever handles it."), "{said}");
    let partly = "For Q a way leads to whoever handles it from some entrances or for some audiences only.";
    assert!(said.contains(partly) && !said.contains("For P"), "{said}");
}

/// Who steers only later stands above nobody yet; who is farther out and steers now does.
#[test]
fn a_unit_that_steers_later_is_not_above_yet() {
    let with = |rest: &str| {
        described(&format!(
            "organisation X {{ as-of: 2026-11-01 }}\nchannel Tel {{ medium: phone }}\naudience I\naudience O\nservice P\n\
             offer P via Tel\nunit Top {{ kind: directorate\n unit Chief {{ kind: directorate\n  unit CI {{ kind: staff }}\n\
             unit CO {{ kind: staff }} }} }}\naccountable CI for steering serving I\naccountable CO for steering serving O\n\
             accountable Chief for steering from 2027-01-01\n{rest}"
        ))
    };
    let it = with("");
    assert!(it.steering.iter().all(|it| it.above.is_none() && it.rank == 0), "{:?}", it.steering);
    assert!(page(it).contains("CI and CO steer per audience."));
    let it = with("accountable Top for steering");
    let ranks: Vec<usize> = it.steering.iter().map(|it| it.rank).collect();
    assert_eq!(ranks, [0, 1, 1]);
    assert!(page(it).contains("Below Top, CI and CO steer per audience."));
}

/// A machine has no queue and what has ended has no people: nothing asks for their figures.
#[test]
fn nothing_is_asked_of_what_no_rule_looks_at() {
    let with = |rest: &str| {
        described(&format!(
            "organisation X {{ as-of: 2026-11-01  contacts: 60_000/y }}\nservice P {{ complexity: simple }}\nunit A {{ kind: back  people: 3 }}\n\
             offer P via *\nresponsible A for inform, intake, handle, deliver\n\
             channel Tel {{ medium: phone  peak: 10/h  handling: 3m  target: 80% within 30s }}\n{rest}"
        ))
    };
    let it = with("channel Bot { medium: chatbot  peak: 900/h }\nunit Old { kind: back  until: 2025-01-01 }");
    for topic_id in ["peaks", "handling", "targets", "people"] {
        assert_eq!(topic(&it, topic_id), None, "{topic_id}");
    }
    let peaks = reason(&it, What::Peaks).unwrap();
    assert_eq!((peaks.stated, peaks.of), (1, 1));
    let it = with("channel Chat { medium: chat }\nunit Soon { kind: back  from: 2027-01-01 }");
    for topic_id in ["peaks", "handling", "targets", "people"] {
        assert_eq!(topic(&it, topic_id), Some((1, 2)), "{topic_id}");
    }
    let bot = described("channel Bot { medium: chatbot  peak: 9/h  yearly: 9/y }\nservice P\noffer P via Bot");
    assert_eq!((topic(&bot, "inflow"), topic(&bot, "yearly")), (Some((0, 0)), Some((0, 0))));
}

/// A right to read is no right to write, and the source of one field is not that of another.
#[test]
fn real_silences_are_told() {
    let policy = "channel Tel { medium: phone }\nunit A { kind: back }\nunit B { kind: back }\nservice P\noffer P via Tel\n\
                  record K { tel: contact, source A\n  adr: authentic }\n";
    let reads = format!("{policy}allow A to read K.*");
    let it = described(&reads);
    assert_eq!((topic(&it, "rights"), topic(&it, "changes")), (None, Some((0, 0))));
    assert_eq!(topic(&it, "sources"), Some((0, 1)));
    assert!(page(it).contains("Who may change which data. Write"));
    // The rules that look at reading too are not told to be silent.
    let found = found(input(&reads, "", ""));
    assert!(found.contains("risk/no-purpose") && !found.contains("risk/authentic-outside-source"), "{found:?}");
    let it = described(&format!("{policy}allow B to update K.adr"));
    assert_eq!((topic(&it, "changes"), topic(&it, "sources")), (None, Some((0, 1))));
    let it = described(&format!("{policy}record L {{ bsn: authentic, source B }}"));
    assert_eq!(topic(&it, "sources"), Some((1, 2)));
}
