//! The command line, and the only part that touches disk, clock, environment and standard output.

mod args;
mod baseline;
mod capacity;
mod check;
mod describe;
mod diff;
mod explain;
mod failure;
mod filter;
mod filters;
mod find;
mod fix;
mod fmt;
mod graph;
mod load;
mod matrix;
mod output;
mod own;
mod page;
mod parse;
mod paths;
mod progress;
mod put;
mod report;
mod rules;
mod shell;
mod walk;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use failure::Failure;

/// What the exit status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Nothing at or above the failing level.
    Clean,
    /// Findings at or above the failing level.
    Findings,
    /// The tool could not do its work.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Capacity(arguments) => capacity::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Describe(arguments) => describe::run(&arguments),
        Command::Completions(arguments) => shell::completions(&arguments),
        Command::Man(arguments) => shell::man(&arguments),
        Command::Graph(arguments) => graph::run(&arguments),
        Command::Matrix(arguments) => matrix::run(&arguments),
        Command::DebugParse(arguments) => parse::run(&arguments),
    };
    match done {
        Ok(exit) => exit.into(),
        // Who closed the pipe has read enough.
        Err(Failure::ClosedPipe) => Exit::Clean.into(),
        Err(failure) => {
            output::failure(&failure);
            Exit::Failed.into()
        }
    }
}
