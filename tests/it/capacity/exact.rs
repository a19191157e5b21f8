//! Loads that equal a limit to the last digit, held against whole numbers.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{found, phone, rules};
use crate::support;

/// The channels of a rule's findings.
fn channels(text: &str, rule: &str) -> BTreeSet<String> {
    let document = support::check(&[("policy.org", text)], "");
    let findings = document["policies"][0]["findings"].as_array().unwrap();
    let own = findings.iter().filter(|it| it["rule"] == rule);
    own.map(|it| it["subjects"]["channel"][0].as_str().unwrap().to_owned()).collect()
}

/// Every small peak, with the agents that it keeps busy to the last second and with one more and one less.
#[test]
fn a_load_that_is_the_number_of_agents_is_too_much() {
    let mut text = "unit D { kind: directorate }\nservice S\noffer S\nresponsible D for handle, deliver\n".to_owned();
    let (mut over, mut busy) = (BTreeSet::new(), BTreeSet::new());
    for seconds in [45, 60, 90, 180, 270, 3600] {
        for calls in (1..=700_u32).filter(|calls| calls * seconds % 3600 == 0 || calls % 97 == 0) {
            let load = calls * seconds;
            let near = (load / 3600).min(120);
            for agents in near.saturating_sub(1)..=near + 1 {
                let name = format!("C{seconds}_{calls}_{agents}");
                writeln!(text, "channel {name} {{ medium: phone  peak: {calls}/h  handling: {seconds}s }}").unwrap();
                writeln!(text, "unit U{name} {{ kind: mid  agents: {agents} via {name} }}").unwrap();
                writeln!(text, "responsible U{name} for inform via {name}").unwrap();
                if load >= agents * 3600 {
                    over.insert(name);
                } else if load * 100 > agents * 3600 * 85 {
                    busy.insert(name);
                }
            }
        }
    }
    assert!(over.len() > 300 && busy.len() > 100, "{} {}", over.len(), busy.len());
    assert_eq!(channels(&text, "capacity/overload"), over);
    assert_eq!(channels(&text, "capacity/occupancy"), busy);
}

#[test]
fn figures_are_the_decimals_that_are_written() {
    let with = |peak: &str, agents: u32| {
        rules(
            &phone(&format!("agents: {agents} via Telefoon"), "", "")
                .replace("240/h", peak)
                .replace("  target: 80% within 30s", ""),
        )
    };
    assert_eq!(with("0.01/s", 3), ["capacity/overload"]);
    assert_eq!(with("35.999/h", 3), ["capacity/occupancy"]);
    assert_eq!(with("0.6/min", 3), ["capacity/overload"]);
    assert_eq!(with("864/day", 3), ["capacity/overload"]);
    assert_eq!(with("30.6/h", 3), [""; 0]);
    assert_eq!(with("30.600000000000000001/h", 3), ["capacity/occupancy"]);
    // Numbers that no telephone has.
    assert_eq!(with("999_999_999_999_998.999999999999999999999/s", 3), ["capacity/overload"]);
    assert_eq!(with("0.000000000000000000000000001/y", 3), [""; 0]);
}

#[test]
fn a_percentage_that_is_just_met_is_met() {
    let text = phone("agents: 21 via Telefoon", "", "").replace("240/h", "357/h").replace("5m", "3m");
    assert_eq!(rules(&text), ["capacity/service-level"]);
    let text = phone("agents: 1 via Telefoon", "", "").replace("240/h", "16/h").replace("5m", "3m");
    assert_eq!(rules(&text.replace("80% within 30s", "20% within 0s")), [""; 0]);
    assert_eq!(rules(&text.replace("80% within 30s", "20.0000001% within 0s")), ["capacity/service-level"]);
}

/// What is handed over, against the people of the second line: to the last digit, for agents and for staff with shrinkage.
#[test]
fn a_second_line_that_is_just_too_small_is_found() {
    for (calls, seconds, share, staff, shrinkage) in [
        (400_u32, 60_u32, 15_u32, 0_u32, 0_u32),
        (360, 60, 30, 2, 10),
        (240, 300, 35, 10, 30),
        (180, 270, 7, 1, 5),
        (270, 60, 14, 9, 93),
        (100, 90, 70, 7, 75),
        (99, 90, 70, 7, 75),
        (101, 90, 70, 7, 75),
    ] {
        let (people, left) = if staff == 0 { (1, 100) } else { (staff, 100 - shrinkage) };
        let back = if staff == 0 {
            "agents: 1 via Telefoon".to_owned()
        } else {
            format!("staff: {staff} fte  shrinkage: {shrinkage}%")
        };
        let more = format!("handover KCC <-> Back warm within 2m share {share}%\n");
        let text = phone("agents: 900 via Telefoon", &back, &more);
        let text = text.replace("240/h", &format!("{calls}/h")).replace("5m", &format!("{seconds}s"));
        let is_too_much = calls * seconds * share >= people * left * 3600;
        assert_eq!(found(&text).len(), usize::from(is_too_much), "{calls}/h {seconds}s {share} {back}");
    }
}

#[test]
fn work_that_is_just_done_is_no_backlog() {
    let mail = |yearly: &str, staff: &str| {
        format!(
            "channel Email {{ medium: email  reply: 2 workdays  yearly: {yearly}/y  handling: 10m }}\n\
             unit Web {{ kind: front  staff: {staff} fte  shrinkage: 30% }}\n\
             service Melding\noffer Melding via Email\nresponsible Web for inform, intake, handle, deliver\n\
             accountable Web for policy, content, steering, capacity\n"
        )
    };
    // 1872 hours, seven tenths of them at work, six mails an hour.
    for staff in 1..60_u32 {
        let (whole, part) = (78_624 * staff / 10, 78_624 * staff % 10);
        let text = mail(&format!("{whole}.{part}"), &staff.to_string());
        assert_eq!(found(&text), [""; 0]);
        let said = found(&mail(&format!("{whole}.{part}1"), &staff.to_string()));
        assert_eq!(said.len(), 1, "{said:?}");
        let figures: Vec<&str> =
            said[0].split(|it: char| !it.is_ascii_digit() && it != '.').filter(|it| it.len() > 1).collect();
        assert_ne!(figures[0], figures[1], "{said:?}");
    }
}

#[test]
fn who_never_waits_is_lost() {
    let text = phone("agents: 6 via Telefoon", "", "").replace("240/h", "60/h");
    let text = text.replace("target: 80% within 30s", "patience: 0s  target: 90% within 10m");
    let said = found(&text);
    assert!(said[0].contains("answers 80.8 % within 10 min with 6 agents"), "{said:?}");
    assert!(said[0].contains("8 agents would meet it"), "{said:?}");
}
