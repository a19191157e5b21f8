//! Regions of files that are otherwise written by hand. A region stands between the line `derived: NAME` and the line
//! `derived: end`, each behind the comment sign of its language.

use std::fmt::Write;

use super::words::{self, Lists};

/// The widest line that is written.
const WIDTH: usize = 120;

/// A file with all its regions written anew by `part`, which is given their names.
pub(super) fn renewed(text: &str, part: fn(&str, &Lists) -> String) -> String {
    let lists = words::lists();
    let mut out = String::new();
    let mut inside = false;
    for line in text.lines() {
        let name = line.split_once("derived: ").map(|(_, name)| name.trim_end_matches([' ', '*', '/', '-', '>']));
        inside &= name.is_none();
        if !inside {
            writeln!(out, "{line}").unwrap();
        }
        if let Some(name) = name.filter(|name| *name != "end") {
            out.push_str(&part(name, &lists));
            inside = true;
        }
    }
    assert!(!inside, "a region has no end");
    out
}

/// `before`, the words with `between` between them, `after`; on several lines that begin with `pad` where one is too
/// short, and what comes after them with `last`.
fn wrapped(before: &str, words: &[String], between: &str, after: &str, pad: &str, last: &str) -> String {
    let one = format!("{before}{}{after}\n", words.join(between));
    if one.trim_end().chars().count() <= WIDTH {
        return one;
    }
    let mut out = format!("{}\n", before.trim_end());
    let mut line = pad.to_owned();
    for (at, word) in words.iter().enumerate() {
        let between = if at + 1 < words.len() { between } else { "" };
        if line.len() + word.len() + between.trim_end().len() > WIDTH {
            writeln!(out, "{}", line.trim_end()).unwrap();
            pad.clone_into(&mut line);
        }
        write!(line, "{word}{between}").unwrap();
    }
    writeln!(out, "{}", line.trim_end()).unwrap();
    format!("{out}{last}{}\n", after.trim_start())
}

fn in_quotes(words: &[String]) -> Vec<String> {
    words.iter().map(|word| format!("\"{word}\"")).collect()
}

/// `grammar.js`: the keywords as properties of `kw`, and their groups.
pub(super) fn tree_sitter(name: &str, lists: &Lists) -> String {
    let key = |word: &String| format!("kw.{}", word.replace('-', "_"));
    match name {
        "keywords" => {
            let pairs: Vec<String> =
                lists["keyword"].iter().map(|word| format!("{}: \"{word}\"", word.replace('-', "_"))).collect();
            let mut out = wrapped("const kw = { ", &pairs, ", ", " };", "  ", "");
            for (name, list) in [("nouns", "noun"), ("heads", "head"), ("clauses", "clause"), ("flags", "flag")] {
                let words: Vec<String> = lists[list].iter().map(key).collect();
                out.push_str(&wrapped(&format!("const {name} = ["), &words, ", ", "];", "  ", ""));
            }
            out
        }
        _ => panic!("grammar.js has a region {name}"),
    }
}

/// A query. `any LIST capture`: the capture is one of the words; `span LIST capture`: or two of them with a hyphen between;
/// `tokens LIST`: the words as tokens.
pub(super) fn query(name: &str, lists: &Lists) -> String {
    let parts: Vec<&str> = name.split(' ').collect();
    match parts[..] {
        ["any", name, capture] => {
            let words = in_quotes(list(lists, name));
            wrapped(&format!("  (#any-of? @{capture} "), &words, " ", ")", "    ", "  ")
        }
        ["span", name, capture] => {
            let any = list(lists, name).join("|");
            format!("  (#match? @{capture} \"^({any})(-({any}))?$\")\n")
        }
        ["tokens", name] => wrapped("[ ", &in_quotes(list(lists, name)), " ", " ]", "  ", ""),
        _ => panic!("a query has a region {name}"),
    }
}

/// Vim: lists, their names with commas between them, as entries of the dictionary of words.
pub(super) fn vim(names: &str, lists: &Lists) -> String {
    let words = |name: &str| -> Vec<String> { list(lists, name).iter().map(|it| format!("'{it}'")).collect() };
    let mut out = String::new();
    for name in names.split(", ") {
        out.push_str(&wrapped(
            &format!("let g:loket#words['{name}'] = ["),
            &words(name),
            ", ",
            "]",
            "      \\ ",
            "      \\ ",
        ));
    }
    out
}

/// Emacs: lists, their names with commas between them, as constants.
pub(super) fn emacs(names: &str, lists: &Lists) -> String {
    let mut out = String::new();
    for name in names.split(", ") {
        let mut words = in_quotes(list(lists, name));
        if let Some(last) = words.last_mut() {
            last.push_str("))");
        }
        out.push_str(wrapped(&format!("(defconst loket--{name} '("), &words, " ", "", "    ", "").trim_end());
        out.push('\n');
    }
    out
}

/// VS Code: the pattern of a policy's first line, in JavaScript.
pub(super) fn vscode(name: &str, _: &Lists) -> String {
    assert_eq!(name, "policy");
    format!("const policy = /{}/;\n", super::first_line().replace('/', "\\/"))
}

/// Zed: the same in TOML.
pub(super) fn zed(name: &str, _: &Lists) -> String {
    assert_eq!(name, "policy");
    format!("first_line_pattern = '{}'\n", super::first_line())
}

/// The manifest of the extension of VS Code, with the same pattern, in JSON.
pub(super) fn manifest(text: &str) -> String {
    let (before, rest) = text.split_once("\"firstLine\": ").expect("the manifest has a pattern");
    let (_, after) = rest.split_once(",\n").expect("the pattern stands on one line, and is not the last");
    let pattern = serde_json::to_string(&super::first_line()).expect("it is plain data");
    format!("{before}\"firstLine\": {pattern},\n{after}")
}

fn list<'a>(lists: &'a Lists, name: &str) -> &'a [String] {
    lists.get(name).unwrap_or_else(|| panic!("there is no list {name}"))
}
