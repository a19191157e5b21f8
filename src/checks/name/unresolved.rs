//! `name/unresolved`

use crate::check::rule;

rule! {
    /// A name that nobody declares.
    "name/unresolved", Error, None
}
