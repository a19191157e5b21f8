//! Rights that are dangerous where they reach: mutation tiers, identity assurance, second pairs of eyes, front offices,
//! separation, confidentiality.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::model::words::{Assurance, Confidentiality, Operation, Operations, Task, Tasks, Trait, Traits, UnitKind};
use crate::model::{Field, Guards};
use crate::settings::By;
use crate::syntax::ast::{Head, SelectorId};

use super::Space;
use super::block::{Axis, Block, normalise};
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::region::RegionId;
use super::set::SetId;

/// The dangerous part of what an `allow` gives.
#[derive(Debug)]
pub struct Risk {
    pub allow: ClaimId,
    /// The mutation tier, 0 to 4; 0 where the rule is not about tiers.
    pub tier: u8,
    /// The identity assurance that is asked for.
    pub asked: Assurance,
    /// The kind of the units, where it is no front office and has a ceiling of its own.
    pub kind: Option<UnitKind>,
    pub chunks: Vec<Chunk>,
}

/// What must be separated and is not.
#[derive(Debug)]
pub struct Conflict {
    /// What was compared: "units" or "persons".
    pub checked: &'static str,
    pub blocks: Vec<Block>,
    pub claims: Vec<ClaimId>,
    /// It is about a task and a right, not about two tasks.
    pub payment: bool,
}

/// Keys and touchpoints by what they ask for and give.
#[derive(Debug, Default)]
pub struct Stakes {
    known: OnceCell<Known>,
}

#[derive(Debug)]
pub(super) struct Known {
    /// Keys by mutation tier, 0 to 4.
    pub tiers: [SetId; 5],
    /// Keys by the identity assurance that they ask for, `none` to `high`.
    asked: [SetId; 4],
    /// Touchpoints by the assurance of their channel, `none` to `high`.
    given: [SetId; 4],
    pub front: SetId,
    pub kcc: SetId,
    /// Units that are a back office, or of which the kind is not known.
    back: SetId,
}

const LEVELS: [Assurance; 4] = [Assurance::None, Assurance::Low, Assurance::Substantial, Assurance::High];

/// The mutation tier of an operation on a field: 0 to 4.
pub fn tier(operation: Operation, traits: Traits) -> u8 {
    match operation {
        Operation::Read => 0,
        Operation::Create | Operation::Update => traits.iter().map(trait_tier).max().unwrap_or(2),
        Operation::Delete | Operation::Reopen | Operation::Force => {
            if traits == Trait::Note.bit() {
                2
            } else {
                4
            }
        }
    }
}

fn trait_tier(one: Trait) -> u8 {
    match one {
        Trait::Note => 1,
        Trait::Public | Trait::Internal | Trait::Contact => 2,
        Trait::Legal | Trait::Personal | Trait::Payment => 3,
        Trait::Special | Trait::Authentic | Trait::Decision => 4,
    }
}

/// The identity assurance that a writing operation on a field asks for.
pub fn asked(operation: Operation, field: &Field) -> Assurance {
    if operation == Operation::Read {
        return Assurance::None;
    }
    match field.assurance {
        Some(stated) => stated,
        None if !field.traits.overlaps(Traits::CUSTOMER) => Assurance::None,
        None if tier(operation, field.traits) <= 2 => Assurance::Low,
        None => Assurance::Substantial,
    }
}

impl Conflict {
    pub fn axes(&self) -> &'static [Axis] {
        const TASKS: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];
        const PAYMENT: &[Axis] = &[
            Axis::Unit,
            Axis::Task,
            Axis::Operation,
            Axis::Field,
            Axis::Service,
            Axis::Touchpoint,
            Axis::Audience,
            Axis::Period,
        ];
        if self.payment { PAYMENT } else { TASKS }
    }
}

impl Space<'_> {
    pub(super) fn stakes(&self) -> &Known {
        self.stakes.known.get_or_init(|| {
            let mut tiers: [Vec<u32>; 5] = Default::default();
            let mut levels: [Vec<u32>; 4] = Default::default();
            for (id, field) in (0..).zip(&self.model.fields) {
                for &operation in Operation::ALL {
                    let key = self.dimensions.key(operation, id);
                    tiers[tier(operation, field.traits) as usize].push(key);
                    levels[asked(operation, field) as usize].push(key);
                }
            }
            let mut given: [Vec<u32>; 4] = Default::default();
            for (at, touchpoint) in (0..).zip(&self.dimensions.touchpoints) {
                let assurance = touchpoint.and_then(|it| self.model.channels[it.channel.at()].assurance);
                given[assurance.unwrap_or_default() as usize].push(at);
            }
            let of_kind = |wanted: &dyn Fn(Option<UnitKind>) -> bool| {
                let units = (0..).zip(&self.model.units).filter(|(_, unit)| wanted(unit.kind));
                self.sets.from_members(units.map(|(id, _)| id))
            };
            Known {
                tiers: tiers.map(|keys| self.sets.from_members(keys)),
                asked: levels.map(|keys| self.sets.from_members(keys)),
                given: given.map(|touchpoints| self.sets.from_members(touchpoints)),
                front: of_kind(&|kind| kind == Some(UnitKind::Front)),
                kcc: of_kind(&|kind| kind == Some(UnitKind::Kcc)),
                back: of_kind(&|kind| kind.is_none_or(|kind| kind == UnitKind::Back)),
            }
        })
    }

    pub(super) fn guards(&self, allow: ClaimId) -> Guards {
        let statement = self.claim(allow).statement;
        self.model.statements[statement.at()].guards.as_deref().cloned().unwrap_or_default()
    }

    /// Where the identity is less sure than asked: by channel, unless `verified` is enough everywhere.
    fn unsure(&self, asked: Assurance, verified: Assurance) -> RegionId {
        if verified >= asked {
            return RegionId::EMPTY;
        }
        let below = LEVELS.iter().filter(|&&level| level < asked);
        let touchpoints =
            below.fold(SetId::EMPTY, |all, &level| self.sets.union(all, self.stakes().given[level as usize]));
        self.regions.product(touchpoints, self.dimensions.all_moments)
    }

    /// The part of an effective right that lies within units, keys and a region.
    pub(crate) fn part(&self, allow: ClaimId, units: SetId, keys: SetId, region: Option<RegionId>) -> Vec<Chunk> {
        let parts = self.rights().effective(allow).iter().filter_map(|chunk| {
            if self.sets.disjoint(chunk.keys, keys) || self.sets.disjoint(chunk.units, units) {
                return None;
            }
            let units = self.sets.intersection(chunk.units, units);
            let keys = self.sets.intersection(chunk.keys, keys);
            let region = region.map_or(chunk.region, |it| self.regions.intersection(&self.sets, chunk.region, it));
            (!region.is_empty()).then_some(Chunk { units, keys, region, ..*chunk })
        });
        parts.collect()
    }

    /// Rights above the ceiling of a kind of unit: of front offices, and of others where the settings state one.
    pub fn front_mutations(&self) -> Vec<Risk> {
        let mut out = Vec::new();
        let stakes = self.stakes();
        let kinds = self.settings.kinds_with_ceiling();
        let kinds: Vec<(UnitKind, SetId, u8)> =
            kinds.map(|(kind, ceiling)| (kind, self.units_of_kind(kind), ceiling)).collect();
        for &allow in &self.rights().allows {
            let guards = self.guards(allow);
            let eyes = guards.four_eyes || guards.after_check;
            for &(kind, units, ceiling) in &kinds {
                if self.sets.disjoint(self.claim(allow).reach, units) {
                    continue;
                }
                let kind = (!kind.is_front()).then_some(kind);
                for tier in ceiling + 1..=4 {
                    let keys = stakes.tiers[tier as usize];
                    if tier == 4 {
                        let chunks = self.part(allow, units, keys, None);
                        self.push(&mut out, Risk { allow, tier, asked: Assurance::None, kind, chunks });
                        continue;
                    }
                    for &asked in &LEVELS {
                        let keys = self.sets.intersection(keys, stakes.asked[asked as usize]);
                        let unsure = self.part(allow, units, keys, Some(self.unsure(asked, guards.verified)));
                        if !eyes {
                            let mut sure = self.part(allow, units, keys, None);
                            for &chunk in &unsure {
                                self.subtract(&mut sure, chunk);
                            }
                            self.push(&mut out, Risk { allow, tier, asked: Assurance::None, kind, chunks: sure });
                        }
                        self.push(&mut out, Risk { allow, tier, asked, kind, chunks: unsure });
                    }
                }
            }
        }
        out
    }

    /// Writing rights without the identity assurance that the data asks for.
    pub fn weak_identities(&self) -> Vec<Risk> {
        let mut out = Vec::new();
        for &allow in &self.rights().allows {
            let verified = self.guards(allow).verified;
            for &asked in &LEVELS[1..] {
                let unsure = self.unsure(asked, verified);
                if !unsure.is_empty() {
                    let keys = self.stakes().asked[asked as usize];
                    let chunks = self.part(allow, self.dimensions.all_units, keys, Some(unsure));
                    self.push(&mut out, Risk { allow, tier: 0, asked, kind: None, chunks });
                }
            }
        }
        out
    }

    /// Rights of tier 3 outside the back office, and of tier 4 anywhere, that nobody else looks at.
    pub fn lone_mutations(&self) -> Vec<Risk> {
        let mut out = Vec::new();
        let stakes = self.stakes();
        for &allow in &self.rights().allows {
            let guards = self.guards(allow);
            if guards.four_eyes || guards.after_check {
                continue;
            }
            let others = self.sets.difference(self.dimensions.all_units, stakes.back);
            for (tier, units) in [(3, others), (4, self.dimensions.all_units)] {
                let chunks = self.part(allow, units, stakes.tiers[tier as usize], None);
                self.push(&mut out, Risk { allow, tier, asked: Assurance::None, kind: None, chunks });
            }
        }
        out
    }

    /// Writing rights that front offices have from a unit around them and not by themselves.
    pub fn inherited_by_fronts(&self) -> Vec<(ClaimId, Vec<Chunk>)> {
        let stakes = self.stakes();
        let fronts = self.sets.union(stakes.front, stakes.kcc);
        let writing = self.writing_keys(self.dimensions.all_fields);
        let mut out = Vec::new();
        for &allow in &self.rights().allows {
            let claim = self.claim(allow);
            let inside = self.sets.intersection(self.sets.difference(claim.reach, claim.units), fronts);
            if inside.is_empty() {
                continue;
            }
            let mut chunks = self.part(allow, inside, writing, None);
            for unit in self.sets.members(inside) {
                for own in self.allows_of(unit, claim.services) {
                    if self.sets.has(self.claim(own).units, unit) {
                        let units = self.dimensions.unit_sets[unit as usize];
                        self.subtract(&mut chunks, Chunk { units, ..self.right_chunk(own) });
                    }
                }
            }
            self.push_chunks(&mut out, allow, chunks);
        }
        out
    }

    /// Rights on data more confidential than the unit's ceiling, by ceiling.
    pub fn above_ceilings(&self) -> Vec<(ClaimId, Confidentiality, Vec<Chunk>)> {
        let mut ceilings: BTreeMap<Confidentiality, Vec<u32>> = BTreeMap::new();
        for (id, unit) in (0..).zip(&self.model.units) {
            if let Some(ceiling) = unit.ceiling {
                ceilings.entry(ceiling).or_default().push(id);
            }
        }
        let mut out = Vec::new();
        for (ceiling, units) in ceilings {
            let units = self.sets.from_members(units);
            let fields = (0..).zip(&self.model.fields).filter(|(_, it)| it.confidential.is_some_and(|it| it > ceiling));
            let fields = self.sets.from_members(fields.map(|(id, _)| id));
            if fields.is_empty() {
                continue;
            }
            let keys = self.keys_of(Operations::ALL, fields);
            let mut found = Vec::new();
            for &allow in &self.rights().allows {
                let chunks = self.part(allow, units, keys, None);
                self.push_chunks(&mut found, allow, chunks);
            }
            out.extend(found.into_iter().map(|(allow, chunks)| (allow, ceiling, chunks)));
        }
        out.sort_by_key(|&(allow, ceiling, _)| (allow, ceiling));
        out
    }

    /// Writing rights that limit neither data nor service nor channel.
    pub fn blankets(&self) -> Vec<ClaimId> {
        let unlimited = |selector: Option<SelectorId>| {
            selector.is_none_or(|it| {
                let it = self.model.ast.selector(it);
                let all = |term| matches!(self.model.meanings[term], crate::model::Meaning::All);
                it.except.is_empty() && it.terms.range().any(all)
            })
        };
        let mut out: Vec<ClaimId> = Vec::new();
        for &allow in &self.rights().allows {
            let claim = self.claim(allow);
            let statement = &self.model.ast.statements[claim.statement.at()];
            let is_blanket = claim.operations.overlaps(Operations::WRITE)
                && unlimited(statement.data)
                && unlimited(statement.services)
                && unlimited(statement.channels);
            let is_first = out.last().is_none_or(|&last| self.claim(last).statement != claim.statement);
            if is_blanket && is_first {
                out.push(allow);
            }
        }
        out
    }

    /// Tasks, and rights with tasks, that one unit holds for the same offered cells and must not.
    pub fn unseparated(&self) -> Vec<Conflict> {
        let mut out = self.unseparated_tasks();
        out.extend(self.unseparated_payments());
        out
    }

    /// Whether the settings compare persons and the unit has enough of them to keep two tasks apart.
    pub(crate) fn has_two_people(&self, unit: u32) -> bool {
        (self.settings.separation.by == By::Persons)
            && self.model.units[unit as usize].people.is_some_and(|people| people >= 2)
    }

    fn checked(&self) -> &'static str {
        if self.settings.separation.by == By::Persons { "persons" } else { "units" }
    }

    /// The pairs of tasks that one unit may not hold for one case of a service, each with the smaller task first.
    pub fn separated(&self, service: u32) -> Vec<(Task, Task)> {
        let mut pairs = vec![(Task::Decide, Task::Review)];
        pairs.extend(self.settings.separation_pairs().iter().map(|&(a, b)| (a.min(b), a.max(b))));
        if let Some(id) = self.dimensions.services[service as usize] {
            let separate: Vec<Task> = self.model.services[id.at()].separate.iter().collect();
            for (at, &one) in separate.iter().enumerate() {
                pairs.extend(separate[at + 1..].iter().map(|&two| (one, two)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    fn unseparated_tasks(&self) -> Vec<Conflict> {
        let mut found: BTreeMap<(u32, Task, Task), Vec<Chunk>> = BTreeMap::new();
        for service in self.service_leaves() {
            if self.offered(service).is_empty() {
                continue;
            }
            for (one, two) in self.separated(service) {
                let held = |task: Task| {
                    self.groups.of(service).any(|group| !self.groups.holders(Head::Responsible, group, task).is_empty())
                };
                if !held(one) || !held(two) {
                    continue;
                }
                let second = self.holders_of(service, two.bit());
                for (unit, over) in self.holders_of(service, one.bit()) {
                    let Some(also) = super::handovers::held_by(&second, unit) else { continue };
                    let region = self.regions.intersection(&self.sets, over, also);
                    if region.is_empty() || self.has_two_people(unit) {
                        continue;
                    }
                    let tasks: Tasks = [one, two].into_iter().collect();
                    found.entry((unit, one, two)).or_default().push(Chunk {
                        units: self.dimensions.unit_sets[unit as usize],
                        keys: super::dimensions::Dimensions::tasks(&self.sets, tasks),
                        services: self.sets.run(service, service + 1),
                        region,
                    });
                }
            }
        }
        let conflicts = found.into_iter().map(|((unit, _, _), chunks)| {
            let blocks = self.task_blocks(&chunks);
            let mut claims: Vec<ClaimId> =
                blocks.iter().flat_map(|&block| self.claims_meeting(Head::Responsible, block)).collect();
            claims.retain(|&id| self.sets.has(self.claim(id).units, unit));
            claims.sort_unstable();
            claims.dedup();
            Conflict { checked: self.checked(), blocks, claims, payment: false }
        });
        conflicts.collect()
    }

    fn unseparated_payments(&self) -> Vec<Conflict> {
        let payments = (0..).zip(&self.model.fields).filter(|(_, field)| field.traits.has(Trait::Payment));
        let payments = self.sets.from_members(payments.map(|(id, _)| id));
        if payments.is_empty() {
            return Vec::new();
        }
        let keys = self.writing_keys(payments);
        let mut found: BTreeMap<u32, (Vec<Chunk>, Vec<ClaimId>)> = BTreeMap::new();
        for (id, claim) in self.claims_with(Head::Responsible) {
            if !claim.tasks.has(Task::Decide) {
                continue;
            }
            for unit in self.sets.members(claim.units) {
                if self.has_two_people(unit) {
                    continue;
                }
                let units = self.dimensions.unit_sets[unit as usize];
                let decided = Chunk { units, keys, services: claim.services, region: claim.region };
                for allow in self.allows_of(unit, claim.services) {
                    let both: Vec<Chunk> =
                        self.rights().effective(allow).iter().filter_map(|&it| self.both(it, decided)).collect();
                    let both = self.within_offers(&both);
                    if !both.is_empty() {
                        let (chunks, claims) = found.entry(unit).or_default();
                        chunks.extend(both);
                        claims.extend([id, allow]);
                    }
                }
            }
        }
        let decide = Task::Decide as u32;
        let decide = self.sets.run(decide, decide + 1);
        let conflicts = found.into_values().map(|(chunks, mut claims)| {
            claims.sort_unstable();
            claims.dedup();
            let blocks = self.right_blocks(&chunks).into_iter().map(|block| block.with(Axis::Task, decide));
            let blocks = normalise(&self.sets, blocks.collect());
            Conflict { checked: self.checked(), blocks, claims, payment: true }
        });
        conflicts.collect()
    }
}

impl Space<'_> {
    /// Adds a risk; what several claims of one statement give is one risk.
    fn push(&self, out: &mut Vec<Risk>, risk: Risk) {
        if risk.chunks.is_empty() {
            return;
        }
        let statement = self.claim(risk.allow).statement;
        let near = out.iter_mut().rev().take_while(|it| self.claim(it.allow).statement == statement);
        match near.into_iter().find(|it| (it.tier, it.asked, it.kind) == (risk.tier, risk.asked, risk.kind)) {
            Some(known) => known.chunks.extend(risk.chunks),
            None => out.push(risk),
        }
    }

    /// Adds what a claim gives to what the same statement gave before.
    pub(super) fn push_chunks(&self, out: &mut Vec<(ClaimId, Vec<Chunk>)>, allow: ClaimId, chunks: Vec<Chunk>) {
        let statement = self.claim(allow).statement;
        match out.last_mut() {
            Some((last, known)) if self.claim(*last).statement == statement => known.extend(chunks),
            _ if chunks.is_empty() => {}
            _ => out.push((allow, chunks)),
        }
    }
}
