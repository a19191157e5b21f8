//! `risk/authentic-outside-source`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Authentic data that another unit than its source may write.
    ///
    /// ## Why
    ///
    /// The whole government has to use authentic data, so a mistake in it goes everywhere.
    /// One unit keeps it, the `source` that the field names; everybody else reports back what seems wrong.
    /// A unit inside the source is the source too; a unit around it is not.
    /// An authentic field without a `source` is not looked at.
    ///
    /// Basis: authentic data [must be used](http://stelselvanbasisregistraties.nl/authentieke_gegevens/) by every body
    /// with a public task, which reports back where it has doubts
    /// ([duty to report back](https://lokaleregelgeving.overheid.nl/CVDR734623/1)).
    ///
    /// ## Bad
    ///
    /// "The tax people hear of a new address first."
    ///
    /// ```org
    /// unit Burgerzaken { kind: back }
    /// unit Belastingen { kind: back }
    /// record Klant { adres: personal, authentic, source Burgerzaken }
    ///
    /// allow Burgerzaken to update       Klant.adres when verified substantial, four-eyes, logged because "BRP 2.39"
    /// allow Belastingen to read, update Klant.adres when verified substantial, four-eyes, logged because "AWR 11"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Burgerzaken { kind: back }
    /// unit Belastingen { kind: back }
    /// record Klant { adres: personal, authentic, source Burgerzaken }
    ///
    /// allow Burgerzaken to update Klant.adres when verified substantial, four-eyes, logged because "Wet BRP 2.39"
    /// allow Belastingen to read   Klant.adres when verified substantial, four-eyes, logged because "AWR 11"
    /// ```
    "risk/authentic-outside-source", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (source, (allow, chunks)) in space.outside_sources() {
        let source = space.model.unit_name(source);
        for block in space.right_blocks(&chunks) {
            let units = space.names(Axis::Unit, block.get(Axis::Unit));
            let message = format!(
                "{} may {}{}: authentic data of `{source}`",
                crate::phrase::list(&units),
                space.rights_phrase(block),
                space.place_phrase(block),
            );
            report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |mut finding| {
                for field in space.sets.members(block.get(Axis::Field)) {
                    let span = space.model.fields[field as usize].span;
                    finding = finding.label(span, format!("has its source at `{source}`"));
                }
                finding
                    .note("gives the right")
                    .help(format!("let {} read it, and have `{source}` make the change", crate::phrase::list(&units)))
            });
        }
    }
}
