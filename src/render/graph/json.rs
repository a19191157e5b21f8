//! The graph as a document for programs. Its shape is a contract: `docs/graph.schema.json` is derived from these structs.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::graph::{self, Direction, EdgeKind, Emphasis, Level, NodeKind, Sample};
use crate::render::json::Version;

/// What `loket graph --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document<'g> {
    /// The version of this format.
    pub version: Version,
    /// `units`, `channels`, `handovers`, `rights`, `mandates`, `steering`, `service` or `findings`.
    pub view: &'static str,
    pub title: &'g str,
    /// The day that is drawn, ISO 8601.
    pub as_of: &'g str,
    /// Where lines mainly go: `down` or `right`.
    pub direction: &'static str,
    /// A node stands before those that lie in it.
    pub nodes: Vec<Node<'g>>,
    pub edges: Vec<Edge<'g>>,
    pub legend: Vec<Entry<'g>>,
    /// What is left out, and how it was filtered.
    pub notes: &'g [String],
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Node<'g> {
    /// Unique in the document; the same as long as the policy calls the thing the same.
    pub id: &'g str,
    pub kind: &'static str,
    /// What stands in it, a line each; the first is its name.
    pub label: &'g [String],
    /// The id of the node that it lies in.
    pub parent: Option<&'g str>,
    /// Its column (or row, where the direction is down), from 0, where the view has columns.
    pub rank: Option<u32>,
    /// `plain`, `strong` or `faint`: how it stands out by what was asked for.
    pub emphasis: &'static str,
    /// What was found about it, the most serious first.
    pub marks: Vec<Mark<'g>>,
    /// Where it is declared.
    pub place: Option<Place<'g>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edge<'g> {
    /// The id of a node.
    pub from: &'g str,
    /// The id of a node.
    pub to: &'g str,
    pub kind: &'static str,
    /// It goes both ways.
    pub both: bool,
    pub label: &'g [String],
    pub emphasis: &'static str,
    pub marks: Vec<Mark<'g>>,
    /// The statements behind it.
    pub places: Vec<Place<'g>>,
}

/// The findings of one rule about one thing.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark<'g> {
    pub rule: &'g str,
    /// `error`, `warning`, `info`, or `accepted`.
    pub level: &'static str,
    pub count: usize,
    /// What the first of them says.
    pub message: &'g str,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place<'g> {
    /// The path relative to the working directory, with forward slashes.
    pub file: &'g str,
    #[schemars(range(min = 1))]
    pub line: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry<'g> {
    /// `node`, `edge` or `mark`.
    pub of: &'static str,
    /// The kind of node or edge, or the level of a mark.
    pub kind: &'static str,
    pub text: &'g str,
}

pub fn write(out: &mut impl Write, graph: &graph::Graph) -> io::Result<()> {
    crate::render::escaped::write(&mut *out, &document(graph))?;
    writeln!(out)
}

/// The JSON Schema of the document.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document<'static>);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}

fn document(graph: &graph::Graph) -> Document<'_> {
    let id = |at: usize| graph.nodes[at].id.as_str();
    let nodes = graph.nodes.iter().map(|node| Node {
        id: &node.id,
        kind: node_kind(node.kind),
        label: &node.label,
        parent: node.parent.map(id),
        rank: node.rank,
        emphasis: emphasis(node.emphasis),
        marks: marks(&node.marks),
        place: node.place.as_ref().map(place),
    });
    let edges = graph.edges.iter().map(|edge| Edge {
        from: id(edge.from),
        to: id(edge.to),
        kind: edge_kind(edge.kind),
        both: edge.both,
        label: &edge.label,
        emphasis: emphasis(edge.emphasis),
        marks: marks(&edge.marks),
        places: edge.places.iter().map(place).collect(),
    });
    let legend = graph.legend.iter().map(|entry| {
        let (of, kind) = sample(entry.of);
        Entry { of, kind, text: &entry.text }
    });
    Document {
        version: Version,
        view: graph.view.word(),
        title: &graph.title,
        as_of: &graph.as_of,
        direction: direction(graph.direction),
        nodes: nodes.collect(),
        edges: edges.collect(),
        legend: legend.collect(),
        notes: &graph.notes,
    }
}

fn marks(marks: &[graph::Mark]) -> Vec<Mark<'_>> {
    let all = marks.iter().map(|it| Mark {
        rule: &it.rule,
        level: super::word(it.level),
        count: it.count,
        message: &it.message,
    });
    all.collect()
}

fn place(place: &graph::Place) -> Place<'_> {
    Place { file: &place.file, line: place.line }
}

pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Down => "down",
        Direction::Right => "right",
    }
}

pub(super) fn emphasis(emphasis: Emphasis) -> &'static str {
    match emphasis {
        Emphasis::Plain => "plain",
        Emphasis::Strong => "strong",
        Emphasis::Faint => "faint",
    }
}

/// What a sample is of, and its kind or level.
pub(super) fn sample(of: Sample) -> (&'static str, &'static str) {
    match of {
        Sample::Node(kind) => ("node", node_kind(kind)),
        Sample::Edge(kind) => ("edge", edge_kind(kind)),
        Sample::Mark(Level::Error) => ("mark", "error"),
        Sample::Mark(Level::Warning) => ("mark", "warning"),
        Sample::Mark(Level::Info) => ("mark", "info"),
        Sample::Mark(Level::Accepted) => ("mark", "accepted"),
    }
}

pub(super) fn node_kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Board => "board",
        NodeKind::Directorate => "directorate",
        NodeKind::Front => "front",
        NodeKind::Kcc => "kcc",
        NodeKind::Mid => "mid",
        NodeKind::Back => "back",
        NodeKind::Team => "team",
        NodeKind::Staff => "staff",
        NodeKind::Oversight => "oversight",
        NodeKind::Partner => "partner",
        NodeKind::Unit => "unit",
        NodeKind::Audience => "audience",
        NodeKind::Live => "channel-live",
        NodeKind::Later => "channel-later",
        NodeKind::Physical => "channel-physical",
        NodeKind::Service => "service",
        NodeKind::Theme => "theme",
        NodeKind::Record => "record",
        NodeKind::Field => "fields",
        NodeKind::Location => "location",
        NodeKind::Step => "step",
        NodeKind::Gap => "gap",
        NodeKind::End => "end",
        NodeKind::Rule => "rule",
        NodeKind::Group => "group",
        NodeKind::Junction => "junction",
    }
}

pub(super) fn edge_kind(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Reaches => "reaches",
        EdgeKind::Answers => "answers",
        EdgeKind::Handover => "handover",
        EdgeKind::Warm => "handover-warm",
        EdgeKind::Cold => "handover-cold",
        EdgeKind::Callback => "handover-callback",
        EdgeKind::Appointment => "handover-appointment",
        EdgeKind::Forward => "handover-forward",
        EdgeKind::Referral => "handover-referral",
        EdgeKind::Stays => "stays",
        EdgeKind::Broken => "broken",
        EdgeKind::Tier0 => "right-tier-0",
        EdgeKind::Tier1 => "right-tier-1",
        EdgeKind::Tier2 => "right-tier-2",
        EdgeKind::Tier3 => "right-tier-3",
        EdgeKind::Tier4 => "right-tier-4",
        EdgeKind::Mandate => "mandate",
        EdgeKind::Onward => "mandate-onward",
        EdgeKind::Delegate => "delegate",
        EdgeKind::Chief => "steers-all",
        EdgeKind::Steers => "steers",
        EdgeKind::Touches => "touches",
    }
}
