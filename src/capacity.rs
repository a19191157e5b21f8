//! How the live channels of a policy do at their peaks, as plain data. Knows no output.

pub mod change;

use crate::model::exact::Exact;
use crate::model::value::{Duration, Rate};
use crate::model::{ChannelId, UnitId, date};
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::erlang::{self, Goal, Outcome, Queue};
use crate::space::first_line::is_live;
use crate::space::line::Line;

/// One policy's live channels.
#[derive(Clone, Debug)]
pub struct Capacity {
    pub root: String,
    /// The day from which it is told, ISO 8601.
    pub as_of: String,
    /// Errors of text and names: where there are any, the numbers may be wrong.
    pub mistakes: usize,
    pub rows: Vec<Row>,
}

/// A channel while the same people answer on it.
#[derive(Clone, Debug)]
pub struct Row {
    pub channel: String,
    /// ISO 8601 intervals; `None` from the first day on without an end.
    pub periods: Option<Vec<String>>,
    /// Contacts per hour at the peak.
    pub peak: Option<f64>,
    /// In seconds.
    pub handling: Option<f64>,
    /// In seconds.
    pub patience: Option<f64>,
    pub target: Option<Goal>,
    /// Units and their agents.
    pub agents: Vec<(String, u32)>,
    /// Units that answer too and say no number.
    pub silent: Vec<String>,
    /// All agents that are at work at one time, when all are known.
    pub total: Option<u32>,
    /// What a computation lacks, in the words of the language.
    pub missing: Vec<&'static str>,
    /// What is stated in working days, which are no time by the clock, and is not counted.
    pub unfit: Vec<&'static str>,
    pub told: Option<Told>,
}

/// What the numbers of a row say.
#[derive(Clone, Debug)]
pub struct Told {
    /// In erlang: the agents that the peak keeps busy.
    pub load: f64,
    /// Agents that meet the target and are not in contact for more of their time than may be planned.
    pub needed: Option<u32>,
    /// How many of those the rota needs, where the one unit that answers states its `shrinkage`.
    pub rostered: Option<u32>,
    /// With the stated agents, when all are known: at the stated load, and with 20 % less and more.
    pub cases: Option<[Case; 3]>,
}

/// What the stated agents make of a load.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// How much more than stated, in percent.
    pub change: i8,
    pub load: f64,
    /// More comes than is taken.
    pub overload: bool,
    /// The part of their time for which agents are asked: above 1 when it is more than they have.
    pub asked: f64,
    pub outcome: Outcome,
    /// Whether the target is met, when there is one.
    pub met: Option<bool>,
}

/// The changes of the load that are told, in percent.
const CHANGES: [i8; 3] = [0, -20, 20];

pub(crate) fn capacity(space: &Space<'_>, root: String, as_of: i32, mistakes: usize) -> Capacity {
    let channels = (0..).map(ChannelId).zip(&space.model.channels).filter(|(_, channel)| is_live(channel));
    let lines = channels.flat_map(|(id, _)| space.lines_of(id));
    let rows = lines.map(|line| row(space, &line)).collect();
    Capacity { root, as_of: date::iso(as_of), mistakes, rows }
}

/// A unit and a channel whose number of agents counts nowhere.
pub(crate) fn unheard(space: &Space<'_>, unit: UnitId, channel: ChannelId) -> bool {
    let channels = (0..).map(ChannelId).zip(&space.model.channels).filter(|(_, it)| is_live(it));
    let mut served = channels.filter(|&(id, _)| space.serves(channel, id));
    !served.any(|(id, _)| space.answers(unit, id))
}

fn row(space: &Space<'_>, line: &Line) -> Row {
    let channel = &space.model.channels[line.channel.at()];
    let name = |unit: UnitId| space.model.unit_name(unit).to_owned();
    let seconds = |it: Option<Duration>| it.and_then(Duration::seconds).map(f64::from);
    let goal = space.goal(line.channel);
    let told = space.queue(line.channel).map(|queue| told(space, line, queue, goal));
    let stated = [
        (channel.peak.is_some(), "peak"),
        (seconds(channel.handling).is_some(), "handling"),
        (goal.is_some(), "target"),
        (line.total().is_some(), "agents"),
    ];
    let times = [
        (channel.handling, "handling"),
        (channel.target.map(|it| it.within), "target"),
        (channel.patience, "patience"),
    ];
    let always = line.periods == space.dimensions.all_periods;
    Row {
        channel: space.model.channel_name(line.channel).to_owned(),
        periods: (!always).then(|| space.names(Axis::Period, line.periods)),
        peak: channel.peak.map(Rate::per_hour),
        handling: seconds(channel.handling),
        patience: seconds(channel.patience),
        target: goal,
        agents: line.agents.iter().map(|it| (name(it.unit), it.count)).collect(),
        silent: line.silent.iter().map(|&it| name(it)).collect(),
        total: line.total(),
        missing: stated.iter().filter(|it| !it.0).map(|it| it.1).collect(),
        unfit: times.iter().filter(|it| matches!(it.0, Some(Duration::Workdays(_)))).map(|it| it.1).collect(),
        told,
    }
}

fn told(space: &Space<'_>, line: &Line, queue: Queue, goal: Option<Goal>) -> Told {
    let needed = space.enough_agents(queue, goal);
    let shrinkage = match line.agents[..] {
        [one] if line.total().is_some() => space.model.units[one.unit.at()].shrinkage,
        _ => None,
    };
    let rostered = needed.zip(shrinkage).and_then(|(needed, shrinkage)| erlang::rostered(needed, shrinkage));
    let cases = line.total().map(|agents| {
        CHANGES.map(|change| {
            let queue = queue.times(Exact::percent(100_u32.saturating_add_signed(change.into())));
            let outcome = queue.with(agents, goal.map_or(0.0, |it| it.within));
            let load = queue.load.value();
            Case {
                change,
                load,
                overload: queue.overloads(agents),
                asked: if load > 0.0 { load / f64::from(agents) } else { 0.0 },
                outcome,
                met: goal.map(|goal| goal.is_met(outcome.level)),
            }
        })
    });
    Told { load: queue.load.value(), needed, rostered, cases }
}
