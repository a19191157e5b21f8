//! `overlap/redundant`

use crate::check::{Report, rule};
use crate::space::Space;

rule! {
    /// A responsibility or right that lies wholly within another one for the same units, so that it changes
    /// nothing.
    ///
    /// ## Why
    ///
    /// A statement that says what another says already does no harm today.
    /// It will when one of the two is changed and the other still says the old thing.
    ///
    /// Basis: the language itself: dropping this statement changes no cell.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// channel Email    { medium: email }
    /// unit KCC { kind: kcc }
    ///
    /// responsible KCC for inform, intake via Telefoon, Email
    /// responsible KCC for intake         via Email
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// channel Email    { medium: email }
    /// unit KCC { kind: kcc }
    ///
    /// responsible KCC for inform, intake via Telefoon, Email
    /// ```
    "overlap/redundant", Info, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (inner, outer) in space.redundant() {
        let message = format!("this changes nothing: {} says it already", space.quote(outer));
        let (applicability, edits) = space.dropping(inner, outer);
        report.add(space.span(inner), message, |finding| {
            finding
                .about(space.identity(space.claim(inner).statement))
                .note("wholly inside the other")
                .label(space.span(outer), "says it already")
                .help("drop this statement")
                .fix("drop this statement", applicability, edits)
        });
    }
}
