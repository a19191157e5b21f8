//! Findings as output: for people, for `grep`, for programs. Writes to what it is given and touches nothing else.

pub mod capacity;
pub mod checkstyle;
pub mod describe;
pub mod github;
pub mod gitlab;
pub mod graph;
pub mod human;
pub mod json;
pub mod junit;
pub mod matrix;
pub mod plain;
pub mod rdjson;
pub mod sarif;
pub mod summary;
pub mod svg;

pub mod escaped;
mod excerpt;
mod number;
mod safe;
mod xml;

use rustc_hash::FxHashMap;

use crate::finding::{Acceptance, Finding, Level, Standing};
use crate::policy::Checked;

/// All that one run of `check` has to tell.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    pub policies: &'a [Checked],
    /// What kept the tool from its work, a sentence each.
    pub failures: &'a [String],
    /// The lowest level that fails the run; `None` is never.
    pub fail_on: Option<Level>,
}

impl Run<'_> {
    /// Whether a finding fails the run.
    fn fails(&self, finding: &Finding) -> bool {
        finding.is_open() && self.fail_on.is_some_and(|level| finding.level >= level)
    }
}

/// Fingerprints that are unique in a document: of equal ones the second ends in `-2`.
#[derive(Debug, Default)]
struct Fingerprints(FxHashMap<String, u32>);

impl Fingerprints {
    fn of(&mut self, finding: &Finding, as_of: &str) -> String {
        let fingerprint = finding.fingerprint(as_of);
        let count = self.0.entry(fingerprint.clone()).or_insert(0);
        *count += 1;
        if *count > 1 { format!("{fingerprint}-{count}") } else { fingerprint }
    }
}

/// How many findings there are of each level that are still open, and how many are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// Accepted in the policy.
    pub accepted: usize,
    /// In the baseline.
    pub known: usize,
}

impl Tally {
    pub fn of(policies: &[Checked]) -> Self {
        let mut tally = Self::default();
        for finding in policies.iter().flat_map(|policy| &policy.findings) {
            *match finding.standing {
                Standing::Open => tally.count(finding.level),
                Standing::Accepted(_) => &mut tally.accepted,
                Standing::Known => &mut tally.known,
            } += 1;
        }
        tally
    }

    /// How many findings are at a level or above it.
    pub fn at_least(self, level: Level) -> usize {
        match level {
            Level::Error => self.errors,
            Level::Warning => self.errors + self.warnings,
            Level::Info => self.errors + self.warnings + self.infos,
        }
    }

    fn count(&mut self, level: Level) -> &mut usize {
        match level {
            Level::Error => &mut self.errors,
            Level::Warning => &mut self.warnings,
            Level::Info => &mut self.infos,
        }
    }
}

/// An acceptance in words: `because "pilot", until 2027-01-01, by CISO`.
fn acceptance(it: &Acceptance) -> String {
    let reason = it.reason.as_ref().map(|reason| format!("because \"{reason}\""));
    let until = it.until.as_ref().map(|until| format!("until {until}"));
    let by = it.by.as_ref().map(|by| format!("by {by}"));
    let parts: Vec<String> = [reason, until, by].into_iter().flatten().collect();
    if parts.is_empty() { "without a reason".to_owned() } else { parts.join(", ") }
}

/// Why a finding asks for nothing any more: `accepted because "pilot"`, `in the baseline`. `None` while it is open.
fn settled(finding: &Finding) -> Option<String> {
    match &finding.standing {
        Standing::Open => None,
        Standing::Accepted(it) => Some(format!("accepted {}", acceptance(it))),
        Standing::Known => Some("in the baseline".to_owned()),
    }
}

/// The sentence of a finding and its help, on lines of their own, harmless.
fn sentences(finding: &Finding) -> String {
    let mut out = safe::text(&finding.message).into_owned();
    if let Some(settled) = settled(finding) {
        out = format!("{out}\n{}", safe::text(&settled));
    }
    if let Some(help) = &finding.help {
        let lines: Vec<_> = help.lines().map(safe::text).collect();
        out = format!("{out}\nhelp: {}", lines.join("\n"));
    }
    out
}
