//! Peaks and hours: more comes than can be taken, fewer are there, and nobody comes to help. The reference knows no
//! queues: what must be found is worked out here.

use loket::model::Channel;
use loket::model::value::Duration;
use loket::syntax::ast::{Head, Noun};

use super::super::policy::{Clause, Edit, Policy, Said, edit};
use super::super::queue::answered;
use super::{Expected, Mutant, Operator, by_itself};

pub(super) const OPERATORS: &[Operator] = &[
    by_itself("leave one agent less than keeps up", &["capacity/overload"], |it| {
        fewer(it, "capacity/overload", |queue| Some(queue.load.floor()))
    }),
    by_itself("leave one agent less than meets the target", &["capacity/service-level"], |it| {
        fewer(it, "capacity/service-level", Queue::just_too_few)
    }),
    by_itself("leave no time between two contacts", &["capacity/occupancy"], |it| {
        let busy = |queue: &Queue| Some(queue.load.floor() + 1.0).filter(|agents| queue.load / agents > 0.85);
        fewer(it, "capacity/occupancy", busy)
    }),
    by_itself("raise a peak beyond all agents", &["capacity/overload"], |it| {
        peaks(it)
            .map(|channel| {
                let edit = it.set(it.declaration(&channel.thing), "peak", "9_000/h");
                found(it, vec![edit], "capacity/overload", channel)
            })
            .collect()
    }),
    by_itself("forget the peak", &["capacity/average-only"], |it| {
        let yearly = peaks(it).filter(|channel| channel.yearly.is_some());
        yearly
            .map(|channel| {
                let peak = it.property(it.declaration(&channel.thing), "peak").unwrap();
                found(it, vec![edit(peak.span, "")], "capacity/average-only", channel)
            })
            .collect()
    }),
    by_itself("let nobody come to help", &["capacity/no-surge"], no_help),
    by_itself("count on oneself for help", &["capacity/surge-unskilled"], help_oneself),
    by_itself("unlearn what help needs", &["capacity/surge-unskilled"], unlearn),
    by_itself("give teams a peak", &["capacity/team-under-peak"], teams),
    by_itself("leave nobody in the second line", &["capacity/second-line"], second_line),
    by_itself("raise what comes in writing", &["capacity/backlog"], backlog),
    by_itself("open before anybody is there", &["gap/hours"], open_longer),
    by_itself("go home early", &["gap/hours"], go_home),
];

/// Live channels of which the peak is known.
fn peaks(policy: &Policy) -> impl Iterator<Item = &Channel> {
    policy.model.channels.iter().filter(|it| it.sync && it.peak.is_some() && it.handling.is_some())
}

fn name<'a>(policy: &'a Policy, channel: &Channel) -> &'a str {
    policy.word(channel.thing.symbol)
}

/// What must be found about a channel.
fn found(policy: &Policy, edits: Vec<Edit>, rule: &'static str, channel: &Channel) -> Mutant {
    let subjects = vec![("channel", vec![name(policy, channel).to_owned()])];
    Mutant { edits, finds: vec![Expected { rule, place: None, words: Vec::new(), subjects }], alone: false }
}

/// The peak of a channel, and how it should be answered.
struct Queue {
    /// In erlang.
    load: f64,
    /// The agents that are there now.
    agents: f64,
    /// Seconds of a contact, and of the target; the part that must be answered in time.
    handling: f64,
    target: Option<(f64, f64)>,
}

impl Queue {
    /// The most agents who keep up and do not meet the target; unknown where people lose patience.
    fn just_too_few(&self) -> Option<f64> {
        let (share, within) = self.target?;
        let mut agents = self.agents - 1.0;
        while agents > self.load {
            if answered(self.load, agents, within / self.handling) < share {
                return Some(agents);
            }
            agents -= 1.0;
        }
        None
    }
}

/// One unit's agents on a channel, cut so far that a wanted number is left.
fn fewer(policy: &Policy, rule: &'static str, wanted: impl Fn(&Queue) -> Option<f64>) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (at, channel) in policy.model.channels.iter().enumerate() {
        let (Some(peak), Some(handling)) = (channel.peak, channel.handling) else { continue };
        let target = channel.target.filter(|_| channel.patience.is_none());
        let line = first_line(policy, at);
        let agents = |unit: usize| {
            let its = policy.model.units[unit].agents.iter().filter(|it| it.channel.at() == at);
            its.map(|it| f64::from(it.count)).sum::<f64>()
        };
        for unit in line.iter().copied().filter(|&unit| agents(unit) > 0.0) {
            // Whoever answers here at another time is no help.
            let rest: f64 =
                line.iter().filter(|&&it| it != unit && meet(policy, at, it, unit)).map(|&it| agents(it)).sum();
            let queue = Queue {
                load: peak.per_hour() * seconds(handling) / 3600.0,
                agents: rest + agents(unit),
                handling: seconds(handling),
                target: target.map(|it| (it.share.value(), seconds(it.within))),
            };
            let Some(left) = wanted(&queue).map(|total| total - rest).filter(|&left| left >= 0.0) else { continue };
            if left < agents(unit) {
                let stated = policy.model.units[unit].agents.iter().find(|it| it.channel.at() == at).unwrap();
                let text = policy.text(stated.span);
                let text = text.replacen(&format!("{}", agents(unit)), &format!("{left}"), 1);
                all.push(found(policy, vec![edit(stated.span, text)], rule, channel));
            }
        }
    }
    all
}

fn seconds(duration: Duration) -> f64 {
    f64::from(duration.seconds().expect("live channels are timed by the clock"))
}

/// The statements that give a unit the first contact on a channel.
fn contact(policy: &Policy, channel: usize) -> impl Iterator<Item = Said<'_>> {
    let first = |it: &Said<'_>| {
        let (tasks, _) = it.words(Clause::Tasks);
        tasks.iter().any(|task| matches!(*task, "inform" | "intake" | "*"))
    };
    policy.said_by(&[Head::Responsible]).filter(move |it| first(it) && it.selects(Clause::Channels, channel))
}

/// The units that have the first contact on a channel.
fn first_line(policy: &Policy, channel: usize) -> Vec<usize> {
    let mut units: Vec<usize> = contact(policy, channel).flat_map(Said::units).collect();
    units.sort_unstable();
    units.dedup();
    units
}

/// Whether two units have it at the same time.
fn meet(policy: &Policy, channel: usize, one: usize, other: usize) -> bool {
    let of = |unit: usize| contact(policy, channel).filter(move |it| it.selects(Clause::Subject, unit));
    let days = |it: Said<'_>| (it.it.from.map_or(i32::MIN, |it| it.day), it.it.until.map_or(i32::MAX, |it| it.day));
    of(one).any(|one| of(other).any(|other| days(one).0 <= days(other).1 && days(other).0 <= days(one).1))
}

/// All help for a channel is off.
fn no_help(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for channel in peaks(policy) {
        let via = format!("via {} ", name(policy, channel));
        let mut edits = Vec::new();
        for unit in policy.declarations(Noun::Unit) {
            let Some(surge) = policy.property(unit, "surge") else { continue };
            let values = &policy.model.ast.values[surge.values.range()];
            let words: Vec<&str> = values.iter().map(|value| policy.text(value.span)).collect();
            let left: Vec<&str> = words.iter().copied().filter(|value| !value.contains(&via)).collect();
            if left.len() < words.len() {
                let text = if left.is_empty() { String::new() } else { format!("surge: {}", left.join(", ")) };
                edits.push(edit(surge.span, text));
            }
        }
        all.push(found(policy, edits, "capacity/no-surge", channel));
    }
    all
}

fn help_oneself(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for unit in &policy.model.units {
        let own = policy.name_of(&unit.thing);
        for surge in unit.surge.iter().filter(|it| it.from.is_some()) {
            let text = policy.text(surge.span);
            let source = policy.unit(surge.from.unwrap().at());
            let text = text.replace(&format!("from {source}"), &format!("from {own}"));
            let subjects = vec![("unit", vec![policy.word(unit.thing.symbol).to_owned()])];
            let expected = Expected { rule: "capacity/surge-unskilled", place: None, words: Vec::new(), subjects };
            all.push(Mutant { edits: vec![edit(surge.span, text)], finds: vec![expected], alone: false });
        }
    }
    all
}

/// Whoever helps others can do something else than they.
fn unlearn(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (at, source) in policy.model.units.iter().enumerate() {
        let helps = |it: &loket::model::Unit| it.surge.iter().any(|it| it.from.is_some_and(|from| from.at() == at));
        let helped = policy.model.units.iter().filter(|it| helps(it) && !it.skills.is_empty());
        let helped: Vec<&loket::model::Unit> = helped.collect();
        let Some(skills) = policy.property(policy.declaration(&source.thing), "skills").filter(|_| !helped.is_empty())
        else {
            continue;
        };
        let expected = |it: &&loket::model::Unit| {
            let words = vec![format!("`{}`", policy.word(it.thing.symbol)), "lacks".to_owned()];
            Expected { rule: "capacity/surge-unskilled", place: None, words, subjects: Vec::new() }
        };
        let finds = helped.iter().map(expected).collect();
        all.push(Mutant { edits: vec![edit(skills.span, "skills: tekenen")], finds, alone: false });
    }
    all
}

/// A channel that several units answer at once, one of them a team, is busy.
fn teams(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (at, channel) in policy.model.channels.iter().enumerate().filter(|(_, it)| it.sync && it.target.is_some()) {
        let line = first_line(policy, at);
        let team = line.iter().find(|&&unit| policy.model.units[unit].kind.is_some_and(|it| it.word() == "team"));
        let meet = line.iter().any(|&one| line.iter().any(|&other| one < other && meet(policy, at, one, other)));
        if team.is_some() && meet && channel.peak.is_none() {
            let declaration = policy.declaration(&channel.thing);
            let edits = vec![policy.inside(declaration, "peak: 60/h; handling: 10m")];
            all.push(found(policy, edits, "capacity/team-under-peak", channel));
        }
    }
    all
}

/// A unit that gets calls handed over while they wait, of every service there, has no people for them.
fn second_line(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for unit in policy.model.units.iter().filter(|it| it.staff.is_some() && it.agents.is_empty()) {
        let name = policy.name_of(&unit.thing);
        let warm =
            |it: &Said<'_>| it.text().contains(" warm") && it.text().contains("share") && it.hops().ends_with(&[name]);
        if policy.said_by(&[Head::Handover]).any(|it| warm(&it)) {
            let staff = policy.set(policy.declaration(&unit.thing), "staff", "0 fte");
            let words = vec![format!("`{}`", policy.word(unit.thing.symbol))];
            let expected = Expected { rule: "capacity/second-line", place: None, words, subjects: Vec::new() };
            all.push(Mutant { edits: vec![staff], finds: vec![expected], alone: false });
        }
    }
    all
}

fn backlog(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    let written = policy.model.channels.iter().filter(|it| !it.sync && it.yearly.is_some() && it.handling.is_some());
    for channel in written {
        let edits = vec![policy.set(policy.declaration(&channel.thing), "yearly", "9_000_000/y")];
        let words = vec![format!("`{}`", name(policy, channel))];
        let expected = Expected { rule: "capacity/backlog", place: None, words, subjects: Vec::new() };
        all.push(Mutant { edits, finds: vec![expected], alone: false });
    }
    all
}

/// Whether all who have the first contact on a channel say when they are at work.
fn has_rota(policy: &Policy, channel: usize) -> bool {
    let line = first_line(policy, channel);
    !line.is_empty() && line.iter().all(|&unit| policy.model.units[unit].hours.is_some())
}

fn open_longer(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (at, channel) in policy.model.channels.iter().enumerate() {
        if channel.sync && !channel.physical && channel.hours.is_some() && has_rota(policy, at) {
            let edits = vec![policy.set(policy.declaration(&channel.thing), "hours", "mon-sun 03:00-24:00")];
            all.push(found(policy, edits, "gap/hours", channel));
        }
    }
    all
}

/// Everybody on a channel is at work for one minute in the night.
fn go_home(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (at, channel) in policy.model.channels.iter().enumerate() {
        if channel.sync && channel.hours.is_some() && has_rota(policy, at) {
            let units = first_line(policy, at).into_iter().map(|unit| &policy.model.units[unit]);
            let edits = units.map(|it| policy.set(policy.declaration(&it.thing), "hours", "sun 03:00-03:01"));
            let words = vec![name(policy, channel).to_owned()];
            let expected = Expected { rule: "gap/hours", place: None, words, subjects: Vec::new() };
            // They may be missed on other channels too.
            let others = Expected { rule: "gap/hours", place: None, words: Vec::new(), subjects: Vec::new() };
            all.push(Mutant { edits: edits.collect(), finds: vec![expected, others], alone: false });
        }
    }
    all
}
