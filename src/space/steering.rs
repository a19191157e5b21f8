//! Who steers the channels, and in which form. Forms are not declared: they are what limits the statements that make a
//! unit accountable for `steering`, and nested units rank them.

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::model::words::Task;
use crate::model::{Meaning, UnitId};
use crate::syntax::ast::{Head, Selector};

use super::Space;
use super::block::Block;
use super::chunk::Chunk;
use super::claim::{Claim, ClaimId};
use super::region::RegionId;
use super::set::SetId;

/// By what steering can be limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Limit {
    Channel,
    Location,
    /// Themes are told by their services.
    Service,
    Audience,
}

pub const LIMITS: [Limit; 4] = [Limit::Channel, Limit::Location, Limit::Service, Limit::Audience];

/// The limits of a unit's statements taken together, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Limits(u8);

impl Limits {
    pub fn has(self, limit: Limit) -> bool {
        self.0 >> limit as u8 & 1 == 1
    }

    #[must_use]
    fn with(self, limit: Limit) -> Self {
        Self(self.0 | 1 << limit as u8)
    }

    #[must_use]
    fn without(self, limit: Limit) -> Self {
        Self(self.0 & !(1 << limit as u8))
    }
}

/// The form in which a unit steers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A channel chief: it steers everything that exists then.
    Chief,
    /// Per channel, location, service or theme, or audience; more than one where its statements are limited by more.
    Limited(Limits),
}

impl Form {
    /// "everything", "per location", "per channel and audience". A place lies within a channel, so `via Balie at Oost` is per
    /// location alone.
    pub fn words(self) -> String {
        let Form::Limited(limits) = self.called() else { return "everything".to_owned() };
        let words: Vec<&str> = LIMITS.iter().filter(|&&limit| limits.has(limit)).map(|limit| limit.word()).collect();
        format!("per {}", words.join(" and "))
    }

    /// The form as it is called, by which it is the same as another one.
    #[must_use]
    pub fn called(self) -> Self {
        match self {
            Form::Limited(limits) if limits.has(Limit::Location) => Form::Limited(limits.without(Limit::Channel)),
            form => form,
        }
    }
}

impl Limit {
    pub fn word(self) -> &'static str {
        match self {
            Limit::Channel => "channel",
            Limit::Location => "location",
            Limit::Service => "service",
            Limit::Audience => "audience",
        }
    }
}

/// One statement about steering: where it is limited, when.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub claim: ClaimId,
    /// The periods in which it says something.
    pub periods: SetId,
    limited: [SetId; LIMITS.len()],
}

impl Line {
    /// The periods in which it is limited by this.
    pub fn limited(&self, by: Limit) -> SetId {
        self.limited[by as usize]
    }
}

/// A unit that is accountable for `steering` somewhere.
#[derive(Clone, Debug)]
pub struct Steerer {
    pub unit: UnitId,
    /// Its statements, in their order.
    pub lines: Rc<[Line]>,
    /// Its forms, each with the periods in which it has it; together all periods in which it steers anything.
    pub forms: Rc<[(Form, SetId)]>,
    /// The nearest unit around it that steers too: who stands above it. By its place in [`Steering::units`].
    pub above: Option<usize>,
    /// How many stand above it.
    pub rank: usize,
}

impl Steerer {
    /// The periods in which it is a channel chief.
    pub fn chief(&self) -> SetId {
        self.forms.iter().find(|(form, _)| *form == Form::Chief).map_or(SetId::EMPTY, |&(_, periods)| periods)
    }
}

/// Everybody who steers.
#[derive(Debug, Default)]
pub struct Steering {
    /// By unit, so that a unit stands before those nested in it.
    pub units: Vec<Steerer>,
    /// All statements about steering, in their order.
    pub lines: Vec<Line>,
}

/// The statements and forms of units that the same statements name.
type Known = (Rc<[Line]>, Rc<[(Form, SetId)]>);

impl Steering {
    pub fn of(&self, unit: u32) -> Option<&Steerer> {
        self.units.binary_search_by_key(&unit, |it| it.unit.0).ok().map(|at| &self.units[at])
    }
}

impl Space<'_> {
    /// Derives the forms of steering from the statements.
    pub(super) fn derive_steering(&self) -> Steering {
        let mut out = Steering::default();
        // Statements that name the same units are looked at once for all of these.
        let mut by_units: BTreeMap<SetId, Vec<Line>> = BTreeMap::new();
        for (id, claim) in self.claims_with(Head::Accountable) {
            if claim.tasks.has(Task::Steering) && !claim.units.is_empty() {
                let line = self.steering_line(id);
                out.lines.push(line);
                by_units.entry(claim.units).or_default().push(line);
            }
        }
        let mut by_unit: BTreeMap<u32, Vec<SetId>> = BTreeMap::new();
        for &units in by_units.keys() {
            for unit in self.sets.members(units) {
                by_unit.entry(unit).or_default().push(units);
            }
        }
        let mut known: FxHashMap<Vec<SetId>, Known> = FxHashMap::default();
        let mut around: Vec<usize> = Vec::new();
        for (unit, sets) in by_unit {
            let (lines, forms) = known.entry(sets).or_insert_with_key(|sets| {
                let mut lines: Vec<Line> = sets.iter().flat_map(|set| by_units[set].iter().copied()).collect();
                lines.sort_unstable_by_key(|line| line.claim);
                let forms = self.forms(&lines);
                (lines.into(), forms.into())
            });
            while around.last().is_some_and(|&at| self.end_of(out.units[at].unit.0) <= unit) {
                around.pop();
            }
            let (above, rank) = (around.last().copied(), around.len());
            around.push(out.units.len());
            let (lines, forms) = (Rc::clone(lines), Rc::clone(forms));
            out.units.push(Steerer { unit: UnitId(unit), lines, forms, above, rank });
        }
        out
    }

    /// What a unit steers, as boxes of service × touchpoint × audience × period, offered or not.
    pub fn steered_blocks(&self, steerer: &Steerer) -> Vec<Block> {
        let chunks = steerer.lines.iter().map(|line| {
            let claim = self.claim(line.claim);
            self.cells(claim.services, claim.region)
        });
        self.task_blocks(&chunks.collect::<Vec<_>>())
    }

    fn end_of(&self, unit: u32) -> u32 {
        self.model.units[unit as usize].thing.end
    }

    /// Touchpoints × all audiences × periods, as far as the channels exist.
    pub(super) fn existing(&self, periods: SetId) -> RegionId {
        let dimensions = &self.dimensions;
        let moments = dimensions.moments(&self.sets, dimensions.all_audiences, periods);
        let all = self.regions.product(dimensions.all_touchpoints, moments);
        dimensions.existence.map_or(all, |there| self.regions.intersection(&self.sets, all, there))
    }

    /// The periods of a region.
    pub(super) fn region_periods(&self, region: RegionId) -> SetId {
        let mut out = SetId::EMPTY;
        for part in self.regions.parts(region).iter() {
            for &(_, periods) in self.audiences_and_periods(part.moments).iter() {
                out = self.sets.union(out, periods);
            }
        }
        out
    }

    /// What limits a statement. A channel is left out when a touchpoint of it is, though the statement names its place; a
    /// location when none of its touchpoints is reached.
    fn steering_line(&self, id: ClaimId) -> Line {
        let (claim, sets, dimensions) = (self.claim(id), &self.sets, &self.dimensions);
        let parts = self.regions.parts(claim.region);
        let touchpoints = parts.iter().fold(SetId::EMPTY, |all, part| sets.union(all, part.touchpoints));
        let mut audiences = SetId::EMPTY;
        for part in parts.iter() {
            for &(some, _) in self.audiences_and_periods(part.moments).iter() {
                audiences = sets.union(audiences, some);
            }
        }
        let periods = self.periods_of_claim(claim);
        let mut line = Line { claim: id, periods, limited: [SetId::EMPTY; LIMITS.len()] };
        let mut limit = |by: Limit, periods: SetId| line.limited[by as usize] = periods;
        if audiences != dimensions.all_audiences {
            limit(Limit::Audience, periods);
        }
        limit(
            Limit::Service,
            sets.intersection(
                periods,
                self.periods_of_services(sets.difference(dimensions.all_services, claim.services)),
            ),
        );
        let left_out = sets.difference(dimensions.all_touchpoints, touchpoints);
        if left_out.is_empty() {
            return line;
        }
        let mut elsewhere = SetId::EMPTY;
        if let Some(places) = self.model.ast.statements[claim.statement.at()].locations {
            let physical = sets.difference(left_out, dimensions.placeless);
            elsewhere = sets.difference(physical, self.touchpoints_at(&self.model.ast.selector(places)));
        }
        let there = self.existing(periods);
        let when = |left: SetId| {
            let region = self.regions.product(left, dimensions.all_moments);
            self.region_periods(self.regions.intersection(sets, there, region))
        };
        limit(Limit::Channel, when(sets.difference(left_out, elsewhere)));
        limit(Limit::Location, when(elsewhere));
        line
    }

    /// The physical touchpoints at the places that a clause names.
    fn touchpoints_at(&self, places: &Selector) -> SetId {
        let dimensions = &self.dimensions;
        let pick = |terms: std::ops::Range<usize>| {
            self.model.meanings[terms].iter().fold(SetId::EMPTY, |all, meaning| match *meaning {
                Meaning::All => self.sets.difference(dimensions.all_touchpoints, dimensions.placeless),
                Meaning::Location(id) => self.sets.union(all, dimensions.location_sets[id.at()]),
                Meaning::Tag(tag) => {
                    let places = self.model.locations.iter().zip(&dimensions.location_sets);
                    let tagged = places.filter(|(place, _)| place.thing.tags.contains(&tag));
                    tagged.fold(all, |all, (_, &set)| self.sets.union(all, set))
                }
                _ => all,
            })
        };
        self.sets.difference(pick(places.terms.range()), pick(places.except.range()))
    }

    /// The periods in which a claim says something: it holds, and one of its services exists.
    pub(super) fn periods_of_claim(&self, claim: &Claim) -> SetId {
        let periods = self.region_periods(claim.region);
        self.sets.intersection(periods, self.periods_of_services(claim.services))
    }

    /// The periods in which one of some services exists.
    fn periods_of_services(&self, services: SetId) -> SetId {
        let dimensions = &self.dimensions;
        if !self.sets.is_subset(services, dimensions.passing) {
            return dimensions.all_periods;
        }
        let periods = self.sets.members(services).map(|it| dimensions.service_periods[it as usize]);
        periods.fold(SetId::EMPTY, |all, some| self.sets.union(all, some))
    }

    /// The forms that statements make together.
    fn forms(&self, lines: &[Line]) -> Vec<(Form, SetId)> {
        let sets = &self.sets;
        let all = lines.iter().fold(SetId::EMPTY, |all, line| sets.union(all, line.periods));
        let chief = sets.difference(all, self.periods_not_whole(lines, all));
        let mut forms = BTreeMap::from([(Limits::default(), sets.difference(all, chief))]);
        for by in LIMITS {
            let limited = lines.iter().fold(SetId::EMPTY, |all, line| sets.union(all, line.limited(by)));
            for (limits, periods) in std::mem::take(&mut forms) {
                forms.insert(limits.with(by), sets.intersection(periods, limited));
                forms.insert(limits, sets.difference(periods, limited));
            }
        }
        let limited = forms.into_iter().map(|(limits, periods)| (Form::Limited(limits), periods));
        std::iter::once((Form::Chief, chief)).chain(limited).filter(|(_, periods)| !periods.is_empty()).collect()
    }

    /// The periods in which some cell that exists is in none of the statements.
    fn periods_not_whole(&self, lines: &[Line], periods: SetId) -> SetId {
        let sets = &self.sets;
        let everything = lines.iter().fold(SetId::EMPTY, |all, line| {
            let limited = LIMITS.iter().fold(SetId::EMPTY, |all, &by| sets.union(all, line.limited(by)));
            sets.union(all, sets.difference(line.periods, limited))
        });
        let asked = sets.difference(periods, everything);
        if asked.is_empty() {
            return SetId::EMPTY;
        }
        // Together they can only reach everything when they reach every service.
        let services = lines.iter().fold(SetId::EMPTY, |all, line| sets.union(all, self.claim(line.claim).services));
        let mut left = self.existing_cells(sets.difference(self.dimensions.all_services, services), asked);
        let lacking = left.iter().fold(SetId::EMPTY, |all, chunk| sets.union(all, self.region_periods(chunk.region)));
        left = self.existing_cells(services, sets.difference(asked, lacking));
        for line in lines {
            let claim = self.claim(line.claim);
            self.subtract(&mut left, self.cells(claim.services, claim.region));
        }
        left.iter().fold(lacking, |all, chunk| sets.union(all, self.region_periods(chunk.region)))
    }

    /// The cells of services that exist in some periods, as disjoint chunks.
    fn existing_cells(&self, services: SetId, periods: SetId) -> Vec<Chunk> {
        let there = self.existing(periods);
        let passing = self.sets.intersection(services, self.dimensions.passing);
        let mut out = vec![self.cells(self.sets.difference(services, passing), there)];
        for service in self.sets.members(passing) {
            let exists = self.service_existence(service).unwrap_or(there);
            let region = self.regions.intersection(&self.sets, there, exists);
            out.push(self.cells(self.sets.run(service, service + 1), region));
        }
        out.retain(|chunk| !chunk.is_empty());
        out
    }
}
