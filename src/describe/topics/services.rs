//! What is done for whom, in whose name, and how it goes from hand to hand.

use super::{Topic, any, every_service, heads, services, units};
use crate::describe::own::{Own, all_of};
use crate::model::Service;
use crate::model::words::{Task, UnitKind};
use crate::space::set::SetId;
use crate::syntax::ast::Head;

pub(super) static TOPICS: &[Topic] = &[
    Topic {
        id: "complexity",
        about: "how hard services are",
        write: "`complexity: specialist` of a service",
        rules: &["handover/no-second-line", "structure/team-simple-peak"],
        each: true,
        count: |own| services(own, |it| it.complexity.is_some()),
    },
    Topic {
        id: "immediate",
        about: "what has to be answered in the contact itself",
        write: "`immediate: yes` of a service",
        rules: &["handover/not-live"],
        each: false,
        count: |own| any(services(own, |it| it.immediate.is_some()).0),
    },
    Topic {
        id: "decisions",
        about: "which services end in a decision",
        write: "`decision: yes` of a service",
        rules: &["gap/undecided"],
        each: false,
        count: |own| any(services(own, |it| it.decision).0),
    },
    Topic {
        id: "deciding",
        about: "in which services somebody decides",
        write: "`decision: yes` of a service, or `decide` in its `process`",
        rules: &["mandate/missing", "relation/outsider-decides", "risk/team-alone"],
        each: false,
        count: |own| any(services(own, decides).0),
    },
    Topic {
        id: "competence",
        about: "which body is competent",
        write: "a unit of `kind: board`, or `body: College` of a service",
        rules: &["mandate/missing", "mandate/not-onward", "mandate/wider-than-source"],
        each: true,
        count: competence,
    },
    Topic {
        id: "mandatable",
        about: "which decisions stay with the body itself",
        write: "`mandatable: no` of a service",
        rules: &["mandate/not-mandatable"],
        each: false,
        count: |own| any(every_service(own, |it| !it.mandatable).0),
    },
    Topic {
        id: "mandates",
        about: "who decides in whose name",
        write: "`mandate College -> Burgerzaken for decide because \"…\"`",
        rules: &[
            "mandate/no-reference",
            "mandate/not-mandatable",
            "mandate/not-onward",
            "mandate/outside",
            "mandate/wider-than-source",
        ],
        each: false,
        count: |own| heads(own, Head::Mandate),
    },
    Topic {
        id: "powers",
        about: "how powers are passed on",
        write: "`mandate College -> Burgerzaken for decide because \"…\"` or `delegate Raad -> College because \"…\"`",
        rules: &["mandate/cycle"],
        each: false,
        count: |own| any(heads(own, Head::Mandate).0 + heads(own, Head::Delegate).0),
    },
    Topic {
        id: "delegations",
        about: "what a body has delegated",
        write: "`delegate Raad -> College because \"…\"`",
        rules: &["mandate/delegated-down", "overlap/delegator"],
        each: false,
        count: |own| heads(own, Head::Delegate),
    },
    Topic {
        id: "lines",
        about: "which line the units behind the first one are",
        write: "`line: 2` of a unit",
        rules: &["handover/no-return"],
        each: false,
        count: |own| {
            let links = own.space.links().all.iter().filter(|it| !it.back);
            let receivers = all_of(own.space, links.map(|it| it.to).collect());
            if receivers.is_empty() {
                return any(units(own, |it| it.line.is_some()).0);
            }
            let receivers = own.space.sets.members(receivers);
            any(receivers.filter(|&id| own.space.model.units[id as usize].line.is_some()).count())
        },
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
        count: |own| heads(own, Head::Handover),
    },
    Topic {
        id: "audiences",
        about: "whom it serves",
        write: "`audience Inwoners`",
        rules: &["overlap/audience", "steering/audience-incomplete"],
        each: false,
        count: |own| any(audiences(own)),
    },
    Topic {
        id: "reach",
        about: "whom it has to reach, or which services are formal",
        write: "`audience Inwoners`, or `formal: yes` of a service",
        rules: &["gap/audience-unreached"],
        each: false,
        count: |own| any(audiences(own) + services(own, |it| it.formal.is_some()).0),
    },
    Topic {
        id: "disjoint-audiences",
        about: "which audiences exclude each other",
        write: "`disjoint: yes` of an audience with audiences in it",
        rules: &["overlap/audience"],
        each: false,
        count: |own| {
            let all = (0..).zip(&own.space.model.audiences).filter(|(_, it)| own.exists(it.thing.exists));
            any(all.filter(|(id, it)| it.disjoint.is_some() && it.thing.end > id + 1).count())
        },
    },
    Topic {
        id: "locations",
        about: "where people are served",
        write: "`location Stadhuis`, and `locations: Stadhuis` of a counter",
        rules: &["steering/location-of-virtual"],
        each: false,
        count: |own| any(own.space.model.locations.len()),
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
        count: |own| any(own.space.steering().lines.len()),
    },
];

fn decides(service: &Service) -> bool {
    service.process.iter().any(|step| step.has(Task::Decide))
}

/// The policy's own audiences, and those of a catalogue that it serves.
fn audiences(own: &Own<'_, '_>) -> usize {
    let all = own.space.model.audiences.iter().filter(|it| !it.thing.catalog && own.exists(it.thing.exists));
    all.count() + own.audiences().filter(|it| it.thing.catalog).count()
}

/// Of how many services that somebody decides on, or that a mandate is about, the competent body is known. Where there is none
/// of these, how many bodies are stated.
fn competence(own: &Own<'_, '_>) -> (usize, usize) {
    let (space, sets) = (own.space, &own.space.sets);
    let powers = space.powers();
    let decided = space.service_leaves().filter(|&leaf| !space.offered(leaf).is_empty());
    let decided = sets.from_members(decided.filter(|&leaf| space.service(leaf).is_some_and(decides)));
    let mandates = powers.chains.iter().filter(|it| !it.delegates);
    let asked = all_of(space, mandates.map(|it| it.scope.services).chain([decided]).collect());
    if asked.is_empty() {
        let boards = units(own, |it| it.kind == Some(UnitKind::Board)).0;
        return any(boards + every_service(own, |it| it.body.is_some()).0);
    }
    let count = |some: SetId| sets.list(some).len();
    (count(sets.difference(asked, powers.unknown)), count(asked))
}
