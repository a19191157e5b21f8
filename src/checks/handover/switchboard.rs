//! `handover/switchboard`

use crate::check::{Report, UNIT_AXES, rule};
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::shares::{WHOLE, millionths, percentage};

rule! {
    /// A contact centre that hands over more of its contacts than its target leaves room for.
    ///
    /// ## Why
    ///
    /// A contact centre exists to answer; one that mostly puts people through is an extra step between the citizen and
    /// whoever knows.
    /// The stated shares of all handovers by which a unit of `kind: kcc` passes on the same contacts (service,
    /// channel, audience, period) are added up; handovers without a share do not count.
    ///
    /// Basis: the ambition is commonly
    /// [80 in the front, 20 behind](https://manifestgroep.pleio.nl/pages/view/24717242/klantcontactcentra); below 45
    /// percent a contact centre had become
    /// [a switchboard](https://www.publieksdiensten.nl/nieuws/het-einde-van-de-onbereikbare-ambtenaar).
    ///
    /// ## Bad
    ///
    /// Each of the two departments is told that it gets only a few calls.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Groen    { kind: back }
    /// unit Wegen    { kind: back }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon
    /// responsible KCC          for inform, intake
    /// responsible Groen, Wegen for handle, deliver
    /// accountable Directie     for policy, content, steering, capacity
    /// handover KCC <-> Groen of Melding warm within 2m share 15%
    /// handover KCC <-> Wegen of Melding warm within 2m share 20%
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Groen    { kind: back }
    /// unit Wegen    { kind: back }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon
    /// responsible KCC          for inform, intake
    /// responsible Groen, Wegen for handle, deliver
    /// accountable Directie     for policy, content, steering, capacity
    /// handover KCC <-> Groen of Melding warm within 2m share 5%
    /// handover KCC <-> Wegen of Melding warm within 2m share 10%
    /// ```
    ///
    /// ## Settings
    ///
    /// `first-contact` in `[thresholds]` is the percentage that a contact centre should settle itself: 80 unless you
    /// say otherwise, so that it may hand over 20.
    "handover/switchboard", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let most = WHOLE.saturating_sub(millionths(report.settings.thresholds.first_contact));
    for board in space.switchboards(most) {
        let name = space.name(Axis::Unit, board.unit);
        let (share, may) = (percentage(board.share), percentage(most));
        for block in space.task_blocks(&board.chunks) {
            let claims = space.claims_among(&board.claims, block);
            let Some(&first) = claims.first() else { continue };
            let message = format!("`{name}` hands over {share} of its contacts{}", space.place_phrase(block));
            report.add_block(space, space.span(first), message, (block, UNIT_AXES), |mut finding| {
                for &claim in &claims[1..] {
                    finding = finding.label(space.span(claim), "and this part");
                }
                finding.note("hands over this part").help(format!(
                    "let `{name}` answer more itself and lower a `share`: it hands over {share} and may {may} (`first-contact`)"
                ))
            });
        }
    }
}
