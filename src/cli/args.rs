//! The arguments, and nothing but clap.

mod shown;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::capacity::change::Change;
use crate::finding;
use crate::model::{date, value};

pub(super) use shown::{Graph, GraphFormat, Matrix, MatrixFormat, ViewWord};

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
  loket check --output sarif=findings.sarif --output junit=findings.xml
  loket check --fail-on warning --ignore gap/not-offered
  loket check --as-of 2027-01-01
  loket check --fix --diff
  loket check --baseline baseline.json --write-baseline
  loket check --baseline baseline.json
  cat kcc.org | loket check - --stdin-filename units/kcc.org

Exit status: 0 nothing at or above the failing level, 1 findings, 2 loket could not do its work.";

const FMT_EXAMPLES: &str = "\
Examples:
  loket fmt                          all policies in this directory
  loket fmt --check policies         whether all files are in their form
  loket fmt --diff units.org         what would change
  loket fmt - < units.org            standard input, to standard output

Exit status: 0 nothing to do or done, 1 with `--check` or `--diff` when a file would change, 2 loket could not do its work.";

const DESCRIBE_EXAMPLES: &str = "\
Examples:
  loket describe policies/duinrade
  loket describe --format markdown > organisation.md
  loket describe --as-of 2027-07-01

Exit status: 0 it was told, 2 loket could not do its work.";

const CAPACITY_EXAMPLES: &str = "\
Examples:
  loket capacity policies/duinrade
  loket capacity --agents KCC/Telefoon=20 --peak Telefoon=240/h
  loket capacity --format json --as-of 2027-01-01

Exit status: 0 it was told, 2 loket could not do its work.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  loket completions bash > ~/.local/share/bash-completion/completions/loket
  loket completions zsh > \"${fpath[1]}/_loket\"
  loket completions fish > ~/.config/fish/completions/loket.fish";

const MATRIX_EXAMPLES: &str = "\
Examples:
  loket matrix coverage
  loket matrix responsibility --of Paspoort --tasks
  loket matrix rights --unit front --format markdown
  loket matrix channels --via sync --as-of 2027-01-01
  loket matrix rights --format xlsx --output rights.xlsx

Exit status: 0 it was told, 2 loket could not do its work.";

const GRAPH_EXAMPLES: &str = "\
Examples:
  loket graph units policies/duinrade
  loket graph handovers --of Burgerzaken --via sync
  loket graph rights --focus KCC --format svg --output rights.svg
  loket graph service Paspoort policies/duinrade --format mermaid
  loket graph channels --highlight gap --format dot | dot -Tpdf > channels.pdf

Exit status: 0 it was drawn, 2 loket could not do its work.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check policies
    ///
    /// A policy is all `.org` files under a directory with a `loket.toml`. Each path is resolved to the nearest such directory
    /// above it, else it is a policy by itself; policies inside a directory are checked too, each on its own. Of a path inside
    /// a policy the whole policy is checked, and what touches the path is shown.
    Check(Check),
    /// Bring files into the form in which all policies are written
    ///
    /// Changes white space, where lines end and the order of clauses, and nothing else: what was made is read again and compared
    /// before it is written. Stretches that do not parse stay as they are. loket.toml is not formatted.
    Fmt(Fmt),
    /// Tell how live channels do at their peak: the load, the agents, the level now, and the agents that the target asks for
    ///
    /// Loads are counted from `peak` and `handling`, levels with Erlang's formulas. Other numbers can be tried without a change
    /// of the policy.
    Capacity(Capacity),
    /// Explain a rule: what it finds, why it matters, a policy that has it and one that does not
    Explain(Explain),
    /// List the rules
    Rules(Rules),
    /// Tell what a policy says of its organisation, in plain words
    Describe(Describe),
    /// Print the completions of a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(Completions),
    /// Print the manual page, or write all pages to a directory
    Man(Man),
    /// Tell a policy as a table: who does what, who may do what with which data, who answers where
    ///
    /// Cells tell what holds on the as-of day; where something else holds later, they say so.
    Matrix(Matrix),
    /// Draw a policy as a graph, with what was found in it
    ///
    /// The picture is of one day. Filters are selectors of the language; findings are marked on what they are about.
    Graph(Graph),
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

    /// Write what was found to a file too, in some format; may be given more than once. `-` is standard output, in place of
    /// what `--format` prints
    #[arg(long, value_name = "FORMAT=FILE", value_parser = target)]
    pub(super) output: Vec<Target>,

    /// The day from which the policy is checked, else `as-of` of the organisation, else today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<i32>,

    /// The lowest level that makes the exit status 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "LEVEL")]
    pub(super) fail_on: FailOn,

    /// Show only these rules or groups; what is wrong with the text itself (`syntax`) is always shown
    #[arg(long, value_name = "RULE|GROUP", value_delimiter = ',', value_parser = known_rule)]
    pub(super) select: Vec<String>,

    /// Leave out these rules or groups, but those that may not be ignored; a rule beats its group
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

    /// Mend what has one right answer, and show what is left
    #[arg(long, conflicts_with = "write_baseline")]
    pub(super) fix: bool,

    /// With `--fix`: mend what is likely meant too; look at it before you commit it
    #[arg(long, requires = "fix")]
    pub(super) unsafe_fixes: bool,

    /// With `--fix`: write nothing, and show what would change; the exit status is 1 when something would
    #[arg(long, requires = "fix", conflicts_with = "output")]
    pub(super) diff: bool,

    /// Check again whenever a file of the policies changes
    #[arg(long, conflicts_with_all = ["write_baseline", "diff"])]
    pub(super) watch: bool,

    /// Pass over given files that lie in no policy with a loket.toml, such as an outline of Emacs
    #[arg(long)]
    pub(super) skip_loose: bool,

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
#[command(after_help = FMT_EXAMPLES)]
pub(super) struct Fmt {
    /// Files and directories, else this directory; `-` formats standard input to standard output
    #[arg(default_value = ".", hide_default_value = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Write nothing; list the files that would change, and end with 1 if there are any
    #[arg(long)]
    pub(super) check: bool,

    /// Write nothing; print what would change, and end with 1 if anything would
    #[arg(long)]
    pub(super) diff: bool,

    /// The path that standard input stands for
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,

    /// Print nothing but errors of the tool itself, and what `-` and `--diff` ask for
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Args, Debug)]
#[command(after_help = CAPACITY_EXAMPLES)]
pub(super) struct Capacity {
    /// A file or directory of the policy, else this directory
    #[arg(default_value = ".", hide_default_value = true)]
    pub(super) path: PathBuf,

    /// How to print it
    #[arg(long, value_enum, default_value_t = ListFormat::Human)]
    pub(super) format: ListFormat,

    /// Count with so many agents of a unit, with the channel where the unit answers on several
    #[arg(long, value_name = "UNIT[/CHANNEL]=N", value_delimiter = ',', value_parser = agents)]
    pub(super) agents: Vec<Change>,

    /// Count with this many contacts at the peak of a channel
    #[arg(long, value_name = "CHANNEL=N/h", value_delimiter = ',', value_parser = peak)]
    pub(super) peak: Vec<Change>,

    /// The day from which it is told, else `as-of` of the organisation, else today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<i32>,

    /// Settings to use instead of the policy's own loket.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Whether to print in colour
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
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
#[command(after_help = DESCRIBE_EXAMPLES)]
pub(super) struct Describe {
    /// A policy, else the one of this directory; of a path inside a policy the whole policy is described
    #[arg(default_value = ".", hide_default_value = true, value_name = "PATH")]
    pub(super) path: PathBuf,

    /// How to print the page
    #[arg(long, value_enum, default_value_t = PageFormat::Human)]
    pub(super) format: PageFormat,

    /// The day of which it is told, else `as-of` of the organisation, else today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<i32>,

    /// Settings to use instead of the policy's own loket.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,

    /// Whether to print in colour
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
}

#[derive(Args, Debug)]
pub(super) struct Completions {
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

#[derive(Args, Debug)]
pub(super) struct Man {
    /// A directory, for a page of each command
    #[arg(value_name = "DIR")]
    pub(super) directory: Option<PathBuf>,
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
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// A page in Markdown, for the job summary of GitHub Actions
    GithubSummary,
    /// GitLab's Code Quality report
    Gitlab,
    /// `JUnit`'s XML, a case for each finding
    Junit,
    /// reviewdog's diagnostics
    Rdjson,
    /// Checkstyle's XML
    Checkstyle,
}

/// One `--output`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) format: Format,
    pub(super) path: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PageFormat {
    /// Wrapped to the terminal
    Human,
    Markdown,
    /// The facts without sentences, as docs/describe.schema.json says
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

fn target(text: &str) -> Result<Target, String> {
    let form = || "write it as `sarif=findings.sarif`".to_owned();
    let (format, path) = text.split_once('=').ok_or_else(form)?;
    let format = Format::from_str(format, false).map_err(|_| {
        let all: Vec<String> = Format::value_variants()
            .iter()
            .filter_map(|it| Some(it.to_possible_value()?.get_name().to_owned()))
            .collect();
        format!("there is no format `{format}`: it is one of {}", all.join(", "))
    })?;
    if path.is_empty() { Err(form()) } else { Ok(Target { format, path: PathBuf::from(path) }) }
}

fn agents(text: &str) -> Result<Change, String> {
    let form = || "write it as `KCC=20` or `KCC/Telefoon=20`".to_owned();
    let (who, count) = text.rsplit_once('=').ok_or_else(form)?;
    let count = value::count(count.trim()).ok_or_else(form)?;
    let (unit, channel) = match who.split_once('/') {
        Some((unit, channel)) => (unit.trim(), Some(channel.trim().to_owned())),
        None => (who.trim(), None),
    };
    Ok(Change::Agents { unit: unit.to_owned(), channel, count })
}

fn peak(text: &str) -> Result<Change, String> {
    let form = || "write it as `Telefoon=240/h`".to_owned();
    let (channel, rate) = text.rsplit_once('=').ok_or_else(form)?;
    let rate = value::rate(rate.trim()).ok_or_else(form)?;
    Ok(Change::Peak { channel: channel.trim().to_owned(), rate })
}

fn known_rule(text: &str) -> Result<String, String> {
    match crate::settings::is_known(text) {
        Ok(()) => Ok(text.to_owned()),
        Err(Some(nearest)) => Err(format!("did you mean `{nearest}`?")),
        Err(None) => Err("`loket rules` lists them all".to_owned()),
    }
}
