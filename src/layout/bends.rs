//! From the lines of a group to its net: every line gets a vertex in each layer that it passes, and lines of one port run
//! together until they part.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::frame::Frame;
use super::level::{Hints, Settled};
use super::net::{Kind, Net};
use super::plan::{Group, Plan, Side, ends};
use super::tree::Tree;
use super::{Extent, Input};

/// A line of a group, from the end in the lower layer to that in the higher one.
pub(super) struct Link {
    pub(super) of: Of,
    low: End,
    high: End,
    label: Option<Extent>,
    /// The vertices that it runs through, both ends included, and where it meets each, across, from where the vertex begins.
    pub(super) path: Vec<(usize, f64)>,
}

/// What a link is a piece of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// A line of the input, and whether it runs from the high end to the low one.
    Edge(usize, bool),
    /// All lines through a port on the border.
    Port(usize),
}

#[derive(Clone, Copy)]
struct End {
    /// Layers of boxes are 2, 4, …; labels and turning lines lie between them; 0 is the border before them.
    layer: usize,
    meets: Meets,
    /// Lines with the same number here run together as far as they can.
    trunk: Option<usize>,
}

#[derive(Clone, Copy)]
enum Meets {
    /// A member of the group, at a port.
    Member(usize, usize),
    /// A port on the border.
    Port(usize),
    /// The inner side of the border.
    Inner(usize),
}

pub(super) struct Built {
    pub(super) net: Net,
    pub(super) links: Vec<Link>,
}

/// What a group is built from.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) input: &'a Input,
    pub(super) tree: &'a Tree,
    pub(super) frame: &'a Frame,
    pub(super) plan: &'a Plan,
    pub(super) settled: &'a Settled,
    pub(super) hints: Option<&'a Hints>,
    pub(super) around: usize,
    pub(super) group: &'a Group,
}

pub(super) fn build(site: Site<'_>) -> Built {
    let Site { input, group, hints, plan, .. } = site;
    let mut links = links(site);
    let hubs = hubs(&links);
    let used = used(group, &links, &hubs);
    let number: FxHashMap<usize, usize> = used.iter().enumerate().map(|(number, &layer)| (layer, number)).collect();
    let mut net =
        Net { vertices: Vec::new(), layers: vec![Vec::new(); used.len()], fixed: used.iter().map(|_| false).collect() };
    let spacing = &input.spacing;
    let members = members(site, &mut net, &number);
    borders(site, &mut net, &number, &links);
    let border: FxHashMap<(bool, usize), usize> = net
        .vertices
        .iter()
        .enumerate()
        .filter_map(|(at, vertex)| match vertex.kind {
            Kind::Port(port) => Some(((true, port), at)),
            Kind::Inner(edge) => Some(((false, edge), at)),
            _ => None,
        })
        .collect();
    let vertex = |meets: Meets| match meets {
        Meets::Member(member, port) => (members[member], site.settled.mouth(group.members[member], port)),
        Meets::Port(port) => (border[&(true, port)], 0.0),
        Meets::Inner(edge) => (border[&(false, edge)], 0.0),
    };
    let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for (at, link) in links.iter_mut().enumerate() {
        let (low, high) = (vertex(link.low.meets), vertex(link.high.meets));
        let label = link.label.unwrap_or_default();
        if link.low.layer == link.high.layer {
            let Of::Edge(edge, _) = link.of else { continue };
            let room = spacing.labels.max(spacing.lines / 2.0);
            let turn =
                net.add(Kind::Label(edge), number[&(link.low.layer + 1)], label.along + TURN, label.across, room);
            net.join(low, (turn, label.across / 2.0));
            net.join(high, (turn, label.across / 2.0));
            link.path = vec![low, (turn, label.across / 2.0), high];
            continue;
        }
        // From the hub outward.
        let hub_low = hubs[at];
        let (hub, far) = if hub_low { (link.low, link.high) } else { (link.high, link.low) };
        let between: Vec<usize> =
            used.iter().copied().filter(|&layer| layer > link.low.layer && layer < link.high.layer).collect();
        let outward: Vec<usize> = if hub_low { between } else { between.into_iter().rev().collect() };
        let mut from = if hub_low { low } else { high };
        let mut path = vec![from];
        for layer in outward {
            let apart = layer.abs_diff(far.layer) == 1;
            let known = (!apart).then_some(hub.trunk).flatten().and_then(|trunk| shared.get(&(trunk, layer)).copied());
            if let Some(known) = known {
                from = (known, 0.0);
                path.push(from);
                continue;
            }
            let to = match (link.label, link.of) {
                (Some(label), Of::Edge(edge, _)) if apart => {
                    let it = net.add(Kind::Label(edge), number[&layer], label.along, label.across, spacing.labels);
                    (it, label.across / 2.0)
                }
                _ => (net.add(Kind::Bend, number[&layer], 0.0, 0.0, spacing.lines), 0.0),
            };
            if let (false, Some(trunk)) = (apart, hub.trunk) {
                shared.insert((trunk, layer), to.0);
            }
            if hub_low {
                net.join(from, to);
            } else {
                net.join(to, from);
            }
            path.push(to);
            from = to;
        }
        let end = if hub_low { high } else { low };
        if hub_low {
            net.join(from, end);
        } else {
            net.join(end, from);
        }
        path.push(end);
        if !hub_low {
            path.reverse();
        }
        link.path = path;
    }
    if let Some(hints) = hints {
        fix_borders(plan, &mut net, hints);
    }
    Built { net, links }
}

/// How far a line that turns back reaches beyond its label.
pub(super) const TURN: f64 = 14.0;

/// The lines of a group, without their paths.
fn links(site: Site<'_>) -> Vec<Link> {
    let Site { input, tree, frame, plan, around, group, .. } = site;
    let last = 2 * group.layer.iter().copied().max().map_or(1, |it| it + 1) + 2;
    let number: FxHashMap<usize, usize> = group.members.iter().enumerate().map(|(at, &it)| (it, at)).collect();
    let member = |child: usize, port: usize| {
        let member = number[&child];
        End { layer: 2 * group.layer[member] + 2, meets: Meets::Member(member, port), trunk: Some(port) }
    };
    let mut out = Vec::new();
    for &edge in &group.edges {
        let label = input.edges[edge].label.map(|it| frame.extent(it));
        let mut at = ends(input, tree, around, edge).into_iter().zip(plan.ends[edge]).map(|it| match it {
            (Some(child), Some(port)) => Some(member(child, port)),
            _ => None,
        });
        let (from, to) = (at.next().flatten(), at.next().flatten());
        let border = |layer| End { layer, meets: Meets::Inner(edge), trunk: None };
        let (from, to) = (from.unwrap_or_else(|| border(0)), to.unwrap_or_else(|| border(last)));
        let back = from.layer > to.layer;
        let (low, high) = if back { (to, from) } else { (from, to) };
        out.push(Link { of: Of::Edge(edge, back), low, high, label, path: Vec::new() });
    }
    if group.open {
        for &port in &plan.inside[around].through {
            let end = member(tree.toward(around, plan.ports[port].block), port);
            let border = |layer| End { layer, meets: Meets::Port(port), trunk: None };
            let (low, high) = match plan.ports[port].side {
                Side::Before => (border(0), end),
                Side::Behind => (end, border(last)),
            };
            out.push(Link { of: Of::Port(port), low, high, label: None, path: Vec::new() });
        }
    }
    out
}

/// For each line, whether its low end is the one at which more lines meet: there it runs together with them.
fn hubs(links: &[Link]) -> Vec<bool> {
    let mut count: FxHashMap<usize, usize> = FxHashMap::default();
    for end in links.iter().flat_map(|it| [it.low, it.high]) {
        if let Some(trunk) = end.trunk {
            *count.entry(trunk).or_default() += 1;
        }
    }
    let lines = |end: End| end.trunk.map_or(0, |it| count[&it]);
    links.iter().map(|it| lines(it.low) >= lines(it.high)).collect()
}

/// The layers that hold anything, in order.
fn used(group: &Group, links: &[Link], hubs: &[bool]) -> Vec<usize> {
    let mut used: BTreeSet<usize> = group.layer.iter().map(|it| 2 * it + 2).collect();
    for (link, &hub_low) in links.iter().zip(hubs) {
        if link.low.layer == link.high.layer {
            used.insert(link.low.layer + 1);
            continue;
        }
        for end in [link.low, link.high] {
            if !matches!(end.meets, Meets::Member(..)) {
                used.insert(end.layer);
            }
        }
        if link.label.is_some() {
            used.insert(if hub_low { link.high.layer - 1 } else { link.low.layer + 1 });
        }
    }
    used.into_iter().collect()
}

/// Adds a vertex for each member. With hints they begin in the order in which they lay before.
fn members(site: Site<'_>, net: &mut Net, number: &FxHashMap<usize, usize>) -> Vec<usize> {
    let Site { input, settled, group, hints, .. } = site;
    let mut order: Vec<usize> = (0..group.members.len()).collect();
    if let Some(hints) = hints {
        order.sort_by(|&one, &other| hints.center[group.members[one]].total_cmp(&hints.center[group.members[other]]));
    }
    let mut out = vec![0; order.len()];
    for member in order {
        let block = group.members[member];
        let Extent { along, across } = settled.extent[block];
        let layer = number[&(2 * group.layer[member] + 2)];
        out[member] = net.add(Kind::Block(block), layer, along, across, input.spacing.blocks);
    }
    out
}

/// Adds a vertex for each place on the border that lines meet, and one for a title that is in their way.
fn borders(site: Site<'_>, net: &mut Net, number: &FxHashMap<usize, usize>, links: &[Link]) {
    let Site { input, frame, around, .. } = site;
    let lines = input.spacing.lines;
    let mut titled = false;
    for end in links.iter().flat_map(|it| [it.low, it.high]) {
        let kind = match end.meets {
            Meets::Member(..) => continue,
            Meets::Port(port) => Kind::Port(port),
            Meets::Inner(edge) => Kind::Inner(edge),
        };
        if end.layer == 0 && !titled && frame.is_down() {
            titled = true;
            net.add(Kind::Title, number[&0], 0.0, frame.title_beside_lines(around), lines);
        }
        net.add(kind, number[&end.layer], 0.0, 0.0, lines);
    }
}

/// Puts the ports on the border in the order of the other ends of their lines.
fn fix_borders(plan: &Plan, net: &mut Net, hints: &Hints) {
    for layer in [0, net.layers.len() - 1] {
        let vertices = &net.vertices;
        let port = |it: usize| match vertices[it].kind {
            Kind::Port(port) => Some(port),
            _ => None,
        };
        if net.layers[layer].iter().any(|&it| port(it).is_some()) {
            let key = |it: usize| match vertices[it].kind {
                Kind::Title => f64::NEG_INFINITY,
                _ => port(it).map_or(0.0, |port| hints.far(plan, port)),
            };
            net.layers[layer].sort_by(|&one, &other| key(one).total_cmp(&key(other)));
            net.fixed[layer] = true;
        }
    }
}
