//! `overlap/audience`

use crate::check::{Report, UNIT_AXES, rule};
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// Two front offices that divide people by audiences declared disjoint, and both serve the same of them in one
    /// channel.
    ///
    /// ## Why
    ///
    /// `disjoint: yes` says that nobody belongs to two of the audiences, so that a front for each divides the work
    /// exactly.
    /// Two statements with `serving` that share a part of it undo the division: for those people there are two fronts,
    /// and each thinks of the other.
    /// The tasks need not be the same: `inform` by one and `intake` by the other is two fronts as well.
    /// Units that one statement names together serve them jointly, and that was meant.
    ///
    /// Basis: front offices work across products, with
    /// [parts per customer group](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// audience Klanten {
    ///   disjoint: yes
    ///   audience Inwoners
    ///   audience Bedrijven
    /// }
    ///
    /// unit Directie      { kind: directorate }
    /// unit Inwonersdesk  { kind: front }
    /// unit Bedrijvendesk { kind: front }
    ///
    /// service Afval "Vraag over afval"
    ///
    /// offer Afval via Telefoon
    /// responsible Inwonersdesk  for intake serving Inwoners
    /// responsible Inwonersdesk  for inform, handle, deliver serving Inwoners, Bedrijven
    /// responsible Bedrijvendesk for intake serving Bedrijven
    /// accountable Directie      for policy, content, steering, capacity
    /// handover Bedrijvendesk <-> Inwonersdesk of Afval within 1h
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// audience Klanten {
    ///   disjoint: yes
    ///   audience Inwoners
    ///   audience Bedrijven
    /// }
    ///
    /// unit Directie      { kind: directorate }
    /// unit Inwonersdesk  { kind: front }
    /// unit Bedrijvendesk { kind: front }
    ///
    /// service Afval "Vraag over afval"
    ///
    /// offer Afval via Telefoon
    /// responsible Inwonersdesk  for inform, intake  serving Inwoners
    /// responsible Inwonersdesk  for handle, deliver serving Inwoners, Bedrijven
    /// responsible Bedrijvendesk for inform, intake  serving Bedrijven
    /// accountable Directie      for policy, content, steering, capacity
    /// handover Bedrijvendesk <-> Inwonersdesk of Afval within 1h
    /// ```
    "overlap/audience", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let overlaps = space.shared_audiences();
    report.more_pairs(space, overlaps.more);
    for ((one, two), overlap) in overlaps.pairs {
        let (one, two) = (space.name(Axis::Unit, one), space.name(Axis::Unit, two));
        for block in space.task_blocks(&overlap.chunks) {
            let claims = space.claims_among(&overlap.claims, block);
            let Some(&first) = claims.first() else { continue };
            let message = format!("`{one}` and `{two}` are both the front for questions{}", space.place_phrase(block));
            report.add_block(space, space.span(first), message, (block, UNIT_AXES), |mut finding| {
                for &claim in &claims[1..] {
                    finding = finding.label(space.span(claim), "serves the same people");
                }
                let (one, two) = (spelled(&one), spelled(&two));
                finding.note("serves some of them").help(format!(
                    "leave each audience to one of them (`serving`), or replace both by one statement: `responsible {one}, {two} for inform, intake{}`",
                    space.clauses(block)
                ))
            });
        }
    }
}
