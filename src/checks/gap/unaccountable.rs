//! `gap/unaccountable`

use crate::check::{Report, TASK_AXES, rule};
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// An offered cell and obligatory aspect without an accountable unit.
    "gap/unaccountable", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.task_blocks(&space.gaps(Head::Accountable)) {
        let tasks = space.tasks_phrase(block.get(Axis::Task));
        let message = format!("nobody is accountable for {tasks}{}", space.place_phrase(block));
        let offers = space.offers_of(block);
        let span = offers.first().map_or_else(|| space.service_span(block), |&offer| space.span(offer));
        let nearest = space.nearest(Head::Accountable, block);
        report.add_block(space, span, message, (block, TASK_AXES), |mut finding| {
            finding = finding.note("offered here");
            for &offer in &offers[1.min(offers.len())..] {
                finding = finding.label(space.span(offer), "and offered here");
            }
            match nearest {
                Some(nearest) => finding
                    .label(space.span(nearest.claim), "this comes nearest")
                    .help(format!("{}, or say who is accountable", space.extension(&nearest))),
                None => finding.help(format!(
                    "write `accountable UNIT for {}{}`",
                    space.task_words(block),
                    space.clauses(block)
                )),
            }
        });
    }
}
