//! Who steers the channels, and in which form.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Named, today, unit};
use crate::space::Space;

/// A unit that is accountable for steering on the day. Those above stand before those below them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Steerer {
    pub unit: Named,
    /// `everything`, or by what it is limited: `per channel`, `per location`, `per service`, `per audience`, or several.
    pub form: String,
    /// The nearest unit around it that steers on the day too.
    pub above: Option<Named>,
    /// How many such units are around it.
    pub rank: usize,
}

pub fn steering(space: &Space<'_>) -> Vec<Steerer> {
    let units = &space.steering().units;
    let mut out = Vec::new();
    // By unit: the nearest one, itself or around it, that steers on the day, and how many do.
    let mut known: Vec<(Option<usize>, usize)> = Vec::with_capacity(units.len());
    for (at, it) in units.iter().enumerate() {
        let (above, rank) = it.above.map_or((None, 0), |above| known[above]);
        let form = it.forms.iter().find(|(_, periods)| !space.sets.disjoint(*periods, today(space)));
        let Some((form, _)) = form else {
            known.push((above, rank));
            continue;
        };
        known.push((Some(at), rank + 1));
        let above = above.map(|at| unit(space, units[at].unit.0));
        out.push(Steerer { unit: unit(space, it.unit.0), form: form.words(), above, rank });
    }
    out
}
