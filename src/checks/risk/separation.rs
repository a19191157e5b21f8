//! `risk/separation`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// One unit that holds two tasks, or a task and a right, which have to be in different hands.
    ///
    /// ## Why
    ///
    /// Who decided does not also decide the objection against it; who grants a benefit does not also fill in the
    /// account that it is paid to.
    /// Held by one unit, such a pair lets one mistake, or one person, go all the way.
    /// Always separate: `decide` and `review`, and `decide` and writing a `payment` field.
    /// A service adds its own with `separate`, for example `decide, deliver` for travel documents.
    ///
    /// Basis: who took the decision under mandate does not decide the objection: Awb 10:3(3)
    /// ([text](https://mijnwetten.nl/algemene-wet-bestuursrecht/hoofdstuk10/titel10.1/afdeling10.1.1)); changing a
    /// payee and paying is
    /// [the most dangerous pair](https://legalclarity.org/how-to-build-an-accounts-payable-segregation-of-duties-matrix/);
    /// travel documents: [RvIG](https://www.rvig.nl/functiescheiding-toepassen).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Post { medium: letter }
    ///
    /// unit Inkomen { kind: back }
    /// unit Bezwaar { kind: staff }
    ///
    /// service Bijstand { decision: yes }
    ///
    /// offer Bijstand via Post
    /// responsible Inkomen for inform, intake, handle, decide, deliver
    /// responsible Inkomen for review of Bijstand
    /// accountable Bezwaar for policy, content, steering, capacity
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter }
    ///
    /// unit Inkomen { kind: back }
    /// unit Bezwaar { kind: staff }
    ///
    /// service Bijstand { decision: yes }
    ///
    /// offer Bijstand via Post
    /// responsible Inkomen for inform, intake, handle, decide, deliver
    /// responsible Bezwaar for review of Bijstand
    /// accountable Bezwaar for policy, content, steering, capacity
    /// ```
    ///
    /// ## Settings
    ///
    /// `pairs` of `[separation]` adds pairs of tasks for all services: `pairs = [["handle", "review"]]`.
    /// `by = "persons"` looks at persons: a unit with `people` of 2 or more is then taken to keep the two apart
    /// itself.
    /// The default, `by = "units"`, does not.
    "risk/separation", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for conflict in space.unseparated() {
        let axes = conflict.axes();
        let help = if conflict.checked == "persons" {
            "give one of the two to another unit, or state `people` of 2 or more (persons were checked)"
        } else {
            "give one of the two to another unit (units were checked, not persons)"
        };
        for &block in &conflict.blocks {
            let units = space.names(Axis::Unit, block.get(Axis::Unit));
            let tasks = space.tasks_phrase(block.get(Axis::Task));
            let place = space.place_phrase(block);
            let unit = crate::phrase::list(&units);
            let message = if conflict.payment {
                format!("{unit} decides and may {}{place}", space.rights_phrase(block))
            } else {
                format!("{unit} holds both {tasks}{place}")
            };
            let Some(&first) = conflict.claims.first() else { continue };
            report.add_block(space, space.span(first), message, (block, axes), |mut finding| {
                for &claim in &conflict.claims[1..] {
                    finding = finding.label(space.span(claim), space.part_words(claim, block));
                }
                finding.note(space.part_words(first, block)).help(help)
            });
        }
    }
}
