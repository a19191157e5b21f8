//! Where boxes, lines and labels go. Pure geometry: knows nothing of policies, of text or of file formats.
//!
//! Boxes lie in boxes. Each box with others in it is laid out by itself, in layers, once it is known from which side lines
//! come in and go out (`plan`, from the outside in); then sizes are known from the inside out (`level`), and places from the
//! outside in again. A line that crosses the border of a box does so at a port, so that it never runs through a box that
//! is none of its own. Every step is linear in boxes and lines but for a logarithm.

mod bends;
mod coordinates;
mod frame;
mod layers;
mod level;
mod net;
mod order;
mod pack;
mod plan;
mod route;
mod tree;

/// What is to be laid out. Lengths are in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    pub blocks: Vec<Block>,
    pub edges: Vec<Edge>,
    pub direction: Direction,
    pub spacing: Spacing,
    /// The width of the whole by its height that is aimed at.
    pub aspect: f64,
}

/// A box. One that is the parent of another is drawn around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// Of a box around others: the size of its title, which stands at its top, from the left.
    pub size: Size,
    /// The box it lies in. One that is missing or lies in itself counts as none.
    pub parent: Option<usize>,
    /// Its layer where layers are given; 0 is the first.
    pub rank: Option<u32>,
}

/// A line from one box to another, to one around it, to one in it, or to itself. One of which an end is missing has no route.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    /// The size of its label.
    pub label: Option<Size>,
    /// Whether it should run in the direction of the whole, rather than against it.
    pub directed: bool,
    /// Lines of one kind that leave or enter a box on the same side begin or end together.
    pub kind: u32,
}

/// Where lines mainly go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Down,
    Right,
}

/// What is kept free, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Between two boxes side by side.
    pub blocks: f64,
    /// Between two lines side by side.
    pub lines: f64,
    /// Between two layers.
    pub layers: f64,
    /// Between a box and what lies in it.
    pub padding: f64,
    /// Between a label and what is beside it.
    pub labels: f64,
}

impl Default for Spacing {
    fn default() -> Self {
        Spacing { blocks: 14.0, lines: 9.0, layers: 34.0, padding: 14.0, labels: 4.0 }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// A place, from the upper left corner of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// Its upper left corner and its size.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Where everything goes.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Layout {
    pub size: Size,
    /// A rectangle for every box.
    pub blocks: Vec<Rect>,
    /// A route for every line, from its `from` to its `to`.
    pub routes: Vec<Route>,
}

/// The way of a line. One that could not be drawn has no steps.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Route {
    pub start: Point,
    pub steps: Vec<Step>,
    pub label: Option<Rect>,
}

/// Where a line goes next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Line(Point),
    /// A cubic curve: two points that pull, and its end.
    Curve(Point, Point, Point),
}

impl Step {
    pub fn end(self) -> Point {
        match self {
            Step::Line(end) | Step::Curve(_, _, end) => end,
        }
    }
}

/// A length along the direction of the whole and one across it.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
struct Extent {
    along: f64,
    across: f64,
}

/// How often sizes are settled: the second time lines know where their other ends are.
const ROUNDS: usize = 3;

/// Places everything. Equal input gives equal output, to the last bit.
pub fn layout(input: &Input) -> Layout {
    let tree = tree::Tree::new(&input.blocks);
    let frame = frame::Frame::new(input, &tree);
    let plan = plan::plan(input, &tree, &frame);
    let mut settled = level::settle(input, &tree, &frame, &plan, None);
    for _ in 1..ROUNDS {
        if plan.ports.is_empty() {
            break;
        }
        let hints = level::hints(&tree, &settled);
        settled = level::settle(input, &tree, &frame, &plan, Some(&hints));
    }
    route::drawn(input, &tree, &frame, &plan, &settled)
}
