//! `mandate/missing`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A unit that is responsible for `decide` and has no chain of mandates from the body that is competent.
    ///
    /// ## Why
    ///
    /// A decision that is taken without a mandate does not count as one of the competent body.
    /// The chain has to begin at the competent body, the service's `body` or else a unit of `kind: board`, and has
    /// to reach the unit that decides, for the service and on the day.
    /// Where the policy names no board and no body, competence is unknown and this rule says nothing.
    ///
    /// Basis: mandate is the power to decide in the name of an administrative body: Awb 10:1; a decision within its
    /// limits counts as the body's own: Awb 10:2
    /// ([text](https://mijnwetten.nl/algemene-wet-bestuursrecht/hoofdstuk10/titel10.1/afdeling10.1.1)).
    ///
    /// ## Bad
    ///
    /// The parking department has decided for years, and was never mandated.
    ///
    /// Comes with: `gap/undecided`.
    ///
    /// ```org
    /// channel Formulier { medium: form }
    ///
    /// unit College  { kind: board }
    /// unit Parkeren { kind: back }
    ///
    /// service Parkeervergunning { decision: yes }
    ///
    /// offer Parkeervergunning via Formulier
    /// responsible Parkeren for inform, intake, handle, decide, deliver
    /// accountable College  for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Formulier { medium: form }
    ///
    /// unit College  { kind: board }
    /// unit Parkeren { kind: back }
    ///
    /// service Parkeervergunning { decision: yes }
    ///
    /// offer Parkeervergunning via Formulier
    /// responsible Parkeren for inform, intake, handle, decide, deliver
    /// accountable College  for policy, content, steering, capacity
    /// mandate College -> Parkeren for decide of Parkeervergunning because "Mandaatregister 2026, 6.1"
    /// ```
    "mandate/missing", Error, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (block, claims, giver) in space.unmandated() {
        let Some((&claim, others)) = claims.split_first() else { continue };
        let units = space.names(Axis::Unit, block.get(Axis::Unit));
        let (decide, them) = if units.len() == 1 { ("decides", "it") } else { ("decide", "them") };
        let message = format!(
            "{} {decide} {} without a mandate{}",
            crate::phrase::list(&units),
            space.services_phrase(block.get(Axis::Service)),
            space.period_phrase(block.get(Axis::Period)),
        );
        report.add_block(space, space.span(claim), message, (block, AXES), |mut finding| {
            for &other in others {
                finding = finding.label(space.span(other), "and so does this");
            }
            let edit = space.mandate_edit(giver, block.get(Axis::Unit), block);
            finding.note(format!("makes {them} responsible for decide")).help(edit)
        });
    }
}
