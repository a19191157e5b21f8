//! Marks of findings: a small plate with a sign, the letter of the level and how many there are. Signs are drawn, since not every
//! font has them.

use super::measure::{self, SMALL};
use super::shape::points;
use super::xml::{lengths, number};
use crate::graph::{Level, Mark};
use crate::render::graph::style;

const HEIGHT: f64 = 15.0;
const SIGN: f64 = 15.0;
const GAP: f64 = 4.0;

/// A plate for each level that was found, the worst first.
pub(super) fn plates(marks: &[Mark]) -> Vec<(Level, usize)> {
    let levels = [Level::Error, Level::Warning, Level::Info, Level::Accepted].into_iter();
    let count = |level: Level| marks.iter().filter(|it| it.level == level).map(|it| it.count).sum();
    levels.map(|level| (level, count(level))).filter(|&(_, count)| count > 0).collect()
}

fn words((level, count): (Level, usize)) -> String {
    let letter = match level {
        Level::Error => "E",
        Level::Warning => "W",
        Level::Info => "I",
        Level::Accepted => "A",
    };
    format!("{letter}\u{2009}{count}")
}

fn plate_width(plate: (Level, usize)) -> f64 {
    SIGN + measure::width(&words(plate), SMALL) + 8.0
}

/// The width and height of some plates in a row; nothing where there are none.
pub(super) fn size(plates: &[(Level, usize)]) -> (f64, f64) {
    if plates.is_empty() {
        return (0.0, 0.0);
    }
    let width: f64 = plates.iter().map(|&it| plate_width(it) + GAP).sum();
    (width - GAP, HEIGHT)
}

/// Appends plates in a row from an upper left corner.
pub(super) fn draw(out: &mut String, plates: &[(Level, usize)], x: f64, y: f64) {
    let mut at = x;
    for &plate in plates {
        let style = style::mark(plate.0);
        out.push_str("<rect");
        let width = plate_width(plate);
        lengths(out, &[("x", at), ("y", y), ("width", width), ("height", HEIGHT), ("rx", 3.0)]);
        out.push_str(" fill=\"#ffffff\" stroke=\"");
        out.push_str(style.stroke);
        out.push_str("\" stroke-width=\"1.2\"/>");
        sign(out, plate.0, at + 8.5, y + HEIGHT / 2.0);
        super::text::line(out, &words(plate), (at + SIGN + 2.0, y + 11.0), SMALL, super::text::Anchor::Start);
        at += width + GAP;
    }
}

/// Appends the sign of a level around a point.
pub(super) fn sign(out: &mut String, level: Level, x: f64, y: f64) {
    let style = style::mark(level);
    match level {
        Level::Error => {
            disc(out, x, y, style.fill, style.stroke);
            cross(out, &[(x - 2.2, y - 2.2), (x + 2.2, y + 2.2)], &[(x - 2.2, y + 2.2), (x + 2.2, y - 2.2)], "#ffffff");
        }
        Level::Warning => {
            out.push_str("<path d=\"");
            points(out, &[(x, y - 4.8), (x + 5.2, y + 4.4), (x - 5.2, y + 4.4)], true);
            out.push_str("\" fill=\"");
            out.push_str(style.fill);
            out.push_str("\" stroke=\"");
            out.push_str(style.stroke);
            out.push_str("\" stroke-linejoin=\"round\"/>");
            cross(out, &[(x, y - 1.6), (x, y + 1.2)], &[(x, y + 2.6), (x, y + 3.2)], "#1a1a1a");
        }
        Level::Info => {
            disc(out, x, y, style.fill, style.stroke);
            cross(out, &[(x, y - 2.9), (x, y - 2.1)], &[(x, y - 0.6), (x, y + 2.9)], "#0a4f80");
        }
        Level::Accepted => {
            disc(out, x, y, style.fill, style.stroke);
            cross(out, &[(x - 2.6, y), (x - 0.6, y + 2.2), (x + 2.8, y - 2.4)], &[], "#333333");
        }
    }
}

fn disc(out: &mut String, x: f64, y: f64, fill: &str, stroke: &str) {
    out.push_str("<circle");
    lengths(out, &[("cx", x), ("cy", y), ("r", 5.0)]);
    out.push_str(" fill=\"");
    out.push_str(fill);
    out.push_str("\" stroke=\"");
    out.push_str(stroke);
    out.push_str("\"/>");
}

fn cross(out: &mut String, one: &[(f64, f64)], other: &[(f64, f64)], stroke: &str) {
    out.push_str("<path d=\"");
    points(out, one, false);
    points(out, other, false);
    out.push_str("\" fill=\"none\" stroke=\"");
    out.push_str(stroke);
    out.push_str("\" stroke-width=\"");
    number(out, 1.6);
    out.push_str("\"/>");
}
