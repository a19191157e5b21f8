//! `name/unresolved`

use crate::check::rule;

rule! {
    /// A name that nobody declares.
    ///
    /// ## Why
    ///
    /// A statement about a thing that does not exist says nothing, however well it is meant.
    /// The name that was probably meant is suggested, and the rest of the policy is checked as if it stood there,
    /// so that one slip is one finding.
    /// Names are compared as they are written, capitals included.
    ///
    /// Basis: the language itself: every name in a statement is declared once, in some file of the policy or of its
    /// catalogues.
    ///
    /// ## Bad
    ///
    /// ```org
    /// #- organisatie.org
    /// channel Telefoon { medium: phone }
    /// unit Klantcontact { kind: kcc }
    ///
    /// #- afspraken.org
    /// responsible Klantcontct for inform via Telefoon
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// #- organisatie.org
    /// channel Telefoon { medium: phone }
    /// unit Klantcontact { kind: kcc }
    ///
    /// #- afspraken.org
    /// responsible Klantcontact for inform via Telefoon
    /// ```
    "name/unresolved", Error, None
}
