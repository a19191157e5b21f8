//! `syntax/bidi`

use crate::check::rule;

rule! {
    /// A character that turns the direction of reading, in a name, a text or a comment.
    ///
    /// ## Why
    ///
    /// Marks, embeddings, overrides and isolates of direction are not seen, and make a line look different from what
    /// it says: an `except` may seem to stand in a comment, and a right that was given may seem to be taken.
    /// Who reviews a policy must see what the tool reads.
    /// All twelve characters that Unicode calls bidirectional controls are found.
    /// In a text between quotes one can be written visibly, as `\u{200e}`.
    ///
    /// Basis: the attack is known as [Trojan Source](https://trojansource.codes/),
    /// [CVE-2021-42574](https://nvd.nist.gov/vuln/detail/CVE-2021-42574); Unicode describes it in
    /// [source code handling](https://www.unicode.org/reports/tr55/).
    ///
    /// ## Bad
    ///
    /// `<202E>` is the override from right to left.
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// unit KCC "Klantcontact<202E>centrum" { kind: kcc }
    ///
    /// responsible KCC for inform, intake via Telefoon
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// unit KCC "Klantcontactcentrum" { kind: kcc }
    ///
    /// responsible KCC for inform, intake via Telefoon
    /// ```
    "syntax/bidi", Error, None
}
