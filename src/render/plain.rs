//! One line a finding, for eyes, ears and `grep`: `path:line:column: error[rule]: message (help: …)`. What is accepted or in the
//! baseline says so in place of its level.

use std::io::{self, Write};

use super::{acceptance, safe};
use crate::finding::Standing;
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
                match finding.standing {
                    Standing::Open => finding.level.name(),
                    Standing::Accepted(_) => "accepted",
                    Standing::Known => "baseline",
                },
                finding.id(),
                safe::text(&finding.message)
            )?;
            if let Standing::Accepted(it) = &finding.standing {
                write!(out, " ({})", safe::text(&acceptance(it)))?;
            } else if let Some(help) = &finding.help {
                write!(out, " (help: {})", safe::text(help))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
