//! The JSON document against its schema and its promises.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::cli::{FAULTY, Place, SOUND};

fn checked(place: &Place) -> Value {
    let outcome = place.run(&["check", "--format", "json"]);
    let document = serde_json::from_str(&outcome.out).unwrap_or_else(|error| panic!("{error}: {outcome:#?}"));
    let schema: Value = serde_json::from_str(&loket::render::json::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{document:#}");
    document
}

#[test]
fn a_clean_document_has_all_parts() {
    let document = checked(&Place::new().file("loket.toml", "").file("a.org", SOUND));
    assert_eq!(document["version"], 1);
    let policy = &document["policies"][0];
    assert_eq!(policy["root"], ".");
    assert_eq!(policy["findings"], Value::Array(Vec::new()));
    assert_eq!(policy["summary"], serde_json::json!({ "error": 0, "warning": 0, "info": 0, "accepted": 0 }));
    assert_eq!(policy["stats"]["files"], 1);
}

#[test]
fn a_finding_says_where_it_is() {
    let text = format!("// Ünïcode\n{SOUND}\tresponsible Xyzzy for review of *\n");
    let document = checked(&Place::new().file("loket.toml", "").file("a.org", &text));
    let findings = document["policies"][0]["findings"].as_array().unwrap();
    let finding = findings.iter().find(|it| it["rule"] == "name/unresolved").unwrap();
    let offset = text.find("Xyzzy").unwrap();
    assert_eq!(finding["level"], "error");
    assert_eq!(finding["file"], "a.org");
    assert_eq!(finding["range"]["start"], serde_json::json!({ "line": 13, "column": 14, "offset": offset }));
    assert_eq!(finding["range"]["end"], serde_json::json!({ "line": 13, "column": 19, "offset": offset + 5 }));
}

#[test]
fn fingerprints_are_unique_in_a_document_and_survive_moved_lines() {
    let place = |before: &str| {
        Place::new()
            .file("a/loket.toml", "")
            .file("a/a.org", format!("{before}{FAULTY}rubbish\nrubbish\n"))
            .file("b/loket.toml", "")
            .file("b/b.org", FAULTY)
    };
    let prints = |document: &Value| -> Vec<String> {
        let policies = document["policies"].as_array().unwrap();
        let findings = policies.iter().flat_map(|policy| policy["findings"].as_array().unwrap());
        findings.map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let first = prints(&checked(&place("")));
    let moved = prints(&checked(&place("\n// A line.\n\n")));
    assert_eq!(first, moved);
    assert_eq!(first.len(), first.iter().collect::<BTreeSet<_>>().len());
    assert!(first.len() >= 3, "{first:?}");
}

#[test]
fn columns_are_right_on_long_lines() {
    let text = format!("// {}\n{}rubbish\n", "é".repeat(9000), "  é ".repeat(5000));
    let document = checked(&Place::new().file("loket.toml", "").file("a.org", &text));
    let findings = document["policies"][0]["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for place in findings.iter().flat_map(|it| [&it["range"]["start"], &it["range"]["end"]]) {
        let before = &text[..usize::try_from(place["offset"].as_u64().unwrap()).unwrap()];
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        assert_eq!(place["column"], column, "{place}");
    }
}
