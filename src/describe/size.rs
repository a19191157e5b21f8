//! How large the organisation is, as far as the policy states it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::own::Own;
use super::{Named, named};
use crate::model::exact::Exact;
use crate::model::value::Rate;
use crate::model::words::Word;
use crate::model::{Service, Unit};
use crate::space::Space;
use crate::syntax::ast::Noun;

/// Counts of what exists on the day, of services, channels and audiences what is offered then; figures that nobody states are
/// absent.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Size {
    pub residents: Option<u32>,
    /// Contacts in a year, as the organisation states them.
    pub contacts: Option<f64>,
    /// Contacts in a year that the channels state together.
    pub channel_contacts: Option<f64>,
    /// In the organisation's own money.
    pub budget: Option<f64>,
    pub people: Option<Stated>,
    /// In full-time equivalents.
    pub staff: Option<Stated>,
    pub units: Vec<Kind>,
    pub locations: usize,
    pub channels: usize,
    pub audiences: Vec<Audience>,
    /// Outermost themes with a service in them.
    pub themes: usize,
    pub services: usize,
    /// Services that lie in no theme.
    pub outside_themes: usize,
    /// How often services are asked for in a year, together.
    pub volume: Option<Stated>,
    /// The services that are asked for most, at most three.
    pub busiest: Vec<Busy>,
}

/// A sum, and how many things it is a sum of.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    pub sum: f64,
    /// Things that state it.
    pub stated: usize,
    /// Things that could.
    pub of: usize,
}

/// Units of a kind; partners, and those to whom work is put out, are counted as `outside`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub kind: String,
    pub count: usize,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    pub audience: Named,
    pub size: Option<u32>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Busy {
    pub service: Named,
    pub per_year: f64,
}

/// How many of the busiest services are told.
const BUSIEST: usize = 3;

pub(super) fn size(own: &Own<'_, '_>) -> Size {
    let space = own.space;
    let organisation = space.model.organisation.as_ref();
    let yearly: Vec<f64> = own.channels().filter_map(|it| it.yearly).map(Rate::per_year).collect();
    let services: Vec<&Service> = own.services().collect();
    let mut busiest: Vec<Busy> = services
        .iter()
        .filter_map(|it| Some(Busy { service: named(space, &it.thing), per_year: it.volume?.per_year().round() }))
        .collect();
    let asked = super::sum(busiest.iter().map(|it| it.per_year));
    let volume = (!busiest.is_empty()).then_some(Stated { sum: asked, stated: busiest.len(), of: services.len() });
    busiest.sort_by(|a, b| b.per_year.total_cmp(&a.per_year).then_with(|| a.service.cmp(&b.service)));
    busiest.truncate(BUSIEST);
    let themes: BTreeSet<u32> = services.iter().filter_map(|it| theme(space, it)).collect();
    Size {
        residents: organisation.and_then(|it| it.residents),
        contacts: organisation.and_then(|it| it.contacts).map(|it| it.per_year().round()),
        channel_contacts: (!yearly.is_empty()).then(|| super::sum(yearly.iter().copied()).round()),
        budget: organisation.and_then(|it| it.budget),
        people: people(own, |it| it.people.map(f64::from)),
        staff: people(own, |it| it.staff.map(Exact::value)),
        units: kinds(own),
        locations: own.locations().count(),
        channels: own.channels().count(),
        audiences: own.audiences().map(|it| Audience { audience: named(space, &it.thing), size: it.size }).collect(),
        themes: themes.len(),
        services: services.len(),
        outside_themes: services.iter().filter(|it| theme(space, it).is_none()).count(),
        volume,
        busiest,
    }
}

/// The sum of a figure over the units of the organisation itself. What a unit states includes what is stated inside it, unless
/// that is more.
fn people(own: &Own<'_, '_>, figure: impl Fn(&Unit) -> Option<f64>) -> Option<Stated> {
    let outsiders = own.space.outsiders();
    let mut inside = vec![0.0; own.space.model.units.len()];
    let (mut sum, mut stated, mut of) = (0.0, 0, 0);
    let units: Vec<(u32, &Unit)> = own.units().filter(|it| !own.space.sets.has(outsiders, it.0)).collect();
    for (id, unit) in units.into_iter().rev() {
        of += 1;
        let (itself, inside_it) = (figure(unit), inside[id as usize]);
        stated += usize::from(itself.is_some());
        let whole = match itself {
            Some(itself) if itself < inside_it => itself + inside_it,
            Some(itself) => itself,
            None => inside_it,
        };
        match unit.thing.parent {
            Some(parent) => inside[parent as usize] += whole,
            None => sum += whole,
        }
    }
    (stated > 0).then_some(Stated { sum: (sum * 10.0).round() / 10.0, stated, of })
}

fn kinds(own: &Own<'_, '_>) -> Vec<Kind> {
    let outsiders = own.space.outsiders();
    let mut counts: BTreeMap<(bool, Option<u8>, String), usize> = BTreeMap::new();
    for (id, unit) in own.units() {
        let kind = unit.kind.map_or("unknown", Word::word);
        let key = if own.space.sets.has(outsiders, id) {
            (true, None, "outside".to_owned())
        } else {
            (false, unit.kind.map(|it| it as u8), kind.to_owned())
        };
        *counts.entry(key).or_insert(0) += 1;
    }
    counts.into_iter().map(|((_, _, kind), count)| Kind { kind, count }).collect()
}

/// The outermost theme that a service lies in.
fn theme(space: &Space<'_>, service: &Service) -> Option<u32> {
    let services = &space.model.services;
    let around = std::iter::successors(service.thing.parent, |&id| services[id as usize].thing.parent);
    around.filter(|&id| services[id as usize].noun == Noun::Theme).last()
}
