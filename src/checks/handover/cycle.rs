//! `handover/cycle`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Handovers that can go round without ever reaching a handler.
    "handover/cycle", Error, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (units, chunks, claims) in space.circles() {
        let names: Vec<String> = units.iter().map(|&unit| space.name(Axis::Unit, unit)).collect();
        let Some(&first) = claims.first() else { continue };
        for block in space.task_blocks(&chunks) {
            let message = format!(
                "handovers go round among {} and never reach a handler{}",
                crate::phrase::list(&names),
                space.place_phrase(block),
            );
            report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
                for &claim in &claims[1..] {
                    finding = finding.label(space.span(claim), "and on");
                }
                finding.note("goes round").help("hand over to a unit that handles it")
            });
        }
    }
}
