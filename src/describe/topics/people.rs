//! Who the people are and what they can do.

use super::{Topic, any, led, of, services, units};
use crate::describe::own::{Own, all_of};
use crate::model::words::Tasks;
use crate::model::{Service, Unit};
use crate::space::people::SKILLED;
use crate::space::set::SetId;
use crate::syntax::ast::Head;

pub(super) static TOPICS: &[Topic] = &[
    Topic {
        id: "people",
        about: "how many people there are",
        write: "`people: 12` of a unit",
        rules: &["people/span"],
        each: true,
        count: |own| led(own, |it| it.people.is_some()),
    },
    Topic {
        id: "skills",
        about: "what services ask of people",
        write: "`skills: burgerzaken` of a service",
        rules: &["people/skill-gap"],
        each: true,
        count: |own| services(own, |it| !it.skills.is_empty()),
    },
    Topic {
        id: "abilities",
        about: "what people can do",
        write: "`skills: burgerzaken` of a unit that does the work",
        rules: &["people/skill-gap"],
        each: false,
        count: |own| {
            let skilled = skilled(own);
            let all = (0..).zip(&own.space.model.units);
            let asked = all.filter(|(id, _)| skilled.is_empty() || own.space.sets.has(skilled, *id));
            any(asked.filter(|(_, it)| own.exists(it.thing.exists) && !it.skills.is_empty()).count())
        },
    },
    Topic {
        id: "scarce-skills",
        about: "which skills are scarce",
        write: "`scarce: constructie` of a unit",
        rules: &["people/scarce"],
        each: false,
        count: |own| any(units(own, |it| !it.scarce.is_empty()).0),
    },
    Topic {
        id: "heads",
        about: "how many people have a scarce skill",
        write: "`people: 12` or `staff: 9 fte` of every unit that has it",
        rules: &["people/scarce"],
        each: true,
        count: |own| {
            let there = || own.space.model.units.iter().filter(|it| own.exists(it.thing.exists));
            let scarce: Vec<_> = there().flat_map(|it| it.scarce.iter().copied()).collect();
            let says = |it: &Unit| it.people.is_some() || it.staff.is_some();
            let having = there().filter(|it| it.skills.iter().any(|skill| scarce.contains(skill)));
            if scarce.is_empty() { any(of(there(), says).0) } else { of(having, says) }
        },
    },
    Topic {
        id: "informality",
        about: "which units work informally",
        write: "`formality: informal` of a unit",
        rules: &["people/formality-clash"],
        each: false,
        count: |own| any(units(own, |it| it.formality.is_some()).0),
    },
    Topic {
        id: "formal-channels",
        about: "which channels are for formal messages",
        write: "`formal: yes` of a channel",
        rules: &["people/formality-clash"],
        each: false,
        count: |own| any(of(own.channels(), |it| it.formal.is_some()).0),
    },
    Topic {
        id: "readiness",
        about: "how ready people are for change",
        write: "`readiness: low` of a unit",
        rules: &["people/readiness"],
        each: false,
        count: |own| any(units(own, |it| it.readiness.is_some()).0),
    },
];

/// The units whose work asks for the skills that services state.
fn skilled(own: &Own<'_, '_>) -> SetId {
    let (space, sets) = (own.space, &own.space.sets);
    let asks = |it: &Service| !it.skills.is_empty();
    let leaves = space.service_leaves().filter(|&leaf| space.service(leaf).is_some_and(asks));
    let asking = sets.from_members(leaves);
    let tasks: Tasks = SKILLED.into_iter().collect();
    let claims = space.claims_with(Head::Responsible).map(|it| it.1);
    let claims = claims.filter(|it| it.tasks.overlaps(tasks) && !sets.disjoint(it.services, asking));
    all_of(space, claims.map(|it| it.units).collect())
}
