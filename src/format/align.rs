//! Puts cells of one column under each other, where that makes a table that can be read.
//!
//! Column after column, from the left: the rows that have it reach up to somewhere before it, and it begins behind the furthest of
//! them. Rows that reach much further than most, or much less far, keep out, and may come back at a later column: one long name
//! pushes no whole table to the right. The work is linear: where rows reach is counted by width, and no width counts beyond
//! [`WIDEST`].

use super::fold;
use super::row::{Cell, Class, Row, Rows, column};

/// Rows that reach this far from each other are near.
const NEAR: usize = 16;
/// A row that kept out comes back where a column begins so near.
const BACK: usize = 8;
/// Blanks that alignment may put between two cells.
const MOST_BLANKS: usize = 40;
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
    /// Where a column begins that the row lacks.
    passed: Option<usize>,
}

/// Places the cells on the first lines of all rows; columns behind `most` are not aligned.
pub(super) fn place(rows: &mut Rows, most: u8) {
    let Some(class) = rows.class else { return };
    let limit = limit(rows, class).min(most);
    let mut used = 0_u64;
    let mut pens: Vec<Pen> = Vec::with_capacity(rows.all.len());
    for row in &rows.all {
        let cells = rows.cells(row);
        let end = row.cells.start + fold::first_line(row, cells);
        for cell in &rows.cells[row.cells.start..end] {
            used |= 1 << cell.column;
        }
        pens.push(Pen { next: row.cells.start, end, at: 0, on: !row.loose && !row.commented, passed: None });
    }
    let several = rows.all.len() > 1;
    for column in (0..column::COUNT).filter(|it| used & (1 << it) != 0) {
        let gap = gap(class, column);
        let stop = if several && column <= limit { stop(rows, &pens, column, near(class, column)) } else { None };
        for (pen, row) in pens.iter_mut().zip(&rows.all) {
            if pen.next == pen.end {
                continue;
            }
            let cell = &mut rows.cells[pen.next];
            if cell.column == column {
                advance(pen, cell, row, stop, if pen.next == row.cells.start { 0 } else { gap });
            } else if let Some(stop) = stop.filter(|it| pen.on && pen.at <= it.most && it.most - pen.at <= NEAR) {
                pen.passed.get_or_insert(stop.most);
            }
        }
    }
}

/// How far rows reach before a column: those of them that are near each other, and most.
#[derive(Clone, Copy, Default)]
struct Stop {
    count: u32,
    least: usize,
    most: usize,
}

/// Writes down where a cell begins and goes behind it.
fn advance(pen: &mut Pen, cell: &mut Cell, row: &Row, stop: Option<Stop>, gap: usize) {
    let free = !row.loose && !row.commented;
    let near = if pen.on { NEAR } else { BACK };
    let holds = |it: &Stop| pen.at <= it.most && ((pen.on && pen.at >= it.least) || it.most - pen.at <= near);
    let held = stop.filter(|it| free && holds(it) && it.most - pen.at <= MOST_BLANKS).map(|it| it.most);
    pen.on = held.is_some();
    // It may stand where a clause would that the row lacks.
    let held = held.max(pen.passed.take().filter(|_| free));
    let start = held.unwrap_or(pen.at) + gap;
    cell.place = super::row::u32_of(start);
    pen.at = start + cell.width as usize;
    pen.next += 1;
}

/// Where a column begins. Rows that lack a clause count too, unless they are few beside those that have it, or only one has it.
fn stop(rows: &Rows, pens: &[Pen], column: u8, near: usize) -> Option<Stop> {
    let mut reach = [[0_u32; WIDEST]; 2];
    let mut number = [0_usize; 2];
    let (mut least, mut most) = (WIDEST, 0);
    for pen in pens.iter().filter(|it| it.on && it.next < it.end && it.at < WIDEST) {
        (least, most) = (least.min(pen.at), most.max(pen.at));
        let has = usize::from(rows.cells[pen.next].column == column);
        reach[has][pen.at] += 1;
        number[has] += 1;
    }
    let [lacking, having] = number;
    if having == 0 || (having * RARE <= lacking + having && lacking + having >= RARE) {
        return None;
    }
    let both = column >= column::FOR && having > 1 && lacking * RARE > having;
    let mut best = Stop::default();
    let mut here = Stop::default();
    let [lacking, having] = &reach;
    let counts = lacking.iter().zip(having).map(|(lacking, having)| having + if both { *lacking } else { 0 });
    for (at, count) in counts.enumerate().take(most + 1).skip(least) {
        if count == 0 {
            continue;
        }
        if here.count == 0 || at - here.most > near {
            here = Stop { count: 0, least: at, most: at };
        }
        here.count += count;
        here.most = at;
        if here.count >= best.count {
            best = here;
        }
    }
    Some(best)
}

/// How far from each other rows may reach before a column.
fn near(class: Class, column: u8) -> usize {
    match class {
        // Blocks stand under each other, with or without a label before them; and so do values.
        Class::Declaration(_) if column == column::HOP => MOST_BLANKS,
        Class::Property => MOST_BLANKS,
        _ => NEAR,
    }
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
        let mut keys = rows.all.iter().filter_map(|row| {
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
