//! What cannot be drawn, and what the program says then.

use std::fmt::Write as _;

use loket::graph::View;
use loket::graph::ask::{Ask, Undrawn};

use super::{ask, refused};
use crate::cli::{Place, SOUND};

#[track_caller]
fn place() -> Place {
    Place::new().file("policy/loket.toml", "").file("policy/policy.org", SOUND)
}

/// Exit status 2 and words on standard error.
#[track_caller]
fn fails(arguments: &[&str], words: &str) {
    let outcome = place().run(&[&["graph"], arguments].concat());
    assert_eq!(outcome.status, 2, "{outcome:#?}");
    assert_eq!(outcome.out, "", "{outcome:#?}");
    let said = outcome.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains(words), "{words:?} is not in {said:?}");
}

#[test]
fn misspelt_names_are_told_with_the_likely_one() {
    fails(&["unit", "policy"], "similar value exists: 'units'");
    fails(&["units", "policy", "--focus", "KC"], "there is no unit `KC` in `policy`; did you mean `KCC`?");
    fails(&["service", "Pasport", "policy"], "there is no service `Pasport` in `policy`; did you mean `Paspoort`?");
    fails(&["service", "Burgerzaken", "policy"], "`Burgerzaken` is several services; name one of them: `Paspoort`");
    fails(&["service", "policy"], "name the service to draw: `loket graph service NAME`; there are `Paspoort`");
    fails(&["units", "policy", "--highlight", "gap/unservd"], "did you mean `gap/unserved`?");
    fails(
        &["mandates", "policy", "--via", "Balie"],
        "`--via` changes nothing in `mandates`, which heeds --unit, --for, --of",
    );
    fails(&["handovers", "policy", "--for", "decide"], "`--for` changes nothing in `handovers`");
    fails(&["units", "policy", "--of", "Pasport"], "did you mean `Paspoort`?");
    fails(&["units", "policy", "more"], "unexpected argument `more`");
    fails(&["units", "policy", "--depth", "2"], "--focus");
    fails(&["units", "policy", "--format", "bmp"], "invalid value 'bmp'");
    fails(&["units", "policy", "--output", "picture.bmp"], "add `--format`");
    fails(&["units", "nowhere"], "cannot read `nowhere`");
    fails(&["units", "policy", "--output", "no/such/folder.json"], "cannot write `no/such/folder.json`");
}

#[test]
fn own_rules_can_be_highlighted_where_they_are() {
    let ask = Ask { highlight: vec!["own/paper".to_owned()], ..ask(View::Units) };
    assert!(matches!(refused(SOUND, &ask), Undrawn::NoOwnRule { near: None, .. }));
}

#[test]
fn several_policies_are_not_one_picture() {
    let place = place().file("other/loket.toml", "").file("other/policy.org", SOUND);
    let outcome = place.run(&["graph", "units"]);
    assert_eq!(outcome.status, 2);
    assert!(outcome.err.contains("holds 2 policies"), "{}", outcome.err);
}

#[test]
fn a_file_is_written_in_the_format_of_its_ending() {
    let place = place();
    for (file, begin) in [
        ("a.dot", "digraph \"units\""),
        ("a.mmd", "---\ntitle:"),
        ("a.graphml", "<?xml"),
        ("a.json", "{\n  \"version\": 1"),
        ("a.txt", "Units"),
    ] {
        let outcome = place.run(&["graph", "units", "policy", "--output", file]);
        assert_eq!((outcome.status, outcome.out.as_str(), outcome.err.as_str()), (0, "", ""));
        let text = std::fs::read_to_string(place.path(file)).unwrap();
        assert!(text.starts_with(begin), "{file}: {text}");
    }
    // A picture that cannot be made leaves the one that is there.
    let outcome = place.run(&["graph", "units", "policy", "--output", "a.dot", "--focus", "Nobody"]);
    assert_eq!(outcome.status, 2);
    assert!(std::fs::read_to_string(place.path("a.dot")).unwrap().starts_with("digraph"));
}

#[test]
fn a_chart_that_is_too_large_says_what_to_do() {
    let mut text = String::from("unit K { kind: kcc }\n");
    for number in 0..600 {
        write!(text, "unit A{number} {{ kind: back }}\nhandover K -> A{number} warm within 2m\n").unwrap();
    }
    let place = Place::new().file("policy.org", &text);
    let outcome = place.run(&["graph", "handovers", "--format", "mermaid"]);
    assert_eq!((outcome.status, outcome.out.as_str()), (2, ""));
    let said = outcome.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("601 lines") && said.contains("--focus UNIT"), "{said}");
}

/// Words of a command line, with those in double quotes as one.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 { out.push(part.to_owned()) } else { out.extend(part.split_whitespace().map(str::to_owned)) }
    }
    out
}

#[test]
fn every_command_of_the_page_works() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/graph.md")).unwrap();
    let mut ran = 0;
    for command in page.lines().filter_map(|line| line.strip_prefix("$ loket ")) {
        let run =
            std::process::Command::new(env!("CARGO_BIN_EXE_loket")).args(words(command)).current_dir(root).output();
        let run = run.unwrap();
        assert!(run.status.success() && !run.stdout.is_empty(), "{command}: {run:?}");
        ran += 1;
    }
    assert!(ran >= 6, "only {ran} commands");
    for view in View::ALL {
        assert!(page.contains(&format!("| `{}", view.word())), "{} has no line", view.word());
    }
}
