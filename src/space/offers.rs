//! What is offered, and what of it is covered: the cells that must have somebody, service by service.

use crate::model::Model;
use crate::model::words::{Task, Tasks};
use crate::settings::Settings;
use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::Claim;
use super::dimensions::Dimensions;
use super::groups::{GroupId, Groups};
use super::region::{RegionId, Regions};
use super::set::{SetId, Sets};

/// The offered region of every service, and what the groups of claims cover.
#[derive(Debug)]
pub struct Offers {
    /// By service leaf.
    pub offered: Vec<RegionId>,
    /// The tasks of the process of each service leaf, and the obligatory aspects.
    pub process: Vec<Tasks>,
    pub aspects: Tasks,
    responsible: Vec<[RegionId; Task::ALL.len()]>,
    accountable: Vec<[RegionId; Task::ALL.len()]>,
    /// Where each service exists, when it does not always.
    existence: Vec<(u32, RegionId)>,
}

impl Offers {
    pub fn new(
        model: &Model,
        settings: &Settings,
        claims: &[Claim],
        groups: &Groups,
        dimensions: &Dimensions,
        sets: &Sets,
        regions: &Regions,
    ) -> Self {
        let union = |ids: &[super::claim::ClaimId]| {
            ids.iter().fold(RegionId::EMPTY, |all, id| regions.union(sets, all, claims[id.0 as usize].region))
        };
        let all_groups = || (0..groups.len()).map(|id| GroupId(crate::source::offset(id)));
        let by_group: Vec<RegionId> = all_groups().map(|group| union(groups.offers(group))).collect();
        let covers = |head: Head| -> Vec<[RegionId; Task::ALL.len()]> {
            all_groups()
                .map(|group| {
                    let mut row = [RegionId::EMPTY; Task::ALL.len()];
                    for &task in Task::ALL {
                        row[task as usize] = union(groups.holders(head, group, task));
                    }
                    row
                })
                .collect()
        };
        let existence: Vec<(u32, RegionId)> = sets
            .members(dimensions.passing)
            .map(|service| {
                let moments =
                    dimensions.moments(sets, dimensions.all_audiences, dimensions.service_periods[service as usize]);
                (service, regions.product(dimensions.all_touchpoints, moments))
            })
            .collect();
        let mut offered: Vec<RegionId> = (0..crate::source::offset(dimensions.services.len()))
            .map(|service| {
                groups
                    .of(service)
                    .fold(RegionId::EMPTY, |all, group| regions.union(sets, all, by_group[group.0 as usize]))
            })
            .collect();
        for &(service, exists) in &existence {
            let place = &mut offered[service as usize];
            *place = regions.intersection(sets, *place, exists);
        }
        let process = dimensions.services.iter().map(|leaf| {
            leaf.map_or(Tasks::NONE, |id| {
                model.services[id.at()].process.iter().fold(Tasks::NONE, |all, &step| all.or(step))
            })
        });
        Self {
            offered,
            process: process.collect(),
            aspects: settings.aspects(),
            responsible: covers(Head::Responsible),
            accountable: covers(Head::Accountable),
            existence,
        }
    }
}

impl Space<'_> {
    /// The region over which somebody is responsible (or accountable) for a task of a service.
    pub fn covered(&self, head: Head, service: u32, task: Task) -> RegionId {
        self.groups.of(service).fold(RegionId::EMPTY, |all, group| {
            self.regions.union(&self.sets, all, self.group_covers(head, group, task))
        })
    }

    /// The region over which the claims of one group give a task.
    pub(super) fn group_covers(&self, head: Head, group: GroupId, task: Task) -> RegionId {
        let rows = if head == Head::Accountable { &self.offers.accountable } else { &self.offers.responsible };
        rows[group.0 as usize][task as usize]
    }

    /// The offered cells of a service.
    pub fn offered(&self, service: u32) -> RegionId {
        self.offers.offered[service as usize]
    }

    /// All service leaves.
    pub fn service_leaves(&self) -> std::ops::Range<u32> {
        0..crate::source::offset(self.dimensions.services.len())
    }

    /// Where and when a service exists; `None` when always.
    pub fn service_existence(&self, service: u32) -> Option<RegionId> {
        let known = &self.offers.existence;
        known.binary_search_by_key(&service, |&(service, _)| service).ok().map(|at| known[at].1)
    }

    /// The required cells that nobody holds: process tasks without a responsible unit, or obligatory aspects
    /// without an accountable one. Keys are tasks.
    pub fn gaps(&self, head: Head) -> Vec<Chunk> {
        let mut out = Vec::new();
        for service in self.service_leaves() {
            let offered = self.offered(service);
            if offered.is_empty() {
                continue;
            }
            let required =
                if head == Head::Accountable { self.offers.aspects } else { self.offers.process[service as usize] };
            for task in required.iter() {
                let region = self.regions.difference(&self.sets, offered, self.covered(head, service, task));
                if !region.is_empty() {
                    out.push(self.task_chunk(task, service, region));
                }
            }
        }
        out
    }

    /// One task of one service over a region, without units.
    pub fn task_chunk(&self, task: Task, service: u32, region: RegionId) -> Chunk {
        let task = task as u32;
        Chunk {
            units: self.dimensions.one,
            keys: self.sets.run(task, task + 1),
            services: self.sets.run(service, service + 1),
            region,
        }
    }

    /// The offered part of chunks whose keys are tasks or rights.
    pub fn within_offers(&self, chunks: &[Chunk]) -> Vec<Chunk> {
        let mut out = Vec::new();
        for chunk in chunks {
            let mut by_region: Vec<(RegionId, Vec<u32>)> = Vec::new();
            for service in self.sets.members(chunk.services) {
                let region = self.regions.intersection(&self.sets, chunk.region, self.offered(service));
                if region.is_empty() {
                    continue;
                }
                match by_region.iter_mut().rev().take(8).find(|group| group.0 == region) {
                    Some(group) => group.1.push(service),
                    None => by_region.push((region, vec![service])),
                }
            }
            out.extend(by_region.into_iter().map(|(region, services)| {
                let services: SetId = self.sets.from_members(services);
                Chunk { services, region, ..*chunk }
            }));
        }
        out
    }
}
