//! `mandate/wider-than-source`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A link whose box is wider than the one above it.
    "mandate/wider-than-source", Error, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for excess in space.excesses(false) {
        let (giver, receiver) = (space.name(Axis::Unit, excess.giver), space.name(Axis::Unit, excess.receiver));
        let units = space.sets.from_members([excess.giver, excess.receiver]);
        for block in space.scope_blocks(units, &excess.chunks) {
            let message = format!(
                "`{giver}` gives on a mandate that it did not receive:  {} of {}{}",
                space.tasks_phrase(block.get(Axis::Task)),
                space.services_phrase(block.get(Axis::Service)),
                space.period_phrase(block.get(Axis::Period)),
            );
            report.add_block(space, space.span(excess.claim), message, (block, AXES), |mut finding| {
                for &source in &excess.sources {
                    finding = finding.label(space.span(source), "what it received");
                }
                finding
                    .note(format!("gives it to `{receiver}`"))
                    .help("limit this mandate with `of`, `for` or dates, or widen the one above")
            });
        }
    }
}
