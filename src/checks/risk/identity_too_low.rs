//! `risk/identity-too-low`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A right whose field or tier asks for more identity assurance than channel or `verified` gives.
    "risk/identity-too-low", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for risk in space.weak_identities() {
        for block in space.right_blocks(&risk.chunks) {
            let asked = space.assurance_word(risk.asked);
            let message = format!(
                "{} may {}{} without `{asked}` identity assurance",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
            );
            report.add_block(space, space.span(risk.allow), message, (block, RIGHT_AXES), |mut finding| {
                for channel in space.channels_of(block.get(Axis::Touchpoint)) {
                    let there = space.model.channels[channel.at()].assurance.unwrap_or_default();
                    let words = format!("gives `{}`", space.assurance_word(there));
                    finding = finding.label(space.model.channels[channel.at()].thing.span, words);
                }
                finding.note("gives the right").help(format!("add `when verified {asked}`, or limit it with `via`"))
            });
        }
    }
}
