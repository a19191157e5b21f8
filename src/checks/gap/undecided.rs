//! `gap/undecided`

use crate::check::{Report, TASK_AXES, rule};
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// Cells of a service with `decision: yes` that nobody may decide.
    "gap/undecided", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.task_blocks(&space.undecided()) {
        let message = format!("nobody may decide{}", space.place_phrase(block));
        let holders = space.claims_meeting(Head::Responsible, block);
        report.add_block(space, space.service_span(block), message, (block, TASK_AXES), |mut finding| {
            finding = finding.note("asks for a decision");
            for &holder in &holders {
                finding = finding.label(space.span(holder), "decides without a mandate");
            }
            finding.help(if holders.is_empty() {
                format!(
                    "write `responsible UNIT for {}{}` and a mandate for that unit",
                    space.name(Axis::Task, 4),
                    space.clauses(block)
                )
            } else {
                format!(
                    "write `mandate BODY -> UNIT for {}{} because \"…\"`",
                    space.name(Axis::Task, 4),
                    space.clauses(block)
                )
            })
        });
    }
}
