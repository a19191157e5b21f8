//! Which unit lies in which.

use std::collections::BTreeSet;

use super::draft::Draft;
use crate::model::asked::Side;
use crate::syntax::ast::Head;

/// All units; with filters on work, those that hold some of it.
pub(super) fn draw(draft: &mut Draft<'_, '_>) {
    let (space, filter) = (draft.space, draft.filter);
    let work = Side::ALL.iter().any(|&side| side != Side::Units && filter.has(side));
    let mut wanted: BTreeSet<u32> = BTreeSet::new();
    if work {
        for claim in &space.claims {
            let holds = match claim.head {
                Head::Responsible | Head::Accountable | Head::Consulted | Head::Informed | Head::Supporting => {
                    !filter.has(Side::Data)
                }
                Head::Allow => !filter.has(Side::Tasks) && !space.sets.disjoint(claim.fields, filter.fields),
                _ => false,
            };
            if holds && draft.meets(claim) {
                wanted.extend(space.sets.members(space.sets.intersection(claim.units, filter.units)));
            }
        }
    } else {
        wanted.extend(space.sets.members(filter.units));
    }
    draft.add_units(&wanted, None);
}
