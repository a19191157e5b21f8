//! `risk/separation`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// One unit holds tasks or rights that must be separated, for the same cells.
    "risk/separation", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for conflict in space.unseparated() {
        let axes = conflict.axes();
        for &block in &conflict.blocks {
            let message = format!(
                "{} both {}{} ({} checked)",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                conflict.what(space, block),
                space.place_phrase(block),
                conflict.checked,
            );
            let Some(&first) = conflict.claims.first() else { continue };
            report.add_block(space, space.span(first), message, (block, axes), |mut finding| {
                for &claim in &conflict.claims[1..] {
                    finding = finding.label(space.span(claim), "and this");
                }
                finding.note("gives one of the two").help("give one of the two to another unit")
            });
        }
    }
}
