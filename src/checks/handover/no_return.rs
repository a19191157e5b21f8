//! `handover/no-return`

use crate::check::{Report, UNIT_AXES, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A second or third line that is handed matters and has no way to hand them back.
    ///
    /// ## Why
    ///
    /// Some questions are routed wrongly, and some answers belong to whoever asked.
    /// Where only `->` leads to the department, a wrong question stays in its mailbox and the contact centre never
    /// hears how the right one ended.
    /// A unit is of the second or third line when it says so with `line`.
    /// A way back is a handover to the giver or to anybody of the first line (`line: 1`, or a front office or contact
    /// centre that states no line).
    ///
    /// Basis: customer contact needs good communication between front and back office
    /// ([keeping channels in step](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden)); a
    /// wrongly routed contact [returns as a new task](https://github.com/VNG-Realisatie/klantinteracties).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc   line: 1 }
    /// unit Groen    { kind: back  line: 2 }
    ///
    /// service Bomen "Vraag over bomen"
    ///
    /// offer Bomen via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Groen    for handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC -> Groen of Bomen warm within 2m
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc   line: 1 }
    /// unit Groen    { kind: back  line: 2 }
    ///
    /// service Bomen "Vraag over bomen"
    ///
    /// offer Bomen via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Groen    for handle, deliver
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC <-> Groen of Bomen warm within 2m
    /// ```
    "handover/no-return", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for one_way in space.one_ways() {
        for block in space.task_blocks(&one_way.chunks) {
            let units = space.names(Axis::Unit, block.get(Axis::Unit));
            let (has, before) = if units.len() == 1 { ("has", "it") } else { ("have", "them") };
            let message = format!(
                "{} {has} no way to hand back what is handed over here{}",
                crate::phrase::list(&units),
                space.place_phrase(block)
            );
            let span = space.span(one_way.claim);
            report.add_block(space, span, message, (block, UNIT_AXES), |finding| {
                finding
                    .note("leads there and not back")
                    .help(format!("write `<->` before {before} instead of `->`, or a handover to the first line"))
            });
        }
    }
}
