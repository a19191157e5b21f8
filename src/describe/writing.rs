//! What front offices may change, by mutation tier, and with which safeguards.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Named, named, today, unit};
use crate::model::words::{Assurance, Operation, Safeguard, UnitKind};
use crate::model::{ChannelId, FieldId, Guards};
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::chunk::Chunk;
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

/// A right on the day: every unit may do every operation on every field, of these services via these channels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Right {
    pub units: Vec<Named>,
    pub operations: Vec<String>,
    pub fields: Vec<Field>,
    /// Absent for all services.
    pub services: Option<Vec<Named>>,
    /// Absent for all channels.
    pub channels: Option<Vec<Named>>,
    /// As they are written: `verified low`, `logged`.
    pub safeguards: Vec<String>,
    pub because: Option<String>,
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
    /// Absent for all touchpoints.
    channels: Option<Vec<ChannelId>>,
}

/// The four tiers, from the lowest, with or without rights; empty where there is no front office.
pub fn by_tier(space: &Space<'_>) -> Vec<Tier> {
    let units = &space.model.units;
    let fronts = (0..).zip(units).filter(|(_, it)| it.kind.is_some_and(UnitKind::is_front));
    let fronts = space.sets.from_members(fronts.map(|(id, _)| id));
    if fronts.is_empty() || space.model.fields.is_empty() {
        return Vec::new();
    }
    let tier = |(tier, keys): (u8, SetId)| {
        let allows = space.rights().allows.iter().copied();
        let given = allows.flat_map(|allow| given(space, allow, fronts, keys));
        Tier { tier, rights: joined(space, given).into_iter().map(|it| right(space, it)).collect() }
    };
    (1..).zip(keys_by_tier(space)).map(tier).collect()
}

/// What an `allow` gives some units of some keys on the day.
fn given(space: &Space<'_>, allow: ClaimId, fronts: SetId, keys: SetId) -> Vec<Given> {
    let moments = space.dimensions.moments(&space.sets, space.dimensions.all_audiences, today(space));
    let today = super::today_region(space);
    let chunks = space.part(allow, fronts, keys, Some(today)).into_iter().map(|chunk| {
        // Whom it is for is left out: a right for anybody is one that a front office has.
        let parts = space.regions.parts(chunk.region);
        let touchpoints = parts.iter().fold(SetId::EMPTY, |all, part| space.sets.union(all, part.touchpoints));
        Chunk { region: space.regions.product(touchpoints, moments), ..chunk }
    });
    let chunks: Vec<Chunk> = chunks.collect();
    let blocks = space.right_blocks(&chunks).into_iter().map(|block| Given {
        allow,
        units: space.sets.list(block.get(Axis::Unit)),
        all_units: block.get(Axis::Unit),
        operations: block.get(Axis::Operation),
        fields: block.get(Axis::Field),
        services: block.get(Axis::Service),
        channels: Some(block.get(Axis::Touchpoint))
            .filter(|&it| it != space.dimensions.all_touchpoints)
            .map(|it| space.channels_of(it)),
    });
    blocks.collect()
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
                && known.channels == right.channels
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

fn right(space: &Space<'_>, given: Given) -> Right {
    let (model, dimensions) = (space.model, &space.dimensions);
    let fields = space.sets.members(given.fields).map(|id| {
        let field = &model.fields[FieldId(id).at()];
        let record = named(space, &model.records[field.record.at()].thing);
        Field { record, field: model.names.name(field.symbol).to_owned() }
    });
    let operations = space.sets.members(given.operations);
    let channel = |id: ChannelId| named(space, &model.channels[id.at()].thing);
    let statement = &model.ast.statements[space.claim(given.allow).statement.at()];
    Right {
        units: given.units.into_iter().map(|id| unit(space, id)).collect(),
        operations: operations.map(|it| Operation::ALL[it as usize].word().to_owned()).collect(),
        fields: fields.collect(),
        services: (given.services != dimensions.all_services).then(|| widest(space, given.services)),
        channels: given.channels.map(|channels| channels.into_iter().map(channel).collect()),
        safeguards: space.stated_guards(given.allow).map_or_else(Vec::new, |guards| safeguards(space, guards)),
        because: statement.because.map(|it| model.names.name(it).to_owned()),
    }
}

/// The widest themes and services that lie in a set.
fn widest(space: &Space<'_>, services: SetId) -> Vec<Named> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(it) = space.model.services.get(at) {
        let own = space.dimensions.service_sets[at];
        if space.sets.is_subset(own, services) && !own.is_empty() {
            out.push(named(space, &it.thing));
            at = it.thing.end as usize;
        } else if space.sets.disjoint(own, services) {
            at = it.thing.end as usize;
        } else {
            at += 1;
        }
    }
    out
}

fn safeguards(space: &Space<'_>, guards: &Guards) -> Vec<String> {
    let mut out = Vec::new();
    let mut add = |there: bool, words: String| {
        if there {
            out.push(words);
        }
    };
    add(guards.verified != Assurance::None, format!("{} {}", Safeguard::Verified.word(), guards.verified.word()));
    let by = guards.four_eyes_by.map_or_else(String::new, |id| format!(" by {}", space.model.unit_name(id)));
    add(guards.four_eyes, format!("{}{by}", Safeguard::FourEyes.word()));
    add(guards.after_check, Safeguard::AfterCheck.word().to_owned());
    add(guards.logged, Safeguard::Logged.word().to_owned());
    add(guards.in_case, Safeguard::InCase.word().to_owned());
    add(guards.reversible, Safeguard::Reversible.word().to_owned());
    add(guards.notified, Safeguard::Notified.word().to_owned());
    out
}
