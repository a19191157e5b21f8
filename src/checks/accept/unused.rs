//! `accept/unused`

use crate::check::rule;

rule! {
    /// An acceptance that accepts nothing, because its rule finds nothing at the item or may not be accepted.
    ///
    /// ## Why
    ///
    /// An acceptance is a decision about one finding.
    /// Once the finding is gone it is a door left open: the next mistake of that kind at that item would be accepted
    /// unseen, by a decision that was about something else.
    /// Where `loket.toml` says `ignorable = false`, no acceptance silences the rule, and one that tries
    /// accepts nothing.
    ///
    /// Basis: the language itself: `@accept` accepts a finding that is anchored at the item behind it, or
    /// that this statement makes with others.
    ///
    /// ## Bad
    ///
    /// The fourth entrance was closed in spring. Its acceptance stayed.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// unit KCC { kind: kcc }
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon
    /// responsible KCC for inform, intake, handle, deliver
    /// @accept("overlap/redundant", until: 2999-12-31, because: "stays until the new rota", by: CISO)
    /// accountable KCC for policy, content, steering, capacity
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
    /// responsible KCC for inform, intake, handle, deliver
    /// accountable KCC for policy, content, steering, capacity
    /// ```
    ///
    /// ## Settings
    ///
    /// `"risk/front-mutation" = { ignorable = false }` under `[rules]` lets no acceptance silence a rule.
    "accept/unused", Warning, None
}
