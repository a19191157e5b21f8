//! `capacity/second-line`

use crate::check::{Report, rule};
use crate::phrase::peak;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Handovers that bring a second or third line more, at the peak of a channel, than it has people for.
    ///
    /// ## Why
    ///
    /// What the front hands over is work for somebody else at the same busy hour. A front that is planned well and
    /// puts a fifth of its callers through to two specialists has moved its queue, not ended it; the citizen waits
    /// twice.
    ///
    /// Basis: the handover to a second and third line has to be arranged
    /// [well and fast](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); the usual division is
    /// [80 percent in front, 20 behind](https://manifestgroep.pleio.nl/pages/view/24717242/klantcontactcentra).
    ///
    /// ## Bad
    ///
    /// One in five of twenty callers is put through, to three people.
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
    /// unit Burgerzaken {
    ///   kind:   back
    ///   agents: 3 via Telefoon
    /// }
    ///
    /// service Paspoort
    ///
    /// offer Paspoort via Telefoon
    /// responsible KCC         for inform, intake
    /// responsible Burgerzaken for handle, deliver of Paspoort
    /// accountable Directie    for policy, content, steering, capacity
    /// handover KCC <-> Burgerzaken via sync warm within 2m share 20%
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
    /// unit Burgerzaken {
    ///   kind:   back
    ///   agents: 6 via Telefoon
    /// }
    ///
    /// service Paspoort
    ///
    /// offer Paspoort via Telefoon
    /// responsible KCC         for inform, intake
    /// responsible Burgerzaken for handle, deliver of Paspoort
    /// accountable Directie    for policy, content, steering, capacity
    /// handover KCC <-> Burgerzaken via sync warm within 2m share 20%
    /// ```
    "capacity/second-line", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for it in space.relayed() {
        let name = space.model.channel_name(it.channel);
        let unit = space.model.unit_name(it.unit);
        let load = peak::load(it.load);
        let people = peak::load(it.people);
        let has = match (it.as_agents, people.as_str()) {
            (true, "1") => peak::agents(1),
            (true, _) => format!("{people} agents"),
            (false, _) => format!("{people} full-time people in all"),
        };
        let message = format!(
            "at the peak of `{name}` what is handed over keeps {load} people of `{unit}` busy, and it has {has}{}",
            space.period_phrase(it.periods)
        );
        let Some((&first, others)) = it.handovers.split_first() else { continue };
        let block = space.line_block([it.unit.0], it.channel).with(Axis::Period, it.periods);
        report.add_block(space, space.span(first), message, (block, peak::AXES), |mut finding| {
            for &other in others {
                finding = finding.label(space.span(other), "so does this");
            }
            let here = if it.as_agents { "its agents" } else { "its staff" };
            let edit = it.load.next().map(|enough| space.agents_line(it.unit, it.channel, enough));
            let edit = edit.map_or_else(String::new, |it| format!("{it}, or more, or "));
            finding.label(it.stated, here).note("brings it there").help(format!("{edit}hand over a smaller `share`"))
        });
    }
}
