//! Chunks: products of units, keys, services and a region, the form in which the space calculates. Keys are tasks,
//! or (operation, field) pairs as `operation * fields + field`.

use super::Space;
use super::region::RegionId;
use super::set::SetId;

/// A product of four sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chunk {
    pub units: SetId,
    pub keys: SetId,
    pub services: SetId,
    pub region: RegionId,
}

impl Chunk {
    pub fn is_empty(self) -> bool {
        self.units.is_empty() || self.keys.is_empty() || self.services.is_empty() || self.region.is_empty()
    }
}

impl Space<'_> {
    /// The cells of both.
    pub fn both(&self, a: Chunk, b: Chunk) -> Option<Chunk> {
        if self.sets.disjoint(a.services, b.services)
            || self.sets.disjoint(a.units, b.units)
            || self.sets.disjoint(a.keys, b.keys)
        {
            return None;
        }
        let region = self.regions.intersection(&self.sets, a.region, b.region);
        (!region.is_empty()).then(|| Chunk {
            units: self.sets.intersection(a.units, b.units),
            keys: self.sets.intersection(a.keys, b.keys),
            services: self.sets.intersection(a.services, b.services),
            region,
        })
    }

    /// Takes the cells of `away` out of every chunk of the list. Disjoint chunks stay disjoint.
    pub fn subtract(&self, from: &mut Vec<Chunk>, away: Chunk) {
        let mut at = 0;
        while at < from.len() {
            let whole = from[at];
            let Some(common) = self.both(whole, away) else {
                at += 1;
                continue;
            };
            from.swap_remove(at);
            let mut rest = Vec::new();
            let outside = |all, part| self.sets.difference(all, part);
            rest.push(Chunk { units: outside(whole.units, common.units), ..whole });
            rest.push(Chunk { units: common.units, keys: outside(whole.keys, common.keys), ..whole });
            rest.push(Chunk { services: outside(whole.services, common.services), region: whole.region, ..common });
            rest.push(Chunk { region: self.regions.difference(&self.sets, whole.region, common.region), ..common });
            rest.retain(|chunk| !chunk.is_empty());
            // What is left does not meet `away` any more: it goes to the front of what is done.
            let done = rest.len();
            from.splice(at..at, rest);
            at += done;
        }
    }
}
