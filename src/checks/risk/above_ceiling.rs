//! `risk/above-ceiling`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A right, to read or to write, on data that is more confidential than the unit may see.
    ///
    /// ## Why
    ///
    /// `ceiling` says the most confidential data that a unit is cleared for, `confidential` how confidential a
    /// field is.
    /// A right above the ceiling is given by mistake more often than on purpose: a field was classified after the
    /// right was written.
    /// `up-to` limits a right to fields up to a level.
    ///
    /// Basis: a consumer sees a case only if its level is at most
    /// [the one it was granted](https://github.com/VNG-Realisatie/zaken-api); need to know: BIO2 8.03.02.
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit Loket      { kind: front  ceiling: intern }
    /// unit Uitvoering { kind: back }
    ///
    /// record Zaak {
    ///   notitie: note
    ///   verslag: internal, confidential vertrouwelijk
    /// }
    ///
    /// allow  Uitvoering to create, update Zaak.* when logged because "Behandelen"
    /// forbid Loket      to write          Zaak.*
    /// allow  Loket      to read           Zaak.* when logged because "Informeren"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Loket      { kind: front  ceiling: intern }
    /// unit Uitvoering { kind: back }
    ///
    /// record Zaak {
    ///   notitie: note
    ///   verslag: internal, confidential vertrouwelijk
    /// }
    ///
    /// allow  Uitvoering to create, update Zaak.* when logged              because "Behandelen"
    /// forbid Loket      to write          Zaak.*
    /// allow  Loket      to read           Zaak.* when logged up-to intern because "Informeren"
    /// ```
    "risk/above-ceiling", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (allow, ceiling, chunks) in space.above_ceilings() {
        for block in space.right_blocks(&chunks) {
            let level = space.confidentiality_word(ceiling);
            let message = format!(
                "{} may {}{}, above the ceiling `{level}`",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
            );
            let is_all = space.sets.is_subset(space.claim(allow).fields, block.get(Axis::Field));
            let extras = &space.model.ast.statements[space.claim(allow).statement.at()].extras;
            let limited = extras.as_ref().is_some_and(|it| it.up_to.is_some());
            let help = if is_all {
                "drop this right, or raise the unit's `ceiling`".to_owned()
            } else if limited {
                format!("lower its `up-to` to `{level}`, or leave {} out", space.fields_phrase(block.get(Axis::Field)))
            } else {
                format!("add `up-to {level}`, or leave {} out", space.fields_phrase(block.get(Axis::Field)))
            };
            report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |mut finding| {
                for field in space.sets.members(block.get(Axis::Field)) {
                    let field = &space.model.fields[field as usize];
                    let stated = space.confidentiality_word(field.confidential.unwrap_or(ceiling));
                    finding = finding.label(field.span, format!("is `{stated}`"));
                }
                finding.note("gives the right").help(help)
            });
        }
    }
}
