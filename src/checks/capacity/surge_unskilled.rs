//! `capacity/surge-unskilled`

use crate::check::{Report, rule};
use crate::finding::Finding;
use crate::model::words::Key;
use crate::phrase::{enumerate, list, peak, spelled_all};
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::surge::{Flaw, Helper};

rule! {
    /// Help for a busy channel that comes from people who cannot give it: they lack the skills, are busy themselves
    /// then, or are there already.
    ///
    /// ## Why
    ///
    /// Help that exists on paper only is found out at the worst moment. Whoever comes to the telephone must be able
    /// to hold a conversation and know the products; a department at its own peak sends nobody; and a unit cannot
    /// help itself, for its people are at work already.
    ///
    /// Basis: broad knowledge and communication skills are
    /// [scarce](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie), and for that reason scaling up with
    /// other staff at peaks is less easy than it looks.
    ///
    /// ## Bad
    ///
    /// The archive was quiet in June, and was put down for the telephone.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  peak: 180/h  handling: 4m30s  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit Archief {
    ///   kind:   mid
    ///   skills: archief
    /// }
    /// unit KCC {
    ///   kind:   kcc
    ///   skills: gesprek, producten
    ///   agents: 18 via Telefoon
    ///   surge:  6 via Telefoon from Archief within 15m
    /// }
    ///
    /// service Paspoort
    ///
    /// offer Paspoort via Telefoon
    /// responsible KCC      for inform, intake, handle, deliver
    /// responsible Archief  for aftercare
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  peak: 180/h  handling: 4m30s  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit Archief {
    ///   kind:   mid
    ///   skills: archief, gesprek, producten
    /// }
    /// unit KCC {
    ///   kind:   kcc
    ///   skills: gesprek, producten
    ///   agents: 18 via Telefoon
    ///   surge:  6 via Telefoon from Archief within 15m
    /// }
    ///
    /// service Paspoort
    ///
    /// offer Paspoort via Telefoon
    /// responsible KCC      for inform, intake, handle, deliver
    /// responsible Archief  for aftercare
    /// accountable Directie for policy, content, steering, capacity
    /// ```
    "capacity/surge-unskilled", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for helper in space.helpers() {
        let unit = space.model.unit_name(helper.unit);
        let source = space.model.unit_name(helper.source);
        let via =
            helper.surge.channel.map_or_else(String::new, |it| format!(" via `{}`", space.model.channel_name(it)));
        let said: Vec<String> = helper.flaws.iter().map(|flaw| words(space, flaw)).collect();
        let period = space.period_phrase(helper.periods);
        let message = format!("the help of `{source}` for `{unit}`{via}{period} does not help: {}", enumerate(&said));
        let touchpoints =
            helper.surge.channel.map_or(space.dimensions.all_touchpoints, |it| space.dimensions.channel_sets[it.at()]);
        let block = space
            .empty_block()
            .with(Axis::Unit, space.sets.from_members([helper.unit.0, helper.source.0]))
            .with(Axis::Touchpoint, touchpoints)
            .with(Axis::Period, helper.periods);
        report.add_block(space, helper.surge.span, message, (block, peak::AXES), |finding| {
            labelled(space, &helper, finding).note("counts on this help").help(help(space, &helper))
        });
    }
}

fn words(space: &Space<'_>, flaw: &Flaw) -> String {
    match flaw {
        Flaw::Itself => "it is there already".to_owned(),
        Flaw::Lacks(skills) => {
            format!("it lacks the {} {}", if skills.len() == 1 { "skill" } else { "skills" }, list(skills))
        }
        Flaw::Busy(channel) => format!("it is at the peak of `{}` itself then", space.model.channel_name(*channel)),
    }
}

fn labelled(space: &Space<'_>, helper: &Helper<'_>, finding: Finding) -> Finding {
    let source = &space.model.units[helper.source.at()];
    helper.flaws.iter().fold(finding, |finding, flaw| match flaw {
        Flaw::Itself => finding,
        Flaw::Lacks(_) => match space.model.property(source.thing.declaration, Key::Skills) {
            Some(skills) => finding.label(skills.span, "what it can do"),
            None => finding,
        },
        Flaw::Busy(_) => match space.model.property(source.thing.declaration, Key::Agents) {
            Some(agents) => finding.label(agents.span, "is busy here"),
            None => finding.label(source.thing.span, "is busy itself"),
        },
    })
}

fn help(space: &Space<'_>, helper: &Helper<'_>) -> String {
    match helper.flaws.first() {
        Some(Flaw::Lacks(skills)) if helper.flaws.len() == 1 => {
            format!(
                "let the help come from a unit with these skills, or, when `{}` has them, add `{}` to its `skills`",
                space.model.unit_name(helper.source),
                spelled_all(skills)
            )
        }
        _ => "let the help come from another unit: write `from UNIT`".to_owned(),
    }
}
