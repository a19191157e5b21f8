//! What belongs to the organisation. Of what the policy itself declares that is what exists, of services, channels and audiences
//! what is offered; of a catalogue, which it shares with others, only what it uses.

use super::offered::Offered;
use crate::model::{Channel, Days, Field, Place, Service, Thing, Unit, UnitId};
use crate::space::Space;
use crate::space::claim::{Claim, ClaimId};
use crate::space::first_line::is_live;
use crate::space::region::RegionId;
use crate::space::set::SetId;
use crate::syntax::ast::{Head, Noun};

/// What there is in some periods.
pub(super) struct Own<'s, 'm> {
    pub(super) space: &'s Space<'m>,
    periods: SetId,
    /// Services that are offered, with the touchpoints at which and the audiences to whom anything is.
    services: SetId,
    touchpoints: SetId,
    audiences: SetId,
    /// Units that statements and facts of the policy name, and all in them.
    named: SetId,
    /// Fields that rights and needs are about.
    spoken_of: SetId,
}

impl<'s, 'm> Own<'s, 'm> {
    /// Of some periods, with what is offered in them.
    pub(super) fn new(space: &'s Space<'m>, offered: &Offered, periods: SetId) -> Self {
        let (services, touchpoints, audiences) = offered.sides(space);
        let within = super::region_of(space, periods);
        let (named, spoken_of) = spoken_of(space, offered, within);
        Self { space, periods, services, touchpoints, audiences, named, spoken_of }
    }

    /// The services that are offered, without those that are divided into others.
    pub(super) fn services(&self) -> impl Iterator<Item = &'m Service> {
        let all = self.space.model.services.iter().zip(&self.space.dimensions.service_sets);
        let leaves = (0..).zip(all).filter(|(id, (it, _))| it.noun == Noun::Service && it.thing.end == id + 1);
        leaves.map(|it| it.1).filter(|(it, leaf)| self.is_offered(&it.thing, **leaf, self.services)).map(|it| it.0)
    }

    /// The channels through which something is offered.
    pub(super) fn channels(&self) -> impl Iterator<Item = &'m Channel> {
        let all = self.space.model.channels.iter().zip(&self.space.dimensions.own_channel_sets);
        all.filter(|(it, own)| self.is_offered(&it.thing, **own, self.touchpoints)).map(|it| it.0)
    }

    /// Those on which people wait for people.
    pub(super) fn live_channels(&self) -> impl Iterator<Item = &'m Channel> {
        self.channels().filter(|it| is_live(it))
    }

    /// Where something is offered; everywhere while nothing is offered at all.
    pub(super) fn touchpoints(&self) -> impl Iterator<Item = u32> {
        let all = self.space.dimensions.all_touchpoints;
        self.space.sets.list(if self.services.is_empty() { all } else { self.touchpoints }).into_iter()
    }

    /// The outermost audiences of whom any part is served.
    pub(super) fn audiences(&self) -> impl Iterator<Item = &'m Place> {
        let all = self.space.model.audiences.iter().zip(&self.space.dimensions.audience_sets);
        let served = all.filter(|(it, leaves)| {
            it.thing.parent.is_none() && self.exists(it.thing.exists) && self.overlaps(**leaves, self.audiences)
        });
        served.map(|it| it.0)
    }

    /// Places, without those that are divided into others.
    pub(super) fn locations(&self) -> impl Iterator<Item = &'m Place> {
        let all = self.space.model.locations.iter().zip(&self.space.dimensions.location_sets);
        let leaves = (0..).zip(all).filter(|(id, (it, _))| it.thing.end == id + 1);
        let own = leaves.filter(|(_, (it, at))| self.is_own(&it.thing, self.overlaps(**at, self.touchpoints)));
        own.map(|it| it.1.0)
    }

    pub(super) fn units(&self) -> impl Iterator<Item = (u32, &'m Unit)> {
        let all = (0..).zip(&self.space.model.units);
        all.filter(|(id, it)| self.is_own(&it.thing, self.space.sets.has(self.named, *id)))
    }

    /// The fields of records; of one in a catalogue when a right or need is about it.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'m Field> {
        let own = self.space.model.records.iter().filter(|it| {
            let fields = self.space.sets.run(it.first_field, it.fields_end);
            self.is_own(&it.thing, self.overlaps(fields, self.spoken_of))
        });
        own.flat_map(|it| &self.space.model.fields[it.first_field as usize..it.fields_end as usize])
    }

    /// Everything that exists in some of the periods, offered or not, of which a day can be said.
    pub(super) fn things(&self) -> impl Iterator<Item = &'m Thing> {
        let (model, dimensions) = (self.space.model, &self.space.dimensions);
        let services = model.services.iter().map(|it| &it.thing).zip(&dimensions.service_sets);
        let services = services.map(|(it, &leaves)| (it, self.overlaps(leaves, self.services)));
        let channels = model.channels.iter().map(|it| &it.thing).zip(&dimensions.channel_sets);
        let channels = channels.map(|(it, &leaves)| (it, self.overlaps(leaves, self.touchpoints)));
        let locations = model.locations.iter().map(|it| &it.thing).zip(&dimensions.location_sets);
        let locations = locations.map(|(it, &leaves)| (it, self.overlaps(leaves, self.touchpoints)));
        let audiences = model.audiences.iter().map(|it| &it.thing).zip(&dimensions.audience_sets);
        let audiences = audiences.map(|(it, &leaves)| (it, self.overlaps(leaves, self.audiences)));
        let records = model.records.iter().map(|it| {
            let fields = self.space.sets.run(it.first_field, it.all_fields_end);
            (&it.thing, self.overlaps(fields, self.spoken_of))
        });
        let units = (0..).zip(&model.units).map(|(id, it)| (&it.thing, self.space.sets.has(self.named, id)));
        let all = services.chain(channels).chain(locations).chain(audiences).chain(records).chain(units);
        all.filter(|(it, is_used)| self.is_own(it, *is_used)).map(|it| it.0)
    }

    fn overlaps(&self, some: SetId, others: SetId) -> bool {
        !self.space.sets.disjoint(some, others)
    }

    /// Whether something exists in some of the periods.
    pub(super) fn exists(&self, days: Days) -> bool {
        self.overlaps(self.space.dimensions.periods_within(&self.space.sets, days), self.periods)
    }

    fn is_own(&self, thing: &Thing, is_used: bool) -> bool {
        (is_used || !thing.catalog) && self.exists(thing.exists)
    }

    /// While nothing is offered at all, the policy's own things are what it means to offer.
    fn is_offered(&self, thing: &Thing, leaves: SetId, offered: SetId) -> bool {
        if self.services.is_empty() {
            return self.is_own(thing, false);
        }
        self.exists(thing.exists) && self.overlaps(leaves, offered)
    }
}

/// The units that the policy's statements and facts name, with all in them, and the fields that its rights and needs are about or
/// that its units look into.
/// What a catalogue states counts where something is offered that it is about.
fn spoken_of(space: &Space<'_>, offered: &Offered, within: RegionId) -> (SetId, SetId) {
    let (sets, model) = (&space.sets, space.model);
    let is_from_catalog = |claim: &Claim| model.statements[claim.statement.at()].catalog;
    let (mut units, mut fields): (Vec<SetId>, Vec<SetId>) = (Vec::new(), Vec::new());
    for (id, claim) in (0..).map(ClaimId).zip(&space.claims) {
        let holds = !space.regions.disjoint(sets, claim.region, within);
        if !holds || is_from_catalog(claim) && !offered.overlaps(space, claim) {
            continue;
        }
        units.push(claim.reach);
        match claim.head {
            Head::Handover | Head::Mandate | Head::Delegate => units.push(space.named_in_chain(id)),
            Head::Need | Head::Allow | Head::Forbid => fields.push(claim.fields),
            _ => {}
        }
    }
    let bodies = model.services.iter().filter(|it| !it.thing.catalog).filter_map(|it| it.body);
    let own_fields = model.fields.iter().filter(|it| !model.records[it.record.at()].thing.catalog);
    let sources = own_fields.filter_map(|it| it.source);
    let own_units = model.units.iter().filter(|it| !it.thing.catalog);
    let reserves = own_units.flat_map(|it| it.surge.iter().filter_map(|surge| surge.from));
    let own_statements = model.statements.iter().filter(|it| !it.catalog);
    let seconds = own_statements.filter_map(|it| it.guards.as_ref()?.four_eyes_by);
    units.extend(bodies.chain(sources).chain(reserves).chain(seconds).map(|it| space.dimensions.unit_sets[it.at()]));
    let nested = sets.members(all_of(space, units)).map(|unit| (unit, model.units[UnitId(unit).at()].thing.end));
    let named = sets.from_runs(nested.collect());
    let looking = (0..).zip(&model.units).filter(|(id, it)| !it.thing.catalog || sets.has(named, *id));
    fields.extend(looking.flat_map(|it| &it.1.views).map(|it| {
        let record = &model.records[it.at()];
        sets.run(record.first_field, record.all_fields_end)
    }));
    (named, all_of(space, fields))
}

/// What is in any of some sets. They are added up at once, because sums grow long.
pub(super) fn all_of(space: &Space<'_>, mut some: Vec<SetId>) -> SetId {
    some.sort_unstable();
    some.dedup();
    let runs = some.into_iter().flat_map(|set| space.sets.runs(set).to_vec());
    space.sets.from_runs(runs.collect())
}
