//! Matrices as output: a table for people, Markdown, CSV, a workbook, a document for programs. Here is what these have in common.

pub mod csv;
pub mod human;
pub mod json;
pub mod markdown;
pub mod xlsx;

mod codes;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::number;
use crate::matrix::{Cell, Head, Matrix, State};

/// How a cell without anything is told where it must be told.
const NOTHING: &str = "nothing";

/// `Who answers where – Gemeente Duinrade`
fn title(matrix: &Matrix) -> String {
    let question = matrix.view.title();
    matrix.organisation.as_ref().map_or_else(|| question.to_owned(), |name| format!("{question} – {name}"))
}

/// `coverage of policies/duinrade on 2026-11-01, --via sync`
fn subtitle(matrix: &Matrix) -> String {
    let mut out = format!("{} of {} on {}", matrix.view.name(), matrix.root, matrix.as_of);
    for (flag, text) in &matrix.filters {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        out.extend([", ", flag, " ", &text]);
    }
    out
}

/// `60 services × 14 touchpoints: 2 gaps, 3 cells change later`
fn summary(matrix: &Matrix) -> String {
    let [row, column] = matrix.nouns;
    let many = |count: usize, noun: &str| number::counted(count, noun, &format!("{noun}s"));
    let mut out = format!("{} × {}", many(matrix.rows.len(), row), many(matrix.columns.len(), column));
    let mut marks: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut later = 0;
    for (_, cell) in (0..matrix.rows.len()).flat_map(|row| matrix.row(row)) {
        if let Some(name) = cell.now.mark.name() {
            *marks.entry(name).or_default() += 1;
        }
        later += usize::from(!cell.later.is_empty());
    }
    let mut told: Vec<String> = marks.into_iter().map(|(name, count)| many(count, name)).collect();
    if later > 0 {
        told.push(format!("{} later", number::counted(later, "cell changes", "cells change")));
    }
    if !told.is_empty() {
        out.push_str(": ");
        out.push_str(&told.join(", "));
    }
    out
}

/// The state of a cell now, with a sign where it changes later.
fn short(cell: &Cell) -> String {
    match (cell.now.text.is_empty(), cell.later.is_empty()) {
        (_, true) => cell.now.text.clone(),
        (true, false) => "»".to_owned(),
        (false, false) => format!("{} »", cell.now.text),
    }
}

/// The states of a cell over time: `R; from 2027-01-01: A`.
fn long(cell: &Cell) -> String {
    let later = cell.later.iter().map(|(day, state)| format!("from {day}: {}", told(state)));
    let now = (!cell.now.text.is_empty()).then(|| cell.now.text.clone());
    now.into_iter().chain(later).collect::<Vec<_>>().join("; ")
}

fn told(state: &State) -> &str {
    if state.text.is_empty() { NOTHING } else { &state.text }
}

/// What changes on a day in the same way: every row × every column.
struct Change<'m> {
    rows: Vec<&'m str>,
    columns: Vec<&'m str>,
    before: &'m str,
    after: &'m str,
}

/// How many rows or columns of a change are named.
const NAMED: usize = 6;

impl Change<'_> {
    /// `KCC → nothing: Paspoort × Balie@Oost, Balie@Zuid`
    fn words(&self) -> String {
        let list = |ids: &[&str]| {
            let more = if ids.len() > NAMED { format!(" and {} more", ids.len() - NAMED) } else { String::new() };
            format!("{}{more}", ids[..ids.len().min(NAMED)].join(", "))
        };
        format!("{} → {}: {} × {}", self.before, self.after, list(&self.rows), list(&self.columns))
    }
}

/// What holds before and after: for each row the columns in which it changes so.
type Alike<'m> = IndexMap<(&'m str, &'m str), IndexMap<usize, Vec<usize>>>;

/// What changes later, by day; rows in which the same columns change in the same way are told together.
fn changes(matrix: &Matrix) -> BTreeMap<&str, Vec<Change<'_>>> {
    let mut found: BTreeMap<&str, Alike<'_>> = BTreeMap::new();
    for row in 0..matrix.rows.len() {
        for (column, cell) in matrix.row(row) {
            let mut before = &cell.now;
            for (day, state) in &cell.later {
                let alike = found.entry(day).or_default().entry((told(before), told(state))).or_default();
                alike.entry(row).or_default().push(column);
                before = state;
            }
        }
    }
    found.into_iter().map(|(day, alike)| (day, together(matrix, alike))).collect()
}

fn together<'m>(matrix: &'m Matrix, alike: Alike<'m>) -> Vec<Change<'m>> {
    let mut out = Vec::new();
    for ((before, after), by_row) in alike {
        let mut by_columns: IndexMap<Vec<usize>, Vec<usize>> = IndexMap::new();
        for (row, columns) in by_row {
            by_columns.entry(columns).or_default().push(row);
        }
        out.extend(by_columns.into_iter().map(|(columns, rows)| Change {
            rows: rows.into_iter().map(|it| matrix.rows[it].id.as_str()).collect(),
            columns: columns.into_iter().map(|it| matrix.columns[it].id.as_str()).collect(),
            before,
            after,
        }));
    }
    out
}

/// Whether rows have groups.
fn grouped(heads: &[Head]) -> bool {
    heads.iter().any(|it| it.group.is_some())
}

/// The errors that make a matrix doubtful.
fn mistakes(matrix: &Matrix) -> Option<String> {
    (matrix.mistakes > 0).then(|| {
        let errors = number::counted(matrix.mistakes, "error", "errors");
        format!("{errors} in text or names: what is not understood is not counted (`loket check` shows them)")
    })
}
