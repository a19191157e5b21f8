//! `gap/location-unstaffed`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A physical touchpoint where nobody is responsible for any task.
    "gap/location-unstaffed", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.unstaffed() {
        let at = space.touchpoints_phrase(block.get(Axis::Touchpoint));
        let at = if at.is_empty() { " at any counter".to_owned() } else { at };
        let message = format!("nobody is responsible for any task{at}{}", space.period_phrase(block.get(Axis::Period)));
        let offers = space.offers_at(block.get(Axis::Touchpoint));
        let Some(&first) = offers.first() else { continue };
        report.add_block(
            space,
            space.span(first),
            message,
            (block, &[Axis::Touchpoint, Axis::Period]),
            |mut finding| {
                for &offer in &offers[1..] {
                    finding = finding.label(space.span(offer), "and offered here");
                }
                finding
                    .note("offered there")
                    .help(format!("write `responsible UNIT for TASK of *{}`", space.clauses(block)))
            },
        );
    }
}
