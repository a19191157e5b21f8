//! The lists of words that highlighters know, from the grammar and the vocabulary.

use std::collections::BTreeMap;

use loket::model::vocabulary;
use loket::model::words::Set;

/// Lists of words by name.
pub(super) type Lists = BTreeMap<String, Vec<String>>;

const GRAMMAR: &str = include_str!("../../../grammar/org.pest");

/// Lists by name: the groups of the grammar and what is made of them, each keyword by itself (`kw-via`), each list of the
/// vocabulary, and unions of those. A word stands once in a list.
pub(super) fn lists() -> Lists {
    let mut lists: Lists = BTreeMap::new();
    for line in GRAMMAR.lines().filter(|it| it.starts_with("kw_")) {
        let (rule, rest) = line.split_once(" = ").expect("a keyword's rule stands on one line");
        let word = rest.split('"').nth(1).expect("a keyword's rule is a text").to_owned();
        lists.entry("keyword".to_owned()).or_default().push(word.clone());
        lists.insert(rule.replace('_', "-"), vec![word]);
    }
    for (name, rules) in [
        ("noun", &["noun_word"][..]),
        ("head", &["head_word", "need_head"]),
        ("item", &["noun_word", "head_word", "need_head", "expect"]),
        ("clause", &["clause_word", "clause", "link", "selector", "by"]),
        ("flag", &["flag_word"]),
        ("test", &["expect", "negation"]),
    ] {
        let words = rules.iter().flat_map(|rule| keywords_of(rule)).flat_map(|rule| lists[&rule].clone());
        lists.insert(name.to_owned(), unique(words));
    }
    lists.insert("clause".to_owned(), without(&lists, "clause", &["item", "flag"]));
    lists.insert("unit-head".to_owned(), without(&lists, "head", &["kw-offer", "kw-need"]));
    lists.insert(
        "served-noun".to_owned(),
        ["kw-theme", "kw-service"].iter().flat_map(|it| lists[*it].clone()).collect(),
    );
    lists.insert("other-noun".to_owned(), without(&lists, "noun", &["served-noun", "kw-record"]));
    // Where a selector stands, `except` goes on with it.
    lists.insert("stop".to_owned(), without(&lists, "keyword", &["kw-except"]));
    // Clauses that no list of names follows.
    let plain = ["kw-from", "kw-until", "kw-within", "kw-share", "kw-because"];
    lists.insert("plain-clause".to_owned(), plain.iter().flat_map(|it| lists[*it].clone()).collect());

    for set in Set::ALL {
        let words = vocabulary::get().words(*set).iter().map(|it| it.word.to_owned());
        lists.insert(crate::language::name(*set), words.collect());
    }
    let unions: &[(&str, &[&str])] = &[
        ("class", &["unit-kind", "channel-class", "medium", "complexity", "trait"]),
        ("level", &["confidentiality", "assurance"]),
        ("act", &["operation", "writing"]),
        (
            "choice",
            &[
                "unit-kind",
                "medium",
                "channel-class",
                "complexity",
                "trait",
                "confidentiality",
                "assurance",
                "discretion",
                "freedom",
                "phase",
                "arrangement",
                "formality",
                "readiness",
                "relation",
                "answer",
                "task",
            ],
        ),
    ];
    for (name, parts) in unions {
        let words = parts.iter().flat_map(|part| lists[*part].clone());
        lists.insert((*name).to_owned(), unique(words));
    }
    let times = vocabulary::get().words(Set::TimeUnit);
    let forms = unique(times.iter().flat_map(|it| &it.forms).map(|it| (*it).to_owned()));
    let per = unique(times.iter().flat_map(|it| &it.per).map(|it| (*it).to_owned()));
    lists.insert("counted".to_owned(), unique(forms.iter().cloned().chain(lists["measure"].clone())));
    lists.insert("form".to_owned(), forms);
    lists.insert("per".to_owned(), per);
    lists
}

/// The names of the keywords in a rule of the grammar: `kw-via`.
fn keywords_of(rule: &str) -> Vec<String> {
    let start = GRAMMAR.find(&format!("\n{rule} = ")).unwrap_or_else(|| panic!("the grammar has no {rule}"));
    let body = GRAMMAR[start + 1..].split("\n///").next().unwrap_or_default();
    let words = body.split(|c: char| !c.is_ascii_lowercase() && c != '_');
    words.filter(|it| it.starts_with("kw_")).map(|it| it.replace('_', "-")).collect()
}

fn without(lists: &Lists, from: &str, others: &[&str]) -> Vec<String> {
    let is_other = |word: &String| others.iter().any(|other| lists[*other].contains(word));
    lists[from].iter().filter(|word| !is_other(word)).cloned().collect()
}

fn unique(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in words {
        if !out.contains(&word) {
            out.push(word);
        }
    }
    out
}

#[test]
fn every_keyword_is_in_exactly_one_group() {
    let lists = lists();
    for word in &lists["keyword"] {
        let groups = ["noun", "head", "clause", "flag", "test"];
        let held: Vec<&&str> = groups.iter().filter(|group| lists[**group].contains(word)).collect();
        assert_eq!(held.len(), 1, "{word} is in {held:?}");
    }
}
