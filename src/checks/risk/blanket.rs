//! `risk/blanket`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A right to write all data, of all services, via all channels.
    ///
    /// ## Why
    ///
    /// A right without limits cannot be weighed: it grows with every record, service and channel that is added
    /// later, and nobody decides on it again.
    ///
    /// Basis: in the case standards a right carries an operation, a type of case and a highest level of
    /// confidentiality, and "all authorisations" is
    /// [the exception](https://github.com/VNG-Realisatie/autorisaties-api); users process what they need for their
    /// task:
    /// BIO2 8.03.02.
    ///
    /// ## Bad
    ///
    /// "The administrators need everything, for when something goes wrong."
    ///
    /// ```org
    /// unit Beheer { kind: staff }
    /// record Zaak { status: legal  notitie: note }
    ///
    /// allow Beheer to write * when four-eyes, logged because "Beheer"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Beheer { kind: staff }
    /// record Zaak { status: legal  notitie: note }
    ///
    /// allow Beheer to write Zaak.* when four-eyes, logged because "Beheer"
    /// ```
    "risk/blanket", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for allow in space.blankets() {
        let block = space.written_box(allow);
        let units = space.names(Axis::Unit, space.claim(allow).units);
        let everywhere = block.get(Axis::Touchpoint) == space.dimensions.all_touchpoints;
        let via = if everywhere { " via every channel" } else { "" };
        let units = crate::phrase::list(&units);
        let message = format!("{units} may write all data of every service{via}{}", space.where_phrase(block));
        report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |finding| {
            finding
                .note("limits neither data nor service nor channel")
                .help("say which data (`Record.field`), and limit it with `of` and `via`")
        });
    }
}
