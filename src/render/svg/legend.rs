//! The legend: what boxes, lines and marks mean.

use super::measure::{self, PLAIN};
use super::shape::{self, Outline};
use super::text::{Anchor, line};
use super::{badge, line as lines};
use crate::graph::{Entry, Sample};
use crate::layout::{Point, Rect, Route, Step};
use crate::render::graph::style;

const SAMPLE: f64 = 34.0;
const ROW: f64 = 22.0;
const GAP: f64 = 22.0;

/// The entries with where each begins; and the height of all.
pub(super) struct Rows {
    at: Vec<(f64, f64)>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Puts entries in rows of at most so many pixels, in columns of equal width.
pub(super) fn rows(entries: &[Entry], most: f64) -> Rows {
    let widths: Vec<f64> = entries.iter().map(|it| SAMPLE + 8.0 + measure::width(&it.text, PLAIN)).collect();
    let column = widths.iter().copied().fold(0.0, f64::max) + GAP;
    let (mut x, mut y) = (0.0, 0.0);
    let mut out = Rows { at: Vec::new(), width: 0.0, height: 0.0 };
    for width in widths {
        if x > 0.0 && x + width > most {
            x = 0.0;
            y += ROW;
        }
        out.at.push((x, y));
        out.width = out.width.max(x + width);
        x += column;
    }
    if !entries.is_empty() {
        out.height = y + ROW;
    }
    out
}

/// Appends the legend with its upper left corner at a point. `around` tells of a kind of box whether it is drawn around others.
pub(super) fn draw(out: &mut String, entries: &[Entry], rows: &Rows, at: (f64, f64), around: impl Fn(&Entry) -> bool) {
    for (entry, &(x, y)) in entries.iter().zip(&rows.at) {
        let (x, y) = (at.0 + x, at.1 + y);
        let middle = y + ROW / 2.0;
        out.push_str("<g>");
        match entry.of {
            Sample::Node(kind) => {
                let style = style::node(kind);
                let rect = Rect { x: x + 2.0, y: y + 3.0, width: SAMPLE - 6.0, height: ROW - 7.0 };
                let outline = Outline::of(&style);
                if around(entry) {
                    shape::draw(out, super::around(style.shape), rect, &Outline { fill: "#ffffff", ..outline });
                    let title = Rect { height: 5.0, ..rect };
                    shape::draw(out, style::Shape::Rectangle, title, &outline);
                } else {
                    shape::draw(out, style.shape, rect, &outline);
                }
            }
            Sample::Edge(kind) => {
                let start = Point { x, y: middle };
                let steps = vec![Step::Line(Point { x: x + SAMPLE - 2.0, y: middle })];
                lines::draw(out, &Route { start, steps, label: None }, &style::edge(kind), false, 0.0);
            }
            Sample::Mark(level) => badge::sign(out, level, x + SAMPLE / 2.0, middle),
        }
        line(out, &entry.text, (x + SAMPLE + 6.0, middle + 4.0), PLAIN, Anchor::Start);
        out.push_str("</g>\n");
    }
}
