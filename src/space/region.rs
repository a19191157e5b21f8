//! Regions: sets of (touchpoint, audience, period) cells in a form that is the same for equal sets, kept once each.
//! A region is a list of parts, each a set of touchpoints and the moments (audience × period) they share; the parts'
//! touchpoints are disjoint, and no two parts have the same moments.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::set::{SetId, Sets};

/// Touchpoints that all have the same moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// Members are `audience * periods + period`.
    pub moments: SetId,
    pub touchpoints: SetId,
}

/// A region in a [`Regions`]. Two ids are equal exactly when the regions are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionId(u32);

impl RegionId {
    pub const EMPTY: RegionId = RegionId(0);

    pub fn is_empty(self) -> bool {
        self == RegionId::EMPTY
    }
}

/// A table of regions with remembered operations.
#[derive(Debug)]
pub struct Regions {
    table: RefCell<Table>,
}

#[derive(Debug, Default)]
struct Table {
    regions: Vec<Rc<[Part]>>,
    /// Regions of one part, by that part.
    products: FxHashMap<Part, RegionId>,
    ids: FxHashMap<Rc<[Part]>, RegionId>,
    unions: FxHashMap<(RegionId, RegionId), RegionId>,
    intersections: FxHashMap<(RegionId, RegionId), RegionId>,
    differences: FxHashMap<(RegionId, RegionId), RegionId>,
}

impl Default for Regions {
    fn default() -> Self {
        let mut table = Table::default();
        table.intern(Vec::new());
        Self { table: RefCell::new(table) }
    }
}

impl Table {
    fn intern(&mut self, mut parts: Vec<Part>) -> RegionId {
        if let [part] = parts[..] {
            return self.product(part);
        }
        parts.sort_unstable_by_key(|part| part.moments);
        if let Some(&id) = self.ids.get(parts.as_slice()) {
            return id;
        }
        let parts: Rc<[Part]> = parts.into();
        let id = self.add(Rc::clone(&parts));
        self.ids.insert(parts, id);
        id
    }

    fn product(&mut self, part: Part) -> RegionId {
        if let Some(&id) = self.products.get(&part) {
            return id;
        }
        let id = self.add([part].into());
        self.products.insert(part, id);
        id
    }

    fn add(&mut self, parts: Rc<[Part]>) -> RegionId {
        let id = RegionId(u32::try_from(self.regions.len()).expect("a policy has less than 2^32 regions"));
        self.regions.push(parts);
        id
    }

    /// The only part of a region.
    fn only(&self, region: RegionId) -> Option<Part> {
        match self.regions[region.0 as usize][..] {
            [part] => Some(part),
            _ => None,
        }
    }

    fn pair(&self, a: RegionId, b: RegionId) -> (Rc<[Part]>, Rc<[Part]>) {
        (Rc::clone(&self.regions[a.0 as usize]), Rc::clone(&self.regions[b.0 as usize]))
    }
}

/// Whether the first part has all cells of the second.
fn holds(sets: &Sets, one: Part, two: Part) -> bool {
    sets.is_subset(two.touchpoints, one.touchpoints) && sets.is_subset(two.moments, one.moments)
}

/// Adds touchpoints to the part with these moments.
fn add(sets: &Sets, parts: &mut Vec<Part>, moments: SetId, touchpoints: SetId) {
    if moments.is_empty() || touchpoints.is_empty() {
        return;
    }
    match parts.iter_mut().find(|part| part.moments == moments) {
        Some(part) => part.touchpoints = sets.union(part.touchpoints, touchpoints),
        None => parts.push(Part { moments, touchpoints }),
    }
}

impl Regions {
    /// The product of touchpoints and moments.
    pub fn product(&self, touchpoints: SetId, moments: SetId) -> RegionId {
        if touchpoints.is_empty() || moments.is_empty() {
            return RegionId::EMPTY;
        }
        self.table.borrow_mut().product(Part { moments, touchpoints })
    }

    pub fn parts(&self, region: RegionId) -> Rc<[Part]> {
        Rc::clone(&self.table.borrow().regions[region.0 as usize])
    }

    pub fn union(&self, sets: &Sets, a: RegionId, b: RegionId) -> RegionId {
        if a == b || b.is_empty() {
            return a;
        }
        if a.is_empty() {
            return b;
        }
        let key = (a.min(b), a.max(b));
        let mut table = self.table.borrow_mut();
        if let (Some(one), Some(two)) = (table.only(a), table.only(b)) {
            if one.moments == two.moments {
                let touchpoints = sets.union(one.touchpoints, two.touchpoints);
                return table.product(Part { touchpoints, ..one });
            }
            if holds(sets, one, two) {
                return a;
            }
            if holds(sets, two, one) {
                return b;
            }
        }
        if let Some(&known) = table.unions.get(&key) {
            return known;
        }
        let (left, right) = table.pair(a, b);
        let mut out = Vec::with_capacity(left.len() + right.len());
        let mut rest: Vec<Part> = right.to_vec();
        for one in left.iter() {
            let mut alone = one.touchpoints;
            for two in &mut rest {
                let both = sets.intersection(alone, two.touchpoints);
                if !both.is_empty() {
                    add(sets, &mut out, sets.union(one.moments, two.moments), both);
                    alone = sets.difference(alone, both);
                    two.touchpoints = sets.difference(two.touchpoints, both);
                }
            }
            add(sets, &mut out, one.moments, alone);
        }
        for two in rest {
            add(sets, &mut out, two.moments, two.touchpoints);
        }
        let id = table.intern(out);
        table.unions.insert(key, id);
        id
    }

    pub fn intersection(&self, sets: &Sets, a: RegionId, b: RegionId) -> RegionId {
        if a == b {
            return a;
        }
        if a.is_empty() || b.is_empty() {
            return RegionId::EMPTY;
        }
        let key = (a.min(b), a.max(b));
        let mut table = self.table.borrow_mut();
        if let (Some(one), Some(two)) = (table.only(a), table.only(b)) {
            if sets.disjoint(one.touchpoints, two.touchpoints) || sets.disjoint(one.moments, two.moments) {
                return RegionId::EMPTY;
            }
            let touchpoints = sets.intersection(one.touchpoints, two.touchpoints);
            let moments = sets.intersection(one.moments, two.moments);
            let both = Part { moments, touchpoints };
            return if both == one {
                a
            } else if both == two {
                b
            } else {
                table.product(both)
            };
        }
        if let Some(&known) = table.intersections.get(&key) {
            return known;
        }
        let (left, right) = table.pair(a, b);
        let mut out = Vec::new();
        for one in left.iter() {
            for two in right.iter() {
                let moments = sets.intersection(one.moments, two.moments);
                if !moments.is_empty() {
                    add(sets, &mut out, moments, sets.intersection(one.touchpoints, two.touchpoints));
                }
            }
        }
        let id = table.intern(out);
        table.intersections.insert(key, id);
        id
    }

    /// What is in `a` and not in `b`.
    pub fn difference(&self, sets: &Sets, a: RegionId, b: RegionId) -> RegionId {
        if a == b || a.is_empty() {
            return RegionId::EMPTY;
        }
        if b.is_empty() {
            return a;
        }
        let mut table = self.table.borrow_mut();
        if let (Some(one), Some(two)) = (table.only(a), table.only(b)) {
            if sets.disjoint(one.touchpoints, two.touchpoints) || sets.disjoint(one.moments, two.moments) {
                return a;
            }
            if holds(sets, two, one) {
                return RegionId::EMPTY;
            }
        }
        if let Some(&known) = table.differences.get(&(a, b)) {
            return known;
        }
        let (left, right) = table.pair(a, b);
        let mut out = Vec::new();
        for one in left.iter() {
            let mut alone = one.touchpoints;
            for two in right.iter() {
                let both = sets.intersection(alone, two.touchpoints);
                if !both.is_empty() {
                    add(sets, &mut out, sets.difference(one.moments, two.moments), both);
                    alone = sets.difference(alone, both);
                }
            }
            add(sets, &mut out, one.moments, alone);
        }
        let id = table.intern(out);
        table.differences.insert((a, b), id);
        id
    }

    pub fn disjoint(&self, sets: &Sets, a: RegionId, b: RegionId) -> bool {
        if a == b {
            return a.is_empty();
        }
        let table = self.table.borrow();
        let (left, right) = (&table.regions[a.0 as usize], &table.regions[b.0 as usize]);
        left.iter().all(|one| {
            right
                .iter()
                .all(|two| sets.disjoint(one.touchpoints, two.touchpoints) || sets.disjoint(one.moments, two.moments))
        })
    }

    pub fn is_subset(&self, sets: &Sets, a: RegionId, b: RegionId) -> bool {
        self.difference(sets, a, b).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{RegionId, Regions};
    use crate::space::set::Sets;

    /// All subsets of a 3 × 2 grid (touchpoints × moments) against plain bit masks.
    #[test]
    fn operations_agree_with_bit_masks() {
        let (sets, regions) = (Sets::default(), Regions::default());
        let region = |mask: u32| {
            (0..6).filter(|bit| mask >> bit & 1 == 1).fold(RegionId::EMPTY, |all, bit| {
                let cell = regions.product(sets.run(bit / 2, bit / 2 + 1), sets.run(bit % 2, bit % 2 + 1));
                regions.union(&sets, all, cell)
            })
        };
        for a in 0..64 {
            for b in 0..64 {
                assert_eq!(regions.union(&sets, region(a), region(b)), region(a | b));
                assert_eq!(regions.intersection(&sets, region(a), region(b)), region(a & b));
                assert_eq!(regions.difference(&sets, region(a), region(b)), region(a & !b));
                assert_eq!(regions.disjoint(&sets, region(a), region(b)), a & b == 0);
                assert_eq!(regions.is_subset(&sets, region(a), region(b)), a & !b == 0);
            }
        }
    }
}
