//! `handover/cycle`

use crate::check::{Report, rule};
use crate::model::words::Task;
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// Handovers that can go round among units of which none can handle or decide the matter.
    ///
    /// ## Why
    ///
    /// Each unit knows a colleague who will know; the last of them knows the first.
    /// The citizen is put through until he gives up.
    /// A circle is harmless where somebody in reach handles the service; it is found only where nobody is.
    ///
    /// Basis: published norms allow [at most two transfers](https://www.alphenaandenrijn.nl/servicenormen), and a
    /// wrongly routed contact needs [a unit that can end it](https://github.com/VNG-Realisatie/klantinteracties).
    ///
    /// ## Bad
    ///
    /// Reports that come by telephone go round; those by app reach the department.
    ///
    /// Comes with: `handover/missing`.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel App      { medium: app    reply: 2 workdays }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Wijkpost { kind: mid }
    /// unit Beheer   { kind: back }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon, App
    /// responsible KCC      for inform, intake
    /// responsible Beheer   for handle, deliver
    /// consulted   Beheer   for steering
    /// accountable Directie for policy, content, steering, capacity, change
    /// handover KCC      -> Wijkpost           of Melding via Telefoon warm    within 2m
    /// handover Wijkpost -> KCC                of Melding via Telefoon warm    within 2m
    /// handover KCC      -> Wijkpost -> Beheer of Melding via App      forward within 1 workday
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel App      { medium: app    reply: 2 workdays }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc }
    /// unit Wijkpost { kind: mid }
    /// unit Beheer   { kind: back }
    ///
    /// service Melding "Melding openbare ruimte"
    ///
    /// offer Melding via Telefoon, App
    /// responsible KCC      for inform, intake
    /// responsible Beheer   for handle, deliver
    /// consulted   Beheer   for steering
    /// accountable Directie for policy, content, steering, capacity, change
    /// handover KCC      -> Wijkpost           of Melding via Telefoon warm    within 2m
    /// handover Wijkpost -> Beheer             of Melding via Telefoon warm    within 2m
    /// handover KCC      -> Wijkpost -> Beheer of Melding via App      forward within 1 workday
    /// ```
    "handover/cycle", Error, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Service, Axis::Touchpoint, Axis::Audience, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (chunks, claims) in space.circles() {
        for block in space.task_blocks(&chunks) {
            let names = space.names(Axis::Unit, block.get(Axis::Unit));
            let claims = space.claims_among(&claims, block);
            let Some(&first) = claims.first() else { continue };
            let message = format!(
                "handovers go round among {} without reaching a handler{}",
                crate::phrase::list(&names),
                space.place_phrase(block),
            );
            report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
                for &claim in &claims[1..] {
                    finding = finding.label(space.span(claim), "goes on here");
                }
                let handle = Task::Handle as u32;
                let handled = block.with(Axis::Task, space.sets.run(handle, handle + 1));
                let handlers = space.claims_meeting(Head::Responsible, handled);
                let help = match handlers.first().map(|&id| space.names(Axis::Unit, space.claim(id).units)) {
                    Some(units) => {
                        finding = finding.label(space.span(handlers[0]), "handles it, out of reach");
                        format!("let the chain go on to {}", crate::phrase::list(&units))
                    }
                    None => {
                        "make one of them responsible for `handle`, or let the chain go on to a unit that is".to_owned()
                    }
                };
                finding.note("goes round").help(help)
            });
        }
    }
}
