//! `accept/expired`

use crate::check::rule;

rule! {
    /// An acceptance past the last day it was given for; what it accepted is found again.
    ///
    /// ## Why
    ///
    /// Whoever accepts a risk accepts it until a day.
    /// After that day the finding comes back, and this one says that the decision has to be taken again: mend it, or
    /// accept it anew with a new day and a reason that still holds.
    ///
    /// Basis: the language itself: `until` is the last day on which an acceptance holds, and is held against the day
    /// that is checked.
    ///
    /// ## Bad
    ///
    /// The pilot was to end in 2024.
    ///
    /// Comes with: `name/unused`.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// @accept("name/unused", until: 2024-12-31, because: "opens after the pilot", by: Programma)
    /// channel Chat     { medium: chat }
    /// unit KCC { kind: kcc }
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon
    /// responsible KCC for inform, intake, handle, deliver     via Telefoon
    /// accountable KCC for policy, content, steering, capacity via Telefoon
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// unit KCC { kind: kcc }
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon
    /// responsible KCC for inform, intake, handle, deliver     via Telefoon
    /// accountable KCC for policy, content, steering, capacity via Telefoon
    /// ```
    "accept/expired", Error, None
}
