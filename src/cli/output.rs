//! Standard output and error, and how they should look.

use std::env;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use super::args::Color;
use super::failure::Failure;
use crate::render::human::{self, Look};

/// Columns where no terminal says how many it has.
pub(super) const WIDTH: usize = 100;
/// Lines longer than this are hard to read on any terminal.
const WIDEST: usize = 120;

/// Standard output, locked and buffered.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// How to draw on standard output.
pub(super) fn look(color: Color, limit: usize) -> Look {
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => colourful(io::stdout().is_terminal()),
    };
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0));
    Look { color, width: width.clamp(40, WIDEST), limit }
}

fn colourful(terminal: bool) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    terminal && !set("NO_COLOR") && !dumb
}

/// Says on standard error why the tool could not do its work.
pub(super) fn failure(failure: &Failure) {
    let mut out = Vec::new();
    let color = colourful(io::stderr().is_terminal());
    let look = Look { color, ..look(Color::Never, usize::MAX) };
    // A vector can always be written to, and nobody is left to tell when standard error is gone.
    let _ = write_failure(&mut out, failure, look);
    let _ = io::stderr().lock().write_all(&out);
}

/// A policy's text on one line, without anything that a terminal could obey.
pub(super) fn harmless(text: &str) -> String {
    human::harmless(text)
}

/// Says something beside the findings on standard error.
pub(super) fn note(text: &str) {
    let look = Look { color: colourful(io::stderr().is_terminal()), ..look(Color::Never, usize::MAX) };
    let mut out = Vec::new();
    // As for failures: there is nobody left to tell.
    let _ = human::note(&mut out, text, look);
    let _ = io::stderr().lock().write_all(&out);
}

/// Says on standard error what was done, where standard output is for something else.
pub(super) fn summary(line: &str) {
    // As for failures: there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn write_failure(out: &mut Vec<u8>, failure: &Failure, look: Look) -> io::Result<()> {
    if let Failure::Settings { path, text, errors } = failure {
        return human::settings_errors(out, path, text, errors, look);
    }
    if let Failure::Filters(refused) = failure {
        return human::findings(out, &refused.findings, &refused.sources, look);
    }
    human::failure(out, &failure.to_string(), look)
}
