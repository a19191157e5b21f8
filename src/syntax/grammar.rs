//! The parser that pest makes of `grammar/org.pest`, and what its `kw_` rules spell.

use std::sync::OnceLock;

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
    let table = table();
    let alike = table.alike.get(place(word)?)?;
    alike.iter().find(|&&at| &*table.words[at as usize].0 == word).map(|&at| table.words[at as usize].1)
}

/// How a keyword's rule spells it; other rules spell nothing.
pub(super) fn spelling(rule: Rule) -> &'static str {
    let table = table();
    table.spellings.get(rule as usize).map_or("", |&at| table.words.get(at as usize).map_or("", |(word, _)| word))
}

/// The words of the language beside its keywords.
const VOCABULARY: &str = include_str!("../../grammar/vocabulary.toml");

/// Whether a word is a task.
pub(super) fn is_task(word: &str) -> bool {
    is_in("task", word)
}

/// Whether a word is an operation.
pub(super) fn is_operation(word: &str) -> bool {
    is_in("operation", word) || is_in("writing", word)
}

/// Whether a list of the vocabulary file holds a word, of which no entry is written in two ways.
fn is_in(list: &str, word: &str) -> bool {
    static WORDS: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words = Vec::new();
        let mut name = "";
        for line in VOCABULARY.lines() {
            let (first, entries) = line.split_once(" = [").map_or((name, line), |(first, rest)| (first, rest));
            name = first;
            // The word is the first text of an entry.
            let entry = entries.split('"').nth(1);
            words.extend(entry.map(|word| (name, word)));
        }
        words
    });
    words.contains(&(list, word))
}

struct Table {
    words: Vec<(Box<str>, Rule)>,
    /// By first letter and length: places in `words`.
    alike: Vec<Vec<u8>>,
    /// By rule: its place in `words`, or beyond them.
    spellings: Vec<u8>,
}

/// Where words with this first letter and length stand in a table.
fn place(word: &str) -> Option<usize> {
    let first = usize::from(word.as_bytes().first()?.wrapping_sub(b'a'));
    (first < 26 && word.len() < 16).then(|| first * 16 + word.len())
}

/// A keyword's rule is named after it, with `_` for `-`; a test holds the names against the grammar.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rules = Rule::all_rules();
        let mut table =
            Table { words: Vec::new(), alike: vec![Vec::new(); 26 * 16], spellings: vec![u8::MAX; rules.len() + 1] };
        for &rule in rules {
            let name = format!("{rule:?}");
            let Some(word) = name.strip_prefix("kw_") else { continue };
            let word = word.replace('_', "-").into_boxed_str();
            let at = u8::try_from(table.words.len()).expect("the language has fewer than 255 keywords");
            if let Some(alike) = place(&word).and_then(|place| table.alike.get_mut(place)) {
                alike.push(at);
            }
            if let Some(spelling) = table.spellings.get_mut(rule as usize) {
                *spelling = at;
            }
            table.words.push((word, rule));
        }
        table
    })
}
