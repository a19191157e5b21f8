//! Who holds the same cells: pairs of unrelated units that two statements give the same task.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::words::{Task, Tasks};
use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::groups::GroupId;
use super::region::RegionId;
use super::set::SetId;

/// Cells that two unrelated units both hold, and the claims that say so.
#[derive(Debug, Default)]
pub struct Overlap {
    /// Disjoint or not; keys are tasks or rights.
    pub chunks: Vec<Chunk>,
    pub claims: Vec<ClaimId>,
}

/// Overlaps by their two units, the smaller id first.
pub type Overlaps = BTreeMap<(u32, u32), Overlap>;

/// Two claims that give the same task over regions that meet.
type Meeting = (Task, ClaimId, ClaimId);

/// How many pairs of units two statements may give one by one; beyond it only the first pairs are told.
const PAIRS: usize = 64;

impl Space<'_> {
    /// Whether one unit is nested in the other, or they are the same.
    pub fn related(&self, a: u32, b: u32) -> bool {
        let within = |inner: u32, outer: u32| outer <= inner && inner < self.model.units[outer as usize].thing.end;
        within(a, b) || within(b, a)
    }

    /// Unrelated pairs of a unit of `a` and a unit of `b`, neither of which the other names as well.
    pub(super) fn unrelated(&self, a: ClaimId, b: ClaimId) -> Vec<(u32, u32)> {
        let (a, b) = (self.claim(a), self.claim(b));
        if a.units == b.units || a.statement == b.statement {
            return Vec::new();
        }
        let left = self.sets.members(self.sets.difference(a.units, b.reach));
        let right = self.sets.members(self.sets.difference(b.units, a.reach));
        let pairs = left.iter().flat_map(|&one| right.iter().map(move |&two| (one.min(two), one.max(two))));
        pairs.filter(|&(one, two)| !self.related(one, two)).take(PAIRS).collect()
    }

    /// The pairs of groups that share a service, each once; a group is paired with itself too.
    pub(super) fn group_pairs(&self) -> Vec<(GroupId, GroupId)> {
        self.group_pairs_where(|_| true)
    }

    /// The same among some groups.
    fn group_pairs_where(&self, is: impl Fn(GroupId) -> bool) -> Vec<(GroupId, GroupId)> {
        let mut seen = FxHashSet::default();
        let mut pairs = Vec::new();
        let mut groups: Vec<GroupId> = Vec::new();
        for service in self.service_leaves() {
            groups.clear();
            groups.extend(self.groups.of(service).filter(|&group| is(group)));
            for (at, &one) in groups.iter().enumerate() {
                for &two in &groups[at..] {
                    let pair = (one.min(two), one.max(two));
                    if seen.insert(pair) {
                        pairs.push(pair);
                    }
                }
            }
        }
        pairs
    }

    /// Unrelated units that hold the same task of the same offered cells, stated jointly nowhere.
    pub fn overlaps(&self, head: Head, tasks: Tasks) -> Overlaps {
        let mut raw: BTreeMap<(u32, u32), Vec<Meeting>> = BTreeMap::new();
        let holds: Vec<bool> = (0..self.groups.len())
            .map(|group| GroupId(crate::source::offset(group)))
            .map(|group| tasks.iter().any(|task| !self.groups.holders(head, group, task).is_empty()))
            .collect();
        for (one, two) in self.group_pairs_where(|group| holds[group.0 as usize]) {
            for task in tasks.iter() {
                self.meeting_claims(head, task, one, two, &mut |a, b| {
                    for pair in self.unrelated(a, b) {
                        raw.entry(pair).or_default().push((task, a, b));
                    }
                });
            }
        }
        let mut out = Overlaps::new();
        for ((one, two), meetings) in raw {
            let mut overlap = Overlap::default();
            for (task, a, b) in meetings {
                let chunks = self.overlap_of(head, task, a, b, (one, two));
                if !chunks.is_empty() {
                    overlap.chunks.extend(chunks);
                    overlap.claims.extend([a, b]);
                }
            }
            if !overlap.chunks.is_empty() {
                overlap.claims.sort_unstable();
                overlap.claims.dedup();
                out.insert((one, two), overlap);
            }
        }
        out
    }

    /// Calls back for every two claims of the groups that give the task over regions that meet.
    fn meeting_claims(
        &self,
        head: Head,
        task: Task,
        one: GroupId,
        two: GroupId,
        found: &mut dyn FnMut(ClaimId, ClaimId),
    ) {
        let left = self.groups.holders(head, one, task);
        if one == two {
            self.meeting_within(left, found);
            return;
        }
        let right = self.groups.holders(head, two, task);
        if left.is_empty() || right.is_empty() {
            return;
        }
        let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
        let many_group = if left.len() <= right.len() { two } else { one };
        let all = self.group_covers(head, many_group, task);
        for &a in few {
            let region = self.claim(a).region;
            if self.regions.disjoint(&self.sets, region, all) {
                continue;
            }
            for &b in many {
                if !self.regions.disjoint(&self.sets, region, self.claim(b).region) {
                    found(a.min(b), a.max(b));
                }
            }
        }
    }

    /// The region over which a claim's statement names both units of a pair (in `side`), the first in this claim. They may stand
    /// in different claims of it, because they exist at different times.
    pub(super) fn joint(&self, id: ClaimId, pair: (u32, u32), side: fn(&Claim) -> SetId) -> Option<RegionId> {
        let claim = self.claim(id);
        if !self.sets.has(side(claim), pair.0) {
            return None;
        }
        let others = self.claims_of(claim.statement).iter().filter(|it| self.sets.has(side(it), pair.1));
        let theirs = others.fold(RegionId::EMPTY, |all, it| self.regions.union(&self.sets, all, it.region));
        let region = self.regions.intersection(&self.sets, claim.region, theirs);
        (!region.is_empty()).then_some(region)
    }

    /// The same within one list. Claims of the same units never overlap, so they are passed over together.
    fn meeting_within(&self, claims: &[ClaimId], found: &mut dyn FnMut(ClaimId, ClaimId)) {
        let mut seen = RegionId::EMPTY;
        let mut by_units: Vec<(SetId, RegionId, Vec<ClaimId>)> = Vec::new();
        let mut known: FxHashMap<SetId, usize> = FxHashMap::default();
        for &a in claims {
            let (units, region) = (self.claim(a).units, self.claim(a).region);
            if !self.regions.disjoint(&self.sets, region, seen) {
                for (others, over, list) in &by_units {
                    if *others == units || self.regions.disjoint(&self.sets, region, *over) {
                        continue;
                    }
                    for &b in list {
                        if !self.regions.disjoint(&self.sets, region, self.claim(b).region) {
                            found(b, a);
                        }
                    }
                }
            }
            if claims.len() == 1 {
                return;
            }
            seen = self.regions.union(&self.sets, seen, region);
            let at = *known.entry(units).or_insert_with(|| {
                by_units.push((units, RegionId::EMPTY, Vec::new()));
                by_units.len() - 1
            });
            by_units[at].1 = self.regions.union(&self.sets, by_units[at].1, region);
            by_units[at].2.push(a);
        }
    }

    fn overlap_of(&self, head: Head, task: Task, a: ClaimId, b: ClaimId, pair: (u32, u32)) -> Vec<Chunk> {
        let (a, b) = (self.claim(a), self.claim(b));
        let chunk = Chunk {
            units: self.sets.from_members([pair.0, pair.1]),
            keys: self.sets.run(task as u32, task as u32 + 1),
            services: self.sets.intersection(a.services, b.services),
            region: self.regions.intersection(&self.sets, a.region, b.region),
        };
        let mut chunks = vec![chunk];
        for group in self.groups.meeting(&self.sets, chunk.services) {
            for &id in self.groups.holders(head, group, task) {
                if let Some(joint) = self.joint(id, pair, |claim| claim.units) {
                    let services = self.claim(id).services;
                    self.subtract(&mut chunks, Chunk { services, region: joint, ..chunk });
                }
            }
        }
        self.within_offers(&chunks)
    }
}
