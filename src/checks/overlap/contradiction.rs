//! `overlap/contradiction`

use crate::check::{RIGHT_AXES, Report, rule};
use crate::space::Space;

rule! {
    /// An `allow` of which nothing is left, because a `forbid` takes all of it away.
    ///
    /// ## Why
    ///
    /// `forbid` beats `allow`, wherever the two stand.
    /// A right that is wholly forbidden is not there, while whoever wrote it counts on it; and whoever wrote the
    /// `forbid` may not know that it was needed.
    ///
    /// Basis: the language itself: rights are closed, and `forbid` beats `allow`. The outcome of a conflict has to
    /// be read from the text, not found out at the counter: BIO2 5.18.02 asks that
    /// [all rights are reviewed](https://github.com/MinBZK/Baseline-Informatiebeveiliging-Overheid) every year.
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit Loket        { kind: front }
    /// unit Vergunningen { kind: back }
    ///
    /// record Zaak {
    ///   status:  legal
    ///   notitie: note
    /// }
    ///
    /// allow Vergunningen to update Zaak.status, Zaak.notitie when logged because "Behandelen"
    ///
    /// allow  Loket to update Zaak.status when verified substantial, after-check, logged because "Intrekken"
    /// forbid front to write  legal, note
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Loket        { kind: front }
    /// unit Vergunningen { kind: back }
    ///
    /// record Zaak {
    ///   status:  legal
    ///   notitie: note
    /// }
    ///
    /// allow  Vergunningen to update Zaak.status, Zaak.notitie when logged because "Behandelen"
    /// forbid front        to write  legal, note
    /// ```
    "overlap/contradiction", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (allow, forbids) in space.undone() {
        let message = format!("nothing is left of {}", space.quote(allow));
        let block = space.written_box(allow);
        report.add_block(space, space.span(allow), message, (block, RIGHT_AXES), |mut finding| {
            for &forbid in &forbids {
                finding = finding.label(space.span(forbid), "forbids it");
            }
            finding.note("allows this").help("drop one of them, or limit the `forbid` with `except`")
        });
    }
}
