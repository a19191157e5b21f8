//! `check --fix`: what is written, what is only shown, and what is left alone.

use std::fs;

use serde_json::Value;

use crate::cli::{FAULTY, Outcome, Place, SOUND};

/// A statement that another one makes superfluous.
const REDUNDANT: &str = "responsible KCC for inform of Paspoort\n";

fn place(more: &str) -> Place {
    Place::new().file("loket.toml", "").file("a.org", format!("{SOUND}{more}"))
}

fn fix(place: &Place, more: &[&str]) -> Outcome {
    place.run(&[&["check", "--format", "plain", "--as-of", "2026-11-01", "--fix"], more].concat())
}

fn text(place: &Place, path: &str) -> String {
    fs::read_to_string(place.path(path)).unwrap()
}

#[track_caller]
fn mends(before: &str, after: &str, arguments: &[&str]) {
    let place = place(before);
    let outcome = fix(&place, arguments);
    assert_eq!(text(&place, "a.org"), format!("{SOUND}{after}"), "{outcome:#?}");
}

#[test]
fn redundant_statements_go_with_their_lines() {
    mends(REDUNDANT, "", &[]);
    mends(&format!("\n{REDUNDANT}\n// The end.\n"), "\n// The end.\n", &[]);
    mends(&format!("{REDUNDANT}{REDUNDANT}"), "", &[]);
    let comment = REDUNDANT.trim_end();
    mends(&format!("{comment} // why\n"), &format!("{comment} // why\n"), &[]);
    mends(&format!("{comment} // why\n"), "// why\n", &["--unsafe-fixes"]);
    mends(&format!("{comment} {FAULTY}"), FAULTY, &["--select", "overlap"]);
    let last = format!("unit Xx {{ kind: back }} {comment}\r\n");
    mends(&last, "unit Xx { kind: back }\r\n", &["--select", "overlap"]);
}

#[test]
fn statements_beside_a_broken_one_are_not_dropped() {
    for more in [
        format!("responsible KCC for aftercare of\n{}", REDUNDANT.replace("inform", "aftercare")),
        format!("responsible KCC for aftercare via Telefon\n{}", REDUNDANT.replace("inform", "aftercare")),
    ] {
        mends(&more, &more, &["--select", "overlap", "--unsafe-fixes"]);
    }
}

#[test]
fn what_does_not_parse_is_not_dropped() {
    let comment = REDUNDANT.trim_end();
    let lines = "responsible KCC  // decision 12\n  for inform  // until it opens\n  of Paspoort\n";
    mends(lines, lines, &[]);
    mends(lines, "", &["--unsafe-fixes"]);
    for more in ["\n/* TODO ask the council */\n", " within 5m because\n", " until\n"] {
        let text = format!("{comment}{more}");
        mends(&text, &text, &["--select", "overlap", "--unsafe-fixes"]);
    }
}

#[test]
fn words_of_people_are_not_dropped_unasked() {
    for words in ["/// As the council wished.\n", "@review(2026-09-01)\n"] {
        let text = format!("{words}{REDUNDANT}");
        mends(&text, &text, &[]);
        mends(&text, "", &["--unsafe-fixes"]);
    }
    let reason = REDUNDANT.replace('\n', " because \"the council wished it\"\n");
    mends(&reason, &reason, &[]);
}

#[test]
fn likely_names_are_written_at_all_their_places() {
    let place = place("responsible KCC for aftercare of Pasport\nresponsible KCC for review of Pasport\n")
        .file("b.org", "responsible KCC for advise of `Pasport`\n");
    let outcome = fix(&place, &[]);
    assert_eq!(outcome.status, 0, "{outcome:#?}");
    assert!(!text(&place, "a.org").contains("Pasport"));
    assert_eq!(text(&place, "b.org"), "responsible KCC for advise of Paspoort\n");
    assert!(outcome.err.contains("fixed 1 finding"), "{}", outcome.err);
    assert!(outcome.err.contains("name/unresolved: write `Paspoort`"), "{}", outcome.err);
}

#[test]
fn what_could_be_two_things_is_left_to_people() {
    // Too short, another one nearly as near, another number.
    for (declared, word) in [
        ("unit Cu { kind: back }", "Cx"),
        ("unit Bouwen { kind: back }\nunit Bouwes { kind: back }", "Bouwez"),
        ("unit Team41 { kind: team }", "Team42"),
    ] {
        let text = format!("{declared}\nresponsible {word} for review of *\n");
        mends(&text, &text, &["--select", "name/unresolved"]);
    }
    // A unit and a class differ in capitals only, and a word of three letters may be anything.
    for (before, after) in [
        ("responsible KCCC for review of *\n", "responsible KCC for review of *\n"),
        ("responsible KCC for review vai Telefoon\n", "responsible KCC for review via Telefoon\n"),
        ("unit Xx { knd: back }\n", "unit Xx { kind: back }\n"),
    ] {
        mends(before, before, &["--select", "syntax,name"]);
        mends(before, after, &["--select", "syntax,name", "--unsafe-fixes"]);
    }
    // A name that is a keyword or a class is written in backticks.
    mends(
        "unit `handover` { kind: back }\nresponsible handovr for review of *\n",
        "unit `handover` { kind: back }\nresponsible `handover` for review of *\n",
        &["--select", "name/unresolved"],
    );
}

#[test]
fn words_of_the_language_are_mended() {
    mends(
        "responsable KCC for aftercare of Paspoort\nunit Xx { kind: back  outsorced: \"to whom\" }\n",
        "responsible KCC for aftercare of Paspoort\nunit Xx { kind: back  outsourced: \"to whom\" }\n",
        &["--select", "syntax,name"],
    );
}

#[test]
fn characters_that_nobody_sees_are_taken_away() {
    let seen = "responsible KCC for aftercare of Paspoort // a\u{a0}b\n";
    let unseen = "responsible\u{a0}KCC for\u{2009}after\u{ad}care of Pas\u{200b}poort // a\u{a0}b\n";
    mends(unseen, seen, &[]);
}

#[test]
fn what_other_notations_write_is_mended_when_that_is_asked() {
    mends(
        "handover KCC => Back within 2m\n",
        "handover KCC -> Back within 2m\n",
        &["--unsafe-fixes", "--select", "syntax"],
    );
    mends(
        "responsible KCC & Back for aftercare because ‘a \"b\"’\n",
        "responsible KCC, Back for aftercare because \"a \\\"b\\\"\"\n",
        &["--unsafe-fixes", "--select", "syntax"],
    );
    mends("handover KCC => Back within 2m\n", "handover KCC => Back within 2m\n", &["--select", "syntax"]);
    let unit = "responsible Xx for aftercare\nunit Xx { kind: back }\n";
    for odd in [
        "responsible Xx for aftercare\nunit Xx ( kind: back )\n",
        "responsible Xx for aftercare\nunit Xx kind: back }\n",
    ] {
        mends(odd, odd, &["--select", "syntax"]);
        mends(odd, unit, &["--select", "syntax", "--unsafe-fixes"]);
    }
}

#[test]
fn rights_are_logged() {
    let record = "record Klant { adres: personal }\n";
    for (before, after) in [
        ("because \"Wet BRP\"", "when logged because \"Wet BRP\""),
        ("of Paspoort via Telefoon from 2026-01-01", "of Paspoort via Telefoon when logged from 2026-01-01"),
        (
            "when verified high, four-eyes by Back because \"x\"",
            "when verified high, four-eyes by Back, logged because \"x\"",
        ),
    ] {
        let allow = "allow Back to update Klant.adres";
        mends(
            &format!("{record}{allow} {before}\n"),
            &format!("{record}{allow} {after}\n"),
            &["--select", "risk/unlogged"],
        );
    }
}

#[test]
fn stale_acceptances_go() {
    let item = "record Klant { adres: personal }\n";
    let unused = "@accept(\"gap/unserved\", until: 2027-01-01, because: \"x\", by: KCC)\n";
    mends(&format!("{unused}{item}"), item, &["--select", "accept"]);
    let expired = "@accept(\"gap/unserved\", until: 2026-01-01, because: \"x\", by: KCC)\n";
    mends(&format!("{expired}{item}"), &format!("{expired}{item}"), &["--select", "accept"]);
    mends(&format!("{expired}{item}"), item, &["--select", "accept", "--unsafe-fixes"]);
}

#[test]
fn a_responsibility_is_extended_when_that_is_asked() {
    let more = "channel Email { medium: email  reply: 2 workdays }\noffer Paspoort via Email serving Inwoners\n";
    let before = format!("{more}responsible Back for advise of * via Telefoon\n");
    let policy = format!("{SOUND}{before}").replace(
        "responsible KCC for inform, intake, handle, deliver of *",
        "responsible KCC for inform, intake, handle, deliver of * via Telefoon",
    );
    let place = Place::new().file("loket.toml", "").file("a.org", &policy);
    let outcome = fix(&place, &["--select", "gap/unserved"]);
    assert_eq!((outcome.status, text(&place, "a.org")), (1, policy.clone()));
    let outcome = fix(&place, &["--select", "gap/unserved", "--unsafe-fixes"]);
    assert_eq!(outcome.status, 0, "{outcome:#?}");
    let wanted = policy.replace("deliver of * via Telefoon", "deliver of * via Telefoon, Email");
    assert_eq!(text(&place, "a.org"), wanted);
}

#[test]
fn a_diff_writes_nothing() {
    let place = place(REDUNDANT);
    let before = text(&place, "a.org");
    let outcome = fix(&place, &["--diff"]);
    assert_eq!(outcome.status, 1);
    assert_eq!(text(&place, "a.org"), before);
    assert!(outcome.out.starts_with("--- a.org\n+++ a.org\n@@ "), "{}", outcome.out);
    assert!(outcome.out.contains("\n-responsible KCC for inform of Paspoort\n"), "{}", outcome.out);
    assert!(outcome.err.contains("would fix 1 finding"), "{}", outcome.err);
    fix(&place, &[]);
    let outcome = fix(&place, &["--diff"]);
    assert_eq!((outcome.status, outcome.out.as_str()), (0, ""));
    let outcome = fix(&place, &["--diff", "--output", "plain=found.txt"]);
    assert_eq!(outcome.status, 2, "a file that would not be written is not asked for in vain");
}

#[test]
fn what_cannot_be_written_is_not_told_as_fixed() {
    let place = place(REDUNDANT);
    let mut permissions = fs::metadata(place.path("a.org")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(place.path("a.org"), permissions).unwrap();
    let outcome = fix(&place, &[]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.err.contains("cannot write `a.org`: it may only be read"), "{}", outcome.err);
    assert!(!outcome.err.contains("fixed"), "{}", outcome.err);
}

#[test]
fn what_is_settled_or_not_asked_for_is_left() {
    let accepted = format!("@accept(\"overlap/redundant\", until: 2027-01-01, because: \"x\", by: KCC)\n{REDUNDANT}");
    mends(&accepted, &accepted, &[]);
    mends(REDUNDANT, REDUNDANT, &["--ignore", "overlap/redundant"]);
    let place = place(REDUNDANT).file("b.org", "responsible KCC for intake of Paspoort\n");
    fix(&place, &["b.org"]);
    assert_eq!((text(&place, "a.org"), text(&place, "b.org").as_str()), (format!("{SOUND}{REDUNDANT}"), ""));
    place.run(&["check", "--baseline", "b.json", "--write-baseline"]);
    fix(&place, &["--baseline", "b.json"]);
    assert_eq!(text(&place, "a.org"), format!("{SOUND}{REDUNDANT}"));
}

#[test]
fn line_ends_and_marks_stay() {
    let text = format!("\u{feff}{SOUND}{REDUNDANT}responsible KCC for advise of Pasport\n").replace('\n', "\r\n");
    let place = Place::new().file("loket.toml", "").file("a.org", text);
    fix(&place, &[]);
    let wanted = format!("\u{feff}{SOUND}responsible KCC for advise of Paspoort\n").replace('\n', "\r\n");
    assert_eq!(self::text(&place, "a.org"), wanted);
}

#[test]
fn a_file_that_is_no_utf_8_stays_as_it_is() {
    let bytes = [SOUND.as_bytes(), REDUNDANT.as_bytes(), b"// \xff\n"].concat();
    let place = Place::new().file("loket.toml", "").file("a.org", &bytes).file("b.org", REDUNDANT);
    fix(&place, &[]);
    assert_eq!(fs::read(place.path("a.org")).unwrap(), bytes);
    assert_eq!(text(&place, "b.org"), "");
}

#[test]
fn a_catalogue_is_not_changed() {
    let place = Place::new()
        .file("shared/c.org", "unit Extern { kind: partner  outsorced: \"whom\" }\n")
        .file("p/loket.toml", "catalogs = [\"../shared\"]\n")
        .file("p/a.org", SOUND);
    let before = text(&place, "shared/c.org");
    fix(&place, &["p"]);
    assert_eq!(text(&place, "shared/c.org"), before);
}

#[test]
fn all_forms_carry_fixes() {
    let place = place(REDUNDANT);
    let json: Value = serde_json::from_str(&place.run(&["check", "--format", "json"]).out).unwrap();
    let finding = &json["policies"][0]["findings"][0];
    assert_eq!(finding["fix"]["applicability"], "safe");
    let edit = &finding["fix"]["edits"][0];
    assert_eq!((&edit["file"], &edit["replacement"]), (&"a.org".into(), &"".into()));
    let sarif: Value = serde_json::from_str(&place.run(&["check", "--format", "sarif"]).out).unwrap();
    let change = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "a.org");
    let region = &change["replacements"][0]["deletedRegion"];
    assert_eq!(
        (&region["startLine"], &region["endLine"]),
        (&edit["range"]["start"]["line"], &edit["range"]["end"]["line"])
    );
    let rdjson: Value = serde_json::from_str(&place.run(&["check", "--format", "rdjson"]).out).unwrap();
    assert_eq!(rdjson["diagnostics"][0]["suggestions"][0]["text"], "");
    let human = place.run(&["check"]).out;
    assert!(human.ends_with("1 remark\n1 fixable with `--fix`\n"), "{human}");
}

#[test]
fn standard_input_is_only_shown() {
    let place = place("");
    assert_eq!(place.run(&["check", "-", "--fix"]).status, 2);
    let outcome = place.run_with(&["check", "--fix", "--diff", "-", "--stdin-filename", "b.org"], REDUNDANT);
    assert_eq!(outcome.status, 1);
    assert!(outcome.out.contains("-responsible KCC for inform of Paspoort"), "{outcome:#?}");
}
