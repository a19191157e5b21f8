//! When places are open and when who answers there is at work.

use std::collections::BTreeMap;

use crate::model::value::{Hours, WEEK};
use crate::model::{ChannelId, UnitId};

use super::Space;
use super::first_line::is_live;
use super::hours::{difference, intersection, union};
use super::set::SetId;

/// Touchpoints of one channel that are open while nobody of their first line is at work.
#[derive(Clone, Debug)]
pub struct Unmanned {
    pub channel: ChannelId,
    pub touchpoints: SetId,
    pub periods: SetId,
    pub units: Vec<UnitId>,
    pub missing: Hours,
}

/// Some touchpoints of a channel with the same hours.
#[derive(Debug)]
pub(super) struct Door {
    hours: Hours,
    /// In which something is offered there.
    pub periods: SetId,
}

impl Space<'_> {
    /// Where and when something is open and nobody of its first line is at work. Units that do not say when they are at work may
    /// always be.
    pub fn unmanned(&self) -> Vec<Unmanned> {
        let mut out: Vec<Unmanned> = Vec::new();
        if self.model.units.iter().all(|unit| unit.hours.is_none()) {
            return out;
        }
        let channels = (0..).map(ChannelId).zip(&self.model.channels);
        for (id, _) in channels.filter(|(_, channel)| is_live(channel)) {
            for touchpoint in self.sets.members(self.dimensions.own_channel_sets[id.at()]) {
                let Some(open) = self.open_at(touchpoint) else { continue };
                self.unmanned_at(id, touchpoint, &open, &mut out);
            }
        }
        out
    }

    fn unmanned_at(&self, channel: ChannelId, touchpoint: u32, open: &Hours, out: &mut Vec<Unmanned>) {
        let here = self.sets.run(touchpoint, touchpoint + 1);
        let first_line = self.first_line();
        let there: Vec<(SetId, SetId)> = first_line
            .of_channel(channel)
            .map(|held| (held.units, self.periods_at(held.first, here)))
            .filter(|(_, periods)| !periods.is_empty())
            .collect();
        let offered = self.periods_at(first_line.offered, here);
        for periods in self.stretches(offered, there.iter().map(|it| it.1).collect::<Vec<_>>()) {
            let now: Vec<SetId> = there.iter().filter(|it| self.sets.is_subset(periods, it.1)).map(|it| it.0).collect();
            let units = now.iter().fold(SetId::EMPTY, |all, &it| self.sets.union(all, it));
            let units: Vec<UnitId> = self.sets.members(units).map(UnitId).collect();
            if units.is_empty() || now.contains(&SetId::EMPTY) {
                continue;
            }
            let at_work: Option<Vec<&Hours>> =
                units.iter().map(|it| self.model.units[it.at()].hours.as_ref()).collect();
            let Some(at_work) = at_work else { continue };
            let at_work = at_work.into_iter().fold(Hours::default(), |all, it| union(&all, it));
            let missing = difference(open, &at_work);
            if missing.0.is_empty() {
                continue;
            }
            // Places with the same hours and people are told at once, then times.
            let alike = |it: &Unmanned| it.channel == channel && it.units == units && it.missing == missing;
            if let Some(known) = out.iter_mut().find(|it| alike(it) && it.periods == periods) {
                known.touchpoints = self.sets.union(known.touchpoints, here);
            } else if let Some(known) = out.iter_mut().find(|it| alike(it) && it.touchpoints == here) {
                known.periods = self.sets.union(known.periods, periods);
            } else {
                out.push(Unmanned { channel, touchpoints: here, periods, units, missing });
            }
        }
    }

    /// The hours at which something of a channel is open, and when something is offered there then.
    pub(super) fn doors(&self, channel: ChannelId) -> Vec<Door> {
        let offered = self.first_line().offered;
        let mut doors: BTreeMap<Vec<(u16, u16)>, SetId> = BTreeMap::new();
        for touchpoint in self.sets.members(self.dimensions.own_channel_sets[channel.at()]) {
            let hours = self.open_at(touchpoint).unwrap_or(Hours(vec![(0, WEEK)]));
            let known = doors.entry(hours.0).or_insert(SetId::EMPTY);
            *known = self.sets.union(*known, self.sets.run(touchpoint, touchpoint + 1));
        }
        let doors = doors.into_iter();
        doors.map(|(hours, at)| Door { hours: Hours(hours), periods: self.periods_at(offered, at) }).collect()
    }

    /// When some of these doors are open, over a stretch of time.
    pub(super) fn open_in(&self, doors: &[Door], periods: SetId) -> Option<Hours> {
        let there = doors.iter().filter(|it| self.sets.is_subset(periods, it.periods));
        there.map(|it| it.hours.clone()).reduce(|all, it| union(&all, &it))
    }

    /// The same, or when some are at any time where nothing is offered then. `None` where there are no doors.
    pub(super) fn open_sometime(&self, doors: &[Door], periods: SetId) -> Option<Hours> {
        let all = || doors.iter().map(|it| it.hours.clone()).reduce(|all, it| union(&all, &it));
        self.open_in(doors, periods).or_else(all)
    }

    /// The hours of a touchpoint: those of its channel and of its location, both where both are stated.
    pub fn open_at(&self, touchpoint: u32) -> Option<Hours> {
        let at = self.dimensions.touchpoints[touchpoint as usize]?;
        let channels = &self.model.channels;
        let channel = nearest(at.channel.0, |id| {
            let it = &channels[id as usize];
            (it.hours.as_ref(), it.thing.parent)
        });
        let place = at.location.and_then(|id| {
            nearest(id.0, |id| {
                let it = &self.model.locations[id as usize];
                (it.hours.as_ref(), it.thing.parent)
            })
        });
        match (channel, place) {
            (Some(one), Some(other)) => Some(intersection(one, other)),
            (one, other) => one.or(other).cloned(),
        }
    }
}

/// The hours of a thing, else of the nearest one around it.
fn nearest<'h>(thing: u32, of: impl Fn(u32) -> (Option<&'h Hours>, Option<u32>)) -> Option<&'h Hours> {
    let mut at = Some(thing);
    while let Some(thing) = at {
        let (hours, around) = of(thing);
        if hours.is_some() {
            return hours;
        }
        at = around;
    }
    None
}
