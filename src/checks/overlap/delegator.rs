//! `overlap/delegator`

use crate::check::{POWER_AXES, Report, rule};
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// A body that delegated a power and still holds it: it is responsible for it, or mandates it.
    ///
    /// ## Why
    ///
    /// Delegation moves a power; unlike a mandate it leaves nothing behind.
    /// A body that still decides, or still mandates others to, makes decisions that are nobody's.
    ///
    /// Basis: who delegated a power no longer exercises it: Awb 10:17; a mandate, by contrast, leaves the mandator
    /// competent: Awb 10:7.
    ///
    /// ## Bad
    ///
    /// The benefits went to a joint body in January; the old mandate was never withdrawn.
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College                          { kind: board }
    /// unit Inkomen                          { kind: back }
    /// unit Regio "Regionale sociale dienst" { kind: partner  agreement: "GR Sociaal 2025" }
    ///
    /// service Bijstand { decision: yes }
    ///
    /// offer Bijstand via Post
    /// responsible Regio   for inform, intake, handle, decide, deliver
    /// accountable College for policy, content, steering, capacity
    /// delegate College -> Regio   for decide of Bijstand because "GR Sociaal 2025, art. 4"
    /// mandate  College -> Inkomen for decide of Bijstand because "Mandaatregister 2021, 3.1"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College                          { kind: board }
    /// unit Inkomen                          { kind: back }
    /// unit Regio "Regionale sociale dienst" { kind: partner  agreement: "GR Sociaal 2025" }
    ///
    /// service Bijstand { decision: yes }
    ///
    /// offer Bijstand via Post
    /// responsible Regio   for inform, intake, handle, decide, deliver
    /// accountable College for policy, content, steering, capacity
    /// delegate College -> Regio for decide of Bijstand because "GR Sociaal 2025, art. 4"
    /// informed Inkomen for decide of Bijstand
    /// ```
    "overlap/delegator", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for held in space.still_held() {
        let name = space.name(Axis::Unit, held.unit);
        let mandates = space.claim(held.claim).head == Head::Mandate;
        let (verb, note) =
            if mandates { ("mandates", "still gives it") } else { ("is responsible for", "still holds it") };
        for &block in &held.blocks {
            let message = format!("`{name}` delegated {} and still {verb} it", space.power_phrase(block));
            report.add_block(space, space.span(held.claim), message, (block, POWER_AXES), |mut finding| {
                for &delegation in &held.delegations {
                    finding = finding.label(space.span(delegation), "gave it away");
                }
                let or = if space.is_fixed(block) {
                    ", or drop the delegation".to_owned()
                } else {
                    format!(", or make the delegation a mandate, which leaves `{name}` competent")
                };
                finding.note(note).help(format!("drop it here (`except`, `of`, dates){or}"))
            });
        }
    }
}
