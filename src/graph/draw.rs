//! From a space and its findings to the graph of a view.

use super::draft::{Draft, emphasis};
use super::marks::{Found, is_asked};
use super::{
    Direction, Edge, Emphasis, Graph, Mark, Node, View, channels, findings, focus, handovers, legend, mandates, rights,
    service, steering, units,
};
use crate::finding::Finding;
use crate::model::{ServiceId, UnitId, date};
use crate::space::Space;
use crate::space::filter::Filter;

/// What to draw, with every name understood.
#[derive(Clone, Debug)]
pub struct Question {
    pub view: View,
    /// Of the view of one service: which.
    pub service: Option<ServiceId>,
    /// Only what is at most so many lines away from a unit.
    pub focus: Option<(UnitId, usize)>,
    /// Rules or groups whose findings are to stand out.
    pub highlight: Vec<String>,
    /// The filters, as they were given: `--of Burgerzaken`.
    pub filters: Vec<String>,
}

/// Draws a policy, whose findings are sorted. `root` is its name where it declares no organisation.
pub fn draw(space: &Space<'_>, filter: &Filter, found: &[Finding], question: &Question, root: &str) -> Graph {
    let view = question.view;
    let direction = match view {
        View::Units | View::Mandates => Direction::Down,
        View::Channels | View::Handovers | View::Rights | View::Steering | View::Service | View::Findings => {
            Direction::Right
        }
    };
    let mut draft = Draft::new(space, filter);
    let service = question.service.map(|id| space.model.service_name(id));
    let marks = Found::new(&draft, found, (view, &question.highlight), service);
    match view {
        View::Units => units::draw(&mut draft),
        View::Channels => channels::draw(&mut draft),
        View::Handovers => handovers::draw(&mut draft),
        View::Rights => rights::draw(&mut draft),
        View::Mandates => mandates::draw(&mut draft),
        View::Steering => steering::draw(&mut draft),
        View::Service => {
            if let Some(id) = question.service {
                service::draw(&mut draft, id);
            }
        }
        View::Findings => findings::draw(&mut draft, marks.findings()),
    }
    if draft.nodes.is_empty() {
        draft.notes.push(nothing(view).to_owned());
    }
    let (nodes, edges) = cut(&draft, &marks, question);
    Graph {
        view,
        title: title(space, question, root),
        as_of: date::iso(space.dimensions.periods[0].first),
        direction,
        legend: legend::legend(&nodes, &edges),
        nodes,
        edges,
        notes: notes(&draft, question),
    }
}

/// The boxes and lines that are asked for, with what was found on them.
fn cut(draft: &Draft<'_, '_>, marks: &Found<'_>, question: &Question) -> (Vec<Node>, Vec<Edge>) {
    let kept = question.focus.map(|(unit, depth)| focus::near(draft, question.view, unit, depth));
    let mut places: Vec<Option<usize>> = vec![None; draft.nodes.len()];
    let mut nodes: Vec<Node> = Vec::new();
    let highlight = &question.highlight;
    let stands_out = |marks: &[Mark]| marks.iter().any(|it| is_asked(&it.rule, highlight));
    for (at, node) in draft.nodes.iter().enumerate() {
        if kept.as_ref().is_some_and(|kept| !kept.contains(&at)) {
            continue;
        }
        places[at] = Some(nodes.len());
        let found = marks.of_node(&node.about);
        let is_focus = highlight.is_empty() && question.focus.is_some_and(|(unit, _)| node.about.unit == Some(unit.0));
        nodes.push(Node {
            id: node.id.clone(),
            kind: node.kind,
            label: node.label.clone(),
            parent: node.parent.and_then(|parent| places[parent]),
            rank: node.rank,
            emphasis: if is_focus { Emphasis::Strong } else { emphasis(!highlight.is_empty(), stands_out(&found)) },
            marks: found,
            place: node.span.map(|span| draft.place(span)),
        });
    }
    let mut edges = Vec::new();
    for (key, gathered) in draft.edges() {
        let (Some(from), Some(to)) = (places[key.from], places[key.to]) else { continue };
        let found = marks.of_edge(draft, gathered, [&draft.nodes[key.from], &draft.nodes[key.to]]);
        edges.push(Edge {
            from,
            to,
            kind: key.kind,
            both: key.both,
            label: gathered.label(),
            emphasis: emphasis(!highlight.is_empty(), stands_out(&found)),
            marks: found,
            places: gathered.statements.iter().map(|&it| draft.place(draft.statement_span(it))).collect(),
        });
    }
    // A box around something that stands out is not made weaker.
    for at in (0..nodes.len()).rev() {
        if nodes[at].emphasis != Emphasis::Faint
            && let Some(parent) = nodes[at].parent
            && nodes[parent].emphasis == Emphasis::Faint
        {
            nodes[parent].emphasis = Emphasis::Plain;
        }
    }
    (nodes, edges)
}

fn title(space: &Space<'_>, question: &Question, root: &str) -> String {
    let named = space.model.organisation.as_ref();
    let name = named.map_or(root, |it| it.label.as_deref().unwrap_or_else(|| space.model.text(it.symbol)));
    let what = match question.view {
        View::Units => "Units".to_owned(),
        View::Channels => "Who serves whom through what".to_owned(),
        View::Handovers => "Handovers".to_owned(),
        View::Rights => "Rights to change data".to_owned(),
        View::Mandates => "Mandates".to_owned(),
        View::Steering => "Steering of channels".to_owned(),
        View::Findings => "Findings".to_owned(),
        View::Service => {
            let thing = question.service.map(|id| &space.model.services[id.at()].thing);
            let said = thing.map(|it| it.label.as_deref().unwrap_or_else(|| space.model.text(it.symbol)));
            said.unwrap_or_default().to_owned()
        }
    };
    format!("{what} · {name}")
}

/// Why a picture has no boxes.
fn nothing(view: View) -> &'static str {
    match view {
        View::Units => "there is no unit to draw",
        View::Channels => "nothing is offered here on this day",
        View::Handovers => "there is no handover to draw",
        View::Rights => "there is no right to draw",
        View::Mandates => "there is no mandate or delegation to draw",
        View::Steering => "nobody is accountable for steering here on this day",
        View::Service => "there is no walk to draw",
        View::Findings => "nothing was found",
    }
}

fn notes(draft: &Draft<'_, '_>, question: &Question) -> Vec<String> {
    let mut out = draft.notes.clone();
    if !question.filters.is_empty() {
        out.push(format!("shown: {}", question.filters.join(" ")));
    }
    if let Some((unit, depth)) = question.focus {
        let away = if depth == 1 { "1 line".to_owned() } else { format!("{depth} lines") };
        out.push(format!("shown: `{}` and what is at most {away} away", draft.space.model.unit_name(unit)));
    }
    if !question.highlight.is_empty() {
        out.push(format!("what stands out: {}", question.highlight.join(", ")));
    }
    let day = draft.space.dimensions.periods[0].first;
    match draft.space.model.units.iter().filter(|it| it.thing.exists.first > day).count() {
        0 => {}
        1 => out.push("1 unit that begins after this day is not drawn".to_owned()),
        later => out.push(format!("{later} units that begin after this day are not drawn")),
    }
    out
}
