//! `gap/unserved`

use crate::check::{Report, TASK_AXES, rule};
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// A task of an offered service for which no unit is responsible.
    ///
    /// ## Why
    ///
    /// An offer is a promise: at that place, through that channel, somebody may turn up and ask.
    /// Where a task of the process has no responsible unit, the question is answered by whoever happens to be
    /// there, or by nobody.
    /// The finding names the largest boxes that are not covered, never single cells, and points at the statement
    /// that comes nearest.
    ///
    /// Basis: every task needs at least one unit that does it, the R of a
    /// [RACI matrix](https://axiomtemplates.com/how-to-build-a-raci-matrix); multichannel management asks which
    /// unit answers for which
    /// [process, channel and service](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The second counter opened, and the back office was not asked to serve it.
    ///
    /// ```org
    /// location Stadhuis
    /// location Oost "Wijkpunt Oost"
    /// channel Balie { medium: counter  locations: Stadhuis, Oost  target: 80% within 10m }
    ///
    /// unit College     { kind: board }
    /// unit Loket       { kind: front }
    /// unit Burgerzaken { kind: back }
    ///
    /// service Uittreksel "Uittreksel uit de BRP"
    ///
    /// offer Uittreksel via Balie
    /// responsible Loket       for inform, intake  of Uittreksel
    /// responsible Burgerzaken for handle, deliver of Uittreksel via Balie at Stadhuis
    /// accountable College     for policy, content, steering, capacity
    /// handover Loket -> Burgerzaken within 5m
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// location Stadhuis
    /// location Oost "Wijkpunt Oost"
    /// channel Balie { medium: counter  locations: Stadhuis, Oost  target: 80% within 10m }
    ///
    /// unit College     { kind: board }
    /// unit Loket       { kind: front }
    /// unit Burgerzaken { kind: back }
    ///
    /// service Uittreksel "Uittreksel uit de BRP"
    ///
    /// offer Uittreksel via Balie
    /// responsible Loket       for inform, intake  of Uittreksel
    /// responsible Burgerzaken for handle, deliver of Uittreksel via Balie at Stadhuis, Oost
    /// accountable College     for policy, content, steering, capacity
    /// handover Loket -> Burgerzaken within 5m
    /// ```
    "gap/unserved", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.task_blocks(&space.gaps(Head::Responsible)) {
        let tasks = space.tasks_phrase(block.get(Axis::Task));
        let message = format!("nobody is responsible for {tasks}{}", space.place_phrase(block));
        let offers = space.offers_of(block);
        let span = offers.first().map_or_else(|| space.service_span(block), |&offer| space.span(offer));
        let nearest = space.nearest(Head::Responsible, block);
        report.add_block(space, span, message, (block, TASK_AXES), |mut finding| {
            finding = finding.note("offered here");
            for &offer in &offers[1.min(offers.len())..] {
                finding = finding.label(space.span(offer), "and offered here");
            }
            space.mendable(finding, "responsible", nearest, block)
        });
    }
}
