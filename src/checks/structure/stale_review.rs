//! `structure/stale-review`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::model::date;
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// A mandate or right that was last reviewed too long ago.
    ///
    /// ## Why
    ///
    /// Rights pile up: they are given on a busy day and taken away by nobody.
    /// A date of review that has passed says that looking again was meant, and did not happen.
    /// Rights on special data are looked at every quarter.
    /// A mandate or right without `@review` is not asked for one; of several reviews the last counts.
    ///
    /// Basis: all access rights are reviewed at least once a year and special ones every quarter: BIO2 5.18.02 and
    /// 8.02.01 ([Baseline Informatiebeveiliging
    /// Overheid](https://github.com/MinBZK/Baseline-Informatiebeveiliging-Overheid)).
    ///
    /// ## Bad
    ///
    /// The mandate register was gone through in September 2025. In 2026 there were elections.
    ///
    /// ```org
    /// organisation Meerdijk "Gemeente Meerdijk" { as-of: 2026-11-01 }
    ///
    /// channel Balie { medium: counter  target: 80% within 10m }
    /// channel Post  { medium: letter   reply: 10 workdays }
    ///
    /// unit College "College" { kind: board }
    /// unit Ruimte "Directie Ruimte" {
    ///   kind: directorate
    ///   unit Vergunningen "Vergunningen" { kind: back }
    /// }
    ///
    /// service Kap "Boom kappen" { decision: yes }
    ///
    /// offer Kap via Balie, Post
    /// responsible Vergunningen for inform, intake, handle, decide, deliver
    /// accountable Ruimte       for policy, content, steering, capacity, change
    ///
    /// @review(2025-09-15)
    /// mandate College -> Ruimte -> Vergunningen for decide of Kap because "Mandaatregister 2025, art. 4"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// organisation Meerdijk "Gemeente Meerdijk" { as-of: 2026-11-01 }
    ///
    /// channel Balie { medium: counter  target: 80% within 10m }
    /// channel Post  { medium: letter   reply: 10 workdays }
    ///
    /// unit College "College" { kind: board }
    /// unit Ruimte "Directie Ruimte" {
    ///   kind: directorate
    ///   unit Vergunningen "Vergunningen" { kind: back }
    /// }
    ///
    /// service Kap "Boom kappen" { decision: yes }
    ///
    /// offer Kap via Balie, Post
    /// responsible Vergunningen for inform, intake, handle, decide, deliver
    /// accountable Ruimte       for policy, content, steering, capacity, change
    ///
    /// @review(2026-09-15)
    /// mandate College -> Ruimte -> Vergunningen for decide of Kap because "Mandaatregister 2025, art. 4"
    /// ```
    ///
    /// ## Settings
    ///
    /// `review` of `[thresholds]` is how many days ago a review may be, and `review-special` for a right on `special`
    /// data.
    "structure/stale-review", Warning, Some(run)
}

const MANDATE: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for stale in space.stale_reviews() {
        let claim = space.claim(stale.claim);
        let is_right = claim.head == Head::Allow;
        let what = match (is_right, stale.is_special) {
            (true, true) => "this right on special data",
            (true, false) => "this right",
            _ => "this mandate",
        };
        let message =
            format!("{what} was last reviewed on {}, more than {} days ago", date::iso(stale.day), stale.most);
        let written = space.written_box(stale.claim);
        let (block, axes) = if is_right {
            (written, RIGHT_AXES)
        } else {
            (written.with(Axis::Unit, space.named_in_chain(stale.claim)), MANDATE)
        };
        report.add_block(space, space.span(stale.claim), message, (block, axes), |finding| {
            finding
                .note("still holds")
                .label(stale.span, "the last review")
                .help("look at it again and state the new day: `@review(YYYY-MM-DD)`")
        });
    }
}
