//! `capacity/service-level`

use crate::check::{Report, rule};
use crate::phrase::peak;
use crate::space::Space;

rule! {
    /// A channel that at its peak answers fewer people in time than its target says.
    ///
    /// ## Why
    ///
    /// A target that the planned number of agents cannot meet is a promise that is broken every busy hour, and nobody
    /// can see it from the numbers: twenty-three agents for a load of twenty look like plenty, and leave three in ten
    /// callers waiting longer than half a minute. The finding says how many agents would do. It is counted with
    /// Erlang's formula for waiting (Erlang C), or with the one for callers who give up (Erlang A) where the channel
    /// states `patience`.
    ///
    /// Basis: the first line must handle questions [fast
    /// enough](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); a target follows from value,
    /// tolerance and cost ([service
    /// level](http://www.icmi.com/Resources/Metrics/2011/05/Set-Service-Level-with-Call-Center-Cost-and-the-Customer-In-Mind)).
    ///
    /// ## Bad
    ///
    /// Twenty-three agents seemed enough for a load of twenty.
    ///
    /// Comes with: `capacity/occupancy`.
    ///
    /// ```org
    /// channel Telefoon {
    ///   medium:   phone
    ///   peak:     240/h
    ///   handling: 5m
    ///   target:   80% within 30s
    /// }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC {
    ///   kind:   kcc
    ///   agents: 23 via Telefoon
    ///   surge:  4 via Telefoon within 15m
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
    ///   peak:     240/h
    ///   handling: 5m
    ///   target:   80% within 30s
    /// }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC {
    ///   kind:   kcc
    ///   agents: 24 via Telefoon
    ///   surge:  4 via Telefoon within 15m
    /// }
    ///
    /// service Paspoort
    ///
    /// offer Paspoort via Telefoon
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    "capacity/service-level", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for it in space.peaks().iter().filter(|it| !it.queue.overloads(it.total)) {
        let Some(goal) = space.goal(it.channel) else { continue };
        let level = it.queue.with(it.total, goal.within).level;
        if goal.is_met(level) {
            continue;
        }
        let name = space.model.channel_name(it.channel);
        let needed = it.queue.agents_for(goal, None);
        let would = needed.map_or_else(String::new, |needed| format!("; {} would meet it", peak::agents(needed)));
        let message = format!(
            "at its peak `{name}` answers {} within {} with {}{}, and its target is {}{would}",
            peak::percent(level, goal.share.value()),
            peak::seconds(goal.within),
            peak::agents(it.total),
            space.period_phrase(it.periods),
            peak::share(goal.share),
        );
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
                let help = match (needed, space.enough_agents(it.queue, Some(goal))) {
                    (Some(needed), Some(enough)) => {
                        let edit = space.agents_edit(it, enough);
                        let busy = peak::share(space.busiest());
                        let why = format!(", which also keeps them in contact at most {busy} of their time");
                        if enough > needed { edit + &why } else { edit }
                    }
                    _ => "set a target that can be met".to_owned(),
                };
                finding.note("has a target that its peak does not meet").help(help)
            },
        );
    }
}
