//! What part of the contacts the front office settles itself, by the shares of its handovers.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Named, part, service, today_region};
use crate::model::value::Rate;
use crate::space::Space;
use crate::space::shares::WHOLE;

/// Absent where no handover by which a front office passes on what it takes in states a share.
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

/// What front offices take in and hand over to others, by the shares that `handover/switchboard` adds up. A front office counts
/// in the combinations in which it takes contacts in and states what it hands over; among front offices contacts stay in front.
pub fn first_contact(space: &Space<'_>) -> Option<FirstContact> {
    let fronts = space.fronts();
    let shares = space.shares(fronts, fronts);
    let today = today_region(space);
    let mut found: Vec<(Option<Named>, Option<f64>, f64)> = Vec::new();
    let mut of = 0;
    for leaf in space.service_leaves() {
        if space.regions.disjoint(&space.sets, space.offered(leaf), today) {
            continue;
        }
        of += 1;
        let (mut all, mut handed) = (0.0, 0.0);
        for (region, share) in space.passed_on(&shares, leaf).into_iter().flatten() {
            let cells = figure(space.cells_in(space.regions.intersection(&space.sets, region, today)));
            all += cells;
            handed += cells * f64::from(share.min(WHOLE)) / f64::from(WHOLE);
        }
        if all > 0.0 {
            let stated = space.dimensions.services[leaf as usize].and_then(|id| space.model.services[id.at()].volume);
            found.push((service(space, leaf), stated.map(Rate::per_year), 1.0 - part(handed, all)));
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
