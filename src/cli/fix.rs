//! `loket check --fix`: fixes are made in memory, and then shown as a diff or written.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use super::args::Check;
use super::baseline::KnownFindings;
use super::check::Done;
use super::failure::Failure;
use super::put::Opened;
use super::{diff, filter, output};
use crate::finding::{Applicability, Finding};
use crate::fix::{self, Mended, Told, Wanted};
use crate::policy::{self, Checked, Input};

/// How many fixes are told one by one.
const TOLD: usize = 20;

/// A fixed file.
struct Change {
    path: String,
    old: Vec<u8>,
    new: String,
}

/// What became of all fixes.
#[derive(Default)]
pub(super) struct Fixes {
    changes: Vec<Change>,
    done: Vec<Told>,
    undone: Vec<Told>,
}

/// What is fixed of one policy.
struct Ask<'a> {
    arguments: &'a Check,
    baseline: Option<&'a KnownFindings>,
    directory: &'a Path,
    scope: Option<&'a BTreeSet<String>>,
    alone: bool,
}

impl Wanted for Ask<'_> {
    fn wants(&self, checked: &Checked, finding: &Finding) -> bool {
        let chosen = filter::wants(finding.id(), &self.arguments.select, &self.arguments.ignore);
        let Some(scope) = self.scope.filter(|_| !self.arguments.all) else { return chosen };
        let inside = |file| scope.contains(&checked.sources.get(file).path);
        chosen && std::iter::once(finding.span).chain(finding.labels.iter().map(|it| it.span)).any(|it| inside(it.file))
    }

    fn check(&self, input: Input) -> Checked {
        let mut checked = policy::check(input);
        if let Some(baseline) = self.baseline {
            baseline.hold(self.directory, self.alone, &mut checked);
        }
        checked
    }
}

/// Does the fixes of all policies, in memory.
pub(super) fn mend(arguments: &Check, baseline: Option<&KnownFindings>, all: Vec<Done>) -> (Vec<Done>, Fixes) {
    let daring = if arguments.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    let alone = all.len() == 1;
    let mut fixes = Fixes::default();
    let mut out = Vec::with_capacity(all.len());
    for Done { checked, directory, scope, input } in all {
        let Some(input) = input else {
            out.push(Done { checked, directory, scope, input });
            continue;
        };
        let ask = Ask { arguments, baseline, directory: &directory, scope: scope.as_ref(), alone };
        let Mended { checked, files, done, undone } = fix::mend(&input, checked, daring, &ask);
        let old =
            |path: &str| input.files.iter().find(|it| it.path == path).map(|it| it.bytes.clone()).unwrap_or_default();
        fixes.changes.extend(files.into_iter().map(|(path, new)| Change { old: old(&path), path, new }));
        fixes.done.extend(done);
        fixes.undone.extend(undone);
        out.push(Done { checked, directory, scope, input: None });
    }
    (out, fixes)
}

impl Fixes {
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Shows what would be written.
    pub(super) fn diff(&self, out: &mut impl Write) -> io::Result<()> {
        for Change { path, old, new } in &self.changes {
            let old = String::from_utf8_lossy(old);
            out.write_all(diff::unified(&output::harmless(path), &old, new).as_bytes())?;
        }
        Ok(())
    }

    /// Writes all files: those that cannot be written, or have changed since they were read, stay as they are, and what was to be
    /// mended in them is not told as done.
    pub(super) fn write(&mut self) -> Vec<Failure> {
        let one = |Change { path, old, new }: &Change| {
            let (opened, now) = Opened::read(Path::new(path), path, u64::MAX)?;
            if now != *old {
                let reason = "it has changed since it was read".to_owned();
                return Err(Failure::Unwritable { path: path.clone(), reason });
            }
            opened.replace(path, new.as_bytes())
        };
        let mut failures = Vec::new();
        for change in &self.changes {
            if let Err(failure) = one(change) {
                failures.push(failure);
                self.done.retain(|it| it.path != change.path);
            }
        }
        failures
    }

    /// Says what was done, and what was taken back.
    pub(super) fn tell(&self, diff: bool) {
        let line = |it: &Told| format!("  {}:{}: {}: {}", it.path, it.line, it.rule, it.title);
        let list = |head: String, all: &[Told]| {
            let more = (all.len() > TOLD).then(|| format!("  and {} more", all.len() - TOLD));
            let lines = std::iter::once(head).chain(all.iter().take(TOLD).map(line)).chain(more);
            output::note(&lines.collect::<Vec<_>>().join("\n"));
        };
        let counted = |count: usize| if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
        if !self.done.is_empty() {
            let word = if diff { "would fix" } else { "fixed" };
            list(format!("{word} {}:", counted(self.done.len())), &self.done);
        }
        if !self.undone.is_empty() {
            let head = format!("took back the fix of {}, which did not do what it should:", counted(self.undone.len()));
            list(head, &self.undone);
        }
    }
}
