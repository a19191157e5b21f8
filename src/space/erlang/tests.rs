//! Against figures that were published or computed elsewhere, to the digits in which they are printed.

use super::{Goal, Queue, agents_within, erlang_b, erlang_c, pooling, rostered};

fn queue(calls: f64, period: f64, handling: f64) -> Queue {
    Queue { arrivals: calls / period, handling, patience: None }
}

fn goal(percent: f64, within: f64) -> Goal {
    Goal { share: percent / 100.0, within }
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
        (360.0, 1800.0, 240.0, 55, 15.0, "48", "0.238701", "0.845883", "8.184", "0.8727"),
        (360.0, 1800.0, 240.0, 54, 20.0, "48", "0.301308", "0.817248", "12.052", "0.8889"),
        (360.0, 1800.0, 240.0, 53, 20.0, "48", "0.376542", "0.751768", "18.074", "0.9057"),
        (100.0, 1800.0, 180.0, 11, 20.0, "10", "0.682118", "0.389614", "122.781", "0.9091"),
        (100.0, 1800.0, 180.0, 12, 20.0, "10", "0.449388", "0.640158", "40.445", "0.8333"),
        (100.0, 1800.0, 180.0, 13, 20.0, "10", "0.285270", "0.795595", "17.116", "0.7692"),
        (100.0, 1800.0, 180.0, 14, 20.0, "10", "0.174132", "0.888350", "7.836", "0.7143"),
        (240.0, 3600.0, 300.0, 23, 30.0, "20", "0.415738", "0.692014", "41.574", "0.8696"),
        (240.0, 3600.0, 300.0, 24, 30.0, "20", "0.298072", "0.800196", "22.355", "0.8333"),
        (60.0, 3600.0, 300.0, 7, 25.0, "5", "0.324150", "0.725613", "48.622", "0.7143"),
        (60.0, 3600.0, 300.0, 8, 25.0, "5", "0.167267", "0.869733", "16.727", "0.6250"),
        (50.0, 1800.0, 180.0, 7, 20.0, "5", "0.324150", "0.740441", "29.173", "0.7143"),
        (50.0, 1800.0, 180.0, 8, 20.0, "5", "0.167267", "0.880148", "10.036", "0.6250"),
        (10.0, 3600.0, 360.0, 2, 30.0, "1", "0.333333", "0.693319", "120.000", "0.5000"),
        (10.0, 3600.0, 360.0, 3, 30.0, "1", "0.090909", "0.923047", "16.364", "0.3333"),
        (1.0, 3600.0, 1800.0, 1, 60.0, "0.5", "0.500000", "0.508264", "1800.000", "0.5000"),
    ] {
        let it = queue(calls, period, handling);
        let outcome = it.with(agents, within);
        same(it.load(), load);
        same(outcome.waiting, waiting);
        same(erlang_c(it.load(), agents), waiting);
        same(outcome.level, level);
        same(outcome.wait.expect("no overload"), wait);
        same(outcome.occupancy, occupancy);
    }
}

#[test]
fn published_anchors_hold() {
    let busy = queue(360.0, 1800.0, 240.0);
    same(erlang_c(48.0, 55), "0.23870");
    same(busy.with(55, 20.0).level, "0.8668");
    same(busy.with(55, 20.0).wait.expect("no overload"), "8.184");
    assert_eq!(busy.agents_for(goal(80.0, 20.0), None), Some(54));

    let halfway = queue(100.0, 1800.0, 180.0);
    assert_eq!(halfway.agents_for(goal(80.0, 20.0), Some(0.85)), Some(14));
    same(halfway.with(14, 20.0).level * 100.0, "88.8");
    same(halfway.with(14, 20.0).occupancy * 100.0, "71.4");
    assert_eq!(rostered(14, 0.3), Some(20));

    same(erlang_c(10.0, 12), "0.44939");
    same(erlang_c(0.5, 1), "0.5");
    same(erlang_c(0.8, 1), "0.8");
    for agents in 0..=10 {
        same(erlang_c(10.0, agents), "1");
    }

    let slow = queue(200.0, 3600.0, 180.0);
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
    let call_center = Queue { arrivals: 48.0 / 60.0, handling: 60.0, patience: Some(120.0) };
    let small = Queue { arrivals: 200.0 / 3600.0, handling: 180.0, patience: Some(120.0) };
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
    same(outcome.wait.expect("no overload") * patient.arrivals, "17");
}

#[test]
fn thirteen_agents_are_not_enough() {
    let it = queue(100.0, 1800.0, 180.0);
    same(it.with(13, 20.0).level * 100.0, "79.56");
    assert_eq!(it.agents_for(goal(80.0, 20.0), None), Some(14));
    assert_eq!(queue(240.0, 3600.0, 300.0).agents_for(goal(80.0, 30.0), None), Some(24));
}

#[test]
fn one_queue_asks_fewer_than_several() {
    let part = |share: f64| queue(240.0, 3600.0, 300.0).times(share);
    let goal = goal(80.0, 20.0);
    assert_eq!(pooling(&[part(1.0)], goal), Some((25, 25)));
    assert_eq!(pooling(&[part(0.5); 2], goal), Some((28, 25)));
    assert_eq!(pooling(&[part(0.25); 4], goal), Some((32, 25)));
}

#[test]
fn nobody_calls() {
    for patience in [None, Some(60.0)] {
        let it = Queue { arrivals: 0.0, handling: 300.0, patience };
        for agents in [0, 1, 7] {
            let outcome = it.with(agents, 0.0);
            assert_eq!((outcome.waiting, outcome.level, outcome.wait), (0.0, 1.0, Some(0.0)));
            assert!(!it.overloads(agents));
        }
        assert_eq!(it.agents_for(goal(80.0, 20.0), Some(0.85)), Some(0));
    }
}

#[test]
fn as_many_calls_as_agents_is_too_many() {
    let it = queue(120.0, 3600.0, 300.0);
    for agents in [0, 9, 10] {
        let outcome = it.with(agents, 20.0);
        assert_eq!((outcome.waiting, outcome.level, outcome.wait), (1.0, 0.0, None), "{agents}");
        assert!(it.overloads(agents));
    }
    assert!(!it.overloads(11));
}

#[test]
fn at_once_is_who_need_not_wait() {
    let it = queue(100.0, 1800.0, 180.0);
    let outcome = it.with(13, 0.0);
    assert!((outcome.level - (1.0 - outcome.waiting)).abs() < 1e-15);
    let impatient = Queue { patience: Some(90.0), ..it };
    let outcome = impatient.with(13, 0.0);
    assert!((outcome.level - (1.0 - outcome.waiting)).abs() < 1e-12);
}

/// Who never gives up is the limit of who hardly ever does; in the end everybody is helped or has given up.
#[test]
fn impatience_agrees_with_patience_at_its_ends() {
    let patient = queue(100.0, 1800.0, 180.0);
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
    for (load, agents) in
        [(9_900.0, 10_000), (9_999.0, 10_000), (9_999.999, 10_000), (1.0, 10_000), (999_999.0, 1_000_000)]
    {
        let it = Queue { arrivals: load / 300.0, handling: 300.0, patience: None };
        let outcome = it.with(agents, 20.0);
        assert!((0.0..=1.0).contains(&outcome.level) && (0.0..=1.0).contains(&outcome.waiting), "{outcome:?}");
        assert!(outcome.wait.expect("no overload") >= 0.0);
        for patience in [1.0, 120.0, 86_400.0] {
            let outcome = Queue { patience: Some(patience), ..it }.with(agents, 20.0);
            assert!((0.0..=1.0).contains(&outcome.level) && outcome.abandoned < 0.5, "{outcome:?}");
        }
    }
    let asked = Queue { arrivals: 9_900.0 / 300.0, handling: 300.0, patience: None };
    let agents = asked.agents_for(goal(80.0, 20.0), None).expect("some do");
    assert!((9_900..10_100).contains(&agents), "{agents}");
}

#[test]
fn any_numbers_end() {
    for load in [1e-300, 1e-3, 1.0, 1e3, 1e7, 1e12, 1e18] {
        for agents in [0, 1, 100, u32::MAX] {
            for patience in [None, Some(1.0), Some(1e9)] {
                let it = Queue { arrivals: load / 60.0, handling: 60.0, patience };
                let outcome = it.with(agents, 30.0);
                assert!((0.0..=1.0).contains(&outcome.level), "{load} {agents} {patience:?} {outcome:?}");
                assert!((0.0..=1.0).contains(&outcome.abandoned), "{load} {agents} {patience:?} {outcome:?}");
            }
        }
        let it = Queue { arrivals: load / 60.0, handling: 60.0, patience: Some(1.0) };
        assert_eq!(it.agents_for(goal(80.0, 30.0), None).is_some(), load < 1e9, "{load}");
    }
    let all = queue(60.0, 3600.0, 300.0).agents_for(goal(100.0, 0.0), None);
    assert!(all.is_some_and(|it| it < 200), "{all:?}");
}

#[test]
fn more_agents_never_answer_fewer() {
    for patience in [None, Some(20.0), Some(120.0), Some(3_000.0)] {
        let it = Queue { arrivals: 0.1, handling: 200.0, patience };
        let levels: Vec<f64> = (0..60).map(|agents| it.with(agents, 15.0).level).collect();
        // But for the last digit of numbers that are all but nothing.
        let grows = |one: &f64, next: &f64| one - next < 1e-15;
        assert!(levels.is_sorted_by(grows), "{patience:?} {levels:?}");
        let asked = it.agents_for(goal(90.0, 15.0), None).expect("some do");
        assert!(it.with(asked, 15.0).level >= 0.9 && it.with(asked - 1, 15.0).level < 0.9, "{patience:?}");
    }
}

#[test]
fn occupancy_has_a_cap() {
    assert_eq!(agents_within(20.0, 0.8), Some(25));
    assert_eq!(agents_within(17.0, 0.85), Some(20));
    assert_eq!(agents_within(17.01, 0.85), Some(21));
    assert_eq!(agents_within(5.0, 0.0), None);
    assert_eq!(agents_within(0.0, 0.0), Some(0));
    let busy = queue(360.0, 1800.0, 240.0);
    assert_eq!(busy.agents_for(goal(80.0, 20.0), Some(0.85)), Some(57));
}

#[test]
fn a_rota_needs_more_than_are_at_work() {
    assert_eq!(rostered(70, 0.3), Some(100));
    assert_eq!(rostered(71, 0.3), Some(102));
    assert_eq!(rostered(7, 0.0), Some(7));
    assert_eq!(rostered(7, 1.0), None);
    assert_eq!(rostered(0, 1.0), Some(0));
}
