//! `overlap/accountable`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::model::words::Tasks;
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// Two units that are both accountable for the same aspect or task in the same cells.
    ///
    /// ## Why
    ///
    /// Two who answer for the same thing can each point at the other.
    /// A unit and a unit nested in it do not conflict: they are a line, in which the wider one ranks above.
    /// Units that one statement names together answer jointly, and that was meant.
    ///
    /// Basis: exactly one A per task; two are [as faulty as none](https://boardsnap.ai/templates/raci-matrix/).
    ///
    /// ## Bad
    ///
    /// After the merger both departments kept the same web page.
    ///
    /// ```org
    /// channel Website { medium: web }
    ///
    /// unit Directie    { kind: directorate }
    /// unit Havendienst { kind: back }
    /// unit Evenementen { kind: back }
    ///
    /// service Evenement "Evenement organiseren"
    ///
    /// offer Evenement via Website
    /// responsible Evenementen for inform, intake, handle, deliver
    /// accountable Directie    for policy, steering, capacity
    /// accountable Evenementen for content of Evenement
    /// accountable Havendienst for content via Website
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Website { medium: web }
    ///
    /// unit Directie    { kind: directorate }
    /// unit Havendienst { kind: back }
    /// unit Evenementen { kind: back }
    ///
    /// service Evenement "Evenement organiseren"
    ///
    /// offer Evenement via Website
    /// responsible Evenementen for inform, intake, handle, deliver
    /// accountable Directie    for policy, steering, capacity
    /// accountable Evenementen for content of Evenement
    /// consulted   Havendienst for content via Website
    /// ```
    "overlap/accountable", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let overlaps = space.overlaps(Head::Accountable, Tasks::ALL);
    report.more_pairs(space, overlaps.more);
    for ((one, two), overlap) in overlaps.pairs {
        let blocks = space.task_blocks(&overlap.chunks);
        for block in blocks {
            let (one, two) = (space.name(Axis::Unit, one), space.name(Axis::Unit, two));
            let tasks = space.tasks_phrase(block.get(Axis::Task));
            let message = format!("`{one}` and `{two}` are both accountable for {tasks}{}", space.place_phrase(block));
            let claims = space.claims_among(&overlap.claims, block);
            let Some(&first) = claims.first() else { continue };
            report.add_block(space, space.span(first), message, (block, HOLDER_AXES), |mut finding| {
                for &claim in &claims[1..] {
                    finding = finding.label(space.span(claim), format!("and {}", space.holder_words(claim)));
                }
                let (one, two) = (spelled(&one), spelled(&two));
                finding.note(space.holder_words(first)).help(format!(
                    "limit one of them (`except`, `of`, `via`, `at`), or name both in one statement: `accountable {one}, {two} for {}{}`",
                    space.task_words(block),
                    space.clauses(block)
                ))
            });
        }
    }
}
