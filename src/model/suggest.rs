//! Likely spellings: the one word that is nearest to a misspelt one. Pure text; knows no names of the policy.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::finding::Applicability;
use crate::syntax::spelling;

/// What is near to a word, by place in the list of candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Near {
    Nothing,
    One(usize),
    /// Equally near, in the order of the list.
    Several(Vec<usize>),
}

/// Words that may be meant, prepared for many questions.
#[derive(Debug)]
pub struct Candidates<'a> {
    /// As they are written.
    written: Vec<&'a str>,
    /// By length, then by place.
    words: Vec<Folded>,
    /// Places by folded word, in order.
    folded: FxHashMap<Box<str>, Vec<usize>>,
    /// The words that one edit makes of others.
    edits: OnceCell<Edits>,
}

#[derive(Debug)]
struct Folded {
    text: Box<str>,
    length: usize,
    letters: u64,
    at: usize,
}

/// How many equally near words are compared as they are written.
const TIES: usize = 50;

/// How many character operations may still be spent on words that are more than one edit away.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    left: u64,
    /// Something was not looked for, because too little was left.
    pub spent: bool,
}

impl Budget {
    /// What one policy may spend.
    pub fn of_policy() -> Self {
        Budget::of(200_000_000)
    }

    fn of(left: u64) -> Self {
        Budget { left, spent: false }
    }

    /// Takes so much; `false` when there is not enough left.
    fn spend(&mut self, cost: usize) -> bool {
        let cost = cost as u64;
        self.spent |= self.left < cost;
        if self.spent {
            return false;
        }
        self.left -= cost;
        true
    }
}

impl<'a> Candidates<'a> {
    /// Of words that are the same the first is one.
    pub fn new(words: impl IntoIterator<Item = &'a str>) -> Self {
        let written: Vec<&str> = words.into_iter().collect();
        let mut folded: FxHashMap<Box<str>, Vec<usize>> = FxHashMap::default();
        let mut list = Vec::new();
        let mut seen = FxHashSet::default();
        for (at, word) in written.iter().enumerate().filter(|it| seen.insert(*it.1)) {
            let text = fold(word);
            folded.entry(text.clone()).or_default().push(at);
            list.push(Folded { length: text.chars().count(), letters: letters(&text), text, at });
        }
        list.sort_by_key(|it| (it.length, it.at));
        Candidates { written, words: list, folded, edits: OnceCell::new() }
    }

    /// The places of the words that are one edit away from a folded word and are not it, in order. Costs what its letters are, however
    /// many words there are.
    fn one_edit(&self, word: &str) -> Vec<usize> {
        let edits = self.edits.get_or_init(|| Edits::new(&self.words));
        let near = edits.near(word).into_iter().map(|at| &self.words[at as usize]);
        let mut places: Vec<usize> = near.filter(|it| is_one_edit(word, &it.text)).map(|it| it.at).collect();
        places.sort_unstable();
        places
    }

    /// The words at the least Damerau-Levenshtein distance of at most a third of the word's length, and at least 1. Case and
    /// accents count only between equally near ones. Nothing beyond one edit when the budget is spent.
    pub fn near(&self, word: &str, budget: &mut Budget) -> Near {
        let written = word;
        let word = fold(word);
        if let Some(places) = self.folded.get(&word) {
            return self.nearest(written, places.clone());
        }
        let length = word.chars().count();
        let most = (length / 3).max(1).min(length.saturating_sub(1));
        if most == 0 {
            return Near::Nothing;
        }
        let places = self.one_edit(&word);
        if !places.is_empty() || most == 1 {
            return self.nearest(written, places);
        }
        let from = self.words.partition_point(|it| it.length < length - most);
        let to = self.words.partition_point(|it| it.length <= length + most);
        let window = &self.words[from..to];
        if !budget.spend(window.len() / 4 + 1) {
            return Near::Nothing;
        }
        let letters = letters(&word);
        let mut best = most;
        let mut places = Vec::new();
        for it in window {
            // An edit changes at most two letters of the set.
            if (it.letters ^ letters).count_ones() as usize > 2 * best {
                continue;
            }
            if !budget.spend(length * it.length + 16) {
                return Near::Nothing;
            }
            let distance = distance(&word, &it.text);
            if distance < best {
                best = distance;
                places.clear();
            }
            if distance == best {
                places.push(it.at);
            }
        }
        places.sort_unstable();
        self.nearest(written, places)
    }

    /// Whether a likely spelling is so near, and every other word so far, that nobody could mean another: an edit for every four
    /// letters at most, no digit among them, and no other word less than two edits farther.
    pub fn is_clear(&self, word: &str, at: usize, budget: &mut Budget) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let likely = self.written[at];
        let (folded, is) = (fold(word), fold(likely));
        let distance = strsim::osa_distance(&folded, &is);
        let length = folded.chars().count();
        if digits(word) != digits(likely) || distance * 4 > length {
            return false;
        }
        let most = distance + 1;
        let other = |at: &usize| self.written[*at] != likely;
        if self.folded.get(&folded).into_iter().flatten().any(other) || self.one_edit(&folded).iter().any(other) {
            return false;
        }
        if most == 1 {
            return true;
        }
        let letters = letters(&folded);
        let from = self.words.partition_point(|it| it.length + most < length);
        let to = self.words.partition_point(|it| it.length <= length + most);
        if !budget.spend((to - from) / 4 + 1) {
            return false;
        }
        self.words[from..to].iter().all(|it| {
            self.written[it.at] == likely
                || (it.letters ^ letters).count_ones() as usize > 2 * most
                || budget.spend(length * it.length + 16) && self::distance(&folded, &it.text) > most
        })
    }

    /// The longest word with a keyword right behind it that is this word: a blank lacks.
    pub fn joined(&self, word: &str) -> Option<usize> {
        let ends = word.char_indices().map(|it| it.0).filter(|&at| at > 0).rev();
        let mut befores = ends.map(|at| &word[..at]).filter(|it| spelling::keyword_behind(word, it).is_some());
        befores.find_map(|before| {
            let alike = self.folded.get(&fold(before))?;
            alike.iter().copied().find(|&it| self.written[it] == before)
        })
    }

    /// Of equally near words those that are nearest as they are written.
    fn nearest(&self, written: &str, places: Vec<usize>) -> Near {
        match places.as_slice() {
            [] => Near::Nothing,
            [one] => Near::One(*one),
            _ => {
                let distances = places.iter().map(|&it| strsim::osa_distance(written, self.written[it]));
                let distances: Vec<usize> = distances.take(TIES).collect();
                let least = distances.iter().min().copied().unwrap_or_default();
                let mut best = places.iter().zip(&distances).filter(|it| *it.1 == least).map(|it| *it.0);
                match (best.next(), best.next()) {
                    (Some(one), None) => Near::One(one),
                    _ => Near::Several(places),
                }
            }
        }
    }
}

/// How sure it is that a word of a short list was meant.
pub fn sureness<'a>(word: &str, likely: &str, words: impl IntoIterator<Item = &'a str>) -> Applicability {
    let words = Candidates::new(words);
    let at = words.written.iter().position(|it| *it == likely);
    let clear = at.is_some_and(|at| words.is_clear(word, at, &mut Budget::of(100_000)));
    if clear { Applicability::Safe } else { Applicability::Unsafe }
}

/// The one word of a short list that is near, by its place.
pub fn among<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<usize> {
    match Candidates::new(words).near(word, &mut Budget::of(100_000)) {
        Near::One(at) => Some(at),
        Near::Nothing | Near::Several(_) => None,
    }
}

/// Of all words, and of each without one of its letters, a hash, with the place of the word in the list: one edit makes of two
/// words what they share here.
#[derive(Debug)]
struct Edits(Vec<(u64, u32)>);

impl Edits {
    fn new(words: &[Folded]) -> Self {
        let mut edits = Vec::new();
        for (word, at) in words.iter().zip(0_u32..) {
            edits.extend(shorter(&word.text).map(|hash| (hash, at)));
        }
        edits.sort_unstable();
        Edits(edits)
    }

    /// The words that may be one edit away, each once.
    fn near(&self, word: &str) -> Vec<u32> {
        let mut near = Vec::new();
        for hash in shorter(word) {
            let from = self.0.partition_point(|it| it.0 < hash);
            near.extend(self.0[from..].iter().take_while(|it| it.0 == hash).map(|it| it.1));
        }
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// The hash of a word, and those of it without each of its letters.
fn shorter(word: &str) -> impl Iterator<Item = u64> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let letters: Vec<u64> = word.chars().map(|it| u64::from(it) + 1).collect();
    // Of what stands behind each letter, and the power of the base that it has letters.
    let mut behind = vec![(0_u64, 1_u64); letters.len() + 1];
    for (at, &letter) in letters.iter().enumerate().rev() {
        let (hash, power) = behind[at + 1];
        behind[at] = (letter.wrapping_mul(power).wrapping_add(hash), power.wrapping_mul(BASE));
    }
    let mut before = 0_u64;
    let whole = behind[0].0;
    let without = letters.into_iter().zip(behind.into_iter().skip(1)).map(move |(letter, (hash, power))| {
        let without = before.wrapping_mul(power).wrapping_add(hash);
        before = before.wrapping_mul(BASE).wrapping_add(letter);
        without
    });
    std::iter::once(whole).chain(without)
}

/// What differs between two words: without the letters that both begin and end with.
fn middles<'t>(one: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let same = one.chars().zip(other.chars()).take_while(|it| it.0 == it.1).map(|it| it.0.len_utf8()).sum();
    let (one, other) = (&one[same..], &other[same..]);
    let ends = one.chars().rev().zip(other.chars().rev());
    let same: usize = ends.take_while(|it| it.0 == it.1).map(|it| it.0.len_utf8()).sum();
    (&one[..one.len() - same], &other[..other.len() - same])
}

fn distance(one: &str, other: &str) -> usize {
    let (one, other) = middles(one, other);
    strsim::osa_distance(one, other)
}

/// Whether a letter more, less or of another kind, or two that changed places, are all that differs.
fn is_one_edit(one: &str, other: &str) -> bool {
    let (one, other) = middles(one, other);
    let (mut letters, mut others) = (one.chars(), other.chars());
    let (first, others) =
        ((letters.next(), letters.next(), letters.next()), (others.next(), others.next(), others.next()));
    match (first, others) {
        ((Some(_), None, _), (None | Some(_), None, _)) | ((None, ..), (Some(_), None, _)) => true,
        ((Some(a), Some(b), None), (Some(c), Some(d), None)) => a == d && b == c,
        _ => false,
    }
}

/// Without case and accents.
fn fold(word: &str) -> Box<str> {
    if word.is_ascii() {
        return word.to_ascii_lowercase().into();
    }
    word.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect::<String>().into()
}

/// The set of letters, one of 64 bits each.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

#[cfg(test)]
mod tests {
    use super::{Budget, Candidates, Near, among};

    const NAMES: [&str; 6] = ["Telefoon", "Balie", "Website", "Überlingen", "Oost", "West"];

    #[test]
    fn a_slip_of_the_finger_is_found() {
        for (word, is) in [
            ("Telefon", Some(0)),
            ("telefoon", Some(0)),
            ("Ublie", None),
            ("Bailie", Some(1)),
            ("Blaie", Some(1)),
            ("uberlingen", Some(3)),
            ("Überlngen", Some(3)),
            ("Oots", Some(4)),
            ("Fax", None),
            ("", None),
        ] {
            assert_eq!(among(word, NAMES), is, "{word}");
        }
    }

    #[test]
    fn a_letter_alone_is_near_to_nothing() {
        assert_eq!(among("A", ["B", "C"]), None);
        assert_eq!(among("a", ["B", "A"]), Some(1));
        assert_eq!(among("KC", ["KCC", "Team"]), Some(0));
    }

    #[test]
    fn equally_near_words_are_all_told() {
        let it = Candidates::new(["Loket1", "Loket2", "Balie"]);
        assert_eq!(it.near("Loket", &mut Budget::of_policy()), Near::Several(vec![0, 1]));
    }

    #[test]
    fn of_equally_near_words_the_one_written_alike_is_meant() {
        let it = Candidates::new(["LOKET", "Loket"]);
        assert_eq!(it.near("loket", &mut Budget::of_policy()), Near::One(1));
        assert_eq!(among("KKC", ["kcc", "KCC"]), Some(1));
    }

    #[test]
    fn a_spent_budget_gives_nothing_farther() {
        let it = Candidates::new(NAMES);
        let mut budget = Budget::of(1);
        assert_eq!(it.near("Tlefon", &mut budget), Near::Nothing);
        assert!(budget.spent);
        assert_eq!(it.near("TELEFOON", &mut Budget::of(0)), Near::One(0));
        assert_eq!(it.near("Telefon", &mut Budget::of(0)), Near::One(0));
    }

    #[test]
    fn one_edit_is_found_without_comparing() {
        let words: Vec<String> = (0..3000).map(|at| format!("Dienst{}", at * 7919 % 100_000)).collect();
        let it = Candidates::new(words.iter().map(String::as_str));
        for (at, word) in words.iter().enumerate().step_by(97) {
            for edit in [
                word.replacen('i', "", 1),
                word.replacen('i', "ii", 1),
                word.replacen("ie", "ei", 1),
                word.replacen('e', "o", 1),
            ] {
                assert_eq!(it.near(&edit, &mut Budget::of(0)), Near::One(at), "{edit}");
            }
        }
        assert_eq!(it.near("", &mut Budget::of(0)), Near::Nothing);
        assert_eq!(it.near("ab", &mut Budget::of(0)), Near::Nothing);
    }
}
