//! Lines from box to box, and what they end in.

use super::shape::{dash, points};
use super::xml::{lengths, number};
use crate::layout::{Point, Route, Step};
use crate::render::graph::style::{EdgeStyle, Head};

/// Lengthens the two ends of a route, straight on, by so many pixels; negative numbers shorten it.
pub(super) fn lengthen(route: &mut Route, at_start: f64, at_end: f64) {
    if at_start != 0.0 {
        let toward = start_direction(route);
        let start = route.start;
        route.start = moved(start, toward, -at_start);
        if let Some(Step::Curve(pull, ..)) = route.steps.first_mut() {
            if at_start > 0.0 {
                route.steps.insert(0, Step::Line(start));
            } else {
                *pull = moved(*pull, toward, -at_start);
            }
        }
    }
    if at_end != 0.0 {
        let toward = end_direction(route);
        match route.steps.last_mut() {
            Some(Step::Line(end)) => *end = moved(*end, toward, at_end),
            Some(Step::Curve(_, pull, end)) => {
                let longer = moved(*end, toward, at_end);
                if at_end > 0.0 {
                    route.steps.push(Step::Line(longer));
                } else {
                    *pull = moved(*pull, toward, at_end);
                    *end = longer;
                }
            }
            None => {}
        }
    }
}

fn moved(point: Point, toward: (f64, f64), by: f64) -> Point {
    Point { x: point.x + toward.0 * by, y: point.y + toward.1 * by }
}

/// Where a route goes at its start, as a vector of length 1.
fn start_direction(route: &Route) -> (f64, f64) {
    let next = match route.steps.first() {
        Some(Step::Line(end)) => *end,
        Some(Step::Curve(pull, ..)) => *pull,
        None => route.start,
    };
    unit(route.start, next)
}

/// Where a route goes at its end.
fn end_direction(route: &Route) -> (f64, f64) {
    let before = match route.steps.as_slice() {
        [.., Step::Curve(_, pull, _)] => *pull,
        [.., before, Step::Line(_)] => before.end(),
        _ => route.start,
    };
    unit(before, route.steps.last().map_or(route.start, |it| it.end()))
}

fn unit(from: Point, to: Point) -> (f64, f64) {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let length = (x * x + y * y).sqrt();
    if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) }
}

/// How long the end of a line is.
fn head_length(style: &EdgeStyle) -> f64 {
    match style.head {
        Head::Arrow | Head::Open => 7.0 + width(style) * 1.2,
        Head::Cross => 6.0,
        Head::None => 0.0,
    }
}

/// The width of a stroke in pixels.
pub(super) fn width(style: &EdgeStyle) -> f64 {
    f64::from(style.width) / 10.0
}

/// Appends a line with its ends. `wider` is added to its stroke.
pub(super) fn draw(out: &mut String, route: &Route, style: &EdgeStyle, both: bool, wider: f64) {
    let mut route = route.clone();
    let heads = [
        (route.start, start_direction(&route), both),
        (route.steps.last().map_or(route.start, |it| it.end()), end_direction(&route), true),
    ];
    let short = match style.head {
        Head::Arrow | Head::Open => head_length(style) - 1.0,
        Head::Cross | Head::None => 0.0,
    };
    lengthen(&mut route, if both { -short } else { 0.0 }, -short);
    out.push_str("<path d=\"");
    path(out, &route);
    out.push_str("\" fill=\"none\" stroke=\"");
    out.push_str(style.colour);
    out.push('"');
    lengths(out, &[("stroke-width", width(style) + wider)]);
    dash(out, style.dash, width(style));
    out.push_str("/>");
    for (number, (at, toward, drawn)) in heads.into_iter().enumerate() {
        if drawn {
            // At its start the line points outward.
            let toward = if number == 0 { (-toward.0, -toward.1) } else { toward };
            head(out, style, at, toward);
        }
    }
}

fn path(out: &mut String, route: &Route) {
    points(out, &[(route.start.x, route.start.y)], false);
    let pair = |out: &mut String, point: Point| {
        number(out, point.x);
        out.push(' ');
        number(out, point.y);
    };
    for step in &route.steps {
        match *step {
            Step::Line(end) => {
                out.push('L');
                pair(out, end);
            }
            Step::Curve(one, other, end) => {
                out.push('C');
                pair(out, one);
                out.push(' ');
                pair(out, other);
                out.push(' ');
                pair(out, end);
            }
        }
    }
}

fn head(out: &mut String, style: &EdgeStyle, tip: Point, toward: (f64, f64)) {
    if style.head == Head::None {
        return;
    }
    let length = head_length(style);
    let half = length * 0.42;
    let place = |along: f64, beside: f64| {
        (tip.x + toward.0 * along - toward.1 * beside, tip.y + toward.1 * along + toward.0 * beside)
    };
    out.push_str("<path d=\"");
    let fill = match style.head {
        Head::Arrow => {
            points(out, &[(tip.x, tip.y), place(-length, half), place(-length, -half)], true);
            style.colour
        }
        Head::Open => {
            points(out, &[(tip.x, tip.y), place(-length, half), place(-length, -half)], true);
            "#ffffff"
        }
        Head::Cross => {
            points(out, &[place(-3.0 - half, -half), place(half - 3.0, half)], false);
            points(out, &[place(-3.0 - half, half), place(half - 3.0, -half)], false);
            "none"
        }
        Head::None => "none",
    };
    out.push_str("\" fill=\"");
    out.push_str(fill);
    out.push_str("\" stroke=\"");
    out.push_str(style.colour);
    out.push_str("\" stroke-width=\"1.2\" stroke-linejoin=\"round\"/>");
}
