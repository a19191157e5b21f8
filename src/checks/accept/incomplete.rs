//! `accept/incomplete`

use crate::check::rule;

rule! {
    /// An acceptance without a reason or without an end.
    ///
    /// ## Why
    ///
    /// An acceptance is read by those who were not there: an auditor, a successor, the council.
    /// Without a reason they cannot tell a decision from a shortcut; without an end nobody will ever look at it again.
    /// It does accept, so that one mistake is one finding.
    ///
    /// Basis: the language itself: an acceptance says what, why, until when and by whom.
    ///
    /// ## Bad
    ///
    /// Comes with: `overlap/redundant`, which is accepted.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Post     { medium: letter }
    /// unit KCC { kind: kcc }
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon
    /// responsible KCC for inform, intake, handle, deliver
    /// accountable KCC for policy, content, steering, capacity
    /// @accept("overlap/redundant")
    /// responsible KCC for inform via Telefoon
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Post     { medium: letter }
    /// unit KCC { kind: kcc }
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon
    /// responsible KCC for inform, intake, handle, deliver
    /// accountable KCC for policy, content, steering, capacity
    /// ```
    "accept/incomplete", Warning, None
}
