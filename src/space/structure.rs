//! What the structure rules ask: steps that front and back share, services with two back offices, service teams that are not
//! whole or stand where a pool would do, and what is declared against what is derived.

use std::collections::BTreeMap;

use crate::model::value::Rate;
use crate::model::words::{Arrangement, Phase, Task, Tasks, UnitKind};
use crate::syntax::ast::Head;

use super::Space;
use super::arrangement::{Arranged, CONTACT, Counts, Role, tasks};
use super::block::{Axis, Block, normalise};
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::dimensions::Dimensions;
use super::groups::GroupId;
use super::region::RegionId;
use super::set::SetId;

impl Space<'_> {
    /// Process steps that a front and a back office both hold in the same offered cells, as holder blocks: all of these units,
    /// with all tasks of the step.
    pub fn shared_steps(&self) -> Vec<Block> {
        let units = &self.model.units;
        let fronts = self.units_where(|at| units[at].kind.is_some_and(UnitKind::is_front));
        let backs = self.units_where(|at| units[at].kind == Some(UnitKind::Back));
        if fronts.is_empty() || backs.is_empty() {
            return Vec::new();
        }
        let by_task = |of: SetId| -> Vec<(Task, Vec<RegionId>)> {
            Tasks::PROCESS.iter().map(|task| (task, self.held_by(of, task.bit()))).collect()
        };
        let (front, back) = (by_task(fronts), by_task(backs));
        let mut chunks: BTreeMap<Vec<u32>, Vec<Chunk>> = BTreeMap::new();
        for service in self.service_leaves() {
            let Some(id) = self.dimensions.services[service as usize].filter(|_| !self.offered(service).is_empty())
            else {
                continue;
            };
            for &step in &self.model.services[id.at()].process {
                let held = |by_task: &[(Task, Vec<RegionId>)]| {
                    by_task.iter().filter(|it| step.has(it.0)).fold(RegionId::EMPTY, |all, it| {
                        self.regions.union(&self.sets, all, self.held_of(service, &it.1))
                    })
                };
                let shared = self.regions.intersection(&self.sets, held(&front), held(&back));
                if shared.is_empty() {
                    continue;
                }
                let mut holders = self.holders_of(service, step);
                holders.retain(|it| self.sets.has(fronts, it.0) || self.sets.has(backs, it.0));
                for (members, region) in self.together(&holders, shared) {
                    let units = self.sets.from_members(members.iter().copied());
                    let keys = Dimensions::tasks(&self.sets, step);
                    let services = self.sets.run(service, service + 1);
                    chunks.entry(members).or_default().push(Chunk { units, keys, services, region });
                }
            }
        }
        chunks.into_values().flat_map(|chunks| self.task_blocks(&chunks)).collect()
    }

    /// Services that unrelated back offices handle, which no statement names together: unit × service × period blocks.
    pub fn services_in_two_backs(&self) -> Vec<Block> {
        let units = &self.model.units;
        let backs = self.units_where(|at| units[at].kind == Some(UnitKind::Back));
        let handling = |group: usize| {
            let named = self.holding_units(GroupId(crate::source::offset(group)), Task::Handle);
            self.sets.intersection(named, backs)
        };
        let by_group: Vec<SetId> = (0..self.groups.len()).map(handling).collect();
        let mut by_units: BTreeMap<Vec<u32>, Vec<Block>> = BTreeMap::new();
        for service in self.service_leaves().filter(|&it| !self.offered(it).is_empty()) {
            let mut named = SetId::EMPTY;
            for group in self.groups.of(service) {
                let more = by_group[group.0 as usize];
                named = if named.is_empty() || named == more { more } else { self.sets.union(named, more) };
            }
            if self.sets.only(named).is_some() || named.is_empty() {
                continue;
            }
            let mut holders = self.holders_of(service, Task::Handle.bit());
            holders.retain(|it| self.sets.has(backs, it.0));
            let one = self.dimensions.one;
            let holders: Vec<(u32, RegionId)> = holders
                .iter()
                .map(|&(unit, region)| (unit, self.regions.product(one, self.region_periods(region))))
                .collect();
            let whole = self.regions.product(one, self.dimensions.all_periods);
            for (members, region) in self.together(&holders, whole) {
                for part in self.regions.parts(region).iter() {
                    for (periods, members) in self.unshared(service, &members, part.moments) {
                        let block =
                            self.empty_block().with(Axis::Unit, self.sets.from_members(members.iter().copied()));
                        let block = block.with(Axis::Service, self.sets.run(service, service + 1));
                        by_units.entry(members).or_default().push(block.with(Axis::Period, periods));
                    }
                }
            }
        }
        by_units.into_values().flat_map(|blocks| normalise(&self.sets, blocks)).collect()
    }

    /// Of units that handle a service in some periods those with an unrelated one beside them that no statement names with them,
    /// by period.
    fn unshared(&self, service: u32, members: &[u32], periods: SetId) -> Vec<(SetId, Vec<u32>)> {
        if members.iter().all(|&it| self.related(it, members[0])) && members.len() < 3 {
            return Vec::new();
        }
        let claims = self.groups.of(service).flat_map(|it| self.groups.holders(Head::Responsible, it, Task::Handle));
        let claims: Vec<ClaimId> = claims.copied().collect();
        let apart = |one: u32, two: u32| {
            let joint = claims.iter().filter_map(|&id| self.joint(id, (one, two), |claim| claim.units));
            joint.fold(periods, |left, region| {
                let here = self.regions.intersection(&self.sets, region, self.offered(service));
                self.sets.difference(left, self.region_periods(here))
            })
        };
        let one = self.dimensions.one;
        let mut left: Vec<(u32, RegionId)> = Vec::new();
        for &unit in members {
            let mut alone = SetId::EMPTY;
            for &other in members.iter().filter(|&&other| !self.related(unit, other)) {
                alone = self.sets.union(alone, apart(unit, other));
                if alone == periods {
                    break;
                }
            }
            left.push((unit, self.regions.product(one, alone)));
        }
        let within = self.regions.product(one, periods);
        let together = self.together(&left, within).into_iter().filter(|it| !it.0.is_empty());
        let parts = together.flat_map(|(members, region)| {
            let parts = self.regions.parts(region).to_vec();
            parts.into_iter().map(move |part| (part.moments, members.clone()))
        });
        parts.collect()
    }

    /// A block over all touchpoints and audiences.
    pub fn everywhere_of(&self, block: Block) -> Block {
        let dimensions = &self.dimensions;
        block.with(Axis::Touchpoint, dimensions.all_touchpoints).with(Axis::Audience, dimensions.all_audiences)
    }

    /// The statements that make a block's units handle its services.
    pub fn handlers_of(&self, head: Head, block: Block) -> Vec<ClaimId> {
        let keys = Dimensions::tasks(&self.sets, Task::Handle.bit());
        let claims = self.claims_meeting(head, self.everywhere_of(block).with(Axis::Task, keys));
        claims.into_iter().filter(|&id| !self.sets.disjoint(self.claim(id).units, block.get(Axis::Unit))).collect()
    }

    /// How many contacts a year there are: as the organisation states it, else the channels through which something is offered,
    /// else its services together.
    pub fn yearly_contacts(&self) -> Option<u32> {
        let model = self.model;
        if let Some(rate) = model.organisation.as_ref().and_then(|it| it.contacts) {
            return Some(round(rate.per_year()));
        }
        let sum = |rates: Vec<f64>| (!rates.is_empty()).then(|| round(rates.iter().sum()));
        let through = |own: SetId| !self.periods_at(self.first_line().offered, own).is_empty();
        let channels = model.channels.iter().zip(&self.dimensions.channel_sets);
        let channels = channels.filter_map(|(it, &own)| it.yearly.filter(|_| through(own))).map(Rate::per_year);
        let offered = self.service_leaves().filter(|&it| !self.offered(it).is_empty());
        let services = offered.filter_map(|it| self.dimensions.services[it as usize]);
        let services = services.filter_map(|id| model.services[id.at()].volume).map(Rate::per_year);
        sum(channels.collect()).or_else(|| sum(services.collect()))
    }

    /// The periods in which so many services are offered as a common front office is advised for, and there is none. With how
    /// many services are offered in the first of them.
    pub fn without_common_front(&self) -> Option<(SetId, u32)> {
        let without = self.without_contact_centre();
        if without.is_empty() {
            return None;
        }
        let arranged = self.arranged();
        let counts = self.counts(&arranged);
        let many = self.periods_where(|at| counts[at].offered >= self.settings.thresholds.kcc_services);
        let left = self.without_wide_front(self.sets.intersection(without, many), &arranged, &counts);
        let first = self.sets.first(left)?;
        Some((left, counts[first as usize].offered))
    }

    /// The periods among some in which there is no common front office: no contact centre that holds a contact, nor one front
    /// office that does for at least half of the services.
    pub fn lacking_common_front(&self, among: SetId, arranged: &[Arranged], counts: &[Counts]) -> SetId {
        self.without_wide_front(self.sets.intersection(among, self.without_contact_centre()), arranged, counts)
    }

    /// The periods among some in which no one front office holds the contact of at least half of the services.
    fn without_wide_front(&self, among: SetId, arranged: &[Arranged], counts: &[Counts]) -> SetId {
        let fronts = self.fronts();
        let mut left = among;
        if left.is_empty() || fronts.is_empty() {
            return left;
        }
        let mut by_front: BTreeMap<u32, Vec<(SetId, u32)>> = BTreeMap::new();
        for it in arranged.iter().filter(|it| !self.sets.disjoint(it.fronted, left)) {
            for (unit, region) in self.holders_of(it.service, tasks(&CONTACT)) {
                if self.sets.has(fronts, unit) {
                    by_front.entry(unit).or_default().push((self.region_periods(region), 1));
                }
            }
        }
        for served in by_front.into_values() {
            let sums = self.sums(served.into_iter());
            left = self.sets.difference(left, self.periods_where(|at| sums[at] * 2 >= counts[at].offered));
        }
        left
    }

    /// The periods in which no contact centre holds an offered contact.
    fn without_contact_centre(&self) -> SetId {
        let units = &self.model.units;
        let centres = self.units_where(|at| units[at].kind == Some(UnitKind::Kcc));
        let mut left = self.dimensions.all_periods;
        if centres.is_empty() {
            return left;
        }
        for (_, claim) in self.claims_with(Head::Responsible) {
            let holds = claim.tasks.overlaps(tasks(&CONTACT));
            if !holds || self.sets.disjoint(claim.units, centres) {
                continue;
            }
            for service in self.sets.members(claim.services) {
                let here = self.regions.intersection(&self.sets, claim.region, self.offered(service));
                left = self.sets.difference(left, self.region_periods(here));
                if left.is_empty() {
                    return left;
                }
            }
        }
        left
    }

    /// The periods in which the declared arrangement is not what the statements make.
    pub fn mismatched_arrangement(&self, declared: Arrangement, counts: &[Counts]) -> SetId {
        self.periods_where(|at| {
            let it = counts[at];
            it.contacted > 0
                && match declared {
                    Arrangement::Kcc => it.fronted * 2 < it.contacted,
                    Arrangement::Teams => it.teamed * 2 < it.contacted,
                    Arrangement::Mixed => it.fronted == 0 || it.teamed == 0,
                }
        })
    }

    /// Where back offices hold the contact alone on a synchronous channel: unit × touchpoint × period blocks.
    pub fn department_entrances(&self) -> Vec<Block> {
        let (units, roles) = (&self.model.units, self.roles());
        let backs = self.units_where(|at| units[at].kind == Some(UnitKind::Back) && roles[at] == Role::Department);
        let sync = (0..).zip(&self.model.channels).filter(|(_, it)| it.sync).map(|(at, _): (usize, _)| at);
        let sync = sync.fold(SetId::EMPTY, |all, at| self.sets.union(all, self.dimensions.own_channel_sets[at]));
        let within = self.regions.product(sync, self.dimensions.all_moments);
        let contact = tasks(&CONTACT);
        let held = self.held_by(backs, contact);
        let others = self.held_by(self.units_where(|at| roles[at] != Role::Department), contact);
        let mut blocks = Vec::new();
        for service in self.service_leaves() {
            let alone = self.regions.difference(
                &self.sets,
                self.regions.intersection(&self.sets, self.held_of(service, &held), within),
                self.held_of(service, &others),
            );
            if alone.is_empty() {
                continue;
            }
            for (unit, region) in self.holders_of(service, contact) {
                let region = self.regions.intersection(&self.sets, region, alone);
                if self.sets.has(backs, unit) && !region.is_empty() {
                    let block = self.empty_block().with(Axis::Unit, self.dimensions.unit_sets[unit as usize]);
                    blocks.extend(self.region_blocks(block, region));
                }
            }
        }
        let one = self.dimensions.one;
        let blocks = blocks.into_iter().map(|it| it.with(Axis::Audience, one));
        normalise(&self.sets, blocks.collect())
    }

    /// The periods in which a phase is declared that the statements are past: every department answers for itself, and yet a
    /// front office holds the contact of most services.
    pub fn outgrown_phase(&self, phase: Phase, counts: &[Counts]) -> SetId {
        match phase {
            Phase::Dienst => {
                self.periods_where(|at| counts[at].contacted > 0 && counts[at].fronted * 2 > counts[at].contacted)
            }
            Phase::Kanaal | Phase::Frontoffice | Phase::Gemeente | Phase::Overheid => SetId::EMPTY,
        }
    }
}

/// To a whole number of people or things; what is too large is the largest.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the figure is within the range by then")]
pub(super) fn round(figure: f64) -> u32 {
    figure.round().clamp(0.0, f64::from(u32::MAX)) as u32
}
