//! What is drawn as SVG: one document of its own, with everything in it that the graph has.

use loket::graph::Graph;
use loket::render::svg;
use roxmltree::Document;

use super::{FAULTY, SOUND, drawn, hostile, views};
use crate::policies::input;

fn svg(graph: &Graph) -> String {
    let mut out = Vec::new();
    svg::write(&mut out, graph).unwrap();
    String::from_utf8(out).unwrap()
}

/// Fails where a document is none, or could run or fetch something.
#[track_caller]
fn harmless(text: &str) {
    let document = Document::parse(text).map_err(|it| format!("{it}\n{text}")).unwrap();
    assert_eq!(document.root_element().tag_name().name(), "svg");
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "foreignObject", "image", "use", "a"].contains(&name), "<{name}> in a picture");
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on") && attribute.name() != "href", "{}", attribute.name());
            let is_place =
                ["d", "x", "y", "width", "height", "points", "transform", "viewBox"].contains(&attribute.name());
            let is_number = !attribute.value().contains("NaN") && !attribute.value().contains("inf");
            assert!(!is_place || is_number, "{}", attribute.value());
        }
    }
}

#[test]
fn every_view_of_every_policy_is_a_picture() {
    let faulty = FAULTY.map(|it| format!("faulty/{it}"));
    for policy in SOUND.into_iter().chain(faulty.iter().map(String::as_str)) {
        let all = if SOUND.contains(&policy) { views(policy) } else { vec![super::ask(loket::graph::View::Findings)] };
        for ask in all {
            let graph = drawn(input(policy), &ask);
            let text = svg(&graph);
            harmless(&text);
            assert!(text.contains(&graph.as_of), "{policy}: no day in {:?}", ask.view);
            assert_eq!(text, svg(&drawn(input(policy), &ask)), "{policy}: not the same twice");
        }
    }
}

#[test]
fn names_are_no_code() {
    for ask in views("hostile") {
        harmless(&svg(&drawn(hostile(), &ask)));
    }
}

/// All words that stand in boxes can be read in the picture.
#[test]
fn every_box_has_its_words() {
    for ask in views("duinrade") {
        let graph = drawn(input("duinrade"), &ask);
        let text = svg(&graph);
        let document = Document::parse(&text).unwrap();
        let words: Vec<&str> = document.descendants().filter_map(|it| it.text()).collect();
        let all = words.concat().replace(char::is_whitespace, "");
        for word in graph.nodes.iter().filter_map(|it| it.label.first()).flat_map(|it| it.split_whitespace()) {
            assert!(all.contains(word), "{word} is not in {:?}", ask.view);
        }
    }
}
