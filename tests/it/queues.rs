//! The formulas of queues against queues that are played, contact by contact.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use loket::model::value::decimal;
use loket::space::erlang::Queue;

/// How often a queue is played, and how many contacts are counted each time.
const RUNS: u32 = 24;
const CONTACTS: u32 = 30_000;
/// Contacts that come before counting begins, so that the queue has settled.
const BEFORE: u32 = 3_000;

/// Standard errors that the formula may be away: with 24 runs less than one in ten thousand is further by chance.
const WIDTH: f64 = 4.7;

/// What was seen in one run, or expected: the parts that wait, that are answered in time and that give up, and the mean wait.
type Seen = [f64; 4];

#[test]
fn patient_queues_are_as_computed() {
    for (load, agents, handling, within) in [
        ("10", 13, 180.0, 20.0),
        ("20", 23, 300.0, 30.0),
        ("5", 7, 300.0, 0.0),
        ("0.5", 1, 1800.0, 60.0),
        ("40", 48, 240.0, 15.0),
    ] {
        agree(Queue { load: decimal(load).unwrap(), handling, patience: None }, agents, within);
    }
}

#[test]
fn impatient_queues_are_as_computed() {
    for (load, agents, handling, within, patience) in [
        ("10", 10, 180.0, 20.0, 120.0),
        ("10", 12, 180.0, 20.0, 30.0),
        ("20", 14, 300.0, 45.0, 90.0),
        ("13.5", 18, 270.0, 30.0, 120.0),
        ("3", 2, 60.0, 0.0, 600.0),
        ("48", 50, 60.0, 5.0, 120.0),
        ("5", 6, 300.0, 600.0, 0.0),
    ] {
        agree(Queue { load: decimal(load).unwrap(), handling, patience: Some(patience) }, agents, within);
    }
}

#[track_caller]
fn agree(queue: Queue, agents: u32, within: f64) {
    let outcome = queue.with(agents, within);
    let computed = [outcome.waiting, outcome.level, outcome.abandoned, outcome.wait.unwrap()];
    let mut dice = Dice(0x10_CE7 + u64::from(agents));
    let runs: Vec<Seen> = (0..RUNS).map(|_| play(queue, agents, within, &mut dice)).collect();
    let number = f64::from(RUNS);
    for (at, computed) in computed.into_iter().enumerate() {
        let mean = runs.iter().map(|run| run[at]).sum::<f64>() / number;
        let spread = runs.iter().map(|run| (run[at] - mean).powi(2)).sum::<f64>() / (number - 1.0);
        let error = (spread / number).sqrt();
        assert!(
            (mean - computed).abs() <= WIDTH * error + 1e-12,
            "{queue:?} {agents} [{at}]: {mean} ± {error}, {computed}"
        );
    }
}

/// Plays one day of a queue: first come, first served.
fn play(queue: Queue, agents: u32, within: f64, dice: &mut Dice) -> Seen {
    let (mut now, mut come) = (0.0, 0);
    // When each busy agent will be free, and who waits: since when and until when.
    let mut busy: BinaryHeap<Reverse<Moment>> = BinaryHeap::new();
    let mut line: VecDeque<(f64, f64, bool)> = VecDeque::new();
    let (mut counted, mut waited, mut soon, mut gone, mut total) = (0_u32, 0_u32, 0_u32, 0_u32, 0.0);
    while come < BEFORE + CONTACTS {
        now += dice.time(1.0 / queue.arrivals());
        come += 1;
        let counts = come > BEFORE;
        counted += u32::from(counts);
        // Agents that become free before this contact comes take who waits longest and has not given up.
        while busy.peek().is_some_and(|free| free.0.0 <= now) {
            let Reverse(Moment(free)) = busy.pop().unwrap();
            while let Some((since, until, counts)) = line.pop_front() {
                let wait = free.min(until) - since;
                if counts {
                    total += wait;
                }
                if until <= free {
                    gone += u32::from(counts);
                    continue;
                }
                soon += u32::from(counts && wait <= within);
                busy.push(Reverse(Moment(free + dice.time(queue.handling))));
                break;
            }
        }
        if busy.len() < agents as usize {
            soon += u32::from(counts);
            busy.push(Reverse(Moment(now + dice.time(queue.handling))));
        } else {
            waited += u32::from(counts);
            let until = now + queue.patience.map_or(f64::INFINITY, |mean| dice.time(mean));
            line.push_back((now, until, counts));
        }
    }
    let part = |count: u32| f64::from(count) / f64::from(counted);
    [part(waited), part(soon), part(gone), total / f64::from(counted)]
}

/// A moment that can be ordered: times are never not a number.
#[derive(PartialEq)]
struct Moment(f64);

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Moment {}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// `SplitMix64`: the same throws on every machine.
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    /// An exponential time with this mean.
    fn time(&mut self, mean: f64) -> f64 {
        let high = u32::try_from(self.throw() >> 32).unwrap();
        let low = u32::try_from(self.throw() >> 32).unwrap();
        let part = (f64::from(high) + f64::from(low) / 4_294_967_296.0 + f64::EPSILON) / 4_294_967_296.0;
        -mean * part.ln()
    }
}
