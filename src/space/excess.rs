//! Rights to write that no task asks for.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::model::words::Tasks;
use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::groups::GroupId;
use super::region::RegionId;
use super::set::SetId;

/// Up to this many services the needs about them are tried one by one; of more they are looked at in bundles.
const FEW: u32 = 16;

/// Needs that are for the same tasks, with all services and places that they speak of.
struct Bundle {
    tasks: Tasks,
    services: SetId,
    region: RegionId,
    needs: Vec<ClaimId>,
}

/// The needs of a policy, by where they are found.
#[derive(Default)]
struct Needs {
    by_group: FxHashMap<GroupId, Vec<ClaimId>>,
    by_key: FxHashMap<u32, Vec<ClaimId>>,
    /// By keys and services; made when first asked for.
    bundles: FxHashMap<(SetId, SetId), Rc<[Bundle]>>,
}

impl Space<'_> {
    /// `allow`s with effective cells to write, of which no need of a task asks for any that a unit around (or the unit itself)
    /// is responsible for. Nothing where the policy states no need.
    pub fn excess_rights(&self) -> Vec<ClaimId> {
        let writing = self.writing_keys(self.dimensions.all_fields);
        if !self.model.ast.statements.iter().any(|it| it.head == Head::Need && it.expect.is_none()) {
            return Vec::new();
        }
        let mut needs = Needs::default();
        for (id, claim) in self.claims_with(Head::Need) {
            let group = self.groups.group(claim.services).expect("every claim has a group");
            needs.by_group.entry(group).or_default().push(id);
            for key in self.sets.members(self.sets.intersection(self.right_chunk(id).keys, writing)) {
                needs.by_key.entry(key).or_default().push(id);
            }
        }
        let mut out = Vec::new();
        let allows = &self.rights().allows;
        for of_statement in allows.chunk_by(|&a, &b| self.claim(a).statement == self.claim(b).statement) {
            let given: Vec<Chunk> = of_statement
                .iter()
                .flat_map(|&allow| self.part(allow, self.dimensions.all_units, writing, None))
                .collect();
            if !given.is_empty() && !given.iter().any(|&chunk| self.is_asked(chunk, &mut needs)) {
                out.push(of_statement[0]);
            }
        }
        out
    }

    fn is_asked(&self, given: Chunk, needs: &mut Needs) -> bool {
        let asked_by = |id: ClaimId| self.both(given, Chunk { units: given.units, ..self.right_chunk(id) });
        if self.sets.len(given.services) <= FEW {
            let groups = self.groups.meeting(&self.sets, given.services);
            let mut needs = groups.iter().filter_map(|group| needs.by_group.get(group)).flatten();
            return needs.any(|&id| asked_by(id).is_some_and(|both| self.is_held(both, self.claim(id))));
        }
        let bundles = self.bundles(given.keys, given.services, needs);
        let families = self.families(given.units);
        bundles.iter().any(|bundle| {
            if self.regions.disjoint(&self.sets, given.region, bundle.region) {
                return false;
            }
            let held = families.iter().filter_map(|unit| self.links().holdings.get(unit)).flatten();
            let holders: Vec<&Claim> = held
                .map(|&id| self.claim(id))
                .filter(|holder| {
                    holder.tasks.overlaps(bundle.tasks)
                        && !self.sets.disjoint(holder.services, bundle.services)
                        && !self.regions.disjoint(&self.sets, holder.region, bundle.region)
                })
                .collect();
            // All needs of a bundle are for the same tasks.
            let is_held = |both: Chunk| holders.iter().any(|holder| self.shares_cells(both, holder));
            !holders.is_empty() && bundle.needs.iter().any(|&id| asked_by(id).is_some_and(is_held))
        })
    }

    /// Whether a claim is about some of these cells, which exist.
    fn shares_cells(&self, cells: Chunk, claim: &Claim) -> bool {
        let services = self.sets.intersection(cells.services, claim.services);
        let region = self.regions.intersection(&self.sets, cells.region, claim.region);
        !region.is_empty() && self.has_cells(services, region)
    }

    /// Units, and all units around them.
    fn families(&self, units: SetId) -> Vec<u32> {
        let mut out = self.sets.list(units);
        let mut at = 0;
        while at < out.len() {
            out.extend(self.model.units[out[at] as usize].thing.parent.filter(|it| !self.sets.has(units, *it)));
            at += 1;
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The needs that ask for some of these keys of some of these services.
    fn bundles(&self, keys: SetId, services: SetId, needs: &mut Needs) -> Rc<[Bundle]> {
        if let Some(known) = needs.bundles.get(&(keys, services)) {
            return Rc::clone(known);
        }
        let found = self.sets.members(keys).filter_map(|key| needs.by_key.get(&key));
        let mut found: Vec<ClaimId> = found.flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|&id| !self.sets.disjoint(self.claim(id).services, services));
        let mut by_tasks: FxHashMap<u32, Vec<ClaimId>> = FxHashMap::default();
        for id in found {
            let tasks = self.claim(id).tasks.iter().fold(0, |all, task| all | 1 << task as u32);
            by_tasks.entry(tasks).or_default().push(id);
        }
        let bundle = |needs: Vec<ClaimId>| {
            let runs = needs.iter().flat_map(|&id| self.sets.runs(self.claim(id).services).to_vec());
            let mut regions: Vec<RegionId> = needs.iter().map(|&id| self.claim(id).region).collect();
            regions.sort_unstable();
            regions.dedup();
            let region = regions.iter().fold(RegionId::EMPTY, |all, &it| self.regions.union(&self.sets, all, it));
            Bundle { tasks: self.claim(needs[0]).tasks, services: self.sets.from_runs(runs.collect()), region, needs }
        };
        let mut by_tasks: Vec<(u32, Vec<ClaimId>)> = by_tasks.into_iter().collect();
        by_tasks.sort_unstable_by_key(|&(tasks, _)| tasks);
        let made: Rc<[Bundle]> = by_tasks.into_iter().map(|(_, needs)| bundle(needs)).collect();
        needs.bundles.insert((keys, services), Rc::clone(&made));
        made
    }

    /// Whether a unit of some cells, or one around it, is responsible there for a task of a need.
    fn is_held(&self, cells: Chunk, need: &Claim) -> bool {
        let is_inside = |unit: u32| !self.sets.disjoint(cells.units, self.dimensions.subtree_sets[unit as usize]);
        self.groups.meeting(&self.sets, cells.services).into_iter().any(|group| {
            need.tasks.iter().any(|task| {
                self.responsible_near(group, task, cells.region).iter().any(|&id| {
                    let holder = self.claim(id);
                    self.sets.members(holder.units).any(is_inside) && self.shares_cells(cells, holder)
                })
            })
        })
    }
}
