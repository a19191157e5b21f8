//! Highlighters: what they know of the language comes from `grammar/`. `fresh` writes the derived files and regions anew.

mod boundaries;
mod queries;
mod regions;
mod textmate;
mod words;

use words::Lists;

/// Makes a file from the grammar.
type Whole = fn() -> String;
/// Makes a region of a file from its name.
type Part = fn(&str, &Lists) -> String;

/// The files that are derived as a whole.
const WHOLE: &[(&str, Whole)] = &[
    ("editors/vscode/syntaxes/loket.tmLanguage.json", textmate::json),
    ("editors/sublime/Loket.sublime-syntax", textmate::sublime),
];

/// The files with derived regions, and what makes a region of its name.
const PARTS: &[(&str, Part)] = &[
    ("editors/tree-sitter-loket/grammar.js", regions::tree_sitter),
    ("editors/tree-sitter-loket/queries/highlights.scm", regions::query),
    ("editors/vim/autoload/loket.vim", regions::vim),
    ("editors/emacs/loket-mode.el", regions::emacs),
    ("editors/vscode/decide.js", regions::vscode),
    ("editors/zed/languages/loket/config.toml", regions::zed),
];

/// A derived file, and what it should hold, given what it holds now.
type Derived = (&'static str, Box<dyn Fn(&str) -> String>);

/// All derived files of the editors, those that others are made of first.
pub(crate) fn derived() -> Vec<Derived> {
    let mut out: Vec<Derived> = Vec::new();
    for &(path, part) in PARTS {
        out.push((path, Box::new(move |now| regions::renewed(now, part))));
    }
    out.push(("editors/vscode/package.json", Box::new(regions::manifest)));
    for &(path, whole) in WHOLE {
        out.push((path, Box::new(move |_| whole())));
    }
    for &(path, from, names) in queries::COPIES {
        out.push((path, Box::new(move |_| queries::copy(from, names))));
    }
    out
}

/// How the first line of a policy begins, as a regular expression that all engines read alike; that of Rust cannot look ahead.
fn first_line() -> String {
    format!("^\\s*(?://|@[a-z]|{}(?:[^\\w:-]|$))", textmate::any_of("item"))
}
