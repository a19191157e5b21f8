//! Findings as plain data: what a rule says, where, and about which box of cells.
//! Nothing here draws or serialises.

use crate::source::Span;

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Info,
    Warning,
    Error,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// A place that belongs to a finding, and what it has to do with it. May be in any file of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    pub message: String,
}

/// The dimensions of a finding's box, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    Unit,
    Task,
    Operation,
    Field,
    Record,
    Service,
    Touchpoint,
    Channel,
    Location,
    Audience,
    Period,
}

impl Dimension {
    pub fn name(self) -> &'static str {
        match self {
            Dimension::Unit => "unit",
            Dimension::Task => "task",
            Dimension::Operation => "operation",
            Dimension::Field => "field",
            Dimension::Record => "record",
            Dimension::Service => "service",
            Dimension::Touchpoint => "touchpoint",
            Dimension::Channel => "channel",
            Dimension::Location => "location",
            Dimension::Audience => "audience",
            Dimension::Period => "period",
        }
    }
}

/// One thing that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, for example `gap/unserved`.
    pub rule: &'static str,
    pub level: Level,
    /// One sentence: lower case, no full stop, the user's words in backticks.
    pub message: String,
    /// The edit that would mend it.
    pub help: Option<String>,
    /// The place the finding is anchored at.
    pub span: Span,
    /// What the anchor has to do with it; shown at the anchor.
    pub note: String,
    /// The other places that together cause it; at most [`LABEL_LIMIT`] are kept.
    pub labels: Vec<Label>,
    /// How many further places there are beyond those in `labels`.
    pub more: u32,
    /// The box: the product of the lists. `["*"]` alone is the whole dimension.
    pub subjects: Vec<(Dimension, Vec<String>)>,
}

/// How many labels a finding shows; the rest are counted in [`Finding::more`].
pub const LABEL_LIMIT: usize = 5;

impl Finding {
    pub fn new(rule: &'static str, level: Level, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            level,
            message: message.into(),
            help: None,
            span,
            note: String::new(),
            labels: Vec::new(),
            more: 0,
            subjects: Vec::new(),
        }
    }

    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Adds a place; beyond [`LABEL_LIMIT`] it is only counted.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        if self.labels.len() < LABEL_LIMIT {
            self.labels.push(Label { span, message: message.into() });
        } else {
            self.more += 1;
        }
        self
    }

    #[must_use]
    pub fn subject(mut self, dimension: Dimension, names: Vec<String>) -> Self {
        self.subjects.push((dimension, names));
        self
    }

    /// What stays the same when lines move, files are renamed or statements reordered: the rule and the box,
    /// or the message where a finding has no box. 16 hexadecimal digits (FNV-1a, 64 bits).
    pub fn fingerprint(&self) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut eat = |text: &str| {
            for byte in text.bytes().chain(std::iter::once(0)) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        eat(self.rule);
        if self.subjects.is_empty() {
            eat(&self.message);
        }
        for (dimension, names) in &self.subjects {
            eat(dimension.name());
            for name in names {
                eat(name);
            }
        }
        format!("{hash:016x}")
    }
}

/// The order in which findings are shown: by file and place, then by rule, message and box.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.span, a.rule, &a.message, &a.subjects).cmp(&(b.span, b.rule, &b.message, &b.subjects)));
}
