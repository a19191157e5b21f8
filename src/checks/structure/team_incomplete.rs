//! `structure/team-incomplete`

use crate::check::{Report, rule};
use crate::phrase::{enumerate, list, spelled_all};
use crate::space::Space;
use crate::space::block::{Axis, Block};

rule! {
    /// A service team that lacks contact, handling or decision for a service that it works on.
    ///
    /// ## Why
    ///
    /// A service team is the alternative to a front office with departments behind it: the person opposite you
    /// answers the whole question.
    /// That takes contact (`inform` or `intake`), handling, and the decision where the service has one.
    /// A team without one of them is a department with another name, and people are put through after all.
    /// Units inside the team count as the team; where a team has none of the three for a service it only helps there.
    ///
    /// Basis: service teams that [treat the question
    /// integrally](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden), with (almost) no
    /// passing on ([organising multichannel
    /// service](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie)).
    ///
    /// ## Bad
    ///
    /// The youth team does the work and decides, but nobody can reach it: the contact centre takes the calls.
    ///
    /// ```org
    /// channel Wijkloket { medium: counter  target: 80% within 10m }
    ///
    /// unit Directie  "Sociaal domein"       { kind: directorate }
    /// unit KCC       "Klantcontactcentrum"  { kind: kcc }
    /// unit Jeugdteam "Jeugd- en gezinsteam" { kind: team }
    ///
    /// service Jeugdhulp "Jeugdhulp" { decision: yes }
    ///
    /// offer Jeugdhulp via Wijkloket
    /// responsible KCC       for inform, intake
    /// responsible Jeugdteam for handle, decide, deliver
    /// accountable Directie  for policy, content, steering, capacity
    /// handover KCC <-> Jeugdteam within 1 workday
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Wijkloket { medium: counter  target: 80% within 10m }
    ///
    /// unit Directie  "Sociaal domein"       { kind: directorate }
    /// unit KCC       "Klantcontactcentrum"  { kind: kcc }
    /// unit Jeugdteam "Jeugd- en gezinsteam" { kind: team }
    ///
    /// service Jeugdhulp "Jeugdhulp" { decision: yes }
    ///
    /// offer Jeugdhulp via Wijkloket
    /// supporting  KCC       for inform
    /// responsible Jeugdteam for inform, intake, handle, decide, deliver
    /// accountable Directie  for policy, content, steering, capacity
    /// ```
    "structure/team-incomplete", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.incomplete_teams() {
        let units = block.get(Axis::Unit);
        let names = space.names(Axis::Unit, units);
        let Some(first) = space.sets.first(units) else { continue };
        let message = format!(
            "{} {} {} of {}{}",
            list(&names),
            if names.len() == 1 { "is a service team that lacks" } else { "are service teams that lack" },
            lacking(space, block),
            space.offered_phrase(block.get(Axis::Service)),
            space.period_phrase(block.get(Axis::Period))
        );
        let clauses = space.scope_clauses(block);
        let works = space.core_of_teams(block);
        report.add_block(space, space.model.units[first as usize].thing.span, message, (block, AXES), |mut finding| {
            for &claim in &works {
                finding = finding.label(space.span(claim), "has the rest");
            }
            finding.note("is no whole team").help(format!(
                "write `responsible {} for {}{clauses}`, or give it another `kind`",
                spelled_all(&names),
                space.task_words(block)
            ))
        });
    }
}

/// "the contact and the decision"
fn lacking(space: &Space<'_>, block: Block) -> String {
    let mut parts: Vec<String> = Vec::new();
    for task in space.names(Axis::Task, block.get(Axis::Task)) {
        let part = match task.as_str() {
            "handle" => "handling",
            "decide" => "the decision",
            _ => "the contact",
        };
        if !parts.iter().any(|it| it == part) {
            parts.push(part.to_owned());
        }
    }
    enumerate(&parts)
}
