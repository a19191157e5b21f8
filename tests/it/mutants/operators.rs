//! All mutation operators, as data: a name, the rules that must report it, and the places where it applies.

mod care;
mod chains;
mod duties;
mod house;

mod offers;
mod overlaps;
mod peaks;
mod promises;
mod reach;
mod rights;
mod steering;
mod writing;

use loket::syntax::ast::Head;

use super::policy::{Clause, Edit, Policy};

/// A way to break a policy.
pub(super) struct Operator {
    pub name: &'static str,
    /// The rules that watch over what it breaks.
    pub rules: &'static [&'static str],
    pub says: Says,
    /// A mutant for every place where it applies.
    pub places: fn(&Policy) -> Vec<Mutant>,
}

/// Who says what must be found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// The brute-force reference, of all its rules.
    Reference,
    /// The mutant itself, which breaks something by construction.
    Operator,
}

/// A policy with something changed.
#[derive(Debug)]
pub(super) struct Mutant {
    pub edits: Vec<Edit>,
    /// What must be found, where the reference does not say so; of the same rules nothing else.
    pub finds: Vec<Expected>,
    /// Nothing else of weight is found, of any rule.
    pub alone: bool,
}

/// A finding that must be there.
#[derive(Debug)]
pub(super) struct Expected {
    pub rule: &'static str,
    /// `file:line`, where it matters.
    pub place: Option<String>,
    /// What its message names.
    pub words: Vec<String>,
    /// Dimensions of its box, each as exactly these names.
    pub subjects: Vec<(&'static str, Vec<String>)>,
}

impl From<Edit> for Mutant {
    fn from(edit: Edit) -> Self {
        Self::from(vec![edit])
    }
}

impl From<Vec<Edit>> for Mutant {
    fn from(edits: Vec<Edit>) -> Self {
        Self { edits, finds: Vec::new(), alone: false }
    }
}

/// Rules of weight that no operator expects, and why.
pub(super) const EXEMPT: &[(&str, &str)] = &[];

/// An operator of which the reference says what its mutants break.
const fn by_reference(
    name: &'static str,
    rules: &'static [&'static str],
    places: fn(&Policy) -> Vec<Mutant>,
) -> Operator {
    Operator { name, rules, says: Says::Reference, places }
}

/// An operator that knows by itself what its mutants break.
const fn by_itself(name: &'static str, rules: &'static [&'static str], places: fn(&Policy) -> Vec<Mutant>) -> Operator {
    Operator { name, rules, says: Says::Operator, places }
}

/// For each statement and each word of a list of several: the statement without it.
fn without_each(policy: &Policy, heads: &'static [Head], clause: Clause) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(heads) {
        let (terms, except) = it.words(clause);
        let except = if except.is_empty() { String::new() } else { format!(" except {}", except.join(", ")) };
        for away in (0..terms.len()).filter(|_| terms.len() > 1) {
            let rest: Vec<&str> = (0..terms.len()).filter(|&at| at != away).map(|at| terms[at]).collect();
            all.push(it.with(clause, &format!("{}{except}", rest.join(", "))).into());
        }
    }
    all
}

/// For each statement and each thing that a clause of it names: the statement with an exception.
fn except_each(policy: &Policy, heads: &'static [Head], clause: Clause) -> Vec<Mutant> {
    let things = policy.things(clause);
    let mut all = Vec::new();
    for it in policy.said_by(heads) {
        for at in policy.leaves(clause).into_iter().filter(|&at| it.selects(clause, at)) {
            all.push(it.except(clause, policy.name_of(things[at])).into());
        }
    }
    all
}

/// For each statement and each thing that a clause of it names not: the statement with that too.
fn add_each(policy: &Policy, heads: &'static [Head], clause: Clause) -> Vec<Mutant> {
    let things = policy.things(clause);
    let mut all = Vec::new();
    for it in policy.said_by(heads).filter(|it| it.selector(clause).is_some()) {
        for at in policy.leaves(clause).into_iter().filter(|&at| !it.selects(clause, at)) {
            all.push(it.and(clause, policy.name_of(things[at])).into());
        }
    }
    all
}

/// A mutant of which a finding must name some things, in backticks.
fn found(edits: Vec<Edit>, rule: &'static str, names: &[&str]) -> Mutant {
    let words = names.iter().map(|name| format!("`{name}`")).collect();
    Mutant { edits, finds: vec![Expected { rule, place: None, words, subjects: Vec::new() }], alone: false }
}

pub(super) fn all() -> impl Iterator<Item = &'static Operator> {
    [
        care::OPERATORS,
        house::OPERATORS,
        promises::OPERATORS,
        steering::OPERATORS,
        peaks::OPERATORS,
        reach::OPERATORS,
        duties::OPERATORS,
        offers::OPERATORS,
        overlaps::OPERATORS,
        rights::OPERATORS,
        chains::OPERATORS,
        writing::OPERATORS,
    ]
    .into_iter()
    .flatten()
}
