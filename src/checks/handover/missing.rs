//! `handover/missing`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::claim::ClaimId;
use crate::space::set::SetId;
use crate::syntax::ast::Head;

rule! {
    /// A unit that holds one step of a process and has no way to hand the matter over to whoever holds the next.
    ///
    /// ## Why
    ///
    /// A process goes from the citizen to the citizen: inform and intake, handle, decide, deliver.
    /// Where two steps are held by different units, a handover must lead from one to the other, in every place and
    /// through every channel where the service is offered.
    /// Without one, the matter stops at the first unit, or travels by the corridor.
    /// The finding is made once per unit, step and box.
    ///
    /// Basis: customer contact needs good communication between front and back office
    /// ([keeping channels in step](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden)),
    /// and with a separate front office the handover to the second line has to be
    /// [well and fast arranged](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// Calls can be put through; what comes in by e-mail has no road.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Email    { medium: email  reply: 2 workdays }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Jeugd    { kind: back }
    ///
    /// service Jeugdhulp
    ///
    /// offer Jeugdhulp via Telefoon, Email
    /// responsible KCC      for inform, intake
    /// responsible Jeugd    for handle, deliver of Jeugdhulp
    /// consulted   Jeugd    for steering
    /// accountable Directie for policy, content, steering, capacity, change
    /// handover KCC <-> Jeugd of Jeugdhulp via Telefoon warm within 2m
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Email    { medium: email  reply: 2 workdays }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Jeugd    { kind: back }
    ///
    /// service Jeugdhulp
    ///
    /// offer Jeugdhulp via Telefoon, Email
    /// responsible KCC      for inform, intake
    /// responsible Jeugd    for handle, deliver of Jeugdhulp
    /// consulted   Jeugd    for steering
    /// accountable Directie for policy, content, steering, capacity, change
    /// handover KCC <-> Jeugd of Jeugdhulp via Telefoon warm    within 2m
    /// handover KCC <-> Jeugd of Jeugdhulp via Email    forward within 1 workday
    /// ```
    "handover/missing", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.stuck_blocks() {
        let from = space.sets.first(block.get(Axis::Unit)).unwrap_or_default();
        let stuck = space.names(Axis::Unit, block.get(Axis::Unit));
        let taking: Vec<ClaimId> = space.claims_meeting(Head::Responsible, block);
        let units = taking.iter().fold(SetId::EMPTY, |all, &id| space.sets.union(all, space.claim(id).units));
        let others = space.sets.difference(units, block.get(Axis::Unit));
        let receivers: Vec<String> = space.sets.members(others).map(|it| space.name(Axis::Unit, it)).collect();
        let message = format!(
            "{} cannot hand over to {} for {}{}",
            crate::phrase::list(&stuck),
            crate::phrase::either(&receivers),
            space.tasks_phrase(block.get(Axis::Task)),
            space.place_phrase(block),
        );
        let holding = space.claims_of_unit(Head::Responsible, from, block);
        let span = holding.first().map_or_else(|| space.service_span(block), |&claim| space.span(claim));
        report.add_block(space, span, message, (block, HOLDER_AXES), |mut finding| {
            for &claim in taking.iter().filter(|claim| !holding.contains(claim)) {
                finding = finding.label(space.span(claim), "holds the next step");
            }
            finding.note("holds the step before").help(help(space, &stuck, block))
        });
    }
}

/// The handover for the first of the services; where others need another receiver, they are told of.
fn help(space: &Space<'_>, stuck: &[String], block: Block) -> String {
    let services = block.get(Axis::Service);
    let receivers = |block| {
        let taking = space.claims_meeting(Head::Responsible, block).into_iter();
        taking.fold(SetId::EMPTY, |all, id| space.sets.union(all, space.claim(id).units))
    };
    let first = space.sets.first(services).unwrap_or_default();
    let single = block.with(Axis::Service, space.sets.run(first, first + 1));
    let same = receivers(single) == receivers(block);
    let written = if same { block } else { single };
    let receiver =
        space.sets.first(receivers(written)).map_or("UNIT".to_owned(), |it| spelled(&space.name(Axis::Unit, it)));
    let unit = stuck.first().map_or("UNIT".to_owned(), |it| spelled(it));
    let others = match (same, stuck.len()) {
        (true, 0 | 1) => "",
        (true, _) => ", and likewise for the other units",
        (false, _) => ", and likewise for the other services",
    };
    format!("write `handover {unit} -> {receiver}{} within …`{others}", space.clauses(written))
}
