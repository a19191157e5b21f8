//! `risk/inherited-front`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A front office that gets a write right only because it sits inside a wider unit.
    "risk/inherited-front", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (allow, chunks) in space.inherited_by_fronts() {
        for block in space.right_blocks(&chunks) {
            let fronts = space.names(Axis::Unit, block.get(Axis::Unit));
            let wide = space.names(Axis::Unit, space.claim(allow).units);
            let message = format!(
                "{} may {}{} only because it is part of {}",
                crate::phrase::list(&fronts),
                space.rights_phrase(block),
                space.place_phrase(block),
                crate::phrase::list(&wide),
            );
            let first = space.sets.first(block.get(Axis::Unit)).unwrap_or_default();
            report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |finding| {
                finding
                    .note("gives the right to all inside")
                    .label(space.model.units[first as usize].thing.span, "is a front office inside it")
                    .help(format!("write `except {}` after the unit, or allow it by name", fronts.join(", ")))
            });
        }
    }
}
