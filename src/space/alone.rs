//! Teams that do a case from the first question to the last step without anybody else looking.

use rustc_hash::FxHashSet;

use crate::model::words::{Operations, Task, Tasks, Trait, UnitKind};
use crate::syntax::ast::Head;

use super::Space;
use super::block::Block;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::handovers::held_by;
use super::set::SetId;

/// The tasks that a team holds alone.
const WHOLE: [Task; 3] = [Task::Inform, Task::Decide, Task::Deliver];

/// A team alone: where, the statements that make it responsible, and the rights without `four-eyes`.
#[derive(Debug)]
pub struct Alone {
    pub block: Block,
    pub claims: Vec<ClaimId>,
    pub rights: Vec<ClaimId>,
}

impl Space<'_> {
    /// Offered cells in which a team alone informs, decides and delivers, and may write what `four-eyes` do not guard.
    pub fn lone_teams(&self) -> Vec<Alone> {
        let teams = (0..).zip(&self.model.units).filter(|(_, unit)| unit.kind == Some(UnitKind::Team));
        let teams: Vec<u32> = teams.map(|(id, _)| id).collect();
        let set = self.sets.from_members(teams.iter().copied());
        if set.is_empty() {
            return Vec::new();
        }
        let mut chunks: Vec<(u32, Chunk)> = Vec::new();
        for service in self.decided_by(set) {
            let [informs, decides, delivers] = WHOLE.map(|task| self.holders_of(service, task.bit()));
            for &(unit, region) in &decides {
                let held = self.sets.has(set, unit).then(|| (held_by(&informs, unit), held_by(&delivers, unit)));
                let Some((Some(inform), Some(deliver))) = held else { continue };
                let mut region = self.regions.intersection(&self.sets, region, inform);
                region = self.regions.intersection(&self.sets, region, deliver);
                for holders in [&informs, &decides, &delivers] {
                    for &(other, over) in holders {
                        if !region.is_empty() && !self.related(unit, other) {
                            region = self.regions.difference(&self.sets, region, over);
                        }
                    }
                }
                if !region.is_empty() {
                    let chunk = self.task_chunk(Task::Decide, service, region);
                    chunks.push((unit, Chunk { units: self.dimensions.unit_sets[unit as usize], ..chunk }));
                }
            }
        }
        chunks.sort_by_key(|&(unit, _)| unit);
        let mut out = Vec::new();
        for own in chunks.chunk_by(|a, b| a.0 == b.0) {
            let chunks: Vec<Chunk> = own.iter().map(|&(_, chunk)| chunk).collect();
            self.unguarded(own[0].0, &chunks, &mut out);
        }
        out
    }

    /// Services with a decision that some of these units take, inform about and deliver.
    fn decided_by(&self, units: SetId) -> Vec<u32> {
        let mut marks = vec![Tasks::NONE; self.dimensions.services.len()];
        let mut seen = FxHashSet::default();
        let whole: Tasks = WHOLE.into_iter().collect();
        for (_, claim) in self.claims_with(Head::Responsible) {
            let tasks = claim.tasks.and(whole);
            if !tasks.is_empty() && !self.sets.disjoint(claim.units, units) && seen.insert((claim.services, tasks)) {
                for &(start, end) in self.sets.runs(claim.services).iter() {
                    marks[start as usize..end as usize].iter_mut().for_each(|mark| *mark = mark.or(tasks));
                }
            }
        }
        let decides = |service: u32| self.offers.process[service as usize].has(Task::Decide);
        (0..).zip(&marks).filter(|&(service, mark)| *mark == whole && decides(service)).map(|(id, _)| id).collect()
    }

    /// The cells of a team in which it may write a decision without `four-eyes`; or, where it may write none, other data of tier
    /// 3 or 4 and nothing with `four-eyes`.
    fn unguarded(&self, unit: u32, alone: &[Chunk], out: &mut Vec<Alone>) {
        let decisions = (0..).zip(&self.model.fields).filter(|(_, field)| field.traits.has(Trait::Decision));
        let decisions = self.sets.from_members(decisions.map(|(id, _)| id));
        let decisions = self.keys_of(Operations::WRITE, decisions);
        let writing = self.writing_keys(self.dimensions.all_fields);
        let services = alone.iter().fold(SetId::EMPTY, |all, chunk| self.sets.union(all, chunk.services));
        let units = self.dimensions.unit_sets[unit as usize];
        // What remains to be explained, what is written without four eyes, and the rights that say so.
        let mut rest = alone.to_vec();
        let (mut found, mut loose) = (Vec::new(), Vec::new());
        let given = |allow: ClaimId, keys: SetId| {
            let all = self.rights().effective(allow).iter();
            let some = all.filter(move |it| self.sets.has(it.units, unit) && !self.sets.disjoint(it.keys, keys));
            some.map(|it| Chunk { units, keys: alone[0].keys, ..*it }).collect::<Vec<_>>()
        };
        let allows = self.allows_of(unit, services);
        let is_guarded = |allow: ClaimId| self.guards(allow).four_eyes;
        for &allow in &allows {
            for cells in given(allow, decisions) {
                let here: Vec<Chunk> = alone.iter().filter_map(|&it| self.both(it, cells)).collect();
                if !here.is_empty() && !is_guarded(allow) {
                    found.extend(here);
                    loose.push(allow);
                }
                self.subtract(&mut rest, cells);
            }
        }
        for &allow in allows.iter().filter(|&&allow| is_guarded(allow)) {
            for cells in given(allow, writing) {
                self.subtract(&mut rest, cells);
            }
        }
        for &allow in allows.iter().filter(|&&allow| !is_guarded(allow)) {
            for cells in given(allow, self.weighty_keys()) {
                let here: Vec<Chunk> = rest.iter().filter_map(|&it| self.both(it, cells)).collect();
                if !here.is_empty() {
                    found.extend(here);
                    loose.push(allow);
                }
            }
        }
        loose.sort_unstable();
        loose.dedup();
        let tasks: Tasks = WHOLE.into_iter().collect();
        let keys = super::dimensions::Dimensions::tasks(&self.sets, tasks);
        let found: Vec<Chunk> = found.into_iter().map(|chunk| Chunk { keys, ..chunk }).collect();
        for block in self.task_blocks(&found) {
            let mut claims = self.claims_meeting(Head::Responsible, block);
            claims.retain(|&id| self.sets.has(self.claim(id).units, unit));
            let rights = self.claims_among(&loose, block);
            out.push(Alone { block, claims, rights });
        }
    }
}
