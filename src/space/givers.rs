//! Who could give the power that somebody lacks.

use std::collections::BTreeMap;

use super::Space;
use super::block::{Axis, Block};
use super::chunk::Chunk;
use super::region::RegionId;
use crate::model::UnitId;
use crate::model::words::Task;

/// Whence a power to decide could come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Giver {
    /// This unit has it of itself, and may mandate it.
    Mandates(UnitId),
    /// This unit has it of itself, and must use it itself: the service is not mandatable.
    Decides(UnitId),
    /// Nobody has it then.
    Nobody,
}

impl Giver {
    pub fn unit(self) -> Option<UnitId> {
        match self {
            Self::Mandates(unit) | Self::Decides(unit) => Some(unit),
            Self::Nobody => None,
        }
    }
}

impl Space<'_> {
    /// A region by the first unit that has the power to decide about a service there.
    pub(super) fn by_giver(&self, region: RegionId, service: u32) -> Vec<(Giver, RegionId)> {
        let mut left = region;
        let mut out = Vec::new();
        for (unit, over) in self.empowered(service) {
            let inside = self.regions.intersection(&self.sets, left, over);
            if !inside.is_empty() {
                out.push((self.as_giver(Some(unit), service, true), inside));
                left = self.regions.difference(&self.sets, left, over);
            }
            if left.is_empty() {
                return out;
            }
        }
        out.push((Giver::Nobody, left));
        out
    }

    /// Who has of itself the power in the first cell of a block.
    pub fn giver(&self, block: Block) -> Giver {
        let first = |axis| self.sets.first(block.get(axis)).map(|it| self.sets.run(it, it + 1));
        let service = self.sets.first(block.get(Axis::Service));
        let (Some(leaf), Some(task), Some(period)) = (service, first(Axis::Task), first(Axis::Period)) else {
            return Giver::Nobody;
        };
        let asked = self.scope(task, self.sets.run(leaf, leaf + 1), period);
        let decides = self.sets.has(task, Task::Decide as u32);
        let mut owners = self.powers().owners_near(leaf).into_iter();
        let unit = owners.find(|&unit| self.powers().own_of(unit).iter().any(|&it| self.both(it, asked).is_some()));
        self.as_giver(unit, leaf, decides)
    }

    /// What somebody lacks of powers, by whence it could come.
    pub(super) fn by_owner(&self, lacking: &[Chunk]) -> BTreeMap<Giver, Vec<Chunk>> {
        let mut out: BTreeMap<Giver, Vec<Chunk>> = BTreeMap::new();
        let mut left = lacking.to_vec();
        for (unit, own) in self.powers().owners() {
            for &chunk in own {
                let taken: Vec<Chunk> = left.iter().filter_map(|&it| self.both(it, chunk)).collect();
                for &both in &taken {
                    self.subtract(&mut left, both);
                }
                let [fixed, others] = self.fixed_and_others(&taken);
                out.entry(Giver::Decides(UnitId(unit))).or_default().extend(fixed);
                out.entry(Giver::Mandates(UnitId(unit))).or_default().extend(others);
            }
        }
        out.entry(Giver::Nobody).or_default().extend(left);
        out.retain(|_, chunks| !chunks.is_empty());
        out
    }

    /// Of powers those that cannot be mandated, and the others.
    pub(super) fn fixed_and_others(&self, powers: &[Chunk]) -> [Vec<Chunk>; 2] {
        let decide = self.sets.run(Task::Decide as u32, Task::Decide as u32 + 1);
        let services = (0..).zip(&self.dimensions.services);
        let services = services.filter(|(_, id)| id.is_some_and(|id| !self.model.services[id.at()].mandatable));
        let services = self.sets.from_members(services.map(|(leaf, _)| leaf));
        let fixed = powers.iter().filter_map(|&it| self.both(it, Chunk { keys: decide, services, ..it }));
        let fixed: Vec<Chunk> = fixed.collect();
        let mut others = powers.to_vec();
        for &chunk in &fixed {
            self.subtract(&mut others, chunk);
        }
        [fixed, others]
    }

    fn as_giver(&self, unit: Option<u32>, service: u32, decides: bool) -> Giver {
        let id = self.dimensions.services[service as usize];
        let fixed = decides && id.is_some_and(|id| !self.model.services[id.at()].mandatable);
        match unit.map(UnitId) {
            Some(unit) if fixed => Giver::Decides(unit),
            Some(unit) => Giver::Mandates(unit),
            None => Giver::Nobody,
        }
    }
}
