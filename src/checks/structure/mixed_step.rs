//! `structure/mixed-step`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::model::words::Arrangement;
use crate::phrase::list;
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// A process step that a front and a back office both hold, in an organisation that declares `arrangement: kcc`.
    ///
    /// ## Why
    ///
    /// With a contact centre each step belongs in front or behind, and where it goes over is clear to everybody.
    /// A step that both do is done by whoever happens to pick it up, by two sets of rules.
    /// A service divided by place or audience is no mixed step: what counts is one step of one service, for one
    /// audience through one touchpoint.
    ///
    /// Basis: processes are wholly front office or wholly back office and the dividing line is clear ([separation of
    /// front and back
    /// office](https://www.referentiearchitectuur.nl/index.php?title=Id-f9c7c156-3e3c-ff83-2783-16df7f1c8ac5&oldid=19529));
    /// consider [where the work leaves the front
    /// office](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden).
    ///
    /// ## Bad
    ///
    /// Exemptions are handled by the contact centre when it is quiet, and by Traffic when it is not.
    ///
    /// ```org
    /// organisation Meerdijk "Gemeente Meerdijk" { arrangement: kcc  as-of: 2026-11-01 }
    ///
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie "Directie"            { kind: directorate }
    /// unit KCC      "Klantcontactcentrum" { kind: kcc }
    /// unit Verkeer  "Verkeer en parkeren" { kind: back }
    ///
    /// service Ontheffing "Ontheffing autoluwe binnenstad"
    ///
    /// offer Ontheffing via Telefoon, Website
    /// responsible KCC          for inform, intake
    /// responsible KCC, Verkeer for handle
    /// responsible Verkeer      for deliver
    /// accountable Directie     for policy, content, steering, capacity, change
    /// consulted   Verkeer      for steering
    /// handover KCC <-> Verkeer within 2 workdays
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// organisation Meerdijk "Gemeente Meerdijk" { arrangement: kcc  as-of: 2026-11-01 }
    ///
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie "Directie"            { kind: directorate }
    /// unit KCC      "Klantcontactcentrum" { kind: kcc }
    /// unit Verkeer  "Verkeer en parkeren" { kind: back }
    ///
    /// service Ontheffing "Ontheffing autoluwe binnenstad"
    ///
    /// offer Ontheffing via Telefoon, Website
    /// responsible KCC      for inform, intake
    /// responsible Verkeer  for handle
    /// responsible Verkeer  for deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// consulted   Verkeer  for steering
    /// handover KCC <-> Verkeer within 2 workdays
    /// ```
    "structure/mixed-step", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let declared = space.model.organisation.as_ref().and_then(|it| it.arrangement);
    if declared != Some(Arrangement::Kcc) {
        return;
    }
    for block in space.shared_steps() {
        let units = space.sets.members(block.get(Axis::Unit));
        let is_front =
            |unit: &u32| space.model.units[*unit as usize].kind.is_some_and(crate::model::words::UnitKind::is_front);
        let (fronts, backs): (Vec<u32>, Vec<u32>) = units.into_iter().partition(is_front);
        let names = |units: &[u32]| units.iter().map(|&it| space.name(Axis::Unit, it)).collect::<Vec<_>>();
        let message = format!(
            "{}{} is shared by {} in front and {} behind it",
            space.tasks_phrase(block.get(Axis::Task)),
            space.place_phrase(block),
            list(&names(&fronts)),
            list(&names(&backs))
        );
        let claims = space.claims_meeting(Head::Responsible, block);
        let claims: Vec<_> = claims
            .into_iter()
            .filter(|&id| !space.sets.disjoint(space.claim(id).units, block.get(Axis::Unit)))
            .collect();
        let Some((&first, others)) = claims.split_first() else { continue };
        report.add_block(space, space.span(first), message, (block, HOLDER_AXES), |mut finding| {
            for &claim in others {
                finding = finding.label(space.span(claim), format!("and {}", space.holder_words(claim)));
            }
            finding.note(space.holder_words(first)).help(format!(
                "leave the step to one side: take `{}{}` out of what {} or {} are responsible for",
                space.task_words(block),
                space.clauses(block),
                list(&names(&fronts)),
                list(&names(&backs))
            ))
        });
    }
}
