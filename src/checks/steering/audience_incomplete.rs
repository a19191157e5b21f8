//! `steering/audience-incomplete`

use crate::check::{Report, rule};
use crate::phrase::list;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Steering per audience that leaves out an audience which is served there too.
    ///
    /// ## Why
    ///
    /// Steering per audience gives each group its own set of channels and its own line.
    /// A group that is served through the same channels and belongs to nobody's line is where the channels are shaped
    /// for others.
    /// That somebody steers everything above them does not fill the gap between them: the layer is either whole or it
    /// is an exception for a few.
    /// What counts is the touchpoint: a channel that is for one audience alone needs no other.
    ///
    /// Basis: steering per audience, for instance a set of channels for citizens and another for companies, each with
    /// [its own line of responsibility](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// Residents have a director of their own. Companies call the same number.
    ///
    /// ```org
    /// audience Inwoners    "Inwoners"
    /// audience Ondernemers "Ondernemers"
    ///
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Dienstverlening "Directie Dienstverlening" {
    ///   kind: directorate
    ///   unit Inwonersregie "Regie inwoners"      { kind: staff }
    ///   unit Zakenregie    "Regie ondernemers"   { kind: staff }
    ///   unit KCC           "Klantcontactcentrum" { kind: kcc }
    /// }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon, Website
    /// responsible KCC             for inform, intake, handle, deliver
    /// accountable Dienstverlening for policy, content, steering, capacity, change
    /// accountable Inwonersregie   for steering serving Inwoners
    /// accountable Zakenregie      for quality  serving Ondernemers
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// audience Inwoners    "Inwoners"
    /// audience Ondernemers "Ondernemers"
    ///
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Dienstverlening "Directie Dienstverlening" {
    ///   kind: directorate
    ///   unit Inwonersregie "Regie inwoners"      { kind: staff }
    ///   unit Zakenregie    "Regie ondernemers"   { kind: staff }
    ///   unit KCC           "Klantcontactcentrum" { kind: kcc }
    /// }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon, Website
    /// responsible KCC             for inform, intake, handle, deliver
    /// accountable Dienstverlening for policy, content, steering, capacity, change
    /// accountable Inwonersregie   for steering serving Inwoners
    /// accountable Zakenregie      for steering serving Ondernemers
    /// ```
    "steering/audience-incomplete", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.audiences_left_out() {
        let lines = space.audience_lines(block, &[Axis::Service, Axis::Touchpoint, Axis::Period]);
        let Some((&first, others)) = lines.split_first() else { continue };
        let audiences = list(&space.names(Axis::Audience, block.get(Axis::Audience)));
        let everybody = block.with(Axis::Audience, space.dimensions.all_audiences);
        let place = if block.get(Axis::Service) == space.dimensions.all_services {
            space.where_phrase(everybody)
        } else {
            space.place_phrase(everybody)
        };
        let message = format!("steering per audience leaves {audiences} out{place}");
        report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
            for &line in others {
                finding = finding.label(space.span(line), space.steers_words(line));
            }
            finding.note(space.steers_words(first)).help(format!(
                "write `accountable UNIT for steering{}`, or add the audience to one of the lines",
                space.clauses(block)
            ))
        });
    }
}
