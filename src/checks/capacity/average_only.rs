//! `capacity/average-only`

use crate::check::{Report, rule};
use crate::model::words::Key;
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::first_line::is_live;

rule! {
    /// A live channel of which the yearly number of contacts is known, and not how many come at the busiest time.
    ///
    /// ## Why
    ///
    /// Nobody calls an average number of times. A line that is planned on its yearly number has people too many on most
    /// days and far too few on the days that count, and nothing in the plan shows it.
    ///
    /// Basis: the Dutch tax line was staffed on yearly averages and answered [18
    /// percent](https://zoek.officielebekendmakingen.nl/ah-tk-20172018-2799.html) of its calls on one day; live
    /// channels need another [set-up](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie) than those that
    /// can wait.
    ///
    /// ## Bad
    ///
    /// The yearly report knows 163 000 calls. Which of them came on Monday morning, nobody wrote down.
    ///
    /// ```org
    /// channel Telefoon {
    ///   medium:   phone
    ///   yearly:   163_000/y
    ///   handling: 4m30s
    ///   target:   80% within 30s
    /// }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC {
    ///   kind:   kcc
    ///   agents: 18 via Telefoon
    ///   surge:  6 via Telefoon within 15m
    /// }
    ///
    /// service Paspoort
    ///
    /// offer Paspoort via Telefoon
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon {
    ///   medium:   phone
    ///   yearly:   163_000/y
    ///   handling: 4m30s
    ///   target:   80% within 30s
    ///   peak:     180/h
    /// }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC {
    ///   kind:   kcc
    ///   agents: 18 via Telefoon
    ///   surge:  6 via Telefoon within 15m
    /// }
    ///
    /// service Paspoort
    ///
    /// offer Paspoort via Telefoon
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    "capacity/average-only", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let channels = &space.model.channels;
    for (id, channel) in channels.iter().enumerate() {
        if !is_live(channel) || channel.yearly.is_none() || channel.peak.is_some() || channel.thing.catalog {
            continue;
        }
        let periods = space.periods_of_thing(&channel.thing);
        // A peak that is stated for the channel around it is also its own.
        let mut around = channel.thing.parent;
        while let Some(outer) = around.filter(|&it| channels[it as usize].peak.is_none()) {
            around = channels[outer as usize].thing.parent;
        }
        if periods.is_empty() || around.is_some() {
            continue;
        }
        let name = space.model.text(channel.thing.symbol);
        let period = space.period_phrase(periods);
        let message =
            format!("`{name}` states how many contacts a year brings, and not how many come at its peak{period}");
        let block = space
            .empty_block()
            .with(Axis::Touchpoint, space.dimensions.own_channel_sets[id])
            .with(Axis::Period, periods);
        report.add_block(space, channel.thing.span, message, (block, &[Axis::Touchpoint, Axis::Period]), |finding| {
            let yearly = space.model.property(channel.thing.declaration, Key::Yearly);
            let finding = yearly.map_or(finding.clone(), |it| finding.label(it.span, "an average"));
            finding
                .note("people wait here until somebody is free")
                .help("write `peak: N/h`: the contacts of the busiest hour that you plan for")
        });
    }
}
