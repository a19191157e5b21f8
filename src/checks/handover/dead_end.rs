//! `handover/dead-end`

use crate::check::{Report, rule};
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A chain of handovers whose last unit can neither handle the matter nor hand it on.
    ///
    /// ## Why
    ///
    /// Handing over is meant to bring a matter nearer to its answer.
    /// A unit that holds no later task of the service, and hands over to nobody, is where matters disappear; a
    /// citizen who was put through to it calls again.
    ///
    /// Basis: a wrongly routed contact goes back as a
    /// [new task for another unit](https://github.com/VNG-Realisatie/klantinteracties), so a receiver that can do
    /// nothing is a routing error; a contact centre that only passes messages on becomes
    /// [a switchboard](https://www.publieksdiensten.nl/nieuws/het-einde-van-de-onbereikbare-ambtenaar).
    ///
    /// ## Bad
    ///
    /// The same question can go to the trees department, which answers it, or to the mail room, which does not.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie  { kind: directorate }
    /// unit KCC       { kind: kcc }
    /// unit Groen     { kind: back }
    /// unit Postkamer { kind: mid }
    ///
    /// service Bomen "Vraag over bomen"
    ///
    /// offer Bomen via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Groen    for handle, deliver of Bomen
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC -> Groen     of Bomen warm    within 2m
    /// handover KCC -> Postkamer of Bomen forward within 1 workday
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie  { kind: directorate }
    /// unit KCC       { kind: kcc }
    /// unit Groen     { kind: back }
    /// unit Postkamer { kind: mid }
    ///
    /// service Bomen "Vraag over bomen"
    ///
    /// offer Bomen via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible Groen    for handle, deliver of Bomen
    /// accountable Directie for policy, content, steering, capacity
    /// handover KCC -> Groen              of Bomen warm    within 2m
    /// handover KCC -> Postkamer -> Groen of Bomen forward within 1 workday
    /// ```
    "handover/dead-end", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for end in space.dead_ends() {
        let name = space.name(Axis::Unit, end.unit);
        let message = format!(
            "this handover ends at `{name}`, which can neither handle the matter nor hand it on{}",
            space.period_phrase(end.periods)
        );
        let units = space.sets.run(end.unit, end.unit + 1);
        let block = space.empty_block().with(Axis::Unit, units).with(Axis::Period, end.periods);
        report.add_block(space, space.span(end.claim), message, (block, &[Axis::Unit, Axis::Period]), |finding| {
            finding
                .note("ends there")
                .label(space.model.units[end.unit as usize].thing.span, "is responsible for no later task of it")
                .help(format!(
                    "let the chain go on to a unit that handles the matter, or write `responsible {} for handle …`",
                    spelled(&name)
                ))
        });
    }
}
