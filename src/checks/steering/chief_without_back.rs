//! `steering/chief-without-back`

use crate::check::{Report, rule};
use crate::phrase::list;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A channel chief that has nothing to do with any back office: no handover, no agreement, no shared
    /// responsibility.
    ///
    /// ## Why
    ///
    /// Channels promise what departments deliver.
    /// A chief that steers every channel and has no tie to those who do the work can only promise.
    /// A tie is a handover to or from a back office, an `agreement` of either, a back office inside the chief (or
    /// around it), a statement that names both, or a back office with a say in steering, capacity, operation,
    /// technology or change.
    /// Units inside the chief count as the chief.
    ///
    /// Basis: with a channel chief a good division of responsibilities and cooperation [with the back
    /// office](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie) matter most.
    ///
    /// ## Bad
    ///
    /// The channel manager draws up the service levels alone. Permits reads them in the newsletter.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Kanaalregie  "Kanaalregie"         { kind: staff }
    /// unit KCC          "Klantcontactcentrum" { kind: kcc }
    /// unit Vergunningen "Vergunningen"        { kind: back }
    ///
    /// service Inrit "Inrit aanleggen"
    ///
    /// offer Inrit via Telefoon, Website
    /// responsible KCC          for inform, intake
    /// responsible Vergunningen for handle, deliver
    /// handover KCC <-> Vergunningen within 2 workdays
    /// accountable Kanaalregie for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Kanaalregie  "Kanaalregie"         { kind: staff }
    /// unit KCC          "Klantcontactcentrum" { kind: kcc }
    /// unit Vergunningen "Vergunningen"        { kind: back }
    ///
    /// service Inrit "Inrit aanleggen"
    ///
    /// offer Inrit via Telefoon, Website
    /// responsible KCC          for inform, intake
    /// responsible Vergunningen for handle, deliver
    /// handover KCC <-> Vergunningen within 2 workdays
    /// consulted   Vergunningen for steering, change
    /// accountable Kanaalregie  for policy, content, steering, capacity, change
    /// ```
    "steering/chief-without-back", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.lonely_chiefs() {
        let chiefs = space.names(Axis::Unit, block.get(Axis::Unit));
        let lines = space.steering_lines(block, AXES);
        let Some((&first, others)) = lines.split_first() else { continue };
        let message = format!(
            "{} {} everything and {} no handover, agreement or shared responsibility with any back office{}",
            list(&chiefs),
            if chiefs.len() == 1 { "steers" } else { "steer" },
            if chiefs.len() == 1 { "has" } else { "have" },
            space.period_phrase(block.get(Axis::Period))
        );
        report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
            for &line in others {
                finding = finding.label(space.span(line), "and steers too");
            }
            finding.note(space.steers_words(first)).help(
                "give a back office a say, for example `consulted UNIT for steering, change`, hand over to it, or state an `agreement`",
            )
        });
    }
}
