//! `gap/right-missing`

use crate::check::{Report, rule};
use crate::model::words::{Operation, Operations};
use crate::phrase::spelled_all;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A unit whose task needs a right to data, and that does not have it.
    ///
    /// ## Why
    ///
    /// `need` says which data a task has to read or write.
    /// A unit that is responsible for the task and lacks the right will stop, borrow a colleague's account, or keep
    /// a list of its own.
    /// Rights are closed: what no `allow` gives is not there, and a `forbid` takes away what an `allow` gave.
    ///
    /// Basis: who has write rights in customer and case data is one of the decisions of
    /// [organising multichannel service](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); users can
    /// see and process what they need for their task, and no more:
    /// [BIO2 8.03.02](https://github.com/MinBZK/Baseline-Informatiebeveiliging-Overheid).
    ///
    /// ## Bad
    ///
    /// The contact centre takes in removals by telephone and at the counter; the right was written for the
    /// telephone.
    ///
    /// ```org
    /// location Stadhuis
    /// channel Telefoon { medium: phone    target: 80% within 30s }
    /// channel Balie    { medium: counter  locations: Stadhuis  target: 80% within 10m }
    ///
    /// unit KCC "Klantcontactcentrum" { kind: kcc }
    /// record Klant { telefoon: contact }
    /// service Verhuizing
    ///
    /// offer Verhuizing via Telefoon, Balie
    /// responsible KCC for inform, intake, handle, deliver
    /// accountable KCC for policy, content, steering, capacity, change
    ///
    /// need update Klant.telefoon for intake of Verhuizing
    /// allow KCC to read   Klant.*        when logged because "AVG 6(1)(e)"
    /// allow KCC to update Klant.telefoon via Telefoon when verified low, logged because "AVG 16"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// location Stadhuis
    /// channel Telefoon { medium: phone    target: 80% within 30s }
    /// channel Balie    { medium: counter  locations: Stadhuis  target: 80% within 10m }
    ///
    /// unit KCC "Klantcontactcentrum" { kind: kcc }
    /// record Klant { telefoon: contact }
    /// service Verhuizing
    ///
    /// offer Verhuizing via Telefoon, Balie
    /// responsible KCC for inform, intake, handle, deliver
    /// accountable KCC for policy, content, steering, capacity, change
    ///
    /// need update Klant.telefoon for intake of Verhuizing
    /// allow KCC to read   Klant.*        when logged because "AVG 6(1)(e)"
    /// allow KCC to update Klant.telefoon via Telefoon, Balie when verified low, logged because "AVG 16"
    /// ```
    "gap/right-missing", Error, Some(run)
}

const AXES: &[Axis] = &[
    Axis::Unit,
    Axis::Task,
    Axis::Operation,
    Axis::Field,
    Axis::Service,
    Axis::Touchpoint,
    Axis::Audience,
    Axis::Period,
];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (block, needs, holders) in space.missing_right_blocks() {
        let unit = space.names(Axis::Unit, block.get(Axis::Unit));
        let message = format!(
            "{} may not {} for {}{}",
            crate::phrase::list(&unit),
            space.rights_phrase(block),
            space.tasks_phrase(block.get(Axis::Task)),
            space.place_phrase(block),
        );
        report.add_block(space, space.span(needs[0]), message, (block, AXES), |mut finding| {
            for &need in &needs[1..] {
                finding = finding.label(space.span(need), "needed here too");
            }
            for &holder in &holders {
                finding = finding.label(space.span(holder), space.part_words(holder, block));
            }
            let operations = space.sets.members(block.get(Axis::Operation)).map(|it| Operation::ALL[it as usize]);
            let operations: Operations = operations.collect();
            let cells = space.right_cells(block, operations, block.get(Axis::Field));
            let forbids = space.forbids_of(cells);
            for &forbid in &forbids {
                finding = finding.label(space.span(forbid), "forbids it");
            }
            let write = format!(
                "write `allow {} to {}{}{}`",
                spelled_all(&unit),
                space.right_words(block),
                space.clauses(block),
                if operations.overlaps(Operations::WRITE) { " when …" } else { "" }
            );
            finding.note("needed here").help(space.right_edit(cells, &forbids, write))
        });
    }
}
