//! `loket rules`.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::args::{ListFormat, Rules};
use super::failure::Failure;
use super::{Exit, output, own, paths};
use crate::check::Rule;
use crate::checks;
use crate::model::OwnRule;
use crate::policy::OwnPage;
use crate::settings;

/// A rule as `loket rules --format json` lists it.
#[derive(Serialize)]
pub(super) struct Entry {
    id: String,
    group: String,
    level: &'static str,
    summary: String,
}

pub(super) fn run(arguments: &Rules) -> Result<Exit, Failure> {
    let (group, path) = chosen(arguments.which.as_deref())?;
    let (own, failures) = path.map_or_else(Default::default, own::rules);
    let entries = entries(group, &own);
    let mut out = output::stdout();
    match arguments.format {
        ListFormat::Human => table(&mut out, &entries)?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &entries).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    for failure in &failures {
        output::failure(failure);
    }
    Ok(if failures.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// The group that is asked for, and the policy whose own rules are: the one that is named, else the one around this directory.
fn chosen(which: Option<&str>) -> Result<(Option<&str>, Option<&Path>), Failure> {
    let here = || paths::around_here().then_some(Path::new("."));
    match which {
        None => Ok((None, here())),
        Some(name) if name == OwnRule::GROUP || OwnRule::is_id(name) => Ok((Some(name), Some(Path::new(".")))),
        Some(name) if builtin(Some(name)).next().is_some() => Ok((Some(name), None)),
        Some(name) if Path::new(name).exists() => Ok((None, Some(Path::new(name)))),
        Some(name) => {
            let nearest = settings::is_known(name).err().flatten();
            Err(Failure::UnknownRule { name: name.to_owned(), nearest })
        }
    }
}

/// The rules of a group, or all, sorted by id.
pub(super) fn entries(group: Option<&str>, own: &[OwnPage]) -> Vec<Entry> {
    let builtin = builtin(group).map(|rule| Entry {
        id: rule.id.to_owned(),
        group: rule.group().to_owned(),
        level: rule.level.name(),
        summary: rule.summary(),
    });
    let own = own.iter().filter(|it| group.is_none_or(|group| group == OwnRule::GROUP || group == it.id));
    let own = own.map(|it| Entry {
        id: it.id.clone(),
        group: OwnRule::GROUP.to_owned(),
        level: it.level.name(),
        summary: it.summary.clone(),
    });
    let mut out: Vec<Entry> = builtin.chain(own).collect();
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// One line a rule: id, level, what it finds.
pub(super) fn table(out: &mut impl Write, entries: &[Entry]) -> io::Result<()> {
    let width = entries.iter().map(|entry| entry.id.len()).max().unwrap_or(0);
    for entry in entries {
        writeln!(out, "{:width$}  {:7}  {}", entry.id, entry.level, output::harmless(&entry.summary))?;
    }
    Ok(())
}

fn builtin(group: Option<&str>) -> impl Iterator<Item = &'static Rule> {
    checks::ALL.iter().copied().filter(move |rule| group.is_none_or(|it| it == rule.group() || it == rule.id))
}
