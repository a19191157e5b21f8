//! `steering/split-service`

use crate::check::{Report, rule};
use crate::phrase::list;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// One service that people of one audience meet under different lines of steering, with nobody above them.
    ///
    /// ## Why
    ///
    /// Whoever calls about a permit and looks it up on the website has one question and expects one answer.
    /// When the two channels answer to different people, and those to nobody in common, the service is changed on one
    /// side only.
    /// A line is a unit that steers part of the service, with everything nested in it; one that steers any of it
    /// stands above all inside it.
    /// Different lines for different audiences split nothing: nobody meets both.
    ///
    /// Basis: people use several channels for the same matter and want [equal
    /// treatment](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie), so it is natural to group channels
    /// around a theme or product under one responsibility.
    ///
    /// ## Bad
    ///
    /// Parking runs its own web pages about permits; calls about permits go to the contact centre.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie     "Directie Dienstverlening" { kind: directorate }
    /// unit KCC          "Klantcontactcentrum"      { kind: kcc }
    /// unit Parkeerzaken "Parkeerzaken"             { kind: staff }
    ///
    /// theme Verkeer "Verkeer en parkeren" {
    ///   service Parkeervergunning "Parkeervergunning"
    /// }
    /// theme Wonen "Wonen" {
    ///   service Huurtoeslag "Urgentieverklaring"
    /// }
    ///
    /// offer * via Telefoon, Website
    /// responsible KCC          for inform, intake, handle, deliver
    /// accountable Directie     for policy, content, capacity, change
    /// accountable KCC          for steering            via Telefoon
    /// accountable KCC          for steering of Wonen   via Website
    /// accountable Parkeerzaken for steering of Verkeer via Website
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie     "Directie Dienstverlening" { kind: directorate }
    /// unit KCC          "Klantcontactcentrum"      { kind: kcc }
    /// unit Parkeerzaken "Parkeerzaken"             { kind: staff }
    ///
    /// theme Verkeer "Verkeer en parkeren" {
    ///   service Parkeervergunning "Parkeervergunning"
    /// }
    /// theme Wonen "Wonen" {
    ///   service Huurtoeslag "Urgentieverklaring"
    /// }
    ///
    /// offer * via Telefoon, Website
    /// responsible KCC          for inform, intake, handle, deliver
    /// accountable Directie     for policy, content, capacity, change
    /// accountable KCC          for steering of Wonen via Telefoon
    /// accountable KCC          for steering of Wonen via Website
    /// accountable Parkeerzaken for steering of Verkeer
    /// ```
    "steering/split-service", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.split_services() {
        let names = space.names(Axis::Unit, block.get(Axis::Unit));
        let lines = space.steering_lines(block, AXES);
        let Some((&first, others)) = lines.split_first() else { continue };
        let services = space.offered_phrase(block.get(Axis::Service));
        let message = format!(
            "{services}{} {} under the lines of {}, with nobody above them",
            space.where_phrase(block),
            if space.is_singular(block.get(Axis::Service)) { "is steered" } else { "are steered" },
            list(&names)
        );
        report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
            for &line in others {
                finding = finding.label(space.span(line), space.steers_words(line));
            }
            finding.note(space.steers_words(first)).help(format!(
                "give one unit the whole of it, or put a unit around {} above them: `accountable UNIT for steering{}`",
                list(&names),
                space.service_clauses(block)
            ))
        });
    }
}
