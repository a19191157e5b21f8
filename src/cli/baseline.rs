//! The file of `--baseline`: read before the work, held against findings, written after it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::failure::{Failure, reason, shown};
use super::put::put;
use super::{output, paths};
use crate::baseline::{Baseline, Entry};
use crate::policy::Checked;

/// How many stale entries are told.
const TOLD: usize = 5;

/// A baseline and the file it is in.
#[derive(Debug)]
pub(super) struct KnownFindings {
    /// The path as it was given.
    path: PathBuf,
    /// The real directory of the file, from which policies are named.
    directory: PathBuf,
    baseline: Baseline,
}

impl KnownFindings {
    /// Reads the file. One that is to be written need not be there.
    pub(super) fn read(path: &Path, write: bool) -> Result<Self, Failure> {
        let bad = |reason: String| Failure::Baseline { path: shown(path), reason };
        let parent = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let directory = parent.canonicalize().map_err(|error| bad(reason(&error)))?;
        let baseline = match fs::read_to_string(path) {
            Ok(text) => Baseline::parse(&text).map_err(bad)?,
            Err(error) if write && error.kind() == io::ErrorKind::NotFound => Baseline::default(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(bad(format!("{}; `--write-baseline` makes it", reason(&error))));
            }
            Err(error) => return Err(bad(reason(&error))),
        };
        Ok(Self { path: path.to_path_buf(), directory, baseline })
    }

    /// What a policy is called in the file.
    fn name(&self, policy: &Path) -> String {
        if policy.is_absolute() { shown(&paths::from(&self.directory, policy)) } else { shown(policy) }
    }

    /// Marks the findings of a policy that are in the baseline. One that is checked `alone` may have moved: then nothing is where
    /// the only policy of the baseline was.
    pub(super) fn hold(&self, policy: &Path, alone: bool, checked: &mut Checked) {
        let alone = alone && self.baseline.only_policy().is_some_and(|it| !self.directory.join(it).is_dir());
        let Checked { findings, as_of, settings, .. } = checked;
        let held = self.baseline.hold((&self.name(policy), alone), findings, as_of, |rule| settings.is_ignorable(rule));
        checked.baseline = Some(held);
    }

    /// Writes the findings of these policies, in place of what the file had of them and of policies that are gone. Then all
    /// of them are known.
    pub(super) fn write<'c>(&mut self, policies: impl Iterator<Item = (&'c Path, &'c Checked)>) -> Result<(), Failure> {
        let policies: Vec<(String, &Checked)> = policies.map(|(path, checked)| (self.name(path), checked)).collect();
        let directory = self.directory.clone();
        self.baseline
            .retain(|policy| !policies.iter().any(|(name, _)| name == policy) && directory.join(policy).is_dir());
        for (name, checked) in &policies {
            let may_ignore = |rule: &str| checked.settings.is_ignorable(rule);
            self.baseline.add(name, &checked.findings, &checked.as_of, may_ignore);
        }
        let failed = |error: &io::Error| Failure::Baseline { path: shown(&self.path), reason: reason(error) };
        put(&self.path, self.baseline.text().as_bytes()).map_err(|error| failed(&error))
    }

    /// Says what was written.
    pub(super) fn tell_written(&self) {
        let held = self.baseline.len();
        let findings = if held == 1 { "finding" } else { "findings" };
        output::note(&format!("`{}` holds {held} {findings} now", shown(&self.path)));
    }

    /// Says which entries have no finding any more.
    pub(super) fn tell_stale(&self, policies: &[Checked]) {
        let stale: Vec<&Entry> =
            policies.iter().filter_map(|it| it.baseline.as_ref()).flat_map(|held| &held.stale).collect();
        if stale.is_empty() {
            return;
        }
        let (are, find) = if stale.len() == 1 { ("entry", "finds") } else { ("entries", "find") };
        let head = format!("{} {are} of `{}` {find} nothing any more:", stale.len(), shown(&self.path));
        let told = stale.iter().take(TOLD).map(|entry| format!("  {}: {}", entry.rule, entry.message));
        let more = (stale.len() > TOLD).then(|| format!("  and {} more", stale.len() - TOLD));
        let lines = std::iter::once(head).chain(told).chain(more);
        let lines = lines.chain(["  `--write-baseline` drops them".to_owned()]);
        output::note(&lines.collect::<Vec<_>>().join("\n"));
    }
}
