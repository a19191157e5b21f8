//! `name/unknown-property`

use crate::check::rule;

rule! {
    /// A property that the noun does not have, or a value of the wrong shape or range.
    "name/unknown-property", Error, None
}
