//! `gap/audience-unreached`

use crate::check::{Report, rule};
use crate::finding::{Finding, Level};
use crate::model::AudienceId;
use crate::source::Span;
use crate::space::Space;
use crate::space::block::{Axis, Block};

rule! {
    /// An audience that no offer reaches, or that can only come in by digital channels.
    ///
    /// ## Why
    ///
    /// Whoever has no computer, no means to log in or no command of the forms still has rights and duties.
    /// An audience that is declared and offered nothing was forgotten; one that is offered everything by screen alone
    /// has lost those who cannot use one.
    /// Digital are all channels but telephone, letter and the physical ones.
    /// Of a service with `formal: yes` it is an error: there the way by paper stays open.
    ///
    /// Basis: formal messages may go by electronic means, and
    /// [the paper route stays](https://www.ictrecht.nl/blog/wmebv-per-1-januari-2026-6-praktische-aandachtspunten-voor-jouw-digitale-kanalen-en-processen),
    /// with a duty to support whoever needs it: Awb 2:1 and 2:13. An organisation that names digital channels keeps
    /// [telephone, letter and counter](https://www.noordwijk.nl/onderwerp/overheidsinformatie-en-regelgeving/digitaal-berichtenverkeer-met-de-gemeente).
    ///
    /// ## Bad
    ///
    /// "Businesses are on the internet all day."
    ///
    /// ```org
    /// audience Inwoners
    /// audience Ondernemers
    ///
    /// channel Telefoon  { medium: phone  target: 80% within 30s }
    /// channel Formulier { medium: form   reply: 2 workdays }
    ///
    /// unit College  { kind: board }
    /// unit Parkeren { kind: back }
    ///
    /// service Laadpaal "Laadpaal aanvragen"
    ///
    /// offer Laadpaal via Telefoon, Formulier serving Inwoners
    /// offer Laadpaal via Formulier           serving Ondernemers
    /// responsible Parkeren for inform, intake, handle, deliver
    /// accountable College  for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// audience Inwoners
    /// audience Ondernemers
    ///
    /// channel Telefoon  { medium: phone  target: 80% within 30s }
    /// channel Formulier { medium: form   reply: 2 workdays }
    ///
    /// unit College  { kind: board }
    /// unit Parkeren { kind: back }
    ///
    /// service Laadpaal "Laadpaal aanvragen"
    ///
    /// offer Laadpaal via Telefoon, Formulier serving Inwoners
    /// offer Laadpaal via Telefoon, Formulier serving Ondernemers
    /// responsible Parkeren for inform, intake, handle, deliver
    /// accountable College  for policy, content, steering, capacity, change
    /// ```
    "gap/audience-unreached", Warning, Some(run)
}

const MOMENT: &[Axis] = &[Axis::Audience, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let unreached = space.unreached_audiences();
    for block in unreached.never {
        let (who, then) = said(space, block);
        let message = format!("no offer reaches {who}{then}");
        let help = format!("write `offer SERVICE via CHANNEL{}`", space.where_clauses(place(space, block)));
        let spans = audiences(space, block);
        let Some(&first) = spans.first() else { continue };
        report.add_block(space, first, message, (block, MOMENT), |finding| {
            labelled(finding, &spans, "nor this").note("nothing is offered to this audience").help(help)
        });
    }
    for block in unreached.digitally {
        let (who, then) = said(space, block);
        let message = format!("{who} can come in by digital channels only{then}");
        let spans = audiences(space, block);
        let Some(&first) = spans.first() else { continue };
        report.add_block(space, first, message, (block, MOMENT), |mut finding| {
            finding = labelled(finding, &spans, "and this");
            for offer in space.offers_serving(block, space.dimensions.all_services) {
                finding = finding.label(space.span(offer), "offered here, by digital channels");
            }
            finding
                .note("is reached by digital channels only")
                .help("offer something to it by telephone, letter or at a counter too")
        });
    }
    for block in unreached.formally {
        let (who, then) = said(space, block);
        let services = space.services_phrase(block.get(Axis::Service));
        let is = if space.sets.len(block.get(Axis::Service)) == 1 { "is" } else { "are" };
        let message = format!("{services} {is} formal, and offered to {who} by digital channels only{then}");
        let axes = &[Axis::Service, Axis::Audience, Axis::Period];
        report.add_block(space, space.service_span(block), message, (block, axes), |mut finding| {
            finding.level = Level::Error;
            for leaf in space.sets.members(block.get(Axis::Service)).skip(1) {
                let one = block.with(Axis::Service, space.sets.run(leaf, leaf + 1));
                finding = finding.label(space.service_span(one), "and this");
            }
            for offer in space.offers_serving(block, block.get(Axis::Service)) {
                finding = finding.label(space.span(offer), "offered here, by digital channels");
            }
            finding.note("declared `formal`").help("offer it by letter or at a counter too: the way by paper stays")
        });
    }
}

/// Whom a block is about, and when.
fn said(space: &Space<'_>, block: Block) -> (String, String) {
    (space.audiences_phrase(block.get(Axis::Audience)), space.period_phrase(block.get(Axis::Period)))
}

/// A block with everything for what it does not say.
fn place(space: &Space<'_>, block: Block) -> Block {
    let dimensions = &space.dimensions;
    block.with(Axis::Service, dimensions.all_services).with(Axis::Touchpoint, dimensions.all_touchpoints)
}

/// The declarations of a block's audiences.
fn audiences(space: &Space<'_>, block: Block) -> Vec<Span> {
    let leaves = space.sets.members(block.get(Axis::Audience));
    let ids = leaves.filter_map(|leaf| space.dimensions.audiences[leaf as usize]);
    ids.map(|AudienceId(id)| space.model.audiences[id as usize].thing.span).collect()
}

fn labelled(mut finding: Finding, spans: &[Span], words: &str) -> Finding {
    for &span in spans.iter().skip(1) {
        finding = finding.label(span, words);
    }
    finding
}
