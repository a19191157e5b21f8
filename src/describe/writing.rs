//! What front offices may change, by mutation tier, and with which safeguards.

use schemars::JsonSchema;
use serde::Serialize;

use super::own::Own;
use super::{Named, exists, named, today, unit};
use crate::model::words::{Operation, UnitKind};
use crate::model::{FieldId, Thing};
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::claim::ClaimId;
use crate::space::risks::tier;
use crate::space::set::SetId;

/// How far back a right that differs in its units alone is looked for.
const FEW: usize = 16;

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    #[schemars(range(min = 1, max = 4))]
    pub tier: u8,
    pub rights: Vec<Right>,
}

/// A right on the day: every unit may do every operation on every field, for each of these services, via each of these
/// entrances, and for each of these audiences. What is absent does not limit the right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Right {
    pub units: Vec<Named>,
    pub operations: Vec<String>,
    pub fields: Vec<Field>,
    /// Absent for all services.
    pub services: Option<Vec<Named>>,
    /// Absent for all channels everywhere.
    pub via: Option<Vec<Entrance>>,
    /// Absent for all audiences.
    pub audiences: Option<Vec<Named>>,
    /// As they are written: `verified low`, `logged`.
    pub safeguards: Vec<String>,
    pub because: Option<String>,
}

/// A channel, at some of its places or everywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entrance {
    pub channel: Named,
    /// Absent for everywhere that the channel is.
    pub at: Option<Vec<Named>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub record: Named,
    pub field: String,
}

/// A right as sets, before anything in it is named.
struct Given {
    allow: ClaimId,
    /// In the order of the statements that give it, each once.
    units: Vec<u32>,
    all_units: SetId,
    operations: SetId,
    fields: SetId,
    services: SetId,
    touchpoints: SetId,
    audiences: SetId,
}

/// What there is on the day: a right that has all of it is not limited.
struct There {
    services: SetId,
    touchpoints: SetId,
}

/// The four tiers, from the lowest, with or without rights; empty where there is no front office.
pub(super) fn by_tier(own: &Own<'_, '_>) -> Vec<Tier> {
    let space = own.space;
    let fronts = own.units().filter(|(_, it)| it.kind.is_some_and(UnitKind::is_front));
    let fronts = space.sets.from_members(fronts.map(|(id, _)| id));
    if fronts.is_empty() || own.fields().next().is_none() {
        return Vec::new();
    }
    let there = there(space);
    let tier = |(tier, keys): (u8, SetId)| {
        let allows = space.rights().allows.iter().copied();
        let given = allows.flat_map(|allow| given(space, &there, allow, fronts, keys));
        Tier { tier, rights: joined(space, given).into_iter().map(|it| right(space, &there, it)).collect() }
    };
    (1..).zip(keys_by_tier(space)).map(tier).collect()
}

fn there(space: &Space<'_>) -> There {
    let dimensions = &space.dimensions;
    let services = space.service_leaves();
    let services = services.filter(|&it| !space.sets.disjoint(dimensions.service_periods[it as usize], today(space)));
    let touchpoints = space.sets.members(dimensions.all_touchpoints);
    let touchpoints = touchpoints.filter(|&it| exists(space, dimensions.touchpoint_days(space.model, it)));
    There { services: space.sets.from_members(services), touchpoints: space.sets.from_members(touchpoints) }
}

/// What an `allow` gives some units of some keys on the day.
fn given(space: &Space<'_>, there: &There, allow: ClaimId, fronts: SetId, keys: SetId) -> Vec<Given> {
    let chunks = space.part(allow, fronts, keys, Some(super::today_region(space)));
    let blocks = space.right_blocks(&chunks).into_iter().map(|block| Given {
        allow,
        units: space.sets.list(block.get(Axis::Unit)),
        all_units: block.get(Axis::Unit),
        operations: block.get(Axis::Operation),
        fields: block.get(Axis::Field),
        services: space.sets.intersection(block.get(Axis::Service), there.services),
        touchpoints: space.sets.intersection(block.get(Axis::Touchpoint), there.touchpoints),
        audiences: block.get(Axis::Audience),
    });
    blocks.filter(|it| !it.services.is_empty() && !it.touchpoints.is_empty()).collect()
}

/// Rights that differ in their units alone as one; a statement whose units exist at different times gives several.
fn joined(space: &Space<'_>, rights: impl Iterator<Item = Given>) -> Vec<Given> {
    let sets = &space.sets;
    let because = |allow: ClaimId| space.model.ast.statements[space.claim(allow).statement.at()].because;
    let mut out: Vec<Given> = Vec::new();
    for right in rights {
        let same = |known: &&mut Given| {
            known.operations == right.operations
                && known.fields == right.fields
                && known.services == right.services
                && known.touchpoints == right.touchpoints
                && known.audiences == right.audiences
                && because(known.allow) == because(right.allow)
                && space.stated_guards(known.allow) == space.stated_guards(right.allow)
        };
        match out.iter_mut().rev().take(FEW).find(same) {
            Some(known) => {
                known.units.extend(sets.members(sets.difference(right.all_units, known.all_units)));
                known.all_units = sets.union(known.all_units, right.all_units);
            }
            None => out.push(right),
        }
    }
    out
}

/// The keys of writing operations on fields, of the tiers from 1 to 4.
fn keys_by_tier(space: &Space<'_>) -> [SetId; 4] {
    let mut keys: [Vec<u32>; 4] = Default::default();
    for &operation in Operation::ALL.iter().filter(|it| **it != Operation::Read) {
        for (id, field) in (0..).zip(&space.model.fields) {
            if let Some(of_tier) =
                tier(operation, field.traits).checked_sub(1).and_then(|at| keys.get_mut(usize::from(at)))
            {
                of_tier.push(space.dimensions.key(operation, id));
            }
        }
    }
    keys.map(|keys| space.sets.from_members(keys))
}

fn right(space: &Space<'_>, there: &There, given: Given) -> Right {
    let (model, dimensions) = (space.model, &space.dimensions);
    let fields = space.sets.members(given.fields).map(|id| {
        let field = &model.fields[FieldId(id).at()];
        let record = named(space, &model.records[field.record.at()].thing);
        Field { record, field: model.names.name(field.symbol).to_owned() }
    });
    let operations = space.sets.members(given.operations);
    let statement = &model.ast.statements[space.claim(given.allow).statement.at()];
    let guards = space.stated_guards(given.allow);
    Right {
        units: given.units.into_iter().map(|id| unit(space, id)).collect(),
        operations: operations.map(|it| Operation::ALL[it as usize].word().to_owned()).collect(),
        fields: fields.collect(),
        services: (given.services != there.services).then(|| {
            let things = model.services.iter().map(|it| &it.thing);
            let own = dimensions.service_sets.iter().map(|&own| space.sets.intersection(own, there.services));
            widest(space, &things.zip(own).collect::<Vec<_>>(), given.services)
        }),
        via: (given.touchpoints != there.touchpoints).then(|| entrances(space, there, given.touchpoints)),
        audiences: (given.audiences != dimensions.all_audiences).then(|| {
            let things = model.audiences.iter().map(|it| &it.thing);
            let own = dimensions.audience_sets.iter().copied();
            widest(space, &things.zip(own).collect::<Vec<_>>(), given.audiences)
        }),
        safeguards: guards.map_or_else(Vec::new, |it| it.words(|by| model.unit_name(by).to_owned())),
        because: statement.because.map(|it| model.names.name(it).to_owned()),
    }
}

/// The widest things that lie in a set, of a kind with what each holds.
fn widest(space: &Space<'_>, things: &[(&Thing, SetId)], set: SetId) -> Vec<Named> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&(thing, own)) = things.get(at) {
        if space.sets.disjoint(own, set) {
            at = thing.end as usize;
        } else if space.sets.is_subset(own, set) {
            out.push(named(space, thing));
            at = thing.end as usize;
        } else {
            at += 1;
        }
    }
    out
}

/// The channels that some touchpoints belong to: those that are meant everywhere, then those at some of their places, so that
/// places belong to what they follow.
fn entrances(space: &Space<'_>, there: &There, touchpoints: SetId) -> Vec<Entrance> {
    let (sets, dimensions) = (&space.sets, &space.dimensions);
    let (mut everywhere, mut placed) = (Vec::new(), Vec::new());
    for (channel, &own) in space.model.channels.iter().zip(&dimensions.own_channel_sets) {
        let here = sets.intersection(own, touchpoints);
        if here.is_empty() {
            continue;
        }
        let channel = named(space, &channel.thing);
        if here == sets.intersection(own, there.touchpoints) {
            everywhere.push(Entrance { channel, at: None });
        } else {
            let places =
                sets.members(here).filter_map(|at| dimensions.touchpoints[at as usize].and_then(|it| it.location));
            let places = places.map(|id| named(space, &space.model.locations[id.at()].thing));
            placed.push(Entrance { channel, at: Some(places.collect()) });
        }
    }
    everywhere.append(&mut placed);
    everywhere
}
