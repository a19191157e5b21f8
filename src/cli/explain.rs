//! `loket explain`.

use std::io::Write;

use super::args::Explain;
use super::failure::Failure;
use super::{Exit, output, page, rules};
use crate::checks;
use crate::settings::{self, CATALOGUE};

pub(super) fn run(arguments: &Explain) -> Result<Exit, Failure> {
    let name = arguments.rule.as_str();
    let mut out = output::stdout();
    if let Some(rule) = checks::ALL.iter().find(|rule| rule.id == name) {
        let look = output::look(arguments.color, 0);
        page::write(&mut out, rule, look)?;
    } else if checks::ALL.iter().any(|rule| rule.group() == name) {
        rules::table(&mut out, Some(name))?;
    } else if CATALOGUE.contains(&name) {
        writeln!(out, "{name} is a rule of the catalogue that this version does not check yet")?;
    } else {
        let nearest = settings::is_known(name).err().flatten();
        return Err(Failure::UnknownRule { name: name.to_owned(), nearest });
    }
    out.flush()?;
    Ok(Exit::Clean)
}
