//! The sections of the page about what happens: handovers, changes of data, first contact, and what is not said.

use super::prose::{Part, list, name};
use super::words::{entrances, figure, names, percent, sentence, small};
use crate::describe::distance::{Handovers, OfService};
use crate::describe::silence::Silence;
use crate::describe::writing::{Field, Right, Tier};
use crate::describe::{Description, Named};

/// How many ways, rights and services are told before the rest is counted.
const WAYS: usize = 6;
const RIGHTS: usize = 8;
const BELOW: usize = 5;

pub(super) fn handovers(it: &Handovers) -> Vec<Part> {
    let reached: u64 = it.distribution.iter().map(|it| it.combinations).sum();
    let all = reached + it.unreachable;
    if all == 0 {
        return Vec::new();
    }
    let mut shares: Vec<String> = Vec::new();
    for (at, count) in it.distribution.iter().enumerate() {
        let there = match (at, count.handovers) {
            (0, 0) => "there is no handover".to_owned(),
            (0, 1) => "there is one handover".to_owned(),
            (0, handovers) => format!("there are {} handovers", small(handovers as usize)),
            (_, 1) => "one".to_owned(),
            (_, handovers) => small(handovers as usize),
        };
        shares.push(if count.combinations == all {
            there
        } else {
            format!("{there} in {}", percent(ratio(count.combinations, all)))
        });
    }
    if it.unreachable > 0 {
        let share = percent(ratio(it.unreachable, all));
        shares.push(match &shares[..] {
            [] => "there is no way at all".to_owned(),
            _ => format!("no way at all in {share}"),
        });
    }
    let of = match (shares.len(), all) {
        (_, 1) => ", in the one combination".to_owned(),
        (1, _) => format!(", in any of the {} combinations", figure(as_figure(all))),
        _ => format!(" of the {} combinations", figure(as_figure(all))),
    };
    let mut parts = vec![Part::Text(format!(
        "Between whoever takes a question in and whoever {} {}{of} of a service, an entrance and an audience.",
        what_ends_it(it.services.iter().map(|it| it.until.as_str())),
        list(&shares, shares.len()),
    ))];
    let worst = it.distribution.last().map_or(0, |it| it.handovers);
    if worst > 0 {
        let longest = |it: &&OfService| it.distribution.last().is_some_and(|count| count.handovers == worst);
        let services: Vec<&OfService> = it.services.iter().filter(longest).collect();
        let handovers =
            if worst == 1 { "one handover".to_owned() } else { format!("{} handovers", small(worst as usize)) };
        parts.push(Part::Text(format!("The longest way has {handovers}:")));
        parts.push(Part::Items(ways(&services)));
    }
    let (partly, lost): (Vec<&OfService>, Vec<&OfService>) =
        it.services.iter().filter(|it| it.unreachable > 0).partition(|it| !it.distribution.is_empty());
    parts.extend(without_way(&lost, "no way leads", ""));
    parts.extend(without_way(&partly, "a way leads", " from some entrances or for some audiences only"));
    parts
}

fn without_way(services: &[&OfService], way: &str, whence: &str) -> Option<Part> {
    let ends = what_ends_it(services.iter().map(|it| it.until.as_str()));
    let services: Vec<Named> = services.iter().filter_map(|it| it.service.clone()).collect();
    (!services.is_empty()).then(|| Part::Text(format!("For {} {way} to whoever {ends}{whence}.", names(&services))))
}

/// What is done where handovers are counted to, by the tasks of some services.
fn what_ends_it<'a>(tasks: impl Iterator<Item = &'a str>) -> &'static str {
    let (decided, others): (Vec<&str>, Vec<&str>) = tasks.partition(|it| *it == "decide");
    match (decided.is_empty(), others.as_slice()) {
        (_, []) => "decides on it",
        (false, _) => "decides on it (or does the work, where nothing is decided)",
        (true, all) if all.iter().all(|it| *it == "handle") => "handles it",
        (true, _) => "does the work",
    }
}

/// The longest ways; services that go the same one together.
fn ways(services: &[&OfService]) -> Vec<String> {
    let mut known: Vec<(&[Named], Vec<Named>)> = Vec::new();
    for it in services {
        let Some(way) = it.worst.as_deref() else { continue };
        let service = it.service.clone();
        match known.iter_mut().find(|it| it.0 == way) {
            Some(known) => known.1.extend(service),
            None => known.push((way, service.into_iter().collect())),
        }
    }
    let mut items: Vec<String> = known
        .iter()
        .take(WAYS)
        .map(|(way, services)| {
            let way: Vec<String> = way.iter().map(|it| name(it.said())).collect();
            let way = way.join(" → ");
            if services.is_empty() { format!("{way}.") } else { format!("{way}, for {}.", names(services)) }
        })
        .collect();
    if known.len() > WAYS {
        items.push(format!("And {} more.", small(known.len() - WAYS)));
    }
    items
}

pub(super) fn writing(it: &Description) -> Vec<Part> {
    if it.front_writing.is_empty() {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for tier in &it.front_writing {
        let what = kind_of_data(tier.tier);
        if tier.rights.is_empty() {
            parts.push(Part::Text(format!("{} (tier {}): nothing.", sentence(what), tier.tier)));
        } else {
            parts.push(Part::Text(format!("{} (tier {}):", sentence(what), tier.tier)));
            parts.push(Part::Items(rights(tier)));
        }
    }
    parts
}

fn kind_of_data(tier: u8) -> &'static str {
    match tier {
        1 => "notes",
        2 => "data of little consequence",
        3 => "facts with legal relevance, personal data and accounts",
        _ => "decisions, special and authentic data",
    }
}

fn rights(tier: &Tier) -> Vec<String> {
    let mut items: Vec<String> = tier.rights.iter().take(RIGHTS).map(right).collect();
    if tier.rights.len() > RIGHTS {
        items.push(format!("And {} more.", small(tier.rights.len() - RIGHTS)));
    }
    items
}

fn right(it: &Right) -> String {
    let operations = list(&it.operations, it.operations.len());
    let mut said = vec![format!("{} may {operations} {}", names(&it.units), fields(&it.fields))];
    said.extend(it.services.as_ref().map(|services| format!("for {}", names(services))));
    said.extend(it.via.as_ref().map(|via| format!("via {}", entrances(via))));
    said.extend(it.audiences.as_ref().map(|audiences| format!("serving {}", names(audiences))));
    let safeguards: Vec<String> = it.safeguards.iter().map(|it| safeguard(it)).collect();
    let safeguards = match &safeguards[..] {
        [] => "there is no safeguard".to_owned(),
        some => list(some, some.len()),
    };
    format!("{}; {safeguards}.", said.join(", "))
}

/// A safeguard as it is said of what is done.
fn safeguard(written: &str) -> String {
    let (word, rest) = written.split_once(' ').unwrap_or((written, ""));
    match (word, rest) {
        ("verified", level) => format!("once an identity of level {level} is shown"),
        ("four-eyes", "") => "a second person looks first".to_owned(),
        ("four-eyes", by) => format!("{} looks first", name(by.trim_start_matches("by "))),
        ("after-check", _) => "a second person looks afterwards".to_owned(),
        ("logged", _) => "it is logged".to_owned(),
        ("in-case", _) => "only within a case of this person".to_owned(),
        ("reversible", _) => "it can be undone".to_owned(),
        ("notified", _) => "the person concerned is told".to_owned(),
        _ => written.to_owned(),
    }
}

/// "telefoon and email of Klantgegevens"
fn fields(all: &[Field]) -> String {
    let mut records: Vec<(&Named, Vec<String>)> = Vec::new();
    for it in all {
        match records.iter_mut().find(|known| known.0 == &it.record) {
            Some(known) => known.1.push(name(&it.field)),
            None => records.push((&it.record, vec![name(&it.field)])),
        }
    }
    let parts = records.iter().map(|(record, fields)| format!("{} of {}", list(fields, 6), name(record.said())));
    list(&parts.collect::<Vec<_>>(), 4)
}

pub(super) fn first_contact(it: &Description) -> Vec<Part> {
    let Some(it) = &it.first_contact else { return Vec::new() };
    let said = format!(
        "By the shares of its handovers the front office settles {} of the contacts itself; the aim is {}.",
        percent(it.share),
        percent(it.target)
    );
    let all = match (it.services, it.of) {
        (1, 1) => "The one service that is offered states such a share".to_owned(),
        (services, of) if services == of => "All services that are offered state such a share".to_owned(),
        (services, of) => {
            let state = if services == 1 { "states" } else { "state" };
            format!("Of the {of} services that are offered {services} {state} such a share")
        }
    };
    let how = match (it.services, it.weighted) {
        (1, _) => "",
        (_, true) => ", and each counts by how often it is asked for",
        (_, false) => ", and each counts alike",
    };
    let mut parts = vec![Part::Text(format!("{said} {all}{how}."))];
    if !it.below.is_empty() {
        let below: Vec<String> =
            it.below.iter().map(|it| format!("{} ({})", name(it.service.said()), percent(it.share))).collect();
        parts.push(Part::Text(format!("Below the aim: {}.", list(&below, BELOW))));
    }
    parts
}

pub(super) fn silences(all: &[Silence]) -> Vec<Part> {
    let every = crate::describe::topics::topics().count();
    let (silent, partly): (Vec<&Silence>, Vec<&Silence>) = all.iter().partition(|it| it.stated == 0);
    if silent.len() == every {
        return vec![Part::Text(format!(
            "It says nothing on any of the {every} topics that rules ask about, so most rules can find nothing in it."
        ))];
    }
    let mut parts = Vec::new();
    if !silent.is_empty() {
        parts.push(Part::Text(
            "It says nothing about these topics, so the rules that ask about them can find nothing:".to_owned(),
        ));
        parts.push(Part::Items(silent.iter().map(|it| silence(it)).collect()));
    }
    if !partly.is_empty() {
        parts.push(Part::Text("About these it says something, but not everywhere:".to_owned()));
        parts.push(Part::Items(partly.iter().map(|it| silence(it)).collect()));
    }
    parts
}

fn silence(it: &Silence) -> String {
    let (how_much, when) = match it.stated {
        0 => (String::new(), "until then"),
        stated => (format!(" ({stated} of {})", it.of), "where it is missing"),
    };
    let rules: Vec<String> = it.rules.iter().map(|rule| format!("`{rule}`")).collect();
    let are = if rules.len() == 1 { "is" } else { "are" };
    format!("{}{how_much}. Write {}; {when} {} {are} silent.", sentence(&it.about), it.write, list(&rules, rules.len()))
}

fn ratio(of: u64, whole: u64) -> f64 {
    as_figure(of) / as_figure(whole)
}

#[expect(clippy::cast_precision_loss, reason = "a share of that many combinations needs no more figures")]
fn as_figure(count: u64) -> f64 {
    count as f64
}
