//! `relation/no-internal-owner`

use crate::check::{Report, rule};
use crate::model::words::Task;
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::dimensions::Dimensions;
use crate::space::relations::Unowned;
use crate::syntax::ast::Head;

rule! {
    /// An outsourced channel that lacks an accountable unit within the organisation, a norm, or an end date.
    ///
    /// ## Why
    ///
    /// Work can be put out, answering for it cannot.
    /// Somebody inside has to steer the channel, hold the supplier to a norm, and decide in time what comes after the
    /// contract.
    /// A channel is outsourced where an outsourced unit is responsible for `inform`, `intake` or `operation` in it.
    /// The owner is who is accountable for its `steering`, or where nobody is, for another aspect of the channel;
    /// the norm is `target` or `reply`; the end is an `until` of the channel, the unit or the responsibility.
    ///
    /// Basis: those who are responsible for an asset stay responsible for its risks
    /// (BIO2 5.02.01, [measures](https://github.com/MinBZK/Baseline-Informatiebeveiliging-Overheid)); in- and
    /// outsourcing is among the
    /// [relations of an organisation](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The call centre answers for the summer campaign, and steers itself as well.
    ///
    /// ```org
    /// channel Actielijn { medium: phone  target: 80% within 60s }
    ///
    /// unit Directie  { kind: directorate }
    /// unit Belbureau { kind: partner  outsourced: "Belbureau BV"  agreement: "Overeenkomst 2026-17" }
    ///
    /// service Zomerpas { until: 2027-08-31 }
    ///
    /// offer Zomerpas via Actielijn
    /// responsible Belbureau for inform, intake, handle, deliver
    /// accountable Directie  for policy, content
    /// accountable Belbureau for steering, capacity, change
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Actielijn { medium: phone  target: 80% within 60s }
    ///
    /// unit Directie  { kind: directorate }
    /// unit Belbureau { kind: partner  outsourced: "Belbureau BV"  agreement: "Overeenkomst 2026-17" }
    ///
    /// service Zomerpas { until: 2027-08-31 }
    ///
    /// offer Zomerpas via Actielijn
    /// responsible Belbureau for inform, intake, handle, deliver
    /// accountable Directie  for policy, content, steering, capacity, change
    /// ```
    "relation/no-internal-owner", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Touchpoint, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for it in space.unowned() {
        let channel = space.model.channel_name(it.channel);
        let mut lacks = Vec::new();
        if !it.owner {
            lacks.push("an accountable unit inside".to_owned());
        }
        if !it.norm {
            lacks.push("a norm".to_owned());
        }
        if !it.end {
            lacks.push("an end date".to_owned());
        }
        for &block in &it.blocks {
            let runs = space.names(Axis::Unit, block.get(Axis::Unit));
            let run = if runs.len() == 1 { "runs" } else { "run" };
            let message = format!(
                "{} {run} `{channel}`, which lacks {}{}",
                crate::phrase::list(&runs),
                crate::phrase::enumerate(&lacks),
                space.period_phrase(block.get(Axis::Period))
            );
            let own = |id: &&crate::space::claim::ClaimId| {
                !space.sets.disjoint(space.claim(**id).units, block.get(Axis::Unit))
            };
            let Some(&first) = it.claims.iter().find(own) else { continue };
            report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
                let thing = &space.model.channels[it.channel.at()].thing;
                finding = finding.label(thing.span, "the channel");
                for unit in space.sets.members(block.get(Axis::Unit)) {
                    finding = finding.label(space.model.units[unit as usize].thing.span, "is outsourced");
                }
                let steering = block
                    .with(Axis::Task, Dimensions::tasks(&space.sets, Task::Steering.bit()))
                    .with(Axis::Service, space.dimensions.all_services)
                    .with(Axis::Audience, space.dimensions.all_audiences);
                let steers = if it.owner { Vec::new() } else { space.claims_meeting(Head::Accountable, steering) };
                for &id in &steers {
                    finding = finding.label(space.span(id), space.holder_words(id));
                }
                finding.note(space.holder_words(first)).help(
                    edits(&it, channel, &space.period_clauses(block.get(Axis::Period)), !steers.is_empty())
                        .join(", and "),
                )
            });
        }
    }
}

/// What to write for each thing that lacks, and from when until when; whether somebody steers the channel now.
fn edits(it: &Unowned, channel: &str, period: &str, steered: bool) -> Vec<String> {
    let mut edits = Vec::new();
    if !it.owner {
        let instead = if steered { " and take that out of the statements that have it now" } else { "" };
        edits.push(format!("write `accountable UNIT for steering via {}{period}`{instead}", spelled(channel)));
    }
    if !it.norm {
        edits.push(format!("add `target` or `reply` to `{channel}`"));
    }
    if !it.end {
        edits.push("end this responsibility with `until`".to_owned());
    }
    edits
}
