//! Peaks, rotas and hours: what the rules find and leave alone, and the command that tells the numbers.

mod backlog;
mod exact;
mod helpers;
mod said;
mod shifts;
mod teams;

use serde_json::Value;

use crate::cli::Place;
use crate::support;

/// A telephone with a load of 20 and a contact centre; `X` is replaced.
const PHONE: &str = "\
channel Telefoon { medium: phone  peak: 240/h  handling: 5m  target: 80% within 30s  CHANNEL }
audience Noord
audience Zuid
unit Directie { kind: directorate }
unit KCC  { kind: kcc  surge: 4 via Telefoon  KCC }
unit Back { kind: back  BACK }
service Paspoort { VOLUME1 }
service Rijbewijs { VOLUME2 }
offer * via Telefoon
responsible KCC for inform, intake
responsible Back for handle, deliver
accountable Directie for policy, content, steering, capacity
";

/// The findings of groups `capacity` and `gap/hours` in a policy: `rule: message`.
fn found(text: &str) -> Vec<String> {
    let document = support::check(&[("policy.org", text)], "");
    let findings = document["policies"][0]["findings"].as_array().unwrap();
    let word = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    let broken: Vec<String> = findings
        .iter()
        .filter(|it| word(it, "rule").starts_with("name/u") || word(it, "rule").starts_with("syntax/"))
        .map(|it| word(it, "message"))
        .collect();
    assert!(broken.is_empty(), "{broken:?}\n{text}");
    let own = findings.iter().filter(|it| {
        let rule = word(it, "rule");
        rule.starts_with("capacity/") || rule == "gap/hours"
    });
    own.map(|it| format!("{}: {}", word(it, "rule"), word(it, "message"))).collect()
}

fn rules(text: &str) -> Vec<String> {
    found(text).iter().map(|it| it.split_once(':').unwrap().0.to_owned()).collect()
}

/// The help of the first finding of a rule.
fn help(text: &str, settings: &str, rule: &str) -> String {
    let document = support::check(&[("policy.org", text)], settings);
    let findings = document["policies"][0]["findings"].as_array().unwrap();
    let own = findings.iter().find(|it| it["rule"] == rule).unwrap_or_else(|| panic!("{document:#}"));
    own["help"].as_str().unwrap().to_owned()
}

/// `PHONE` with its places filled, and more statements.
fn phone(kcc: &str, back: &str, more: &str) -> String {
    let text = PHONE.replace(
        "{ kind: kcc  surge: 4 via Telefoon  KCC }",
        &format!("{{ kind: kcc  surge: 4 via Telefoon  {kcc} }}"),
    );
    let text = text.replace("BACK", back).replace("CHANNEL", "").replace("VOLUME1", "").replace("VOLUME2", "");
    format!("{text}{more}")
}

#[test]
fn the_number_of_agents_decides() {
    assert_eq!(rules(&phone("agents: 20 via Telefoon", "", "")), ["capacity/overload"]);
    assert_eq!(rules(&phone("agents: 23 via Telefoon", "", "")), ["capacity/occupancy", "capacity/service-level"]);
    assert_eq!(rules(&phone("agents: 24 via Telefoon", "", "")), [""; 0]);
    let said = found(&phone("agents: 23 via Telefoon", "", ""));
    assert!(said[1].contains("69.2 %") && said[1].contains("24 agents would meet it"), "{said:?}");
}

#[test]
fn what_is_not_stated_is_not_judged() {
    for (key, is) in [("peak: 240/h", ""), ("handling: 5m", ""), ("target: 80% within 30s", "capacity/occupancy")] {
        let text = phone("agents: 23 via Telefoon", "", "").replace(key, "");
        assert_eq!(rules(&text).concat(), is, "{key}");
    }
    assert_eq!(rules(&phone("", "", "")), [""; 0]);
    // Another unit answers too, and does not say with how many.
    let more = "unit Loket { kind: front }\nresponsible Loket for intake serving Noord\n";
    assert_eq!(rules(&phone("agents: 3 via Telefoon", "", more)), [""; 0]);
    // One that may answer and cannot be read.
    let more = "responsible Xyzzyplugh for intake serving Noord\n";
    let document = support::check(&[("policy.org", &phone("agents: 3 via Telefoon", "", more))], "");
    assert!(!document.to_string().contains("capacity/"), "{document:#}");
}

#[test]
fn patience_changes_the_level() {
    // Erlang A: with people who give up after a minute, 21 agents answer 80 % in time.
    let text = phone("agents: 22 via Telefoon", "", "");
    assert!(rules(&text).contains(&"capacity/service-level".to_owned()));
    let text = text.replace("target:", "patience: 1m  target:");
    assert_eq!(rules(&text), ["capacity/occupancy"]);
}

#[test]
fn agents_of_all_who_answer_add_up() {
    let more = "unit Loket { kind: front  agents: 12 via Telefoon }\nresponsible Loket for intake serving Noord\n";
    assert_eq!(rules(&phone("agents: 12 via Telefoon", "", more)), [""; 0]);
    // Who is not responsible there does not answer.
    let more = "unit Loket { kind: front  agents: 12 via Telefoon }\nresponsible Loket for review\n";
    assert_eq!(
        rules(&phone("agents: 12 via Telefoon", "", &more.replace("for review", "for quality"))),
        ["capacity/overload"]
    );
    // Who only gets what is handed over is not at the first line.
    let more = "handover KCC <-> Back warm within 2m\n";
    assert_eq!(rules(&phone("agents: 12 via Telefoon", "agents: 12 via Telefoon", more)), ["capacity/overload"]);
}

#[test]
fn a_unit_counts_with_all_nested_in_it() {
    let nested = |own: &str, one: u32, two: u32| {
        let inside = format!(
            "{own}  unit A {{ kind: kcc  agents: {one} via Telefoon }}  unit B {{ kind: kcc  agents: {two} via Telefoon }}"
        );
        rules(&phone(&inside, "", ""))
    };
    assert_eq!(nested("", 12, 12), [""; 0]);
    assert_eq!(nested("agents: 24 via Telefoon", 12, 12), [""; 0]);
    assert_eq!(nested("agents: 20 via Telefoon", 12, 12), [""; 0]);
    assert_eq!(nested("agents: 12 via Telefoon", 4, 4), ["capacity/overload"]);
    // The number may stand at a unit around the one that answers.
    let text = phone("", "", "").replace(
        "unit Directie { kind: directorate }",
        "unit Directie { kind: directorate }\nunit Klant { kind: directorate  agents: 12 via Telefoon  unit Lijn { kind: kcc  surge: 1 via Telefoon } }",
    );
    assert_eq!(rules(&text.replace("responsible KCC", "responsible Lijn")), ["capacity/overload"]);
}

#[test]
fn every_stretch_of_time_is_told() {
    let more = "unit Pilot { kind: front  agents: 4 via Telefoon  until: 2027-03-31 }\nresponsible Pilot for intake serving Noord\n";
    let said = found(&phone("agents: 20 via Telefoon", "", more));
    assert_eq!(
        said,
        [
            "capacity/overload: the peak of `Telefoon` keeps 20 agents busy and there are 20: the queue only grows from 2027-04-01 on"
        ]
    );
}

#[test]
fn shares_are_carried_to_the_next_line() {
    let kcc = "agents: 24 via Telefoon";
    let way = |clauses: &str| format!("handover KCC -> Back {clauses} within 2m\n");
    let back = "agents: 4 via Telefoon";
    assert_eq!(rules(&phone(kcc, back, &way("warm share 20%"))), ["capacity/second-line"]);
    assert_eq!(rules(&phone(kcc, "agents: 5 via Telefoon", &way("warm share 20%"))), [""; 0]);
    assert_eq!(rules(&phone(kcc, "staff: 5 fte  shrinkage: 30%", &way("warm share 20%"))), ["capacity/second-line"]);
    assert_eq!(rules(&phone(kcc, "staff: 5 fte", &way("warm share 20%"))), [""; 0]);
    // A call back is not live, a part of the services is no known part of the calls.
    assert_eq!(rules(&phone(kcc, back, &way("callback share 20%"))), [""; 0]);
    assert_eq!(rules(&phone(kcc, back, &way("of Paspoort warm share 90%"))), [""; 0]);
    // With all volumes it is: three quarters of 40 % of 20 are 6.
    let text = phone(kcc, "agents: 6 via Telefoon", &way("of Paspoort warm share 40%"));
    let text = text.replace("service Paspoort { ", "service Paspoort { volume: 3_000/y ");
    assert_eq!(rules(&text), [""; 0]);
    let text = text.replace("service Rijbewijs { ", "service Rijbewijs { volume: 1_000/y ");
    assert_eq!(rules(&text), ["capacity/second-line"]);
    // And on to the third line.
    let more = "unit Derde { kind: back  agents: 1 via Telefoon }\nresponsible Derde for advise\n\
                handover KCC -> Back -> Derde warm within 2m share 25%\n";
    let said = found(&phone(kcc, "agents: 9 via Telefoon", more));
    assert!(said.len() == 1 && said[0].contains("keeps 1.2 people of `Derde` busy, and it has 1 agent"), "{said:?}");
}

#[test]
fn a_second_line_is_known_by_name() {
    let way = |to: &str, back: &str| {
        rules(&phone("agents: 24 via Telefoon", back, &format!("handover KCC <-> {to} warm within 2m share 20%\n")))
    };
    let few = "agents: 3 via Telefoon";
    assert_eq!(way("Back", few), ["capacity/second-line"]);
    assert_eq!(way("Back except Directie", few), ["capacity/second-line"]);
    assert_eq!(way("back", few), [""; 0]);
    let tagged = phone("agents: 24 via Telefoon", few, "handover KCC <-> #achter warm within 2m share 20%\n");
    assert_eq!(rules(&tagged.replace("unit Back {", "unit Back #achter {")), [""; 0]);
    // Units in it, named with it, are it; some of it are not.
    let inside = "agents: 3 via Telefoon  unit B1 { kind: mid }";
    assert_eq!(way("Back, B1", inside), ["capacity/second-line"]);
    assert_eq!(way("Back except B1", inside), [""; 0]);
}

#[test]
fn work_that_waits_piles_up() {
    let mail = |facts: &str, unit: &str| {
        format!(
            "channel Email {{ medium: email  reply: 2 workdays  {facts} }}\nunit Web {{ kind: front  {unit} }}\n\
             service Melding\noffer Melding via Email\nresponsible Web for inform, intake, handle, deliver\n\
             accountable Web for policy, content, steering, capacity\n"
        )
    };
    let year = "yearly: 60_000/y  handling: 12m";
    assert_eq!(rules(&mail(year, "staff: 6 fte")), ["capacity/backlog"]);
    assert_eq!(rules(&mail(year, "staff: 7 fte")), [""; 0]);
    assert_eq!(rules(&mail(year, "staff: 7 fte  shrinkage: 30%")), ["capacity/backlog"]);
    assert_eq!(rules(&mail(year, "")), [""; 0]);
    assert_eq!(rules(&mail("yearly: 60_000/y", "staff: 1 fte")), [""; 0]);
    assert_eq!(rules(&mail("peak: 60/h  handling: 12m", "agents: 11 via Email")), ["capacity/backlog"]);
    assert_eq!(rules(&mail("peak: 60/h  handling: 12m", "agents: 12 via Email")), [""; 0]);
    let hours = "agents: 5 via Email  hours: mon-fri 09:00-17:00";
    assert_eq!(rules(&mail(year, hours)), ["capacity/backlog"]);
    assert_eq!(rules(&mail(year, &hours.replace('5', "6"))), [""; 0]);
    // The calls of the same people are theirs too.
    let text = mail(year, "staff: 7 fte");
    let phone = "channel Telefoon { medium: phone  peak: 1/h  yearly: 30_000/y  handling: 5m }\n";
    let text = format!("{phone}{}", text.replace("via Email\n", "via Email, Telefoon\n"));
    assert_eq!(rules(&text.replace("kind: front", "kind: mid")), ["capacity/backlog"]);
}

#[test]
fn a_surge_needs_somebody_who_can_come() {
    let surge = |unit: &str, source: &str| {
        let kcc = "skills: gesprek  agents: 24 via Telefoon";
        let text = phone(kcc, source, "").replace("surge: 4 via Telefoon", unit);
        rules(&text)
    };
    assert_eq!(surge("", ""), ["capacity/no-surge"]);
    assert_eq!(surge("surge: 4 via Telefoon from Back", ""), [""; 0]);
    assert_eq!(surge("surge: 4 via Telefoon from Back", "skills: recht"), ["capacity/surge-unskilled"]);
    assert_eq!(surge("surge: 4 via Telefoon from Back", "skills: recht, gesprek"), [""; 0]);
    assert_eq!(surge("surge: 4 via Telefoon from KCC", ""), ["capacity/surge-unskilled"]);
    let busy = "agents: 2 via Balie  ";
    let text =
        phone("agents: 24 via Telefoon", busy, "channel Balie { medium: counter  peak: 6/h }\noffer * via Balie\n");
    let text = text.replace("surge: 4 via Telefoon", "surge: 4 from Back");
    assert_eq!(rules(&text), ["capacity/surge-unskilled"]);
}

#[test]
fn machines_have_no_rota() {
    let text = phone("", "", "").replace("medium: phone", "medium: chatbot").replace("peak: 240/h", "yearly: 9_000/y");
    assert_eq!(rules(&text), [""; 0]);
}

#[test]
fn hours_that_nobody_works_are_told() {
    let open = |hours: &str, unit: &str| {
        format!(
            "location Raadhuis {{ hours: mon-fri 09:00-17:00, thu 17:00-20:00 }}\nlocation Loods\n\
             channel Balie {{ medium: counter  {hours} }}\nunit Loket {{ kind: front  {unit} }}\n\
             unit Back {{ kind: back  hours: mon 09:00-10:00 }}\n\
             service Paspoort\noffer Paspoort via Balie\n\
             responsible Loket for inform, intake\nresponsible Back for handle, deliver\n\
             accountable Back for policy, content, steering, capacity\n"
        )
    };
    assert_eq!(
        found(&open("", "hours: mon-fri 08:45-17:15")),
        ["gap/hours: `Balie` at `Raadhuis` is open Thursday 17:15–20:00 while `Loket` is not at work"]
    );
    assert_eq!(found(&open("", "")), [""; 0]);
    assert_eq!(found(&open("hours: mon-fri 09:00-17:00", "hours: mon-fri 09:00-17:00")), [""; 0]);
    assert_eq!(
        found(&open("hours: mon-fri 09:00-12:00", "hours: mon, wed 09:00-17:00")),
        ["gap/hours: `Balie` is open Tuesday, Thursday and Friday 09:00–12:00 while `Loket` is not at work"]
    );
}

#[test]
fn teams_apart_ask_for_more() {
    let teams = "unit Een { kind: team }\nunit Twee { kind: team }\n";
    let text = phone("", "", teams).replace("surge: 4 via Telefoon", "");
    let apart = "responsible Een for inform, intake serving Noord\nresponsible Twee for inform, intake serving Zuid\n";
    let text = text.replace("responsible KCC for inform, intake\n", apart);
    let said = found(&text);
    assert!(said.len() == 1 && said[0].contains("2 queues, divided evenly, need 28 agents"), "{said:?}");
    let together = text.replace(apart, "responsible Een, Twee for inform, intake\n");
    assert_eq!(found(&together), [""; 0]);
    assert_eq!(found(&text.replace("peak: 240/h", "peak: 24/h")), [""; 0]);
}

fn place() -> Place {
    Place::new().file("loket.toml", "").file("policy.org", phone("agents: 23 via Telefoon", "", ""))
}

#[test]
fn the_command_tells_a_table() {
    let outcome = place().run(&["capacity"]);
    assert_eq!(outcome.status, 0, "{outcome:#?}");
    for part in ["Telefoon  20.0      23  87 %  80 % in 30 s  69.2 %      24  96.5 %  overload", "KCC 23", ". from "] {
        assert!(outcome.out.contains(part), "{part}: {}", outcome.out);
    }
}

#[test]
fn other_numbers_can_be_tried() {
    let place = place();
    let told = |arguments: &[&str]| {
        let outcome = place.run(&[&["capacity", "--format", "json"], arguments].concat());
        let document: Value = serde_json::from_str(&outcome.out).unwrap_or_else(|error| panic!("{error} {outcome:#?}"));
        let schema: Value = serde_json::from_str(&loket::render::capacity::schema()).unwrap();
        let errors: Vec<String> =
            jsonschema::validator_for(&schema).unwrap().iter_errors(&document).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let channel = document["policies"][0]["channels"][0].clone();
        (channel["agents"].as_u64(), channel["load"].as_f64().unwrap(), channel["cases"][0]["met"].clone())
    };
    assert_eq!(told(&[]), (Some(23), 20.0, false.into()));
    assert_eq!(told(&["--agents", "KCC=24"]), (Some(24), 20.0, true.into()));
    assert_eq!(told(&["--agents", "KCC/Telefoon=24", "--peak", "Telefoon=120/h"]), (Some(24), 10.0, true.into()));
}

#[test]
fn names_that_nobody_has_are_two() {
    let place = place();
    for (arguments, why) in [
        (["--agents", "KKC=20"], "there is no unit `KKC`; did you mean `KCC`?"),
        (["--agents", "KCC/Telefon=20"], "there is no channel `Telefon`; did you mean `Telefoon`?"),
        (["--agents", "Back=20"], "`Back` states no `agents`; write the channel too: `--agents Back/CHANNEL=N`"),
        (["--agents", "KCC"], "write it as `KCC=20` or `KCC/Telefoon=20`"),
        (["--peak", "Fax=240/h"], "there is no channel `Fax`"),
        (["--peak", "Telefoon=240"], "write it as `Telefoon=240/h`"),
        (["--config", "nowhere.toml"], "cannot read `nowhere.toml`"),
    ] {
        let outcome = place.run(&[&["capacity"], &arguments[..]].concat());
        assert_eq!(outcome.status, 2, "{outcome:#?}");
        assert!(outcome.err.contains(why), "{outcome:#?}");
    }
    let several = phone("agents: 23 via Telefoon, 2 via Chat", "", "channel Chat { medium: chat }\noffer * via Chat\n");
    let outcome = Place::new().file("policy.org", several).run(&["capacity", "--agents", "KCC=20"]);
    assert_eq!(outcome.status, 2, "{outcome:#?}");
    assert!(outcome.err.contains("`KCC/Telefoon=N` or `KCC/Chat=N`"), "{outcome:#?}");
}

#[test]
fn a_peak_is_tried_where_people_wait() {
    let text = phone("agents: 23 via Telefoon", "", "channel Mail { medium: email }\noffer * via Mail\n");
    for arguments in [["--peak", "Mail=3/h"], ["--agents", "KCC/Mail=2"]] {
        let outcome = Place::new().file("policy.org", &text).run(&[&["capacity"], &arguments[..]].concat());
        assert_eq!(outcome.status, 2, "{outcome:#?}");
        assert!(outcome.err.contains("`Mail` is answered later"), "{outcome:#?}");
    }
}

#[test]
fn a_narrow_terminal_gets_a_list() {
    use loket::policy::{FileInput, Input, capacity};
    use loket::render::human::Look;

    let text = phone("agents: 23 via Telefoon", "", "");
    let file = FileInput { path: "policy.org".to_owned(), bytes: text.into_bytes(), catalog: false };
    let settings = loket::settings::Settings::default();
    let input = Input { root: ".".to_owned(), files: vec![file], settings, as_of: None, today: support::TODAY };
    let (told, _) = capacity(input, &[]);
    let mut out = Vec::new();
    loket::render::capacity::write(&mut out, &[told], Look { color: false, width: 40, limit: 0 }).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("Telefoon\n  load    20.0\n  agents  23\n"), "{out}");
}
