//! `gap/no-answer-norm`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A channel that a front office serves and that does not say how soon it answers.
    ///
    /// ## Why
    ///
    /// A first line is there to answer fast enough, and "fast enough" has to be said before it can be staffed,
    /// measured or promised.
    /// A live channel says it with `target`, a written one with `reply`.
    /// The norm of the channel that it is a section of, or of the one around it, counts too.
    ///
    /// Basis: the first line must handle questions
    /// [fast enough](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); people expect an e-mail to be
    /// answered in days and a call at once
    /// ([keeping channels in step](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden)), and
    /// municipalities [publish such norms](https://www.katwijk.nl/over-deze-website/servicenormen/).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel WhatsApp { medium: message }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon, WhatsApp
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone    target: 80% within 30s }
    /// channel WhatsApp { medium: message  reply: 1 workday }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon, WhatsApp
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// ```
    "gap/no-answer-norm", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (id, periods) in space.without_norm() {
        let channel = &space.model.channels[id.at()];
        let name = space.model.channel_name(id);
        let message =
            format!("`{name}` is served by a front office and has no answer norm{}", space.period_phrase(periods));
        let touchpoints = space.dimensions.own_channel_sets[id.at()];
        let block = space.empty_block().with(Axis::Touchpoint, touchpoints).with(Axis::Period, periods);
        report.add_block(space, channel.thing.span, message, (block, &[Axis::Touchpoint, Axis::Period]), |finding| {
            finding.note("states neither `target` nor `reply`").help(if channel.sync {
                "say how soon it answers, for example `target: 80% within 30s`"
            } else {
                "say how soon it answers, for example `reply: 2 workdays`"
            })
        });
    }
}
