//! `loket.toml`: what it may say, and how it is told when it says something else.

use loket::checks;
use loket::finding::Level;
use loket::model::words::{Task, UnitKind};
use loket::settings::{CATALOGUE, Settings};

fn errors(text: &str) -> Vec<String> {
    let errors = Settings::parse(text).unwrap_err();
    let line = |it: &loket::settings::SettingsError| {
        format!("{:?}: {} ({})", &text[it.span.clone()], it.message, it.help.as_deref().unwrap_or("-"))
    };
    errors.iter().map(line).collect()
}

#[test]
fn an_empty_file_means_the_defaults() {
    assert_eq!(Settings::parse("").unwrap(), Settings::default());
    let settings = Settings::default();
    assert_eq!(settings.aspects(), [Task::Policy, Task::Content, Task::Steering, Task::Capacity].into_iter().collect());
    assert_eq!(settings.ceiling(UnitKind::Kcc), 2);
    assert_eq!(settings.ceiling(UnitKind::Front), 2);
    assert_eq!(settings.ceiling(UnitKind::Team), 4);
    assert_eq!(settings.limits.nesting, 64);
    assert_eq!(settings.thresholds.span, (5, 25));
}

#[test]
fn everything_can_be_said() {
    let text = r#"
        [policy]
        name = "Duinrade"
        catalogs = ["../catalog"]
        [requirements]
        aspects = ["policy", "privacy"]
        [ceilings]
        kcc = 3
        [separation]
        pairs = [["handle", "review"]]
        by = "persons"
        [thresholds]
        handovers = 4
        span = [3, 12]
        [rules]
        gap = "warning"
        "gap/unserved" = "error"
        capacity = "off"
        "gap/no-answer-norm" = "info"
        [limits]
        nesting = 10
        file-bytes = 1_000
    "#;
    let settings = Settings::parse(text).unwrap();
    assert_eq!(settings.name.as_deref(), Some("Duinrade"));
    assert_eq!(settings.catalogs, ["../catalog"]);
    assert_eq!(settings.aspects(), [Task::Policy, Task::Privacy].into_iter().collect());
    assert_eq!(settings.ceiling(UnitKind::Kcc), 3);
    assert_eq!(settings.separation_pairs(), [(Task::Handle, Task::Review)]);
    assert_eq!(settings.thresholds.handovers, 4);
    assert_eq!(settings.thresholds.span, (3, 12));
    assert_eq!(settings.level("gap/unserved"), Some(Some(Level::Error)));
    assert_eq!(settings.level("gap/unsteered"), Some(Some(Level::Warning)));
    assert_eq!(settings.level("gap/no-answer-norm"), Some(Some(Level::Info)));
    assert_eq!(settings.level("capacity/overload"), Some(None));
    assert_eq!(settings.level("name/unused"), None);
    assert_eq!(settings.limits.nesting, 10);
    assert_eq!(settings.limits.file_bytes, 1000);
}

#[test]
fn every_mistake_is_named_at_its_place() {
    let text = "[polcy]\n[policy]\nnmae = 1\nname = 2\n[ceilings]\nkcc = 9\nkkc = 1\n[thresholds]\nspan = 4\n[rules]\ngap = \"loud\"\n";
    assert_eq!(
        errors(text),
        [
            r#""polcy": there is no section `polcy` (did you mean `policy`?)"#,
            r#""nmae": there is no key `nmae` (did you mean `name`?)"#,
            r#""2": expected a string, found an integer (-)"#,
            r#""9": this number must be from 0 to 4 (-)"#,
            r#""kkc": there is no unit kind `kkc` (did you mean `kcc`?)"#,
            r#""4": expected two numbers, such as `[5, 25]`, found an integer (-)"#,
            r#""\"loud\"": there is no level `loud` (known are `off`, `info`, `warning`, `error`)"#,
        ]
    );
}

#[test]
fn a_process_task_is_no_aspect() {
    let errors = errors("[requirements]\naspects = [\"policy\", \"decide\"]\n");
    assert_eq!(errors.len(), 1);
    assert!(errors[0].starts_with(r#""\"decide\"": there is no aspect `decide`"#), "{errors:?}");
}

#[test]
fn rules_are_known_by_id_and_by_group() {
    assert_eq!(
        errors("[rules]\n\"gap/unservd\" = \"off\"\n"),
        [r#""\"gap/unservd\"": there is no rule or group `gap/unservd` (did you mean `gap/unserved`?)"#]
    );
    assert_eq!(
        errors("[rules]\n\"gap/future-rule\" = \"off\"\n"),
        [r#""\"gap/future-rule\"": there is no rule or group `gap/future-rule` (`loket rules` lists them all)"#]
    );
    for rule in checks::ALL {
        for name in [rule.id, rule.group()] {
            assert!(Settings::parse(&format!("[rules]\n\"{name}\" = \"off\"\n")).is_ok(), "{name}");
        }
    }
}

#[test]
fn every_rule_is_in_the_catalogue() {
    let missing: Vec<&str> = checks::ALL.iter().map(|rule| rule.id).filter(|id| !CATALOGUE.contains(id)).collect();
    assert!(missing.is_empty(), "add them to `CATALOGUE`: {missing:?}");
    assert!(CATALOGUE.is_sorted());
}

#[test]
fn what_is_no_toml_is_said_where() {
    let errors = Settings::parse("[policy\nname = 1\n").unwrap_err();
    assert!(errors[0].message.starts_with("this is not TOML: "), "{errors:?}");
    assert!(errors[0].span.end <= 16);
    let errors = Settings::parse("[rules]\ngap/unserved = \"off\"\n").unwrap_err();
    assert_eq!(errors[0].help.as_deref(), Some("put the id in quotes: `\"gap/unserved\"`"), "{errors:?}");
}
