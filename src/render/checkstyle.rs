//! Checkstyle's XML: a `file` for each file with findings, an `error` for each finding. What is accepted or in the baseline
//! has the severity `ignore`.

use std::io::{self, Write};

use quick_xml::Writer;

use super::{Run, sentences, xml};
use crate::finding::{Finding, Level};
use crate::policy::Checked;

/// The version of Checkstyle whose form this is.
const VERSION: &str = "10.0";

pub fn write(out: &mut impl Write, run: &Run<'_>) -> io::Result<()> {
    let mut writer = xml::begin(out)?;
    let root = writer.create_element("checkstyle").with_attribute(("version", VERSION));
    root.write_inner_content(|writer| {
        for policy in run.policies {
            // Findings are sorted by file.
            for findings in policy.findings.chunk_by(|one, next| one.span.file == next.span.file) {
                file(writer, policy, findings)?;
            }
        }
        Ok(())
    })?;
    xml::end(writer)
}

fn file<W: Write>(writer: &mut Writer<W>, policy: &Checked, findings: &[Finding]) -> io::Result<()> {
    let Some(first) = findings.first() else { return Ok(()) };
    let source = policy.sources.get(first.span.file);
    let file = writer.create_element("file").with_attribute(("name", xml::text(&source.path).as_str()));
    file.write_inner_content(|writer| {
        for finding in findings {
            let at = source.position(finding.span.start);
            writer
                .create_element("error")
                .with_attribute(("line", at.line.to_string().as_str()))
                .with_attribute(("column", at.column.to_string().as_str()))
                .with_attribute(("severity", severity(finding)))
                .with_attribute(("message", xml::text(&sentences(finding).replace('\n', "; ")).as_str()))
                .with_attribute(("source", format!("loket.{}", finding.id().replace('/', ".")).as_str()))
                .write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn severity(finding: &Finding) -> &'static str {
    match finding.level {
        _ if !finding.is_open() => "ignore",
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
    }
}
