//! Likely spellings: the one word that is nearest to a misspelt one. Pure text; knows no names of the policy.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::finding::Applicability;

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

/// How many character operations may still be spent.
#[derive(Clone, Copy, Debug)]
pub struct Budget(u64);

impl Budget {
    /// What one policy may spend.
    pub fn of_policy() -> Self {
        Budget(10_000_000)
    }

    /// Takes so much; `false` when there is not enough left.
    fn spend(&mut self, cost: usize) -> bool {
        let cost = cost as u64;
        if self.0 < cost {
            self.0 = 0;
            return false;
        }
        self.0 -= cost;
        true
    }
}

impl<'a> Candidates<'a> {
    pub fn new(words: impl IntoIterator<Item = &'a str>) -> Self {
        let written: Vec<&str> = words.into_iter().collect();
        let mut folded: FxHashMap<Box<str>, Vec<usize>> = FxHashMap::default();
        let mut list = Vec::new();
        for (at, word) in written.iter().enumerate() {
            let text = fold(word);
            folded.entry(text.clone()).or_default().push(at);
            list.push(Folded { length: text.chars().count(), letters: letters(&text), text, at });
        }
        list.sort_by_key(|it| (it.length, it.at));
        Candidates { written, words: list, folded }
    }

    /// The words at the least Damerau-Levenshtein distance of at most a third of the word's length, and at least 1. Case and
    /// accents count only between equally near ones. Nothing when the budget is spent.
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
            let distance = strsim::osa_distance(&word, &it.text);
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
        let letters = letters(&folded);
        let from = self.words.partition_point(|it| it.length + most < length);
        let to = self.words.partition_point(|it| it.length <= length + most);
        if !budget.spend((to - from) / 4 + 1) {
            return false;
        }
        self.words[from..to].iter().all(|it| {
            self.written[it.at] == likely
                || (it.letters ^ letters).count_ones() as usize > 2 * most
                || budget.spend(length * it.length + 16) && strsim::osa_distance(&folded, &it.text) > most
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
    let clear = at.is_some_and(|at| words.is_clear(word, at, &mut Budget(100_000)));
    if clear { Applicability::Safe } else { Applicability::Unsafe }
}

/// The one word of a short list that is near, by its place.
pub fn among<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<usize> {
    match Candidates::new(words).near(word, &mut Budget(100_000)) {
        Near::One(at) => Some(at),
        Near::Nothing | Near::Several(_) => None,
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
    fn a_spent_budget_gives_nothing() {
        let it = Candidates::new(NAMES);
        assert_eq!(it.near("Telefon", &mut Budget(1)), Near::Nothing);
        assert_eq!(it.near("TELEFOON", &mut Budget(0)), Near::One(0));
    }
}
