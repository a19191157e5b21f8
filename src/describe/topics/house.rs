//! What the organisation says of itself and of its policy.

use super::{Topic, any, units};
use crate::describe::own::Own;
use crate::model::words::Readiness;
use crate::model::{Days, Thing};
use crate::space::set::SetId;
use crate::syntax::ast::Head;

/// How many of some units there are.
fn among(own: &Own<'_, '_>, some: SetId) -> usize {
    own.units().filter(|it| own.space.sets.has(some, it.0)).count()
}

/// How many changes are ahead of the units that are not ready for them, or of any units where none is said to be unready.
fn changes(own: &Own<'_, '_>) -> usize {
    let (space, model) = (own.space, own.space.model);
    let unready = space.units_that(|it| it.readiness == Some(Readiness::Low));
    let asked = if unready.is_empty() { space.dimensions.all_units } else { unready };
    let today = space.dimensions.periods[0].first;
    let is_ahead = |days: Days| days.first > today || (today..i32::MAX).contains(&days.last);
    let things = space.sets.members(asked).map(|id| &model.units[id as usize].thing);
    let duties = [Head::Responsible, Head::Accountable].into_iter().flat_map(|head| space.claims_with(head));
    let duties = duties.filter(|(_, it)| !space.sets.disjoint(it.units, asked));
    things.filter(|it| !it.catalog && is_ahead(it.exists)).count()
        + duties.filter(|(_, it)| is_ahead(model.statements[it.statement.at()].days)).count()
}

pub(super) static TOPICS: &[Topic] = &[
    Topic {
        id: "arrangement",
        about: "how the organisation means to arrange its contacts",
        write: "`arrangement: kcc` of the organisation",
        rules: &["structure/mixed-step"],
        each: false,
        count: |own| {
            let stated = own.space.model.organisation.as_ref();
            any(usize::from(stated.is_some_and(|it| it.arrangement.is_some())))
        },
    },
    Topic {
        id: "form",
        about: "how the organisation means to arrange its contacts, or how far it is",
        write: "`arrangement: kcc` or `phase: frontoffice` of the organisation",
        rules: &["structure/arrangement-mismatch"],
        each: false,
        count: |own| {
            let stated = own.space.model.organisation.as_ref();
            any(usize::from(stated.is_some_and(|it| it.arrangement.is_some() || it.phase.is_some())))
        },
    },
    Topic {
        id: "policy-freedom",
        about: "how free it is to make policy",
        write: "`policy-freedom: limited` of the organisation or a unit",
        rules: &["relation/freedom-contradiction"],
        each: false,
        count: |own| {
            let organisation = own.space.model.organisation.as_ref().is_some_and(|it| it.freedom.is_some());
            any(usize::from(organisation) + units(own, |it| it.freedom.is_some()).0)
        },
    },
    Topic {
        id: "partners",
        about: "who works for it from outside",
        write: "`kind: partner`, `relation: chain` or `outsourced: \"…\"` of a unit",
        rules: &["mandate/outside", "relation/no-agreement"],
        each: false,
        count: |own| any(among(own, own.space.outsiders())),
    },
    Topic {
        id: "outside-work",
        about: "which partners and outsourced units work with its data",
        write: "`kind: partner` or `outsourced: \"…\"` of a unit",
        rules: &["risk/outside-partner"],
        each: false,
        count: |own| any(own.units().filter(|it| own.space.outsider(it.0).is_some()).count()),
    },
    Topic {
        id: "outsourced",
        about: "which work is put out",
        write: "`outsourced: \"…\"` of a unit",
        rules: &["relation/no-internal-owner", "relation/outsider-decides"],
        each: false,
        count: |own| any(among(own, own.space.outsourced())),
    },
    Topic {
        id: "dates",
        about: "when the work of units changes",
        write: "`until: 2026-12-31` of a unit, or `from 2027-01-01` of what it is responsible or accountable for",
        rules: &["people/readiness"],
        each: false,
        count: |own| any(changes(own)),
    },
    Topic {
        id: "ends",
        about: "which units and channels are there for a time only",
        write: "`until: 2026-12-31` of a unit or a channel",
        rules: &["risk/experimental"],
        each: false,
        count: |own| {
            let ends = |it: &Thing| it.exists.last != Days::ALWAYS.last;
            let channels = own.space.model.channels.iter().filter(|it| own.exists(it.thing.exists));
            let units = own.units().filter(|(_, it)| ends(&it.thing)).count();
            any(units + channels.filter(|it| ends(&it.thing)).count())
        },
    },
    Topic {
        id: "reviews",
        about: "when mandates and rights were last looked at",
        write: "`@review(2026-09-01)` before a mandate or right",
        rules: &["structure/stale-review"],
        each: false,
        count: |own| any(own.space.reviews().len()),
    },
    Topic {
        id: "expectations",
        about: "what must stay true whatever anybody changes",
        write: "`expect no allow front to write decision`",
        rules: &["expect/failed"],
        each: false,
        count: |own| any(own.space.model.ast.statements.iter().filter(|it| it.expect.is_some()).count()),
    },
];
