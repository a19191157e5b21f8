//! A matrix as a table that fits a terminal. What is too wide gets short codes with a key, and then several blocks of columns.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::codes::codes;
use super::{changes, mistakes, short, subtitle, summary, title};
use crate::matrix::{Cell, Head, Mark, Matrix};
use crate::render::human::Look;
use crate::render::safe;

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "1;31";
const YELLOW: &str = "33";
const MAGENTA: &str = "1;35";

/// The widest head of rows.
const HEAD: usize = 32;
/// Cells wider than this go on over several lines, where there is a comma.
const CELL: usize = 18;
/// Lines of a cell; what is more is counted, and other formats have it.
const LINES: usize = 5;
/// Changes of one day that are told.
const TOLD: usize = 12;

/// Writes a title, the table, its key, what changes later, and what the signs mean.
pub fn write(out: &mut impl Write, matrix: &Matrix, look: Look) -> io::Result<()> {
    writeln!(out, "{}", paint(look, BOLD, &safe::text(&title(matrix))))?;
    writeln!(out, "{}", safe::text(&subtitle(matrix)))?;
    if let Some(mistakes) = mistakes(matrix) {
        writeln!(out, "{}", paint(look, RED, &mistakes))?;
    }
    let table = Table::new(matrix, look);
    for block in table.blocks() {
        writeln!(out)?;
        table.block(out, block)?;
    }
    table.key(out)?;
    writeln!(out, "\n{}", summary(matrix))?;
    for note in &matrix.notes {
        wrapped(out, look, "", note)?;
    }
    for (day, all) in &changes(matrix) {
        writeln!(out, "\nfrom {day}")?;
        for change in all.iter().take(TOLD) {
            wrapped(out, look, "  ", &change.words())?;
        }
        if all.len() > TOLD {
            writeln!(out, "  and {} more", all.len() - TOLD)?;
        }
    }
    writeln!(out)?;
    let wide = matrix.legend.iter().map(|it| it.0.width()).max().unwrap_or(0);
    for (sign, meaning) in &matrix.legend {
        let line = format!("{sign}{}  {meaning}", " ".repeat(wide - sign.width()));
        writeln!(out, "{}", paint(look, DIM, &line))?;
    }
    Ok(())
}

struct Table<'m> {
    matrix: &'m Matrix,
    look: Look,
    /// The lines of every content.
    contents: Vec<Vec<String>>,
    /// What stands over every column, and whether it is a code.
    heads: Vec<(String, bool)>,
    widths: Vec<usize>,
    /// The width of the heads of rows.
    head: usize,
    row_groups: bool,
    column_groups: bool,
}

impl<'m> Table<'m> {
    fn new(matrix: &'m Matrix, look: Look) -> Self {
        let contents: Vec<Vec<String>> = matrix.contents().iter().map(lines).collect();
        let mut inner = vec![1; matrix.columns.len()];
        for &(column, cell) in (0..matrix.rows.len()).flat_map(|row| matrix.places(row)) {
            let widest = contents[cell as usize].iter().map(|it| it.width()).max().unwrap_or(0);
            inner[column as usize] = widest.max(inner[column as usize]);
        }
        let row_groups = super::grouped(&matrix.rows);
        let indent = if row_groups { 2 } else { 0 };
        let names = matrix.rows.iter().map(|it| safe::text(&it.name).width() + indent);
        let head = names.chain([matrix.nouns[0].width()]).max().unwrap_or(0).min(HEAD);
        // Where groups stand above, the name within the group is enough.
        let column_groups = matrix.columns.iter().any(|it| it.group.is_some() && it.id != it.name);
        let name = |it: &'m Head| if column_groups { &it.name } else { &it.id };
        let full: Vec<String> = matrix.columns.iter().map(|it| safe::text(name(it)).into_owned()).collect();
        let widths = |heads: &[(String, bool)]| -> Vec<usize> {
            heads.iter().zip(&inner).map(|((text, _), &inner)| text.width().max(inner)).collect()
        };
        let mut heads: Vec<(String, bool)> = full.iter().map(|it| (it.clone(), false)).collect();
        let total = |heads: &[(String, bool)]| head + widths(heads).iter().map(|it| it + 1).sum::<usize>();
        if total(&heads) > look.width {
            // First those that save most.
            let codes = codes(full.iter().map(String::as_str));
            let saved = |at: usize| full[at].width().saturating_sub(inner[at].max(codes[at].width()));
            let mut order: Vec<usize> = (0..full.len()).filter(|&at| saved(at) > 0).collect();
            order.sort_by_key(|&at| std::cmp::Reverse(saved(at)));
            let mut wide = total(&heads);
            for at in order {
                if wide <= look.width {
                    break;
                }
                heads[at] = (codes[at].clone(), true);
                wide -= saved(at);
            }
        }
        let widths = widths(&heads);
        Self { matrix, look, contents, heads, widths, head, row_groups, column_groups }
    }

    /// Columns that fit beside each other.
    fn blocks(&self) -> Vec<std::ops::Range<usize>> {
        let mut out = Vec::new();
        let (mut start, mut wide) = (0, self.head);
        for (at, &width) in self.widths.iter().enumerate() {
            if at > start && wide + 1 + width > self.look.width {
                out.push(start..at);
                (start, wide) = (at, self.head);
            }
            wide += 1 + width;
        }
        out.push(start..self.widths.len());
        out
    }

    fn block(&self, out: &mut impl Write, columns: std::ops::Range<usize>) -> io::Result<()> {
        let look = self.look;
        if self.column_groups {
            writeln!(out, "{}", paint(look, BOLD, self.groups(columns.clone()).trim_end()))?;
        }
        let mut line = padded(self.matrix.nouns[0], self.head);
        for at in columns.clone() {
            line.push(' ');
            line.push_str(&padded(&self.heads[at].0, self.widths[at]));
        }
        writeln!(out, "{}", paint(look, BOLD, line.trim_end()))?;
        let mut group: Option<&str> = None;
        for (row, head) in self.matrix.rows.iter().enumerate() {
            // A group that is a row itself needs no heading, and what has no group stands at its height.
            match head.group.as_deref() {
                Some(name) if group != Some(name) => {
                    writeln!(out, "{}", paint(look, BOLD, &cut(&safe::text(name), look.width)))?;
                    group = Some(name);
                }
                Some(_) => {}
                None => group = Some(&head.name),
            }
            self.row(out, row, head, columns.clone())?;
        }
        Ok(())
    }

    /// The groups of columns, each over the first of its columns and as far as it reaches.
    fn groups(&self, columns: std::ops::Range<usize>) -> String {
        let mut line = " ".repeat(self.head);
        let mut at = columns.start;
        while at < columns.end {
            let group = self.matrix.columns[at].group.as_deref();
            let alike = self.matrix.columns[at..columns.end].iter().take_while(|it| it.group.as_deref() == group);
            let to = at + alike.count();
            let width = self.widths[at..to].iter().sum::<usize>() + to - at - 1;
            line.push(' ');
            line.push_str(&padded(&cut(&safe::text(group.unwrap_or_default()), width), width));
            at = to;
        }
        line
    }

    fn row(&self, out: &mut impl Write, row: usize, head: &Head, columns: std::ops::Range<usize>) -> io::Result<()> {
        let places = self.matrix.places(row);
        let from = places.partition_point(|it| (it.0 as usize) < columns.start);
        let to = places.partition_point(|it| (it.0 as usize) < columns.end);
        let cells = &places[from..to];
        let height = cells.iter().map(|it| self.contents[it.1 as usize].len()).max().unwrap_or(1).max(1);
        let indent = if self.row_groups && head.group.is_some() { "  " } else { "" };
        for at in 0..height {
            let name = if at == 0 { format!("{indent}{}", safe::text(&head.name)) } else { String::new() };
            let mut line = padded(&cut(&name, self.head), self.head);
            let mut cells = cells.iter().peekable();
            for column in columns.clone() {
                let cell = cells.next_if(|it| it.0 as usize == column).map(|it| it.1 as usize);
                let text = cell.and_then(|cell| self.contents[cell].get(at)).map_or("", String::as_str);
                line.push(' ');
                let style = cell.and_then(|cell| style(&self.matrix.contents()[cell]));
                line.push_str(&style.map_or_else(|| text.to_owned(), |style| paint(self.look, style, text)));
                line.push_str(&" ".repeat(self.widths[column].saturating_sub(text.width())));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// What the codes stand for.
    fn key(&self, out: &mut impl Write) -> io::Result<()> {
        let coded = self.heads.iter().zip(&self.matrix.columns).filter(|((_, coded), _)| *coded);
        let words: Vec<String> = coded.map(|((code, _), head)| format!("{code} {}", safe::text(&head.id))).collect();
        if words.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        let wide = words.iter().map(|it| it.width()).max().unwrap_or(1) + 2;
        let beside = (self.look.width / wide).max(1);
        for line in words.chunks(beside) {
            let line: String = line.iter().map(|it| padded(it, wide)).collect();
            writeln!(out, "{}", paint(self.look, DIM, line.trim_end()))?;
        }
        Ok(())
    }
}

/// A cell over one line or several.
fn lines(cell: &Cell) -> Vec<String> {
    let text = safe::text(&short(cell)).into_owned();
    if text.width() <= CELL {
        return vec![text];
    }
    let mut out: Vec<String> = Vec::new();
    for part in text.split_inclusive(", ") {
        match out.last_mut() {
            Some(line) if line.width() + part.trim_end().width() <= CELL => line.push_str(part),
            _ => out.push(part.to_owned()),
        }
    }
    if out.len() > LINES {
        let more: usize =
            out.drain(LINES - 1..).map(|it| it.trim_end().trim_end_matches(',').split(", ").count()).sum();
        out.push(format!("and {more} more"));
    }
    out.iter().map(|it| it.trim_end().to_owned()).collect()
}

/// A colour beside what the text says anyway.
fn style(cell: &Cell) -> Option<&'static str> {
    match (cell.now.mark, cell.now.tier) {
        (Mark::Gap | Mark::Conflict, _) => Some(RED),
        (Mark::None, Some(4)) => Some(MAGENTA),
        (Mark::None, Some(3)) => Some(YELLOW),
        (Mark::None, _) => None,
    }
}

fn wrapped(out: &mut impl Write, look: Look, indent: &str, text: &str) -> io::Result<()> {
    let mut line = indent.to_owned();
    for word in safe::text(text).split(' ') {
        if line.width() > indent.len() && line.width() + 1 + word.width() > look.width {
            writeln!(out, "{line}")?;
            line = format!("{indent}  ");
        } else if line.len() > indent.len() {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "{line}")
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The beginning of a text that is too wide.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for char in text.chars() {
        if out.width() + 2 > width {
            break;
        }
        out.push(char);
    }
    out.push('…');
    out
}

fn paint(look: Look, style: &str, text: &str) -> String {
    if look.color && !text.is_empty() { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
}
