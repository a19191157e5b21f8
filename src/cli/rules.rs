//! `loket rules`.

use std::io::{self, Write};

use serde::Serialize;

use super::args::{ListFormat, Rules};
use super::failure::Failure;
use super::{Exit, output};
use crate::check::Rule;
use crate::checks;
use crate::settings;

/// A rule as `loket rules --format json` lists it.
#[derive(Serialize)]
struct Entry {
    id: &'static str,
    group: &'static str,
    level: &'static str,
    summary: String,
}

pub(super) fn run(arguments: &Rules) -> Result<Exit, Failure> {
    let group = arguments.group.as_deref();
    if let Some(name) = group
        && chosen(group).next().is_none()
    {
        let nearest = settings::is_known(name).err().flatten();
        return Err(Failure::UnknownRule { name: name.to_owned(), nearest });
    }
    let mut out = output::stdout();
    match arguments.format {
        ListFormat::Human => table(&mut out, group)?,
        ListFormat::Json => {
            let entries: Vec<Entry> = chosen(group)
                .map(|rule| Entry {
                    id: rule.id,
                    group: rule.group(),
                    level: rule.level.name(),
                    summary: rule.summary(),
                })
                .collect();
            serde_json::to_writer_pretty(&mut out, &entries).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Exit::Clean)
}

/// One line a rule: id, level, what it finds.
pub(super) fn table(out: &mut impl Write, group: Option<&str>) -> io::Result<()> {
    let width = chosen(group).map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in chosen(group) {
        writeln!(out, "{:width$}  {:7}  {}", rule.id, rule.level.name(), rule.summary())?;
    }
    Ok(())
}

fn chosen(group: Option<&str>) -> impl Iterator<Item = &'static Rule> {
    checks::ALL.iter().copied().filter(move |rule| group.is_none_or(|it| it == rule.group() || it == rule.id))
}
