//! `people/readiness`

use crate::check::{Report, rule};
use crate::model::date;
use crate::model::words::Key;
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::transitions::What;

rule! {
    /// A unit with low readiness for change whose work changes on a day ahead.
    ///
    /// ## Why
    ///
    /// A date in a policy is a promise of others on behalf of the people concerned.
    /// Where they are not ready, the date will pass and the work will stay as it was, or stop.
    /// Looked at are the days on which the unit itself begins or ends, or a responsibility of it does.
    ///
    /// Basis: readiness to change is one of the topics of
    /// [an organisation's people](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// At New Year the contact centre takes over the telephone of the tax office, which has not been told yet.
    ///
    /// ```org
    /// organisation Grienden { as-of: 2026-11-01 }
    ///
    /// channel Belastinglijn { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie    { kind: directorate }
    /// unit KCC         { kind: kcc   readiness: high }
    /// unit Belastingen { kind: back  readiness: low }
    ///
    /// service Aanslag
    ///
    /// offer Aanslag via Belastinglijn
    /// responsible Belastingen for inform, intake until 2026-12-31
    /// responsible KCC         for inform, intake from 2027-01-01
    /// responsible Belastingen for handle, deliver
    /// accountable Directie    for policy, content, steering, capacity, change
    /// handover KCC <-> Belastingen warm within 2m
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// organisation Grienden { as-of: 2026-11-01 }
    ///
    /// channel Belastinglijn { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie    { kind: directorate }
    /// unit KCC         { kind: kcc   readiness: high }
    /// unit Belastingen { kind: back  readiness: medium }
    ///
    /// service Aanslag
    ///
    /// offer Aanslag via Belastinglijn
    /// responsible Belastingen for inform, intake until 2026-12-31
    /// responsible KCC         for inform, intake from 2027-01-01
    /// responsible Belastingen for handle, deliver
    /// accountable Directie    for policy, content, steering, capacity, change
    /// handover KCC <-> Belastingen warm within 2m
    /// ```
    "people/readiness", Info, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (unit, changes, periods) in space.unready() {
        let thing = &space.model.units[unit as usize].thing;
        let name = space.name(Axis::Unit, unit);
        let mut days: Vec<String> = changes.iter().map(|change| date::iso(change.day)).collect();
        days.dedup();
        let message =
            format!("`{name}` has low readiness, yet its work changes on {}", crate::phrase::enumerate(&days));
        let block = space.empty_block().with(Axis::Unit, space.dimensions.unit_sets[unit as usize]);
        let block = block.with(Axis::Period, periods);
        let stated = space.model.property(thing.declaration, Key::Readiness).map_or(thing.span, |it| it.span);
        report.add_block(space, stated, message, (block, AXES), |mut finding| {
            for change in &changes {
                let (day, before) = (date::iso(change.day), date::iso(change.day - 1));
                finding = finding.label(
                    change.span,
                    match change.what {
                        What::Begins => format!("begins on {day}"),
                        What::Ends => format!("ends after {before}"),
                        What::Starts => format!("starts on {day}"),
                        What::Stops => format!("stops after {before}"),
                    },
                );
            }
            finding
                .note("not ready for change")
                .help("prepare it before that day and write `readiness: medium`, or move the day")
        });
    }
}
