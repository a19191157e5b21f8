//! A contact centre or service teams: what the figures speak for. The choice is the organisation's own.

use schemars::JsonSchema;
use serde::Serialize;

use super::size::Size;
use super::{exists, part};
use crate::model::value::Rate;
use crate::model::words::Complexity;
use crate::space::Space;

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advice {
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
    /// The figures speak for neither.
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// How many services there are.
    Services,
    /// How many contacts there are in a year.
    Contacts,
    /// The part of what is asked for that is simple, from 0 to 1.
    Simple,
    /// Channels on which the other side waits that state a peak.
    Peaks,
}

/// The part from which services are mostly simple, or mostly not.
const MOSTLY: f64 = 0.5;

/// Many services and many contacts speak for one entrance; so do simple questions and peaks, which a large pool meets with fewer
/// people. Complex questions in small numbers speak for teams.
pub fn advice(space: &Space<'_>, size: &Size) -> Advice {
    let thresholds = &space.settings.thresholds;
    let mut reasons = Vec::new();
    let mut weigh = |what: What, figure: f64, against: f64, many: Towards, few: Towards| {
        let towards = if figure >= against { many } else { few };
        reasons.push(Reason { towards, what, figure, against });
        towards
    };
    let (centre, teams, either) = (Towards::ContactCentre, Towards::ServiceTeams, Towards::Either);
    if size.services == 0 {
        return Advice { towards: Towards::Unknown, reasons };
    }
    let many_services =
        weigh(What::Services, count(size.services), f64::from(thresholds.kcc_services), centre, either) == centre;
    let contacts = size.contacts.or(size.channel_contacts).or(size.volume.map(|it| it.sum));
    let many_contacts =
        contacts.map(|it| weigh(What::Contacts, it, f64::from(thresholds.kcc_contacts), centre, teams) == centre);
    let mostly_simple = simple(space).map(|it| weigh(What::Simple, it, MOSTLY, centre, teams) == centre);
    let peaks = space.model.channels.iter().filter(|it| it.sync && it.peak.is_some()).count();
    if peaks > 0 {
        weigh(What::Peaks, count(peaks), 1.0, centre, either);
    }
    let towards = match (many_services, many_contacts, mostly_simple) {
        (true, Some(true), _) => Towards::ContactCentre,
        (_, Some(false), Some(false)) => Towards::ServiceTeams,
        (_, None, None) => Towards::Unknown,
        _ => Towards::Either,
    };
    Advice { towards, reasons }
}

/// The part of the services that is simple: by their volumes where all state one, else by their number.
fn simple(space: &Space<'_>) -> Option<f64> {
    let services = space.dimensions.services.iter().flatten().map(|id| &space.model.services[id.at()]);
    let known: Vec<_> = services
        .filter(|it| exists(space, it.thing.exists))
        .filter_map(|it| Some((it.complexity?, it.volume)))
        .collect();
    let weighted = known.iter().all(|it| it.1.is_some());
    let weight = |volume: Option<Rate>| if weighted { volume.map_or(0.0, Rate::per_year) } else { 1.0 };
    let all = super::sum(known.iter().map(|it| weight(it.1)));
    let simple = super::sum(known.iter().filter(|it| it.0 == Complexity::Simple).map(|it| weight(it.1)));
    (all > 0.0).then(|| part(simple, all))
}

#[expect(clippy::cast_precision_loss, reason = "no policy has that many things")]
fn count(things: usize) -> f64 {
    things as f64
}
