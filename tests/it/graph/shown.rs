//! What each view shows, and what filters, focus and highlights leave of it.

use std::fmt::Write as _;

use loket::graph::ask::Ask;
use loket::graph::{EdgeKind, Emphasis, Level, NodeKind, View};
use loket::intern::Interner;
use loket::model;
use loket::model::asked::Side;
use loket::policy::{self, FileInput, Input};
use loket::settings::Settings;
use loket::source::{Source, Sources};
use loket::space::Space;
use loket::space::walk::Way;
use loket::syntax::ast::Ast;
use loket::syntax::{self, Limits};

use super::{FAULTY, SOUND, ask, drawn, edge, edges, node, of_text, through, views};
use crate::policies::input;

const DEMO: &str = "\
organisation Demo { as-of: 2026-11-01 }
location Noord
location Zuid
location Oost
audience Burgers { audience Jong  audience Oud }
channel Telefoon { medium: phone }
channel Post { medium: letter }
channel Balie { medium: counter }
unit Voor { kind: kcc  unit Desk { kind: front } }
unit Achter { kind: back }
unit Extra { kind: back }
unit Later { kind: team  from: 2027-01-01 }
unit Raad { kind: board }
theme Alles { service Pas { decision: yes }  service Bord }
record Klant { telefoon: contact  email: contact  adres: personal, authentic }
offer Pas via Telefoon, Post serving *
offer Bord via Balie serving Jong at Noord, Zuid
responsible Voor for inform, intake of * via Telefoon, Post
responsible Desk for inform, intake of * via Balie
responsible Achter for handle, deliver of *
responsible Extra for decide of Pas
accountable Achter for policy, content
accountable Voor for steering, capacity
handover Voor <-> Achter of Pas via Telefoon warm within 2m share 20%
handover Voor -> Achter of Pas via Post forward within 2 workdays
mandate Raad -> Achter -> Extra for decide of Pas because \"Register 1\"
allow Voor to update Klant.telefoon, Klant.email via Telefoon when verified low, logged because \"AVG\"
allow Achter to write Klant.adres when four-eyes, logged because \"AVG\"
allow Extra to read Klant.* because \"AVG\"
";

#[test]
fn units_lie_in_units_and_later_ones_are_told() {
    let graph = of_text(DEMO, &ask(View::Units));
    let inner = node(&graph, "unit:Desk");
    assert_eq!(graph.nodes[inner.parent.unwrap()].id, "unit:Voor");
    assert!(graph.edges.is_empty());
    assert!(!graph.nodes.iter().any(|it| it.id == "unit:Later"));
    assert_eq!(graph.notes, ["1 unit that begins after this day is not drawn"]);
    let mut later = super::text_input(DEMO);
    later.as_of = Some(crate::support::TODAY + 100);
    let graph = drawn(later, &ask(View::Units));
    assert_eq!(node(&graph, "unit:Later").kind, NodeKind::Team);
    assert_eq!(graph.as_of, "2027-02-09");
}

#[test]
fn channels_join_people_and_units() {
    let graph = of_text(DEMO, &ask(View::Channels));
    assert_eq!(
        edges(&graph),
        [
            "audience:Burgers > group:channel:Telefoon",
            "audience:Jong > channel:Balie",
            "group:channel:Telefoon > unit:Voor",
            "channel:Balie > unit:Desk",
        ]
    );
    assert_eq!(edge(&graph, "group:channel:Telefoon > unit:Voor").label, ["Pas"]);
    assert!(node(&graph, "channel:Post").parent.is_some());
}

#[test]
fn handovers_of_one_pair_are_one_line() {
    let graph = of_text(DEMO, &ask(View::Handovers));
    assert_eq!(edges(&graph), ["unit:Voor > unit:Achter"; 2]);
    let (both, one_way) = (&graph.edges[0], &graph.edges[1]);
    assert_eq!((one_way.kind, one_way.both), (EdgeKind::Forward, false));
    assert_eq!((both.kind, both.both), (EdgeKind::Warm, true));
    assert_eq!(both.label, ["of Pas · via Telefoon: warm within 2m 20%"]);
    assert_eq!(both.places[0].line, 24);
    let sync = of_text(DEMO, &through(View::Handovers, &[(Side::Channels, "sync")]));
    assert_eq!(edges(&sync).len(), 1);
    assert!(sync.notes.contains(&"shown: --via sync".to_owned()), "{:?}", sync.notes);
}

#[test]
fn many_to_many_meet_in_a_point() {
    let mut text = String::new();
    for number in 0..20 {
        write!(text, "unit V{number} {{ kind: kcc }}\nunit A{number} {{ kind: back }}\n").unwrap();
    }
    text.push_str("handover front -> back warm within 2m\n");
    let graph = of_text(&text, &ask(View::Handovers));
    assert_eq!((graph.nodes.len(), graph.edges.len()), (41, 40));
    let meeting = graph.nodes.iter().find(|it| it.kind == NodeKind::Junction).unwrap();
    assert_eq!(meeting.label, ["warm within 2m"]);
}

#[test]
fn rights_that_say_the_same_meet_and_keep_their_statements() {
    let text = "organisation D { as-of: 2026-11-01 }\n\
        unit A { kind: back }\nunit B { kind: back }\nunit C { kind: back }\nrecord R { x: note  y: contact }\n\
        allow A to update R.x\nallow B to update R.x\nallow C to update R.x\nallow A to update R.y\n";
    let graph = of_text(text, &ask(View::Rights));
    let meetings: Vec<_> = graph.nodes.iter().filter(|it| it.kind == NodeKind::Junction).collect();
    assert_eq!(meetings.iter().map(|it| it.label.as_slice()).collect::<Vec<_>>(), [["tier 1: update"]]);
    let meeting = &meetings[0].id;
    let lines = |ends: &str| edge(&graph, ends).places.iter().map(|it| it.line).collect::<Vec<_>>();
    for (unit, line) in [("A", 6), ("B", 7), ("C", 8)] {
        assert_eq!(lines(&format!("unit:{unit} > {meeting}")), [line]);
    }
    assert_eq!(lines(&format!("{meeting} > field:R.x")), [6, 7, 8]);
    assert_eq!(lines("unit:A > field:R.y"), [9], "a line that is alone is drawn as it is");
    assert_eq!(graph.edges.len(), 5);
}

#[test]
fn rights_have_the_tier_of_the_space() {
    let graph = of_text(DEMO, &ask(View::Rights));
    let kind = |ends: &str| edge(&graph, ends).kind;
    assert_eq!(kind("unit:Voor > field:Klant.telefoon,email"), EdgeKind::Tier2);
    assert_eq!(kind("unit:Achter > field:Klant.adres"), EdgeKind::Tier4);
    assert_eq!(kind("unit:Extra > record:Klant"), EdgeKind::Tier0);
    let words = &edge(&graph, "unit:Voor > field:Klant.telefoon,email").label;
    assert_eq!(words, &["tier 2: update · via Telefoon · verified low, logged"]);
    let part = of_text(DEMO, &through(View::Rights, &[(Side::Data, "authentic")]));
    assert_eq!(edges(&part), ["unit:Achter > field:Klant.adres", "unit:Extra > field:Klant.adres"]);
}

#[test]
fn a_forbidden_right_is_not_drawn() {
    let text = format!("{DEMO}forbid Achter to write Klant.adres\n");
    let graph = of_text(&text, &ask(View::Rights));
    assert!(!edges(&graph).iter().any(|it| it.starts_with("unit:Achter")), "{:?}", edges(&graph));
}

#[test]
fn mandates_go_from_link_to_link() {
    let graph = of_text(DEMO, &ask(View::Mandates));
    assert_eq!(edges(&graph), ["unit:Achter > unit:Extra", "unit:Raad > unit:Achter"]);
    assert_eq!(edge(&graph, "unit:Raad > unit:Achter").kind, EdgeKind::Onward);
    assert_eq!(edge(&graph, "unit:Achter > unit:Extra").label, ["decide of Pas · Register 1"]);
}

#[test]
fn a_chief_steers_everything() {
    let graph = of_text(DEMO, &ask(View::Steering));
    assert_eq!(edges(&graph), ["unit:Voor > group:channels"]);
    assert_eq!(graph.edges[0].kind, EdgeKind::Chief);
    let limited = DEMO.replace("for steering, capacity", "for steering, capacity via Telefoon");
    let graph = of_text(&limited, &ask(View::Steering));
    assert_eq!(edges(&graph), ["unit:Voor > channel:Telefoon"]);
    assert_eq!(graph.edges[0].kind, EdgeKind::Steers);
}

#[test]
fn a_walk_goes_from_customer_to_customer() {
    let graph = of_text(DEMO, &Ask { service: Some("Pas".to_owned()), ..ask(View::Service) });
    assert_eq!(
        edges(&graph),
        [
            "start > group:channel:Telefoon",
            "group:channel:Telefoon > step:1/unit:Voor",
            "step:1/unit:Voor > step:2/unit:Achter",
            "step:2/unit:Achter > step:3/unit:Extra",
            "step:3/unit:Extra > step:4/unit:Achter",
            "step:4/unit:Achter > end",
        ]
    );
    let kinds: Vec<EdgeKind> = graph.edges.iter().map(|it| it.kind).collect();
    assert_eq!(kinds[2..5], [EdgeKind::Handover, EdgeKind::Broken, EdgeKind::Broken]);
}

#[test]
fn what_nobody_holds_is_drawn_as_a_gap() {
    let text = DEMO.replace("responsible Extra for decide of Pas\n", "");
    let graph = of_text(&text, &Ask { service: Some("Pas".to_owned()), ..ask(View::Service) });
    assert_eq!(node(&graph, "step:3/nobody").kind, NodeKind::Gap);
    assert!(edges(&graph).contains(&"step:2/unit:Achter > step:3/nobody".to_owned()));
    assert!(node(&graph, "step:3").marks.iter().any(|it| it.rule == "gap/unserved"));
}

/// The broken steps of all walks, and the steps that the rule of handovers finds stuck.
fn broken_and_stuck(files: Vec<(String, String)>) -> [Vec<String>; 2] {
    let (mut sources, mut ast, mut names) = (Sources::default(), Ast::default(), Interner::default());
    let mut findings = Vec::new();
    let limits = Limits { nesting: 64, file_bytes: 1 << 20 };
    for (path, text) in files {
        let id = sources.push(Source::new(path, text, false));
        syntax::parse(id, &sources.get(id).text, &mut ast, &mut names, &limits, &mut findings);
    }
    let model = model::build(ast, names, &sources, &mut findings);
    let settings = Settings::default();
    let space = Space::new(&model, &sources, &settings, model.as_of.unwrap_or(crate::support::TODAY));
    let everywhere = space.regions.product(space.dimensions.all_touchpoints, space.dimensions.all_moments);
    let said = |service, unit, step, region| format!("{service} {unit} {step:?} {region:?}");
    let mut broken = Vec::new();
    for service in space.service_leaves() {
        let walk = space.walk(service, everywhere);
        for step in walk.moves.iter().filter(|it| it.way == Way::Broken) {
            broken.push(said(service, step.from, walk.steps[step.step].tasks, step.region));
        }
    }
    let mut stuck: Vec<String> =
        space.stuck().into_iter().map(|it| said(it.service, it.unit, it.step, it.region)).collect();
    broken.sort_unstable();
    stuck.sort_unstable();
    [broken, stuck]
}

/// The walk says of a step that it is broken exactly where the rule of handovers says so: in all policies, and in sound ones
/// from which a handover is taken away.
#[test]
fn walks_break_where_the_space_says() {
    let read = |name: &str| -> Vec<(String, String)> {
        let files = input(name).files.into_iter();
        files.map(|it| (it.path, String::from_utf8_lossy(&it.bytes).into_owned())).collect()
    };
    for name in FAULTY {
        let [broken, stuck] = broken_and_stuck(read(&format!("faulty/{name}")));
        assert_eq!(broken, stuck, "{name}");
    }
    let mut seen = 0;
    for name in SOUND {
        let files = read(name);
        for (at, (path, text)) in files.iter().enumerate() {
            for (number, _) in text.lines().enumerate().filter(|(_, line)| line.starts_with("handover ")).step_by(4) {
                let left: Vec<&str> = text.lines().enumerate().filter(|it| it.0 != number).map(|it| it.1).collect();
                let mut files = files.clone();
                files[at].1 = left.join("\n");
                let [broken, stuck] = broken_and_stuck(files);
                assert_eq!(broken, stuck, "{path} without line {}", number + 1);
                seen += broken.len();
            }
        }
    }
    assert!(seen > 20, "only {seen} broken steps were seen");
}

#[test]
fn focus_keeps_the_neighbourhood() {
    let near = |depth| {
        let focus = Some(("Extra".to_owned(), depth));
        of_text(DEMO, &Ask { focus, ..ask(View::Mandates) }).nodes.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(near(0), ["unit:Extra"]);
    assert_eq!(near(1), ["unit:Achter", "unit:Extra"]);
    assert_eq!(near(2), ["unit:Achter", "unit:Extra", "unit:Raad"]);
    // What is said of a unit is said of those in it.
    let graph = of_text(DEMO, &Ask { focus: Some(("Desk".to_owned(), 1)), ..ask(View::Units) });
    assert_eq!(graph.nodes.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["unit:Voor", "unit:Desk"]);
    assert_eq!(node(&graph, "unit:Desk").emphasis, Emphasis::Strong);
}

#[test]
fn findings_are_marked_on_what_they_are_about() {
    let text = format!("{DEMO}allow Desk to write Klant.adres because \"x\"\n");
    let graph = of_text(&text, &ask(View::Rights));
    let front = |marks: &[loket::graph::Mark]| marks.iter().any(|it| it.rule == "risk/front-mutation");
    let line = edge(&graph, "unit:Desk > field:Klant.adres");
    assert!(front(&line.marks) && line.marks[0].level == Level::Error, "{line:?}");
    assert!(front(&node(&graph, "unit:Desk").marks));
    assert!(!front(&edge(&graph, "unit:Achter > field:Klant.adres").marks));
    let marked = of_text(&text, &Ask { highlight: vec!["risk/front-mutation".to_owned()], ..ask(View::Rights) });
    assert_eq!(edge(&marked, "unit:Desk > field:Klant.adres").emphasis, Emphasis::Strong);
    assert_eq!(edge(&marked, "unit:Achter > field:Klant.adres").emphasis, Emphasis::Faint);
    assert_eq!(node(&marked, "unit:Voor").emphasis, Emphasis::Plain);
}

#[test]
fn accepted_findings_are_marked_as_such() {
    let accept = "@accept(\"risk/front-mutation\", until: 2027-01-01, because: \"pilot\", by: CISO)\n";
    let text = format!("{DEMO}{accept}allow Desk to write Klant.adres because \"x\"\n");
    let graph = of_text(&text, &ask(View::Rights));
    let marks = &edge(&graph, "unit:Desk > field:Klant.adres").marks;
    assert!(marks.iter().any(|it| it.rule == "risk/front-mutation" && it.level == Level::Accepted), "{marks:?}");
}

#[test]
fn findings_lead_to_what_they_touch() {
    let text = format!("{DEMO}allow Desk to write Klant.adres because \"x\"\n");
    let graph = of_text(&text, &ask(View::Findings));
    assert!(edges(&graph).contains(&"rule:risk/front-mutation > unit:Desk".to_owned()), "{:?}", edges(&graph));
    assert_eq!(node(&graph, "rule:risk/front-mutation").kind, NodeKind::Rule);
    let part = of_text(&text, &through(View::Findings, &[(Side::Units, "Raad")]));
    assert!(!edges(&part).contains(&"rule:risk/front-mutation > unit:Desk".to_owned()));
}

#[test]
fn a_policy_without_anything_says_so() {
    for view in View::ALL.into_iter().filter(|it| *it != View::Service) {
        let graph = of_text("", &ask(view));
        // People come through no channel at all, to nobody: that is not worth a picture either.
        assert_eq!(graph.edges.len(), 0, "{}", view.word());
        assert!(!graph.notes.is_empty(), "{}: {graph:?}", view.word());
    }
}

/// A policy with a handover and rights for some people and some places only, if it is Duinrade.
fn with_limits(policy: &str) -> Input {
    let text = "handover Burgerzaken -> KCC serving Ondernemers\nallow Burgerzaken to read * serving Ondernemers\n\
                allow Vergunningen to read * via counter at Oost\naccountable Verkeer for steering of Afval\n";
    let mut input = input(policy);
    if policy == "duinrade" {
        input.files.push(FileInput { path: "more.org".to_owned(), bytes: text.into(), catalog: false });
    }
    input
}

/// A filter that a view does not heed is refused on the command line, and one that it heeds changes some picture.
#[test]
fn views_heed_their_filters_and_no_others() {
    let words = |side: Side| match side {
        Side::Units => ["front", "back"],
        Side::Tasks => ["inform", "decide"],
        Side::Data => ["personal", "authentic"],
        Side::Services => ["Burgerzaken", "Afval"],
        Side::Channels => ["sync", "phone"],
        Side::Audiences => ["Inwoners", "Ondernemers"],
        Side::Locations => ["Stadhuis", "Oost"],
    };
    // Without findings there is no picture of them.
    let faulty = FAULTY.map(|it| format!("faulty/{it}"));
    for view in View::ALL {
        let mut heeded = Vec::new();
        let faulty = faulty.iter().map(String::as_str).filter(|_| view == View::Findings);
        for policy in faulty.chain(["duinrade"]) {
            for ask in views(policy).into_iter().filter(|it| it.view == view) {
                let whole = drawn(with_limits(policy), &ask);
                for (side, text) in Side::ALL.iter().flat_map(|&side| words(side).map(|it| (side, it))) {
                    let filters = vec![(side, text.to_owned())];
                    let Ok(part) = policy::graph(with_limits(policy), &Ask { filters, ..ask.clone() }) else {
                        continue;
                    };
                    if (&part.nodes, &part.edges) != (&whole.nodes, &whole.edges) {
                        heeded.push(side);
                    }
                }
            }
        }
        heeded.sort_unstable();
        heeded.dedup();
        assert_eq!(heeded, view.sides(), "{view:?}");
    }
}
