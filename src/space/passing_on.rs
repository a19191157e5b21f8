//! How the first line is connected to the second: fronts without a second line, teams that pass on, questions that have to be
//! answered at once and are put off.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::words::{Complexity, Task, Tasks, UnitKind};
use crate::model::{Service, ServiceId};
use crate::syntax::ast::Mode;

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::handovers::{Link, held_by};
use super::kinds::contact;
use super::region::RegionId;
use super::set::SetId;

/// The tasks that make a service a team's own.
const OWN: [Task; 5] = [Task::Inform, Task::Intake, Task::Handle, Task::Decide, Task::Deliver];

impl Space<'_> {
    /// The declared service of a leaf.
    pub fn service(&self, leaf: u32) -> Option<&Service> {
        self.dimensions.services[leaf as usize].map(|id: ServiceId| &self.model.services[id.at()])
    }

    /// A unit's cells of one service as a chunk; keys are not used.
    pub(super) fn unit_cells(&self, unit: u32, service: u32, region: RegionId) -> Chunk {
        let units = self.dimensions.unit_sets[unit as usize];
        Chunk { units, ..self.cells(self.sets.run(service, service + 1), region) }
    }

    /// Links from a unit to others.
    fn links_out_of(&self, unit: u32, service: u32) -> impl Iterator<Item = &Link> + '_ {
        self.links_leaving(unit, service).filter(move |link| !self.sets.has(link.to, unit))
    }

    /// The units that hold some of the tasks of a service, in whatever cells.
    fn units_holding(&self, service: u32, tasks: Tasks) -> SetId {
        let groups = self.groups.of(service);
        let pairs = groups.flat_map(|group| tasks.iter().map(move |task| (group, task)));
        pairs.fold(SetId::EMPTY, |all, (group, task)| self.sets.union(all, self.holding_units(group, task)))
    }

    /// Offered cells of composite and specialist services in which a front office is responsible for `inform` or `intake`, and
    /// from which it hands over to nobody.
    pub fn without_second_line(&self) -> Vec<Chunk> {
        let fronts = self.fronts();
        let mut out = Vec::new();
        for service in self.service_leaves() {
            let complexity = self.service(service).and_then(|it| it.complexity);
            let offered = self.offered(service);
            if complexity.is_none_or(|it| it == Complexity::Simple) || offered.is_empty() {
                continue;
            }
            let units = self.sets.intersection(self.units_holding(service, contact()), fronts);
            let Some(first) = self.sets.first(units) else { continue };
            // Where all of them hand over everything together, they need not be asked one by one.
            let mut left = offered;
            for link in self.links_leaving(first, service) {
                if self.sets.is_subset(units, link.from) && self.sets.disjoint(units, link.to) {
                    left = self.regions.difference(&self.sets, left, self.claim(link.claim).region);
                }
            }
            if left.is_empty() {
                continue;
            }
            for (unit, held) in self.holders_of(service, contact()) {
                let mut left = if self.sets.has(fronts, unit) { held } else { RegionId::EMPTY };
                for link in self.links_out_of(unit, service) {
                    left = self.regions.difference(&self.sets, left, self.claim(link.claim).region);
                }
                if !left.is_empty() {
                    out.push(self.unit_cells(unit, service, left));
                }
            }
        }
        out
    }

    /// What service teams pass on of what they are themselves responsible for, team by team, and by which handovers.
    pub fn passed_on_by_teams(&self) -> BTreeMap<u32, (Vec<Chunk>, Vec<ClaimId>)> {
        let teams = self.units_of_kind(UnitKind::Team);
        let mut by_group: FxHashMap<GroupId, Vec<(&Link, SetId)>> = FxHashMap::default();
        for link in self.links().all.iter().filter(|link| !link.back) {
            let givers = self.sets.difference(self.sets.intersection(link.from, teams), link.to);
            if !givers.is_empty() {
                let group = self.groups.group(self.claim(link.claim).services).expect("every claim has a group");
                by_group.entry(group).or_default().push((link, givers));
            }
        }
        let own: Tasks = OWN.into_iter().collect();
        let mut out: BTreeMap<u32, (Vec<Chunk>, Vec<ClaimId>)> = BTreeMap::new();
        for service in self.service_leaves() {
            if by_group.is_empty() || self.offered(service).is_empty() {
                continue;
            }
            let groups = self.groups.of(service);
            let links: Vec<&(&Link, SetId)> =
                groups.flat_map(|group| by_group.get(&group).into_iter().flatten()).collect();
            if links.is_empty() {
                continue;
            }
            let givers = links.iter().fold(SetId::EMPTY, |all, it| self.sets.union(all, it.1));
            if self.sets.disjoint(givers, self.units_holding(service, own)) {
                continue;
            }
            let holders = self.holders_of(service, own);
            for (link, givers) in links {
                for unit in self.sets.members(*givers) {
                    let Some(held) = held_by(&holders, unit) else { continue };
                    let region = self.regions.intersection(&self.sets, held, self.claim(link.claim).region);
                    if !region.is_empty() {
                        let (chunks, claims) = out.entry(unit).or_default();
                        chunks.push(self.unit_cells(unit, service, region));
                        claims.push(link.claim);
                    }
                }
            }
        }
        out
    }

    fn mode(&self, claim: ClaimId) -> Option<Mode> {
        let statement = &self.model.ast.statements[self.claim(claim).statement.at()];
        statement.extras.as_ref().and_then(|it| it.mode).map(|(mode, _)| mode)
    }

    /// Offered cells of `immediate` services on synchronous channels in which a unit is responsible for `inform` or `intake`
    /// and not for `handle`, and hands over by callback or appointment only; with those handovers.
    pub fn put_off(&self) -> (Vec<Chunk>, Vec<ClaimId>) {
        let live = (0..).zip(&self.dimensions.touchpoints);
        let live = live.filter(|(_, it)| it.is_some_and(|it| self.model.channels[it.channel.at()].sync));
        let live = self.sets.from_members(live.map(|(at, _)| at));
        let live = self.regions.product(live, self.dimensions.all_moments);
        let (mut chunks, mut claims) = (Vec::new(), Vec::new());
        for service in self.service_leaves() {
            let immediate = self.service(service).is_some_and(|it| it.immediate == Some(true));
            if !immediate || self.offered(service).is_empty() {
                continue;
            }
            let handlers = self.holders_of(service, Task::Handle.bit());
            for (unit, held) in self.holders_of(service, contact()) {
                let mut asked = self.regions.intersection(&self.sets, held, live);
                if let Some(own) = held_by(&handlers, unit) {
                    asked = self.regions.difference(&self.sets, asked, own);
                }
                let mut slow = RegionId::EMPTY;
                let mut slowly = Vec::new();
                for link in self.links_out_of(unit, service) {
                    let region = self.claim(link.claim).region;
                    if !matches!(self.mode(link.claim), Some(Mode::Callback | Mode::Appointment)) {
                        asked = self.regions.difference(&self.sets, asked, region);
                    } else if !link.back {
                        slow = self.regions.union(&self.sets, slow, region);
                        slowly.push(link.claim);
                    }
                }
                let region = self.regions.intersection(&self.sets, asked, slow);
                if !region.is_empty() {
                    chunks.push(self.unit_cells(unit, service, region));
                    claims.append(&mut slowly);
                }
            }
        }
        claims.sort_unstable();
        claims.dedup();
        (chunks, claims)
    }
}
