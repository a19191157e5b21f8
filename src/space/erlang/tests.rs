//! Against figures that were published or computed elsewhere, to the digits in which they are printed.

use super::{Goal, Queue, agents_within, erlang_b, erlang_c, pooling, rostered};
use crate::model::exact::Exact;

fn queue(calls: u32, period: u32, handling: u32) -> Queue {
    let load = Exact::of(calls.into(), period.into()).times(handling);
    Queue { load, handling: handling.into(), patience: None }
}

fn goal(percent: u32, within: f64) -> Goal {
    Goal { share: Exact::percent(percent), within }
}

/// Equal in so many decimals.
#[track_caller]
fn same(value: f64, printed: &str) {
    let decimals = printed.split_once('.').map_or(0, |(_, part)| part.len());
    assert_eq!(format!("{value:.decimals$}"), printed);
}

#[test]
fn erlang_c_agrees_with_the_vectors() {
    for (calls, period, handling, agents, within, load, waiting, level, wait, occupancy) in [
        (360, 1800, 240, 55, 15.0, "48", "0.238701", "0.845883", "8.184", "0.8727"),
        (360, 1800, 240, 54, 20.0, "48", "0.301308", "0.817248", "12.052", "0.8889"),
        (360, 1800, 240, 53, 20.0, "48", "0.376542", "0.751768", "18.074", "0.9057"),
        (100, 1800, 180, 11, 20.0, "10", "0.682118", "0.389614", "122.781", "0.9091"),
        (100, 1800, 180, 12, 20.0, "10", "0.449388", "0.640158", "40.445", "0.8333"),
        (100, 1800, 180, 13, 20.0, "10", "0.285270", "0.795595", "17.116", "0.7692"),
        (100, 1800, 180, 14, 20.0, "10", "0.174132", "0.888350", "7.836", "0.7143"),
        (240, 3600, 300, 23, 30.0, "20", "0.415738", "0.692014", "41.574", "0.8696"),
        (240, 3600, 300, 24, 30.0, "20", "0.298072", "0.800196", "22.355", "0.8333"),
        (60, 3600, 300, 7, 25.0, "5", "0.324150", "0.725613", "48.622", "0.7143"),
        (60, 3600, 300, 8, 25.0, "5", "0.167267", "0.869733", "16.727", "0.6250"),
        (50, 1800, 180, 7, 20.0, "5", "0.324150", "0.740441", "29.173", "0.7143"),
        (50, 1800, 180, 8, 20.0, "5", "0.167267", "0.880148", "10.036", "0.6250"),
        (10, 3600, 360, 2, 30.0, "1", "0.333333", "0.693319", "120.000", "0.5000"),
        (10, 3600, 360, 3, 30.0, "1", "0.090909", "0.923047", "16.364", "0.3333"),
        (1, 3600, 1800, 1, 60.0, "0.5", "0.500000", "0.508264", "1800.000", "0.5000"),
    ] {
        let it = queue(calls, period, handling);
        let outcome = it.with(agents, within);
        same(it.load.value(), load);
        same(outcome.waiting, waiting);
        same(erlang_c(it.load.value(), agents), waiting);
        same(outcome.level, level);
        same(outcome.wait.expect("no overload"), wait);
        same(outcome.occupancy, occupancy);
    }
}

#[test]
fn published_anchors_hold() {
    let busy = queue(360, 1800, 240);
    same(erlang_c(48.0, 55), "0.23870");
    same(busy.with(55, 20.0).level, "0.8668");
    same(busy.with(55, 20.0).wait.expect("no overload"), "8.184");
    assert_eq!(busy.agents_for(goal(80, 20.0), None), Some(54));

    let halfway = queue(100, 1800, 180);
    assert_eq!(halfway.agents_for(goal(80, 20.0), Some(Exact::percent(85))), Some(14));
    same(halfway.with(14, 20.0).level * 100.0, "88.8");
    same(halfway.with(14, 20.0).occupancy * 100.0, "71.4");
    assert_eq!(rostered(14, Exact::percent(30)), Some(20));

    same(erlang_c(10.0, 12), "0.44939");
    same(erlang_c(0.5, 1), "0.5");
    same(erlang_c(0.8, 1), "0.8");
    for agents in 0..=10 {
        same(erlang_c(10.0, agents), "1");
    }

    let slow = queue(200, 3600, 180);
    same(slow.with(11, 0.0).wait.expect("no overload"), "122.8");
    same(slow.with(12, 0.0).wait.expect("no overload"), "40.4");
}

#[test]
fn erlang_b_agrees_with_the_tables() {
    for (load, agents, blocked) in [(2.0, 5, "3.67"), (10.0, 14, "5.68"), (5.0, 10, "1.84"), (1.0, 1, "50")] {
        same(erlang_b(load, agents) * 100.0, blocked);
    }
    for (load, agents, blocked) in [
        (1.0, 1, "0.5"),
        (2.0, 3, "0.210526"),
        (2.0, 5, "0.036697"),
        (5.0, 10, "0.018385"),
        (10.0, 10, "0.214582"),
        (10.0, 12, "0.119739"),
        (10.0, 14, "0.056819"),
        (20.0, 30, "0.008457"),
        (48.0, 55, "0.038374"),
    ] {
        same(erlang_b(load, agents), blocked);
    }
}

#[test]
fn erlang_a_agrees_with_the_vectors() {
    let call_center = Queue { patience: Some(120.0), ..queue(48, 60, 60) };
    let small = Queue { patience: Some(120.0), ..queue(200, 3600, 180) };
    for (it, agents, waiting, abandoned, wait, occupancy) in [
        (call_center, 50, "0.467774", "0.030912", "3.709", "0.930324"),
        (call_center, 54, "0.237627", "0.011393", "1.367", "0.878762"),
        (small, 10, "0.496853", "0.137464", "16.496", "0.862536"),
        (small, 12, "0.279807", "0.061597", "7.392", "0.782002"),
        (small, 14, "0.126976", "0.022839", "2.741", "0.697972"),
    ] {
        let outcome = it.with(agents, 20.0);
        same(outcome.waiting, waiting);
        same(outcome.abandoned, abandoned);
        same(outcome.wait.expect("it is stable"), wait);
        same(outcome.occupancy, occupancy);
    }
    // The textbook's comparison with people who never give up.
    let patient = Queue { patience: None, ..call_center };
    let outcome = patient.with(50, 20.0);
    same(outcome.wait.expect("no overload"), "20.8");
    same(outcome.occupancy * 100.0, "96");
    same(outcome.wait.expect("no overload") * patient.arrivals(), "17");
}

#[test]
fn thirteen_agents_are_not_enough() {
    let it = queue(100, 1800, 180);
    same(it.with(13, 20.0).level * 100.0, "79.56");
    assert_eq!(it.agents_for(goal(80, 20.0), None), Some(14));
    assert_eq!(queue(240, 3600, 300).agents_for(goal(80, 30.0), None), Some(24));
}

#[test]
fn one_queue_asks_fewer_than_several() {
    let of = |weights: &[u64]| pooling(queue(240, 3600, 300), weights, goal(80, 20.0));
    assert_eq!(of(&[1]), Some((25, 25)));
    assert_eq!(of(&[1; 2]), Some((28, 25)));
    assert_eq!(of(&[7; 4]), Some((32, 25)));
    assert_eq!(of(&[1, 2, 1]), Some((8 + 14 + 8, 25)));
}

#[test]
fn nobody_calls() {
    for patience in [None, Some(60.0)] {
        let it = Queue { patience, ..queue(0, 1, 300) };
        for agents in [0, 1, 7] {
            let outcome = it.with(agents, 0.0);
            assert_eq!((outcome.waiting, outcome.level, outcome.wait), (0.0, 1.0, Some(0.0)));
            assert!(!it.overloads(agents));
        }
        assert_eq!(it.agents_for(goal(80, 20.0), Some(Exact::percent(85))), Some(0));
    }
}

#[test]
fn as_many_calls_as_agents_is_too_many() {
    let it = queue(120, 3600, 300);
    for agents in [0, 9, 10] {
        let outcome = it.with(agents, 20.0);
        assert_eq!((outcome.waiting, outcome.level, outcome.wait), (1.0, 0.0, None), "{agents}");
        assert!(it.overloads(agents));
    }
    assert!(!it.overloads(11));
}

#[test]
fn at_once_is_who_need_not_wait() {
    let it = queue(100, 1800, 180);
    let outcome = it.with(13, 0.0);
    assert!((outcome.level - (1.0 - outcome.waiting)).abs() < 1e-15);
    let impatient = Queue { patience: Some(90.0), ..it };
    let outcome = impatient.with(13, 0.0);
    assert!((outcome.level - (1.0 - outcome.waiting)).abs() < 1e-12);
}

/// Who never gives up is the limit of who hardly ever does; in the end everybody is helped or has given up.
#[test]
fn impatience_agrees_with_patience_at_its_ends() {
    let patient = queue(100, 1800, 180);
    let hardly = Queue { patience: Some(1e7), ..patient };
    for agents in [11, 12, 14, 20] {
        let (one, two) = (patient.with(agents, 20.0), hardly.with(agents, 20.0));
        assert!((one.level - two.level).abs() < 1e-3, "{agents}: {one:?} {two:?}");
        let ever = Queue { patience: Some(90.0), ..patient }.with(agents, 1e6);
        assert!((ever.level - (1.0 - ever.abandoned)).abs() < 1e-12, "{ever:?}");
    }
}

#[test]
fn ten_thousand_agents_are_counted() {
    for (thousandths, agents) in
        [(9_900_000, 10_000), (9_999_000, 10_000), (9_999_999, 10_000), (1_000, 10_000), (999_999_000, 1_000_000)]
    {
        let it = Queue { load: Exact::of(thousandths, 1000), handling: 300.0, patience: None };
        let outcome = it.with(agents, 20.0);
        assert!((0.0..=1.0).contains(&outcome.level) && (0.0..=1.0).contains(&outcome.waiting), "{outcome:?}");
        assert!(outcome.wait.expect("no overload") >= 0.0);
        for patience in [1.0, 120.0, 86_400.0] {
            let outcome = Queue { patience: Some(patience), ..it }.with(agents, 20.0);
            assert!((0.0..=1.0).contains(&outcome.level) && outcome.abandoned < 0.5, "{outcome:?}");
        }
    }
    let asked = Queue { load: 9_900.into(), handling: 300.0, patience: None };
    let agents = asked.agents_for(goal(80, 20.0), None).expect("some do");
    assert!((9_900..10_100).contains(&agents), "{agents}");
}

#[test]
fn any_numbers_end() {
    let tens = |power: u32| Exact::of(10_u128.pow(power), 1);
    let parts = [Exact::of(1, u128::MAX), Exact::of(1, 1000)];
    for load in parts.into_iter().chain([0, 3, 7, 12, 18, 38].map(tens)) {
        for agents in [0, 1, 100, u32::MAX] {
            for patience in [None, Some(0.0), Some(1.0), Some(1e9)] {
                let it = Queue { load, handling: 60.0, patience };
                let outcome = it.with(agents, 30.0);
                assert!((0.0..=1.0).contains(&outcome.level), "{it:?} {agents} {outcome:?}");
                assert!((0.0..=1.0).contains(&outcome.abandoned), "{it:?} {agents} {outcome:?}");
            }
        }
        let it = Queue { load, handling: 60.0, patience: Some(1.0) };
        assert_eq!(it.agents_for(goal(80, 30.0), None).is_some(), load < tens(9), "{load:?}");
    }
    let all = queue(60, 3600, 300).agents_for(goal(100, 0.0), None);
    assert!(all.is_some_and(|it| it < 200), "{all:?}");
}

#[test]
fn more_agents_never_answer_fewer() {
    for patience in [None, Some(20.0), Some(120.0), Some(3_000.0)] {
        let it = Queue { load: 20.into(), handling: 200.0, patience };
        let levels: Vec<f64> = (0..60).map(|agents| it.with(agents, 15.0).level).collect();
        // But for the last digit of numbers that are all but nothing.
        let grows = |one: &f64, next: &f64| one - next < 1e-15;
        assert!(levels.is_sorted_by(grows), "{patience:?} {levels:?}");
        let asked = it.agents_for(goal(90, 15.0), None).expect("some do");
        assert!(it.with(asked, 15.0).level >= 0.9 && it.with(asked - 1, 15.0).level < 0.9, "{patience:?}");
    }
}

#[test]
fn occupancy_has_a_cap() {
    assert_eq!(agents_within(20.into(), Exact::percent(80)), Some(25));
    assert_eq!(agents_within(17.into(), Exact::percent(85)), Some(20));
    assert_eq!(agents_within(Exact::of(1701, 100), Exact::percent(85)), Some(21));
    assert_eq!(agents_within(5.into(), Exact::ZERO), None);
    assert_eq!(agents_within(Exact::ZERO, Exact::ZERO), Some(0));
    let busy = queue(360, 1800, 240);
    assert_eq!(busy.agents_for(goal(80, 20.0), Some(Exact::percent(85))), Some(57));
}

#[test]
fn a_rota_needs_more_than_are_at_work() {
    assert_eq!(rostered(70, Exact::percent(30)), Some(100));
    assert_eq!(rostered(71, Exact::percent(30)), Some(102));
    assert_eq!(rostered(7, Exact::ZERO), Some(7));
    assert_eq!(rostered(7, Exact::ONE), None);
    assert_eq!(rostered(0, Exact::ONE), Some(0));
}

/// Every small peak whose load meets a number of agents, or a percentage of their time, to the last digit.
#[test]
fn limits_are_met_exactly() {
    for (calls, handling) in (1..=400_u32).flat_map(|calls| [20, 45, 60, 90, 180, 273, 3600].map(|time| (calls, time)))
    {
        let it = queue(calls, 3600, handling);
        let work = calls * handling;
        let near = work / 3600;
        for agents in near.saturating_sub(1)..=near + 2 {
            assert_eq!(it.overloads(agents), work >= agents * 3600, "{calls}/h {handling}s {agents}");
            let outcome = it.with(agents, 20.0);
            assert_eq!(outcome.wait.is_none(), work >= agents * 3600, "{calls}/h {handling}s {agents}");
        }
        for percent in [1, 50, 85, 90, 100] {
            let wanted = (work * 100).div_ceil(percent * 3600);
            assert_eq!(
                agents_within(it.load, Exact::percent(percent)),
                Some(wanted),
                "{calls}/h {handling}s {percent}"
            );
        }
    }
}

/// With one agent, and no time to wait, the level is what is left of the load: a figure that can be met to the last digit.
#[test]
fn a_target_that_is_just_met_is_met() {
    for calls in 1..20 {
        let it = queue(calls, 3600, 180);
        let goal = goal(100 - 5 * calls, 0.0);
        assert!(goal.is_met(it.with(1, 0.0).level), "{calls}");
        assert_eq!(it.agents_for(goal, None), Some(1), "{calls}");
        let higher = Goal { share: goal.share.plus(Exact::of(1, 1_000_000_000)), ..goal };
        assert!(!higher.is_met(it.with(1, 0.0).level), "{calls}");
        assert_eq!(it.agents_for(higher, None), Some(2), "{calls}");
    }
}

/// Who never waits is lost when all are busy: Erlang's first formula, and the limit of who hardly waits.
#[test]
fn nobody_waits() {
    let it = Queue { patience: Some(0.0), ..queue(60, 3600, 300) };
    for agents in 0..12 {
        let outcome = it.with(agents, 600.0);
        assert_eq!((outcome.abandoned, outcome.level), (erlang_b(5.0, agents), 1.0 - erlang_b(5.0, agents)));
        let hardly = Queue { patience: Some(1e-3), ..it }.with(agents, 600.0);
        for (one, two) in [
            (outcome.level, hardly.level),
            (outcome.abandoned, hardly.abandoned),
            (outcome.waiting, hardly.waiting),
            (outcome.occupancy, hardly.occupancy),
            (outcome.wait.expect("some wait"), hardly.wait.expect("some wait")),
        ] {
            assert!((one - two).abs() < 1e-2, "{agents}: {outcome:?} {hardly:?}");
        }
    }
    same(it.with(6, 600.0).level * 100.0, "80.8");
    assert_eq!(it.agents_for(goal(90, 600.0), None), Some(8));
}
