//! `JUnit`'s XML: a suite for each policy, a case for each finding. What fails the run is a failure, and every other finding is
//! skipped, with the reason; a policy without findings is one case that passes.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::{Run, safe, sentences, settled, xml};
use crate::finding::Finding;
use crate::policy::Checked;

/// How many cases there are, and how they ended.
#[derive(Clone, Copy, Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

pub fn write(out: &mut impl Write, run: &Run<'_>) -> io::Result<()> {
    let mut writer = xml::begin(out)?;
    let suites: Vec<Counts> = run.policies.iter().map(|policy| counts(policy, run)).collect();
    let own = Counts { tests: run.failures.len(), errors: run.failures.len(), ..Counts::default() };
    let all = suites.iter().fold(own, |all, it| Counts {
        tests: all.tests + it.tests,
        failures: all.failures + it.failures,
        errors: all.errors + it.errors,
        skipped: all.skipped + it.skipped,
    });
    element(&mut writer, "testsuites", "loket", all, |writer| {
        for (policy, &counts) in run.policies.iter().zip(&suites) {
            element(writer, "testsuite", &policy.root, counts, |writer| suite(writer, policy, run))?;
        }
        if run.failures.is_empty() {
            return Ok(());
        }
        element(writer, "testsuite", "loket itself", own, |writer| {
            run.failures.iter().try_for_each(|failure| {
                let message = xml::text(failure);
                let case = writer.create_element("testcase").with_attribute(("classname", "loket"));
                let case = case.with_attribute(("name", message.as_str()));
                let inner = |writer: &mut Writer<_>| {
                    let error = writer.create_element("error").with_attribute(("message", message.as_str()));
                    error.with_attribute(("type", "failure")).write_empty().map(|_| ())
                };
                case.write_inner_content(inner).map(|_| ())
            })
        })
    })?;
    xml::end(writer)
}

fn counts(policy: &Checked, run: &Run<'_>) -> Counts {
    let failures = policy.findings.iter().filter(|it| run.fails(it)).count();
    let findings = policy.findings.len();
    Counts { tests: findings.max(1), failures, errors: 0, skipped: findings - failures }
}

fn element<W: Write>(
    writer: &mut Writer<W>,
    word: &str,
    name: &str,
    counts: Counts,
    inner: impl FnOnce(&mut Writer<W>) -> io::Result<()>,
) -> io::Result<()> {
    writer
        .create_element(word)
        .with_attribute(("name", xml::text(name).as_str()))
        .with_attribute(("tests", counts.tests.to_string().as_str()))
        .with_attribute(("failures", counts.failures.to_string().as_str()))
        .with_attribute(("errors", counts.errors.to_string().as_str()))
        .with_attribute(("skipped", counts.skipped.to_string().as_str()))
        .write_inner_content(inner)?;
    Ok(())
}

fn suite<W: Write>(writer: &mut Writer<W>, policy: &Checked, run: &Run<'_>) -> io::Result<()> {
    if policy.findings.is_empty() {
        let case = writer.create_element("testcase").with_attribute(("classname", xml::text(&policy.root).as_str()));
        case.with_attribute(("name", "no findings")).write_empty()?;
    }
    policy.findings.iter().try_for_each(|finding| case(writer, policy, finding, run))
}

fn case<W: Write>(writer: &mut Writer<W>, policy: &Checked, finding: &Finding, run: &Run<'_>) -> io::Result<()> {
    let source = policy.sources.get(finding.span.file);
    let at = source.position(finding.span.start);
    let path = xml::text(&source.path);
    let message = xml::text(&finding.message);
    writer
        .create_element("testcase")
        .with_attribute(("classname", path.as_str()))
        .with_attribute(("name", format!("{}: {message}", finding.id()).as_str()))
        .with_attribute(("file", path.as_str()))
        .with_attribute(("line", at.line.to_string().as_str()))
        .write_inner_content(|writer| {
            if !run.fails(finding) {
                let why =
                    settled(finding).unwrap_or_else(|| format!("{}: does not fail the run", finding.level.name()));
                writer
                    .create_element("skipped")
                    .with_attribute(("message", xml::text(&why).as_str()))
                    .write_text_content(BytesText::new(&xml::lines(&body(policy, finding))))?;
                return Ok(());
            }
            writer
                .create_element("failure")
                .with_attribute(("message", message.as_str()))
                .with_attribute(("type", finding.level.name()))
                .write_text_content(BytesText::new(&xml::lines(&body(policy, finding))))?;
            Ok(())
        })?;
    Ok(())
}

/// All places of a finding, its sentence and its help.
fn body(policy: &Checked, finding: &Finding) -> String {
    let place = |span: crate::source::Span| {
        let source = policy.sources.get(span.file);
        let at = source.position(span.start);
        format!("{}:{}:{}", safe::text(&source.path), at.line, at.column)
    };
    let head = format!("{}: {}[{}]: {}", place(finding.span), finding.level.name(), finding.id(), sentences(finding));
    let labels = finding.labels.iter().map(|it| format!("{}: {}", place(it.span), safe::text(&it.message)));
    let more = (finding.more > 0).then(|| format!("and {} more places", finding.more));
    std::iter::once(head).chain(labels).chain(more).collect::<Vec<_>>().join("\n")
}
