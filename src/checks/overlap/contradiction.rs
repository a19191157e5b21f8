//! `overlap/contradiction`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;

rule! {
    /// An `allow` wholly undone by a `forbid`.
    "overlap/contradiction", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (allow, forbids) in space.undone() {
        let message = format!("nothing is left of {}", space.quote(allow));
        let blocks = space.right_blocks(&[space.right_chunk(allow)]);
        let Some(&block) = blocks.first() else { continue };
        report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |mut finding| {
            for &forbid in &forbids {
                finding = finding.label(space.span(forbid), "forbids it");
            }
            finding.note("allows this").help("drop one of them, or limit the `forbid` with `except`")
        });
    }
}
