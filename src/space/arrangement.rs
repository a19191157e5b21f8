//! How an organisation arranges its contacts, derived from who holds them: a common front office, service teams, both, or
//! every department for itself. Service by service and period by period; what is declared is not looked at.

use rustc_hash::FxHashMap;

use crate::model::words::{Task, Tasks, UnitKind};
use crate::syntax::ast::Head;

use super::Space;
use super::groups::GroupId;
use super::region::RegionId;
use super::set::SetId;

/// The arrangement that statements make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Derived {
    /// Front offices hold the contact of services, and no team handles any whole.
    Front,
    /// Teams hold contact and work of services, and no front office holds a contact.
    Teams,
    Mixed,
    /// Neither: whoever does the work holds the contact.
    Departments,
    /// Nobody holds a contact.
    Nothing,
}

impl Derived {
    pub fn words(self) -> &'static str {
        match self {
            Derived::Front => "a front office with departments behind it",
            Derived::Teams => "service teams",
            Derived::Mixed => "a front office beside service teams",
            Derived::Departments => "units that hold their contacts each for themselves",
            Derived::Nothing => "nobody for the contact",
        }
    }
}

/// What a unit is for the arrangement: its own kind, or that of the nearest unit around it that is one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A front office or contact centre.
    Front,
    Team,
    Department,
}

/// How many services are arranged how, in one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// Services with an offered cell.
    pub offered: u32,
    /// Those of which somebody holds a contact task.
    pub contacted: u32,
    /// Those of which a front office holds one.
    pub fronted: u32,
    /// Those of which a team holds a contact task and a team handles or decides.
    pub teamed: u32,
    /// Those of which a department holds a contact task.
    pub by_departments: u32,
}

impl Counts {
    pub fn derived(self) -> Derived {
        match (self.fronted > 0, self.teamed > 0, self.contacted > 0) {
            (_, _, false) => Derived::Nothing,
            (true, false, true) => Derived::Front,
            (false, true, true) => Derived::Teams,
            (true, true, true) => Derived::Mixed,
            (false, false, true) => Derived::Departments,
        }
    }
}

/// One service with the periods in which it is arranged in a way.
#[derive(Clone, Copy, Debug)]
pub struct Arranged {
    pub service: u32,
    pub offered: SetId,
    pub contacted: SetId,
    pub fronted: SetId,
    pub teamed: SetId,
    pub by_departments: SetId,
}

/// The first contact.
pub const CONTACT: [Task; 2] = [Task::Inform, Task::Intake];

/// The work behind it.
pub const WORK: [Task; 2] = [Task::Handle, Task::Decide];

pub(super) fn tasks(of: &[Task]) -> Tasks {
    of.iter().fold(Tasks::NONE, |all, task| all.or(task.bit()))
}

impl Space<'_> {
    /// What every unit is for the arrangement, by unit.
    pub fn roles(&self) -> Vec<Role> {
        let mut out: Vec<Role> = Vec::with_capacity(self.model.units.len());
        for unit in &self.model.units {
            let around = unit.thing.parent.map_or(Role::Department, |parent| out[parent as usize]);
            out.push(match unit.kind {
                Some(kind) if kind.is_front() => Role::Front,
                Some(UnitKind::Team) => Role::Team,
                _ => around,
            });
        }
        out
    }

    pub(super) fn units_where(&self, is: impl Fn(usize) -> bool) -> SetId {
        let units = 0..self.model.units.len();
        self.sets.from_members(units.filter(|&at| is(at)).map(crate::source::offset))
    }

    /// By group: the region over which one of some units is responsible for one of some tasks.
    pub(super) fn held_by(&self, units: SetId, tasks: Tasks) -> Vec<RegionId> {
        let held = |group: GroupId| {
            let claims = tasks.iter().flat_map(|task| self.groups.holders(Head::Responsible, group, task));
            let claims = claims.map(|&id| self.claim(id)).filter(|claim| !self.sets.disjoint(claim.units, units));
            claims.fold(RegionId::EMPTY, |all, claim| self.regions.union(&self.sets, all, claim.region))
        };
        (0..self.groups.len()).map(|group| held(GroupId(crate::source::offset(group)))).collect()
    }

    /// A service's part of what groups hold, over offered cells.
    pub(super) fn held_of(&self, service: u32, by_group: &[RegionId]) -> RegionId {
        let all = self
            .groups
            .of(service)
            .fold(RegionId::EMPTY, |all, group| self.regions.union(&self.sets, all, by_group[group.0 as usize]));
        self.regions.intersection(&self.sets, all, self.offered(service))
    }

    /// How every offered service is arranged.
    pub fn arranged(&self) -> Vec<Arranged> {
        let roles = self.roles();
        let of = |role: Role| self.units_where(|at| roles[at] == role);
        let contact = tasks(&CONTACT);
        let front = self.held_by(of(Role::Front), contact);
        let team = self.held_by(of(Role::Team), contact);
        let work = self.held_by(of(Role::Team), tasks(&WORK));
        let department = self.held_by(of(Role::Department), contact);
        let mut known: FxHashMap<RegionId, SetId> = FxHashMap::default();
        let mut periods = |region: RegionId| *known.entry(region).or_insert_with(|| self.region_periods(region));
        let mut out = Vec::new();
        for service in self.service_leaves() {
            let offered = self.offered(service);
            if offered.is_empty() {
                continue;
            }
            let mut held = |by_group: &[RegionId]| periods(self.held_of(service, by_group));
            let (fronted, by_team, works, by_departments) = (held(&front), held(&team), held(&work), held(&department));
            let all = self.sets.union(self.sets.union(fronted, by_team), by_departments);
            out.push(Arranged {
                service,
                offered: periods(offered),
                contacted: all,
                fronted,
                teamed: self.sets.intersection(by_team, works),
                by_departments,
            });
        }
        out
    }

    /// The counts of every period.
    pub fn counts(&self, arranged: &[Arranged]) -> Vec<Counts> {
        let count = |of: fn(&Arranged) -> SetId| self.sums(arranged.iter().map(|it| (of(it), 1)));
        let (offered, contacted) = (count(|it| it.offered), count(|it| it.contacted));
        let (fronted, teamed, departments) =
            (count(|it| it.fronted), count(|it| it.teamed), count(|it| it.by_departments));
        (0..self.dimensions.periods.len())
            .map(|at| Counts {
                offered: offered[at],
                contacted: contacted[at],
                fronted: fronted[at],
                teamed: teamed[at],
                by_departments: departments[at],
            })
            .collect()
    }

    /// For every period the sum of the figures whose periods it is among.
    pub(super) fn sums(&self, figures: impl Iterator<Item = (SetId, u32)>) -> Vec<u32> {
        let mut steps = vec![0_i64; self.dimensions.periods.len() + 1];
        for (periods, figure) in figures {
            for &(start, end) in self.sets.runs(periods).iter() {
                steps[start as usize] += i64::from(figure);
                steps[end as usize] -= i64::from(figure);
            }
        }
        let mut sum = 0;
        steps.pop();
        let sums = steps.into_iter().map(|step| {
            sum += step;
            u32::try_from(sum).unwrap_or(u32::MAX)
        });
        sums.collect()
    }

    /// The periods of which something holds.
    pub(super) fn periods_where(&self, is: impl Fn(usize) -> bool) -> SetId {
        let periods = 0..self.dimensions.periods.len();
        self.sets.from_members(periods.filter(|&at| is(at)).map(crate::source::offset))
    }
}
