//! The parser that pest makes of `grammar/org.pest`, and what its `kw_` rules spell.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Text to pairs.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/org.pest"]
pub(super) struct Grammar;

/// The keywords in the order of the grammar, each with its rule.
pub(super) fn keywords() -> impl Iterator<Item = (&'static str, Rule)> {
    table().words.iter().map(|(word, rule)| (&**word, *rule))
}

/// The rule of a keyword.
pub(super) fn keyword(word: &str) -> Option<Rule> {
    table().rules.get(word).copied()
}

/// How a keyword's rule spells it.
pub(super) fn spelling(rule: Rule) -> &'static str {
    keywords().find(|&(_, other)| other == rule).map_or("", |(word, _)| word)
}

struct Table {
    words: Vec<(Box<str>, Rule)>,
    rules: FxHashMap<Box<str>, Rule>,
}

/// A keyword's rule is named after it, with `_` for `-`; a test holds the names against the grammar.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let word = |rule: &Rule| {
            let name = format!("{rule:?}");
            let word = name.strip_prefix("kw_")?.replace('_', "-").into_boxed_str();
            Some((word, *rule))
        };
        let words: Vec<_> = Rule::all_rules().iter().filter_map(word).collect();
        let rules = words.iter().cloned().collect();
        Table { words, rules }
    })
}
