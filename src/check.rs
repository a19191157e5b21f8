//! What a rule is, and how all of them run over one policy.

use crate::finding::{Finding, Level};
use crate::settings::Settings;
use crate::source::Span;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::claim::ClaimId;

/// A rule of the catalogue. Its id is its path: `gap/unserved` lives in `checks/gap/unserved.rs`.
#[derive(Debug)]
pub struct Rule {
    pub id: &'static str,
    /// The level it has unless `loket.toml` says otherwise. A finding may have a higher or lower one where the rule says so.
    pub level: Level,
    /// The page for users, in Markdown: what it finds, *Why*, *Bad*, *Good*, and settings where there are any.
    pub page: &'static str,
    /// `None` for rules whose findings the reader of files or the resolver of names already makes, and for those about findings.
    pub run: Option<fn(&Space<'_>, &mut Report<'_>)>,
}

impl Rule {
    /// The group: the part of the id before the slash.
    pub fn group(&self) -> &'static str {
        self.id.split_once('/').map_or(self.id, |(group, _)| group)
    }

    /// The page as Markdown, without the blank with which each line of a doc comment begins.
    pub fn text(&self) -> String {
        let lines = self.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
        lines.collect::<Vec<_>>().join("\n") + "\n"
    }

    /// The first sentence of the page.
    pub fn summary(&self) -> String {
        let first: Vec<&str> = self.page.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
        first.join(" ").trim_end_matches('.').to_owned()
    }
}

/// Declares the rule of a file: its page is the doc comment.
macro_rules! rule {
    ($(#[doc = $page:literal])+ $id:literal, $level:ident, $run:expr) => {
        pub static RULE: crate::check::Rule = crate::check::Rule {
            id: $id,
            level: crate::finding::Level::$level,
            page: concat!($($page, "\n"),+),
            run: $run,
        };
    };
}
pub(crate) use rule;

/// Where a rule puts its findings.
#[derive(Debug)]
pub struct Report<'a> {
    rule: &'static Rule,
    pub settings: &'a Settings,
    findings: &'a mut Vec<Finding>,
}

/// The axes of responsibility blocks.
pub const TASK_AXES: &[Axis] = &[Axis::Task, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];
/// The axes of blocks of who holds which task.
pub const HOLDER_AXES: &[Axis] =
    &[Axis::Unit, Axis::Task, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];
/// The axes of blocks of units in places.
pub const UNIT_AXES: &[Axis] = &[Axis::Unit, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];
/// The axes of blocks of powers.
pub const POWER_AXES: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Period];
/// The axes of blocks of rights.
pub const RIGHT_AXES: &[Axis] =
    &[Axis::Unit, Axis::Operation, Axis::Field, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];

impl Report<'_> {
    /// Adds a finding about a block; `fill` says the rest.
    pub fn add_block(
        &mut self,
        space: &Space<'_>,
        span: Span,
        message: impl Into<String>,
        (block, axes): (Block, &[Axis]),
        fill: impl FnOnce(Finding) -> Finding,
    ) {
        self.add(span, message, |mut finding| {
            finding.subjects = space.subjects(block, axes);
            fill(finding)
        });
    }

    /// Says that more pairs of units overlap than are told; `more` is the first claim left out.
    pub fn more_pairs(&mut self, space: &Space<'_>, more: Option<ClaimId>) {
        let Some(claim) = more else { return };
        let most = self.settings.limits.pairs;
        let told = if most == 1 {
            "more than the one pair of units told here overlaps".to_owned()
        } else {
            format!("more than the {most} pairs of units told here overlap")
        };
        self.add(space.span(claim), told, |finding| {
            finding
                .note("the first of those left out")
                .help("mend those first, or raise `pairs` under `[limits]` in `loket.toml`")
        });
    }

    /// Adds a finding of this rule at its own level.
    pub fn add(&mut self, span: Span, message: impl Into<String>, fill: impl FnOnce(Finding) -> Finding) {
        self.findings.push(fill(Finding::new(self.rule.id, self.rule.level, span, message)));
    }
}

/// The rule that makes the findings of the policies' own rules too, which have levels of their own.
const EXPECTATIONS: &str = "expect/failed";

/// Whether this version checks a rule of the catalogue.
pub fn is_checked(id: &str) -> bool {
    crate::checks::ALL.iter().any(|rule| rule.id == id)
}

/// Runs every rule that the settings do not switch off.
pub fn run(space: &Space<'_>, settings: &Settings, findings: &mut Vec<Finding>) {
    for rule in crate::checks::ALL {
        if let Some(run) = rule.run
            && (!settings.is_off(rule.id) || rule.id == EXPECTATIONS && !space.model.own_rules.is_empty())
        {
            run(space, &mut Report { rule, settings, findings });
        }
    }
}
