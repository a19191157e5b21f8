//! What is known already: baselines, and what outlives which change.

use serde_json::Value;

use crate::cli::Place;
use crate::govern::redundant;

/// A policy with a gap.
fn gap(before: &str) -> String {
    format!(
        "{before}organisation D {{ as-of: 2026-11-01 }}\nchannel Telefoon {{ medium: phone  target: 80% within 30s }}\n\
         unit KCC {{ kind: kcc }}\nservice Melding\noffer Melding\nresponsible KCC for inform, intake\n\
         accountable KCC for policy, content, steering, capacity\n"
    )
}

const BASELINE: &[&str] = &["check", "--baseline", "known.json", "--format", "plain"];
const WRITE: &[&str] = &["check", "--baseline", "known.json", "--write-baseline", "--format", "plain"];

#[test]
fn a_baseline_outlives_moved_lines_and_renamed_files() {
    let place = Place::new().file("loket.toml", "").file("a.org", gap(""));
    assert_eq!(place.run(&["check"]).status, 1);
    let outcome = place.run(WRITE);
    assert_eq!(outcome.status, 0, "{outcome:#?}");
    let known = std::fs::read_to_string(place.path("known.json")).unwrap();
    assert!(known.contains("\"rule\":\"gap/unserved\""), "{known}");
    std::fs::remove_file(place.path("a.org")).unwrap();
    let place = place.file("b.org", gap("// A line.\n\n"));
    let outcome = place.run(BASELINE);
    assert_eq!(outcome.status, 0, "{outcome:#?}");
    assert!(outcome.out.contains(": baseline[gap/unserved]: "), "{outcome:#?}");
    assert!(outcome.err.is_empty(), "{outcome:#?}");
    // On another day it is the same finding.
    let outcome = place.run(&[BASELINE, &["--as-of", "2026-12-24"]].concat());
    assert_eq!(outcome.status, 0, "{outcome:#?}");
    let place = place.file("c.org", "service Paspoort\noffer Paspoort\n");
    let outcome = place.run(BASELINE);
    assert_eq!(outcome.status, 1, "{outcome:#?}");
}

#[test]
fn a_baseline_outlives_another_order_of_declarations() {
    let head = "channel T { medium: phone target: 80% within 30s peak: 100/h handling: 3m }\nservice S\noffer S via T\n\
                responsible K for inform, intake, handle, deliver\n";
    let helped = "unit K { kind: kcc skills: a surge: 2 via T from R within 5m }\n";
    let helper = "unit R { kind: mid skills: b }\n";
    let place = Place::new().file("loket.toml", "").file("a.org", format!("{head}{helped}{helper}"));
    assert_eq!(place.run(WRITE).status, 0);
    let known = std::fs::read_to_string(place.path("known.json")).unwrap();
    assert!(known.contains("capacity/surge-unskilled"), "{known}");
    let place = place.file("a.org", format!("{helper}{head}{helped}"));
    let outcome = place.run(&[BASELINE, &["--fail-on", "info"]].concat());
    assert_eq!((outcome.status, outcome.err.as_str()), (0, ""), "{outcome:#?}");
}

#[test]
fn one_finding_is_one() {
    let place = Place::new().file("loket.toml", "").file("a.org", redundant(""));
    let outcome = place.run(WRITE);
    assert!(outcome.err.contains("`known.json` holds 1 finding now"), "{outcome:#?}");
}

#[test]
fn stale_entries_are_told() {
    let place = Place::new().file("loket.toml", "").file("a.org", gap(""));
    assert_eq!(place.run(WRITE).status, 0);
    let place = place.file("a.org", gap("") + "responsible KCC for handle, deliver\n");
    let outcome = place.run(BASELINE);
    assert_eq!(outcome.status, 0, "{outcome:#?}");
    assert!(outcome.err.contains("find") && outcome.err.contains("gap/unserved"), "{outcome:#?}");
    let outcome = place.run(&["check", "--baseline", "known.json", "--format", "json"]);
    let document: Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!(document["policies"][0]["baseline"]["stale"][0]["rule"], "gap/unserved", "{document:#}");
    assert_eq!(place.run(WRITE).status, 0);
    assert!(!std::fs::read_to_string(place.path("known.json")).unwrap().contains("gap/unserved"));
}

#[test]
fn a_run_that_failed_writes_no_baseline() {
    let place =
        Place::new().file("good/loket.toml", "").file("good/a.org", gap("")).file("bad/loket.toml", "[polcy]\n");
    assert_eq!(place.run(WRITE).status, 2);
    assert!(!place.path("known.json").exists());
    assert_eq!(place.run(BASELINE).status, 2);
    assert_eq!(place.run(&[WRITE, &["--select", "gap"]].concat()).status, 2);
    assert_eq!(place.run(&["check", "--write-baseline"]).status, 2);
}

#[test]
fn a_baseline_silences_nothing_that_may_not_be_ignored() {
    let settings = "[rules]\n\"gap/unserved\" = { ignorable = false }\n";
    let place = Place::new().file("loket.toml", settings).file("a.org", gap(""));
    assert_eq!(place.run(WRITE).status, 1);
    assert!(!std::fs::read_to_string(place.path("known.json")).unwrap().contains("gap/unserved"));
}

#[test]
fn what_is_not_shown_is_not_unused_or_stale() {
    let text = redundant("@accept(\"overlap/redundant\", until: 2027-01-01, because: \"x\")");
    let place = Place::new().file("loket.toml", "").file("a.org", text).file("b.org", "// Nothing.\n");
    for arguments in [&["check", "--select", "gap,accept"][..], &["check", "--ignore", "overlap"], &["check", "b.org"]]
    {
        let outcome = place.run(&[arguments, &["--format", "plain"]].concat());
        assert_eq!((outcome.status, outcome.out.as_str()), (0, ""), "{arguments:?}: {outcome:#?}");
    }
    let place = place.file("a.org", gap(""));
    assert_eq!(place.run(WRITE).status, 0);
    let outcome = place.run(&[BASELINE, &["--select", "risk"]].concat());
    assert_eq!((outcome.status, outcome.err.as_str()), (0, ""), "{outcome:#?}");
}

/// The fingerprints of the findings of a rule, in their order.
fn fingerprints(rule: &str, files: &[(&str, &str)]) -> Vec<String> {
    let document = crate::support::check(files, "");
    let findings = document["policies"][0]["findings"].as_array().unwrap().iter();
    let mut of_rule: Vec<String> =
        findings.filter(|it| it["rule"] == rule).map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect();
    of_rule.sort();
    of_rule
}

#[track_caller]
fn same(rule: &str, before: &[(&str, &str)], after: &[(&str, &str)]) {
    let (before, after) = (fingerprints(rule, before), fingerprints(rule, after));
    assert!(!before.is_empty());
    assert_eq!(before, after);
}

/// Two findings of a rule that are about different things are not one.
#[track_caller]
fn different(rule: &str, one: &str, other: &str) {
    let (one, other) = (fingerprints(rule, &[("a.org", one)]), fingerprints(rule, &[("a.org", other)]));
    assert_eq!((one.len(), other.len()), (1, 1));
    assert_ne!(one, other);
}

const BASE: &str = "organisation O { as-of: 2026-11-01 }\nchannel Telefoon { medium: phone }\nchannel Post { medium: letter }\n\
                    unit KCC { kind: kcc }\nunit BZ { kind: back }\nrecord K { a: note  b: note }\nservice P\n\
                    offer P via Telefoon, Post\n";

#[test]
fn fingerprints_know_no_order_of_clauses_and_lists() {
    let with = |text: &str| format!("{BASE}{text}\n");
    for (one, other) in [
        ("expect responsible BZ via Post for inform, intake", "expect responsible BZ for intake, inform via Post"),
        (
            "@rule(\"own/a\")\nexpect \"why\" responsible BZ via Telefoon, Post for inform",
            "@rule(\"own/a\")\nexpect \"why\"\n  responsible BZ for inform via Post, Telefoon",
        ),
    ] {
        let rule = if one.starts_with('@') { "own/a" } else { "expect/failed" };
        same(rule, &[("a.org", &with(one))], &[("a.org", &with(other))]);
    }
    let redundant = with("responsible KCC for inform via Post");
    let (outer, turned) =
        ("responsible KCC for inform, handle via Post\n", "responsible KCC via Post for handle, inform\n");
    same("overlap/redundant", &[("a.org", &redundant), ("c.org", outer)], &[("a.org", &redundant), ("0.org", turned)]);
    let accept = |text: &str| format!("{BASE}@accept(\"risk/blanket\", because: \"x\")\n{text}\n");
    let (one, other) = ("allow BZ to read K.a, K.b of P", "allow BZ to read K.b, K.a of P");
    for rule in ["accept/unused", "accept/incomplete"] {
        same(rule, &[("a.org", &accept(one))], &[("a.org", &accept(other))]);
    }
    let (one, other) = ("unit Aa { kind: back }\n", "unit AA { kind: back }\n");
    same("name/confusable", &[("a.org", one), ("b.org", other)], &[("a.org", one), ("0.org", other)]);
}

#[test]
fn fingerprints_know_what_findings_without_a_box_are_about() {
    different("name/unknown-property", "unit A { kind: board  foo: 1 }\n", "unit B { kind: board  foo: 1 }\n");
    different(
        "name/empty-box",
        &format!("{BASE}supporting KCC for intake until 2020-01-01 from 2021-01-01\n"),
        &format!("{BASE}supporting BZ for intake until 2020-01-01 from 2021-01-01\n"),
    );
    different("syntax/bidi", "// one \u{202e} line\n", "// another \u{202e} line\n");
    different(
        "syntax/error",
        &format!("{BASE}responsible KCC fro inform\n"),
        &format!("{BASE}responsible BZ fro inform\n"),
    );
    let accept = |via: &str| {
        format!(
            "{BASE}@accept(\"risk/blanket\", until: 2027-01-01, because: \"x\")\nallow BZ to read K.a of P serving * for handle via {via}\n"
        )
        .replace(" for handle", "")
    };
    different("accept/unused", &accept("Telefoon"), &accept("Post"));
}

#[test]
fn fingerprints_of_a_long_line_cost_little() {
    let faults =
        |from: usize| (from..from + 400).map(|it| format!("unit U{it} {{ kind back }} ")).collect::<Vec<_>>().concat();
    let (one, longer) = (faults(0), faults(0) + &"// ".repeat(100_000));
    let prints = fingerprints("syntax/error", &[("a.org", &one)]);
    assert_eq!(prints.len(), 400);
    assert!(prints.windows(2).all(|pair| pair[0] != pair[1]), "each is another");
    // What stands far behind on the line is no part of it.
    let after = fingerprints("syntax/error", &[("a.org", &longer)]);
    assert!(prints.iter().filter(|it| after.contains(it)).count() > 390);
}

/// A policy that is still there has not moved, and its baseline is not another's.
#[test]
fn a_baseline_is_of_its_policy_while_that_is_there() {
    let gap = "service Paspoort\n";
    let place = Place::new().file("a/loket.toml", "").file("a/p.org", gap).file("b/loket.toml", "");
    let place = place.file("b/p.org", "unit X { kind: board }\n");
    let check = |what: &str, more: &[&str]| {
        let arguments = ["check", what, "--baseline", "known.json", "--format", "plain", "--fail-on", "info"];
        place.run(&[&arguments[..], more].concat())
    };
    assert_eq!(check(".", &["--write-baseline"]).status, 0);
    let unchanged = check("b", &[]);
    assert_eq!((unchanged.status, unchanged.err.as_str()), (0, ""), "{unchanged:#?}");
    std::fs::write(place.path("b/p.org"), gap).unwrap();
    let found = check("b", &[]);
    assert_eq!(found.status, 1, "{found:#?}");
    // Once its folder is gone it has.
    std::fs::remove_dir_all(place.path("a")).unwrap();
    assert_eq!(check("b", &[]).status, 0);
}

/// Of two findings that are the same the accepted one needs no entry, whichever stands first.
#[test]
fn what_is_accepted_uses_up_no_entry() {
    let accept = "@accept(\"risk/unlogged\", until: 2027-01-01, because: \"pilot\")\n";
    for (one, two) in [(accept, ""), ("", accept)] {
        let text = format!(
            "unit A {{ kind: back }}\nrecord R {{ x: note }}\n{one}allow A to update R.x because \"one\"\n\
             {two}allow A to update R.x when reversible because \"two\"\n"
        );
        let place = Place::new().file("loket.toml", "").file("a.org", text);
        let only = ["--as-of", "2026-06-01", "--fail-on", "info"];
        assert_eq!(place.run(&[WRITE, &only].concat()).status, 0, "{one}");
        let outcome = place.run(&[BASELINE, &only].concat());
        assert_eq!((outcome.status, outcome.err.as_str()), (0, ""), "{outcome:#?}");
    }
}
