//! `people/formality-clash`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::model::words::Key;
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// An informal unit that meets people on a channel for formal messages.
    ///
    /// ## Why
    ///
    /// On a channel that is designated for formal messages every answer counts: it has a date, a ground and a term for
    /// objections.
    /// People who work by talking are good at other things.
    /// Looked at are `inform`, `intake`, `deliver` and `aftercare`, the tasks in which people are met.
    ///
    /// Basis: a body announces which channel is designated for which formal message
    /// ([Awb 2:13](https://www.ictrecht.nl/blog/wmebv-per-1-januari-2026-6-praktische-aandachtspunten-voor-jouw-digitale-kanalen-en-processen));
    /// the degree of formality is one of the topics of
    /// [an organisation's people](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// The neighbourhood team talks. It also opens the formal post, and nobody stamps it.
    ///
    /// ```org
    /// channel Wijktelefoon { medium: phone   target: 80% within 1m }
    /// channel Post         { medium: letter  formal: yes  reply: 10 workdays }
    ///
    /// unit Directie  { kind: directorate }
    /// unit Wijkteam  { kind: front  formality: informal }
    /// unit Postkamer { kind: mid    formality: formal }
    ///
    /// service Mantelzorg
    ///
    /// offer Mantelzorg via Wijktelefoon, Post
    /// responsible Wijkteam  for inform, intake, handle, deliver via Wijktelefoon
    /// responsible Wijkteam  for inform, intake, deliver         via Post
    /// responsible Postkamer for handle via Post
    /// accountable Directie  for policy, content, steering, capacity, change
    /// handover Wijkteam <-> Postkamer via Post forward within 2 workdays
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Wijktelefoon { medium: phone   target: 80% within 1m }
    /// channel Post         { medium: letter  formal: yes  reply: 10 workdays }
    ///
    /// unit Directie  { kind: directorate }
    /// unit Wijkteam  { kind: front  formality: informal }
    /// unit Postkamer { kind: mid    formality: formal }
    ///
    /// service Mantelzorg
    ///
    /// offer Mantelzorg via Wijktelefoon, Post
    /// responsible Wijkteam  for inform, intake, handle, deliver via Wijktelefoon
    /// responsible Postkamer for inform, intake, deliver         via Post
    /// responsible Wijkteam  for handle via Post
    /// accountable Directie  for policy, content, steering, capacity, change
    /// handover Wijkteam <-> Postkamer via Post forward within 2 workdays
    /// ```
    "people/formality-clash", Info, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (unit, blocks) in space.formality_clashes() {
        let thing = &space.model.units[unit as usize].thing;
        let name = space.name(Axis::Unit, unit);
        for block in blocks {
            let claims = space.claims_meeting(Head::Responsible, block);
            let Some(claim) = claims.into_iter().find(|&id| space.sets.has(space.claim(id).units, unit)) else {
                continue;
            };
            let channels = space.channels_of(block.get(Axis::Touchpoint));
            let names: Vec<String> = channels.iter().map(|&id| space.model.channel_name(id).to_owned()).collect();
            let formal = if names.len() == 1 { "the formal channel" } else { "the formal channels" };
            let place = space.place_phrase(block.with(Axis::Touchpoint, space.dimensions.all_touchpoints));
            let tasks = space.tasks_phrase(block.get(Axis::Task));
            let message = format!(
                "`{name}` works informally, yet does {tasks}{place} on {formal} {}",
                crate::phrase::list(&names)
            );
            report.add_block(space, space.span(claim), message, (block, HOLDER_AXES), |mut finding| {
                if let Some(stated) = space.model.property(thing.declaration, Key::Formality) {
                    finding = finding.label(stated.span, "it says so here");
                }
                for &id in &channels {
                    let declaration = space.model.channels[id.at()].thing.declaration;
                    if let Some(stated) = space.model.property(declaration, Key::Formal) {
                        finding = finding.label(stated.span, "designated for formal messages");
                    }
                }
                finding.note(space.part_words(claim, block)).help(format!(
                    "let a formal unit do this: `responsible UNIT for {}{}`",
                    space.task_words(block),
                    space.clauses(block)
                ))
            });
        }
    }
}
