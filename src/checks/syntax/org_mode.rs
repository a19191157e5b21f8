//! `syntax/org-mode`

use crate::check::rule;

rule! {
    /// A file that is an outline of Emacs, which uses the same extension.
    ///
    /// ## Why
    ///
    /// Emacs's outliner owns `.org` too.
    /// Such a file is notes, not policy: it is named once and otherwise left alone, instead of a hundred errors.
    /// A policy file begins with a comment or a keyword, never with `*` or `#+`.
    ///
    /// Basis: the language itself; an outline begins with
    /// [a headline of asterisks](https://orgmode.org/manual/Headlines.html).
    ///
    /// ## Bad
    ///
    /// ```org
    /// * Dienstverlening
    /// ** Wie doet wat
    ///    - KCC: telefoon en e-mail
    /// ** Openingstijden uitzoeken
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// // KCC: telefoon en e-mail.
    /// channel Telefoon { medium: phone }
    /// channel Email    { medium: email }
    /// unit KCC { kind: kcc }
    ///
    /// responsible KCC for inform via Telefoon, Email
    /// ```
    "syntax/org-mode", Error, None
}
