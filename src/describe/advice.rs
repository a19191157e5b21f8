//! A contact centre or service teams: what the figures speak for. The choice is the organisation's own.

use schemars::JsonSchema;
use serde::Serialize;

use super::own::Own;
use super::part;
use super::size::Size;
use crate::model::Service;
use crate::model::value::Rate;
use crate::model::words::Complexity;

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// What more of the reasons speak for.
    pub towards: Towards,
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Towards {
    /// A common contact centre in front.
    ContactCentre,
    /// Service teams, from contact to decision.
    ServiceTeams,
    /// A figure speaks for neither; all together, for the one as much as for the other.
    Either,
    /// The policy states too little.
    Unknown,
}

/// A figure and what it speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    pub towards: Towards,
    pub what: What,
    pub figure: f64,
    /// What it is held against.
    pub against: f64,
    /// Things that the figure counts because they state what it takes, and how many could.
    pub stated: usize,
    pub of: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// How many services there are.
    Services,
    /// How many contacts there are in a year, as the organisation states them.
    Contacts,
    /// How many contacts in a year the channels state together.
    ChannelContacts,
    /// How often in a year services are asked for, as they state it.
    Volume,
    /// The part of the yearly volume of the services that state a complexity that is of simple ones, from 0 to 1.
    SimpleVolume,
    /// The part of the services that state a complexity that is simple, from 0 to 1: not all of them state a volume.
    SimpleServices,
    /// Channels on which the other side waits that state a peak.
    Peaks,
}

/// The part from which services are mostly simple, or mostly not; and of which a fact must be stated to speak for anything.
const MOSTLY: f64 = 0.5;

/// How many figures have to speak for something before anything is advised.
const FEWEST: usize = 2;

/// Many services and many contacts speak for one entrance; so do simple questions and peaks, which a large pool meets with fewer
/// people. Few contacts and complex questions speak for teams. What more of them speak for is what is advised, where contacts
/// or complexity are known.
pub(super) fn advice(own: &Own<'_, '_>, size: &Size) -> Advice {
    if size.services == 0 {
        return Advice { towards: Towards::Unknown, reasons: Vec::new() };
    }
    let thresholds = &own.space.settings.thresholds;
    let (centre, teams, either) = (Towards::ContactCentre, Towards::ServiceTeams, Towards::Either);
    let many = f64::from(thresholds.kcc_services);
    let mut reasons = vec![Reason {
        towards: if count(size.services) >= many { centre } else { either },
        what: What::Services,
        figure: count(size.services),
        against: many,
        stated: size.services,
        of: size.services,
    }];
    let services: Vec<&Service> = own.services().collect();
    let asked = [contacts(own, size, f64::from(thresholds.kcc_contacts)), simple(&services)];
    let informed = asked.iter().flatten().any(|it| it.towards != Towards::Unknown);
    reasons.extend(asked.into_iter().flatten());
    reasons.extend(peaks(own));
    let speak = |towards: Towards| reasons.iter().filter(|it| it.towards == towards).count();
    let towards = match (speak(centre), speak(teams)) {
        (for_centre, for_teams) if !informed || for_centre + for_teams < FEWEST => Towards::Unknown,
        (for_centre, for_teams) if for_centre > for_teams => centre,
        (for_centre, for_teams) if for_centre < for_teams => teams,
        _ => either,
    };
    Advice { towards, reasons }
}

/// Contacts in a year. A sum of some of them can show that they are many, and not that they are few.
fn contacts(own: &Own<'_, '_>, size: &Size, against: f64) -> Option<Reason> {
    let counting = || own.channels().filter(|it| it.yearly.is_some()).count();
    let (what, figure, stated, of) = None
        .or_else(|| size.contacts.map(|it| (What::Contacts, it, 1, 1)))
        .or_else(|| size.channel_contacts.map(|it| (What::ChannelContacts, it, counting(), size.channels)))
        .or_else(|| size.volume.map(|it| (What::Volume, it.sum, it.stated, it.of)))?;
    let towards = match (figure >= against, stated == of) {
        (true, _) => Towards::ContactCentre,
        (false, true) => Towards::ServiceTeams,
        (false, false) => Towards::Unknown,
    };
    Some(Reason { towards, what, figure, against, stated, of })
}

/// The simple part of the services that state how complex they are: by their volumes where all of these state one, else by their
/// number. It speaks for something when those are most services, and most of what is asked for where that is known.
fn simple(services: &[&Service]) -> Option<Reason> {
    let volume = |it: &Service| it.volume.map(Rate::per_year);
    let known: Vec<&Service> = services.iter().copied().filter(|it| it.complexity.is_some()).collect();
    let known_volume = super::sum(known.iter().filter_map(|it| volume(it)));
    let weighted = known_volume > 0.0 && known.iter().all(|it| it.volume.is_some());
    let weight = |it: &Service| if weighted { volume(it).unwrap_or(0.0) } else { 1.0 };
    let all = super::sum(known.iter().map(|it| weight(it)));
    if all <= 0.0 {
        return None;
    }
    let simple = known.iter().filter(|it| it.complexity == Some(Complexity::Simple));
    let figure = part(super::sum(simple.map(|it| weight(it))), all);
    let asked = super::sum(services.iter().filter_map(|it| volume(it)));
    let most = count(known.len()) >= MOSTLY * count(services.len()) && (!weighted || known_volume >= MOSTLY * asked);
    let towards = match (most, figure >= MOSTLY) {
        (false, _) => Towards::Unknown,
        (true, true) => Towards::ContactCentre,
        (true, false) => Towards::ServiceTeams,
    };
    let what = if weighted { What::SimpleVolume } else { What::SimpleServices };
    Some(Reason { towards, what, figure, against: MOSTLY, stated: known.len(), of: services.len() })
}

/// Peaks of the channels on which people wait.
fn peaks(own: &Own<'_, '_>) -> Option<Reason> {
    let stated = own.live_channels().filter(|it| it.peak.is_some()).count();
    let (towards, what, figure) = (Towards::ContactCentre, What::Peaks, count(stated));
    (stated > 0).then(|| Reason { towards, what, figure, against: 1.0, stated, of: own.live_channels().count() })
}

#[expect(clippy::cast_precision_loss, reason = "no policy has that many things")]
fn count(things: usize) -> f64 {
    things as f64
}
