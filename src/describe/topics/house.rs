//! What the organisation says of itself and of its policy.

use super::{Topic, any, units};
use crate::describe::own::Own;
use crate::model::Days;
use crate::space::set::SetId;

/// How many of some units there are.
fn among(own: &Own<'_, '_>, some: SetId) -> usize {
    own.units().filter(|it| own.space.sets.has(some, it.0)).count()
}

pub(super) static TOPICS: &[Topic] = &[
    Topic {
        id: "arrangement",
        about: "how the organisation means to arrange its contacts",
        write: "`arrangement: kcc` and `phase: frontoffice` of the organisation",
        rules: &["structure/arrangement-mismatch", "structure/mixed-step"],
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
        rules: &["mandate/outside", "relation/no-agreement", "risk/outside-partner"],
        each: false,
        count: |own| any(among(own, own.space.outsiders())),
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
        about: "what begins or ends on a day",
        write: "`until 2026-12-31` and `from 2027-01-01` of a statement, a unit or a channel",
        rules: &["people/readiness", "risk/experimental"],
        each: false,
        count: |own| {
            let said = own.space.model.statements.iter().zip(&own.space.model.ast.statements);
            let statements = said.filter(|(it, said)| it.days != Days::ALWAYS && said.expect.is_none());
            let things = own.things().filter(|it| it.exists != Days::ALWAYS);
            any(statements.count() + things.count())
        },
    },
    Topic {
        id: "reviews",
        about: "when mandates and rights were last looked at",
        write: "`@review(2026-09-01)` before a mandate or right",
        rules: &["structure/stale-review"],
        each: false,
        count: |own| any(own.space.model.reviews.len()),
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
