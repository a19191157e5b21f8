//! Who the people are and what they can do.

use super::{Topic, any, led, of, services, units};

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
        write: "`skills: burgerzaken` of a unit",
        rules: &["people/skill-gap"],
        each: false,
        count: |own| any(units(own, |it| !it.skills.is_empty()).0),
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
        write: "`people: 12` or `staff: 9 fte` of a unit",
        rules: &["people/scarce"],
        each: false,
        count: |own| any(units(own, |it| it.people.is_some() || it.staff.is_some()).0),
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
