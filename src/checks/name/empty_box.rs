//! `name/empty-box`

use crate::check::{Report, rule};
use crate::space::Space;
use crate::space::claim::{Absent, Empty};

rule! {
    /// A statement that holds nowhere: its clauses exclude each other, or leave nothing over.
    ///
    /// ## Why
    ///
    /// A statement is the product of what its clauses name.
    /// If one of them names nothing, for example a place where the channel is not, or a period that ends before it
    /// begins, the whole statement says nothing, while a reader believes that it does.
    /// So it is when its units, records, services or channels do not exist on any of its days.
    ///
    /// Basis: the language itself: a statement covers a box of cells, and this box is empty.
    ///
    /// ## Bad
    ///
    /// ```org
    /// location Stadhuis
    /// location Haven
    /// channel Balie     { medium: counter  locations: Stadhuis }
    /// channel Spreekuur { medium: visit    locations: Haven }
    /// unit Loket { kind: front }
    ///
    /// responsible Loket for inform via Balie, Spreekuur
    /// responsible Loket for intake via Balie at Haven
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// location Stadhuis
    /// location Haven
    /// channel Balie     { medium: counter  locations: Stadhuis }
    /// channel Spreekuur { medium: visit    locations: Haven }
    /// unit Loket { kind: front }
    ///
    /// responsible Loket for inform via Balie, Spreekuur
    /// responsible Loket for intake via Balie at Stadhuis
    /// ```
    "name/empty-box", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for &(id, why) in &space.empties {
        let statement = &space.model.ast.statements[id.at()];
        let selector = match why {
            Empty::Places => statement.locations,
            Empty::Services => statement.services.or(statement.subject),
            Empty::Channels => statement.channels,
            Empty::Audiences => statement.audiences,
            Empty::Tasks => statement.tasks,
            Empty::Operations => statement.operations,
            Empty::Data => statement.data,
            Empty::Units => statement.subject,
            Empty::Dates | Empty::Existence(_) | Empty::Level => None,
        };
        let (message, help) = match why {
            Empty::Dates => ("this holds on no day: it ends before it begins", "swap the dates"),
            Empty::Existence(absent) => never(absent),
            Empty::Places => ("none of its channels is at that place", "name a location of the channel, or drop `at`"),
            Empty::Services => ("this is about no service", "name at least one service"),
            Empty::Channels => ("this is about no channel", "name at least one channel"),
            Empty::Audiences => ("this is about no audience", "name at least one audience"),
            Empty::Tasks => ("this is about no task", "name at least one task"),
            Empty::Operations => ("this is about no operation", "name at least one operation"),
            Empty::Data => ("this is about no data", "name at least one field"),
            Empty::Level => {
                ("all of its data is more confidential than `up-to` says", "name a higher level, or drop `up-to`")
            }
            Empty::Units => ("this is about no unit", "name at least one unit"),
        };
        let level = statement.extras.as_ref().and_then(|it| it.up_to).filter(|_| why == Empty::Level);
        let whole = level.map_or(statement.span, |it| it.span);
        let span = selector.map_or(whole, |selector| space.model.ast.selector(selector).span);
        report.add(span, message, |finding| finding.about(space.identity(id)).note("selects nothing").help(help));
    }
    for at in space.idle_expectations() {
        let statement = &space.model.ast.statements[space.expected[at].statement.at()];
        report.add(
            statement.span,
            "this expects something of offered services, and nothing of it is offered",
            |finding| {
                finding
                    .about(space.identity(space.expected[at].statement))
                    .note("can never fail")
                    .help("name what is offered, or write the `offer`")
            },
        );
    }
}

/// What does not exist on its days, and what to do.
fn never(absent: Option<Absent>) -> (&'static str, &'static str) {
    match absent {
        Some(Absent::Units) => {
            ("this holds on no day on which its units exist", "move its dates, or those of the unit")
        }
        Some(Absent::Records) => {
            ("this holds on no day on which its records exist", "move its dates, or those of the record")
        }
        Some(Absent::Services) => {
            ("this holds on no day on which its services exist", "move its dates, or those of the service")
        }
        Some(Absent::Channels) => (
            "this holds on no day on which its channels exist",
            "move its dates, or those of the channel or its location",
        ),
        None => (
            "this holds on no day on which all that it names exists together",
            "move its dates, or those of what it names",
        ),
    }
}
