//! `risk/no-second-pair-of-eyes`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::finding::Level;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A weighty change of data that one person can make with nobody else looking.
    ///
    /// ## Why
    ///
    /// Tier 3 (facts with legal relevance, personal data, account numbers) outside the back office, and tier 4
    /// (decisions, special categories, authentic data, deleting, reopening, forcing) anywhere, are where a mistake
    /// or a favour does the most harm.
    /// `four-eyes` asks for a second person before it counts, `after-check` for one afterwards; either is enough.
    /// At tier 4 the finding is an error.
    ///
    /// Basis: a risk assessment determines where and how duties are separated (BIO 9.2.2.2); the separation of
    /// issuing and handing out is [the key measure against fraud](https://www.rvig.nl/functiescheiding-toepassen)
    /// with travel documents.
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit Inkomen { kind: back }
    /// record Zaak { besluit: decision }
    ///
    /// allow Inkomen to create Zaak.besluit when logged because "Mandaatregister 2026, 3.1"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Inkomen { kind: back }
    /// record Zaak { besluit: decision }
    ///
    /// allow Inkomen to create Zaak.besluit when four-eyes, logged because "Mandaatregister 2026, 3.1"
    /// ```
    "risk/no-second-pair-of-eyes", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for risk in space.lone_mutations() {
        for block in space.right_blocks(&risk.chunks) {
            let message = format!(
                "{} may {}{} without a second pair of eyes: tier {}",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
                risk.tier,
            );
            report.add_block(space, space.span(risk.allow), message, (block, RIGHT_AXES), |mut finding| {
                if risk.tier >= 4 {
                    finding.level = Level::Error;
                }
                finding.note("gives the right").help(match space.stated_guards(risk.allow) {
                    Some(_) => "add `four-eyes` or `after-check` to its `when`",
                    None => "add `when four-eyes` or `when after-check`",
                })
            });
        }
    }
}
