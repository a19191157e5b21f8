//! `overlap/entrance`

use crate::check::{Report, UNIT_AXES, rule};
use crate::model::UnitId;
use crate::model::words::Tasks;
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::kinds::contact;
use crate::syntax::ast::Head;

rule! {
    /// A department that keeps its own entrance, with no end in sight, for what people can already take to the
    /// contact centre.
    ///
    /// ## Why
    ///
    /// A contact centre replaces the entrances of the departments.
    /// As long as both exist, people do not know where to go, and the contact centre does not know what the department
    /// told them.
    /// An entrance is a place where a back office is responsible for `inform` or `intake` and no contact centre is,
    /// while one is for the same service and audience elsewhere.
    /// One that ends (`until` on the statement, the unit or the channel) is a transition, and no finding.
    ///
    /// Basis: municipalities in transition let a contact centre replace
    /// [separate entrances](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); with several,
    /// [citizens do not know where to report](https://manifestgroep.pleio.nl/pages/view/24717242/klantcontactcentra).
    ///
    /// ## Bad
    ///
    /// Green space kept its own mailbox when everything else moved to the contact centre.
    ///
    /// ```org
    /// channel Telefoon  { medium: phone  target: 80% within 30s }
    /// channel Groenmail { medium: email  reply: 2 workdays }
    ///
    /// unit KCC { kind: kcc }
    /// unit Directie {
    ///   kind: directorate
    ///   unit Groen { kind: back }
    /// }
    ///
    /// service Bomen "Vraag over bomen"
    ///
    /// offer Bomen via Telefoon, Groenmail
    /// responsible KCC      for inform, intake via Telefoon
    /// responsible Groen    for inform, intake via Groenmail
    /// responsible Groen    for handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// handover KCC <-> Groen of Bomen within 1 workday
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon  { medium: phone  target: 80% within 30s }
    /// channel Groenmail { medium: email  reply: 2 workdays  until: 2027-06-30 }
    ///
    /// unit KCC { kind: kcc }
    /// unit Directie {
    ///   kind: directorate
    ///   unit Groen { kind: back }
    /// }
    ///
    /// service Bomen "Vraag over bomen"
    ///
    /// offer Bomen via Telefoon, Groenmail
    /// responsible KCC      for inform, intake via Telefoon
    /// responsible Groen    for inform, intake via Groenmail
    /// responsible Groen    for handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// handover KCC <-> Groen of Bomen within 1 workday
    /// ```
    "overlap/entrance", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let doors = space.side_doors();
    let centre = space.sets.first(doors.centres).map(UnitId);
    let centre_name = centre.map_or("the contact centre", |id| space.model.unit_name(id));
    for block in space.task_blocks(&doors.chunks) {
        let units = space.names(Axis::Unit, block.get(Axis::Unit));
        let keeps = if units.len() == 1 { "keeps its own entrance" } else { "keep their own entrances" };
        let message = format!(
            "{} {keeps} for questions{}, beside the contact centre",
            crate::phrase::list(&units),
            space.place_phrase(block)
        );
        let tasks = contact_tasks(space);
        let asked = block.with(Axis::Task, tasks);
        let mut claims = space.claims_meeting(Head::Responsible, asked);
        claims.retain(|&id| !space.sets.disjoint(space.claim(id).units, block.get(Axis::Unit)));
        let span = claims.first().map_or_else(|| space.service_span(block), |&claim| space.span(claim));
        report.add_block(space, span, message, (block, UNIT_AXES), |mut finding| {
            for &claim in claims.iter().skip(1) {
                finding = finding.label(space.span(claim), "and this");
            }
            if let Some(id) = centre {
                finding = finding.label(space.model.units[id.at()].thing.span, "serves the same people elsewhere");
            }
            finding
                .note("is an entrance without an end")
                .help(format!("let `{centre_name}` do this, or say with `until …` when it stops"))
        });
    }
}

fn contact_tasks(space: &Space<'_>) -> crate::space::set::SetId {
    let tasks: Tasks = contact();
    space.sets.from_members(tasks.iter().map(|task| task as u32))
}
