//! `people/skill-gap`

use rustc_hash::FxHashMap;

use crate::check::{HOLDER_AXES, Report, rule};
use crate::intern::Symbol;
use crate::model::words::Key;
use crate::phrase::spelled_all;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::syntax::ast::Head;

rule! {
    /// A unit that handles, advises on or decides a service and lacks skills that the service asks for.
    ///
    /// ## Why
    ///
    /// Work moves in reorganisations faster than knowledge does.
    /// A unit without the skills of a service hands it on, asks around or decides badly, and in all three cases the
    /// citizen waits.
    /// Units that state no `skills` are not looked at.
    /// What a unit calls `scarce` is a skill of it, and the skills of units nested in a unit are its skills too.
    ///
    /// Basis: who handles a whole question needs broad knowledge and communicative skill
    /// ([organisation](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie)); specialist questions are why
    /// few contact centres answer [80 % at once](http://www.digital.nl/nieuws/20140717-kcc-komt-nog-niet-uit-de-verf).
    ///
    /// ## Bad
    ///
    /// Since the reorganisation the builders also do the terraces, which nobody there has ever done.
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College      { kind: board }
    /// unit Vergunningen { kind: back  skills: bouwen }
    ///
    /// service Terras { decision: yes  skills: horeca }
    ///
    /// offer Terras via Post
    /// responsible Vergunningen for inform, intake, handle, decide, deliver
    /// accountable College      for policy, content, steering, capacity, change
    /// mandate College -> Vergunningen for decide because "Mandaatregister 2026, 4"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College      { kind: board }
    /// unit Vergunningen { kind: back  skills: bouwen, horeca }
    ///
    /// service Terras { decision: yes  skills: horeca }
    ///
    /// offer Terras via Post
    /// responsible Vergunningen for inform, intake, handle, decide, deliver
    /// accountable College      for policy, content, steering, capacity, change
    /// mandate College -> Vergunningen for decide because "Mandaatregister 2026, 4"
    /// ```
    "people/skill-gap", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let gaps = space.skill_gaps();
    if gaps.is_empty() {
        return;
    }
    let mut able: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
    for (id, unit) in (0..).zip(&space.model.units) {
        for &skill in &unit.skills {
            able.entry(space.model.names.name(skill)).or_default().push(id);
        }
    }
    for gap in gaps {
        let unit = space.name(Axis::Unit, gap.unit);
        let thing = &space.model.units[gap.unit as usize].thing;
        let skills = if gap.skills.len() == 1 { "the skill" } else { "the skills" };
        let lacking = crate::phrase::list(&gap.skills);
        for &block in &gap.blocks {
            let claims = space.claims_meeting(Head::Responsible, block);
            let own = claims.into_iter().find(|&id| space.sets.has(space.claim(id).units, gap.unit));
            let Some(claim) = own else { continue };
            let others = able_of_all(space, &able, &gap.skills[0], block);
            let tasks = space.tasks_phrase(block.get(Axis::Task));
            let message = format!("`{unit}` lacks {skills} {lacking} for {tasks}{}", space.place_phrase(block));
            let service =
                space.sets.first(block.get(Axis::Service)).and_then(|it| space.dimensions.services[it as usize]);
            report.add_block(space, space.span(claim), message, (block, HOLDER_AXES), |mut finding| {
                if let Some(stated) = space.model.property(thing.declaration, Key::Skills) {
                    finding = finding.label(stated.span, "can do this");
                }
                let declared = service.map(|id| space.model.services[id.at()].thing.declaration);
                if let Some(asked) = declared.and_then(|it| space.model.property(it, Key::Skills)) {
                    finding = finding.label(asked.span, "asked for here");
                }
                let add = format!("add `{}` to the `skills` of `{unit}`", spelled_all(&gap.skills));
                finding.note(space.part_words(claim, block)).help(match &others[..] {
                    [] => format!("{add} once its people are trained"),
                    others => {
                        format!("{add} once its people are trained, or let {} do this", crate::phrase::either(others))
                    }
                })
            });
        }
    }
}

/// The units that have all skills that the services of a block ask for, and exist as long as it does; one of those is lacking.
fn able_of_all(space: &Space<'_>, able: &FxHashMap<&str, Vec<u32>>, lacking: &str, block: Block) -> Vec<String> {
    let services = space.sets.members(block.get(Axis::Service));
    let asked = services.filter_map(|it| space.dimensions.services[it as usize]);
    let mut asked: Vec<Symbol> = asked.flat_map(|id| space.model.services[id.at()].skills.iter().copied()).collect();
    asked.sort_unstable();
    asked.dedup();
    let thing = |unit: u32| &space.model.units[unit as usize].thing;
    let has = |unit: &u32| {
        let exists = space.dimensions.periods_within(&space.sets, thing(*unit).exists);
        asked.iter().all(|&it| able.get(space.model.names.name(it)).is_some_and(|all| all.contains(unit)))
            && space.sets.is_subset(block.get(Axis::Period), exists)
    };
    let found = able.get(lacking).into_iter().flatten().copied().filter(has);
    found.map(|unit| space.model.names.name(thing(unit).symbol).to_owned()).collect()
}
