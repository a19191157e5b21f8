//! What comes in to be answered later, against the time of those who answer it.

use std::collections::BTreeMap;

use crate::model::value::Rate;
use crate::model::{ChannelId, Unit};

use super::Space;
use super::first_line::{is_counted, is_live};
use super::line::Line;
use super::set::SetId;

/// Channels on which more comes in than is answered.
#[derive(Clone, Debug)]
pub struct Backlog {
    pub line: Line,
    /// All channels whose work it is, the one of `line` first.
    pub channels: Vec<ChannelId>,
    pub periods: SetId,
    pub over: Over,
}

/// What is more than what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Over {
    /// Agents that the peak keeps busy, and people there are for it.
    Peak { load: f64, people: f64 },
    /// Hours a year of work, and of people.
    Year { work: f64, hours: f64 },
}

/// The weeks of a year of 365 days.
const WEEKS: f64 = 365.0 / 7.0;

impl Space<'_> {
    /// Channels that are answered later, where more comes in than the people there can take.
    pub fn backlogs(&self) -> Vec<Backlog> {
        let channels = || (0..).map(ChannelId).zip(&self.model.channels);
        if !channels().any(|(_, channel)| is_counted(channel)) {
            return Vec::new();
        }
        let mut out: Vec<Backlog> = Vec::new();
        let mut over_at_peak = SetId::EMPTY;
        let later: Vec<Line> =
            channels().filter(|(_, it)| is_counted(it)).flat_map(|(id, _)| self.lines_of(id)).collect();
        for line in &later {
            if let Some(over) = self.over_peak(line).or_else(|| self.over_agents(line)) {
                over_at_peak = self.sets.union(over_at_peak, self.sets.run(line.channel.0, line.channel.0 + 1));
                out.push(Backlog { line: line.clone(), channels: vec![line.channel], periods: line.periods, over });
            }
        }
        let live = channels().filter(|(_, it)| is_live(it) && it.handling.is_some() && it.yearly.is_some());
        let live: Vec<Line> = live.flat_map(|(id, _)| self.lines_of(id)).collect();
        out.extend(
            self.over_years(&later, &live).into_iter().filter(|it| !self.sets.has(over_at_peak, it.line.channel.0)),
        );
        out
    }

    /// The peak keeps more people busy than there are: agents for the channel, else at most all staff.
    fn over_peak(&self, line: &Line) -> Option<Over> {
        let load = self.queue(line.channel)?.load();
        if line.nameless || line.units.is_empty() {
            return None;
        }
        let stated: f64 = line.agents.iter().map(|it| f64::from(it.count)).sum();
        let others: Option<f64> = line.silent.iter().map(|it| at_work(&self.model.units[it.at()])).sum();
        let people = stated + others?;
        (load > people).then_some(Over::Peak { load, people })
    }

    /// The year brings more hours of work than its agents are at work, by their own hours or those of the channel.
    fn over_agents(&self, line: &Line) -> Option<Over> {
        line.total()?;
        let work = self.yearly_work(line.channel)?;
        let channel = self.model.channels[line.channel.at()].hours.as_ref();
        let weekly: Option<f64> = line
            .agents
            .iter()
            .map(|it| {
                let hours = self.model.units[it.unit.at()].hours.as_ref().or(channel)?;
                Some(f64::from(it.count) * f64::from(hours.minutes()) / 60.0)
            })
            .sum();
        let hours = weekly? * WEEKS;
        (work > hours).then_some(Over::Year { work, hours })
    }

    /// All that comes to the same people in a year, live or not, is more than they work.
    fn over_years(&self, later: &[Line], live: &[Line]) -> Vec<Backlog> {
        let mut pools: BTreeMap<Vec<u32>, Vec<&Line>> = BTreeMap::new();
        for line in later.iter().filter(|it| !it.nameless && self.yearly_work(it.channel).is_some()) {
            pools.entry(line.units.iter().map(|it| it.0).collect()).or_default().push(line);
        }
        let mut out = Vec::new();
        for (units, lines) in &pools {
            let staff: Option<f64> = units.iter().map(|&it| at_work(&self.model.units[it as usize])).sum();
            let Some(staff) = staff.filter(|_| !units.is_empty()) else { continue };
            let hours = staff * f64::from(self.settings.thresholds.fte_hours);
            let same =
                live.iter().filter(|it| !it.nameless && it.units.iter().map(|it| it.0).eq(units.iter().copied()));
            let all: Vec<&Line> = lines.iter().copied().chain(same).collect();
            let mut found: Vec<Backlog> = Vec::new();
            for periods in
                self.stretches(self.dimensions.all_periods, all.iter().map(|it| it.periods).collect::<Vec<_>>())
            {
                let now = all.iter().filter(|it| self.sets.is_subset(periods, it.periods));
                let mut work: Vec<(&Line, f64)> =
                    now.filter_map(|it| Some((*it, self.yearly_work(it.channel)?))).collect();
                // The work that can wait first, and most of it: that is where it will be seen.
                work.sort_by(|one, other| {
                    let sync = |line: &Line| self.model.channels[line.channel.at()].sync;
                    sync(one.0)
                        .cmp(&sync(other.0))
                        .then(other.1.total_cmp(&one.1))
                        .then(one.0.channel.cmp(&other.0.channel))
                });
                let sum: f64 = work.iter().map(|it| it.1).sum();
                let Some(&(first, _)) = work.first() else { continue };
                if sum <= hours || self.model.channels[first.channel.at()].sync {
                    continue;
                }
                let channels: Vec<ChannelId> = work.iter().map(|it| it.0.channel).collect();
                if let Some(known) = found.iter_mut().find(|it| it.channels == channels) {
                    known.periods = self.sets.union(known.periods, periods);
                } else {
                    let over = Over::Year { work: sum, hours };
                    found.push(Backlog { line: first.clone(), channels, periods, over });
                }
            }
            out.append(&mut found);
        }
        out
    }

    /// Hours of work that a channel brings in a year.
    fn yearly_work(&self, channel: ChannelId) -> Option<f64> {
        let it = &self.model.channels[channel.at()];
        let handling = it.handling?.seconds()?;
        Some(it.yearly.map(Rate::per_year)? * f64::from(handling) / 3600.0)
    }
}

/// A unit's full-time equivalents less what is not spent at work.
fn at_work(unit: &Unit) -> Option<f64> {
    Some(unit.staff? * (1.0 - unit.shrinkage.unwrap_or(0.0)))
}
