//! Claims by the services they are about. Claims with the same set of services form a group; a service lies in few groups,
//! and everything that is about it is found through them, at a cost that grows with the policy and not with its square.

use rustc_hash::FxHashMap;

use crate::model::words::Task;
use crate::syntax::ast::Head;

use super::claim::{Claim, ClaimId};
use super::dimensions::Dimensions;
use super::set::{SetId, Sets};

/// A group, by its place in [`Groups::sets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub u32);

/// Lists of items by a dense key, one after the other.
#[derive(Debug, Default)]
pub struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy> Lists<T> {
    /// Sorts `(key, item)` pairs into `keys` lists; items keep their order.
    fn new(keys: usize, pairs: &[(u32, T)]) -> Self {
        let mut starts = vec![0_u32; keys + 1];
        for &(key, _) in pairs {
            starts[key as usize + 1] += 1;
        }
        for key in 0..keys {
            starts[key + 1] += starts[key];
        }
        let mut next = starts.clone();
        let mut items: Vec<T> = pairs.iter().map(|&(_, item)| item).collect();
        for &(key, item) in pairs {
            items[next[key as usize] as usize] = item;
            next[key as usize] += 1;
        }
        Self { starts, items }
    }

    pub fn get(&self, key: usize) -> &[T] {
        &self.items[self.starts[key] as usize..self.starts[key + 1] as usize]
    }
}

/// The index of a policy's claims.
#[derive(Debug)]
pub struct Groups {
    /// The services of every group.
    pub sets: Vec<SetId>,
    ids: FxHashMap<SetId, GroupId>,
    /// The groups a service leaf lies in, but for those of all services.
    of_service: Lists<GroupId>,
    /// The group of all services, which every service lies in.
    everything: Option<GroupId>,
    /// All claims by their heads.
    by_head: Lists<ClaimId>,
    offers: Lists<ClaimId>,
    /// By group and task.
    responsible: Lists<ClaimId>,
    accountable: Lists<ClaimId>,
    allows: Lists<ClaimId>,
    forbids: Lists<ClaimId>,
    handovers: Lists<ClaimId>,
    mandates: Lists<ClaimId>,
}

const TASKS: usize = Task::ALL.len();

/// How many kinds of statements there are.
const HEADS: usize = Head::Delegate as usize + 1;

impl Groups {
    pub fn new(claims: &[Claim], dimensions: &Dimensions, sets: &Sets) -> Self {
        let mut ids: FxHashMap<SetId, GroupId> = FxHashMap::default();
        let mut group_sets = Vec::new();
        let mut group_of = Vec::with_capacity(claims.len());
        for claim in claims {
            let group = *ids.entry(claim.services).or_insert_with(|| {
                group_sets.push(claim.services);
                GroupId(crate::source::offset(group_sets.len() - 1))
            });
            group_of.push(group);
        }
        let everything = ids.get(&dimensions.all_services).copied();
        let mut lying: Vec<(u32, GroupId)> = Vec::new();
        for (group, &set) in (0..).map(GroupId).zip(&group_sets) {
            if Some(group) != everything {
                let runs = sets.runs(set);
                lying.extend(runs.iter().flat_map(|&(start, end)| start..end).map(|service| (service, group)));
            }
        }
        let heads: Vec<(u32, ClaimId)> = claims.iter().map(|it| it.head as u32).zip((0..).map(ClaimId)).collect();
        let by_head = Lists::new(HEADS, &heads);
        let group = |id: ClaimId| group_of[id.0 as usize].0;
        let with = |heads: &[Head]| {
            let chosen = heads.iter().flat_map(|&head| by_head.get(head as usize));
            let mut pairs: Vec<(u32, ClaimId)> = chosen.map(|&id| (group(id), id)).collect();
            if heads.len() > 1 {
                pairs.sort_unstable_by_key(|pair| pair.1);
            }
            Lists::new(group_sets.len(), &pairs)
        };
        let by_task = |head: Head| {
            let mut pairs = Vec::new();
            for &id in by_head.get(head as usize) {
                let base = group(id) * crate::source::offset(TASKS);
                pairs.extend(claims[id.0 as usize].tasks.iter().map(|task| (base + task as u32, id)));
            }
            Lists::new(group_sets.len() * TASKS, &pairs)
        };
        Self {
            of_service: Lists::new(dimensions.services.len(), &lying),
            offers: with(&[Head::Offer]),
            responsible: by_task(Head::Responsible),
            accountable: by_task(Head::Accountable),
            allows: with(&[Head::Allow]),
            forbids: with(&[Head::Forbid]),
            handovers: with(&[Head::Handover]),
            mandates: with(&[Head::Mandate, Head::Delegate]),
            sets: group_sets,
            ids,
            everything,
            by_head,
        }
    }

    /// The groups that a service lies in.
    pub fn of(&self, service: u32) -> impl Iterator<Item = GroupId> + '_ {
        self.of_service.get(service as usize).iter().copied().chain(self.everything)
    }

    /// The claims of all statements with this head, in order.
    pub fn with_head(&self, head: Head) -> &[ClaimId] {
        self.by_head.get(head as usize)
    }

    pub fn group(&self, services: SetId) -> Option<GroupId> {
        self.ids.get(&services).copied()
    }

    pub fn len(&self) -> usize {
        self.sets.len()
    }

    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    pub fn offers(&self, group: GroupId) -> &[ClaimId] {
        self.offers.get(group.0 as usize)
    }

    /// The claims that say who is responsible or accountable for a task.
    pub fn holders(&self, head: Head, group: GroupId, task: Task) -> &[ClaimId] {
        let lists = if head == Head::Accountable { &self.accountable } else { &self.responsible };
        lists.get(group.0 as usize * TASKS + task as usize)
    }

    pub fn allows(&self, group: GroupId) -> &[ClaimId] {
        self.allows.get(group.0 as usize)
    }

    pub fn forbids(&self, group: GroupId) -> &[ClaimId] {
        self.forbids.get(group.0 as usize)
    }

    pub fn handovers(&self, group: GroupId) -> &[ClaimId] {
        self.handovers.get(group.0 as usize)
    }

    pub fn mandates(&self, group: GroupId) -> &[ClaimId] {
        self.mandates.get(group.0 as usize)
    }

    /// The groups that share a service with this set: each once, in order.
    pub fn meeting(&self, sets: &Sets, services: SetId) -> Vec<GroupId> {
        if let Some(service) = sets.only(services) {
            return self.of(service).collect();
        }
        let runs = sets.runs(services);
        if sets.len(services) as usize * 4 > self.sets.len() {
            let groups = (0..).map(GroupId).zip(&self.sets);
            return groups.filter(|(_, set)| !sets.disjoint(**set, services)).map(|(group, _)| group).collect();
        }
        let services = runs.iter().flat_map(|&(start, end)| start..end);
        let mut out: Vec<GroupId> = services.flat_map(|it| self.of(it)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}
