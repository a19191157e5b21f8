//! Service teams: whether they are whole, and whether a pool would do.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::value::Rate;
use crate::model::words::{Complexity, Task, Tasks, UnitKind};
use crate::syntax::ast::Head;

use super::Space;
use super::arrangement::{CONTACT, tasks};
use super::block::{Axis, Block, normalise};
use super::claim::ClaimId;
use super::dimensions::Dimensions;
use super::region::RegionId;
use super::set::SetId;

/// By team: tasks of services, with the periods in which the team holds them.
pub type TeamWork = BTreeMap<u32, Vec<(u32, Tasks, SetId)>>;

/// What makes a service team whole.
const CORE: [&[Task]; 3] = [&CONTACT, &[Task::Handle], &[Task::Decide]];

impl Space<'_> {
    /// The outermost service teams.
    pub fn teams(&self) -> Vec<u32> {
        let units = &self.model.units;
        let mut end = 0;
        let mut out = Vec::new();
        for (id, unit) in (0..).zip(units) {
            if unit.kind == Some(UnitKind::Team) && id >= end {
                end = unit.thing.end;
                out.push(id);
            }
        }
        out
    }

    /// For each outermost team the tasks of each service that it or a unit in it holds, with the periods in which it does.
    fn team_work(&self) -> &TeamWork {
        self.team_work.get_or_init(|| self.derive_team_work())
    }

    fn derive_team_work(&self) -> TeamWork {
        let teams = self.teams();
        let mut out = TeamWork::new();
        if teams.is_empty() {
            return out;
        }
        let team_of = |unit: u32| {
            let at = teams.partition_point(|&team| team <= unit).checked_sub(1)?;
            (unit < self.model.units[teams[at] as usize].thing.end).then_some(teams[at])
        };
        let members = self.units_where(|at| team_of(crate::source::offset(at)).is_some());
        let mut known: FxHashMap<(RegionId, RegionId), SetId> = FxHashMap::default();
        for (_, claim) in self.claims_with(Head::Responsible) {
            let process = claim.tasks.and(Tasks::PROCESS);
            if process.is_empty() || self.sets.disjoint(claim.units, members) {
                continue;
            }
            let mut named: Vec<u32> = self.sets.members(claim.units).filter_map(team_of).collect();
            named.dedup();
            for service in self.sets.members(claim.services) {
                let offered = self.offered(service);
                let periods = *known.entry((claim.region, offered)).or_insert_with(|| {
                    self.region_periods(self.regions.intersection(&self.sets, claim.region, offered))
                });
                if !periods.is_empty() {
                    for &team in &named {
                        out.entry(team).or_default().push((service, process, periods));
                    }
                }
            }
        }
        out
    }

    /// What service teams lack of contact, handling and decision, where a service asks for it: unit × task × service × period
    /// blocks. A team that has none of the three in one service helps another there; one that has none anywhere is no team.
    pub fn incomplete_teams(&self) -> Vec<Block> {
        let core = CORE.iter().fold(Tasks::NONE, |all, part| all.or(tasks(part)));
        let mut blocks = Vec::new();
        for (&team, work) in self.team_work() {
            let periods_of = |held: &[(u32, Tasks, SetId)], of: Tasks| {
                let theirs = held.iter().filter(|it| it.1.overlaps(of));
                theirs.fold(SetId::EMPTY, |all, it| self.sets.union(all, it.2))
            };
            let has_core = periods_of(work, core);
            let mut work = work.clone();
            work.sort_by_key(|it| it.0);
            let mut lacks: BTreeMap<(Tasks, SetId), Vec<u32>> = BTreeMap::new();
            for held in work.chunk_by(|one, next| one.0 == next.0) {
                let service = held[0].0;
                let Some(id) = self.dimensions.services[service as usize] else { continue };
                let process = self.model.services[id.at()].process.iter().fold(Tasks::NONE, |all, &step| all.or(step));
                let alone = self.sets.difference(periods_of(held, Tasks::PROCESS), has_core);
                let asked = self.sets.union(periods_of(held, core), alone);
                for part in CORE {
                    let lacking = tasks(part).and(process);
                    let left = self.sets.difference(asked, periods_of(held, tasks(part)));
                    if !lacking.is_empty() && !left.is_empty() {
                        lacks.entry((lacking, left)).or_default().push(service);
                    }
                }
            }
            let block = self.empty_block().with(Axis::Unit, self.dimensions.unit_sets[team as usize]);
            blocks.extend(lacks.into_iter().map(|((lacking, periods), services)| {
                let there = block.with(Axis::Service, self.sets.from_members(services));
                there.with(Axis::Task, Dimensions::tasks(&self.sets, lacking)).with(Axis::Period, periods)
            }));
        }
        normalise(&self.sets, blocks)
    }

    /// Teams whose services are mostly simple and asked for often: unit × service (the simple ones) × period blocks.
    pub fn simple_teams(&self) -> Vec<Block> {
        let thresholds = &self.settings.thresholds;
        let core = CORE.iter().fold(Tasks::NONE, |all, part| all.or(tasks(part)));
        let facts = |service: u32| self.dimensions.services[service as usize].map(|id| &self.model.services[id.at()]);
        let is_simple = |service: u32| facts(service).is_some_and(|it| it.complexity == Some(Complexity::Simple));
        let volume = |service: u32| {
            let yearly = facts(service).and_then(|it| it.volume).map_or(0.0, Rate::per_year);
            super::structure::round(yearly)
        };
        let mut blocks = Vec::new();
        for (&team, work) in self.team_work() {
            let mut by_service: BTreeMap<u32, SetId> = BTreeMap::new();
            for &(service, _, periods) in work.iter().filter(|it| it.1.overlaps(core)) {
                let known = by_service.entry(service).or_insert(SetId::EMPTY);
                *known = self.sets.union(*known, periods);
            }
            let simple: Vec<(u32, SetId)> =
                by_service.iter().map(|(&service, &periods)| (service, periods)).filter(|it| is_simple(it.0)).collect();
            if simple.is_empty() {
                continue;
            }
            let all = self.sums(by_service.values().map(|&periods| (periods, 1)));
            let few = self.sums(simple.iter().map(|it| (it.1, 1)));
            let asked = self.sums(simple.iter().map(|it| (it.1, volume(it.0))));
            let periods = self.periods_where(|at| {
                let share = u64::from(few[at]) * 100 >= u64::from(all[at]) * u64::from(thresholds.team_simple);
                few[at] > 0 && share && asked[at] >= thresholds.team_volume
            });
            for &(service, over) in &simple {
                let block = self.empty_block().with(Axis::Unit, self.dimensions.unit_sets[team as usize]);
                let block = block.with(Axis::Service, self.sets.run(service, service + 1));
                blocks.push(block.with(Axis::Period, self.sets.intersection(periods, over)));
            }
        }
        normalise(&self.sets, blocks)
    }

    /// The statements that give the teams of a block, or units in them, what they do have of its services.
    pub fn core_of_teams(&self, block: Block) -> Vec<ClaimId> {
        let core = CORE.iter().fold(Tasks::NONE, |all, part| all.or(tasks(part)));
        let teams = self.sets.members(block.get(Axis::Unit));
        let units = teams.fold(SetId::EMPTY, |all, it| self.sets.union(all, self.dimensions.subtree_sets[it as usize]));
        let block = self.everywhere_of(block).with(Axis::Task, Dimensions::tasks(&self.sets, core));
        let claims = self.claims_meeting(Head::Responsible, block);
        claims.into_iter().filter(|&id| !self.sets.disjoint(self.claim(id).units, units)).collect()
    }
}
