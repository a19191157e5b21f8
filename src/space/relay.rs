//! What the first line passes on: the load that handovers with a `share` bring to the next line while a live channel is at
//! its peak. What is not known is left out, so that a load is never less than said.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::exact::Exact;
use crate::model::value::Hours;
use crate::model::words::TimeUnit;
use crate::model::{ChannelId, ServiceId, UnitId};
use crate::source::Span;
use crate::syntax::ast::Mode;

use super::Space;
use super::backlog::at_work;
use super::claim::ClaimId;
use super::handovers::Link;
use super::line::{Line, Stated};
use super::region::RegionId;
use super::set::SetId;
use super::shares::WHOLE;

/// How often a contact is followed from line to line: to the second, the third, and one beyond.
const LINES: usize = 3;

/// A unit to which more is passed on than it has people for.
#[derive(Clone, Debug)]
pub struct Relayed {
    pub channel: ChannelId,
    pub periods: SetId,
    pub unit: UnitId,
    /// In erlang, at the least.
    pub load: Exact,
    /// Its people at work, and where that is stated.
    pub people: Exact,
    /// They are stated as `agents` via the channel, else as `staff`.
    pub as_agents: bool,
    pub stated: Span,
    /// The handovers that bring it, the largest first.
    pub handovers: Vec<ClaimId>,
}

/// A handover as far as it matters at a peak.
struct Way<'s> {
    link: &'s Link,
    share: Exact,
    to: UnitId,
    services: SetId,
}

/// A service of which a handover takes all contacts on a channel.
struct Passed {
    service: u32,
    /// The periods in which its box holds all of them.
    whole: SetId,
    /// Those in which everybody at the first line may hand over, too.
    first: SetId,
}

/// A live channel over a stretch of time in which the same is offered and handed over, and the same people are there.
struct Moment<'s> {
    channel: ChannelId,
    periods: SetId,
    /// What is offered there.
    services: SetId,
    load: Exact,
    line: &'s Line,
    /// The agents that are stated for it.
    stated: &'s [Stated],
    /// When it is open, where somebody is not always there.
    open: Option<Hours>,
}

/// The yearly volumes of services, and sums of them as far as they were asked.
struct Volumes {
    by_service: Vec<Option<Exact>>,
    sums: RefCell<FxHashMap<SetId, Option<Exact>>>,
}

/// What arrives at units: by the services that it is about.
type Arriving = BTreeMap<UnitId, BTreeMap<SetId, Exact>>;

/// What was found, by channel and unit.
type Found = BTreeMap<(ChannelId, UnitId), Vec<Relayed>>;

impl Space<'_> {
    /// Units of a next line that get more, at the peak of a live channel, than they have people for.
    pub fn relayed(&self) -> Vec<Relayed> {
        let ways = self.ways();
        if ways.is_empty() {
            return Vec::new();
        }
        let mut out = Found::new();
        let volumes = Volumes { by_service: self.volumes(), sums: RefCell::default() };
        let mut alike: BTreeMap<RegionId, Vec<u32>> = BTreeMap::new();
        for service in self.service_leaves() {
            alike.entry(self.offered(service)).or_default().push(service);
        }
        for line in self.lines() {
            let Some(queue) = self.queue(line.channel) else { continue };
            let own = self.dimensions.own_channel_sets[line.channel.at()];
            let moments = self.dimensions.moments(&self.sets, self.dimensions.all_audiences, line.periods);
            let cells = self.regions.product(own, moments);
            let mut offered: Vec<(SetId, SetId)> = Vec::new();
            for (&region, services) in &alike {
                let there = self.times_of(self.regions.intersection(&self.sets, region, cells));
                if !there.is_empty() {
                    offered.push((self.sets.from_members(services.iter().copied()), there));
                }
            }
            let mut givers = FxHashMap::default();
            let passed: Vec<Vec<Passed>> = ways.iter().map(|way| self.passed(way, cells, &mut givers)).collect();
            let stated = self.stated_agents(line.channel);
            let doors = self.doors_in_shifts(line.channel, &stated);
            let cuts = passed.iter().flatten().flat_map(|it| [it.whole, it.first]);
            let cuts = cuts.chain(offered.iter().map(|it| it.1)).chain(doors.iter().map(|it| it.periods));
            let cuts: Vec<SetId> = cuts.chain(stated.iter().map(|it| it.periods)).collect();
            for periods in self.stretches(line.periods, cuts) {
                let now = offered.iter().filter(|it| self.sets.is_subset(periods, it.1));
                let services = now.fold(SetId::EMPTY, |all, it| self.sets.union(all, it.0));
                let open = self.open_in(&doors, periods);
                let (channel, load) = (line.channel, queue.load);
                let moment = Moment { channel, periods, services, load, line, stated: &stated, open };
                self.follow(&moment, &ways, &passed, &volumes, &mut out);
            }
        }
        out.into_values().flatten().collect()
    }

    /// The units to which a stated share of live contacts is passed on.
    pub fn next_lines(&self) -> SetId {
        self.sets.from_members(self.ways().into_iter().map(|it| it.to.0))
    }

    /// The handovers that are live (or do not say how they are done), state a share, and go to one unit by name.
    fn ways(&self) -> Vec<Way<'_>> {
        let links = self.links().all.iter().filter(|link| !link.back);
        let ways = links.filter_map(|link| {
            let claim = self.claim(link.claim);
            let share = self.stated_share(link.claim)?;
            let extras = self.model.ast.statements[claim.statement.at()].extras.as_deref();
            let mode = extras.and_then(|it| it.mode).map(|it| it.0);
            let to = self.sets.first(link.to)?;
            let is_live = matches!(mode, None | Some(Mode::Warm | Mode::Cold));
            // A class is no name, also where it means one unit.
            let by_name = link.to_named && self.dimensions.subtree_sets[to as usize] == link.to;
            let share = Exact::of(share.into(), WHOLE.into());
            (is_live && by_name).then_some(Way { link, share, to: UnitId(to), services: claim.services })
        });
        ways.collect()
    }

    /// Carries the load of one stretch of time from line to line.
    fn follow(
        &self,
        moment: &Moment<'_>,
        ways: &[Way<'_>],
        passed: &[Vec<Passed>],
        volumes: &Volumes,
        out: &mut Found,
    ) {
        let mut arriving = Arriving::new();
        let mut brought: BTreeMap<UnitId, (Exact, BTreeMap<ClaimId, Exact>)> = BTreeMap::new();
        for step in 0..LINES {
            let mut next = Arriving::new();
            for (way, passed) in ways.iter().zip(passed) {
                let mut pass = |services: SetId, of: SetId, load: Exact| {
                    let Some(part) = self.share_of(services, of, volumes) else { return };
                    let load = load.times(part).times(way.share);
                    if load > Exact::ZERO {
                        let there = next.entry(way.to).or_default().entry(services).or_insert(Exact::ZERO);
                        *there = there.plus(load);
                        let (all, by) = brought.entry(way.to).or_insert((Exact::ZERO, BTreeMap::new()));
                        *all = all.plus(load);
                        let by = by.entry(way.link.claim).or_insert(Exact::ZERO);
                        *by = by.plus(load);
                    }
                };
                if step == 0 {
                    let taken = passed.iter().filter(|it| self.sets.is_subset(moment.periods, it.first));
                    let taken = self.sets.from_members(taken.map(|it| it.service).collect::<Vec<_>>());
                    pass(taken, moment.services, moment.load);
                } else {
                    for (&services, &load) in self.arrived(&arriving, way.link.from) {
                        let taken = passed.iter().filter(|it| {
                            self.sets.has(services, it.service) && self.sets.is_subset(moment.periods, it.whole)
                        });
                        let taken = self.sets.from_members(taken.map(|it| it.service).collect::<Vec<_>>());
                        pass(taken, services, load);
                    }
                }
            }
            arriving = next;
        }
        for (unit, (load, by)) in brought {
            let Some((people, as_agents, stated)) = self.people_of(unit, moment) else { continue };
            if load < people {
                continue;
            }
            let mut by: Vec<(ClaimId, Exact)> = by.into_iter().collect();
            by.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
            let handovers: Vec<ClaimId> = by.into_iter().map(|it| it.0).collect();
            let same = |it: &&mut Relayed| {
                (it.stated, it.load, it.people) == (stated, load, people) && it.handovers == handovers
            };
            let known = out.entry((moment.channel, unit)).or_default();
            match known.iter_mut().find(same) {
                Some(known) => known.periods = self.sets.union(known.periods, moment.periods),
                None => known.push(Relayed {
                    channel: moment.channel,
                    periods: moment.periods,
                    unit,
                    load,
                    people,
                    as_agents,
                    stated,
                    handovers,
                }),
            }
        }
    }

    /// What has arrived at some units, unit by unit.
    fn arrived<'a>(&'a self, arriving: &'a Arriving, units: SetId) -> impl Iterator<Item = (&'a SetId, &'a Exact)> {
        let few = (self.sets.len(units) as usize) < arriving.len();
        let named = if few { self.sets.list(units) } else { Vec::new() };
        let named = named.into_iter().filter_map(|unit| arriving.get(&UnitId(unit)));
        let all = (!few).then(|| arriving.iter().filter(move |(unit, _)| self.sets.has(units, unit.0)));
        named.chain(all.into_iter().flatten().map(|(_, there)| there)).flatten()
    }

    /// The services of which a handover takes all contacts in these cells at some time, and at which.
    fn passed(&self, way: &Way<'_>, cells: RegionId, givers: &mut FxHashMap<u32, Vec<(u32, SetId)>>) -> Vec<Passed> {
        let claim = self.claim(way.link.claim);
        let mut out = Vec::new();
        for service in self.sets.members(way.services) {
            let here = self.regions.intersection(&self.sets, self.offered(service), cells);
            let missed = self.times_of(self.regions.difference(&self.sets, here, claim.region));
            let whole = self.sets.difference(self.times_of(here), missed);
            if whole.is_empty() {
                continue;
            }
            let (mut anybody, mut others) = (SetId::EMPTY, SetId::EMPTY);
            for &(unit, there) in givers.entry(service).or_insert_with(|| self.givers(service, here)).iter() {
                anybody = self.sets.union(anybody, there);
                if !self.sets.has(way.link.from, unit) {
                    others = self.sets.union(others, there);
                }
            }
            let first = self.sets.difference(self.sets.intersection(whole, anybody), others);
            out.push(Passed { service, whole, first });
        }
        out
    }

    /// The first line of a service in some cells, and when it is there.
    fn givers(&self, service: u32, cells: RegionId) -> Vec<(u32, SetId)> {
        let step = self.dimensions.services[service as usize]
            .and_then(|id| self.model.services[id.at()].process.first().copied());
        let Some(step) = step else { return Vec::new() };
        let holders = self.holders_of(service, step).into_iter();
        let there = |over: RegionId| self.times_of(self.regions.intersection(&self.sets, over, cells));
        holders.map(|(unit, over)| (unit, there(over))).filter(|it| !it.1.is_empty()).collect()
    }

    /// Which part of the contacts about `of` is about `services`: all, or what the yearly volumes say when all are stated.
    fn share_of(&self, services: SetId, of: SetId, volumes: &Volumes) -> Option<Exact> {
        if services.is_empty() {
            return None;
        }
        if services == of {
            return Some(Exact::ONE);
        }
        let sum = |set: SetId| {
            let known = volumes.sums.borrow().get(&set).copied();
            known.unwrap_or_else(|| {
                let sum = self.sets.members(set).map(|it| volumes.by_service[it as usize]).sum();
                volumes.sums.borrow_mut().insert(set, sum);
                sum
            })
        };
        sum(services)?.divided_by(sum(of)?)
    }

    /// The yearly volume of every service, where it is stated.
    fn volumes(&self) -> Vec<Option<Exact>> {
        let leaves = self.dimensions.services.iter();
        let volume = |id: ServiceId| Some(self.model.services[id.at()].volume?.in_a(TimeUnit::Year));
        leaves.map(|leaf| leaf.and_then(volume)).collect()
    }

    /// The periods of some cells.
    fn times_of(&self, cells: RegionId) -> SetId {
        let parts = self.regions.parts(self.without_audiences(cells));
        parts.iter().fold(SetId::EMPTY, |all, part| self.sets.union(all, part.moments))
    }

    /// A unit's people for what is handed to it: its agents via the channel, else at most all of its staff. `None` for who is at the
    /// first line too, and where nothing is stated.
    fn people_of(&self, unit: UnitId, moment: &Moment<'_>) -> Option<(Exact, bool, Span)> {
        let line = moment.line;
        if self.is_related_to_some(&line.units, |it| it.0, unit.0) {
            return None;
        }
        if let Some(agents) = self.agents_of(unit, moment.stated, moment.periods, moment.open.as_ref()) {
            let counted = self.is_related_to_some(&line.agents, |it| it.unit.0, unit.0);
            return (!counted).then_some((agents.count.into(), true, agents.span));
        }
        let it = &self.model.units[unit.at()];
        Some((at_work(it)?, false, it.thing.span))
    }
}
