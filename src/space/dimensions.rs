//! The dimensions of a policy's space: which leaves there are, in which order, and which of them a declared thing
//! stands for. A dimension of which nothing is declared has one anonymous member.

use rustc_hash::FxHashMap;

use crate::model::words::{Operation, Task};
use crate::model::{AudienceId, ChannelId, Days, LocationId, Model, ServiceId, Thing, period};
use crate::syntax::ast::Noun;

use super::region::{RegionId, Regions};
use super::set::{Run, SetId, Sets};

/// A way in: a channel, at a location when it is physical and stands somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touchpoint {
    pub channel: ChannelId,
    pub location: Option<LocationId>,
}

/// All dimensions. The sets are sets of leaf numbers, which are places in the lists here.
#[derive(Debug)]
pub struct Dimensions {
    /// Service leaves; `None` alone is the anonymous one.
    pub services: Vec<Option<ServiceId>>,
    pub touchpoints: Vec<Option<Touchpoint>>,
    pub audiences: Vec<Option<AudienceId>>,
    /// The periods from the as-of day on, in order.
    pub periods: Vec<Days>,
    /// The leaves of every theme and service.
    pub service_sets: Vec<SetId>,
    /// The touchpoints of every channel, with those of nested channels.
    pub channel_sets: Vec<SetId>,
    /// The touchpoints of every channel itself.
    pub own_channel_sets: Vec<SetId>,
    /// The physical touchpoints at every location.
    pub location_sets: Vec<SetId>,
    pub audience_sets: Vec<SetId>,
    /// Every unit alone.
    pub unit_sets: Vec<SetId>,
    /// Every unit with all nested in it.
    pub subtree_sets: Vec<SetId>,
    /// All services that exist in some period.
    pub all_services: SetId,
    /// Services that ended before the first period.
    pub gone: SetId,
    pub all_touchpoints: SetId,
    pub all_audiences: SetId,
    pub all_periods: SetId,
    pub all_units: SetId,
    pub all_fields: SetId,
    /// Touchpoints that are not physical: `at` does not limit them.
    pub placeless: SetId,
    /// The moments of all audiences in all periods.
    pub all_moments: SetId,
    /// A set with one member, for axes that a rule does not use.
    pub one: SetId,
    /// Service leaves that do not exist in every period, and for every leaf the periods in which it does.
    pub passing: SetId,
    pub service_periods: Vec<SetId>,
    /// Units that do not always exist.
    pub passing_units: SetId,
    /// Fields of records that do not always exist.
    pub passing_fields: SetId,
    /// Touchpoints of channels or at locations that do not always exist.
    pub passing_touchpoints: SetId,
    /// The region in which the channels exist; `None` when all always do.
    pub existence: Option<RegionId>,
    /// The number of fields, at least 1, to divide keys by.
    pub field_count: u32,
}

fn count(len: usize) -> u32 {
    u32::try_from(len).expect("a dimension has less than 2^32 members")
}

/// Leaf numbers of things in depth-first order, and the run of leaves of each.
fn leaves<'m>(things: impl Iterator<Item = (&'m Thing, bool)>) -> (Vec<u32>, Vec<Run>) {
    let things: Vec<_> = things.collect();
    let mut before = Vec::with_capacity(things.len() + 1);
    let mut out = Vec::new();
    for (id, (thing, can_be_leaf)) in (0_u32..).zip(&things) {
        before.push(count(out.len()));
        if *can_be_leaf && thing.end == id + 1 {
            out.push(id);
        }
    }
    before.push(count(out.len()));
    let runs = things.iter().zip(&before).map(|((thing, _), &start)| (start, before[thing.end as usize])).collect();
    (out, runs)
}

fn anonymous<T>(leaves: Vec<T>, declared: bool) -> Vec<Option<T>> {
    if declared { leaves.into_iter().map(Some).collect() } else { vec![None] }
}

impl Dimensions {
    pub fn new(model: &Model, sets: &Sets, regions: &Regions, as_of: i32) -> Self {
        let (service_leaves, service_runs) =
            leaves(model.services.iter().map(|it| (&it.thing, it.noun == Noun::Service)));
        let (audience_leaves, audience_runs) = leaves(model.audiences.iter().map(|it| (&it.thing, true)));
        let (location_leaves, location_runs) = leaves(model.locations.iter().map(|it| (&it.thing, true)));
        let services = anonymous(service_leaves.into_iter().map(ServiceId).collect(), !model.services.is_empty());
        let audiences = anonymous(audience_leaves.into_iter().map(AudienceId).collect(), !model.audiences.is_empty());
        let (touchpoints, channel_starts) = touchpoints(model, &location_leaves);
        let touchpoints = anonymous(touchpoints, !model.channels.is_empty());
        let periods = period::periods(model, as_of);

        let whole = |len: usize| sets.run(0, count(len));
        let channel_sets = model
            .channels
            .iter()
            .enumerate()
            .map(|(id, channel)| sets.run(channel_starts[id], channel_starts[channel.thing.end as usize]));
        let is_physical = |it: &Touchpoint| model.channels[it.channel.at()].physical;
        let at_location = touchpoints_by_location(model, &touchpoints);
        let location_sets = location_runs.iter().map(|&(start, end)| {
            let leaves = &location_leaves[start as usize..end as usize];
            sets.from_members(leaves.iter().flat_map(|&leaf| at_location[leaf as usize].iter().copied()))
        });
        let placeless = (0..).zip(&touchpoints).filter(|(_, it)| it.as_ref().is_none_or(|it| !is_physical(it)));
        let placeless = sets.from_members(placeless.map(|(at, _)| at));
        let units = count(model.units.len());
        let period_count = count(periods.len());

        let mut out = Self {
            all_services: whole(services.len()),
            gone: SetId::EMPTY,
            all_touchpoints: whole(touchpoints.len()),
            all_audiences: whole(audiences.len()),
            all_periods: whole(periods.len()),
            all_units: whole(model.units.len()),
            all_fields: whole(model.fields.len()),
            all_moments: sets.run(0, count(audiences.len()) * period_count),
            one: sets.run(0, 1),
            service_sets: service_runs.iter().map(|&(start, end)| sets.run(start, end)).collect(),
            channel_sets: channel_sets.collect(),
            own_channel_sets: channel_starts.windows(2).map(|pair| sets.run(pair[0], pair[1])).collect(),
            location_sets: location_sets.collect(),
            audience_sets: audience_runs.iter().map(|&(start, end)| sets.run(start, end)).collect(),
            unit_sets: (0..units).map(|id| sets.run(id, id + 1)).collect(),
            subtree_sets: (0..units).map(|id| sets.run(id, model.units[id as usize].thing.end)).collect(),
            field_count: count(model.fields.len()).max(1),
            placeless,
            passing: SetId::EMPTY,
            service_periods: Vec::new(),
            passing_fields: sets.from_runs(
                model
                    .records
                    .iter()
                    .filter(|record| record.thing.exists != Days::ALWAYS)
                    .map(|record| (record.first_field, record.fields_end))
                    .collect(),
            ),
            passing_units: sets.from_members(
                (0..).zip(&model.units).filter(|(_, unit)| unit.thing.exists != Days::ALWAYS).map(|(id, _)| id),
            ),
            passing_touchpoints: SetId::EMPTY,
            existence: None,
            services,
            touchpoints,
            audiences,
            periods,
        };
        out.add_existence(model, sets, regions);
        out
    }

    fn add_existence(&mut self, model: &Model, sets: &Sets, regions: &Regions) {
        let service_periods: Vec<SetId> = self
            .services
            .iter()
            .map(|leaf| {
                leaf.map_or(self.all_periods, |id| self.periods_within(sets, model.services[id.at()].thing.exists))
            })
            .collect();
        let passing = (0..).zip(&service_periods).filter(|(_, periods)| **periods != self.all_periods);
        self.passing = sets.from_members(passing.map(|(leaf, _)| leaf));
        let gone = (0..).zip(&service_periods).filter(|(_, periods)| periods.is_empty());
        self.gone = sets.from_members(gone.map(|(leaf, _)| leaf));
        self.all_services = sets.difference(self.all_services, self.gone);
        self.service_periods = service_periods;
        let days: Vec<Days> = (0..).zip(&self.touchpoints).map(|(at, _)| self.touchpoint_days(model, at)).collect();
        let passing = (0..).zip(&days).filter(|(_, days)| **days != Days::ALWAYS);
        self.passing_touchpoints = sets.from_members(passing.map(|(touchpoint, _)| touchpoint));
        if days.iter().any(|&days| self.periods_within(sets, days) != self.all_periods) {
            let mut parts: Vec<(SetId, Vec<u32>)> = Vec::new();
            for (touchpoint, &days) in (0..).zip(&days) {
                let moments = self.moments(sets, self.all_audiences, self.periods_within(sets, days));
                match parts.iter_mut().find(|part| part.0 == moments) {
                    Some(part) => part.1.push(touchpoint),
                    None => parts.push((moments, vec![touchpoint])),
                }
            }
            let products =
                parts.into_iter().map(|(moments, members)| regions.product(sets.from_members(members), moments));
            self.existence = Some(products.fold(RegionId::EMPTY, |all, part| regions.union(sets, all, part)));
        }
    }

    /// When a touchpoint exists: while its channel and its location do.
    pub fn touchpoint_days(&self, model: &Model, touchpoint: u32) -> Days {
        self.touchpoints[touchpoint as usize].as_ref().map_or(Days::ALWAYS, |it| {
            let there = it.location.map_or(Days::ALWAYS, |id| model.locations[id.at()].thing.exists);
            model.channels[it.channel.at()].thing.exists.and(there)
        })
    }

    /// The periods that lie within these days. Periods are cut at every date, so each lies within or outside.
    pub fn periods_within(&self, sets: &Sets, days: Days) -> SetId {
        if days == Days::ALWAYS {
            return self.all_periods;
        }
        if days.is_empty() {
            return SetId::EMPTY;
        }
        let start = self.periods.partition_point(|period| period.last < days.first);
        let end = self.periods.partition_point(|period| period.first <= days.last);
        sets.run(count(start), count(end))
    }

    /// Audiences × periods as moments.
    pub fn moments(&self, sets: &Sets, audiences: SetId, periods: SetId) -> SetId {
        if audiences == self.all_audiences && periods == self.all_periods {
            return self.all_moments;
        }
        let width = count(self.periods.len());
        let mut runs = Vec::new();
        for &(start, end) in sets.runs(audiences).iter() {
            if periods == self.all_periods {
                runs.push((start * width, end * width));
            } else {
                for audience in start..end {
                    runs.extend(
                        sets.runs(periods).iter().map(|&(from, to)| (audience * width + from, audience * width + to)),
                    );
                }
            }
        }
        sets.from_runs(runs)
    }

    /// Moments as products of audiences and periods: one for each different set of periods.
    pub fn audiences_and_periods(&self, sets: &Sets, moments: SetId) -> Vec<(SetId, SetId)> {
        if moments == self.all_moments {
            return vec![(self.all_audiences, self.all_periods)];
        }
        products(sets, moments, count(self.periods.len()))
    }

    /// The key of an operation on a field.
    pub fn key(&self, operation: Operation, field: u32) -> u32 {
        operation as u32 * self.field_count + field
    }

    /// Operations × fields as keys.
    pub fn keys(&self, sets: &Sets, operations: crate::model::words::Operations, fields: SetId) -> SetId {
        let fields = sets.runs(fields);
        let runs = operations.iter().flat_map(|operation| {
            let base = self.key(operation, 0);
            fields.iter().map(move |&(start, end)| (base + start, base + end))
        });
        sets.from_runs(runs.collect())
    }

    /// Keys as products of operations and fields.
    pub fn operations_and_fields(&self, sets: &Sets, keys: SetId) -> Vec<(SetId, SetId)> {
        products(sets, keys, self.field_count)
    }

    /// Tasks as a set of task numbers.
    pub fn tasks(sets: &Sets, tasks: crate::model::words::Tasks) -> SetId {
        sets.from_members(tasks.iter().map(|task| task as u32))
    }

    /// All operations, as a set of operation numbers.
    pub fn all_operations(sets: &Sets) -> SetId {
        sets.run(0, count(Operation::ALL.len()))
    }

    pub fn all_tasks(sets: &Sets) -> SetId {
        sets.run(0, count(Task::ALL.len()))
    }
}

/// Splits a set of numbers `row * width + column` into products of rows and columns, one for each different
/// set of columns, in the order of the first row.
pub(super) fn products(sets: &Sets, all: SetId, width: u32) -> Vec<(SetId, SetId)> {
    let mut rows: Vec<(u32, Vec<Run>)> = Vec::new();
    for &(start, end) in sets.runs(all).iter() {
        let mut at = start;
        while at < end {
            let row = at / width;
            let to = end.min((row + 1) * width);
            let run = (at - row * width, to - row * width);
            match rows.last_mut() {
                Some(last) if last.0 == row => last.1.push(run),
                _ => rows.push((row, vec![run])),
            }
            at = to;
        }
    }
    let mut groups: Vec<(SetId, Vec<u32>)> = Vec::new();
    let mut known: FxHashMap<SetId, usize> = FxHashMap::default();
    for (row, columns) in rows {
        let columns = sets.from_runs(columns);
        let at = *known.entry(columns).or_insert_with(|| {
            groups.push((columns, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(row);
    }
    groups.into_iter().map(|(columns, rows)| (sets.from_members(rows), columns)).collect()
}

/// The touchpoints channel by channel, and for every channel (and the end) the number of its first.
fn touchpoints(model: &Model, location_leaves: &[u32]) -> (Vec<Touchpoint>, Vec<u32>) {
    let everywhere: Vec<LocationId> = location_leaves.iter().map(|&leaf| LocationId(leaf)).collect();
    let mut out = Vec::new();
    let mut starts = Vec::with_capacity(model.channels.len() + 1);
    for (id, channel) in (0..).zip(&model.channels) {
        starts.push(count(out.len()));
        let channel_id = ChannelId(id);
        let places = match (&channel.locations, channel.physical) {
            (_, false) => &[][..],
            (Some(places), true) => places,
            (None, true) => &everywhere,
        };
        if places.is_empty() {
            out.push(Touchpoint { channel: channel_id, location: None });
        }
        out.extend(places.iter().map(|&location| Touchpoint { channel: channel_id, location: Some(location) }));
    }
    starts.push(count(out.len()));
    (out, starts)
}

fn touchpoints_by_location(model: &Model, touchpoints: &[Option<Touchpoint>]) -> Vec<Vec<u32>> {
    let mut out = vec![Vec::new(); model.locations.len()];
    for (at, touchpoint) in (0..).zip(touchpoints) {
        if let Some(location) = touchpoint.and_then(|it| it.location) {
            out[location.at()].push(at);
        }
    }
    out
}
