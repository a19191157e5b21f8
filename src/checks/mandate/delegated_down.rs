//! `mandate/delegated-down`

use crate::check::{POWER_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A delegation to a unit that works under whoever delegates.
    ///
    /// ## Why
    ///
    /// Who works under a body decides in its name, by mandate; the body can instruct him and take the power back.
    /// A delegated power is the receiver's own, and that cannot be combined with being told what to do.
    /// A subordinate is a unit nested in the giver, or, where the giver is a board, any unit of the organisation that
    /// is no board, no overseer and no partner.
    ///
    /// Basis: delegation to subordinates is not possible: Awb 10:14.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College { kind: board }
    /// unit Inkomen { kind: back }
    ///
    /// service Bijstand { decision: yes }
    ///
    /// offer Bijstand via Post
    /// responsible Inkomen for inform, intake, handle, decide, deliver
    /// accountable College for policy, content, steering, capacity
    /// delegate College -> Inkomen for decide of Bijstand because "Delegatiebesluit 2026, art. 2"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College { kind: board }
    /// unit Inkomen { kind: back }
    ///
    /// service Bijstand { decision: yes }
    ///
    /// offer Bijstand via Post
    /// responsible Inkomen for inform, intake, handle, decide, deliver
    /// accountable College for policy, content, steering, capacity
    /// mandate College -> Inkomen for decide of Bijstand because "Mandaatbesluit 2026, art. 2"
    /// ```
    "mandate/delegated-down", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for down in space.delegated_down() {
        let units = space.names(Axis::Unit, down.receivers);
        let works = if units.len() == 1 { "works" } else { "work" };
        for block in down.blocks {
            let message = format!(
                "{} {works} under whoever delegates {}",
                crate::phrase::list(&units),
                space.power_phrase(block)
            );
            report.add_block(space, space.span(down.claim), message, (block, POWER_AXES), |mut finding| {
                for unit in space.sets.members(down.receivers) {
                    finding = finding.label(space.model.units[unit as usize].thing.span, "is a subordinate");
                }
                finding.note("delegates").help(if space.is_fixed(block) {
                    "drop it: this cannot be mandated either"
                } else {
                    "write `mandate` instead of `delegate`"
                })
            });
        }
    }
}
