//! `overlap/redundant`

use crate::check::{Report, rule};
use crate::space::Space;

rule! {
    /// A statement wholly inside another of the same unit: it changes nothing.
    "overlap/redundant", Info, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (inner, outer) in space.redundant() {
        let message = format!("this changes nothing: {} says it already", space.quote(outer));
        report.add(space.span(inner), message, |finding| {
            finding
                .note("wholly inside the other")
                .label(space.span(outer), "says it already")
                .help("drop this statement")
        });
    }
}
