//! Text and numbers as XML.

use std::fmt::Write;

use crate::render::safe;

/// Appends text of others: escaped, and without characters that XML forbids or that turn the direction of reading.
pub(super) fn text(out: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // No character, in XML or anywhere.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(safe::shown(char).unwrap_or(char)),
        }
    }
}

/// Appends text of several lines for a tooltip.
pub(super) fn title(out: &mut String, lines: &[String]) {
    out.push_str("<title>");
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        text(out, line);
    }
    out.push_str("</title>");
}

/// Appends a length, to a tenth of a pixel.
pub(super) fn number(out: &mut String, number: f64) {
    let tenths = (number * 10.0).round();
    let sign = if tenths < 0.0 { "-" } else { "" };
    let (whole, part) = ((tenths.abs() / 10.0).floor(), tenths.abs() % 10.0);
    let written = if part == 0.0 { write!(out, "{sign}{whole}") } else { write!(out, "{sign}{whole}.{part}") };
    written.expect("a string takes everything");
}

/// Appends attributes that are lengths: ` x="1" y="2.5"`.
pub(super) fn lengths(out: &mut String, attributes: &[(&str, f64)]) {
    for (name, length) in attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        number(out, *length);
        out.push('"');
    }
}

/// Appends an attribute whose value is text of others.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    text(out, value);
    out.push('"');
}
