//! `risk/front-mutation`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::model::words::Assurance;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::risks::Risk;

rule! {
    /// A front office that may change data which weighs more than a front office may change by itself.
    ///
    /// ## Why
    ///
    /// Every change of data has a weight, its tier.
    /// The tier is 1 for notes; 2 for contact data, public and internal data; 3 for facts with legal relevance,
    /// personal data and account numbers; 4 for decisions, special categories, authentic data, and for deleting,
    /// reopening or forcing.
    /// A front office does up to tier 2.
    /// At tier 3 it needs certainty about who is asking (`verified` at the level that the data asks, or a channel
    /// that gives it) and a second look (`four-eyes` or `after-check`).
    /// Tier 4 is never done in a front office.
    /// Settings can give any other kind of unit such a ceiling too.
    ///
    /// Basis: which data a contact centre may change is
    /// [an important decision](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); a risk assessment
    /// determines where duties are separated (BIO 9.2.2.2); a legal act such as issuing a travel document is taken
    /// [by an official only](https://www.rvig.nl/functiescheiding-toepassen). The tiers are this tool's own
    /// weighing, and settings can move them.
    ///
    /// ## Bad
    ///
    /// "The desk can close a case too, that saves a handover."
    ///
    /// Comes with: `risk/no-second-pair-of-eyes`.
    ///
    /// ```org
    /// unit Loket      { kind: front }
    /// unit Uitvoering { kind: back }
    ///
    /// record Zaak { status: legal, source Uitvoering }
    ///
    /// allow Uitvoering to update Zaak.status when logged because "Behandelen"
    /// allow Loket      to update Zaak.status when logged because "Behandelen"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Loket      { kind: front }
    /// unit Uitvoering { kind: back }
    ///
    /// record Zaak { status: legal, source Uitvoering }
    ///
    /// allow Uitvoering to update Zaak.status when logged              because "Behandelen"
    /// allow Loket      to update Zaak.status when after-check, logged because "Behandelen"
    /// ```
    ///
    /// ## Settings
    ///
    /// `[ceilings]` says the highest tier per kind of unit: `front = 3` lets front offices do tier 3 as it is.
    /// The default is 2 for `front` and `kcc`; other kinds are looked at where they are given one.
    "risk/front-mutation", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for risk in space.front_mutations() {
        for block in space.right_blocks(&risk.chunks) {
            let whose = match risk.kind {
                None => "in a front office".to_owned(),
                Some(kind) => format!("above the ceiling of `{}`", kind.word()),
            };
            let message = format!(
                "{} may {}{}: tier {} {whose}",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
                risk.tier,
            );
            report.add_block(space, space.span(risk.allow), message, (block, RIGHT_AXES), |finding| {
                finding.note("gives the right").help(help(space, &risk, block))
            });
        }
    }
}

/// What is missing: certainty about who asks, a second look, or both. At tier 4 nothing helps.
fn help(space: &Space<'_>, risk: &Risk, block: Block) -> String {
    let other = match risk.kind {
        None => "let a back office do it".to_owned(),
        Some(kind) => format!("let a unit of another kind do it, or raise `{}` of `[ceilings]`", kind.word()),
    };
    if risk.tier >= 4 {
        return if risk.kind.is_none() { format!("{other}: a front office never does tier 4") } else { other };
    }
    let guards = space.stated_guards(risk.allow);
    let verified = guards.map_or(Assurance::None, |it| it.verified);
    let given = space.channels_of(block.get(Axis::Touchpoint)).into_iter();
    let given = given.map(|id| space.model.channels[id.at()].assurance.unwrap_or_default()).min().unwrap_or_default();
    let mut asked = Vec::new();
    if verified.max(given) < risk.asked {
        asked.push(format!("verified {}", space.assurance_word(risk.asked)));
    }
    let eyes = !guards.is_some_and(|it| it.four_eyes || it.after_check);
    if eyes {
        asked.push("four-eyes".to_owned());
    }
    let or = if eyes { " (or `after-check`)" } else { "" };
    let add = match guards {
        Some(_) => format!("add `{}`{or} to its `when`", asked.join(", ")),
        None => format!("add `when {}`{or}", asked.join(", ")),
    };
    format!("{add}, or {other}")
}
