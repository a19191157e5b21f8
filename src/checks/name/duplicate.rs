//! `name/duplicate`

use crate::check::rule;

rule! {
    /// A name that is declared twice in one name space.
    "name/duplicate", Error, None
}
