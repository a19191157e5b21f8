//! The page for a terminal: wrapped, names in bold where there is colour.

use std::io::{self, Write};

use super::super::human::Look;
use super::prose::{CLOSE, OPEN, Part};
use super::sections;
use crate::describe::Description;

/// Longer lines are hard to read.
const WIDEST: usize = 88;

pub fn write(out: &mut impl Write, descriptions: &[Description], look: Look) -> io::Result<()> {
    let width = look.width.min(WIDEST);
    for (at, description) in descriptions.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for part in sections::page(description) {
            self::part(out, &part, width, look.color)?;
        }
    }
    Ok(())
}

fn part(out: &mut impl Write, part: &Part, width: usize, color: bool) -> io::Result<()> {
    match part {
        Part::Title(text) => {
            let plain: String = text.chars().filter(|it| !matches!(*it, OPEN | CLOSE)).collect();
            let rule = "═".repeat(plain.chars().count().min(width));
            writeln!(out, "{}\n{rule}", bold(&plain, color))
        }
        Part::Heading(text) => writeln!(out, "\n{}", bold(text, color)),
        Part::Text(text) => paragraph(out, text, ("  ", "  "), width, color),
        Part::Items(items) => {
            for item in items {
                paragraph(out, item, ("  • ", "    "), width, color)?;
            }
            Ok(())
        }
    }
}

fn bold(text: &str, color: bool) -> String {
    if color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Writes a text in lines; the first begins with one indent, the others with another.
fn paragraph(
    out: &mut impl Write,
    text: &str,
    (first, rest): (&str, &str),
    width: usize,
    color: bool,
) -> io::Result<()> {
    let mut line = String::from(first);
    let mut length = first.chars().count();
    let mut empty = true;
    for word in text.split(' ') {
        let seen = word.chars().filter(|it| !matches!(*it, OPEN | CLOSE)).count();
        if !empty && length + 1 + seen > width {
            writeln!(out, "{}", shown(&line, color))?;
            // A name that goes on in the next line is marked there again.
            let open = line.matches(OPEN).count() > line.matches(CLOSE).count();
            line = String::from(rest);
            line.extend(open.then_some(OPEN));
            length = rest.chars().count();
            empty = true;
        }
        if !empty {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += seen;
        empty = false;
    }
    writeln!(out, "{}", shown(&line, color))
}

/// A line with its names in bold, each closed on the line.
fn shown(line: &str, color: bool) -> String {
    let mut out = String::with_capacity(line.len());
    let mut open = false;
    for char in line.chars() {
        match char {
            OPEN => {
                open = true;
                out.push_str(if color { "\u{1b}[1m" } else { "" });
            }
            CLOSE => {
                open = false;
                out.push_str(if color { "\u{1b}[0m" } else { "" });
            }
            _ => out.push(char),
        }
    }
    if open && color {
        out.push_str("\u{1b}[0m");
    }
    out.trim_end().to_owned()
}
