//! Who holds the same cells: pairs of unrelated units that two statements give the same task.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::model::words::{Task, Tasks};
use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::meetings::Meetings;
use super::region::RegionId;
use super::set::SetId;

/// Cells that two unrelated units both hold, and the claims that say so.
#[derive(Debug, Default)]
pub struct Overlap {
    /// Disjoint or not; keys are tasks or rights.
    pub chunks: Vec<Chunk>,
    pub claims: Vec<ClaimId>,
}

/// Who overlaps with whom.
#[derive(Debug, Default)]
pub struct Overlaps {
    /// By their two units, the smaller id first.
    pub pairs: BTreeMap<(u32, u32), Overlap>,
    /// There are more pairs than `pairs` of `[limits]`, which were not looked for any further: a claim of the first one left out.
    pub more: Option<ClaimId>,
}

/// Pairs of units, and which claims of theirs meet over which key.
type Raw = BTreeMap<(u32, u32), Vec<(ClaimId, ClaimId, u32)>>;

/// How many pairs of units two statements may give one by one.
const PAIRS: usize = 64;

impl Space<'_> {
    /// Whether one unit is nested in the other, or they are the same.
    pub fn related(&self, a: u32, b: u32) -> bool {
        let within = |inner: u32, outer: u32| outer <= inner && inner < self.model.units[outer as usize].thing.end;
        within(a, b) || within(b, a)
    }

    /// Unrelated pairs of a unit of `a` and a unit of `b`, neither of which the other names as well; at most [`PAIRS`] and one.
    fn unrelated(&self, a: ClaimId, b: ClaimId) -> Vec<(u32, u32)> {
        let (a, b) = (self.claim(a), self.claim(b));
        if a.units == b.units || a.statement == b.statement {
            return Vec::new();
        }
        let left = self.sets.list(self.sets.difference(a.units, b.reach));
        let right = self.sets.list(self.sets.difference(b.units, a.reach));
        let pairs = left.iter().flat_map(|&one| right.iter().map(move |&two| (one.min(two), one.max(two))));
        pairs.filter(|&(one, two)| !self.related(one, two)).take(PAIRS + 1).collect()
    }

    /// Which unrelated units' claims meet, and a claim of the first pair too many.
    fn pairs(&self, meetings: &Meetings<'_>) -> (Raw, Option<ClaimId>) {
        let most = self.settings.limits.pairs;
        let (mut raw, mut more) = (Raw::new(), None);
        // Whether all were looked at is told by `more`.
        let _ = meetings.each(&mut |key, a, b| {
            for (at, pair) in self.unrelated(a, b).into_iter().enumerate() {
                if at == PAIRS || raw.len() == most && !raw.contains_key(&pair) {
                    more.get_or_insert(a);
                    return if at == PAIRS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
                }
                raw.entry(pair).or_default().push((a, b, key));
            }
            ControlFlow::Continue(())
        });
        for meetings in raw.values_mut() {
            meetings.sort_unstable();
            meetings.dedup();
        }
        (raw, more)
    }

    /// The overlaps of pairs whose claims meet, of which `cells` says where they do, given the keys of two claims.
    pub(super) fn overlaps_of(
        &self,
        meetings: &Meetings<'_>,
        cells: impl Fn((u32, u32), ClaimId, ClaimId, &[u32]) -> Vec<Chunk>,
    ) -> Overlaps {
        let (raw, more) = self.pairs(meetings);
        let mut pairs = BTreeMap::new();
        for (pair, meetings) in raw {
            let mut overlap = Overlap::default();
            for same in meetings.chunk_by(|one, two| (one.0, one.1) == (two.0, two.1)) {
                let (a, b, _) = same[0];
                let keys: Vec<u32> = same.iter().map(|&(_, _, key)| key).collect();
                let chunks = cells(pair, a, b, &keys);
                if !chunks.is_empty() {
                    overlap.chunks.extend(chunks);
                    overlap.claims.extend([a, b]);
                }
            }
            if !overlap.chunks.is_empty() {
                overlap.claims.sort_unstable();
                overlap.claims.dedup();
                pairs.insert(pair, overlap);
            }
        }
        Overlaps { pairs, more }
    }

    /// Unrelated units that hold the same task of the same offered cells, stated jointly nowhere.
    pub fn overlaps(&self, head: Head, tasks: Tasks) -> Overlaps {
        let holding = self.claims_with(head);
        let given = holding.map(|(id, claim)| {
            let given = claim.tasks.iter().filter(|&task| tasks.has(task));
            (id, given.map(|task| task as u32).collect())
        });
        let meetings = Meetings::new(self, given);
        self.overlaps_of(&meetings, |pair, a, b, tasks| {
            tasks.iter().flat_map(|&task| self.overlap_of(head, task, a, b, pair)).collect()
        })
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

    fn overlap_of(&self, head: Head, key: u32, a: ClaimId, b: ClaimId, pair: (u32, u32)) -> Vec<Chunk> {
        let (a, b) = (self.claim(a), self.claim(b));
        let task = Task::ALL[key as usize];
        let chunk = Chunk {
            units: self.sets.from_members([pair.0, pair.1]),
            keys: self.sets.run(key, key + 1),
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
