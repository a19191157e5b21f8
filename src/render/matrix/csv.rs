//! Comma-separated values as RFC 4180 has them, with nothing in them that a spreadsheet would run.

use std::io::{self, Write};

use super::{grouped, long};
use crate::matrix::Matrix;

/// What a spreadsheet may take for a formula at the start of a field.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Writes a head of columns, and a line for each row. Rows come one by one, so that memory does not grow with the table.
pub fn write(out: &mut impl Write, matrix: &Matrix) -> io::Result<()> {
    let groups = grouped(&matrix.rows);
    let mut line = String::new();
    if groups {
        field(&mut line, "group");
    }
    field(&mut line, matrix.nouns[0]);
    for head in &matrix.columns {
        field(&mut line, &head.id);
    }
    end(out, &mut line)?;
    // Contents stand in many cells: each is written once and then copied.
    let contents: Vec<String> = matrix
        .contents()
        .iter()
        .map(|cell| {
            let mut text = String::new();
            quoted(&mut text, &long(cell));
            text
        })
        .collect();
    for (row, head) in matrix.rows.iter().enumerate() {
        if groups {
            field(&mut line, head.group.as_deref().unwrap_or_default());
        }
        field(&mut line, &head.name);
        let mut cells = matrix.places(row).iter().peekable();
        for column in 0..matrix.columns.len() {
            line.push(',');
            if let Some((_, cell)) = cells.next_if(|it| it.0 as usize == column) {
                line.push_str(&contents[*cell as usize]);
            }
        }
        end(out, &mut line)?;
    }
    Ok(())
}

fn end(out: &mut impl Write, line: &mut String) -> io::Result<()> {
    line.push_str("\r\n");
    out.write_all(line.as_bytes())?;
    line.clear();
    Ok(())
}

fn field(line: &mut String, text: &str) {
    if !line.is_empty() {
        line.push(',');
    }
    quoted(line, text);
}

/// A text as a field: an apostrophe before what looks like a formula, and quotes where they are needed.
fn quoted(line: &mut String, text: &str) {
    let harmless = if text.starts_with(FORMULA) { "'" } else { "" };
    if text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        line.push('"');
        line.push_str(harmless);
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(harmless);
        line.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn nothing_is_run() {
        let field = |text: &str| {
            let mut out = String::new();
            quoted(&mut out, text);
            out
        };
        assert_eq!(field("=1+1"), "'=1+1");
        assert_eq!(field("\tx"), "'\tx");
        assert_eq!(field("@a,\"b\""), "\"'@a,\"\"b\"\"\"");
        assert_eq!(field("a\nb"), "\"a\nb\"");
        assert_eq!(field("R"), "R");
    }
}
