//! `risk/blanket`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A write right without field, service and channel limits.
    "risk/blanket", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for allow in space.blankets() {
        let blocks = space.right_blocks(&[space.right_chunk(allow)]);
        let Some(&block) = blocks.first() else { continue };
        let units = space.names(Axis::Unit, space.claim(allow).units);
        let message = format!("{} may write all data of every service via every channel", crate::phrase::list(&units));
        report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |finding| {
            finding
                .note("limits neither data nor service nor channel")
                .help("say which data (`Record.field`), and limit it with `of` and `via`")
        });
    }
}
