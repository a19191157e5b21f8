//! `handover/missing`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// A step of the process walk with no handover path to the next responsible unit.
    "handover/missing", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (block, next) in space.stuck_blocks() {
        let unit = space.names(Axis::Unit, block.get(Axis::Unit)).join(", ");
        let tasks = space.tasks_phrase(block.get(Axis::Task));
        let receivers: Vec<String> = next.iter().map(|&unit| space.name(Axis::Unit, unit)).collect();
        let message = format!(
            "`{unit}` cannot hand over to {} for {tasks}{}",
            crate::phrase::list(&receivers),
            space.place_phrase(block),
        );
        let from = space.sets.first(block.get(Axis::Unit)).unwrap_or_default();
        let holding = space.claims_of_unit(Head::Responsible, from, block);
        let span = holding.first().map_or_else(|| space.service_span(block), |&claim| space.span(claim));
        let receiver = receivers.first().cloned().unwrap_or_default();
        let taking =
            next.first().and_then(|&unit| space.claims_of_unit(Head::Responsible, unit, block).first().copied());
        report.add_block(space, span, message, (block, HOLDER_AXES), |mut finding| {
            if let Some(taking) = taking {
                finding = finding.label(space.span(taking), "holds the next step");
            }
            finding
                .note("holds the step before")
                .help(format!("write `handover {unit} -> {receiver}{} within …`", space.clauses(block)))
        });
    }
}
