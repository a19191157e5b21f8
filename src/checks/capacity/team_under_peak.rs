//! `capacity/team-under-peak`

use crate::check::{Report, rule};
use crate::model::words::Task;
use crate::phrase::{list, peak, spelled_all};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Service teams that answer a busy live channel, each for its own part.
    ///
    /// ## Why
    ///
    /// A team that does the whole work is right where questions are hard and few come at once. At a peak the same
    /// people in one queue answer more: while one team has a queue, the other has somebody free. The finding says how
    /// many agents that saves. It is advice; the choice between teams and a contact centre is the organisation's own.
    ///
    /// Basis: service teams suit [more complex questions with a low peak
    /// load](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); by Erlang's formula a load of twenty
    /// asks for 25 agents in one queue and for 32 in four.
    ///
    /// ## Bad
    ///
    /// Two district teams took over the telephone of the whole town.
    ///
    /// ```org
    /// channel Telefoon {
    ///   medium:   phone
    ///   peak:     120/h
    ///   handling: 5m
    ///   target:   80% within 30s
    /// }
    ///
    /// audience Noord
    /// audience Zuid
    ///
    /// unit Directie  { kind: directorate }
    /// unit TeamNoord { kind: team  agents: 7 via Telefoon }
    /// unit TeamZuid  { kind: team  agents: 7 via Telefoon }
    ///
    /// service Hulp "Hulp bij het huishouden"
    ///
    /// offer Hulp via Telefoon
    /// responsible TeamNoord for inform, intake, handle, deliver serving Noord
    /// responsible TeamZuid  for inform, intake, handle, deliver serving Zuid
    /// accountable Directie  for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon {
    ///   medium:   phone
    ///   peak:     120/h
    ///   handling: 5m
    ///   target:   80% within 30s
    /// }
    ///
    /// audience Noord
    /// audience Zuid
    ///
    /// unit Directie  { kind: directorate }
    /// unit TeamNoord { kind: team  agents: 7 via Telefoon }
    /// unit TeamZuid  { kind: team  agents: 7 via Telefoon }
    ///
    /// service Hulp "Hulp bij het huishouden"
    ///
    /// offer Hulp via Telefoon
    /// responsible TeamNoord, TeamZuid for inform, intake, handle, deliver
    /// accountable Directie            for policy, content, steering, capacity
    /// ```
    ///
    /// ## Settings
    ///
    /// `team-peak` of `[thresholds]` is the load from which a peak counts as busy.
    "capacity/team-under-peak", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for it in space.teams_at_peaks() {
        let name = space.model.channel_name(it.line.channel);
        let names: Vec<String> = it.teams.iter().map(|&it| space.model.unit_name(it).to_owned()).collect();
        let (answers, way) =
            (if names.len() == 1 { "answers" } else { "answer" }, if it.by_agents { "" } else { ", divided evenly," });
        let message = format!(
            "{} {answers} the peak of `{name}` apart{}: {} queues{way} need {} to meet its target, one needs {}",
            list(&names),
            space.period_phrase(it.periods),
            it.queues,
            peak::agents(it.apart),
            it.together
        );
        let block = space.line_block(it.teams.iter().map(|it| it.0), it.line.channel).with(Axis::Period, it.periods);
        report.add_block(
            space,
            space.line_anchor(it.line.channel, &it.line.agents),
            message,
            (block, peak::AXES),
            |mut finding| {
                for team in &it.teams {
                    finding = finding.label(space.model.units[team.at()].thing.span, "a team with a queue of its own");
                }
                let all: Vec<String> = it.all.iter().map(|&it| space.model.unit_name(it).to_owned()).collect();
                let tasks: Vec<&str> = it.tasks.iter().map(Task::word).collect();
                finding.note(format!("keeps {} agents busy at its peak", peak::load(it.load))).help(format!(
                    "name them in one statement, `responsible {} for {}`, in the place of those that name them apart",
                    spelled_all(&all),
                    tasks.join(", ")
                ))
            },
        );
    }
}
