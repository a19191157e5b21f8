//! `risk/inherited-front`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::phrase::spelled_all;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A front office that may write data only because it sits inside a wider unit that may.
    ///
    /// ## Why
    ///
    /// A right of a unit is a right of everything inside it.
    /// Who gives a right to a whole directorate often thinks of its experts, and forgets the desk that is part of
    /// it.
    /// What a front office may do has to be said of the front office.
    ///
    /// Basis: the risks of a step decide whether it belongs in front or behind
    /// ([organising multichannel service](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie)); rights
    /// follow the task of the user: BIO2 8.03.02.
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit Publiek "Publiekszaken" {
    ///   kind: directorate
    ///   unit Loket   { kind: front }
    ///   unit Inkomen { kind: back }
    /// }
    /// record Klant { telefoon: contact }
    ///
    /// responsible Loket for intake
    /// allow Publiek to update Klant.telefoon when verified low, logged because "AVG 16"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Publiek "Publiekszaken" {
    ///   kind: directorate
    ///   unit Loket   { kind: front }
    ///   unit Inkomen { kind: back }
    /// }
    /// record Klant { telefoon: contact }
    ///
    /// responsible Loket for intake
    /// allow  Publiek except Loket to update Klant.telefoon when verified low, logged because "AVG 16"
    /// forbid Loket                to write  Klant.telefoon
    /// ```
    "risk/inherited-front", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (allow, chunks) in space.inherited_by_fronts() {
        for block in space.right_blocks(&chunks) {
            let fronts = space.names(Axis::Unit, block.get(Axis::Unit));
            let wide = space.names(Axis::Unit, space.claim(allow).units);
            let message = format!(
                "{} may {}{} as part of {}",
                crate::phrase::list(&fronts),
                space.rights_phrase(block),
                space.place_phrase(block),
                crate::phrase::list(&wide),
            );
            report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |mut finding| {
                for unit in space.sets.members(block.get(Axis::Unit)) {
                    finding = finding.label(space.model.units[unit as usize].thing.span, "is a front office inside it");
                }
                let (named, fronts) = (space.right_holders(block.get(Axis::Unit)), spelled_all(&fronts));
                let subject = space.model.ast.statements[space.claim(allow).statement.at()].subject;
                let subject = subject.map(|it| space.model.ast.selector(it));
                let written = subject.map_or_else(|| spelled_all(&wide), |it| space.words_at(it.span));
                let except = if subject.is_some_and(|it| !it.except.is_empty()) { "," } else { " except" };
                finding
                    .note("gives the right to all inside")
                    .help(format!("write `allow {written}{except} {fronts} to …`, or allow `{named}` by name"))
            });
        }
    }
}
