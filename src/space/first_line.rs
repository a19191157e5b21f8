//! The first line: who is there for the people who come, where and when. A unit is at the first line of a touchpoint when it is
//! responsible for a task of the first step of a service that is offered there.

use rustc_hash::FxHashMap;

use crate::model::words::{Medium, Task, Tasks};
use crate::model::{Channel, ChannelId, StatementId};
use crate::syntax::ast::Head;

use super::Space;
use super::region::RegionId;
use super::set::SetId;

/// Units that one or more statements name together, and where and when they are responsible.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    pub units: SetId,
    /// All units that these statements name, also those that exist at other times.
    pub named: SetId,
    /// Touchpoints × periods in which they hold a task of a first step.
    pub first: RegionId,
    /// Touchpoints × periods in which they hold any process task.
    pub any: RegionId,
}

/// Where live or counted contacts come in, and who is there. Regions here have periods for moments.
#[derive(Debug)]
pub struct FirstLine {
    /// By the units and all that are named, in the order of the statements. Units without a name we know are the empty set.
    pub held: Vec<Held>,
    /// Where something is offered.
    pub offered: RegionId,
    /// Places of `held` by channel, for channels that were looked at.
    by_channel: Vec<Vec<u32>>,
    /// The units that state `agents`, ascending.
    pub with_agents: Vec<u32>,
    /// Handovers: their receivers, and where they hold.
    pub receivers: Vec<(SetId, RegionId)>,
}

/// The process tasks: somebody who holds one of them works on the service.
pub(super) fn process_tasks() -> Tasks {
    let all = [
        Task::Inform,
        Task::Intake,
        Task::Handle,
        Task::Advise,
        Task::Decide,
        Task::Deliver,
        Task::Aftercare,
        Task::Review,
    ];
    all.into_iter().collect()
}

/// People answer there at once. A machine that answers has no queue and no rota.
pub fn is_live(channel: &Channel) -> bool {
    channel.sync && channel.medium != Some(Medium::Chatbot)
}

/// Contacts are counted there, and wait until somebody has time.
pub fn is_counted(channel: &Channel) -> bool {
    !channel.sync && channel.handling.is_some() && (channel.peak.is_some() || channel.yearly.is_some())
}

impl FirstLine {
    pub(super) fn new(space: &Space<'_>) -> Self {
        let mut places = Places::new(space);
        let steps = first_steps(space);
        let process = process_tasks();
        let mut held: Vec<Held> = Vec::new();
        let mut known: FxHashMap<(SetId, SetId), usize> = FxHashMap::default();
        let named = named_together(space);
        let mut receivers: FxHashMap<SetId, RegionId> = FxHashMap::default();
        for (_, claim) in space.claims_with(Head::Responsible) {
            if !claim.tasks.overlaps(process) {
                continue;
            }
            let any = places.of(claim.services, claim.region);
            if any.is_empty() {
                continue;
            }
            let meant = steps.iter().filter(|(tasks, _)| tasks.overlaps(claim.tasks));
            let begun = meant.fold(SetId::EMPTY, |all, &(_, services)| space.sets.union(all, services));
            let first = places.of(space.sets.intersection(claim.services, begun), claim.region);
            let named = named.get(&claim.statement).copied().unwrap_or(claim.units);
            let at = *known.entry((claim.units, named)).or_insert_with(|| {
                held.push(Held { units: claim.units, named, first: RegionId::EMPTY, any: RegionId::EMPTY });
                held.len() - 1
            });
            let here = &mut held[at];
            here.first = space.regions.union(&space.sets, here.first, first);
            here.any = space.regions.union(&space.sets, here.any, any);
        }
        let links = &space.links().all;
        for link in links.iter().filter(|link| !link.back) {
            let claim = space.claim(link.claim);
            let over = places.of(claim.services, claim.region);
            let known = receivers.entry(link.to).or_insert(RegionId::EMPTY);
            *known = space.regions.union(&space.sets, *known, over);
        }
        let mut receivers: Vec<(SetId, RegionId)> = receivers.into_iter().collect();
        receivers.sort_unstable();
        let mut by_channel = vec![Vec::new(); space.model.channels.len()];
        for (at, held) in (0..).zip(&held) {
            let parts = space.regions.parts(held.any);
            let touchpoints = parts.iter().fold(SetId::EMPTY, |all, part| space.sets.union(all, part.touchpoints));
            for channel in space.channels_of(touchpoints) {
                by_channel[channel.at()].push(at);
            }
        }
        let offered = places.of(space.dimensions.all_services, places.everywhere);
        let units = (0..).zip(&space.model.units);
        let with_agents = units.filter(|(_, unit)| !unit.agents.is_empty()).map(|(id, _)| id).collect();
        Self { held, offered, by_channel, with_agents, receivers }
    }

    /// Who is responsible for something on a channel.
    pub fn of_channel(&self, channel: ChannelId) -> impl Iterator<Item = &Held> + '_ {
        self.by_channel[channel.at()].iter().map(|&at| &self.held[at as usize])
    }
}

/// The units of the statements that are several claims, for their units exist at different times.
fn named_together(space: &Space<'_>) -> FxHashMap<StatementId, SetId> {
    let mut out = FxHashMap::default();
    let passing = space.dimensions.passing_units;
    let claims = space.claims_with(Head::Responsible).map(|it| it.1);
    for claim in claims.filter(|claim| !space.sets.disjoint(claim.units, passing)) {
        out.insert(claim.statement, SetId::EMPTY);
    }
    if out.is_empty() {
        return out;
    }
    for (_, claim) in space.claims_with(Head::Responsible) {
        if let Some(all) = out.get_mut(&claim.statement) {
            *all = space.sets.union(*all, claim.units);
        }
    }
    out
}

/// The services by their first step.
pub(super) fn first_steps(space: &Space<'_>) -> Vec<(Tasks, SetId)> {
    let usual = Task::Inform.bit().or(Task::Intake.bit());
    let mut steps: Vec<(Tasks, Vec<u32>)> = Vec::new();
    for (leaf, service) in (0..).zip(&space.dimensions.services) {
        let stated = service.and_then(|id| space.model.services[id.at()].process.first().copied());
        let step = stated.unwrap_or(usual);
        match steps.iter_mut().find(|known| known.0 == step) {
            Some(known) => known.1.push(leaf),
            None => steps.push((step, vec![leaf])),
        }
    }
    steps.into_iter().map(|(step, leaves)| (step, space.sets.from_members(leaves))).collect()
}

/// Finds where and when the services of a claim are offered within its region.
struct Places<'s, 'a> {
    space: &'s Space<'a>,
    /// All cells of the touchpoints that are looked at.
    everywhere: RegionId,
    /// Services by their offered region.
    offered: Vec<(RegionId, SetId)>,
    known: FxHashMap<(SetId, RegionId), RegionId>,
}

impl<'s, 'a> Places<'s, 'a> {
    fn new(space: &'s Space<'a>) -> Self {
        let channels = space.model.channels.iter().zip(&space.dimensions.own_channel_sets);
        let wanted = channels
            .filter(|(channel, _)| is_live(channel) || is_counted(channel))
            .fold(SetId::EMPTY, |all, (_, &own)| space.sets.union(all, own));
        let everywhere = space.regions.product(wanted, space.dimensions.all_moments);
        let mut by_region: FxHashMap<RegionId, Vec<u32>> = FxHashMap::default();
        for service in space.service_leaves() {
            let offered = space.regions.intersection(&space.sets, space.offered(service), everywhere);
            if !offered.is_empty() {
                by_region.entry(offered).or_default().push(service);
            }
        }
        let mut offered: Vec<(RegionId, SetId)> =
            by_region.into_iter().map(|(region, services)| (region, space.sets.from_members(services))).collect();
        offered.sort_unstable();
        Self { space, everywhere, offered, known: FxHashMap::default() }
    }

    /// Touchpoints × periods.
    fn of(&mut self, services: SetId, region: RegionId) -> RegionId {
        let (sets, regions) = (&self.space.sets, &self.space.regions);
        let region = regions.intersection(sets, region, self.everywhere);
        if region.is_empty() || services.is_empty() {
            return RegionId::EMPTY;
        }
        if let Some(&known) = self.known.get(&(services, region)) {
            return known;
        }
        let mut cells = RegionId::EMPTY;
        if let Some(service) = sets.only(services) {
            cells = regions.intersection(sets, region, self.space.offered(service));
        } else {
            for &(offered, some) in &self.offered {
                if !sets.disjoint(some, services) {
                    cells = regions.union(sets, cells, regions.intersection(sets, region, offered));
                }
            }
        }
        let out = self.space.without_audiences(cells);
        self.known.insert((services, region), out);
        out
    }
}

impl Space<'_> {
    /// The periods in which a region (touchpoints × periods) has some of these touchpoints.
    pub(super) fn periods_at(&self, region: RegionId, touchpoints: SetId) -> SetId {
        self.regions.parts(region).iter().fold(SetId::EMPTY, |all, part| {
            if self.sets.disjoint(part.touchpoints, touchpoints) { all } else { self.sets.union(all, part.moments) }
        })
    }

    /// The periods cut at the ends of these sets: stretches over which each of them is there or not.
    pub(super) fn stretches(&self, within: SetId, sets: impl IntoIterator<Item = SetId>) -> Vec<SetId> {
        let ends = |set: SetId| self.sets.runs(set).iter().flat_map(|&(start, end)| [start, end]).collect::<Vec<_>>();
        let mut cuts: Vec<u32> = sets.into_iter().flat_map(ends).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut out = Vec::new();
        for &(start, end) in self.sets.runs(within).iter() {
            let mut from = start;
            let inner = cuts.iter().copied().filter(|&cut| start < cut && cut < end);
            for to in inner.chain([end]).collect::<Vec<_>>() {
                out.push(self.sets.run(from, to));
                from = to;
            }
        }
        out
    }
}
