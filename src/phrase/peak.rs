//! Peaks in words: loads, levels and numbers of agents.

use crate::model::exact::Exact;
use crate::model::{Agents, ChannelId, UnitId};
use crate::source::Span;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::erlang::{self, Goal, Queue};
use crate::space::line::{self, Peak};

/// The axes of findings about who answers on a channel.
pub const AXES: &[Axis] = &[Axis::Unit, Axis::Touchpoint, Axis::Period];

/// "20", "13.5": a load in erlang, which is how many agents it keeps busy.
pub fn load(load: Exact) -> String {
    decimals(load, 1)
}

/// Two numbers of which the first is more than the other, with as few decimals as show it, and at least so many.
pub fn more_than(one: Exact, other: Exact, least: usize) -> (String, String) {
    let said = |decimals: usize| (self::decimals(one, decimals), self::decimals(other, decimals));
    (least..12).map(said).find(|(one, other)| one != other).unwrap_or_else(|| said(12))
}

/// Rounded to so many decimals, without those that say nothing.
fn decimals(number: Exact, decimals: usize) -> String {
    let text = format!("{:.decimals$}", number.value());
    if decimals == 0 { text } else { text.trim_end_matches('0').trim_end_matches('.').to_owned() }
}

/// "79.6 %", "80 %": with more decimals when it would else look like the bound that it does not reach.
pub fn percent(value: f64, bound: f64) -> String {
    let text = percent_in_full(value, bound);
    let number = text.trim_end_matches(" %");
    format!("{} %", number.trim_end_matches('0').trim_end_matches('.'))
}

/// The same with a decimal at least, so that numbers below each other line up. What is lower than the bound is so with these
/// decimals of both.
pub fn percent_in_full(value: f64, bound: f64) -> String {
    let said = |value: f64, decimals: usize| format!("{:.decimals$}", value * 100.0);
    let decimals = (1..12).find(|&it| erlang::reaches(value, bound) || said(value, it) != said(bound, it));
    format!("{} %", said(value, decimals.unwrap_or(12)))
}

/// "80 %", "99.95 %": a part as it is stated, to the twelfth decimal.
pub fn share(share: Exact) -> String {
    format!("{} %", decimals(share.times(100), 12))
}

/// "30 s", "2 min", "1 min 30 s", "4 h"
pub fn seconds(seconds: f64) -> String {
    let mut left = seconds.round();
    let mut parts = Vec::new();
    for (unit, size) in [("h", 3600.0), ("min", 60.0), ("s", 1.0)] {
        let count = (left / size).floor();
        left -= count * size;
        if count > 0.0 {
            parts.push(format!("{count} {unit}"));
        }
    }
    if parts.is_empty() { "0 s".to_owned() } else { parts.join(" ") }
}

/// "18 agents", "1 agent"
pub fn agents(count: u32) -> String {
    if count == 1 { "1 agent".to_owned() } else { format!("{count} agents") }
}

impl Space<'_> {
    /// The agents that a load asks for at all: enough to be in contact at most as long as may be planned, and to end every queue.
    pub fn least_agents(&self, queue: Queue) -> Option<u32> {
        let least = erlang::agents_within(queue.load, self.busiest())?;
        if queue.overloads(least) { least.checked_add(1) } else { Some(least) }
    }

    /// The agents that meet a goal and may be planned.
    pub fn enough_agents(&self, queue: Queue, goal: Option<Goal>) -> Option<u32> {
        let least = self.least_agents(queue)?;
        match goal {
            Some(goal) => Some(least.max(queue.agents_for(goal, None)?)),
            None => Some(least),
        }
    }

    /// The box of a peak: its units, its touchpoints, its time.
    pub fn peak_block(&self, peak: &Peak) -> Block {
        self.line_block(peak.agents.iter().map(|it| it.unit.0), peak.channel).with(Axis::Period, peak.periods)
    }

    /// Units on a channel as a box.
    pub fn line_block(&self, units: impl IntoIterator<Item = u32>, channel: ChannelId) -> Block {
        self.empty_block()
            .with(Axis::Unit, self.sets.from_members(units))
            .with(Axis::Touchpoint, self.dimensions.own_channel_sets[channel.at()])
            .with(Axis::Period, self.dimensions.all_periods)
    }

    /// The edit that gives a channel so many agents at one time: "write `agents: 25 via Telefoon` in `KCC`".
    pub fn agents_edit(&self, peak: &Peak, count: u32) -> String {
        let name = self.model.channel_name(peak.channel);
        match (&peak.agents[..], peak.in_shifts()) {
            ([one], false) => self.agents_line(one.unit, peak.channel, count),
            ([one], true) => format!(
                "let {} of `{}` be at work at one time while `{name}` is open, by their `hours`",
                agents(count),
                self.model.unit_name(one.unit)
            ),
            (_, false) => format!("let them have {count} agents via `{name}` together, at the same time"),
            (_, true) => format!(
                "let them have {count} agents via `{name}` together, at the same time while it is open, by their `hours`"
            ),
        }
    }

    /// The edit that gives a unit so many agents for a channel, with what it states for others.
    pub fn agents_line(&self, unit: UnitId, channel: ChannelId, count: u32) -> String {
        let entry = |count: u32, channel: ChannelId| {
            format!("{count} via {}", super::spelled(self.model.channel_name(channel)))
        };
        let stated = &self.model.units[unit.at()].agents;
        let here = |it: &&Agents| self.serves(it.channel, channel);
        let now = stated.iter().filter(here).fold(0_u32, |sum, it| sum.saturating_add(it.count));
        let raised = stated.iter().position(|it| here(&it));
        let mut entries: Vec<String> = Vec::new();
        for (at, it) in stated.iter().enumerate() {
            let number = if Some(at) == raised { count.saturating_sub(now - it.count) } else { it.count };
            entries.push(entry(number, it.channel));
        }
        if raised.is_none() {
            entries.push(entry(count, channel));
        }
        format!("write `agents: {}` in `{}`", entries.join(", "), self.model.unit_name(unit))
    }

    /// Where a finding about a channel is anchored: at the channel, or at who is there when the channel is not the policy's own.
    pub fn line_anchor(&self, channel: ChannelId, agents: &[line::Agents]) -> Span {
        let thing = &self.model.channels[channel.at()].thing;
        match agents.first() {
            Some(first) if thing.catalog => first.span,
            _ => thing.span,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{load, more_than, percent, seconds, share};
    use crate::model::exact::Exact;

    #[test]
    fn what_is_less_never_looks_like_enough() {
        assert_eq!(percent(0.795_595, 0.8), "79.6 %");
        assert_eq!(percent(0.799_6, 0.8), "79.96 %");
        assert_eq!(percent(0.799_999_6, 0.8), "79.99996 %");
        assert_eq!(percent(0.8, 0.8), "80 %");
        assert_eq!(percent(0.950_4, 0.8), "95 %");
        assert_eq!(percent(0.5, 0.8), "50 %");
        assert_eq!(percent(0.0, 0.8), "0 %");
        assert_eq!(percent(0.8 - 1e-11, 0.8), "79.999999999 %");
        assert_eq!(percent(0.8 - 1e-16, 0.8), "80 %");
        assert_eq!(percent(0.800_196_4, 0.800_197), "80.0196 %");
        assert_eq!(percent(0.799_999_996, 0.8), "79.9999996 %");
        assert_eq!(percent(0.2, 0.200_000_001), "20 %");
        assert_eq!(share(Exact::of(995, 1000)), "99.5 %");
        assert_eq!(share(Exact::of(200_000_001, 1_000_000_000)), "20.0000001 %");
    }

    #[test]
    fn loads_and_times_are_short() {
        assert_eq!(load(20.into()), "20");
        assert_eq!(load(Exact::of(1346, 100)), "13.5");
        assert_eq!(load(Exact::of(1, 100)), "0");
        assert_eq!(more_than(Exact::of(120_001, 10_000), 12.into(), 0), ("12.0001".to_owned(), "12".to_owned()));
        assert_eq!(more_than(Exact::of(31, 2), 12.into(), 0), ("16".to_owned(), "12".to_owned()));
        assert_eq!(seconds(30.0), "30 s");
        assert_eq!(seconds(120.0), "2 min");
        assert_eq!(seconds(3690.0), "1 h 1 min 30 s");
        assert_eq!(seconds(0.2), "0 s");
    }
}
