//! `handover/no-second-line`

use crate::check::{Report, UNIT_AXES, rule};
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// A front office with composite or specialist services that hands them over to nobody.
    ///
    /// ## Why
    ///
    /// A front office knows a little of everything.
    /// Some questions about a composite or specialist service will be beyond it, and then it needs somebody to hand
    /// them to; without a handover it answers wrongly, or not at all.
    /// Asked of every unit of `kind: front` or `kcc` that is responsible for `inform` or `intake` of such a service,
    /// wherever it is offered.
    ///
    /// Basis: only 5 percent of municipalities answered 80 percent in the front, because
    /// [many questions were specialist](http://www.digital.nl/nieuws/20140717-kcc-komt-nog-niet-uit-de-verf); the
    /// harder ones are
    /// [passed to the department](https://manifestgroep.pleio.nl/pages/view/24717242/klantcontactcentra).
    ///
    /// ## Bad
    ///
    /// The desk does everything about monuments since the specialist retired.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit Loket    { kind: front }
    /// unit Erfgoed  { kind: back }
    ///
    /// service Monument "Advies over monumenten" { complexity: specialist }
    ///
    /// offer Monument via Telefoon
    /// responsible Loket    for inform, intake, handle, deliver
    /// responsible Erfgoed  for advise
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit Loket    { kind: front }
    /// unit Erfgoed  { kind: back }
    ///
    /// service Monument "Advies over monumenten" { complexity: specialist }
    ///
    /// offer Monument via Telefoon
    /// responsible Loket    for inform, intake, handle, deliver
    /// responsible Erfgoed  for advise
    /// accountable Directie for policy, content, steering, capacity
    /// handover Loket <-> Erfgoed of Monument warm within 2m
    /// ```
    "handover/no-second-line", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.task_blocks(&space.without_second_line()) {
        let units = space.names(Axis::Unit, block.get(Axis::Unit));
        let has = if units.len() == 1 { "has" } else { "have" };
        let message =
            format!("{} {has} no second line for questions{}", crate::phrase::list(&units), space.place_phrase(block));
        let unit = space.sets.first(block.get(Axis::Unit)).unwrap_or_default();
        let holding = space.claims_of_unit(Head::Responsible, unit, block);
        let span = holding.first().map_or_else(|| space.service_span(block), |&claim| space.span(claim));
        report.add_block(space, span, message, (block, UNIT_AXES), |mut finding| {
            let service = space.sets.first(block.get(Axis::Service)).unwrap_or_default();
            if let Some(service) = space.service(service) {
                finding = finding.label(service.thing.span, "is not `simple`");
            }
            finding.note("meets its questions, and hands over none").help(format!(
                "write `handover {} <-> UNIT{} within …` to whoever knows more",
                units.first().map_or("UNIT".to_owned(), |it| spelled(it)),
                space.clauses(block)
            ))
        });
    }
}
