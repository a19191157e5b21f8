//! Findings as output: for people, for `grep`, for programs. Writes to what it is given and touches nothing else.

pub mod capacity;
pub mod describe;
pub mod human;
pub mod json;
pub mod plain;

mod excerpt;
mod number;
mod safe;

use crate::finding::Level;
use crate::policy::Checked;

/// How many findings there are of each level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

impl Tally {
    pub fn of(policies: &[Checked]) -> Self {
        let mut tally = Self::default();
        for finding in policies.iter().flat_map(|policy| &policy.findings) {
            *tally.count(finding.level) += 1;
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
