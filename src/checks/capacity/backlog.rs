//! `capacity/backlog`

use crate::check::{Report, rule};
use crate::model::UnitId;
use crate::model::exact::Exact;
use crate::model::words::Key;
use crate::phrase::{list, peak};
use crate::source::Span;
use crate::space::Space;
use crate::space::backlog::{Backlog, Over};
use crate::space::block::Axis;
use crate::space::set::SetId;

rule! {
    /// Mail, messages or forms that bring more work than the people who answer them can do.
    ///
    /// ## Why
    ///
    /// What need not be answered at once can wait, and so it does not show: no queue stands in the hall. But when
    /// more comes in than goes out the pile grows by the difference every week, and the answer to the last letter
    /// comes later and later. Live work goes first, so the calls and the counter of the same people are counted too.
    ///
    /// Basis: communication that is not live needs another [set-up of processes and
    /// staff](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); people expect an e-mail to be answered
    /// [within two days](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden).
    ///
    /// ## Bad
    ///
    /// Ninety thousand mails a year, ten minutes each, are fifteen thousand hours. Six people work eleven thousand.
    ///
    /// ```org
    /// channel Email {
    ///   medium:   email
    ///   yearly:   90_000/y
    ///   handling: 10m
    ///   reply:    2 workdays
    /// }
    ///
    /// unit Directie { kind: directorate }
    /// unit Webcare {
    ///   kind:  front
    ///   staff: 6 fte
    /// }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Email
    /// responsible Webcare  for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Email {
    ///   medium:   email
    ///   yearly:   90_000/y
    ///   handling: 10m
    ///   reply:    2 workdays
    /// }
    ///
    /// unit Directie { kind: directorate }
    /// unit Webcare {
    ///   kind:  front
    ///   staff: 12 fte
    /// }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Email
    /// responsible Webcare  for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    ///
    /// ## Settings
    ///
    /// `fte-hours` of `[thresholds]` is how many hours a year one full-time equivalent is paid for; `shrinkage` of the
    /// unit is taken off.
    "capacity/backlog", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for it in space.backlogs() {
        let units: Vec<String> = it.line.units.iter().map(|&it| space.model.unit_name(it).to_owned()).collect();
        let channels: Vec<String> = it.channels.iter().map(|&it| space.model.channel_name(it).to_owned()).collect();
        let period = space.period_phrase(it.periods);
        let message = match it.over {
            Over::Peak { load, people } => {
                let (load, people) = peak::more_than(load, people, 1);
                let (channels, has) = (list(&channels), has(units.len()));
                let units = list(&units);
                format!("the peak of {channels} keeps {load} people busy, and {units} {has} {people} for it{period}")
            }
            Over::Year { work, hours, .. } => {
                let (work, hours) = peak::more_than(work, hours, 0);
                let bring = if channels.len() == 1 { "brings" } else { "bring" };
                let (channels, has) = (list(&channels), has(units.len()));
                let units = list(&units);
                format!("{channels} {bring} {work} hours of work a year, and {units} {has} {hours}{period}")
            }
        };
        let own = it.channels.iter().map(|it| space.dimensions.own_channel_sets[it.at()]);
        let touchpoints = own.fold(SetId::EMPTY, |all, one| space.sets.union(all, one));
        let block = space
            .line_block(it.line.units.iter().map(|it| it.0), it.line.channel)
            .with(Axis::Touchpoint, touchpoints)
            .with(Axis::Period, it.periods);
        let anchor = space.line_anchor(it.line.channel, &it.line.agents);
        report.add_block(space, anchor, message, (block, peak::AXES), |mut finding| {
            for &channel in &it.channels[1..] {
                finding = finding.label(space.model.channels[channel.at()].thing.span, "takes its time too");
            }
            for &unit in &it.line.units {
                finding = finding.label(people_span(space, unit, by_agents(&it)), "the people who answer");
            }
            finding.note("what comes in piles up").help(help(space, &it))
        });
    }
}

fn has(units: usize) -> &'static str {
    if units == 1 { "has" } else { "have" }
}

/// Whether more agents would do, because theirs is the number that is too low.
fn by_agents(it: &Backlog) -> bool {
    match it.over {
        Over::Peak { .. } => it.line.silent.is_empty(),
        Over::Year { by_agents, .. } => by_agents,
    }
}

/// Where a unit says how many people it has.
fn people_span(space: &Space<'_>, unit: UnitId, by_agents: bool) -> Span {
    let thing = &space.model.units[unit.at()].thing;
    let keys = if by_agents { [Key::Agents, Key::Staff] } else { [Key::Staff, Key::Agents] };
    let stated = keys.into_iter().find_map(|key| space.model.property(thing.declaration, key));
    stated.map_or(thing.span, |it| it.span)
}

fn help(space: &Space<'_>, it: &Backlog) -> String {
    let ([unit], channel) = (&it.line.units[..], it.line.channel) else {
        return "let more people answer, or shorten the `handling`".to_owned();
    };
    let first = it.line.agents.first().map_or(*unit, |it| it.unit);
    let agents: Exact = it.line.agents.iter().map(|it| Exact::from(it.count)).sum();
    let agents_line = |count: Exact| Some(space.agents_line(first, channel, count.rounded_up()?));
    let edit = match it.over {
        Over::Peak { load, .. } if by_agents(it) => agents_line(load),
        Over::Peak { load, .. } => staff_line(space, *unit, load.less(agents)),
        Over::Year { work, hours, by_agents: true } => agents.times(work).divided_by(hours).and_then(agents_line),
        Over::Year { work, .. } => {
            work.divided_by(space.settings.thresholds.fte_hours).and_then(|people| staff_line(space, *unit, people))
        }
    };
    edit.map_or_else(|| "shorten the `handling`".to_owned(), |edit| format!("{edit}, or shorten the `handling`"))
}

/// The edit that gives a unit the staff of which so many are at work.
fn staff_line(space: &Space<'_>, unit: UnitId, at_work: Exact) -> Option<String> {
    let shrinkage = space.model.units[unit.at()].shrinkage.unwrap_or(Exact::ZERO);
    let staff = at_work.divided_by(Exact::ONE.less(shrinkage))?.rounded_up()?;
    Some(format!("write `staff: {staff} fte` in `{}`", space.model.unit_name(unit)))
}
