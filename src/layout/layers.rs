//! Which layer each box of one level lies in: circles are broken, boxes stand as near as they can to those they have lines
//! with, and layers that are too long for the picture are divided.
//!
//! Layers come from longest paths and one pass that shortens lines. The exact way (network simplex) takes minutes on
//! sparse, deep graphs and gains little.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Extent;

/// The boxes of one level that have to do with each other.
pub(super) struct Level<'a> {
    /// About how large each is.
    pub(super) extents: &'a [Extent],
    pub(super) ranks: &'a [Option<u32>],
    /// From, to, weight; sorted by ends, which differ.
    pub(super) edges: &'a [(usize, usize, u32)],
    /// How many lines come in over the border before the first layer, and go out behind the last.
    pub(super) before: &'a [u32],
    pub(super) behind: &'a [u32],
    /// The length along by the length across that is aimed at.
    pub(super) aspect: f64,
    /// What lies between two layers, labels included.
    pub(super) gap: f64,
}

/// The layer of every box, without a gap, from 0.
pub(super) fn assign(level: &Level<'_>) -> Vec<usize> {
    let mut layer = ranked(level).unwrap_or_else(|| {
        let order = order(level);
        let mut layer = longest(level, &order);
        balance(level, &order, &mut layer);
        spread(level, &mut layer);
        fold(level, &mut layer);
        layer
    });
    compact(&mut layer);
    divide(level, &mut layer);
    compact(&mut layer);
    layer
}

/// The layers that are given, if every box has one. One box alone needs none.
fn ranked(level: &Level<'_>) -> Option<Vec<usize>> {
    level.ranks.iter().map(|rank| rank.map(|it| it as usize)).collect()
}

/// An order of the boxes in which few lines go back (Eades, Lin and Smyth).
fn order(level: &Level<'_>) -> Vec<usize> {
    let count = level.extents.len();
    let mut out = vec![Vec::new(); count];
    let mut into = vec![Vec::new(); count];
    let mut weight_out = vec![0_i64; count];
    let mut weight_in = vec![0_i64; count];
    for &(from, to, weight) in level.edges {
        out[from].push((to, i64::from(weight)));
        into[to].push((from, i64::from(weight)));
        weight_out[from] += i64::from(weight);
        weight_in[to] += i64::from(weight);
    }
    // Those with the most going out first, then by their number.
    let key = |weight_out: &[i64], weight_in: &[i64], it: usize| (Reverse(weight_out[it] - weight_in[it]), it);
    let mut left: BTreeSet<_> = (0..count).map(|it| key(&weight_out, &weight_in, it)).collect();
    let mut sources: BTreeSet<usize> = (0..count).filter(|&it| weight_in[it] == 0).collect();
    let mut sinks: BTreeSet<Reverse<usize>> =
        (0..count).filter(|&it| weight_out[it] == 0 && weight_in[it] > 0).map(Reverse).collect();
    let (mut first, mut last) = (Vec::new(), Vec::new());
    loop {
        let (next, at_end) = if let Some(it) = sources.pop_first() {
            (it, false)
        } else if let Some(Reverse(it)) = sinks.pop_first() {
            (it, true)
        } else if let Some(&(_, it)) = left.first() {
            (it, false)
        } else {
            break;
        };
        if !left.remove(&key(&weight_out, &weight_in, next)) {
            continue;
        }
        sinks.remove(&Reverse(next));
        sources.remove(&next);
        if at_end { &mut last } else { &mut first }.push(next);
        for (neighbours, outward) in [(&out[next], true), (&into[next], false)] {
            for &(other, weight) in neighbours {
                if !left.remove(&key(&weight_out, &weight_in, other)) {
                    continue;
                }
                if outward {
                    weight_in[other] -= weight;
                } else {
                    weight_out[other] -= weight;
                }
                left.insert(key(&weight_out, &weight_in, other));
                if weight_in[other] == 0 {
                    sinks.remove(&Reverse(other));
                    sources.insert(other);
                } else if weight_out[other] == 0 {
                    sinks.insert(Reverse(other));
                }
            }
        }
    }
    last.reverse();
    first.extend(last);
    first
}

/// Lines with their ends in the order of the boxes.
fn forward(level: &Level<'_>, order: &[usize]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut at = vec![0; order.len()];
    for (place, &it) in order.iter().enumerate() {
        at[it] = place;
    }
    let mut after = vec![Vec::new(); order.len()];
    let mut before = vec![Vec::new(); order.len()];
    for &(from, to, weight) in level.edges {
        let (low, high) = if at[from] < at[to] { (from, to) } else { (to, from) };
        for _ in 0..weight.min(4) {
            after[low].push(high);
            before[high].push(low);
        }
    }
    (before, after)
}

fn longest(level: &Level<'_>, order: &[usize]) -> Vec<usize> {
    let (before, _) = forward(level, order);
    let mut layer = vec![0; order.len()];
    for &it in order {
        layer[it] = before[it].iter().map(|&low| layer[low] + 1).max().unwrap_or(0);
    }
    layer
}

/// Moves each box toward where most of its lines go.
fn balance(level: &Level<'_>, order: &[usize], layer: &mut [usize]) {
    let (before, after) = forward(level, order);
    let last = layer.iter().copied().max().unwrap_or(0);
    let pulls = |it: usize| (before[it].len() + level.before[it] as usize, after[it].len() + level.behind[it] as usize);
    for &it in order.iter().rev() {
        let (back, on) = pulls(it);
        if on > back {
            layer[it] = after[it].iter().map(|&high| layer[high] - 1).min().unwrap_or(last);
        }
    }
    for &it in order {
        let (back, on) = pulls(it);
        if back > on {
            layer[it] = before[it].iter().map(|&low| layer[low] + 1).max().unwrap_or(0);
        }
    }
}

/// Boxes with lines over the border alone, as many on either side, go where there is room.
fn spread(level: &Level<'_>, layer: &mut [usize]) {
    let count = layer.len();
    let layers = layer.iter().copied().max().map_or(0, |it| it + 1);
    let mut tied = vec![false; count];
    for &(from, to, _) in level.edges {
        tied[from] = true;
        tied[to] = true;
    }
    let mut length = vec![0.0; layers];
    let free = |it: usize| !tied[it] && level.before[it] == level.behind[it];
    for it in (0..count).filter(|&it| !free(it)) {
        length[layer[it]] += level.extents[it].across;
    }
    for it in (0..count).filter(|&it| free(it)) {
        let shortest = (0..layers).min_by(|&one, &other| length[one].total_cmp(&length[other])).unwrap_or(0);
        layer[it] = shortest;
        length[shortest] += level.extents[it].across;
    }
}

/// Where everything has to do with everything, a longest path visits nearly all: then neighbouring layers become one, and
/// the lines within it turn back.
fn fold(level: &Level<'_>, layer: &mut [usize]) {
    let count = layer.len();
    let layers = layer.iter().copied().max().map_or(0, |it| it + 1);
    let most = count.isqrt() + 1 + usize::from(count.isqrt().pow(2) < count);
    if 2 * level.edges.len() >= 3 * count && layers > most {
        for it in layer {
            *it = *it * most / layers;
        }
    }
}

/// Divides a layer that makes the picture too long across into several, as far as its boxes have lines on one side only.
fn divide(level: &Level<'_>, layer: &mut [usize]) {
    /// Shorter layers are always fine.
    const ENOUGH: f64 = 420.0;
    for _ in 0..4 {
        let layers = layer.iter().copied().max().map_or(0, |it| it + 1);
        let mut length = vec![0.0; layers];
        let mut thickness = vec![0.0_f64; layers];
        for (it, &at) in layer.iter().enumerate() {
            length[at] += level.extents[it].across;
            thickness[at] = thickness[at].max(level.extents[it].along);
        }
        let along: f64 = thickness.iter().map(|it| it + level.gap).sum();
        let Some(tallest) = (0..layers).max_by(|&one, &other| length[one].total_cmp(&length[other])) else { return };
        let fits = |parts: usize| {
            let parts = f64::from(u32::try_from(parts).unwrap_or(u32::MAX));
            let along = along + (parts - 1.0) * (thickness[tallest] + level.gap);
            length[tallest] / parts <= (along / level.aspect).max(ENOUGH)
        };
        let parts = (1..=64).find(|&parts| fits(parts)).unwrap_or(64);
        if parts == 1 || !divide_one(level, layer, tallest, parts, length[tallest]) {
            return;
        }
        compact(layer);
    }
}

/// Whether anything moved.
fn divide_one(level: &Level<'_>, layer: &mut [usize], tallest: usize, parts: usize, length: f64) -> bool {
    let (mut goes_on, mut comes_in) = (vec![false; layer.len()], vec![false; layer.len()]);
    for &(from, to, _) in level.edges {
        let (low, high) = if layer[from] <= layer[to] { (from, to) } else { (to, from) };
        goes_on[low] = true;
        comes_in[high] = true;
    }
    let of_layer: Vec<usize> = (0..layer.len()).filter(|&it| layer[it] == tallest).collect();
    let sinks: Vec<usize> = of_layer.iter().copied().filter(|&it| !goes_on[it] && level.behind[it] == 0).collect();
    let sources: Vec<usize> = of_layer.iter().copied().filter(|&it| !comes_in[it] && level.before[it] == 0).collect();
    let (movable, onward) = if sinks.len() >= sources.len() { (sinks, true) } else { (sources, false) };
    if movable.len() < 4 || 2 * movable.len() < of_layer.len() {
        return false;
    }
    let share = length / f64::from(u32::try_from(parts).unwrap_or(u32::MAX));
    let movable_length: f64 = movable.iter().map(|&it| level.extents[it].across).sum();
    // What cannot move fills the first part.
    let mut filled = length - movable_length;
    let mut part = 0;
    let mut moved = false;
    for it in &mut *layer {
        // Room for the new layers, on the side that they come to.
        if (onward && *it > tallest) || (!onward && *it >= tallest) {
            *it += parts - 1;
        }
    }
    for it in movable {
        if filled >= share && part + 1 < parts {
            filled = 0.0;
            part += 1;
        }
        filled += level.extents[it].across;
        if onward {
            layer[it] = tallest + part;
        } else {
            layer[it] -= part;
        }
        moved |= part > 0;
    }
    moved
}

/// Numbers the layers that hold something from 0.
fn compact(layer: &mut [usize]) {
    let used: BTreeSet<usize> = layer.iter().copied().collect();
    let used: Vec<usize> = used.into_iter().collect();
    for it in layer {
        *it = used.binary_search(it).unwrap_or(0);
    }
}
