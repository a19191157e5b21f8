//! `overlap/writers`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::finding::Level;
use crate::model::words::Trait;
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Two unrelated units that may write the same field in the same cells, while no `source` is named for it.
    ///
    /// ## Why
    ///
    /// Where two units keep the same fact, the last one to write wins, and nobody knows which version is right.
    /// `source UNIT` on the field says whose version counts; the other then writes on its behalf.
    /// Authentic data has one source by law, so there it is an error.
    ///
    /// Basis: two components that update the same data need
    /// [a mechanism against inconsistency](https://guatda.com/cmx.pfastercapital.com/content/CRUD-Matrix--How-to-Use-the-CRUD-Matrix-to-Identify-the-Data-Operations-in-Your-Enterprise-System.html);
    /// authentic data is used by
    /// [every body with a public task](http://stelselvanbasisregistraties.nl/authentieke_gegevens/).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    ///
    /// unit KCC        { kind: kcc }
    /// unit Havenloket { kind: front }
    ///
    /// record Klant { telefoon: contact }
    ///
    /// allow KCC        to update Klant.telefoon              when verified low, logged because "AVG 16"
    /// allow Havenloket to update Klant.telefoon via Telefoon when verified low, logged because "AVG 16"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    ///
    /// unit KCC        { kind: kcc }
    /// unit Havenloket { kind: front }
    ///
    /// record Klant { telefoon: contact, source KCC }
    ///
    /// allow KCC        to update Klant.telefoon              when verified low, logged because "AVG 16"
    /// allow Havenloket to update Klant.telefoon via Telefoon when verified low, logged because "AVG 16"
    /// ```
    "overlap/writers", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let fields = &space.model.fields;
    for (is_authentic, level) in [(true, Level::Error), (false, Level::Warning)] {
        let chosen = (0..)
            .zip(fields)
            .filter(|(_, field)| field.source.is_none() && field.traits.has(Trait::Authentic) == is_authentic);
        let chosen = space.sets.from_members(chosen.map(|(id, _)| id));
        if chosen.is_empty() {
            continue;
        }
        let overlaps = space.writers(chosen);
        report.more_pairs(space, overlaps.more);
        for ((one, two), overlap) in overlaps.pairs {
            for block in space.right_blocks(&overlap.chunks) {
                let (one, two) = (space.name(Axis::Unit, one), space.name(Axis::Unit, two));
                let message =
                    format!("`{one}` and `{two}` may both {}{}", space.rights_phrase(block), space.place_phrase(block));
                let claims = space.claims_among(&overlap.claims, block);
                let Some(&first) = claims.first() else { continue };
                let writes = |claim| {
                    let units = space.names(Axis::Unit, space.claim(claim).units);
                    format!("lets {} write it", crate::phrase::list(&units))
                };
                report.add_block(space, space.span(first), message, (block, RIGHT_AXES), |mut finding| {
                    finding.level = level;
                    for &claim in &claims[1..] {
                        finding = finding.label(space.span(claim), format!("and {}", writes(claim)));
                    }
                    finding.note(writes(first)).help(format!(
                        "add `source {}` (or `{}`) to {}, {} limit one of the rights",
                        spelled(&one),
                        spelled(&two),
                        space.fields_phrase(block.get(Axis::Field)),
                        if is_authentic { "and" } else { "or" }
                    ))
                });
            }
        }
    }
}
