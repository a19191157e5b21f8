//! `handover/unequal`

use crate::check::{Report, UNIT_AXES, rule};
use crate::phrase::{enumerate, list};
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::unequal::Difference;

rule! {
    /// One service with other deciders, or other norms, in one channel than in another, with no reason given.
    ///
    /// ## Why
    ///
    /// Whoever calls, writes or comes to the counter about the same matter should get the same answer, as soon.
    /// Three things are held against each other, for the same service, audience and period: who is responsible for
    /// `decide` in one channel and in another (units in one line count as one); the deadlines (`within`) of handovers
    /// between the same units, among synchronous and among asynchronous channels; and the `target` and `reply` of
    /// channels of the same medium.
    /// A `because` on the statement that differs (for the norms of channels: on the offer) is a reason.
    ///
    /// Basis: a citizen uses several channels on the same matter and wants
    /// [equal treatment](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); information in different
    /// channels
    /// [must be consistent](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden).
    ///
    /// ## Bad
    ///
    /// Who comes to the counter is decided on by the counter; who writes, by the department.
    ///
    /// ```org
    /// channel Balie { medium: counter  target: 80% within 10m }
    /// channel Post  { medium: letter   reply: 10 workdays }
    ///
    /// unit College     { kind: board }
    /// unit Loket       { kind: front }
    /// unit Vakafdeling { kind: back }
    ///
    /// service Standplaats { decision: yes }
    ///
    /// offer Standplaats via Balie, Post
    /// responsible Loket       for inform, intake, handle, decide, deliver via Balie
    /// responsible Vakafdeling for inform, intake, handle, decide, deliver via Post
    /// accountable College     for policy, content, steering, capacity, change
    /// mandate College -> Loket       for decide because "Mandaatregister 2026, 5.1"
    /// mandate College -> Vakafdeling for decide because "Mandaatregister 2026, 5.2"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Balie { medium: counter  target: 80% within 10m }
    /// channel Post  { medium: letter   reply: 10 workdays }
    ///
    /// unit College     { kind: board }
    /// unit Loket       { kind: front }
    /// unit Vakafdeling { kind: back }
    ///
    /// service Standplaats { decision: yes }
    ///
    /// offer Standplaats via Balie, Post
    /// responsible Loket       for inform, intake, handle, deliver         via Balie
    /// responsible Vakafdeling for inform, intake, handle, decide, deliver via Post
    /// responsible Vakafdeling for decide via Balie
    /// accountable College     for policy, content, steering, capacity, change
    /// mandate College -> Vakafdeling for decide because "Mandaatregister 2026, 5.2"
    /// handover Loket <-> Vakafdeling of Standplaats via Balie within 1 workday
    /// ```
    "handover/unequal", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (difference, unequal) in space.unequal() {
        for block in space.task_blocks(&unequal.chunks) {
            let claims = space.claims_among(&unequal.claims, block);
            let (message, note, help) = words(space, &difference, block);
            let anchor = match (&difference, claims.first()) {
                (_, Some(&claim)) => space.span(claim),
                (Difference::Norms(channels), None) if !channels.is_empty() => {
                    space.model.channels[channels[0].at()].thing.span
                }
                _ => space.service_span(block),
            };
            let axes = if matches!(difference, Difference::Norms(_)) { &UNIT_AXES[1..] } else { UNIT_AXES };
            report.add_block(space, anchor, message, (block, axes), |mut finding| {
                for &claim in claims.iter().skip(1) {
                    finding = finding.label(space.span(claim), "and otherwise here");
                }
                if let Difference::Norms(channels) = &difference {
                    for channel in channels.iter().skip(1) {
                        finding =
                            finding.label(space.model.channels[channel.at()].thing.span, "answers at another norm");
                    }
                }
                finding.note(note).help(help)
            });
        }
    }
}

/// The message, the note at the anchor, and the help.
fn words(space: &Space<'_>, difference: &Difference, block: Block) -> (String, &'static str, String) {
    let place = space.place_phrase(block);
    let unit = |unit: u32| space.name(Axis::Unit, unit);
    match difference {
        Difference::Deciders(units) => {
            let names: Vec<String> = units.iter().map(|&it| unit(it)).collect();
            let message = format!("who decides differs by channel between {}{place}", list(&names));
            let help = "let the same unit decide in all channels, or give the reason with `because \"…\"`";
            (message, "decides in some channels", help.to_owned())
        }
        Difference::Deadlines(from, to) => {
            let (from, to) = (unit(*from), unit(*to));
            let message = format!("how soon `{from}` hands over to `{to}` differs by channel{place}");
            let help = "state the same `within` for them, or give the reason with `because \"…\"`";
            (message, "is made within one time", help.to_owned())
        }
        Difference::Norms(channels) => {
            let names = channels.iter().map(|&id| format!("`{}`", space.model.channel_name(id)));
            let names = enumerate(&names.collect::<Vec<_>>());
            let message = format!("{names} answer questions{place} at different norms");
            let help = "state the same `target` and `reply`, or give the reason with `because \"…\"` on the offer";
            (message, "answers at one norm", help.to_owned())
        }
    }
}
