//! The set of rules: its order, its pages, its levels, and the examples of every page.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use loket::check::Rule;
use loket::checks::ALL;
use loket::finding::Level;
use loket::policy::Input;
use serde_json::Value;

use crate::support;

/// The catalogue: what every rule is called and how serious it is. Ids are public and never change.
const CATALOGUE: &[(&str, Level)] = &[
    ("accept/expired", Level::Error),
    ("accept/incomplete", Level::Warning),
    ("accept/unused", Level::Warning),
    ("capacity/average-only", Level::Warning),
    ("capacity/backlog", Level::Warning),
    ("capacity/no-surge", Level::Warning),
    ("capacity/occupancy", Level::Warning),
    ("capacity/overload", Level::Error),
    ("capacity/second-line", Level::Warning),
    ("capacity/service-level", Level::Warning),
    ("capacity/surge-unskilled", Level::Warning),
    ("capacity/team-under-peak", Level::Warning),
    ("expect/failed", Level::Error),
    ("gap/audience-unreached", Level::Warning),
    ("gap/blind-front", Level::Warning),
    ("gap/field-unwritable", Level::Warning),
    ("gap/hours", Level::Warning),
    ("gap/location-unstaffed", Level::Error),
    ("gap/no-answer-norm", Level::Warning),
    ("gap/no-general-entrance", Level::Warning),
    ("gap/not-offered", Level::Warning),
    ("gap/right-missing", Level::Error),
    ("gap/unaccountable", Level::Error),
    ("gap/undecided", Level::Error),
    ("gap/unserved", Level::Error),
    ("gap/unsteered", Level::Error),
    ("gap/write-undecided", Level::Warning),
    ("handover/cycle", Level::Error),
    ("handover/dead-end", Level::Error),
    ("handover/missing", Level::Error),
    ("handover/no-deadline", Level::Warning),
    ("handover/no-return", Level::Warning),
    ("handover/no-second-line", Level::Error),
    ("handover/no-shared-view", Level::Warning),
    ("handover/not-live", Level::Info),
    ("handover/switchboard", Level::Warning),
    ("handover/team-hands-over", Level::Warning),
    ("handover/too-long", Level::Warning),
    ("handover/unequal", Level::Warning),
    ("mandate/cycle", Level::Error),
    ("mandate/delegated-down", Level::Error),
    ("mandate/missing", Level::Error),
    ("mandate/no-reference", Level::Warning),
    ("mandate/not-mandatable", Level::Error),
    ("mandate/not-onward", Level::Error),
    ("mandate/outside", Level::Error),
    ("mandate/wider-than-source", Level::Error),
    ("name/confusable", Level::Info),
    ("name/duplicate", Level::Error),
    ("name/empty-box", Level::Warning),
    ("name/unknown-property", Level::Error),
    ("name/unresolved", Level::Error),
    ("name/unused", Level::Warning),
    ("overlap/accountable", Level::Error),
    ("overlap/audience", Level::Warning),
    ("overlap/channel-chief", Level::Error),
    ("overlap/content", Level::Warning),
    ("overlap/contradiction", Level::Warning),
    ("overlap/decide", Level::Error),
    ("overlap/delegator", Level::Error),
    ("overlap/entrance", Level::Warning),
    ("overlap/redundant", Level::Info),
    ("overlap/responsible", Level::Warning),
    ("overlap/writers", Level::Warning),
    ("people/formality-clash", Level::Info),
    ("people/readiness", Level::Info),
    ("people/scarce", Level::Warning),
    ("people/skill-gap", Level::Warning),
    ("people/span", Level::Info),
    ("relation/freedom-contradiction", Level::Warning),
    ("relation/no-agreement", Level::Warning),
    ("relation/no-internal-owner", Level::Warning),
    ("relation/outsider-decides", Level::Error),
    ("risk/above-ceiling", Level::Error),
    ("risk/authentic-outside-source", Level::Error),
    ("risk/blanket", Level::Warning),
    ("risk/excess-right", Level::Warning),
    ("risk/experimental", Level::Warning),
    ("risk/front-mutation", Level::Error),
    ("risk/identity-too-low", Level::Error),
    ("risk/inform-only-writes", Level::Error),
    ("risk/inherited-front", Level::Error),
    ("risk/no-purpose", Level::Warning),
    ("risk/no-second-pair-of-eyes", Level::Warning),
    ("risk/outside-partner", Level::Error),
    ("risk/separation", Level::Error),
    ("risk/team-alone", Level::Warning),
    ("risk/unlogged", Level::Warning),
    ("steering/audience-incomplete", Level::Warning),
    ("steering/by-channel-only", Level::Warning),
    ("steering/chief-without-back", Level::Warning),
    ("steering/chief-without-powers", Level::Warning),
    ("steering/conflict", Level::Error),
    ("steering/location-of-virtual", Level::Warning),
    ("steering/split-service", Level::Warning),
    ("steering/temporary-no-end", Level::Warning),
    ("structure/arrangement-mismatch", Level::Warning),
    ("structure/kcc-advised", Level::Info),
    ("structure/mixed-step", Level::Warning),
    ("structure/orphan-unit", Level::Warning),
    ("structure/service-in-two-backs", Level::Warning),
    ("structure/stale-review", Level::Warning),
    ("structure/team-incomplete", Level::Warning),
    ("structure/team-simple-peak", Level::Info),
    ("style/naming", Level::Info),
    ("style/undocumented", Level::Info),
    ("syntax/bidi", Level::Error),
    ("syntax/encoding", Level::Error),
    ("syntax/error", Level::Error),
    ("syntax/org-mode", Level::Error),
];

/// The groups of which the catalogue consists.
const GROUPS: &[&str] = &[
    "accept",
    "capacity",
    "expect",
    "gap",
    "handover",
    "mandate",
    "name",
    "overlap",
    "people",
    "relation",
    "risk",
    "steering",
    "structure",
    "style",
    "syntax",
];

#[test]
fn every_file_is_a_rule_of_its_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/checks");
    let mut files = BTreeSet::new();
    for group in fs::read_dir(&root).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_dir()) {
        for file in fs::read_dir(&group).unwrap().map(|it| it.unwrap().path()) {
            let stem = file.file_stem().unwrap().to_str().unwrap().replace('_', "-");
            files.insert(format!("{}/{stem}", group.file_name().unwrap().to_str().unwrap()));
        }
    }
    let ids: BTreeSet<String> = ALL.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(files, ids);
}

#[test]
fn rules_are_sorted_and_have_no_double() {
    let ids: Vec<&str> = ALL.iter().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");
}

#[test]
fn ids_and_levels_are_those_of_the_catalogue() {
    let rules: Vec<(&str, Level)> = ALL.iter().map(|rule| (rule.id, rule.level)).collect();
    assert_eq!(rules, CATALOGUE);
}

#[test]
fn groups_are_those_of_the_catalogue() {
    let groups: BTreeSet<&str> = ALL.iter().map(|rule| rule.group()).collect();
    assert_eq!(groups.into_iter().collect::<Vec<_>>(), GROUPS);
}

#[test]
fn every_page_is_complete() {
    for rule in ALL {
        let page = Page::of(rule);
        assert!(rule.summary().len() > 20, "{}: what does it find?", rule.id);
        assert!(!rule.summary().contains(". "), "{}: the summary is one sentence", rule.id);
        let mut sections: Vec<&str> = page.text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        sections.retain(|it| *it != "Settings");
        assert_eq!(sections, ["Why", "Bad", "Good"], "{}", rule.id);
        let why = page.section("Why");
        let basis = why.split("Basis: ").nth(1).unwrap_or_else(|| panic!("{}: no basis", rule.id));
        let is_based = basis.contains("http") || basis.contains("Awb ") || basis.starts_with("the language itself");
        assert!(is_based, "{}: {basis}", rule.id);
        for (name, word) in [("Bad", "bad"), ("Good", "good")] {
            assert_eq!(page.section(name).matches("```org").count(), 1, "{}: one {word} example", rule.id);
        }
        for line in page.text.lines().filter(|line| !line.contains("http")) {
            assert!(line.chars().count() <= 112, "{}: a long line: {line}", rule.id);
        }
    }
}

#[test]
fn bad_examples_give_exactly_the_finding_of_their_page() {
    let mut wrong = Vec::new();
    for rule in ALL {
        let page = Page::of(rule);
        let found = findings(&page.example("Bad"));
        let own = found.iter().filter(|id| *id == rule.id).count();
        let others: BTreeSet<&str> = found.iter().map(String::as_str).filter(|id| *id != rule.id).collect();
        if own != 1 || others != page.companions() {
            wrong.push(format!("{}: {found:?}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn good_examples_give_no_finding_of_any_rule() {
    let mut wrong = Vec::new();
    for rule in ALL {
        let found = findings(&Page::of(rule).example("Good"));
        if !found.is_empty() {
            wrong.push(format!("{}: {found:?}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_good_example_is_the_bad_one_mended() {
    for rule in ALL {
        let page = Page::of(rule);
        let (bad, good) = (page.example("Bad"), page.example("Good"));
        let words = |text: &str| text.lines().map(|line| line.split_whitespace().collect::<String>()).collect();
        let (bad, good): (BTreeSet<String>, BTreeSet<String>) = (words(&bad), words(&good));
        if rule.id != "syntax/org-mode" {
            let changed = bad.symmetric_difference(&good).count();
            assert!((1..=6).contains(&changed), "{}: {changed} lines changed", rule.id);
        }
    }
}

/// Where to look, how serious, what, and what to do: every finding of every example says all of it.
#[test]
fn every_message_is_one_sentence_with_a_help() {
    for rule in ALL {
        let document = check(&Page::of(rule).example("Bad"));
        for finding in document["policies"][0]["findings"].as_array().unwrap() {
            let message = finding["message"].as_str().unwrap();
            let first = message.chars().next().unwrap();
            assert!(!first.is_uppercase(), "{}: {message}", rule.id);
            assert!(!message.ends_with('.') && !message.contains(". "), "{}: {message}", rule.id);
            assert!(!message.contains("  ") && message.trim() == message, "{}: {message}", rule.id);
            assert!(message.matches('`').count() % 2 == 0, "{}: {message}", rule.id);
            let help = finding["help"].as_str().unwrap_or_default();
            assert!(!help.is_empty() && !help.ends_with('.'), "{}: {message}: {help:?}", rule.id);
            assert!(help.matches('`').count() % 2 == 0, "{}: {help}", rule.id);
        }
    }
}

/// What a help says to write can be written, once the places for the reader's own words are filled.
#[test]
fn statements_in_helps_are_statements() {
    let heads = ["offer ", "responsible ", "accountable ", "allow ", "mandate ", "handover "];
    let mut seen = 0;
    for rule in ALL {
        let document = check(&Page::of(rule).example("Bad"));
        for finding in document["policies"][0]["findings"].as_array().unwrap() {
            let help = finding["help"].as_str().unwrap_or_default();
            for snippet in help.split('`').skip(1).step_by(2).filter(|it| heads.iter().any(|head| it.starts_with(head)))
            {
                let text =
                    snippet.replace(" when …", "").replace("within …", "within 1h").replace(" to …", " to read *");
                let text = text.trim_end_matches([' ', '…', ',']);
                let found = findings(text);
                assert!(!found.iter().any(|it| it.starts_with("syntax/")), "{}: {text}: {found:?}", rule.id);
                seen += 1;
            }
        }
    }
    assert!(seen > 15, "{seen} statements in helps");
}

/// A rule's page, without the space that a doc comment puts before each line.
struct Page {
    rule: &'static Rule,
    text: String,
}

impl Page {
    fn of(rule: &'static Rule) -> Self {
        Self { rule, text: rule.text() }
    }

    /// The text under a heading, up to the next.
    fn section(&self, name: &str) -> &str {
        let (_, rest) = self.text.split_once(&format!("## {name}\n")).unwrap_or_else(|| {
            panic!("{} has no {name}", self.rule.id);
        });
        rest.split("\n## ").next().unwrap()
    }

    /// The policy under a heading.
    fn example(&self, name: &str) -> String {
        let (_, rest) = self.section(name).split_once("```org\n").unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    }

    /// The rules that by their nature find something in the bad example too.
    fn companions(&self) -> BTreeSet<&str> {
        let line = self.text.lines().find_map(|line| line.strip_prefix("Comes with: "));
        line.into_iter().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
    }
}

/// The files of the bad example of a rule's page.
pub(crate) fn bad_files(rule: &'static Rule) -> Vec<(String, Vec<u8>)> {
    support::split(&Page::of(rule).example("Bad"))
}

/// The bad example of a rule's page as a policy.
pub(crate) fn bad(rule: &'static Rule) -> Input {
    support::input_of_bytes(&bad_files(rule), "")
}

fn check(example: &str) -> Value {
    support::check_bytes(&support::split(example), "")
}

fn findings(example: &str) -> Vec<String> {
    let document = check(example);
    let findings = document["policies"][0]["findings"].as_array().unwrap();
    findings.iter().map(|it| it["rule"].as_str().unwrap().to_owned()).collect()
}
