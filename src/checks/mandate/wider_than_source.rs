//! `mandate/wider-than-source`

use crate::check::{Report, rule};
use crate::phrase::list;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A mandate that gives on more than its giver received.
    ///
    /// ## Why
    ///
    /// Nobody can give what he does not have.
    /// A unit that received the power over some services, and mandates it for others too, makes decisions possible
    /// that rest on nothing.
    /// The finding names exactly the part for which the giver has no source.
    ///
    /// Basis: a decision counts as the mandator's only within the limits of the mandate: Awb 10:2
    /// ([text](https://mijnwetten.nl/algemene-wet-bestuursrecht/hoofdstuk10/titel10.1/afdeling10.1.1));
    /// sub-mandate: Awb 10:9.
    ///
    /// ## Bad
    ///
    /// The directorate received building permits, and hands on demolition as well.
    /// Nobody decides on demolition by that mandate yet, so only the mandate itself is at fault.
    ///
    /// ```org
    /// channel Post { medium: letter }
    ///
    /// unit College { kind: board }
    /// unit Ruimte  { kind: directorate }
    /// unit Bouwen  { kind: back }
    ///
    /// service Bouw  { decision: yes }
    /// service Sloop { decision: yes }
    ///
    /// offer * via Post
    /// responsible Bouwen  for inform, intake, handle, deliver
    /// responsible Bouwen  for decide of Bouw
    /// responsible College for decide of Sloop
    /// accountable College for policy, content, steering, capacity
    /// handover Bouwen <-> College of Sloop within 5 workdays
    ///
    /// mandate College -> Ruimte for decide of Bouw onward because "Mandaatregister 2026, 2.1"
    /// mandate Ruimte  -> Bouwen for decide of Bouw, Sloop because "Ondermandaat 2026, 7"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter }
    ///
    /// unit College { kind: board }
    /// unit Ruimte  { kind: directorate }
    /// unit Bouwen  { kind: back }
    ///
    /// service Bouw  { decision: yes }
    /// service Sloop { decision: yes }
    ///
    /// offer * via Post
    /// responsible Bouwen  for inform, intake, handle, deliver
    /// responsible Bouwen  for decide of Bouw
    /// responsible College for decide of Sloop
    /// accountable College for policy, content, steering, capacity
    /// handover Bouwen <-> College of Sloop within 5 workdays
    ///
    /// mandate College -> Ruimte for decide of Bouw onward because "Mandaatregister 2026, 2.1"
    /// mandate Ruimte  -> Bouwen for decide of Bouw        because "Ondermandaat 2026, 7"
    /// ```
    "mandate/wider-than-source", Error, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for excess in space.excesses(false) {
        let giver = space.name(Axis::Unit, excess.giver);
        let receivers = list(&space.names(Axis::Unit, excess.receivers));
        let units = space.sets.union(space.dimensions.unit_sets[excess.giver as usize], excess.receivers);
        for block in space.scope_blocks(units, &excess.chunks) {
            let message = format!(
                "`{giver}` mandates {} of {}, which it did not receive{}",
                space.tasks_phrase(block.get(Axis::Task)),
                space.services_phrase(block.get(Axis::Service)),
                space.period_phrase(block.get(Axis::Period)),
            );
            report.add_block(space, space.span(excess.claim), message, (block, AXES), |mut finding| {
                for &source in &excess.sources {
                    finding = finding.label(space.span(source), format!("is what `{giver}` received"));
                }
                finding.note(format!("gives it to {receivers}")).help(format!(
                    "limit this mandate to what `{giver}` received (`of`, `for`, dates), or widen the one above"
                ))
            });
        }
    }
}
