//! The document of `loket matrix --format json`. Its shape is a contract: `docs/matrix.schema.json` is derived from these
//! structs, and a field changes its meaning only with a new `version`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{summary, title};
use crate::matrix::{self, Matrix};
use crate::render::json::Version;

/// What `loket matrix --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document<'a> {
    /// The version of this format.
    pub version: Version,
    /// `responsibility`, `rights`, `coverage`, `separation` or `channels`.
    pub view: &'static str,
    /// For people.
    pub title: String,
    /// The root of the policy, relative to the working directory, with forward slashes.
    pub root: &'a str,
    /// The day of which it is told, ISO 8601.
    pub as_of: &'a str,
    pub filters: Vec<Filter<'a>>,
    /// Errors of text and names; what is not understood is not counted.
    pub mistakes: usize,
    /// What a row is: `service`, `task`, `unit`, `pair` or `channel`.
    pub row: &'static str,
    /// What a column is: `unit`, `field`, `touchpoint`, `channel` or `aspect`.
    pub column: &'static str,
    pub rows: Vec<Head<'a>>,
    pub columns: Vec<Head<'a>>,
    /// The cells of which anything is told, row by row.
    pub cells: Cells<'a>,
    /// The statements behind cells, by file and line.
    pub statements: Vec<Statement<'a>>,
    pub legend: Vec<Sign<'a>>,
    /// What is to be known beside: what was left out.
    pub notes: &'a [String],
    /// How large it is, and what is marked in it, for people.
    pub summary: String,
}

/// A filter as it was given.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Filter<'a> {
    pub flag: &'static str,
    pub selector: &'a str,
}

/// The head of a row or column.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Head<'a> {
    /// As in findings: `Balie@Oost`, `Klant.adres`; of a row by task the service and the task, a blank between.
    pub id: &'a str,
    /// Its name within its group.
    pub name: &'a str,
    /// The theme, channel, record or unit that it belongs to.
    pub group: Option<&'a str>,
    /// The label of its declaration.
    pub label: Option<&'a str>,
}

/// What a cell says on the as-of day, and later.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cell<'a> {
    /// The id of its row.
    pub row: &'a str,
    /// The id of its column.
    pub column: &'a str,
    /// What holds on the as-of day.
    pub now: State<'a>,
    /// What holds from later days on, where it is something else than before.
    pub later: Vec<Later<'a>>,
    /// The statements behind it, by their place in `statements`, from 0.
    pub statements: &'a [u32],
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Later<'a> {
    /// ISO 8601.
    pub from: &'a str,
    pub state: State<'a>,
}

/// What a cell says of a time.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct State<'a> {
    /// As it is printed; empty when there is nothing.
    pub text: &'a str,
    /// `gap`: something required has nobody. `conflict`: what must be kept apart is not.
    pub mark: Option<&'static str>,
    /// Of rights: the highest mutation tier, 0 to 4.
    pub tier: Option<u8>,
    pub facts: Vec<Fact<'a>>,
}

/// One thing that a cell says.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact<'a> {
    /// `responsible`, `accountable`, `consulted`, `informed`, `supporting`, `may`, `gap`, `conflict` or `offered`.
    pub kind: &'static str,
    /// Tasks, or an operation; of a conflict the two that must be kept apart.
    pub of: &'a [&'static str],
    /// Who, where the cell is not that of a unit.
    pub units: &'a [String],
    /// It holds in all that the cell stands for.
    pub whole: bool,
    /// What every right to it asks for.
    pub safeguards: &'a [String],
    /// Of a conflict: in how many services.
    pub services: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement<'a> {
    pub file: &'a str,
    /// From 1.
    pub line: u32,
    pub text: &'a str,
}

/// What stands in cells, and what it means.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sign<'a> {
    pub sign: &'a str,
    pub meaning: &'a str,
}

/// All cells of a matrix, written one by one.
#[derive(Debug)]
pub struct Cells<'a>(&'a Matrix);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let matrix = self.0;
        let rows = matrix.rows.iter().enumerate();
        serializer.collect_seq(rows.flat_map(|(row, head)| {
            matrix.row(row).map(move |(column, cell)| Cell {
                row: &head.id,
                column: &matrix.columns[column].id,
                now: state(&cell.now),
                later: cell.later.iter().map(|(from, it)| Later { from, state: state(it) }).collect(),
                statements: &cell.statements,
            })
        }))
    }
}

impl JsonSchema for Cells<'_> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cells".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Vec<Cell<'_>>>::json_schema(generator)
    }
}

/// Writes the document and a line end.
pub fn write(out: &mut impl Write, matrix: &Matrix) -> io::Result<()> {
    crate::render::escaped::write(&mut *out, &document(matrix))?;
    out.write_all(b"\n")
}

/// The JSON Schema of [`Document`], with a line end.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document<'_>);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}

fn document(matrix: &Matrix) -> Document<'_> {
    Document {
        version: Version,
        view: matrix.view.name(),
        title: title(matrix),
        root: &matrix.root,
        as_of: &matrix.as_of,
        filters: matrix.filters.iter().map(|(flag, selector)| Filter { flag, selector }).collect(),
        mistakes: matrix.mistakes,
        row: matrix.nouns[0],
        column: matrix.nouns[1],
        rows: matrix.rows.iter().map(head).collect(),
        columns: matrix.columns.iter().map(head).collect(),
        cells: Cells(matrix),
        statements: matrix
            .statements
            .iter()
            .map(|it| Statement { file: &it.file, line: it.line, text: &it.text })
            .collect(),
        legend: matrix.legend.iter().map(|(sign, meaning)| Sign { sign, meaning }).collect(),
        notes: &matrix.notes,
        summary: summary(matrix),
    }
}

fn head(it: &matrix::Head) -> Head<'_> {
    Head { id: &it.id, name: &it.name, group: it.group.as_deref(), label: it.label.as_deref() }
}

fn state(it: &matrix::State) -> State<'_> {
    State { text: &it.text, mark: it.mark.name(), tier: it.tier, facts: it.facts.iter().map(fact).collect() }
}

fn fact(it: &matrix::Fact) -> Fact<'_> {
    Fact {
        kind: it.kind.word(),
        of: &it.of,
        units: &it.units,
        whole: it.whole,
        safeguards: &it.safeguards,
        services: it.services,
    }
}
