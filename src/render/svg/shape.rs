//! Outlines of boxes.

use super::xml::{lengths, number};
use crate::layout::{Point, Rect};
use crate::render::graph::style::{Dash, NodeStyle, Shape};

/// How far slanted sides lean, and corners are cut or folded, in pixels.
const SLANT: f64 = 9.0;
const FOLD: f64 = 8.0;
/// The height of the lid of a cylinder.
const LID: f64 = 5.0;

/// What a shape needs beside its words, on the left and right together, and above and below.
pub(super) fn needs(shape: Shape) -> (f64, f64) {
    match shape {
        Shape::Rectangle | Shape::Rounded => (0.0, 0.0),
        Shape::Double => (6.0, 0.0),
        Shape::Note => (FOLD, 0.0),
        Shape::Octagon => (6.0, 2.0),
        Shape::Stadium | Shape::Hexagon | Shape::Parallelogram | Shape::Trapezium => (2.0 * SLANT, 0.0),
        Shape::Cylinder => (0.0, 3.0 * LID),
        Shape::Circle => (20.0, 14.0),
    }
}

/// How far inside its rectangle a shape begins at a point of the left or right side.
pub(super) fn inset(shape: Shape, rect: Rect, at: Point) -> f64 {
    let share = if rect.height > 0.0 { ((at.y - rect.y) / rect.height).clamp(0.0, 1.0) } else { 0.5 };
    let left = at.x < rect.x + rect.width / 2.0;
    let middle = (2.0 * share - 1.0).abs();
    match shape {
        Shape::Parallelogram if left => SLANT * (1.0 - share),
        Shape::Parallelogram => SLANT * share,
        Shape::Trapezium => SLANT * (1.0 - share),
        Shape::Hexagon => SLANT * middle,
        Shape::Stadium => (rect.height / 2.0).min(rect.width / 2.0) * (1.0 - (1.0 - middle * middle).sqrt()),
        Shape::Circle => rect.width / 2.0 * (1.0 - (1.0 - middle * middle).sqrt()),
        Shape::Octagon => {
            let corner = SLANT.min(rect.height / 3.0);
            let from_end = (share * rect.height).min((1.0 - share) * rect.height);
            (corner - from_end).max(0.0)
        }
        Shape::Rectangle | Shape::Rounded | Shape::Double | Shape::Note | Shape::Cylinder => 0.0,
    }
}

/// The stroke of a box.
pub(super) struct Outline<'a> {
    pub(super) fill: &'a str,
    pub(super) stroke: &'a str,
    pub(super) width: f64,
    pub(super) dash: Dash,
}

impl<'a> Outline<'a> {
    pub(super) fn of(style: &NodeStyle) -> Outline<'a> {
        Outline { fill: style.fill, stroke: style.stroke, width: 1.2, dash: style.dash }
    }
}

/// ` stroke-dasharray="…"`, in proportion to the width of the stroke.
pub(super) fn dash(out: &mut String, dash: Dash, width: f64) {
    let parts: &[f64] = match dash {
        Dash::Solid => return,
        Dash::Dashed => &[5.0, 3.0],
        Dash::Dotted => &[1.2, 2.4],
        Dash::DashDot => &[7.0, 2.5, 1.5, 2.5],
    };
    out.push_str(" stroke-dasharray=\"");
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        number(out, part * width.clamp(1.0, 2.0));
    }
    out.push('"');
}

/// Appends the outline of a box.
pub(super) fn draw(out: &mut String, shape: Shape, rect: Rect, outline: &Outline<'_>) {
    let Rect { x, y, width, height } = rect;
    let (right, below, middle) = (x + width, y + height, y + height / 2.0);
    let slant = SLANT.min(width / 3.0);
    match shape {
        Shape::Rectangle | Shape::Rounded | Shape::Stadium | Shape::Double => {
            let round = match shape {
                Shape::Rounded => 8.0,
                Shape::Stadium => (height / 2.0).min(width / 2.0),
                _ => 2.0,
            };
            out.push_str("<rect");
            lengths(out, &[("x", x), ("y", y), ("width", width), ("height", height), ("rx", round)]);
            finish(out, outline);
            if shape == Shape::Double {
                out.push_str("<path d=\"");
                points(out, &[(x + 4.0, y), (x + 4.0, below)], false);
                points(out, &[(right - 4.0, y), (right - 4.0, below)], false);
                out.push('"');
                finish(out, &Outline { fill: "none", ..*outline });
            }
        }
        Shape::Circle => {
            out.push_str("<ellipse");
            lengths(out, &[("cx", x + width / 2.0), ("cy", middle), ("rx", width / 2.0), ("ry", height / 2.0)]);
            finish(out, outline);
        }
        Shape::Hexagon => polygon(
            out,
            outline,
            &[
                (x + slant, y),
                (right - slant, y),
                (right, middle),
                (right - slant, below),
                (x + slant, below),
                (x, middle),
            ],
        ),
        Shape::Parallelogram => {
            polygon(out, outline, &[(x + slant, y), (right, y), (right - slant, below), (x, below)]);
        }
        Shape::Trapezium => {
            polygon(out, outline, &[(x + slant, y), (right - slant, y), (right, below), (x, below)]);
        }
        Shape::Octagon => {
            let cut = slant.min(height / 3.0);
            polygon(
                out,
                outline,
                &[
                    (x + cut, y),
                    (right - cut, y),
                    (right, y + cut),
                    (right, below - cut),
                    (right - cut, below),
                    (x + cut, below),
                    (x, below - cut),
                    (x, y + cut),
                ],
            );
        }
        Shape::Note => {
            let fold = FOLD.min(width / 3.0).min(height / 3.0);
            polygon(out, outline, &[(x, y), (right - fold, y), (right, y + fold), (right, below), (x, below)]);
            out.push_str("<path d=\"");
            points(out, &[(right - fold, y), (right - fold, y + fold), (right, y + fold)], false);
            out.push('"');
            finish(out, &Outline { fill: "none", ..*outline });
        }
        Shape::Cylinder => cylinder(out, rect, outline),
    }
}

fn cylinder(out: &mut String, rect: Rect, outline: &Outline<'_>) {
    let Rect { x, y, width, height } = rect;
    let (right, top, bottom) = (x + width, y + LID, y + height - LID);
    let arc = |out: &mut String, sweep: char, to: (f64, f64)| {
        out.push('A');
        number(out, width / 2.0);
        out.push(' ');
        number(out, LID);
        out.push_str(" 0 0 ");
        out.push(sweep);
        out.push(' ');
        number(out, to.0);
        out.push(' ');
        number(out, to.1);
    };
    out.push_str("<path d=\"");
    points(out, &[(x, top)], false);
    arc(out, '1', (right, top));
    out.push('V');
    number(out, bottom);
    arc(out, '1', (x, bottom));
    out.push_str("Z\"");
    finish(out, outline);
    out.push_str("<path d=\"");
    points(out, &[(x, top)], false);
    arc(out, '0', (right, top));
    out.push('"');
    finish(out, &Outline { fill: "none", ..*outline });
}

fn polygon(out: &mut String, outline: &Outline<'_>, corners: &[(f64, f64)]) {
    out.push_str("<path d=\"");
    points(out, corners, true);
    out.push('"');
    finish(out, outline);
}

/// Appends a line through points to the data of a path.
pub(super) fn points(out: &mut String, points: &[(f64, f64)], closed: bool) {
    for (at, &(x, y)) in points.iter().enumerate() {
        out.push(if at == 0 { 'M' } else { 'L' });
        number(out, x);
        out.push(' ');
        number(out, y);
    }
    if closed {
        out.push('Z');
    }
}

fn finish(out: &mut String, outline: &Outline<'_>) {
    out.push_str(" fill=\"");
    out.push_str(outline.fill);
    out.push_str("\" stroke=\"");
    out.push_str(outline.stroke);
    out.push('"');
    lengths(out, &[("stroke-width", outline.width)]);
    dash(out, outline.dash, outline.width);
    out.push_str("/>");
}
