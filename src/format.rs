//! A file in the form in which all files are written: `docs/format.md`. Changes white space, where lines end and the order
//! of clauses, and nothing else.
//!
//! The tree says where items begin and end and whether they are sound; their words come from the text, so that every comment is
//! seen. What was made is read again, and must be the same tree with the same signs in it.

mod align;
mod fold;
mod outline;
mod print;
mod row;
mod same;
mod write;

use crate::finding::Finding;
use crate::intern::Interner;
use crate::source::{FileId, offset};
use crate::syntax::ast::Ast;
use crate::syntax::{self, Limits};

/// What came of a file.
#[derive(Debug)]
pub enum Outcome {
    /// The text, and the stretches in it that do not parse and were left as they were.
    Formatted { text: String, left: Vec<Stretch> },
    /// It is left alone for this reason: it is no policy, or too much is wrong with it.
    Refused(Finding),
    /// What was made means something else: a mistake of ours, and the file is left alone.
    Mistaken,
}

/// A stretch that was left, as the bytes `start..end` of the text that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub start: u32,
    pub end: u32,
}

/// Formats a file. Total: what does not parse stays as it is, and what is sound around it is formatted.
pub fn format(text: &str, limits: &Limits) -> Outcome {
    let mut names = Interner::default();
    let mut before = Read::new(text, *limits, &mut names);
    if let Some(at) = before.findings.iter().position(|it| is_refusal(it, text)) {
        return Outcome::Refused(before.findings.swap_remove(at));
    }
    if before.findings.len() > syntax::SHOWN {
        return untouched(text);
    }
    let (made, left) = print::print(text, &before.ast, &before.findings);
    if made == text {
        return Outcome::Formatted { text: made, left };
    }
    let after = Read::new(&made, *limits, &mut names);
    if same::signs(text, &made) && same::trees(&before.side(text), &after.side(&made)) {
        return Outcome::Formatted { text: made, left };
    }
    // Where what is wrong reaches into what is sound, nothing is touched.
    if before.findings.is_empty() {
        return Outcome::Mistaken;
    }
    untouched(text)
}

/// The text as one stretch that does not parse.
fn untouched(text: &str) -> Outcome {
    let whole = Stretch { start: 0, end: offset(text.len()) };
    Outcome::Formatted { text: text.to_owned(), left: vec![whole] }
}

/// A text that was read.
struct Read {
    ast: Ast,
    findings: Vec<Finding>,
}

impl Read {
    fn new(text: &str, limits: Limits, names: &mut Interner) -> Self {
        let mut read = Self { ast: Ast::default(), findings: Vec::new() };
        // As many as texts of this length have: the tables need not grow.
        read.ast.terms.reserve(text.len() / 24);
        read.ast.statements.reserve(text.len() / 128);
        read.ast.selectors.reserve(text.len() / 40);
        syntax::parse(FileId(0), text, &mut read.ast, names, &limits, &mut read.findings);
        read
    }

    fn side<'a>(&'a self, text: &'a str) -> same::Side<'a> {
        same::Side { text, ast: &self.ast, findings: &self.findings }
    }
}

/// Whether a finding says that the file was not read.
fn is_refusal(finding: &Finding, text: &str) -> bool {
    finding.rule == "syntax/org-mode" || (finding.span.start == 0 && finding.span.end == 0 && !text.is_empty())
}
