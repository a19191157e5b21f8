//! `overlap/content`

use crate::check::{Report, UNIT_AXES, rule};
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// One service of which two unrelated units own the content, each in channels of its own.
    ///
    /// ## Why
    ///
    /// What the website says and what is said by telephone about one service should come from one source.
    /// With an owner per channel the texts drift apart, and the citizen hears two things.
    /// It is about units accountable for `content` of the same service, for the same audience and period, in different
    /// channels; two owners of the same cells are `overlap/accountable`, and owners that one statement names together
    /// are one.
    ///
    /// Basis: information in different channels
    /// [must be consistent](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden), and
    /// coordination of channels means
    /// [no contradictory information](https://manifestgroep.pleio.nl/pages/view/24717382/multichannel-management).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie {
    ///   kind: directorate
    ///   unit Vakafdeling { kind: back }
    /// }
    /// unit Communicatie { kind: staff }
    ///
    /// service Subsidie "Subsidie aanvragen"
    ///
    /// offer Subsidie via Telefoon, Website
    /// responsible Vakafdeling  for inform, intake, handle, deliver
    /// accountable Directie     for policy, steering, capacity, change
    /// accountable Vakafdeling  for content of Subsidie via Telefoon
    /// accountable Communicatie for content             via Website
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie {
    ///   kind: directorate
    ///   unit Vakafdeling { kind: back }
    /// }
    /// unit Communicatie { kind: staff }
    ///
    /// service Subsidie "Subsidie aanvragen"
    ///
    /// offer Subsidie via Telefoon, Website
    /// responsible Vakafdeling  for inform, intake, handle, deliver
    /// accountable Directie     for policy, steering, capacity, change
    /// accountable Vakafdeling  for content of Subsidie
    /// consulted   Communicatie for content via Website
    /// ```
    "overlap/content", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for ((one, two), overlap) in space.split_contents() {
        let (one, two) = (space.name(Axis::Unit, one), space.name(Axis::Unit, two));
        for block in space.task_blocks(&overlap.chunks) {
            let claims = space.claims_among(&overlap.claims, block);
            let Some(&first) = claims.first() else { continue };
            let message =
                format!("`{one}` and `{two}` own the content{} in different channels", space.place_phrase(block));
            report.add_block(space, space.span(first), message, (block, UNIT_AXES), |mut finding| {
                for &claim in &claims[1..] {
                    finding = finding.label(space.span(claim), format!("and {}", space.holder_words(claim)));
                }
                let (one, two) = (spelled(&one), spelled(&two));
                finding.note(space.holder_words(first)).help(format!(
                    "let one of them be accountable in all channels, or write `accountable {one}, {two} for content{}` and \
                     take that out of both statements",
                    space.clauses(block)
                ))
            });
        }
    }
}
