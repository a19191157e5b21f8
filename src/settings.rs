//! What a policy's `loket.toml` says: levels of rules, obligatory aspects, ceilings, thresholds, limits.
//! Reads text and knows no files; what is not stated has the default that `docs/settings.md` lists.

mod levels;
mod read;
mod rules;
mod thresholds;
mod words;

use std::ops::Range;

use crate::finding::Level;
use crate::model::OwnRule;
use crate::model::words::{Task, Tasks, UnitKind};

use levels::{Folder, Levels, To};

pub use levels::Preset;
pub use rules::{CATALOGUE, is_known, nearest};
pub use thresholds::{Threshold, Thresholds};

/// All that a `loket.toml` can say.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The name of the policy, for reports.
    pub name: Option<String>,
    /// Directories with shared declarations, relative to the policy's root, with forward slashes.
    pub catalogs: Vec<String>,
    pub thresholds: Thresholds,
    pub limits: Limits,
    pub separation: Separation,
    rules: Levels,
    folders: Vec<Folder>,
    aspects: Tasks,
    ceilings: Vec<(UnitKind, u8)>,
}

/// Who may not hold both tasks of a pair.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Separation {
    pub pairs: Vec<(Task, Task)>,
    pub by: By,
}

/// Whether separation is asked of units or of persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum By {
    #[default]
    Units,
    Persons,
}

/// What keeps the tool within bounds on any input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Blocks within blocks.
    pub nesting: u32,
    /// The size of one file, in bytes.
    pub file_bytes: u32,
    /// Files of one policy, catalogues included.
    pub files: usize,
    /// Findings of one policy that are drawn for people; the rest is counted.
    pub findings: usize,
    /// Pairs of units that one overlap rule tells; where there are more, it says so.
    pub pairs: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { nesting: 64, file_bytes: 64 << 20, files: 100_000, findings: 500, pairs: 2_000 }
    }
}

/// Something in `loket.toml` that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// One sentence: lower case, no full stop.
    pub message: String,
    pub help: Option<String>,
    /// Bytes of the text.
    pub span: Range<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: None,
            catalogs: Vec::new(),
            thresholds: Thresholds::default(),
            limits: Limits::default(),
            separation: Separation::default(),
            rules: Levels::default(),
            folders: Vec::new(),
            aspects: [Task::Policy, Task::Content, Task::Steering, Task::Capacity].into_iter().collect(),
            ceilings: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads the text of a `loket.toml`. All that is wrong with it comes back at once, in the order of the text.
    pub fn parse(text: &str) -> Result<Self, Vec<SettingsError>> {
        read::settings(text)
    }

    /// What `[rules]` says of a rule: nothing, off, or a level. A rule's own line beats that of its group.
    pub fn level(&self, rule: &str) -> Option<Option<Level>> {
        self.rules.level(rule).map(To::level)
    }

    /// The level of a finding of a rule that has this level by itself, in a file (its path from the policy's root); `None`
    /// when it is off there.
    pub fn judge(&self, rule: &str, level: Level, file: &str) -> Option<Level> {
        levels::judge(&self.rules, &self.folders, rule, level, file)
    }

    /// Whether a rule is off by name, and no folder may have it on.
    pub fn is_off(&self, rule: &str) -> bool {
        self.level(rule) == Some(None) && self.folders.is_empty()
    }

    /// Whether an acceptance or a baseline may silence a rule.
    pub fn is_ignorable(&self, rule: &str) -> bool {
        self.rules.is_ignorable(rule)
    }

    /// Folders with levels of their own in which none of the policy's files (their paths from its root) lies.
    pub fn idle_folders<'f>(&self, files: &(impl Iterator<Item = &'f str> + Clone)) -> Vec<SettingsError> {
        let idle = self.folders.iter().filter(|folder| !files.clone().any(|file| folder.holds(file)));
        idle.map(|folder| folder.idle(files.clone())).collect()
    }

    /// The policy's own rules of which levels are set: each must be in the policy.
    pub fn own_rules(&self) -> impl Iterator<Item = &str> {
        let all = std::iter::once(&self.rules).chain(self.folders.iter().map(|folder| &folder.levels));
        all.flat_map(|levels| levels.lines.keys()).map(String::as_str).filter(|it| OwnRule::is_id(it))
    }

    /// The aspects that somebody must be accountable for in every offered cell.
    pub fn aspects(&self) -> Tasks {
        self.aspects
    }

    /// The highest mutation tier that a kind of unit may have.
    pub fn ceiling(&self, kind: UnitKind) -> u8 {
        let stated = self.ceilings.iter().find(|(it, _)| *it == kind);
        stated.map_or(if kind.is_front() { 2 } else { 4 }, |(_, tier)| *tier)
    }

    /// The kinds of units with a ceiling: those of front offices, and those of which `loket.toml` states one.
    pub fn kinds_with_ceiling(&self) -> impl Iterator<Item = (UnitKind, u8)> + '_ {
        let has = |kind: &UnitKind| kind.is_front() || self.ceilings.iter().any(|(it, _)| it == kind);
        UnitKind::ALL.iter().copied().filter(has).map(|kind| (kind, self.ceiling(kind)))
    }

    /// The pairs of tasks that `loket.toml` adds to those that are always apart.
    pub fn separation_pairs(&self) -> &[(Task, Task)] {
        &self.separation.pairs
    }
}
