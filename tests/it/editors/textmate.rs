//! One grammar, two formats: the JSON of `TextMate`, and the contexts of Sublime Text, which bat reads too.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;
use serde_json::{Map, Value, json};

const SOURCE: &str = include_str!("../../../editors/textmate/loket.tmLanguage.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grammar {
    scope: String,
    variables: BTreeMap<String, String>,
    patterns: Vec<Pattern>,
    repository: BTreeMap<String, Context>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Context {
    patterns: Vec<Pattern>,
}

/// An `include`, a `match`, or a `begin` with its `end`.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Pattern {
    include: Option<String>,
    r#match: Option<String>,
    begin: Option<String>,
    end: Option<String>,
    /// Of the whole, its begin and end included.
    scope: Option<String>,
    captures: BTreeMap<String, String>,
    begin_captures: BTreeMap<String, String>,
    end_captures: BTreeMap<String, String>,
    patterns: Vec<Pattern>,
}

fn grammar() -> Grammar {
    toml::from_str(SOURCE).expect("the source of the grammar is read")
}

/// Fills in the variables and the lists of words.
fn expand(text: &str, variables: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").expect("a variable is closed");
        out.push_str(before);
        out.push_str(&variables.get(name).map_or_else(|| any_of(name), |it| expand(it, variables)));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `(?:one|other)` of a list of words.
pub(super) fn any_of(name: &str) -> String {
    let lists = super::words::lists();
    let words = lists.get(name).unwrap_or_else(|| panic!("there is no list {name}"));
    format!("(?:{})", words.join("|"))
}

fn scoped(scope: &str) -> String {
    format!("{scope}.loket")
}

// ---- TextMate ---------------------------------------------------------------------------------------------------

pub(super) fn json() -> String {
    let grammar = grammar();
    let list = |patterns: &[Pattern]| patterns.iter().map(|it| pattern(it, &grammar.variables)).collect::<Vec<Value>>();
    let repository: Map<String, Value> =
        grammar.repository.iter().map(|(name, it)| (name.clone(), json!({ "patterns": list(&it.patterns) }))).collect();
    let document = json!({
        "information_for_contributors": ["Derived from editors/textmate/loket.tmLanguage.toml by `cargo test`."],
        "name": "Loket",
        "scopeName": grammar.scope,
        "patterns": list(&grammar.patterns),
        "repository": repository,
    });
    let mut text = serde_json::to_string_pretty(&document).expect("it is plain data");
    text.push('\n');
    text
}

fn pattern(it: &Pattern, variables: &BTreeMap<String, String>) -> Value {
    let mut out = Map::new();
    for (key, text) in [("match", &it.r#match), ("begin", &it.begin), ("end", &it.end)] {
        if let Some(text) = text {
            out.insert(key.to_owned(), Value::String(expand(text, variables)));
        }
    }
    if let Some(include) = &it.include {
        out.insert("include".to_owned(), Value::String(include.clone()));
    }
    if let Some(scope) = &it.scope {
        out.insert("name".to_owned(), Value::String(scoped(scope)));
    }
    let captures =
        [("captures", &it.captures), ("beginCaptures", &it.begin_captures), ("endCaptures", &it.end_captures)];
    for (key, captures) in captures.into_iter().filter(|(_, it)| !it.is_empty()) {
        let captures: Map<String, Value> =
            captures.iter().map(|(at, scope)| (at.clone(), json!({ "name": scoped(scope) }))).collect();
        out.insert(key.to_owned(), Value::Object(captures));
    }
    if it.begin.is_some() {
        out.insert("patterns".to_owned(), it.patterns.iter().map(|it| pattern(it, variables)).collect());
    }
    Value::Object(out)
}

// ---- Sublime Text -----------------------------------------------------------------------------------------------

pub(super) fn sublime() -> String {
    let grammar = grammar();
    let mut out = String::from(
        "%YAML 1.2\n---\n# Derived from editors/textmate/loket.tmLanguage.toml by `cargo test`.\n\
         # No `file_extensions`: `.org` belongs to Emacs's outliner too. See editors/README.md.\nname: Loket\n",
    );
    writeln!(out, "scope: {}\nfirst_line_match: {}\n", grammar.scope, quoted(&super::first_line())).unwrap();
    out.push_str("contexts:\n  main:\n");
    contexts(&mut out, &grammar.patterns, &grammar.variables, 4);
    for (name, context) in &grammar.repository {
        writeln!(out, "\n  {name}:").unwrap();
        contexts(&mut out, &context.patterns, &grammar.variables, 4);
    }
    out
}

fn contexts(out: &mut String, patterns: &[Pattern], variables: &BTreeMap<String, String>, depth: usize) {
    let pad = " ".repeat(depth);
    for it in patterns {
        if let Some(include) = &it.include {
            writeln!(out, "{pad}- include: {}", include.trim_start_matches('#')).unwrap();
            continue;
        }
        let (start, captures) = match &it.begin {
            Some(begin) => (begin, &it.begin_captures),
            None => (it.r#match.as_ref().expect("a pattern has a match, a begin or an include"), &it.captures),
        };
        writeln!(out, "{pad}- match: {}", quoted(&expand(start, variables))).unwrap();
        if let (Some(scope), None) = (&it.scope, &it.begin) {
            writeln!(out, "{pad}  scope: {}", scoped(scope)).unwrap();
        }
        captured(out, captures, depth + 2);
        let Some(end) = &it.end else { continue };
        writeln!(out, "{pad}  push:").unwrap();
        if let Some(scope) = &it.scope {
            writeln!(out, "{pad}    - meta_scope: {}", scoped(scope)).unwrap();
        }
        writeln!(out, "{pad}    - match: {}", quoted(&expand(end, variables))).unwrap();
        captured(out, &it.end_captures, depth + 6);
        writeln!(out, "{pad}      pop: true").unwrap();
        contexts(out, &it.patterns, variables, depth + 4);
    }
}

fn captured(out: &mut String, captures: &BTreeMap<String, String>, depth: usize) {
    let pad = " ".repeat(depth);
    if !captures.is_empty() {
        writeln!(out, "{pad}captures:").unwrap();
    }
    for (at, scope) in captures {
        writeln!(out, "{pad}  {at}: {}", scoped(scope)).unwrap();
    }
}

/// A text of YAML in single quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
