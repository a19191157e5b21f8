//! `capacity/occupancy`

use crate::check::{Report, rule};
use crate::phrase::peak;
use crate::space::Space;

rule! {
    /// A channel whose agents are planned to be in contact for more of their time than people can keep up.
    ///
    /// ## Why
    ///
    /// The nearer a plan comes to everybody talking all the time, the longer the queue, and the sooner people fall
    /// ill: the minutes between two calls are where notes are finished and breath is taken. A plan that leaves none
    /// costs more than it saves.
    ///
    /// Basis: occupancy above [85 percent](https://www.contactcentrehelper.com/?p=231177) burns people out and lowers
    /// what is really reached; at the Dutch tax line sick leave rose when handling went from [85 to 95
    /// percent](https://zoek.officielebekendmakingen.nl/ah-tk-20172018-2799.html).
    ///
    /// ## Bad
    ///
    /// Fifty-four agents meet the target of a large line, and are in contact 89 percent of their time.
    ///
    /// ```org
    /// channel Telefoon {
    ///   medium:   phone
    ///   peak:     720/h
    ///   handling: 4m
    ///   target:   80% within 20s
    /// }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC {
    ///   kind:   kcc
    ///   agents: 54 via Telefoon
    ///   surge:  8 via Telefoon within 15m
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
    ///   peak:     720/h
    ///   handling: 4m
    ///   target:   80% within 20s
    /// }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC {
    ///   kind:   kcc
    ///   agents: 57 via Telefoon
    ///   surge:  8 via Telefoon within 15m
    /// }
    ///
    /// service Paspoort
    ///
    /// offer Paspoort via Telefoon
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    ///
    /// ## Settings
    ///
    /// `occupancy` of `[thresholds]` is the highest percentage.
    "capacity/occupancy", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let busiest = space.busiest();
    for it in space.peaks().iter().filter(|it| !it.queue.overloads(it.total)) {
        let Some(asked) = it.queue.load.divided_by(it.total).filter(|&it| it > busiest) else { continue };
        let name = space.model.channel_name(it.channel);
        let (asked, most) = peak::more_than(asked.times(100), busiest.times(100), 1);
        let (agents, period) = (peak::agents(it.total), space.period_phrase(it.periods));
        // Of impatient people some are gone before they are helped, so that less is done than is asked for.
        let message = if it.queue.patience.is_some() {
            format!("at its peak `{name}` asks for {asked} % of the time of {agents}, above {most} %{period}")
        } else {
            format!("at its peak `{name}` keeps {agents} in contact {asked} % of their time, above {most} %{period}")
        };
        let block = space.peak_block(it);
        report.add_block(
            space,
            space.line_anchor(it.channel, &it.agents),
            message,
            (block, peak::AXES),
            |mut finding| {
                for agents in &it.agents {
                    finding = finding.label(agents.span, format!("{} here", peak::agents(agents.count)));
                }
                let edit = space
                    .least_agents(it.queue)
                    .map_or_else(|| "make the peak lower".to_owned(), |least| space.agents_edit(it, least));
                finding.note("leaves no time between two contacts").help(edit)
            },
        );
    }
}
