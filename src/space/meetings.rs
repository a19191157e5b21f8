//! Which claims meet: pairs that give the same thing to different units, for a service that both are about, over regions
//! that have cells in common.

use std::cell::RefCell;
use std::ops::ControlFlow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Space;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::region::RegionId;
use super::set::SetId;

/// What is called for each meeting: the thing that both claims give (a task, or an operation on a field) and the two claims,
/// the smaller one first. It may be called more than once for the same meeting.
pub(super) type Found<'f> = dyn FnMut(u32, ClaimId, ClaimId) -> ControlFlow<()> + 'f;

/// Claims by the group of their services and what they give: keys ascending, for each group.
pub(super) struct Meetings<'a> {
    space: &'a Space<'a>,
    by_group: Vec<Vec<(u32, Vec<ClaimId>)>>,
    covers: RefCell<FxHashMap<(GroupId, u32), RegionId>>,
}

/// Up to this many groups of a service meet two by two; in more of them the claims are held against each other directly,
/// so that the cost does not grow with the square of the groups.
const FEW: usize = 32;

impl<'a> Meetings<'a> {
    /// The claims are those with something to give: for each the keys it gives, ascending.
    pub(super) fn new(space: &'a Space<'a>, claims: impl Iterator<Item = (ClaimId, Vec<u32>)>) -> Self {
        let mut by_group: Vec<Vec<(u32, Vec<ClaimId>)>> = vec![Vec::new(); space.groups.len()];
        for (id, keys) in claims {
            let group = space.groups.group(space.claim(id).services).expect("every claim has a group");
            let lists = &mut by_group[group.0 as usize];
            for key in keys {
                match lists.binary_search_by_key(&key, |&(other, _)| other) {
                    Ok(at) => lists[at].1.push(id),
                    Err(at) => lists.insert(at, (key, vec![id])),
                }
            }
        }
        Self { space, by_group, covers: RefCell::default() }
    }

    /// Calls back for every meeting, until it says to stop.
    pub(super) fn each(&self, found: &mut Found<'_>) -> ControlFlow<()> {
        let mut pairs = FxHashSet::default();
        let mut crowds: FxHashSet<Vec<GroupId>> = FxHashSet::default();
        for service in self.space.service_leaves() {
            let groups = self.space.groups.of(service).filter(|group| !self.by_group[group.0 as usize].is_empty());
            let groups: Vec<GroupId> = groups.collect();
            if groups.len() > FEW {
                if !crowds.contains(&groups) {
                    self.crowd(&groups, found)?;
                    crowds.insert(groups);
                }
                continue;
            }
            for (at, &one) in groups.iter().enumerate() {
                for &two in &groups[at..] {
                    if pairs.insert((one.min(two), one.max(two))) {
                        self.pair(one, two, found)?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// All meetings among many groups that share a service.
    fn crowd(&self, groups: &[GroupId], found: &mut Found<'_>) -> ControlFlow<()> {
        let mut all: FxHashMap<u32, Vec<ClaimId>> = FxHashMap::default();
        for group in groups {
            for (key, claims) in &self.by_group[group.0 as usize] {
                all.entry(*key).or_default().extend(claims);
            }
        }
        let mut all: Vec<(u32, Vec<ClaimId>)> = all.into_iter().collect();
        all.sort_unstable();
        all.iter().try_for_each(|(key, claims)| self.within(*key, claims, found))
    }

    /// The meetings of the claims of two groups, or within one.
    fn pair(&self, one: GroupId, two: GroupId, found: &mut Found<'_>) -> ControlFlow<()> {
        let (left, right) = (&self.by_group[one.0 as usize], &self.by_group[two.0 as usize]);
        if one == two {
            return left.iter().try_for_each(|(key, claims)| self.within(*key, claims, found));
        }
        let (mut i, mut j) = (0, 0);
        while let (Some((key, mine)), Some((other, theirs))) = (left.get(i), right.get(j)) {
            if key == other {
                self.between(*key, (one, mine), (two, theirs), found)?;
            }
            i += usize::from(key <= other);
            j += usize::from(other <= key);
        }
        ControlFlow::Continue(())
    }

    /// The meetings of two lists of claims that give the same.
    fn between(
        &self,
        key: u32,
        one: (GroupId, &[ClaimId]),
        two: (GroupId, &[ClaimId]),
        found: &mut Found<'_>,
    ) -> ControlFlow<()> {
        let space = self.space;
        let (few, many) = if one.1.len() <= two.1.len() { (one, two) } else { (two, one) };
        let all = self.cover(many.0, key, many.1);
        for &a in few.1 {
            let (units, region) = (space.claim(a).units, space.claim(a).region);
            if space.regions.disjoint(&space.sets, region, all) {
                continue;
            }
            for &b in many.1 {
                if units != space.claim(b).units && !space.regions.disjoint(&space.sets, region, space.claim(b).region)
                {
                    found(key, a.min(b), a.max(b))?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The region of all claims of a group that give the same.
    fn cover(&self, group: GroupId, key: u32, claims: &[ClaimId]) -> RegionId {
        let space = self.space;
        let all = || {
            let regions = claims.iter().map(|&id| space.claim(id).region);
            regions.fold(RegionId::EMPTY, |all, one| space.regions.union(&space.sets, all, one))
        };
        *self.covers.borrow_mut().entry((group, key)).or_insert_with(all)
    }

    /// The meetings within one list. Claims of the same units are no meeting, so they are passed over together.
    fn within(&self, key: u32, claims: &[ClaimId], found: &mut Found<'_>) -> ControlFlow<()> {
        if claims.len() < 2 {
            return ControlFlow::Continue(());
        }
        let space = self.space;
        let mut seen = RegionId::EMPTY;
        let mut by_units: Vec<(SetId, RegionId, Vec<ClaimId>)> = Vec::new();
        let mut known: FxHashMap<SetId, usize> = FxHashMap::default();
        for &a in claims {
            let (units, region) = (space.claim(a).units, space.claim(a).region);
            if !space.regions.disjoint(&space.sets, region, seen) {
                for (others, over, list) in &by_units {
                    if *others == units || space.regions.disjoint(&space.sets, region, *over) {
                        continue;
                    }
                    for &b in list {
                        if !space.regions.disjoint(&space.sets, region, space.claim(b).region) {
                            found(key, b.min(a), b.max(a))?;
                        }
                    }
                }
            }
            seen = space.regions.union(&space.sets, seen, region);
            let at = *known.entry(units).or_insert_with(|| {
                by_units.push((units, RegionId::EMPTY, Vec::new()));
                by_units.len() - 1
            });
            by_units[at].1 = space.regions.union(&space.sets, by_units[at].1, region);
            by_units[at].2.push(a);
        }
        ControlFlow::Continue(())
    }
}
