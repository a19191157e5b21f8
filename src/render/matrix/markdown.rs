//! A matrix as a Markdown table, for reviews and pages.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{changes, grouped, mistakes, short, subtitle, summary, title};
use crate::matrix::{Cell, Mark, Matrix};
use crate::render::safe;

/// How many changes of one day are listed.
const LISTED: usize = 50;

/// Writes a title, the table, what the signs mean, and what changes later.
pub fn write(out: &mut impl Write, matrix: &Matrix) -> io::Result<()> {
    writeln!(out, "## {}\n\n{}", shown(&title(matrix)), shown(&subtitle(matrix)))?;
    if let Some(mistakes) = mistakes(matrix) {
        writeln!(out, "\n**{mistakes}**")?;
    }
    table(out, matrix)?;
    writeln!(out, "\n{}.", shown(&summary(matrix)))?;
    for note in &matrix.notes {
        writeln!(out, "\n{}.", note_text(note))?;
    }
    let day_changes = changes(matrix);
    for (day, all) in &day_changes {
        writeln!(out, "\nFrom {day}:\n")?;
        for change in all.iter().take(LISTED) {
            writeln!(out, "- {}", shown(&change.words()))?;
        }
        if all.len() > LISTED {
            writeln!(out, "- and {} more", all.len() - LISTED)?;
        }
    }
    writeln!(out, "\n| sign | means |\n|---|---|")?;
    matrix.legend.iter().try_for_each(|(sign, meaning)| writeln!(out, "| {} | {} |", shown(sign), shown(meaning)))
}

fn table(out: &mut impl Write, matrix: &Matrix) -> io::Result<()> {
    let groups = grouped(&matrix.rows);
    let mut line = String::from("\n|");
    if groups {
        line.push_str(" group |");
    }
    let _ = write!(line, " {} |", matrix.nouns[0]);
    for head in &matrix.columns {
        let _ = write!(line, " {} |", shown(&head.id));
    }
    line.push_str("\n|");
    line.push_str(&"---|".repeat(matrix.columns.len() + 1 + usize::from(groups)));
    writeln!(out, "{line}")?;
    let contents: Vec<String> = matrix.contents().iter().map(cell).collect();
    let mut last = None;
    for (row, head) in matrix.rows.iter().enumerate() {
        line.clear();
        line.push('|');
        if groups {
            // A group is named where it begins.
            let group = head.group.as_deref().filter(|_| row == 0 || last != head.group.as_ref());
            let _ = write!(line, " {} |", group.map(shown).unwrap_or_default());
        }
        last = head.group.as_ref();
        let _ = write!(line, " {} |", shown(&head.name));
        let mut cells = matrix.places(row).iter().peekable();
        for column in 0..matrix.columns.len() {
            let cell = cells.next_if(|it| it.0 as usize == column);
            let _ = write!(line, " {} |", cell.map_or("", |it| contents[it.1 as usize].as_str()));
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// A cell; what asks for attention is bold.
fn cell(cell: &Cell) -> String {
    let text = shown(&short(cell));
    if cell.now.mark == Mark::None { text } else { format!("**{text}**") }
}

/// A note keeps the words in backticks as they are.
fn note_text(note: &str) -> String {
    let parts = note.split('`').enumerate();
    let parts = parts.map(|(at, part)| if at % 2 == 1 { format!("`{part}`") } else { shown(part) });
    parts.collect()
}

/// A text on one line in which nothing is markup.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in safe::text(text).chars() {
        match char {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => out.extend(['\\', char]),
            _ => out.push(char),
        }
    }
    out
}
