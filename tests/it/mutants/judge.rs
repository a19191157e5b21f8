//! Whether the tool finds in a mutant what there is to be found.

use loket::render::json::document;
use loket::settings::Settings;
use serde_json::{Value, to_value};

use super::operators::{Expected, Mutant, Operator, Says};
use super::policy::{Policy, checked, parse};
use crate::brute::judge as reference;
use crate::support::TODAY;

pub(super) enum Outcome {
    /// It is found.
    Found,
    /// There is nothing to be found.
    Equivalent,
    Wrong(String),
}

pub(super) fn judge(policy: &Policy, operator: &Operator, mutant: &Mutant) -> Outcome {
    let files = policy.with(&mutant.edits);
    let document = to_value(document(&[checked(&files, &policy.settings)])).unwrap();
    let findings = document["policies"][0]["findings"].as_array().cloned().unwrap_or_default();
    let outcome = match operator.says {
        Says::Reference => by_reference(policy, operator, &files, &document, &findings),
        Says::Operator => by_operator(mutant, &findings).map(|()| true),
    };
    match outcome {
        Ok(true) => Outcome::Found,
        Ok(false) => Outcome::Equivalent,
        Err(why) => {
            let first = &mutant.edits[0];
            let edit = format!("`{}` -> `{}`", policy.text(first.span), String::from_utf8_lossy(&first.text));
            Outcome::Wrong(format!(
                "{} in {} at {}\n  {edit}\n{why}",
                operator.name,
                policy.name,
                policy.place(first.span)
            ))
        }
    }
}

/// What the reference, or the tool, finds in a policy as it is, of any rule that the reference knows.
pub(super) fn unmutated(policy: &Policy) -> String {
    let document = to_value(document(&[checked(&policy.with(&[]), &policy.settings)])).unwrap();
    let broken = |it: &reference::Verdict| it.broken > 0 || it.error.is_some();
    let verdicts = reference::judge(&policy.sound, &document, None);
    verdicts.iter().filter(|it| broken(it)).map(|it| format!("{} {:?}", it.rule, it.error)).collect::<Vec<_>>().concat()
}

/// Mistakes of writing, which a mutant has only where its operator says so.
fn mistakes(findings: &[Value]) -> Vec<String> {
    let bad = |it: &&Value| {
        let rule = text(&it["rule"]);
        rule.starts_with("syntax/") || matches!(rule, "name/unresolved" | "name/duplicate" | "name/unknown-property")
    };
    findings.iter().filter(bad).map(show).collect()
}

fn by_reference(
    policy: &Policy,
    operator: &Operator,
    files: &[(String, Vec<u8>)],
    document: &Value,
    findings: &[Value],
) -> Result<bool, String> {
    let mistakes = mistakes(findings);
    if !mistakes.is_empty() {
        return Err(format!("  the mutant is no policy: {}", mistakes.join("; ")));
    }
    let texts = files.iter().map(|(path, text)| (path.clone(), String::from_utf8(text.clone()).unwrap()));
    let (model, sources) = parse(texts.collect());
    let settings = Settings::parse(&policy.settings).unwrap();
    let seen = reference::Policy::read(&model, &sources, &settings, TODAY);
    let verdicts = reference::judge(&seen, document, Some(&policy.sound));
    let errors: Vec<String> = verdicts.iter().filter_map(|it| it.error.clone()).collect();
    if !errors.is_empty() {
        return Err(errors.concat());
    }
    Ok(verdicts.iter().any(|it| it.broken > 0 && operator.rules.contains(&it.rule)))
}

/// Each finding that must be there is there, and every finding of the same rules is such a one.
fn by_operator(mutant: &Mutant, findings: &[Value]) -> Result<(), String> {
    let open: Vec<Value> = findings.iter().filter(|it| it["accepted"].is_null()).cloned().collect();
    let findings = open.as_slice();
    for expected in &mutant.finds {
        if !findings.iter().any(|it| is(it, expected)) {
            let same: Vec<String> = findings
                .iter()
                .filter(|it| it["rule"] == expected.rule)
                .map(|it| format!("\n    {}", show(it)))
                .collect();
            return Err(format!("  not found: {expected:?}, but{}", same.concat()));
        }
    }
    let rest = findings.iter().filter(|it| !mutant.finds.iter().any(|expected| is(it, expected)));
    // An expectation of offered cells is idle when their offer goes; `found.rs` holds what is said then.
    let idle = |it: &Value| text(&it["message"]).ends_with("and nothing of it is offered");
    let more = |it: &&Value| {
        let rule = text(&it["rule"]);
        let same = mutant.finds.iter().any(|expected| expected.rule == rule) && !idle(it);
        same || mutant.alone && it["level"] != "info"
    };
    let surplus: Vec<String> = rest.filter(more).map(|it| format!("\n    {}", show(it))).collect();
    if surplus.is_empty() { Ok(()) } else { Err(format!("  found too{}", surplus.concat())) }
}

fn is(finding: &Value, expected: &Expected) -> bool {
    let place = format!("{}:{}", text(&finding["file"]), finding["range"]["start"]["line"]);
    let dimension = |(dimension, names): &(&str, Vec<String>)| {
        let mut found: Vec<&str> = finding["subjects"][dimension].as_array().into_iter().flatten().map(text).collect();
        let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
        found.sort_unstable();
        names.sort_unstable();
        found == names
    };
    finding["rule"] == expected.rule
        && expected.place.as_ref().is_none_or(|it| *it == place)
        && expected.words.iter().all(|word| text(&finding["message"]).contains(word.as_str()))
        && expected.subjects.iter().all(dimension)
}

fn show(finding: &Value) -> String {
    let (rule, message) = (text(&finding["rule"]), text(&finding["message"]));
    format!(
        "{rule} at {}:{}: {message} {}",
        text(&finding["file"]),
        finding["range"]["start"]["line"],
        finding["subjects"]
    )
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
