//! `expect/failed`

use crate::check::{Report, rule};
use crate::finding::Finding;
use crate::model::OwnRule;
use crate::space::Space;
use crate::space::expect::{Behind, Unmet};

rule! {
    /// An expectation that does not hold: a box that `expect` wants covered and is not, or that `expect no`
    /// wants empty and is not.
    ///
    /// ## Why
    ///
    /// Expectations are the tests of a policy: what must stay true, whatever anybody changes in the other files.
    /// The finding shows the counterexample as the fewest boxes, with the statements that make it or come nearest to
    /// covering it.
    /// A finding is made for each box.
    /// An expectation with a `@rule` before it is a rule of the policy's own, and its findings carry that rule's id.
    ///
    /// Basis: the language itself: an expectation states what the other statements must come to.
    ///
    /// ## Bad
    ///
    /// The rota put the letters with a back office.
    /// Nobody told the council, who had been promised the contact centre.
    ///
    /// Comes with: `overlap/entrance`.
    ///
    /// ```org
    /// channel Telefoon { medium: phone   target: 80% within 30s }
    /// channel Post     { medium: letter  reply: 10 workdays }
    /// unit KCC         { kind: kcc }
    /// unit Burgerzaken { kind: back }
    /// service Uittreksel
    ///
    /// offer Uittreksel via Telefoon, Post
    /// responsible KCC         for inform, intake via Telefoon
    /// responsible Burgerzaken for inform, intake via Post
    /// responsible Burgerzaken for handle, deliver
    /// accountable Burgerzaken for policy, content, steering, capacity, change
    /// handover KCC <-> Burgerzaken within 2m
    ///
    /// expect "one desk takes everything in" responsible KCC for intake
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone   target: 80% within 30s }
    /// channel Post     { medium: letter  reply: 10 workdays }
    /// unit KCC         { kind: kcc }
    /// unit Burgerzaken { kind: back }
    /// service Uittreksel
    ///
    /// offer Uittreksel via Telefoon, Post
    /// responsible KCC         for inform, intake
    /// responsible Burgerzaken for handle, deliver
    /// accountable Burgerzaken for policy, content, steering, capacity, change
    /// handover KCC <-> Burgerzaken within 2m
    ///
    /// expect "one desk takes everything in" responsible KCC for intake
    /// ```
    "expect/failed", Error, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for unmet in space.unmet() {
        let statement = space.expected[unmet.expected].statement;
        let own = space.model.own_rules.binary_search_by_key(&statement, |it| it.statement);
        let own = own.ok().map(|at| &space.model.own_rules[at]);
        let (what, edit) = (space.unmet_words(&unmet), space.unmet_edit(&unmet));
        let why = space.model.ast.statements[statement.at()].expect.as_ref().and_then(|it| it.why.as_deref());
        let message = match why {
            Some(why) => format!("`{}` does not hold: {what}", one_line(why)),
            None => format!("this expectation does not hold: {what}"),
        };
        let span = space.model.ast.statements[statement.at()].span;
        let block = (unmet.block, unmet.axes);
        // Two expectations may fail in the same box.
        report.add_block(space, span, message, block, |finding| {
            let finding = finding.note("expected here").help(edit);
            labelled(space, &unmet, as_own(space, own, finding.about(space.identity(statement))))
        });
    }
}

/// A text within backticks.
fn one_line(text: &str) -> String {
    text.replace('`', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The finding of a policy's own rule has its id, level and help.
fn as_own(space: &Space<'_>, own: Option<&OwnRule>, mut finding: Finding) -> Finding {
    if let Some(own) = own {
        finding.own = Some(space.model.names.name(own.id).into());
        finding.level = own.level;
        if let Some(help) = own.help {
            finding.help = Some(space.model.names.name(help).to_owned());
        }
    }
    finding
}

fn labelled(space: &Space<'_>, unmet: &Unmet, mut finding: Finding) -> Finding {
    for &(claim, behind) in &unmet.behind {
        let (span, words) = (space.span(claim), space.behind_words(claim, behind, unmet));
        finding = match behind {
            Behind::Makes | Behind::Takes | Behind::Unguarded => finding.label(span, words),
            Behind::Short(..) | Behind::Amiss(..) | Behind::Other | Behind::Leads | Behind::Arrives | Behind::There => {
                finding.near(span, words)
            }
        };
    }
    finding
}
