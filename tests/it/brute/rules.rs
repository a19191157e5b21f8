//! Which reference stands for which rule, and how its findings are read.

use super::cells::Slot::{Audience, Field, Operation, Period, Service, Task, Touchpoint, Unit};
use super::compare::Apart::{Anchor as ByAnchor, Free, Help as ByHelp, Rule as ByRule};
use super::compare::Read::{Anchor, Channels, Each, TaskPair, UnitPair};
use super::compare::{Read, Rule};
use super::{
    careless, doors, expect, gaps, hours, lines, mandates, overlaps, reach, rights, steering, structure, temporary,
    walk,
};

const TASK_CELL: &[Read] = &[Each(Task), Each(Service), Each(Touchpoint), Each(Audience), Each(Period)];
const PLACE: &[Read] = &[Each(Service), Each(Touchpoint), Each(Audience), Each(Period)];
const UNIT_TASK_PLACE: &[Read] =
    &[Each(Unit), Each(Task), Each(Service), Each(Touchpoint), Each(Audience), Each(Period)];
const PAIR_TASK_CELL: &[Read] = &[UnitPair, Each(Task), Each(Service), Each(Touchpoint), Each(Audience), Each(Period)];
const PAIR_RIGHT: &[Read] =
    &[UnitPair, Each(Operation), Each(Field), Each(Service), Each(Touchpoint), Each(Audience), Each(Period)];
const RIGHT: &[Read] =
    &[Each(Unit), Each(Operation), Each(Field), Each(Service), Each(Touchpoint), Each(Audience), Each(Period)];
const TASK_RIGHT: &[Read] = &[
    Each(Unit),
    Each(Task),
    Each(Operation),
    Each(Field),
    Each(Service),
    Each(Touchpoint),
    Each(Audience),
    Each(Period),
];
const SEPARATED: &[Read] = &[
    Each(Unit),
    TaskPair,
    Each(Operation),
    Each(Field),
    Each(Service),
    Each(Touchpoint),
    Each(Audience),
    Each(Period),
];
const LINK: &[Read] = &[UnitPair, Each(Task), Each(Service), Each(Period)];
const STATEMENT: &[Read] = &[Anchor];
const UNIT_PLACE: &[Read] = &[Each(Unit), Each(Service), Each(Touchpoint), Each(Audience), Each(Period)];
const PAIR_PLACE: &[Read] = &[UnitPair, Each(Service), Each(Touchpoint), Each(Audience), Each(Period)];
const POWER: &[Read] = &[Each(Unit), Each(Task), Each(Service), Each(Period)];
const STATED_POWER: &[Read] = &[Anchor, Each(Unit), Each(Task), Each(Service), Each(Period)];
const MOMENT: &[Read] = &[Each(Audience), Each(Period)];

pub(super) const GAPS: [Rule; 10] = [
    Rule { id: "gap/unserved", read: TASK_CELL, apart: ByRule, expected: gaps::unserved },
    Rule { id: "gap/unaccountable", read: TASK_CELL, apart: ByRule, expected: gaps::unaccountable },
    Rule { id: "gap/undecided", read: PLACE, apart: ByHelp, expected: gaps::undecided },
    Rule { id: "gap/not-offered", read: &[Each(Service), Each(Period)], apart: ByAnchor, expected: gaps::not_offered },
    Rule {
        id: "gap/location-unstaffed",
        read: &[Each(Touchpoint), Each(Period)],
        apart: ByAnchor,
        expected: gaps::location_unstaffed,
    },
    Rule { id: "gap/unsteered", read: &[Channels, Each(Period)], apart: ByAnchor, expected: gaps::unsteered },
    Rule {
        id: "gap/audience-unreached",
        read: &[Each(Service), Each(Audience), Each(Period)],
        apart: ByHelp,
        expected: reach::audience_unreached,
    },
    Rule { id: "gap/no-general-entrance", read: MOMENT, apart: ByRule, expected: reach::no_general_entrance },
    Rule {
        id: "gap/no-answer-norm",
        read: &[Channels, Each(Period)],
        apart: ByAnchor,
        expected: reach::no_answer_norm,
    },
    Rule { id: "gap/hours", read: &[Each(Unit), Each(Touchpoint), Each(Period)], apart: Free, expected: hours::hours },
];

pub(super) const OVERLAPS: [Rule; 6] = [
    Rule { id: "overlap/accountable", read: PAIR_TASK_CELL, apart: ByRule, expected: overlaps::accountable },
    Rule { id: "overlap/decide", read: PAIR_TASK_CELL, apart: ByRule, expected: overlaps::decide },
    Rule { id: "overlap/responsible", read: PAIR_TASK_CELL, apart: ByRule, expected: overlaps::responsible },
    Rule { id: "overlap/writers", read: PAIR_RIGHT, apart: ByRule, expected: overlaps::writers },
    Rule { id: "overlap/redundant", read: STATEMENT, apart: Free, expected: overlaps::redundant },
    Rule { id: "overlap/contradiction", read: STATEMENT, apart: Free, expected: overlaps::contradiction },
];

pub(super) const RIGHTS: [Rule; 19] = [
    Rule { id: "gap/right-missing", read: TASK_RIGHT, apart: ByAnchor, expected: gaps::right_missing },
    Rule {
        id: "gap/field-unwritable",
        read: &[Each(Field), Each(Period)],
        apart: ByAnchor,
        expected: gaps::field_unwritable,
    },
    Rule { id: "risk/front-mutation", read: RIGHT, apart: ByHelp, expected: rights::front_mutation },
    Rule { id: "risk/identity-too-low", read: RIGHT, apart: ByHelp, expected: rights::identity_too_low },
    Rule { id: "risk/no-second-pair-of-eyes", read: RIGHT, apart: ByAnchor, expected: rights::no_second_pair_of_eyes },
    Rule { id: "risk/inherited-front", read: RIGHT, apart: ByAnchor, expected: rights::inherited_front },
    Rule { id: "risk/above-ceiling", read: RIGHT, apart: ByAnchor, expected: rights::above_ceiling },
    Rule { id: "risk/blanket", read: STATEMENT, apart: Free, expected: rights::blanket },
    Rule { id: "risk/separation", read: SEPARATED, apart: ByAnchor, expected: rights::separation },
    Rule {
        id: "gap/write-undecided",
        read: &[Each(Unit), Each(Field), Each(Period)],
        apart: ByRule,
        expected: reach::write_undecided,
    },
    Rule { id: "gap/blind-front", read: UNIT_PLACE, apart: ByHelp, expected: reach::blind_front },
    Rule { id: "risk/unlogged", read: RIGHT, apart: ByAnchor, expected: careless::unlogged },
    Rule { id: "risk/no-purpose", read: RIGHT, apart: ByAnchor, expected: careless::no_purpose },
    Rule {
        id: "risk/authentic-outside-source",
        read: RIGHT,
        apart: ByHelp,
        expected: careless::authentic_outside_source,
    },
    Rule { id: "risk/outside-partner", read: RIGHT, apart: ByAnchor, expected: careless::outside_partner },
    Rule { id: "risk/experimental", read: RIGHT, apart: ByAnchor, expected: careless::experimental },
    Rule { id: "risk/inform-only-writes", read: RIGHT, apart: ByAnchor, expected: careless::inform_only_writes },
    Rule { id: "risk/excess-right", read: STATEMENT, apart: Free, expected: careless::excess_right },
    Rule { id: "risk/team-alone", read: UNIT_PLACE, apart: ByRule, expected: careless::team_alone },
];

pub(super) const WALK: [Rule; 3] = [
    Rule { id: "handover/missing", read: UNIT_TASK_PLACE, apart: ByRule, expected: walk::missing },
    Rule { id: "handover/dead-end", read: &[Anchor, Each(Period)], apart: Free, expected: walk::dead_end },
    Rule { id: "handover/cycle", read: PLACE, apart: ByAnchor, expected: walk::cycle },
];

pub(super) const LINES: [Rule; 8] = [
    Rule { id: "handover/too-long", read: UNIT_PLACE, apart: ByHelp, expected: walk::too_long },
    Rule { id: "handover/no-deadline", read: STATEMENT, apart: Free, expected: lines::no_deadline },
    Rule {
        id: "handover/no-return",
        read: &[Anchor, Each(Unit), Each(Service), Each(Touchpoint), Each(Audience), Each(Period)],
        apart: ByAnchor,
        expected: lines::no_return,
    },
    Rule { id: "handover/not-live", read: UNIT_PLACE, apart: ByAnchor, expected: lines::not_live },
    Rule { id: "handover/switchboard", read: UNIT_PLACE, apart: ByHelp, expected: lines::switchboard },
    Rule { id: "handover/no-second-line", read: UNIT_PLACE, apart: ByRule, expected: lines::no_second_line },
    Rule { id: "handover/team-hands-over", read: UNIT_PLACE, apart: ByRule, expected: lines::team_hands_over },
    Rule { id: "handover/no-shared-view", read: PAIR_PLACE, apart: ByHelp, expected: lines::no_shared_view },
];

pub(super) const FRONTS: [Rule; 5] = [
    Rule { id: "overlap/entrance", read: UNIT_PLACE, apart: ByRule, expected: doors::entrance },
    Rule { id: "overlap/content", read: PAIR_PLACE, apart: ByRule, expected: doors::content },
    Rule { id: "overlap/audience", read: PAIR_PLACE, apart: ByRule, expected: doors::audience },
    Rule { id: "handover/unequal", read: PLACE, apart: ByAnchor, expected: lines::unequal },
    Rule { id: "handover/no-second-line", read: UNIT_PLACE, apart: ByRule, expected: lines::no_second_line },
];

pub(super) const MANDATES: [Rule; 4] = [
    Rule { id: "gap/undecided", read: PLACE, apart: ByHelp, expected: gaps::undecided },
    Rule {
        id: "mandate/missing",
        read: &[Each(Unit), Each(Service), Each(Period)],
        apart: ByHelp,
        expected: mandates::missing,
    },
    Rule { id: "mandate/wider-than-source", read: LINK, apart: ByAnchor, expected: mandates::wider_than_source },
    Rule { id: "mandate/not-onward", read: LINK, apart: ByAnchor, expected: mandates::not_onward },
];

pub(super) const POWERS: [Rule; 6] = [
    Rule { id: "mandate/cycle", read: POWER, apart: ByAnchor, expected: mandates::cycle },
    Rule { id: "mandate/no-reference", read: STATEMENT, apart: Free, expected: mandates::no_reference },
    Rule { id: "mandate/not-mandatable", read: STATED_POWER, apart: ByAnchor, expected: mandates::not_mandatable },
    Rule { id: "mandate/outside", read: STATED_POWER, apart: ByAnchor, expected: mandates::outside },
    Rule { id: "mandate/delegated-down", read: STATED_POWER, apart: ByAnchor, expected: mandates::delegated_down },
    Rule { id: "overlap/delegator", read: STATED_POWER, apart: ByAnchor, expected: mandates::delegator },
];

const EXPECTATION: &[Read] = &[
    Anchor,
    Each(Unit),
    Each(Task),
    Each(Operation),
    Each(Field),
    Each(Service),
    Each(Touchpoint),
    Each(Audience),
    Each(Period),
];

pub(super) const TESTS: [Rule; 1] =
    [Rule { id: "expect/failed", read: EXPECTATION, apart: ByHelp, expected: expect::failed }];

const UNIT_PERIOD: &[Read] = &[Each(Unit), Each(Period)];

pub(super) const STEERING: [Rule; 9] = [
    Rule { id: "overlap/channel-chief", read: UNIT_PERIOD, apart: ByRule, expected: steering::channel_chief },
    Rule { id: "steering/conflict", read: PAIR_TASK_CELL, apart: ByRule, expected: steering::conflict },
    Rule { id: "steering/split-service", read: UNIT_PLACE, apart: ByRule, expected: steering::split_service },
    Rule {
        id: "steering/by-channel-only",
        read: &[Each(Service), Each(Period)],
        apart: ByRule,
        expected: steering::by_channel_only,
    },
    Rule {
        id: "steering/location-of-virtual",
        read: UNIT_PLACE,
        apart: ByAnchor,
        expected: steering::location_of_virtual,
    },
    Rule {
        id: "steering/audience-incomplete",
        read: &[Each(Service), Each(Touchpoint), Each(Audience), Each(Period)],
        apart: ByRule,
        expected: steering::audience_incomplete,
    },
    Rule {
        id: "steering/chief-without-powers",
        read: &[Each(Unit), Each(Task), Each(Touchpoint), Each(Period)],
        apart: ByRule,
        expected: steering::chief_without_powers,
    },
    Rule {
        id: "steering/chief-without-back",
        read: UNIT_PERIOD,
        apart: ByRule,
        expected: steering::chief_without_back,
    },
    Rule {
        id: "steering/temporary-no-end",
        read: &[Each(Unit), Each(Task), Each(Service), Each(Touchpoint), Each(Audience)],
        apart: Free,
        expected: temporary::temporary,
    },
];

pub(super) const STRUCTURE: [Rule; 4] = [
    Rule { id: "structure/mixed-step", read: UNIT_TASK_PLACE, apart: ByRule, expected: structure::mixed_step },
    Rule {
        id: "structure/service-in-two-backs",
        read: &[Each(Unit), Each(Service), Each(Period)],
        apart: ByRule,
        expected: structure::service_in_two_backs,
    },
    Rule {
        id: "structure/team-incomplete",
        read: &[Each(Unit), Each(Task), Each(Service), Each(Period)],
        apart: ByRule,
        expected: structure::team_incomplete,
    },
    Rule {
        id: "structure/arrangement-mismatch",
        read: &[Each(Period)],
        apart: Free,
        expected: structure::arrangement_mismatch,
    },
];
