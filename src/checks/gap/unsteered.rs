//! `gap/unsteered`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A channel through which services are offered and which no unit steers.
    ///
    /// ## Why
    ///
    /// Channels can be steered one by one, per location, per theme, per audience, or all under one chief; each form
    /// has its uses, and forms may be combined.
    /// A channel under no form at all has nobody who decides what it is for, aligns its capacity with the others or
    /// sees what a change does to it.
    ///
    /// Basis: channel management deploys, coordinates, integrates and evaluates channels
    /// ([multichannel management](https://manifestgroep.pleio.nl/pages/view/24717382/multichannel-management)), and
    /// somebody has to be given [each channel](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The messages on social media were begun by a trainee, and belong to nobody.
    ///
    /// Comes with: `gap/unaccountable`.
    ///
    /// ```org
    /// channel Telefoon { medium: phone   target: 80% within 30s }
    /// channel Facebook { medium: social  reply: 1 workday }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon, Facebook
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content
    /// accountable KCC      for capacity, change
    /// accountable KCC      for steering via Telefoon
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone   target: 80% within 30s }
    /// channel Facebook { medium: social  reply: 1 workday }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon, Facebook
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content
    /// accountable KCC      for capacity, change
    /// accountable KCC      for steering via *
    /// ```
    "gap/unsteered", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (channel, periods) in space.unsteered() {
        let thing = &space.model.channels[channel.at()].thing;
        let name = space.model.channel_name(channel);
        let message = format!("nobody is accountable for steering of `{name}`{}", space.period_phrase(periods));
        let touchpoints = space.dimensions.own_channel_sets[channel.at()];
        let block = space.empty_block().with(Axis::Touchpoint, touchpoints).with(Axis::Period, periods);
        let via = space.place_clauses(touchpoints);
        let via = if via.is_empty() { format!(" via {}", crate::phrase::spelled(name)) } else { via };
        report.add_block(space, thing.span, message, (block, &[Axis::Touchpoint, Axis::Period]), |finding| {
            finding
                .note("is offered, and under no steering line")
                .help(format!("write `accountable UNIT for steering{via}{}`", space.period_clauses(periods)))
        });
    }
}
