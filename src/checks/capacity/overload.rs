//! `capacity/overload`

use crate::check::{Report, rule};
use crate::phrase::peak;
use crate::space::Space;

rule! {
    /// A channel that people wait on, to which more comes at its peak than its agents can take.
    ///
    /// ## Why
    ///
    /// People who call or stand at a counter wait until somebody is free. With as many contacts as agents or more the
    /// queue never ends: it grows as long as the peak lasts, however hard everybody works. No norm can be met then, and
    /// what is written in the plan is not a plan.
    ///
    /// Basis: Erlang's formula for waiting holds [only with more agents than
    /// load](https://www.contactcentrehelper.com/?p=231177), the load being contacts per hour times handling time;
    /// capacity at the peak of live channels is the special concern of an organisation with a [contact
    /// centre](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// In the week of the tax bills 240 people call each hour, for five minutes each: twenty agents are busy all the
    /// time. The rota has eighteen.
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
    ///   agents: 18 via Telefoon
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
    "capacity/overload", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for it in space.peaks().iter().filter(|it| it.queue.overloads(it.total)) {
        let name = space.model.channel_name(it.channel);
        let period = space.period_phrase(it.periods);
        let load = peak::load(it.queue.load);
        let there = match it.total {
            0 if it.in_shifts() => "nobody is there while it is open".to_owned(),
            total if it.in_shifts() => format!("there are {total} at one time"),
            total => format!("there are {total}"),
        };
        let then = if it.queue.patience.is_some() { "whoever waits too long gives up" } else { "the queue only grows" };
        let message = format!("the peak of `{name}` keeps {load} agents busy and {there}: {then}{period}");
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
                let goal = space.goal(it.channel);
                let lower = "make the peak lower";
                let help = space.enough_agents(it.queue, goal).map_or_else(
                    || lower.to_owned(),
                    |enough| format!("{}, or {lower}", space.agents_edit(it, enough)),
                );
                finding.note("more comes than can be taken").help(help)
            },
        );
    }
}
