//! Who answers for what: responsibilities and accountabilities that become smaller, end, or go.

use loket::syntax::ast::Head;

use super::super::policy::{Clause, Policy};
use super::{Mutant, Operator, Says};

const UNDONE: &[&str] = &["gap/unserved", "gap/undecided", "gap/location-unstaffed"];

pub(super) const OPERATORS: &[Operator] = &[
    Operator {
        name: "drop a responsibility",
        rules: UNDONE,
        says: Says::Reference,
        places: |it| it.said_by(&[Head::Responsible]).map(|it| it.drop().into()).collect(),
    },
];
