//! What is stated of the people in units, held against what they are asked to do.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::Unit;
use crate::model::words::{Formality, Task, Tasks, UnitKind};
use crate::syntax::ast::Head;

use super::Space;
use super::block::Block;
use super::chunk::Chunk;
use super::set::SetId;

/// The tasks that ask for the skills of a service.
pub const SKILLED: [Task; 3] = [Task::Handle, Task::Advise, Task::Decide];

/// The tasks in which people are met.
const CONTACT: [Task; 4] = [Task::Inform, Task::Intake, Task::Deliver, Task::Aftercare];

/// A unit that lacks skills, and the cells in which it needs them.
#[derive(Debug)]
pub struct SkillGap {
    pub unit: u32,
    /// By name.
    pub skills: Vec<String>,
    pub blocks: Vec<Block>,
}

/// A skill that is called scarce, and how many people have it in some periods.
#[derive(Debug)]
pub struct Scarcity {
    pub skill: String,
    pub people: u32,
    pub periods: SetId,
    /// The units that have it then, those that call it scarce first.
    pub units: Vec<u32>,
}

/// How many answer to whoever leads a unit: at least and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub least: u32,
    pub most: u32,
}

/// Something that counts in some periods.
type Counted<const N: usize> = (SetId, [i64; N]);

impl Space<'_> {
    /// Units responsible for handling, advising or deciding in offered cells of a service of whose skills they, and the units
    /// in them, lack some. Units that state no skills are left out.
    pub fn skill_gaps(&self) -> Vec<SkillGap> {
        let mut known: FxHashMap<(u32, &str), SetId> = FxHashMap::default();
        let mut found: BTreeMap<(u32, Vec<&str>), Vec<Chunk>> = BTreeMap::new();
        for service in self.service_leaves() {
            let Some(id) = self.dimensions.services[service as usize] else { continue };
            let asked = &self.model.services[id.at()].skills;
            if asked.is_empty() || self.offered(service).is_empty() {
                continue;
            }
            let decides = self.offers.process[service as usize].has(Task::Decide);
            for task in SKILLED.into_iter().filter(|&task| task != Task::Decide || decides) {
                for (unit, region) in self.holders_of(service, task.bit()) {
                    if self.model.units[unit as usize].skills.is_empty() {
                        continue;
                    }
                    let mut stretches = vec![(self.dimensions.all_periods, Vec::new())];
                    for skill in asked.iter().map(|&it| self.model.names.name(it)) {
                        let had = *known.entry((unit, skill)).or_insert_with(|| self.periods_with(unit, skill));
                        stretches = self.lacking_too(stretches, had, skill);
                    }
                    for (periods, mut lacking) in stretches.into_iter().filter(|it| !it.1.is_empty()) {
                        let region = self.during(region, periods);
                        if region.is_empty() {
                            continue;
                        }
                        lacking.sort_unstable();
                        lacking.dedup();
                        let chunk = self.task_chunk(task, service, region);
                        let chunk = Chunk { units: self.dimensions.unit_sets[unit as usize], ..chunk };
                        found.entry((unit, lacking)).or_default().push(chunk);
                    }
                }
            }
        }
        let gaps = found.into_iter().map(|((unit, skills), chunks)| {
            let blocks = self.task_blocks(&chunks);
            SkillGap { unit, skills: skills.into_iter().map(str::to_owned).collect(), blocks }
        });
        gaps.collect()
    }

    /// Stretches of time divided by whether a skill is there, which is added to what is lacking where it is not.
    fn lacking_too<'s>(
        &self,
        stretches: Vec<(SetId, Vec<&'s str>)>,
        had: SetId,
        skill: &'s str,
    ) -> Vec<(SetId, Vec<&'s str>)> {
        let mut out = Vec::with_capacity(stretches.len());
        for (periods, lacking) in stretches {
            let without = self.sets.difference(periods, had);
            let with = self.sets.intersection(periods, had);
            if !without.is_empty() {
                out.push((without, [&lacking[..], &[skill]].concat()));
            }
            if !with.is_empty() {
                out.push((with, lacking));
            }
        }
        out
    }

    /// The periods in which a unit, or one in it, has a skill.
    fn periods_with(&self, unit: u32, skill: &str) -> SetId {
        let end = self.model.units[unit as usize].thing.end;
        let having = (unit..end)
            .map(|at| &self.model.units[at as usize])
            .filter(|it| it.skills.iter().any(|&it| self.model.names.name(it) == skill));
        having.fold(SetId::EMPTY, |all, it| self.sets.union(all, self.lifetime(it)))
    }

    /// The part of a region in some periods.
    pub(super) fn during(&self, region: super::region::RegionId, periods: SetId) -> super::region::RegionId {
        let dimensions = &self.dimensions;
        if periods == dimensions.all_periods {
            return region;
        }
        let moments = dimensions.moments(&self.sets, dimensions.all_audiences, periods);
        let then = self.regions.product(dimensions.all_touchpoints, moments);
        self.regions.intersection(&self.sets, region, then)
    }

    /// The periods in which a unit exists.
    pub(super) fn lifetime(&self, unit: &Unit) -> SetId {
        self.dimensions.periods_within(&self.sets, unit.thing.exists)
    }

    /// Skills that some unit calls scarce and that fewer people than `enough` have, where all who have it say how many they are.
    pub fn scarcities(&self, enough: u32) -> Vec<Scarcity> {
        let mut by_skill: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (id, unit) in (0..).zip(&self.model.units) {
            for &skill in &unit.scarce {
                by_skill.entry(self.model.names.name(skill)).or_default().push(id);
            }
        }
        if by_skill.is_empty() {
            return Vec::new();
        }
        for (id, unit) in (0..).zip(&self.model.units) {
            for &skill in unit.skills.iter().filter(|skill| !unit.scarce.contains(skill)) {
                if let Some(units) = by_skill.get_mut(self.model.names.name(skill)) {
                    units.push(id);
                }
            }
        }
        let mut out = Vec::new();
        for (skill, mut units) in by_skill {
            units.dedup();
            let counted: Vec<Counted<3>> = units
                .iter()
                .map(|&id| {
                    let unit = &self.model.units[id as usize];
                    let heads = heads(unit);
                    let calls = i64::from(unit.scarce.iter().any(|&it| self.model.names.name(it) == skill));
                    (self.lifetime(unit), [i64::from(heads.unwrap_or(0)), i64::from(heads.is_none()), calls])
                })
                .collect();
            let mut few: BTreeMap<u32, SetId> = BTreeMap::new();
            for (run, [people, unknown, calling]) in self.sweep(&counted) {
                let people = u32::try_from(people).unwrap_or(u32::MAX);
                if unknown == 0 && calling > 0 && people < enough {
                    let periods = few.entry(people).or_insert(SetId::EMPTY);
                    *periods = self.sets.union(*periods, run);
                }
            }
            for (people, periods) in few {
                let there = |id: &u32| !self.sets.disjoint(self.lifetime(&self.model.units[*id as usize]), periods);
                let units = units.iter().copied().filter(there).collect();
                out.push(Scarcity { skill: skill.to_owned(), people, periods, units });
            }
        }
        out
    }

    /// Units with the number of people who answer to their head, in periods, where the policy says enough to know it.
    /// Boards, those who oversee and outsiders have no head within the organisation.
    pub fn spans(&self) -> Vec<(u32, Span, SetId)> {
        let model = self.model;
        let mut inside: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (id, unit) in (0..).zip(&model.units) {
            if let Some(parent) = unit.thing.parent {
                inside.entry(parent).or_default().push(id);
            }
        }
        let outside = self.outsiders();
        let mut out = Vec::new();
        for (id, unit) in (0..).zip(&model.units) {
            let led = unit.kind.is_some_and(|kind| !matches!(kind, UnitKind::Board | UnitKind::Oversight));
            let Some(people) = unit.people.filter(|_| led && !self.sets.has(outside, id)) else { continue };
            // Itself, its nested units, their people, and how many of them do not say how many they are.
            let mut counted: Vec<Counted<4>> = vec![(self.lifetime(unit), [1, 0, 0, 0])];
            for &child in inside.get(&id).into_iter().flatten() {
                let child = &model.units[child as usize];
                let heads = child.people.map(i64::from);
                counted.push((self.lifetime(child), [0, 1, heads.unwrap_or(0), i64::from(heads.is_none())]));
            }
            let mut spans: BTreeMap<Span, SetId> = BTreeMap::new();
            for (run, [alive, units, theirs, unknown]) in self.sweep(&counted) {
                if alive == 0 {
                    continue;
                }
                let people = i64::from(people);
                // Nested units that are more than the whole may be counted in it or not.
                let most = if theirs > people { people } else { people - theirs };
                let least = if unknown > 0 || theirs > people { 0 } else { most };
                let small = |it: i64| u32::try_from(it).unwrap_or(u32::MAX);
                let span = Span { least: small(least + units), most: small(most + units) };
                let periods = spans.entry(span).or_insert(SetId::EMPTY);
                *periods = self.sets.union(*periods, run);
            }
            out.extend(spans.into_iter().map(|(span, periods)| (id, span, periods)));
        }
        out
    }

    /// Informal units with the offered cells of formal channels in which they meet people.
    pub fn formality_clashes(&self) -> Vec<(u32, Vec<Block>)> {
        let channels = self.model.channels.iter().zip(&self.dimensions.own_channel_sets);
        let formal = channels.filter(|(it, _)| it.formal == Some(true));
        let formal = formal.fold(SetId::EMPTY, |all, (_, own)| self.sets.union(all, *own));
        let informal = (0..).zip(&self.model.units).filter(|(_, it)| it.formality == Some(Formality::Informal));
        let informal = self.sets.from_members(informal.map(|(id, _)| id));
        if formal.is_empty() || informal.is_empty() {
            return Vec::new();
        }
        let contact: Tasks = CONTACT.into_iter().collect();
        let there = self.regions.product(formal, self.dimensions.all_moments);
        let mut chunks: BTreeMap<u32, Vec<Chunk>> = BTreeMap::new();
        for (_, claim) in self.claims_with(Head::Responsible).filter(|(_, it)| it.tasks.overlaps(contact)) {
            let units = self.sets.intersection(claim.units, informal);
            if units.is_empty() {
                continue;
            }
            let region = self.regions.intersection(&self.sets, claim.region, there);
            let keys = super::dimensions::Dimensions::tasks(&self.sets, claim.tasks.and(contact));
            let all = Chunk { keys, ..self.cells(claim.services, region) };
            for unit in self.sets.members(units) {
                let own = Chunk { units: self.dimensions.unit_sets[unit as usize], ..all };
                chunks.entry(unit).or_default().extend(self.within_offers(&[own]));
            }
        }
        chunks.into_iter().map(|(unit, chunks)| (unit, self.task_blocks(&chunks))).collect()
    }

    /// Stretches of periods over which the sums stay the same. What never counts leaves no stretch.
    fn sweep<const N: usize>(&self, counted: &[Counted<N>]) -> Vec<(SetId, [i64; N])> {
        let mut changes: BTreeMap<u32, [i64; N]> = BTreeMap::new();
        for (periods, numbers) in counted {
            for &(start, end) in self.sets.runs(*periods).iter() {
                for (at, sign) in [(start, 1), (end, -1)] {
                    let change = changes.entry(at).or_insert([0; N]);
                    for (sum, number) in change.iter_mut().zip(numbers) {
                        *sum += sign * number;
                    }
                }
            }
        }
        let mut sums = [0; N];
        let mut out = Vec::new();
        let mut ends = changes.keys().copied().skip(1).collect::<Vec<_>>().into_iter();
        for (start, change) in &changes {
            for (sum, number) in sums.iter_mut().zip(change) {
                *sum += number;
            }
            if let Some(end) = ends.next() {
                out.push((self.sets.run(*start, end), sums));
            }
        }
        out
    }
}

/// How many people a unit has: as stated, else its full-time equivalents rounded up.
fn heads(unit: &Unit) -> Option<u32> {
    unit.people.or_else(|| unit.staff.map(|staff| staff.rounded_up().unwrap_or(u32::MAX)))
}
