//! One line a finding, for eyes, ears and `grep`: `path:line:column: error[rule]: message (help: …)`.

use std::io::{self, Write};

use super::safe;
use crate::policy::Checked;

pub fn write(out: &mut impl Write, policies: &[Checked]) -> io::Result<()> {
    for policy in policies {
        for finding in &policy.findings {
            let source = policy.sources.get(finding.span.file);
            let at = source.position(finding.span.start);
            write!(
                out,
                "{}:{}:{}: {}[{}]: {}",
                safe::text(&source.path),
                at.line,
                at.column,
                finding.level.name(),
                finding.rule,
                safe::text(&finding.message)
            )?;
            if let Some(help) = &finding.help {
                write!(out, " (help: {})", safe::text(help))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
