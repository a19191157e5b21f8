//! Handovers of which the two ends do not see the same customer, or not the same case.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::model::RecordId;
use crate::model::words::Operation;
use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::near::{self, ByMembers, Near};
use super::region::RegionId;
use super::set::SetId;

/// What two ends of a handover should both see: who the customer is, and what the case is about.
pub const SIGHTS: [&str; 2] = ["customer data", "case data"];

/// Two ends that do not see the same.
#[derive(Debug, Default)]
pub struct Unshared {
    /// Cells in which customer data, or case data, are not shared; keys are not used, the units are those of both ends.
    pub chunks: [Vec<Chunk>; 2],
    pub claims: Vec<ClaimId>,
}

impl Unshared {
    /// What is not shared, each with the cells in which exactly that is not.
    pub fn by_sights(&self, space: &Space<'_>) -> [(&'static [usize], Vec<Chunk>); 3] {
        let without = |all: &[Chunk], away: &[Chunk]| {
            let mut left = all.to_vec();
            for &chunk in away {
                space.subtract(&mut left, chunk);
            }
            left
        };
        let [customer, case] = &self.chunks;
        let one = without(customer, case);
        let both = without(customer, &one);
        [(&[0], one), (&[1], without(case, customer)), (&[0, 1], both)]
    }
}

/// All of them, and the records of either sight.
#[derive(Debug, Default)]
pub struct Views {
    /// By the outermost units at either end.
    pub unshared: BTreeMap<(SetId, SetId), Unshared>,
    pub records: [Vec<RecordId>; 2],
}

/// What an end may read; keys are those of a sight.
type Reads = Rc<[Chunk]>;

/// What was found out about ends of handovers.
#[derive(Default)]
struct Known {
    /// What is looked into by a unit's own account, by units and sight.
    views: FxHashMap<(SetId, usize), Reads>,
    reads: FxHashMap<(SetId, GroupId, usize), Reads>,
    /// The `allow`s of groups with many, by unit.
    near: FxHashMap<GroupId, Near>,
}

/// What there is to see, and who is said to see it.
struct Sights {
    /// The fields of either sight.
    fields: [SetId; 2],
    /// `read` of those fields, as keys.
    keys: [SetId; 2],
    /// When there is such data.
    periods: [SetId; 2],
    /// The services of which something is said about reading them, by when it is.
    known: [Vec<(SetId, SetId)>; 2],
    /// The `allow`s to read any of them, by group.
    allows: FxHashMap<GroupId, Vec<ClaimId>>,
}

impl Space<'_> {
    /// Handovers, by their two ends, with the offered cells in which there is no field of customer data, or none of case data,
    /// that somebody at either end may read. Only about services of which the policy says who reads such data.
    pub fn unshared_views(&self) -> Views {
        let mut out = Views::default();
        let sights = self.sights();
        if sights.known.iter().all(Vec::is_empty) {
            return out;
        }
        out.records = sights.fields.map(|fields| self.records_of(fields));
        let mut known = Known::default();
        for link in self.links().all.iter().filter(|link| !link.back) {
            let claim = self.claim(link.claim);
            let groups = self.groups.meeting(&self.sets, claim.services);
            let groups: Vec<GroupId> = groups.into_iter().filter(|it| sights.allows.contains_key(it)).collect();
            let mut missing: [Vec<Chunk>; 2] = Default::default();
            for (sight, missing) in missing.iter_mut().enumerate() {
                let parts = sights.known[sight].iter().map(|&(known, periods)| {
                    let periods = self.sets.intersection(sights.periods[sight], periods);
                    let services = self.sets.intersection(claim.services, known);
                    self.cells(services, self.during(claim.region, periods))
                });
                let mut left: Vec<Chunk> = parts.filter(|part| !part.is_empty()).collect();
                if left.is_empty() {
                    continue;
                }
                let [mine, theirs] = [link.from, link.to].map(|units| {
                    let views = self.views_of(units, &sights, sight, &mut known);
                    let rights = groups.iter().map(|&group| self.reads_of(units, group, &sights, sight, &mut known));
                    std::iter::once(views).chain(rights).collect::<Vec<Reads>>()
                });
                self.share(&mut left, &mine, &theirs);
                *missing = if left.is_empty() { left } else { self.within_offers(&left) };
            }
            if missing.iter().all(Vec::is_empty) {
                continue;
            }
            let mut ends = [link.from, link.to].map(|end| self.outermost(end));
            ends.sort_by(|&one, &other| self.sets.compare(one, other));
            let units = self.sets.union(ends[0], ends[1]);
            let entry = out.unshared.entry((ends[0], ends[1])).or_default();
            for (all, missing) in entry.chunks.iter_mut().zip(missing) {
                all.extend(missing.into_iter().map(|chunk| Chunk { units, ..chunk }));
            }
            entry.claims.push(link.claim);
        }
        self.tell_with_wider(&mut out.unshared);
        out
    }

    /// Those of some units that are nested in no other of them.
    fn outermost(&self, units: SetId) -> SetId {
        let parent = |unit: u32| self.model.units[unit as usize].thing.parent;
        let members = self.sets.members(units);
        self.sets.from_members(members.filter(|&unit| parent(unit).is_none_or(|it| !self.sets.has(units, it))))
    }

    /// What is told of `K` with `A`, `B` is not told again of `K` with `A`.
    fn tell_with_wider(&self, unshared: &mut BTreeMap<(SetId, SetId), Unshared>) {
        let ends: Vec<(SetId, SetId)> = unshared.keys().copied().collect();
        let wide = ends.iter().filter(|it| self.sets.len(it.0) + self.sets.len(it.1) > 2);
        let by_units = ByMembers::new(&self.sets, ends.iter().map(|it| (it.0, *it)).collect());
        for &(from, to) in wide {
            let subset = |one: SetId, other: SetId| self.sets.is_subset(one, other);
            let inside = |it: &(SetId, SetId)| {
                *it != (from, to) && (subset(it.0, from) && subset(it.1, to) || subset(it.0, to) && subset(it.1, from))
            };
            let Some(mut outer) = unshared.remove(&(from, to)) else { continue };
            let all = self.sets.union(from, to);
            for narrow in by_units.with_some_of(&self.sets, all).filter(inside) {
                let Some(inner) = unshared.get_mut(&narrow) else { continue };
                for (left, told) in inner.chunks.iter_mut().zip(&outer.chunks) {
                    for chunk in told {
                        let units = self.sets.union(narrow.0, narrow.1);
                        self.subtract(left, Chunk { units, ..*chunk });
                    }
                }
                outer.claims.extend(&inner.claims);
            }
            unshared.insert((from, to), outer);
        }
    }

    /// Takes the cells in which both ends may read the same field out of what is left.
    fn share(&self, left: &mut Vec<Chunk>, mine: &[Reads], theirs: &[Reads]) {
        for one in mine.iter().flat_map(|list| list.iter()) {
            for other in theirs.iter().flat_map(|list| list.iter()) {
                if left.is_empty() {
                    return;
                }
                if let Some(both) = self.both(*one, *other) {
                    self.subtract(left, Chunk { keys: self.dimensions.one, ..both });
                }
            }
        }
    }

    /// What some unit of a set looks into by its own account; remembered.
    fn views_of(&self, units: SetId, sights: &Sights, sight: usize, known: &mut Known) -> Reads {
        let view = || -> Reads {
            let seen = self.sets.intersection(self.looks_of(units), sights.fields[sight]);
            let seen = if seen.is_empty() { Vec::new() } else { self.by_existence(seen) };
            let chunks = seen.into_iter().map(|(fields, periods)| Chunk {
                keys: self.keys_of(Operation::Read.bit(), fields),
                ..self.cells(self.dimensions.all_services, self.during(self.all_places(), periods))
            });
            chunks.collect()
        };
        Rc::clone(known.views.entry((units, sight)).or_insert_with(view))
    }

    /// What some unit of a set may read by the rights of a group; remembered. The units are not used.
    fn reads_of(&self, units: SetId, group: GroupId, sights: &Sights, sight: usize, known: &mut Known) -> Reads {
        let key = (units, group, sight);
        if let Some(reads) = known.reads.get(&key) {
            return Rc::clone(reads);
        }
        let allows = self.allows_near(units, group, sights, known);
        let effective = allows.iter().flat_map(|&allow| self.rights().effective(allow));
        let effective = effective.filter(|chunk| !self.sets.disjoint(chunk.units, units));
        // Hundreds of counters that may each read the same at their own place are one chunk.
        let mut at: FxHashMap<(SetId, SetId), usize> = FxHashMap::default();
        let mut reads: Vec<Chunk> = Vec::new();
        for chunk in effective {
            let keys = self.sets.intersection(chunk.keys, sights.keys[sight]);
            if keys.is_empty() {
                continue;
            }
            let known = *at.entry((keys, chunk.services)).or_insert(reads.len());
            match reads.get_mut(known) {
                Some(all) => all.region = self.regions.union(&self.sets, all.region, chunk.region),
                None => reads.push(Chunk { units: self.dimensions.one, keys, ..*chunk }),
            }
        }
        let reads: Reads = reads.into();
        known.reads.insert(key, Rc::clone(&reads));
        reads
    }

    /// The `allow`s of a group to read, but for some that are not for any of the units.
    fn allows_near<'s>(
        &self,
        units: SetId,
        group: GroupId,
        sights: &'s Sights,
        known: &mut Known,
    ) -> Cow<'s, [ClaimId]> {
        let all = sights.allows.get(&group).map_or(&[][..], Vec::as_slice);
        if all.len() <= near::SHORT || self.sets.len(units) as usize >= all.len() {
            return Cow::Borrowed(all);
        }
        let near = known
            .near
            .entry(group)
            .or_insert_with(|| Near::new(&self.sets, all.iter().map(|&id| (id, vec![self.claim(id).reach]))));
        Cow::Owned(near.some_of(self.sets.members(units)))
    }

    pub(super) fn all_places(&self) -> RegionId {
        self.regions.product(self.dimensions.all_touchpoints, self.dimensions.all_moments)
    }

    /// The fields of all records into which some of the units, or a unit around one, can look.
    fn looks_of(&self, units: SetId) -> SetId {
        let units = self.sets.members(units);
        units.fold(SetId::EMPTY, |all, unit| self.sets.union(all, self.looks_into(unit)))
    }

    fn sights(&self) -> Sights {
        let fields = self.sight_fields();
        let keys = fields.map(|fields| self.keys_of(Operation::Read.bit(), fields));
        let stated = self.model.units.iter().flat_map(|it| &it.views).fold(SetId::EMPTY, |all, record| {
            let record = &self.model.records[record.at()];
            self.sets.union(all, self.sets.run(record.first_field, record.all_fields_end))
        });
        let all = self.dimensions.all_services;
        let about_both = self.sets.union(fields[0], fields[1]);
        let reading = self.claims_with(Head::Allow).filter(|(_, claim)| {
            claim.operations.has(Operation::Read) && !self.sets.disjoint(claim.fields, about_both)
        });
        let mut known = self.spoken_of(fields, reading.clone().map(|it| it.0));
        for (known, fields) in known.iter_mut().zip(fields) {
            if !self.sets.disjoint(fields, stated) {
                *known = vec![(all, self.dimensions.all_periods)];
            }
        }
        let mut allows: FxHashMap<GroupId, Vec<ClaimId>> = FxHashMap::default();
        for (id, claim) in reading {
            let group = self.groups.group(claim.services).expect("every claim has a group");
            allows.entry(group).or_default().push(id);
        }
        let periods = fields.map(|fields| self.periods_of_fields(fields));
        Sights { fields, keys, periods, known, allows }
    }

    fn records_of(&self, fields: SetId) -> Vec<RecordId> {
        let members = self.sets.members(fields);
        let mut records: Vec<RecordId> = members.map(|field| self.model.fields[field as usize].record).collect();
        records.dedup();
        records
    }
}
