//! Where vertices lie across, in a given order: near their neighbours, long lines straight.

use super::net::{Arm, Kind, Net};

const SWEEPS: usize = 10;

/// Places all vertices; the first begins at 0. Gives the length across.
pub(super) fn place(net: &mut Net) -> f64 {
    let layers = net.layers.len();
    for layer in 0..layers {
        let count = net.layers[layer].len();
        net.place(layer, &vec![(0.0, 1.0); count]);
    }
    for sweep in 0..SWEEPS {
        // The last sweeps look at both sides.
        let both = sweep + 3 >= SWEEPS;
        for step in 0..layers {
            let forth = sweep % 2 == 0;
            let layer = if forth { step } else { layers - 1 - step };
            pull(net, layer, forth || both, !forth || both);
        }
    }
    straighten(net);
    let first = net.vertices.iter().map(|it| it.at).fold(f64::INFINITY, f64::min);
    let mut end: f64 = 0.0;
    for vertex in &mut net.vertices {
        vertex.at -= first;
        end = end.max(vertex.at + vertex.across);
    }
    end
}

fn pull(net: &mut Net, layer: usize, before: bool, behind: bool) {
    let wanted: Vec<(f64, f64)> = net.layers[layer]
        .iter()
        .map(|&it| {
            let vertex = &net.vertices[it];
            let arms = |asked: bool, arms: &'_ [Arm]| {
                let arms = if asked { arms } else { &[] };
                arms.iter().fold((0.0, 0.0), |(sum, weight), arm| {
                    (sum + arm.weight * (net.vertices[arm.to].at + arm.other - arm.own), weight + arm.weight)
                })
            };
            let (one, other) = (arms(before, &vertex.before), arms(behind, &vertex.behind));
            let weight = one.1 + other.1;
            if weight > 0.0 { ((one.0 + other.0) / weight, weight) } else { (vertex.at, 0.01) }
        })
        .collect();
    net.place(layer, &wanted);
}

/// Puts the bends of a long line at one height, and boxes with one line at its height, where there is room.
fn straighten(net: &mut Net) {
    let mut places = vec![0; net.vertices.len()];
    for layer in &net.layers {
        for (place, &it) in layer.iter().enumerate() {
            places[it] = place;
        }
    }
    for _ in 0..3 {
        for layer in 0..net.layers.len() {
            for place in 0..net.layers[layer].len() {
                let chain = chain(net, net.layers[layer][place]);
                if chain.len() > 1 {
                    align(net, &places, &chain);
                }
            }
        }
    }
}

/// The vertices that one line runs through from here on, while it is alone, each with where the line meets it. Empty if the
/// line runs through a vertex before this one.
fn chain(net: &Net, start: usize) -> Vec<(usize, f64)> {
    let alone = |it: usize| {
        let vertex = &net.vertices[it];
        vertex.before.len() <= 1 && vertex.behind.len() <= 1 && vertex.kind != Kind::Title
    };
    let goes_on = |from: usize| {
        let arm = net.vertices[from].behind.first().copied()?;
        let through = net.vertices[from].before.first().is_none_or(|it| it.own.to_bits() == arm.own.to_bits());
        (alone(from) && alone(arm.to) && through).then_some(arm)
    };
    let comes_in = net.vertices[start].before.first().is_some_and(|arm| goes_on(arm.to).is_some());
    let mut out = Vec::new();
    if comes_in {
        return out;
    }
    let mut at = start;
    while let Some(arm) = goes_on(at) {
        if out.is_empty() {
            out.push((at, arm.own));
        }
        out.push((arm.to, arm.other));
        at = arm.to;
    }
    out
}

fn align(net: &mut Net, places: &[usize], chain: &[(usize, f64)]) {
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    let mut heights = Vec::with_capacity(chain.len());
    for &(it, meets) in chain {
        let vertex = &net.vertices[it];
        let layer = &net.layers[vertex.layer];
        if let Some(&before) = places[it].checked_sub(1).and_then(|place| layer.get(place)) {
            low = low.max(net.vertices[before].at + net.vertices[before].across + net.apart(before, it) + meets);
        }
        if let Some(&behind) = layer.get(places[it] + 1) {
            high = high.min(net.vertices[behind].at - net.apart(it, behind) - vertex.across + meets);
        }
        heights.push(vertex.at + meets);
    }
    if low > high {
        return;
    }
    heights.sort_by(f64::total_cmp);
    let height = heights[heights.len() / 2].clamp(low, high);
    for &(it, meets) in chain {
        net.vertices[it].at = height - meets;
    }
}
