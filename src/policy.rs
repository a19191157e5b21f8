//! One policy from bytes to findings. Pure: no disk, no clock, no environment.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use crate::baseline::Held;
use crate::capacity::change::{Change, Unfit};
use crate::capacity::{self, Capacity};
use crate::check;
use crate::describe::{self, Description};
use crate::finding::{self, Edit, Finding, Level};
use crate::govern::Governor;
use crate::graph::ask::Undrawn;
use crate::graph::{self, Graph, draw};
use crate::intern::Interner;
use crate::matrix::{self, Ask, Matrix, Subject};
use crate::model::asked::{Asked, Refused, Side};
use crate::model::{self, Model, OwnRule, date};
use crate::settings::Settings;
use crate::source::{FileId, Source, Sources, Span};
use crate::space::Space;
use crate::space::filter::Filter;
use crate::syntax::ast::Ast;
use crate::syntax::{self, bidi, encoding};

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct FileInput {
    /// The path as it is shown: relative, with forward slashes.
    pub path: String,
    pub bytes: Vec<u8>,
    /// It belongs to a catalogue of shared declarations.
    pub catalog: bool,
}

/// All that a check needs.
#[derive(Clone, Debug)]
pub struct Input {
    /// The policy's folder as it is shown.
    pub root: String,
    /// In any order.
    pub files: Vec<FileInput>,
    pub settings: Settings,
    /// The day from which the policy is checked (days since 1970-01-01), before `as-of` of the organisation and `today`.
    pub as_of: Option<i32>,
    pub today: i32,
}

/// How much was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    pub files: usize,
    pub statements: usize,
    /// The cells of the whole space.
    pub cells: u128,
}

/// A policy's findings, sorted, at the levels that its settings give them.
#[derive(Debug)]
pub struct Checked {
    pub root: String,
    pub sources: Sources,
    pub findings: Vec<Finding>,
    pub stats: Stats,
    /// The day from which it was checked, ISO 8601.
    pub as_of: String,
    /// The policy's own rules, by id.
    pub own_rules: Vec<OwnPage>,
    /// By which its findings were governed.
    pub settings: Settings,
    /// What became of the baseline, when there is one.
    pub baseline: Option<Held>,
}

/// Checks one policy.
pub fn check(input: Input) -> Checked {
    let Input { root, files, settings, as_of, today } = input;
    let mut findings = Vec::new();
    let (sources, model) = read(files, &settings, &mut findings);
    let as_of = as_of.or(model.as_of).unwrap_or(today);
    let space = Space::new(&model, &sources, &settings, as_of);
    check::run(&space, &settings, &mut findings);
    spare_unread(&sources, &mut findings);
    let governor = Governor { model: &model, sources: &sources, settings: &settings, root: &root, as_of };
    governor.govern(&mut findings);
    finding::sort(&mut findings);
    let statements = model.ast.statements.len();
    let stats = Stats { files: sources.iter().len(), statements, cells: space.size() };
    drop(space);
    let own_rules = own_pages(&root, &sources, &model, &settings);
    Checked { root, sources, findings, stats, as_of: date::iso(as_of), own_rules, settings, baseline: None }
}

/// What did not parse may be just what somebody means to say: no fix takes a line of it away.
fn spare_unread(sources: &Sources, findings: &mut [Finding]) {
    let lines = |span: Span| {
        let source = sources.get(span.file);
        let last = span.end.saturating_sub(1).max(span.start);
        source.position(span.start).line..=source.position(last).line
    };
    let mut unread: FxHashMap<FileId, Vec<RangeInclusive<u32>>> = FxHashMap::default();
    for finding in findings.iter().filter(|it| it.rule == "syntax/error") {
        unread.entry(finding.span.file).or_default().push(lines(finding.span));
    }
    let takes = |edit: &Edit| {
        let Some(unread) = unread.get(&edit.span.file).filter(|_| edit.replacement.is_empty()) else { return false };
        let own = lines(edit.span);
        unread.iter().any(|it| it.start() <= own.end() && own.start() <= it.end())
    };
    for finding in findings.iter_mut().filter(|it| it.rule != "syntax/error") {
        if finding.fix.as_deref().is_some_and(|fix| fix.edits.iter().any(takes)) {
            finding.fix = None;
        }
    }
}

/// Tells what one policy says of its organisation.
pub fn describe(input: Input) -> Description {
    let Input { root, files, settings, as_of, today } = input;
    let (sources, model) = read(files, &settings, &mut Vec::new());
    let as_of = as_of.or(model.as_of).unwrap_or(today);
    describe::describe(&Space::new(&model, &sources, &settings, as_of), root)
}

/// Tells how the live channels of one policy do at their peaks, after some changes of its numbers. The changes that this policy
/// does not know are given back, each with the reason.
pub fn capacity(input: Input, changes: &[Change]) -> (Capacity, Vec<Option<Unfit>>) {
    let Input { root, files, settings, as_of, today } = input;
    let mut findings = Vec::new();
    let (sources, mut model) = read(files, &settings, &mut findings);
    let applied: Vec<_> = changes.iter().map(|change| change.apply(&mut model)).collect();
    let as_of = as_of.or(model.as_of).unwrap_or(today);
    let mistakes = findings.iter().filter(|it| it.level == Level::Error).count();
    let space = Space::new(&model, &sources, &settings, as_of);
    let elsewhere = |(unit, channel)| {
        capacity::unheard(&space, unit, channel).then(|| Unfit::Elsewhere {
            unit: model.unit_name(unit).to_owned(),
            channel: model.channel_name(channel).to_owned(),
        })
    };
    let unfit = applied.into_iter().map(|it| it.map_or_else(Some, |changed| changed.and_then(elsewhere))).collect();
    (capacity::capacity(&space, root, as_of, mistakes), unfit)
}

/// Draws one policy, with what was found in it.
pub fn graph(input: Input, ask: &graph::ask::Ask) -> Result<Graph, Undrawn> {
    let settings = input.settings.clone();
    let drawn = look(input, &ask.filters, |seen| {
        let Seen { root, space, filter, as_of, mut findings } = seen;
        let question = ask.understood(space.model)?;
        check::run(&space, &settings, &mut findings);
        let governor = Governor { model: space.model, sources: space.sources, settings: &settings, root: &root, as_of };
        governor.govern(&mut findings);
        finding::sort(&mut findings);
        Ok(draw::draw(&space, &filter, &findings, &question, &root))
    });
    drawn.map_err(Undrawn::Filters)?
}

/// Tells a policy, or the part of it that filters leave, as a table.
pub fn matrix(input: Input, flags: &[(Side, String)], ask: Ask) -> Result<Matrix, Refused> {
    look(input, flags, |seen| {
        let Seen { root, space, filter, as_of, findings } = seen;
        let filters = flags.iter().map(|(side, text)| (side.flag(), text.clone())).collect();
        let mistakes = findings.iter().filter(|it| it.level == Level::Error).count();
        matrix::matrix(Subject { space: &space, filter, filters, root, as_of, mistakes }, ask)
    })
}

/// A policy from a day on, and the part of it that filters leave.
struct Seen<'a> {
    root: String,
    space: Space<'a>,
    filter: Filter,
    /// Days since 1970-01-01.
    as_of: i32,
    /// Of text and names.
    findings: Vec<Finding>,
}

/// Looks at one policy through filters.
fn look<T>(input: Input, flags: &[(Side, String)], see: impl FnOnce(Seen<'_>) -> T) -> Result<T, Refused> {
    let Input { root, files, settings, as_of, today } = input;
    let mut findings = Vec::new();
    let (sources, mut model) = read(files, &settings, &mut findings);
    let as_of = as_of.or(model.as_of).unwrap_or(today);
    let asked = Asked::read(flags, &mut model)?;
    let space = Space::new(&model, &sources, &settings, as_of);
    match space.filter(&asked) {
        Ok(filter) => Ok(see(Seen { root, space, filter, as_of, findings })),
        Err(findings) => Err(Refused { sources: asked.sources, findings }),
    }
}

/// Reads the files of a policy, in the order of their paths, and gives every name its meaning.
fn read(mut files: Vec<FileInput>, settings: &Settings, findings: &mut Vec<Finding>) -> (Sources, Model) {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut sources = Sources::default();
    for file in files {
        let (text, broken) = encoding::decode(file.bytes);
        let id = sources.push(Source::new(file.path, text, file.catalog));
        if let Some((at, message)) = broken {
            let text = &sources.get(id).text;
            let start = text.len().min(at as usize);
            let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
            let span = Span::new(id, crate::source::offset(start), crate::source::offset(end));
            findings.push(
                Finding::new("syntax/encoding", Level::Error, span, message)
                    .note("not UTF-8 from here")
                    .help("save the file as UTF-8"),
            );
        }
    }
    let limits = syntax::Limits { nesting: settings.limits.nesting, file_bytes: settings.limits.file_bytes };
    let (mut ast, mut names) = (Ast::default(), Interner::default());
    // Room for what texts of this length usually hold, so that the arenas need not move while they grow.
    let bytes: usize = sources.iter().map(|(_, source)| source.text.len()).sum();
    ast.declarations.reserve(bytes / 160);
    ast.properties.reserve(bytes / 80);
    ast.values.reserve(bytes / 80);
    ast.atoms.reserve(bytes / 60);
    ast.statements.reserve(bytes / 100);
    ast.selectors.reserve(bytes / 30);
    ast.terms.reserve(bytes / 14);
    for (id, source) in sources.iter() {
        bidi::find(id, &source.text, findings);
        syntax::parse(id, &source.text, &mut ast, &mut names, &limits, findings);
    }
    let model = model::build(ast, names, &sources, findings);
    (sources, model)
}

/// A rule of the policy's own, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPage {
    pub id: String,
    /// `None` where it is off.
    pub level: Option<Level>,
    /// The text behind `expect`, else the statement itself.
    pub summary: String,
    /// The doc comment before it.
    pub doc: String,
    pub help: Option<String>,
    /// The expectation, as it is written.
    pub statement: String,
    /// `path:line`
    pub place: String,
}

/// The own rules of a policy, by id, at the levels that its settings give them.
pub fn own_rules(input: Input) -> Vec<OwnPage> {
    let (sources, model) = read(input.files, &input.settings, &mut Vec::new());
    own_pages(&input.root, &sources, &model, &input.settings)
}

fn own_pages(root: &str, sources: &Sources, model: &Model, settings: &Settings) -> Vec<OwnPage> {
    let mut out: Vec<OwnPage> = model.own_rules.iter().map(|it| own_page(it, sources, model)).collect();
    for page in &mut out {
        let path = page.place.strip_prefix(root).and_then(|it| it.strip_prefix('/'));
        let path = path.unwrap_or(&page.place).to_owned();
        let file = path.rsplit_once(':').map_or("", |(file, _)| file);
        page.level = page.level.and_then(|level| settings.judge(&page.id, level, file));
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

fn own_page(rule: &OwnRule, sources: &Sources, model: &Model) -> OwnPage {
    let statement = &model.ast.statements[rule.statement.at()];
    let text = sources.text(statement.span).split_whitespace().collect::<Vec<_>>().join(" ");
    let why = statement.expect.as_ref().and_then(|it| it.why.as_deref()).map(str::to_owned);
    let doc = statement.doc.map_or("", |span| sources.text(span));
    let doc: Vec<&str> = doc.lines().map(|line| line.trim().trim_start_matches('/').trim()).collect();
    let source = sources.get(statement.span.file);
    OwnPage {
        id: model.names.name(rule.id).to_owned(),
        level: Some(rule.level),
        summary: why.unwrap_or_else(|| text.clone()),
        doc: doc.join("\n"),
        help: rule.help.map(|it| model.names.name(it).to_owned()),
        statement: text,
        place: format!("{}:{}", source.path, source.position(statement.span.start).line),
    }
}
