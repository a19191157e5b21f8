//! `syntax/org-mode`

use crate::check::rule;

rule! {
    /// A file that is an Emacs outline.
    "syntax/org-mode", Error, None
}
