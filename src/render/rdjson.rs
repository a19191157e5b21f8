//! reviewdog's diagnostics (`rdjson`). Columns count bytes from 1, as reviewdog's do. What is accepted or in the baseline stays as
//! `INFO`, and says so.

use std::io::{self, Write};

use serde::Serialize;

use super::{Run, safe, sentences};
use crate::finding::{Finding, Level};
use crate::policy::Checked;
use crate::source::{Source, Span};

#[derive(Serialize)]
struct Report {
    source: Tool,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Code {
    value: String,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

/// `end` is the place after the last byte.
#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

pub fn write(out: &mut impl Write, run: &Run<'_>) -> io::Result<()> {
    let findings = run.policies.iter().flat_map(|policy| policy.findings.iter().map(move |it| (policy, it)));
    let diagnostics = findings.map(|(policy, finding)| diagnostic(policy, finding)).collect();
    super::escaped::write(&mut *out, &Report { source: Tool { name: "loket" }, diagnostics })?;
    writeln!(out)
}

fn diagnostic(policy: &Checked, finding: &Finding) -> Diagnostic {
    let location = |span: Span| {
        let source = policy.sources.get(span.file);
        Location { path: source.path.clone(), range: range(source, span) }
    };
    let related = finding
        .labels
        .iter()
        .map(|label| Related { message: safe::text(&label.message).into_owned(), location: location(label.span) });
    Diagnostic {
        message: sentences(finding),
        location: location(finding.span),
        severity: match finding.level {
            _ if !finding.is_open() => "INFO",
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Info => "INFO",
        },
        code: Code { value: finding.id().to_owned() },
        suggestions: suggestions(policy, finding),
        related_locations: related.collect(),
    }
}

/// A suggestion is about the file of its diagnostic, and each is taken by itself: only a fix of one edit there is one.
fn suggestions(policy: &Checked, finding: &Finding) -> Vec<Suggestion> {
    let edits = finding.fix.as_deref().map_or(&[][..], |fix| &fix.edits);
    let [edit] = edits else { return Vec::new() };
    if edit.span.file != finding.span.file {
        return Vec::new();
    }
    let range = range(policy.sources.get(edit.span.file), edit.span);
    vec![Suggestion { range, text: edit.replacement.to_string() }]
}

fn range(source: &Source, span: Span) -> Range {
    let position = |at: u32| {
        let line = source.position(at).line;
        Position { line, column: at - source.lines()[line as usize - 1] + 1 }
    };
    Range { start: position(span.start), end: position(span.end) }
}
