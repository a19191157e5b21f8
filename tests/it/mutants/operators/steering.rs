//! Who steers the channels: chiefs beside each other, without powers or ties, and forms that leave somebody out.

use loket::syntax::ast::{Head, Noun};

use super::super::policy::{Clause, Edit, Policy, Said, edit};
use super::{Mutant, Operator, by_itself, by_reference, except_each, found, without_each};

const ACCOUNTABLE: &[Head] = &[Head::Accountable];

pub(super) const OPERATORS: &[Operator] = &[
    by_reference("make a second channel chief", &["overlap/channel-chief"], |it| {
        let chief = |unit: usize| format!("accountable {} for steering", it.unit(unit));
        (0..it.model.units.len()).map(|unit| it.at_the_end(&chief(unit)).into()).collect()
    }),
    by_reference("take a power from who steers", &["steering/chief-without-powers", "gap/unaccountable"], |it| {
        without_each(it, ACCOUNTABLE, Clause::Tasks)
    }),
    by_reference("cut every tie with the back offices", &["steering/chief-without-back"], |it| {
        let ties = it.said_by(&[Head::Handover, Head::Consulted]).map(Said::drop).collect::<Vec<Edit>>();
        let agreements = it.declarations(Noun::Unit).filter_map(|unit| it.property(unit, "agreement"));
        let agreements: Vec<Edit> = agreements.map(|agreement| edit(agreement.span, "")).collect();
        if ties.is_empty() {
            Vec::new()
        } else {
            vec![ties.into_iter().chain(agreements).collect::<Vec<Edit>>().into()]
        }
    }),
    by_reference("steer a place from outside", &["steering/conflict", "overlap/accountable"], |it| {
        steer_part(it, Clause::Locations)
    }),
    by_reference("steer a channel from outside", &["steering/conflict", "overlap/accountable"], |it| {
        steer_part(it, Clause::Channels)
    }),
    by_reference("steer an audience from outside", &["steering/conflict", "overlap/accountable"], |it| {
        steer_part(it, Clause::Audiences)
    }),
    by_reference("steer at a place without saying by which channel", &["steering/location-of-virtual"], |it| {
        let at_places = steering(it).filter(|it| it.it.locations.is_some() && it.it.channels.is_some());
        at_places.map(|it| it.with(Clause::Channels, "*").into()).collect()
    }),
    by_reference("leave an audience out of its line", &["steering/audience-incomplete"], |it| {
        except_each(it, ACCOUNTABLE, Clause::Audiences)
    }),
    by_reference("steer every channel by itself", &["steering/by-channel-only", "steering/split-service"], by_channel),
    by_reference("steer a channel of one's own", &["steering/split-service"], apart),
    by_reference("let an arrangement end without a successor", &["steering/temporary-no-end"], |it| {
        let ends = [Noun::Unit, Noun::Channel].into_iter().flat_map(|noun| it.declarations(noun));
        ends.map(|thing| it.set(thing, "until", "2027-02-14").into()).collect()
    }),
    by_itself("call something a pilot and give it no end", &["steering/temporary-no-end"], |it| {
        let things = [Noun::Unit, Noun::Channel].into_iter().flat_map(|noun| it.declarations(noun));
        let endless = things.filter(|thing| it.property(thing, "until").is_none());
        let pilot = |thing: &loket::syntax::ast::Declaration| {
            let header = it.text(thing.header).trim_end().len();
            let end = thing.header.start + u32::try_from(header).unwrap();
            let tag = edit(loket::source::Span { start: end, end, ..thing.header }, " #pilot");
            found(vec![tag], "steering/temporary-no-end", &[it.word(thing.name.symbol)])
        };
        endless.map(pilot).collect()
    }),
];

fn steering(policy: &Policy) -> impl Iterator<Item = Said<'_>> {
    policy.said_by(ACCOUNTABLE).filter(|it| it.words(Clause::Tasks).0.contains(&"steering"))
}

/// Somebody who has nothing to do with it steers a part too.
fn steer_part(policy: &Policy, clause: Clause) -> Vec<Mutant> {
    let Some(stranger) = steering(policy).next().and_then(Said::stranger) else { return Vec::new() };
    let word = match clause {
        Clause::Locations => "via physical at",
        Clause::Audiences => "serving",
        _ => "via",
    };
    let things = policy.things(clause);
    let part = |at: usize| {
        let name = policy.name_of(things[at]);
        policy.at_the_end(&format!("accountable {} for steering {word} {name}", policy.unit(stranger))).into()
    };
    policy.leaves(clause).into_iter().map(part).collect()
}

/// Nobody steers but one unit for each channel; units that are not nested in each other where there are enough.
fn by_channel(policy: &Policy) -> Vec<Mutant> {
    let mut edits: Vec<Edit> = steering(policy).map(|it| without_steering(it)).collect();
    let units: Vec<usize> =
        (0..policy.model.units.len()).filter(|&it| policy.model.units[it].thing.parent.is_none()).collect();
    let mut lines = String::new();
    for (at, channel) in policy.things(Clause::Channels).into_iter().enumerate() {
        let unit = policy.unit(units[at % units.len()]);
        lines = format!("{lines}accountable {unit} for steering via {}\n", policy.name_of(channel));
    }
    edits.push(policy.at_the_end(&lines));
    vec![edits.into()]
}

/// A statement about steering without it; one about nothing else goes.
fn without_steering(it: Said<'_>) -> Edit {
    let (tasks, _) = it.words(Clause::Tasks);
    let rest: Vec<&str> = tasks.into_iter().filter(|task| *task != "steering").collect();
    if rest.is_empty() { it.drop() } else { it.with(Clause::Tasks, &rest.join(", ")) }
}

/// One channel is steered by a stranger alone.
fn apart(policy: &Policy) -> Vec<Mutant> {
    let Some(stranger) = steering(policy).next().and_then(Said::stranger) else { return Vec::new() };
    let mut all = Vec::new();
    for at in policy.leaves(Clause::Channels) {
        let way = policy.name_of(policy.things(Clause::Channels)[at]);
        let here = steering(policy).filter(|it| it.selects(Clause::Channels, at));
        // Other aspects stay as they are: only steering goes.
        let mut edits: Vec<Edit> = Vec::new();
        let mut lines = format!("accountable {} for steering via {way}\n", policy.unit(stranger));
        for it in here {
            let (tasks, _) = it.words(Clause::Tasks);
            if tasks.len() > 1 {
                edits.push(without_steering(it));
                lines = format!(
                    "{lines}accountable {} for steering via * except {way}\n",
                    it.words(Clause::Subject).0.join(", ")
                );
            } else {
                edits.push(it.except(Clause::Channels, way));
            }
        }
        edits.push(policy.at_the_end(&lines));
        all.push(edits.into());
    }
    all
}
