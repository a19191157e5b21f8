//! `relation/no-internal-owner`

use crate::check::{Report, rule};
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;

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
        let mut edits = Vec::new();
        if !it.owner {
            lacks.push("an accountable unit inside".to_owned());
            edits.push(format!("write `accountable UNIT for steering via {}`", spelled(channel)));
        }
        if !it.norm {
            lacks.push("a norm".to_owned());
            edits.push(format!("add `target` or `reply` to `{channel}`"));
        }
        if !it.end {
            lacks.push("an end date".to_owned());
            edits.push("end this responsibility with `until`".to_owned());
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
                finding.note(space.holder_words(first)).help(edits.join(", and "))
            });
        }
    }
}
