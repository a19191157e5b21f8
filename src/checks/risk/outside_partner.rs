//! `risk/outside-partner`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::model::words::UnitKind;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A partner or an outsourced unit that may make weighty changes, or has any right on authentic data.
    ///
    /// ## Why
    ///
    /// The people of another organisation work under its rules, its screening and its managers.
    /// What they write at tier 3 (facts with legal relevance, personal data, account numbers) or 4 (decisions, special
    /// and authentic data, deleting, reopening, forcing) is answered for by us.
    /// Authentic data is not even read by them through us: they have their own access to it, or none.
    /// A unit inside a partner or outsourced unit is one too.
    ///
    /// Basis: supply of register data is arranged per unit, purpose and data set
    /// ([rules for users of the register](https://lokaleregelgeving.overheid.nl/CVDR401319/1)); a mandate to somebody
    /// outside the hierarchy needs his consent: Awb 10:4
    /// ([text](https://mijnwetten.nl/algemene-wet-bestuursrecht/hoofdstuk10/titel10.1/afdeling10.1.1)).
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit Reiniging                  { kind: back }
    /// unit Duinschoon "Duinschoon BV" { kind: partner  relation: outsourced  agreement: "DVO 2025-118" }
    ///
    /// record Zaak { status: legal, source Reiniging  notitie: note, source Reiniging }
    ///
    /// allow Reiniging  to update Zaak.* when logged because "Afvalbeleid 2025"
    /// allow Duinschoon to update Zaak.status, Zaak.notitie when four-eyes, logged because "DVO 2025-118, art. 7"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Reiniging                  { kind: back }
    /// unit Duinschoon "Duinschoon BV" { kind: partner  relation: outsourced  agreement: "DVO 2025-118" }
    ///
    /// record Zaak { status: legal, source Reiniging  notitie: note, source Reiniging }
    ///
    /// allow Reiniging  to update Zaak.*       when logged            because "Afvalbeleid 2025"
    /// allow Duinschoon to update Zaak.notitie when four-eyes, logged because "DVO 2025-118, art. 7"
    /// ```
    "risk/outside-partner", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (allow, chunks) in space.outside_rights() {
        for block in space.right_blocks(&chunks) {
            let units = space.sets.list(block.get(Axis::Unit));
            let message = format!(
                "{} may {}{} from outside the organisation",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
            );
            report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |mut finding| {
                let mut outsiders: Vec<_> = units.iter().filter_map(|&unit| space.outsider(unit)).collect();
                outsiders.dedup();
                for id in outsiders {
                    let unit = &space.model.units[id.at()];
                    let is = if unit.kind == Some(UnitKind::Partner) { "is a partner" } else { "is outsourced" };
                    finding = finding.label(unit.thing.span, is);
                }
                finding.note("gives the right").help("let a unit of the organisation do it, and drop this right")
            });
        }
    }
}
