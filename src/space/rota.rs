//! Rotas: how many agents are at work from one minute of the week to another, with who states a number around them.

use std::collections::BTreeSet;

use crate::model::value::{Hours, WEEK};

/// The number of a unit, and when it is at work.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift<'m> {
    pub count: u32,
    /// `None` for who may be there at any time.
    pub hours: Option<&'m Hours>,
    /// Which of the shifts is that of the nearest unit around it, when one is.
    pub around: Option<usize>,
}

/// The most that are at work at one time, of those at which it is open; at any time when that is not known.
pub(super) fn most(shifts: &[Shift<'_>], open: Option<&Hours>) -> u32 {
    let mut most = 0;
    walk(shifts, open, |_, _, there| most = most.max(there));
    u32::try_from(most).unwrap_or(u32::MAX)
}

/// Minutes a week that they are at work, all added up.
pub(super) fn minutes(shifts: &[Shift<'_>]) -> u64 {
    let mut sum = 0;
    walk(shifts, None, |from, to, there| sum += u64::from(to - from) * there);
    sum
}

/// How many of each of several groups are at work at one time, of those at which it is open: every combination once.
pub(super) fn together(groups: &[Vec<Shift<'_>>], open: Option<&Hours>) -> BTreeSet<Vec<u64>> {
    let mut changes: Vec<(u16, usize, u64)> = Vec::new();
    for (group, shifts) in groups.iter().enumerate() {
        walk(shifts, open, |from, _, there| changes.push((from, group, there)));
    }
    changes.sort_unstable();
    let mut now = vec![0; groups.len()];
    let mut out = BTreeSet::new();
    for at_once in changes.chunk_by(|one, next| one.0 == next.0) {
        for &(_, group, there) in at_once {
            now[group] = there;
        }
        out.insert(now.clone());
    }
    out
}

/// Visits the stretches of the open week over which the same people are at work, with how many they are.
fn walk(shifts: &[Shift<'_>], open: Option<&Hours>, mut visit: impl FnMut(u16, u16, u64)) {
    // Hours at which nothing is ever open say nothing of when people come.
    let open = open.filter(|it| !it.0.is_empty());
    let mut there = There::new(shifts);
    let mut changes: Vec<(u16, Option<usize>, bool)> = Vec::new();
    for (at, shift) in shifts.iter().enumerate() {
        match shift.hours {
            None => there.set(at, shift.count),
            Some(hours) => changes.extend(ends(hours, Some(at))),
        }
    }
    changes.extend(open.into_iter().flat_map(|it| ends(it, None)));
    changes.sort_unstable();
    let (mut from, mut is_open) = (0, open.is_none());
    for (to, who, comes) in changes {
        if is_open && from < to {
            visit(from, to, there.all);
        }
        from = to;
        match who {
            Some(at) => there.set(at, if comes { shifts[at].count } else { 0 }),
            None => is_open = comes,
        }
    }
    if is_open && from < WEEK {
        visit(from, WEEK, there.all);
    }
}

/// When somebody comes and goes.
fn ends(hours: &Hours, who: Option<usize>) -> impl Iterator<Item = (u16, Option<usize>, bool)> + '_ {
    hours.0.iter().flat_map(move |&(from, to)| [(from, who, true), (to, who, false)])
}

/// Who is at work now. A unit counts with its own number or with what those in it add up to, whichever is higher.
struct There<'s> {
    shifts: &'s [Shift<'s>],
    own: Vec<u64>,
    inside: Vec<u64>,
    all: u64,
}

impl<'s> There<'s> {
    fn new(shifts: &'s [Shift<'s>]) -> Self {
        There { shifts, own: vec![0; shifts.len()], inside: vec![0; shifts.len()], all: 0 }
    }

    fn set(&mut self, at: usize, count: u32) {
        let before = self.number(at);
        self.own[at] = count.into();
        let (mut at, mut before) = (at, before);
        while let Some(around) = self.shifts[at].around {
            let (now, outer) = (self.number(at), self.number(around));
            self.inside[around] = self.inside[around] + now - before;
            (at, before) = (around, outer);
        }
        self.all = self.all + self.number(at) - before;
    }

    fn number(&self, at: usize) -> u64 {
        self.own[at].max(self.inside[at])
    }
}

#[cfg(test)]
mod tests {
    use super::{Shift, minutes, most, together};
    use crate::model::value::{Hours, WEEK};

    /// Against every minute of the week, for all ways in which four units may be nested, with hours of a few blocks.
    #[test]
    fn walks_agree_with_minutes() {
        let blocks = |bits: u32| {
            let blocks = (0..4).filter(|bit| bits >> bit & 1 == 1);
            Hours::of(blocks.map(|bit| (bit * 2520, bit * 2520 + 2520)))
        };
        let mut seed = 7_u32;
        let mut dice = |sides: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % sides
        };
        for _ in 0..500 {
            let hours: Vec<Option<Hours>> = (0..5).map(|_| (dice(4) > 0).then(|| blocks(dice(16)))).collect();
            let around: Vec<Option<usize>> =
                (0..4).map(|at| (at > 0 && dice(2) > 0).then(|| dice(at) as usize)).collect();
            let shifts: Vec<Shift<'_>> =
                (0..4).map(|at| Shift { count: dice(6), hours: hours[at].as_ref(), around: around[at] }).collect();
            let open = hours[4].as_ref().filter(|it| !it.0.is_empty());
            let at_work = |at: usize, minute: u16| shifts[at].hours.is_none_or(|it| it.at(minute));
            let there = |minute: u16| {
                let mut inside = [0; 5];
                for at in (0..4).rev() {
                    let own = if at_work(at, minute) { shifts[at].count } else { 0 };
                    inside[around[at].unwrap_or(4)] += own.max(inside[at]);
                }
                inside[4]
            };
            // Nothing changes within a block.
            let all = (0..4).map(|block| block * 2520);
            let opened = all.clone().filter(|&minute| open.is_none_or(|it| it.at(minute)));
            assert_eq!(most(&shifts, open), opened.map(there).max().unwrap_or(0), "{shifts:?} {open:?}");
            assert_eq!(minutes(&shifts), all.map(|minute| u64::from(there(minute)) * 2520).sum::<u64>());
        }
    }

    #[test]
    fn groups_are_seen_at_the_same_minute() {
        let (early, late, long) = (Hours(vec![(0, 300)]), Hours(vec![(300, 600)]), Hours(vec![(100, WEEK)]));
        let shift = |count, hours| Shift { count, hours: Some(hours), around: None };
        let groups = [vec![shift(5, &early), shift(5, &late)], vec![shift(2, &long)]];
        let all = |open: Option<&Hours>| together(&groups, open).into_iter().collect::<Vec<_>>();
        assert_eq!(all(None), [[0, 2], [5, 0], [5, 2]]);
        assert_eq!(all(Some(&early)), [[5, 0], [5, 2]]);
        assert_eq!(all(Some(&Hours(vec![(700, 800)]))), [[0, 2]]);
    }

    #[test]
    fn one_goes_as_the_next_comes() {
        let (early, late) = (Hours(vec![(0, 300)]), Hours(vec![(300, WEEK)]));
        let shift = |hours| Shift { count: 5, hours: Some(hours), around: None };
        let shifts = [shift(&early), shift(&late)];
        assert_eq!(most(&shifts, None), 5);
        assert_eq!(minutes(&shifts), 5 * u64::from(WEEK));
    }
}
