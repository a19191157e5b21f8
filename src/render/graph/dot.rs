//! The language of Graphviz. Boxes in boxes are clusters; a line that ends at a cluster ends at a point in it that is not seen.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::style::{self, Dash, Head, NodeStyle, Shape};
use super::wrap::{self, wrapped};
use super::{badge, told};
use crate::graph::{Direction, Edge, EdgeKind, Emphasis, Graph, Node, Sample};
use crate::render::safe;

/// What is drawn of something that is not what was asked for.
const FAINT: &str = "#b3b3b3";
const INK: &str = "#1a1a1a";

pub fn write(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    let drawing = Drawing::of(graph);
    let heading =
        std::iter::once(format!("{} · as of {}", graph.title, graph.as_of)).chain(graph.notes.iter().cloned());
    let heading: Vec<String> = heading.collect();
    writeln!(out, "digraph {} {{", quoted(graph.view.word()))?;
    let direction = match graph.direction {
        Direction::Down => "TB",
        Direction::Right => "LR",
    };
    writeln!(
        out,
        "  graph [label={}, labelloc=t, labeljust=l, rankdir={direction}, compound=true, fontname=\"Helvetica,Arial,sans-serif\", \
         fontsize=14, bgcolor=white]",
        lines(&heading)
    )?;
    writeln!(out, "  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, fontcolor=\"{INK}\"]")?;
    writeln!(out, "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=9, fontcolor=\"{INK}\"]")?;
    for (at, node) in graph.nodes.iter().enumerate() {
        if node.parent.is_none() {
            drawing.node(out, at, 1)?;
        }
    }
    for edge in &graph.edges {
        drawing.edge(out, edge)?;
    }
    legend(out, graph)?;
    writeln!(out, "}}")
}

struct Drawing<'g> {
    graph: &'g Graph,
    children: Vec<Vec<usize>>,
    /// Clusters at which a line ends.
    anchored: Vec<bool>,
}

impl<'g> Drawing<'g> {
    fn of(graph: &'g Graph) -> Self {
        let mut children = vec![Vec::new(); graph.nodes.len()];
        for (at, node) in graph.nodes.iter().enumerate() {
            if let Some(parent) = node.parent {
                children[parent].push(at);
            }
        }
        let mut anchored = vec![false; graph.nodes.len()];
        for edge in &graph.edges {
            anchored[edge.from] = true;
            anchored[edge.to] = true;
        }
        Self { graph, children, anchored }
    }

    fn node(&self, out: &mut impl Write, at: usize, depth: usize) -> io::Result<()> {
        let node = &self.graph.nodes[at];
        let indent = "  ".repeat(depth);
        let words = words(node);
        if self.children[at].is_empty() {
            return writeln!(out, "{indent}n{at} [label={}, {}]", lines(&words), looks(node));
        }
        writeln!(out, "{indent}subgraph cluster_{at} {{")?;
        let NodeStyle { fill, stroke, dash, .. } = style::node(node.kind);
        let faint = node.emphasis == Emphasis::Faint;
        writeln!(
            out,
            "{indent}  graph [label={}, id={}, style=\"filled{}\", fillcolor=\"{fill}\", color=\"{}\", fontcolor=\"{}\", \
             penwidth={}, fontsize=10, labeljust=l{}]",
            lines(&words),
            quoted(&node.id),
            stroke_of(dash),
            if faint { FAINT } else { stroke },
            if faint { FAINT } else { INK },
            pen(node, 1.0),
            tip(&told(&node.marks)),
        )?;
        if self.anchored[at] {
            writeln!(out, "{indent}  n{at} [shape=point, style=invis, label=\"\", width=0.01, height=0.01]")?;
        }
        for &child in &self.children[at] {
            self.node(out, child, depth + 1)?;
        }
        writeln!(out, "{indent}}}")
    }

    fn edge(&self, out: &mut impl Write, edge: &Edge) -> io::Result<()> {
        let (from, to) = (edge.from, edge.to);
        let mut text = looks_of(edge.kind, edge.emphasis == Emphasis::Faint, edge.both);
        let mut words = wrapped(&edge.label, wrap::LINE);
        words.extend(Some(badge(&edge.marks)).filter(|it| !it.is_empty()));
        if !words.is_empty() {
            let _ = write!(text, ", label={}", lines(&words));
        }
        // Graphviz cannot end a line at a cluster that the other end lies in.
        if !self.children[from].is_empty() && !self.lies_in(to, from) {
            let _ = write!(text, ", ltail=cluster_{from}");
        }
        if !self.children[to].is_empty() && !self.lies_in(from, to) {
            let _ = write!(text, ", lhead=cluster_{to}");
        }
        text.push_str(&tip(&told(&edge.marks)));
        writeln!(out, "  n{from} -> n{to} [{text}]")
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
}

/// The words in a box, with what was found.
fn words(node: &Node) -> Vec<String> {
    let mut out = wrapped(&node.label, wrap::BOX);
    out.extend(Some(badge(&node.marks)).filter(|it| !it.is_empty()));
    out
}

fn looks(node: &Node) -> String {
    let NodeStyle { shape, fill, stroke, dash } = style::node(node.kind);
    let faint = node.emphasis == Emphasis::Faint;
    let (shape, more) = shape_of(shape);
    format!(
        "id={}, shape={shape}, style=\"filled{more}{}\", fillcolor=\"{fill}\", color=\"{}\", fontcolor=\"{}\", penwidth={}{}",
        quoted(&node.id),
        stroke_of(dash),
        if faint { FAINT } else { stroke },
        if faint { FAINT } else { INK },
        pen(node, 1.0),
        tip(&told(&node.marks)),
    )
}

/// The width of an outline: heavier where something was found or asked for.
fn pen(node: &Node, plain: f32) -> f32 {
    let found = if node.marks.iter().any(|it| it.level != crate::graph::Level::Accepted) { 1.5 } else { 0.0 };
    let asked = if node.emphasis == Emphasis::Strong { 1.5 } else { 0.0 };
    plain + found + asked
}

fn looks_of(kind: EdgeKind, faint: bool, both: bool) -> String {
    let it = style::edge(kind);
    let colour = if faint { FAINT } else { it.colour };
    let head = match it.head {
        Head::Arrow => "normal",
        Head::Open => "vee",
        Head::Cross => "tee",
        Head::None => "none",
    };
    let dash = match it.dash {
        Dash::Solid => "solid",
        Dash::Dashed | Dash::DashDot => "dashed",
        Dash::Dotted => "dotted",
    };
    let mut out =
        format!("color=\"{colour}\", style={dash}, penwidth={}.{}, arrowhead={head}", it.width / 10, it.width % 10);
    if both {
        let _ = write!(out, ", dir=both, arrowtail={head}");
    }
    out
}

fn shape_of(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Rectangle => ("box", ""),
        Shape::Rounded => ("box", ",rounded"),
        Shape::Stadium => ("ellipse", ""),
        Shape::Double => ("box, peripheries=2", ""),
        Shape::Hexagon => ("hexagon", ""),
        Shape::Parallelogram => ("parallelogram", ""),
        Shape::Trapezium => ("trapezium", ""),
        Shape::Cylinder => ("cylinder", ""),
        Shape::Note => ("note", ""),
        Shape::Octagon => ("octagon", ""),
        Shape::Circle => ("ellipse, peripheries=2", ""),
    }
}

fn stroke_of(dash: Dash) -> &'static str {
    match dash {
        Dash::Solid => "",
        Dash::Dashed | Dash::DashDot => ",dashed",
        Dash::Dotted => ",dotted",
    }
}

fn tip(told: &[String]) -> String {
    if told.is_empty() { String::new() } else { format!(", tooltip={}", lines(told)) }
}

fn legend(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    if graph.legend.is_empty() {
        return Ok(());
    }
    writeln!(out, "  subgraph cluster_legend {{")?;
    writeln!(out, "    graph [label=\"Legend\", style=dotted, color=\"#767676\", fontsize=9, labeljust=l]")?;
    writeln!(out, "    node [fontsize=8, height=0.2, width=0.2, margin=\"0.08,0.03\"]")?;
    writeln!(out, "    edge [fontsize=8]")?;
    for (at, entry) in graph.legend.iter().enumerate() {
        let text = quoted(&entry.text);
        match entry.of {
            Sample::Node(kind) => {
                let NodeStyle { shape, fill, stroke, dash } = style::node(kind);
                let (shape, more) = shape_of(shape);
                let dash = stroke_of(dash);
                writeln!(
                    out,
                    "    l{at} [label={text}, shape={shape}, style=\"filled{more}{dash}\", fillcolor=\"{fill}\", color=\"{stroke}\"]"
                )?;
            }
            Sample::Edge(kind) => {
                let point = "[shape=point, style=invis, label=\"\", width=0.01, height=0.01]";
                writeln!(out, "    l{at}a {point}\n    l{at}b {point}")?;
                writeln!(out, "    l{at}a -> l{at}b [label={text}, {}]", looks_of(kind, false, false))?;
            }
            Sample::Mark(level) => {
                let text = quoted(&format!("{} {}", style::mark(level).symbol, entry.text));
                writeln!(out, "    l{at} [label={text}, shape=plaintext]")?;
            }
        }
    }
    writeln!(out, "  }}")
}

/// Several lines as one label.
fn lines(lines: &[String]) -> String {
    let escaped: Vec<String> = lines.iter().map(|it| escape(it)).collect();
    format!("\"{}\"", escaped.join("\\n"))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

/// Graphviz reads backslashes and entities in quoted text.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in safe::text(text).chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}
