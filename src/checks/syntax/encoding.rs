//! `syntax/encoding`

use crate::check::rule;

rule! {
    /// Bytes that are not UTF-8.
    "syntax/encoding", Error, None
}
