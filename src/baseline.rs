//! A baseline: findings that were there when the rules came, kept by what they are about. Text in, text out; knows no files.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Standing};

/// All that a baseline file holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Baseline {
    entries: Vec<Entry>,
}

/// One finding of a baseline, as a reviewer reads it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The root of the policy, from the folder of the baseline.
    pub policy: String,
    pub rule: String,
    pub message: String,
    pub fingerprint: String,
}

/// What became of a baseline in one policy.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Held {
    /// Findings that are in it.
    pub known: usize,
    /// Entries whose finding is gone.
    pub stale: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

const VERSION: u32 = 1;

impl Baseline {
    /// Reads the text of a baseline; why it is none is one sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|error| format!("it is no baseline: {error}"))?;
        if file.version != VERSION {
            return Err(format!("it has version {}, and this is a tool for version {VERSION}", file.version));
        }
        Ok(Self { entries: file.findings })
    }

    /// The text of the file: sorted, one line an entry, so that a review sees each that comes or goes.
    pub fn text(&self) -> String {
        let mut out = format!("{{\n  \"version\": {VERSION},\n  \"findings\": [");
        for (at, entry) in self.entries.iter().enumerate() {
            out.push_str(if at == 0 { "\n    " } else { ",\n    " });
            out.push_str(&serde_json::to_string(entry).expect("texts are JSON"));
        }
        out.push_str(if self.entries.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        out
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Drops the entries of policies that are not wanted.
    pub fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        self.entries.retain(|entry| wanted(&entry.policy));
    }

    /// Adds a policy's findings: all but the accepted ones, and those that may not be ignored.
    pub fn add(&mut self, policy: &str, findings: &[Finding], as_of: &str, may_ignore: impl Fn(&str) -> bool) {
        let wanted = findings.iter().filter(|it| !matches!(it.standing, Standing::Accepted(_)) && may_ignore(it.id()));
        self.entries.extend(wanted.map(|finding| Entry {
            policy: policy.to_owned(),
            rule: finding.id().to_owned(),
            message: finding.message.clone(),
            fingerprint: finding.fingerprint(as_of),
        }));
        self.entries.sort();
    }

    /// The policy of a baseline of one policy.
    pub fn only_policy(&self) -> Option<&str> {
        let first = self.entries.first()?.policy.as_str();
        self.entries.iter().all(|it| it.policy == first).then_some(first)
    }

    /// Marks the findings of a policy that are known. Equal findings are known as often as the baseline has them. A policy
    /// that is checked `alone` is the one of a baseline of one policy, wherever it has moved to.
    pub fn hold(
        &self,
        (policy, alone): (&str, bool),
        findings: &mut [Finding],
        as_of: &str,
        may_ignore: impl Fn(&str) -> bool,
    ) -> Held {
        let mut left: FxHashMap<&str, Vec<&Entry>> = FxHashMap::default();
        let policy = self.only_policy().filter(|_| alone).unwrap_or(policy);
        for entry in self.entries.iter().rev().filter(|it| it.policy == policy) {
            left.entry(&entry.fingerprint).or_default().push(entry);
        }
        let mut known = 0;
        for finding in findings {
            // What is accepted needs no entry, and leaves it to another one that is the same.
            if !finding.is_open() {
                continue;
            }
            let Some(entries) = left.get_mut(finding.fingerprint(as_of).as_str()) else { continue };
            if entries.pop().is_some() && may_ignore(finding.id()) {
                finding.standing = Standing::Known;
                known += 1;
            }
        }
        let mut stale: Vec<Entry> = left.into_values().flatten().cloned().collect();
        stale.sort();
        Held { known, stale }
    }
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Entry};
    use crate::finding::{Finding, Level};
    use crate::source::{FileId, Span};

    fn finding(message: &str) -> Finding {
        Finding::new("gap/unserved", Level::Error, Span::new(FileId(0), 0, 1), message)
    }

    #[test]
    fn equal_findings_are_counted() {
        let mut baseline = Baseline::default();
        baseline.add(".", &[finding("a"), finding("b"), finding("a")], "", |_| true);
        let baseline = Baseline::parse(&baseline.text()).expect("its own text");
        let mut now = [finding("a"), finding("a"), finding("a"), finding("c")];
        let held = baseline.hold((".", true), &mut now, "", |_| true);
        assert_eq!(held.known, 2);
        assert_eq!(now.iter().map(Finding::is_open).collect::<Vec<_>>(), [false, false, true, true]);
        assert_eq!(held.stale.iter().map(|it: &Entry| it.message.as_str()).collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn a_policy_that_moved_is_known_when_it_is_alone() {
        let mut baseline = Baseline::default();
        baseline.add("old", &[finding("a")], "", |_| true);
        assert_eq!(baseline.hold(("new", true), &mut [finding("a")], "", |_| true).known, 1);
        assert_eq!(baseline.hold(("new", false), &mut [finding("a")], "", |_| true).known, 0);
    }

    #[test]
    fn what_is_no_baseline_is_said() {
        assert!(Baseline::parse("{}").is_err());
        assert!(Baseline::parse("{\"version\": 2, \"findings\": []}").is_err_and(|it| it.contains("version 2")));
    }
}
