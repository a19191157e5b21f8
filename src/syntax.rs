//! Text to tree: never fails. What is no item becomes a finding, and everything sound around it is kept.

pub mod ast;
pub mod bidi;
mod clause;
mod date;
pub mod encoding;
mod grammar;
pub mod identity;
mod lower;
mod plain;
mod recover;
pub mod spelling;
mod split;
mod text;
pub mod tokens;
mod unseen;

use pest::Parser;

use crate::finding::{Finding, Level};
use crate::intern::Interner;
use crate::source::{FileId, Span, offset};
use ast::{Ast, Extent, Selector, Slice};
use grammar::{Grammar, Rule};
use lower::{Lower, Waiting};
use plain::Plain;

/// What a file may not exceed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How deep blocks may stand in blocks.
    pub nesting: u32,
    /// The length of a file.
    pub file_bytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { nesting: 64, file_bytes: 64 << 20 }
    }
}

/// Reads a file into the tree. Total: bad text gives findings, and what is sound around it is kept.
pub fn parse(
    file: FileId,
    text: &str,
    ast: &mut Ast,
    names: &mut Interner,
    limits: &Limits,
    findings: &mut Vec<Finding>,
) -> Extent {
    parse_with(Some(Plain::new(text, limits.nesting)), file, text, (ast, names, findings), *limits)
}

/// The same by the grammar alone, which is the definition; slower, and for tests.
pub fn parse_by_grammar(
    file: FileId,
    text: &str,
    ast: &mut Ast,
    names: &mut Interner,
    limits: &Limits,
    findings: &mut Vec<Finding>,
) -> Extent {
    parse_with(None, file, text, (ast, names, findings), *limits)
}

fn parse_with(
    plain: Option<Plain<'_>>,
    file: FileId,
    text: &str,
    (ast, names, findings): (&mut Ast, &mut Interner, &mut Vec<Finding>),
    limits: Limits,
) -> Extent {
    let from = (offset(ast.declarations.len()), offset(ast.statements.len()));
    if let Some(finding) = refusal(file, text, limits) {
        findings.push(finding);
    } else {
        let chunks = split::Chunks::new(file, text, limits.nesting, plain);
        read(file, text, chunks, ast, names, findings);
    }
    Extent {
        file,
        declarations: Slice { start: from.0, end: offset(ast.declarations.len()) },
        statements: Slice { start: from.1, end: offset(ast.statements.len()) },
    }
}

fn read<'t>(
    file: FileId,
    text: &'t str,
    mut chunks: split::Chunks<'t>,
    ast: &mut Ast,
    names: &mut Interner,
    findings: &mut Vec<Finding>,
) {
    let first = findings.len();
    let mut waiting = Waiting { doc: None, annotations: offset(ast.annotations.len()) };
    // An expectation whose statement stands in the next stretch is no item of its own.
    let mut expected = None;
    loop {
        if expected.is_none()
            && let Some(pieces) = chunks.plain()
        {
            let mut lower = Lower::new((file, 0, text), (ast, names, findings), waiting);
            lower.plain(pieces);
            waiting = lower.waiting;
            continue;
        }
        let Some(chunk) = chunks.next(findings) else { break };
        let mut pairs = Grammar::parse(Rule::file, &chunk.text).expect("the grammar reads any text as a file");
        let Some(root) = pairs.next() else { continue };
        let place = (file, offset(chunk.start), &*chunk.text);
        let mut lower = Lower::new(place, (ast, names, findings), waiting);
        lower.shifts = chunk.shifts;
        lower.expected = expected.take();
        let before = &text[..chunk.start];
        let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
        let line = before.len() == blanks || before[..before.len() - blanks].ends_with(['\n', '\r', '\u{feff}']);
        lower.inset = line.then_some(blanks);
        lower.items(root.into_inner(), None);
        waiting = lower.waiting;
        expected = lower.expected.take();
    }
    Lower::new((file, 0, text), (ast, names, findings), waiting).end_of_items();
    findings[first..].sort_by_key(|finding| finding.span);
    if findings.len() - first > SHOWN {
        let more = findings.len() - first - SHOWN;
        let place = findings[first + SHOWN].span;
        findings.truncate(first + SHOWN);
        let message = format!("the file has {more} syntax errors more");
        findings.push(lower::error(place, message).help("mend those before this one first"));
    }
}

/// Reads a text that is one selector and begins at `base` in its file. `None` where no name stands, or more than that.
pub fn selector(
    file: FileId,
    base: u32,
    text: &str,
    ast: &mut Ast,
    names: &mut Interner,
    findings: &mut Vec<Finding>,
) -> Option<Selector> {
    let pair = Grammar::parse(Rule::alone, text).expect("the grammar reads any text as a selector").next()?;
    let waiting = Waiting::default();
    Lower::new((file, base, text), (ast, names, findings), waiting).alone(pair)
}

/// How many syntax errors of one file are told.
pub const SHOWN: usize = 1_000;

/// Why a file is not read at all.
fn refusal(file: FileId, text: &str, limits: Limits) -> Option<Finding> {
    if text.len() > limits.file_bytes as usize {
        let message = format!("the file has {} bytes, more than the {} that are read", text.len(), limits.file_bytes);
        let finding = Finding::new("syntax/error", Level::Error, Span::new(file, 0, 0), message);
        return Some(finding.help("divide it, or raise `file-bytes` under `[limits]` in `loket.toml`"));
    }
    let start = text.trim_start_matches('\u{feff}').trim_ascii_start();
    if is_outline(start) {
        let at = text.len() - start.len();
        let line = start.lines().next().unwrap_or_default().len();
        let span = Span::new(file, offset(at), offset(at + line));
        let message = "this is an Emacs outline, not a policy";
        let finding = Finding::new("syntax/org-mode", Level::Error, span, message);
        return Some(finding.help("keep it out of the policy's folder, or name it in `.ignore`"));
    }
    None
}

/// Whether a text begins as Emacs outlines do: with a heading, setting or drawer, behind their comments.
fn is_outline(text: &str) -> bool {
    let is_heading = |line: &str| line.starts_with('*') && line.trim_start_matches('*').starts_with(' ');
    let is_comment =
        |line: &&str| line.trim_ascii_end().is_empty() || line.trim_ascii_end() == "#" || line.starts_with("# ");
    let first = text.lines().find(|line| !is_comment(line)).unwrap_or_default();
    text.starts_with("# -*-") || is_heading(first) || first.starts_with("#+") || first.starts_with(":PROPERTIES:")
}

/// The keywords of the language, in the order of the grammar.
pub fn keywords() -> impl Iterator<Item = &'static str> {
    grammar::keywords().map(|(word, _)| word)
}

/// Whether a word is a name only in backticks.
pub fn is_keyword(word: &str) -> bool {
    grammar::keyword(word).is_some()
}

/// Reads a text without lowering it, to measure the parser alone: the number of items.
pub fn parse_only(text: &str) -> usize {
    let mut chunks = split::Chunks::new(FileId(0), text, Limits::default().nesting, None);
    let mut findings = Vec::new();
    let mut items = 0;
    while let Some(chunk) = chunks.next(&mut findings) {
        let mut pairs = Grammar::parse(Rule::file, &chunk.text).expect("the grammar reads any text as a file");
        items += pairs.next().map_or(0, |root| root.into_inner().len());
    }
    items
}
