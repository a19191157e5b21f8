//! Erlang A: people who give up after a while (M/M/N+M, patience exponential like the other times).
//!
//! With `k` people before one in the queue, and each of them leaving by being helped or by giving up, the time to being helped is a
//! sum of exponential times with rates `Nμ + jθ`, `j = 0..=k`. Measured by `b = e^(-θ·time)` that sum has the distribution
//! Beta(`c`, `k + 1`) with `c = Nμ/θ`, and `b` is also the chance that one's patience outlasts it. So the part that is helped
//! within a time `T` is the mean of `b` over `b ≥ x = e^(-θT)`, which is `c / (c + k + 1) · (1 - Iₓ(c + 1, k + 1))`.

use super::{FLUID, Outcome, erlang_b};

/// States beyond which nothing is added any more; they are never needed where a queue is no flow.
const STATES: u32 = 20_000_000;

/// Sums are divided by this before they grow too large.
const LARGE: f64 = 1e200;

/// What `agents` make of a load of impatient people. The load is above 0.
pub(super) fn outcome(load: f64, handling: f64, patience: f64, agents: u32, within: f64) -> Outcome {
    let number = f64::from(agents);
    if load > FLUID || (load - number) * patience / handling > FLUID {
        return flow(load, patience, number, within);
    }
    let blocked = erlang_b(load, agents);
    if agents == 0 {
        return Outcome { waiting: 1.0, level: 0.0, wait: Some(patience), abandoned: 1.0, occupancy: 0.0 };
    }
    if blocked == 0.0 {
        return Outcome { waiting: 0.0, level: 1.0, wait: Some(0.0), abandoned: 0.0, occupancy: load / number };
    }
    // All weights are relative to the state in which all agents are busy and nobody waits.
    let mut free = 1.0 / blocked - 1.0;
    let mut weight = 1.0;
    let (mut busy, mut queue, mut soon) = (0.0, 0.0, 0.0);
    let leave = number * patience / handling;
    let mut late = Late::new(leave + 1.0, within / patience);
    for before in 0..STATES {
        let before = f64::from(before);
        busy += weight;
        queue += weight * before;
        soon += weight * leave / (leave + before + 1.0) * (1.0 - late.part);
        let ratio = load / (number + (before + 1.0) * handling / patience);
        weight *= ratio;
        if ratio < 1.0 && weight / (1.0 - ratio) * (before + 2.0) < 1e-17 * (busy + queue) {
            break;
        }
        late.next();
        if weight > LARGE {
            for sum in [&mut weight, &mut free, &mut busy, &mut queue, &mut soon] {
                *sum /= LARGE;
            }
        }
    }
    let all = free + busy;
    let waiting = busy / all;
    let abandoned = queue / all * handling / patience / load;
    Outcome {
        waiting,
        level: (1.0 - waiting + soon / all).clamp(0.0, 1.0),
        wait: Some(queue / all * handling / load),
        abandoned,
        // Rounded sums may keep agents busier than they can be.
        occupancy: ((1.0 - abandoned) * load / number).min(1.0),
    }
}

/// So many contacts that chance evens out: who comes waits until enough before him have given up.
fn flow(load: f64, patience: f64, agents: f64, within: f64) -> Outcome {
    if load <= agents {
        return Outcome { waiting: 0.0, level: 1.0, wait: Some(0.0), abandoned: 0.0, occupancy: load / agents };
    }
    let helped = agents / load;
    let queue = -patience * helped.ln();
    let level = if queue <= within { helped } else { 0.0 };
    // Who is helped waits the whole time, who gives up some of it: on average the patience of those who have given up.
    Outcome { waiting: 1.0, level, wait: Some(patience * (1.0 - helped)), abandoned: 1.0 - helped, occupancy: 1.0 }
}

/// `Iₓ(a, b)` for `b = 1, 2, …`: the part of waits that lasts longer than the asked time.
struct Late {
    part: f64,
    /// The logarithm of what the next step adds: these numbers may be smaller than any float.
    step: f64,
    a: f64,
    b: f64,
    rest: f64,
}

impl Late {
    /// `time` is in patiences.
    fn new(a: f64, time: f64) -> Self {
        // 1 - x, exactly also where x is all but 1.
        let rest = (-(-time).exp_m1()).ln();
        let first = -a * time;
        Late { part: first.exp(), step: first + rest + a.ln(), a, b: 1.0, rest }
    }

    fn next(&mut self) {
        self.part = (self.part + self.step.exp()).min(1.0);
        self.step += self.rest + ((self.a + self.b) / (self.b + 1.0)).ln();
        self.b += 1.0;
    }
}
