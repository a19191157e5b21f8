//! `style/undocumented`

use crate::check::{Report, rule};
use crate::model::Thing;
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Noun;

rule! {
    /// A unit or service without a label, in a policy that gives most of them one.
    ///
    /// ## Why
    ///
    /// The label is what people outside read: on the site, in a picture, in a finding.
    /// A policy that never uses labels has chosen so, and is left in peace: only where more than half of the units,
    /// or of the services, have one are the others told.
    ///
    /// Basis: the language itself: a label after the name says in full what a short name stands for.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie "Directie Publiek"    { kind: directorate }
    /// unit KCC      "Klantcontactcentrum" { kind: kcc }
    /// unit VTH                            { kind: back }
    ///
    /// service Kapvergunning "Boom kappen"
    ///
    /// offer Kapvergunning via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible VTH      for handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// handover KCC <-> VTH warm within 2m
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie "Directie Publiek"                     { kind: directorate }
    /// unit KCC      "Klantcontactcentrum"                  { kind: kcc }
    /// unit VTH      "Vergunningen, toezicht en handhaving" { kind: back }
    ///
    /// service Kapvergunning "Boom kappen"
    ///
    /// offer Kapvergunning via Telefoon
    /// responsible KCC      for inform, intake
    /// responsible VTH      for handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// handover KCC <-> VTH warm within 2m
    /// ```
    "style/undocumented", Info, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let (model, dimensions) = (space.model, &space.dimensions);
    let units = model.units.iter().enumerate().map(|(id, it)| (&it.thing, dimensions.unit_sets[id]));
    bare(space, report, "unit", Axis::Unit, units.collect());
    let services = model.services.iter().enumerate().filter(|(_, it)| it.noun == Noun::Service);
    let services = services.map(|(id, it)| (&it.thing, dimensions.service_sets[id]));
    bare(space, report, "service", Axis::Service, services.collect());
}

/// Tells the things without a label where most have one.
fn bare(
    space: &Space<'_>,
    report: &mut Report<'_>,
    noun: &str,
    axis: Axis,
    mut things: Vec<(&Thing, crate::space::set::SetId)>,
) {
    things.retain(|(thing, _)| !thing.catalog);
    let labelled = things.iter().filter(|(thing, _)| thing.label.is_some()).count();
    if labelled * 2 <= things.len() {
        return;
    }
    for (thing, set) in things.iter().filter(|(thing, _)| thing.label.is_none()) {
        let name = space.model.names.name(thing.symbol);
        let message = format!("{noun} `{name}` has no label, as {labelled} of {} have", things.len());
        let block = space.empty_block().with(axis, *set);
        report.add_block(space, thing.span, message, (block, &[axis]), |finding| {
            finding.note("no label").help(format!("write `{noun} {name} \"…\"`"))
        });
    }
}
