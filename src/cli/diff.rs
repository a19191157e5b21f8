//! Two texts as `diff -u` tells them apart, so that `patch` understands it.

use std::fmt::{self, Write};

use imara_diff::{Algorithm, Diff, InternedInput, Interner, Token, UnifiedDiffConfig, UnifiedDiffPrinter};

/// What changed in the file at `path`. Linear for texts of which hardly a line is left.
pub(super) fn unified(path: &str, before: &str, after: &str) -> String {
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let hunks = diff.unified_diff(&Lines(&input.interner), UnifiedDiffConfig::default(), &input).to_string();
    format!("--- {path}\n+++ {path}\n{hunks}")
}

/// Writes lines, each with its sign.
struct Lines<'a>(&'a Interner<&'a str>);

impl Lines<'_> {
    fn line(&self, mut out: impl Write, sign: char, line: Token) -> fmt::Result {
        let line = self.0[line];
        write!(out, "{sign}{line}")?;
        if line.ends_with('\n') { Ok(()) } else { out.write_str("\n\\ No newline at end of file\n") }
    }
}

impl UnifiedDiffPrinter for Lines<'_> {
    fn display_header(
        &self,
        mut out: impl Write,
        start_before: u32,
        start_after: u32,
        len_before: u32,
        len_after: u32,
    ) -> fmt::Result {
        let (before, after) = (start_before + u32::from(len_before > 0), start_after + u32::from(len_after > 0));
        writeln!(out, "@@ -{before},{len_before} +{after},{len_after} @@")
    }

    fn display_context_token(&self, out: impl Write, token: Token) -> fmt::Result {
        self.line(out, ' ', token)
    }

    fn display_hunk(&self, mut out: impl Write, before: &[Token], after: &[Token]) -> fmt::Result {
        before.iter().try_for_each(|&it| self.line(&mut out, '-', it))?;
        after.iter().try_for_each(|&it| self.line(&mut out, '+', it))
    }
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn ends_without_a_newline_are_told() {
        assert_eq!(
            unified("a.org", "offer  A", "offer A\n"),
            "--- a.org\n+++ a.org\n@@ -1,1 +1,1 @@\n-offer  A\n\\ No newline at end of file\n+offer A\n"
        );
        assert_eq!(unified("a.org", "a\n", ""), "--- a.org\n+++ a.org\n@@ -1,1 +0,0 @@\n-a\n");
    }
}
