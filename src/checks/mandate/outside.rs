//! `mandate/outside`

use crate::check::{POWER_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A mandate to a unit outside the organisation with which no agreement is stated.
    ///
    /// ## Why
    ///
    /// A department of one's own can be told to decide in the body's name; somebody else's people cannot.
    /// They and their superior have to agree, and the agreement has to be found when a decision is contested.
    /// Outside are units of `kind: partner`, units that are outsourced, and units that state a `relation` (but
    /// `insourced`), with all that is nested in them; an `agreement` of the unit or of one around it will do.
    ///
    /// Basis: a mandate to somebody who does not work under the mandator's responsibility needs consent: Awb 10:4
    /// ([text](https://mijnwetten.nl/algemene-wet-bestuursrecht/hoofdstuk10/titel10.1/afdeling10.1.1)).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College         { kind: board }
    /// unit Omgevingsdienst { kind: partner  relation: shared }
    ///
    /// service Milieuvergunning { decision: yes }
    ///
    /// offer Milieuvergunning via Post
    /// responsible Omgevingsdienst for inform, intake, handle, decide, deliver
    /// accountable College         for policy, content, steering, capacity
    /// mandate College -> Omgevingsdienst for decide because "Mandaatbesluit 2023, art. 3"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College         { kind: board }
    /// unit Omgevingsdienst { kind: partner  relation: shared  agreement: "GR Omgevingsdienst 2023" }
    ///
    /// service Milieuvergunning { decision: yes }
    ///
    /// offer Milieuvergunning via Post
    /// responsible Omgevingsdienst for inform, intake, handle, decide, deliver
    /// accountable College         for policy, content, steering, capacity
    /// mandate College -> Omgevingsdienst for decide because "Mandaatbesluit 2023, art. 3"
    /// ```
    "mandate/outside", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for grant in space.without_agreement() {
        let units = space.names(Axis::Unit, grant.units);
        let (is, states) = if units.len() == 1 { ("is", "states") } else { ("are", "state") };
        for block in grant.blocks {
            let message = format!(
                "{} {is} outside the organisation, {states} no agreement, and {is} given {}",
                crate::phrase::list(&units),
                space.power_phrase(block)
            );
            report.add_block(space, space.span(grant.claim), message, (block, POWER_AXES), |mut finding| {
                for unit in space.sets.members(grant.units) {
                    finding = finding.label(space.model.units[unit as usize].thing.span, "states no `agreement`");
                }
                finding.note("gives it the power").help(format!(
                    "write `agreement: \"…\"` in {}, or mandate a unit of your own",
                    crate::phrase::list(&units)
                ))
            });
        }
    }
}
