//! `steering/by-channel-only`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// All steering is per channel, while services are offered through channels of different units.
    ///
    /// ## Why
    ///
    /// Steering per channel is the simplest form and makes good channels.
    /// People use several of them for one matter, and then each channel does its own best: what the telephone
    /// promises the website does not know.
    /// Somebody who steers by theme, for an audience, or everything can keep the channels of one service together.
    /// Where one unit steers all channels of a service, nothing is asked.
    ///
    /// Basis: for an integrated approach steering per channel or location is often [not the best
    /// form](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); people expect [one answer in all
    /// channels](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden).
    ///
    /// ## Bad
    ///
    /// The telephone has its boss and the website has another. The passport is applied for at both.
    ///
    /// Comes with: `steering/split-service`.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie "Directie Dienstverlening" {
    ///   kind: directorate
    ///   unit KCC     "Klantcontactcentrum" { kind: kcc }
    ///   unit Webteam "Webteam"             { kind: staff }
    /// }
    ///
    /// service Paspoort "Paspoort aanvragen"
    ///
    /// offer Paspoort via Telefoon, Website
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, capacity, change
    /// accountable KCC      for steering via Telefoon
    /// accountable Webteam  for steering via Website
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie "Directie Dienstverlening" {
    ///   kind: directorate
    ///   unit KCC     "Klantcontactcentrum" { kind: kcc }
    ///   unit Webteam "Webteam"             { kind: staff }
    /// }
    ///
    /// service Paspoort "Paspoort aanvragen"
    ///
    /// offer Paspoort via Telefoon, Website
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, capacity, steering, change
    /// accountable KCC      for steering via Telefoon
    /// accountable Webteam  for steering via Website
    /// ```
    "steering/by-channel-only", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.only_by_channel() {
        let lines = space.steering_lines(block, AXES);
        let Some((&first, others)) = lines.split_first() else { continue };
        let services = space.offered_phrase(block.get(Axis::Service));
        let one = space.is_singular(block.get(Axis::Service));
        let message = format!(
            "all steering is per channel{}, while {services} {} channels of different units",
            space.period_phrase(block.get(Axis::Period)),
            if one { "spans" } else { "span" }
        );
        report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
            for &line in others {
                finding = finding.label(space.span(line), "and per channel");
            }
            finding
                .note("steers per channel")
                .help("let somebody steer across channels: `accountable UNIT for steering`, or `of` a theme, with a unit around those that steer now")
        });
    }
}
