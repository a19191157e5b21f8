//! How much work there is, when, and who does it.

use super::{Topic, any, live, of, services, units, worked};
use crate::model::Channel;
use crate::space::first_line::is_live;

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
            "capacity/backlog",
            "capacity/occupancy",
            "capacity/overload",
            "capacity/second-line",
            "capacity/service-level",
            "capacity/team-under-peak",
        ],
        each: true,
        count: |own| {
            let counts = |it: &Channel| it.peak.is_some() || it.yearly.is_some() || it.handling.is_some();
            of(own.channels().filter(|it| is_live(it) || !it.sync && counts(it)), |it| it.handling.is_some())
        },
    },
    Topic {
        id: "targets",
        about: "how quickly people are answered at a peak",
        write: "`target: 80% within 30s` of a channel",
        rules: &["capacity/service-level", "capacity/team-under-peak"],
        each: true,
        count: |own| live(own, |it| it.target.is_some()),
    },
    Topic {
        id: "agents",
        about: "how many people serve a channel at its peak",
        write: "`agents: 18 via Telefoon` of a unit",
        rules: &["capacity/occupancy", "capacity/overload", "capacity/service-level"],
        each: false,
        count: |own| any(units(own, |it| !it.agents.is_empty()).0),
    },
    Topic {
        id: "workforce",
        about: "how many people there are for the work",
        write: "`agents: 18 via Telefoon` or `staff: 12 fte` of a unit",
        rules: &["capacity/backlog", "capacity/second-line"],
        each: false,
        count: |own| any(units(own, |it| !it.agents.is_empty() || it.staff.is_some()).0),
    },
    Topic {
        id: "surge",
        about: "who helps at a peak",
        write: "`surge: 6 via Telefoon from Burgerzaken within 15m` of a unit",
        rules: &["capacity/surge-unskilled"],
        each: false,
        count: |own| any(units(own, |it| !it.surge.is_empty()).0),
    },
    Topic {
        id: "shares",
        about: "which part of the contacts is handed over",
        write: "`share 20%` of a handover",
        rules: &["capacity/second-line", "handover/switchboard"],
        each: false,
        count: |own| any(own.space.model.statements.iter().filter(|it| it.share.is_some()).count()),
    },
    Topic {
        id: "inflow",
        about: "how much comes in",
        write: "`peak: 180/h` or `yearly: 52_000/y` of a channel",
        rules: &["capacity/backlog"],
        each: false,
        count: |own| any(worked(own, |it| it.peak.is_some() || it.yearly.is_some()).0),
    },
    Topic {
        id: "yearly",
        about: "how many contacts a year come through a channel",
        write: "`yearly: 52_000/y` of a channel",
        rules: &["capacity/average-only"],
        each: false,
        count: |own| any(worked(own, |it| it.yearly.is_some()).0),
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
        write: "`hours: mon-fri 09:00-17:00` of a unit",
        rules: &["gap/hours"],
        each: false,
        count: |own| any(units(own, |it| it.hours.is_some()).0),
    },
    Topic {
        id: "opening-hours",
        about: "when channels and places are open",
        write: "`hours: mon-fri 09:00-17:00` of a channel or a location",
        rules: &["gap/hours"],
        each: false,
        count: |own| {
            let channels = own.space.model.channels.iter().filter(|it| it.hours.is_some()).count();
            any(channels + own.space.model.locations.iter().filter(|it| it.hours.is_some()).count())
        },
    },
];
