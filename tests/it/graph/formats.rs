//! How the formats look, and that nothing in a policy becomes code in them.

use std::fmt::Write as _;

use loket::graph::ask::Ask;
use loket::graph::{Graph, View};
use loket::render::graph::mermaid::{self, TooLarge};
use loket::render::graph::{dot, graphml, json, text};
use loket::render::human::Look;
use serde_json::Value;

use super::{SOUND, ask, drawn, hostile, of_text, views};
use crate::policies::input;

const PLAIN: Look = Look { color: false, width: 100, limit: 0 };

fn plain(graph: &Graph) -> String {
    let mut out = Vec::new();
    text::write(&mut out, graph, PLAIN).unwrap();
    String::from_utf8(out).unwrap()
}

fn dotted(graph: &Graph) -> String {
    let mut out = Vec::new();
    dot::write(&mut out, graph).unwrap();
    String::from_utf8(out).unwrap()
}

fn xml(graph: &Graph) -> String {
    let mut out = Vec::new();
    graphml::write(&mut out, graph).unwrap();
    String::from_utf8(out).unwrap()
}

fn document(graph: &Graph) -> Value {
    let mut out = Vec::new();
    json::write(&mut out, graph).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "../../snapshots/graph",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn views_look_like_their_snapshots() {
    for name in SOUND {
        for ask in views(name) {
            snapshot(&format!("{name}-{}", ask.view.word()), &plain(&drawn(input(name), &ask)));
        }
    }
    for (name, view) in [("gap", View::Findings), ("risk", View::Rights), ("handover", View::Handovers)] {
        snapshot(&format!("faulty-{name}"), &plain(&drawn(input(&format!("faulty/{name}")), &ask(view))));
    }
}

#[test]
fn formats_look_like_their_snapshots() {
    let graph = drawn(input("bank"), &ask(View::Handovers));
    snapshot("format-dot", &dotted(&graph));
    snapshot("format-mermaid", &mermaid::text(&graph).unwrap());
    snapshot("format-graphml", &xml(&graph));
    snapshot("format-json", &serde_json::to_string_pretty(&document(&graph)).unwrap());
    snapshot("hostile-dot", &dotted(&drawn(hostile(), &ask(View::Handovers))));
    snapshot("hostile-mermaid", &mermaid::text(&drawn(hostile(), &ask(View::Handovers))).unwrap());
}

/// Control characters, but for line ends, and characters that turn the direction of reading.
fn commands(text: &str) -> Vec<char> {
    let bad = |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(bad).collect()
}

#[test]
fn no_text_commands_a_terminal() {
    for ask in views("hostile") {
        let graph = drawn(hostile(), &ask);
        for text in [plain(&graph), dotted(&graph), xml(&graph), mermaid::text(&graph).unwrap()] {
            assert!(commands(&text).is_empty(), "{}", ask.view.word());
        }
    }
}

#[test]
fn graphml_is_xml_with_the_same_words() {
    for ask in views("hostile") {
        let graph = drawn(hostile(), &ask);
        let text = xml(&graph);
        let tree = roxmltree::Document::parse(&text).unwrap();
        let of = |tag: &'static str| tree.descendants().filter(move |it| it.has_tag_name(tag));
        let data = |node: roxmltree::Node<'_, '_>, key: &str| -> String {
            let found = node.children().find(|it| it.attribute("key") == Some(key));
            found.and_then(|it| it.text()).unwrap_or_default().to_owned()
        };
        assert_eq!(of("node").count(), graph.nodes.len());
        assert_eq!(of("edge").count(), graph.edges.len());
        for (element, node) in of("node").zip(&graph.nodes) {
            assert_eq!(data(element, "id"), node.id);
            let parent = node.parent.map(|it| format!("n{it}")).unwrap_or_default();
            assert_eq!(data(element, "parent"), parent);
            assert_eq!(data(element, "marks").is_empty(), node.marks.is_empty());
        }
        for (element, edge) in of("edge").zip(&graph.edges) {
            assert_eq!(element.attribute("source"), Some(format!("n{}", edge.from).as_str()));
            assert_eq!(element.attribute("target"), Some(format!("n{}", edge.to).as_str()));
        }
        let names: Vec<String> = of("node").map(|it| data(it, "label")).collect();
        if ask.view == View::Units {
            assert!(names.iter().any(|it| it.contains("<script>alert('x')</script>")), "{names:?}");
        }
    }
}

#[test]
fn documents_are_as_their_schema_says() {
    let schema: Value = serde_json::from_str(&json::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut seen = 0;
    let all = SOUND.iter().flat_map(|name| views(name).into_iter().map(|ask| drawn(input(name), &ask)));
    for graph in all.chain(views("hostile").iter().map(|ask| drawn(hostile(), ask))) {
        let errors: Vec<String> = validator.iter_errors(&document(&graph)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        seen += 1;
    }
    assert_eq!(seen, 32);
}

/// The text outside of quotes, and what stands in them, by a reader of quoted text with backslashes.
fn quotes(line: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        if char != '"' {
            outside.push(char);
            continue;
        }
        let mut text = String::new();
        loop {
            match chars.next().expect("quotes are closed on their line") {
                '"' => break,
                '\\' => text.extend(['\\', chars.next().expect("a backslash escapes something")]),
                other => text.push(other),
            }
        }
        inside.push(text);
    }
    (outside, inside)
}

#[test]
fn quoted_text_of_dot_stays_in_its_quotes() {
    for ask in views("hostile") {
        for line in dotted(&drawn(hostile(), &ask)).lines() {
            let (outside, inside) = quotes(line);
            assert!(outside.is_ascii() && !outside.contains(['<', '\\', '&']), "{outside}");
            // Graphviz replaces `\N`, `\G` and others by names of its own.
            let escapes = inside.iter().flat_map(|it| it.split('\\').skip(1).filter(|it| !it.is_empty()));
            let known = |it: &str| it.starts_with(['n', '"']) || it.is_empty();
            let bad: Vec<&str> = escapes.filter(|it| !known(it)).collect();
            let pairs = inside.iter().all(|it| !it.replace("\\\\", "").contains("\\N"));
            assert!(pairs, "{bad:?} in {line}");
        }
    }
}

#[test]
fn labels_of_mermaid_are_letters_and_entities() {
    for ask in views("hostile") {
        let chart = mermaid::text(&drawn(hostile(), &ask)).unwrap();
        for line in chart.lines().skip(3) {
            for label in quotes(line).1 {
                let bare = label.replace("<br/>", "");
                assert!(!bare.contains(['<', '>', '`', '*', '_', '[', ']', '{', '}', '|', '&', '"', '\\']), "{label}");
                let entities =
                    bare.split('#').skip(1).all(|it| it.split_once(';').is_some_and(|(n, _)| n.parse::<u32>().is_ok()));
                assert!(entities, "{label}");
            }
        }
    }
}

#[test]
fn mermaid_refuses_what_it_would_not_draw() {
    let mut text = String::from("unit K { kind: kcc }\n");
    for number in 0..600 {
        write!(text, "unit A{number} {{ kind: back }}\nhandover K -> A{number} warm within 2m\n").unwrap();
    }
    let graph = of_text(&text, &ask(View::Handovers));
    // Five hundred lines are too many with those of the legend.
    assert_eq!(mermaid::text(&graph), Err(TooLarge::Edges(601)));
    let mut text = String::new();
    for number in 0..900 {
        writeln!(text, "unit Een_heel_lange_naam_van_een_afdeling_{number} {{ kind: back }}").unwrap();
    }
    let graph = of_text(&text, &ask(View::Units));
    assert!(matches!(mermaid::text(&graph), Err(TooLarge::Characters(_))));
}

#[test]
fn every_format_tells_title_day_legend_and_findings() {
    let graph = drawn(input("faulty/risk"), &ask(View::Rights));
    let title = graph.title.clone();
    for text in [plain(&graph), dotted(&graph), xml(&graph), mermaid::text(&graph).unwrap()] {
        assert!(text.contains(&title) && text.contains("2026-11-01"), "{text}");
        assert!(text.contains('✖') && text.contains("error"), "{text}");
    }
    for text in [dotted(&graph), xml(&graph), mermaid::text(&graph).unwrap()] {
        assert!(text.contains("tier 3"), "{text}");
    }
    let document = document(&graph);
    assert_eq!(document["as_of"], "2026-11-01");
    assert!(document["legend"].as_array().unwrap().len() > 3);
}

#[test]
fn lines_between_a_box_and_what_lies_in_it_end_at_a_point() {
    let text =
        "unit Buiten { kind: directorate  unit Binnen { kind: back } }\nhandover Buiten -> Binnen warm within 2m\n";
    let graph = of_text(text, &Ask { ..ask(View::Handovers) });
    let chart = mermaid::text(&graph).unwrap();
    assert!(chart.contains("n0p ==>") && chart.contains("n0p((\" \"))"), "{chart}");
    assert!(!dotted(&graph).contains("ltail=cluster_0"));
}
