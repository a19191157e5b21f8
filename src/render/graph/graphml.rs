//! `GraphML`, as plain nodes and edges with data: readers differ in whether they know nested graphs, so a node names the one around it.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{badge, json, style, told};
use crate::graph::Graph;
use crate::render::safe;

/// The keys: id, what has it, its type.
const KEYS: [(&str, &str, &str); 25] = [
    ("view", "graph", "string"),
    ("title", "graph", "string"),
    ("as_of", "graph", "string"),
    ("direction", "graph", "string"),
    ("legend", "graph", "string"),
    ("notes", "graph", "string"),
    ("id", "node", "string"),
    ("kind", "node", "string"),
    ("name", "node", "string"),
    ("label", "node", "string"),
    ("parent", "node", "string"),
    ("rank", "node", "int"),
    ("emphasis", "node", "string"),
    ("marks", "node", "string"),
    ("findings", "node", "string"),
    ("place", "node", "string"),
    ("colour", "node", "string"),
    ("edge_kind", "edge", "string"),
    ("edge_label", "edge", "string"),
    ("both", "edge", "boolean"),
    ("edge_emphasis", "edge", "string"),
    ("edge_marks", "edge", "string"),
    ("edge_findings", "edge", "string"),
    ("places", "edge", "string"),
    ("edge_colour", "edge", "string"),
];

pub fn write(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    for (id, of, kind) in KEYS {
        let name = id.strip_prefix("edge_").unwrap_or(id);
        writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(out, "  <graph id=\"{}\" edgedefault=\"directed\">", graph.view.word())?;
    data(out, 4, "view", graph.view.word())?;
    data(out, 4, "title", &graph.title)?;
    data(out, 4, "as_of", &graph.as_of)?;
    data(out, 4, "direction", json::direction(graph.direction))?;
    let legend = graph.legend.iter().map(|it| format!("{}: {}", json::sample(it.of).1, it.text));
    data(out, 4, "legend", &legend.collect::<Vec<_>>().join("\n"))?;
    data(out, 4, "notes", &joined(&graph.notes))?;
    for (at, node) in graph.nodes.iter().enumerate() {
        writeln!(out, "    <node id=\"n{at}\">")?;
        data(out, 6, "id", &node.id)?;
        data(out, 6, "kind", json::node_kind(node.kind))?;
        data(out, 6, "name", node.label.first().map_or("", String::as_str))?;
        data(out, 6, "label", &joined(&node.label))?;
        data(out, 6, "parent", &node.parent.map(|it| format!("n{it}")).unwrap_or_default())?;
        data(out, 6, "rank", &node.rank.map(|it| it.to_string()).unwrap_or_default())?;
        data(out, 6, "emphasis", json::emphasis(node.emphasis))?;
        data(out, 6, "marks", &badge(&node.marks))?;
        data(out, 6, "findings", &joined(&told(&node.marks)))?;
        data(out, 6, "place", &node.place.as_ref().map(|it| format!("{}:{}", it.file, it.line)).unwrap_or_default())?;
        data(out, 6, "colour", style::node(node.kind).fill)?;
        writeln!(out, "    </node>")?;
    }
    for (at, edge) in graph.edges.iter().enumerate() {
        writeln!(out, "    <edge id=\"e{at}\" source=\"n{}\" target=\"n{}\">", edge.from, edge.to)?;
        data(out, 6, "edge_kind", json::edge_kind(edge.kind))?;
        data(out, 6, "edge_label", &joined(&edge.label))?;
        data(out, 6, "both", if edge.both { "true" } else { "false" })?;
        data(out, 6, "edge_emphasis", json::emphasis(edge.emphasis))?;
        data(out, 6, "edge_marks", &badge(&edge.marks))?;
        data(out, 6, "edge_findings", &joined(&told(&edge.marks)))?;
        let places: Vec<String> = edge.places.iter().map(|it| format!("{}:{}", it.file, it.line)).collect();
        data(out, 6, "places", &joined(&places))?;
        data(out, 6, "edge_colour", style::edge(edge.kind).colour)?;
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

/// A value, where there is one.
fn data(out: &mut impl Write, indent: usize, key: &str, value: &str) -> io::Result<()> {
    if value.is_empty() { Ok(()) } else { writeln!(out, "{:indent$}<data key=\"{key}\">{}</data>", "", escape(value)) }
}

/// Lines of the policy's words, each without line ends of its own.
fn joined(lines: &[String]) -> String {
    lines.iter().map(|it| safe::text(it)).collect::<Vec<_>>().join("\n")
}

/// Text of an element: what XML reads is escaped, what it forbids is shown.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => {
                let mut one = [0; 4];
                let one: &str = other.encode_utf8(&mut one);
                out.push_str(&match safe::text(one) {
                    Cow::Borrowed(same) => Cow::Borrowed(same),
                    Cow::Owned(shown) => Cow::Owned(shown),
                });
            }
        }
    }
    out
}
