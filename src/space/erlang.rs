//! The arithmetic of queues: how many agents a peak asks for, and what people who wait then notice. Pure functions of numbers;
//! knows no policy. Loads are in erlang (contacts at work at once), times in seconds, parts from 0 to 1. Loads and numbers of agents
//! are compared exactly; levels are floats, and equal to a part when they are so to twelve digits.

mod patient;

#[cfg(test)]
mod tests;

use crate::model::exact::Exact;

/// Above this load a queue is all but a flow of water, and is counted as one.
const FLUID: f64 = 1e6;

/// How far below a part a level may be that reaches it: more than the last digits of a float, and less than anybody can tell.
const HAIR: f64 = 1e-12;

/// A stream of contacts: agents take them one at a time, in the order in which they came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    /// The offered load: contacts × time, in erlang.
    pub load: Exact,
    /// Mean time of one contact, in seconds.
    pub handling: f64,
    /// Mean time that people wait before they give up, in seconds; `None` for people who never do, 0 for people who never wait.
    pub patience: Option<f64>,
}

/// How many must be answered within how long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// From 0 to 1.
    pub share: Exact,
    /// In seconds.
    pub within: f64,
}

impl Goal {
    /// Whether a level is as high as is asked.
    pub fn is_met(self, level: f64) -> bool {
        reaches(level, self.share.value())
    }
}

/// Whether a computed part is as large as a stated one, to twelve digits.
pub fn reaches(part: f64, stated: f64) -> bool {
    part >= stated * (1.0 - HAIR)
}

/// How a number of agents copes with a queue in the long run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The part that cannot be helped at once.
    pub waiting: f64,
    /// The part that is answered within the asked time, of all who try.
    pub level: f64,
    /// Mean time in the queue, in seconds; `None` when the queue only grows.
    pub wait: Option<f64>,
    /// The part that gives up.
    pub abandoned: f64,
    /// The part of their time that agents are in contact; 1 when the queue only grows.
    pub occupancy: f64,
}

impl Queue {
    /// Contacts per second.
    pub fn arrivals(self) -> f64 {
        if self.handling > 0.0 { self.load.value() / self.handling } else { 0.0 }
    }

    /// The same people, more or fewer of them.
    #[must_use]
    pub fn times(self, factor: Exact) -> Self {
        Queue { load: self.load.times(factor), ..self }
    }

    /// As many contacts come as the agents can take or more, so that a queue of patient people only grows.
    pub fn overloads(self, agents: u32) -> bool {
        self.load > Exact::ZERO && self.load >= agents.into()
    }

    /// What this many agents make of it, with levels for `within` seconds: Erlang A where people give up, Erlang B where they do so
    /// at once, else Erlang C.
    pub fn with(self, agents: u32, within: f64) -> Outcome {
        let load = self.load.value();
        if load <= 0.0 {
            return Outcome { waiting: 0.0, level: 1.0, wait: Some(0.0), abandoned: 0.0, occupancy: 0.0 };
        }
        match self.patience {
            Some(patience) if patience > 0.0 => {
                return patient::outcome(load, self.handling, patience, agents, within);
            }
            Some(_) => return lost(load, agents),
            None => {}
        }
        if self.overloads(agents) {
            return Outcome { waiting: 1.0, level: 0.0, wait: None, abandoned: 0.0, occupancy: 1.0 };
        }
        let number = f64::from(agents);
        let waiting = erlang_c(load, agents);
        Outcome {
            waiting,
            level: level(waiting, load, number, self.handling, within),
            wait: Some(waiting * self.handling / (number - load)).filter(|it| it.is_finite()),
            abandoned: 0.0,
            occupancy: load / number,
        }
    }

    /// The fewest agents that meet a goal and are in contact at most `busiest` of their time. `None` when no number does.
    pub fn agents_for(self, goal: Goal, busiest: Option<Exact>) -> Option<u32> {
        let least = match busiest {
            Some(busiest) => agents_within(self.load, busiest)?,
            None => 0,
        };
        let met = |agents: u32| goal.is_met(self.with(agents, goal.within).level);
        if self.patience.is_none() && self.load.value() < FLUID {
            return Some(least.max(self.agents_patient(goal)));
        }
        // More agents never answer later: look for the border by halves.
        let mut above = least.max(1);
        while !met(above) {
            above = above.checked_mul(2)?;
        }
        let mut below = least;
        while below < above {
            let half = below + (above - below) / 2;
            if met(half) { above = half } else { below = half + 1 }
        }
        Some(above)
    }

    /// The fewest agents that meet a goal with people who never give up, by one run of the recursion.
    fn agents_patient(self, goal: Goal) -> u32 {
        let load = self.load.value();
        if load <= 0.0 {
            return 0;
        }
        let mut blocked = 1.0;
        let mut agents = 0;
        loop {
            agents += 1;
            let number = f64::from(agents);
            blocked = load * blocked / (number + load * blocked);
            if number > load {
                let waiting = blocked / (1.0 - load / number * (1.0 - blocked));
                if goal.is_met(level(waiting, load, number, self.handling, goal.within)) {
                    return agents;
                }
            }
        }
    }
}

/// Nobody waits: who finds all agents busy is gone.
fn lost(load: f64, agents: u32) -> Outcome {
    let blocked = erlang_b(load, agents);
    let helped = 1.0 - blocked;
    let occupancy = if agents == 0 { 0.0 } else { (load * helped / f64::from(agents)).min(1.0) };
    Outcome { waiting: blocked, level: helped, wait: Some(0.0), abandoned: blocked, occupancy }
}

/// The part that is helped within a time, of those of whom a part has to wait.
fn level(waiting: f64, load: f64, agents: f64, handling: f64, within: f64) -> f64 {
    1.0 - waiting * (-(agents - load) * within / handling).exp()
}

/// Erlang B: the part of contacts that finds all agents busy, when nobody waits.
pub fn erlang_b(load: f64, agents: u32) -> f64 {
    if load <= 0.0 {
        return if agents == 0 { 1.0 } else { 0.0 };
    }
    if load > FLUID {
        return (1.0 - f64::from(agents) / load).max(0.0);
    }
    let mut blocked = 1.0;
    for number in 1..=agents {
        blocked = load * blocked / (f64::from(number) + load * blocked);
        if blocked == 0.0 {
            break;
        }
    }
    blocked
}

/// Erlang C: the part of contacts that has to wait. 1 where there are no more agents than contacts.
pub fn erlang_c(load: f64, agents: u32) -> f64 {
    if load <= 0.0 {
        return 0.0;
    }
    let number = f64::from(agents);
    if load >= number {
        return 1.0;
    }
    let blocked = erlang_b(load, agents);
    blocked / (1.0 - load / number * (1.0 - blocked))
}

/// The fewest agents that are in contact at most `busiest` of their time. `None` where none are few enough.
pub fn agents_within(load: Exact, busiest: Exact) -> Option<u32> {
    if load == Exact::ZERO { Some(0) } else { load.divided_by(busiest)?.rounded_up() }
}

/// How many must be on the rota for so many at work, when this part of paid time is not spent at work.
pub fn rostered(agents: u32, shrinkage: Exact) -> Option<u32> {
    if agents == 0 { Some(0) } else { Exact::from(agents).divided_by(Exact::ONE.less(shrinkage))?.rounded_up() }
}

/// What one queue saves over several that divide it by these weights: the agents that the parts ask for together, and those that
/// the whole asks for.
pub fn pooling(whole: Queue, weights: &[u64], goal: Goal) -> Option<(u32, u32)> {
    let all: u64 = weights.iter().sum();
    let mut weights = weights.to_vec();
    weights.sort_unstable();
    let mut apart = 0_u32;
    for alike in weights.chunk_by(|one, other| one == other) {
        let part = whole.times(Exact::of(alike[0].into(), all.into()));
        let number = u32::try_from(alike.len()).ok()?;
        apart = apart.checked_add(part.agents_for(goal, None)?.checked_mul(number)?)?;
    }
    Some((apart, whole.agents_for(goal, None)?))
}
