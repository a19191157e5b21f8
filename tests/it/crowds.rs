//! Policies in which very many statements are about the same: the work stays in proportion, and what is found stays exact.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;

use crate::support::check;

/// Pairs of units in the findings of a rule.
fn pairs(document: &Value, rule: &str) -> BTreeSet<(String, String)> {
    let found = document["policies"][0]["findings"].as_array().unwrap().iter();
    let pairs = found.filter(|it| it["rule"] == rule && it["subjects"]["unit"].is_array());
    pairs
        .map(|it| {
            let units = it["subjects"]["unit"].as_array().unwrap();
            let name = |at: usize| units[at].as_str().unwrap().to_owned();
            (name(0), name(1))
        })
        .collect()
}

/// Sixty statements about as many different sets of services, which share one; those at the same counter overlap.
fn crowd() -> (String, BTreeSet<(String, String)>) {
    let mut text = String::from("channel Balie { medium: counter }\nservice Gedeeld\noffer * via Balie\n");
    let mut expected = BTreeSet::new();
    for at in 0..60 {
        let place = at % 7;
        if at < 7 {
            writeln!(text, "location L{at}").unwrap();
        }
        writeln!(text, "unit U{at} {{ kind: back }}\nservice S{at}\nrecord R{at} {{ veld: note }}").unwrap();
        writeln!(text, "responsible U{at} for handle of Gedeeld, S{at} at L{place}").unwrap();
        writeln!(text, "allow U{at} to update R{place}.* of Gedeeld, S{at} at L{place}").unwrap();
        for other in (0..at).filter(|other| other % 7 == place) {
            expected.insert((format!("U{other}"), format!("U{at}")));
        }
    }
    (text, expected)
}

#[test]
fn overlaps_in_a_crowd_are_exact() {
    let (text, expected) = crowd();
    let document = check(&[("policy.org", &text)], "");
    let sorted = |pairs: BTreeSet<(String, String)>| -> BTreeSet<(String, String)> {
        pairs.into_iter().map(|(a, b)| if a < b { (a, b) } else { (b, a) }).collect()
    };
    let expected = sorted(expected);
    assert_eq!(sorted(pairs(&document, "overlap/responsible")), expected);
    assert_eq!(sorted(pairs(&document, "overlap/writers")), expected);
    let services = document["policies"][0]["findings"].as_array().unwrap().iter();
    let mut services = services.filter(|it| it["rule"] == "overlap/responsible").map(|it| &it["subjects"]["service"]);
    assert!(services.all(|it| *it == serde_json::json!(["Gedeeld"])));
}

/// Thousands of units that all hold everything: the first pairs are told, and that there are more.
#[test]
fn too_many_pairs_are_said_to_be_so() {
    let mut text = String::from("channel Telefoon { medium: phone }\nservice Paspoort\noffer * via Telefoon\n");
    for at in 0..3_000 {
        writeln!(text, "unit U{at} {{ kind: back }}\nresponsible U{at} for handle").unwrap();
    }
    let document = check(&[("policy.org", &text)], "[limits]\npairs = 100");
    assert_eq!(pairs(&document, "overlap/responsible").len(), 100);
    let findings = document["policies"][0]["findings"].as_array().unwrap();
    let more = findings.iter().filter(|it| it["message"] == "more than the 100 pairs of units told here overlap");
    assert_eq!(more.count(), 1);
}

/// One unit with ten thousand statements about one service and another: no pair of statements is looked at.
#[test]
fn statements_of_one_unit_are_not_held_against_each_other() {
    let mut text =
        String::from("channel Telefoon { medium: phone }\nunit A { kind: back }\nservice S\noffer * via Telefoon\n");
    for at in 0..10_000 {
        writeln!(text, "service S{at}\nresponsible A for handle of S, S{at}").unwrap();
    }
    let document = check(&[("policy.org", &text)], "");
    assert!(pairs(&document, "overlap/responsible").is_empty());
}
