//! The formats of `check`: what is printed, and the files of `--output`.

use std::io::{self, Write};
use std::time::Duration;

use super::args::{Check, Format, Target};
use super::failure::{self, Failure, reason, shown};
use super::output;
use super::paths;
use super::put::Draft;
use crate::render::human::{self, Look};
use crate::render::{Run, checkstyle, github, gitlab, json, junit, plain, rdjson, sarif, summary};

/// How people read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) time: Duration,
    /// Findings of a policy that are drawn.
    pub(super) limit: usize,
}

/// Each file and each format once, and standard output once.
pub(super) fn usage(arguments: &Check) -> Result<(), Failure> {
    for (at, one) in arguments.output.iter().enumerate() {
        if paths::belonging(&one.path).is_ok() {
            let path = shown(&one.path);
            return Err(Failure::Usage(format!("`--output` would replace `{path}`, which is a file of a policy")));
        }
        if let Some(other) = arguments.output[..at].iter().find(|other| other.path == one.path) {
            let what = if other == one { "the same" } else { "two formats" };
            let path = shown(&one.path);
            return Err(Failure::Usage(format!(
                "`--output` writes {what} to `{path}` twice: one would replace the other"
            )));
        }
    }
    Ok(())
}

/// Writes the files of `--output`: all of them are made first, and when one cannot be made none is put in its place.
pub(super) fn files(arguments: &Check, run: &Run<'_>, reading: Reading) -> Vec<Failure> {
    let targets = arguments.output.iter().filter(|it| !failure::is_stdin(&it.path));
    let mut drafts = Vec::new();
    let mut failures = Vec::new();
    for target in targets {
        let mut bytes = Vec::new();
        let look = Look { color: false, width: output::WIDTH, limit: reading.limit };
        let made =
            write(&mut bytes, target.format, run, reading.time, look).and_then(|()| Draft::of(&target.path, &bytes));
        match made {
            Ok(draft) => drafts.push((target, draft)),
            Err(error) => failures.push(failed(target, &error)),
        }
    }
    if failures.is_empty() {
        for (target, draft) in drafts {
            failures.extend(draft.place().map_err(|error| failed(target, &error)).err());
        }
    }
    failures
}

fn failed(target: &Target, error: &io::Error) -> Failure {
    Failure::Unwritable { path: shown(&target.path), reason: reason(error) }
}

/// Prints to standard output: in the format of `--output FORMAT=-`, else in that of `--format`.
pub(super) fn print(arguments: &Check, run: &Run<'_>, reading: Reading) -> Result<(), Failure> {
    let target = arguments.output.iter().find(|it| failure::is_stdin(&it.path));
    let format = target.map_or(arguments.format, |it| it.format);
    let mut out = output::stdout();
    write(&mut out, format, run, reading.time, output::look(arguments.color, reading.limit))?;
    out.flush()?;
    Ok(())
}

fn write(out: &mut impl Write, format: Format, run: &Run<'_>, time: Duration, look: Look) -> io::Result<()> {
    match format {
        Format::Human => human::write(out, run.policies, time, look),
        Format::Plain => plain::write(out, run.policies),
        Format::Json => json::write(out, run.policies),
        Format::Sarif => sarif::write(out, run),
        Format::Github => github::write(out, run),
        Format::GithubSummary => summary::write(out, run),
        Format::Gitlab => gitlab::write(out, run),
        Format::Junit => junit::write(out, run),
        Format::Rdjson => rdjson::write(out, run),
        Format::Checkstyle => checkstyle::write(out, run),
    }
}
