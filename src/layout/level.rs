//! How large each box becomes and where things lie in it, from the inside out.

use rustc_hash::FxHashMap;

use super::bends::{self, Built, Of, Site, TURN};
use super::frame::Frame;
use super::net::{Kind, Net};
use super::plan::{Plan, Side};
use super::tree::Tree;
use super::{Extent, Input, Size, coordinates, order, pack};

/// A place that a line runs through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Way {
    pub(super) at: Extent,
    /// The line turns back here.
    pub(super) turns: bool,
}

/// Sizes, and places from the corner of the box around.
pub(super) struct Settled {
    /// What each box takes, its loops included.
    pub(super) extent: Vec<Extent>,
    /// What each box is drawn as.
    pub(super) drawn: Vec<Extent>,
    pub(super) at: Vec<Extent>,
    mouths: FxHashMap<(usize, usize), f64>,
    /// The piece of each line in the box in which its ends meet, from its `from`.
    pub(super) edge_ways: Vec<Vec<Way>>,
    /// The piece of the lines of a port in each box that they cross the border of, from within.
    pub(super) port_ways: FxHashMap<(usize, usize), Vec<Way>>,
    /// Where labels lie from the corner of the box in which the ends of their lines meet.
    pub(super) labels: Vec<Option<Extent>>,
}

impl Settled {
    /// Where a port lies on a box, across, from the corner of what the box takes.
    pub(super) fn mouth(&self, block: usize, port: usize) -> f64 {
        self.mouths.get(&(block, port)).copied().unwrap_or_default()
    }
}

/// What a round of settling tells the next: where things lay across, from the corner of the whole.
pub(super) struct Hints {
    pub(super) center: Vec<f64>,
}

impl Hints {
    /// Where the other ends of the lines of a port lay on average.
    pub(super) fn far(&self, plan: &Plan, port: usize) -> f64 {
        let others = &plan.ports[port].others;
        let count: f64 = others.iter().map(|_| 1.0).sum();
        others.iter().map(|&it| self.center[it]).sum::<f64>() / count.max(1.0)
    }
}

pub(super) fn hints(tree: &Tree, settled: &Settled) -> Hints {
    let mut begin = vec![0.0; settled.at.len()];
    let mut center = vec![0.0; settled.at.len()];
    for &around in &tree.outside_in {
        for &child in &tree.children[around] {
            begin[child] = begin[around] + settled.at[child].across;
            center[child] = begin[child] + settled.extent[child].across / 2.0;
        }
    }
    Hints { center }
}

pub(super) fn settle(input: &Input, tree: &Tree, frame: &Frame, plan: &Plan, hints: Option<&Hints>) -> Settled {
    let whole = tree.whole();
    let mut settled = Settled {
        extent: (0..=whole).map(|it| frame.outer(it)).collect(),
        drawn: (0..=whole).map(|it| frame.title(it)).collect(),
        at: vec![Extent::default(); whole + 1],
        mouths: FxHashMap::default(),
        edge_ways: vec![Vec::new(); input.edges.len()],
        port_ways: FxHashMap::default(),
        labels: vec![None; input.edges.len()],
    };
    for block in (0..whole).filter(|&it| !tree.is_around_others(it)) {
        own_ports(frame, plan, hints, &mut settled, block);
    }
    for &around in tree.outside_in.iter().rev() {
        inside(input, tree, frame, plan, hints, &mut settled, around);
        own_ports(frame, plan, hints, &mut settled, around);
    }
    settled
}

/// Puts the ports of lines that end at a box on its sides.
fn own_ports(frame: &Frame, plan: &Plan, hints: Option<&Hints>, settled: &mut Settled, block: usize) {
    /// The farthest that two ports of one box lie apart.
    const APART: f64 = 16.0;
    let inside = &plan.inside[block];
    let inset = frame.inset(block).across;
    for side in [Side::Before, Side::Behind] {
        let mut ports: Vec<usize> = inside.own.iter().copied().filter(|&it| plan.ports[it].side == side).collect();
        if ports.is_empty() {
            continue;
        }
        if let Some(hints) = hints {
            ports.sort_by(|&one, &other| hints.far(plan, one).total_cmp(&hints.far(plan, other)));
        }
        let count: f64 = ports.iter().map(|_| 1.0).sum();
        let across = settled.drawn[block].across;
        // Where other lines cross the border, the corner at the title belongs to the box itself.
        let crossed = inside.through.iter().any(|&it| plan.ports[it].side == side);
        let (middle, apart) = if crossed {
            let title = frame.margins(block).first.min(across);
            (title / 2.0, (title / (count + 1.0)).min(APART))
        } else {
            (across / 2.0, (across / (count + 1.0)).min(APART))
        };
        let mut at = middle - apart * (count - 1.0) / 2.0;
        for port in ports {
            settled.mouths.insert((block, port), inset + at);
            at += apart;
        }
    }
}

/// A group that is laid out: places from its own corner.
struct Part {
    extent: Extent,
    members: Vec<(usize, Extent)>,
    ways: Vec<(Of, Vec<Way>)>,
    labels: Vec<(usize, Extent)>,
}

fn inside(
    input: &Input,
    tree: &Tree,
    frame: &Frame,
    plan: &Plan,
    hints: Option<&Hints>,
    settled: &mut Settled,
    around: usize,
) {
    let inside = &plan.inside[around];
    let mut parts: Vec<Part> = inside
        .groups
        .iter()
        .map(|group| part(Site { input, tree, frame, plan, settled, hints, around, group }))
        .collect();
    // Boxes without lines come after those with, and those around others after those alone.
    let mut loose = inside.loose.clone();
    loose.sort_by_key(|&it| tree.is_around_others(it));
    for block in loose {
        let members = vec![(block, Extent::default())];
        parts.push(Part { extent: settled.extent[block], members, ways: Vec::new(), labels: Vec::new() });
    }
    let (places, extent) = packed(input, frame, inside.groups.first().is_some_and(|it| it.open), &parts);

    let margins = frame.margins(around);
    let inset = frame.inset(around);
    let least = frame.title(around);
    let drawn = Extent {
        along: (margins.before + extent.along + margins.behind).max(least.along),
        across: (margins.first + extent.across + margins.last).max(least.across),
    };
    settled.drawn[around] = drawn;
    settled.extent[around] = frame.outer_of(around, drawn);
    for (part, place) in parts.into_iter().zip(places) {
        let base = Extent {
            along: inset.along + margins.before + place.along,
            across: inset.across + margins.first + place.across,
        };
        let moved = |it: Extent| Extent { along: base.along + it.along, across: base.across + it.across };
        for (block, at) in part.members {
            settled.at[block] = moved(at);
        }
        for (edge, at) in part.labels {
            settled.labels[edge] = Some(moved(at));
        }
        for (of, ways) in part.ways {
            let mut ways: Vec<Way> = ways.into_iter().map(|it| Way { at: moved(it.at), ..it }).collect();
            let end = inset.along + drawn.along;
            reach_border(plan, of, &mut ways, (around, inset.along, end), &input.edges);
            match of {
                Of::Edge(edge, back) => {
                    if back {
                        ways.reverse();
                    }
                    settled.edge_ways[edge] = ways;
                }
                Of::Port(port) => {
                    let border = if plan.ports[port].side == Side::Before { ways.first() } else { ways.last() };
                    settled.mouths.insert((around, port), border.map_or(0.0, |it| it.at.across));
                    if plan.ports[port].side == Side::Before {
                        ways.reverse();
                    }
                    settled.port_ways.insert((around, port), ways);
                }
            }
        }
    }
}

/// Leads a line that meets the border straight on to it.
fn reach_border(
    plan: &Plan,
    of: Of,
    ways: &mut Vec<Way>,
    (around, begin, end): (usize, f64, f64),
    edges: &[super::Edge],
) {
    let (first, last) = match of {
        Of::Edge(edge, _) => (edges[edge].from == around, edges[edge].to == around),
        Of::Port(port) => (plan.ports[port].side == Side::Before, plan.ports[port].side == Side::Behind),
    };
    if let (true, Some(&way)) = (first, ways.first()) {
        ways.insert(0, Way { at: Extent { along: begin, across: way.at.across }, turns: false });
    }
    if let (true, Some(&way)) = (last, ways.last()) {
        ways.push(Way { at: Extent { along: end, across: way.at.across }, turns: false });
    }
}

/// Puts the parts of a box side by side. One with lines over the border has the whole length along for itself.
fn packed(input: &Input, frame: &Frame, open: bool, parts: &[Part]) -> (Vec<Extent>, Extent) {
    let gap = input.spacing.blocks;
    if let (true, Some((first, rest))) = (open, parts.split_first()) {
        if rest.is_empty() {
            return (vec![Extent::default()], first.extent);
        }
        // Rows along, whatever the direction.
        let sizes: Vec<Size> =
            rest.iter().map(|it| Size { width: it.extent.along, height: it.extent.across }).collect();
        let packed = pack::pack(&sizes, Some(first.extent.along), 1.0, gap);
        let below = first.extent.across + gap;
        let places = packed.at.iter().map(|&(along, across)| Extent { along, across: below + across });
        let whole = Extent { along: first.extent.along.max(packed.size.width), across: below + packed.size.height };
        return ([Extent::default()].into_iter().chain(places).collect(), whole);
    }
    let sizes: Vec<Size> = parts.iter().map(|it| frame.size(it.extent)).collect();
    let packed = pack::pack(&sizes, None, frame.size_aspect(), gap);
    let places = packed.at.iter().map(|&(width, height)| frame.extent(Size { width, height })).collect();
    (places, frame.extent(packed.size))
}

/// Lays a group out.
fn part(site: Site<'_>) -> Part {
    let Built { mut net, links } = bends::build(site);
    order::sort(&mut net);
    let across = coordinates::place(&mut net);
    let layers = along(site, &net);
    let along = layers.last().map_or(0.0, |it| it.1);
    let mut members = Vec::new();
    let mut labels = Vec::new();
    for vertex in &net.vertices {
        let (begin, end) = layers[vertex.layer];
        match vertex.kind {
            Kind::Block(block) => {
                let free = end - begin - vertex.along;
                members.push((block, Extent { along: begin + free / 2.0, across: vertex.at }));
            }
            Kind::Label(edge) if site.input.edges[edge].label.is_some() => {
                let turns = vertex.behind.is_empty();
                let free = if turns { TURN } else { (end - begin - vertex.along) / 2.0 };
                labels.push((edge, Extent { along: begin + free, across: vertex.at }));
            }
            Kind::Label(_) | Kind::Bend | Kind::Port(_) | Kind::Inner(_) | Kind::Title => {}
        }
    }
    let place: FxHashMap<usize, Extent> = members.iter().copied().collect();
    let ways = links.iter().map(|link| (link.of, ways(site, &net, &layers, &place, &link.path))).collect();
    Part { extent: Extent { along, across }, members, ways, labels }
}

/// Where each layer begins and ends.
fn along(site: Site<'_>, net: &Net) -> Vec<(f64, f64)> {
    let spacing = &site.input.spacing;
    let mut out: Vec<(f64, f64)> = Vec::new();
    let labels = |layer: usize| net.layers[layer].iter().all(|&it| !matches!(net.vertices[it].kind, Kind::Block(_)));
    for (layer, vertices) in net.layers.iter().enumerate() {
        let thickness = vertices.iter().map(|&it| net.vertices[it].along).fold(0.0, f64::max);
        let begin = out.last().map_or(0.0, |&(_, end)| {
            // Steep lines want room.
            let arms = vertices.iter().flat_map(|&it| net.vertices[it].before.iter().map(move |arm| (it, arm)));
            let steepest = arms
                .map(|(it, arm)| (net.vertices[it].at + arm.own - net.vertices[arm.to].at - arm.other).abs())
                .fold(0.0, f64::max);
            let least = if labels(layer) || labels(layer - 1) { spacing.layers / 2.0 } else { spacing.layers };
            end + least + (steepest * 0.12).min(2.5 * spacing.layers)
        });
        out.push((begin, begin + thickness));
    }
    out
}

/// The way of a line through the vertices of its path.
fn ways(
    site: Site<'_>,
    net: &Net,
    layers: &[(f64, f64)],
    place: &FxHashMap<usize, Extent>,
    path: &[(usize, f64)],
) -> Vec<Way> {
    let mut out = Vec::new();
    let layer = |number: usize| path.get(number).map(|&(it, _)| net.vertices[it].layer);
    let turning = path.len() == 3 && layer(0) == layer(2);
    for (number, &(it, meets)) in path.iter().enumerate() {
        let vertex = &net.vertices[it];
        let (begin, end) = layers[vertex.layer];
        let across = vertex.at + meets;
        let mut go = |along: f64| out.push(Way { at: Extent { along, across }, turns: false });
        match vertex.kind {
            Kind::Block(block) => {
                let first = place[&block].along;
                let last = first + site.settled.drawn[block].along;
                if number == 0 {
                    go(last);
                    go(end);
                } else if turning {
                    go(end);
                    go(last);
                } else {
                    go(begin);
                    go(first);
                }
            }
            Kind::Label(_) if turning => {
                out.push(Way { at: Extent { along: begin + TURN / 2.0, across }, turns: true });
            }
            Kind::Label(_) | Kind::Bend | Kind::Port(_) | Kind::Inner(_) | Kind::Title => {
                go(begin);
                go(end);
            }
        }
    }
    out
}
