//! Sets of small numbers as sorted runs, kept once each: equal sets have equal ids, so that operations on
//! them can be remembered. Knows nothing of what the numbers stand for.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

/// A run `start..end` of members.
pub type Run = (u32, u32);

/// A set in a [`Sets`]. Two ids are equal exactly when the sets are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId(u32);

impl SetId {
    /// The empty set, in every table.
    pub const EMPTY: SetId = SetId(0);

    pub fn is_empty(self) -> bool {
        self == SetId::EMPTY
    }
}

/// A table of sets with remembered operations.
#[derive(Debug)]
pub struct Sets {
    table: RefCell<Table>,
}

#[derive(Debug, Default)]
struct Table {
    sets: Vec<Rc<[Run]>>,
    /// From the first member to one past the last, and whether all between are members too. Answers most questions alone.
    hulls: Vec<Hull>,
    /// Sets of one run, by that run.
    runs: FxHashMap<Run, SetId>,
    ids: FxHashMap<Rc<[Run]>, SetId>,
    unions: FxHashMap<(SetId, SetId), SetId>,
    intersections: FxHashMap<(SetId, SetId), SetId>,
    differences: FxHashMap<(SetId, SetId), SetId>,
    scratch: Vec<Run>,
}

#[derive(Clone, Copy, Debug)]
struct Hull {
    start: u32,
    end: u32,
    solid: bool,
}

impl Hull {
    fn holds(self, other: Hull) -> bool {
        self.solid && self.start <= other.start && other.end <= self.end
    }

    fn apart(self, other: Hull) -> bool {
        self.end <= other.start || other.end <= self.start
    }
}

impl Default for Sets {
    fn default() -> Self {
        let sets = Self { table: RefCell::default() };
        let empty = sets.intern(&[]);
        debug_assert_eq!(empty, SetId::EMPTY, "the empty set is the first");
        sets
    }
}

impl Table {
    fn intern(&mut self, runs: &[Run]) -> SetId {
        let known = match runs {
            [run] => self.runs.get(run),
            _ => self.ids.get(runs),
        };
        if let Some(&id) = known {
            return id;
        }
        let id = SetId(u32::try_from(self.sets.len()).expect("a policy has less than 2^32 sets"));
        let (start, end) = (runs.first().map_or(0, |run| run.0), runs.last().map_or(0, |run| run.1));
        self.hulls.push(Hull { start, end, solid: runs.len() == 1 });
        let kept: Rc<[Run]> = runs.into();
        self.sets.push(Rc::clone(&kept));
        match runs {
            [run] => self.runs.insert(*run, id),
            _ => self.ids.insert(kept, id),
        };
        id
    }

    fn hull(&self, set: SetId) -> Hull {
        self.hulls[set.0 as usize]
    }

    fn runs(&self, set: SetId) -> &[Run] {
        &self.sets[set.0 as usize]
    }

    /// The runs of a set that have members between the ends of another: of a long set, what a short one can touch.
    fn near(&self, set: SetId, hull: Hull) -> &[Run] {
        let runs = self.runs(set);
        let start = runs.partition_point(|run| run.1 <= hull.start);
        let len = runs[start..].partition_point(|run| run.0 < hull.end);
        &runs[start..start + len]
    }

    /// Makes a set in the scratch space.
    fn make(&mut self, fill: impl FnOnce(&Self, &mut Vec<Run>)) -> SetId {
        let mut out = std::mem::take(&mut self.scratch);
        out.clear();
        fill(self, &mut out);
        let id = self.intern(&out);
        self.scratch = out;
        id
    }
}

impl Sets {
    /// The set of sorted, disjoint, non-empty, non-touching runs.
    fn intern(&self, runs: &[Run]) -> SetId {
        self.table.borrow_mut().intern(runs)
    }

    /// `start..end`
    pub fn run(&self, start: u32, end: u32) -> SetId {
        if start >= end { SetId::EMPTY } else { self.intern(&[(start, end)]) }
    }

    /// The set of any runs, which may overlap and come in any order.
    pub fn from_runs(&self, mut runs: Vec<Run>) -> SetId {
        runs.retain(|&(start, end)| start < end);
        runs.sort_unstable();
        runs.dedup_by(|next, last| {
            let touches = next.0 <= last.1;
            if touches {
                last.1 = last.1.max(next.1);
            }
            touches
        });
        self.intern(&runs)
    }

    /// The set of any members.
    pub fn from_members(&self, members: impl IntoIterator<Item = u32>) -> SetId {
        self.from_runs(members.into_iter().map(|it| (it, it + 1)).collect())
    }

    /// The runs of a set, sorted.
    pub fn runs(&self, set: SetId) -> Rc<[Run]> {
        Rc::clone(&self.table.borrow().sets[set.0 as usize])
    }

    /// The members of a set, ascending. Sets may be made while they are read.
    pub fn members(&self, set: SetId) -> Members {
        let table = self.table.borrow();
        let hull = table.hull(set);
        if hull.solid {
            return Members { now: hull.start..hull.end, more: None, at: 0 };
        }
        Members { now: 0..0, more: Some(Rc::clone(&table.sets[set.0 as usize])), at: 0 }
    }

    /// The same, to be read more than once.
    pub fn list(&self, set: SetId) -> Vec<u32> {
        self.members(set).collect()
    }

    pub fn len(&self, set: SetId) -> u32 {
        let table = self.table.borrow();
        let hull = table.hull(set);
        if hull.solid {
            return hull.end - hull.start;
        }
        table.sets[set.0 as usize].iter().map(|&(start, end)| end - start).sum()
    }

    /// The smallest member.
    pub fn first(&self, set: SetId) -> Option<u32> {
        (!set.is_empty()).then(|| self.table.borrow().hull(set).start)
    }

    /// The member of a set that has only one.
    pub fn only(&self, set: SetId) -> Option<u32> {
        let hull = self.table.borrow().hull(set);
        (hull.solid && hull.end == hull.start + 1).then_some(hull.start)
    }

    pub fn has(&self, set: SetId, member: u32) -> bool {
        let table = self.table.borrow();
        let hull = table.hull(set);
        if hull.solid || member < hull.start || hull.end <= member {
            return hull.start <= member && member < hull.end;
        }
        let runs = &table.sets[set.0 as usize];
        let after = runs.partition_point(|&(start, _)| start <= member);
        after > 0 && member < runs[after - 1].1
    }

    pub fn union(&self, a: SetId, b: SetId) -> SetId {
        if a == b || b.is_empty() {
            return a;
        }
        if a.is_empty() {
            return b;
        }
        let key = (a.min(b), a.max(b));
        let mut table = self.table.borrow_mut();
        let (one, two) = (table.hull(a), table.hull(b));
        if one.holds(two) {
            return a;
        }
        if two.holds(one) {
            return b;
        }
        if let Some(&known) = table.unions.get(&key) {
            return known;
        }
        let id = table.make(|table, out| combine(table.runs(a), table.runs(b), |a, b| a || b, out));
        table.unions.insert(key, id);
        id
    }

    pub fn intersection(&self, a: SetId, b: SetId) -> SetId {
        if a == b {
            return a;
        }
        if a.is_empty() || b.is_empty() {
            return SetId::EMPTY;
        }
        let key = (a.min(b), a.max(b));
        let mut table = self.table.borrow_mut();
        let (one, two) = (table.hull(a), table.hull(b));
        if one.apart(two) {
            return SetId::EMPTY;
        }
        if one.holds(two) {
            return b;
        }
        if two.holds(one) {
            return a;
        }
        if let Some(&known) = table.intersections.get(&key) {
            return known;
        }
        let id = table.make(|table, out| combine(table.near(a, two), table.near(b, one), |a, b| a && b, out));
        table.intersections.insert(key, id);
        id
    }

    /// What is in `a` and not in `b`.
    pub fn difference(&self, a: SetId, b: SetId) -> SetId {
        if a == b || a.is_empty() {
            return SetId::EMPTY;
        }
        if b.is_empty() {
            return a;
        }
        let mut table = self.table.borrow_mut();
        let (one, two) = (table.hull(a), table.hull(b));
        if one.apart(two) {
            return a;
        }
        if two.holds(one) {
            return SetId::EMPTY;
        }
        if let Some(&known) = table.differences.get(&(a, b)) {
            return known;
        }
        let id = table.make(|table, out| combine(table.runs(a), table.near(b, one), |a, b| a && !b, out));
        table.differences.insert((a, b), id);
        id
    }

    pub fn is_subset(&self, a: SetId, b: SetId) -> bool {
        if a == b || a.is_empty() {
            return true;
        }
        let table = self.table.borrow();
        let (one, two) = (table.hull(a), table.hull(b));
        if two.solid || one.apart(two) || one.start < two.start || two.end < one.end {
            return two.holds(one);
        }
        let (a, b) = (&table.sets[a.0 as usize], &table.sets[b.0 as usize]);
        let mut at = b.partition_point(|run| run.1 <= one.start);
        a.iter().all(|&(start, end)| {
            while at < b.len() && b[at].1 <= start {
                at += 1;
            }
            at < b.len() && b[at].0 <= start && end <= b[at].1
        })
    }

    pub fn disjoint(&self, a: SetId, b: SetId) -> bool {
        if a.is_empty() || b.is_empty() {
            return true;
        }
        if a == b {
            return false;
        }
        let table = self.table.borrow();
        let (one, two) = (table.hull(a), table.hull(b));
        if one.apart(two) {
            return true;
        }
        if one.holds(two) || two.holds(one) {
            return false;
        }
        let (a, b) = (table.runs(a), table.runs(b));
        // Of a long set only the part within a short one is read.
        let mut i = a.partition_point(|run| run.1 <= two.start);
        let mut j = b.partition_point(|run| run.1 <= one.start);
        while i < a.len() && j < b.len() {
            if a[i].1 <= b[j].0 {
                i += 1;
            } else if b[j].1 <= a[i].0 {
                j += 1;
            } else {
                return false;
            }
        }
        true
    }

    /// Orders sets by their content, whatever their ids are.
    pub fn compare(&self, a: SetId, b: SetId) -> std::cmp::Ordering {
        if a == b {
            return std::cmp::Ordering::Equal;
        }
        let table = self.table.borrow();
        table.sets[a.0 as usize].cmp(&table.sets[b.0 as usize])
    }
}

/// The members of a set.
#[derive(Clone, Debug)]
pub struct Members {
    /// Of the run that is being read.
    now: Range<u32>,
    /// All runs, if there are several, and the place of the next.
    more: Option<Rc<[Run]>>,
    at: usize,
}

impl Iterator for Members {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        loop {
            if let Some(member) = self.now.next() {
                return Some(member);
            }
            let &(start, end) = self.more.as_ref()?.get(self.at)?;
            self.now = start..end;
            self.at += 1;
        }
    }
}

/// Sweeps over the ends of two lists of runs and keeps the stretches that `keep` wants.
fn combine(a: &[Run], b: &[Run], keep: impl Fn(bool, bool) -> bool, out: &mut Vec<Run>) {
    let (mut i, mut j) = (0, 0);
    let (mut in_a, mut in_b) = (false, false);
    let mut open = None;
    loop {
        let next_a = a.get(i).map_or(u32::MAX, |run| if in_a { run.1 } else { run.0 });
        let next_b = b.get(j).map_or(u32::MAX, |run| if in_b { run.1 } else { run.0 });
        let at = next_a.min(next_b);
        if at == u32::MAX {
            break;
        }
        if next_a == at {
            i += usize::from(in_a);
            in_a = !in_a;
        }
        if next_b == at {
            j += usize::from(in_b);
            in_b = !in_b;
        }
        match (open, keep(in_a, in_b)) {
            (None, true) => open = Some(at),
            (Some(start), false) => {
                out.push((start, at));
                open = None;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, SetId, Sets};

    /// Every pair of subsets of 0..5 against plain bit masks.
    #[test]
    fn operations_agree_with_bit_masks() {
        let sets = Sets::default();
        let set = |mask: u32| sets.from_members((0..5).filter(|bit| mask >> bit & 1 == 1));
        for a in 0..32 {
            for b in 0..32 {
                assert_eq!(sets.union(set(a), set(b)), set(a | b));
                assert_eq!(sets.intersection(set(a), set(b)), set(a & b));
                assert_eq!(sets.difference(set(a), set(b)), set(a & !b));
                assert_eq!(sets.is_subset(set(a), set(b)), a & !b == 0);
                assert_eq!(sets.disjoint(set(a), set(b)), a & b == 0);
            }
            assert_eq!(sets.len(set(a)), a.count_ones());
            assert!((0..5).all(|bit| sets.has(set(a), bit) == (a >> bit & 1 == 1)));
        }
    }

    #[test]
    fn runs_are_sorted_and_never_touch() {
        let sets = Sets::default();
        let runs: &[Run] = &[(1, 6), (9, 10)];
        assert_eq!(&*sets.runs(sets.from_runs(vec![(9, 10), (3, 6), (1, 3), (7, 7)])), runs);
        assert_eq!(sets.from_runs(Vec::new()), SetId::EMPTY);
    }
}
