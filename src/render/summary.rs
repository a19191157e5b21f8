//! A page in Markdown about a run, for the job summary of GitHub Actions or a comment on a change.

use std::io::{self, Write};

use super::{Run, Tally, number, safe, settled};
use crate::finding::{Finding, Level};
use crate::policy::Checked;

/// GitHub takes no summary of more than 1 MiB; half of it is more than anybody reads.
const MOST: usize = 512 * 1024;

pub fn write(out: &mut impl Write, run: &Run<'_>) -> io::Result<()> {
    let tally = Tally::of(run.policies);
    writeln!(out, "## Loket: {}\n", verdict(tally))?;
    for failure in run.failures {
        writeln!(out, "> **loket could not do its work:** {}\n", cell(failure))?;
    }
    for policy in run.policies {
        let files = number::counted(policy.stats.files, "file", "files");
        let statements = number::counted(policy.stats.statements, "statement", "statements");
        writeln!(out, "{}: {files}, {statements}, as of {}\n", code(&policy.root), policy.as_of)?;
    }
    let mut left = MOST;
    let findings = || run.policies.iter().flat_map(|policy| policy.findings.iter().map(move |it| (policy, it)));
    if findings().any(|it| it.1.is_open()) {
        table(out, findings().filter(|it| it.1.is_open()), &mut left)?;
    }
    let settled = tally.accepted + tally.known;
    if settled > 0 {
        let (accepted, known) = (tally.accepted, tally.known);
        writeln!(out, "<details><summary>{accepted} accepted, {known} in the baseline</summary>\n")?;
        table(out, findings().filter(|it| !it.1.is_open()), &mut left)?;
        writeln!(out, "</details>")?;
    }
    Ok(())
}

fn verdict(tally: Tally) -> String {
    let Tally { errors, warnings, infos, .. } = tally;
    let parts: Vec<String> =
        [(errors, "error", "errors"), (warnings, "warning", "warnings"), (infos, "remark", "remarks")]
            .iter()
            .filter(|it| it.0 > 0)
            .map(|&(count, one, many)| number::counted(count, one, many))
            .collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

/// A row for each finding, as long as there is room.
fn table<'a>(
    out: &mut impl Write,
    findings: impl Iterator<Item = (&'a Checked, &'a Finding)>,
    left: &mut usize,
) -> io::Result<()> {
    writeln!(out, "| level | rule | finding | place |\n|---|---|---|---|")?;
    let mut hidden = 0;
    for (policy, finding) in findings {
        let row = row(policy, finding);
        if row.len() > *left {
            hidden += 1;
            continue;
        }
        *left -= row.len();
        writeln!(out, "{row}")?;
    }
    writeln!(out)?;
    if hidden > 0 {
        writeln!(out, "… and {}\n", number::counted(hidden, "more finding", "more findings"))
    } else {
        Ok(())
    }
}

fn row(policy: &Checked, finding: &Finding) -> String {
    let source = policy.sources.get(finding.span.file);
    let at = source.position(finding.span.start);
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "remark",
    };
    let mut text = cell(&finding.message);
    if let Some(settled) = settled(finding) {
        text = format!("{text}<br>{}", cell(&settled));
    } else if let Some(help) = &finding.help {
        let lines: Vec<String> = help.lines().map(cell).collect();
        text = format!("{text}<br>*help:* {}", lines.join("<br>"));
    }
    format!("| {level} | {} | {text} | {} |", code(finding.id()), code(&format!("{}:{}", source.path, at.line)))
}

/// A text as code, whatever it holds.
fn code(text: &str) -> String {
    let text = safe::text(text).replace('|', "\\|");
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    if longest == 0 {
        return format!("`{text}`");
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence} {text} {fence}")
}

/// A sentence in a cell of a table: what stands in backticks is code, and nothing else is markup.
fn cell(text: &str) -> String {
    let text = safe::text(text);
    let mut parts = text.split('`').peekable();
    let mut out = String::with_capacity(text.len());
    let mut is_code = false;
    while let Some(part) = parts.next() {
        let closed = parts.peek().is_some();
        match (is_code, closed) {
            (true, true) => out.extend(["`", &part.replace('|', "\\|"), "`"]),
            // A backtick without its fellow is a character.
            (true, false) => out.extend(["\\`", &plain(part)]),
            (false, _) => out.push_str(&plain(part)),
        }
        is_code = !is_code;
    }
    out
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A mention calls somebody, and an entity does not.
            '@' => out.push_str("&#64;"),
            '\\' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => out.extend(['\\', char]),
            _ => out.push(char),
        }
    }
    out
}
