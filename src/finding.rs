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

    /// The level of this name.
    pub fn of(name: &str) -> Option<Self> {
        [Level::Info, Level::Warning, Level::Error].into_iter().find(|it| it.name() == name)
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
    /// The id of the catalogue's rule that made it, for example `gap/unserved`. [`Finding::id`] is what people know it by.
    pub rule: &'static str,
    /// The id of the policy's own rule, when an expectation with an id made it.
    pub own: Option<Box<str>>,
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
    /// The places that make it: those of `labels` that do not only come near, and of the further ones. At most
    /// [`PARTY_LIMIT`] are kept.
    pub parties: Vec<Span>,
    /// The box: the product of the lists. `["*"]` alone is the whole dimension.
    pub subjects: Vec<(Dimension, Vec<String>)>,
    /// What it is about beyond its box, where two findings may have the same box for different causes; in place of its
    /// message, where it has no box and its message does not say so, or names other things as well.
    pub key: Option<Box<str>>,
    pub standing: Standing,
    /// The edits that would mend it, where there is one right answer.
    pub fix: Option<Box<Fix>>,
}

/// Edits that mend a finding. All of them are done, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is done, as a command: lower case, no full stop, the user's words in backticks.
    pub title: String,
    pub applicability: Applicability,
    /// In the order of their places; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Who may decide that a fix is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// There is one right answer, and nothing else changes.
    Safe,
    /// It is likely meant; somebody should look.
    Unsafe,
}

impl Applicability {
    pub fn name(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }
}

/// A stretch of a file, and what is written in its place. An empty stretch is a place between two characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub replacement: Box<str>,
}

/// Whether a finding still asks for something to be done.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Standing {
    #[default]
    Open,
    /// The policy accepts it.
    Accepted(Box<Acceptance>),
    /// It is in the baseline: known, and to be mended some day.
    Known,
}

/// Why, by whom and how long a finding is accepted, as far as it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    pub reason: Option<String>,
    /// The last day, ISO 8601.
    pub until: Option<String>,
    pub by: Option<String>,
    /// The annotation.
    pub span: Span,
}

/// How many labels a finding shows; the rest are counted in [`Finding::more`].
pub const LABEL_LIMIT: usize = 5;

/// How many of the places that make a finding are remembered.
pub const PARTY_LIMIT: usize = 4096;

impl Finding {
    pub fn new(rule: &'static str, level: Level, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            own: None,
            level,
            message: message.into(),
            help: None,
            span,
            note: String::new(),
            labels: Vec::new(),
            more: 0,
            parties: Vec::new(),
            subjects: Vec::new(),
            key: None,
            standing: Standing::Open,
            fix: None,
        }
    }

    /// The id of the rule, the catalogue's or the policy's own.
    pub fn id(&self) -> &str {
        self.own.as_deref().unwrap_or(self.rule)
    }

    /// Whether it still asks for something to be done.
    pub fn is_open(&self) -> bool {
        self.standing == Standing::Open
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

    /// Adds a place that belongs to what makes it; beyond [`LABEL_LIMIT`] it is not shown.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        if self.parties.len() < PARTY_LIMIT {
            self.parties.push(span);
        }
        self.near(span, message)
    }

    /// Adds a place that makes nothing, but comes near to what lacks; beyond [`LABEL_LIMIT`] it is only counted.
    #[must_use]
    pub fn near(mut self, span: Span, message: impl Into<String>) -> Self {
        if self.labels.len() < LABEL_LIMIT {
            self.labels.push(Label { span, message: message.into() });
        } else {
            self.more += 1;
        }
        self
    }

    /// Says how it could be mended.
    #[must_use]
    pub fn fix(mut self, title: impl Into<String>, applicability: Applicability, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|it| it.span);
        self.fix = Some(Box::new(Fix { title: title.into(), applicability, edits }));
        self
    }

    /// Says that a word was likely meant to be another.
    #[must_use]
    pub fn spelling(self, span: Span, word: &str, applicability: Applicability) -> Self {
        self.fix(format!("write `{word}`"), applicability, vec![Edit { span, replacement: word.into() }])
    }

    /// Says what it is about beyond its box: its [`Finding::key`].
    #[must_use]
    pub fn about(mut self, key: impl Into<Box<str>>) -> Self {
        self.key = Some(key.into());
        self
    }

    #[must_use]
    pub fn subject(mut self, dimension: Dimension, names: Vec<String>) -> Self {
        self.subjects.push((dimension, names));
        self
    }

    /// What stays the same when lines move, files are renamed, declarations and statements reordered or days pass: the rule
    /// with the box, whose names have no order, and the key; or the message where a finding has neither. `as_of` is the first day that was
    /// checked, which a box of every day may show as its start. 16 hexadecimal digits (FNV-1a, 64 bits).
    pub fn fingerprint(&self, as_of: &str) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut eat = |text: &str| {
            for byte in text.bytes().chain(std::iter::once(0)) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        eat(self.id());
        if self.subjects.is_empty() && self.key.is_none() {
            eat(&self.message);
        }
        if let Some(key) = &self.key {
            eat(key);
        }
        for (dimension, names) in &self.subjects {
            eat(dimension.name());
            let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
            names.sort_unstable();
            for name in names {
                match name.strip_prefix(as_of) {
                    Some(rest) if *dimension == Dimension::Period => eat(rest),
                    _ => eat(name),
                }
            }
        }
        format!("{hash:016x}")
    }
}

/// The order in which findings are shown: by file and place, then by rule, message and box.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (a.span, a.id(), &a.message, &a.subjects).cmp(&(b.span, b.id(), &b.message, &b.subjects)));
}
