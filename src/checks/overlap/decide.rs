//! `overlap/decide`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::model::words::Task;
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// Two unrelated units that are both responsible for `decide` in the same cells.
    ///
    /// ## Why
    ///
    /// Of two units that may both decide, one can grant what the other refuses, and an applicant may ask the one
    /// that suits him.
    /// Units that one statement names together decide jointly; nested units are a line.
    ///
    /// Basis: a mandate needs clear criteria for which categories of cases it holds:
    /// [Council of State](https://rechtspraakbestuursrecht.nl/artikel-103-awb-bevoegdheid-en-aard-mandaat/),
    /// ECLI:NL:RVS:2013:145.
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Post { medium: letter }
    ///
    /// unit Burgemeester { kind: board }
    /// unit Vergunningen { kind: back }
    /// unit Horeca       { kind: back }
    ///
    /// service Drankvergunning { decision: yes }
    ///
    /// offer Drankvergunning via Post
    /// responsible Vergunningen for inform, intake, handle, decide, deliver
    /// responsible Horeca       for decide of Drankvergunning
    /// accountable Burgemeester for policy, content, steering, capacity
    /// mandate Burgemeester -> Vergunningen for decide because "Mandaatregister 2025, 4"
    /// mandate Burgemeester -> Horeca       for decide because "Mandaatregister 2019, 11"
    /// handover Vergunningen <-> Horeca within 2 workdays
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter }
    ///
    /// unit Burgemeester { kind: board }
    /// unit Vergunningen { kind: back }
    /// unit Horeca       { kind: back }
    ///
    /// service Drankvergunning { decision: yes }
    ///
    /// offer Drankvergunning via Post
    /// responsible Vergunningen for inform, intake, handle, decide, deliver
    /// responsible Horeca       for advise of Drankvergunning
    /// accountable Burgemeester for policy, content, steering, capacity
    /// mandate Burgemeester -> Vergunningen for decide because "Mandaatregister 2025, 4"
    /// handover Vergunningen <-> Horeca within 2 workdays
    /// ```
    "overlap/decide", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let overlaps = space.overlaps(Head::Responsible, Task::Decide.bit());
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
