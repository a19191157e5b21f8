//! `relation/freedom-contradiction`

use crate::check::{HOLDER_AXES, Report, rule};
use crate::model::words::Key;
use crate::space::Space;
use crate::space::block::Axis;
use crate::syntax::ast::Head;

rule! {
    /// A unit that has no policy freedom and is accountable for `policy`.
    ///
    /// ## Why
    ///
    /// Who is told what the service should be cannot answer for it.
    /// The nearest `policy-freedom` counts: that of the unit, of a unit around it, or else of the organisation;
    /// partners are outside the organisation's.
    ///
    /// Basis: freedom of policy and influence from above are among the
    /// [relations of an organisation](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie); each aspect
    /// needs exactly [one who is accountable](https://axiomtemplates.com/how-to-build-a-raci-matrix).
    ///
    /// ## Bad
    ///
    /// The agency pays what the ministry decides, and is asked in parliament why it is so little.
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit Ministerie { kind: board }
    /// unit Uitvoering { kind: directorate  policy-freedom: none }
    /// unit Toeslagen  { kind: back }
    ///
    /// service Huurtoeslag
    ///
    /// offer Huurtoeslag via Post
    /// responsible Toeslagen  for inform, intake, handle, deliver
    /// accountable Uitvoering for policy, content, steering, capacity, change
    /// informed    Ministerie for quality
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter  reply: 10 workdays }
    ///
    /// unit Ministerie { kind: board }
    /// unit Uitvoering { kind: directorate  policy-freedom: none }
    /// unit Toeslagen  { kind: back }
    ///
    /// service Huurtoeslag
    ///
    /// offer Huurtoeslag via Post
    /// responsible Toeslagen  for inform, intake, handle, deliver
    /// accountable Ministerie for policy
    /// accountable Uitvoering for content, steering, capacity, change
    /// informed    Ministerie for quality
    /// ```
    "relation/freedom-contradiction", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (unit, stated, blocks) in space.unfree_policies() {
        let declaration = match stated {
            Some(at) => Some(space.model.units[at as usize].thing.declaration),
            None => space.model.organisation.as_ref().map(|it| it.declaration),
        };
        for block in blocks {
            let claims = space.claims_meeting(Head::Accountable, block);
            let Some(claim) = claims.into_iter().find(|&id| space.sets.has(space.claim(id).units, unit)) else {
                continue;
            };
            let name = space.name(Axis::Unit, unit);
            let message =
                format!("`{name}` has no policy freedom, yet is accountable for policy{}", space.place_phrase(block));
            report.add_block(space, space.span(claim), message, (block, HOLDER_AXES), |mut finding| {
                if let Some(freedom) = declaration.and_then(|it| space.model.property(it, Key::PolicyFreedom)) {
                    finding = finding.label(freedom.span, "there is none");
                }
                finding.note(space.holder_words(claim)).help(format!(
                    "write `accountable UNIT for policy{}` for whoever makes it and take that out of this statement, or \
                     write `policy-freedom: limited`",
                    space.clauses(block)
                ))
            });
        }
    }
}
