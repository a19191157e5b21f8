//! What is decided before sizes are known: in which layer of its surroundings each box lies, on which side of it each line
//! leaves, and which borders the line crosses. From the outside in, because a box must know where its lines go on.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::frame::Frame;
use super::layers::{self, Level};
use super::tree::Tree;
use super::{Extent, Input};

/// A side of a box: that of the layers before it or behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Side {
    Before,
    Behind,
}

/// Where lines of one kind leave or enter a box. Seen again on the border of every box that they cross.
pub(super) struct Port {
    pub(super) block: usize,
    pub(super) side: Side,
    /// The other ends of its lines, for where it should lie.
    pub(super) others: Vec<usize>,
}

/// One level: what lies directly in a box.
#[derive(Default)]
pub(super) struct Inside {
    /// Boxes that have to do with each other. The one with lines over the border, if any, is the first.
    pub(super) groups: Vec<Group>,
    /// Boxes without lines.
    pub(super) loose: Vec<usize>,
    /// Ports on the border that lead to boxes within.
    pub(super) through: Vec<usize>,
    /// Ports on the border of lines that begin or end here.
    pub(super) own: Vec<usize>,
}

#[derive(Default)]
pub(super) struct Group {
    pub(super) members: Vec<usize>,
    /// The layer of each member, from 0, without a gap.
    pub(super) layer: Vec<usize>,
    /// Lines whose ends meet here, each once.
    pub(super) edges: Vec<usize>,
    /// Whether lines cross the border.
    pub(super) open: bool,
}

pub(super) struct Plan {
    pub(super) ports: Vec<Port>,
    /// The ports of the two ends of each line. A line between a box and one in it has none at the outer one, which it
    /// meets from within; a loop has none at all.
    pub(super) ends: Vec<[Option<usize>; 2]>,
    pub(super) inside: Vec<Inside>,
}

impl Plan {
    /// Gives an end of a line its port on a side of its box. Lines meet from the outermost level on, so that a new port crosses
    /// all borders between its box and `child`, and one that is there already crosses them all.
    fn attach(
        &mut self,
        keys: &mut Keys,
        input: &Input,
        tree: &Tree,
        (edge, end): (usize, usize),
        side: Side,
        child: usize,
    ) {
        let line = &input.edges[edge];
        let (block, other) = if end == 0 { (line.from, line.to) } else { (line.to, line.from) };
        let port = *keys.entry((block, side, end, line.kind)).or_insert_with(|| {
            let port = self.ports.len();
            self.ports.push(Port { block, side, others: Vec::new() });
            self.inside[block].own.push(port);
            let mut at = block;
            while at != child {
                at = tree.parent[at];
                self.inside[at].through.push(port);
            }
            port
        });
        self.ports[port].others.push(other);
        self.ends[edge][end] = Some(port);
    }
}

type Keys = FxHashMap<(usize, Side, usize, u32), usize>;

pub(super) fn plan(input: &Input, tree: &Tree, frame: &Frame) -> Plan {
    let whole = tree.whole();
    let mut edges_at: Vec<Vec<usize>> = vec![Vec::new(); whole + 1];
    for (at, edge) in input.edges.iter().enumerate() {
        if edge.from < whole && edge.to < whole && edge.from != edge.to {
            edges_at[tree.meeting(edge.from, edge.to)].push(at);
        }
    }
    let extents = estimates(input, tree, frame);
    let mut plan = Plan {
        ports: Vec::new(),
        ends: vec![[None; 2]; input.edges.len()],
        inside: (0..=whole).map(|_| Inside::default()).collect(),
    };
    let mut keys = Keys::default();
    for &around in &tree.outside_in {
        divide(input, tree, frame, &mut plan, &extents, around, &edges_at[around]);
        lead(input, tree, &mut plan, &mut keys, around);
    }
    plan
}

/// The children that the ends of a line lie in. `None` is the box around them itself.
pub(super) fn ends(input: &Input, tree: &Tree, around: usize, edge: usize) -> [Option<usize>; 2] {
    let edge = &input.edges[edge];
    [edge.from, edge.to].map(|end| (end != around).then(|| tree.toward(around, end)))
}

/// Divides the children of a box into groups, and their boxes into layers.
fn divide(
    input: &Input,
    tree: &Tree,
    frame: &Frame,
    plan: &mut Plan,
    extents: &[Extent],
    around: usize,
    edges: &[usize],
) {
    let children = &tree.children[around];
    let place: FxHashMap<usize, usize> = children.iter().enumerate().map(|(place, &child)| (child, place)).collect();
    let mut together = Together((0..children.len()).collect());
    let (mut before, mut behind) = (vec![0_u32; children.len()], vec![0_u32; children.len()]);
    for &port in &plan.inside[around].through {
        let at = place[&tree.toward(around, plan.ports[port].block)];
        *match plan.ports[port].side {
            Side::Before => &mut before[at],
            Side::Behind => &mut behind[at],
        } += 1;
    }
    let mut weights: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let mut of_edge = Vec::with_capacity(edges.len());
    for &edge in edges {
        let [from, to] = ends(input, tree, around, edge).map(|end| end.map(|it| place[&it]));
        match (from, to) {
            (Some(from), Some(to)) => {
                together.join(from, to);
                *weights.entry((from, to)).or_default() += if input.edges[edge].directed { 4 } else { 1 };
            }
            (None, Some(to)) => before[to] += 1,
            (Some(from), None) => behind[from] += 1,
            (None, None) => continue,
        }
        of_edge.push((edge, from.or(to).unwrap_or(0)));
    }
    let crosses = |it: usize| before[it] + behind[it] > 0;
    let open = (0..children.len()).find(|&it| crosses(it));
    for it in (0..children.len()).filter(|&it| crosses(it)) {
        together.join(open.unwrap_or(it), it);
    }
    let mut size = vec![0; children.len()];
    for it in 0..children.len() {
        size[together.of(it)] += 1;
    }
    let open = open.map(|it| together.of(it));
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    let mut loose = Vec::new();
    for (it, &child) in children.iter().enumerate() {
        let of = together.of(it);
        if size[of] == 1 && open != Some(of) {
            loose.push(child);
        } else {
            groups.entry(of).or_default().members.push(child);
        }
    }
    for &(edge, it) in &of_edge {
        if let Some(group) = groups.get_mut(&together.of(it)) {
            group.edges.push(edge);
        }
    }
    let longest = edges.iter().filter_map(|&it| input.edges[it].label).map(|it| frame.extent(it).along);
    let gap = 2.0 * input.spacing.layers + longest.fold(0.0, f64::max);
    let mut number = vec![0; children.len()];
    for group in groups.values() {
        for (at, it) in group.members.iter().enumerate() {
            number[place[it]] = at;
        }
    }
    let mut pairs: BTreeMap<usize, Vec<(usize, usize, u32)>> = BTreeMap::new();
    for ((from, to), weight) in weights {
        if from != to {
            pairs.entry(together.of(from)).or_default().push((number[from], number[to], weight));
        }
    }
    for (&of, group) in &mut groups {
        group.open = open == Some(of);
        let edges = pairs.remove(&of).unwrap_or_default();
        let of_members = |all: &[u32]| -> Vec<u32> { group.members.iter().map(|it| all[place[it]]).collect() };
        let of_extents: Vec<Extent> = group.members.iter().map(|&it| extents[it]).collect();
        let ranks: Vec<Option<u32>> = group.members.iter().map(|&it| input.blocks[it].rank).collect();
        group.layer = layers::assign(&Level {
            extents: &of_extents,
            ranks: &ranks,
            edges: &edges,
            before: &of_members(&before),
            behind: &of_members(&behind),
            aspect: frame.aspect,
            gap,
        });
    }
    let inside = &mut plan.inside[around];
    inside.loose = loose;
    inside.groups = groups.into_values().collect();
    inside.groups.sort_by_key(|it| !it.open);
}

/// Gives the lines of one level their ports, and lets the boxes within know of those that cross their borders.
fn lead(input: &Input, tree: &Tree, plan: &mut Plan, keys: &mut Keys, around: usize) {
    let groups = std::mem::take(&mut plan.inside[around].groups);
    for group in &groups {
        let layer: FxHashMap<usize, usize> = group.members.iter().copied().zip(group.layer.iter().copied()).collect();
        for &edge in &group.edges {
            let children = ends(input, tree, around, edge);
            let [from, to] = children.map(|child| child.map(|it| layer[&it]));
            let sides = match (from, to) {
                (Some(from), Some(to)) if from > to => [Side::Before, Side::Behind],
                (Some(from), Some(to)) if from == to => [Side::Behind, Side::Behind],
                _ => [Side::Behind, Side::Before],
            };
            for end in 0..2 {
                if let Some(child) = children[end] {
                    plan.attach(keys, input, tree, (edge, end), sides[end], child);
                }
            }
        }
    }
    plan.inside[around].groups = groups;
}

/// About how large each box becomes.
fn estimates(input: &Input, tree: &Tree, frame: &Frame) -> Vec<Extent> {
    let spacing = &input.spacing;
    let mut out: Vec<Extent> = (0..input.blocks.len()).map(|it| frame.outer(it)).collect();
    out.push(Extent::default());
    for &around in tree.outside_in.iter().rev() {
        let mut area = 0.0;
        let mut least = frame.title(around);
        for &child in &tree.children[around] {
            let Extent { along, across } = out[child];
            area += (along + spacing.layers) * (across + spacing.blocks);
            least.along = least.along.max(along);
            least.across = least.across.max(across);
        }
        let across = (area / frame.aspect).sqrt().max(least.across);
        let along = (area / across.max(1.0)).max(least.along);
        let pad = frame.margins(around);
        out[around] = Extent { along: along + pad.before + pad.behind, across: across + pad.first + pad.last };
    }
    out
}

/// Which belong together (union and find, with halved paths).
struct Together(Vec<usize>);

impl Together {
    fn of(&mut self, mut it: usize) -> usize {
        while self.0[it] != it {
            self.0[it] = self.0[self.0[it]];
            it = self.0[it];
        }
        it
    }

    /// The first of the two names both.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}
