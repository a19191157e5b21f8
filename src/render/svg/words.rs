//! The words in a box or at a line, in lines that fit, and the size that they need.

use super::measure::{self, FACT, NAME, Type};
use super::text::{Anchor, lines};
use super::{badge, center, shape};
use crate::graph::{Edge, Graph, Level, Node, NodeKind};
use crate::layout::{Rect, Size};
use crate::render::graph::style::{self, Shape};

/// How wide words become, in pixels.
const IN_BOX: f64 = 150.0;
const AT_LINE: f64 = 170.0;
const IN_TITLE: f64 = 320.0;
/// The narrowest box, and what is kept free beside and above its words.
const LEAST: f64 = 84.0;
const BESIDE: f64 = 10.0;
const ABOVE: f64 = 7.0;
/// How many lines the name and each fact may take.
const NAME_LINES: usize = 4;
const FACT_LINES: usize = 3;

pub(super) struct Words {
    lines: Vec<(String, Type)>,
    plates: Vec<(Level, usize)>,
}

impl Words {
    pub(super) fn of_node(node: &Node, around: bool) -> Self {
        let most = if around { IN_TITLE } else { IN_BOX };
        let name = if node.kind == NodeKind::Junction { FACT } else { NAME };
        let mut lines = Vec::new();
        for (at, words) in node.label.iter().enumerate() {
            let (of, most_lines) = if at == 0 { (name, NAME_LINES) } else { (FACT, FACT_LINES) };
            lines.extend(measure::wrap_some(words, of, most, most_lines).into_iter().map(|it| (it, of)));
        }
        Words { lines, plates: badge::plates(&node.marks) }
    }

    pub(super) fn of_edge(edge: &Edge) -> Self {
        let wrapped = edge.label.iter().flat_map(|it| measure::wrap_some(it, FACT, AT_LINE, FACT_LINES));
        Words { lines: wrapped.map(|it| (it, FACT)).collect(), plates: badge::plates(&edge.marks) }
    }

    fn width(&self) -> f64 {
        self.lines.iter().map(|(words, of)| measure::width(words, *of)).fold(0.0, f64::max)
    }

    fn height(&self) -> f64 {
        self.lines.iter().map(|(_, of)| of.leading).sum()
    }

    pub(super) fn label_size(&self) -> Size {
        let (plates, plate) = badge::size(&self.plates);
        let below = if plate > 0.0 && !self.lines.is_empty() { 2.0 } else { 0.0 };
        Size { width: self.width().max(plates) + 8.0, height: self.height() + below + plate + 2.0 }
    }

    /// Appends the label of a line, on white.
    pub(super) fn draw_label(&self, out: &mut String, rect: Rect) {
        out.push_str("<rect");
        let Rect { x, y, width, height } = rect;
        super::xml::lengths(out, &[("x", x), ("y", y), ("width", width), ("height", height), ("rx", 3.0)]);
        out.push_str(" fill=\"#ffffff\" fill-opacity=\"0.94\"/>");
        let end = lines(out, &self.lines, center(rect), rect.y + 1.0, Anchor::Middle);
        let (plates, _) = badge::size(&self.plates);
        badge::draw(
            out,
            &self.plates,
            center(rect) - plates / 2.0,
            if self.lines.is_empty() { end } else { end + 2.0 },
        );
    }

    /// Appends the words of a box, in its middle.
    pub(super) fn draw_box(&self, out: &mut String, rect: Rect, shape: Shape) {
        let (plates, plate) = badge::size(&self.plates);
        let below = if plate > 0.0 { 4.0 + plate } else { 0.0 };
        // A lid and a head take from above.
        let down = if shape == Shape::Cylinder { 5.0 } else { 0.0 };
        let top = rect.y + (rect.height + down - self.height() - below) / 2.0;
        let end = lines(out, &self.lines, center(rect), top, Anchor::Middle);
        badge::draw(out, &self.plates, center(rect) - plates / 2.0, end + 4.0);
    }

    /// Appends the title of a box around others, in its upper left corner.
    pub(super) fn draw_title(&self, out: &mut String, rect: Rect) {
        lines(out, &self.lines, rect.x + BESIDE, rect.y + ABOVE, Anchor::Start);
        badge::draw(out, &self.plates, rect.x + BESIDE + self.width() + 8.0, rect.y + ABOVE);
    }
}

pub(super) fn has_label(edge: &Edge) -> bool {
    !edge.label.is_empty() || !edge.marks.is_empty()
}

/// The width of all boxes with words, so that they stand in tidy columns.
pub(super) fn uniform(graph: &Graph, around: &[bool], words: &[Words]) -> f64 {
    let boxes = graph.nodes.iter().zip(around).zip(words);
    let widths = boxes.filter(|((node, around), _)| !**around && is_uniform(node.kind)).map(|((node, _), words)| {
        words.width().max(badge::size(&words.plates).0) + shape::needs(style::node(node.kind).shape).0 + 2.0 * BESIDE
    });
    widths.fold(LEAST, f64::max)
}

fn is_uniform(kind: NodeKind) -> bool {
    !matches!(kind, NodeKind::Junction | NodeKind::End)
}

/// The size of a box; of one around others, of its title.
pub(super) fn block(node: &Node, around: bool, words: &Words, uniform: f64) -> Size {
    let (plates, plate) = badge::size(&words.plates);
    if around {
        let beside = if plates > 0.0 { plates + 8.0 } else { 0.0 };
        let width = words.width() + beside + 2.0 * BESIDE;
        return Size { width, height: words.height().max(plate) + 2.0 * ABOVE };
    }
    let (beside, above) = shape::needs(style::node(node.kind).shape);
    let below = if plate > 0.0 { 4.0 + plate } else { 0.0 };
    let height = words.height() + below + above;
    if is_uniform(node.kind) {
        return Size { width: uniform, height: height + 2.0 * ABOVE };
    }
    let free = if node.kind == NodeKind::Junction { 3.0 } else { ABOVE };
    Size { width: words.width().max(plates) + beside + 2.0 * BESIDE, height: height + 2.0 * free }
}
