//! Units that talk to people and cannot see whom they talk to, or what was said before.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::words::{Operation, Task, Tasks, Trait, Traits};
use crate::model::{Field, RecordId};
use crate::syntax::ast::Head;

use super::Space;
use super::block::{Axis, Block};
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::dimensions::Dimensions;
use super::region::RegionId;
use super::set::{Run, SetId};

/// Who the customer is, and what his case is about: the two things that whoever answers has to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    Customer,
    Case,
}

/// A unit on a synchronous channel that sees no data of a kind.
#[derive(Debug)]
pub struct Blind {
    /// Units × services × touchpoints × audiences × periods.
    pub block: Block,
    /// What is not seen.
    pub unseen: &'static [Sight],
    /// The records with such data about the first of the services.
    pub records: Vec<RecordId>,
    /// The statements that put the unit there.
    pub claims: Vec<ClaimId>,
}

/// What a unit can fail to see.
const UNSEEN: [&[Sight]; 3] = [&[Sight::Customer], &[Sight::Case], &[Sight::Customer, Sight::Case]];

/// Tasks in which people are talked to.
const TALK: [Task; 2] = [Task::Inform, Task::Intake];

/// What data there is to see, and about which services.
struct Views {
    /// By sight: the fields.
    fields: [SetId; 2],
    /// By sight: the services that some right or need on those fields is about, by when it is.
    services: [Vec<(SetId, SetId)>; 2],
}

fn is_customer(field: &Field) -> bool {
    let asked = [Trait::Contact, Trait::Personal, Trait::Authentic, Trait::Payment].into_iter().collect::<Traits>();
    field.traits.overlaps(asked) && !field.traits.has(Trait::Special)
}

fn is_case(field: &Field) -> bool {
    let asked = [Trait::Note, Trait::Internal, Trait::Legal, Trait::Decision].into_iter().collect::<Traits>();
    field.traits.overlaps(asked) && !field.traits.has(Trait::Special)
}

/// Whether a field is of either sight, for whoever may see it.
pub fn is_seen(field: &Field) -> bool {
    is_customer(field) || is_case(field)
}

impl Space<'_> {
    /// Units that are responsible for `inform` or `intake`, or front offices that are responsible for any process task, in
    /// offered cells of synchronous channels, and see no customer data, or no case data, of what they serve.
    pub fn blind_units(&self) -> Vec<Blind> {
        let views = self.views();
        if views.services.iter().all(Vec::is_empty) {
            return Vec::new();
        }
        let sync = (0..)
            .zip(&self.dimensions.touchpoints)
            .filter(|(_, it)| it.is_some_and(|it| self.model.channels[it.channel.at()].sync));
        let sync = self.sets.from_members(sync.map(|(at, _)| at));
        let live = self.regions.product(sync, self.dimensions.all_moments);
        let fronts = self.sets.union(self.stakes().front, self.stakes().kcc);
        let talk: Tasks = TALK.into_iter().collect();
        let mut seen = FxHashSet::default();
        let mut blind: [Vec<Chunk>; 3] = Default::default();
        for (_, claim) in self.claims_with(Head::Responsible) {
            if !claim.tasks.overlaps(Tasks::PROCESS) {
                continue;
            }
            let units =
                if claim.tasks.overlaps(talk) { claim.units } else { self.sets.intersection(claim.units, fronts) };
            if units.is_empty() || !seen.insert((units, claim.services, claim.region)) {
                continue;
            }
            let region = self.regions.intersection(&self.sets, claim.region, live);
            if !region.is_empty() {
                for unit in self.sets.members(units) {
                    self.add_unseen(unit, claim.services, region, &views, &mut blind);
                }
            }
        }
        let mut out = Vec::new();
        for (chunks, unseen) in blind.iter().zip(UNSEEN) {
            self.push_blind(&self.within_offers(chunks), unseen, &views, &mut out);
        }
        out
    }

    /// Adds the cells of a unit in which it may read no customer data, no case data, or neither.
    fn add_unseen(&self, unit: u32, services: SetId, region: RegionId, views: &Views, out: &mut [Vec<Chunk>; 3]) {
        let (mut customer, mut case): (Vec<Chunk>, Vec<Chunk>) =
            self.unseen(unit, services, region, views).into_iter().partition(|chunk| self.sets.has(chunk.keys, 0));
        for chunk in customer.iter_mut().chain(&mut case) {
            chunk.keys = self.dimensions.one;
        }
        let both: Vec<Chunk> =
            customer.iter().flat_map(|&one| case.iter().filter_map(move |&two| self.both(one, two))).collect();
        for &chunk in &both {
            self.subtract(&mut customer, chunk);
            self.subtract(&mut case, chunk);
        }
        for (all, some) in out.iter_mut().zip([customer, case, both]) {
            all.extend(some);
        }
    }

    /// The cells of a unit in which it may read nothing of what there is; keys are sights, one in each chunk.
    fn unseen(&self, unit: u32, services: SetId, region: RegionId, views: &Views) -> Vec<Chunk> {
        let units = self.dimensions.unit_sets[unit as usize];
        let looks = self.looks_into(unit);
        let mut left = Vec::new();
        for sight in 0..2 {
            let fields = views.fields[sight as usize];
            let there = self.periods_of_fields(self.within_ceiling(unit, fields));
            let seen = self.periods_of_fields(self.sets.intersection(looks, fields));
            let unseen = self.sets.difference(there, seen);
            for &(spoken_of, periods) in &views.services[sight as usize] {
                let services = self.sets.intersection(services, spoken_of);
                let region = self.during(region, self.sets.intersection(unseen, periods));
                if !services.is_empty() && !region.is_empty() {
                    left.push(Chunk { units, keys: self.sets.run(sight, sight + 1), services, region });
                }
            }
        }
        let wanted = left.iter().fold(SetId::EMPTY, |all, chunk| self.sets.union(all, chunk.services));
        if wanted.is_empty() {
            return left;
        }
        let keys = views.fields.map(|fields| self.keys_of(Operation::Read.bit(), fields));
        for allow in self.allows_of(unit, wanted) {
            if !self.claim(allow).operations.has(Operation::Read) {
                continue;
            }
            for chunk in self.rights().effective(allow) {
                let sights = (0..2).filter(|&sight| !self.sets.disjoint(chunk.keys, keys[sight as usize]));
                self.subtract(&mut left, Chunk { keys: self.sets.from_members(sights), ..*chunk });
            }
            if left.is_empty() {
                break;
            }
        }
        left
    }

    /// The fields of all records that a unit, or one around it, can look into.
    pub fn looks_into(&self, unit: u32) -> SetId {
        let mut fields = SetId::EMPTY;
        let mut at = Some(unit);
        while let Some(id) = at {
            let it = &self.model.units[id as usize];
            for record in &it.views {
                let record = &self.model.records[record.at()];
                fields = self.sets.union(fields, self.sets.run(record.first_field, record.all_fields_end));
            }
            at = it.thing.parent;
        }
        fields
    }

    /// The fields of customer data, and those of case data: whoever answers has to see some of either.
    pub fn sight_fields(&self) -> [SetId; 2] {
        let (mut customer, mut case) = (Vec::new(), Vec::new());
        for record in &self.model.records {
            let own = record.first_field..record.fields_end;
            let fields = |is: fn(&Field) -> bool| own.clone().filter(move |&id| is(&self.model.fields[id as usize]));
            let before = customer.len();
            customer.extend(fields(is_customer));
            if customer.len() == before {
                case.extend(fields(is_case));
            }
        }
        [customer, case].map(|fields| self.sets.from_members(fields))
    }

    fn views(&self) -> Views {
        let fields = self.sight_fields();
        let said = self.claims_with(Head::Allow).chain(self.claims_with(Head::Need));
        let services = self.spoken_of(fields, said.map(|it| it.0));
        Views { fields, services }
    }

    /// Services by when some statements are about them and about fields of each sight; disjoint.
    pub(super) fn spoken_of(
        &self,
        fields: [SetId; 2],
        claims: impl Iterator<Item = ClaimId>,
    ) -> [Vec<(SetId, SetId)>; 2] {
        let mut seen = FxHashSet::default();
        let mut sights: FxHashMap<SetId, [bool; 2]> = FxHashMap::default();
        let mut by_periods: [BTreeMap<SetId, Vec<Run>>; 2] = Default::default();
        for claim in claims.map(|id| self.claim(id)) {
            let about = *sights
                .entry(claim.fields)
                .or_insert_with(|| fields.map(|fields| !self.sets.disjoint(fields, claim.fields)));
            if about == [false; 2] || !seen.insert((claim.services, claim.region, about)) {
                continue;
            }
            let periods = self.region_periods(claim.region);
            for (by_periods, _) in by_periods.iter_mut().zip(about).filter(|(_, is_about)| *is_about) {
                by_periods.entry(periods).or_default().extend_from_slice(&self.sets.runs(claim.services));
            }
        }
        by_periods.map(|by_periods| {
            let mut parts: Vec<(SetId, SetId)> = Vec::new();
            for (periods, runs) in by_periods {
                let mut fresh = self.sets.from_runs(runs);
                let mut next = Vec::new();
                for (services, known) in parts {
                    next.push((self.sets.intersection(services, fresh), self.sets.union(known, periods)));
                    next.push((self.sets.difference(services, fresh), known));
                    fresh = self.sets.difference(fresh, services);
                }
                next.push((fresh, periods));
                next.retain(|part| !part.0.is_empty());
                parts = next;
            }
            parts
        })
    }

    fn push_blind(&self, chunks: &[Chunk], unseen: &'static [Sight], views: &Views, out: &mut Vec<Blind>) {
        let fields = unseen.iter().map(|&sight| views.fields[sight as usize]);
        let fields = fields.fold(SetId::EMPTY, |all, fields| self.sets.union(all, fields));
        let process = Dimensions::tasks(&self.sets, Tasks::PROCESS);
        for block in self.task_blocks(chunks) {
            let block = block.with(Axis::Task, process);
            let mut claims = self.claims_meeting(Head::Responsible, block);
            claims.retain(|&id| !self.sets.disjoint(self.claim(id).units, block.get(Axis::Unit)));
            let records = self.records_about(block, fields);
            out.push(Blind { block, unseen, records, claims });
        }
    }

    /// The records with some of these fields of which a right about the first service of a block speaks; all of them where
    /// only needs do.
    fn records_about(&self, block: Block, fields: SetId) -> Vec<RecordId> {
        let first = self.sets.first(block.get(Axis::Service)).unwrap_or_default();
        let allows = self.groups.of(first).flat_map(|group| self.groups.allows(group));
        let spoken = allows.fold(SetId::EMPTY, |all, &id| self.sets.union(all, self.claim(id).fields));
        let here = self.sets.intersection(spoken, fields);
        let here = self.sets.members(if here.is_empty() { fields } else { here });
        let mut records: Vec<RecordId> = here.map(|field| self.model.fields[field as usize].record).collect();
        records.dedup();
        records
    }

    /// Those of some fields that are within the ceiling of a unit.
    fn within_ceiling(&self, unit: u32, fields: SetId) -> SetId {
        let Some(ceiling) = self.model.units[unit as usize].ceiling else { return fields };
        let level = |id: &u32| self.model.fields[*id as usize].confidential;
        let within = self.sets.members(fields).filter(|id| level(id).is_none_or(|level| level <= ceiling));
        self.sets.from_members(within)
    }
}
