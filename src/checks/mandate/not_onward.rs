//! `mandate/not-onward`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A sub-mandate that its source did not allow.
    "mandate/not-onward", Error, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for excess in space.excesses(true) {
        let (giver, receiver) = (space.name(Axis::Unit, excess.giver), space.name(Axis::Unit, excess.receiver));
        let units = space.sets.from_members([excess.giver, excess.receiver]);
        for block in space.scope_blocks(units, &excess.chunks) {
            let message = format!(
                "`{giver}` may not give on its mandate for {} of {}{}",
                space.tasks_phrase(block.get(Axis::Task)),
                space.services_phrase(block.get(Axis::Service)),
                space.period_phrase(block.get(Axis::Period)),
            );
            report.add_block(space, space.span(excess.claim), message, (block, AXES), |mut finding| {
                for &source in &excess.sources {
                    finding = finding.label(space.span(source), "does not say `onward`");
                }
                finding
                    .note(format!("gives it to `{receiver}`"))
                    .help("add `onward` to the mandate above, or write both as one chain")
            });
        }
    }
}
