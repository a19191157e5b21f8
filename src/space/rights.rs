//! Rights: every `allow` less what a `forbid` takes away, found by unit and by service.

use rustc_hash::FxHashMap;

use crate::model::words::{Operation, Operations, Task};
use crate::syntax::ast::Head;

use super::Space;
use super::block::{Axis, Block};
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::groups::GroupId;
use super::meetings::Meetings;
use super::overlaps::Overlaps;
use super::set::SetId;

/// Up to this many units an `allow` is found at each of them; a wider one is tried for every unit.
const NARROW: u32 = 32;

/// Of more `allow`s of a unit only those about the data in question are tried.
const MANY: usize = 16;

/// The effective rights of a policy.
#[derive(Debug)]
pub struct Rights {
    /// For every claim that is an `allow`, by claim number: what is left of it.
    effective: FxHashMap<ClaimId, Vec<Chunk>>,
    by_unit: FxHashMap<u32, Vec<ClaimId>>,
    by_unit_and_group: FxHashMap<(u32, GroupId), Vec<ClaimId>>,
    /// Those of many units, by their units.
    wide: Vec<(SetId, Vec<ClaimId>)>,
    /// All `allow` claims, in order.
    pub allows: Vec<ClaimId>,
}

/// Cells that lack a right: whose task needs it, and the `need` that says so.
#[derive(Debug)]
pub struct Missing {
    pub need: ClaimId,
    pub holder: ClaimId,
    pub task: Task,
    /// One unit; keys are rights; only offered cells.
    pub chunks: Vec<Chunk>,
}

impl Rights {
    pub(super) fn new(space: &Space<'_>) -> Self {
        let allows: Vec<ClaimId> = space.groups.with_head(Head::Allow).to_vec();
        let mut out = Self {
            effective: FxHashMap::default(),
            by_unit: FxHashMap::default(),
            by_unit_and_group: FxHashMap::default(),
            wide: Vec::new(),
            allows,
        };
        let mut wide: FxHashMap<SetId, usize> = FxHashMap::default();
        for &id in &out.allows {
            let chunk = space.right_chunk(id);
            let mut left = vec![chunk];
            for forbid in space.about(Head::Forbid, space.claim(id).fields, chunk.services) {
                space.subtract(&mut left, space.right_chunk(forbid));
            }
            left.retain(|chunk| space.has_cells(chunk.services, chunk.region));
            out.effective.insert(id, left);
            if space.sets.len(chunk.units) > NARROW {
                let at = *wide.entry(chunk.units).or_insert_with(|| {
                    out.wide.push((chunk.units, Vec::new()));
                    out.wide.len() - 1
                });
                out.wide[at].1.push(id);
                continue;
            }
            let group = space.groups.group(chunk.services).expect("every claim has a group");
            for unit in space.sets.members(chunk.units) {
                out.by_unit.entry(unit).or_default().push(id);
                out.by_unit_and_group.entry((unit, group)).or_default().push(id);
            }
        }
        out
    }

    /// What is left of an `allow` after all `forbid`s: disjoint chunks, units with all nested in them.
    pub fn effective(&self, allow: ClaimId) -> &[Chunk] {
        self.effective.get(&allow).map_or(&[], Vec::as_slice)
    }
}

impl Space<'_> {
    /// The cells of a right or need: its units with all nested in them, and its operations × fields as keys.
    pub fn right_chunk(&self, id: ClaimId) -> Chunk {
        let claim = self.claim(id);
        Chunk { units: claim.reach, keys: self.right_keys(claim), services: claim.services, region: claim.region }
    }

    fn right_keys(&self, claim: &Claim) -> SetId {
        self.keys_of(claim.operations, claim.fields)
    }

    /// Operations × fields as keys; remembered.
    pub fn keys_of(&self, operations: Operations, fields: SetId) -> SetId {
        let key = (operations, fields);
        if let Some(&known) = self.known_keys.borrow().get(&key) {
            return known;
        }
        let keys = self.dimensions.keys(&self.sets, operations, fields);
        self.known_keys.borrow_mut().insert(key, keys);
        keys
    }

    /// The keys of writing operations on a set of fields.
    pub fn writing_keys(&self, fields: SetId) -> SetId {
        self.keys_of(Operations::WRITE, fields)
    }

    /// The `allow`s that may give a unit something for these services.
    pub fn allows_of(&self, unit: u32, services: SetId) -> Vec<ClaimId> {
        let rights = self.rights();
        let mut out = Vec::new();
        let narrow = rights.by_unit.get(&unit).map_or(&[][..], Vec::as_slice);
        if narrow.len() > 8 && self.sets.len(services) <= 4 {
            for group in self.groups.meeting(&self.sets, services) {
                out.extend(rights.by_unit_and_group.get(&(unit, group)).into_iter().flatten().copied());
            }
        } else {
            out.extend_from_slice(narrow);
        }
        let narrow = out.len();
        for (_, allows) in rights.wide.iter().filter(|(units, _)| self.sets.has(*units, unit)) {
            out.extend_from_slice(allows);
        }
        out[narrow..].sort_unstable();
        out
    }

    /// Those that may give it something about these fields.
    fn allows_about(&self, unit: u32, fields: SetId, services: SetId) -> Vec<ClaimId> {
        let mut out = self.allows_of(unit, services);
        if out.len() > MANY {
            out = self.about(Head::Allow, fields, services);
            out.retain(|&id| self.sets.has(self.claim(id).reach, unit));
        }
        out
    }

    /// The fields of some rights.
    fn fields_of(&self, keys: SetId) -> SetId {
        let parts = self.dimensions.operations_and_fields(&self.sets, keys);
        parts.into_iter().fold(SetId::EMPTY, |all, (_, fields)| self.sets.union(all, fields))
    }

    /// Needs that a responsible unit cannot meet, in offered cells.
    pub fn missing_rights(&self) -> Vec<Missing> {
        let mut out = Vec::new();
        for (need, claim) in self.claims_with(Head::Need) {
            let keys = self.right_keys(claim);
            for group in self.groups.meeting(&self.sets, claim.services) {
                for task in claim.tasks.iter() {
                    for &holder in self.responsible_near(group, task, claim.region).iter() {
                        self.missing_of(need, claim, keys, holder, task, &mut out);
                    }
                }
            }
        }
        out
    }

    fn missing_of(
        &self,
        need: ClaimId,
        claim: &Claim,
        keys: SetId,
        holder: ClaimId,
        task: Task,
        out: &mut Vec<Missing>,
    ) {
        let held = self.claim(holder);
        if self.regions.disjoint(&self.sets, claim.region, held.region) {
            return;
        }
        let services = self.sets.intersection(claim.services, held.services);
        let region = self.regions.intersection(&self.sets, claim.region, held.region);
        for unit in self.sets.members(held.units) {
            let mut left = vec![Chunk { units: self.dimensions.unit_sets[unit as usize], keys, services, region }];
            for allow in self.allows_about(unit, claim.fields, services) {
                for &given in self.rights().effective(allow) {
                    self.subtract(&mut left, given);
                }
                if left.is_empty() {
                    break;
                }
            }
            let chunks = self.within_offers(&left);
            if !chunks.is_empty() {
                out.push(Missing { need, holder, task, chunks });
            }
        }
    }

    /// The cells of some rights: units of a block, operations and fields, and where the block is.
    pub fn right_cells(&self, block: Block, operations: Operations, fields: SetId) -> Chunk {
        let (units, services) = (block.get(Axis::Unit), block.get(Axis::Service));
        Chunk { units, keys: self.keys_of(operations, fields), services, region: self.block_region(block) }
    }

    /// The statements that forbid some of these cells, in order.
    pub fn forbids_of(&self, cells: Chunk) -> Vec<ClaimId> {
        let mut out = self.about(Head::Forbid, self.fields_of(cells.keys), cells.services);
        out.retain(|&id| self.both(self.right_chunk(id), cells).is_some());
        out
    }

    /// The operations and fields of a block.
    pub fn keys_of_block(&self, block: Block) -> SetId {
        let operations = self.sets.members(block.get(Axis::Operation)).map(|it| Operation::ALL[it as usize]);
        self.keys_of(operations.collect(), block.get(Axis::Field))
    }

    /// Whether all these cells would be allowed if nothing were forbidden.
    pub fn is_allowed_at_first(&self, cells: Chunk) -> bool {
        let allows = self.about(Head::Allow, self.fields_of(cells.keys), cells.services);
        let mut left = vec![cells];
        for allow in allows {
            self.subtract(&mut left, self.right_chunk(allow));
        }
        left.is_empty()
    }

    /// Unrelated units, named in different statements, with the same effective writing right on fields of `fields`.
    pub fn writers(&self, fields: SetId) -> Overlaps {
        let keys = self.writing_keys(fields);
        let given = self.rights().allows.iter().map(|&id| {
            let given = self.sets.intersection(self.right_chunk(id).keys, keys);
            (id, self.sets.list(given))
        });
        let meetings = Meetings::new(self, given.filter(|(_, keys)| !keys.is_empty()));
        self.overlaps_of(&meetings, |pair, a, b, keys| {
            self.writers_of(a, b, pair, self.sets.from_members(keys.iter().copied()))
        })
    }

    /// The cells in which one unit has what the first statement gives, the other what the second gives, and no statement
    /// gives both.
    fn writers_of(&self, a: ClaimId, b: ClaimId, pair: (u32, u32), keys: SetId) -> Vec<Chunk> {
        let units = self.sets.from_members([pair.0, pair.1]);
        let first_is_of_a = self.sets.has(self.claim(a).reach, pair.0);
        let (of_a, of_b) = if first_is_of_a { pair } else { (pair.1, pair.0) };
        let own = |id: ClaimId, unit: u32| {
            let chunks = self.rights().effective(id).iter().filter(move |it| self.sets.has(it.units, unit));
            chunks.map(|it| Chunk { units, keys: self.sets.intersection(it.keys, keys), ..*it }).collect::<Vec<_>>()
        };
        let right = own(b, of_b);
        let left = own(a, of_a);
        let mut chunks: Vec<Chunk> =
            left.iter().flat_map(|&one| right.iter().filter_map(move |&two| self.both(one, two))).collect();
        let Some(first) = chunks.first() else { return chunks };
        for id in self.allows_of(pair.0, first.services) {
            if let Some(region) = self.joint(id, pair, |claim| claim.reach) {
                self.subtract(&mut chunks, Chunk { units, region, ..self.right_chunk(id) });
            }
        }
        chunks
    }
}
