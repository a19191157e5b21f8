//! `syntax/error`

use crate::check::rule;

rule! {
    /// Text that is no item of the language.
    ///
    /// ## Why
    ///
    /// What cannot be read cannot be checked, and must not be passed over in silence.
    /// The rest of the file is still read, so that one mistake is one finding.
    ///
    /// Basis: the language itself: a file is a list of declarations and statements.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// unit KCC { kind: kcc }
    ///
    /// responsable KCC for inform via Telefoon
    /// responsible KCC for intake via Telefoon
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// unit KCC { kind: kcc }
    ///
    /// responsible KCC for inform via Telefoon
    /// responsible KCC for intake via Telefoon
    /// ```
    "syntax/error", Error, None
}
