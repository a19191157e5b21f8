//! The page in Markdown.

use std::io::{self, Write};

use super::prose::{CLOSE, OPEN, Part};
use super::sections;
use crate::describe::Description;

pub fn write(out: &mut impl Write, descriptions: &[Description]) -> io::Result<()> {
    for (at, description) in descriptions.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for part in sections::page(description) {
            match part {
                Part::Title(text) => writeln!(out, "# {}", shown(&text))?,
                Part::Heading(text) => writeln!(out, "\n## {text}")?,
                Part::Text(text) => writeln!(out, "\n{}", shown(&text))?,
                Part::Items(items) => {
                    writeln!(out)?;
                    for item in items {
                        writeln!(out, "- {}", shown(&item))?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// A text in which no name is taken for markup.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut name = false;
    for char in text.chars() {
        match char {
            OPEN => name = true,
            CLOSE => name = false,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' if name => out.extend(['\\', char]),
            _ => out.push(char),
        }
    }
    out
}
