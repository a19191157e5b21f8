//! How much work there is, when, and who does it.

use super::{Topic, any, of, services, sync, units};
use crate::model::Channel;

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
        count: |space| sync(space, |it| it.peak.is_some()),
    },
    Topic {
        id: "handling",
        about: "how long a contact takes",
        write: "`handling: 4m30s` of a channel",
        rules: &[
            "capacity/backlog",
            "capacity/occupancy",
            "capacity/overload",
            "capacity/second-line",
            "capacity/service-level",
            "capacity/team-under-peak",
        ],
        each: true,
        count: |space| {
            let counted = |it: &Channel| it.sync || it.peak.is_some() || it.yearly.is_some() || it.handling.is_some();
            of(space.model.channels.iter().filter(|it| counted(it)), |it| it.handling.is_some())
        },
    },
    Topic {
        id: "targets",
        about: "how quickly people are answered at a peak",
        write: "`target: 80% within 30s` of a channel",
        rules: &["capacity/service-level", "capacity/team-under-peak"],
        each: true,
        count: |space| sync(space, |it| it.target.is_some()),
    },
    Topic {
        id: "agents",
        about: "how many people serve a channel at its peak",
        write: "`agents: 18 via Telefoon` of a unit",
        rules: &["capacity/occupancy", "capacity/overload", "capacity/service-level"],
        each: false,
        count: |space| any(space.model.units.iter().filter(|it| !it.agents.is_empty()).count()),
    },
    Topic {
        id: "workforce",
        about: "how many people there are for the work",
        write: "`agents: 18 via Telefoon` or `staff: 12 fte` of a unit",
        rules: &["capacity/backlog", "capacity/second-line"],
        each: false,
        count: |space| any(units(space, |it| !it.agents.is_empty() || it.staff.is_some()).0),
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
        id: "shares",
        about: "which part of the contacts is handed over",
        write: "`share 20%` of a handover",
        rules: &["capacity/second-line", "handover/switchboard"],
        each: false,
        count: |space| any(space.model.statements.iter().filter(|it| it.share.is_some()).count()),
    },
    Topic {
        id: "inflow",
        about: "how much comes in",
        write: "`peak: 180/h` or `yearly: 52_000/y` of a channel",
        rules: &["capacity/backlog"],
        each: false,
        count: |space| any(of(space.model.channels.iter(), |it| it.peak.is_some() || it.yearly.is_some()).0),
    },
    Topic {
        id: "yearly",
        about: "how many contacts a year come through a channel",
        write: "`yearly: 52_000/y` of a channel",
        rules: &["capacity/average-only"],
        each: false,
        count: |space| any(of(space.model.channels.iter(), |it| it.yearly.is_some()).0),
    },
    Topic {
        id: "contacts",
        about: "how many contacts a year there are",
        write: "`contacts: 310_000/y` of the organisation, `yearly: 52_000/y` of a channel or `volume: 9_800/y` of a service",
        rules: &["structure/kcc-advised"],
        each: false,
        count: |space| any(usize::from(space.yearly_contacts().is_some())),
    },
    Topic {
        id: "volumes",
        about: "how often services are asked for",
        write: "`volume: 9_800/y` of a service",
        rules: &["structure/team-simple-peak"],
        each: true,
        count: |space| services(space, |it| it.volume.is_some()),
    },
    Topic {
        id: "hours",
        about: "when units are at work",
        write: "`hours: mon-fri 09:00-17:00` of a unit",
        rules: &["gap/hours"],
        each: false,
        count: |space| any(units(space, |it| it.hours.is_some()).0),
    },
    Topic {
        id: "opening-hours",
        about: "when channels and places are open",
        write: "`hours: mon-fri 09:00-17:00` of a channel or a location",
        rules: &["gap/hours"],
        each: false,
        count: |space| {
            let channels = space.model.channels.iter().filter(|it| it.hours.is_some()).count();
            any(channels + space.model.locations.iter().filter(|it| it.hours.is_some()).count())
        },
    },
];
