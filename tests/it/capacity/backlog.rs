//! Work that piles up: which number is too low, when, and what would be enough.

use super::{found, help};

/// Mail with some facts, and a unit.
fn mail(facts: &str, unit: &str) -> String {
    format!(
        "channel Mail {{ medium: email  reply: 2 workdays  {facts} }}\nunit W {{ kind: mid  {unit} }}\n\
         service S\noffer S\nresponsible W for inform, intake, handle, deliver\n\
         accountable W for policy, content, steering, capacity\n"
    )
}

#[test]
fn a_peak_hides_the_year_of_its_own_time_alone() {
    let text = |v: &str| {
        format!(
            "organisation O {{ as-of: 2026-01-01 }}\n\
             channel Mail {{ medium: email  reply: 2 workdays  yearly: 12_000/y  handling: 60m  peak: 5/h }}\n\
             unit W {{ kind: mid  staff: 4 fte  until: 2026-03-31 }}\nunit V {{ kind: mid  {v}  from: 2026-04-01 }}\n\
             service S\noffer S\nresponsible W for inform, intake, handle, deliver until 2026-03-31\n\
             responsible V for inform, intake, handle, deliver from 2026-04-01\n\
             accountable W, V for policy, content, steering, capacity\n"
        )
    };
    let peak = "capacity/backlog: the peak of `Mail` keeps 5 people busy, and `W` has 4 for it until 2026-03-31";
    let year = "capacity/backlog: `Mail` brings 12000 hours of work a year, and `V` has 11232 from 2026-04-01 on";
    assert_eq!(found(&text("staff: 6 fte")), [year, peak]);
    assert_eq!(found(&text("staff: 7 fte")), [peak]);
    // The same people all the time are told of the peak alone.
    let text = mail("yearly: 12_000/y  handling: 60m  peak: 5/h", "staff: 4 fte");
    assert_eq!(found(&text), ["capacity/backlog: the peak of `Mail` keeps 5 people busy, and `W` has 4 for it"]);
}

/// Makes the edit that a finding advises for the one unit until nothing is found.
#[test]
fn what_is_advised_is_enough() {
    let year = "yearly: 20_000/y  handling: 60m";
    let peak = "peak: 5/h  handling: 60m";
    let hours = "hours: mon-fri 09:00-17:00";
    for (facts, unit, now, advised) in [
        (year, "staff: 6 fte  agents: 2 via Mail", "staff: 6 fte", "staff: 11 fte"),
        (year, "staff: 6 fte", "staff: 6 fte", "staff: 11 fte"),
        (year, "staff: 6 fte  shrinkage: 30%", "staff: 6 fte", "staff: 16 fte"),
        (year, "staff: 0 fte", "staff: 0 fte", "staff: 11 fte"),
        (year, &format!("agents: 2 via Mail  {hours}"), "agents: 2 via Mail", "agents: 10 via Mail"),
        (year, &format!("staff: 11 fte  agents: 2 via Mail  {hours}"), "agents: 2 via Mail", "agents: 10 via Mail"),
        (peak, "agents: 4 via Mail  staff: 9 fte", "agents: 4 via Mail", "agents: 5 via Mail"),
        (peak, "staff: 5 fte  shrinkage: 30%", "staff: 5 fte", "staff: 8 fte"),
    ] {
        let text = mail(facts, unit);
        let edit = format!("write `{advised}` in `W`, or shorten the `handling`");
        assert_eq!(help(&text, "", "capacity/backlog"), edit, "{text}");
        assert_eq!(found(&text.replace(now, advised)), [""; 0], "{text}");
    }
}
