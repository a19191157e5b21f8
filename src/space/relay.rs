//! What the first line passes on: the load that handovers with a `share` bring to the next line while a live channel is at
//! its peak. What is not known is left out, so that a load is never less than said.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::exact::Exact;
use crate::model::words::TimeUnit;
use crate::model::{ChannelId, ServiceId, UnitId};
use crate::source::Span;
use crate::syntax::ast::Mode;

use super::Space;
use super::backlog::at_work;
use super::claim::ClaimId;
use super::handovers::Link;
use super::line::Line;
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

/// A live channel over a stretch of time.
struct Moment {
    channel: ChannelId,
    periods: SetId,
    /// What is offered there.
    services: SetId,
    load: Exact,
}

impl Space<'_> {
    /// Units of a next line that get more, at the peak of a live channel, than they have people for.
    pub fn relayed(&self) -> Vec<Relayed> {
        let mut out: Vec<Relayed> = Vec::new();
        let ways = self.ways();
        if ways.is_empty() {
            return out;
        }
        let volumes = self.volumes();
        for line in self.lines() {
            let Some(queue) = self.queue(line.channel) else { continue };
            let own = self.dimensions.own_channel_sets[line.channel.at()];
            let cuts: Vec<SetId> = ways.iter().map(|way| self.periods_of_claim_at(way.link.claim, own)).collect();
            for periods in self.stretches(line.periods, cuts) {
                let moments = self.dimensions.moments(&self.sets, self.dimensions.all_audiences, periods);
                let cells = self.regions.product(own, moments);
                let services = self.offered_within(cells);
                let moment = Moment { channel: line.channel, periods, services, load: queue.load };
                self.follow(&moment, line, cells, &ways, &volumes, &mut out);
            }
        }
        out
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
            let by_name = self.dimensions.subtree_sets[to as usize] == link.to;
            let share = Exact::of(share.into(), WHOLE.into());
            (is_live && by_name).then_some(Way { link, share, to: UnitId(to), services: claim.services })
        });
        ways.collect()
    }

    /// Carries the load of one stretch of time from line to line.
    fn follow(
        &self,
        moment: &Moment,
        line: &Line,
        cells: RegionId,
        ways: &[Way<'_>],
        volumes: &[Option<Exact>],
        out: &mut Vec<Relayed>,
    ) {
        let mut arriving: BTreeMap<(UnitId, SetId), Exact> = BTreeMap::new();
        let mut brought: BTreeMap<UnitId, (Exact, Vec<(ClaimId, Exact)>)> = BTreeMap::new();
        let mut seen = FxHashMap::default();
        for step in 0..LINES {
            let mut next: BTreeMap<(UnitId, SetId), Exact> = BTreeMap::new();
            for way in ways {
                let mut pass = |services: SetId, of: SetId, load: Exact| {
                    let Some(part) = self.share_of(services, of, volumes) else { return };
                    let load = load.times(part).times(way.share);
                    if load > Exact::ZERO {
                        let there = next.entry((way.to, services)).or_insert(Exact::ZERO);
                        *there = there.plus(load);
                        let (all, by) = brought.entry(way.to).or_insert((Exact::ZERO, Vec::new()));
                        *all = all.plus(load);
                        match by.iter_mut().find(|it| it.0 == way.link.claim) {
                            Some(known) => known.1 = known.1.plus(load),
                            None => by.push((way.link.claim, load)),
                        }
                    }
                };
                if step == 0 {
                    let services = self.sets.intersection(way.services, moment.services);
                    pass(self.passed(way, services, cells, true, &mut seen), moment.services, moment.load);
                } else {
                    let here = arriving.iter().filter(|((unit, _), _)| self.sets.has(way.link.from, unit.0));
                    for (&(_, services), &load) in here {
                        let meant = self.sets.intersection(way.services, services);
                        pass(self.passed(way, meant, cells, false, &mut seen), services, load);
                    }
                }
            }
            arriving = next;
        }
        for (unit, (load, mut by)) in brought {
            let Some((people, as_agents, stated)) = self.people_of(unit, moment, line) else { continue };
            if load < people {
                continue;
            }
            by.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
            let handovers: Vec<ClaimId> = by.into_iter().map(|it| it.0).collect();
            let same = |it: &&mut Relayed| {
                (it.channel, it.unit, it.stated, it.load) == (moment.channel, unit, stated, load)
                    && it.handovers == handovers
            };
            match out.iter_mut().find(same) {
                Some(known) => known.periods = self.sets.union(known.periods, moment.periods),
                None => out.push(Relayed {
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

    /// Those of some services of which a handover takes all contacts in these cells: its box holds them all, and everybody at the
    /// first line may hand over.
    fn passed(
        &self,
        way: &Way<'_>,
        services: SetId,
        cells: RegionId,
        at_first: bool,
        seen: &mut FxHashMap<u32, Vec<u32>>,
    ) -> SetId {
        let claim = self.claim(way.link.claim);
        let wanted = self.sets.members(services).filter(|&service| {
            let here = self.regions.intersection(&self.sets, self.offered(service), cells);
            if here.is_empty() || !self.regions.is_subset(&self.sets, here, claim.region) {
                return false;
            }
            if !at_first {
                return true;
            }
            let givers = seen.entry(service).or_insert_with(|| self.givers(service, here));
            !givers.is_empty() && givers.iter().all(|&unit| self.sets.has(way.link.from, unit))
        });
        self.sets.from_members(wanted.collect::<Vec<_>>())
    }

    /// The first line of a service in some cells.
    fn givers(&self, service: u32, cells: RegionId) -> Vec<u32> {
        let step = self.dimensions.services[service as usize]
            .and_then(|id| self.model.services[id.at()].process.first().copied());
        let Some(step) = step else { return Vec::new() };
        let holders = self.holders_of(service, step).into_iter();
        holders.filter(|&(_, over)| !self.regions.disjoint(&self.sets, over, cells)).map(|it| it.0).collect()
    }

    /// Which part of the contacts about `of` is about `services`: all, or what the yearly volumes say when all are stated.
    fn share_of(&self, services: SetId, of: SetId, volumes: &[Option<Exact>]) -> Option<Exact> {
        if services.is_empty() {
            return None;
        }
        if services == of {
            return Some(Exact::ONE);
        }
        let sum = |set: SetId| {
            let members = self.sets.members(set);
            members.map(|it| volumes[it as usize]).sum::<Option<Exact>>()
        };
        sum(services)?.divided_by(sum(of)?)
    }

    /// The yearly volume of every service, where it is stated.
    fn volumes(&self) -> Vec<Option<Exact>> {
        let leaves = self.dimensions.services.iter();
        let volume = |id: ServiceId| Some(self.model.services[id.at()].volume?.in_a(TimeUnit::Year));
        leaves.map(|leaf| leaf.and_then(volume)).collect()
    }

    fn offered_within(&self, cells: RegionId) -> SetId {
        let offered = self.service_leaves().filter(|&it| !self.regions.disjoint(&self.sets, self.offered(it), cells));
        self.sets.from_members(offered.collect::<Vec<_>>())
    }

    /// The periods in which a claim has some of these touchpoints.
    fn periods_of_claim_at(&self, claim: ClaimId, touchpoints: SetId) -> SetId {
        self.periods_at(self.without_audiences(self.claim(claim).region), touchpoints)
    }

    /// A unit's people for what is handed to it: its agents via the channel, else at most all of its staff. `None` for who is at the
    /// first line too, and where nothing is stated.
    fn people_of(&self, unit: UnitId, moment: &Moment, line: &Line) -> Option<(Exact, bool, Span)> {
        if line.units.iter().any(|it| self.related(it.0, unit.0)) {
            return None;
        }
        if let Some(agents) = self.agents_of(unit, moment.channel, moment.periods) {
            let counted = line.agents.iter().any(|it| self.related(it.unit.0, unit.0));
            return (!counted).then_some((agents.count.into(), true, agents.span));
        }
        let it = &self.model.units[unit.at()];
        Some((at_work(it)?, false, it.thing.span))
    }
}
