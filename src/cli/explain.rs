//! `loket explain`.

use std::io::Write;
use std::path::Path;

use super::args::Explain;
use super::failure::Failure;
use super::{Exit, output, own, page, rules};
use crate::checks;
use crate::model::OwnRule;
use crate::settings::{self, CATALOGUE};

pub(super) fn run(arguments: &Explain) -> Result<Exit, Failure> {
    let name = arguments.rule.as_str();
    if name == OwnRule::GROUP || OwnRule::is_id(name) {
        return own_rule(name, arguments);
    }
    let mut out = output::stdout();
    if let Some(rule) = checks::ALL.iter().find(|rule| rule.id == name) {
        let look = output::look(arguments.color, 0);
        page::write(&mut out, rule, look)?;
    } else if checks::ALL.iter().any(|rule| rule.group() == name) {
        rules::table(&mut out, &rules::entries(Some(name), &[], None))?;
    } else if CATALOGUE.contains(&name) {
        writeln!(out, "{name} is a rule of the catalogue that this version does not check yet")?;
    } else {
        let nearest = settings::is_known(name).err().flatten();
        return Err(Failure::UnknownRule { name: name.to_owned(), nearest });
    }
    out.flush()?;
    Ok(Exit::Clean)
}

/// A rule that the policy at hand makes itself, or the list of them.
fn own_rule(name: &str, arguments: &Explain) -> Result<Exit, Failure> {
    let path = arguments.path.as_deref().unwrap_or(Path::new("."));
    let own::Found { own, failures, .. } = own::rules(path);
    let pages: Vec<_> = own.iter().filter(|it| it.id == name).collect();
    let mut out = output::stdout();
    if name == OwnRule::GROUP {
        rules::table(&mut out, &rules::entries(Some(name), &own, None))?;
    }
    for page in &pages {
        page::write_own(&mut out, page, output::look(arguments.color, 0))?;
    }
    out.flush()?;
    let mut failures = failures.into_iter();
    if let Some(first) = failures.next() {
        failures.for_each(|failure| output::failure(&failure));
        return Err(first);
    }
    if pages.is_empty() && name != OwnRule::GROUP {
        let known: Vec<String> = own.into_iter().map(|it| it.id).collect();
        return Err(own::missing_in(&super::failure::shown(path), name, &known));
    }
    Ok(Exit::Clean)
}
