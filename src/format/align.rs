//! Puts cells of one column under each other, where that makes a table that can be read.
//!
//! Column after column, from the left: the rows that are still in the table and go on reach up to somewhere; the column begins
//! behind the furthest of them. A row that reaches much further than most, or much less far, keeps out and may come back at a
//! later column. So one long name pushes no whole table to the right. The work is linear: where rows reach is counted by
//! width, and no width counts beyond [`WIDEST`].

use super::fold;
use super::row::{Cell, Class, Row, Rows, column};

/// Blanks that alignment may put between two cells.
const MOST_BLANKS: usize = 40;
/// The same in a row that is folded: it is read by itself.
const FOLDED_BLANKS: usize = 20;
/// A column that fewer than one in so many rows have, moves the others not.
const RARE: usize = 4;
/// Cells that end beyond are not in any table.
const WIDEST: usize = 256;

/// Where a row is, while its cells are placed.
#[derive(Clone, Copy)]
struct Pen {
    /// The next cell.
    next: usize,
    /// The first cell that is not on the first line.
    end: usize,
    /// Where the last cell ends.
    at: usize,
    /// The row stands in the table.
    on: bool,
}

/// Places the cells on the first lines of all rows.
pub(super) fn place(rows: &mut Rows) {
    let Some(class) = rows.class else { return };
    let limit = limit(rows, class);
    let mut used = 0_u64;
    let mut pens: Vec<Pen> = Vec::with_capacity(rows.rows.len());
    for row in &rows.rows {
        let cells = rows.cells(row);
        let end = row.cells.start + fold::first_line(row, cells);
        for cell in &rows.cells[row.cells.start..end] {
            used |= 1 << cell.column;
        }
        pens.push(Pen { next: row.cells.start, end, at: 0, on: !row.loose && !row.commented });
    }
    for column in (0..column::COUNT).filter(|it| used & (1 << it) != 0) {
        let gap = gap(class, column);
        let stop = if column > limit { None } else { stop(rows, &pens, column) };
        for (pen, row) in pens.iter_mut().zip(&rows.rows) {
            let Some(cell) = rows.cells.get_mut(pen.next).filter(|it| pen.next < pen.end && it.column == column) else {
                continue;
            };
            advance(pen, cell, row, stop, if pen.next == row.cells.start { 0 } else { gap });
        }
    }
}

/// Writes down where a cell begins and goes behind it.
fn advance(pen: &mut Pen, cell: &mut Cell, row: &Row, stop: Option<usize>, gap: usize) {
    let most = if row.folds == 0 { MOST_BLANKS } else { FOLDED_BLANKS };
    let free = !row.loose && !row.commented;
    let held = stop.map(|stop| stop + gap).filter(|&it| free && it >= pen.at + gap && it - pen.at - gap <= most);
    pen.on = held.is_some();
    let start = held.unwrap_or(pen.at + gap);
    cell.place = super::row::u32_of(start);
    pen.at = start + cell.width as usize;
    pen.next += 1;
}

/// Behind what width a column begins: the furthest that a row reaches, among the rows within reach of each other that are most.
fn stop(rows: &Rows, pens: &[Pen], column: u8) -> Option<usize> {
    let mut counts = [0_u32; WIDEST];
    let (mut having, mut all) = (0_usize, 0_usize);
    for pen in pens.iter().filter(|it| it.on && it.next < it.end && it.at < WIDEST) {
        all += 1;
        having += usize::from(rows.cells[pen.next].column == column);
        counts[pen.at] += 1;
    }
    if having == 0 || (having * RARE <= all && all >= RARE) {
        return None;
    }
    let mut within = 0;
    let mut best = (0, 0);
    for at in 0..WIDEST {
        within += counts[at];
        if let Some(left) = at.checked_sub(MOST_BLANKS + 1) {
            within -= counts[left];
        }
        if counts[at] > 0 && within >= best.0 {
            best = (within, at);
        }
    }
    Some(best.1)
}

/// The last column that is aligned.
fn limit(rows: &Rows, class: Class) -> u8 {
    match class {
        // Every expectation is a sentence of its own.
        Class::Expectation => column::HEAD,
        Class::Declaration(_) => same_properties(rows),
        Class::Offer
        | Class::Duty
        | Class::Need
        | Class::Right
        | Class::Handover
        | Class::Mandate
        | Class::Property => column::COUNT,
    }
}

/// The properties of short declarations stand under each other as long as they have the same keys.
fn same_properties(rows: &Rows) -> u8 {
    let mut limit = column::HOP;
    loop {
        let mut keys = rows.rows.iter().filter_map(|row| {
            let cells = rows.cells(row);
            let at = cells.iter().position(|it| it.column == limit)?;
            let key = rows.text(&cells[at]).trim_start_matches(['{', ' ']).split_once(':')?.0;
            cells.get(at + 1).map(|_| key)
        });
        let Some(first) = keys.next() else { return limit };
        if limit == column::LAST_HOP || keys.any(|it| it != first) {
            return limit;
        }
        limit += 1;
    }
}

/// The blanks before a cell.
pub(super) fn gap(class: Class, column: u8) -> usize {
    if matches!(class, Class::Declaration(_)) && column > column::HOP { 2 } else { 1 }
}

/// Puts comments behind rows under each other; `ends` says where each row ends, on its last line.
pub(super) fn comments(ends: &[Option<usize>]) -> Option<usize> {
    let most = ends.iter().flatten().copied().filter(|&it| it < WIDEST).max()?;
    let least = ends.iter().flatten().copied().min()?;
    (most - least.min(most) <= MOST_BLANKS).then_some(most)
}
