//! `structure/team-simple-peak`

use crate::check::{Report, rule};
use crate::phrase::list;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A service team whose services are mostly simple and asked for often.
    ///
    /// ## Why
    ///
    /// Service teams need people who know much and talk well, and such people are scarce.
    /// They are worth it where questions are complex and few.
    /// Where most questions are simple and there are many of them, one pool of agents answers them faster with fewer
    /// people.
    /// Whether to have teams is the organisation's own choice: this is advice, and never more.
    ///
    /// Basis: service teams are used where questions are more complex and [peaks are
    /// low](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); people with such broad knowledge are
    /// scarce, so scaling up at peaks is less easy.
    ///
    /// ## Bad
    ///
    /// The city team was meant for hard cases. It answers when the paper bin is collected.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie  "Directie Publiek" { kind: directorate }
    /// unit Stadsteam "Stadsteam"        { kind: team }
    ///
    /// service Afvalkalender "Afvalkalender"  { complexity: simple  volume: 14_000/y }
    /// service Parkeerkaart  "Bezoekerskaart" { complexity: simple  volume: 6_500/y }
    ///
    /// offer * via Telefoon, Website
    /// responsible Stadsteam for inform, intake, handle, deliver
    /// accountable Directie  for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Directie  "Directie Publiek" { kind: directorate }
    /// unit Stadsteam "Stadsteam"        { kind: kcc }
    ///
    /// service Afvalkalender "Afvalkalender"  { complexity: simple  volume: 14_000/y }
    /// service Parkeerkaart  "Bezoekerskaart" { complexity: simple  volume: 6_500/y }
    ///
    /// offer * via Telefoon, Website
    /// responsible Stadsteam for inform, intake, handle, deliver
    /// accountable Directie  for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Settings
    ///
    /// `team-simple` of `[thresholds]` is the percentage of a team's services that is simple, and `team-volume` the
    /// yearly volume of these, from which it is advised. A service without a stated complexity does not count as
    /// simple.
    "structure/team-simple-peak", Info, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.simple_teams() {
        let units = block.get(Axis::Unit);
        let names = space.names(Axis::Unit, units);
        let Some(first) = space.sets.first(units) else { continue };
        let message = format!(
            "{} {} on mostly simple services in high volume: {}{}",
            list(&names),
            if names.len() == 1 { "is a service team" } else { "are service teams" },
            space.offered_phrase(block.get(Axis::Service)),
            space.period_phrase(block.get(Axis::Period))
        );
        report.add_block(space, space.model.units[first as usize].thing.span, message, (block, AXES), |mut finding| {
            for service in space.sets.members(block.get(Axis::Service)) {
                if let Some(id) = space.dimensions.services[service as usize] {
                    finding = finding.label(space.model.services[id.at()].thing.span, "is simple");
                }
            }
            finding.note("is a service team").help(
                "consider a common front office (`kind: kcc`) for the simple services, and keep the team for the complex ones",
            )
        });
    }
}
