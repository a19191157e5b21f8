//! `name/unused`

use crate::check::{Report, rule};
use crate::model::vocabulary;
use crate::space::Space;

rule! {
    /// An audience, location, record, channel or service that no statement reaches.
    ///
    /// ## Why
    ///
    /// Something that is declared and never meant is a plan that was not carried out, or the remains of one that
    /// was.
    /// It makes the policy look more complete than it is: nobody answers for a channel that no statement reaches,
    /// and no gap will say so.
    ///
    /// Basis: the language itself: only statements say anything; what they do not reach takes part in no check.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// channel WhatsApp { medium: message }
    /// unit KCC { kind: kcc }
    ///
    /// responsible KCC for inform via Telefoon
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// channel WhatsApp { medium: message }
    /// unit KCC { kind: kcc }
    ///
    /// responsible KCC for inform via Telefoon, WhatsApp
    /// ```
    "name/unused", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (noun, thing) in space.unreached() {
        let name = space.model.names.name(thing.symbol);
        let noun = vocabulary::get().noun(noun).word;
        let message = format!("no statement reaches {noun} `{name}`");
        report.add(thing.span, message, |finding| {
            finding.note("declared here").help("use it in a statement, or drop it")
        });
    }
}
