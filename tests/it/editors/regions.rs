//! Regions of files that are otherwise written by hand. A region stands between the line `derived: NAME` and the line
//! `derived: end`, each behind the comment sign of its language.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::words;

type Lists = BTreeMap<String, Vec<String>>;

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

/// `before`, the words with `between` between them, `after`; on several lines that begin with `pad` where one is too short.
fn wrapped(before: &str, words: &[String], between: &str, after: &str, pad: &str) -> String {
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
    format!("{out}{}\n", after.trim_start())
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
            let mut out = wrapped("const kw = { ", &pairs, ", ", " };", "  ");
            for (name, list) in [("nouns", "noun"), ("heads", "head"), ("clauses", "clause"), ("flags", "flag")] {
                let words: Vec<String> = lists[list].iter().map(key).collect();
                out.push_str(&wrapped(&format!("const {name} = ["), &words, ", ", "];", "  "));
            }
            out.push_str(&wrapped("const counted = [", &in_quotes(&lists["counted"]), ", ", "];", "  "));
            out
        }
        _ => panic!("grammar.js has a region {name}"),
    }
}

/// A query: `(#any-of? @capture "word" …)`, the region being `LIST capture`, or the words as tokens, if it is `tokens LIST`.
pub(super) fn query(name: &str, lists: &Lists) -> String {
    let (first, second) = name.split_once(' ').expect("a region of a query names a list and a capture");
    let list = if first == "tokens" { second } else { first };
    let words = in_quotes(lists.get(list).unwrap_or_else(|| panic!("there is no list {list}")));
    if first == "tokens" {
        wrapped("[ ", &words, " ", " ]", "  ")
    } else {
        wrapped(&format!("  (#any-of? @{second} "), &words, " ", ")", "    ")
    }
}

/// Vim: `syn keyword GROUP word …`, the group named in the region.
pub(super) fn vim(name: &str, lists: &Lists) -> String {
    if name == "first-line" {
        return wrapped("let s:items = '", &lists["item"], "\\|", "'", "      \\ ");
    }
    let (group, list) = name.split_once(' ').expect("a region of Vim names a group and a list");
    let (list, options) = list.split_once(' ').unwrap_or((list, ""));
    let words = lists.get(list).unwrap_or_else(|| panic!("there is no list {list}"));
    let mut before = format!("syn keyword {group} {options}");
    before.truncate(before.trim_end().len());
    wrapped(&format!("{before} "), words, " ", "", "      \\ ").trim_end().to_owned() + "\n"
}

/// Emacs: a list of words as a constant.
pub(super) fn emacs(name: &str, lists: &Lists) -> String {
    let words = in_quotes(lists.get(name).unwrap_or_else(|| panic!("there is no list {name}")));
    wrapped(&format!("(defconst loket--{name} '("), &words, " ", "))", "  ")
}
