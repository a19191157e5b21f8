//! A graph on a terminal: boxes as a tree, and below each the lines that leave it.

use std::io::{self, Write};

use super::{badge, told};
use crate::graph::{Edge, Emphasis, Graph, Level, Mark, Node, NodeKind};
use crate::render::human::Look;
use crate::render::safe;

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "1;31";
const YELLOW: &str = "33";
const CYAN: &str = "36";

/// How much of what was found is told below the drawing.
const TOLD: usize = 12;

pub fn write(out: &mut impl Write, graph: &Graph, look: Look) -> io::Result<()> {
    let title = safe::text(&graph.title);
    writeln!(out, "{}", paint(look, BOLD, &format!("{title} · as of {}", graph.as_of)))?;
    for note in &graph.notes {
        writeln!(out, "{}", paint(look, DIM, &safe::text(note)))?;
    }
    writeln!(out)?;
    let tree = Tree::of(graph, look);
    let roots: Vec<usize> = (0..graph.nodes.len()).filter(|&at| graph.nodes[at].parent.is_none()).collect();
    for &root in &roots {
        tree.node(out, root, ("", ""))?;
    }
    findings(out, graph, look)?;
    legend(out, graph, look)
}

struct Tree<'g> {
    graph: &'g Graph,
    look: Look,
    children: Vec<Vec<usize>>,
    /// By the end that they are told at.
    leaving: Vec<Vec<&'g Edge>>,
}

impl<'g> Tree<'g> {
    fn of(graph: &'g Graph, look: Look) -> Self {
        let mut children = vec![Vec::new(); graph.nodes.len()];
        for (at, node) in graph.nodes.iter().enumerate() {
            if let Some(parent) = node.parent {
                children[parent].push(at);
            }
        }
        let mut leaving = vec![Vec::new(); graph.nodes.len()];
        for edge in &graph.edges {
            leaving[edge.from].push(edge);
        }
        Self { graph, look, children, leaving }
    }

    /// A box with what leaves it and what lies in it; `before` begins its line, and those below it.
    fn node(&self, out: &mut impl Write, at: usize, (first, rest): (&str, &str)) -> io::Result<()> {
        let node = &self.graph.nodes[at];
        writeln!(out, "{first}{}", self.words(node))?;
        let (edges, children) = (&self.leaving[at], &self.children[at]);
        let bar = if children.is_empty() { " " } else { "│" };
        for edge in edges {
            self.edge(out, edge, &format!("{rest}{bar}  "))?;
        }
        for (number, &child) in children.iter().enumerate() {
            let (branch, below) = if number + 1 == children.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.node(out, child, (&format!("{rest}{branch}"), &format!("{rest}{below}")))?;
        }
        Ok(())
    }

    fn words(&self, node: &Node) -> String {
        let name = node.label.first().map_or("", String::as_str);
        let name = safe::text(name);
        let style = match node.emphasis {
            Emphasis::Plain => BOLD,
            Emphasis::Strong => "1;7",
            Emphasis::Faint => DIM,
        };
        let mut facts: Vec<String> = node.label.iter().skip(1).map(|it| safe::text(it).into_owned()).collect();
        if node.kind == NodeKind::Junction {
            facts.insert(0, "each with each".to_owned());
        }
        let mut text = paint(self.look, style, &name);
        if node.emphasis == Emphasis::Strong {
            text = format!("» {text}");
        }
        if !facts.is_empty() {
            text.push_str("  ");
            text.push_str(&paint(self.look, DIM, &facts.join(" · ")));
        }
        text + &self.badge(&node.marks)
    }

    fn edge(&self, out: &mut impl Write, edge: &Edge, before: &str) -> io::Result<()> {
        let arrow = match (edge.both, edge.kind) {
            (_, crate::graph::EdgeKind::Broken) => "-×",
            (true, _) => "⇄",
            (false, _) => "→",
        };
        let to = safe::text(self.graph.nodes[edge.to].label.first().map_or("", String::as_str)).into_owned();
        let to = match self.graph.nodes[edge.to].parent {
            // Fields say little without their record.
            Some(parent) if self.graph.nodes[edge.to].kind == NodeKind::Field => {
                let record = self.graph.nodes[parent].label.first().map_or("", String::as_str);
                format!("{}: {to}", safe::text(record))
            }
            _ => to,
        };
        let strong = if edge.emphasis == Emphasis::Strong { "» " } else { "" };
        let to = if edge.emphasis == Emphasis::Faint { paint(self.look, DIM, &to) } else { to };
        let mut labels = edge.label.iter().map(|it| safe::text(it).into_owned());
        let first = labels.next().map(|it| format!("  {}", paint(self.look, DIM, &it))).unwrap_or_default();
        writeln!(out, "{before}{strong}{arrow} {to}{first}{}", self.badge(&edge.marks))?;
        for label in labels {
            writeln!(out, "{before}    {}", paint(self.look, DIM, &label))?;
        }
        Ok(())
    }

    fn badge(&self, marks: &[Mark]) -> String {
        let text = badge(marks);
        let style = match marks.first().map(|it| it.level) {
            None => return String::new(),
            Some(Level::Error) => RED,
            Some(Level::Warning) => YELLOW,
            Some(Level::Info) => CYAN,
            Some(Level::Accepted) => DIM,
        };
        format!("  {}", paint(self.look, style, &text))
    }
}

/// What the marks say, each rule once with its first message.
fn findings(out: &mut impl Write, graph: &Graph, look: Look) -> io::Result<()> {
    let all = graph.nodes.iter().flat_map(|it| &it.marks).chain(graph.edges.iter().flat_map(|it| &it.marks));
    let mut rules: Vec<&Mark> = all.filter(|it| it.level != Level::Accepted).collect();
    rules.sort_by(|a, b| (a.level, &a.rule, &a.message).cmp(&(b.level, &b.rule, &b.message)));
    rules.dedup_by(|next, kept| next.rule == kept.rule && next.level == kept.level);
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    for mark in rules.iter().take(TOLD) {
        let one = Mark { count: 1, ..(*mark).clone() };
        let line = told(std::slice::from_ref(&one)).join("");
        writeln!(out, "{} {line}", super::style::mark(mark.level).symbol)?;
    }
    if rules.len() > TOLD {
        writeln!(out, "{}", paint(look, DIM, &format!("and {} more rules", rules.len() - TOLD)))?;
    }
    Ok(())
}

/// Only what a terminal does not say in words.
fn legend(out: &mut impl Write, graph: &Graph, look: Look) -> io::Result<()> {
    let mut parts: Vec<String> = Vec::new();
    if graph.edges.iter().any(|it| it.both) {
        parts.push("⇄ both ways".to_owned());
    }
    for entry in &graph.legend {
        if entry.of == crate::graph::Sample::Mark(Level::Accepted) {
            parts.push(format!("{} {}", super::style::mark(Level::Accepted).symbol, entry.text));
        }
    }
    if parts.is_empty() { Ok(()) } else { writeln!(out, "\n{}", paint(look, DIM, &parts.join(" · "))) }
}

fn paint(look: Look, style: &str, text: &str) -> String {
    if look.color && !text.is_empty() { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
}
