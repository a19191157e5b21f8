//! What the kinds of boxes and lines look like, in every format that can draw. Colours are a help and never the only sign: kinds
//! differ by shape, stroke or width too, and by the words in the label. They are tints and shades of the palette of Okabe
//! and Ito, which colour-blind people can tell apart.

use crate::graph::{EdgeKind, Level, NodeKind};

/// The outline of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Rectangle,
    Rounded,
    /// Half circles at the left and right end.
    Stadium,
    /// A rectangle with double sides.
    Double,
    Hexagon,
    Parallelogram,
    /// Wider below than above.
    Trapezium,
    Cylinder,
    /// A sheet with a folded corner.
    Note,
    Octagon,
    Circle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    Solid,
    Dashed,
    Dotted,
    DashDot,
}

/// What a line ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    Arrow,
    /// Only an outline.
    Open,
    /// A cross: it does not arrive.
    Cross,
    None,
}

/// Colours are `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeStyle {
    pub shape: Shape,
    pub fill: &'static str,
    pub stroke: &'static str,
    pub dash: Dash,
}

/// The width is in tenths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdgeStyle {
    pub colour: &'static str,
    pub width: u32,
    pub dash: Dash,
    pub head: Head,
}

/// What marks of a level look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkStyle {
    /// One character that everybody can tell from the others.
    pub symbol: &'static str,
    pub fill: &'static str,
    pub stroke: &'static str,
}

pub fn node(kind: NodeKind) -> NodeStyle {
    let (shape, fill, stroke, dash) = match kind {
        NodeKind::Board => (Shape::Double, "#f3e3ed", "#8a4a72", Dash::Solid),
        NodeKind::Directorate => (Shape::Rectangle, "#f4f4f4", "#4d4d4d", Dash::Solid),
        NodeKind::Front => (Shape::Rounded, "#dcedf9", "#1f6fa3", Dash::Solid),
        NodeKind::Kcc => (Shape::Rounded, "#bfdff4", "#0a4f80", Dash::Solid),
        NodeKind::Mid => (Shape::Parallelogram, "#fdf0d0", "#8f6400", Dash::Solid),
        NodeKind::Back => (Shape::Rectangle, "#fbe3cc", "#9c4a00", Dash::Solid),
        NodeKind::Team => (Shape::Hexagon, "#d3efe5", "#00694d", Dash::Solid),
        NodeKind::Staff => (Shape::Note, "#f0ecdf", "#6b5f33", Dash::Solid),
        NodeKind::Oversight => (Shape::Octagon, "#eadff2", "#5f3f7f", Dash::Solid),
        NodeKind::Partner => (Shape::Rectangle, "#ffffff", "#4d4d4d", Dash::Dashed),
        NodeKind::Unit => (Shape::Rectangle, "#ffffff", "#767676", Dash::Solid),
        NodeKind::Audience => (Shape::Stadium, "#fdf8c9", "#756d00", Dash::Solid),
        NodeKind::Live => (Shape::Parallelogram, "#dcedf9", "#1f6fa3", Dash::Solid),
        NodeKind::Later => (Shape::Parallelogram, "#f4f4f4", "#4d4d4d", Dash::Dashed),
        NodeKind::Physical => (Shape::Trapezium, "#fbe3cc", "#9c4a00", Dash::Solid),
        NodeKind::Service => (Shape::Rounded, "#d3efe5", "#00694d", Dash::Solid),
        NodeKind::Theme => (Shape::Note, "#d3efe5", "#00694d", Dash::Solid),
        NodeKind::Record => (Shape::Cylinder, "#f4f4f4", "#4d4d4d", Dash::Solid),
        NodeKind::Field => (Shape::Rectangle, "#ffffff", "#4d4d4d", Dash::Solid),
        NodeKind::Location => (Shape::Trapezium, "#f4f4f4", "#4d4d4d", Dash::Solid),
        NodeKind::Step => (Shape::Rounded, "#fafafa", "#767676", Dash::Solid),
        NodeKind::Gap => (Shape::Rectangle, "#ffffff", "#a30021", Dash::Dashed),
        NodeKind::End => (Shape::Circle, "#fdf8c9", "#756d00", Dash::Solid),
        NodeKind::Rule => (Shape::Octagon, "#ffffff", "#1a1a1a", Dash::Solid),
        NodeKind::Group => (Shape::Rounded, "#fafafa", "#767676", Dash::Dotted),
        NodeKind::Junction => (Shape::Stadium, "#ffffff", "#8c8c8c", Dash::Dotted),
    };
    NodeStyle { shape, fill, stroke, dash }
}

pub fn edge(kind: EdgeKind) -> EdgeStyle {
    let (colour, width, dash, head) = match kind {
        EdgeKind::Reaches => ("#756d00", 12, Dash::Solid, Head::Arrow),
        EdgeKind::Answers => ("#1f6fa3", 12, Dash::Solid, Head::Arrow),
        EdgeKind::Handover | EdgeKind::Steers => ("#4d4d4d", 13, Dash::Solid, Head::Arrow),
        EdgeKind::Warm => ("#a83c00", 24, Dash::Solid, Head::Arrow),
        EdgeKind::Cold => ("#0072b2", 13, Dash::Solid, Head::Open),
        EdgeKind::Callback => ("#00694d", 15, Dash::Dashed, Head::Arrow),
        EdgeKind::Appointment => ("#5f3f7f", 15, Dash::DashDot, Head::Arrow),
        EdgeKind::Forward => ("#4d4d4d", 15, Dash::Dashed, Head::Open),
        EdgeKind::Referral => ("#4d4d4d", 15, Dash::Dotted, Head::Open),
        EdgeKind::Stays => ("#8c8c8c", 10, Dash::Dotted, Head::Arrow),
        EdgeKind::Broken => ("#a30021", 20, Dash::Dashed, Head::Cross),
        EdgeKind::Tier0 => ("#8c8c8c", 8, Dash::Dotted, Head::Open),
        EdgeKind::Tier1 => ("#3d9bd1", 11, Dash::Dashed, Head::Arrow),
        EdgeKind::Tier2 => ("#0072b2", 15, Dash::Solid, Head::Arrow),
        EdgeKind::Tier3 => ("#c45500", 24, Dash::Solid, Head::Arrow),
        EdgeKind::Tier4 => ("#7a0019", 36, Dash::Solid, Head::Arrow),
        EdgeKind::Mandate => ("#5f3f7f", 14, Dash::Solid, Head::Arrow),
        EdgeKind::Onward => ("#5f3f7f", 24, Dash::Solid, Head::Arrow),
        EdgeKind::Delegate => ("#a83c00", 18, Dash::Dashed, Head::Arrow),
        EdgeKind::Chief => ("#1a1a1a", 26, Dash::Solid, Head::Arrow),
        EdgeKind::Touches => ("#4d4d4d", 10, Dash::Dotted, Head::None),
    };
    EdgeStyle { colour, width, dash, head }
}

pub fn mark(level: Level) -> MarkStyle {
    let (symbol, fill, stroke) = match level {
        Level::Error => ("✖", "#a30021", "#a30021"),
        Level::Warning => ("▲", "#f0c14b", "#8f6400"),
        Level::Info => ("ℹ", "#dcedf9", "#1f6fa3"),
        Level::Accepted => ("✓", "#ffffff", "#4d4d4d"),
    };
    MarkStyle { symbol, fill, stroke }
}
