//! Expectations about rights, prohibitions and needs: over all cells of the box, offered or not.

use super::super::block::{Axis, Block, normalise};
use super::super::chunk::Chunk;
use super::super::claim::{ClaimId, Expected};
use super::super::set::SetId;
use super::{Behind, Lack, Oracle, Unmet, Who, unmet};
use crate::model::Guards;
use crate::syntax::ast::Head;

const RIGHT: &[Axis] =
    &[Axis::Unit, Axis::Operation, Axis::Field, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];
const NO_UNIT: &[Axis] = &[Axis::Operation, Axis::Field, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];
const NEED: &[Axis] =
    &[Axis::Task, Axis::Operation, Axis::Field, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];

/// How many statements are told of.
const FEW: usize = 3;

/// What may lack of a right, in the order in which it is told.
const LACKS: [Lack; 3] = [Lack::Unguarded, Lack::Forbidden, Lack::Whole];

impl Oracle<'_> {
    /// The box of a right for some units, by the times at which its records exist.
    fn boxes(&self, expected: &Expected, units: SetId) -> Vec<Chunk> {
        let parts = expected.parts.iter();
        let chunks = parts.map(|&(fields, region)| Chunk {
            units,
            keys: self.space.keys_of(expected.operations, fields),
            services: expected.services,
            region,
        });
        chunks.collect()
    }

    /// The claims of a head that may be about some units and about the data and services of a box: by the shortest list.
    fn about(&self, head: Head, units: SetId, expected: &Expected) -> Vec<ClaimId> {
        let (space, sets) = (self.space, &self.space.sets);
        let fields = expected.parts.iter().fold(SetId::EMPTY, |all, part| space.sets.union(all, part.0));
        let mut all = match sets.only(units) {
            Some(unit) if head == Head::Allow => space.allows_of(unit, expected.services),
            _ => space.about(head, fields, expected.services),
        };
        let meets = |id: &ClaimId| {
            let claim = space.claim(*id);
            !space.sets.disjoint(claim.services, expected.services)
                && !space.sets.disjoint(claim.fields, fields)
                && (head == Head::Need || !space.sets.disjoint(claim.reach, units))
        };
        all.retain(meets);
        all.sort_unstable();
        all
    }

    fn guards(&self, allow: ClaimId) -> Guards {
        self.space.stated_guards(allow).cloned().unwrap_or_default()
    }

    /// What some units may do in some boxes with at least these safeguards, whichever statement gives it: where several do,
    /// the least guarded counts.
    fn given(&self, boxes: &[Chunk], allows: &[ClaimId], asked: &Guards) -> Vec<Chunk> {
        let space = self.space;
        let effective = |id: ClaimId| {
            let chunks = space.rights().effective(id).iter();
            chunks.flat_map(|&it| boxes.iter().filter_map(move |&asked| space.both(it, asked))).collect::<Vec<_>>()
        };
        let (enough, less): (Vec<ClaimId>, Vec<ClaimId>) =
            allows.iter().partition(|id| self.guards(**id).has_all_of(asked));
        let mut given: Vec<Chunk> = enough.into_iter().flat_map(effective).collect();
        if !given.is_empty() {
            for away in less.into_iter().flat_map(effective) {
                space.subtract(&mut given, away);
            }
        }
        given
    }

    fn asked(&self, expected: &Expected) -> Guards {
        self.space.model.statements[expected.statement.at()].guards.as_deref().cloned().unwrap_or_default()
    }

    /// Cells that some unit of some term may.
    pub(super) fn allowed(&self, expected: &Expected, whos: &[Who]) -> Vec<Unmet> {
        let units = self.all_of(whos, true);
        let allows = self.about(Head::Allow, units, expected);
        let given = self.given(&self.boxes(expected, units), &allows, &self.asked(expected));
        let blocks = self.space.right_blocks(&given).into_iter();
        blocks.map(|block| unmet(block, RIGHT, self.makers(&allows, block))).collect()
    }

    /// Cells that some term's unit may not, by what of the right lacks there.
    pub(super) fn not_allowed(&self, expected: &Expected, whos: &[Who]) -> Vec<Unmet> {
        let space = self.space;
        let one = space.dimensions.one;
        let asked = self.asked(expected);
        let (mut named, mut unnamed): (Vec<_>, Vec<_>) = LACKS.iter().map(|_| (Vec::new(), Vec::new())).unzip();
        for &who in whos {
            let allows = self.about(Head::Allow, who.units, expected);
            let boxes = self.boxes(expected, who.units);
            let mut left = self.boxes(expected, one);
            for chunk in &mut left {
                chunk.region = self.while_it_exists(who.named, chunk.region);
            }
            left.retain(|chunk| !chunk.is_empty());
            for chunk in self.given(&boxes, &allows, &asked) {
                space.subtract(&mut left, Chunk { units: one, ..chunk });
            }
            let mut take = |over: Vec<Chunk>| {
                let over = over.into_iter().map(|chunk| Chunk { units: one, ..chunk });
                let over: Vec<Chunk> = over.collect();
                let taken = left.iter().flat_map(|&it| over.iter().filter_map(move |&one| space.both(it, one)));
                let taken: Vec<Chunk> = taken.collect();
                for &chunk in &over {
                    space.subtract(&mut left, chunk);
                }
                taken
            };
            let unguarded = take(self.given(&boxes, &allows, &Guards::default()));
            // Of a class some other unit may be allowed to.
            let forbids = if who.named.is_some() { self.about(Head::Forbid, who.units, expected) } else { Vec::new() };
            let forbids = forbids
                .iter()
                .flat_map(|&id| boxes.iter().filter_map(move |&it| space.both(space.right_chunk(id), it)));
            let forbidden = take(forbids.collect());
            let all = if who.named.is_some() { &mut named } else { &mut unnamed };
            for (all, found) in all.iter_mut().zip([unguarded, forbidden, left]) {
                let units = if who.named.is_some() { who.units } else { one };
                all.extend(found.into_iter().map(|chunk| Chunk { units, ..chunk }));
            }
        }
        let classes: Vec<Who> = whos.iter().copied().filter(|who| who.named.is_none()).collect();
        let units = self.all_of(&classes, false);
        let mut out = Vec::new();
        // Of several classes a cell may lack several things: the first is told.
        let mut told: Vec<Chunk> = Vec::new();
        for (lack, (mut unnamed, named)) in LACKS.into_iter().zip(unnamed.into_iter().zip(named)) {
            for &chunk in &told {
                space.subtract(&mut unnamed, chunk);
            }
            told.extend_from_slice(&unnamed);
            for block in space.right_blocks(&unnamed) {
                out.push(Unmet { lack, ..unmet(block, NO_UNIT, self.why_not(expected, lack, units, block)) });
            }
            for block in space.right_blocks(&named) {
                let behind = self.why_not(expected, lack, block.get(Axis::Unit), block);
                out.push(Unmet { lack, ..unmet(block, RIGHT, behind) });
            }
        }
        out
    }

    /// What takes a right away, gives it unguarded, or comes nearest to giving it.
    fn why_not(&self, expected: &Expected, lack: Lack, units: SetId, block: Block) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let asked = self.asked(expected);
        let with_units = block.with(Axis::Unit, units);
        let near = |head| self.makers(&self.about(head, units, expected), with_units).into_iter().map(|it| it.0);
        let mut out: Vec<(ClaimId, Behind)> = match lack {
            Lack::Unguarded => {
                let less = near(Head::Allow).filter(|&id| !self.guards(id).has_all_of(&asked));
                less.map(|id| (id, Behind::Unguarded)).collect()
            }
            Lack::Forbidden => near(Head::Forbid).map(|id| (id, Behind::Takes)).collect(),
            _ => {
                // What another unit may is not what this one should.
                let fits = |id: &ClaimId| {
                    self.guards(*id).has_all_of(&asked)
                        && (block.get(Axis::Unit) != units || space.sets.is_subset(units, space.claim(*id).reach))
                };
                let all = self.about(Head::Allow, units, expected).into_iter().filter(fits);
                let of_units = |id: &ClaimId| !space.sets.disjoint(space.claim(*id).reach, units);
                let elsewhere = || {
                    let all = space.groups.with_head(Head::Allow).iter().copied();
                    self.nearest_of(all.filter(of_units).filter(fits), block)
                };
                self.nearest_of(all, block).or_else(elsewhere).into_iter().collect()
            }
        };
        out.truncate(FEW);
        out
    }

    /// Cells that are forbidden to some unit of some term.
    pub(super) fn forbidden(&self, expected: &Expected, whos: &[Who]) -> Vec<Unmet> {
        let space = self.space;
        let units = self.all_of(whos, true);
        let forbids = self.about(Head::Forbid, units, expected);
        let boxes = self.boxes(expected, units);
        let meet =
            |id: &ClaimId| boxes.iter().filter_map(|&it| space.both(space.right_chunk(*id), it)).collect::<Vec<_>>();
        let chunks: Vec<Chunk> = forbids.iter().flat_map(meet).collect();
        let blocks = space.right_blocks(&chunks).into_iter();
        blocks.map(|block| unmet(block, RIGHT, self.makers(&forbids, block))).collect()
    }

    /// Cells that are not forbidden to some unit that is meant: a prohibition is for all of a class.
    pub(super) fn not_forbidden(&self, expected: &Expected, whos: &[Who]) -> Vec<Unmet> {
        let space = self.space;
        let units = self.all_of(whos, false);
        let forbids = self.about(Head::Forbid, units, expected);
        let mut left = Vec::new();
        for chunk in self.boxes(expected, units) {
            let living = self.living(units, chunk.region).into_iter();
            left.extend(living.map(|(units, region)| Chunk { units, region, ..chunk }));
        }
        for &id in &forbids {
            space.subtract(&mut left, space.right_chunk(id));
        }
        let blocks = space.right_blocks(&left).into_iter();
        let near = |block: Block| {
            let of_all = |id: &ClaimId| space.sets.is_subset(block.get(Axis::Unit), space.claim(*id).reach);
            self.nearest_of(forbids.iter().copied().filter(of_all), block).into_iter().collect()
        };
        blocks.map(|block| unmet(block, RIGHT, near(block))).collect()
    }

    /// Cells that no `need` asks for.
    pub(super) fn not_needed(&self, expected: &Expected) -> Vec<Unmet> {
        let space = self.space;
        let needs = self.about(Head::Need, SetId::EMPTY, expected);
        let mut blocks = Vec::new();
        for task in expected.tasks.iter() {
            let mut left = self.boxes(expected, space.dimensions.one);
            for &id in needs.iter().filter(|id| space.claim(**id).tasks.has(task)) {
                space.subtract(&mut left, self.need_chunk(id));
            }
            let task = space.sets.run(task as u32, task as u32 + 1);
            blocks.extend(space.right_blocks(&left).into_iter().map(|block| block.with(Axis::Task, task)));
        }
        let blocks = normalise(&space.sets, blocks).into_iter();
        let near = |block| self.nearest_of(needs.iter().copied(), block).into_iter().collect();
        blocks.map(|block| unmet(block, NEED, near(block))).collect()
    }

    /// Cells that a `need` asks for.
    pub(super) fn needed(&self, expected: &Expected) -> Vec<Unmet> {
        let space = self.space;
        let needs = self.about(Head::Need, SetId::EMPTY, expected);
        let boxes = self.boxes(expected, space.dimensions.one);
        let mut blocks = Vec::new();
        for &id in &needs {
            let tasks = space.claim(id).tasks.and(expected.tasks);
            let tasks = super::super::dimensions::Dimensions::tasks(&space.sets, tasks);
            let chunks: Vec<Chunk> = boxes.iter().filter_map(|&it| space.both(self.need_chunk(id), it)).collect();
            blocks.extend(space.right_blocks(&chunks).into_iter().map(|block| block.with(Axis::Task, tasks)));
        }
        let blocks = normalise(&space.sets, blocks).into_iter();
        blocks.map(|block| unmet(block, NEED, self.makers(&needs, block))).collect()
    }

    fn need_chunk(&self, id: ClaimId) -> Chunk {
        Chunk { units: self.space.dimensions.one, ..self.space.right_chunk(id) }
    }
}
