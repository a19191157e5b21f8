//! `overlap/channel-chief`

use crate::check::{Report, rule};
use crate::phrase::{list, written};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Two units that both steer everything, of which neither stands above the other.
    ///
    /// ## Why
    ///
    /// A channel chief has the overview: it can move people from one channel to another, steer who uses which, and
    /// see what a change does.
    /// Two chiefs beside each other have half of it each, and every question between channels has two answers.
    /// A chief inside another is a deputy, and chiefs whom one statement names together chose to share the work.
    ///
    /// Basis: all channel management under one [channel
    /// chief](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); channel management [coordinates and
    /// integrates](https://manifestgroep.pleio.nl/pages/view/24717382/multichannel-management), which two cannot do
    /// apart.
    ///
    /// ## Bad
    ///
    /// The directorate steers all channels. So does Communications, because it once ran the website.
    ///
    /// Comes with: `overlap/accountable`.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Dienstverlening "Directie Dienstverlening" { kind: directorate }
    /// unit Communicatie    "Communicatie en webzaken" { kind: staff }
    /// unit KCC             "Klantcontactcentrum"      { kind: kcc }
    ///
    /// service Afvalpas "Afvalpas aanvragen"
    ///
    /// offer Afvalpas via Telefoon, Website
    /// responsible KCC             for inform, intake, handle, deliver
    /// accountable Dienstverlening for policy, content, steering, capacity, change
    /// accountable Communicatie    for steering
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Website  { medium: web    reply: 2 workdays }
    ///
    /// unit Dienstverlening "Directie Dienstverlening" { kind: directorate }
    /// unit Communicatie    "Communicatie en webzaken" { kind: staff }
    /// unit KCC             "Klantcontactcentrum"      { kind: kcc }
    ///
    /// service Afvalpas "Afvalpas aanvragen"
    ///
    /// offer Afvalpas via Telefoon, Website
    /// responsible KCC             for inform, intake, handle, deliver
    /// accountable Dienstverlening for policy, content, steering, capacity, change
    /// consulted   Communicatie    for steering
    /// ```
    "overlap/channel-chief", Error, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for block in space.chiefs_beside() {
        let names = space.names(Axis::Unit, block.get(Axis::Unit));
        let (period, lines) = (block.get(Axis::Period), space.steering_lines(block, AXES));
        let Some((&first, others)) = lines.split_first() else { continue };
        let units = space.sets.list(block.get(Axis::Unit));
        let ranked = units.windows(2).any(|pair| space.related(pair[0], pair[1]));
        let (all, rank) = match names.len() {
            2 => ("both", "neither stands above the other"),
            _ if ranked => ("all", "not all of them stand above or under each other"),
            _ => ("all", "none of them stands above the others"),
        };
        let message = format!("{} {all} steer everything, and {rank}{}", list(&names), space.period_phrase(period));
        report.add_block(space, space.span(first), message, (block, AXES), |mut finding| {
            for &line in others {
                finding = finding.label(space.span(line), format!("and {}", space.holder_words(line)));
            }
            finding.note(space.holder_words(first)).help(format!(
                "leave steering to one of them and make {}, or name {} in one statement: `accountable {} for steering`",
                if names.len() == 2 {
                    "the other `consulted`, nest one in the other"
                } else {
                    "the others `consulted`, nest the others in one"
                },
                if names.len() == 2 { "both" } else { "them all" },
                written(&names)
            ))
        });
    }
}
