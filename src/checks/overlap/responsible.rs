//! `overlap/responsible`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::model::words::{Task, Tasks};
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// Two unrelated units responsible for another process task of the same cells, not stated jointly.
    "overlap/responsible", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for ((one, two), overlap) in space.overlaps(Head::Responsible, Tasks::PROCESS.minus(Task::Decide.bit())) {
        let blocks = space.task_blocks(&overlap.chunks);
        for block in blocks {
            let (one, two) = (space.name(Axis::Unit, one), space.name(Axis::Unit, two));
            let tasks = space.tasks_phrase(block.get(Axis::Task));
            let message = format!("`{one}` and `{two}` are both responsible for {tasks}{}", space.place_phrase(block));
            let claims = space.claims_among(&overlap.claims, block);
            let Some(&first) = claims.first() else { continue };
            report.add_block(space, space.span(first), message, (block, HOLDER_AXES), |mut finding| {
                for &claim in &claims[1..] {
                    finding = finding.label(space.span(claim), format!("and {}", space.holder_words(claim)));
                }
                finding.note(space.holder_words(first)).help(format!(
                    "limit one of them (`except`, `of`, `via`, `at`), or name both in one statement: `responsible {one}, {two} for {}`",
                    space.task_words(block)
                ))
            });
        }
    }
}
