//! `loket check`.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::args::Check;
use super::baseline::KnownFindings;
use super::failure::{self, Failure};
use super::find::{self, Found};
use super::fix::{self, Fixes};
use super::load;
use super::paths::Paths;
use super::progress::Progress;
use super::report::{self, Reading};
use super::{Exit, filter, output, own, watch};
use crate::finding::Finding;
use crate::policy::{self, Checked, Input};
use crate::render::{Run, Tally};
use crate::source::FileId;

/// The stack of a thread that checks: nested blocks are walked by recursion.
const STACK: usize = 16 * 1024 * 1024;

/// A policy that was checked, before anything is left out.
pub(super) struct Done {
    pub(super) checked: Checked,
    pub(super) directory: PathBuf,
    /// The files that were asked for; `None` is all.
    pub(super) scope: Option<BTreeSet<String>>,
    /// What was checked, where it may have to be checked again.
    pub(super) input: Option<Input>,
}

pub(super) fn run(arguments: &Check) -> Result<Exit, Failure> {
    if arguments.watch { watch::run(arguments) } else { once(arguments) }
}

/// Checks once.
pub(super) fn once(arguments: &Check) -> Result<Exit, Failure> {
    let start = Instant::now();
    usage(arguments)?;
    let paths = Paths::new()?;
    let baseline = arguments.baseline.as_deref().map(|file| KnownFindings::read(file, arguments.write_baseline));
    let mut baseline = baseline.transpose()?;
    let (found, mut failures) = find::policies(arguments, &paths);
    let limit = found.iter().map(|it| it.settings.limits.findings).max().unwrap_or(0);

    let progress = Progress::start(found.len(), !arguments.no_progress && !arguments.quiet);
    let today = today();
    let one = |found: Found| {
        let done = check(found, arguments, &paths, today);
        progress.step();
        done
    };
    let results: Vec<Result<Done, Failure>> = if found.len() > 1 {
        let pool = ThreadPoolBuilder::new().stack_size(STACK).build();
        match pool {
            Ok(pool) => pool.install(|| found.into_par_iter().map(one).collect()),
            // A machine that gives no threads can still do the work.
            Err(_) => found.into_iter().map(one).collect(),
        }
    } else {
        found.into_iter().map(one).collect()
    };
    progress.stop();

    let mut done = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(it) => done.push(it),
            Err(failure) => failures.push(failure),
        }
    }
    failures.extend(own::unknown(done.iter().map(|it| &it.checked), arguments));
    if let Some(baseline) = &mut baseline {
        hold(baseline, arguments, &mut done, &mut failures);
    }
    if arguments.fix {
        let (mended, mut fixes) = fix::mend(arguments, baseline.as_ref(), done);
        done = mended;
        if !arguments.diff {
            failures.extend(fixes.write());
        }
        if !arguments.quiet {
            fixes.tell(arguments.diff);
        }
        if arguments.diff {
            return differ(&fixes, &failures);
        }
    }
    let firm: Vec<String> = done.iter().flat_map(|it| firm(&it.checked, arguments)).collect();
    let policies: Vec<Checked> = done.into_iter().map(|it| shown(it, arguments)).collect();
    let exit = verdict(arguments, &policies, &failures);
    let reading = Reading { time: start.elapsed(), limit };
    let told: Vec<String> = failures.iter().map(ToString::to_string).collect();
    let run = Run { policies: &policies, failures: &told, fail_on: arguments.fail_on.level() };
    failures.extend(report::files(arguments, &run, reading));
    if !arguments.quiet && !policies.is_empty() {
        match report::print(arguments, &run, reading) {
            // Whoever closed the pipe has read enough, and the verdict stands.
            Ok(()) | Err(Failure::ClosedPipe) => {}
            Err(failure) => failures.push(failure),
        }
    }
    if !arguments.quiet {
        for it in &firm {
            output::note(it);
        }
    }
    if let Some(baseline) = baseline.filter(|_| !arguments.quiet) {
        if arguments.write_baseline && failures.is_empty() {
            baseline.tell_written();
        }
        baseline.tell_stale(&policies);
    }
    for failure in &failures {
        output::failure(failure);
    }
    Ok(if failures.is_empty() { exit } else { Exit::Failed })
}

/// Shows what `--fix` would change, and nothing else.
fn differ(fixes: &Fixes, failures: &[Failure]) -> Result<Exit, Failure> {
    let mut out = output::stdout();
    fixes.diff(&mut out)?;
    out.flush()?;
    failures.iter().for_each(output::failure);
    Ok(match (failures.is_empty(), fixes.is_empty()) {
        (false, _) => Exit::Failed,
        (true, false) => Exit::Findings,
        (true, true) => Exit::Clean,
    })
}

/// Writes the baseline where that is asked, and marks what is in it.
fn hold(baseline: &mut KnownFindings, arguments: &Check, done: &mut [Done], failures: &mut Vec<Failure>) {
    // A run that could not do its work knows too little to say what is known.
    if arguments.write_baseline && failures.is_empty() {
        let policies = done.iter().map(|it| (it.directory.as_path(), &it.checked));
        failures.extend(baseline.write(policies).err());
    }
    let alone = done.len() == 1;
    for it in done {
        baseline.hold(&it.directory, alone, &mut it.checked);
    }
}

fn usage(arguments: &Check) -> Result<(), Failure> {
    let stdin = arguments.paths.iter().filter(|path| failure::is_stdin(path)).count();
    if stdin > 1 {
        return Err(Failure::Usage("standard input (`-`) can be read only once".to_owned()));
    }
    if stdin == 0 && arguments.stdin_filename.is_some() {
        return Err(Failure::Usage("`--stdin-filename` needs the path `-`".to_owned()));
    }
    if stdin == 1 && arguments.fix && !arguments.diff {
        return Err(Failure::Usage("standard input cannot be fixed in place: add `--diff`".to_owned()));
    }
    report::usage(arguments)
}

/// Reads and checks one policy.
fn check(found: Found, arguments: &Check, paths: &Paths, today: i32) -> Result<Done, Failure> {
    let load::Loaded { input, scope, directory } = load::load(found, paths, arguments.as_of, today)?;
    let again = arguments.fix.then(|| input.clone());
    Ok(Done { checked: policy::check(input), directory, scope, input: again })
}

/// Says of rules that may not be ignored that `--ignore` does not take away what they find.
fn firm(checked: &Checked, arguments: &Check) -> Vec<String> {
    let (select, ignore) = (&arguments.select[..], &arguments.ignore[..]);
    let shown =
        checked.findings.iter().map(Finding::id).filter(|id| filter::shows(&checked.settings, id, select, ignore));
    let rules: BTreeSet<&str> = shown.filter(|id| !filter::wants(id, select, ignore)).collect();
    let told = rules
        .into_iter()
        .map(|rule| format!("`{rule}` is not ignored in `{}`: `loket.toml` says `ignorable = false`", checked.root));
    told.collect()
}

/// The policy with only those findings that were asked for.
fn shown(Done { mut checked, scope, .. }: Done, arguments: &Check) -> Checked {
    if !(arguments.select.is_empty() && arguments.ignore.is_empty()) {
        let settings = &checked.settings;
        checked.findings.retain(|it| filter::shows(settings, it.id(), &arguments.select, &arguments.ignore));
    }
    if let Some(scope) = scope
        && !arguments.all
    {
        let files: Vec<FileId> =
            checked.sources.iter().filter(|(_, source)| scope.contains(&source.path)).map(|(id, _)| id).collect();
        checked.findings.retain(|it| filter::touches(it, &files));
    }
    checked
}

fn verdict(arguments: &Check, policies: &[Checked], failures: &[Failure]) -> Exit {
    let tally = Tally::of(policies);
    if !failures.is_empty() {
        Exit::Failed
    } else if arguments.fail_on.level().is_some_and(|level| tally.at_least(level) > 0) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

/// Days since 1970-01-01, in UTC.
pub(super) fn today() -> i32 {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
    i32::try_from(seconds / 86_400).unwrap_or(i32::MAX)
}
