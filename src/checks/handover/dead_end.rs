//! `handover/dead-end`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A chain that ends at a unit that may neither handle nor decide.
    "handover/dead-end", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for end in space.dead_ends() {
        let name = space.name(Axis::Unit, end.unit);
        let message =
            format!("this handover ends at `{name}`, which does nothing with it{}", space.period_phrase(end.periods));
        let units = space.sets.run(end.unit, end.unit + 1);
        let block = space.empty_block().with(Axis::Unit, units).with(Axis::Period, end.periods);
        report.add_block(space, space.span(end.claim), message, (block, &[Axis::Unit, Axis::Period]), |finding| {
            finding
                .note("ends there")
                .label(space.model.units[end.unit as usize].thing.span, "responsible for no later task there")
                .help(format!("make `{name}` responsible for a task, or hand over further"))
        });
    }
}
