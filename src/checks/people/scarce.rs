//! `people/scarce`

use crate::check::{Report, rule};
use crate::model::words::Key;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A skill that a unit calls scarce and that fewer than two people have.
    ///
    /// ## Why
    ///
    /// What one person can do stops when that person is ill, on holiday or gone, and nobody can lend a hand at a peak.
    /// The people of all units that have the skill count together; where one of them does not say how many it has,
    /// this rule says nothing.
    ///
    /// Basis: people with broad knowledge and skill are scarce, so that others cannot easily be called in
    /// ([organisation](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie)).
    ///
    /// ## Bad
    ///
    /// One engineer calculates all beams of the town.
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College     { kind: board }
    /// unit Bouwen      { kind: back   people: 12  skills: bouwen }
    /// unit Constructie { kind: staff  people: 1   skills: constructie  scarce: constructie }
    ///
    /// service Verbouwing { skills: bouwen }
    ///
    /// offer Verbouwing via Post
    /// responsible Bouwen      for inform, intake, handle, deliver
    /// consulted   Constructie for handle
    /// accountable College     for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit College     { kind: board }
    /// unit Bouwen      { kind: back   people: 12  skills: bouwen, constructie }
    /// unit Constructie { kind: staff  people: 1   skills: constructie  scarce: constructie }
    ///
    /// service Verbouwing { skills: bouwen }
    ///
    /// offer Verbouwing via Post
    /// responsible Bouwen      for inform, intake, handle, deliver
    /// consulted   Constructie for handle
    /// accountable College     for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Settings
    ///
    /// `scarce` of `[thresholds]` says how many people should have such a skill.
    "people/scarce", Warning, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for scarcity in space.scarcities(report.settings.thresholds.scarce) {
        let skill = &scarcity.skill;
        let who = match scarcity.people {
            0 => "nobody has".to_owned(),
            1 => "only 1 person has".to_owned(),
            people => format!("only {people} people have"),
        };
        let message = format!("{who} the scarce skill `{skill}`{}", space.period_phrase(scarcity.periods));
        let units = space.sets.from_members(scarcity.units.iter().copied());
        let block = space.empty_block().with(Axis::Unit, units).with(Axis::Period, scarcity.periods);
        let place = |unit: u32, key: Key| {
            let thing = &space.model.units[unit as usize].thing;
            space.model.property(thing.declaration, key).map_or(thing.span, |it| it.span)
        };
        let Some((&first, others)) = scarcity.units.split_first() else { continue };
        report.add_block(space, place(first, Key::Scarce), message, (block, AXES), |mut finding| {
            for &other in others {
                finding = finding.label(place(other, Key::Skills), "has it too");
            }
            finding.note("called scarce here").help(format!(
                "train a colleague and add `{skill}` to the `skills` of that unit, or let the `people` of `{}` grow",
                space.name(Axis::Unit, first)
            ))
        });
    }
}
