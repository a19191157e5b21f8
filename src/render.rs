//! Findings as output: for people, for `grep`, for programs. Writes to what it is given and touches nothing else.

pub mod capacity;
pub mod describe;
pub mod graph;
pub mod human;
pub mod json;
pub mod matrix;
pub mod plain;
pub mod svg;

mod excerpt;
mod number;
mod safe;

use crate::finding::{Acceptance, Level, Standing};
use crate::policy::Checked;

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
