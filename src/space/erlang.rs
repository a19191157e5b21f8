//! The arithmetic of queues: how many agents a peak asks for, and what people who wait then notice. Pure functions of numbers;
//! knows no policy. Loads are in erlang (contacts at work at once), times in seconds, parts from 0 to 1.

mod patient;

#[cfg(test)]
mod tests;

/// Above this load a queue is all but a flow of water, and is counted as one.
const FLUID: f64 = 1e6;

/// A stream of contacts: agents take them one at a time, in the order in which they came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    /// Contacts per second.
    pub arrivals: f64,
    /// Mean time of one contact, in seconds.
    pub handling: f64,
    /// Mean time that people wait before they give up, in seconds; `None` for people who never do.
    pub patience: Option<f64>,
}

/// How many must be answered within how long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// From 0 to 1.
    pub share: f64,
    /// In seconds.
    pub within: f64,
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
    /// The offered load: contacts × time, in erlang.
    pub fn load(self) -> f64 {
        self.arrivals * self.handling
    }

    /// The same people, more or fewer of them.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Queue { arrivals: self.arrivals * factor, ..self }
    }

    /// As many contacts come as the agents can take or more, so that a queue of patient people only grows.
    pub fn overloads(self, agents: u32) -> bool {
        let load = self.load();
        load > 0.0 && load >= f64::from(agents)
    }

    /// What this many agents make of it, with levels for `within` seconds: Erlang A where people give up, else Erlang C.
    pub fn with(self, agents: u32, within: f64) -> Outcome {
        let load = self.load();
        if load <= 0.0 {
            return Outcome { waiting: 0.0, level: 1.0, wait: Some(0.0), abandoned: 0.0, occupancy: 0.0 };
        }
        if let Some(patience) = self.patience.filter(|&it| it > 0.0) {
            return patient::outcome(load, self.handling, patience, agents, within);
        }
        let number = f64::from(agents);
        if load >= number {
            return Outcome { waiting: 1.0, level: 0.0, wait: None, abandoned: 0.0, occupancy: 1.0 };
        }
        let waiting = erlang_c(load, agents);
        Outcome {
            waiting,
            level: level(waiting, load, number, self.handling, within),
            wait: Some(waiting * self.handling / (number - load)),
            abandoned: 0.0,
            occupancy: load / number,
        }
    }

    /// The fewest agents that meet a goal and are in contact at most `busiest` of their time. `None` when no number does.
    pub fn agents_for(self, goal: Goal, busiest: Option<f64>) -> Option<u32> {
        let least = match busiest {
            Some(busiest) => agents_within(self.load(), busiest)?,
            None => 0,
        };
        let met = |agents: u32| self.with(agents, goal.within).level >= goal.share;
        if self.patience.is_none() && self.load() < FLUID {
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
        let load = self.load();
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
                if level(waiting, load, number, self.handling, goal.within) >= goal.share {
                    return agents;
                }
            }
        }
    }
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
pub fn agents_within(load: f64, busiest: f64) -> Option<u32> {
    if load <= 0.0 {
        return Some(0);
    }
    let near = whole(load / busiest)?;
    // The division may have been rounded either way.
    let from = near.saturating_sub(1);
    (from..=near.saturating_add(1)).find(|&it| load / f64::from(it) <= busiest)
}

/// How many must be on the rota for so many at work, when this part of paid time is not spent at work.
pub fn rostered(agents: u32, shrinkage: f64) -> Option<u32> {
    if shrinkage >= 1.0 {
        return if agents == 0 { Some(0) } else { None };
    }
    let exact = f64::from(agents) / (1.0 - shrinkage);
    // 70 / 0.7 is a hair above 100.
    whole(exact - exact * 1e-12)
}

/// What one queue saves over several: the agents that the parts ask for together, and those that the whole asks for.
pub fn pooling(parts: &[Queue], goal: Goal) -> Option<(u32, u32)> {
    let mut apart = 0_u32;
    for part in parts {
        apart = apart.checked_add(part.agents_for(goal, None)?)?;
    }
    let first = parts.first()?;
    let arrivals: f64 = parts.iter().map(|it| it.arrivals).sum();
    let load: f64 = parts.iter().map(|it| it.load()).sum();
    let handling = if arrivals > 0.0 { load / arrivals } else { first.handling };
    let whole = Queue { arrivals, handling, patience: first.patience };
    Some((apart, whole.agents_for(goal, None)?))
}

/// A number rounded up; `None` when it is no number of agents.
fn whole(number: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within bounds")]
    (0.0..f64::from(u32::MAX)).contains(&number).then(|| number.ceil() as u32)
}
