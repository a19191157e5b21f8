//! `syntax/error`

use crate::check::rule;

rule! {
    /// Text that is no item of the language.
    "syntax/error", Error, None
}
