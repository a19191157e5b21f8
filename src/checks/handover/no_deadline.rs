//! `handover/no-deadline`

use crate::check::{Report, UNIT_AXES, rule};
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// A handover that does not say within what time it is made.
    ///
    /// ## Why
    ///
    /// "I will pass it on" is no promise.
    /// A handover without a deadline is one that nobody can be held to, and the first that waits when it is busy.
    ///
    /// Basis: with a separate front office the handover to the second and third line has to be
    /// [well and fast arranged](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); norms that are
    /// published say how soon: [a call back within 24 hours](https://www.katwijk.nl/over-deze-website/servicenormen/).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Groen    { kind: back }
    ///
    /// service Bomen "Vraag over bomen"
    ///
    /// offer Bomen via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Groen    for handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC <-> Groen of Bomen callback
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Groen    { kind: back }
    ///
    /// service Bomen "Vraag over bomen"
    ///
    /// offer Bomen via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Groen    for handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC <-> Groen of Bomen callback within 1 workday
    /// ```
    "handover/no-deadline", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let claims = space.claims_with(Head::Handover);
    for (id, claim) in claims {
        // A deadline that cannot be read is written all the same.
        let extras = &space.model.ast.statements[claim.statement.at()].extras;
        let written = extras.as_ref().is_some_and(|it| it.within.is_some());
        if written || !space.has_cells(claim.services, claim.region) {
            continue;
        }
        let units = space.named_in_chain(id);
        let names = space.names(Axis::Unit, units);
        let block = space.written_box(id).with(Axis::Unit, units);
        let message = format!(
            "the handover between {} does not say how soon it is made{}",
            crate::phrase::list(&names),
            space.period_phrase(block.get(Axis::Period))
        );
        report.add_block(space, space.span(id), message, (block, UNIT_AXES), |finding| {
            finding.note("has no deadline").help("add `within …`, for example `within 2m` or `within 2 workdays`")
        });
    }
}
