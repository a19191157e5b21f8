//! Derived files. A stale one is written anew, and then the test fails once.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use loket::settings::Thresholds;

/// What a derived file should hold, given what it holds now.
type Derive = fn(&str) -> String;

const DERIVED: &[(&str, Derive)] = &[
    ("docs/output.schema.json", |_| loket::render::json::schema()),
    ("docs/capacity.schema.json", |_| loket::render::capacity::schema()),
    ("docs/describe.schema.json", |_| loket::render::describe::json::schema()),
    ("docs/graph.schema.json", |_| loket::render::graph::json::schema()),
    ("docs/matrix.schema.json", |_| loket::render::matrix::json::schema()),
    ("docs/matrix.md", crate::matrix::derive),
    ("docs/capacity.md", crate::matrix::derive),
    ("docs/language.md", crate::language::derive),
    ("docs/settings.md", |text| between(text, "thresholds", &thresholds())),
];

#[test]
fn derived_files_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut stale = Vec::new();
    for (path, derive) in DERIVED {
        let now = fs::read_to_string(root.join(path)).unwrap_or_default();
        renew(root, path, &now, &derive(&now), &mut stale);
    }
    for (path, derive) in crate::editors::derived() {
        let now = fs::read_to_string(root.join(path)).unwrap_or_default();
        renew(root, path, &now, &derive(&now), &mut stale);
    }
    for (path, wanted) in rule_pages() {
        let now = fs::read_to_string(root.join(&path)).unwrap_or_default();
        renew(root, &path, &now, &wanted, &mut stale);
    }
    assert!(stale.is_empty(), "these files were stale and are now written anew; look at them and commit: {stale:?}");
}

fn renew(root: &Path, path: &str, now: &str, wanted: &str, stale: &mut Vec<String>) {
    if now != wanted {
        let file = root.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, wanted).unwrap();
        stale.push(path.to_owned());
    }
}

#[test]
fn every_page_in_the_docs_has_its_rule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    for group in fs::read_dir(&root).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_dir()) {
        for page in fs::read_dir(&group).unwrap().map(|it| it.unwrap().path()) {
            let id = page.strip_prefix(&root).unwrap().with_extension("").to_string_lossy().replace('\\', "/");
            assert!(loket::checks::ALL.iter().any(|rule| rule.id == id), "{id} is no rule");
        }
    }
}

/// A page per rule, and the table of all.
fn rule_pages() -> Vec<(String, String)> {
    let mut table = String::from(
        "# Rules\n\n<!-- Derived from `src/checks`. -->\n\n\
         What the checker finds. `loket explain RULE` shows the same pages offline; `[rules]` in `loket.toml` switches a rule or a\n\
         whole group off or gives it another level ([settings](../settings.md)).\n\n\
         | rule | level | finds |\n|---|---|---|\n",
    );
    let mut out = Vec::new();
    for rule in loket::checks::ALL {
        let level = rule.level.name();
        writeln!(table, "| [`{0}`]({0}.md) | {level} | {1} |", rule.id, rule.summary()).unwrap();
        let mut page = format!("# {}\n\n<!-- Derived from `src/checks`. -->\n\nLevel: {level}.\n\n", rule.id);
        page.push_str(&rule.text());
        out.push((format!("docs/rules/{}.md", rule.id), page));
    }
    out.push(("docs/rules/README.md".to_owned(), table));
    out
}

/// A text with the part between two marks replaced.
pub(crate) fn between(text: &str, name: &str, part: &str) -> String {
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
