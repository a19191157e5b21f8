//! `name/unknown-property`

use crate::check::rule;

rule! {
    /// A property that the noun does not have, that it must have and lacks, or a value of the wrong shape.
    ///
    /// ## Why
    ///
    /// A property that is not understood would silently count for nothing, and the checks that need it would stay
    /// silent too.
    /// Properties of your own begin with `x-` and are left alone.
    ///
    /// Basis: the language itself: nothing that is written is dropped without a word.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon {
    ///   medium: phone
    ///   target: 80 percent
    /// }
    /// unit Klantcontact { kind: kcc }
    /// responsible Klantcontact for inform via Telefoon
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon {
    ///   medium:        phone
    ///   target:        80% within 30s
    ///   x-leverancier: "CallCo"
    /// }
    /// unit Klantcontact { kind: kcc }
    /// responsible Klantcontact for inform via Telefoon
    /// ```
    "name/unknown-property", Error, None
}
