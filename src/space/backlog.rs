//! What comes in to be answered later, against the time of those who answer it.

use std::collections::BTreeMap;

use crate::model::exact::Exact;
use crate::model::words::TimeUnit;
use crate::model::{ChannelId, Unit, UnitId};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Agents that the peak keeps busy, and people there are for it.
    Peak { load: Exact, people: Exact },
    /// Hours a year of work, and of people: of the agents for the channel, else of all staff.
    Year { work: Exact, hours: Exact, by_agents: bool },
}

impl Space<'_> {
    /// Channels that are answered later, where more comes in than the people there can take.
    pub fn backlogs(&self) -> Vec<Backlog> {
        let channels = || (0..).map(ChannelId).zip(&self.model.channels);
        if !channels().any(|(_, channel)| is_counted(channel)) {
            return Vec::new();
        }
        let mut out: Vec<Backlog> = Vec::new();
        // Who is short at a peak is told of that, and not of the year too.
        let mut told: BTreeMap<ChannelId, SetId> = BTreeMap::new();
        let later: Vec<Line> =
            channels().filter(|(_, it)| is_counted(it)).flat_map(|(id, _)| self.lines_of(id)).collect();
        for line in &later {
            if let Some(over) = self.over_peak(line).or_else(|| self.over_agents(line)) {
                let told = told.entry(line.channel).or_insert(SetId::EMPTY);
                *told = self.sets.union(*told, line.periods);
                out.push(Backlog { line: line.clone(), channels: vec![line.channel], periods: line.periods, over });
            }
        }
        let live = channels().filter(|(_, it)| is_live(it) && it.handling.is_some() && it.yearly.is_some());
        let live: Vec<Line> = live.flat_map(|(id, _)| self.lines_of(id)).collect();
        for it in self.over_years(&later, &live) {
            let told = told.get(&it.line.channel).copied().unwrap_or(SetId::EMPTY);
            let periods = self.sets.difference(it.periods, told);
            if !periods.is_empty() {
                out.push(Backlog { periods, ..it });
            }
        }
        out
    }

    /// Whether enough is known of the people who answer on a channel for more to come in than they can take.
    pub fn is_staffed(&self, channel: ChannelId) -> bool {
        let it = &self.model.channels[channel.at()];
        let all_state_staff = |units: &[UnitId]| units.iter().all(|it| self.model.units[it.at()].staff.is_some());
        self.lines_of(channel).iter().any(|line| {
            let by_the_hour = it.yearly.is_some() && line.weekly.is_some() && line.total().is_some();
            let by_staff = !line.nameless
                && !line.units.is_empty()
                && (it.yearly.is_some() && all_state_staff(&line.units)
                    || it.peak.is_some() && all_state_staff(&line.silent));
            by_the_hour || by_staff
        })
    }

    /// The peak keeps more people busy than there are: agents for the channel, else at most all staff.
    fn over_peak(&self, line: &Line) -> Option<Over> {
        let load = self.queue(line.channel)?.load;
        if line.nameless || line.units.is_empty() {
            return None;
        }
        let stated: Exact = line.agents.iter().map(|it| Exact::from(it.count)).sum();
        let others: Option<Exact> = line.silent.iter().map(|it| at_work(&self.model.units[it.at()])).sum();
        let people = stated.plus(others?);
        (load > people).then_some(Over::Peak { load, people })
    }

    /// The year brings more hours of work than its agents are at work, by their own hours or those of the channel.
    fn over_agents(&self, line: &Line) -> Option<Over> {
        line.total()?;
        let work = self.yearly_work(line.channel)?;
        let hours = Exact::of(line.weekly?.into(), 60).times(Exact::of(365, 7));
        (work > hours).then_some(Over::Year { work, hours, by_agents: true })
    }

    /// All that comes to the same people in a year, live or not, is more than they work.
    fn over_years(&self, later: &[Line], live: &[Line]) -> Vec<Backlog> {
        let mut pools: BTreeMap<Vec<u32>, Vec<&Line>> = BTreeMap::new();
        for line in later.iter().filter(|it| !it.nameless && self.yearly_work(it.channel).is_some()) {
            pools.entry(line.units.iter().map(|it| it.0).collect()).or_default().push(line);
        }
        let mut out = Vec::new();
        for (units, lines) in &pools {
            let staff: Option<Exact> = units.iter().map(|&it| at_work(&self.model.units[it as usize])).sum();
            let Some(staff) = staff.filter(|_| !units.is_empty()) else { continue };
            let hours = staff.times(self.settings.thresholds.fte_hours);
            let same =
                live.iter().filter(|it| !it.nameless && it.units.iter().map(|it| it.0).eq(units.iter().copied()));
            let all: Vec<&Line> = lines.iter().copied().chain(same).collect();
            let mut found: Vec<Backlog> = Vec::new();
            for periods in
                self.stretches(self.dimensions.all_periods, all.iter().map(|it| it.periods).collect::<Vec<_>>())
            {
                let now = all.iter().filter(|it| self.sets.is_subset(periods, it.periods));
                let mut work: Vec<(&Line, Exact)> =
                    now.filter_map(|it| Some((*it, self.yearly_work(it.channel)?))).collect();
                // The work that can wait first, and most of it: that is where it will be seen.
                work.sort_by(|one, other| {
                    let sync = |line: &Line| self.model.channels[line.channel.at()].sync;
                    sync(one.0).cmp(&sync(other.0)).then(other.1.cmp(&one.1)).then(one.0.channel.cmp(&other.0.channel))
                });
                let sum: Exact = work.iter().map(|it| it.1).sum();
                let Some(&(first, _)) = work.first() else { continue };
                if sum <= hours || self.model.channels[first.channel.at()].sync {
                    continue;
                }
                let channels: Vec<ChannelId> = work.iter().map(|it| it.0.channel).collect();
                if let Some(known) = found.iter_mut().find(|it| it.channels == channels) {
                    known.periods = self.sets.union(known.periods, periods);
                } else {
                    let over = Over::Year { work: sum, hours, by_agents: false };
                    found.push(Backlog { line: first.clone(), channels, periods, over });
                }
            }
            out.append(&mut found);
        }
        out
    }

    /// Hours of work that a channel brings in a year.
    fn yearly_work(&self, channel: ChannelId) -> Option<Exact> {
        let it = &self.model.channels[channel.at()];
        let handling = it.handling?.seconds()?;
        Some(it.yearly?.in_a(TimeUnit::Year).times(Exact::of(handling.into(), 3600)))
    }
}

/// A unit's full-time equivalents less what is not spent at work.
pub(super) fn at_work(unit: &Unit) -> Option<Exact> {
    Some(unit.staff?.times(Exact::ONE.less(unit.shrinkage.unwrap_or(Exact::ZERO))))
}
