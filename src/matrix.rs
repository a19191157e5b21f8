//! A policy as tables: who does what, who may touch which data, who answers where. Plain data; knows no output.
//!
//! A table shows what holds on the as-of day. Where something else holds in a cell on a later day, the cell has that too.

mod channels;
mod coverage;
mod draft;
mod responsibility;
mod rights;
mod separation;

use crate::model::asked::Side;
use crate::model::date;
use crate::space::Space;
use crate::space::filter::Filter;
use draft::Draft;

/// What a matrix is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    Responsibility,
    Rights,
    Coverage,
    Separation,
    Channels,
}

impl View {
    pub const ALL: [View; 5] = [View::Responsibility, View::Rights, View::Coverage, View::Separation, View::Channels];

    pub fn name(self) -> &'static str {
        match self {
            View::Responsibility => "responsibility",
            View::Rights => "rights",
            View::Coverage => "coverage",
            View::Separation => "separation",
            View::Channels => "channels",
        }
    }

    /// The question that it answers.
    pub fn title(self) -> &'static str {
        match self {
            View::Responsibility => "Who does what for which service",
            View::Rights => "Who may do what with which data",
            View::Coverage => "Who answers where",
            View::Separation => "Who holds what must be kept apart",
            View::Channels => "Who is accountable for which channel",
        }
    }

    /// The filters that it heeds; others would change nothing.
    pub fn sides(self) -> &'static [Side] {
        use Side::{Audiences, Channels, Data, Locations, Services, Tasks, Units};
        match self {
            View::Responsibility | View::Coverage | View::Separation | View::Channels => {
                &[Units, Tasks, Services, Channels, Audiences, Locations]
            }
            View::Rights => &[Units, Data, Services, Channels, Audiences, Locations],
        }
    }
}

/// What is asked of a matrix beside its filters.
#[expect(clippy::struct_excessive_bools, reason = "each is asked or not")]
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    pub view: View,
    /// Responsibility by service and task instead of by service.
    pub tasks: bool,
    /// Coverage by channel instead of by touchpoint.
    pub channels: bool,
    /// Keep units of which nothing is told.
    pub empty: bool,
    /// Gather the statements behind the cells.
    pub statements: bool,
}

impl Ask {
    /// The usual matrix of a view, with the statements behind its cells.
    pub fn of(view: View) -> Self {
        Self { view, tasks: false, channels: false, empty: false, statements: true }
    }
}

/// A table with heads of rows and columns. Cells of which nothing is told are not there.
#[derive(Clone, Debug)]
pub struct Matrix {
    pub view: View,
    /// The policy's folder as it is shown.
    pub root: String,
    /// The name of the organisation.
    pub organisation: Option<String>,
    /// The day of which it is told, ISO 8601.
    pub as_of: String,
    /// The filters as they were given: flag and text.
    pub filters: Vec<(&'static str, String)>,
    /// Errors of text and names: where there are any, cells may be wrong.
    pub mistakes: usize,
    /// What rows and columns are: "service", "unit".
    pub nouns: [&'static str; 2],
    pub rows: Vec<Head>,
    pub columns: Vec<Head>,
    /// The statements behind cells, by place; empty when they were not asked for.
    pub statements: Vec<Statement>,
    /// What stands in cells, and what it means.
    pub legend: Vec<(String, String)>,
    /// What is to be known beside: what was left out.
    pub notes: Vec<String>,
    /// For each row its cells, by column: column and place in `cells`.
    lines: Vec<Vec<(u32, u32)>>,
    /// Each content once.
    cells: Vec<Cell>,
}

/// The head of a row or column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Head {
    /// As it is known in findings: `Balie@Oost`, `Klant.adres`.
    pub id: String,
    /// Its name within its group: `Oost`, `adres`.
    pub name: String,
    /// What it belongs to: a theme, channel, record or unit.
    pub group: Option<String>,
    /// The label of its declaration.
    pub label: Option<String>,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// On the as-of day.
    pub now: State,
    /// What holds from later days on, as long as it is not what held before: ISO 8601 days, ascending.
    pub later: Vec<(String, State)>,
    /// The statements behind it, now or later, by their place in [`Matrix::statements`].
    pub statements: Vec<u32>,
}

/// What a cell says of a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct State {
    /// Short; empty when there is nothing.
    pub text: String,
    pub mark: Mark,
    /// The highest mutation tier, of rights.
    pub tier: Option<u8>,
    pub facts: Vec<Fact>,
}

/// Whether a cell asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    #[default]
    None,
    /// Something required has nobody.
    Gap,
    /// What must be kept apart is not.
    Conflict,
}

impl Mark {
    pub fn name(self) -> Option<&'static str> {
        match self {
            Mark::None => None,
            Mark::Gap => Some("gap"),
            Mark::Conflict => Some("conflict"),
        }
    }
}

/// One thing that a cell says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    pub kind: Kind,
    /// The task or operation; of a conflict both.
    pub of: Vec<&'static str>,
    /// Who, where the cell is not a unit's own.
    pub units: Vec<String>,
    /// It holds in all that the cell stands for, not in a part of it.
    pub whole: bool,
    /// What every right to it asks for.
    pub safeguards: Vec<String>,
    /// Of a conflict: in how many services.
    pub services: usize,
}

/// What a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Responsible,
    Accountable,
    Consulted,
    Informed,
    Supporting,
    /// A right.
    May,
    /// Required, and nobody does it.
    Gap,
    /// Held by one unit for one case, and to be kept apart.
    Conflict,
    /// Offered; nothing else is told.
    Offered,
}

impl Kind {
    pub fn word(self) -> &'static str {
        match self {
            Kind::Responsible => "responsible",
            Kind::Accountable => "accountable",
            Kind::Consulted => "consulted",
            Kind::Informed => "informed",
            Kind::Supporting => "supporting",
            Kind::May => "may",
            Kind::Gap => "gap",
            Kind::Conflict => "conflict",
            Kind::Offered => "offered",
        }
    }
}

impl Fact {
    fn new(kind: Kind, of: Vec<&'static str>) -> Self {
        Self { kind, of, units: Vec::new(), whole: true, safeguards: Vec::new(), services: 0 }
    }

    /// The fact in words: `inform, intake: responsible KCC (in part)`.
    pub fn words(&self) -> String {
        let of = self.of.join(", ");
        let mut out = match self.kind {
            Kind::Gap => format!("nobody: {of}"),
            Kind::Conflict => format!("{} in {}", self.of.join(" and "), services(self.services)),
            Kind::Offered => "offered".to_owned(),
            Kind::May => format!("may {of}"),
            kind => format!("{of}: {}", kind.word()),
        };
        if !self.units.is_empty() {
            out.push(' ');
            out.push_str(&self.units.join(", "));
        }
        if !self.whole {
            out.push_str(" (in part)");
        }
        if !self.safeguards.is_empty() {
            out.push_str(" when ");
            out.push_str(&self.safeguards.join(", "));
        }
        out
    }
}

fn services(count: usize) -> String {
    if count == 1 { "1 service".to_owned() } else { format!("{count} services") }
}

/// A statement behind a cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    pub file: String,
    /// From 1.
    pub line: u32,
    /// On one line.
    pub text: String,
}

impl Matrix {
    /// The cells of a row that say anything, by column.
    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, &Cell)> {
        self.lines[row].iter().map(|&(column, cell)| (column as usize, &self.cells[cell as usize]))
    }

    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let line = &self.lines[row];
        let at = line.binary_search_by_key(&column, |&(column, _)| column as usize).ok()?;
        Some(&self.cells[line[at].1 as usize])
    }

    /// Every different content, each once, in the order in which it first stands in the table.
    pub fn contents(&self) -> &[Cell] {
        &self.cells
    }

    /// The content of each cell of a row, by its place in [`Matrix::contents`].
    pub fn places(&self, row: usize) -> &[(u32, u32)] {
        &self.lines[row]
    }

    /// How many cells are marked, on the as-of day: gaps and conflicts.
    pub fn marked(&self) -> usize {
        let marked: Vec<bool> = self.cells.iter().map(|it| it.now.mark != Mark::None).collect();
        self.lines.iter().flatten().filter(|(_, cell)| marked[*cell as usize]).count()
    }
}

/// What a matrix is told of: a policy, the part of it that is looked at, and what is asked.
#[derive(Debug)]
pub(crate) struct Subject<'a> {
    pub space: &'a Space<'a>,
    pub filter: Filter,
    pub filters: Vec<(&'static str, String)>,
    pub root: String,
    /// Days since 1970-01-01.
    pub as_of: i32,
    pub mistakes: usize,
}

pub(crate) fn matrix(subject: Subject<'_>, ask: Ask) -> Matrix {
    let mut draft = Draft::new(subject.space, subject.filter, ask);
    match ask.view {
        View::Responsibility => responsibility::fill(&mut draft),
        View::Rights => rights::fill(&mut draft),
        View::Coverage => coverage::fill(&mut draft),
        View::Separation => separation::fill(&mut draft),
        View::Channels => channels::fill(&mut draft),
    }
    let model = subject.space.model;
    let organisation = model.organisation.as_ref();
    let name = organisation.map(|it| it.label.as_deref().unwrap_or(model.text(it.symbol)).to_owned());
    let mut out = draft.finish();
    out.root = subject.root;
    out.organisation = name;
    out.as_of = date::iso(subject.as_of);
    out.filters = subject.filters;
    out.mistakes = subject.mistakes;
    out
}
