//! Rights that lack what a right should have, or that reach who should not have them: logging, a purpose, the source of
//! authentic data, units of others, units and channels that end, units that only inform.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::words::{Operations, Task, Trait, Traits, UnitKind};
use crate::model::{Days, Field, Meaning, Thing, UnitId};
use crate::syntax::ast::{Head, Statement};

use super::Space;
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::region::RegionId;
use super::set::SetId;

/// A statement (its first claim), and what of its effective right is careless.
pub type Careless = (ClaimId, Vec<Chunk>);

impl Space<'_> {
    fn statement_of(&self, claim: ClaimId) -> &Statement {
        &self.model.ast.statements[self.claim(claim).statement.at()]
    }

    /// The parts of all effective rights that lie within units and keys, of statements that are wanted.
    fn rights_within(&self, units: SetId, keys: SetId, wanted: impl Fn(ClaimId) -> bool) -> Vec<Careless> {
        let mut out = Vec::new();
        if units.is_empty() || keys.is_empty() {
            return out;
        }
        for &allow in &self.rights().allows {
            if wanted(allow) && !self.sets.disjoint(self.claim(allow).reach, units) {
                let chunks = self.part(allow, units, keys, None);
                self.push_chunks(&mut out, allow, chunks);
            }
        }
        out
    }

    fn fields_where(&self, wanted: impl Fn(&Field) -> bool) -> SetId {
        let fields = (0..).zip(&self.model.fields).filter(|(_, field)| wanted(field));
        self.sets.from_members(fields.map(|(id, _)| id))
    }

    /// The keys of tier 3 and 4.
    pub(super) fn weighty_keys(&self) -> SetId {
        let tiers = &self.stakes().tiers;
        self.sets.union(tiers[3], tiers[4])
    }

    /// Rights to write that are not `logged`.
    pub fn unlogged(&self) -> Vec<Careless> {
        let keys = self.writing_keys(self.dimensions.all_fields);
        self.rights_within(self.dimensions.all_units, keys, |allow| {
            !self.stated_guards(allow).is_some_and(|guards| guards.logged)
        })
    }

    /// Rights on personal data without a purpose.
    pub fn purposeless(&self) -> Vec<Careless> {
        let personal = self.fields_where(|field| field.traits.overlaps(Traits::PERSONAL_DATA));
        let keys = self.keys_of(Operations::ALL, personal);
        self.rights_within(self.dimensions.all_units, keys, |allow| {
            self.statement_of(allow).because.is_none_or(|why| self.model.text(why).trim().is_empty())
        })
    }

    /// Fields of a set that are of a trait.
    pub fn fields_with(&self, fields: SetId, wanted: Trait) -> SetId {
        self.sets.intersection(fields, self.fields_where(|field| field.traits.has(wanted)))
    }

    /// Rights to write authentic data of units outside its source, by source.
    pub fn outside_sources(&self) -> Vec<(UnitId, Careless)> {
        let mut by_source: BTreeMap<UnitId, Vec<u32>> = BTreeMap::new();
        for (id, field) in (0..).zip(&self.model.fields) {
            if let Some(source) = field.source.filter(|_| field.traits.has(Trait::Authentic)) {
                by_source.entry(source).or_default().push(id);
            }
        }
        let mut out = Vec::new();
        for (source, fields) in by_source {
            let fields = self.sets.from_members(fields);
            let others = self.sets.difference(self.dimensions.all_units, self.dimensions.subtree_sets[source.at()]);
            let touches = |allow: ClaimId| !self.sets.disjoint(self.claim(allow).fields, fields);
            let found = self.rights_within(others, self.writing_keys(fields), touches);
            out.extend(found.into_iter().map(|careless| (source, careless)));
        }
        out.sort_by_key(|&(source, (allow, _))| (allow, source));
        out
    }

    /// The unit around a unit, or the unit itself, that is no part of the organisation: a partner, or outsourced.
    pub fn outsider(&self, unit: u32) -> Option<UnitId> {
        let mut at = Some(unit);
        while let Some(id) = at {
            let it = &self.model.units[id as usize];
            if it.outsourced || it.kind == Some(UnitKind::Partner) {
                return Some(UnitId(id));
            }
            at = it.thing.parent;
        }
        None
    }

    /// Rights of outsiders of tier 3 or 4, or on authentic data.
    pub fn outside_rights(&self) -> Vec<Careless> {
        let outside =
            (0..).zip(&self.model.units).filter(|(_, it)| it.outsourced || it.kind == Some(UnitKind::Partner));
        let outside = outside.flat_map(|(id, it)| id..it.thing.end);
        let outside = self.sets.from_members(outside.collect::<Vec<u32>>());
        let authentic = self.fields_where(|field| field.traits.has(Trait::Authentic));
        let keys = self.sets.union(self.weighty_keys(), self.keys_of(Operations::ALL, authentic));
        self.rights_within(outside, keys, |_| true)
    }

    /// Rights of tier 3 or 4 of units that end, and of others at channels that end: those whose statement chooses among the
    /// channels, and those of front offices.
    pub fn passing_rights(&self) -> (Vec<Careless>, Vec<Careless>) {
        let ends = |thing: &Thing| thing.exists.last != Days::ALWAYS.last;
        let units = (0..).zip(&self.model.units).filter(|(_, it)| ends(&it.thing)).map(|(id, _)| id);
        let units = self.sets.from_members(units.collect::<Vec<u32>>());
        let keys = self.weighty_keys();
        let of_units = self.rights_within(units, keys, |_| true);

        let touchpoints = (0..)
            .zip(&self.dimensions.touchpoints)
            .filter(|(_, it)| it.is_some_and(|it| ends(&self.model.channels[it.channel.at()].thing)));
        let touchpoints = self.sets.from_members(touchpoints.map(|(at, _)| at));
        let mut at_channels = Vec::new();
        if !touchpoints.is_empty() {
            let there = self.regions.product(touchpoints, self.dimensions.all_moments);
            let others = self.sets.difference(self.dimensions.all_units, units);
            let fronts = self.sets.difference(self.sets.union(self.stakes().front, self.stakes().kcc), units);
            for &allow in &self.rights().allows {
                let meant = if self.chooses_channels(allow) { others } else { fronts };
                if !self.sets.disjoint(self.claim(allow).reach, meant) {
                    let chunks = self.part(allow, meant, keys, Some(there));
                    self.push_chunks(&mut at_channels, allow, chunks);
                }
            }
        }
        (of_units, at_channels)
    }

    /// Whether a statement says via which channels, and not via all.
    fn chooses_channels(&self, claim: ClaimId) -> bool {
        self.statement_of(claim).channels.is_some_and(|selector| {
            let selector = self.model.ast.selector(selector);
            let all = |term| matches!(self.model.meanings[term], Meaning::All);
            !selector.except.is_empty() || !selector.terms.range().any(all)
        })
    }

    /// The periods in which a claim has cells.
    pub(super) fn claim_periods(&self, claim: &Claim) -> SetId {
        self.periods_in(claim.services, claim.region)
    }

    /// The periods of a region in which some of the services exist.
    pub(super) fn periods_in(&self, services: SetId, region: RegionId) -> SetId {
        let there = self.periods_of(&[self.cells(self.dimensions.one, region)]);
        if !self.sets.is_subset(services, self.dimensions.passing) {
            return there;
        }
        let services = self.sets.members(services);
        let periods = services.map(|service| self.dimensions.service_periods[service as usize]);
        let exist = periods.fold(SetId::EMPTY, |all, periods| self.sets.union(all, periods));
        self.sets.intersection(there, exist)
    }

    /// Rights above tier 1 of units that are responsible for nothing but `inform`, in the periods in which they are.
    pub fn informers_that_write(&self) -> Vec<Careless> {
        let mut out = Vec::new();
        let groups = self.informers();
        if groups.is_empty() {
            return out;
        }
        let keys = self.sets.union(self.weighty_keys(), self.stakes().tiers[2]);
        for &allow in &self.rights().allows {
            for &(units, then) in &groups {
                if !self.sets.disjoint(self.claim(allow).reach, units) {
                    let chunks = self.part(allow, units, keys, Some(then));
                    self.push_chunks(&mut out, allow, chunks);
                }
            }
        }
        out
    }

    /// Units that are responsible for `inform` and for nothing else, by when they are.
    fn informers(&self) -> Vec<(SetId, RegionId)> {
        let mut seen = FxHashSet::default();
        let mut periods: FxHashMap<u32, (SetId, SetId)> = FxHashMap::default();
        let informs = Task::Inform.bit();
        for (_, claim) in self.claims_with(Head::Responsible) {
            let (inform, more) = (claim.tasks.has(Task::Inform), !claim.tasks.minus(informs).is_empty());
            if !seen.insert((claim.units, claim.services, claim.region, inform, more)) {
                continue;
            }
            let then = self.claim_periods(claim);
            for unit in self.sets.members(claim.units) {
                let (informing, other) = periods.entry(unit).or_insert((SetId::EMPTY, SetId::EMPTY));
                if inform {
                    *informing = self.sets.union(*informing, then);
                }
                if more {
                    *other = self.sets.union(*other, then);
                }
            }
        }
        let mut by_periods: BTreeMap<SetId, Vec<u32>> = BTreeMap::new();
        for (unit, _) in (0..).zip(&self.model.units) {
            let Some(&(informing, other)) = periods.get(&unit) else { continue };
            let only = self.sets.difference(informing, other);
            if !only.is_empty() {
                by_periods.entry(only).or_default().push(unit);
            }
        }
        let group = |(periods, units): (SetId, Vec<u32>)| {
            let moments = self.dimensions.moments(&self.sets, self.dimensions.all_audiences, periods);
            (self.sets.from_members(units), self.regions.product(self.dimensions.all_touchpoints, moments))
        };
        by_periods.into_iter().map(group).collect()
    }

    /// The statements that make a unit responsible, in order.
    pub fn responsibilities_of(&self, unit: u32) -> Vec<ClaimId> {
        let claims = self.claims_with(Head::Responsible);
        let own = claims.filter(|(_, claim)| self.sets.has(claim.units, unit));
        own.map(|(id, _)| id).collect()
    }
}
