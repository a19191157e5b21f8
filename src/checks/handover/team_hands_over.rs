//! `handover/team-hands-over`

use crate::check::{Report, UNIT_AXES, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A service team that hands over the services for which it is itself responsible.
    ///
    /// ## Why
    ///
    /// A service team is the choice to let one group of people talk, handle and decide.
    /// It costs more than a front office with departments behind it, and pays off because nobody is put through.
    /// A team that hands over its own services has the price of the one arrangement and the waiting of the other.
    /// Its own are the services for which it is responsible for `inform`, `intake`, `handle`, `decide` or `deliver`.
    ///
    /// Basis: in a service team there is
    /// [almost no passing on](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie): the team answers the whole
    /// question.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Wijktelefoon { medium: phone  target: 80% within 1m }
    ///
    /// unit Directie  { kind: directorate }
    /// unit TeamNoord { kind: team }
    /// unit Inkoop    { kind: staff }
    ///
    /// service Huishoudhulp "Hulp bij het huishouden"
    ///
    /// offer Huishoudhulp via Wijktelefoon
    /// responsible TeamNoord for inform, intake, handle, deliver
    /// accountable Directie  for policy, content, steering, capacity
    /// handover TeamNoord <-> Inkoop of Huishoudhulp within 5 workdays
    /// responsible Inkoop for aftercare of Huishoudhulp
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Wijktelefoon { medium: phone  target: 80% within 1m }
    ///
    /// unit Directie  { kind: directorate }
    /// unit TeamNoord { kind: team }
    /// unit Inkoop    { kind: staff }
    ///
    /// service Huishoudhulp "Hulp bij het huishouden"
    ///
    /// offer Huishoudhulp via Wijktelefoon
    /// responsible TeamNoord for inform, intake, handle, deliver
    /// accountable Directie  for policy, content, steering, capacity
    /// responsible Inkoop    for aftercare of Huishoudhulp
    /// ```
    "handover/team-hands-over", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (team, (chunks, mut claims)) in space.passed_on_by_teams() {
        claims.sort_unstable();
        claims.dedup();
        let team = space.name(Axis::Unit, team);
        for block in space.task_blocks(&chunks) {
            let claims = space.claims_among(&claims, block);
            let Some(&first) = claims.first() else { continue };
            let message =
                format!("service team `{team}` passes on questions{} that are its own", space.place_phrase(block));
            report.add_block(space, space.span(first), message, (block, UNIT_AXES), |mut finding| {
                for &claim in &claims[1..] {
                    finding = finding.label(space.span(claim), "and by this");
                }
                finding.note("passes it on").help(format!(
                    "let `{team}` do the work itself and drop the handover, or make another unit responsible"
                ))
            });
        }
    }
}
