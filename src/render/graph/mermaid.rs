//! Mermaid flowcharts. What Mermaid does not draw is refused with the reason, never written.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::badge;
use super::style::{self, Dash, EdgeStyle, Head, NodeStyle, Shape};
use super::wrap::{self, wrapped};
use crate::graph::{Direction, Edge, EdgeKind, Emphasis, Graph, Level, Node, NodeKind, Sample};
use crate::render::safe;

/// How many lines Mermaid draws at most (`maxEdges`).
pub const EDGES: usize = 500;
/// How many characters a text may have that Mermaid reads (`maxTextSize`).
pub const CHARACTERS: usize = 50_000;

/// Why Mermaid would not draw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooLarge {
    Edges(usize),
    Characters(usize),
}

/// The text of a flowchart.
pub fn text(graph: &Graph) -> Result<String, TooLarge> {
    let mut chart = Chart { graph, out: String::new(), edges: 0, styles: BTreeMap::new() };
    chart.draw();
    let Chart { out, edges, .. } = chart;
    // Mermaid counts as JavaScript does.
    let characters = out.encode_utf16().count();
    if edges > EDGES {
        Err(TooLarge::Edges(edges))
    } else if characters > CHARACTERS {
        Err(TooLarge::Characters(characters))
    } else {
        Ok(out)
    }
}

struct Chart<'g> {
    graph: &'g Graph,
    out: String,
    /// How many lines are drawn so far: Mermaid knows them by their number.
    edges: usize,
    /// Lines by how they look.
    styles: BTreeMap<String, Vec<usize>>,
}

impl Chart<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{:width$}{text}", "", width = 2 * depth);
    }

    fn draw(&mut self) {
        let graph = self.graph;
        let title = format!("{} · as of {}", safe::text(&graph.title), graph.as_of);
        // Front matter is YAML, in which text in double quotes is that of JSON.
        let title = serde_json::to_string(&title).unwrap_or_default();
        self.line(0, &format!("---\ntitle: {title}\n---"));
        self.line(
            0,
            match graph.direction {
                Direction::Down => "flowchart TB",
                Direction::Right => "flowchart LR",
            },
        );
        let mut children = vec![Vec::new(); graph.nodes.len()];
        for (at, node) in graph.nodes.iter().enumerate() {
            if let Some(parent) = node.parent {
                children[parent].push(at);
            }
        }
        let inner = self.inner_ends();
        for (at, node) in graph.nodes.iter().enumerate() {
            if node.parent.is_none() {
                self.node(at, &children, &inner, 1);
            }
        }
        for edge in &graph.edges {
            self.edge(edge, &children);
        }
        self.legend();
        self.classes(&children);
        for (style, edges) in std::mem::take(&mut self.styles) {
            let numbers: Vec<String> = edges.iter().map(ToString::to_string).collect();
            self.line(1, &format!("linkStyle {} {style}", numbers.join(",")));
        }
    }

    /// Boxes with a line to something in them: Mermaid cannot draw those, so they end at a point in the box.
    fn inner_ends(&self) -> Vec<bool> {
        let mut out = vec![false; self.graph.nodes.len()];
        for edge in &self.graph.edges {
            out[edge.from] |= self.lies_in(edge.to, edge.from);
            out[edge.to] |= self.lies_in(edge.from, edge.to);
        }
        out
    }

    fn lies_in(&self, node: usize, around: usize) -> bool {
        let mut at = Some(node);
        while let Some(inner) = at {
            if inner == around {
                return true;
            }
            at = self.graph.nodes[inner].parent;
        }
        false
    }

    fn node(&mut self, at: usize, children: &[Vec<usize>], inner: &[bool], depth: usize) {
        let node = &self.graph.nodes[at];
        let label = label(&words(node));
        if children[at].is_empty() {
            let (open, close) = brackets(style::node(node.kind).shape);
            self.line(depth, &format!("n{at}{open}{label}{close}"));
            return;
        }
        self.line(depth, &format!("subgraph n{at}[{label}]"));
        if inner[at] {
            self.line(depth + 1, &format!("n{at}p((\" \"))"));
        }
        for &child in &children[at] {
            self.node(child, children, inner, depth + 1);
        }
        self.line(depth, "end");
    }

    fn edge(&mut self, edge: &Edge, children: &[Vec<usize>]) {
        let end = |at: usize, other: usize| {
            if !children[at].is_empty() && self.lies_in(other, at) { format!("n{at}p") } else { format!("n{at}") }
        };
        let (from, to) = (end(edge.from, edge.to), end(edge.to, edge.from));
        let mut words = wrapped(&edge.label, wrap::LINE);
        words.extend(Some(badge(&edge.marks)).filter(|it| !it.is_empty()));
        let arrow = arrow(edge.kind, edge.both);
        let words = if words.is_empty() { String::new() } else { format!("|{}|", label(&words)) };
        self.line(1, &format!("{from} {arrow}{words} {to}"));
        self.style(edge.kind, edge.emphasis);
    }

    fn style(&mut self, kind: EdgeKind, emphasis: Emphasis) {
        let EdgeStyle { colour, width, dash, .. } = style::edge(kind);
        let colour = if emphasis == Emphasis::Faint { "#b3b3b3" } else { colour };
        let mut style = format!("stroke:{colour},stroke-width:{}.{}px", width / 10, width % 10);
        if let Some(dash) = dashes(dash) {
            let _ = write!(style, ",stroke-dasharray:{dash}");
        }
        self.styles.entry(style).or_default().push(self.edges);
        self.edges += 1;
    }

    fn legend(&mut self) {
        if self.graph.legend.is_empty() {
            return;
        }
        self.line(1, "subgraph legend[\"Legend\"]");
        for (at, entry) in self.graph.legend.iter().enumerate() {
            match entry.of {
                Sample::Node(kind) => {
                    let (open, close) = brackets(style::node(kind).shape);
                    self.line(2, &format!("l{at}{open}{}{close}", label(std::slice::from_ref(&entry.text))));
                }
                Sample::Edge(kind) => {
                    let arrow = arrow(kind, false);
                    let text = label(std::slice::from_ref(&entry.text));
                    self.line(2, &format!("l{at}a[\" \"] {arrow}|{text}| l{at}b[\" \"]"));
                    self.style(kind, Emphasis::Plain);
                }
                Sample::Mark(level) => {
                    let text = format!("{} {}", style::mark(level).symbol, entry.text);
                    self.line(2, &format!("l{at}[{}]", label(&[text])));
                }
            }
        }
        if !self.graph.notes.is_empty() {
            let notes = label(&self.graph.notes);
            self.line(2, &format!("notes[{notes}]"));
        }
        self.line(1, "end");
    }

    /// What boxes look like, by kind and by what was found and asked for.
    fn classes(&mut self, children: &[Vec<usize>]) {
        let mut by_kind: BTreeMap<NodeKind, Vec<String>> = BTreeMap::new();
        let (mut found, mut strong, mut faint, mut points) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (at, node) in self.graph.nodes.iter().enumerate() {
            by_kind.entry(node.kind).or_default().push(format!("n{at}"));
            if node.marks.iter().any(|it| it.level != Level::Accepted) {
                found.push(format!("n{at}"));
            }
            match node.emphasis {
                Emphasis::Plain => {}
                Emphasis::Strong => strong.push(format!("n{at}")),
                Emphasis::Faint => faint.push(format!("n{at}")),
            }
        }
        for (at, &inner) in self.inner_ends().iter().enumerate() {
            if inner && !children[at].is_empty() {
                points.push(format!("n{at}p"));
            }
        }
        for (at, entry) in self.graph.legend.iter().enumerate() {
            match entry.of {
                Sample::Node(kind) => by_kind.entry(kind).or_default().push(format!("l{at}")),
                Sample::Edge(_) => points.extend([format!("l{at}a"), format!("l{at}b")]),
                Sample::Mark(_) => {}
            }
        }
        for (kind, nodes) in by_kind {
            let NodeStyle { fill, stroke, dash, .. } = style::node(kind);
            let name = format!("k{}", super::json::node_kind(kind).replace('-', ""));
            let dash = dashes(dash).map(|it| format!(",stroke-dasharray:{it}")).unwrap_or_default();
            self.line(1, &format!("classDef {name} fill:{fill},stroke:{stroke},color:#1a1a1a{dash}"));
            self.line(1, &format!("class {} {name}", nodes.join(",")));
        }
        for (name, looks, nodes) in [
            ("found", "stroke-width:3px", found),
            ("strong", "stroke-width:5px,font-weight:bold", strong),
            ("faint", "opacity:0.4", faint),
            ("point", "fill:none,stroke:none", points),
        ] {
            if !nodes.is_empty() {
                self.line(1, &format!("classDef {name} {looks}"));
                self.line(1, &format!("class {} {name}", nodes.join(",")));
            }
        }
    }
}

fn words(node: &Node) -> Vec<String> {
    let mut out = wrapped(&node.label, wrap::BOX);
    out.extend(Some(badge(&node.marks)).filter(|it| !it.is_empty()));
    out
}

fn brackets(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Rectangle => ("[", "]"),
        Shape::Rounded => ("(", ")"),
        Shape::Stadium => ("([", "])"),
        Shape::Double => ("[[", "]]"),
        Shape::Hexagon => ("{{", "}}"),
        Shape::Parallelogram => ("[/", "/]"),
        Shape::Trapezium => ("[/", "\\]"),
        Shape::Cylinder => ("[(", ")]"),
        Shape::Note => (">", "]"),
        Shape::Octagon => ("[\\", "\\]"),
        Shape::Circle => ("((", "))"),
    }
}

fn arrow(kind: EdgeKind, both: bool) -> &'static str {
    let EdgeStyle { dash, head, width, .. } = style::edge(kind);
    match (dash == Dash::Solid, head, both) {
        (true, Head::Arrow | Head::Open, false) if width >= 20 => "==>",
        (true, Head::Arrow | Head::Open, true) if width >= 20 => "<==>",
        (true, Head::Arrow | Head::Open, false) => "-->",
        (true, Head::Arrow | Head::Open, true) => "<-->",
        (false, Head::Arrow | Head::Open, false) => "-.->",
        (false, Head::Arrow | Head::Open, true) => "<-.->",
        (true, Head::Cross, _) => "--x",
        (false, Head::Cross, _) => "-.-x",
        (true, Head::None, _) => "---",
        (false, Head::None, _) => "-.-",
    }
}

fn dashes(dash: Dash) -> Option<&'static str> {
    match dash {
        Dash::Solid => None,
        Dash::Dashed => Some("6 4"),
        Dash::Dotted => Some("2 3"),
        Dash::DashDot => Some("8 3 2 3"),
    }
}

/// Lines of words as a label in quotes.
fn label(lines: &[String]) -> String {
    let escaped: Vec<String> = lines.iter().map(|it| escape(it)).collect();
    format!("\"{}\"", escaped.join("<br/>"))
}

/// Everything but letters, figures and harmless marks as an entity: Mermaid reads HTML, Markdown, and its own entities in labels.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let safe = safe::text(text);
    let mut before = ' ';
    let mut chars = safe.chars().peekable();
    while let Some(char) = chars.next() {
        let plain = match char {
            // `1. ` and `- ` at the start of a label would be a list.
            '.' => !(before.is_ascii_digit() && chars.peek() == Some(&' ')),
            '-' => before.is_alphanumeric() && chars.peek().is_some_and(|it| it.is_alphanumeric()),
            ' ' | ',' | ':' | '/' | '(' | ')' | '%' | '+' | '=' | '\'' | '?' | '!' => !out.is_empty() || char == '(',
            other => !other.is_ascii() || other.is_ascii_alphanumeric(),
        };
        if plain {
            out.push(char);
        } else {
            let _ = write!(out, "#{};", u32::from(char));
        }
        before = char;
    }
    out
}
