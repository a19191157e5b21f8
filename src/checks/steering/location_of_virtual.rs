//! `steering/location-of-virtual`

use crate::check::{Report, rule};
use crate::phrase::{list, spelled_all};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Steering per location that takes a channel along which has no locations.
    ///
    /// ## Why
    ///
    /// `at` limits counters, kiosks and visits; the telephone and the website are everywhere.
    /// Who steers "at Oost" without saying through which channel steers every call and every web page too, and so
    /// does the colleague at the next location.
    /// A statement that is limited to an audience as well is meant that way, unless it names the channel itself.
    ///
    /// Basis: steering per location is for [physical channels such as the
    /// counter](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The coordinator of Oost was given her location. Nobody meant the telephone.
    ///
    /// ```org
    /// location Stadhuis "Stadhuis"
    /// location Oost     "Wijkpunt Oost"
    ///
    /// channel Telefoon { medium: phone    target: 80% within 30s }
    /// channel Balie    { medium: counter  target: 80% within 10m }
    ///
    /// unit Directie "Directie Dienstverlening" {
    ///   kind: directorate
    ///   unit BalieOost "Coördinatie Oost"    { kind: staff }
    ///   unit KCC       "Klantcontactcentrum" { kind: kcc }
    /// }
    ///
    /// service Uittreksel "Uittreksel uit de basisregistratie"
    ///
    /// offer Uittreksel via Telefoon, Balie
    /// responsible KCC       for inform, intake, handle, deliver
    /// accountable Directie  for policy, content, steering, capacity, change
    /// accountable BalieOost for steering at Oost
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
    /// unit Directie "Directie Dienstverlening" {
    ///   kind: directorate
    ///   unit BalieOost "Coördinatie Oost"    { kind: staff }
    ///   unit KCC       "Klantcontactcentrum" { kind: kcc }
    /// }
    ///
    /// service Uittreksel "Uittreksel uit de basisregistratie"
    ///
    /// offer Uittreksel via Telefoon, Balie
    /// responsible KCC       for inform, intake, handle, deliver
    /// accountable Directie  for policy, content, steering, capacity, change
    /// accountable BalieOost for steering via Balie at Oost
    /// ```
    "steering/location-of-virtual", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (id, block) in space.steering_of_virtual() {
        let units = space.names(Axis::Unit, block.get(Axis::Unit));
        let touchpoints = block.get(Axis::Touchpoint);
        let place = space.touchpoints_phrase(touchpoints);
        let services = block.get(Axis::Service);
        let services = match space.some_services_phrase(services, "") {
            all if all.is_empty() => all,
            some => format!(" {some}"),
        };
        let period = match space.period_phrase(block.get(Axis::Period)) {
            always if always.is_empty() => always,
            some => format!(",{some}"),
        };
        let message = format!(
            "{} {}{services} per location{}, which {} no location{period}",
            list(&units),
            if units.len() == 1 { "steers" } else { "steer" },
            if place.is_empty() { " via every channel" } else { &place },
            if space.sets.len(touchpoints) == 1 { "has" } else { "have" },
        );
        let physical = space.physical_channels(id);
        let help = if physical.is_empty() {
            "drop `at`: these channels are everywhere".to_owned()
        } else {
            format!("say which channels stand there: `via {}`", spelled_all(&physical))
        };
        report.add_block(space, space.span(id), message, (block, AXES), |mut finding| {
            for channel in space.channels_of(touchpoints) {
                let thing = &space.model.channels[channel.at()].thing;
                finding = finding.label(thing.span, "stands nowhere");
            }
            finding.note("`at` does not limit them").help(help)
        });
    }
}
