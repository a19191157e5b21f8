//! Lines: a channel over a stretch of time in which the same units answer on it, with what is known of their numbers.

use crate::model::exact::Exact;
use crate::model::value::{Duration, Hours};
use crate::model::words::TimeUnit;
use crate::model::{ChannelId, Days, Surge, Thing, UnitId};
use crate::source::Span;

use super::Space;
use super::erlang::{Goal, Queue};
use super::first_line::{is_counted, is_live};
use super::open::Door;
use super::rota::{self, Shift};
use super::set::SetId;

/// How many a unit states for a channel, with all nested in it: as many as are there at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agents {
    pub unit: UnitId,
    pub count: u32,
    pub span: Span,
}

/// A channel while the same units answer on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub channel: ChannelId,
    pub periods: SetId,
    /// The first line, ascending. Where somebody is there whose name nobody knows, `nameless` is set.
    pub units: Vec<UnitId>,
    pub nameless: bool,
    /// What is stated for it, unit by unit; a unit that is nested in another of these is counted with that one.
    pub agents: Vec<Agents>,
    /// How many of them are at work at one time while it is open, when it is the most.
    pub at_once: u32,
    /// Minutes a week that they are at work together, where it is answered later and all hours are known.
    pub weekly: Option<u64>,
    /// Units of the first line of which nothing is stated.
    pub silent: Vec<UnitId>,
}

impl Line {
    /// All agents that are at work together, when every unit of the line says how many it has.
    pub fn total(&self) -> Option<u32> {
        if self.nameless || !self.silent.is_empty() || self.agents.is_empty() {
            return None;
        }
        Some(self.at_once)
    }
}

/// What is known of a channel at its peak: what comes, and who is there.
#[derive(Clone, Debug)]
pub struct Peak {
    pub channel: ChannelId,
    pub periods: SetId,
    pub queue: Queue,
    pub agents: Vec<Agents>,
    /// Those that are at work at one time.
    pub total: u32,
}

impl Peak {
    /// Some agents are never at work together with others.
    pub fn in_shifts(&self) -> bool {
        self.agents.iter().fold(0_u32, |all, it| all.saturating_add(it.count)) > self.total
    }
}

/// `agents` of a unit for a channel, as stated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stated {
    pub(super) unit: u32,
    pub(super) count: u32,
    span: Span,
    /// When the unit exists.
    pub(super) periods: SetId,
}

impl Space<'_> {
    /// The lines of all live channels with a `peak`, by channel and time.
    pub fn lines(&self) -> &[Line] {
        self.lines.get_or_init(|| {
            let channels = (0..).map(ChannelId).zip(&self.model.channels);
            let peaky = channels.filter(|(_, channel)| is_live(channel) && channel.peak.is_some());
            peaky.flat_map(|(id, _)| self.lines_of(id)).collect()
        })
    }

    /// Where both the load and all agents are known, by channel and time.
    pub fn peaks(&self) -> Vec<Peak> {
        let mut out: Vec<Peak> = Vec::new();
        for line in self.lines() {
            let (Some(total), Some(queue)) = (line.total(), self.queue(line.channel)) else { continue };
            let same = |it: &&mut Peak| (it.channel, it.total) == (line.channel, total) && it.agents == line.agents;
            match out.iter_mut().find(same) {
                Some(known) => known.periods = self.sets.union(known.periods, line.periods),
                None => out.push(Peak {
                    channel: line.channel,
                    periods: line.periods,
                    queue,
                    agents: line.agents.clone(),
                    total,
                }),
            }
        }
        out
    }

    /// The lines of one channel, by time. None where nothing is offered through it.
    pub fn lines_of(&self, channel: ChannelId) -> Vec<Line> {
        let first_line = self.first_line();
        let own = self.dimensions.own_channel_sets[channel.at()];
        let offered = self.periods_at(first_line.offered, own);
        let stated = self.stated_agents(channel);
        let mut first: Vec<(u32, SetId)> = Vec::new();
        let mut later: Vec<(u32, SetId)> = Vec::new();
        let mut nameless = SetId::EMPTY;
        for held in first_line.of_channel(channel) {
            let (begun, any) = (self.periods_at(held.first, own), self.periods_at(held.any, own));
            if held.units.is_empty() {
                nameless = self.sets.union(nameless, begun);
            }
            let units = self.sets.list(held.units);
            first.extend(units.iter().filter(|_| !begun.is_empty()).map(|&unit| (unit, begun)));
            let others = units.iter().filter(|&&unit| stated.binary_search_by_key(&unit, |it| it.unit).is_ok());
            later.extend(others.filter(|_| any != begun).map(|&unit| (unit, any)));
        }
        self.add_up(&mut first);
        self.add_up(&mut later);
        for (unit, periods) in &mut later {
            *periods = self.sets.difference(*periods, self.handed_to(*unit, own));
        }
        let doors = self.doors_in_shifts(channel, &stated);
        let parts = first.iter().chain(&later).map(|it| it.1).chain(stated.iter().map(|it| it.periods));
        let parts = parts.chain([nameless]).chain(doors.iter().map(|it| it.periods));
        let mut out: Vec<Line> = Vec::new();
        for periods in self.stretches(offered, parts.collect::<Vec<_>>()) {
            let there = |set: SetId| self.sets.is_subset(periods, set);
            let units = first.iter().filter(|it| there(it.1)).map(|it| UnitId(it.0)).collect();
            let more = later.iter().filter(|it| there(it.1)).map(|it| it.0);
            let stated: Vec<Stated> = stated.iter().filter(|it| there(it.periods)).copied().collect();
            let open = self.open_in(&doors, periods);
            let line = self.line(channel, periods, units, more, &stated, open.as_ref());
            let line = Line { nameless: there(nameless), ..line };
            let same = |it: &&mut Line| Line { periods, ..(**it).clone() } == line;
            match out.iter_mut().find(same) {
                Some(known) => known.periods = self.sets.union(known.periods, periods),
                None => out.push(line),
            }
        }
        out
    }

    fn line(
        &self,
        channel: ChannelId,
        periods: SetId,
        units: Vec<UnitId>,
        more: impl Iterator<Item = u32>,
        stated: &[Stated],
        open: Option<&Hours>,
    ) -> Line {
        let mut pool: Vec<u32> = units.iter().map(|it| it.0).chain(more).collect();
        pool.sort_unstable();
        pool.dedup();
        let counted: Vec<Stated> =
            stated.iter().filter(|it| self.is_related_to_some(&pool, |&unit| unit, it.unit)).copied().collect();
        let is_silent = |unit: &&UnitId| !self.is_related_to_some(&counted, |it| it.unit, unit.0);
        let silent = units.iter().filter(is_silent).copied().collect();
        let agents = self.by_outermost(&counted);
        let at_once = rota::most(&self.shifts(&counted), open);
        let weekly = if is_counted(&self.model.channels[channel.at()]) { self.weekly(channel, &counted) } else { None };
        Line { channel, periods, units, nameless: false, agents, at_once, weekly, silent }
    }

    /// Whether a unit is, is in or is around one of those that stand in a list, in ascending order.
    pub(super) fn is_related_to_some<T>(&self, sorted: &[T], of: impl Fn(&T) -> u32, unit: u32) -> bool {
        let end = self.model.units[unit as usize].thing.end;
        let next = sorted.partition_point(|it| of(it) < unit);
        sorted.get(next).is_some_and(|it| of(it) < end)
            || self.around(unit).any(|outer| sorted.binary_search_by_key(&outer, &of).is_ok())
    }

    /// The number of every outermost unit: its own, or what those in it have at one time when that is more.
    fn by_outermost(&self, stated: &[Stated]) -> Vec<Agents> {
        let mut out = Vec::new();
        let mut rest = stated;
        while let Some(first) = rest.first() {
            let end = self.model.units[first.unit as usize].thing.end;
            let (inside, others) = rest.split_at(rest.partition_point(|it| it.unit < end));
            // Whoever is alone has so many, at whatever time.
            let count = if inside.len() == 1 { first.count } else { rota::most(&self.shifts(inside), None) };
            out.push(Agents { unit: UnitId(first.unit), count, span: first.span });
            rest = others;
        }
        out
    }

    /// The shifts of units that state a number.
    pub(super) fn shifts(&self, stated: &[Stated]) -> Vec<Shift<'_>> {
        let mut around: Vec<usize> = Vec::new();
        let mut out = Vec::with_capacity(stated.len());
        for (at, it) in stated.iter().enumerate() {
            let is_around = |outer: usize| it.unit < self.model.units[stated[outer].unit as usize].thing.end;
            while around.last().is_some_and(|&outer| !is_around(outer)) {
                around.pop();
            }
            let hours = self.model.units[it.unit as usize].hours.as_ref();
            out.push(Shift { count: it.count, hours, around: around.last().copied() });
            around.push(at);
        }
        out
    }

    /// Minutes a week that agents are at work, by their own hours or those of the channel; `None` where one has neither.
    fn weekly(&self, channel: ChannelId, stated: &[Stated]) -> Option<u64> {
        let usual = self.model.channels[channel.at()].hours.as_ref();
        let shifts = self.shifts(stated).into_iter();
        let shifts: Vec<Shift<'_>> = shifts.map(|it| Shift { hours: it.hours.or(usual), ..it }).collect();
        shifts.iter().all(|it| it.hours.is_some()).then(|| rota::minutes(&shifts))
    }

    /// What units state for a channel, by unit; several entries of a unit are added up. An entry for a channel around or inside
    /// this one counts too, when that has no peak of its own.
    pub(super) fn stated_agents(&self, channel: ChannelId) -> Vec<Stated> {
        let mut out: Vec<Stated> = Vec::new();
        for &unit in &self.first_line().with_agents {
            let it = &self.model.units[unit as usize];
            for entry in it.agents.iter().filter(|entry| self.serves(entry.channel, channel)) {
                match out.last_mut() {
                    Some(last) if last.unit == unit => last.count = last.count.saturating_add(entry.count),
                    _ => {
                        let periods = self.dimensions.periods_within(&self.sets, it.thing.exists);
                        out.push(Stated { unit, count: entry.count, span: entry.span, periods });
                    }
                }
            }
        }
        out
    }

    /// The doors of a channel; none where all who state a number for it may always be there, and it does not matter.
    pub(super) fn doors_in_shifts(&self, channel: ChannelId, stated: &[Stated]) -> Vec<Door> {
        let in_shifts = |it: &Stated| self.model.units[it.unit as usize].hours.is_some();
        if stated.iter().any(in_shifts) { self.doors(channel) } else { Vec::new() }
    }

    /// Of what is stated for a channel, what one unit states by itself or in the units nested in it: how many there are at one
    /// time, while it is open.
    pub(super) fn agents_of(
        &self,
        unit: UnitId,
        stated: &[Stated],
        periods: SetId,
        open: Option<&Hours>,
    ) -> Option<Agents> {
        let end = self.model.units[unit.at()].thing.end;
        let before = |unit: u32| stated.partition_point(|it| it.unit < unit);
        let inside = stated[before(unit.0)..before(end)].iter();
        let inside: Vec<Stated> = inside.filter(|it| self.sets.is_subset(periods, it.periods)).copied().collect();
        let count = rota::most(&self.shifts(&inside), open);
        Some(Agents { unit, count, span: inside.first()?.span })
    }

    /// Whether who is there for one channel is there for the other.
    pub fn serves(&self, stated: ChannelId, channel: ChannelId) -> bool {
        let channels = &self.model.channels;
        let inside = |one: ChannelId, other: ChannelId| other.0 <= one.0 && one.0 < channels[other.at()].thing.end;
        stated == channel
            || channels[stated.at()].peak.is_none() && (inside(stated, channel) || inside(channel, stated))
    }

    /// Whether the agents of a unit count for a channel at some time.
    pub fn answers(&self, unit: UnitId, channel: ChannelId) -> bool {
        let own = self.dimensions.own_channel_sets[channel.at()];
        self.first_line().of_channel(channel).any(|held| {
            let (begun, any) = (self.periods_at(held.first, own), self.periods_at(held.any, own));
            let works = |it: u32| self.sets.difference(any, self.handed_to(it, own)) != SetId::EMPTY;
            let mut related = self.sets.members(held.units).filter(|&it| self.related(it, unit.0));
            related.any(|it| !begun.is_empty() || works(it))
        })
    }

    /// The periods in which something is handed over to a unit at some touchpoints.
    fn handed_to(&self, unit: u32, touchpoints: SetId) -> SetId {
        let receivers = self.first_line().receivers.iter().filter(|(to, _)| self.sets.has(*to, unit));
        receivers.fold(SetId::EMPTY, |all, &(_, over)| self.sets.union(all, self.periods_at(over, touchpoints)))
    }

    /// Joins the entries of the same unit.
    fn add_up(&self, all: &mut Vec<(u32, SetId)>) {
        all.sort_by_key(|it| it.0);
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = self.sets.union(kept.1, next.1);
            }
            same
        });
    }

    /// The units around a unit, from the inside out.
    pub(super) fn around(&self, unit: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.model.units[unit as usize].thing.parent, |&it| {
            self.model.units[it as usize].thing.parent
        })
    }

    /// A channel's contacts at its peak; `None` where `peak` or `handling` is not stated.
    pub fn queue(&self, channel: ChannelId) -> Option<Queue> {
        let it = &self.model.channels[channel.at()];
        let handling = it.handling?.seconds()?;
        let patience = it.patience.and_then(Duration::seconds);
        Some(Queue {
            load: it.peak?.in_a(TimeUnit::Second).times(handling),
            handling: f64::from(handling),
            patience: patience.map(f64::from),
        })
    }

    /// A channel's target, when it is in time by the clock.
    pub fn goal(&self, channel: ChannelId) -> Option<Goal> {
        let target = self.model.channels[channel.at()].target?;
        Some(Goal { share: target.share, within: f64::from(target.within.seconds()?) })
    }

    /// The part of their time that agents may be planned to be in contact.
    pub fn busiest(&self) -> Exact {
        Exact::percent(self.settings.thresholds.occupancy)
    }

    /// The surge entries that help a line, of units that are related to its first line.
    pub fn surges(&self, line: &Line) -> Vec<(UnitId, &Surge)> {
        let mut out = Vec::new();
        for (id, unit) in (0..).map(UnitId).zip(&self.model.units).filter(|(_, it)| !it.surge.is_empty()) {
            if line.units.iter().any(|it| self.related(it.0, id.0)) {
                let helps = |it: &&Surge| it.channel.is_none_or(|via| self.serves(via, line.channel));
                out.extend(unit.surge.iter().filter(helps).map(|it| (id, it)));
            }
        }
        out
    }

    /// The periods in which a thing exists.
    pub fn periods_of_thing(&self, thing: &Thing) -> SetId {
        if thing.exists == Days::ALWAYS {
            return self.dimensions.all_periods;
        }
        self.dimensions.periods_within(&self.sets, thing.exists)
    }
}
