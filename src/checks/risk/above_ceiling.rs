//! `risk/above-ceiling`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A right on data above the unit's confidentiality ceiling.
    "risk/above-ceiling", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (allow, ceiling, chunks) in space.above_ceilings() {
        for block in space.right_blocks(&chunks) {
            let level = space.confidentiality_word(ceiling);
            let message = format!(
                "{} may {}{}, above the ceiling `{level}`",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
            );
            let field = space.sets.first(block.get(Axis::Field)).unwrap_or_default();
            report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |finding| {
                finding
                    .note("gives the right")
                    .label(space.model.fields[field as usize].span, "is more confidential")
                    .help(format!("add `up-to {level}`, or leave the field out"))
            });
        }
    }
}
