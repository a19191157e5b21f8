//! Any bytes are a policy: they give findings, and never a panic. The same bytes give the same findings.

#![no_main]

use libfuzzer_sys::fuzz_target;
use loket::policy::{self, Checked, FileInput, Input};
use loket::settings::Settings;

/// 2026-01-01
const DAY: i32 = 20_454;

fn input(bytes: &[u8]) -> Input {
    let file = FileInput { path: "policy/a.org".to_owned(), bytes: bytes.to_vec(), catalog: false };
    Input { root: "policy".to_owned(), files: vec![file], settings: Settings::default(), as_of: Some(DAY), today: DAY }
}

/// What was found, and where.
fn told(checked: &Checked) -> Vec<(&'static str, String, u32, u32)> {
    let told = |it: &loket::finding::Finding| (it.rule, it.message.clone(), it.span.start, it.span.end);
    checked.findings.iter().map(told).collect()
}

fuzz_target!(|bytes: &[u8]| {
    let (first, again) = (policy::check(input(bytes)), policy::check(input(bytes)));
    assert_eq!(told(&first), told(&again));
    for finding in &first.findings {
        let text = &first.sources.get(finding.span.file).text;
        assert!(text.get(finding.span.start as usize..finding.span.end as usize).is_some(), "{finding:?}");
    }
    policy::describe(input(bytes));
});
