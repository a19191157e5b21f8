//! `risk/team-alone`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A service team that informs, decides and delivers by itself, without four eyes on what it writes.
    ///
    /// ## Why
    ///
    /// A team that handles the whole question has nobody behind it: that is its strength, and the reason why a
    /// colleague has to look along.
    /// Where no other unit is responsible for `inform`, `decide` or `deliver` of a service with a decision, the team's
    /// rights to write decisions need `four-eyes`; where it writes none, some other right of tier 3 or 4 does.
    /// A team of which no such right is stated is not looked at.
    ///
    /// Basis: teams that treat the question integrally are
    /// [the alternative to front and back](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden),
    /// and a risk assessment determines where duties are separated (BIO 9.2.2.2). Separation of issuing and handing out
    /// is [the key measure against fraud](https://www.rvig.nl/functiescheiding-toepassen) with travel documents.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Wijkpost { medium: letter  reply: 10 workdays }
    ///
    /// unit College  { kind: board }
    /// unit Wijkteam { kind: team }
    ///
    /// record Zaak { besluit: decision }
    /// service Jeugdhulp { decision: yes }
    ///
    /// offer Jeugdhulp via Wijkpost
    /// responsible Wijkteam for inform, intake, handle, decide, deliver
    /// accountable College  for policy, content, steering, capacity
    /// mandate College -> Wijkteam for decide because "Mandaatregeling 2026, 5"
    ///
    /// allow Wijkteam to create Zaak.besluit when after-check, logged because "Jeugdwet 2.3"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Wijkpost { medium: letter  reply: 10 workdays }
    ///
    /// unit College  { kind: board }
    /// unit Wijkteam { kind: team }
    ///
    /// record Zaak { besluit: decision }
    /// service Jeugdhulp { decision: yes }
    ///
    /// offer Jeugdhulp via Wijkpost
    /// responsible Wijkteam for inform, intake, handle, decide, deliver
    /// accountable College  for policy, content, steering, capacity
    /// mandate College -> Wijkteam for decide because "Mandaatregeling 2026, 5"
    ///
    /// allow Wijkteam to create Zaak.besluit when four-eyes, logged because "Jeugdwet 2.3"
    /// ```
    "risk/team-alone", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for alone in space.lone_teams() {
        let Some(&first) = alone.claims.first() else { continue };
        let message = format!(
            "{} alone holds inform, decide and deliver{}, without four eyes",
            crate::phrase::list(&space.names(Axis::Unit, alone.block.get(Axis::Unit))),
            space.place_phrase(alone.block),
        );
        report.add_block(space, space.span(first), message, (alone.block, HOLDER_AXES), |mut finding| {
            for &claim in &alone.claims[1..] {
                finding = finding.label(space.span(claim), space.part_words(claim, alone.block));
            }
            for &right in &alone.rights {
                finding = finding.label(space.span(right), "writes without `four-eyes`");
            }
            finding
                .note(space.part_words(first, alone.block))
                .help("add `four-eyes` to the `when` of what it may write, or give one of the tasks to another unit")
        });
    }
}
