//! What the outputs in XML share: a writer, and text that may stand in a document.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::safe;

/// Begins a document.
pub(super) fn begin<W: Write>(out: W) -> io::Result<Writer<W>> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(writer)
}

/// Ends a document.
pub(super) fn end<W: Write>(writer: Writer<W>) -> io::Result<()> {
    writeln!(writer.into_inner())
}

/// A text on one line with only characters that XML knows; markup is left to the writer.
pub(super) fn text(text: &str) -> String {
    safe::text(text).chars().map(known).collect()
}

/// The same for a text of several lines.
pub(super) fn lines(text: &str) -> String {
    text.lines().map(self::text).collect::<Vec<_>>().join("\n")
}

/// XML knows no characters that are none.
fn known(char: char) -> char {
    if matches!(char, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { char }
}
