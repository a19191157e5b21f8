//! `gap/write-undecided`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A field of which nobody has said whether a front office may write it.
    ///
    /// ## Why
    ///
    /// What no `allow` gives is not allowed, so nothing dangerous is open; but nobody can tell whether that was a
    /// choice or an oversight, and the next request for the right is answered by whoever is asked.
    /// An `allow` to write, or a `forbid`, says that the question was put.
    /// It need not hold for every service and channel to count as an answer.
    ///
    /// Basis: whether the contact centre may change customer and case data, and which, is
    /// [an important decision](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit KCC     { kind: kcc }
    /// unit Inkomen { kind: back }
    ///
    /// record Klant {
    ///   telefoon: contact
    ///   rekening: payment
    /// }
    ///
    /// allow KCC     to update Klant.telefoon when verified low, logged         because "AVG 16"
    /// allow Inkomen to update Klant.rekening when verified substantial, logged because "Participatiewet 45"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit KCC     { kind: kcc }
    /// unit Inkomen { kind: back }
    ///
    /// record Klant {
    ///   telefoon: contact
    ///   rekening: payment
    /// }
    ///
    /// allow  KCC     to update Klant.telefoon when verified low, logged         because "AVG 16"
    /// allow  Inkomen to update Klant.rekening when verified substantial, logged because "Participatiewet 45"
    /// forbid KCC     to write  Klant.rekening
    /// ```
    "gap/write-undecided", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.undecided_writes() {
        let units = space.sets.list(block.get(Axis::Unit));
        let names = space.names(Axis::Unit, block.get(Axis::Unit));
        let message = format!(
            "nothing says whether {} may write {}{}",
            crate::phrase::list(&names),
            space.any_fields_phrase(block.get(Axis::Field)),
            space.period_phrase(block.get(Axis::Period)),
        );
        let span = |unit: u32| space.model.units[unit as usize].thing.span;
        let axes = &[Axis::Unit, Axis::Field, Axis::Period];
        report.add_block(space, span(units[0]), message, (block, axes), |mut finding| {
            for &unit in &units[1..] {
                finding = finding.label(span(unit), "nor of this front office");
            }
            for field in space.sets.members(block.get(Axis::Field)) {
                finding = finding.label(space.model.fields[field as usize].span, "neither allowed nor forbidden");
            }
            let (names, fields) =
                (space.right_holders(block.get(Axis::Unit)), space.field_words(block.get(Axis::Field)));
            finding
                .note("a front office")
                .help(format!("write `forbid {names} to write {fields}`, or `allow {names} to update {fields} when …`"))
        });
    }
}
