//! `capacity/no-surge`

use crate::check::{Report, rule};
use crate::finding::Finding;
use crate::model::UnitId;
use crate::model::words::{Key, UnitKind};
use crate::phrase::{list, peak, spelled};
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::line::Line;
use crate::space::set::SetId;

rule! {
    /// A front office on a live channel with a peak, and nobody who comes to help when it is busier still.
    ///
    /// ## Why
    ///
    /// A peak is an average of busy hours; a calamity, a letter to a whole district or two colleagues with the flu
    /// make a busier one. An organisation that has agreed beforehand who comes to help, and how soon, loses a quarter
    /// of an hour. One that has not loses the day.
    ///
    /// Basis: the first line must [scale up where
    /// needed](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie), and capacity at the peak of live
    /// channels is the special concern of a contact centre.
    ///
    /// ## Bad
    ///
    /// Eighteen agents for a load of thirteen and a half: a sound plan for a usual Monday.
    ///
    /// ```org
    /// channel Telefoon {
    ///   medium:   phone
    ///   peak:     180/h
    ///   handling: 4m30s
    ///   target:   80% within 30s
    /// }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC {
    ///   kind:   kcc
    ///   agents: 18 via Telefoon
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
    ///   peak:     180/h
    ///   handling: 4m30s
    ///   target:   80% within 30s
    /// }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC {
    ///   kind:   kcc
    ///   agents: 18 via Telefoon
    ///   surge:  6 via Telefoon from Directie within 15m
    /// }
    ///
    /// service Paspoort
    ///
    /// offer Paspoort via Telefoon
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    "capacity/no-surge", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for line in space.lines() {
        let is_front = |it: &&UnitId| space.model.units[it.at()].kind.is_some_and(UnitKind::is_front);
        let fronts: Vec<UnitId> = line.units.iter().filter(is_front).copied().collect();
        let left = space.sets.difference(line.periods, helped(space, line));
        if fronts.is_empty() || left.is_empty() {
            continue;
        }
        let channel = &space.model.channels[line.channel.at()];
        let name = space.model.channel_name(line.channel);
        let names: Vec<String> = fronts.iter().map(|&it| space.model.unit_name(it).to_owned()).collect();
        let message = format!(
            "`{name}` has a peak, and nobody helps {} when it is busier still{}",
            list(&names),
            space.period_phrase(left)
        );
        let block = space.line_block(fronts.iter().map(|it| it.0), line.channel).with(Axis::Period, left);
        let stated = space.model.property(channel.thing.declaration, Key::Peak);
        report.add_block(
            space,
            space.line_anchor(line.channel, &line.agents),
            message,
            (block, peak::AXES),
            |finding| {
                let finding = match stated {
                    Some(peak) if !channel.thing.catalog => finding.label(peak.span, "its peak"),
                    _ => finding,
                };
                let finding = fronts.iter().fold(finding, |finding: Finding, it| {
                    finding.label(space.model.units[it.at()].thing.span, "answers here, and has no `surge`")
                });
                let entry = format!("2 via {} from UNIT within 15m", spelled(name));
                let help = if space.model.units[fronts[0].at()].surge.is_empty() {
                    format!("write `surge: {entry}` in `{}`", names[0])
                } else {
                    format!("add `{entry}` to the `surge` of `{}`", names[0])
                };
                finding.note("is busier at some times than at others").help(help)
            },
        );
    }
}

/// The periods in which somebody comes to help.
fn helped(space: &Space<'_>, line: &Line) -> SetId {
    space.surges(line).into_iter().filter(|(_, surge)| surge.count > 0).fold(SetId::EMPTY, |all, (unit, surge)| {
        let exists = |it: UnitId| space.periods_of_thing(&space.model.units[it.at()].thing);
        let source = surge.from.map_or(space.dimensions.all_periods, exists);
        space.sets.union(all, space.sets.intersection(exists(unit), source))
    })
}
