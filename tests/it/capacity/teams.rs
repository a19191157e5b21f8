//! Teams that answer a peak apart: who shares a queue when, and who is never there together.

use super::found;

/// A telephone with a load of 10, and two teams of the first line.
fn teams(one: &str, two: &str, who: &str) -> Vec<String> {
    found(&format!(
        "organisation O {{ as-of: 2026-06-01 }}\n\
         channel Tel {{ medium: phone  peak: 120/h  handling: 5m  target: 80% within 30s }}\naudience A\naudience B\n\
         unit D {{ kind: directorate }}\nunit T1 {{ kind: team  {one} }}\nunit T2 {{ kind: team  {two} }}\n\
         service S\noffer S\n{who}\naccountable D for policy, content, steering, capacity\n"
    ))
}

const TASKS: &str = "for inform, intake, handle, deliver";

#[test]
fn units_that_one_statement_names_share_a_queue_also_when_one_comes_later() {
    let together = format!("responsible T1, T2 {TASKS}");
    for (one, two) in [
        ("", "from: 2026-09-01"),
        ("until: 2026-12-31", "from: 2026-09-01"),
        ("until: 2026-08-31", "from: 2026-09-01"),
        ("", "until: 2026-08-31"),
    ] {
        assert_eq!(teams(one, two, &together), [""; 0], "{one} {two}");
    }
    // Named apart they are apart, while both are there.
    let apart = format!("responsible T1 {TASKS} serving A\nresponsible T2 {TASKS} serving B");
    let said = teams("", "from: 2026-09-01", &apart);
    assert!(said.len() == 1 && said[0].contains("apart from 2026-09-01 on: 2 queues"), "{said:?}");
}

#[test]
fn units_share_a_queue_while_they_are_named_together() {
    let who = |apart: &str, together: &str| {
        format!(
            "responsible T1 {TASKS} serving A {apart}\nresponsible T2 {TASKS} serving B {apart}\n\
             responsible T1, T2 {TASKS} {together}"
        )
    };
    assert_eq!(
        teams("", "", &who("until 2026-08-31", "from 2026-09-01")),
        ["capacity/team-under-peak: `T1` and `T2` answer the peak of `Tel` apart until 2026-08-31: 2 queues, \
             divided evenly, need 16 agents to meet its target, one needs 14"]
    );
    assert_eq!(teams("", "", &who("", "")), [""; 0]);
    let said = teams("", "", &who("", "from 2026-09-01 until 2026-12-31"));
    assert!(said.len() == 1 && said[0].contains("until 2026-08-31 and from 2027-01-01 on"), "{said:?}");
}

#[test]
fn teams_that_are_never_there_together_are_no_two_queues() {
    let apart = format!("responsible T1 {TASKS} serving A\nresponsible T2 {TASKS} serving B");
    let (early, late) = ("hours: mon 09:00-12:00", "hours: mon 12:00-17:00");
    for agents in ["", "agents: 14 via Tel "] {
        let hours = |one: &str, two: &str| teams(&format!("{agents} {one}"), &format!("{agents} {two}"), &apart);
        assert_eq!(hours(early, late), [""; 0], "{agents}");
        for (one, two) in [(early, early), (early, "hours: mon 11:00-17:00"), (early, ""), ("", "")] {
            let said = hours(one, two);
            assert!(said.len() == 1 && said[0].contains("need 16 agents"), "{said:?}");
        }
    }
    // They meet at an hour at which nothing is open.
    let closed = "channel Tel { medium: phone  hours: mon 12:00-17:00 ";
    let text = |own: &str| {
        format!(
            "{own} peak: 120/h  handling: 5m  target: 80% within 30s }}\naudience A\naudience B\n\
             unit D {{ kind: directorate }}\nunit T1 {{ kind: team  hours: mon 09:00-12:00, mon 13:00-14:00 }}\n\
             unit T2 {{ kind: team  hours: mon 09:00-12:00, mon 14:00-17:00 }}\n\
             service S\noffer S\n{apart}\naccountable D for policy, content, steering, capacity\n"
        )
    };
    let of_teams = |own: &str| found(&text(own)).iter().filter(|it| it.contains("team-under-peak")).count();
    assert_eq!(of_teams(closed), 0);
    assert_eq!(of_teams("channel Tel { medium: phone "), 1);
}

#[test]
fn only_queues_that_are_there_together_are_told() {
    let more = format!(
        "responsible T1 {TASKS} serving A\nresponsible T2 {TASKS} serving B\n\
         unit T3 {{ kind: team  agents: 14 via Tel }}\nresponsible T3 {TASKS} serving B"
    );
    let said = teams("agents: 7 via Tel  hours: mon 09:00-12:00", "agents: 7 via Tel  hours: mon 12:00-17:00", &more);
    assert!(said.len() == 1 && said[0].contains("`T1`, `T2` and `T3` answer"), "{said:?}");
    assert!(said[0].contains("2 queues need 16 agents to meet its target, one needs 14"), "{said:?}");
}
