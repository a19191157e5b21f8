//! `loket capacity`.

use std::io::Write;

use super::args::{Capacity, ListFormat};
use super::check::today;
use super::failure::Failure;
use super::paths::Paths;
use super::{Exit, find, load, output};
use crate::capacity::change::{Change, Unfit};
use crate::policy;
use crate::render;

pub(super) fn run(arguments: &Capacity) -> Result<Exit, Failure> {
    let paths = Paths::new()?;
    let (found, mut failures) = find::policies_at(&arguments.path, arguments.config.as_deref(), &paths);
    let changes: Vec<Change> = arguments.agents.iter().chain(&arguments.peak).cloned().collect();
    // Of several policies one that knows the names is enough.
    let mut unfit: Vec<Option<Unfit>> = Vec::new();
    let mut policies = Vec::with_capacity(found.len());
    for found in found {
        match load::load(found, &paths, arguments.as_of, today()) {
            Ok(loaded) => {
                let (capacity, why) = policy::capacity(loaded.input, &changes);
                unfit = if policies.is_empty() {
                    why
                } else {
                    unfit.into_iter().zip(why).map(|(one, other)| one.and(other)).collect()
                };
                policies.push(capacity);
            }
            Err(failure) => failures.push(failure),
        }
    }
    if let Some(why) = unfit.into_iter().flatten().next() {
        return Err(Failure::Usage(words(&why)));
    }
    if !policies.is_empty() {
        let mut out = output::stdout();
        match arguments.format {
            ListFormat::Human => render::capacity::write(&mut out, &policies, output::look(arguments.color, 0))?,
            ListFormat::Json => render::capacity::write_json(&mut out, &policies)?,
        }
        out.flush()?;
    }
    for failure in &failures {
        output::failure(failure);
    }
    Ok(if failures.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// Why a change cannot be tried.
fn words(why: &Unfit) -> String {
    match why {
        Unfit::Unknown { noun, name, near: Some(near) } => {
            format!("there is no {noun} `{name}`; did you mean `{near}`?")
        }
        Unfit::Unknown { noun, name, near: None } => format!("there is no {noun} `{name}`"),
        Unfit::Elsewhere { unit, channel } => {
            format!("`{unit}` does not answer on `{channel}`, so that its agents there would change nothing")
        }
        Unfit::Later { channel } => {
            format!("`{channel}` is answered later; only channels on which people wait have a peak to try")
        }
        Unfit::Which { unit, channels } if channels.is_empty() => {
            format!("`{unit}` states no `agents`; write the channel too: `--agents {unit}/CHANNEL=N`")
        }
        Unfit::Which { unit, channels } => {
            let ways: Vec<String> = channels.iter().map(|channel| format!("`{unit}/{channel}=N`")).collect();
            format!("`{unit}` has agents on several channels; write {}", ways.join(" or "))
        }
    }
}
