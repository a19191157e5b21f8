//! The document for programs. Its shape is a contract: `docs/output.schema.json` is derived from these structs,
//! and a field changes its meaning only with a new `version`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::{Fingerprints, Tally};
use crate::baseline;
use crate::finding::{self, Standing};
use crate::policy::Checked;
use crate::source::{self, Sources, Span};

/// What `loket check --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The version of this format.
    pub version: Version,
    /// The policies in the order of their roots.
    pub policies: Vec<Policy>,
}

/// The number 1.
#[derive(Clone, Copy, Debug)]
pub struct Version;

impl Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(1)
    }
}

impl JsonSchema for Version {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Version".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({ "type": "integer", "const": 1 })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// One policy: all `.org` files under its root.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The root's path, relative to the working directory, with forward slashes.
    pub root: String,
    /// Sorted by file and place.
    pub findings: Vec<Finding>,
    pub summary: Summary,
    /// Only where a baseline was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    pub stats: Stats,
}

/// How many findings there are of each level that are neither accepted nor in the baseline.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    pub error: usize,
    pub warning: usize,
    pub info: usize,
    /// Findings that the policy accepts; they have `accepted` and are in none of the other numbers.
    pub accepted: usize,
}

/// What became of the baseline in this policy.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Findings that are in it; they have `baselined`.
    pub known: usize,
    /// Entries whose finding is gone.
    pub stale: Vec<Stale>,
}

/// An entry of the baseline whose finding is gone.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stale {
    pub rule: String,
    pub message: String,
    pub fingerprint: String,
}

/// How much was checked.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stats {
    pub files: usize,
    pub statements: usize,
    /// A decimal number, as text: it may be larger than a number of JSON can say.
    #[schemars(regex(pattern = r"^[0-9]+$"))]
    pub cells: String,
}

/// How serious a finding is.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Error,
    Warning,
    Info,
}

/// One thing that a rule found.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The rule's id, for example `gap/unserved`.
    #[schemars(regex(pattern = r"^[a-z]+/[a-z0-9-]+$"))]
    pub rule: String,
    pub level: Level,
    /// One sentence: lower case, no full stop, the policy's own words in backticks.
    pub message: String,
    /// The edit that would mend it.
    pub help: Option<String>,
    /// The file that the finding is anchored in, relative to the working directory, with forward slashes.
    pub file: String,
    pub range: Range,
    /// The other places that together cause it.
    pub labels: Vec<Label>,
    /// How many further places there are beyond `labels`.
    pub more: u32,
    /// Stays the same when lines move and files are renamed; unique within the document.
    #[schemars(regex(pattern = r"^[0-9a-f]{16}(-[0-9]+)?$"))]
    pub fingerprint: String,
    /// Why, how long and by whom it is accepted; such a finding does not fail a check.
    pub accepted: Option<Accepted>,
    /// It is in the baseline, and does not fail a check.
    pub baselined: bool,
    /// The edits that mend it, where there is one right answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// The box of the finding: the product of the lists. `["*"]` alone is the whole dimension.
    #[schemars(with = "Subjects")]
    pub subjects: BTreeMap<&'static str, Vec<String>>,
}

/// An acceptance, as far as it is said.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    pub reason: Option<String>,
    /// The last day, ISO 8601.
    #[schemars(regex(pattern = r"^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}$"))]
    pub until: Option<String>,
    pub by: Option<String>,
}

/// Edits that mend a finding; all of them are to be done, or none.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// What is done.
    pub title: String,
    pub applicability: Applicability,
    /// In the order of their places; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Who may decide that a fix is right.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// `--fix` does it.
    Safe,
    /// `--unsafe-fixes` does it: somebody should look.
    Unsafe,
}

/// A stretch of a file, and what is written in its place.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    pub file: String,
    pub range: Range,
    pub replacement: String,
}

/// The dimensions of a finding's box. `record`, `channel` and `location` are projections of the others.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is used")]
struct Subjects {
    unit: Option<Vec<String>>,
    /// Process tasks and aspects.
    task: Option<Vec<String>>,
    operation: Option<Vec<String>>,
    /// `Klant.adres`
    field: Option<Vec<String>>,
    record: Option<Vec<String>>,
    service: Option<Vec<String>>,
    /// `Telefoon`, `Balie@Oost`
    touchpoint: Option<Vec<String>>,
    channel: Option<Vec<String>>,
    location: Option<Vec<String>>,
    audience: Option<Vec<String>>,
    /// ISO 8601 intervals of days: `2026-01-01/2026-06-30`, with an open end `2026-07-01/..`
    period: Option<Vec<String>>,
}

/// A place and what it has to do with the finding.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub file: String,
    pub range: Range,
    pub message: String,
}

/// A stretch of a file; `end` is the place after its last character.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    pub start: Position,
    pub end: Position,
}

#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// From 1.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// In Unicode characters, from 1.
    #[schemars(range(min = 1))]
    pub column: u32,
    /// In bytes, from 0.
    pub offset: u32,
}

pub fn write(out: &mut impl Write, policies: &[Checked]) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    super::escaped::write(&mut out, &document(policies))?;
    writeln!(out)?;
    out.flush()
}

/// The JSON Schema of the document.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}

pub fn document(policies: &[Checked]) -> Document {
    let mut prints = Fingerprints::default();
    let policies = policies.iter().map(|policy| {
        let findings = policy.findings.iter().map(|it| lower(it, policy, &mut prints)).collect();
        let tally = Tally::of(std::slice::from_ref(policy));
        Policy {
            root: policy.root.clone(),
            findings,
            summary: Summary {
                error: tally.errors,
                warning: tally.warnings,
                info: tally.infos,
                accepted: tally.accepted,
            },
            baseline: policy
                .baseline
                .as_ref()
                .map(|held| Baseline { known: held.known, stale: held.stale.iter().map(stale).collect() }),
            stats: Stats {
                files: policy.stats.files,
                statements: policy.stats.statements,
                cells: policy.stats.cells.to_string(),
            },
        }
    });
    Document { version: Version, policies: policies.collect() }
}

fn stale(entry: &baseline::Entry) -> Stale {
    Stale { rule: entry.rule.clone(), message: entry.message.clone(), fingerprint: entry.fingerprint.clone() }
}

fn accepted(standing: &Standing) -> Option<Accepted> {
    let Standing::Accepted(it) = standing else { return None };
    Some(Accepted { reason: it.reason.clone(), until: it.until.clone(), by: it.by.clone() })
}

fn fix(it: &finding::Fix, sources: &Sources) -> Fix {
    let edits = it.edits.iter().map(|edit| Edit {
        file: sources.get(edit.span.file).path.clone(),
        range: range(edit.span, sources),
        replacement: edit.replacement.to_string(),
    });
    Fix {
        title: it.title.clone(),
        applicability: match it.applicability {
            finding::Applicability::Safe => Applicability::Safe,
            finding::Applicability::Unsafe => Applicability::Unsafe,
        },
        edits: edits.collect(),
    }
}

fn lower(finding: &finding::Finding, policy: &Checked, prints: &mut Fingerprints) -> Finding {
    let sources = &policy.sources;
    let fingerprint = prints.of(finding, &policy.as_of);
    Finding {
        rule: finding.id().to_owned(),
        level: match finding.level {
            finding::Level::Error => Level::Error,
            finding::Level::Warning => Level::Warning,
            finding::Level::Info => Level::Info,
        },
        message: finding.message.clone(),
        help: finding.help.clone(),
        file: sources.get(finding.span.file).path.clone(),
        range: range(finding.span, sources),
        labels: finding
            .labels
            .iter()
            .map(|label| Label {
                file: sources.get(label.span.file).path.clone(),
                range: range(label.span, sources),
                message: label.message.clone(),
            })
            .collect(),
        more: finding.more,
        fingerprint,
        accepted: accepted(&finding.standing),
        baselined: finding.standing == Standing::Known,
        fix: finding.fix.as_deref().map(|it| fix(it, sources)),
        subjects: finding.subjects.iter().map(|(dimension, names)| (dimension.name(), names.clone())).collect(),
    }
}

fn range(span: Span, sources: &Sources) -> Range {
    let source = sources.get(span.file);
    let position = |offset: u32| {
        let source::Position { line, column } = source.position(offset);
        Position { line, column, offset }
    };
    Range { start: position(span.start), end: position(span.end) }
}
