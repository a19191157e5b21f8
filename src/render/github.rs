//! Annotations of GitHub Actions: a workflow command for each finding. GitHub shows the first ten of each level of a step, so
//! those that ask for something come before what is accepted or in the baseline, which is a notice.

use std::io::{self, Write};

use super::{Run, safe, sentences, settled};
use crate::finding::{Finding, Level};
use crate::policy::Checked;

pub fn write(out: &mut impl Write, run: &Run<'_>) -> io::Result<()> {
    for failure in run.failures {
        writeln!(out, "::error title=loket::{}", data(&safe::text(failure)))?;
    }
    let findings = || run.policies.iter().flat_map(|policy| policy.findings.iter().map(move |it| (policy, it)));
    for (policy, finding) in findings().filter(|it| it.1.is_open()) {
        annotation(out, policy, finding)?;
    }
    for (policy, finding) in findings().filter(|it| !it.1.is_open()) {
        annotation(out, policy, finding)?;
    }
    Ok(())
}

fn annotation(out: &mut impl Write, policy: &Checked, finding: &Finding) -> io::Result<()> {
    let word = match finding.level {
        _ if !finding.is_open() => "notice",
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    let source = policy.sources.get(finding.span.file);
    let (start, end) = (source.position(finding.span.start), source.position(finding.span.end));
    // GitHub takes columns only within one line; its last column is within the stretch.
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column.saturating_sub(1).max(start.column))
    } else {
        String::new()
    };
    let title =
        if settled(finding).is_some() { format!("{} (settled)", finding.id()) } else { finding.id().to_owned() };
    writeln!(
        out,
        "::{word} file={},line={},endLine={}{columns},title={}::{}",
        property(&safe::text(&source.path)),
        start.line,
        end.line,
        property(&title),
        data(&sentences(finding))
    )
}

/// The text of a command: what would end it or begin another is written as GitHub's runner reads it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
