//! Rights to write that no task asks for.

use std::rc::Rc;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::words::Tasks;
use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::groups::GroupId;
use super::near::ByMembers;
use super::region::RegionId;
use super::set::SetId;

/// Up to this many services the needs about them are tried one by one; of more they are looked at in bundles.
const FEW: u32 = 16;

/// Needs that are for the same tasks, with all services and places that they speak of.
#[derive(Clone)]
struct Bundle {
    tasks: Tasks,
    services: SetId,
    region: RegionId,
    needs: Rc<[ClaimId]>,
}

/// The needs of a policy, by where they are found.
struct Needs {
    by_group: FxHashMap<GroupId, Vec<ClaimId>>,
    /// Those that ask for the same keys; and these, by their places.
    alike: Vec<Vec<ClaimId>>,
    by_keys: ByMembers<usize>,
    /// By their place and services; made when first asked for.
    bundles: FxHashMap<(usize, SetId), Rc<[Bundle]>>,
}

impl Space<'_> {
    /// `allow`s with effective cells to write, of which no need of a task asks for any that a unit around (or the unit itself)
    /// is responsible for. Nothing where the policy states no need, or states one that cannot be read: it may ask for anything.
    pub fn excess_rights(&self) -> Vec<ClaimId> {
        let writing = self.writing_keys(self.dimensions.all_fields);
        let stated = self.model.ast.statements.iter().zip(&self.model.statements);
        let mut stated = stated.filter(|(it, _)| it.head == Head::Need && it.expect.is_none()).peekable();
        if stated.peek().is_none() || stated.any(|(it, resolved)| it.void || resolved.broken) {
            return Vec::new();
        }
        let mut needs = self.needs(writing);
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

    fn needs(&self, writing: SetId) -> Needs {
        let mut by_group: FxHashMap<GroupId, Vec<ClaimId>> = FxHashMap::default();
        let mut alike: IndexMap<SetId, Vec<ClaimId>, FxBuildHasher> = IndexMap::default();
        for (id, claim) in self.claims_with(Head::Need) {
            let group = self.groups.group(claim.services).expect("every claim has a group");
            by_group.entry(group).or_default().push(id);
            alike.entry(self.sets.intersection(self.right_chunk(id).keys, writing)).or_default().push(id);
        }
        let by_keys = alike.keys().enumerate().map(|(at, keys)| (*keys, at)).collect();
        let by_keys = ByMembers::new(&self.sets, by_keys);
        Needs { by_group, alike: alike.into_values().collect(), by_keys, bundles: FxHashMap::default() }
    }

    fn is_asked(&self, given: Chunk, needs: &mut Needs) -> bool {
        let asked_by = |id: ClaimId| self.both(given, Chunk { units: given.units, ..self.right_chunk(id) });
        if self.sets.len(given.services) <= FEW {
            let groups = self.groups.meeting(&self.sets, given.services);
            let mut needs = groups.iter().filter_map(|group| needs.by_group.get(group)).flatten();
            return needs.any(|&id| asked_by(id).is_some_and(|both| self.is_held(both, self.claim(id))));
        }
        let alike: Vec<usize> = needs.by_keys.with_some_of(&self.sets, given.keys).collect();
        let families = self.families(given.units);
        alike.into_iter().flat_map(|at| self.bundles(at, given.services, needs).to_vec()).any(|bundle| {
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

    /// Of needs that ask for the same keys those that are about some of these services.
    fn bundles(&self, at: usize, services: SetId, needs: &mut Needs) -> Rc<[Bundle]> {
        if let Some(known) = needs.bundles.get(&(at, services)) {
            return Rc::clone(known);
        }
        let found = needs.alike[at].iter().copied();
        let found = found.filter(|&id| !self.sets.disjoint(self.claim(id).services, services));
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
            Bundle {
                tasks: self.claim(needs[0]).tasks,
                services: self.sets.from_runs(runs.collect()),
                region,
                needs: needs.into(),
            }
        };
        let mut by_tasks: Vec<(u32, Vec<ClaimId>)> = by_tasks.into_iter().collect();
        by_tasks.sort_unstable_by_key(|&(tasks, _)| tasks);
        let made: Rc<[Bundle]> = by_tasks.into_iter().map(|(_, needs)| bundle(needs)).collect();
        needs.bundles.insert((at, services), Rc::clone(&made));
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
