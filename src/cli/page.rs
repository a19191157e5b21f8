//! A rule's page, which is Markdown, on a terminal; and that of a policy's own rule, which is its expectation.

use std::io::{self, Write};

use super::output::harmless;
use crate::check::Rule;
use crate::finding::Level;
use crate::policy::OwnPage;
use crate::render::human::Look;

pub(super) fn write(out: &mut impl Write, rule: &Rule, look: Look) -> io::Result<()> {
    let paint = |style: &str, text: &str| {
        if look.color { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    writeln!(out, "{} ({})\n", paint("1", rule.id), rule.level.name())?;
    let mut code = false;
    for line in rule.text().lines() {
        if line.trim_start().starts_with("```") {
            code = !code;
        } else if code {
            writeln!(out, "{}", paint("36", &format!("    {line}")).trim_end())?;
        } else if line.starts_with('#') {
            writeln!(out, "{}", paint("1", line.trim_start_matches(['#', ' '])))?;
        } else {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// The page of a rule that the policy makes itself: its reason, its comment, its statement.
pub(super) fn write_own(out: &mut impl Write, page: &OwnPage, look: Look) -> io::Result<()> {
    let paint = |style: &str, text: &str| {
        if look.color { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    writeln!(
        out,
        "{} ({})\n\n{}\n",
        paint("1", &page.id),
        page.level.map_or("off", Level::name),
        harmless(&page.summary)
    )?;
    if !page.doc.is_empty() {
        for line in page.doc.lines() {
            writeln!(out, "{}", harmless(line))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}\n\n{}\n", paint("1", "Expects"), paint("36", &format!("    {}", harmless(&page.statement))))?;
    if let Some(help) = &page.help {
        writeln!(out, "{}\n\n{}\n", paint("1", "When it fails"), harmless(help))?;
    }
    writeln!(out, "A rule of the policy's own, at {}.", harmless(&page.place))
}
