//! Where a statement that is too long for a line goes on, on the next.
//!
//! Its clauses are in four groups: what it is about (`for`, `of`), where (`via`, `serving`, `at`), how (`when` and all up to
//! the dates), and why (`because`). A fold is a new line before a group. The fewest folds that do are taken, and how and
//! why go first.

use super::align;
use super::row::{Cell, Class, Row, Rows, column};

/// The longest line, unless one word is longer.
pub(super) const WIDTH: usize = 128;
/// How much further a line goes in than the one that it belongs to.
pub(super) const INDENT: usize = 2;

const ABOUT: u8 = 1;
const WHERE: u8 = 2;
const HOW: u8 = 4;
const WHY: u8 = 8;
/// A new line before every group.
const ALL: u8 = ABOUT | WHERE | HOW | WHY;

/// In what order folds are tried.
const FOLDS: [u8; 14] = [
    HOW,
    WHY,
    WHERE,
    ABOUT,
    HOW | WHY,
    WHERE | HOW,
    WHERE | WHY,
    ABOUT | HOW,
    ABOUT | WHY,
    ABOUT | WHERE,
    WHERE | HOW | WHY,
    ABOUT | HOW | WHY,
    ABOUT | WHERE | WHY,
    ABOUT | WHERE | HOW,
];

/// How often a table is made anew because it is too wide for some of its rows.
const ROUNDS: usize = 3;

/// The group of a column; what comes before the clauses has none.
pub(super) fn group(column: u8) -> u8 {
    match column {
        column::FOR | column::OF => ABOUT,
        column::VIA | column::SERVING | column::AT => WHERE,
        column::BECAUSE => WHY,
        column if column > column::AT => HOW,
        _ => 0,
    }
}

/// How many cells stand on the first line.
pub(super) fn first_line(row: &Row, cells: &[Cell]) -> usize {
    cells.iter().position(|it| group(it.column) & row.folds != 0).unwrap_or(cells.len())
}

/// Whether a line begins with this cell, the one before it given.
pub(super) fn begins_line(row: &Row, before: &Cell, cell: &Cell) -> bool {
    let group = group(cell.column);
    group & row.folds != 0 && group != self::group(before.column)
}

/// Settles where rows are folded and where their cells stand, `indent` columns in.
pub(super) fn arrange(rows: &mut Rows, indent: usize) {
    let Some(class) = rows.class else { return };
    let most = WIDTH.saturating_sub(indent).max(1);
    for at in 0..rows.rows.len() {
        let folds = folds(rows, class, &rows.rows[at], most, None);
        rows.rows[at].folds = folds.unwrap_or(ALL);
    }
    align::place(rows);
    for round in 1..=ROUNDS {
        let mut changed = false;
        for at in 0..rows.rows.len() {
            let row = &rows.rows[at];
            let len = first_line(row, rows.cells(row));
            if row.loose || row.commented || end(rows.cells(row), len) <= most {
                continue;
            }
            changed = true;
            let aligned = folds(rows, class, row, most, Some(row.folds)).filter(|_| round < ROUNDS);
            let alone = folds(rows, class, row, most, None);
            let row = &mut rows.rows[at];
            row.loose = aligned.is_none();
            row.folds = aligned.or(alone).unwrap_or(ALL);
        }
        if !changed {
            break;
        }
        align::place(rows);
    }
}

/// Where the cell before `len` ends.
fn end(cells: &[Cell], len: usize) -> usize {
    len.checked_sub(1).and_then(|at| cells.get(at)).map_or(0, |it| (it.place + it.width) as usize)
}

/// The first folds with which every line of a row fits: by itself, or in its table where it is already folded so.
fn folds(rows: &Rows, class: Class, row: &Row, most: usize, aligned: Option<u8>) -> Option<u8> {
    let cells = rows.cells(row);
    if row.commented {
        return None;
    }
    let has = cells.iter().fold(0, |all, it| all | group(it.column));
    let fits = |folds: u8| {
        let mut line = 0;
        let mut first = true;
        for (at, cell) in cells.iter().enumerate() {
            let width = cell.width as usize;
            let before = at.checked_sub(1).map(|it| &cells[it]);
            let folded = before.is_some_and(|it| {
                let group = group(cell.column);
                group & folds != 0 && group != self::group(it.column)
            });
            first &= !folded;
            line = match before {
                None => width,
                Some(_) if folded => INDENT + width,
                Some(_) if first && aligned.is_some() => (cell.place as usize) + width,
                Some(_) => line + align::gap(class, cell.column) + width,
            };
            if line > most {
                return false;
            }
        }
        true
    };
    let flat = aligned.is_none() && fits(0);
    if flat {
        return Some(0);
    }
    // In a table only those cells are placed that stand on the first line.
    let fewer = |folds: u8| aligned.is_none_or(|now| now != folds && (now == 0 || lowest(folds) <= lowest(now)));
    FOLDS.into_iter().filter(|&it| it & has == it && fewer(it)).find(|&it| fits(it))
}

/// The first group that a line begins with.
fn lowest(folds: u8) -> u8 {
    folds & folds.wrapping_neg()
}
