//! Who comes to help at a peak, and why he may not be able to.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::model::{Agents, ChannelId, Surge, UnitId};

use super::Space;
use super::first_line::is_live;
use super::hours::intersection;
use super::open::Door;
use super::set::SetId;

/// What is wrong with a source of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is the unit itself or a part of it.
    Itself,
    /// Skills of the unit that it does not have.
    Lacks(Vec<String>),
    /// Its people are agents of a live channel with a peak that may be at the same time.
    Busy(ChannelId),
}

/// Help that does not help.
#[derive(Clone, Debug)]
pub struct Helper<'m> {
    pub unit: UnitId,
    pub source: UnitId,
    pub surge: &'m Surge,
    /// In which it has all these flaws.
    pub periods: SetId,
    pub flaws: Vec<Flaw>,
}

/// A channel, when it exists, and the hours at which it is open by when they are.
struct Open {
    channel: ChannelId,
    periods: SetId,
    doors: Vec<Door>,
}

/// Channels that were looked at.
type Known = FxHashMap<ChannelId, Rc<Open>>;

/// A unit in a source of help that states skills, and when it exists.
struct Skilled {
    unit: UnitId,
    periods: SetId,
}

impl Space<'_> {
    /// Surge entries of the policy's own units whose source has a flaw, while both and the channel that is helped exist.
    pub fn helpers(&self) -> Vec<Helper<'_>> {
        let mut out = Vec::new();
        let mut known = Known::default();
        for (id, unit) in (0..).map(UnitId).zip(&self.model.units).filter(|(_, it)| !it.thing.catalog) {
            for surge in &unit.surge {
                let Some(source) = surge.from else { continue };
                let helped = surge.channel.map(|it| self.opening(it, &mut known));
                let there = helped.as_ref().map_or(self.dimensions.all_periods, |it| it.periods);
                let exist = self.sets.intersection(self.exists(id), self.exists(source));
                let periods = self.sets.intersection(exist, there);
                let flaws = self.flaws(id, source, helped.as_deref(), periods, &mut known).into_iter();
                out.extend(flaws.map(|(periods, flaws)| Helper { unit: id, source, surge, periods, flaws }));
            }
        }
        out
    }

    /// What is wrong with a source over time; nothing of when nothing is.
    fn flaws(
        &self,
        unit: UnitId,
        source: UnitId,
        helped: Option<&Open>,
        within: SetId,
        known: &mut Known,
    ) -> Vec<(SetId, Vec<Flaw>)> {
        if within.is_empty() {
            return Vec::new();
        }
        if unit <= source && source.0 < self.model.units[unit.at()].thing.end {
            return vec![(within, vec![Flaw::Itself])];
        }
        let skilled = self.skilled(unit, source);
        let busy = self.own_peaks(source, known);
        let doors = busy.iter().map(Rc::as_ref).chain(helped).flat_map(|it| it.doors.iter().map(|it| it.periods));
        let cuts = skilled.iter().map(|it| it.periods).chain(busy.iter().map(|it| it.periods)).chain(doors);
        let mut out: Vec<(SetId, Vec<Flaw>)> = Vec::new();
        for periods in self.stretches(within, cuts.collect::<Vec<_>>()) {
            let lacks = self.lacks(unit, &skilled, periods).map(Flaw::Lacks);
            let at_peak = busy.iter().find(|it| self.is_open_too(it, helped, periods)).map(|it| Flaw::Busy(it.channel));
            let flaws: Vec<Flaw> = lacks.into_iter().chain(at_peak).collect();
            if flaws.is_empty() {
                continue;
            }
            match out.iter_mut().find(|it| it.1 == flaws) {
                Some(known) => known.0 = self.sets.union(known.0, periods),
                None => out.push((periods, flaws)),
            }
        }
        out
    }

    /// Who in a source states skills: what a unit can do is what it or somebody in it can. Nobody where nothing is asked.
    fn skilled(&self, unit: UnitId, source: UnitId) -> Vec<Skilled> {
        if self.model.units[unit.at()].skills.is_empty() {
            return Vec::new();
        }
        let inside = (source.0..self.model.units[source.at()].thing.end).map(UnitId);
        let skilled = inside.filter(|it| !self.model.units[it.at()].skills.is_empty());
        skilled.map(|unit| Skilled { unit, periods: self.exists(unit) }).collect()
    }

    /// The skills of a unit that nobody has who is there then; `None` where all are there, or where nothing is stated.
    fn lacks(&self, unit: UnitId, skilled: &[Skilled], periods: SetId) -> Option<Vec<String>> {
        let there = skilled.iter().filter(|it| self.sets.is_subset(periods, it.periods));
        let has: Vec<_> = there.map(|it| &self.model.units[it.unit.at()].skills).collect();
        let asked = self.model.units[unit.at()].skills.iter();
        let lacks = asked.filter(|it| !has.iter().any(|skills| skills.contains(it)));
        let lacks: Vec<String> = lacks.map(|&it| self.model.text(it).to_owned()).collect();
        (!has.is_empty() && !lacks.is_empty()).then_some(lacks)
    }

    /// The live channels with a peak of which a unit's own people are agents.
    fn own_peaks(&self, source: UnitId, known: &mut Known) -> Vec<Rc<Open>> {
        let is_peak = |it: &&Agents| {
            let channel = &self.model.channels[it.channel.at()];
            it.count > 0 && is_live(channel) && channel.peak.is_some()
        };
        let agents = self.model.units[source.at()].agents.iter().filter(is_peak);
        agents.map(|it| self.opening(it.channel, known)).collect()
    }

    /// Whether a channel exists then and may be open at a time at which the helped one is.
    fn is_open_too(&self, busy: &Open, helped: Option<&Open>, periods: SetId) -> bool {
        let hours = |it: &Open| self.open_sometime(&it.doors, periods);
        let is_apart = |helped: &Open| {
            // Hours that never meet say nothing of when people come.
            let known = hours(busy).zip(hours(helped)).filter(|it| !it.0.0.is_empty() && !it.1.0.is_empty());
            known.is_some_and(|(one, other)| intersection(&one, &other).0.is_empty())
        };
        self.sets.is_subset(periods, busy.periods) && !helped.is_some_and(is_apart)
    }

    fn opening(&self, channel: ChannelId, known: &mut Known) -> Rc<Open> {
        let open = known.entry(channel).or_insert_with(|| {
            let periods = self.periods_of_thing(&self.model.channels[channel.at()].thing);
            Rc::new(Open { channel, periods, doors: self.doors(channel) })
        });
        Rc::clone(open)
    }

    fn exists(&self, unit: UnitId) -> SetId {
        self.periods_of_thing(&self.model.units[unit.at()].thing)
    }
}
