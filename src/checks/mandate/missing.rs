//! `mandate/missing`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A unit responsible for `decide` without a chain from the competent body.
    "mandate/missing", Error, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (block, claim) in space.unmandated() {
        let unit = space.names(Axis::Unit, block.get(Axis::Unit)).join(", ");
        let message = format!(
            "`{unit}` decides {} without a mandate{}",
            space.services_phrase(block.get(Axis::Service)),
            space.period_phrase(block.get(Axis::Period)),
        );
        let bodies = space.bodies_of(block.get(Axis::Service));
        report.add_block(space, space.span(claim), message, (block, AXES), |finding| {
            let body = bodies.first().map_or("BODY", |&id| space.model.unit_name(id));
            finding.note("makes it responsible").help(format!(
                "write `mandate {body} -> {unit} for {}{} because \"…\"`",
                space.name(Axis::Task, 4),
                space.clauses(block)
            ))
        });
    }
}
