//! The sections of the page: what the organisation is. What it does stands in `work`.

use super::prose::{Part, list, name};
use super::words::{article, counted, counted_figure, day, decimal, figure, money, names, sentence, small};
use super::{advice, work};
use crate::describe::arrangement::{Arrangement, By, Form, Group};
use crate::describe::size::{Kind, Size, Stated};
use crate::describe::teams::PartialTeam;
use crate::describe::{Description, Named};

/// All parts of a policy's page.
pub(super) fn page(it: &Description) -> Vec<Part> {
    let mut parts = vec![Part::Title(title(it))];
    parts.extend(introduction(it));
    if !is_empty(it) {
        section(&mut parts, "How it is arranged", arrangement(it));
        section(&mut parts, "Who steers the channels", steering(it));
        section(&mut parts, "How large it is", size(&it.size));
        section(&mut parts, "First, second and third line", lines(it));
        section(&mut parts, "How far it is to whoever decides", work::handovers(&it.handovers));
        section(&mut parts, "What the front office may change", work::writing(it));
        section(&mut parts, "What is settled at the first contact", work::first_contact(it));
        section(&mut parts, "A contact centre or service teams", advice::advice(it));
    }
    section(&mut parts, "What the policy does not say", work::silences(&it.silences));
    parts
}

/// Adds a section, unless it has nothing to say.
fn section(parts: &mut Vec<Part>, heading: &'static str, said: Vec<Part>) {
    if !said.is_empty() {
        parts.push(Part::Heading(heading));
        parts.extend(said);
    }
}

/// Nothing is declared that a page could be about.
fn is_empty(it: &Description) -> bool {
    let size = &it.size;
    size.units.is_empty() && size.services == 0 && size.channels == 0
}

fn title(it: &Description) -> String {
    match &it.organisation.named {
        Some(named) => name(named.said()),
        None if it.root == "." => "The policy in this directory".to_owned(),
        None => format!("The policy in {}", name(&it.root)),
    }
}

fn introduction(it: &Description) -> Vec<Part> {
    let size = &it.size;
    let who = it.organisation.named.as_ref().map_or_else(|| "The organisation".to_owned(), |it| name(it.said()));
    let said = |residents: u32| counted_figure(f64::from(residents), "resident", "residents");
    let mut sentences = Vec::new();
    match (&it.organisation.kind, size.residents) {
        (Some(kind), Some(residents)) => {
            sentences.push(format!("{who} is {} that serves {}.", article(kind), said(residents)));
        }
        (Some(kind), None) => sentences.push(format!("{who} is {}.", article(kind))),
        (None, Some(residents)) => sentences.push(format!("{who} serves {}.", said(residents))),
        (None, None) => {}
    }
    if is_empty(it) {
        sentences.push(
            "The policy declares no units, no services and no channels yet, so there is little to tell.".to_owned(),
        );
        return vec![Part::Text(sentences.join(" "))];
    }
    let subject = if sentences.is_empty() { who } else { "It".to_owned() };
    let offers = match (size.services, size.themes) {
        (0, _) => format!("{subject} names no services"),
        (services, 0) => format!("{subject} has {}", counted(services, "service", "services")),
        (services, themes) => {
            let themes = if themes == 1 { "one theme".to_owned() } else { format!("{} themes", small(themes)) };
            let all = counted(services, "service", "services");
            match services - size.outside_themes.min(services) {
                within if within == services => format!("{subject} has {all} in {themes}"),
                within => format!("{subject} has {all}, {} of them in {themes},", small(within)),
            }
        }
    };
    let channels = counted(size.channels, "channel", "channels");
    let places = match size.locations {
        0 => String::new(),
        locations => format!(", with counters and offices at {}", counted(locations, "location", "locations")),
    };
    sentences.push(match (size.services, size.channels) {
        (0, 0) => format!("{subject} offers nothing yet{places}."),
        (0, _) => format!("{offers} and has {channels}{places}."),
        _ => format!("{offers} and {channels}{places}."),
    });
    if !size.audiences.is_empty() {
        let audiences = size.audiences.iter().map(|it| match it.size {
            Some(size) => format!("{} ({})", name(it.audience.said()), figure(f64::from(size))),
            None => name(it.audience.said()),
        });
        sentences.push(format!("It serves {}.", list(&audiences.collect::<Vec<_>>(), 6)));
    }
    match it.organisation.policy_freedom.as_deref() {
        Some("none") => sentences.push("It makes no policy of its own.".to_owned()),
        Some("limited") => sentences.push("It makes its own policy within limits set by others.".to_owned()),
        Some(_) => sentences.push("It is free to make its own policy.".to_owned()),
        None => {}
    }
    let changes: Vec<String> = it.changes.iter().map(|it| day(it)).collect();
    let changes = match &changes[..] {
        [] => String::new(),
        changes => format!("; something in it changes on {}", list(changes, 4)),
    };
    let when = format!("This is how its policy has it on {}{changes}.", day(&it.as_of));
    vec![Part::Text(sentences.join(" ")), Part::Text(when)]
}

fn arrangement(it: &Description) -> Vec<Part> {
    let arranged = &it.arrangement;
    let mut sentences = Vec::new();
    match arranged.derived {
        Form::Front => {
            sentences.push(format!("People meet a front office first: {}.", names(&arranged.fronts)));
            sentences.extend(behind(arranged));
            sentences.extend(beside(arranged, "take in questions of their own as well"));
        }
        Form::Teams => {
            sentences.push(service_teams(arranged));
            sentences.extend(beside(arranged, "take in questions too"));
        }
        Form::Mixed => {
            sentences.push(mixed(arranged));
            sentences.extend(lacking(arranged));
            sentences.extend(behind(arranged));
            sentences.extend(beside(arranged, "take in questions of their own as well"));
        }
        Form::Departments => sentences.push(match &arranged.departments[..] {
            [one] => format!("There is no common front office: {} holds its own contacts.", name(one.said())),
            several => format!("There is no common front office: {} hold their own contacts.", names(several)),
        }),
        Form::TeamsInFront => {
            let teams = named(arranged.partial_teams.iter().filter(|it| it.contact));
            let take = if teams.len() == 1 { "takes" } else { "take" };
            sentences.push(format!("There is no common front office: {} {take} questions in.", names(&teams)));
            sentences.extend(behind(arranged));
        }
        Form::Nothing if arranged.offered == 0 => {
            sentences.push("Nothing is offered, so that nobody meets people yet.".to_owned());
        }
        Form::Nothing => sentences.push("Nobody is responsible for the contact with people.".to_owned()),
    }
    match &arranged.contact_centres[..] {
        [] => {}
        [one] => sentences.push(format!("{} is a contact centre.", name(one.said()))),
        several => sentences.push(format!("{} are contact centres.", names(several))),
    }
    if arranged.offered > 0 && arranged.derived != Form::Nothing {
        sentences.extend(reach(arranged));
    }
    let mut parts = vec![Part::Text(sentences.join(" "))];
    let behind = behind_whom(arranged);
    let divisions: Vec<String> =
        arranged.divisions.iter().enumerate().map(|(at, it)| division(it.group, behind, &it.by, at == 0)).collect();
    if !divisions.is_empty() {
        parts.push(Part::Text(sentence(&format!("{}.", divisions.join(", ")))));
    }
    parts.extend(declared(it).map(Part::Text));
    parts
}

fn service_teams(arranged: &Arrangement) -> String {
    match (&arranged.teams[..], &arranged.partial_teams[..]) {
        ([], [one]) => {
            format!("People meet a service team that lacks a part of what it works on: {}.", name(one.team.said()))
        }
        ([], teams) => {
            let teams = names(&named(teams.iter()));
            format!("People meet service teams that each lack a part of what they work on: {teams}.")
        }
        (whole, _) => {
            let said = format!("People meet service teams that talk, handle and decide in one hand: {}.", names(whole));
            std::iter::once(said).chain(lacking(arranged)).collect::<Vec<_>>().join(" ")
        }
    }
}

/// A front office beside service teams: for other services, or for the same ones.
fn mixed(arranged: &Arrangement) -> String {
    let (fronted, teamed, both) = (arranged.fronted, arranged.teamed, arranged.fronted_and_teamed);
    let what = match (fronted > both, teamed > both) {
        (true, true) => "a front office for some services and service teams for others",
        (true, false) => "a front office, and for some services a service team beside it",
        (false, true) => "service teams, and for some services a front office beside them",
        (false, false) if both == 1 => "a front office and a service team for the same service",
        (false, false) => "a front office and service teams for the same services",
    };
    let partial = named(arranged.partial_teams.iter());
    let teams = if arranged.teams.is_empty() { &partial } else { &arranged.teams };
    format!("People meet {what}: {} in front, and {} from contact to work.", names(&arranged.fronts), names(teams))
}

/// Teams that do not do the whole of what they work on, beside those that do.
fn lacking(arranged: &Arrangement) -> Option<String> {
    let teams = named(arranged.partial_teams.iter());
    let lack = if teams.len() == 1 { "lacks a part of what it works" } else { "lack a part of what they work" };
    (!teams.is_empty() && !arranged.teams.is_empty()).then(|| format!("{} {lack} on.", names(&teams)))
}

fn named<'t>(teams: impl Iterator<Item = &'t PartialTeam>) -> Vec<Named> {
    teams.map(|it| it.team.clone()).collect()
}

fn behind(arranged: &Arrangement) -> Option<String> {
    let whom = sentence(behind_whom(arranged)?);
    match &arranged.behind[..] {
        [] => None,
        [one] => Some(format!("{whom} {} does the work.", name(one.said()))),
        units => Some(format!("{whom} {} units do the work.", small(units.len()))),
    }
}

/// Where those stand who do the work, seen from those whom people meet; nowhere where people meet departments, or nobody.
fn behind_whom(arranged: &Arrangement) -> Option<&'static str> {
    match arranged.derived {
        Form::Front | Form::Mixed => Some("behind it"),
        Form::TeamsInFront if arranged.partial_teams.iter().filter(|it| it.contact).count() == 1 => Some("behind it"),
        Form::Teams | Form::TeamsInFront => Some("behind them"),
        Form::Departments | Form::Nothing => None,
    }
}

/// Departments that take matters in beside the others.
fn beside(arranged: &Arrangement, does: &str) -> Option<String> {
    match &arranged.departments[..] {
        [] => None,
        [one] => Some(format!("{} takes in questions as well.", name(one.said()))),
        units => Some(format!("{} {does}.", names(units))),
    }
}

/// How much of what is offered is arranged so.
fn reach(arranged: &Arrangement) -> Option<String> {
    let (part, one, many) = match arranged.derived {
        Form::Front | Form::Mixed => (arranged.fronted, "comes in at the front office", "come in at the front office"),
        Form::Teams => (arranged.teamed, "is with a team from contact to work", "are with a team from contact to work"),
        Form::Departments | Form::TeamsInFront | Form::Nothing => return None,
    };
    let all = figure(f64::from(arranged.offered));
    Some(match (part, arranged.offered) {
        (1, 1) => format!("The one service that is offered {one}."),
        (2, 2) => format!("Both services that are offered {many}."),
        (part, offered) if part == offered => format!("All {all} services that are offered {many}."),
        (part, _) => {
            format!(
                "Of the {all} services that are offered {} {}.",
                figure(f64::from(part)),
                if part == 1 { one } else { many }
            )
        }
    })
}

fn division(group: Group, behind: Option<&'static str>, by: &[By], first: bool) -> String {
    let words: Vec<String> = by
        .iter()
        .map(|by| match by {
            By::Product => "by product",
            By::Audience => "by audience",
            By::Channel => "by channel",
            By::Location => "by location",
            By::Process => "by the steps of the process",
        })
        .map(str::to_owned)
        .collect();
    let who = match (group, behind) {
        (Group::Fronts, _) => "in front",
        (Group::Teams, _) => "among the teams",
        (Group::Behind, Some(behind)) => behind,
        (Group::Behind, None) if first => "",
        (Group::Behind, None) => "elsewhere",
    };
    let how = match (&words[..], first) {
        ([], true) => "the work is not divided".to_owned(),
        ([], false) => "not at all".to_owned(),
        (words, true) => format!("the work is divided {}", list(words, words.len())),
        (words, false) => list(words, words.len()),
    };
    if who.is_empty() { how } else { format!("{who} {how}") }
}

/// What the organisation says of itself, held against what its statements make.
fn declared(it: &Description) -> Option<String> {
    let (words, meant) = match it.organisation.arrangement.as_deref()? {
        "kcc" => ("a common contact centre", Form::Front),
        "teams" => ("service teams", Form::Teams),
        _ => ("a contact centre and service teams side by side", Form::Mixed),
    };
    Some(match it.arrangement.as_declared {
        Some(true) if meant == it.arrangement.derived => {
            format!("That is what the organisation says of itself: {words}.")
        }
        Some(true) => {
            format!(
                "The organisation says of itself that it has {words}, which is so for at least half of its services."
            )
        }
        Some(false) => {
            format!("The organisation says of itself that it has {words}, which is not what these statements make.")
        }
        None => format!("The organisation says of itself that it has {words}."),
    })
}

fn steering(it: &Description) -> Vec<Part> {
    if it.steering.is_empty() {
        return vec![Part::Text("No unit is accountable for the steering of any channel.".to_owned())];
    }
    // Units with the same one above them and the same form are told together.
    let mut groups: Vec<(usize, Option<&Named>, &str, Vec<Named>)> = Vec::new();
    for steerer in &it.steering {
        let key = (steerer.rank, steerer.above.as_ref(), steerer.form.as_str());
        match groups.iter_mut().find(|it| (it.0, it.1, it.2) == key) {
            Some(group) => group.3.push(steerer.unit.clone()),
            None => groups.push((key.0, key.1, key.2, vec![steerer.unit.clone()])),
        }
    }
    groups.sort_by_key(|it| it.0);
    let mut items = Vec::new();
    for (_, above, form, units) in groups {
        let steer = if units.len() == 1 { "steers" } else { "steer" };
        let chief =
            if form == "everything" && units.len() == 1 && above.is_none() { ": the channel chief" } else { "" };
        let under = above.map_or_else(String::new, |above| format!("Below {}, ", name(above.said())));
        items.push(format!("{under}{} {steer} {form}{chief}.", names(&units)));
    }
    vec![Part::Items(items)]
}

fn size(it: &Size) -> Vec<Part> {
    let mut items = Vec::new();
    if !it.units.is_empty() {
        let (outside, inside): (Vec<&Kind>, Vec<&Kind>) = it.units.iter().partition(|it| it.kind == "outside");
        let kinds: Vec<String> = inside.into_iter().map(kind).collect();
        if !kinds.is_empty() {
            items.push(format!("It consists of {}.", list(&kinds, kinds.len())));
        }
        items.extend(outside.first().map(|it| match it.count {
            1 => "One partner outside it works along.".to_owned(),
            count => sentence(&format!("{} partners outside it work along.", small(count))),
        }));
    }
    if let Some(people) = it.people {
        let what = counted_figure(people.sum, "person works", "people work");
        items.push(stated(people, &format!("{what} in it"), "how many they are"));
    }
    if let Some(staff) = it.staff {
        let staff_said = decimal(staff.sum);
        let are = if staff_said == "1" { "equivalent is" } else { "equivalents are" };
        items.push(stated(staff, &format!("{staff_said} full-time {are} filled"), "how many they have"));
    }
    if let Some(budget) = it.budget {
        items.push(format!("It may spend {} in all.", money(budget)));
    }
    if let Some(contacts) = it.contacts {
        items.push(format!("It has {} a year.", counted_figure(contacts, "contact", "contacts")));
    }
    if let Some(contacts) = it.channel_contacts {
        items.push(format!("The channels that count theirs have {} a year.", figure(contacts)));
    }
    if let Some(volume) = it.volume {
        let busiest: Vec<String> =
            it.busiest.iter().map(|it| format!("{} ({})", name(it.service.said()), figure(it.per_year))).collect();
        let most = if volume.stated > busiest.len() { "most for" } else { "for" };
        items.push(format!(
            "Services are asked for {} a year, {most} {}.",
            counted_figure(volume.sum, "time", "times"),
            list(&busiest, busiest.len())
        ));
    }
    if items.is_empty() { Vec::new() } else { vec![Part::Items(items)] }
}

/// A sum with how much of the whole it covers.
fn stated(it: Stated, what: &str, say: &str) -> String {
    if it.stated == it.of {
        sentence(&format!("{what}."))
    } else {
        let units = if it.stated == 1 {
            "the one unit that says".to_owned()
        } else {
            format!("the {} that say", counted(it.stated, "unit", "units"))
        };
        sentence(&format!("{what}, counting {units} {say} (of {}).", counted(it.of, "unit", "units")))
    }
}

fn kind(it: &Kind) -> String {
    let (one, many) = match it.kind.as_str() {
        "board" => ("board", "boards"),
        "directorate" => ("directorate", "directorates"),
        "front" => ("front office", "front offices"),
        "kcc" => ("contact centre", "contact centres"),
        "mid" => ("mid office", "mid offices"),
        "back" => ("back office", "back offices"),
        "team" => ("service team", "service teams"),
        "staff" => ("staff unit", "staff units"),
        "oversight" => ("overseer", "overseers"),
        _ => ("unit of no known kind", "units of no known kind"),
    };
    format!("{} {}", small(it.count), if it.count == 1 { one } else { many })
}

fn lines(it: &Description) -> Vec<Part> {
    let Some(first) = it.lines.first() else { return Vec::new() };
    let said = ["First", "Second", "Third"];
    let items = it.lines.iter().map(|it| {
        let line = said.get(usize::from(it.line) - 1).unwrap_or(&"");
        format!("{line}: {}.", names(&it.units))
    });
    let items = Part::Items(items.collect());
    if first.stated {
        return vec![items];
    }
    let how = "No unit states its line; these follow from who takes questions in and to whom they are handed over.";
    vec![Part::Text(how.to_owned()), items]
}
