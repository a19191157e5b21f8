//! `loket debug-parse`: how long the parser alone takes, for the figures of the benches.

use std::io::Write;
use std::path::Path;

use super::args::Parse;
use super::failure::Failure;
use super::{Exit, output, walk};
use crate::syntax;

pub(super) fn run(arguments: &Parse) -> Result<Exit, Failure> {
    let mut items = 0;
    for path in &arguments.paths {
        let files = if path.is_dir() { walk::walk(path)?.files } else { vec![path.clone()] };
        for file in files {
            items += syntax::parse_only(&read(&file)?);
        }
    }
    let mut out = output::stdout();
    writeln!(out, "{items}")?;
    out.flush()?;
    Ok(Exit::Clean)
}

fn read(file: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(file).map_err(|error| Failure::unreadable(file, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
