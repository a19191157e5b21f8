//! The arguments of what is shown: tables and pictures.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::super::filters::Filters;
use super::{Color, GRAPH_EXAMPLES, MATRIX_EXAMPLES, day, known_rule};
use crate::matrix::View;

#[derive(Args, Debug)]
#[command(after_help = MATRIX_EXAMPLES)]
pub(in crate::cli) struct Matrix {
    /// What the table is about
    #[arg(value_enum)]
    pub(in crate::cli) view: MatrixView,

    /// The policy, else the one of this directory; of a path inside a policy the whole policy is told
    #[arg(default_value = ".", hide_default_value = true, value_name = "PATH")]
    pub(in crate::cli) path: PathBuf,

    /// How to print it, else as the ending of the file says, else for people
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<MatrixFormat>,

    /// Write to this file, in one step
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// The day of which it is told, else `as-of` of the organisation, else today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(in crate::cli) as_of: Option<i32>,

    /// Of responsibility: a row for each task of a service
    #[arg(long)]
    pub(in crate::cli) tasks: bool,

    /// Of coverage: a column for each channel, over all its places
    #[arg(long)]
    pub(in crate::cli) channels: bool,

    /// Show units of which nothing is told too
    #[arg(long)]
    pub(in crate::cli) empty: bool,

    #[command(flatten)]
    pub(in crate::cli) filters: Filters,

    /// Settings to use instead of the policy's own loket.toml
    #[arg(long, value_name = "FILE", help_heading = "Other options")]
    pub(in crate::cli) config: Option<PathBuf>,

    /// Whether to print in colour
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Other options")]
    pub(in crate::cli) color: Color,
}

#[derive(Args, Debug)]
#[command(
    after_help = GRAPH_EXAMPLES,
    override_usage = "loket graph [OPTIONS] <VIEW> [PATH]\n       loket graph [OPTIONS] service <NAME> [PATH]"
)]
pub(in crate::cli) struct Graph {
    /// What to draw
    #[arg(value_enum)]
    pub(in crate::cli) view: ViewWord,

    /// The service, for the view of one; then the policy, else the one of this directory
    #[arg(value_name = "NAME|PATH", num_args = 0..=2)]
    pub(in crate::cli) rest: Vec<String>,

    /// The format, else that of the ending of `--output`, else text
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<GraphFormat>,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Draw only what is near a unit
    #[arg(long, value_name = "UNIT")]
    pub(in crate::cli) focus: Option<String>,

    /// How many lines away from the unit is near
    #[arg(long, value_name = "N", default_value_t = 1, requires = "focus")]
    pub(in crate::cli) depth: usize,

    /// Let what these rules or groups found stand out
    #[arg(long, value_name = "RULE|GROUP", value_delimiter = ',', value_parser = known_rule)]
    pub(in crate::cli) highlight: Vec<String>,

    #[command(flatten)]
    pub(in crate::cli) filters: Filters,

    /// The day that is drawn, else `as-of` of the organisation, else today
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Other options")]
    pub(in crate::cli) as_of: Option<i32>,

    /// Settings to use instead of the policy's own loket.toml
    #[arg(long, value_name = "FILE", help_heading = "Other options")]
    pub(in crate::cli) config: Option<PathBuf>,

    /// Whether to print in colour, in the format for terminals
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN", help_heading = "Other options")]
    pub(in crate::cli) color: Color,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ViewWord {
    /// Which unit lies in which
    Units,
    /// Who serves whom through what
    Channels,
    /// Who hands over to whom: how, within what time, which part
    Handovers,
    /// Who may change what, by mutation tier
    Rights,
    /// Who may decide for whom
    Mandates,
    /// Who steers which channels
    Steering,
    /// The walk of one service, from customer to customer
    Service,
    /// What findings touch
    Findings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum GraphFormat {
    /// A tree for the terminal
    Text,
    /// For Graphviz
    Dot,
    /// For Markdown pages that draw it; at most 500 lines
    Mermaid,
    /// A picture that stands alone
    Svg,
    /// For yEd, Gephi, Cytoscape and programs
    Graphml,
    /// As docs/graph.schema.json says
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum MatrixView {
    /// Services × units: responsible, accountable, consulted, informed, supporting
    Responsibility,
    /// Units × fields: create, read, update, delete, with tiers and safeguards
    Rights,
    /// Services × touchpoints: who answers, and gaps
    Coverage,
    /// What must be kept apart × units
    Separation,
    /// Channels × aspects: who is accountable
    Channels,
}

impl MatrixView {
    pub(in crate::cli) fn view(self) -> View {
        match self {
            MatrixView::Responsibility => View::Responsibility,
            MatrixView::Rights => View::Rights,
            MatrixView::Coverage => View::Coverage,
            MatrixView::Separation => View::Separation,
            MatrixView::Channels => View::Channels,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum MatrixFormat {
    /// A table that fits the terminal
    Human,
    Markdown,
    /// Comma-separated values, without anything that a spreadsheet would run
    Csv,
    /// A workbook with filters, colours and notes
    Xlsx,
    /// One document, as docs/matrix.schema.json says
    Json,
}
