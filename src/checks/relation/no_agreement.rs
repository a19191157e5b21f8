//! `relation/no-agreement`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A partner, or somebody to whom work is put out, that takes part in a handover without an `agreement`.
    ///
    /// ## Why
    ///
    /// Inside the organisation somebody above both ends can settle a quarrel; between organisations only what was
    /// agreed beforehand can: in how much time, with which data, and who pays.
    /// Outsiders are units of `kind: partner`, with `outsourced`, or with a `relation` other than `insourced`, and
    /// the units in them; the agreement of a unit around them is theirs too.
    ///
    /// Basis: cooperation in chains is among the
    /// [relations of an organisation](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); municipalities
    /// that work for each other put it
    /// [in writing](https://repository.officiele-overheidspublicaties.nl/cvdr/CVDR641258/1/html/CVDR641258_1.html).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit GGD      { kind: partner  relation: chain }
    ///
    /// service Reisvaccinatie
    ///
    /// offer Reisvaccinatie via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible GGD      for handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// handover KCC <-> GGD warm within 2m
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit GGD      { kind: partner  relation: chain  agreement: "Convenant 2026, art. 3" }
    ///
    /// service Reisvaccinatie
    ///
    /// offer Reisvaccinatie via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible GGD      for handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// handover KCC <-> GGD warm within 2m
    /// ```
    "relation/no-agreement", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for it in space.unagreed() {
        let Some((&first, others)) = it.handovers.split_first() else { continue };
        let thing = &space.model.units[it.unit as usize].thing;
        let name = space.name(Axis::Unit, it.unit);
        let handovers = if others.is_empty() { "a handover" } else { "handovers" };
        let period = space.period_phrase(it.periods);
        let message = format!("`{name}` takes part in {handovers} without an agreement{period}");
        let block = space.empty_block().with(Axis::Unit, space.dimensions.unit_sets[it.unit as usize]);
        let block = block.with(Axis::Period, it.periods);
        // A shared declaration is not the policy's to mend; its handover is.
        let (span, note, rest) = if thing.catalog {
            (space.span(first), "takes part here", others)
        } else {
            (thing.span, "has no `agreement`", &it.handovers[..])
        };
        report.add_block(space, span, message, (block, AXES), |mut finding| {
            for &handover in rest {
                finding = finding.label(space.span(handover), "takes part here");
            }
            finding.note(note).help(format!("add `agreement: \"…\"` to `{name}`"))
        });
    }
}
