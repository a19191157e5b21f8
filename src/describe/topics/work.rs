//! How much work there is, when, and who does it.

use std::collections::BTreeSet;

use super::{Topic, any, by_clock, first_line, live, of, open, services, units};
use crate::model::words::UnitKind;
use crate::model::{Channel, ChannelId, Unit};
use crate::space::first_line::{is_counted, is_live};
use crate::syntax::ast::Head;

pub(super) static TOPICS: &[Topic] = &[
    Topic {
        id: "peaks",
        about: "how busy the telephone and the counter are at their busiest",
        write: "`peak: 180/h` of a channel",
        rules: &[
            "capacity/no-surge",
            "capacity/occupancy",
            "capacity/overload",
            "capacity/second-line",
            "capacity/service-level",
            "capacity/team-under-peak",
        ],
        each: true,
        count: |own| live(own, |it| it.peak.is_some()),
    },
    Topic {
        id: "handling",
        about: "how long a contact takes",
        write: "`handling: 4m30s` of a channel",
        rules: &[
            "capacity/occupancy",
            "capacity/overload",
            "capacity/second-line",
            "capacity/service-level",
            "capacity/team-under-peak",
        ],
        each: true,
        count: |own| live(own, |it| by_clock(it.handling)),
    },
    Topic {
        id: "targets",
        about: "how quickly people are answered at a peak",
        write: "`target: 80% within 30s` of a channel",
        rules: &["capacity/service-level", "capacity/team-under-peak"],
        each: true,
        count: |own| live(own, |it| by_clock(it.target.map(|it| it.within))),
    },
    Topic {
        id: "agents",
        about: "how many people serve a channel at its peak",
        write: "`agents: 18 via Telefoon` of every unit that answers there",
        rules: &["capacity/occupancy", "capacity/overload", "capacity/service-level"],
        each: true,
        count: |own| {
            let lines = own.space.lines();
            let busy: BTreeSet<ChannelId> = lines.iter().map(|it| it.channel).collect();
            let known: BTreeSet<ChannelId> =
                lines.iter().filter(|it| it.total().is_some()).map(|it| it.channel).collect();
            if busy.is_empty() {
                any(units(own, |it| has_agents(&own.space.model.channels, it)).0)
            } else {
                (known.len(), busy.len())
            }
        },
    },
    Topic {
        id: "surge",
        about: "which unit helps at a peak",
        write: "`surge: 6 via Telefoon from Burgerzaken within 15m` of a unit",
        rules: &["capacity/surge-unskilled"],
        each: false,
        count: |own| any(units(own, |it| !it.thing.catalog && it.surge.iter().any(|it| it.from.is_some())).0),
    },
    Topic {
        id: "shares",
        about: "which part of the contacts a contact centre hands over",
        write: "`share 20%` of a handover",
        rules: &["handover/switchboard"],
        each: false,
        count: |own| {
            let space = own.space;
            let shares = |at: usize| space.model.statements[at].share.is_some();
            let centres = space.units_of_kind(UnitKind::Kcc);
            if centres.is_empty() {
                let all = space.claims_with(Head::Handover);
                return any(all.filter(|(_, it)| shares(it.statement.at())).count());
            }
            let links = space.links().all.iter().filter(|it| !it.back && !space.sets.disjoint(it.from, centres));
            any(links.filter(|it| shares(space.claim(it.claim).statement.at())).count())
        },
    },
    Topic {
        id: "peak-shares",
        about: "which part of the contacts is put through to one unit",
        write: "`share 20%` of a handover that is `warm` or `cold`",
        rules: &["capacity/second-line"],
        each: false,
        count: |own| any(own.space.sets.list(own.space.next_lines()).len()),
    },
    Topic {
        id: "next-line",
        about: "how many people there are behind the first line",
        write: "`agents: 4 via Telefoon` or `staff: 12 fte` of a unit to which contacts are put through",
        rules: &["capacity/second-line"],
        each: false,
        count: |own| {
            let (model, next) = (own.space.model, own.space.next_lines());
            let has_people = |it: &Unit| it.staff.is_some() || has_agents(&model.channels, it);
            if next.is_empty() {
                return any(units(own, has_people).0);
            }
            // The agents of a unit may be stated of those in it.
            let in_it = |id: u32| &model.units[id as usize..model.units[id as usize].thing.end as usize];
            let with_agents = |id: u32| in_it(id).iter().any(|it| has_agents(&model.channels, it));
            let next = own.space.sets.members(next);
            any(next.filter(|&id| model.units[id as usize].staff.is_some() || with_agents(id)).count())
        },
    },
    Topic {
        id: "inflow",
        about: "how much comes in to be answered later",
        write: "`peak: 180/h` or `yearly: 52_000/y` of a channel such as e-mail",
        rules: &["capacity/backlog"],
        each: false,
        count: |own| any(of(own.channels().filter(|it| !it.sync), comes_in).0),
    },
    Topic {
        id: "later-handling",
        about: "how long it takes to answer later",
        write: "`handling: 12m` of a channel such as e-mail",
        rules: &["capacity/backlog"],
        each: true,
        count: |own| {
            let later = || own.channels().filter(|it| !it.sync);
            let counted = of(later().filter(|it| comes_in(it)), |it| by_clock(it.handling));
            if counted.1 > 0 { counted } else { any(of(later(), |it| by_clock(it.handling)).0) }
        },
    },
    Topic {
        id: "workforce",
        about: "how many people there are to answer later",
        write: "`staff: 12 fte` or `agents: 3 via Email` of every unit that answers there",
        rules: &["capacity/backlog"],
        each: true,
        count: |own| {
            let channels = (0..).map(ChannelId).zip(&own.space.model.channels);
            let counted = channels.filter(|(id, it)| is_counted(it) && !own.space.lines_of(*id).is_empty());
            let counted: Vec<ChannelId> = counted.map(|it| it.0).collect();
            if counted.is_empty() {
                return any(units(own, |it| !it.agents.is_empty() || it.staff.is_some()).0);
            }
            (counted.iter().filter(|&&it| own.space.is_staffed(it)).count(), counted.len())
        },
    },
    Topic {
        id: "yearly",
        about: "how many contacts a year come to the telephone and the counter",
        write: "`yearly: 52_000/y` of a channel",
        rules: &["capacity/average-only"],
        each: false,
        count: |own| {
            let there = own.space.model.channels.iter().filter(|it| !it.thing.catalog && own.exists(it.thing.exists));
            any(there.filter(|it| is_live(it) && it.yearly.is_some()).count())
        },
    },
    Topic {
        id: "contacts",
        about: "how many contacts a year there are",
        write: "`contacts: 310_000/y` of the organisation, `yearly: 52_000/y` of a channel or `volume: 9_800/y` of a service",
        rules: &["structure/kcc-advised"],
        each: false,
        count: |own| any(usize::from(own.space.yearly_contacts().is_some())),
    },
    Topic {
        id: "volumes",
        about: "how often services are asked for",
        write: "`volume: 9_800/y` of a service",
        rules: &["structure/team-simple-peak"],
        each: true,
        count: |own| services(own, |it| it.volume.is_some()),
    },
    Topic {
        id: "hours",
        about: "when units are at work",
        write: "`hours: mon-fri 09:00-17:00` of every unit that people meet first",
        rules: &["gap/hours"],
        each: true,
        count: |own| {
            let first = own.space.sets.list(first_line(own));
            if first.is_empty() {
                return any(units(own, |it| it.hours.is_some()).0);
            }
            of(first.into_iter().map(|id| &own.space.model.units[id as usize]), |it| it.hours.is_some())
        },
    },
    Topic {
        id: "opening-hours",
        about: "when the telephone and the counter are open",
        write: "`hours: mon-fri 09:00-17:00` of a channel or a location",
        rules: &["gap/hours"],
        each: false,
        count: |own| any(open(own).filter(|&it| own.space.open_at(it).is_some()).count()),
    },
];

/// Whether a unit states agents for a channel on which people wait for people.
fn has_agents(channels: &[Channel], unit: &Unit) -> bool {
    unit.agents.iter().any(|it| is_live(&channels[it.channel.at()]))
}

fn comes_in(channel: &Channel) -> bool {
    channel.peak.is_some() || channel.yearly.is_some()
}
