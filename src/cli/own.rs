//! The policies' own rules on the command line: those that are asked for must be there.

use std::path::Path;

use super::args::Check;
use super::failure::Failure;
use super::find;
use super::load;
use super::paths::Paths;
use crate::model::OwnRule;
use crate::policy::{self, Checked};
use crate::settings;

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

/// The own rules of the policies that a path means, and what went wrong on the way.
pub(super) fn rules(path: &Path) -> (Vec<policy::OwnPage>, Vec<Failure>) {
    let paths = match Paths::new() {
        Ok(paths) => paths,
        Err(failure) => return (Vec::new(), vec![failure]),
    };
    let (found, mut failures) = find::policies_at(path, None, &paths);
    let mut out = Vec::new();
    for policy in found {
        match load::load(policy, &paths, None, 0) {
            Ok(loaded) => out.extend(policy::own_rules(loaded.input)),
            Err(failure) => failures.push(failure),
        }
    }
    (out, failures)
}
