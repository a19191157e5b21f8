//! `gap/location-unstaffed`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A counter, visit or kiosk at a place where services are offered and nobody is responsible for anything.
    ///
    /// ## Why
    ///
    /// A place with an open door and nobody behind it is the most visible gap there is, and the one that is made
    /// most easily:
    /// a location is added to a channel, and every offer via that channel reaches it at once.
    ///
    /// Basis: locations are one of the measures of an organisation that multichannel management
    /// [has to look at](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The library lent a desk; the desk is on the map, but on no rota.
    ///
    /// Comes with: `gap/unserved`.
    ///
    /// ```org
    /// location Stadhuis
    /// location Bibliotheek
    /// channel Balie { medium: counter  locations: Stadhuis, Bibliotheek  target: 80% within 10m }
    ///
    /// unit Directie { kind: directorate }
    /// unit Loket    { kind: front }
    ///
    /// service Stadspas
    ///
    /// offer Stadspas via Balie
    /// responsible Loket    for inform, intake, handle, deliver via Balie at Stadhuis
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// location Stadhuis
    /// location Bibliotheek
    /// channel Balie { medium: counter  locations: Stadhuis, Bibliotheek  target: 80% within 10m }
    ///
    /// unit Directie { kind: directorate }
    /// unit Loket    { kind: front }
    ///
    /// service Stadspas
    ///
    /// offer Stadspas via Balie
    /// responsible Loket    for inform, intake, handle, deliver via Balie at Stadhuis, Bibliotheek
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    "gap/location-unstaffed", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.unstaffed() {
        let at = space.touchpoints_phrase(block.get(Axis::Touchpoint));
        let at = if at.is_empty() { " at any counter".to_owned() } else { at };
        let message = format!("nobody is responsible for any task{at}{}", space.period_phrase(block.get(Axis::Period)));
        let offers = space.offers_at(block.get(Axis::Touchpoint));
        let Some(&first) = offers.first() else { continue };
        report.add_block(
            space,
            space.span(first),
            message,
            (block, &[Axis::Touchpoint, Axis::Period]),
            |mut finding| {
                for &offer in &offers[1..] {
                    finding = finding.label(space.span(offer), "and offered here");
                }
                finding.note("offered there").help(format!(
                    "write `responsible UNIT for TASKS{}`",
                    space.where_clauses(block.with(Axis::Audience, space.dimensions.all_audiences))
                ))
            },
        );
    }
}
