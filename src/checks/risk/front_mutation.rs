//! `risk/front-mutation`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A front office with an effective right of a tier above its ceiling.
    "risk/front-mutation", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for risk in space.front_mutations() {
        for block in space.right_blocks(&risk.chunks) {
            let message = format!(
                "{} may {}{}: tier {} in a front office",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
                risk.tier,
            );
            report.add_block(space, space.span(risk.allow), message, (block, RIGHT_AXES), |finding| {
                let finding = finding.note("gives the right");
                if risk.tier >= 4 {
                    finding.help("let the back office do it: a front office never does tier 4")
                } else {
                    finding.help(format!(
                        "add `when verified {}, four-eyes` (or `after-check`), or let the back office do it",
                        space.assurance_word(risk.asked)
                    ))
                }
            });
        }
    }
}
