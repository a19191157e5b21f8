//! Which rules need which facts. A test holds this table against the list of rules: every rule is in it, or needs nothing but
//! what it is about.

use crate::model::words::{Task, UnitKind};
use crate::model::{Channel, Service, Unit};
use crate::space::Space;
use crate::syntax::ast::Head;

/// A kind of fact.
pub struct Topic {
    pub id: &'static str,
    /// After "nothing about".
    pub about: &'static str,
    /// What states it, in the words of the language.
    pub write: &'static str,
    /// The rules that are silent without it.
    pub rules: &'static [&'static str],
    /// Everything that could should state it; else one statement is enough.
    pub each: bool,
    /// How many things state it, and how many could.
    pub count: fn(&Space<'_>) -> (usize, usize),
}

fn of<'s, T: 's>(things: impl Iterator<Item = &'s T>, states: impl Fn(&T) -> bool) -> (usize, usize) {
    things.fold((0, 0), |(stated, of), it| (stated + usize::from(states(it)), of + 1))
}

fn units(space: &Space<'_>, states: impl Fn(&Unit) -> bool) -> (usize, usize) {
    of(space.model.units.iter(), states)
}

/// Units that people can be led in: no boards, no outsiders.
fn led(space: &Space<'_>, states: impl Fn(&Unit) -> bool) -> (usize, usize) {
    let outside = space.outsiders();
    let units = (0..).zip(&space.model.units).filter(|(id, it)| {
        !space.sets.has(outside, *id)
            && !matches!(it.kind, Some(UnitKind::Board | UnitKind::Oversight | UnitKind::Directorate))
    });
    of(units.map(|it| it.1), states)
}

fn sync(space: &Space<'_>, states: impl Fn(&Channel) -> bool) -> (usize, usize) {
    of(space.model.channels.iter().filter(|it| it.sync), states)
}

fn services(space: &Space<'_>, states: impl Fn(&Service) -> bool) -> (usize, usize) {
    let leaves = space.dimensions.services.iter().flatten().map(|id| &space.model.services[id.at()]);
    of(leaves, states)
}

fn heads(space: &Space<'_>, head: Head) -> (usize, usize) {
    let statements = space.model.ast.statements.iter().filter(|it| it.expect.is_none() && it.head == head);
    (statements.count(), 0)
}

fn any(count: usize) -> (usize, usize) {
    (count, 0)
}

pub static TOPICS: &[Topic] = &[
    Topic {
        id: "peaks",
        about: "how busy the telephone and the counter are at their busiest",
        write: "`peak: 180/h` and `handling: 4m30s` of a channel",
        rules: &[
            "capacity/no-surge",
            "capacity/occupancy",
            "capacity/overload",
            "capacity/second-line",
            "capacity/service-level",
            "capacity/team-under-peak",
        ],
        each: true,
        count: |space| sync(space, |it| it.peak.is_some() && it.handling.is_some()),
    },
    Topic {
        id: "agents",
        about: "how many people serve a channel at its peak",
        write: "`agents: 18 via Telefoon` of a unit",
        rules: &["capacity/occupancy", "capacity/overload", "capacity/second-line", "capacity/service-level"],
        each: false,
        count: |space| any(space.model.units.iter().filter(|it| !it.agents.is_empty()).count()),
    },
    Topic {
        id: "surge",
        about: "who helps at a peak",
        write: "`surge: 6 via Telefoon from Burgerzaken within 15m` of a unit",
        rules: &["capacity/surge-unskilled"],
        each: false,
        count: |space| any(space.model.units.iter().filter(|it| !it.surge.is_empty()).count()),
    },
    Topic {
        id: "volumes",
        about: "how often people come",
        write: "`volume: 9_800/y` of a service, `yearly: 52_000/y` of a channel, `contacts: 310_000/y` of the organisation",
        rules: &["structure/team-simple-peak"],
        each: true,
        count: |space| services(space, |it| it.volume.is_some()),
    },
    Topic {
        id: "hours",
        about: "when units are at work and channels are open",
        write: "`hours: mon-fri 09:00-17:00` of a channel, a location or a unit",
        rules: &["gap/hours"],
        each: false,
        count: |space| any(space.model.units.iter().filter(|it| it.hours.is_some()).count()),
    },
    Topic {
        id: "people",
        about: "how many people there are",
        write: "`people: 12` of a unit",
        rules: &["people/scarce", "people/span"],
        each: true,
        count: |space| led(space, |it| it.people.is_some()),
    },
    Topic {
        id: "skills",
        about: "what people can do and what services ask of them",
        write: "`skills: burgerzaken` of a service and of a unit",
        rules: &["people/skill-gap"],
        each: true,
        count: |space| {
            let units = space.model.units.iter().any(|it| !it.skills.is_empty());
            let (stated, of) = services(space, |it| !it.skills.is_empty());
            (if units { stated } else { 0 }, of)
        },
    },
    Topic {
        id: "scarce-skills",
        about: "which skills are scarce",
        write: "`scarce: constructie` of a unit",
        rules: &["people/scarce"],
        each: false,
        count: |space| any(space.model.units.iter().filter(|it| !it.scarce.is_empty()).count()),
    },
    Topic {
        id: "formality",
        about: "which units work informally and which channels are for formal messages",
        write: "`formality: informal` of a unit and `formal: yes` of a channel",
        rules: &["people/formality-clash"],
        each: false,
        count: |space| {
            let formal = space.model.channels.iter().any(|it| it.formal.is_some());
            any(if formal { units(space, |it| it.formality.is_some()).0 } else { 0 })
        },
    },
    Topic {
        id: "readiness",
        about: "how ready people are for change",
        write: "`readiness: low` of a unit",
        rules: &["people/readiness"],
        each: false,
        count: |space| any(units(space, |it| it.readiness.is_some()).0),
    },
    Topic {
        id: "complexity",
        about: "how hard services are",
        write: "`complexity: specialist` of a service",
        rules: &["handover/no-second-line", "structure/team-simple-peak"],
        each: true,
        count: |space| services(space, |it| it.complexity.is_some()),
    },
    Topic {
        id: "immediate",
        about: "what has to be answered in the contact itself",
        write: "`immediate: yes` of a service",
        rules: &["handover/not-live"],
        each: false,
        count: |space| any(services(space, |it| it.immediate.is_some()).0),
    },
    Topic {
        id: "decisions",
        about: "which services end in a decision",
        write: "`decision: yes` of a service",
        rules: &["gap/undecided", "mandate/missing", "relation/outsider-decides"],
        each: false,
        count: |space| any(services(space, |it| it.decision || it.process.iter().any(|step| step.has(Task::Decide))).0),
    },
    Topic {
        id: "competence",
        about: "which body is competent",
        write: "a unit of `kind: board`, or `body: College` of a service",
        rules: &["mandate/missing", "mandate/not-onward", "mandate/wider-than-source"],
        each: false,
        count: |space| {
            let boards = space.model.units.iter().filter(|it| it.kind == Some(UnitKind::Board)).count();
            any(boards + services(space, |it| it.body.is_some()).0)
        },
    },
    Topic {
        id: "mandates",
        about: "who decides in whose name",
        write: "`mandate College -> Burgerzaken for decide because \"…\"`",
        rules: &[
            "mandate/cycle",
            "mandate/no-reference",
            "mandate/not-mandatable",
            "mandate/not-onward",
            "mandate/outside",
            "mandate/wider-than-source",
            "overlap/delegator",
        ],
        each: false,
        count: |space| any(heads(space, Head::Mandate).0 + heads(space, Head::Delegate).0),
    },
    Topic {
        id: "handovers",
        about: "how work is handed over",
        write: "`handover KCC <-> Burgerzaken warm within 2m`",
        rules: &[
            "handover/cycle",
            "handover/dead-end",
            "handover/no-deadline",
            "handover/no-return",
            "handover/no-shared-view",
            "handover/not-live",
            "handover/switchboard",
            "handover/team-hands-over",
            "handover/too-long",
            "relation/no-agreement",
        ],
        each: false,
        count: |space| heads(space, Head::Handover),
    },
    Topic {
        id: "shares",
        about: "which part of the contacts is handed over",
        write: "`share 20%` of a handover",
        rules: &["capacity/second-line", "handover/switchboard"],
        each: false,
        count: |space| any(space.model.statements.iter().filter(|it| it.share.is_some()).count()),
    },
    Topic {
        id: "data",
        about: "the data that is kept",
        write: "`record Klant { telefoon: contact }`",
        rules: &[
            "gap/blind-front",
            "gap/field-unwritable",
            "gap/right-missing",
            "gap/write-undecided",
            "handover/no-shared-view",
        ],
        each: false,
        count: |space| any(space.model.fields.len()),
    },
    Topic {
        id: "rights",
        about: "who may change which data",
        write: "`allow KCC to update Klant.telefoon when logged because \"…\"`",
        rules: &[
            "overlap/contradiction",
            "overlap/writers",
            "risk/above-ceiling",
            "risk/authentic-outside-source",
            "risk/blanket",
            "risk/excess-right",
            "risk/experimental",
            "risk/front-mutation",
            "risk/identity-too-low",
            "risk/inform-only-writes",
            "risk/inherited-front",
            "risk/no-purpose",
            "risk/no-second-pair-of-eyes",
            "risk/outside-partner",
            "risk/unlogged",
        ],
        each: false,
        count: |space| heads(space, Head::Allow),
    },
    Topic {
        id: "needs",
        about: "which data the work needs",
        write: "`need update Klant.adres for handle of Verhuizing`",
        rules: &["gap/right-missing", "risk/excess-right"],
        each: false,
        count: |space| heads(space, Head::Need),
    },
    Topic {
        id: "confidentiality",
        about: "how confidential data is and who is cleared for it",
        write: "`confidential vertrouwelijk` of a field and `ceiling: intern` of a unit",
        rules: &["risk/above-ceiling"],
        each: false,
        count: |space| {
            let ceilings = space.model.units.iter().any(|it| it.ceiling.is_some());
            let fields = space.model.fields.iter().filter(|it| it.confidential.is_some()).count();
            any(if ceilings { fields } else { 0 })
        },
    },
    Topic {
        id: "sources",
        about: "which unit keeps authentic data",
        write: "`authentic, source Burgerzaken` of a field",
        rules: &["risk/authentic-outside-source"],
        each: false,
        count: |space| any(space.model.fields.iter().filter(|it| it.source.is_some()).count()),
    },
    Topic {
        id: "audiences",
        about: "whom it serves",
        write: "`audience Inwoners`",
        rules: &["overlap/audience", "steering/audience-incomplete"],
        each: false,
        count: |space| any(space.model.audiences.len()),
    },
    Topic {
        id: "disjoint-audiences",
        about: "which audiences exclude each other",
        write: "`disjoint: yes` of an audience with audiences in it",
        rules: &["overlap/audience"],
        each: false,
        count: |space| any(space.model.audiences.iter().filter(|it| it.disjoint.is_some()).count()),
    },
    Topic {
        id: "locations",
        about: "where people are served",
        write: "`location Stadhuis`, and `locations: Stadhuis` of a counter",
        rules: &["steering/location-of-virtual"],
        each: false,
        count: |space| any(space.model.locations.len()),
    },
    Topic {
        id: "steering",
        about: "who steers the channels",
        write: "`accountable Dienstverlening for steering`",
        rules: &[
            "overlap/channel-chief",
            "steering/audience-incomplete",
            "steering/by-channel-only",
            "steering/chief-without-back",
            "steering/chief-without-powers",
            "steering/conflict",
            "steering/location-of-virtual",
            "steering/split-service",
        ],
        each: false,
        count: |space| any(space.steering().lines.len()),
    },
    Topic {
        id: "arrangement",
        about: "how the organisation means to arrange its contacts",
        write: "`arrangement: kcc` and `phase: frontoffice` of the organisation",
        rules: &["structure/arrangement-mismatch", "structure/mixed-step"],
        each: false,
        count: |space| {
            let stated = space.model.organisation.as_ref();
            any(usize::from(stated.is_some_and(|it| it.arrangement.is_some() || it.phase.is_some())))
        },
    },
    Topic {
        id: "policy-freedom",
        about: "how free it is to make policy",
        write: "`policy-freedom: limited` of the organisation or a unit",
        rules: &["relation/freedom-contradiction"],
        each: false,
        count: |space| {
            let organisation = space.model.organisation.as_ref().is_some_and(|it| it.freedom.is_some());
            any(usize::from(organisation) + units(space, |it| it.freedom.is_some()).0)
        },
    },
    Topic {
        id: "partners",
        about: "partners and work that is put out",
        write: "`kind: partner`, `relation: chain` or `outsourced: \"…\"` of a unit",
        rules: &[
            "mandate/outside",
            "relation/no-agreement",
            "relation/no-internal-owner",
            "relation/outsider-decides",
            "risk/outside-partner",
        ],
        each: false,
        count: |space| any(space.sets.len(space.outsiders()) as usize),
    },
    Topic {
        id: "dates",
        about: "what begins or ends on a day",
        write: "`until 2026-12-31` and `from 2027-01-01` of a statement, a unit or a channel",
        rules: &["people/readiness", "risk/experimental"],
        each: false,
        count: |space| {
            let statements = space.model.statements.iter().filter(|it| it.days != crate::model::Days::ALWAYS);
            let things = space.model.things().filter(|it| it.exists != crate::model::Days::ALWAYS);
            any(statements.count() + things.count())
        },
    },
    Topic {
        id: "reviews",
        about: "when mandates and rights were last looked at",
        write: "`@review(2026-09-01)` before a mandate or right",
        rules: &["structure/stale-review"],
        each: false,
        count: |space| any(space.model.reviews.len()),
    },
    Topic {
        id: "expectations",
        about: "what must stay true whatever anybody changes",
        write: "`expect no allow front to write decision`",
        rules: &["expect/failed"],
        each: false,
        count: |space| any(space.model.ast.statements.iter().filter(|it| it.expect.is_some()).count()),
    },
];

/// Rules that need nothing but what they are about: names, offers, responsibilities, or the absence of something.
pub const NEEDLESS: &[&str] = &[
    "accept/expired",
    "accept/incomplete",
    "accept/unused",
    "capacity/average-only",
    "capacity/backlog",
    "gap/audience-unreached",
    "gap/location-unstaffed",
    "gap/no-answer-norm",
    "gap/no-general-entrance",
    "gap/not-offered",
    "gap/unaccountable",
    "gap/unserved",
    "gap/unsteered",
    "handover/missing",
    "handover/unequal",
    "mandate/delegated-down",
    "name/confusable",
    "name/duplicate",
    "name/empty-box",
    "name/unknown-property",
    "name/unresolved",
    "name/unused",
    "overlap/accountable",
    "overlap/content",
    "overlap/decide",
    "overlap/entrance",
    "overlap/redundant",
    "overlap/responsible",
    "risk/separation",
    "risk/team-alone",
    "steering/temporary-no-end",
    "structure/kcc-advised",
    "structure/orphan-unit",
    "structure/service-in-two-backs",
    "structure/team-incomplete",
    "style/naming",
    "style/undocumented",
    "syntax/bidi",
    "syntax/encoding",
    "syntax/error",
    "syntax/org-mode",
];
