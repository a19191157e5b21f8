//! Service teams that each answer part of a busy channel, and what one queue would save.

use crate::model::UnitId;
use crate::model::exact::Exact;
use crate::model::words::{Tasks, UnitKind};
use crate::syntax::ast::Head;

use super::Space;
use super::erlang::{self, Queue};
use super::first_line::{first_steps, process_tasks};
use super::line::Line;
use super::set::SetId;

/// A channel at its peak, answered apart by units of which some are teams.
#[derive(Clone, Debug)]
pub struct Apart<'s> {
    pub line: &'s Line,
    pub teams: Vec<UnitId>,
    /// Everybody of the first line, and the process tasks that the statements by which they are there give them.
    pub all: Vec<UnitId>,
    pub tasks: Tasks,
    /// How many queues there are.
    pub queues: usize,
    /// The load is divided as the agents are, else evenly.
    pub by_agents: bool,
    pub load: Exact,
    /// Agents that meet the target apart and together.
    pub apart: u32,
    pub together: u32,
}

impl Space<'_> {
    /// Busy live channels that two or more units answer apart, among them service teams.
    pub fn teams_at_peaks(&self) -> Vec<Apart<'_>> {
        let mut out = Vec::new();
        for line in self.lines() {
            let (Some(queue), Some(goal)) = (self.queue(line.channel), self.goal(line.channel)) else { continue };
            let is_team = |it: &&UnitId| self.model.units[it.at()].kind == Some(UnitKind::Team);
            let teams: Vec<UnitId> = line.units.iter().filter(is_team).copied().collect();
            if teams.is_empty() || queue.load < self.settings.thresholds.team_peak.into() {
                continue;
            }
            let parts = self.queues(line);
            if parts.len() < 2 {
                continue;
            }
            let agents: Option<Vec<u64>> = parts.iter().map(|part| self.agents_in(line, part)).collect();
            let agents = agents.filter(|it| it.iter().any(|&it| it > 0) && line.total().is_some());
            let by_agents = agents.is_some();
            let weights = agents.unwrap_or_else(|| vec![1; parts.len()]);
            let all: u64 = weights.iter().sum();
            let divided: Vec<Queue> = weights.iter().map(|&it| queue.times(Exact::of(it.into(), all.into()))).collect();
            if let Some((apart, together)) = erlang::pooling(&divided, goal)
                && together < apart
            {
                let queues = parts.len();
                let (all, tasks) = (line.units.clone(), self.tasks_at_first(line));
                out.push(Apart { line, teams, all, tasks, queues, by_agents, load: queue.load, apart, together });
            }
        }
        out
    }

    /// The units of a line by queue: units that one statement names together, and units nested in each other, share one.
    fn queues(&self, line: &Line) -> Vec<Vec<u32>> {
        let own = self.dimensions.own_channel_sets[line.channel.at()];
        let units: Vec<u32> = line.units.iter().map(|it| it.0).collect();
        let mut queue: Vec<usize> = (0..units.len()).collect();
        let mut join = |one: usize, other: usize| {
            let (keep, change) = (queue[one].min(queue[other]), queue[one].max(queue[other]));
            if keep != change {
                for it in &mut queue {
                    if *it == change {
                        *it = keep;
                    }
                }
            }
        };
        for held in self.first_line().of_channel(line.channel) {
            if self.sets.only(held.units).is_some()
                || self.sets.disjoint(self.periods_at(held.first, own), line.periods)
            {
                continue;
            }
            let named = units.iter().enumerate().filter(|(_, unit)| self.sets.has(held.units, **unit));
            let named: Vec<usize> = named.map(|it| it.0).collect();
            for pair in named.windows(2) {
                join(pair[0], pair[1]);
            }
        }
        for (at, &unit) in units.iter().enumerate() {
            for around in self.around(unit) {
                if let Ok(outer) = units.binary_search(&around) {
                    join(outer, at);
                }
            }
        }
        let mut parts: Vec<Vec<u32>> = vec![Vec::new(); units.len()];
        for (at, unit) in units.into_iter().enumerate() {
            parts[queue[at]].push(unit);
        }
        parts.retain(|part| !part.is_empty());
        parts
    }

    /// The process tasks that statements give to the first line of a channel which make it the first line.
    fn tasks_at_first(&self, line: &Line) -> Tasks {
        let own = self.dimensions.own_channel_sets[line.channel.at()];
        let units = self.unit_set(&line.units);
        let steps = first_steps(self).into_iter().fold(Tasks::default(), |all, it| all.or(it.0));
        let claims = self.claims_with(Head::Responsible).map(|it| it.1).filter(|claim| {
            claim.tasks.overlaps(steps)
                && !self.sets.disjoint(claim.units, units)
                && !self.sets.disjoint(self.periods_at(self.without_audiences(claim.region), own), line.periods)
        });
        let all = claims.fold(Tasks::default(), |all, claim| all.or(claim.tasks));
        process_tasks().iter().filter(|&task| all.overlaps(task.bit())).collect()
    }

    /// The agents of a queue, when they are stated for its units.
    fn agents_in(&self, line: &Line, part: &[u32]) -> Option<u64> {
        let own = line.agents.iter().filter(|it| part.iter().any(|&unit| self.related(it.unit.0, unit)));
        let counts: Vec<u64> = own.map(|it| it.count.into()).collect();
        (!counts.is_empty()).then(|| counts.iter().sum())
    }

    /// Some units as a set.
    pub fn unit_set(&self, units: &[UnitId]) -> SetId {
        self.sets.from_members(units.iter().map(|it| it.0))
    }
}
