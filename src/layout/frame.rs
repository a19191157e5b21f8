//! Lengths along and across the direction of the whole, and what belongs to a box beside what lies in it: its title, its
//! padding, and its loops.

use super::tree::Tree;
use super::{Direction, Extent, Input, Point, Rect, Size};

/// How far a loop reaches from its box, and how far each further loop reaches beyond it.
const LOOP: f64 = 16.0;
const LOOP_STEP: f64 = 6.0;

/// A line from a box to itself.
pub(super) struct Loop {
    pub(super) edge: usize,
    /// From the corner at which the loops stand: where it begins and ends, and how far it reaches.
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) reach: f64,
    /// Where its label lies from the corner of the outer rectangle.
    pub(super) label: Option<Rect>,
}

pub(super) struct Frame {
    direction: Direction,
    /// The length along by the length across that is aimed at.
    pub(super) aspect: f64,
    padding: f64,
    sizes: Vec<Size>,
    around: Vec<bool>,
    loops: Vec<Vec<Loop>>,
}

/// What is kept free in a box beside what lies in it.
#[derive(Clone, Copy, Default)]
pub(super) struct Margins {
    pub(super) before: f64,
    pub(super) behind: f64,
    /// Across.
    pub(super) first: f64,
    pub(super) last: f64,
}

impl Frame {
    pub(super) fn new(input: &Input, tree: &Tree) -> Self {
        let aspect = if input.aspect.is_finite() { input.aspect.clamp(0.1, 10.0) } else { 1.0 };
        let mut edges: Vec<Vec<usize>> = vec![Vec::new(); input.blocks.len()];
        for (at, edge) in input.edges.iter().enumerate() {
            if edge.from == edge.to && edge.from < input.blocks.len() {
                edges[edge.from].push(at);
            }
        }
        Frame {
            direction: input.direction,
            aspect: match input.direction {
                Direction::Right => aspect,
                Direction::Down => 1.0 / aspect,
            },
            padding: input.spacing.padding,
            sizes: input.blocks.iter().map(|it| sound(it.size)).collect(),
            around: (0..input.blocks.len()).map(|it| tree.is_around_others(it)).collect(),
            loops: edges.iter().map(|edges| loops(input, edges)).collect(),
        }
    }

    pub(super) fn extent(&self, size: Size) -> Extent {
        match self.direction {
            Direction::Right => Extent { along: size.width, across: size.height },
            Direction::Down => Extent { along: size.height, across: size.width },
        }
    }

    pub(super) fn size(&self, extent: Extent) -> Size {
        match self.direction {
            Direction::Right => Size { width: extent.along, height: extent.across },
            Direction::Down => Size { width: extent.across, height: extent.along },
        }
    }

    pub(super) fn point(&self, at: Extent) -> Point {
        let Size { width: x, height: y } = self.size(at);
        Point { x, y }
    }

    pub(super) fn rect(&self, at: Extent, extent: Extent) -> Rect {
        let (Point { x, y }, Size { width, height }) = (self.point(at), self.size(extent));
        Rect { x, y, width, height }
    }

    pub(super) fn loops(&self, block: usize) -> &[Loop] {
        self.loops.get(block).map_or(&[], Vec::as_slice)
    }

    /// The least that a box takes: of one around others, what its title takes.
    pub(super) fn title(&self, block: usize) -> Extent {
        self.sizes.get(block).map_or(Extent::default(), |&size| self.extent(size))
    }

    /// What a box without others in it takes, loops included.
    pub(super) fn outer(&self, block: usize) -> Extent {
        self.outer_of(block, self.title(block))
    }

    /// What a box takes with its loops, given how large it is drawn.
    pub(super) fn outer_of(&self, block: usize, drawn: Extent) -> Extent {
        let Some(last) = self.loops(block).last() else { return drawn };
        let mut size = self.size(drawn);
        let labels = || self.loops(block).iter().filter_map(|it| it.label);
        match self.direction {
            // Loops stand on the box.
            Direction::Right => {
                size.width = labels().map(|it| it.x + it.width).fold(size.width.max(last.to), f64::max);
                size.height += self.inset(block).across;
            }
            // Loops stand at its right side, where no other line leaves it.
            Direction::Down => {
                size.height = labels().map(|it| it.y + it.height).fold(size.height.max(last.to), f64::max);
                size.width += labels().map(|it| it.x + it.width).fold(last.reach, f64::max);
            }
        }
        self.extent(size)
    }

    /// Where a box is drawn in what it takes.
    pub(super) fn inset(&self, block: usize) -> Extent {
        let loops = self.loops(block);
        match (self.direction, loops.last()) {
            (Direction::Right, Some(last)) => {
                let labels = loops.iter().filter_map(|it| it.label).map(|it| it.y + it.height);
                Extent { along: 0.0, across: labels.fold(last.reach, f64::max) }
            }
            _ => Extent::default(),
        }
    }

    /// What a box around others keeps free. The whole keeps nothing.
    pub(super) fn margins(&self, block: usize) -> Margins {
        if !self.around.get(block).is_some_and(|&it| it) {
            return Margins::default();
        }
        let (pad, title) = (self.padding, self.sizes[block].height.max(self.padding));
        match self.direction {
            Direction::Right => Margins { before: pad, behind: pad, first: title, last: pad },
            Direction::Down => Margins { before: title, behind: pad, first: pad, last: pad },
        }
    }

    /// How much of the side at which lines come in the title takes.
    pub(super) fn title_beside_lines(&self, block: usize) -> f64 {
        match self.direction {
            Direction::Right => 0.0,
            Direction::Down => self.title(block).across,
        }
    }

    /// The width by the height that is aimed at.
    pub(super) fn size_aspect(&self) -> f64 {
        if self.is_down() { 1.0 / self.aspect } else { self.aspect }
    }

    pub(super) fn is_down(&self) -> bool {
        self.direction == Direction::Down
    }
}

/// A size that can be laid out, whatever was asked for.
fn sound(size: Size) -> Size {
    let sound = |it: f64| if it.is_finite() { it.clamp(0.0, 1.0e6) } else { 0.0 };
    Size { width: sound(size.width), height: sound(size.height) }
}

/// Loops around each other, the innermost first, with their labels in a column beside them.
fn loops(input: &Input, edges: &[usize]) -> Vec<Loop> {
    let count = f64::from(u32::try_from(edges.len()).unwrap_or(u32::MAX));
    let mut out = Vec::new();
    let mut inner = 0.0;
    let mut beside = 0.0;
    for &edge in edges {
        let from = 10.0 + LOOP_STEP * (count - 1.0 - inner);
        let to = 10.0 + LOOP_STEP * (count + inner) + 8.0;
        let reach = LOOP + LOOP_STEP * inner;
        let label = input.edges[edge].label.map(sound).map(|size| {
            let beyond = 10.0 + LOOP_STEP * 2.0 * count + 8.0;
            let (x, y) = match input.direction {
                Direction::Right => (beyond, beside),
                Direction::Down => (LOOP + LOOP_STEP * count, beside),
            };
            beside += size.height + input.spacing.labels;
            Rect { x, y, width: size.width, height: size.height }
        });
        out.push(Loop { edge, from, to, reach, label });
        inner += 1.0;
    }
    if input.direction == Direction::Right {
        for it in &mut out {
            if let Some(label) = &mut it.label {
                // They end where the box begins.
                label.y += (LOOP + LOOP_STEP * count - beside).max(0.0);
            }
        }
    }
    out
}
