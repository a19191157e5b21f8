//! `gap/no-general-entrance`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// An audience with many entrances, none of which is marked as the general one.
    ///
    /// ## Why
    ///
    /// Whoever does not know which department to ask needs one place that is always right.
    /// Where there are many ways in and none of them is `general`, people try the one they found first, and are sent
    /// on.
    /// An entrance is a channel through which something is offered to the audience; a section of a site or counter
    /// (`section-of`) counts with the whole.
    ///
    /// Basis: where each department handles its own contacts, people with a matter over several departments
    /// [do not know where to report](https://manifestgroep.pleio.nl/pages/view/24717242/klantcontactcentra); with many
    /// services and many people, one general point to start at
    /// [is clearer](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone   target: 80% within 30s }
    /// channel Mailbox  { medium: email   reply: 2 workdays }
    /// channel Post     { medium: letter  reply: 10 workdays }
    /// channel Website  { medium: web     reply: 2 workdays }
    ///
    /// unit Directie { kind: directorate }
    /// unit Loket    { kind: front }
    ///
    /// service Subsidie "Subsidie voor verenigingen"
    ///
    /// offer Subsidie via *
    /// responsible Loket    for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone   target: 80% within 30s  general: yes }
    /// channel Mailbox  { medium: email   reply: 2 workdays }
    /// channel Post     { medium: letter  reply: 10 workdays }
    /// channel Website  { medium: web     reply: 2 workdays }
    ///
    /// unit Directie { kind: directorate }
    /// unit Loket    { kind: front }
    ///
    /// service Subsidie "Subsidie voor verenigingen"
    ///
    /// offer Subsidie via *
    /// responsible Loket    for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Settings
    ///
    /// `entrances` of `[thresholds]` says how many entrances need no general one.
    /// The default is 3.
    "gap/no-general-entrance", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let most = report.settings.thresholds.entrances;
    for maze in space.mazes(most) {
        let Some((first, rest)) = maze.entrances.split_first() else { continue };
        let channel = |id: &crate::model::ChannelId| space.model.channels[id.at()].thing.span;
        let message = format!(
            "more than {most} entrances for {} and no general one{}",
            space.audiences_phrase(maze.block.get(Axis::Audience)),
            space.period_phrase(maze.block.get(Axis::Period)),
        );
        let axes = &[Axis::Audience, Axis::Period];
        report.add_block(space, channel(first), message, (maze.block, axes), |mut finding| {
            for id in rest {
                finding = finding.label(channel(id), "another");
            }
            finding
                .note("one entrance")
                .help("add `general: yes` to the channel at which people who do not know where to go should start")
        });
    }
}
