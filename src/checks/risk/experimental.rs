//! `risk/experimental`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::model::{Thing, date};
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::careless::Careless;

rule! {
    /// A temporary unit, or a temporary channel, with a right to make weighty changes.
    ///
    /// ## Why
    ///
    /// Who may try things out gets freedom, and freedom does not go together with tier 3 (facts with legal relevance,
    /// personal data, account numbers) or 4 (decisions, special and authentic data, deleting, reopening, forcing).
    /// When the experiment ends, its changes stay.
    /// Temporary is what ends, by its own `until` or that of what it is nested in.
    /// Of a temporary channel the rights count whose statement says via which channels they hold, and those of front
    /// offices.
    ///
    /// Basis: a new channel is often given to a separate, experimental department with freedom to try, and
    /// [becomes ordinary business later](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); a risk
    /// assessment determines which rights are given (BIO 9.2.2.2).
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit Inkomen                 { kind: back }
    /// unit Chatlab "Proef chatten" { kind: team  until: 2199-06-30 }
    ///
    /// record Zaak { status: legal, source Inkomen  notitie: note, source Inkomen }
    ///
    /// allow Inkomen to update Zaak.* when logged because "Participatiewet 7"
    /// allow Chatlab to update Zaak.status, Zaak.notitie when four-eyes, logged because "Proef chatten"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Inkomen                 { kind: back }
    /// unit Chatlab "Proef chatten" { kind: team  until: 2199-06-30 }
    ///
    /// record Zaak { status: legal, source Inkomen  notitie: note, source Inkomen }
    ///
    /// allow Inkomen to update Zaak.*       when logged            because "Participatiewet 7"
    /// allow Chatlab to update Zaak.notitie when four-eyes, logged because "Proef chatten"
    /// ```
    "risk/experimental", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let (of_units, at_channels) = space.passing_rights();
    tell(space, report, of_units, "by a temporary unit", |block| {
        let units = space.sets.members(block.get(Axis::Unit));
        units.map(|unit| &space.model.units[unit as usize].thing).collect()
    });
    tell(space, report, at_channels, "by a temporary channel", |block| {
        let channels = space.channels_of(block.get(Axis::Touchpoint)).into_iter();
        channels.map(|id| &space.model.channels[id.at()].thing).collect()
    });
}

fn tell<'s>(
    space: &Space<'_>,
    report: &mut Report<'_>,
    rights: Vec<Careless>,
    how: &str,
    passing: impl Fn(Block) -> Vec<&'s Thing>,
) {
    for (allow, chunks) in rights {
        for block in space.right_blocks(&chunks) {
            let message = format!(
                "{} may {}{}, {how}",
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                space.rights_phrase(block),
                space.place_phrase(block),
            );
            report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |mut finding| {
                for thing in passing(block) {
                    finding = finding.label(thing.span, format!("ends on {}", date::iso(thing.exists.last)));
                }
                finding
                    .note("gives the right")
                    .help("keep an experiment to tier 2, or let a unit and a channel that stay do it")
            });
        }
    }
}
