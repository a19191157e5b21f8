//! `people/span`

use crate::check::{Report, rule};
use crate::model::words::Key;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A unit with fewer or more people under one head than a span of control should have.
    ///
    /// ## Why
    ///
    /// Somebody who leads sixty people knows half of their names; somebody who leads two is a colleague with a title.
    /// Those who answer to the head of a unit are its people, without those of the units nested in it, and the heads
    /// of these.
    /// Where `people` is not stated nothing is known.
    /// Boards, those who oversee and outsiders are not looked at, nor is somebody who works alone.
    ///
    /// Basis: municipalities had 6.1 managers for every 100 employees, one for every sixteen
    /// ([2012](http://www.werknemersbijdeoverheid.nl/overzicht-inhoud/arbeidsmarkt/werkgelegenheid-bij-de-gemeenten-in-2012?start=2));
    /// there is no norm of law, so this is for information only.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc  people: 42 }
    ///
    /// service Inlichtingen
    ///
    /// offer Inlichtingen via Telefoon
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit Directie { kind: directorate }
    /// unit KCC      { kind: kcc  people: 24 }
    ///
    /// service Inlichtingen
    ///
    /// offer Inlichtingen via Telefoon
    /// responsible KCC      for inform, intake, handle, deliver
    /// accountable Directie for policy, content, steering, capacity, change
    /// ```
    ///
    /// ## Settings
    ///
    /// `span` of `[thresholds]` is the fewest and the most.
    "people/span", Info, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let (fewest, most) = report.settings.thresholds.span;
    for (unit, span, periods) in space.spans() {
        let thing = &space.model.units[unit as usize].thing;
        // One person alone is led by nobody in the unit.
        if thing.catalog || span.most < 2 {
            continue;
        }
        let at_least = if span.least < span.most { "at least " } else { "" };
        let at_most = if span.least < span.most { "at most " } else { "" };
        let (what, help) = if span.least > most {
            let what = format!("{at_least}{} people under one head, more than {most}", span.least);
            (what, "divide it: nest units in it, each with its own `people`")
        } else if span.most < fewest {
            let what = format!("{at_most}{} people under one head, fewer than {fewest}", span.most);
            (what, "join it with another unit, or nest it in one that leads it")
        } else {
            continue;
        };
        let message = format!("`{}` has {what}{}", space.name(Axis::Unit, unit), space.period_phrase(periods));
        let block = space.empty_block().with(Axis::Unit, space.dimensions.unit_sets[unit as usize]);
        let block = block.with(Axis::Period, periods);
        let stated = space.model.property(thing.declaration, Key::People).map_or(thing.span, |it| it.span);
        report.add_block(space, stated, message, (block, AXES), |finding| finding.note("stated here").help(help));
    }
}
