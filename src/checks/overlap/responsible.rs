//! `overlap/responsible`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::model::words::{Task, Tasks};
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// Two unrelated units that are both responsible for the same task in the same cells, without saying that they
    /// share it.
    ///
    /// ## Why
    ///
    /// Two units that do the same work for the same people may be a deliberate pool, or two departments that do not
    /// know of each other.
    /// One statement that names both says that it is a pool; two statements do not.
    ///
    /// Basis: where every department handles its own contacts, citizens do not know
    /// [where to go](https://manifestgroep.pleio.nl/pages/view/24717242/klantcontactcentra), and each may get
    /// another answer
    /// ([keeping channels in step](https://manifestgroep.pleio.nl/pages/view/24680902/kanalen-synchroon-houden)).
    ///
    /// ## Bad
    ///
    /// The contact centre took over the telephone; the old desk was never told to stop.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Email    { medium: email  reply: 2 workdays }
    ///
    /// unit Directie   { kind: directorate }
    /// unit KCC        { kind: kcc }
    /// unit Havenloket { kind: front }
    ///
    /// service Ligplaats "Ligplaats huren"
    ///
    /// offer Ligplaats via Telefoon, Email
    /// responsible KCC        for inform, intake, handle, deliver
    /// responsible Havenloket for inform of Ligplaats via Telefoon
    /// accountable Directie   for policy, content, steering, capacity, change
    /// handover Havenloket <-> KCC within 1 workday
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    /// channel Email    { medium: email  reply: 2 workdays }
    ///
    /// unit Directie   { kind: directorate }
    /// unit KCC        { kind: kcc }
    /// unit Havenloket { kind: front }
    ///
    /// service Ligplaats "Ligplaats huren"
    ///
    /// offer Ligplaats via Telefoon, Email
    /// responsible KCC             for intake, handle, deliver
    /// responsible KCC             for inform              via Email
    /// responsible KCC, Havenloket for inform of Ligplaats via Telefoon
    /// accountable Directie        for policy, content, steering, capacity, change
    /// handover Havenloket <-> KCC within 1 workday
    /// ```
    "overlap/responsible", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let overlaps = space.overlaps(Head::Responsible, Tasks::PROCESS.minus(Task::Decide.bit()));
    report.more_pairs(space, overlaps.more);
    for ((one, two), overlap) in overlaps.pairs {
        let blocks = space.task_blocks(&overlap.chunks);
        for block in blocks {
            let (one, two) = (space.name(Axis::Unit, one), space.name(Axis::Unit, two));
            let tasks = space.tasks_phrase(block.get(Axis::Task));
            let message = format!("`{one}` and `{two}` are both responsible for {tasks}{}", space.place_phrase(block));
            let claims = space.claims_among(&overlap.claims, block);
            let Some(&first) = claims.first() else { continue };
            report.add_block(space, space.span(first), message, (block, HOLDER_AXES), |mut finding| {
                for &claim in &claims[1..] {
                    finding = finding.label(space.span(claim), format!("and {}", space.holder_words(claim)));
                }
                let (one, two) = (spelled(&one), spelled(&two));
                finding.note(space.holder_words(first)).help(format!(
                    "limit one of them (`except`, `of`, `via`, `at`), or name both in one statement: `responsible {one}, {two} for {}{}`",
                    space.task_words(block),
                    space.clauses(block)
                ))
            });
        }
    }
}
