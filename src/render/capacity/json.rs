//! The document of `loket capacity --format json`. Its shape is a contract: `docs/capacity.schema.json` is derived from these
//! structs, and a field changes its meaning only with a new `version`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::capacity::{self, Capacity};
use crate::render::json::Version;

/// What `loket capacity --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The version of this format.
    pub version: Version,
    /// The policies in the order of their roots.
    pub policies: Vec<Policy>,
}

/// One policy: all `.org` files under its root.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The root's path, relative to the working directory, with forward slashes.
    pub root: String,
    /// The day from which it is told, ISO 8601.
    pub as_of: String,
    /// Errors of text and names; what is not understood is not counted.
    pub mistakes: usize,
    /// The live channels through which something is offered, in the order of their declarations.
    pub channels: Vec<Line>,
}

/// A channel while the same units answer on it. What is not stated is null.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub channel: String,
    /// ISO 8601 intervals of days; `["*"]` is always.
    pub period: Vec<String>,
    /// Contacts per hour at the peak.
    pub peak_per_hour: Option<f64>,
    pub handling_seconds: Option<f64>,
    pub patience_seconds: Option<f64>,
    pub target: Option<Target>,
    /// The units that answer, with their agents.
    pub units: Vec<Unit>,
    /// All agents that are at work at one time; null when some unit that answers does not say how many it has.
    pub agents: Option<u32>,
    /// What a computation lacks: `peak`, `handling`, `target`, `agents`.
    pub missing: Vec<&'static str>,
    /// What is stated in working days, which are no time by the clock, and is not counted: `handling`, `target`, `patience`.
    pub unfit: Vec<&'static str>,
    /// In erlang: the agents that the peak keeps busy.
    pub load: Option<f64>,
    /// Agents that meet the target and are in contact for at most the part of their time that may be planned.
    pub needed: Option<u32>,
    /// How many of those the rota needs, where the one unit that answers states its `shrinkage`.
    pub rostered: Option<u32>,
    /// With the stated agents: the stated load first, then 20 % less and 20 % more. Empty when something is missing.
    pub cases: Vec<Case>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// From 0 to 1.
    pub share: f64,
    pub within_seconds: f64,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    pub unit: String,
    /// Null when it is not stated.
    pub agents: Option<u32>,
}

/// What the stated agents make of a load. Parts are from 0 to 1.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// How much more than stated, in percent.
    pub change_percent: i8,
    /// In erlang.
    pub load: f64,
    /// As much comes as is taken, or more: a queue of patient people only grows.
    pub overload: bool,
    /// The part that is answered within the target's time; null without a target.
    pub level: Option<f64>,
    /// Whether the target is met; null without a target.
    pub met: Option<bool>,
    /// The part that has to wait.
    pub waiting: f64,
    /// Mean time in the queue; null when the queue only grows.
    pub wait_seconds: Option<f64>,
    /// The part that gives up.
    pub abandoned: f64,
    /// The part of their time that agents are in contact.
    pub occupancy: f64,
}

pub fn write(out: &mut impl Write, policies: &[Capacity]) -> io::Result<()> {
    crate::render::escaped::write(&mut *out, &document(policies))?;
    writeln!(out)
}

/// The JSON Schema of the document.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}

fn document(policies: &[Capacity]) -> Document {
    let policies = policies.iter().map(|it| Policy {
        root: it.root.clone(),
        as_of: it.as_of.clone(),
        mistakes: it.mistakes,
        channels: it.rows.iter().map(line).collect(),
    });
    Document { version: Version, policies: policies.collect() }
}

fn line(row: &capacity::Row) -> Line {
    let known = row.agents.iter().map(|(unit, count)| Unit { unit: unit.clone(), agents: Some(*count) });
    let silent = row.silent.iter().map(|unit| Unit { unit: unit.clone(), agents: None });
    let told = row.told.as_ref();
    let cases = told.and_then(|it| it.cases.as_ref()).map(|all| all.iter().map(|it| case(it, row)).collect());
    Line {
        channel: row.channel.clone(),
        period: row.periods.clone().unwrap_or_else(|| vec!["*".to_owned()]),
        peak_per_hour: row.peak,
        handling_seconds: row.handling,
        patience_seconds: row.patience,
        target: row.target.map(|it| Target { share: it.share.value(), within_seconds: it.within }),
        units: known.chain(silent).collect(),
        agents: row.total,
        missing: row.missing.clone(),
        unfit: row.unfit.clone(),
        load: told.map(|it| it.load),
        needed: told.and_then(|it| it.needed),
        rostered: told.and_then(|it| it.rostered),
        cases: cases.unwrap_or_default(),
    }
}

fn case(it: &capacity::Case, row: &capacity::Row) -> Case {
    Case {
        change_percent: it.change,
        load: it.load,
        overload: it.overload,
        level: row.target.map(|_| it.outcome.level),
        met: it.met,
        waiting: it.outcome.waiting,
        wait_seconds: it.outcome.wait,
        abandoned: it.outcome.abandoned,
        occupancy: it.outcome.occupancy,
    }
}
