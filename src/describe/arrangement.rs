//! How contacts are arranged, and by what the work is divided.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::offered::{Offered, whom_and_where};
use super::own::all_of;
use super::teams::{self, PartialTeam};
use super::{Named, today, unit};
use crate::model::words::{Arrangement as Declared, Task, Tasks, UnitKind};
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
    /// Whether it is what the organisation declares, as `structure/arrangement-mismatch` has it; absent where it declares
    /// nothing or nobody takes anything in.
    pub as_declared: Option<bool>,
    /// With a common contact centre: one that takes anything in, or one front office that does for at least half of the services.
    /// In part where front offices together take in fewer than half.
    pub as_contact_centre: Fit,
    /// With service teams: they hold at least half of the services from contact to work. In part where it is fewer.
    pub as_service_teams: Fit,
    /// Services with an offered combination, and how many of them a front office takes in, a team holds from contact to work,
    /// both do, and a department takes in itself.
    pub offered: u32,
    pub fronted: u32,
    pub teamed: u32,
    pub fronted_and_teamed: u32,
    pub by_departments: u32,
    /// Contact centres that take in matters that are offered.
    pub contact_centres: Vec<Named>,
    /// All front offices that do, contact centres included.
    pub fronts: Vec<Named>,
    /// Teams, with the units in them, that lack nothing of what they work on.
    pub teams: Vec<Named>,
    pub partial_teams: Vec<PartialTeam>,
    /// Other units that take matters in themselves.
    pub departments: Vec<Named>,
    /// Who handles or decides behind them.
    pub behind: Vec<Named>,
    pub divisions: Vec<Division>,
}

/// How far something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    No,
    Partly,
    Yes,
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
    /// Teams take in what others work on.
    TeamsInFront,
    /// Nobody holds a contact.
    Nothing,
}

/// By what a group of units divides its work.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Division {
    pub group: Group,
    /// Not by that of which its units all do the same, or one of them does everything.
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
pub(super) struct Part {
    pub(super) services: SetId,
    pub(super) audiences: SetId,
    pub(super) touchpoints: SetId,
    pub(super) tasks: SetId,
}

impl Part {
    /// What either of two does.
    pub(super) fn or(self, sets: &Sets, other: Self) -> Self {
        Self {
            services: sets.union(self.services, other.services),
            audiences: sets.union(self.audiences, other.audiences),
            touchpoints: sets.union(self.touchpoints, other.touchpoints),
            tasks: sets.union(self.tasks, other.tasks),
        }
    }
}

pub(super) fn arrangement(space: &Space<'_>, offered: &Offered) -> Arrangement {
    let arranged = space.arranged();
    let all_counts = space.counts(&arranged);
    let counts = all_counts.first().copied().unwrap_or_default();
    let roles = space.roles();
    let of = |role: Role, tasks: &[Task]| -> Vec<(u32, Part)> {
        let parts = parts(space, offered, tasks.iter().copied().collect());
        parts.into_iter().filter(|it| roles[it.0 as usize] == role).collect()
    };
    let fronts = of(Role::Front, &CONTACT);
    let teams = teams::joined(space, of(Role::Team, &[CONTACT, WORK].concat()));
    let departments = of(Role::Department, &CONTACT);
    let behind = of(Role::Department, &WORK);
    let (whole, partial_teams) = teams::whole_and_partial(space, &teams);
    let names = |units: &[(u32, Part)]| units.iter().map(|it| unit(space, it.0)).collect::<Vec<_>>();
    let centre = |it: &&(u32, Part)| space.model.units[it.0 as usize].kind == Some(UnitKind::Kcc);
    let groups = [(Group::Fronts, &fronts), (Group::Teams, &teams), (Group::Behind, &behind)];
    let divisions = groups.into_iter().filter(|(_, units)| units.len() > 1);
    let holds = |periods: SetId| !space.sets.disjoint(periods, today(space));
    let matches = |declared: Declared| !holds(space.mismatched_arrangement(declared, &all_counts));
    let has_common_front = !holds(space.lacking_common_front(today(space), &arranged, &all_counts));
    let declared = space.model.organisation.as_ref().and_then(|it| it.arrangement);
    let both = arranged.iter().filter(|it| holds(space.sets.intersection(it.fronted, it.teamed))).count();
    Arrangement {
        derived: match counts.derived() {
            Derived::Front => Form::Front,
            Derived::Teams => Form::Teams,
            Derived::Mixed => Form::Mixed,
            Derived::Departments if departments.is_empty() => Form::TeamsInFront,
            Derived::Departments => Form::Departments,
            Derived::Nothing => Form::Nothing,
        },
        as_declared: declared.filter(|_| counts.contacted > 0).map(matches),
        as_contact_centre: fit(has_common_front, matches(Declared::Kcc)),
        as_service_teams: fit(counts.teamed > 0, matches(Declared::Teams)),
        offered: counts.offered,
        fronted: counts.fronted,
        teamed: counts.teamed,
        fronted_and_teamed: crate::source::offset(both),
        by_departments: counts.by_departments,
        contact_centres: fronts.iter().filter(centre).map(|it| unit(space, it.0)).collect(),
        fronts: names(&fronts),
        teams: names(&whole),
        partial_teams,
        departments: names(&departments),
        behind: names(&behind),
        divisions: divisions.map(|(group, units)| Division { group, by: divided(space, units) }).collect(),
    }
}

fn fit(is_there: bool, for_most: bool) -> Fit {
    match (is_there, for_most) {
        (false, _) => Fit::No,
        (true, false) => Fit::Partly,
        (true, true) => Fit::Yes,
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
    let part = |(unit, sums): (u32, Sums)| {
        let [audiences, touchpoints] =
            [0, 1].map(|side| all_of(space, sums.places.iter().map(|it| it[side]).collect()));
        let services = all_of(space, sums.services.iter().copied().collect());
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

/// Whether some parts hardly overlap, and none of them is the whole.
fn is_split(sets: &Sets, parts: &[SetId]) -> bool {
    let all = parts.iter().fold(SetId::EMPTY, |all, &it| sets.union(all, it));
    let sum: u32 = parts.iter().map(|&it| sets.len(it)).sum();
    !all.is_empty() && parts.iter().all(|&it| it != all) && sum * 2 <= sets.len(all) * HALVES
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
