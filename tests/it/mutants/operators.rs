//! All mutation operators, as data: a name, the rules that must report it, and the places where it applies.

mod duties;

use loket::syntax::ast::Head;

use super::policy::{Clause, Edit, Policy, Said};

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

pub(super) fn all() -> impl Iterator<Item = &'static Operator> {
    [duties::OPERATORS].into_iter().flatten()
}
