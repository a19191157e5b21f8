//! `steering/chief-without-powers`

use crate::check::{Report, rule};
use crate::phrase::{list, spelled_all};
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::claim::ClaimId;
use crate::syntax::ast::Head;

rule! {
    /// A channel chief that is not accountable for the capacity of its channels, or not for changes to them.
    ///
    /// ## Why
    ///
    /// The point of a channel chief is that it can move people to where the queue is and sees what a change to one
    /// channel does to the others.
    /// Without `capacity` it has to ask, and without `change` it hears of it afterwards.
    /// What a unit inside the chief is accountable for, the chief commands.
    /// Where services are offered through one channel only there is nothing to align.
    ///
    /// Basis: a channel chief has the overview, aligns capacity, steers channels and oversees [the effects of
    /// change](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The directorate steers everything, and has to write a memo to Operations for every extra pair of hands.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Dienstverlening "Directie Dienstverlening" { kind: directorate }
    /// unit Bedrijfsvoering "Directie Bedrijfsvoering" { kind: directorate }
    /// unit KCC             "Klantcontactcentrum"      { kind: kcc }
    ///
    /// service Rijbewijs "Rijbewijs verlengen"
    ///
    /// offer Rijbewijs via Telefoon, Website
    /// responsible KCC             for inform, intake, handle, deliver
    /// accountable Dienstverlening for policy, content, steering, change
    /// accountable Bedrijfsvoering for capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Dienstverlening "Directie Dienstverlening" { kind: directorate }
    /// unit Bedrijfsvoering "Directie Bedrijfsvoering" { kind: directorate }
    /// unit KCC             "Klantcontactcentrum"      { kind: kcc }
    ///
    /// service Rijbewijs "Rijbewijs verlengen"
    ///
    /// offer Rijbewijs via Telefoon, Website
    /// responsible KCC             for inform, intake, handle, deliver
    /// accountable Dienstverlening for policy, content, steering, capacity, change
    /// accountable Bedrijfsvoering for budget
    /// ```
    "steering/chief-without-powers", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Touchpoint, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.powerless_chiefs() {
        let chiefs = space.names(Axis::Unit, block.get(Axis::Unit));
        let lines = space.steering_lines(block, AXES);
        let Some((&first, others)) = lines.split_first() else { continue };
        let message = format!(
            "{} {} everything without being accountable for {}{}{}",
            list(&chiefs),
            if chiefs.len() == 1 { "steers" } else { "steer" },
            space.powers_phrase(block.get(Axis::Task)),
            space.touchpoints_phrase(block.get(Axis::Touchpoint)),
            space.period_phrase(block.get(Axis::Period))
        );
        report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
            for &line in others {
                finding = finding.label(space.span(line), "and steers too");
            }
            let edit = format!("write `accountable {} for {}`", spelled_all(&chiefs), space.task_words(block));
            let everywhere = block
                .with(Axis::Service, space.dimensions.all_services)
                .with(Axis::Audience, space.dimensions.all_audiences);
            let holders = space.claims_meeting(Head::Accountable, everywhere);
            let have = |id: &ClaimId| space.sets.disjoint(space.claim(*id).units, block.get(Axis::Unit));
            let holders: Vec<ClaimId> = holders.into_iter().filter(have).collect();
            for &holder in &holders {
                finding = finding.label(space.span(holder), space.holder_words(holder));
            }
            let help =
                if holders.is_empty() { edit } else { edit + ", and take that out of the statements that have it now" };
            finding.note(space.steers_words(first)).help(help)
        });
    }
}
