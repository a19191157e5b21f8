//! `steering/conflict`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Combined forms of steering that give one touchpoint two superiors, of whom neither stands above the other.
    ///
    /// ## Why
    ///
    /// Forms may be combined: a channel chief on top, below it somebody per audience, below that somebody per
    /// counter.
    /// It works because each layer sits inside the one above.
    /// Where a form is laid over another from outside, the people at that counter have two bosses.
    /// Two units that steer the same touchpoints in the same form are an overlap and no more; two channel chiefs are
    /// `overlap/channel-chief`.
    ///
    /// Basis: forms of steering may be combined, certainly in larger organisations, as in the example of a [channel
    /// chief with audience chiefs and counter chiefs
    /// below](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The district got a manager of its own, who sends the counter staff home at four.
    ///
    /// Comes with: `overlap/accountable`.
    ///
    /// ```org
    /// location Stadhuis "Stadhuis"
    /// location Oost     "Wijkpunt Oost"
    ///
    /// channel Telefoon { medium: phone    target: 80% within 30s }
    /// channel Balie    { medium: counter  target: 80% within 10m }
    ///
    /// unit Dienstverlening "Directie Dienstverlening" { kind: directorate }
    /// unit Wijkregie       "Wijkregie Oost"           { kind: staff }
    /// unit KCC             "Klantcontactcentrum"      { kind: kcc }
    ///
    /// service Grofvuil "Grofvuil laten ophalen"
    ///
    /// offer Grofvuil via Telefoon, Balie
    /// responsible KCC             for inform, intake, handle, deliver
    /// accountable Dienstverlening for policy, content, steering, capacity, change
    /// accountable Wijkregie       for steering via Balie at Oost
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// location Stadhuis "Stadhuis"
    /// location Oost     "Wijkpunt Oost"
    ///
    /// channel Telefoon { medium: phone    target: 80% within 30s }
    /// channel Balie    { medium: counter  target: 80% within 10m }
    ///
    /// unit Dienstverlening "Directie Dienstverlening" {
    ///   kind: directorate
    ///   unit Wijkregie "Wijkregie Oost" { kind: staff }
    /// }
    /// unit KCC "Klantcontactcentrum" { kind: kcc }
    ///
    /// service Grofvuil "Grofvuil laten ophalen"
    ///
    /// offer Grofvuil via Telefoon, Balie
    /// responsible KCC             for inform, intake, handle, deliver
    /// accountable Dienstverlening for policy, content, steering, capacity, change
    /// accountable Wijkregie       for steering via Balie at Oost
    /// ```
    "steering/conflict", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for conflict in space.steering_conflicts() {
        let (one, two) = conflict.units;
        for block in conflict.blocks {
            let claims = space.claims_among(&conflict.claims, block);
            let Some((&first, others)) = claims.split_first() else { continue };
            let side = |unit: u32| {
                let form = space.form_words(unit, block.get(Axis::Period));
                format!("`{}` steers {form}", space.name(Axis::Unit, unit))
            };
            let message = format!(
                "{} and {}: two superiors{}, of whom neither stands above the other",
                side(one),
                side(two),
                space.place_phrase(block)
            );
            let (one, two) = (space.name(Axis::Unit, one), space.name(Axis::Unit, two));
            report.add_block(space, space.span(first), message, (block, HOLDER_AXES), |mut finding| {
                for &claim in others {
                    finding = finding.label(space.span(claim), space.steers_words(claim));
                }
                finding.note(space.steers_words(first)).help(format!(
                    "nest `{one}` and `{two}` in each other, so that one stands above, or leave these touchpoints to one of them (`except`, `via`, `at`)"
                ))
            });
        }
    }
}
