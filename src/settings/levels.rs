//! Which level a finding has where: `[rules]`, presets, and folders with levels of their own.

use std::collections::BTreeMap;
use std::ops::Range;

use super::SettingsError;
use super::rules::{group, nearest};
use crate::finding::Level;

/// A level, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    Off,
    Level(Level),
}

impl To {
    pub(super) fn level(self) -> Option<Level> {
        match self {
            To::Off => None,
            To::Level(level) => Some(level),
        }
    }
}

/// What a rule or group is set to, as far as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Line {
    pub(super) level: Option<To>,
    pub(super) ignorable: Option<bool>,
}

/// Levels for all rules at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Every finding is one level higher, an error the highest.
    Strict,
    /// The levels that the rules have.
    Default,
    /// For a policy that has just begun: advice and remarks are off.
    Starter,
}

impl Preset {
    pub(super) const ALL: [(&'static str, Preset); 3] =
        [("strict", Preset::Strict), ("default", Preset::Default), ("starter", Preset::Starter)];

    /// The groups that give advice: `starter` leaves them out.
    pub const ADVICE: [&'static str; 6] = ["capacity", "people", "relation", "steering", "structure", "style"];

    fn judge(self, rule: &str, level: Level) -> To {
        match self {
            Preset::Strict => To::Level(raised(level)),
            Preset::Starter if level == Level::Info || Preset::ADVICE.contains(&group(rule)) => To::Off,
            Preset::Default | Preset::Starter => To::Level(level),
        }
    }
}

/// The levels of the policy, or of one of its folders.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Levels {
    pub(super) preset: Option<Preset>,
    pub(super) lines: BTreeMap<String, Line>,
}

impl Levels {
    /// The nearest line that says it: a rule's own beats that of its group.
    fn nearest<T>(&self, rule: &str, part: impl Fn(&Line) -> Option<T>) -> Option<T> {
        self.lines.get(rule).and_then(&part).or_else(|| self.lines.get(group(rule)).and_then(&part))
    }

    pub(super) fn level(&self, rule: &str) -> Option<To> {
        self.nearest(rule, |line| line.level)
    }

    pub(super) fn is_ignorable(&self, rule: &str) -> bool {
        self.nearest(rule, |line| line.ignorable).unwrap_or(true)
    }

    /// What becomes of a finding; `None` when nothing is said of it.
    fn judge(&self, rule: &str, level: Level) -> Option<To> {
        self.level(rule).or_else(|| self.preset.map(|preset| preset.judge(rule, level)))
    }
}

/// A folder with levels of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folder {
    /// From the policy's root, with forward slashes and none at the ends.
    pub(super) path: String,
    /// Where the path stands in the text.
    pub(super) span: Range<usize>,
    pub(super) levels: Levels,
}

impl Folder {
    pub(super) fn holds(&self, file: &str) -> bool {
        file.strip_prefix(self.path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// That no file lies in it; the nearest folder that has files is suggested.
    pub(super) fn idle<'f>(&self, files: impl Iterator<Item = &'f str>) -> SettingsError {
        let around = |file: &'f str| file.match_indices('/').map(move |(end, _)| &file[..end]);
        let help = match nearest(&self.path, files.flat_map(around)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the path of a folder with files of the policy, from its root, or drop this table".to_owned(),
        };
        SettingsError {
            message: format!("no file of the policy lies in `{}`", self.path),
            help: Some(help),
            span: self.span.clone(),
        }
    }
}

/// The level of a finding of a rule in a file (from the root), or `None` when it is off there: what the nearest folder says
/// beats what a wider one says, and that beats the policy's own lines and preset. Of a rule that may not be ignored no preset
/// takes anything away.
pub(super) fn judge(policy: &Levels, folders: &[Folder], rule: &str, level: Level, file: &str) -> Option<Level> {
    let mut around: Vec<&Folder> = folders.iter().filter(|folder| folder.holds(file)).collect();
    around.sort_by_key(|folder| std::cmp::Reverse(folder.path.len()));
    let mut all = around.into_iter().map(|folder| &folder.levels).chain([policy]);
    if policy.is_ignorable(rule) {
        all.find_map(|levels| levels.judge(rule, level)).map_or(Some(level), To::level)
    } else {
        Some(firm(all, rule, level))
    }
}

/// The level of what may not be ignored: of the nearest line, else the rule's own; `strict` on the way raises it.
fn firm<'l>(all: impl Iterator<Item = &'l Levels>, rule: &str, level: Level) -> Level {
    let mut least = Level::Info;
    for levels in all {
        if let Some(To::Level(stated)) = levels.level(rule) {
            return stated.max(least);
        }
        if levels.preset == Some(Preset::Strict) {
            least = least.max(raised(level));
        }
    }
    level.max(least)
}

/// One level higher.
fn raised(level: Level) -> Level {
    if level == Level::Info { Level::Warning } else { Level::Error }
}
