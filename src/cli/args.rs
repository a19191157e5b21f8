//! The arguments, and nothing but clap.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::finding;
use crate::model::date;

/// Policy as code for organisations that serve people: who serves, who decides, who may write.
///
/// Loket reads a policy from `.org` files and finds gaps (offered, but nobody answers for it), overlaps (two do) and risky
/// mutations (a front office that may write what it should not).
#[derive(Debug, Parser)]
#[command(name = "loket", version, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  loket check                        the policies in this directory
  loket check policies/duinrade      one policy
  loket check units/kcc.org          what touches one file, checked within its whole policy
  loket explain gap/unserved         why a finding matters, and how to mend it

Exit status: 0 nothing at or above the failing level, 1 findings, 2 loket could not do its work.";

const CHECK_EXAMPLES: &str = "\
Examples:
  loket check --format json > findings.json
  loket check --fail-on warning --ignore gap/not-offered
  loket check --as-of 2027-01-01
  loket check --baseline baseline.json --write-baseline
  loket check --baseline baseline.json
  cat kcc.org | loket check - --stdin-filename units/kcc.org

Exit status: 0 nothing at or above the failing level, 1 findings, 2 loket could not do its work.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check policies
    ///
    /// A policy is all `.org` files under a directory with a `loket.toml`. Each path is resolved to the nearest such directory
    /// above it, else it is a policy by itself; policies inside a directory are checked too, each on its own. Of a path inside
    /// a policy the whole policy is checked, and what touches the path is shown.
    Check(Check),
    /// Explain a rule: what it finds, why it matters, a policy that has it and one that does not
    Explain(Explain),
    /// List the rules
    Rules(Rules),
    /// Read and parse only
    #[command(hide = true)]
    DebugParse(Parse),
}

#[expect(clippy::struct_excessive_bools, reason = "each flag is given or not")]
#[derive(Args, Debug)]
#[command(after_help = CHECK_EXAMPLES)]
pub(super) struct Check {
    /// Files and directories, else this directory; `-` is standard input
    #[arg(default_value = ".", hide_default_value = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Human, env = "LOKET_FORMAT")]
    pub(super) format: Format,

    /// The day from which the policy is checked, else `as-of` of the organisation, else today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<i32>,

    /// The lowest level that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "LEVEL")]
    pub(super) fail_on: FailOn,

    /// Show only these rules or groups; what is wrong with the text itself (`syntax`) is always shown
    #[arg(long, value_name = "RULE|GROUP", value_delimiter = ',', value_parser = known_rule)]
    pub(super) select: Vec<String>,

    /// Leave out these rules or groups; a rule beats its group
    #[arg(long, value_name = "RULE|GROUP", value_delimiter = ',', value_parser = known_rule)]
    pub(super) ignore: Vec<String>,

    /// Findings that are known already: they are shown apart and do not fail
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,

    /// Write all findings of these policies to the baseline, but those that are accepted or may not be ignored
    #[arg(long, requires = "baseline", conflicts_with_all = ["select", "ignore"])]
    pub(super) write_baseline: bool,

    /// Settings to use for all policies instead of each one's own loket.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Show all findings of a policy, also when a path is only a part of it
    #[arg(long)]
    pub(super) all: bool,

    /// The path that standard input stands for
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,

    /// Print nothing but errors of the tool itself; the exit status tells
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Whether to print in colour
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,

    /// Show no progress on long work
    #[arg(long)]
    pub(super) no_progress: bool,
}

#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The id of a rule, such as `gap/unserved`, or of a policy's own, such as `own/paper-stays`
    pub(super) rule: String,
    /// The policy whose own rule it is, else the one around this directory
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    /// Whether to print in colour
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
}

#[derive(Args, Debug)]
pub(super) struct Rules {
    /// Only the rules of a group, such as `gap`; or a policy, whose own rules are listed too. Without it, the policy
    /// around this directory
    #[arg(value_name = "GROUP|PATH")]
    pub(super) which: Option<String>,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,
}

#[derive(Args, Debug)]
pub(super) struct Parse {
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Drawn, with the lines concerned
    Human,
    /// One line a finding
    Plain,
    /// One document, as docs/output.schema.json says
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    pub(super) fn level(self) -> Option<finding::Level> {
        match self {
            FailOn::Error => Some(finding::Level::Error),
            FailOn::Warning => Some(finding::Level::Warning),
            FailOn::Info => Some(finding::Level::Info),
            FailOn::Never => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// When standard output is a terminal and `NO_COLOR` is not set
    Auto,
    Always,
    Never,
}

fn day(text: &str) -> Result<i32, String> {
    date::parse(text).ok_or_else(|| "write a day as 2026-11-01".to_owned())
}

fn known_rule(text: &str) -> Result<String, String> {
    match crate::settings::is_known(text) {
        Ok(()) => Ok(text.to_owned()),
        Err(Some(nearest)) => Err(format!("did you mean `{nearest}`?")),
        Err(None) => Err("`loket rules` lists them all".to_owned()),
    }
}
