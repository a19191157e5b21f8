//! The reference of the language: its examples are run, and its tables come from the vocabulary.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use loket::model::vocabulary::{self, Property};
use loket::model::words::Set;

use crate::support;

/// The lists of words that are values of properties.
const VALUES: &[Set] = &[
    Set::UnitKind,
    Set::Medium,
    Set::ChannelClass,
    Set::Complexity,
    Set::Discretion,
    Set::Assurance,
    Set::Confidentiality,
    Set::Trait,
    Set::Freedom,
    Set::Phase,
    Set::Arrangement,
    Set::Formality,
    Set::Readiness,
    Set::Relation,
];

#[test]
fn examples_of_the_reference_parse() {
    for (at, example) in examples().iter().enumerate() {
        let document = support::check_bytes(&support::split(example), "");
        for finding in document["policies"][0]["findings"].as_array().unwrap() {
            let rule = finding["rule"].as_str().unwrap();
            let is_meant = !rule.starts_with("syntax/") && rule != "name/unknown-property" && rule != "name/duplicate";
            assert!(is_meant, "example {at}: {rule}: {}", finding["message"]);
        }
    }
}

#[test]
fn the_first_example_finds_what_the_text_says() {
    let document = support::check_bytes(&support::split(&examples()[0]), "");
    let findings = document["policies"][0]["findings"].as_array().unwrap();
    let [finding] = &findings[..] else { panic!("{findings:#?}") };
    let message = finding["message"].as_str().unwrap();
    let text = text().replace('\n', " ");
    assert!(text.contains(message), "docs/language.md should say: {message}");
}

/// Every head, clause and class that the reference shows is in the grammar, and the other way round.
#[test]
fn the_reference_shows_every_keyword() {
    let grammar = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/org.pest")).unwrap();
    let text = text();
    for line in grammar.lines().filter(|line| line.starts_with("kw_")) {
        let word = line.split('"').nth(1).unwrap();
        let shown = text.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|it| it == word);
        assert!(shown, "docs/language.md does not show `{word}`");
    }
}

/// The tables of the reference; `fresh` puts them in their places.
pub(crate) fn derive(text: &str) -> String {
    let parts = [("nouns", nouns()), ("values", values()), ("words", words()), ("annotations", annotations())];
    parts.iter().fold(text.to_owned(), |text, (name, part)| crate::fresh::between(&text, name, part))
}

fn nouns() -> String {
    let vocabulary = vocabulary::get();
    let mut out = String::new();
    for noun in &vocabulary.nouns {
        writeln!(out, "\n### `{}`\n\n{}.\n", noun.word, capital(noun.doc)).unwrap();
        if noun.word == "record" {
            out.push_str("Every property but these is a field; its value is its traits, ");
            out.push_str("`source UNIT`, `confidential LEVEL` and `assurance LEVEL`.\n\n");
        }
        table(&mut out, &noun.properties);
    }
    out.push('\n');
    out
}

fn table(out: &mut String, properties: &[Property]) {
    out.push_str("| property | value | is |\n|---|---|---|\n");
    for it in properties {
        let required = if it.is_required() { " (required)" } else { "" };
        writeln!(out, "| `{}` | {} | {}{required} |", it.word, value(it.shape), it.doc).unwrap();
    }
}

/// What a value looks like; long lists of words stand below.
fn value(shape: &str) -> String {
    let long = VALUES.iter().find(|set| name(**set) == shape && vocabulary::get().words(**set).len() > 4);
    match long {
        Some(_) => format!("a word of *{shape}*"),
        None => vocabulary::get().shape(shape).replace('|', "\\|"),
    }
}

fn values() -> String {
    let mut out = String::new();
    for &set in VALUES {
        writeln!(out, "\n*{}*\n\n| word | is |\n|---|---|", name(set)).unwrap();
        for entry in vocabulary::get().words(set) {
            writeln!(out, "| `{}` | {} |", entry.word, entry.doc).unwrap();
        }
    }
    out.push('\n');
    out
}

fn words() -> String {
    let mut out = String::new();
    for (title, set) in [
        ("Tasks", Set::Task),
        ("Operations", Set::Operation),
        ("Short for operations", Set::Writing),
        ("Safeguards", Set::Safeguard),
    ] {
        writeln!(out, "\n*{title}*\n\n| word | is |\n|---|---|").unwrap();
        for entry in vocabulary::get().words(set) {
            let group = match entry.group {
                Some(vocabulary::Group::Process) => " (a task of the process)",
                Some(vocabulary::Group::Service) => " (an aspect of the service)",
                Some(vocabulary::Group::Channel) => " (an aspect of the channel)",
                None => "",
            };
            writeln!(out, "| `{}` | {}{group} |", entry.word, entry.doc).unwrap();
        }
    }
    out.push('\n');
    out
}

fn annotations() -> String {
    let mut out = String::from("| annotation | takes | is |\n|---|---|---|\n");
    for it in &vocabulary::get().annotations {
        let mut takes = vec![vocabulary::get().shape(it.value)];
        takes.extend(it.arguments.iter().map(|it| format!("`{}`: {}", it.word, vocabulary::get().shape(it.shape))));
        writeln!(out, "| `@{}` | {} | {} |", it.word, takes.join("; "), it.doc).unwrap();
    }
    out
}

/// `UnitKind` as the vocabulary calls it: `unit-kind`.
pub(crate) fn name(set: Set) -> String {
    let mut out = String::new();
    for c in format!("{set:?}").chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn text() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/language.md")).unwrap()
}

fn examples() -> Vec<String> {
    let text = text();
    let blocks = text.split("```org\n").skip(1);
    blocks.map(|it| it.split("```").next().unwrap().to_owned()).collect()
}
