//! Policies made by hand, with the cells that a person reads in them: the reference and the comparison have tests too.

use serde_json::{Value, json};

use super::cells::{Cells, describe};
use super::compare::{agree, stand_apart};
use super::print::print;
use super::reference::Reference;
use super::rules::GAPS;
use super::words::{DECIDE, DELIVER, HANDLE, INFORM, INTAKE, STEERING, TRAITS};
use super::world::Kind::{Accountable, Allow, Delegate, Forbid, Handover, Mandate, Need, Offer, Responsible};
use super::world::{Channel, Field, Kind, Noun, Selector, Service, Statement, Term, Unit, World};
use super::{gaps, mandates, overlaps, rights, walk};

const A: usize = 0;
const B: usize = 1;
const C: usize = 2;
const D: usize = 3;

/// A board, a directorate with a contact centre and a back office, and a team. Calls, and a counter in two places.
/// One service that decides and one that does not. A field of each of `contact`, `payment` and `decision`.
fn town(statements: Vec<Statement>) -> World {
    let unit = |kind, parent| Noun { parent, is: Unit { kind, ..Unit::default() }, ..Noun::default() };
    let channel = |medium| Noun { is: Channel { medium, ..Channel::default() }, ..Noun::default() };
    let service = |decision| Noun { is: Service { decision, ..Service::default() }, ..Noun::default() };
    let field = |traits: usize| Field { traits: TRAITS[traits].to_vec(), ..Field::default() };
    World {
        units: vec![
            unit("board", None),
            unit("directorate", None),
            unit("kcc", Some(B)),
            unit("back", Some(B)),
            unit("team", None),
        ],
        channels: vec![channel(0), channel(1)],
        locations: vec![Noun::default(), Noun::default()],
        services: vec![service(true), service(false)],
        records: vec![Noun::default()],
        fields: vec![field(4), field(7), field(10)],
        statements,
        ..World::default()
    }
}

fn names(members: &[usize]) -> Selector {
    Selector { terms: members.iter().map(|&it| Term::Name(it)).collect(), except: Vec::new() }
}

fn offer(service: usize, channel: usize) -> Statement {
    Statement { services: Some(names(&[service])), channels: Some(names(&[channel])), ..Statement::new(Offer) }
}

fn duty(kind: Kind, units: &[usize], tasks: &[usize]) -> Statement {
    Statement { units: names(units), tasks: Some(names(tasks)), ..Statement::new(kind) }
}

fn right(kind: Kind, unit: usize, operation: &'static str, field: usize) -> Statement {
    let data = Selector { terms: vec![Term::Field(field)], except: Vec::new() };
    let channels = Some(names(&[A]));
    let services = Some(names(&[B]));
    Statement { units: names(&[unit]), operations: vec![operation], data, channels, services, ..Statement::new(kind) }
}

fn chain(kind: Kind, units: &[usize]) -> Statement {
    Statement { chain: units.to_vec(), both_ways: vec![false; units.len()], ..Statement::new(kind) }
}

/// What a rule finds in a policy, cell by cell.
fn found(rule: fn(&Reference) -> Cells, statements: Vec<Statement>) -> Vec<String> {
    let world = town(statements);
    let reference = Reference::new(&world, &print(&world).lines);
    rule(&reference).into_iter().map(|cell| describe(&reference, cell)).collect()
}

/// Each cell in each period.
fn always(cells: &[&str]) -> Vec<String> {
    let days = ["2026-01-01", "2026-04-01", "2026-09-01", "2027-01-01"];
    cells.iter().flat_map(|cell| days.iter().map(move |day| format!("{cell} {day}"))).collect()
}

#[test]
fn what_nobody_does_somewhere_is_unserved_there() {
    let mut deliver = duty(Responsible, &[D], &[DELIVER]);
    deliver.locations = Some(names(&[A]));
    deliver.life.until = Some(3);
    let expected = ["deliver ServiceB ChannelB@PlaceA * 2026-09-01", "deliver ServiceB ChannelB@PlaceA * 2027-01-01"];
    let expected = [expected.map(str::to_owned).to_vec(), always(&["deliver ServiceB ChannelB@PlaceB *"])].concat();
    let all = vec![offer(B, B), duty(Responsible, &[C], &[INFORM, INTAKE, HANDLE]), deliver];
    assert_eq!(found(gaps::unserved, all), expected);
}

#[test]
fn a_decision_needs_a_unit_that_may_decide() {
    let all = || vec![offer(A, A), duty(Responsible, &[D], &[DECIDE])];
    let expected = always(&["ServiceA ChannelA *"]);
    assert_eq!(found(gaps::undecided, all()), expected);
    assert_eq!(found(gaps::undecided, [all(), vec![chain(Mandate, &[A, B])]].concat()), expected);
    assert!(found(gaps::undecided, [all(), vec![chain(Mandate, &[A, B, D])]].concat()).is_empty());
}

#[test]
fn a_counter_without_staff_and_a_channel_without_steering_are_gaps() {
    let mut intake = duty(Responsible, &[C], &[INTAKE]);
    intake.locations = Some(names(&[B]));
    let mut steering = duty(Accountable, &[B], &[STEERING]);
    steering.channels = Some(Selector { terms: vec![Term::Class("async")], except: Vec::new() });
    let all = vec![offer(B, B), intake, steering];
    assert_eq!(found(gaps::location_unstaffed, all.clone()), always(&["ChannelB@PlaceA"]));
    assert_eq!(found(gaps::unsteered, all.clone()), always(&["ChannelB"]));
    assert_eq!(found(gaps::not_offered, all), always(&["ServiceA"]));
}

#[test]
fn only_unrelated_units_that_hold_a_cell_apart_overlap() {
    let apart = vec![offer(B, A), duty(Responsible, &[C], &[INTAKE]), duty(Responsible, &[D], &[INTAKE])];
    assert_eq!(found(overlaps::responsible, apart), always(&["UnitC UnitD intake ServiceB ChannelA *"]));
    let jointly = vec![offer(B, A), duty(Responsible, &[C, D], &[INTAKE]), duty(Responsible, &[D], &[INTAKE])];
    assert!(found(overlaps::responsible, jointly).is_empty());
    let ranked = vec![offer(B, A), duty(Accountable, &[B], &[STEERING]), duty(Accountable, &[D], &[STEERING])];
    assert!(found(overlaps::accountable, ranked).is_empty());
}

#[test]
fn a_right_of_a_unit_is_a_right_of_all_inside_it() {
    let all = vec![right(Allow, B, "update", B), right(Forbid, D, "update", B)];
    let expected = always(&["UnitC update RecordA.fieldB ServiceB ChannelA *"]);
    assert_eq!(found(rights::front_mutation, all.clone()), expected);
    assert_eq!(found(rights::inherited_front, all), expected);
}

#[test]
fn a_guarded_right_is_no_risk_unless_another_gives_it_unguarded() {
    let mut guarded = right(Allow, C, "update", B);
    guarded.guards.four_eyes = true;
    guarded.guards.verified = Some(2);
    assert!(found(rights::front_mutation, vec![guarded.clone()]).is_empty());
    let all = vec![guarded, right(Allow, C, "update", B)];
    let expected = always(&["UnitC update RecordA.fieldB ServiceB ChannelA *"]);
    assert_eq!(found(rights::front_mutation, all.clone()), expected);
    assert_eq!(found(rights::identity_too_low, all.clone()), expected);
    assert_eq!(found(overlaps::redundant, all), ["statement 0"]);
}

#[test]
fn two_writers_and_a_decider_that_pays_are_found() {
    let all = vec![offer(B, A), right(Allow, D, "update", B), right(Allow, 4, "update", B)];
    assert_eq!(
        found(overlaps::writers, all.clone()),
        always(&["UnitD UnitE update RecordA.fieldB ServiceB ChannelA *"])
    );
    let all = [all, vec![duty(Responsible, &[D], &[DECIDE])]].concat();
    assert_eq!(found(rights::separation, all), always(&["UnitD decide update RecordA.fieldB ServiceB ChannelA *"]));
}

#[test]
fn a_need_asks_for_the_right_of_the_unit_that_does_the_task() {
    let mut need = right(Need, A, "update", A);
    need.tasks = Some(names(&[HANDLE]));
    let mut all = vec![offer(B, A), need, duty(Responsible, &[C, D], &[HANDLE]), right(Allow, D, "write", A)];
    let expected = always(&["UnitC handle update RecordA.fieldA ServiceB ChannelA *"]);
    assert_eq!(found(gaps::right_missing, all.clone()), expected);
    assert_eq!(found(gaps::field_unwritable, all.clone()), always(&["RecordA.fieldB", "RecordA.fieldC"]));
    all.push(right(Forbid, B, "write", A));
    assert_eq!(found(overlaps::contradiction, all), ["statement 3"]);
}

#[test]
fn a_mandate_goes_on_only_where_it_was_written_so() {
    let all = vec![offer(A, A), duty(Responsible, &[D], &[DECIDE]), chain(Mandate, &[A, B]), chain(Mandate, &[B, D])];
    assert_eq!(found(mandates::missing, all.clone()), always(&["UnitD ServiceA"]));
    assert_eq!(found(mandates::not_onward, all.clone()).len(), 19 * 2 * 4);
    let mut onward = all.clone();
    onward[2].onward = true;
    assert!(found(mandates::missing, onward.clone()).is_empty());
    assert!(found(mandates::not_onward, onward.clone()).is_empty());
    onward[2].services = Some(names(&[A]));
    onward[3].tasks = Some(names(&[DECIDE]));
    assert_eq!(found(mandates::wider_than_source, onward.clone()), always(&["UnitB UnitD decide ServiceB"]));
    onward.push(chain(Delegate, &[A, 4]));
    assert_eq!(found(mandates::missing, onward), always(&["UnitD ServiceA"]));
}

#[test]
fn the_walk_needs_a_path_to_the_next_step() {
    let duties = || {
        let mut all = vec![offer(B, A), duty(Responsible, &[C], &[INTAKE]), duty(Responsible, &[D], &[HANDLE])];
        all.push(duty(Responsible, &[4], &[DELIVER]));
        all
    };
    let with = |links: Vec<Statement>| [duties(), links].concat();
    assert_eq!(
        found(walk::missing, duties()),
        always(&["UnitC handle ServiceB ChannelA *", "UnitD deliver ServiceB ChannelA *"])
    );
    assert_eq!(
        found(walk::missing, with(vec![chain(Handover, &[C, D])])),
        always(&["UnitD deliver ServiceB ChannelA *"])
    );
    assert!(
        found(walk::missing, with(vec![chain(Handover, &[C, 4]), chain(Handover, &[4, B]), chain(Handover, &[B, 4])]))
            .is_empty()
    );
    assert_eq!(found(walk::dead_end, with(vec![chain(Handover, &[D, A])])), always(&["statement 4"]));
    let circle = || vec![chain(Handover, &[A, C]), chain(Handover, &[C, A])];
    assert_eq!(found(walk::cycle, with(circle())), always(&["ServiceB ChannelA *"]));
    assert!(found(walk::cycle, [with(circle()), vec![chain(Handover, &[C, D])]].concat()).is_empty());
}

/// A document with one finding of `gap/unserved` for each box of tasks, places and periods.
fn unserved(boxes: &[(&[&str], &[&str], &[&str])]) -> Value {
    let finding = |(task, touchpoint, period): &(&[&str], &[&str], &[&str])| {
        let subjects = json!({
            "task": task, "service": ["ServiceB"], "touchpoint": touchpoint, "audience": ["*"], "period": period,
            "channel": ["ChannelB"],
        });
        json!({"rule": "gap/unserved", "file": "a.org", "range": {"start": {"line": 1}}, "subjects": subjects})
    };
    json!({"policies": [{"findings": boxes.iter().map(finding).collect::<Vec<_>>()}]})
}

#[test]
fn the_comparison_sees_what_is_missing_surplus_shared_or_in_pieces() {
    let world = town(vec![offer(B, B), duty(Responsible, &[C], &[INFORM, INTAKE])]);
    let reference = Reference::new(&world, &print(&world).lines);
    let agrees = |document: &Value| agree(&GAPS[0], &reference, document);
    let apart = |document: &Value| stand_apart(&GAPS[0], &reference, document);
    let (both, counters): (&[&str], &[&str]) = (&["handle", "deliver"], &["ChannelB@PlaceA", "ChannelB@PlaceB"]);

    let whole = unserved(&[(both, counters, &["*"])]);
    assert_eq!((agrees(&whole), apart(&whole)), (Ok(()), Ok(())));
    let pieces = unserved(&[(both, &counters[..1], &["*"]), (both, &counters[1..], &["2026-01-01/.."])]);
    assert_eq!(agrees(&pieces), Ok(()));
    assert!(apart(&pieces).is_err_and(|error| error.contains("make one box")));
    let shared = unserved(&[(both, counters, &["*"]), (both, &counters[1..], &["*"])]);
    assert!(apart(&shared).is_err_and(|error| error.contains("share cells")));
    let less = unserved(&[(both, counters, &["2026-01-01/2026-03-31", "2026-09-01/.."])]);
    assert!(agrees(&less).is_err_and(|error| error.contains("missing: 4") && error.contains("surplus: 0")));
    let more = unserved(&[(&["inform", "handle", "deliver"], counters, &["*"])]);
    assert!(agrees(&more).is_err_and(|error| error.contains("missing: 0") && error.contains("surplus: 8")));
    let neighbours = unserved(&[(both, counters, &["2026-01-01/2026-03-31", "2026-04-01/.."])]);
    assert!(agrees(&neighbours).is_err_and(|error| error.contains("should have been joined")));
    let elsewhere = unserved(&[(both, &["Nowhere"], &["*"])]);
    assert!(agrees(&elsewhere).is_err_and(|error| error.contains("no touchpoint is called")));
}

#[test]
fn a_world_is_written_as_a_policy() {
    let mut allow = right(Allow, C, "update", A);
    allow.units = Selector { terms: vec![Term::Class("front"), Term::Tag(0)], except: vec![Term::Name(D)] };
    allow.guards.verified = Some(1);
    allow.life.until = Some(2);
    let text = print(&town(vec![allow, chain(Handover, &[C, D])])).text();
    let allow = "allow front, #merk except UnitD to update RecordA.fieldA of ServiceB via ChannelA when verified low until 2026-03-31";
    assert!(text.contains(&format!("\n{allow}\nhandover UnitC -> UnitD\n")), "{text}");
    assert!(text.contains("\nunit UnitB {\n  kind: directorate\n  unit UnitC {\n    kind: kcc\n  }\n"), "{text}");
    assert!(text.contains("\nchannel ChannelB {\n  medium: counter\n}\n"), "{text}");
}
