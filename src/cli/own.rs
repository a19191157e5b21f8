//! The policies' own rules on the command line: those that are asked for must be there.

use std::path::Path;

use super::args::Check;
use super::failure::Failure;
use super::find;
use super::load;
use super::paths::Paths;
use crate::model::OwnRule;
use crate::policy::{self, Checked};
use crate::settings::{self, Settings};

/// Own rules that a `loket.toml` or the command line names and no policy has.
pub(super) fn unknown<'c>(policies: impl Iterator<Item = &'c Checked>, arguments: &Check) -> Vec<Failure> {
    let policies: Vec<&Checked> = policies.collect();
    let mut out = Vec::new();
    if arguments.config.is_none() {
        for policy in &policies {
            let known: Vec<String> = policy.own_rules.iter().map(|it| it.id.clone()).collect();
            let missing = policy.settings.own_rules().filter(|name| !known.iter().any(|it| it == name));
            out.extend(missing.map(|name| missing_in(&policy.root, name, &known)));
        }
    }
    let all: Vec<String> = policies.iter().flat_map(|policy| policy.own_rules.iter().map(|it| it.id.clone())).collect();
    let asked = arguments.select.iter().chain(&arguments.ignore).filter(|it| OwnRule::is_id(it));
    if let [first, ..] = policies[..] {
        let missing = asked.filter(|name| !all.contains(name));
        out.extend(missing.map(|name| missing_in(&first.root, name, &all)));
    }
    out
}

pub(super) fn missing_in(root: &str, name: &str, known: &[String]) -> Failure {
    let nearest = settings::nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
    Failure::NoOwnRule { root: root.to_owned(), name: name.to_owned(), nearest }
}

/// What the policies that a path means say of rules.
#[derive(Default)]
pub(super) struct Found {
    /// Their own rules.
    pub own: Vec<policy::OwnPage>,
    /// The settings of the policy, where it is one.
    pub settings: Option<Settings>,
    /// What went wrong on the way.
    pub failures: Vec<Failure>,
}

/// Reads the policies that a path means for what they say of rules.
pub(super) fn rules(path: &Path) -> Found {
    let mut out = Found::default();
    let paths = match Paths::new() {
        Ok(paths) => paths,
        Err(failure) => return Found { failures: vec![failure], ..out },
    };
    let (found, failures) = find::policies_at(path, None, &paths);
    out.failures = failures;
    let alone = found.len() == 1;
    for policy in found {
        match load::load(policy, &paths, None, 0) {
            Ok(loaded) => {
                out.settings = alone.then(|| loaded.input.settings.clone());
                out.own.extend(policy::own_rules(loaded.input));
            }
            Err(failure) => out.failures.push(failure),
        }
    }
    out
}
