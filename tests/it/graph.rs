//! Pictures of policies: what the views show, how the formats look, and what is refused.

mod drawn;
mod formats;
mod refusals;
mod shown;

use loket::graph::ask::{Ask, Undrawn};
use loket::graph::{Edge, Graph, Node, View};
use loket::model::asked::Side;
use loket::policy::{self, FileInput, Input};
use loket::settings::Settings;

use crate::policies::input;

/// The policies that are drawn for snapshots.
const SOUND: [&str; 3] = ["bank", "duinrade", "wijkteams"];
const FAULTY: [&str; 15] = [
    "accept",
    "capacity",
    "expect",
    "gap",
    "handover",
    "mandate",
    "name",
    "overlap",
    "people",
    "relation",
    "risk",
    "steering",
    "structure",
    "style",
    "syntax",
];

fn ask(view: View) -> Ask {
    Ask { view, service: None, focus: None, highlight: Vec::new(), filters: Vec::new() }
}

/// A view with filters, such as `--of Paspoort`.
fn through(view: View, filters: &[(Side, &str)]) -> Ask {
    Ask { filters: filters.iter().map(|(side, text)| (*side, (*text).to_owned())).collect(), ..ask(view) }
}

fn text_input(text: &str) -> Input {
    Input {
        root: "demo".to_owned(),
        files: vec![FileInput { path: "demo.org".to_owned(), bytes: text.as_bytes().to_vec(), catalog: false }],
        settings: Settings::default(),
        as_of: None,
        today: crate::support::TODAY,
    }
}

#[track_caller]
fn drawn(input: Input, ask: &Ask) -> Graph {
    policy::graph(input, ask).map_err(|why| format!("{why:#?}")).unwrap()
}

#[track_caller]
fn of_text(text: &str, ask: &Ask) -> Graph {
    drawn(text_input(text), ask)
}

fn refused(text: &str, ask: &Ask) -> Undrawn {
    policy::graph(text_input(text), ask).expect_err("it should be refused")
}

/// The policy whose names are code somewhere.
fn hostile() -> Input {
    let bytes = include_bytes!("../data/hostile/hostile.org").to_vec();
    let files = vec![FileInput { path: "hostile.org".to_owned(), bytes, catalog: false }];
    Input { files, ..text_input("") }
}

/// All views; the one of a service draws the first service.
fn views(policy: &str) -> Vec<Ask> {
    let service = match policy {
        "bank" => "Hypotheek",
        "duinrade" => "Bijstand",
        "wijkteams" => "WmoVoorziening",
        _ => "Paspoort",
    };
    let of = |view| match view {
        View::Service => Ask { service: Some(service.to_owned()), ..ask(view) },
        View::Units
        | View::Channels
        | View::Handovers
        | View::Rights
        | View::Mandates
        | View::Steering
        | View::Findings => ask(view),
    };
    View::ALL.map(of).to_vec()
}

#[track_caller]
fn node<'g>(graph: &'g Graph, id: &str) -> &'g Node {
    let known: Vec<&str> = graph.nodes.iter().map(|it| it.id.as_str()).collect();
    graph.nodes.iter().find(|it| it.id == id).ok_or_else(|| format!("no {id} among {known:?}")).unwrap()
}

/// Lines as "from > to", by their ids.
fn edges(graph: &Graph) -> Vec<String> {
    graph.edges.iter().map(|it| format!("{} > {}", graph.nodes[it.from].id, graph.nodes[it.to].id)).collect()
}

#[track_caller]
fn edge<'g>(graph: &'g Graph, ends: &str) -> &'g Edge {
    let at = edges(graph).iter().position(|it| it == ends);
    at.map(|at| &graph.edges[at]).ok_or_else(|| format!("no {ends} among {:?}", edges(graph))).unwrap()
}

#[test]
fn graphs_are_well_made() {
    let all = SOUND.iter().map(|it| (*it).to_owned()).chain(FAULTY.iter().map(|it| format!("faulty/{it}")));
    for name in all {
        for ask in views(&name) {
            let graph = match policy::graph(input(&name), &ask) {
                Ok(graph) => graph,
                Err(Undrawn::Unknown { .. }) if ask.view == View::Service => continue,
                Err(why) => panic!("{name}: {why:?}"),
            };
            check(&graph, &format!("{name} {}", ask.view.word()));
        }
    }
    for ask in views("hostile") {
        check(&drawn(hostile(), &ask), ask.view.word());
    }
}

/// What every reader of a graph may count on.
fn check(graph: &Graph, name: &str) {
    let mut ids: Vec<&str> = graph.nodes.iter().map(|it| it.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{name}: an id is there twice: {ids:?}");
    for (at, node) in graph.nodes.iter().enumerate() {
        assert!(!node.id.is_empty() && !node.label.is_empty(), "{name}: {node:?}");
        assert!(node.parent.is_none_or(|parent| parent < at), "{name}: {node:?} stands before its parent");
        assert!(node.marks.windows(2).all(|pair| pair[0].level <= pair[1].level), "{name}: {node:?}");
        assert!(node.marks.iter().all(|mark| mark.count > 0));
    }
    let key = |edge: &Edge| (edge.from, edge.to, edge.kind, edge.both);
    assert!(graph.edges.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])), "{name}: lines are not sorted");
    assert!(graph.edges.iter().all(|it| it.from < graph.nodes.len() && it.to < graph.nodes.len()));
    assert!(!graph.nodes.is_empty() || !graph.notes.is_empty(), "{name}: nothing is drawn, and nothing is said");
}

#[test]
fn the_order_of_files_changes_nothing() {
    for ask in views("duinrade") {
        let once = drawn(input("duinrade"), &ask);
        let mut turned = input("duinrade");
        turned.files.reverse();
        assert_eq!(drawn(turned, &ask), once, "{}", ask.view.word());
    }
}
