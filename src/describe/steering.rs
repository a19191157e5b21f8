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
    /// The nearest unit around it that steers too.
    pub above: Option<Named>,
    /// How many such units are around it.
    pub rank: usize,
}

pub fn steering(space: &Space<'_>) -> Vec<Steerer> {
    let steering = space.steering();
    let mut out = Vec::new();
    for it in &steering.units {
        let form = it.forms.iter().find(|(_, periods)| !space.sets.disjoint(*periods, today(space)));
        let Some((form, _)) = form else { continue };
        out.push(Steerer {
            unit: unit(space, it.unit.0),
            form: form.words(),
            above: it.above.map(|at| unit(space, steering.units[at].unit.0)),
            rank: it.rank,
        });
    }
    out
}
