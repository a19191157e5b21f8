//! `gap/not-offered`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A service that exists and that no statement offers.
    ///
    /// ## Why
    ///
    /// Offers decide what has to be covered.
    /// A service without one is outside every check: nobody need serve it, and the gap would never show.
    /// Either people can come for it, and then an offer says where; or they cannot, and then it has ended.
    ///
    /// Basis: what a policy means in this language: offers define what must be covered. For each product a body
    /// announces which channel serves it
    /// ([Noordwijk's list of channels per product](https://www.noordwijk.nl/onderwerp/overheidsinformatie-en-regelgeving/digitaal-berichtenverkeer-met-de-gemeente)).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// unit Directie { kind: directorate }
    /// unit Team     { kind: team }
    ///
    /// theme Zorg {
    ///   service Huishoudelijke_hulp "Hulp bij het huishouden"
    ///   service Vervoerspas         "Pas voor aanvullend vervoer"
    /// }
    ///
    /// offer Huishoudelijke_hulp via Telefoon
    /// responsible Team     for inform, intake, handle, deliver of Zorg
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone }
    /// unit Directie { kind: directorate }
    /// unit Team     { kind: team }
    ///
    /// theme Zorg {
    ///   service Huishoudelijke_hulp "Hulp bij het huishouden"
    ///   service Vervoerspas         "Pas voor aanvullend vervoer"
    /// }
    ///
    /// offer Huishoudelijke_hulp, Vervoerspas via Telefoon
    /// responsible Team     for inform, intake, handle, deliver of Zorg
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    "gap/not-offered", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (service, periods) in space.not_offered() {
        let name = space.name(Axis::Service, service);
        let message = format!("no statement offers `{name}`{}", space.period_phrase(periods));
        let services = space.sets.run(service, service + 1);
        let block = space.empty_block().with(Axis::Service, services).with(Axis::Period, periods);
        report.add_block(
            space,
            space.service_span(block),
            message,
            (block, &[Axis::Service, Axis::Period]),
            |finding| {
                finding.note("declared here").help(format!(
                    "write `offer {} via CHANNEL`, or end the service with `until`",
                    crate::phrase::spelled(&name)
                ))
            },
        );
    }
}
