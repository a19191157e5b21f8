//! Where a statement that is too long for a line goes on, on the next.
//!
//! Its clauses are in four groups: what it is about (`for`, `of`), where (`via`, `serving`, `at`), how (`when` and all up to
//! the dates), and why (`because`). A fold is a new line before a group. The fewest folds that do are taken, and how and
//! why go first.

use super::align;
use super::row::{Cell, Class, Row, Rows, column};

/// The longest line, unless one word is longer.
pub(super) const WIDTH: usize = 120;
/// In a table alignment may make a line longer, up to this.
pub(super) const TABLE: usize = 140;
/// So many rows are a table. It is not folded at all where it is then no wider than that.
const ROWS: usize = 3;
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

/// The last columns that are aligned, as they are tried: the columns furthest right give way first.
const LIMITS: [u8; 8] =
    [column::COUNT, column::UNTIL, column::AT, column::OF, column::LAST_HOP, column::HOP, column::DATA, column::HEAD];
/// One in so many rows may keep out of a table that is too wide for it.
const FEW: usize = 4;

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
    let table = rows.all.len() >= ROWS;
    let most = if table { TABLE } else { WIDTH }.saturating_sub(indent).max(1);
    let flat = |row: &Row| rows.cells(row).iter().map(|it| it.width as usize + 1).sum::<usize>() <= most + 1;
    if table
        && class != Class::Property
        && rows.all.iter().all(flat)
        && LIMITS.iter().take_while(|it| **it >= column::OF).any(|&limit| is_table(rows, limit, most))
    {
        return;
    }
    for at in 0..rows.all.len() {
        rows.all[at].folds = folds(rows, class, &rows.all[at], WIDTH.saturating_sub(indent).max(1));
    }
    for limit in LIMITS {
        align::place(rows, limit);
        let wide: Vec<usize> = (0..rows.all.len()).filter(|&at| is_wide(rows, &rows.all[at], most)).collect();
        if wide.is_empty() {
            return;
        }
        if wide.len() * FEW <= rows.all.len() || limit == column::HEAD {
            for at in wide {
                rows.all[at].loose = true;
            }
            return align::place(rows, limit);
        }
    }
}

/// Places all rows on one line each; whether they then fit.
fn is_table(rows: &mut Rows, limit: u8, most: usize) -> bool {
    align::place(rows, limit);
    rows.all.iter().all(|row| !row.commented && end(rows.cells(row), row.cells.len()) <= most)
}

/// Whether the first line of a row is too long for the table that it is in.
fn is_wide(rows: &Rows, row: &Row, most: usize) -> bool {
    let cells = rows.cells(row);
    !row.commented && end(cells, first_line(row, cells)) > most
}

/// Where the cell before `len` ends.
fn end(cells: &[Cell], len: usize) -> usize {
    len.checked_sub(1).and_then(|at| cells.get(at)).map_or(0, |it| (it.place + it.width) as usize)
}

/// The first folds with which every line of a row fits.
fn folds(rows: &Rows, class: Class, row: &Row, most: usize) -> u8 {
    let cells = rows.cells(row);
    if row.commented {
        return ALL;
    }
    let has = cells.iter().fold(0, |all, it| all | group(it.column));
    let fits = |folds: u8| {
        let mut line = 0;
        cells.iter().enumerate().all(|(at, cell)| {
            let group = group(cell.column);
            line = match at.checked_sub(1).map(|it| self::group(cells[it].column)) {
                None => 0,
                Some(before) if group & folds != 0 && group != before => INDENT,
                Some(_) => line + align::gap(class, cell.column),
            } + cell.width as usize;
            line <= most
        })
    };
    std::iter::once(0).chain(FOLDS).filter(|it| it & has == *it).find(|it| fits(*it)).unwrap_or(ALL)
}
