//! Derived files. A stale one is written anew, and then the test fails once.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use loket::settings::Thresholds;

/// What a derived file should hold, given what it holds now.
type Derive = fn(&str) -> String;

const DERIVED: &[(&str, Derive)] = &[
    ("docs/output.schema.json", |_| loket::render::json::schema()),
    ("docs/settings.md", |text| between(text, "thresholds", &thresholds())),
];

#[test]
fn derived_files_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut stale = Vec::new();
    for (path, derive) in DERIVED {
        let file = root.join(path);
        let now = fs::read_to_string(&file).unwrap_or_default();
        let wanted = derive(&now);
        if now != wanted {
            fs::write(&file, wanted).unwrap();
            stale.push(*path);
        }
    }
    assert!(stale.is_empty(), "these files were stale and are now written anew; look at them and commit: {stale:?}");
}

/// A text with the part between two marks replaced.
fn between(text: &str, name: &str, part: &str) -> String {
    let (start, end) = (format!("<!-- {name}: derived -->\n"), format!("<!-- {name}: end -->"));
    let (before, rest) = text.split_once(&start).expect("the mark that begins the derived part");
    let (_, after) = rest.split_once(&end).expect("the mark that ends the derived part");
    format!("{before}{start}{part}{end}{after}")
}

fn thresholds() -> String {
    let mut out = String::from("| key | default | is |\n|---|---|---|\n");
    for it in Thresholds::documented() {
        writeln!(out, "| `{}` | {} | {} |", it.key, it.default, it.meaning).unwrap();
    }
    out
}
