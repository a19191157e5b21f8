//! `loket fmt`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::args::Fmt;
use super::failure::{Failure, is_stdin, shown};
use super::paths::{self, Paths, SETTINGS};
use super::put::Opened;
use super::{Exit, diff, load, output, walk};
use crate::format::{self, Outcome};
use crate::settings::Settings;
use crate::syntax::{Limits, encoding};

/// The stack of a thread that formats: nested blocks are walked by recursion.
const STACK: usize = 16 * 1024 * 1024;
/// How many stretches of one file are told.
const TOLD: usize = 10;

/// A file to format.
struct Job {
    /// As it is shown.
    shown: String,
    file: PathBuf,
    settings: Settings,
}

/// What came of one file.
#[derive(Default)]
struct Done {
    changed: bool,
    /// It is no policy.
    alone: bool,
    /// What `--diff` prints.
    diff: String,
    /// The text, where it goes to standard output.
    text: String,
    notes: Vec<String>,
}

pub(super) fn run(arguments: &Fmt) -> Result<Exit, Failure> {
    let paths = Paths::new()?;
    if arguments.paths.iter().any(|it| is_stdin(it)) {
        if arguments.paths.len() > 1 {
            return Err(Failure::Usage("standard input (`-`) is formatted by itself".to_owned()));
        }
        return stdin(arguments, &paths);
    }
    if arguments.stdin_filename.is_some() {
        return Err(Failure::Usage("`--stdin-filename` needs the path `-`".to_owned()));
    }
    let (jobs, mut failures) = jobs(arguments, &paths);
    let work = || jobs.par_iter().map(|job| one(job, arguments)).collect::<Vec<_>>();
    let results = match ThreadPoolBuilder::new().stack_size(STACK).build() {
        Ok(pool) => pool.install(work),
        // A machine that gives no threads can still do the work.
        Err(_) => jobs.iter().map(|job| one(job, arguments)).collect(),
    };
    let mut out = output::stdout();
    let mut tally = Tally::default();
    for (job, result) in jobs.iter().zip(results) {
        match result {
            Ok(done) => {
                tally.count(&done);
                out.write_all(done.diff.as_bytes())?;
                if !arguments.quiet {
                    tell(&done);
                    if arguments.check && done.changed && !arguments.diff {
                        writeln!(out, "would reformat {}", output::harmless(&job.shown))?;
                    }
                }
            }
            Err(failure) => failures.push(failure),
        }
    }
    let dry = arguments.check || arguments.diff;
    if !arguments.quiet {
        match tally.summary(dry) {
            Some(line) if arguments.diff => output::summary(&line),
            Some(line) => writeln!(out, "{line}")?,
            None => {}
        }
    }
    out.flush()?;
    for failure in &failures {
        output::failure(failure);
    }
    Ok(match (failures.is_empty(), dry && tally.changed > 0) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    })
}

/// Formats standard input to standard output.
fn stdin(arguments: &Fmt, paths: &Paths) -> Result<Exit, Failure> {
    let name = arguments.stdin_filename.as_deref();
    let settings = name.and_then(|it| paths.real(it).ok()).map_or_else(Settings::default, |it| settings(&it));
    let label = name.map_or_else(|| "<stdin>".to_owned(), shown);
    let bytes = load::read(io::stdin().lock(), 0, &label, u64::from(settings.limits.file_bytes))?;
    let done = format(bytes, &label, &settings, arguments)?;
    let mut out = output::stdout();
    if arguments.diff {
        out.write_all(done.diff.as_bytes())?;
    } else if !arguments.check {
        out.write_all(done.text.as_bytes())?;
    } else if done.changed && !arguments.quiet {
        writeln!(out, "would reformat {}", output::harmless(&label))?;
    }
    out.flush()?;
    if !arguments.quiet {
        tell(&done);
    }
    Ok(if done.changed && (arguments.check || arguments.diff) { Exit::Findings } else { Exit::Clean })
}

/// Formats a file where it is.
fn one(job: &Job, arguments: &Fmt) -> Result<Done, Failure> {
    let limit = u64::from(job.settings.limits.file_bytes);
    let (opened, bytes) = Opened::read(&job.file, &job.shown, limit)?;
    let mut done = format(bytes, &job.shown, &job.settings, arguments)?;
    if done.changed && !arguments.check && !arguments.diff {
        opened.replace(&job.shown, done.text.as_bytes())?;
    }
    done.text = String::new();
    Ok(done)
}

/// Formats bytes, and compares them with what was.
fn format(bytes: Vec<u8>, shown: &str, settings: &Settings, arguments: &Fmt) -> Result<Done, Failure> {
    let refused = |reason: String| Failure::Unformatted { path: shown.to_owned(), reason };
    let (before, fault) = encoding::decode(bytes);
    if let Some((_, reason)) = fault {
        return Err(refused(reason));
    }
    match format::format(&before, &limits(settings)) {
        Outcome::Formatted { text, left } => {
            let mut done = Done { changed: text != before, ..Done::default() };
            for stretch in left.iter().take(TOLD) {
                let (first, last) = (line(&before, stretch.start), line(&before, stretch.end));
                done.notes.push(if first == last {
                    format!("{shown}:{first}: line {first} left as it is: it does not parse")
                } else {
                    format!("{shown}:{first}: lines {first} to {last} left as they are: they do not parse")
                });
            }
            if left.len() > TOLD {
                done.notes.push(format!("{shown}: {} stretches more do not parse", left.len() - TOLD));
            }
            if arguments.diff && done.changed {
                done.diff = diff::unified(&output::harmless(shown), &before, &text);
            }
            done.text = text;
            Ok(done)
        }
        Outcome::Refused(finding) if finding.rule == "syntax/org-mode" => {
            let notes = vec![format!("{shown}: left alone: {}", finding.message)];
            Ok(Done { alone: true, text: before, notes, ..Done::default() })
        }
        Outcome::Refused(finding) => Err(refused(finding.message)),
        Outcome::Mistaken => Err(refused(
            "what the formatter made of it means something else; this is a mistake of Loket, please report it"
                .to_owned(),
        )),
    }
}

fn limits(settings: &Settings) -> Limits {
    Limits { nesting: settings.limits.nesting, file_bytes: settings.limits.file_bytes }
}

/// The line of an offset, from 1.
fn line(text: &str, at: u32) -> usize {
    memchr::memchr_iter(b'\n', &text.as_bytes()[..at as usize]).count() + 1
}

fn tell(done: &Done) {
    for note in &done.notes {
        output::note(note);
    }
}

/// The files that the paths mean, each once, in the order of their names, and what went wrong on the way.
fn jobs(arguments: &Fmt, paths: &Paths) -> (Vec<Job>, Vec<Failure>) {
    let mut files: BTreeMap<PathBuf, bool> = BTreeMap::new();
    let mut failures = Vec::new();
    for path in &arguments.paths {
        match files_of(path, paths) {
            Ok(found) => files.extend(found.into_iter().map(|it| (it, path.is_absolute()))),
            Err(failure) => failures.push(failure),
        }
    }
    // One file may have several names.
    let mut seen = BTreeSet::new();
    let mut known: BTreeMap<PathBuf, Settings> = BTreeMap::new();
    let mut jobs = Vec::new();
    for (file, absolute) in files {
        if !seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
            continue;
        }
        let directory = file.parent().unwrap_or(&file).to_path_buf();
        let settings = known.entry(directory).or_insert_with(|| settings(&file)).clone();
        jobs.push(Job { shown: paths.show(&file, absolute), file, settings });
    }
    (jobs, failures)
}

fn files_of(path: &Path, paths: &Paths) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error| Failure::unreadable(path, &error);
    let kind = fs::metadata(path).map_err(unreadable)?;
    if kind.is_dir() {
        return Ok(walk::walk(&path.canonicalize().map_err(unreadable)?)?.files);
    }
    if !kind.is_file() {
        return Err(Failure::because(path, "it is neither a file nor a directory"));
    }
    paths::belonging(path)?;
    let file = paths.real(path).map_err(unreadable)?;
    Ok(if file.file_name().is_some_and(|name| name == SETTINGS) { Vec::new() } else { vec![file] })
}

/// The settings around a file, for their limits. Broken ones are told by `check`; they keep nobody from formatting.
fn settings(file: &Path) -> Settings {
    let root = file.parent().and_then(paths::root_above);
    let text = root.and_then(|root| fs::read_to_string(root.join(SETTINGS)).ok());
    text.and_then(|text| Settings::parse(&text).ok()).unwrap_or_default()
}

/// How many files there were of each kind.
#[derive(Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
}

impl Tally {
    fn count(&mut self, done: &Done) {
        if !done.alone {
            *if done.changed { &mut self.changed } else { &mut self.unchanged } += 1;
        }
    }

    /// `3 files reformatted, 12 left unchanged`
    fn summary(&self, dry: bool) -> Option<String> {
        let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
        let (done, kept) = match (dry, self.unchanged) {
            (true, 1) => ("would be reformatted", "is formatted"),
            (true, _) => ("would be reformatted", "are formatted"),
            (false, _) => ("reformatted", "left unchanged"),
        };
        match (self.changed, self.unchanged) {
            (0, 0) => None,
            (0, kept_files) => Some(format!("{} {kept}", files(kept_files))),
            (changed, 0) => Some(format!("{} {done}", files(changed))),
            (changed, kept_files) => Some(format!("{} {done}, {kept_files} {kept}", files(changed))),
        }
    }
}
