//! `loket describe`.

use std::io::Write;

use super::args::{Describe, PageFormat};
use super::check::today;
use super::failure::Failure;
use super::paths::Paths;
use super::{Exit, find, load, output};
use crate::policy;
use crate::render::describe::{human, json, markdown};

pub(super) fn run(arguments: &Describe) -> Result<Exit, Failure> {
    let paths = Paths::new()?;
    let (found, mut failures) = find::policies_at(&arguments.path, arguments.config.as_deref(), &paths);
    let mut descriptions = Vec::with_capacity(found.len());
    for found in found {
        match load::load(found, &paths, arguments.as_of, today()) {
            Ok(loaded) => descriptions.push(policy::describe(loaded.input)),
            Err(failure) => failures.push(failure),
        }
    }
    if !descriptions.is_empty() {
        let mut out = output::stdout();
        match arguments.format {
            PageFormat::Human => human::write(&mut out, &descriptions, output::look(arguments.color, 0))?,
            PageFormat::Markdown => markdown::write(&mut out, &descriptions)?,
            PageFormat::Json => json::write(&mut out, &descriptions)?,
        }
        out.flush()?;
    }
    for failure in &failures {
        output::failure(failure);
    }
    Ok(if failures.is_empty() { Exit::Clean } else { Exit::Failed })
}
