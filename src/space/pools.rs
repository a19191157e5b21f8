//! Service teams that each answer part of a busy channel, and what one queue would save.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::model::UnitId;
use crate::model::exact::Exact;
use crate::model::value::Hours;
use crate::model::words::{Tasks, UnitKind};
use crate::syntax::ast::Head;

use super::Space;
use super::erlang::{self, Goal, Queue};
use super::first_line::{Held, first_steps, process_tasks};
use super::line::{Line, Stated};
use super::rota::{self, Shift};
use super::set::SetId;

/// A channel at its peak, answered apart by units of which some are teams.
#[derive(Clone, Debug)]
pub struct Apart<'s> {
    pub line: &'s Line,
    pub periods: SetId,
    pub teams: Vec<UnitId>,
    /// Everybody whose queues could be one, and the process tasks that the statements by which they are there give them.
    pub all: Vec<UnitId>,
    pub tasks: Tasks,
    /// How many queues there are at one time.
    pub queues: usize,
    /// The load is divided as the agents are, else evenly.
    pub by_agents: bool,
    pub load: Exact,
    /// Agents that meet the target apart and together.
    pub apart: u32,
    pub together: u32,
}

/// What several queues of a line need, at the time of the week at which one would save most.
#[derive(PartialEq, Eq)]
struct Saving {
    queues: usize,
    apart: u32,
    together: u32,
    by_agents: bool,
    /// The units of the queues that are there at some time at which one queue saves, ascending.
    units: Vec<UnitId>,
}

/// Who is in queues of a line over a stretch of time.
struct Queues<'s> {
    parts: Vec<Vec<u32>>,
    /// Who is at work for each.
    shifts: Vec<Vec<Shift<'s>>>,
    /// Those are its agents, else one for each of its units.
    by_agents: bool,
}

impl Space<'_> {
    /// Busy live channels that two or more units answer apart, among them service teams.
    pub fn teams_at_peaks(&self) -> Vec<Apart<'_>> {
        let mut out = Vec::new();
        for line in self.lines() {
            let (Some(queue), Some(goal)) = (self.queue(line.channel), self.goal(line.channel)) else { continue };
            let is_busy = queue.load >= self.settings.thresholds.team_peak.into();
            if !is_busy || line.units.len() < 2 || !line.units.iter().any(|&it| self.is_team(it)) {
                continue;
            }
            for (periods, saving) in self.savings(line, queue, goal) {
                let Saving { queues, apart, together, by_agents, units: all } = saving;
                let teams = all.iter().filter(|&&it| self.is_team(it)).copied().collect();
                let tasks = self.tasks_at_first(line, &all, periods);
                let load = queue.load;
                out.push(Apart { line, periods, teams, all, tasks, queues, by_agents, load, apart, together });
            }
        }
        out
    }

    fn is_team(&self, unit: UnitId) -> bool {
        self.model.units[unit.at()].kind == Some(UnitKind::Team)
    }

    /// What one queue would save on a line, and when.
    fn savings(&self, line: &Line, queue: Queue, goal: Goal) -> Vec<(SetId, Saving)> {
        let own = self.dimensions.own_channel_sets[line.channel.at()];
        let held = self.first_line().of_channel(line.channel).filter(|it| self.sets.only(it.named).is_none());
        let held: Vec<(&Held, SetId)> = held.map(|it| (it, self.periods_at(it.first, own))).collect();
        let stated = self.stated_agents(line.channel);
        let mut units = line.units.iter().map(|it| it.0).chain(stated.iter().map(|it| it.unit));
        let in_shifts = units.any(|it| self.model.units[it as usize].hours.is_some());
        let doors = if in_shifts { self.doors(line.channel) } else { Vec::new() };
        let cuts = held.iter().map(|it| it.1).chain(stated.iter().map(|it| it.periods));
        let cuts: Vec<SetId> = cuts.chain(doors.iter().map(|it| it.periods)).collect();
        let mut out: Vec<(SetId, Saving)> = Vec::new();
        for periods in self.stretches(line.periods, cuts) {
            let named = held.iter().filter(|it| self.sets.is_subset(periods, it.1)).map(|it| it.0);
            let now = stated.iter().filter(|it| self.sets.is_subset(periods, it.periods)).copied();
            let queues = self.at_work_in(line, self.parts(line, named), &now.collect::<Vec<_>>());
            let open = self.open_in(&doors, periods);
            let Some(saving) = self.saving(&queues, open.as_ref(), queue, goal) else { continue };
            match out.iter_mut().find(|it| it.1 == saving) {
                Some(known) => known.0 = self.sets.union(known.0, periods),
                None => out.push((periods, saving)),
            }
        }
        out
    }

    /// What one queue would save at the time of the week at which it saves most. Queues with nobody at work are not there.
    fn saving(&self, them: &Queues<'_>, open: Option<&Hours>, queue: Queue, goal: Goal) -> Option<Saving> {
        let mut most: Option<Saving> = None;
        let mut saved = vec![false; them.parts.len()];
        let has_team: Vec<bool> =
            them.parts.iter().map(|part| part.iter().any(|&it| self.is_team(UnitId(it)))).collect();
        let weights = rota::together(&them.shifts, open).into_iter().map(|at_work| {
            // Whoever is there has as much to do as the others, when nobody knows better.
            if them.by_agents { at_work } else { at_work.into_iter().map(|it| it.min(1)).collect() }
        });
        for weights in weights.collect::<BTreeSet<Vec<u64>>>() {
            let there: Vec<u64> = weights.iter().copied().filter(|&it| it > 0).collect();
            if there.len() < 2 || !weights.iter().zip(&has_team).any(|(&it, &is_team)| it > 0 && is_team) {
                continue;
            }
            let Some((apart, together)) = erlang::pooling(queue, &there, goal) else { continue };
            if together >= apart {
                continue;
            }
            for (saved, weight) in saved.iter_mut().zip(&weights) {
                *saved |= *weight > 0;
            }
            if most.as_ref().is_none_or(|it| it.apart - it.together < apart - together) {
                let (queues, by_agents) = (there.len(), them.by_agents);
                most = Some(Saving { queues, apart, together, by_agents, units: Vec::new() });
            }
        }
        let units = them.parts.iter().zip(saved).filter(|it| it.1).flat_map(|it| it.0);
        let mut units: Vec<UnitId> = units.map(|&it| UnitId(it)).collect();
        units.sort_unstable();
        most.map(|most| Saving { units, ..most })
    }

    /// Who is at work for each of some queues: its agents where all are known, else its units.
    fn at_work_in(&self, line: &Line, parts: Vec<Vec<u32>>, stated: &[Stated]) -> Queues<'_> {
        let of = |part: &Vec<u32>| {
            let own = stated.iter().filter(|it| self.is_related_to_some(part, |&unit| unit, it.unit));
            own.copied().collect()
        };
        let agents: Vec<Vec<Stated>> = parts.iter().map(of).collect();
        let is_any = agents.iter().flatten().any(|it| it.count > 0);
        let by_agents = is_any && line.total().is_some() && agents.iter().all(|it| !it.is_empty());
        let shifts = if by_agents {
            agents.iter().map(|it| self.shifts(it)).collect()
        } else {
            let shift =
                |&unit: &u32| Shift { count: 1, hours: self.model.units[unit as usize].hours.as_ref(), around: None };
            parts.iter().map(|part| part.iter().map(shift).collect()).collect()
        };
        Queues { parts, shifts, by_agents }
    }

    /// The units of a line by queue: units that one statement names together then, and units nested in each other, share one.
    fn parts<'h>(&self, line: &Line, held: impl Iterator<Item = &'h Held>) -> Vec<Vec<u32>> {
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
        // Those of a statement that is several claims are named together too, as far as they are there then.
        let mut first_named: FxHashMap<SetId, usize> = FxHashMap::default();
        for held in held {
            for (at, _) in units.iter().enumerate().filter(|(_, unit)| self.sets.has(held.units, **unit)) {
                join(*first_named.entry(held.named).or_insert(at), at);
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

    /// The process tasks that statements give to units of the first line of a channel which make them that.
    fn tasks_at_first(&self, line: &Line, units: &[UnitId], periods: SetId) -> Tasks {
        let own = self.dimensions.own_channel_sets[line.channel.at()];
        let units = self.unit_set(units);
        let steps = first_steps(self).into_iter().fold(Tasks::default(), |all, it| all.or(it.0));
        let claims = self.claims_with(Head::Responsible).map(|it| it.1).filter(|claim| {
            claim.tasks.overlaps(steps)
                && !self.sets.disjoint(claim.units, units)
                && !self.sets.disjoint(self.periods_at(self.without_audiences(claim.region), own), periods)
        });
        let all = claims.fold(Tasks::default(), |all, claim| all.or(claim.tasks));
        process_tasks().iter().filter(|&task| all.overlaps(task.bit())).collect()
    }

    /// Some units as a set.
    pub fn unit_set(&self, units: &[UnitId]) -> SetId {
        self.sets.from_members(units.iter().map(|it| it.0))
    }
}
