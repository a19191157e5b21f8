//! `mandate/cycle`

use crate::check::{POWER_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Mandates that go round: a power that comes back to whoever gave it.
    ///
    /// ## Why
    ///
    /// A chain of mandates should lead from a competent body to whoever decides.
    /// One that goes round says that two units each decide in the name of the other, and in the end in nobody's.
    /// The links have to be about the same task, service and period; delegations count as links too.
    ///
    /// Basis: mandate is the power to decide in the name of an administrative body: Awb 10:1
    /// ([text](https://mijnwetten.nl/algemene-wet-bestuursrecht/hoofdstuk10/titel10.1/afdeling10.1.1)).
    ///
    /// ## Bad
    ///
    /// Two departments stand in for each other in summer, and wrote that down as mandates.
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College { kind: board }
    /// unit Bouwen  { kind: back }
    /// unit Milieu  { kind: back }
    ///
    /// service Bouwvergunning { decision: yes }
    ///
    /// offer Bouwvergunning via Post
    /// responsible Bouwen  for inform, intake, handle, decide, deliver
    /// accountable College for policy, content, steering, capacity
    /// mandate College -> Bouwen for decide onward because "Mandaatregister 2026, 2.1"
    /// mandate Bouwen  -> Milieu for decide onward because "Vervangingsregeling 2026, 3"
    /// mandate Milieu  -> Bouwen for decide        because "Vervangingsregeling 2026, 4"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College { kind: board }
    /// unit Bouwen  { kind: back }
    /// unit Milieu  { kind: back }
    ///
    /// service Bouwvergunning { decision: yes }
    ///
    /// offer Bouwvergunning via Post
    /// responsible Bouwen  for inform, intake, handle, decide, deliver
    /// accountable College for policy, content, steering, capacity
    /// mandate College -> Bouwen for decide onward because "Mandaatregister 2026, 2.1"
    /// mandate Bouwen  -> Milieu for decide onward because "Vervangingsregeling 2026, 3"
    /// ```
    "mandate/cycle", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for round in space.rounds() {
        let mut blocks = Vec::new();
        for &chunk in &round.chunks {
            blocks.extend(space.scope_blocks(chunk.units, &[chunk]));
        }
        for block in crate::space::block::normalise(&space.sets, blocks) {
            let claims = space.claims_among(&round.claims, block);
            let Some(&first) = claims.first() else { continue };
            let units = space.names(Axis::Unit, block.get(Axis::Unit));
            let message =
                format!("mandates go round among {} for {}", crate::phrase::list(&units), space.power_phrase(block));
            report.add_block(space, space.span(first), message, (block, POWER_AXES), |mut finding| {
                for &claim in &claims[1..] {
                    finding = finding.label(space.span(claim), "goes on here");
                }
                finding.note("goes round").help("drop the link that leads back, or limit it (`of`, `for`, dates)")
            });
        }
    }
}
