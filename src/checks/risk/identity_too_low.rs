//! `risk/identity-too-low`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::model::words::Assurance;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A right to change customer data without being sure enough who is asking.
    ///
    /// ## Why
    ///
    /// Whoever can change a telephone number over the telephone, without proving who he is, can next receive the
    /// codes that are sent to it.
    /// Changing customer data asks for the level that the field states (`assurance`), else for `low` up to tier 2
    /// and for `substantial` above.
    /// What is there is the higher of what the channel gives (`assurance`) and what the right demands (`verified`).
    ///
    /// Basis: the body itself determines which level a service needs
    /// ([VNG on DigiD levels](https://vng.nl/artikelen/digid-substantieel-id-check)); a municipality is
    /// [a gatekeeper](https://rvig.nl/circulaire-verbeterimpuls-identiteitsvaststelling) of identity. The levels
    /// are those of
    /// [eIDAS](https://www.digitaletoegang.nl/waarom-betrouwbare-toegang/wet--regelgeving/eidas-verordening).
    ///
    /// ## Bad
    ///
    /// "We know our callers by their voice."
    ///
    /// ```org
    /// channel Telefoon             { medium: phone }
    /// channel Mijn "Mijn gemeente" { medium: portal  assurance: substantial }
    ///
    /// unit KCC { kind: kcc }
    /// record Klant { email: contact }
    ///
    /// allow KCC to update Klant.email via Telefoon, Mijn when logged because "AVG 16"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon             { medium: phone }
    /// channel Mijn "Mijn gemeente" { medium: portal  assurance: substantial }
    ///
    /// unit KCC { kind: kcc }
    /// record Klant { email: contact }
    ///
    /// allow KCC to update Klant.email via Telefoon, Mijn when verified low, logged because "AVG 16"
    /// ```
    "risk/identity-too-low", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for risk in space.weak_identities() {
        for block in space.right_blocks(&risk.chunks) {
            let asked = space.assurance_word(risk.asked);
            let message = format!(
                "{} may {}{} without `{asked}` identity assurance",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
            );
            report.add_block(space, space.span(risk.allow), message, (block, RIGHT_AXES), |mut finding| {
                for channel in space.channels_of(block.get(Axis::Touchpoint)) {
                    let words = match space.model.channels[channel.at()].assurance {
                        Some(there) => format!("gives `{}`", space.assurance_word(there)),
                        None => "states no `assurance`".to_owned(),
                    };
                    finding = finding.label(space.model.channels[channel.at()].thing.span, words);
                }
                let help = match space.stated_guards(risk.allow) {
                    None => format!("add `when verified {asked}`"),
                    Some(guards) if guards.verified == Assurance::None => {
                        format!("add `verified {asked}` to its `when`")
                    }
                    Some(_) => format!("raise its `verified` to `verified {asked}`"),
                };
                finding
                    .note("gives the right")
                    .help(format!("{help}, or limit it with `via` to channels that are sure enough"))
            });
        }
    }
}
