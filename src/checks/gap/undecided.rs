//! `gap/undecided`

use crate::check::{Report, TASK_AXES, rule};
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::coverage::Undecided;
use crate::syntax::ast::Head;

rule! {
    /// A service that ends in a decision, where no unit is responsible for `decide`, or none that may.
    ///
    /// ## Why
    ///
    /// An applicant is entitled to a decision by somebody who has the power to take it.
    /// With `decision: yes` a service says that it ends in one; where nobody may decide, applications pile up or
    /// are decided without ground.
    ///
    /// Basis: a decision is taken by the competent body or, in its name, under a mandate: Awb 10:1 and 10:3
    /// ([text](https://mijnwetten.nl/algemene-wet-bestuursrecht/hoofdstuk10/titel10.1/afdeling10.1.1)).
    ///
    /// ## Bad
    ///
    /// The permits that are asked for by letter have no decider.
    ///
    /// Comes with: `gap/unserved`.
    ///
    /// ```org
    /// channel Formulier { medium: form }
    /// channel Post      { medium: letter }
    ///
    /// unit College      { kind: board }
    /// unit Vergunningen { kind: back }
    ///
    /// service Inrit "Inrit aanleggen" { decision: yes }
    ///
    /// offer Inrit via Formulier, Post
    /// responsible Vergunningen for inform, intake, handle, deliver
    /// responsible Vergunningen for decide via Formulier
    /// accountable College      for policy, content, steering, capacity, change
    /// mandate College -> Vergunningen for decide of Inrit because "Mandaatregister 2026, 4.2"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Formulier { medium: form }
    /// channel Post      { medium: letter }
    ///
    /// unit College      { kind: board }
    /// unit Vergunningen { kind: back }
    ///
    /// service Inrit "Inrit aanleggen" { decision: yes }
    ///
    /// offer Inrit via Formulier, Post
    /// responsible Vergunningen for inform, intake, handle, deliver
    /// responsible Vergunningen for decide via Formulier, Post
    /// accountable College      for policy, content, steering, capacity, change
    /// mandate College -> Vergunningen for decide of Inrit because "Mandaatregister 2026, 4.2"
    /// ```
    "gap/undecided", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for Undecided { block, units, giver } in space.undecided_blocks() {
        let services = block.get(Axis::Service);
        let named = space.some_services_phrase(services, "any service");
        let message = format!("nobody may decide {named}{}", space.where_phrase(block));
        let mut holders = space.claims_meeting(Head::Responsible, block);
        holders.retain(|&id| !space.sets.disjoint(space.claim(id).units, units));
        report.add_block(space, space.service_span(block), message, (block, TASK_AXES), |mut finding| {
            finding = finding.note("asks for a decision");
            for &holder in &holders {
                finding = finding.label(space.span(holder), "decides without a mandate");
            }
            finding.help(if holders.is_empty() {
                format!(
                    "write `responsible UNIT for {}{}` and a mandate for that unit",
                    space.name(Axis::Task, 4),
                    space.clauses(block)
                )
            } else {
                space.mandate_edit(giver, units, block)
            })
        });
    }
}
