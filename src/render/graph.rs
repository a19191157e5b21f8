//! Graphs as text of several formats. Each writes the same graph; `style` says what kinds look like in all of them.

pub mod dot;
pub mod graphml;
pub mod json;
pub mod mermaid;
pub mod style;
pub mod text;
pub mod wrap;

use super::safe;
use crate::graph::{Level, Mark};

/// How many findings there are of each level, the worst first: "✖2 ▲1"; nothing where there is none.
fn badge(marks: &[Mark]) -> String {
    let counted = [Level::Error, Level::Warning, Level::Info, Level::Accepted].into_iter().filter_map(|level| {
        let count: usize = marks.iter().filter(|it| it.level == level).map(|it| it.count).sum();
        (count > 0).then(|| format!("{}{count}", style::mark(level).symbol))
    });
    counted.collect::<Vec<_>>().join(" ")
}

/// What was found, a line each: "error gap/unserved (2): nobody is responsible …".
pub(super) fn told(marks: &[Mark]) -> Vec<String> {
    let lines = marks.iter().map(|mark| {
        let times = if mark.count > 1 { format!(" ({}×)", mark.count) } else { String::new() };
        format!("{} {}{times}: {}", word(mark.level), mark.rule, safe::text(&mark.message))
    });
    lines.collect()
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
        Level::Accepted => "accepted",
    }
}
