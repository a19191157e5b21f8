//! `mandate/not-mandatable`

use crate::check::{POWER_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A mandate to decide on a service of which the policy says that the power cannot be mandated.
    ///
    /// ## Why
    ///
    /// Some powers are for the body itself: the law says so, or their nature does.
    /// `mandatable: no` on the service records that; a mandate that covers it all the same, often because it says
    /// "everything", gives a power that does not exist.
    /// It is about mandates by a body that is competent for the service; what another body mandates is not this power.
    ///
    /// Basis: mandate is allowed unless the statute or the nature of the power opposes it: Awb 10:3
    /// ([text](https://pgawb.nl/pg-awb-digitaal/hoofdstuk-10/10-1-mandaat-delegatie-en-attributie/10-1-1-mandaat/artikel-103/)).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit Burgemeester { kind: board }
    /// unit Veiligheid   { kind: back }
    ///
    /// service Noodbevel { decision: yes  mandatable: no }
    /// service Evenement { decision: yes }
    ///
    /// offer * via Post
    /// responsible Veiligheid   for inform, intake, handle, deliver
    /// responsible Veiligheid   for decide of Evenement
    /// responsible Burgemeester for decide of Noodbevel
    /// accountable Burgemeester for policy, content, steering, capacity
    /// handover Veiligheid <-> Burgemeester of Noodbevel within 1h
    /// mandate Burgemeester -> Veiligheid for decide because "Mandaatregister 2026, 9"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit Burgemeester { kind: board }
    /// unit Veiligheid   { kind: back }
    ///
    /// service Noodbevel { decision: yes  mandatable: no }
    /// service Evenement { decision: yes }
    ///
    /// offer * via Post
    /// responsible Veiligheid   for inform, intake, handle, deliver
    /// responsible Veiligheid   for decide of Evenement
    /// responsible Burgemeester for decide of Noodbevel
    /// accountable Burgemeester for policy, content, steering, capacity
    /// handover Veiligheid <-> Burgemeester of Noodbevel within 1h
    /// mandate Burgemeester -> Veiligheid for decide of Evenement because "Mandaatregister 2026, 9"
    /// ```
    "mandate/not-mandatable", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for grant in space.not_mandatable() {
        for block in grant.blocks {
            let message = format!(
                "{} cannot mandate {}",
                crate::phrase::list(&space.names(Axis::Unit, grant.units)),
                space.power_phrase(block)
            );
            report.add_block(space, space.span(grant.claim), message, (block, POWER_AXES), |mut finding| {
                for service in space.sets.members(block.get(Axis::Service)) {
                    if let Some(service) = space.service(service) {
                        finding = finding.label(service.thing.span, "is not mandatable");
                    }
                }
                let claim = space.claim(grant.claim);
                let names = crate::phrase::spelled_all(&space.names(Axis::Service, block.get(Axis::Service)));
                let stated = space.model.ast.statements[claim.statement.at()].services.is_some();
                finding.note("mandates it").help(match stated {
                    _ if claim.services == block.get(Axis::Service) => "drop this mandate, or its `decide`".to_owned(),
                    true => format!("leave it out: `except {names}` after the services of this mandate"),
                    false => format!("leave it out: `of * except {names}`"),
                })
            });
        }
    }
}
