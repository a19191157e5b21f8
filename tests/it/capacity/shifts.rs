//! Who is there when: rotas, opening hours, units in units, and what comes and goes with time.

use serde_json::Value;

use super::{found, phone, rules};
use crate::cli::Place;

/// The agents of the first channel, as `loket capacity` counts them in each stretch of time.
fn agents(text: &str) -> Vec<(Value, u64)> {
    let outcome = Place::new().file("policy.org", text).run(&["capacity", "--format", "json"]);
    let document: Value = serde_json::from_str(&outcome.out).unwrap_or_else(|error| panic!("{error} {outcome:#?}"));
    let rows = document["policies"][0]["channels"].as_array().unwrap();
    rows.iter().map(|it| (it["period"].clone(), it["agents"].as_u64().unwrap())).collect()
}

fn count(text: &str) -> u64 {
    let rows = agents(text);
    assert_eq!(rows.len(), 1, "{rows:?}\n{text}");
    rows[0].1
}

const DAY: &str = "hours: mon-fri 09:00-17:00";
const EVENING: &str = "hours: mon-fri 17:00-22:00";

/// A counter with a load of 4, with three agents by day and eight in the evening.
fn counter(places: &str, channel: &str) -> String {
    format!(
        "organisation O {{ as-of: 2026-11-01 }}\n{places}\n\
         channel Balie {{ medium: counter  {channel}  peak: 60/h  handling: 4m  target: 80% within 5m }}\n\
         unit Dag {{ kind: team  agents: 3 via Balie  {DAY} }}\nunit Avond {{ kind: team  agents: 8 via Balie  {EVENING} }}\n\
         service S\noffer S via Balie\nresponsible Dag, Avond for inform, intake, handle, deliver\n\
         accountable Dag for policy, content, steering, capacity\n"
    )
}

#[test]
fn who_is_there_at_closed_hours_is_not_counted() {
    let hall = format!("location Hal {{ {DAY} }}");
    let text = counter(&hall, "locations: Hal");
    assert_eq!(count(&text), 3);
    let said = found(&text);
    assert!(said[0].contains("keeps 4 agents busy and there are 3 at one time"), "{said:?}");
    assert_eq!(count(&counter("", DAY)), 3);
    assert_eq!(count(&counter("", EVENING)), 8);
    assert_eq!(count(&counter("", "")), 8);
    // A place in a place has the hours of what is around it; both hours count.
    let nested = format!("location Hal {{ {DAY}  location Kamer }}");
    assert_eq!(count(&counter(&nested, "locations: Hal")), 3);
    assert_eq!(count(&counter(&hall, "locations: Hal  hours: mon-fri 12:00-22:00")), 3);
    // Where one of several places is open, or may be, people can come.
    let two = format!("{hall}\nlocation Markt {{ {EVENING} }}");
    assert_eq!(count(&counter(&two, "locations: Hal, Markt")), 8);
    assert_eq!(count(&counter(&format!("{hall}\nlocation Markt"), "locations: Hal, Markt")), 8);
    // Hours that never meet say nothing.
    assert_eq!(count(&counter(&hall, &format!("locations: Hal  {EVENING}"))), 8);
}

#[test]
fn a_place_is_open_while_something_is_offered_there() {
    let two = format!("location Hal {{ {DAY} }}\nlocation Markt {{ {EVENING} }}");
    let text = counter(&two, "locations: Hal, Markt").replace("via Balie\nresp", "via Balie at Hal\nresp");
    assert_eq!(count(&text), 3);
    let text = format!("{text}offer S via Balie at Markt from 2027-01-01\n");
    let told: Vec<u64> = agents(&text).into_iter().map(|it| it.1).collect();
    assert_eq!(told, [3, 8]);
    let said = found(&text);
    assert!(said[0].ends_with("until 2026-12-31"), "{said:?}");
}

/// A telephone with a load of 6, and a unit with two shifts in it.
fn shifts(own: &str) -> String {
    format!(
        "channel T {{ medium: phone  hours: mon-fri 08:00-18:00  peak: 72/h  handling: 5m  target: 80% within 30s }}\n\
         unit K {{ kind: team  {own}\n  unit A {{ kind: team  agents: 5 via T  hours: mon-fri 08:00-13:00 }}\n\
         unit B {{ kind: team  agents: 5 via T  hours: mon-fri 13:00-18:00 }} }}\n\
         service S\noffer S via T\nresponsible K for inform, intake, handle, deliver\n\
         accountable K for policy, content, steering, capacity\n"
    )
}

#[test]
fn shifts_in_a_unit_do_not_add_up_whatever_it_states() {
    for (own, is) in
        [("", 5), ("agents: 0 via T", 5), ("agents: 4 via T", 5), ("agents: 5 via T", 5), ("agents: 6 via T", 6)]
    {
        assert_eq!(count(&shifts(own)), is, "{own}");
        assert_eq!(rules(&shifts(own)), ["capacity/overload"], "{own}");
    }
    assert_eq!(rules(&shifts("agents: 9 via T")), [""; 0]);
    // Of its own number and that of those in it the higher counts at every time.
    assert_eq!(count(&shifts("agents: 9 via T  hours: sat 10:00-12:00")), 5);
    assert_eq!(count(&shifts("agents: 9 via T  hours: fri 10:00-12:00")), 9);
    assert_eq!(count(&shifts("").replace("13:00-18:00", "12:00-18:00")), 10);
}

#[test]
fn shifts_of_a_second_line_do_not_add_up() {
    let back = |late: &str| {
        let inside = format!(
            "unit B1 {{ kind: back  agents: 3 via Telefoon  hours: mon-fri 08:00-13:00 }}  \
             unit B2 {{ kind: back  agents: 3 via Telefoon  hours: mon-fri {late} }}"
        );
        found(&phone("agents: 24 via Telefoon", &inside, "handover KCC -> Back warm within 2m share 20%\n"))
    };
    let said = back("13:00-18:00");
    assert!(said.len() == 1 && said[0].contains("keeps 4 people of `Back` busy, and it has 3 agents"), "{said:?}");
    assert_eq!(back("12:00-18:00"), [""; 0]);
}

#[test]
fn mail_is_answered_in_the_hours_of_all_shifts() {
    let mail = |yearly: u32, own: &str| {
        let inside = "unit A { kind: front  agents: 1 via Email  hours: mon-fri 08:00-12:00 }  \
                      unit B { kind: front  agents: 1 via Email  hours: mon-fri 12:00-16:00 }";
        rules(&format!(
            "channel Email {{ medium: email  reply: 2 workdays  yearly: {yearly}/y  handling: 1h }}\n\
             unit Web {{ kind: front  {own}  {inside} }}\nservice S\noffer S via Email\n\
             responsible Web for inform, intake, handle, deliver\naccountable Web for policy, content, steering, capacity\n"
        ))
    };
    // 40 hours a week are 2085.7 a year.
    for own in ["", "agents: 1 via Email  hours: mon-fri 08:00-12:00"] {
        assert_eq!(mail(2085, own), [""; 0], "{own}");
        assert_eq!(mail(2086, own), ["capacity/backlog"], "{own}");
    }
}

/// A handover of part of the services, with more of them.
fn shared(services: &str, of: &str, share: u32, agents: u32) -> Vec<String> {
    let more = format!("{services}handover KCC <-> Back of {of} warm within 2m share {share}%\n");
    let text = phone("agents: 24 via Telefoon", &format!("agents: {agents} via Telefoon"), &more);
    let text = text.replace("service Paspoort {  }\nservice Rijbewijs {  }\n", "");
    found(&format!("organisation O {{ as-of: 2026-11-01 }}\n{text}"))
}

#[test]
fn services_count_while_they_exist() {
    // A service that begins.
    let services = "service S1 { volume: 500/y }\nservice S2 { volume: 500/y }\nservice S3 { volume: 9_000/y  from: 2027-01-01 }\n";
    let said = shared(services, "S1, S3", 50, 8);
    assert!(
        said.len() == 1
            && said[0].contains("keeps 9.5 people of `Back` busy")
            && said[0].ends_with("from 2027-01-01 on"),
        "{said:?}"
    );
    // One that begins and states no volume makes the part unknown, from then on.
    for year in [2027, 2099] {
        let services = format!("service S1\nservice S2 {{ from: {year}-01-01 }}\n");
        let said = shared(&services, "S1", 50, 9);
        assert!(said.len() == 1 && said[0].ends_with(&format!("until {}-12-31", year - 1)), "{said:?}");
    }
    // One that ends.
    let services = "service S1 { volume: 300/y  until: 2026-12-31 }\nservice S2 { volume: 700/y }\n";
    let said = shared(services, "S2", 25, 5);
    assert!(said.len() == 1 && said[0].ends_with("from 2027-01-01 on"), "{said:?}");
    // All the time, and never.
    let services = "service S1 { volume: 300/y }\nservice S2 { volume: 700/y }\n";
    assert_eq!(shared(services, "S2", 25, 5), [""; 0]);
    assert_eq!(shared(services, "S2", 25, 3).len(), 1);
}

#[test]
fn agents_of_the_second_line_count_while_they_exist() {
    let inside = "unit B1 { kind: back  agents: 3 via Telefoon }  unit B2 { kind: back  agents: 2 via Telefoon  from: 2027-01-01 }";
    let more = "handover KCC -> Back warm within 2m share 20%\n";
    let text = phone("agents: 24 via Telefoon", inside, more);
    let said = found(&format!("organisation O {{ as-of: 2026-11-01 }}\n{text}"));
    assert!(said.len() == 1 && said[0].ends_with("it has 3 agents until 2026-12-31"), "{said:?}");
}
