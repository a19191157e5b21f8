//! What was found, marked on what it is about: on boxes by the names in a finding's box of cells, on lines by the statement that a
//! finding is anchored at, as far as the ends of the line agree with it.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::draft::{About, Draft, DraftNode, Gathered};
use super::{Level, Mark, View};
use crate::finding::{self, Dimension, Finding, Standing};
use crate::source::Span;

/// Findings, ready to be found by what they are about.
pub(super) struct Found<'f> {
    /// In the order of their places.
    findings: Vec<&'f Finding>,
    by_name: FxHashMap<(Dimension, &'f str), Vec<u32>>,
    by_rule: FxHashMap<&'f str, Vec<u32>>,
    /// The names and ids of units, and one past the last nested in each.
    units: FxHashMap<&'f str, (u32, u32)>,
}

impl View {
    /// Whether findings of a rule belong on a picture: those that are about what it shows.
    fn is_about(self, rule: &str) -> bool {
        let group = rule.split_once('/').map_or(rule, |(group, _)| group);
        match self {
            View::Units | View::Service | View::Findings => true,
            View::Channels => {
                ["gap", "overlap", "capacity", "people", "structure", "steering"].contains(&group)
                    && !RIGHTS.contains(&rule)
            }
            View::Handovers => {
                group == "handover" || rule == "capacity/second-line" || group == "expect" || group == "own"
            }
            View::Rights => group == "risk" || group == "expect" || group == "own" || RIGHTS.contains(&rule),
            View::Mandates => ["mandate", "relation"].contains(&group) || MANDATES.contains(&rule),
            View::Steering => group == "steering" || STEERING.contains(&rule),
        }
    }
}

const RIGHTS: [&str; 6] = [
    "gap/right-missing",
    "gap/field-unwritable",
    "gap/write-undecided",
    "gap/blind-front",
    "overlap/writers",
    "overlap/contradiction",
];
const MANDATES: [&str; 3] = ["gap/undecided", "overlap/delegator", "overlap/decide"];
const STEERING: [&str; 4] = ["gap/unsteered", "gap/unaccountable", "overlap/channel-chief", "overlap/accountable"];

/// Whether a rule is one of those that were asked for, by its id or its group.
pub(super) fn is_asked(rule: &str, asked: &[String]) -> bool {
    let group = rule.split_once('/').map_or(rule, |(group, _)| group);
    asked.iter().any(|it| it == rule || it == group)
}

impl<'f> Found<'f> {
    /// The findings that belong on a picture; `service` is the one that is drawn, of the view of one service.
    pub(super) fn new(
        draft: &Draft<'f, '_>,
        all: &'f [Finding],
        (view, asked): (View, &[String]),
        service: Option<&str>,
    ) -> Self {
        let about = |it: &&Finding| {
            (view.is_about(it.id()) || is_asked(it.id(), asked)) && service.is_none_or(|name| concerns(it, name))
        };
        let findings: Vec<&Finding> = all.iter().filter(about).collect();
        let mut by_name: FxHashMap<(Dimension, &str), Vec<u32>> = FxHashMap::default();
        let mut by_rule: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (at, finding) in (0..).zip(&findings) {
            by_rule.entry(finding.id()).or_default().push(at);
            for (dimension, names) in &finding.subjects {
                for name in names {
                    by_name.entry((*dimension, name.as_str())).or_default().push(at);
                }
            }
        }
        let model = draft.space.model;
        let units = (0_u32..).zip(&model.units).map(|(id, it)| (model.text(it.thing.symbol), (id, it.thing.end)));
        Self { findings, by_name, by_rule, units: units.collect() }
    }

    pub(super) fn findings(&self) -> &[&'f Finding] {
        &self.findings
    }

    /// The marks of a box.
    pub(super) fn of_node(&self, about: &About) -> Vec<Mark> {
        let mut all: Vec<u32> = Vec::new();
        for (dimension, name) in &about.names {
            all.extend(self.by_name.get(&(*dimension, name.as_str())).into_iter().flatten());
        }
        all.extend(about.rule.as_deref().and_then(|it| self.by_rule.get(it)).into_iter().flatten());
        all.sort_unstable();
        all.dedup();
        self.marks(&all)
    }

    /// The marks of a line between two boxes.
    pub(super) fn of_edge(&self, draft: &Draft<'_, '_>, gathered: &Gathered, ends: [&DraftNode; 2]) -> Vec<Mark> {
        let mut all: Vec<u32> = Vec::new();
        for &statement in &gathered.statements {
            all.extend(self.within(draft.statement_span(statement)));
        }
        all.sort_unstable();
        all.dedup();
        all.retain(|&at| ends.iter().all(|end| self.agrees(self.findings[at as usize], &end.about)));
        self.marks(&all)
    }

    /// The findings that are anchored within a statement.
    fn within(&self, span: Span) -> std::ops::Range<u32> {
        let place = |file, at| self.findings.partition_point(|it| (it.span.file, it.span.start) < (file, at));
        let (from, to) = (place(span.file, span.start), place(span.file, span.end));
        crate::source::offset(from)..crate::source::offset(to)
    }

    /// Whether the box of a finding does not leave a thing out.
    fn agrees(&self, finding: &Finding, about: &About) -> bool {
        if let Some(unit) = about.unit {
            let Some((_, names)) = finding.subjects.iter().find(|it| it.0 == Dimension::Unit) else { return true };
            let own =
                about.names.first().and_then(|(_, name)| self.units.get(name.as_str())).map_or(unit + 1, |it| it.1);
            return names.iter().any(|name| {
                let known = self.units.get(name.as_str());
                // One in the other: what is true of the outer one holds for the inner one, and is found there.
                name == "*" || known.is_some_and(|&(id, end)| unit <= id && id < own || id <= unit && unit < end)
            });
        }
        let Some((dimension, _)) = about.names.first() else { return true };
        let Some((_, names)) = finding.subjects.iter().find(|it| it.0 == *dimension) else { return true };
        let is_whole = names.iter().any(|it| it == "*");
        is_whole || about.names.iter().any(|(of, name)| of == dimension && names.contains(name))
    }

    /// Findings by rule, the most serious first.
    fn marks(&self, all: &[u32]) -> Vec<Mark> {
        let mut by_rule: BTreeMap<(Level, &str), (usize, &str)> = BTreeMap::new();
        for &at in all {
            let finding = self.findings[at as usize];
            let known = by_rule.entry((level(finding), finding.id())).or_insert((0, finding.message.as_str()));
            known.0 += 1;
        }
        let marks = by_rule.into_iter().map(|((level, rule), (count, message))| Mark {
            rule: rule.to_owned(),
            level,
            count,
            message: message.to_owned(),
        });
        marks.collect()
    }
}

fn level(finding: &Finding) -> Level {
    match (&finding.standing, finding.level) {
        (Standing::Accepted(_) | Standing::Known, _) => Level::Accepted,
        (Standing::Open, finding::Level::Error) => Level::Error,
        (Standing::Open, finding::Level::Warning) => Level::Warning,
        (Standing::Open, finding::Level::Info) => Level::Info,
    }
}

/// Whether a finding is about a service: it names it, or all of them.
fn concerns(finding: &Finding, service: &str) -> bool {
    let named = finding.subjects.iter().find(|it| it.0 == Dimension::Service);
    named.is_some_and(|(_, names)| names.iter().any(|name| name == service || name == "*"))
}
