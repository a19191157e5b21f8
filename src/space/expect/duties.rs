//! Expectations about who is responsible, accountable, consulted, informed or supporting: over the offered cells of the box.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::super::block::{Axis, Block};
use super::super::chunk::Chunk;
use super::super::claim::{ClaimId, Expected};
use super::super::dimensions::Dimensions;
use super::super::groups::GroupId;
use super::super::region::RegionId;
use super::super::set::SetId;
use super::{Behind, NARROW, Oracle, Unmet, Who, unmet};
use crate::model::words::{Task, Tasks};
use crate::syntax::ast::Head;

const TASK: &[Axis] = &[Axis::Task, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];
const HOLDER: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];

/// What some units hold by statements of one head: by group of services, and there by task.
#[derive(Debug, Default)]
pub(super) struct Holdings {
    pub(super) claims: Vec<ClaimId>,
    groups: FxHashMap<GroupId, [RegionId; Task::ALL.len()]>,
    /// The groups in order.
    order: Vec<GroupId>,
}

/// Whose gaps: a head, units, services and tasks.
pub(super) type GapKey = (Head, SetId, SetId, Tasks);

impl Oracle<'_> {
    /// What some of these units hold.
    pub(super) fn holdings(&mut self, head: Head, units: SetId) -> Rc<Holdings> {
        if let Some(known) = self.holdings.get(&(head, units)) {
            return Rc::clone(known);
        }
        let space = self.space;
        let mut out = Holdings { claims: self.claims_of(head, units), ..Holdings::default() };
        for &id in &out.claims {
            let claim = space.claim(id);
            let group = space.groups.group(claim.services).expect("every claim has a group");
            let row = out.groups.entry(group).or_insert_with(|| {
                out.order.push(group);
                [RegionId::EMPTY; Task::ALL.len()]
            });
            for task in claim.tasks.iter() {
                let over = &mut row[task as usize];
                *over = space.regions.union(&space.sets, *over, claim.region);
            }
        }
        let out = Rc::new(out);
        self.holdings.insert((head, units), Rc::clone(&out));
        out
    }

    /// The claims of a head that name some of these units.
    fn claims_of(&self, head: Head, units: SetId) -> Vec<ClaimId> {
        let (index, space) = (&self.index, self.space);
        let names_some = |id: &ClaimId| !space.sets.disjoint(space.claim(*id).units, units);
        if space.sets.len(units) > NARROW {
            return self.space.groups.with_head(head).iter().copied().filter(names_some).collect();
        }
        let mut out: Vec<ClaimId> = Vec::new();
        for unit in space.sets.members(units) {
            out.extend(index.by_unit.get(&(head, unit)).into_iter().flatten());
        }
        out.extend(index.wide.get(&head).into_iter().flatten().copied().filter(names_some));
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Offered cells that some term's unit does not hold.
    pub(super) fn not_held(&mut self, expected: &Expected, whos: &[Who]) -> Vec<Unmet> {
        let space = self.space;
        let mut named: Vec<Chunk> = Vec::new();
        let mut unnamed: Vec<(Who, Vec<Chunk>)> = Vec::new();
        for &who in whos {
            let holdings = self.holdings(expected.head, who.units);
            let units = who.named.map_or(space.dimensions.one, |unit| space.dimensions.unit_sets[unit as usize]);
            let chunks = self.not_held_by(expected, who, units, &holdings);
            if who.named.is_some() { named.extend(chunks) } else { unnamed.push((who, chunks)) }
        }
        let mut out = Vec::new();
        let all: Vec<Chunk> = unnamed.iter().flat_map(|it| it.1.iter().copied()).collect();
        for block in space.task_blocks(&all) {
            let (keys, services) = (block.get(Axis::Task), block.get(Axis::Service));
            let here = Chunk { units: space.dimensions.one, keys, services, region: space.block_region(block) };
            let fails = |it: &&(Who, Vec<Chunk>)| it.1.iter().any(|&chunk| space.both(chunk, here).is_some());
            let classes: Vec<Who> = unnamed.iter().filter(fails).map(|it| it.0).collect();
            let units = self.all_of(&classes, false);
            let terms = classes.iter().map(|who| who.term).collect();
            let terms = if classes.len() < whos.len() { vec![terms] } else { Vec::new() };
            // What another unit's statement lacks does not mend what is asked of a class.
            let nearest = if units == space.dimensions.all_units {
                self.nearest_holder(expected.head, block)
            } else {
                let holdings = self.holdings(expected.head, units);
                self.nearest_holding(expected.head, holdings.claims.iter().copied(), block)
            };
            out.push(Unmet { terms, ..unmet(block, TASK, nearest) });
        }
        for block in space.task_blocks(&named) {
            let holdings = self.holdings(expected.head, block.get(Axis::Unit));
            // A statement of one of several units does not mend what the others lack.
            let of_all = |id: &ClaimId| space.sets.is_subset(block.get(Axis::Unit), space.claim(*id).units);
            let own = holdings.claims.iter().copied().filter(of_all);
            out.push(unmet(block, HOLDER, self.nearest_holding(expected.head, own, block)));
        }
        out
    }

    fn not_held_by(&mut self, expected: &Expected, who: Who, units: SetId, holdings: &Holdings) -> Vec<Chunk> {
        let space = self.space;
        let gaps = self.gaps((expected.head, who.units, expected.services, expected.tasks), holdings);
        let mut out = Vec::new();
        for &(_, region) in &expected.parts {
            let asked = self.while_it_exists(who.named, region);
            out.extend(gaps.iter().map(|&gap| {
                let region = space.regions.intersection(&space.sets, gap.region, asked);
                Chunk { units, region, ..gap }
            }));
        }
        out.retain(|chunk| !chunk.is_empty());
        out
    }

    /// What is offered and not held, whenever and wherever; remembered, because wide expectations ask the same of different
    /// channels.
    fn gaps(&mut self, key: GapKey, holdings: &Holdings) -> Rc<[Chunk]> {
        if let Some(known) = self.gaps.get(&key) {
            return Rc::clone(known);
        }
        let space = self.space;
        let (_, _, services, tasks) = key;
        let mut out = Vec::new();
        for (groups, services) in self.alike(services, holdings) {
            let mut covers: Vec<(Tasks, RegionId)> = Vec::new();
            for task in tasks.iter() {
                let over = groups.iter().fold(RegionId::EMPTY, |all, group| {
                    space.regions.union(&space.sets, all, holdings.groups[group][task as usize])
                });
                match covers.iter_mut().find(|it| it.1 == over) {
                    Some(known) => known.0 = known.0.or(task.bit()),
                    None => covers.push((task.bit(), over)),
                }
            }
            for (offered, services) in self.offers_of(services) {
                for &(tasks, over) in &covers {
                    let region = space.regions.difference(&space.sets, offered, over);
                    let keys = Dimensions::tasks(&space.sets, tasks);
                    out.push(Chunk { units: space.dimensions.one, keys, services, region });
                }
            }
        }
        out.retain(|chunk| !chunk.is_empty());
        let out: Rc<[Chunk]> = out.into();
        self.gaps.insert(key, Rc::clone(&out));
        out
    }

    /// Services by the groups of holdings that are about them.
    fn alike(&self, services: SetId, holdings: &Holdings) -> Vec<(Vec<GroupId>, SetId)> {
        let space = self.space;
        let mut lying: BTreeMap<u32, Vec<GroupId>> = BTreeMap::new();
        let mut around = Vec::new();
        if (space.sets.len(services) as usize) < holdings.order.len() {
            for service in space.sets.members(services) {
                let groups = space.groups.of(service).filter(|group| holdings.groups.contains_key(group));
                lying.insert(service, groups.collect());
            }
        } else {
            for &group in &holdings.order {
                let set = space.groups.sets[group.0 as usize];
                if space.sets.is_subset(services, set) {
                    around.push(group);
                    continue;
                }
                for service in space.sets.members(space.sets.intersection(set, services)) {
                    lying.entry(service).or_default().push(group);
                }
            }
        }
        let touched = space.sets.from_members(lying.keys().copied());
        let mut by_groups: BTreeMap<Vec<GroupId>, Vec<u32>> = BTreeMap::new();
        for (service, mut groups) in lying {
            groups.extend(&around);
            by_groups.entry(groups).or_default().push(service);
        }
        let mut out: Vec<(Vec<GroupId>, SetId)> =
            by_groups.into_iter().map(|(groups, members)| (groups, space.sets.from_members(members))).collect();
        out.push((around, space.sets.difference(services, touched)));
        out.retain(|(_, services)| !services.is_empty());
        out
    }

    /// Offered cells that some unit of some term holds.
    pub(super) fn held(&mut self, expected: &Expected, whos: &[Who]) -> Vec<Unmet> {
        let space = self.space;
        let units = self.all_of(whos, false);
        let holdings = self.holdings(expected.head, units);
        let keys = Dimensions::tasks(&space.sets, expected.tasks);
        let mut chunks = Vec::new();
        let mut makers = Vec::new();
        for &(_, region) in &expected.parts {
            for &id in &holdings.claims {
                let claim = space.claim(id);
                let own = Chunk {
                    units: claim.units,
                    keys: Dimensions::tasks(&space.sets, claim.tasks),
                    services: claim.services,
                    region: claim.region,
                };
                let asked = Chunk { units, keys, services: expected.services, region };
                let Some(both) = space.both(own, asked) else { continue };
                let offered = space.within_offers(&[both]);
                if !offered.is_empty() {
                    makers.push(id);
                    chunks.extend(offered);
                }
            }
        }
        let blocks = space.task_blocks(&chunks).into_iter();
        blocks.map(|block| unmet(block, HOLDER, self.makers(&makers, block))).collect()
    }

    /// Those of some claims that make cells of a block: of its units, and of its tasks or data.
    pub(super) fn makers(&self, claims: &[ClaimId], block: Block) -> Vec<(ClaimId, Behind)> {
        let space = self.space;
        let meets = |id: &ClaimId| {
            let claim = space.claim(*id);
            let is_right = !claim.fields.is_empty();
            let tasks = Dimensions::tasks(&space.sets, claim.tasks);
            let operations = space.sets.from_members(claim.operations.iter().map(|it| it as u32));
            let by_task = claim.head == Head::Allow || claim.head == Head::Forbid;
            (by_task || !space.sets.disjoint(tasks, block.get(Axis::Task)))
                && (claim.head == Head::Need || !space.sets.disjoint(claim.reach, block.get(Axis::Unit)))
                && (!is_right
                    || !space.sets.disjoint(operations, block.get(Axis::Operation))
                        && !space.sets.disjoint(claim.fields, block.get(Axis::Field)))
        };
        let mut near = space.claims_among(claims, block);
        near.retain(meets);
        near.into_iter().map(|id| (id, Behind::Makes)).collect()
    }
}
