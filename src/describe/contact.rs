//! What part of the contacts the front office settles itself, by the shares of its handovers.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Named, part, service, today_region};
use crate::model::value::Rate;
use crate::model::words::UnitKind;
use crate::space::Space;
use crate::space::region::RegionId;
use crate::space::set::SetId;

/// Absent where no handover out of a front office states a share.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstContact {
    /// The part of the contacts that front offices do not hand over, from 0 to 1: services by their yearly volume where all of
    /// them state one, else all alike.
    pub share: f64,
    pub weighted: bool,
    /// Services of which a share is stated, of the offered ones.
    pub services: usize,
    pub of: usize,
    /// The part that is asked for (`first-contact` of `[thresholds]`), from 0 to 1.
    pub target: f64,
    /// The services below the target, from the lowest.
    pub below: Vec<Settled>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    pub service: Named,
    pub share: f64,
}

pub fn first_contact(space: &Space<'_>) -> Option<FirstContact> {
    let units = &space.model.units;
    let fronts = (0..).zip(units).filter(|(_, it)| it.kind.is_some_and(UnitKind::is_front));
    let fronts = space.sets.from_members(fronts.map(|(id, _)| id));
    let links = space.links();
    let shared: Vec<(SetId, RegionId, f64)> = links
        .all
        .iter()
        // The front offices at both ends keep the contact between them.
        .filter(|link| !space.sets.disjoint(link.from, fronts) && space.sets.disjoint(link.to, fronts))
        .filter_map(|link| {
            let claim = space.claim(link.claim);
            let share = space.model.statements[claim.statement.at()].share?;
            Some((
                claim.services,
                space.regions.intersection(&space.sets, claim.region, today_region(space)),
                f64::from(share),
            ))
        })
        .collect();
    let mut found: Vec<(Option<Named>, Option<f64>, f64)> = Vec::new();
    let mut of = 0;
    for leaf in space.service_leaves() {
        let offered = space.regions.intersection(&space.sets, space.offered(leaf), today_region(space));
        if offered.is_empty() {
            continue;
        }
        of += 1;
        let (mut over, mut handed) = (RegionId::EMPTY, 0.0);
        for &(services, region, share) in &shared {
            if space.sets.has(services, leaf) {
                let here = space.regions.intersection(&space.sets, region, offered);
                handed += figure(space.cells_in(here)) * share;
                over = space.regions.union(&space.sets, over, here);
            }
        }
        if !over.is_empty() {
            let settled = (1.0 - part(handed, figure(space.cells_in(over)))).max(0.0);
            let stated = space.dimensions.services[leaf as usize].and_then(|id| space.model.services[id.at()].volume);
            found.push((service(space, leaf), stated.map(Rate::per_year), settled));
        }
    }
    if found.is_empty() {
        return None;
    }
    let weighted = found.iter().all(|it| it.1.is_some_and(|volume| volume > 0.0));
    let weight = |it: &(Option<Named>, Option<f64>, f64)| if weighted { it.1.unwrap_or(0.0) } else { 1.0 };
    let all = super::sum(found.iter().map(weight));
    let settled = super::sum(found.iter().map(|it| weight(it) * it.2));
    let target = f64::from(space.settings.thresholds.first_contact) / 100.0;
    let services = found.len();
    let below = found.into_iter().filter(|it| it.2 + 1e-9 < target);
    let mut below: Vec<Settled> =
        below.filter_map(|it| Some(Settled { service: it.0?, share: part(it.2, 1.0) })).collect();
    below.sort_by(|a, b| a.share.total_cmp(&b.share).then_with(|| a.service.cmp(&b.service)));
    Some(FirstContact { share: part(settled, all), weighted, services, of, target, below })
}

#[expect(clippy::cast_precision_loss, reason = "a share of that many cells needs no more figures")]
fn figure(cells: u64) -> f64 {
    cells as f64
}
