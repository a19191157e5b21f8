//! `gap/right-missing`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A need whose responsible unit has no effective right.
    "gap/right-missing", Error, Some(run)
}

const AXES: &[Axis] = &[
    Axis::Unit,
    Axis::Task,
    Axis::Operation,
    Axis::Field,
    Axis::Service,
    Axis::Touchpoint,
    Axis::Audience,
    Axis::Period,
];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (block, needs, holders) in space.missing_right_blocks() {
        let unit = space.names(Axis::Unit, block.get(Axis::Unit));
        let message = format!(
            "{} may not {} for {}{}",
            crate::phrase::list(&unit),
            space.rights_phrase(block),
            space.tasks_phrase(block.get(Axis::Task)),
            space.place_phrase(block),
        );
        report.add_block(space, space.span(needs[0]), message, (block, AXES), |mut finding| {
            for &need in &needs[1..] {
                finding = finding.label(space.span(need), "needed here too");
            }
            for &holder in &holders {
                finding = finding.label(space.span(holder), "makes it responsible");
            }
            finding.note("needed here").help(format!(
                "write `allow {} to {}{} when …`",
                unit.join(", "),
                space.right_words(block),
                space.clauses(block)
            ))
        });
    }
}
