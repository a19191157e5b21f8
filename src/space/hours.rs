//! Opening hours as sets of minutes of the week: exact, and closed under union, intersection and difference.

use crate::model::value::{Hours, WEEK};

/// Minutes in either.
pub fn union(one: &Hours, other: &Hours) -> Hours {
    combine(one, other, |one, other| one || other)
}

/// Minutes in both.
pub fn intersection(one: &Hours, other: &Hours) -> Hours {
    combine(one, other, |one, other| one && other)
}

/// Minutes in the first and not in the second.
pub fn difference(one: &Hours, other: &Hours) -> Hours {
    combine(one, other, |one, other| one && !other)
}

/// Sweeps over the ends of both and keeps the stretches that `keep` wants. Nothing is open outside both.
fn combine(one: &Hours, other: &Hours, keep: fn(bool, bool) -> bool) -> Hours {
    let ends = |hours: &Hours| hours.0.iter().flat_map(|&(start, end)| [start, end]).collect::<Vec<u16>>();
    let (left, right) = (ends(one), ends(other));
    let (mut i, mut j) = (0, 0);
    let mut open = None;
    let mut out = Vec::new();
    while i < left.len() || j < right.len() {
        let next = |ends: &[u16], at: usize| ends.get(at).copied().unwrap_or(WEEK + 1);
        let at = next(&left, i).min(next(&right, j));
        i += usize::from(next(&left, i) == at);
        j += usize::from(next(&right, j) == at);
        // After an odd number of ends it is open.
        match (open, keep(i % 2 == 1, j % 2 == 1)) {
            (None, true) => open = Some(at),
            (Some(start), false) => {
                out.push((start, at));
                open = None;
            }
            _ => {}
        }
    }
    Hours(out)
}

#[cfg(test)]
mod tests {
    use super::{difference, intersection, union};
    use crate::model::value::{Hours, WEEK};

    /// Hours out of blocks of a few minutes, from bits, at the beginning or the end of the week.
    fn of(bits: u32, from: u16) -> Hours {
        let blocks = (0..6_u16).filter(|bit| bits >> bit & 1 == 1);
        Hours::of(blocks.map(|bit| (u32::from(from + bit * 5), u32::from(from + bit * 5 + 5))))
    }

    /// Every pair of small sets against the minutes one by one.
    #[test]
    fn operations_agree_with_minutes() {
        for from in [0, WEEK - 30] {
            for (a, b) in (0..64).flat_map(|a| (0..64).map(move |b| (a, b))) {
                let (one, other) = (of(a, from), of(b, from));
                assert_eq!(union(&one, &other), of(a | b, from));
                assert_eq!(intersection(&one, &other), of(a & b, from));
                assert_eq!(difference(&one, &other), of(a & !b, from));
                let minutes = (from..from + 30).filter(|&it| one.at(it) && !other.at(it)).count();
                assert_eq!(difference(&one, &other).minutes() as usize, minutes);
            }
        }
    }

    #[test]
    fn the_whole_week_is_everything() {
        let week = Hours(vec![(0, WEEK)]);
        let some = of(0b10_1101, 600);
        assert_eq!(union(&some, &week), week);
        assert_eq!(intersection(&some, &week), some);
        assert_eq!(union(&some, &difference(&week, &some)), week);
        assert_eq!(difference(&some, &week), Hours::default());
    }
}
