//! `gap/unsteered`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A channel under no steering line.
    "gap/unsteered", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (channel, periods) in space.unsteered() {
        let thing = &space.model.channels[channel.at()].thing;
        let name = space.model.channel_name(channel);
        let message = format!("nobody is accountable for steering of `{name}`{}", space.period_phrase(periods));
        let touchpoints = space.dimensions.own_channel_sets[channel.at()];
        let block = space.empty_block().with(Axis::Touchpoint, touchpoints).with(Axis::Period, periods);
        report.add_block(space, thing.span, message, (block, &[Axis::Touchpoint, Axis::Period]), |finding| {
            finding
                .note("is offered, and under no steering line")
                .help(format!("write `accountable UNIT for steering via {name}`"))
        });
    }
}
