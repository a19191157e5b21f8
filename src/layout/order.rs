//! In which order vertices lie in their layers, so that few lines cross: sweeps forth and back that put each where its
//! neighbours are on average, then exchanges of neighbours. Boxes are as long as they are meanwhile, so that a line to the
//! end of a long box pulls there.

use super::net::{Kind, Net};

/// Sweeps and exchanges are given up when they have looked at about so many arms.
const BUDGET: usize = 600_000;

pub(super) fn sort(net: &mut Net) {
    let layers = net.layers.len();
    for layer in 0..layers {
        settle(net, layer);
    }
    let sweeps = (BUDGET / (net.arms() + net.vertices.len() + 1)).clamp(2, 12);
    let mut best = net.layers.clone();
    let mut fewest = crossings(net);
    for sweep in 0..sweeps {
        if fewest == 0 {
            break;
        }
        if sweep % 2 == 0 {
            (1..layers).for_each(|layer| sort_layer(net, layer, true));
        } else {
            (0..layers.saturating_sub(1)).rev().for_each(|layer| sort_layer(net, layer, false));
        }
        let now = crossings(net);
        if now < fewest {
            fewest = now;
            best.clone_from(&net.layers);
        }
    }
    net.layers = best;
    let mut left = BUDGET;
    while fewest > 0 && exchange(net, &mut left) {}
}

/// Gives a layer places from its order alone.
fn settle(net: &mut Net, layer: usize) {
    let count = net.layers[layer].len();
    net.place(layer, &vec![(0.0, 1.0); count]);
}

fn sort_layer(net: &mut Net, layer: usize, forth: bool) {
    let wanted = |net: &Net, it: usize| {
        let vertex = &net.vertices[it];
        let arms = if forth { &vertex.before } else { &vertex.behind };
        if arms.is_empty() {
            return vertex.at;
        }
        let count: f64 = arms.iter().map(|_| 1.0).sum();
        arms.iter().map(|arm| net.vertices[arm.to].at + arm.other - arm.own).sum::<f64>() / count
    };
    if !net.fixed[layer] {
        let mut keys: Vec<(f64, usize)> = net.layers[layer]
            .iter()
            .map(|&it| match net.vertices[it].kind {
                Kind::Title => (f64::NEG_INFINITY, it),
                _ => (wanted(net, it) + net.vertices[it].across / 2.0, it),
            })
            .collect();
        keys.sort_by(|one, other| one.0.total_cmp(&other.0));
        net.layers[layer] = keys.into_iter().map(|(_, it)| it).collect();
    }
    let places: Vec<(f64, f64)> = net.layers[layer].iter().map(|&it| (wanted(net, it), 1.0)).collect();
    net.place(layer, &places);
}

/// How many lines cross between all neighbouring layers.
pub(super) fn crossings(net: &Net) -> u64 {
    let places = places(net);
    (1..net.layers.len()).map(|layer| crossings_before(net, &places, layer)).sum()
}

fn places(net: &Net) -> Vec<usize> {
    let mut places = vec![0; net.vertices.len()];
    for layer in &net.layers {
        for (place, &it) in layer.iter().enumerate() {
            places[it] = place;
        }
    }
    places
}

/// Where an arm meets a layer: the place of the vertex, then the place on it.
type Mouth = (usize, f64);

fn compare(one: &Mouth, other: &Mouth) -> std::cmp::Ordering {
    one.0.cmp(&other.0).then(one.1.total_cmp(&other.1))
}

fn crossings_before(net: &Net, places: &[usize], layer: usize) -> u64 {
    let mut lines: Vec<(Mouth, Mouth)> = Vec::new();
    for &it in &net.layers[layer] {
        for arm in &net.vertices[it].before {
            lines.push(((places[arm.to], arm.other), (places[it], arm.own)));
        }
    }
    lines.sort_by(|one, other| compare(&one.0, &other.0).then(compare(&one.1, &other.1)));
    let mut mouths: Vec<Mouth> = lines.iter().map(|it| it.1).collect();
    mouths.sort_by(compare);
    mouths.dedup_by(|one, other| compare(one, other).is_eq());
    // A Fenwick tree of how many lines so far end at each mouth or before it.
    let mut tree = vec![0_u64; mouths.len() + 1];
    let mut count = 0;
    let mut start = 0;
    for end in 1..=lines.len() {
        if end < lines.len() && compare(&lines[start].0, &lines[end].0).is_eq() {
            continue;
        }
        // Lines that begin together do not cross: all are asked before one is put in.
        let rank = |line: &(Mouth, Mouth)| mouths.binary_search_by(|it| compare(it, &line.1)).unwrap_or(0) + 1;
        for line in &lines[start..end] {
            let mut at = rank(line);
            count += start as u64;
            while at > 0 {
                count -= tree[at];
                at -= at & at.wrapping_neg();
            }
        }
        for line in &lines[start..end] {
            let mut at = rank(line);
            while at < tree.len() {
                tree[at] += 1;
                at += at & at.wrapping_neg();
            }
        }
        start = end;
    }
    count
}

/// Exchanges neighbours where fewer lines cross then. Whether any were.
fn exchange(net: &mut Net, left: &mut usize) -> bool {
    let mut places = places(net);
    let mut better = false;
    for layer in 0..net.layers.len() {
        if net.fixed[layer] {
            continue;
        }
        for place in 1..net.layers[layer].len() {
            let (one, other) = (net.layers[layer][place - 1], net.layers[layer][place]);
            let cost = net.vertices[one].before.len()
                + net.vertices[one].behind.len()
                + net.vertices[other].before.len()
                + net.vertices[other].behind.len();
            if *left < cost {
                return false;
            }
            *left -= cost;
            if net.vertices[one].kind == Kind::Title {
                continue;
            }
            let (now, then) = pair(net, &places, one, other);
            if then < now {
                net.layers[layer].swap(place - 1, place);
                places[one] = place;
                places[other] = place - 1;
                better = true;
            }
        }
    }
    better
}

/// How many lines of two neighbours cross, as they lie and exchanged.
fn pair(net: &Net, places: &[usize], one: usize, other: usize) -> (u64, u64) {
    let mouths = |it: usize, before: bool| {
        let vertex = &net.vertices[it];
        let arms = if before { &vertex.before } else { &vertex.behind };
        let mut out: Vec<Mouth> = arms.iter().map(|arm| (places[arm.to], arm.other)).collect();
        out.sort_by(compare);
        out
    };
    // For each mouth of the second, how many of the first lie beyond it.
    let beyond = |first: &[Mouth], second: &[Mouth]| {
        let mut at = 0;
        let mut count = 0;
        for mouth in second {
            while at < first.len() && compare(&first[at], mouth).is_le() {
                at += 1;
            }
            count += (first.len() - at) as u64;
        }
        count
    };
    let (mut now, mut then) = (0, 0);
    for before in [true, false] {
        let (first, second) = (mouths(one, before), mouths(other, before));
        now += beyond(&first, &second);
        then += beyond(&second, &first);
    }
    (now, then)
}
