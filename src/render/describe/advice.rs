//! The section of the page about a contact centre or service teams. What is advised agrees with the reasons below it.

use super::prose::Part;
use super::words::{counted, counted_figure, figure, percent, sentence, small};
use crate::describe::Description;
use crate::describe::advice::{Reason, Towards, What};
use crate::describe::arrangement::{Fit, Form};

pub(super) fn advice(it: &Description) -> Vec<Part> {
    let advice = &it.advice;
    let arranged = &it.arrangement;
    let fit = match advice.towards {
        Towards::ContactCentre => Some(arranged.as_contact_centre),
        Towards::ServiceTeams => Some(arranged.as_service_teams),
        Towards::Either | Towards::Unknown => None,
    };
    let has = match fit.filter(|_| arranged.derived != Form::Nothing) {
        None => "",
        Some(Fit::Yes) => " That is how it is arranged.",
        Some(Fit::Partly) => " It is arranged so for fewer than half of its services.",
        Some(Fit::No) => " It is arranged otherwise.",
    };
    let conclusion = conclusion(advice.towards, &advice.reasons);
    let mut parts = vec![Part::Text(format!("{conclusion}{has} It is advice; the choice is the organisation's own."))];
    if !advice.reasons.is_empty() {
        parts.push(Part::Items(advice.reasons.iter().map(reason).collect()));
    }
    parts
}

/// What is advised, with how many of the reasons speak for it.
fn conclusion(towards: Towards, reasons: &[Reason]) -> String {
    let speak = |towards: Towards| reasons.iter().filter(|it| it.towards == towards).count();
    let (centre, teams) = (speak(Towards::ContactCentre), speak(Towards::ServiceTeams));
    let of = |some: usize, all: usize| match (some == all, all) {
        (true, 2) => "Both figures speak".to_owned(),
        (true, _) => "All these figures speak".to_owned(),
        (false, _) => format!("{} of these {} figures speak", sentence(&small(some)), small(all)),
    };
    let against = |others: usize, what: &str| match (others, reasons.len()) {
        (0, all) if all == centre + teams => String::new(),
        (0, _) => format!(", and none for {what}"),
        (others, _) => format!(", and {} for {what}", small(others)),
    };
    match towards {
        Towards::ContactCentre => {
            format!("{} for a contact centre{}.", of(centre, reasons.len()), against(teams, "service teams"))
        }
        Towards::ServiceTeams => format!(
            "{} for service teams, where who listens also decides{}.",
            of(teams, reasons.len()),
            against(centre, "a contact centre")
        ),
        Towards::Either => "As many of these figures speak for a contact centre as for service teams.".to_owned(),
        Towards::Unknown => "The policy states too little to advise either.".to_owned(),
    }
}

fn reason(it: &Reason) -> String {
    let for_whom = match it.towards {
        Towards::ContactCentre => "speaks for a contact centre",
        Towards::ServiceTeams => "speaks for service teams",
        Towards::Either => "speaks for neither",
        Towards::Unknown => "too little is stated to speak for either",
    };
    let many = format!("where many begins at {}", figure(it.against));
    let said = |one: &str, many: &str| counted_figure(it.figure, one, many);
    match it.what {
        What::Services => format!("{}, {many}: {for_whom}.", said("service", "services")),
        What::Contacts => format!("{} a year, {many}: {for_whom}.", said("contact", "contacts")),
        What::ChannelContacts => {
            let contacts = said("contact", "contacts");
            let all = if it.stated == it.of { String::new() } else { format!(" ({} of {})", it.stated, it.of) };
            format!("{contacts} a year with the channels that count theirs{all}, {many}: {for_whom}.")
        }
        What::Volume => {
            let all = match (it.stated, it.of) {
                (stated, of) if stated == of => String::new(),
                (stated, of) => format!(" ({stated} of {of} say how often)"),
            };
            format!("Services are asked for {} a year{all}, {many}: {for_whom}.", said("time", "times"))
        }
        What::SimpleVolume | What::SimpleServices => format!("{}: {for_whom}.", simple(it)),
        What::Peaks if it.stated == 1 => {
            format!(
                "One channel on which people wait has a peak, which a large pool meets with fewer people: {for_whom}."
            )
        }
        What::Peaks => format!(
            "{} on which people wait have a peak, which a large pool meets with fewer people: {for_whom}.",
            said("channel", "channels")
        ),
    }
}

/// The simple part, with what it is a part of.
fn simple(it: &Reason) -> String {
    let share = percent(it.figure);
    let what = if it.what == What::SimpleVolume { "of what is asked for is simple" } else { "are simple" };
    match (it.stated, it.of) {
        (1, of) => {
            let which = if of == 1 { String::new() } else { format!(" of {of} that states its complexity") };
            format!("The one service{which} is {}simple", if it.figure > 0.0 { "" } else { "not " })
        }
        (stated, of) if stated < of => {
            let services = counted(stated, "service", "services");
            format!("Of the {services} (of {of}) that state their complexity, {share} {what}")
        }
        _ if it.what == What::SimpleVolume => format!("{} {what}", sentence(&share)),
        (_, of) => format!("{} of the {} {what}", sentence(&share), counted(of, "service", "services")),
    }
}
