//! A policy drawn as a graph, as plain data: which boxes there are, what lies in what, which lines go between them, what
//! was found there. Knows no positions, no colours and no file formats.
//!
//! Nodes stand before what is nested in them, in the order of the policy; lines are sorted by their ends.

pub mod ask;
mod chain;
mod channels;
mod draft;
pub mod draw;
mod entrances;
mod findings;
mod focus;
mod handovers;
mod legend;
mod mandates;
mod marks;
mod rights;
mod service;
mod steering;
mod things;
mod units;

use crate::model::asked::Side;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// Which unit lies in which.
    Units,
    /// Who serves whom through what.
    Channels,
    /// Who hands over to whom.
    Handovers,
    /// Who may write what.
    Rights,
    /// Who may decide for whom.
    Mandates,
    /// Who steers which channels.
    Steering,
    /// The walk of one service from customer to customer.
    Service,
    /// What findings touch.
    Findings,
}

impl View {
    pub const ALL: [View; 8] = [
        View::Units,
        View::Channels,
        View::Handovers,
        View::Rights,
        View::Mandates,
        View::Steering,
        View::Service,
        View::Findings,
    ];

    pub fn word(self) -> &'static str {
        match self {
            View::Units => "units",
            View::Channels => "channels",
            View::Handovers => "handovers",
            View::Rights => "rights",
            View::Mandates => "mandates",
            View::Steering => "steering",
            View::Service => "service",
            View::Findings => "findings",
        }
    }

    /// The filters that it heeds; others would change nothing.
    pub fn sides(self) -> &'static [Side] {
        use Side::{Audiences, Channels, Data, Locations, Services, Tasks, Units};
        match self {
            View::Units => &Side::ALL,
            View::Findings => &[Units, Data, Services, Channels],
            View::Channels | View::Steering => &[Units, Tasks, Services, Channels, Audiences, Locations],
            View::Handovers | View::Service => &[Units, Services, Channels, Audiences, Locations],
            View::Rights => &[Units, Data, Services, Channels, Audiences, Locations],
            View::Mandates => &[Units, Tasks, Services],
        }
    }
}

/// One picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graph {
    pub view: View,
    /// "Handovers of Gemeente Duinrade"
    pub title: String,
    /// The day that is drawn, ISO 8601.
    pub as_of: String,
    pub direction: Direction,
    /// A node stands before what is nested in it.
    pub nodes: Vec<Node>,
    /// Sorted by `from`, `to`, kind and `both`; no two have all of these in common.
    pub edges: Vec<Edge>,
    /// What the kinds that are drawn mean, in the order of the kinds.
    pub legend: Vec<Entry>,
    /// What the picture leaves out, and how it was filtered: one sentence each, without a full stop.
    pub notes: Vec<String>,
}

/// Where lines mainly go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    Down,
    Right,
}

/// A box. One in which others are nested is drawn around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Unique in the graph, the same as long as the policy calls the thing the same: `unit:KCC`, `field:Klant.adres`. ASCII punctuation
    /// and the policy's own names, which may be of any script; never empty.
    pub id: String,
    pub kind: NodeKind,
    /// What stands in it, a line each; the first is its name. Never empty.
    pub label: Vec<String>,
    /// The box it lies in, by its place in [`Graph::nodes`], which is before its own.
    pub parent: Option<usize>,
    /// Its column where a view has columns (rows, where the direction is down): 0 is the first. Boxes around others have none.
    pub rank: Option<u32>,
    pub emphasis: Emphasis,
    /// What was found about it, the most serious first.
    pub marks: Vec<Mark>,
    /// Where it is declared.
    pub place: Option<Place>,
}

/// A line from one box to another. Both ends may be boxes with others in them, one may lie in the other, and both may be
/// the same box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
    /// It goes both ways: an arrowhead at either end.
    pub both: bool,
    /// What stands at it, a line each; may be empty.
    pub label: Vec<String>,
    pub emphasis: Emphasis,
    /// What was found about it, the most serious first.
    pub marks: Vec<Mark>,
    /// The statements behind it.
    pub places: Vec<Place>,
}

/// What a box is. Says which shape and colour it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    Board,
    Directorate,
    Front,
    Kcc,
    Mid,
    Back,
    Team,
    Staff,
    Oversight,
    Partner,
    /// A unit of which no kind is stated.
    Unit,
    /// People: an audience, or the customer of a walk.
    Audience,
    /// A channel that is answered at once, not in person.
    Live,
    /// A channel that is answered later.
    Later,
    /// A channel at places where people come.
    Physical,
    Service,
    Theme,
    Record,
    Field,
    Location,
    /// A step of a process.
    Step,
    /// A part of a step that nobody holds.
    Gap,
    /// Where a walk begins or ends.
    End,
    /// A rule that found something.
    Rule,
    /// A box around others that the policy does not declare, such as "all channels".
    Group,
    /// A point at which lines of one statement meet, with the words that stand at all of them.
    Junction,
}

/// What a line means. Says which stroke and colour it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// People come through a channel.
    Reaches,
    /// A unit is there for those who come.
    Answers,
    /// A handover of which no way is stated, or of several ways.
    Handover,
    /// Somebody stays on the line until the other has taken over.
    Warm,
    /// Passed on without a word between the two.
    Cold,
    /// The customer is called back.
    Callback,
    /// The customer gets an appointment.
    Appointment,
    /// The matter is sent on.
    Forward,
    /// The customer is told where to go.
    Referral,
    /// The same unit goes on with the next step.
    Stays,
    /// No handover leads there: the walk is broken.
    Broken,
    /// Reading only.
    Tier0,
    Tier1,
    Tier2,
    Tier3,
    Tier4,
    Mandate,
    /// A mandate that may be given on.
    Onward,
    Delegate,
    /// Steers everything.
    Chief,
    /// Steers per channel, location, service or audience.
    Steers,
    /// A finding touches it.
    Touches,
}

/// Whether something is drawn stronger or weaker than the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Emphasis {
    #[default]
    Plain,
    /// It is what was asked for.
    Strong,
    /// Something else is what was asked for.
    Faint,
}

/// The findings of one rule about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// `gap/unserved`
    pub rule: String,
    pub level: Level,
    /// How many findings; at least 1.
    pub count: usize,
    /// What the first of them says.
    pub message: String,
}

/// How serious a mark is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Error,
    Warning,
    Info,
    /// The policy accepts it: it is shown and asks for nothing.
    Accepted,
}

/// One line of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub of: Sample,
    pub text: String,
}

/// What a line of the legend explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sample {
    Node(NodeKind),
    Edge(EdgeKind),
    Mark(Level),
}

/// A line of a file of the policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub file: String,
    /// From 1.
    pub line: u32,
}
