//! Rights to write that no task asks for.

use rustc_hash::FxHashMap;

use crate::syntax::ast::Head;

use super::Space;
use super::block::Block;
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::groups::GroupId;

impl Space<'_> {
    /// `allow`s with effective cells to write, of which no need of a task asks for any that a unit around (or the unit itself)
    /// is responsible for. Nothing where the policy states no need.
    pub fn excess_rights(&self) -> Vec<ClaimId> {
        if !self.model.ast.statements.iter().any(|it| it.head == Head::Need && it.expect.is_none()) {
            return Vec::new();
        }
        let mut needs: FxHashMap<GroupId, Vec<ClaimId>> = FxHashMap::default();
        for (id, claim) in (0..).map(ClaimId).zip(&self.claims) {
            if claim.head == Head::Need {
                let group = self.groups.group(claim.services).expect("every claim has a group");
                needs.entry(group).or_default().push(id);
            }
        }
        let writing = self.writing_keys(self.dimensions.all_fields);
        let mut out = Vec::new();
        let allows = &self.rights().allows;
        for of_statement in allows.chunk_by(|&a, &b| self.claim(a).statement == self.claim(b).statement) {
            let given =
                of_statement.iter().flat_map(|&allow| self.part(allow, self.dimensions.all_units, writing, None));
            let mut given = given.peekable();
            if given.peek().is_some() && !given.any(|chunk| self.is_asked(chunk, &needs)) {
                out.push(of_statement[0]);
            }
        }
        out
    }

    /// What the statement of an `allow` gives to write, before any `forbid`.
    pub fn written_box(&self, allow: ClaimId) -> Option<Block> {
        let writing = self.writing_keys(self.dimensions.all_fields);
        let mut chunks = self.right_chunks(self.claim(allow).statement);
        for chunk in &mut chunks {
            chunk.keys = self.sets.intersection(chunk.keys, writing);
        }
        self.right_blocks(&chunks).first().copied()
    }

    fn is_asked(&self, given: Chunk, needs: &FxHashMap<GroupId, Vec<ClaimId>>) -> bool {
        let groups = self.groups.meeting(&self.sets, given.services);
        let near = groups.iter().filter_map(|group| needs.get(group)).flatten();
        near.map(|&need| self.claim(need)).any(|need| {
            let asked = Chunk {
                units: given.units,
                keys: self.keys_of(need.operations, need.fields),
                services: need.services,
                region: need.region,
            };
            self.both(given, asked).is_some_and(|both| self.is_held(both, need))
        })
    }

    /// Whether a unit of some cells, or one around it, is responsible there for a task of a need.
    fn is_held(&self, cells: Chunk, need: &Claim) -> bool {
        let is_inside = |unit: u32| !self.sets.disjoint(cells.units, self.dimensions.subtree_sets[unit as usize]);
        self.groups.meeting(&self.sets, cells.services).into_iter().any(|group| {
            need.tasks.iter().any(|task| {
                self.responsible_near(group, task, cells.region).into_iter().any(|id| {
                    let holder = self.claim(id);
                    if !self.sets.members(holder.units).into_iter().any(is_inside) {
                        return false;
                    }
                    let services = self.sets.intersection(cells.services, holder.services);
                    let region = self.regions.intersection(&self.sets, cells.region, holder.region);
                    !region.is_empty() && self.has_cells(services, region)
                })
            })
        })
    }
}
