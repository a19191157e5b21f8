//! From the first line to the others: handovers that promise less, lead too far or to the wrong people, and powers that are
//! given twice, back, down or outside.

use loket::syntax::ast::{Head, Noun};

use super::super::policy::{Clause, Edit, Policy, Said, edit};
use super::{Mutant, Operator, by_reference};

const HANDOVER: &[Head] = &[Head::Handover];
const MANDATE: &[Head] = &[Head::Mandate];
const RESPONSIBLE: &[Head] = &[Head::Responsible];

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("promise no deadline", &["handover/no-deadline"], |it| {
        it.said_by(HANDOVER).filter_map(|it| within(it)).map(|span| edit(span, "").into()).collect()
    }),
    by_reference("send nothing back", &["handover/no-return"], |it| {
        it.said_by(HANDOVER).map(|it| edit(it.chain(), it.hops().join(" -> ")).into()).collect()
    }),
    by_reference("answer at once what is called back about", &["handover/not-live"], |it| {
        it.declarations(Noun::Service).map(|service| it.set(service, "immediate", "yes").into()).collect()
    }),
    by_reference("hand over most of what comes", &["handover/switchboard"], |it| {
        let share = |it: &Said<'_>| it.it.extras.as_ref().and_then(|it| it.share.as_ref()).map(|(_, span)| *span);
        it.said_by(HANDOVER).filter_map(|it| share(&it)).map(|span| edit(span, "85%").into()).collect()
    }),
    by_reference("go round by two more desks", &["handover/too-long", "handover/missing"], detours),
    by_reference("hand over nothing of a service", &["handover/no-second-line", "handover/missing"], |it| {
        let things = it.things(Clause::Services);
        let alone = |at: usize| -> Vec<Edit> {
            let its = it.said_by(HANDOVER).filter(|it| it.selects(Clause::Services, at));
            its.map(|it| it.except(Clause::Services, policy_name(it.policy, things[at]))).collect()
        };
        it.leaves(Clause::Services).into_iter().map(alone).filter(|edits| !edits.is_empty()).map(Mutant::from).collect()
    }),
    by_reference("make who hands over a team", &["handover/team-hands-over"], |it| {
        let units = it.declarations(Noun::Unit);
        units.map(|unit| it.set(unit, "kind", "team").into()).collect()
    }),
    by_reference("let an end of a handover see nothing", &["handover/no-shared-view"], unseen),
    by_reference("let others decide by one channel", &["handover/unequal"], decide_elsewhere),
    by_reference("promise another deadline by one channel", &["handover/unequal"], other_deadline),
    by_reference("give a mandate back", &["mandate/cycle"], |it| {
        let back = |it: Said<'_>| {
            let hops = it.hops();
            let clauses = it.text()[(it.chain().end - it.it.span.start) as usize..].to_owned();
            it.another(&format!("mandate {} -> {}{clauses}", hops[hops.len() - 1], hops[0]))
        };
        it.said_by(MANDATE).map(|it| back(it).into()).collect()
    }),
    by_reference("give a mandate without saying where", &["mandate/no-reference"], |it| {
        it.said_by(MANDATE).filter_map(|it| it.clause_text("because")).map(|span| edit(span, "").into()).collect()
    }),
    by_reference("mandate what may not be", &["mandate/not-mandatable"], |it| {
        it.declarations(Noun::Service).map(|service| it.set(service, "mandatable", "no").into()).collect()
    }),
    by_reference("drop the agreement with who decides", &["mandate/outside"], |it| {
        let units = it.declarations(Noun::Unit).filter_map(|unit| it.property(unit, "agreement"));
        units.map(|agreement| edit(agreement.span, "").into()).collect()
    }),
    by_reference("delegate to who works below", &["mandate/delegated-down"], |it| {
        let plain = it.said_by(MANDATE).filter(|it| it.it.extras.as_ref().is_none_or(|it| it.onward.is_none()));
        plain.map(|it| edit(it.it.keyword, "delegate").into()).collect()
    }),
    by_reference("delegate and still mandate", &["overlap/delegator"], |it| {
        let boards = it.model.units.iter().filter(|it| it.kind.is_some_and(|kind| kind.word() == "board"));
        let boards: Vec<&str> = boards.map(|unit| it.name_of(&unit.thing)).collect();
        let mut all = Vec::new();
        for it in it.said_by(MANDATE) {
            let giver = it.hops()[0];
            for board in boards.iter().filter(|board| **board != giver) {
                let services = it.words(Clause::Services).0.join(", ");
                let what = format!("delegate {giver} -> {board} for decide of {services} because \"besluit\"");
                all.push(it.another(&what).into());
            }
        }
        all
    }),
    by_reference("keep a department's own entrance", &["overlap/entrance"], own_entrance),
    by_reference("own content by channel", &["overlap/content"], content_by_channel),
    by_reference("serve the other's people too", &["overlap/audience"], |it| {
        super::add_each(it, RESPONSIBLE, Clause::Audiences)
    }),
];

fn policy_name<'a>(policy: &'a Policy, thing: &loket::model::Thing) -> &'a str {
    policy.name_of(thing)
}

/// The deadline of a handover, with its word.
fn within(it: Said<'_>) -> Option<loket::source::Span> {
    let (_, span) = it.it.extras.as_ref()?.within.as_ref()?;
    let before = &it.text()[..(span.start - it.it.span.start) as usize];
    let start = it.it.span.start + u32::try_from(before.rfind("within")?).unwrap();
    Some(loket::source::Span { start, ..*span })
}

/// Between the ends of a handover come two units that do nothing else.
fn detours(policy: &Policy) -> Vec<Mutant> {
    let busy: Vec<&str> = policy.said_by(HANDOVER).flat_map(Said::hops).collect();
    let idle = |unit: &usize| {
        let alone = policy.model.units[*unit].thing.end as usize == unit + 1;
        let does = policy.said_by(RESPONSIBLE).any(|it| it.selects(Clause::Subject, *unit));
        alone && !does && policy.model.units[*unit].thing.parent.is_none() && !busy.contains(&policy.unit(*unit))
    };
    let idle: Vec<usize> = (0..policy.model.units.len()).filter(idle).collect();
    let [one, other, ..] = idle[..] else { return Vec::new() };
    let (one, other) = (policy.unit(one), policy.unit(other));
    let mut all = Vec::new();
    for it in policy.said_by(HANDOVER).filter(|it| it.hops().len() == 2) {
        let hops = it.hops();
        all.push(edit(it.chain(), format!("{} <-> {one} <-> {other} <-> {}", hops[0], hops[1])).into());
    }
    all
}

fn unseen(policy: &Policy) -> Vec<Mutant> {
    let ends: Vec<&str> = policy.said_by(HANDOVER).flat_map(Said::hops).collect();
    let mut all = Vec::new();
    for it in policy.model.units.iter().filter(|it| ends.contains(&policy.name_of(&it.thing))) {
        let views = policy.property(policy.declaration(&it.thing), "views").map(|views| edit(views.span, ""));
        let refusal = policy.at_the_end(&format!("forbid {} to read *", policy.name_of(&it.thing)));
        all.push(views.into_iter().chain([refusal]).collect::<Vec<Edit>>().into());
    }
    all
}

/// Pairs of a service and a channel through which it is offered beside others.
fn ways(policy: &Policy) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for service in policy.leaves(Clause::Services) {
        let offers = |channel: &usize| {
            let mut offers = policy.said_by(&[Head::Offer]);
            offers.any(|it| it.selects(Clause::Services, service) && it.selects(Clause::Channels, *channel))
        };
        let channels: Vec<usize> = (0..policy.model.channels.len()).filter(offers).collect();
        if channels.len() > 1 {
            all.extend(channels.into_iter().map(|channel| (service, channel)));
        }
    }
    all
}

/// By one channel somebody else decides on a service, and who decided does not any more.
fn decide_elsewhere(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (service, channel) in ways(policy) {
        let name = policy.name_of(policy.things(Clause::Services)[service]);
        let way = policy.name_of(policy.things(Clause::Channels)[channel]);
        let decides = |it: &Said<'_>| {
            it.words(Clause::Tasks).0.contains(&"decide")
                && it.selects(Clause::Services, service)
                && it.selects(Clause::Channels, channel)
        };
        let deciders: Vec<Said<'_>> = policy.said_by(RESPONSIBLE).filter(decides).collect();
        let Some(stranger) = deciders.first().and_then(|it| it.stranger()) else { continue };
        let mut edits: Vec<Edit> = deciders.iter().map(|it| it.except(Clause::Channels, way)).collect();
        edits.push(policy.at_the_end(&format!("responsible {} for decide of {name} via {way}", policy.unit(stranger))));
        all.push(edits.into());
    }
    all
}

/// A handover by several channels takes longer by one of them.
fn other_deadline(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for it in policy.said_by(HANDOVER) {
        let channels = (0..policy.model.channels.len()).filter(|&at| it.selects(Clause::Channels, at));
        let Some((first, span)) = channels.into_iter().next().zip(within(it)) else { continue };
        let way = policy.name_of(policy.things(Clause::Channels)[first]);
        let text = it.text();
        let (start, end) = ((span.start - it.it.span.start) as usize, (span.end - it.it.span.start) as usize);
        let slow = format!("{}within 9 workdays{}", &text[..start], &text[end..]);
        let slow = match it.selector(Clause::Channels) {
            Some(selector) => {
                let at = (selector.span.start - it.it.span.start) as usize;
                let shift = (selector.span.end - it.it.span.start) as usize;
                let before = at < start;
                let grown = slow.len().cast_signed() - text.len().cast_signed();
                let moved = |offset: usize| if before { offset } else { offset.saturating_add_signed(grown) };
                format!("{}{way}{}", &slow[..moved(at)], &slow[moved(shift)..])
            }
            None => format!("{slow} via {way}"),
        };
        all.push(vec![it.except(Clause::Channels, way), policy.at_the_end(&slow)].into());
    }
    all
}

/// A department takes in what the contact centre takes in elsewhere.
fn own_entrance(policy: &Policy) -> Vec<Mutant> {
    let back = |unit: &loket::model::Unit| unit.kind.is_some_and(|kind| kind.word() == "back");
    let Some(back) = policy.model.units.iter().find(|it| back(it)) else { return Vec::new() };
    let mut all = Vec::new();
    for (service, channel) in ways(policy) {
        let name = policy.name_of(policy.things(Clause::Services)[service]);
        let way = policy.name_of(policy.things(Clause::Channels)[channel]);
        let text = format!("responsible {} for intake of {name} via {way}", policy.name_of(&back.thing));
        all.push(policy.at_the_end(&text).into());
    }
    all
}

/// By one channel somebody else owns what is said of a service.
fn content_by_channel(policy: &Policy) -> Vec<Mutant> {
    let mut all = Vec::new();
    for (service, channel) in ways(policy) {
        let name = policy.name_of(policy.things(Clause::Services)[service]);
        let way = policy.name_of(policy.things(Clause::Channels)[channel]);
        let owns = |it: &Said<'_>| {
            it.words(Clause::Tasks).0.contains(&"content")
                && it.selects(Clause::Services, service)
                && it.selects(Clause::Channels, channel)
        };
        let owners: Vec<Said<'_>> = policy.said_by(&[Head::Accountable]).filter(owns).collect();
        let Some(stranger) = owners.first().and_then(|it| it.stranger()) else { continue };
        let mut edits: Vec<Edit> = owners.iter().map(|it| it.except(Clause::Channels, way)).collect();
        edits
            .push(policy.at_the_end(&format!("accountable {} for content of {name} via {way}", policy.unit(stranger))));
        all.push(edits.into());
    }
    all
}
