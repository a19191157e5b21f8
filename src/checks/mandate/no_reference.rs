//! `mandate/no-reference`

use crate::check::{POWER_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// A mandate that does not say where it is written down.
    ///
    /// ## Why
    ///
    /// Whoever is refused may ask who decided, and by what right.
    /// `because` names the register and the article, so that the mandate can be shown.
    ///
    /// Basis: a general mandate is given in writing: Awb 10:5
    /// ([text](https://mijnwetten.nl/algemene-wet-bestuursrecht/hoofdstuk10/titel10.1/afdeling10.1.1)), and has to be
    /// [published to have effect](https://rechtspraakbestuursrecht.nl/artikel-103-awb-bevoegdheid-en-aard-mandaat/).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College { kind: board }
    /// unit Bouwen  { kind: back }
    ///
    /// service Bouwvergunning { decision: yes }
    ///
    /// offer Bouwvergunning via Post
    /// responsible Bouwen  for inform, intake, handle, decide, deliver
    /// accountable College for policy, content, steering, capacity
    /// mandate College -> Bouwen for decide
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College { kind: board }
    /// unit Bouwen  { kind: back }
    ///
    /// service Bouwvergunning { decision: yes }
    ///
    /// offer Bouwvergunning via Post
    /// responsible Bouwen  for inform, intake, handle, decide, deliver
    /// accountable College for policy, content, steering, capacity
    /// mandate College -> Bouwen for decide because "Mandaatregister 2026, 2.1"
    /// ```
    "mandate/no-reference", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let claims = space.claims_with(Head::Mandate);
    for (id, claim) in claims {
        let because = space.model.ast.statements[claim.statement.at()].because;
        let said = because.is_some_and(|it| !space.model.text(it).trim().is_empty());
        if said || !space.has_cells(claim.services, claim.region) {
            continue;
        }
        let units = space.named_in_chain(id);
        let block = space.written_box(id).with(Axis::Unit, units);
        let message = format!(
            "the mandate between {} does not say where it is written down{}",
            crate::phrase::list(&space.names(Axis::Unit, units)),
            space.period_phrase(block.get(Axis::Period))
        );
        report.add_block(space, space.span(id), message, (block, POWER_AXES), |finding| {
            finding.note("has no reference").help("add `because \"…\"` with the register and the article")
        });
    }
}
