//! Findings drawn for people. The only file that knows miette, which draws the lines and the marks on them;
//! the sentence above and the help below are written here.

use std::fmt;
use std::io::{self, Write};
use std::time::Duration;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::excerpt::Excerpt;
use super::{Tally, acceptance, number, safe};
use crate::finding::{Applicability, Finding, Level, Standing};
use crate::policy::Checked;
use crate::settings::SettingsError;
use crate::source::{Source, Sources, Span};

/// How it should look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Findings of a policy that are drawn; the rest is counted.
    pub limit: usize,
}

/// Draws all findings, and a last line that sums up.
pub fn write(out: &mut impl Write, policies: &[Checked], time: Duration, look: Look) -> io::Result<()> {
    let pen = Pen::new(look);
    for policy in policies {
        let open = || policy.findings.iter().filter(|it| it.is_open());
        for finding in open().take(look.limit) {
            pen.finding(out, finding, &policy.sources)?;
        }
        let hidden = open().count().saturating_sub(look.limit);
        if hidden > 0 {
            let hidden = number::counted(hidden, "more finding", "more findings");
            writeln!(
                out,
                "… and {hidden} in `{}` (`findings` of `[limits]` in loket.toml)\n",
                safe::text(&policy.root)
            )?;
        }
        pen.folded(out, policy)?;
    }
    pen.hint(out, policies)?;
    pen.summary(out, policies, time)
}

/// Draws what is wrong with a `loket.toml`.
pub fn settings_errors(
    out: &mut impl Write,
    path: &str,
    text: &str,
    errors: &[SettingsError],
    look: Look,
) -> io::Result<()> {
    let mut sources = Sources::default();
    let file = sources.push(Source::new(path.to_owned(), text.to_owned(), false));
    let pen = Pen::new(look);
    for error in errors {
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        let span = Span::new(file, at(error.span.start), at(error.span.end));
        let mut finding = Finding::new("", Level::Error, span, error.message.clone());
        finding.help.clone_from(&error.help);
        pen.finding(out, &finding, &sources)?;
    }
    Ok(())
}

/// Draws findings alone.
pub fn findings(out: &mut impl Write, findings: &[Finding], sources: &Sources, look: Look) -> io::Result<()> {
    let pen = Pen::new(look);
    findings.iter().try_for_each(|finding| pen.finding(out, finding, sources))
}

/// Says that the tool could not do its work.
pub fn failure(out: &mut impl Write, message: &str, look: Look) -> io::Result<()> {
    writeln!(out, "{} {}", Pen::new(look).paint(RED, "error:"), safe::text(message))
}

/// Says something beside the findings, over one line or more.
pub fn note(out: &mut impl Write, text: &str, look: Look) -> io::Result<()> {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    writeln!(out, "{} {}", Pen::new(look).paint(CYAN, "note:"), safe::text(first))?;
    lines.try_for_each(|line| writeln!(out, "{}", safe::text(line)))
}

/// A text on one line, without anything that a terminal could obey.
pub fn harmless(text: &str) -> String {
    safe::text(text).into_owned()
}

/// What all findings are drawn with.
struct Pen {
    look: Look,
    handler: GraphicalReportHandler,
}

impl Pen {
    fn new(look: Look) -> Self {
        let styles = if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(look.width)
            .with_context_lines(1)
            .with_links(false)
            .without_syntax_highlighting()
            .tab_width(4);
        Self { look, handler }
    }

    fn finding(&self, out: &mut impl Write, finding: &Finding, sources: &Sources) -> io::Result<()> {
        let mut level = finding.level.name().to_owned();
        if !finding.rule.is_empty() {
            level = format!("{level}[{}]", finding.id());
        }
        let level = self.paint(level_style(finding.level), &level);
        writeln!(out, "{level}{}", self.paint(BOLD, &format!(": {}", safe::text(&finding.message))))?;

        let view = View(Excerpt::of(finding, sources));
        let mut drawing = String::new();
        self.handler.render_report(&mut drawing, &view).expect("a string can be written to");
        // miette begins with a line for the sentence, which stands above already.
        let drawing = drawing.split_once('\n').map_or("", |(_, rest)| rest);
        for line in aligned(drawing) {
            writeln!(out, "{}", line.trim_end())?;
        }
        if finding.more > 0 {
            let more = number::counted(finding.more as usize, "more place", "more places");
            writeln!(out, "  and {more}")?;
        }
        if let Some(help) = &finding.help {
            self.help(out, help)?;
        }
        writeln!(out)
    }

    /// What is accepted or in the baseline, a line each.
    fn folded(&self, out: &mut impl Write, policy: &Checked) -> io::Result<()> {
        let folded = || policy.findings.iter().filter(|it| !it.is_open());
        for finding in folded().take(self.look.limit) {
            let (word, why) = match &finding.standing {
                Standing::Accepted(it) => ("accepted", format!(" ({})", acceptance(it))),
                Standing::Known | Standing::Open => ("baseline", String::new()),
            };
            let source = policy.sources.get(finding.span.file);
            let at = source.position(finding.span.start);
            let line = format!(": {}{why} at {}:{}:{}", finding.message, source.path, at.line, at.column);
            writeln!(out, "{}{}", self.paint(GREY, &format!("{word}[{}]", finding.id())), safe::text(&line))?;
        }
        let hidden = folded().count().saturating_sub(self.look.limit);
        if hidden > 0 {
            writeln!(out, "… and {} accepted or in the baseline", number::counted(hidden, "finding", "findings"))?;
        }
        if folded().next().is_some() { writeln!(out) } else { Ok(()) }
    }

    fn help(&self, out: &mut impl Write, help: &str) -> io::Result<()> {
        let width = self.look.width.saturating_sub(8).max(32);
        for (at, line) in help.lines().flat_map(|line| wrap(line, width)).enumerate() {
            let lead = if at == 0 { self.paint(CYAN, "help:") } else { "     ".to_owned() };
            writeln!(out, "  {lead} {}", safe::text(&line))?;
        }
        Ok(())
    }

    /// Where the reader learns more.
    fn hint(&self, out: &mut impl Write, policies: &[Checked]) -> io::Result<()> {
        let mut rules = policies.iter().flat_map(|policy| &policy.findings).filter(|it| it.is_open()).map(Finding::id);
        let Some(first) = rules.next() else {
            return Ok(());
        };
        let command = self.paint(CYAN, &format!("loket explain {first}"));
        let others = if rules.any(|rule| rule != first) { "; likewise for every other rule" } else { "" };
        writeln!(out, "`{command}` says why it matters and how to mend it{others}")
    }

    fn summary(&self, out: &mut impl Write, policies: &[Checked], time: Duration) -> io::Result<()> {
        let sum = |part: fn(&Checked) -> usize| policies.iter().map(part).sum::<usize>();
        let cells = policies.iter().fold(0_u128, |sum, policy| sum.saturating_add(policy.stats.cells));
        write!(
            out,
            "checked {}, {}, {}, {} {} in {}: ",
            number::counted(policies.len(), "policy", "policies"),
            number::counted(sum(|it| it.stats.files), "file", "files"),
            number::counted(sum(|it| it.stats.statements), "statement", "statements"),
            number::rounded(cells),
            if cells == 1 { "cell" } else { "cells" },
            number::time(time),
        )?;
        let Tally { errors, warnings, infos, accepted, known } = Tally::of(policies);
        let parts: Vec<String> = [
            (errors, "error", "errors", RED),
            (warnings, "warning", "warnings", YELLOW),
            (infos, "remark", "remarks", BLUE),
            (accepted, "accepted", "accepted", GREY),
            (known, "in the baseline", "in the baseline", GREY),
        ]
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|&(count, one, many, style)| self.paint(style, &number::counted(count, one, many)))
        .collect();
        if errors + warnings + infos == 0 {
            let parts = [vec![self.paint(GREEN, "no findings")], parts].concat();
            writeln!(out, "{}", parts.join(", "))
        } else {
            writeln!(out, "{}", parts.join(", "))?;
            fixable(out, policies)
        }
    }

    fn paint(&self, style: &str, text: &str) -> String {
        if self.look.color { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// How many findings could be mended at once.
fn fixable(out: &mut impl Write, policies: &[Checked]) -> io::Result<()> {
    let open = policies.iter().flat_map(|policy| &policy.findings).filter(|it| it.is_open());
    let (mut safe, mut daring) = (0, 0);
    for fix in open.filter_map(|it| it.fix.as_deref()) {
        match fix.applicability {
            Applicability::Safe => safe += 1,
            Applicability::Unsafe => daring += 1,
        }
    }
    match (safe, daring) {
        (0, 0) => Ok(()),
        (safe, 0) => writeln!(out, "{} fixable with `--fix`", number::grouped(safe)),
        (0, daring) => writeln!(out, "{} fixable with `--fix --unsafe-fixes`", number::grouped(daring)),
        (safe, daring) => {
            let (safe, daring) = (number::grouped(safe), number::grouped(daring));
            writeln!(out, "{safe} fixable with `--fix`, and {daring} more with `--fix --unsafe-fixes`")
        }
    }
}

const BOLD: &str = "1";
const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const BLUE: &str = "1;34";
const GREEN: &str = "1;32";
const CYAN: &str = "36";
const GREY: &str = "2";

fn level_style(level: Level) -> &'static str {
    match level {
        Level::Error => RED,
        Level::Warning => YELLOW,
        Level::Info => BLUE,
    }
}

/// Brings the bars of all snippets under each other: miette gives each the room that its own line numbers need.
fn aligned(drawing: &str) -> impl Iterator<Item = String> {
    let room = |line: &str| line.starts_with(' ').then(|| line.find('╭')).flatten();
    let widest = drawing.lines().filter_map(room).max().unwrap_or(0);
    let mut missing = 0;
    drawing.lines().map(move |line| {
        if let Some(room) = room(line) {
            missing = widest - room;
        }
        format!("{:missing$}{line}", "")
    })
}

/// Breaks a line between words, but never inside backticks: what stands there is to be copied.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut code = false;
    let pieces = text.split(|char| {
        code ^= char == '`';
        char == ' ' && !code
    });
    for piece in pieces {
        let length = piece.chars().count();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + length <= width => {
                line.push(' ');
                line.push_str(piece);
            }
            _ => lines.push(piece.to_owned()),
        }
    }
    lines
}

/// A finding as miette sees it: nothing but marks on an excerpt.
#[derive(Debug)]
struct View(Excerpt);

impl fmt::Display for View {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for View {}

impl Diagnostic for View {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self.0.marks.iter().enumerate().map(|(at, mark)| {
            let message = Some(mark.message.clone()).filter(|it| !it.is_empty());
            let span = (mark.start, mark.end - mark.start);
            if at == 0 {
                LabeledSpan::new_primary_with_span(message, span)
            } else {
                LabeledSpan::new_with_span(message, span)
            }
        });
        Some(Box::new(labels))
    }
}

impl SourceCode for View {
    /// Lines of different files stand side by side in the excerpt; a stretch over two files, or over a gap
    /// between lines, is refused, and miette then draws its ends apart.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let Excerpt { text, paths, lines, marks } = &self.0;
        let (start, end) = (span.offset(), span.offset() + span.len());
        if end > text.len() || lines.is_empty() {
            return Err(MietteError::OutOfBounds);
        }
        let line_at = |at: usize| lines.partition_point(|line| line.start <= at) - 1;
        let follows = |one: usize, next: usize| {
            lines[one].file == lines[next].file && (lines[next].number - lines[one].number) as usize == next - one
        };
        let (mut first, mut last) = (line_at(start), line_at(end.saturating_sub(1).max(start)));
        if !follows(first, last) {
            return Err(MietteError::OutOfBounds);
        }
        let name = paths[lines[first].file].clone();
        if (before, after) == (0, 0) {
            // The place in the heading.
            let place = marks
                .iter()
                .find(|mark| mark.start == start)
                .map_or((0, 0), |mark| (mark.place.line as usize - 1, mark.place.column as usize - 1));
            let contents = &text.as_bytes()[start..end];
            return Ok(Box::new(MietteSpanContents::new_named(name, contents, *span, place.0, place.1, 1)));
        }
        for _ in 0..before {
            if first > 0 && follows(first - 1, first) {
                first -= 1;
            }
        }
        for _ in 0..after {
            if last + 1 < lines.len() && follows(last, last + 1) {
                last += 1;
            }
        }
        let start = lines[first].start;
        let end = lines.get(last + 1).map_or(text.len(), |line| line.start);
        Ok(Box::new(MietteSpanContents::new_named(
            name,
            &text.as_bytes()[start..end],
            (start, end - start).into(),
            lines[first].number as usize,
            0,
            last + 1 - first,
        )))
    }
}
