//! SARIF 2.1.0, one run for all policies. What is accepted or in the baseline is a suppressed result, with its reason.

mod log;

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::{Fingerprints, Run, acceptance, safe};
use crate::check::Rule;
use crate::checks;
use crate::finding::{self, Finding, Level, Standing};
use crate::policy::{Checked, OwnPage};
use crate::source::{FileId, Source, Sources, Span};

/// What relative paths are relative to: the directory in which the tool ran.
const BASE: &str = "%SRCROOT%";
/// The name of the fingerprints; its number changes when they are made in another way.
const FINGERPRINT: &str = "loket/v1";

pub fn write(out: &mut impl Write, run: &Run<'_>) -> io::Result<()> {
    super::escaped::write(&mut *out, &log(run))?;
    writeln!(out)
}

fn log(run: &Run<'_>) -> log::Log {
    let version = env!("CARGO_PKG_VERSION");
    let rules = rules(run.policies);
    let index: FxHashMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.id.as_str(), at)).collect();
    // Several policies may read one catalogue.
    let (mut artifacts, mut files) = (Vec::new(), FxHashMap::default());
    for (_, source) in run.policies.iter().flat_map(|policy| policy.sources.iter()) {
        files.entry(source.path.as_str()).or_insert_with(|| {
            artifacts.push(artifact(source));
            artifacts.len() - 1
        });
    }
    let compared = run.policies.iter().any(|it| it.baseline.is_some());
    let mut lower = Lower { index, files, compared, prints: Fingerprints::default() };
    let findings = run.policies.iter().flat_map(|policy| policy.findings.iter().map(move |it| (policy, it)));
    let results = findings.map(|(policy, finding)| lower.result(finding, policy)).collect();
    let notification = |failure: &String| log::Notification {
        level: "error",
        message: log::Text { text: safe::text(failure).into_owned() },
    };
    let invocation = log::Invocation {
        execution_successful: run.failures.is_empty(),
        tool_execution_notifications: run.failures.iter().map(notification).collect(),
    };
    let base = log::Base { description: text("The directory in which loket ran.") };
    let driver = log::Driver { name: "Loket", version, semantic_version: version, language: "en", rules };
    log::Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [log::Run {
            tool: log::Tool { driver },
            invocations: [invocation],
            original_uri_base_ids: [(BASE, base)].into(),
            artifacts,
            column_kind: "unicodeCodePoints",
            results,
        }],
    }
}

/// The rules of the catalogue, and after them the policies' own, each id once.
fn rules(policies: &[Checked]) -> Vec<log::Rule> {
    let mut own: Vec<&OwnPage> = policies.iter().flat_map(|it| &it.own_rules).collect();
    own.sort_by(|one, other| one.id.cmp(&other.id));
    own.dedup_by(|one, other| one.id == other.id);
    checks::ALL.iter().map(|rule| of_catalogue(rule)).chain(own.into_iter().map(own_rule)).collect()
}

fn of_catalogue(rule: &Rule) -> log::Rule {
    let page = rule.text();
    log::Rule {
        id: rule.id.to_owned(),
        name: word(rule.id),
        short_description: log::Text { text: sentence(&rule.summary()) },
        full_description: log::Text { text: sentence(&rule.summary()) },
        help: log::Help { text: page.clone(), markdown: page },
        default_configuration: log::Configuration { level: level(rule.level) },
        properties: properties(rule.group(), rule.level),
    }
}

fn own_rule(page: &OwnPage) -> log::Rule {
    let summary = safe::text(&page.summary).into_owned();
    let help = page.help.as_deref().map(|it| format!("{}.", safe::text(it).trim_end_matches('.')));
    let doc = page.doc.lines().map(|line| safe::text(line).into_owned()).collect::<Vec<_>>().join("\n");
    let statement = safe::text(&page.statement).into_owned();
    let parts = |statement: String| {
        let parts = [Some(doc.clone()).filter(|it| !it.is_empty()), help.clone(), Some(statement)];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
    };
    log::Rule {
        id: page.id.clone(),
        name: word(&page.id),
        short_description: log::Text { text: sentence(&summary) },
        full_description: log::Text { text: sentence(&summary) },
        help: log::Help { text: parts(statement.clone()), markdown: parts(format!("```org\n{statement}\n```")) },
        default_configuration: log::Configuration { level: level(page.level.unwrap_or(Level::Info)) },
        properties: properties("own", page.level.unwrap_or(Level::Info)),
    }
}

fn properties(group: &str, level: Level) -> log::RuleProperties {
    let severity = match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "recommendation",
    };
    log::RuleProperties { tags: vec![group.to_owned()], severity }
}

/// `gap/unserved` as `GapUnserved`.
fn word(id: &str) -> String {
    let parts = id.split(['/', '-']);
    parts.filter_map(|part| part.split_at_checked(1)).map(|(first, rest)| first.to_uppercase() + rest).collect()
}

fn sentence(text: &str) -> String {
    format!("{}.", text.trim_end_matches('.'))
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// What all results have in common.
struct Lower<'a> {
    /// Rules by id.
    index: FxHashMap<&'a str, usize>,
    /// Artifacts by path.
    files: FxHashMap<&'a str, usize>,
    /// Some policy was held against a baseline.
    compared: bool,
    prints: Fingerprints,
}

impl Lower<'_> {
    fn result(&mut self, finding: &Finding, policy: &Checked) -> log::Entry {
        let sources = &policy.sources;
        let related = finding.labels.iter().enumerate().map(|(at, label)| log::Location {
            id: Some(at + 1),
            message: Some(text(&label.message)),
            ..self.location(label.span, sources)
        });
        let known = finding.standing == Standing::Known;
        log::Entry {
            rule_id: finding.id().to_owned(),
            rule_index: self.index.get(finding.id()).copied(),
            level: level(finding.level),
            message: message(finding),
            locations: [log::Location {
                message: Some(&finding.note).filter(|it| !it.is_empty()).map(|it| text(it)),
                ..self.location(finding.span, sources)
            }],
            related_locations: related.collect(),
            suppressions: self.suppressions(finding, sources),
            baseline_state: self.compared.then_some(if known { "unchanged" } else { "new" }),
            fixes: finding.fix.as_deref().map(|fix| self.fix(fix, sources)).into_iter().collect(),
            properties: log::ResultProperties {
                subjects: finding.subjects.iter().map(|(it, names)| (it.name(), names.clone())).collect(),
            },
            partial_fingerprints: [(FINGERPRINT, self.prints.of(finding, &policy.as_of))].into(),
        }
    }

    fn suppressions(&self, finding: &Finding, sources: &Sources) -> Vec<log::Suppression> {
        match &finding.standing {
            Standing::Open => Vec::new(),
            Standing::Accepted(it) => vec![log::Suppression {
                kind: "inSource",
                status: "accepted",
                justification: safe::text(&acceptance(it)).into_owned(),
                location: Some(self.location(it.span, sources)),
            }],
            Standing::Known => vec![log::Suppression {
                kind: "external",
                status: "accepted",
                justification: "in the baseline".to_owned(),
                location: None,
            }],
        }
    }

    fn fix(&self, fix: &finding::Fix, sources: &Sources) -> log::Fix {
        let changes = fix.edits.chunk_by(|one, next| one.span.file == next.span.file).filter_map(|edits| {
            let replacements = edits.iter().map(|edit| log::Replacement {
                deleted_region: region(edit.span, sources),
                inserted_content: log::Text { text: edit.replacement.to_string() },
            });
            let artifact_location = self.artifact(edits.first()?.span.file, sources);
            Some(log::ArtifactChange { artifact_location, replacements: replacements.collect() })
        });
        log::Fix {
            description: text(&fix.title),
            artifact_changes: changes.collect(),
            properties: log::FixProperties { applicability: fix.applicability.name() },
        }
    }

    fn location(&self, span: Span, sources: &Sources) -> log::Location {
        log::Location {
            id: None,
            physical_location: log::PhysicalLocation {
                artifact_location: self.artifact(span.file, sources),
                region: region(span, sources),
            },
            message: None,
        }
    }

    fn artifact(&self, file: FileId, sources: &Sources) -> log::ArtifactLocation {
        let source = sources.get(file);
        log::ArtifactLocation { index: self.files.get(source.path.as_str()).copied(), ..location(source) }
    }
}

fn artifact(source: &Source) -> log::Artifact {
    log::Artifact { location: location(source), encoding: "utf-8", roles: ["analysisTarget"] }
}

fn location(source: &Source) -> log::ArtifactLocation {
    let path = encoded(&source.path);
    if source.path.starts_with('/') {
        return log::ArtifactLocation { uri: format!("file://{path}"), uri_base_id: None, index: None };
    }
    log::ArtifactLocation { uri: path, uri_base_id: Some(BASE), index: None }
}

/// A path as a part of a URI: all but letters, digits and a few marks is written as bytes in hexadecimal digits.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from_digit(digit.into(), 16).map_or('0', |it| it.to_ascii_uppercase()));
            }
        }
    }
    out
}

fn region(span: Span, sources: &Sources) -> log::Region {
    let source = sources.get(span.file);
    let (start, end) = (source.position(span.start), source.position(span.end));
    log::Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// The sentence, and after it the help.
fn message(finding: &Finding) -> log::Text {
    let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}"));
    text(&(finding.message.clone() + &help.unwrap_or_default()))
}

/// A plain text. SARIF takes `[…](…)` for a link, and a name may hold one: its brackets are escaped.
fn text(text: &str) -> log::Text {
    let lines: Vec<_> = text.lines().map(safe::text).collect();
    let text = lines.join("\n");
    let text = if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text };
    log::Text { text }
}
