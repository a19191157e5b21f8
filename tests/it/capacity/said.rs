//! What findings and the command say: true sentences, edits that can be made, and reasons for what is not counted.

use serde_json::Value;

use super::{found, help, phone, place, rules};
use crate::cli::Place;
use crate::support;

#[test]
fn impatient_people_ask_for_more_than_they_get() {
    let text = phone("agents: 22 via Telefoon", "", "").replace("target:", "patience: 1m  target:");
    let said = found(&text);
    assert_eq!(
        said,
        ["capacity/occupancy: at its peak `Telefoon` asks for 90.9 % of the time of 22 agents, above 85 %"]
    );
}

#[test]
fn a_figure_never_looks_like_its_bound() {
    let text =
        phone("agents: 20 via Telefoon", "", "").replace("240/h", "204.01/h").replace("  target: 80% within 30s", "");
    let said = found(&text);
    assert!(said[0].contains("85.004 % of their time, above 85 %"), "{said:?}");
}

#[test]
fn who_is_there_at_other_hours_is_told_of_hours() {
    let text = phone("agents: 39 via Telefoon  hours: sat 08:00-12:00", "", "")
        .replace("medium: phone", "medium: phone  hours: mon-fri 09:00-17:00");
    let said = found(&text);
    assert!(said.contains(&"capacity/overload: the peak of `Telefoon` keeps 20 agents busy and nobody is there while it is open: the queue only grows".to_owned()), "{said:?}");
    assert_eq!(
        help(&text, "", "capacity/overload"),
        "let 24 agents of `KCC` be at work at one time while `Telefoon` is open, by their `hours`, or make the peak lower"
    );
}

#[test]
fn a_line_that_is_there_is_written_anew() {
    let chat = "channel Chat { medium: chat }\nchannel Balie { medium: counter }\noffer * via Chat, Balie\n";
    let text = phone("agents: 2 via Chat, 9 via Telefoon, 3 via Balie", "", chat);
    let edit = "agents: 2 via Chat, 24 via Telefoon, 3 via Balie";
    assert_eq!(help(&text, "", "capacity/overload"), format!("write `{edit}` in `KCC`, or make the peak lower"));
    assert_eq!(rules(&phone(edit, "", chat)), [""; 0]);
    // Several entries for one channel are one number.
    let text = phone("agents: 4 via Telefoon, 5 via Telefoon", "", "");
    assert_eq!(
        help(&text, "", "capacity/overload"),
        "write `agents: 19 via Telefoon, 5 via Telefoon` in `KCC`, or make the peak lower"
    );
    let more = "handover KCC -> Back warm within 2m share 20%\n";
    let text = phone("agents: 24 via Telefoon", "agents: 1 via Chat, 4 via Telefoon", &format!("{chat}{more}"));
    assert_eq!(
        help(&text, "", "capacity/second-line"),
        "write `agents: 1 via Chat, 5 via Telefoon` in `Back`, or more, or hand over a smaller `share`"
    );
    let text = phone("agents: 24 via Telefoon", "", chat).replace("surge: 4 via Telefoon", "surge: 4 via Chat");
    assert_eq!(
        help(&text, "", "capacity/no-surge"),
        "add `2 via Telefoon from UNIT within 15m` to the `surge` of `KCC`"
    );
}

#[test]
fn teams_are_named_together() {
    let text =
        phone("", "", "unit Een { kind: team }\nunit Twee { kind: team }\n").replace("surge: 4 via Telefoon", "");
    let kcc = "responsible KCC for inform, intake\nresponsible Back for handle, deliver\n";
    let apart = "responsible Een for inform, intake, handle, deliver serving Noord\n\
                 responsible Twee for inform, intake, handle, deliver serving Zuid\n";
    let text = text.replace(kcc, apart);
    let edit = "responsible Een, Twee for inform, intake, handle, deliver";
    assert_eq!(
        help(&text, "", "capacity/team-under-peak"),
        format!("name them in one statement, `{edit}`, in the place of those that name them apart")
    );
    let before = support::check(&[("policy.org", &text)], "");
    let after = support::check(&[("policy.org", &text.replace(apart, &format!("{edit}\n")))], "");
    let number = |it: &Value| it["policies"][0]["findings"].as_array().unwrap().len();
    assert_eq!(number(&after), number(&before) - 1, "{after:#}");
}

#[test]
fn nothing_is_advised_twice() {
    let text = phone("agents: 20 via Telefoon", "", "");
    assert_eq!(help(&text, "[thresholds]\noccupancy = 0\n", "capacity/overload"), "make the peak lower");
    let text = text.replace("240/h", "9_000_000_000_000/s");
    assert_eq!(help(&text, "", "capacity/overload"), "make the peak lower");
}

fn told(text: &str) -> (String, Value) {
    let place = Place::new().file("policy.org", text);
    let json = place.run(&["capacity", "--format", "json"]).out;
    let json: Value = serde_json::from_str(&json).unwrap();
    (place.run(&["capacity"]).out, json["policies"][0]["channels"][0].clone())
}

#[test]
fn working_days_are_told_not_to_count() {
    let base = phone("agents: 23 via Telefoon", "", "");
    for (text, missing, unfit) in [
        (base.replace("5m", "2 workdays"), &["handling"][..], &["handling"][..]),
        (base.replace("within 30s", "within 1 workday"), &["target"], &["target"]),
        (base.replace("target:", "patience: 2 workdays  target:"), &[], &["patience"]),
        (base.replace("peak: 240/h  handling: 5m", "handling: 2 workdays"), &["peak", "handling"], &["handling"]),
    ] {
        let (table, json) = told(&text);
        assert_eq!((json["missing"].clone(), json["unfit"].clone()), (missing.into(), unfit.into()), "{json:#}");
        assert!(table.contains(&format!("not by the clock, and not counted: `{}`", unfit[0])), "{table}");
        assert_eq!(table.contains("not stated: `peak`"), missing.contains(&"peak"), "{table}");
        assert!(!table.contains(&format!("not stated: `{}`", unfit[0])), "{table}");
    }
}

#[test]
fn parts_are_told_as_they_are_written() {
    let (table, json) = told(&phone("agents: 23 via Telefoon", "", "").replace("80%", "99.95%"));
    assert_eq!(json["target"]["share"].to_string(), "0.9995");
    assert!(table.contains("99.95 % in 30 s"), "{table}");
}

#[test]
fn agents_that_would_change_nothing_are_two() {
    let text = phone(
        "agents: 23 via Telefoon",
        "",
        "channel Video { medium: video }\noffer Paspoort via Video\nunit Front { kind: front }\n",
    );
    let text = text.replace("responsible KCC for inform, intake", "responsible KCC for inform, intake via Telefoon");
    let run = |what: &str| Place::new().file("policy.org", &text).run(&["capacity", "--agents", what]);
    let outcome = run("Front/Video=4");
    assert_eq!(outcome.status, 2, "{outcome:#?}");
    assert!(outcome.err.contains("`Front` does not answer on `Video`"), "{outcome:#?}");
    assert_eq!(run("Back/Video=4").status, 0);
    assert_eq!(run("KCC=4").status, 0);
    assert_eq!(place().run(&["capacity", "--agents", "KCC=24"]).status, 0);
}

#[test]
fn a_level_and_its_target_are_told_apart() {
    let base = phone("agents: 24 via Telefoon", "", "");
    let with = |share: &str| found(&base.replace("80% within", &format!("{share} within")));
    assert_eq!(with("80%"), [""; 0]);
    for (share, level) in [("80.0197%", "80.0196 %"), ("80.02%", "80.0196 %"), ("80.1%", "80 %"), ("90%", "80 %")] {
        let said = with(share);
        let share = share.replace('%', " %");
        assert!(said.len() == 1 && said[0].contains(&format!("answers {level} within")), "{said:?}");
        assert!(said[0].contains(&format!("its target is {share};")), "{said:?}");
    }
    let text = phone("agents: 1 via Telefoon", "", "").replace("240/h", "16/h").replace("5m", "3m");
    let said = found(&text.replace("80% within 30s", "20.0000001% within 0s"));
    assert!(said[0].contains("answers 20 % within") && said[0].contains("target is 20.0000001 %"), "{said:?}");
    let (table, _) = told(&base.replace("80% within", "80.0197% within"));
    assert!(table.contains("80.0197 % in 30 s  80.0196 %"), "{table}");
}

#[test]
fn a_rota_is_told_when_all_agents_are_known() {
    let unit = "agents: 24 via Telefoon  shrinkage: 30%";
    let (table, json) = told(&phone(unit, "", ""));
    assert_eq!(json["rostered"], 35);
    assert!(table.contains("35 on the rota"), "{table}");
    let more = "unit Loket { kind: front }
responsible Loket for intake serving Noord
";
    let (table, json) = told(&phone(unit, "", more));
    assert!(json["rostered"].is_null() && json["needed"] == 24, "{json:#}");
    assert!(!table.contains("on the rota"), "{table}");
    let (_, json) = told(&phone(unit, "", &more.replace("kind: front", "kind: front  agents: 1 via Telefoon")));
    assert!(json["rostered"].is_null(), "{json:#}");
}

#[test]
fn nobody_is_busier_than_all_of_the_time() {
    let text = phone("agents: 10_000 via Telefoon", "", "").replace("240/h", "198_000/h").replace("5m", "3m");
    for patience in ["2m", "0s"] {
        let (_, json) = told(&text.replace("target:", &format!("patience: {patience}  target:")));
        for case in json["cases"].as_array().unwrap() {
            assert!(case["occupancy"].as_f64().unwrap() <= 1.0, "{case:#}");
        }
    }
}

#[test]
fn a_year_without_a_peak_is_told_while_the_channel_is_there() {
    let text = phone("agents: 24 via Telefoon", "", "");
    let text = format!("organisation O {{ as-of: 2026-06-01 }}\n{text}");
    let year = |dates: &str| text.replace("peak: 240/h", &format!("yearly: 9_000/y  {dates}"));
    let said =
        "capacity/average-only: `Telefoon` states how many contacts a year brings, and not how many come at its peak";
    assert_eq!(found(&year("")), [said]);
    assert_eq!(found(&year("from: 2026-09-01")), [format!("{said} from 2026-09-01 on")]);
}
