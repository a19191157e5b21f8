//! From pieces of lines to whole routes, and from lengths along and across to points.

use super::frame::Frame;
use super::level::{Settled, Way};
use super::plan::Plan;
use super::tree::Tree;
use super::{Direction, Extent, Input, Layout, Point, Rect, Route, Step};

pub(super) fn drawn(input: &Input, tree: &Tree, frame: &Frame, plan: &Plan, settled: &Settled) -> Layout {
    let whole = tree.whole();
    let mut corner = vec![Extent::default(); whole + 1];
    for &around in &tree.outside_in {
        for &child in &tree.children[around] {
            corner[child] = sum(corner[around], settled.at[child]);
        }
    }
    let blocks: Vec<Rect> =
        (0..whole).map(|it| frame.rect(sum(corner[it], frame.inset(it)), settled.drawn[it])).collect();
    let mut routes = vec![Route::default(); input.edges.len()];
    for (at, edge) in input.edges.iter().enumerate() {
        if edge.from >= whole || edge.to >= whole || edge.from == edge.to {
            continue;
        }
        let around = tree.meeting(edge.from, edge.to);
        let ways = whole_way(tree, plan, settled, &corner, (at, around, edge.from, edge.to));
        routes[at] = smooth(frame, &ways);
        routes[at].label = settled.labels[at]
            .zip(edge.label)
            .map(|(place, label)| frame.rect(sum(corner[around], place), frame.extent(label)));
    }
    for block in 0..whole {
        for it in frame.loops(block) {
            let outer = frame.point(corner[block]);
            routes[it.edge] = looped(input.direction, outer, blocks[block], it);
        }
    }
    Layout { size: frame.size(settled.extent[whole]), blocks, routes }
}

fn sum(one: Extent, other: Extent) -> Extent {
    Extent { along: one.along + other.along, across: one.across + other.across }
}

/// All places that a line runs through, from its first end to its last.
fn whole_way(
    tree: &Tree,
    plan: &Plan,
    settled: &Settled,
    corner: &[Extent],
    (edge, around, from, to): (usize, usize, usize, usize),
) -> Vec<Way> {
    let outward = |end: usize, block: usize| {
        let mut out = Vec::new();
        if let (Some(port), true) = (plan.ends[edge][end], block != around) {
            let mut at = tree.parent[block];
            while at != around {
                let ways = settled.port_ways.get(&(at, port)).map_or(&[][..], Vec::as_slice);
                out.extend(ways.iter().map(|it| Way { at: sum(corner[at], it.at), ..*it }));
                at = tree.parent[at];
            }
        }
        out
    };
    let mut out = outward(0, from);
    out.extend(settled.edge_ways[edge].iter().map(|it| Way { at: sum(corner[around], it.at), ..*it }));
    let mut last = outward(1, to);
    last.reverse();
    out.extend(last);
    out
}

/// Straight lines and curves that leave and arrive in the direction of the whole.
fn smooth(frame: &Frame, ways: &[Way]) -> Route {
    let Some(&first) = ways.first() else { return Route::default() };
    let mut steps: Vec<Step> = Vec::new();
    // Where the straight line that is being drawn began.
    let mut straight: Option<Extent> = None;
    let mut at = first;
    for &next in &ways[1..] {
        if at.turns || next.turns {
            // A quarter of a turn: along from the one that does not turn, across at the one that does.
            let corner = if next.turns {
                Extent { along: next.at.along, across: at.at.across }
            } else {
                Extent { along: at.at.along, across: next.at.across }
            };
            let pull = |it: Extent| frame.point(between(it, corner, 0.7));
            steps.push(Step::Curve(pull(at.at), pull(next.at), frame.point(next.at)));
            straight = None;
        } else if same(at.at.across, next.at.across) {
            if same(at.at.along, next.at.along) {
                continue;
            }
            let end = Step::Line(frame.point(next.at));
            match (straight, steps.last_mut()) {
                (Some(_), Some(last)) => *last = end,
                _ => steps.push(end),
            }
            straight = Some(straight.unwrap_or(at.at));
        } else {
            let middle = f64::midpoint(at.at.along, next.at.along);
            let pull = |it: Extent| frame.point(Extent { along: middle, across: it.across });
            steps.push(Step::Curve(pull(at.at), pull(next.at), frame.point(next.at)));
            straight = None;
        }
        at = next;
    }
    Route { start: frame.point(first.at), steps, label: None }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.01
}

fn between(one: Extent, other: Extent, share: f64) -> Extent {
    Extent {
        along: one.along + (other.along - one.along) * share,
        across: one.across + (other.across - one.across) * share,
    }
}

/// A line from a box to itself: a bow over its upper side, or beside its right one.
fn looped(direction: Direction, outer: Point, block: Rect, it: &super::frame::Loop) -> Route {
    let inside = |at: f64, length: f64| at.min((length - 2.0).max(0.0));
    let (label_x, label_y) = match direction {
        Direction::Right => (outer.x, outer.y),
        Direction::Down => (block.x + block.width, block.y),
    };
    let label = it.label.map(|label| Rect { x: label_x + label.x, y: label_y + label.y, ..label });
    // A cubic curve reaches three quarters as far as its points.
    let far = it.reach / 0.75;
    let (start, one, other, end) = match direction {
        Direction::Right => {
            let (from, to) = (block.x + inside(it.from, block.width), block.x + inside(it.to, block.width));
            let point = |x, up| Point { x, y: block.y - up };
            (point(from, 0.0), point(from, far), point(to, far), point(to, 0.0))
        }
        Direction::Down => {
            let (from, to) = (block.y + inside(it.from, block.height), block.y + inside(it.to, block.height));
            let side = block.x + block.width;
            let point = |y, out| Point { x: side + out, y };
            (point(from, 0.0), point(from, far), point(to, far), point(to, 0.0))
        }
    };
    Route { start, steps: vec![Step::Curve(one, other, end)], label }
}
