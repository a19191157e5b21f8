//! `risk/no-purpose`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::finding::Level;
use crate::model::words::Trait;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A right to read or write personal data that does not say what for.
    ///
    /// ## Why
    ///
    /// Personal data may be used for the purpose that they were collected for, and nobody can check that of a right
    /// that gives no purpose.
    /// `because` names the purpose or the legal basis.
    /// Personal data are the fields with `personal`, `contact`, `special` or `payment`.
    /// A right that reaches `special` data is an error.
    ///
    /// Basis: purpose limitation, AVG 5(1)(b); special categories, AVG 9; purpose binding is needed to look into
    /// [an integrated view of the customer](https://www.gemmaonline.nl/index.php?title=Omnichannel_Integraal_Klantbeeld&oldid=872359).
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit Sport { kind: back }
    /// record Lid { adres: personal }
    ///
    /// allow Sport to update Lid.adres when verified substantial, logged
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Sport { kind: back }
    /// record Lid { adres: personal }
    ///
    /// allow Sport to update Lid.adres when verified substantial, logged because "Subsidieregeling sport 2026"
    /// ```
    "risk/no-purpose", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (allow, chunks) in space.purposeless() {
        for block in space.right_blocks(&chunks) {
            let special = !space.fields_with(block.get(Axis::Field), Trait::Special).is_empty();
            let message = format!(
                "{} may {}{} for no stated purpose: {} data",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
                if special { "special" } else { "personal" },
            );
            report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |mut finding| {
                if special {
                    finding.level = Level::Error;
                }
                finding.note("gives the right").help("add `because \"…\"` with the purpose or the legal basis")
            });
        }
    }
}
