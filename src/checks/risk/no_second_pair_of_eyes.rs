//! `risk/no-second-pair-of-eyes`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::finding::Level;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Tier 3 outside the back office, or tier 4 anywhere, without `four-eyes` or `after-check`.
    "risk/no-second-pair-of-eyes", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for risk in space.lone_mutations() {
        for block in space.right_blocks(&risk.chunks) {
            let message = format!(
                "{} may {}{} with nobody looking: tier {}",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
                risk.tier,
            );
            report.add_block(space, space.span(risk.allow), message, (block, RIGHT_AXES), |mut finding| {
                if risk.tier >= 4 {
                    finding.level = Level::Error;
                }
                finding.note("gives the right").help("add `when four-eyes` or `when after-check`")
            });
        }
    }
}
