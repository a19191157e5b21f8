//! The example policies: what is found in them, how it looks, and what their README says of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use loket::finding::Level;
use loket::intern::Interner;
use loket::model::{self, Model};
use loket::policy::{Checked, FileInput, Input, check};
use loket::render::human::{self, Look};
use loket::settings::Settings;
use loket::source::{Source, Sources};
use loket::syntax::ast::{Ast, Noun};
use loket::syntax::{self, Limits};

/// Policies in which nothing is wrong.
const SOUND: &[&str] = &["bank", "duinrade", "wijkteams"];

/// Faulty policies, and what their story brings along beside the findings of their own group.
const FAULTY: &[(&str, &[&str])] = &[
    ("accept", &["name/unresolved", "name/unused", "overlap/redundant", "overlap/responsible"]),
    ("capacity", &[]),
    ("expect", &["overlap/entrance"]),
    ("gap", &["handover/no-shared-view"]),
    ("handover", &[]),
    ("mandate", &[]),
    ("name", &["gap/not-offered", "gap/audience-unreached"]),
    ("overlap", &[]),
    ("people", &[]),
    ("relation", &[]),
    ("risk", &[]),
    ("steering", &["overlap/accountable"]),
    ("structure", &[]),
    ("style", &[]),
    ("syntax", &["name/unresolved"]),
];

#[test]
fn sound_policies_have_no_finding_of_weight() {
    for name in SOUND {
        let heavy: Vec<String> = checked(name)
            .findings
            .iter()
            .filter(|it| it.level >= Level::Warning)
            .map(|it| format!("{}: {}", it.rule, it.message))
            .collect();
        assert!(heavy.is_empty(), "{name}: {heavy:#?}");
    }
}

#[test]
fn faulty_policies_have_the_findings_of_their_group() {
    for (group, beside) in FAULTY {
        let checked = checked(&format!("faulty/{group}"));
        let rules: Vec<&str> = checked.findings.iter().map(|it| it.rule).collect();
        let own = rules.iter().filter(|rule| rule.starts_with(&format!("{group}/"))).count();
        assert!(own >= 3, "{group}: {rules:?}");
        for rule in rules.iter().filter(|rule| !rule.starts_with(&format!("{group}/"))) {
            assert!(beside.contains(rule), "{group}: {rule}");
        }
    }
}

/// The faulty policies together show the catalogue.
#[test]
fn every_rule_is_broken_by_some_policy() {
    let found: Vec<&str> = FAULTY
        .iter()
        .flat_map(|(group, _)| checked(&format!("faulty/{group}")).findings)
        .map(|finding| finding.rule)
        .collect();
    let unseen: Vec<&str> = loket::checks::ALL.iter().map(|it| it.id).filter(|id| !found.contains(id)).collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}

#[test]
fn findings_look_like_their_snapshots() {
    let faulty = FAULTY.iter().map(|(group, _)| format!("faulty/{group}"));
    for name in SOUND.iter().map(|it| (*it).to_owned()).chain(faulty) {
        let look = Look { color: false, width: 100, limit: 500 };
        let mut out = Vec::new();
        human::write(&mut out, &[checked(&name)], Duration::ZERO, look).unwrap();
        let out = String::from_utf8(out).unwrap();
        insta::with_settings!({
            snapshot_path => "../snapshots/policies",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name.replace('/', "-"), out);
        });
    }
}

/// Shuffled files are the same policy.
#[test]
fn the_order_of_files_changes_nothing() {
    for name in ["bank", "faulty/syntax", "wijkteams"] {
        let sorted = checked(name);
        let mut input = input(name);
        input.files.reverse();
        let half = input.files.len() / 2;
        input.files.rotate_left(half);
        let shuffled = check(input);
        assert_eq!(sorted.findings, shuffled.findings, "{name}");
    }
}

#[test]
fn duinrade_is_a_whole_municipality() {
    let size = Size::of(&model("duinrade"));
    assert!(size.services >= 60 && size.themes >= 8, "{size:?}");
    assert!(size.channels >= 10 && size.audiences >= 4 && size.locations >= 5, "{size:?}");
    assert!(size.units >= 25 && size.records >= 6 && size.fields >= 30, "{size:?}");
}

#[test]
fn the_readme_counts_right() {
    let readme = fs::read_to_string(policies().join("README.md")).unwrap();
    let Size { services, themes, channels, units, records, fields, .. } = Size::of(&model("duinrade"));
    let counts = format!(
        "{services} services in {themes} themes, {channels} channels, {units} units, {records} records with {fields} fields"
    );
    assert!(readme.contains(&counts), "policies/README.md should say: {counts}");
}

#[test]
fn the_readme_names_every_policy() {
    let readme = fs::read_to_string(policies().join("README.md")).unwrap();
    let mut names: Vec<String> = folders(&policies());
    names.extend(folders(&policies().join("faulty")).iter().map(|it| format!("faulty/{it}")));
    for name in names {
        assert!(readme.contains(&format!("]({name})")), "{name}");
    }
}

/// How many things a policy declares; leaves of services, everything else as declared.
#[derive(Debug)]
struct Size {
    services: usize,
    themes: usize,
    channels: usize,
    audiences: usize,
    locations: usize,
    units: usize,
    records: usize,
    fields: usize,
}

impl Size {
    fn of(model: &Model) -> Self {
        let leaves = |end: u32, id: usize| end as usize == id + 1;
        let services = model.services.iter().enumerate();
        Self {
            services: services.filter(|(id, it)| it.noun == Noun::Service && leaves(it.thing.end, *id)).count(),
            themes: model.services.iter().filter(|it| it.noun == Noun::Theme && it.thing.parent.is_none()).count(),
            channels: model.channels.len(),
            audiences: model.audiences.len(),
            locations: model.locations.len(),
            units: model.units.len(),
            records: model.records.len(),
            fields: model.fields.len(),
        }
    }
}

fn policies() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("policies")
}

fn folders(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path).unwrap().map(|it| it.unwrap());
    entries.filter(|it| it.path().is_dir()).map(|it| it.file_name().into_string().unwrap()).collect()
}

pub(crate) fn input(name: &str) -> Input {
    let root = policies().join(name);
    let mut files = BTreeMap::new();
    let mut todo = vec![root.clone()];
    while let Some(folder) = todo.pop() {
        for path in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|it| it == "org") {
                let shown = path.strip_prefix(policies()).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(format!("policies/{shown}"), fs::read(&path).unwrap());
            }
        }
    }
    Input {
        root: format!("policies/{name}"),
        files: files.into_iter().map(|(path, bytes)| FileInput { path, bytes, catalog: false }).collect(),
        settings: Settings::parse(&fs::read_to_string(root.join("loket.toml")).unwrap()).unwrap(),
        as_of: None,
        today: crate::support::TODAY,
    }
}

fn checked(name: &str) -> Checked {
    check(input(name))
}

fn model(name: &str) -> Model {
    let (mut sources, mut ast, mut names) = (Sources::default(), Ast::default(), Interner::default());
    let mut findings = Vec::new();
    let limits = Limits { nesting: 64, file_bytes: 1 << 20 };
    for file in input(name).files {
        let text = String::from_utf8(file.bytes).unwrap();
        let id = sources.push(Source::new(file.path, text, false));
        syntax::parse(id, &sources.get(id).text, &mut ast, &mut names, &limits, &mut findings);
    }
    model::build(ast, names, &sources, &mut findings)
}
