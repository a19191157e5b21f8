//! GitLab's Code Quality report: one array. What is accepted or in the baseline stays in it as `info`, and says so.

use std::io::{self, Write};

use serde::Serialize;

use super::{Fingerprints, Run, safe, sentences, settled};
use crate::finding::{Finding, Level};
use crate::policy::Checked;

#[derive(Serialize)]
struct Issue {
    /// The sentence.
    description: String,
    check_name: String,
    /// Unique in the report.
    fingerprint: String,
    severity: &'static str,
    location: Location,
    content: Content,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

/// Counted from 1, both included.
#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// More about it, in Markdown.
#[derive(Serialize)]
struct Content {
    body: String,
}

pub fn write(out: &mut impl Write, run: &Run<'_>) -> io::Result<()> {
    let mut prints = Fingerprints::default();
    let findings = run.policies.iter().flat_map(|policy| policy.findings.iter().map(move |it| (policy, it)));
    let issues: Vec<Issue> = findings.map(|(policy, finding)| issue(policy, finding, &mut prints)).collect();
    super::escaped::write(&mut *out, &issues)?;
    writeln!(out)
}

fn issue(policy: &Checked, finding: &Finding, prints: &mut Fingerprints) -> Issue {
    let source = policy.sources.get(finding.span.file);
    let begin = source.position(finding.span.start).line;
    let end = source.position(finding.span.end.saturating_sub(1).max(finding.span.start)).line;
    let message = safe::text(&finding.message);
    Issue {
        description: match settled(finding) {
            Some(settled) => format!("{message} ({})", safe::text(&settled)),
            None => message.into_owned(),
        },
        check_name: finding.id().to_owned(),
        fingerprint: prints.of(finding, &policy.as_of),
        severity: match finding.level {
            _ if !finding.is_open() => "info",
            Level::Error => "critical",
            Level::Warning => "major",
            Level::Info => "info",
        },
        location: Location { path: source.path.clone(), lines: Lines { begin, end } },
        content: Content { body: sentences(finding) },
    }
}
