//! `risk/excess-right`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::model::words::Operations;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A right to write that no task of the unit asks for.
    ///
    /// ## Why
    ///
    /// `need` says which data a task has to write; a right is there for a task that the unit is responsible for.
    /// A right of which no need of such a task asks for anything at all is a leftover, a courtesy or a mistake, and the
    /// first that is misused.
    /// A right of a unit counts as asked for where a unit around it is responsible.
    /// A policy that states no `need` does not say what its tasks ask for, and nothing is found in it.
    ///
    /// Basis: users can see and process what they need for their task, and no more:
    /// [BIO2 8.03.02](https://github.com/MinBZK/Baseline-Informatiebeveiliging-Overheid); a risk assessment determines
    /// which access rights are given (BIO 9.2.2.2).
    ///
    /// ## Bad
    ///
    /// "Parking helped out in the summer, and still can."
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit Burgerzaken { kind: back }
    /// unit Parkeren    { kind: back }
    ///
    /// record Klant { telefoon: contact, source Burgerzaken }
    /// service Verhuizing
    /// service Laadpaal
    ///
    /// offer Verhuizing, Laadpaal via Post
    /// responsible Burgerzaken for inform, intake, handle, deliver of Verhuizing
    /// responsible Parkeren    for inform, intake, handle, deliver of Laadpaal
    /// accountable Burgerzaken for policy, content, steering, capacity
    ///
    /// need update Klant.telefoon for intake of Verhuizing
    /// allow Burgerzaken to update Klant.telefoon when verified low, logged because "AVG 16"
    /// allow Parkeren    to update Klant.telefoon when verified low, logged because "AVG 16"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit Burgerzaken { kind: back }
    /// unit Parkeren    { kind: back }
    ///
    /// record Klant { telefoon: contact, source Burgerzaken }
    /// service Verhuizing
    /// service Laadpaal
    ///
    /// offer Verhuizing, Laadpaal via Post
    /// responsible Burgerzaken for inform, intake, handle, deliver of Verhuizing
    /// responsible Parkeren    for inform, intake, handle, deliver of Laadpaal
    /// accountable Burgerzaken for policy, content, steering, capacity
    ///
    /// need update Klant.telefoon for intake of Verhuizing
    /// allow Burgerzaken to update Klant.telefoon when verified low, logged because "AVG 16"
    /// ```
    "risk/excess-right", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for allow in space.excess_rights() {
        let writing = space.claim(allow).operations.and(Operations::WRITE);
        let writing = space.sets.from_members(writing.iter().map(|it| it as u32));
        let block = space.written_box(allow).with(Axis::Operation, writing);
        let message = format!(
            "{} may {}{}, and no task asks for it",
            crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
            space.rights_phrase(block),
            space.place_phrase(block),
        );
        report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |finding| {
            finding.note("gives the right").help(format!(
                "drop this right, or say what it is for: `need {} for TASKS{}`",
                space.right_words(block),
                space.clauses(block)
            ))
        });
    }
}
