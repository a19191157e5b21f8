//! Peaks as a table for people, and as a document for programs.

mod json;

pub use json::{Document, schema, write as write_json};

use std::io::{self, Write};

use super::human::Look;
use super::safe;
use crate::capacity::{Capacity, Case, Row};
use crate::phrase::peak::{percent_in_full, seconds, share};

/// The columns, and whether numbers stand in them.
const COLUMNS: [(&str, bool); 9] = [
    ("channel", false),
    ("load", true),
    ("agents", true),
    ("busy", true),
    ("target", false),
    ("level", true),
    ("needed", true),
    ("−20 %", true),
    ("+20 %", true),
];

/// How many columns a name may take before it is cut.
const NAME: usize = 24;

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "1;31";

/// Writes a table for every policy.
pub fn write(out: &mut impl Write, policies: &[Capacity], look: Look) -> io::Result<()> {
    let mut explained = false;
    for (at, policy) in policies.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        explained |= table(out, policy, look)?;
    }
    if explained {
        writeln!(out)?;
        for line in [
            "load: agents that the peak keeps busy; busy: the part of their time that agents are asked for",
            "level: answered in time; needed: agents for the target who are not asked for too much of their time",
            "±20 %: the level when that much less or more comes",
        ] {
            writeln!(out, "{}", paint(look, DIM, line))?;
        }
    }
    Ok(())
}

/// Whether there was anything to explain.
fn table(out: &mut impl Write, policy: &Capacity, look: Look) -> io::Result<bool> {
    writeln!(out, "{}", paint(look, BOLD, &format!("{} from {} on", safe::text(&policy.root), policy.as_of)))?;
    if policy.mistakes > 0 {
        let errors = super::number::counted(policy.mistakes, "error", "errors");
        writeln!(out, "{errors} in text or names: what is not understood is not counted (`loket check` shows them)")?;
    }
    if policy.rows.is_empty() {
        writeln!(out, "nothing is offered through a live channel")?;
        return Ok(false);
    }
    writeln!(out)?;
    let rows: Vec<Vec<Cell>> = policy.rows.iter().map(cells).collect();
    let widths: Vec<usize> = (0..COLUMNS.len())
        .map(|at| rows.iter().map(|row| row[at].width()).chain([width(COLUMNS[at].0)]).max().unwrap_or(0))
        .collect();
    let all = widths.iter().sum::<usize>() + 2 * (COLUMNS.len() - 1);
    if all <= look.width {
        let head: Vec<Cell> = COLUMNS.iter().map(|(name, _)| Cell::new(*name)).collect();
        writeln!(out, "{}", paint(look, BOLD, &line(&head, &widths, Look { color: false, ..look })))?;
        for (row, cells) in policy.rows.iter().zip(&rows) {
            writeln!(out, "{}", line(cells, &widths, look))?;
            for remark in remarks(row) {
                writeln!(out, "{}", paint(look, DIM, &format!("  {remark}")))?;
            }
        }
    } else {
        for (row, cells) in policy.rows.iter().zip(&rows) {
            writeln!(out, "{}", cells[0].text)?;
            for ((name, _), cell) in COLUMNS.iter().zip(cells).skip(1).filter(|(_, cell)| !cell.text.is_empty()) {
                writeln!(out, "  {name:<7} {}", cell.painted(look))?;
            }
            for remark in remarks(row) {
                writeln!(out, "{}", paint(look, DIM, &format!("  {remark}")))?;
            }
        }
    }
    Ok(true)
}

struct Cell {
    text: String,
    bad: bool,
}

impl Cell {
    fn new(text: impl Into<String>) -> Self {
        Cell { text: text.into(), bad: false }
    }

    fn width(&self) -> usize {
        width(&self.text)
    }

    fn painted(&self, look: Look) -> String {
        if self.bad { paint(look, RED, &self.text) } else { self.text.clone() }
    }
}

fn line(cells: &[Cell], widths: &[usize], look: Look) -> String {
    let mut out = String::new();
    for ((cell, &width), (_, number)) in cells.iter().zip(widths).zip(COLUMNS) {
        let room = " ".repeat(width - cell.width());
        let text = cell.painted(look);
        if !out.is_empty() {
            out.push_str("  ");
        }
        if number {
            out.push_str(&room);
            out.push_str(&text);
        } else {
            out.push_str(&text);
            out.push_str(&room);
        }
    }
    out.trim_end().to_owned()
}

fn cells(row: &Row) -> Vec<Cell> {
    let number = |it: Option<u32>| Cell::new(it.map_or_else(|| "?".to_owned(), |it| it.to_string()));
    let told = row.told.as_ref();
    let cases = told.and_then(|it| it.cases);
    let case = |at: usize| cases.map_or_else(|| Cell::new(""), |all| level(&all[at], row));
    let mut busy = Cell::new(cases.map_or_else(String::new, |all| asked(&all[0])));
    busy.bad = cases.is_some_and(|all| all[0].overload);
    let target = row.target.map(|it| format!("{} in {}", share(it.share), seconds(it.within)));
    vec![
        Cell::new(cut(&safe::text(&row.channel))),
        Cell::new(told.map_or_else(|| "?".to_owned(), |it| format!("{:.1}", it.load))),
        number(row.total),
        busy,
        Cell::new(target.unwrap_or_default()),
        case(0),
        told.map_or_else(|| Cell::new(""), |it| number(it.needed)),
        case(1),
        case(2),
    ]
}

fn asked(case: &Case) -> String {
    if case.asked.is_finite() { format!("{:.0} %", case.asked * 100.0) } else { "∞".to_owned() }
}

/// The level, or that there is none.
fn level(case: &Case, row: &Row) -> Cell {
    let text = match row.target {
        _ if case.overload && row.patience.is_none() => "overload".to_owned(),
        Some(target) => percent_in_full(case.outcome.level, target.share.value()),
        None => String::new(),
    };
    Cell { text, bad: case.overload || case.met == Some(false) }
}

/// What a row does not show: who answers when, and what is not known.
fn remarks(row: &Row) -> Vec<String> {
    let mut out = Vec::new();
    let names: Vec<String> = row.agents.iter().map(|(unit, count)| format!("{} {count}", safe::text(unit))).collect();
    let when = row.periods.as_ref().map(|it| it.join(" and "));
    match (names.is_empty(), when) {
        (false, Some(when)) => out.push(format!("{}, {when}", names.join(", "))),
        (false, None) => out.push(names.join(", ")),
        (true, Some(when)) => out.push(when),
        (true, None) => {}
    }
    if !row.silent.is_empty() {
        let silent: Vec<String> = row.silent.iter().map(|it| safe::text(it).to_string()).collect();
        out.push(format!("not stated: agents of {}", silent.join(", ")));
    }
    let words = |all: &[&str]| all.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
    let is_stated = |it: &&str| *it == "agents" || row.unfit.contains(it);
    let missing: Vec<&str> = row.missing.iter().copied().filter(|it| !is_stated(it)).collect();
    if !missing.is_empty() {
        out.push(format!("not stated: {}", words(&missing)));
    }
    if !row.unfit.is_empty() {
        out.push(format!("not by the clock, and not counted: {}", words(&row.unfit)));
    }
    if let Some(rostered) = row.told.as_ref().and_then(|it| it.rostered) {
        out.push(format!("{rostered} on the rota for what is needed"));
    }
    out
}

fn cut(name: &str) -> String {
    if width(name) <= NAME { name.to_owned() } else { name.chars().take(NAME - 1).chain(['…']).collect() }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn paint(look: Look, style: &str, text: &str) -> String {
    if look.color { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
}
