//! Highlighters: what they know of the language comes from `grammar/`. `fresh` writes the derived files and regions anew.

mod boundaries;
mod regions;
mod textmate;
mod words;

use std::collections::BTreeMap;

/// The files that are derived as a whole.
const WHOLE: &[(&str, fn() -> String)] = &[
    ("editors/vscode/syntaxes/loket.tmLanguage.json", textmate::json),
    ("editors/sublime/Loket.sublime-syntax", textmate::sublime),
];

/// The files with derived regions, and what makes a region of its name.
const PARTS: &[(&str, fn(&str, &BTreeMap<String, Vec<String>>) -> String)] =
    &[("editors/tree-sitter-loket/grammar.js", regions::tree_sitter)];

/// Each derived file, and what it should hold, given what it holds now.
pub(crate) fn derived() -> Vec<(&'static str, Box<dyn Fn(&str) -> String>)> {
    let mut out: Vec<(&'static str, Box<dyn Fn(&str) -> String>)> = Vec::new();
    for &(path, whole) in WHOLE {
        out.push((path, Box::new(move |_| whole())));
    }
    for &(path, part) in PARTS {
        out.push((path, Box::new(move |now| regions::renewed(now, part))));
    }
    out
}

/// How the first line of a policy begins, as a regular expression that all engines read alike.
fn first_line() -> String {
    format!("^\\s*(?://|@[a-z]|{}(?![\\w:-]))", textmate::any_of("item"))
}
