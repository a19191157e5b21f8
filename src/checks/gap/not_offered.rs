//! `gap/not-offered`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A service that no statement offers.
    "gap/not-offered", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (service, periods) in space.not_offered() {
        let name = space.name(Axis::Service, service);
        let message = format!("no statement offers `{name}`{}", space.period_phrase(periods));
        let services = space.sets.run(service, service + 1);
        let block = space.empty_block().with(Axis::Service, services).with(Axis::Period, periods);
        report.add_block(
            space,
            space.service_span(block),
            message,
            (block, &[Axis::Service, Axis::Period]),
            |finding| {
                finding
                    .note("declared here")
                    .help(format!("write `offer {name} via CHANNEL`, or end the service with `until`"))
            },
        );
    }
}
