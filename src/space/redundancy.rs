//! Statements that change nothing: those inside another, and rights of which nothing is left.

use rustc_hash::FxHashMap;

use crate::model::StatementId;
use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::groups::GroupId;
use super::region::RegionId;
use super::set::SetId;

/// Up to this many units a claim is found at each of them.
const NARROW: u32 = 32;

/// Claims, each with its group.
type Claims = Vec<(GroupId, ClaimId)>;

/// Claims by head and unit, those of many units by head alone; the claims of each in the order of their groups.
#[derive(Default)]
struct Index(FxHashMap<(Head, Option<u32>), Claims>);

/// So few claims are looked through; of more only those of the groups in question.
const FEW: usize = 8;

/// Of more rights of a unit only those about the data in question are looked through.
const MANY: usize = 32;

impl Index {
    /// Calls back for every claim of the unit, and of many units, that may be about a service and a field, until one is
    /// taken.
    fn find(
        &self,
        space: &Space<'_>,
        (head, unit): (Head, u32),
        (service, field): (u32, Option<u32>),
        mut taken: impl FnMut(ClaimId) -> bool,
    ) -> Option<ClaimId> {
        let many = self.0.get(&(head, Some(unit))).is_some_and(|claims| claims.len() > MANY);
        if let Some(field) = field.filter(|_| many) {
            let one = |it: u32| space.sets.run(it, it + 1);
            return space.about(head, one(field), one(service)).into_iter().find(|&id| taken(id));
        }
        for key in [Some(unit), None] {
            let Some(claims) = self.0.get(&(head, key)) else { continue };
            let found = if claims.len() <= FEW {
                let about = |group: GroupId| space.sets.has(space.groups.sets[group.0 as usize], service);
                claims.iter().find(|&&(group, id)| about(group) && taken(id))
            } else {
                space.groups.of(service).find_map(|group| {
                    let start = claims.partition_point(|&(other, _)| other < group);
                    claims[start..].iter().take_while(|&&(other, _)| other == group).find(|&&(_, id)| taken(id))
                })
            };
            if let Some(&(_, id)) = found {
                return Some(id);
            }
        }
        None
    }
}

impl Space<'_> {
    /// Statements whose box lies within that of another, and a claim of that other; the first statement stays of two equal ones.
    pub fn redundant(&self) -> Vec<(ClaimId, ClaimId)> {
        let mut index = Index::default();
        for (id, claim) in (0..).map(ClaimId).zip(&self.claims) {
            if !may_be_redundant(claim.head) || self.model.statements[claim.statement.at()].doubtful {
                continue;
            }
            let group = self.groups.group(claim.services).expect("every claim has a group");
            if self.sets.len(claim.units) > NARROW {
                index.0.entry((claim.head, None)).or_default().push((group, id));
                continue;
            }
            for unit in self.sets.members(claim.units) {
                index.0.entry((claim.head, Some(unit))).or_default().push((group, id));
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is put in order by itself")]
        for claims in index.0.values_mut() {
            claims.sort_unstable();
        }
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.claims.len() {
            let statement = self.claims[at].statement;
            let end = at + self.claims[at..].iter().take_while(|claim| claim.statement == statement).count();
            let own = &self.claims[at..end];
            if let Some(outer) = self.outer(&index, own) {
                out.push((ClaimId(crate::source::offset(at)), outer));
            }
            at = end;
        }
        out
    }

    /// Those of some claims that have a cell at a time when its service exists.
    fn alive<'c>(&self, claims: &'c [Claim]) -> impl Iterator<Item = &'c Claim> {
        claims.iter().filter(|claim| self.has_cells(claim.services, claim.region))
    }

    /// A claim of another statement whose claims hold all of these claims of one statement.
    fn outer(&self, index: &Index, own: &[Claim]) -> Option<ClaimId> {
        let first = own.first()?;
        if !may_be_redundant(first.head) || self.model.statements[first.statement.at()].doubtful {
            return None;
        }
        let first = self.alive(own).next()?;
        let unit = self.sets.first(first.units)?;
        let service = self.first_present(first.services, first.region)?;
        let field = self.sets.first(first.fields);
        index.find(self, (first.head, unit), (service, field), |candidate| {
            let other = self.claim(candidate);
            if other.statement == first.statement || !self.inside(first, other) || !self.as_free(first, other) {
                return false;
            }
            let own: Vec<&Claim> = self.alive(own).collect();
            let others: Vec<&Claim> = self.alive(self.claims_of(other.statement)).collect();
            let within = |mine: &[&Claim], theirs: &[&Claim]| {
                mine.iter().all(|one| theirs.iter().any(|two| self.inside(one, two)))
            };
            let equal = within(&others, &own) && self.as_free(other, first);
            within(&own, &others) && (!equal || other.statement < first.statement)
        })
    }

    /// The claims of a statement.
    pub fn claims_of(&self, statement: StatementId) -> &[Claim] {
        let start = self.claims.partition_point(|claim| claim.statement < statement);
        let end = self.claims.partition_point(|claim| claim.statement <= statement);
        &self.claims[start..end]
    }

    fn inside(&self, inner: &Claim, outer: &Claim) -> bool {
        inner.tasks.minus(outer.tasks).is_empty()
            && inner.operations.minus(outer.operations).is_empty()
            && self.sets.is_subset(inner.units, outer.units)
            && self.sets.is_subset(inner.fields, outer.fields)
            && self.sets.is_subset(inner.reach, outer.reach)
            && self.region_inside(inner, outer)
    }

    /// Whether the second claim holds wherever the first does, as far as the services of the first exist.
    fn region_inside(&self, inner: &Claim, outer: &Claim) -> bool {
        let (sets, passing) = (&self.sets, self.dimensions.passing);
        if !sets.is_subset(sets.difference(inner.services, passing), outer.services) {
            return false;
        }
        let present = || self.present(inner.services, inner.region);
        let within = |region| self.regions.is_subset(sets, region, outer.region);
        if within(inner.region) {
            return sets.is_subset(inner.services, outer.services) || sets.is_subset(present(), outer.services);
        }
        // A service that always exists has all cells of the region.
        sets.is_subset(inner.services, passing) && {
            let services = present();
            let exists_within = |service| {
                let exists = self.service_existence(service);
                within(exists.map_or(inner.region, |it| self.regions.intersection(sets, inner.region, it)))
            };
            sets.is_subset(services, outer.services) && sets.members(services).all(exists_within)
        }
    }

    /// The services of a set that exist somewhere in a region.
    fn present(&self, services: SetId, region: RegionId) -> SetId {
        if self.sets.disjoint(services, self.dimensions.passing) {
            return services;
        }
        let passing = self.sets.members(self.sets.intersection(services, self.dimensions.passing));
        let absent = passing.filter(|&service| {
            self.service_existence(service).is_some_and(|exists| self.regions.disjoint(&self.sets, exists, region))
        });
        self.sets.difference(services, self.sets.from_members(absent))
    }

    /// Whether some of the services exist somewhere in a region.
    pub fn has_cells(&self, services: SetId, region: RegionId) -> bool {
        if !self.sets.is_subset(services, self.dimensions.passing) {
            return true;
        }
        self.first_present(services, region).is_some()
    }

    /// The first service of a set that exists somewhere in a region.
    fn first_present(&self, services: SetId, region: RegionId) -> Option<u32> {
        let runs = self.sets.runs(services);
        let mut members = runs.iter().flat_map(|&(start, end)| start..end);
        members.find(|&service| {
            self.service_existence(service).is_none_or(|exists| !self.regions.disjoint(&self.sets, exists, region))
        })
    }

    /// Whether the second right asks no safeguard that the first does not ask.
    fn as_free(&self, first: &Claim, second: &Claim) -> bool {
        let guards =
            |claim: &Claim| self.model.statements[claim.statement.at()].guards.as_deref().cloned().unwrap_or_default();
        first.head != Head::Allow || guards(first).has_all_of(&guards(second))
    }

    /// The claims of a statement by their ids.
    fn claim_ids(&self, statement: StatementId) -> impl Iterator<Item = ClaimId> + Clone + use<> {
        let start = self.claims.partition_point(|claim| claim.statement < statement);
        (crate::source::offset(start)..).map(ClaimId).take(self.claims_of(statement).len())
    }

    /// All that a right says, claim by claim.
    pub fn right_chunks(&self, statement: StatementId) -> Vec<Chunk> {
        self.claim_ids(statement).map(|id| self.right_chunk(id)).collect()
    }

    /// `allow`s of which no `forbid` leaves anything, with those `forbid`s.
    pub fn undone(&self) -> Vec<(ClaimId, Vec<ClaimId>)> {
        let mut out = Vec::new();
        let mut last = None;
        for &allow in &self.rights().allows {
            let statement = self.claim(allow).statement;
            if last == Some(statement) {
                continue;
            }
            last = Some(statement);
            let ids = self.claim_ids(statement);
            let covers = ids.clone().any(|id| self.has_cells(self.claim(id).services, self.claim(id).region));
            if !covers || ids.clone().any(|id| !self.rights().effective(id).is_empty()) {
                continue;
            }
            let mut forbids: Vec<ClaimId> = ids.flat_map(|id| self.forbids_of(self.right_chunk(id))).collect();
            forbids.sort_unstable();
            forbids.dedup_by_key(|id| self.claim(*id).statement);
            out.push((allow, forbids));
        }
        out
    }
}

fn may_be_redundant(head: Head) -> bool {
    match head {
        Head::Responsible
        | Head::Accountable
        | Head::Consulted
        | Head::Informed
        | Head::Supporting
        | Head::Allow
        | Head::Forbid => true,
        Head::Offer | Head::Need | Head::Handover | Head::Mandate | Head::Delegate => false,
    }
}
