//! `structure/orphan-unit`

use crate::check::{Report, rule};
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A unit without a task, a right, a handover, a mandate or a unit inside it.
    ///
    /// ## Why
    ///
    /// A unit that nothing is said about is left over from an earlier organisation, or its work was forgotten.
    /// Either way somebody reads the chart and calls it.
    /// Rights and handovers reach what is nested, so a unit inside one that has them is no orphan; a task stays with
    /// the unit that is named.
    /// Being the body of a service, the source of data, the reserve for a peak or a second pair of eyes is a place in
    /// the organisation too.
    /// Boards are there by law, and oversight does its work by having no other: neither is asked for anything.
    ///
    /// Basis: a row without any responsible or accountable task is [a superfluous
    /// role](https://hefrock.github.io/PM-charts/charts/08-raci-matrix.html), and it should be clear which units
    /// answer for [which aspects](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The web team was drawn into the chart. What it does was never written down.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie "Directie Publiek"    { kind: directorate }
    /// unit KCC      "Klantcontactcentrum" { kind: kcc }
    /// unit Webteam  "Webteam"             { kind: staff }
    ///
    /// service Afvalpas "Afvalpas aanvragen"
    ///
    /// offer Afvalpas via Telefoon, Website
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie "Directie Publiek"    { kind: directorate }
    /// unit KCC      "Klantcontactcentrum" { kind: kcc }
    /// unit Webteam  "Webteam"             { kind: staff }
    ///
    /// service Afvalpas "Afvalpas aanvragen"
    ///
    /// offer Afvalpas via Telefoon, Website
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// supporting  Webteam  for content via Website
    /// ```
    "structure/orphan-unit", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for unit in space.idle_units() {
        let name = space.name(Axis::Unit, unit);
        let message = format!("`{name}` has no task, right, handover or mandate, and no unit inside it");
        let block = space.empty_block().with(Axis::Unit, space.dimensions.unit_sets[unit as usize]);
        report.add_block(space, space.model.units[unit as usize].thing.span, message, (block, AXES), |finding| {
            finding.note("nothing is said about it").help(format!(
                "say what it does, for example `responsible {} for handle of SERVICE`, or remove it",
                spelled(&name)
            ))
        });
    }
}
