//! `loket check --watch`: checks again whenever a file of the policies changes, until it is ended.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::args::Check;
use super::failure::{Failure, is_stdin};
use super::paths::{self, Paths, SETTINGS};
use super::{Exit, check, find, output};

/// Editors write a file in several steps: work begins when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(100);
/// And after so long in any case.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) fn run(arguments: &Check) -> Result<Exit, Failure> {
    if arguments.paths.iter().any(|it| is_stdin(it)) {
        return Err(Failure::Usage("standard input cannot be watched".to_owned()));
    }
    loop {
        let (send, changes) = mpsc::channel();
        let files = files(arguments);
        // Watched before it is read: what changes meanwhile is seen.
        let mut watcher = notify::recommended_watcher(move |event| {
            // Nobody listens any more once the next watcher is made.
            let _ = send.send(event);
        })
        .map_err(|error| failed(&error))?;
        for place in places(arguments)? {
            watcher.watch(&place, RecursiveMode::Recursive).map_err(|error| failed(&error))?;
        }
        clear()?;
        if let Err(failure) = check::once(arguments) {
            output::failure(&failure);
        }
        output::note("watching for changes; Ctrl-C ends it");
        wait(&changes, &files)?;
    }
}

fn failed(error: &notify::Error) -> Failure {
    Failure::Usage(format!("cannot watch for changes: {error}"))
}

/// The directories in which something may change.
fn places(arguments: &Check) -> Result<BTreeSet<PathBuf>, Failure> {
    let paths = Paths::new()?;
    let (found, _) = find::policies(arguments, &paths);
    let mut out = BTreeSet::new();
    for policy in found {
        let catalogs = policy.settings.catalogs.iter().map(|it| policy.root.join(it));
        out.extend(catalogs.filter_map(|it| it.canonicalize().ok()));
        out.insert(policy.root);
    }
    // What was asked for is watched too, also where there is no policy yet or its settings are broken.
    let given = arguments.paths.iter().filter_map(|it| it.canonicalize().ok());
    out.extend(given.map(|it| paths::root_above(&it).unwrap_or(it)));
    let files = arguments.config.iter().chain(&arguments.baseline).filter_map(|it| it.canonicalize().ok());
    out.extend(files.filter_map(|it| it.parent().map(Path::to_path_buf)));
    Ok(out)
}

/// The files that matter by their names.
fn files(arguments: &Check) -> Vec<PathBuf> {
    arguments.config.iter().chain(&arguments.baseline).filter_map(|it| it.canonicalize().ok()).collect()
}

/// Waits until something has changed, and then until nothing changes any more.
fn wait(changes: &Receiver<notify::Result<Event>>, files: &[PathBuf]) -> Result<(), Failure> {
    let gone = || Failure::Usage("cannot watch for changes any more".to_owned());
    loop {
        match changes.recv() {
            Ok(event) if matters(&event, files) => break,
            Ok(_) => {}
            Err(_) => return Err(gone()),
        }
    }
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match changes.recv_timeout(QUIET) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Err(gone()),
        }
    }
    Ok(())
}

fn matters(event: &notify::Result<Event>, files: &[PathBuf]) -> bool {
    // What the watcher could not follow may be anything.
    let Ok(event) = event else { return true };
    let named = |path: &PathBuf| {
        let is_draft = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with('.'));
        let settings = path.file_name().is_some_and(|it| it == SETTINGS);
        // A directory that comes or goes takes its files along.
        let directory = path.extension().is_none() && !path.is_file();
        !is_draft && (settings || directory || paths::is_policy_file(path)) || files.contains(path)
    };
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(named)
}

/// Empties the terminal, where it is one.
fn clear() -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        let mut out = output::stdout();
        out.write_all(b"\x1b[2J\x1b[3J\x1b[H")?;
        out.flush()?;
    }
    Ok(())
}
