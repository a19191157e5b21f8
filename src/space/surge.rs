//! Who comes to help at a peak, and why he may not be able to.

use crate::model::{ChannelId, Surge, UnitId};

use super::Space;
use super::first_line::is_live;
use super::hours::intersection;
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
    pub periods: SetId,
    pub flaws: Vec<Flaw>,
}

impl Space<'_> {
    /// Surge entries of the policy's own units whose source has a flaw, while both exist.
    pub fn helpers(&self) -> Vec<Helper<'_>> {
        let mut out = Vec::new();
        for (id, unit) in (0..).map(UnitId).zip(&self.model.units).filter(|(_, it)| !it.thing.catalog) {
            for surge in &unit.surge {
                let Some(source) = surge.from else { continue };
                let exist = self.periods_of_thing(&self.model.units[source.at()].thing);
                let periods = self.sets.intersection(self.periods_of_thing(&unit.thing), exist);
                let flaws = self.flaws(id, source, surge);
                if !periods.is_empty() && !flaws.is_empty() {
                    out.push(Helper { unit: id, source, surge, periods, flaws });
                }
            }
        }
        out
    }

    fn flaws(&self, unit: UnitId, source: UnitId, surge: &Surge) -> Vec<Flaw> {
        if unit <= source && source.0 < self.model.units[unit.at()].thing.end {
            return vec![Flaw::Itself];
        }
        let mut out = Vec::new();
        let asked = &self.model.units[unit.at()].skills;
        let end = self.model.units[source.at()].thing.end as usize;
        // What a unit can do is what it or somebody in it can; where nothing is stated it is unknown.
        let inside = self.model.units[source.at()..end].iter().map(|it| &it.skills);
        let has: Vec<_> = inside.filter(|skills| !skills.is_empty()).collect();
        let lacks = asked.iter().filter(|it| !has.iter().any(|skills| skills.contains(it)));
        let lacks: Vec<String> = lacks.map(|&it| self.model.text(it).to_owned()).collect();
        if !has.is_empty() && !lacks.is_empty() {
            out.push(Flaw::Lacks(lacks));
        }
        out.extend(self.own_peak(source, surge.channel).map(Flaw::Busy));
        out
    }

    /// The first live channel with a peak of which a unit's own people are agents, when it may be open at the same time.
    fn own_peak(&self, source: UnitId, helped: Option<ChannelId>) -> Option<ChannelId> {
        let channels = &self.model.channels;
        let busy = self.model.units[source.at()].agents.iter().filter(|it| it.count > 0).map(|it| it.channel);
        busy.filter(|it| is_live(&channels[it.at()]) && channels[it.at()].peak.is_some()).find(|it| {
            let hours = |id: ChannelId| channels[id.at()].hours.as_ref();
            match (hours(*it), helped.and_then(hours)) {
                (Some(one), Some(other)) => !intersection(one, other).0.is_empty(),
                _ => true,
            }
        })
    }
}
