//! `loket rules`.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::args::{ListFormat, Rules};
use super::failure::Failure;
use super::own::Found;
use super::{Exit, output, own, paths};
use crate::check::Rule;
use crate::checks;
use crate::finding::Level;
use crate::model::OwnRule;
use crate::policy::OwnPage;
use crate::render;
use crate::settings::{self, Settings};

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
    let Found { own, settings, failures } = path.map_or_else(Found::default, own::rules);
    let entries = entries(group, &own, settings.as_ref());
    let mut out = output::stdout();
    match arguments.format {
        ListFormat::Human => table(&mut out, &entries)?,
        ListFormat::Json => {
            render::escaped::write(&mut out, &entries)?;
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

/// The rules of a group, or all, sorted by id, at the levels that the settings give them.
pub(super) fn entries(group: Option<&str>, own: &[OwnPage], settings: Option<&Settings>) -> Vec<Entry> {
    let judged = |rule: &Rule| match settings {
        Some(settings) => settings.judge(rule.id, rule.level, ""),
        None => Some(rule.level),
    };
    let builtin = builtin(group).map(|rule| Entry {
        id: rule.id.to_owned(),
        group: rule.group().to_owned(),
        level: level(judged(rule)),
        summary: rule.summary(),
    });
    let own = own.iter().filter(|it| group.is_none_or(|group| group == OwnRule::GROUP || group == it.id));
    let own = own.map(|it| Entry {
        id: it.id.clone(),
        group: OwnRule::GROUP.to_owned(),
        level: level(it.level),
        summary: it.summary.clone(),
    });
    let mut out: Vec<Entry> = builtin.chain(own).collect();
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

fn level(level: Option<Level>) -> &'static str {
    level.map_or("off", Level::name)
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
