//! A graph as a picture: SVG that stands alone, without scripts, styles, identifiers or anything from elsewhere, so that it can be
//! shown by any viewer, put into any page, and compared by its text.

mod badge;
mod legend;
mod line;
mod measure;
mod shape;
mod text;
mod words;
mod xml;

use std::io::{self, Write};

use super::graph::style::{self, Dash, Shape};
use super::graph::told;
use crate::graph::{Edge, Emphasis, Entry, Graph, Node, Sample};
use crate::layout::{self, Block, Direction, Input, Layout, Rect, Size, Spacing};
use measure::{PLAIN, TITLE};
use shape::Outline;
use text::Anchor;
use words::Words;

/// What is kept free around everything.
const MARGIN: f64 = 24.0;
/// The narrowest picture: its title and legend want room.
const NARROW: f64 = 560.0;
/// The width by the height that is aimed at.
const ASPECT: f64 = 1.5;
/// With more labels at lines than these they only show when one points at a line.
const LABELS: usize = 400;

/// Writes a graph as SVG.
pub fn write(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    out.write_all(picture(graph).as_bytes())
}

fn picture(graph: &Graph) -> String {
    let around = around_others(graph);
    let words: Vec<Words> =
        graph.nodes.iter().zip(&around).map(|(node, &around)| Words::of_node(node, around)).collect();
    let silent = graph.edges.iter().filter(|it| words::has_label(it)).count() > LABELS;
    let labels: Vec<Option<Words>> = graph
        .edges
        .iter()
        .map(|it| (words::has_label(it) && !(silent && it.marks.is_empty())).then(|| Words::of_edge(it)))
        .collect();
    let layout = layout::layout(&input(graph, &around, &words, &labels));
    let mut notes = graph.notes.clone();
    if silent {
        notes.push(
            "lines are too many to write at them what they are; point at one to read it, or draw a part".to_owned(),
        );
    }

    let mut out = String::new();
    let frame = Frame::new(graph, &layout, &notes);
    frame.head(&mut out, graph);
    let drawing = Drawing { graph, around: &around, words: &words, labels: &labels, layout: &layout };
    out.push_str("<g transform=\"translate(");
    xml::number(&mut out, MARGIN);
    out.push(' ');
    xml::number(&mut out, frame.top);
    out.push_str(")\">\n");
    drawing.draw(&mut out);
    out.push_str("</g>\n");
    frame.foot(&mut out, graph, &notes, &around);
    out.push_str("</svg>\n");
    out
}

fn around_others(graph: &Graph) -> Vec<bool> {
    let mut out = vec![false; graph.nodes.len()];
    for parent in graph.nodes.iter().filter_map(|it| it.parent) {
        if let Some(it) = out.get_mut(parent) {
            *it = true;
        }
    }
    out
}

fn input(graph: &Graph, around: &[bool], words: &[Words], labels: &[Option<Words>]) -> Input {
    let uniform = words::uniform(graph, around, words);
    let blocks = graph.nodes.iter().enumerate().map(|(at, node)| Block {
        size: words::block(node, around[at], &words[at], uniform),
        parent: node.parent,
        rank: if around[at] { None } else { node.rank },
    });
    let edges = graph.edges.iter().zip(labels).map(|(edge, label)| layout::Edge {
        from: edge.from,
        to: edge.to,
        label: label.as_ref().map(Words::label_size),
        directed: !edge.both,
        kind: edge.kind as u32 * 2 + u32::from(edge.both),
    });
    Input {
        blocks: blocks.collect(),
        edges: edges.collect(),
        direction: match graph.direction {
            crate::graph::Direction::Down => Direction::Down,
            crate::graph::Direction::Right => Direction::Right,
        },
        spacing: Spacing::default(),
        aspect: ASPECT,
    }
}

/// The shape of a box that is drawn around others: plain, since they have to fit.
fn around(shape: Shape) -> Shape {
    match shape {
        Shape::Double => Shape::Double,
        Shape::Rounded | Shape::Stadium | Shape::Circle => Shape::Rounded,
        Shape::Rectangle
        | Shape::Hexagon
        | Shape::Parallelogram
        | Shape::Trapezium
        | Shape::Cylinder
        | Shape::Note
        | Shape::Octagon => Shape::Rectangle,
    }
}

/// Everything around the drawing.
struct Frame {
    title: Vec<String>,
    size: Size,
    /// Where the drawing begins, from above.
    top: f64,
    /// Where the legend begins.
    below: f64,
    rows: legend::Rows,
}

impl Frame {
    fn new(graph: &Graph, layout: &Layout, notes: &[String]) -> Self {
        let inner = layout.size.width.max(NARROW);
        let title = measure::wrap(&graph.title, TITLE, inner);
        let rows = legend::rows(&graph.legend, inner);
        let inner = inner.max(rows.width);
        let lines = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let top = MARGIN + lines(title.len()) * TITLE.leading + PLAIN.leading + 20.0;
        let below = top + layout.size.height + 26.0;
        let notes: usize = notes.iter().map(|it| measure::wrap(it, PLAIN, inner).len()).sum();
        let space = if notes > 0 && rows.height > 0.0 { 8.0 } else { 0.0 };
        let height = below + rows.height + space + lines(notes) * PLAIN.leading + MARGIN;
        Frame { title, size: Size { width: inner + 2.0 * MARGIN, height }, top, below, rows }
    }

    fn head(&self, out: &mut String, graph: &Graph) {
        out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        xml::lengths(out, &[("width", self.size.width), ("height", self.size.height)]);
        out.push_str(" viewBox=\"0 0 ");
        xml::number(out, self.size.width);
        out.push(' ');
        xml::number(out, self.size.height);
        out.push_str("\" role=\"img\"");
        xml::attribute(out, "aria-label", &graph.title);
        xml::attribute(out, "font-family", measure::FONT);
        out.push_str(">\n");
        xml::title(out, std::slice::from_ref(&graph.title));
        out.push_str("\n<desc>");
        xml::text(out, &description(graph));
        out.push_str("</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        let lines: Vec<_> = self.title.iter().map(|it| (it.clone(), TITLE)).collect();
        let y = text::lines(out, &lines, MARGIN, MARGIN, Anchor::Start);
        let subtitle = vec![(format!("as of {}", graph.as_of), PLAIN)];
        text::lines(out, &subtitle, MARGIN, y, Anchor::Start);
        out.push('\n');
    }

    fn foot(&self, out: &mut String, graph: &Graph, notes: &[String], around: &[bool]) {
        out.push_str("<path d=\"");
        shape::points(out, &[(MARGIN, self.below - 12.0), (self.size.width - MARGIN, self.below - 12.0)], false);
        out.push_str("\" stroke=\"#b3b3b3\"/>\n");
        let all_around = |entry: &Entry| {
            let Sample::Node(kind) = entry.of else { return false };
            graph.nodes.iter().zip(around).filter(|(it, _)| it.kind == kind).all(|(_, &around)| around)
        };
        legend::draw(out, &graph.legend, &self.rows, (MARGIN, self.below), all_around);
        let inner = self.size.width - 2.0 * MARGIN;
        let lines: Vec<_> = notes.iter().flat_map(|it| measure::wrap(it, PLAIN, inner)).map(|it| (it, PLAIN)).collect();
        let space = if lines.is_empty() || self.rows.height == 0.0 { 0.0 } else { 8.0 };
        text::lines(out, &lines, MARGIN, self.below + self.rows.height + space, Anchor::Start);
    }
}

/// What a picture shows, for those who do not see it.
fn description(graph: &Graph) -> String {
    let boxes = super::number::counted(graph.nodes.len(), "box", "boxes");
    let lines = super::number::counted(graph.edges.len(), "line", "lines");
    format!("{} as of {}: {boxes} and {lines}.", graph.title, graph.as_of)
}

/// The boxes, lines and labels of a picture.
struct Drawing<'a> {
    graph: &'a Graph,
    around: &'a [bool],
    words: &'a [Words],
    labels: &'a [Option<Words>],
    layout: &'a Layout,
}

impl Drawing<'_> {
    /// From back to front: boxes around others, lines, boxes, labels.
    fn draw(&self, out: &mut String) {
        for around in [true, false] {
            for (at, node) in self.graph.nodes.iter().enumerate().filter(|&(at, _)| self.around[at] == around) {
                self.node(out, at, node);
            }
            if around {
                for (at, edge) in self.graph.edges.iter().enumerate() {
                    self.edge(out, at, edge);
                }
            }
        }
        for (edge, (label, route)) in self.graph.edges.iter().zip(self.labels.iter().zip(&self.layout.routes)) {
            if let (Some(label), Some(rect)) = (label, route.label) {
                open(out, "label", edge.emphasis);
                out.push('>');
                label.draw_label(out, rect);
                out.push_str("</g>\n");
            }
        }
    }

    fn node(&self, out: &mut String, at: usize, node: &Node) {
        let (rect, style) = (self.layout.blocks[at], style::node(node.kind));
        open(out, if self.around[at] { "around" } else { "box" }, node.emphasis);
        xml::attribute(out, "data-id", &node.id);
        out.push('>');
        let mut told_lines = node.label.clone();
        told_lines.extend(told(&node.marks));
        if let Some(place) = &node.place {
            told_lines.push(format!("{}:{}", place.file, place.line));
        }
        xml::title(out, &told_lines);
        let mut outline = Outline::of(&style);
        if let Some(mark) = node.marks.first() {
            outline.stroke = style::mark(mark.level).stroke;
            outline.width = 2.6;
        }
        if node.emphasis == Emphasis::Strong {
            outline.width += 1.6;
        }
        if self.around[at] {
            let fill = paler(style.fill);
            shape::draw(out, around(style.shape), rect, &Outline { fill: &fill, ..outline });
            self.words[at].draw_title(out, rect);
        } else {
            shape::draw(out, style.shape, rect, &outline);
            self.words[at].draw_box(out, rect, style.shape);
        }
        out.push_str("</g>\n");
    }

    fn edge(&self, out: &mut String, at: usize, edge: &Edge) {
        let mut route = self.layout.routes[at].clone();
        if route.steps.is_empty() {
            return;
        }
        let (mut at_start, mut at_end) = (0.0, 0.0);
        if self.graph.direction == crate::graph::Direction::Right && edge.from != edge.to {
            let beyond = |end: usize, at| {
                let shape = style::node(self.graph.nodes[end].kind).shape;
                if self.around[end] { 0.0 } else { shape::inset(shape, self.layout.blocks[end], at) }
            };
            at_start = beyond(edge.from, route.start);
            at_end = beyond(edge.to, route.steps.last().map_or(route.start, |it| it.end()));
        }
        line::lengthen(&mut route, at_start, at_end);
        open(out, "line", edge.emphasis);
        let (from, to) = (&self.graph.nodes[edge.from], &self.graph.nodes[edge.to]);
        xml::attribute(out, "data-from", &from.id);
        xml::attribute(out, "data-to", &to.id);
        out.push('>');
        let arrow = if edge.both { "↔" } else { "→" };
        let mut told_lines = vec![format!("{} {arrow} {}", name(from), name(to))];
        told_lines.extend(edge.label.iter().cloned());
        told_lines.extend(told(&edge.marks));
        told_lines.extend(edge.places.iter().map(|it| format!("{}:{}", it.file, it.line)));
        xml::title(out, &told_lines);
        let wider = if edge.emphasis == Emphasis::Strong { 1.2 } else { 0.0 };
        if let Some(mark) = edge.marks.first() {
            // A band under the line.
            let band = style::EdgeStyle {
                colour: style::mark(mark.level).fill,
                width: 70,
                dash: Dash::Solid,
                head: style::Head::None,
            };
            out.push_str("<g opacity=\"0.45\">");
            line::draw(out, &route, &band, false, wider);
            out.push_str("</g>");
        }
        line::draw(out, &route, &style::edge(edge.kind), edge.both, wider);
        out.push_str("</g>\n");
    }
}

/// Begins a group, without its last bracket.
fn open(out: &mut String, class: &str, emphasis: Emphasis) {
    out.push_str("<g class=\"");
    out.push_str(class);
    out.push('"');
    if emphasis == Emphasis::Faint {
        out.push_str(" opacity=\"0.4\"");
    }
}

fn name(node: &Node) -> &str {
    node.label.first().filter(|it| !it.is_empty()).unwrap_or(&node.id)
}

/// Halfway between a colour and white.
fn paler(colour: &str) -> String {
    let part = |at: usize| {
        let part = colour.get(at..at + 2).and_then(|it| u16::from_str_radix(it, 16).ok()).unwrap_or(255);
        u16::midpoint(part, 255)
    };
    format!("#{:02x}{:02x}{:02x}", part(1), part(3), part(5))
}

/// The middle of a rectangle, from the left.
fn center(rect: Rect) -> f64 {
    rect.x + rect.width / 2.0
}
