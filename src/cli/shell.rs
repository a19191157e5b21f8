//! `loket completions` and `loket man`: made of the arguments as they are.

use std::io::Write;

use clap::CommandFactory;

use super::args::{Arguments, Completions, Man};
use super::failure::{Failure, reason, shown};
use super::{Exit, output};

pub(super) fn completions(arguments: &Completions) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "loket", &mut text);
    let mut out = output::stdout();
    out.write_all(&text)?;
    out.flush()?;
    Ok(Exit::Clean)
}

pub(super) fn man(arguments: &Man) -> Result<Exit, Failure> {
    if let Some(directory) = &arguments.directory {
        let failed = |error| Failure::Unwritable { path: shown(directory), reason: reason(&error) };
        std::fs::create_dir_all(directory).map_err(failed)?;
        clap_mangen::generate_to(Arguments::command(), directory).map_err(failed)?;
        return Ok(Exit::Clean);
    }
    let mut text = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut text)?;
    let mut out = output::stdout();
    out.write_all(&text)?;
    out.flush()?;
    Ok(Exit::Clean)
}
