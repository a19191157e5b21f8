//! How contacts are arranged, and by what the work is divided.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::offered::{Offered, whom_and_where};
use super::{Named, unit};
use crate::model::words::{Task, Tasks, UnitKind};
use crate::space::Space;
use crate::space::arrangement::{CONTACT, Derived, Role, WORK};
use crate::space::dimensions::{Dimensions, Touchpoint};
use crate::space::region::RegionId;
use crate::space::set::{SetId, Sets};
use crate::syntax::ast::Head;

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Arrangement {
    /// As the statements make it on the day.
    pub derived: Form,
    /// Services with an offered combination, and how many of them a front office takes in, a team holds from contact to work, and
    /// a department takes in itself.
    pub offered: u32,
    pub fronted: u32,
    pub teamed: u32,
    pub by_departments: u32,
    /// Contact centres that take in matters that are offered.
    pub contact_centres: Vec<Named>,
    /// All front offices that do, contact centres included.
    pub fronts: Vec<Named>,
    pub teams: Vec<Named>,
    /// Other units that take matters in themselves.
    pub departments: Vec<Named>,
    /// Who handles or decides behind them.
    pub behind: Vec<Named>,
    pub divisions: Vec<Division>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Front offices with departments behind them.
    Front,
    Teams,
    /// A front office beside service teams.
    Mixed,
    /// Departments that each hold their own contacts.
    Departments,
    /// Nobody holds a contact.
    Nothing,
}

/// By what a group of units divides its work.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Division {
    pub group: Group,
    /// Empty where its units all do the same.
    pub by: Vec<By>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    Fronts,
    Teams,
    Behind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    Product,
    Audience,
    Channel,
    Location,
    /// By the steps of the process.
    Process,
}

/// Work is divided by something when the parts of the units there add up to hardly more than the whole: to this many halves.
const HALVES: u32 = 3;

/// What a unit does of what is offered, along each dimension.
#[derive(Clone, Copy)]
struct Part {
    services: SetId,
    audiences: SetId,
    touchpoints: SetId,
    tasks: SetId,
}

pub(super) fn arrangement(space: &Space<'_>, offered: &Offered) -> Arrangement {
    let arranged = space.arranged();
    let counts = space.counts(&arranged).first().copied().unwrap_or_default();
    let roles = space.roles();
    let of = |role: Role, tasks: &[Task]| -> Vec<(u32, Part)> {
        let parts = parts(space, offered, tasks.iter().copied().collect());
        parts.into_iter().filter(|it| roles[it.0 as usize] == role).collect()
    };
    let fronts = of(Role::Front, &CONTACT);
    let teams = of(Role::Team, &[CONTACT, WORK].concat());
    let behind = of(Role::Department, &WORK);
    let names = |units: &[(u32, Part)]| units.iter().map(|it| unit(space, it.0)).collect::<Vec<_>>();
    let centre = |it: &&(u32, Part)| space.model.units[it.0 as usize].kind == Some(UnitKind::Kcc);
    let groups = [(Group::Fronts, &fronts), (Group::Teams, &teams), (Group::Behind, &behind)];
    let divisions = groups.into_iter().filter(|(_, units)| units.len() > 1);
    Arrangement {
        derived: match counts.derived() {
            Derived::Front => Form::Front,
            Derived::Teams => Form::Teams,
            Derived::Mixed => Form::Mixed,
            Derived::Departments => Form::Departments,
            Derived::Nothing => Form::Nothing,
        },
        offered: counts.offered,
        fronted: counts.fronted,
        teamed: counts.teamed,
        by_departments: counts.by_departments,
        contact_centres: fronts.iter().filter(centre).map(|it| unit(space, it.0)).collect(),
        fronts: names(&fronts),
        teams: names(&teams),
        departments: names(&of(Role::Department, &CONTACT)),
        behind: names(&behind),
        divisions: divisions.map(|(group, units)| Division { group, by: divided(space, units) }).collect(),
    }
}

/// What every unit that holds one of some tasks on the day does, by unit.
fn parts(space: &Space<'_>, offered: &Offered, tasks: Tasks) -> Vec<(u32, Part)> {
    let sets = &space.sets;
    let mut places: FxHashMap<RegionId, [SetId; 2]> = FxHashMap::default();
    let mut found: BTreeMap<u32, Sums> = BTreeMap::new();
    for (_, claim) in space.claims_with(Head::Responsible).filter(|(_, it)| it.tasks.overlaps(tasks)) {
        for (services, region) in offered.part_of(space, claim) {
            let there = *places.entry(region).or_insert_with(|| whom_and_where(space, region));
            for unit in sets.members(claim.units) {
                let sums = found.entry(unit).or_default();
                sums.services.insert(services);
                sums.places.insert(there);
                sums.tasks = sums.tasks.or(claim.tasks.and(tasks));
            }
        }
    }
    let union = |all: &mut dyn Iterator<Item = SetId>| {
        let runs = all.flat_map(|set| sets.runs(set).to_vec());
        sets.from_runs(runs.collect())
    };
    let part = |(unit, sums): (u32, Sums)| {
        let [audiences, touchpoints] =
            [0, 1].map(|side| union(&mut sums.places.iter().map(|it: &[SetId; 2]| it[side])));
        let services = union(&mut sums.services.iter().copied());
        (unit, Part { services, audiences, touchpoints, tasks: Dimensions::tasks(sets, sums.tasks) })
    };
    found.into_iter().map(part).collect()
}

/// What a unit does, statement by statement: it is added up once, because sums grow long.
#[derive(Default)]
struct Sums {
    services: BTreeSet<SetId>,
    /// Audiences and touchpoints.
    places: BTreeSet<[SetId; 2]>,
    tasks: Tasks,
}

fn divided(space: &Space<'_>, units: &[(u32, Part)]) -> Vec<By> {
    let sets = &space.sets;
    let splits = |of: &dyn Fn(&Part) -> SetId| is_split(sets, &units.iter().map(|it| of(&it.1)).collect::<Vec<_>>());
    let touchpoints = |it: &Part| -> Vec<Touchpoint> {
        sets.members(it.touchpoints).filter_map(|at| space.dimensions.touchpoints[at as usize]).collect()
    };
    let channel = splits(&|it| sets.from_members(touchpoints(it).iter().map(|it| it.channel.0)));
    let locations = |it: &Part| sets.from_members(touchpoints(it).iter().filter_map(|it| it.location).map(|it| it.0));
    // Where each unit has channels of its own, its places are but those of its channels.
    let location = is_split(sets, &at_shared_channels(space, units)) || (!channel && splits(&locations));
    let found = [
        (By::Product, splits(&|it| it.services)),
        (By::Audience, splits(&|it| it.audiences)),
        (By::Channel, channel),
        (By::Location, location),
        (By::Process, splits(&|it| it.tasks)),
    ];
    found.into_iter().filter(|it| it.1).map(|it| it.0).collect()
}

/// Whether some parts are not all the same and hardly overlap.
fn is_split(sets: &Sets, parts: &[SetId]) -> bool {
    let all = parts.iter().fold(SetId::EMPTY, |all, &it| sets.union(all, it));
    let sum: u32 = parts.iter().map(|&it| sets.len(it)).sum();
    parts.iter().any(|&it| it != parts[0]) && sum * 2 <= sets.len(all) * HALVES
}

/// Of the channels that several units hold, the touchpoints at a place: unit by unit, those that have any.
fn at_shared_channels(space: &Space<'_>, units: &[(u32, Part)]) -> Vec<SetId> {
    let sets = &space.sets;
    let own = space.dimensions.own_channel_sets.iter();
    let shared = own.filter(|&&own| units.iter().filter(|it| !sets.disjoint(it.1.touchpoints, own)).count() > 1);
    let shared = shared.fold(SetId::EMPTY, |all, &own| sets.union(all, own));
    let is_placed = |at: &u32| space.dimensions.touchpoints[*at as usize].is_some_and(|it| it.location.is_some());
    let placed = sets.from_members(sets.members(shared).filter(is_placed));
    let parts = units.iter().map(|it| sets.intersection(it.1.touchpoints, placed));
    parts.filter(|it| !it.is_empty()).collect()
}
