//! `risk/inform-only-writes`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A unit that is responsible for nothing but `inform`, and may change more than notes.
    ///
    /// ## Why
    ///
    /// Whoever only gives information changes nothing for anybody; a note of the contact (tier 1) is all that the work
    /// leaves behind.
    /// A right to write more was given for a task that the unit never got, or no longer has.
    ///
    /// Basis: a front line that only informs leaves what has consequences
    /// [to the departments](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); users can process what they
    /// need for their task, and no more:
    /// [BIO2 8.03.02](https://github.com/MinBZK/Baseline-Informatiebeveiliging-Overheid).
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit Infobalie   { kind: front }
    /// unit Burgerzaken { kind: back }
    ///
    /// record Klant { telefoon: contact, source Burgerzaken }
    ///
    /// responsible Infobalie   for inform
    /// responsible Burgerzaken for intake, handle, deliver
    ///
    /// allow Burgerzaken to update Klant.telefoon when verified low, logged because "AVG 16"
    /// allow Infobalie   to update Klant.telefoon when verified low, logged because "AVG 16"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Infobalie   { kind: front }
    /// unit Burgerzaken { kind: back }
    ///
    /// record Klant { telefoon: contact, source Burgerzaken }
    ///
    /// responsible Infobalie   for inform
    /// responsible Burgerzaken for intake, handle, deliver
    ///
    /// allow  Burgerzaken to update Klant.telefoon when verified low, logged because "AVG 16"
    /// forbid Infobalie   to write  Klant.telefoon
    /// ```
    "risk/inform-only-writes", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (allow, chunks) in space.informers_that_write() {
        for block in space.right_blocks(&chunks) {
            let units = space.names(Axis::Unit, block.get(Axis::Unit));
            let (is, message) = (
                if units.len() == 1 { "is" } else { "are" },
                format!(
                    "{} may {}{}",
                    crate::phrase::list(&units),
                    space.rights_phrase(block),
                    space.place_phrase(block)
                ),
            );
            let message = format!("{message}, and {is} responsible for nothing but inform");
            report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |mut finding| {
                for unit in space.sets.members(block.get(Axis::Unit)) {
                    for claim in space.responsibilities_of(unit) {
                        finding = finding.label(space.span(claim), "makes it responsible for inform");
                    }
                }
                finding.note("gives the right").help("drop this right, or give the unit the task that it is for")
            });
        }
    }
}
