//! `risk/unlogged`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::finding::Applicability;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A right to change data that leaves no trace of who did it.
    ///
    /// ## Why
    ///
    /// When something was changed that should not have been, the log is all there is to find out by whom, from what,
    /// and how often before.
    /// It also keeps honest people honest.
    /// `logged` says of a right that its use is written down.
    ///
    /// Basis: a log line has at least the action, the object, the result, the origin, the actor and the time:
    /// [BIO2 8.15.01](https://github.com/MinBZK/Baseline-Informatiebeveiliging-Overheid); after officials were found to
    /// sell data, better logging
    /// [was asked for](https://www.nhnieuws.nl/nieuws/n114288/).
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit Groen { kind: back }
    /// record Boom { soort: public }
    ///
    /// allow Groen to create, update Boom.soort because "Bomenbeleid 2025"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Groen { kind: back }
    /// record Boom { soort: public }
    ///
    /// allow Groen to create, update Boom.soort when logged because "Bomenbeleid 2025"
    /// ```
    "risk/unlogged", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (allow, chunks) in space.unlogged() {
        for block in space.right_blocks(&chunks) {
            let message = format!(
                "{} may {}{} without a log",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
            );
            report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |finding| {
                let help = match space.stated_guards(allow) {
                    Some(_) => "add `logged` to its `when`",
                    None => "add `when logged`",
                };
                let finding = finding.note("gives the right").help(help);
                match space.logging(allow) {
                    Some(edits) => finding.fix(help, Applicability::Safe, edits),
                    None => finding,
                }
            });
        }
    }
}
