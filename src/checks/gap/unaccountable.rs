//! `gap/unaccountable`

use crate::check::{Report, TASK_AXES, rule};
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// An aspect of an offered service, such as its content or its capacity, for which no unit is accountable.
    ///
    /// ## Why
    ///
    /// Somebody does the work; somebody else has to answer for what the service promises, what is written about it,
    /// who steers the channel and how many people there are.
    /// An aspect for which nobody answers is where channels begin to contradict each other.
    /// Which aspects are asked of every offered service is the organisation's choice.
    ///
    /// Basis: exactly one unit answers for each aspect, the A of a
    /// [RACI matrix](https://axiomtemplates.com/how-to-build-a-raci-matrix); it should be clear which units answer
    /// for which aspects of
    /// [channels, processes and services](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The mailbox was added later, and nobody was given its capacity.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Mailbox  { medium: email  reply: 2 workdays }
    ///
    /// unit Directie {
    ///   kind: directorate
    ///   unit Redactie     { kind: staff }
    ///   unit Klantcontact { kind: kcc }
    /// }
    ///
    /// service Grofvuil "Grofvuil laten ophalen"
    ///
    /// offer Grofvuil via Telefoon, Mailbox
    /// responsible Klantcontact for inform, intake, handle, deliver
    /// accountable Redactie     for content
    /// accountable Directie     for policy, steering, change
    /// accountable Klantcontact for capacity via Telefoon
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Mailbox  { medium: email  reply: 2 workdays }
    ///
    /// unit Directie {
    ///   kind: directorate
    ///   unit Redactie     { kind: staff }
    ///   unit Klantcontact { kind: kcc }
    /// }
    ///
    /// service Grofvuil "Grofvuil laten ophalen"
    ///
    /// offer Grofvuil via Telefoon, Mailbox
    /// responsible Klantcontact for inform, intake, handle, deliver
    /// accountable Redactie     for content
    /// accountable Directie     for policy, steering, change
    /// accountable Klantcontact for capacity via Telefoon, Mailbox
    /// ```
    ///
    /// ## Settings
    ///
    /// `aspects` of `[requirements]` lists the aspects that every offered service needs.
    /// The default is `["policy", "content", "steering", "capacity"]`.
    "gap/unaccountable", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.task_blocks(&space.gaps(Head::Accountable)) {
        let tasks = space.tasks_phrase(block.get(Axis::Task));
        let message = format!("nobody is accountable for {tasks}{}", space.place_phrase(block));
        let offers = space.offers_of(block);
        let span = offers.first().map_or_else(|| space.service_span(block), |&offer| space.span(offer));
        let nearest = space.nearest(Head::Accountable, block);
        report.add_block(space, span, message, (block, TASK_AXES), |mut finding| {
            finding = finding.note("offered here");
            for &offer in &offers[1.min(offers.len())..] {
                finding = finding.label(space.span(offer), "and offered here");
            }
            space.mendable(finding, "accountable", nearest, block)
        });
    }
}
