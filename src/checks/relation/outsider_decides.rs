//! `relation/outsider-decides`

use crate::check::{Report, rule};
use crate::phrase::{enumerate, spelled};
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::givers::Giver;
use crate::space::set::SetId;

rule! {
    /// An outsourced unit that decides without a mandate or without an agreement.
    ///
    /// ## Why
    ///
    /// Somebody who does not work under the body's responsibility decides in its name only when the body gave the power
    /// and both sides agreed to it.
    /// Else the decision is nobody's, and the citizen finds out in court.
    /// Where the policy names no board and no body, who may give a mandate is unknown, and only the agreement is
    /// asked for.
    ///
    /// Basis: a mandate to somebody who does not work under the responsibility of who gives it needs consent: Awb
    /// 10:4; a mandate is the power to decide in the name of a body: Awb 10:1
    /// ([text](https://mijnwetten.nl/algemene-wet-bestuursrecht/hoofdstuk10/titel10.1/afdeling10.1.1)).
    ///
    /// ## Bad
    ///
    /// A bureau hands out the permits for the market, as it has since the market master retired.
    ///
    /// Comes with: `gap/undecided`, `mandate/missing`.
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College     { kind: board }
    /// unit Marktbureau { kind: partner  outsourced: "Marktbureau BV" }
    ///
    /// service Standplaats { decision: yes  until: 2027-12-31 }
    ///
    /// offer Standplaats via Post
    /// responsible Marktbureau for inform, intake, handle, decide, deliver
    /// accountable College     for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College     { kind: board }
    /// unit Marktbureau { kind: partner  outsourced: "Marktbureau BV"  agreement: "Overeenkomst 2025-8" }
    ///
    /// service Standplaats { decision: yes  until: 2027-12-31 }
    ///
    /// offer Standplaats via Post
    /// responsible Marktbureau for inform, intake, handle, decide, deliver
    /// accountable College     for policy, content, steering, capacity, change
    /// mandate College -> Marktbureau for decide because "Mandaatbesluit 2025, 2"
    /// ```
    "relation/outsider-decides", Error, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for it in space.outside_decisions() {
        let name = space.name(Axis::Unit, it.unit);
        let without = match (it.mandate, it.agreement) {
            (false, false) => "a mandate and an agreement",
            (false, true) => "a mandate",
            (true, _) => "an agreement",
        };
        for &block in &it.blocks {
            let services = space.some_services_phrase(block.get(Axis::Service), "every service");
            let what = if services.is_empty() { String::new() } else { format!(" {services}") };
            let period = space.period_phrase(block.get(Axis::Period));
            let message = format!("outsourced `{name}` decides{what} without {without}{period}");
            let Some(claim) = space.claims_among(&it.claims, block).first().copied() else { continue };
            let mandates = by_giver(space, block).into_iter().map(|(giver, services)| {
                let body = space.giver_words(giver);
                let clauses = space.scope_clauses(block.with(Axis::Service, services));
                format!("`mandate {body} -> {} for decide{clauses} because \"…\"`", spelled(&name))
            });
            let mandate = format!("write {}", enumerate(&mandates.collect::<Vec<_>>()));
            let agreement = format!("add `agreement: \"…\"` to `{name}`");
            report.add_block(space, space.span(claim), message, (block, AXES), |finding| {
                let thing = &space.model.units[it.unit as usize].thing;
                finding.label(thing.span, "is outsourced").note("makes it responsible for decide").help(
                    match (it.mandate, it.agreement) {
                        (false, false) => format!("{mandate}, and {agreement}"),
                        (false, true) => mandate,
                        (true, _) => agreement,
                    },
                )
            });
        }
    }
}

/// The services of a block by who has the power to decide about them.
fn by_giver(space: &Space<'_>, block: Block) -> Vec<(Giver, SetId)> {
    let mut out: Vec<(Giver, SetId)> = Vec::new();
    for service in space.sets.members(block.get(Axis::Service)) {
        let service = space.sets.run(service, service + 1);
        let giver = space.giver(block.with(Axis::Service, service));
        match out.iter_mut().find(|it| it.0 == giver) {
            Some(known) => known.1 = space.sets.union(known.1, service),
            None => out.push((giver, service)),
        }
    }
    out
}
