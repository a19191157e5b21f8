//! How many handovers somebody meets between who takes a matter in and who decides on it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Named, service, today_region, unit};
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::region::RegionId;
use crate::space::set::SetId;

#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handovers {
    /// Over all services: how many combinations of service, touchpoint and audience are so many handovers from a decider.
    pub distribution: Vec<Count>,
    /// Combinations from which no handovers lead to a decider.
    pub unreachable: u64,
    /// Service by service, those of which somebody takes matters in and somebody decides or handles them.
    pub services: Vec<OfService>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Count {
    pub handovers: u32,
    pub combinations: u64,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfService {
    /// Absent for the one service of a policy that declares none.
    pub service: Option<Named>,
    /// The task that the way ends at: `decide`, else `handle`, else `deliver`.
    pub until: String,
    pub distribution: Vec<Count>,
    pub unreachable: u64,
    /// The units on the longest way, from who takes the matter in; absent where everything is unreachable.
    pub worst: Option<Vec<Named>>,
}

pub fn handovers(space: &Space<'_>) -> Handovers {
    let today = today_region(space);
    let now = |region: RegionId| space.regions.intersection(&space.sets, region, today);
    let mut all: BTreeMap<u32, u64> = BTreeMap::new();
    let mut out = Handovers::default();
    for leaf in space.service_leaves() {
        let Some(ends) = space.ends(leaf) else { continue };
        let distances = space.distances(leaf);
        let mut distribution = Vec::new();
        for &(handovers, region) in &distances.cells {
            let combinations = space.cells_in(now(region));
            if combinations > 0 {
                *all.entry(handovers).or_insert(0) += combinations;
                distribution.push(Count { handovers, combinations });
            }
        }
        let unreachable = space.cells_in(now(distances.unreachable));
        out.unreachable += unreachable;
        if distribution.is_empty() && unreachable == 0 {
            continue;
        }
        let worst = distribution.last().and_then(|count| {
            let far = distances.by_takers.iter().find(|it| it.1 == count.handovers && !now(it.2).is_empty());
            far.and_then(|&(from, _, region)| way(space, leaf, from, now(region)))
        });
        let until = crate::model::words::Word::word(ends.last).to_owned();
        out.services.push(OfService { service: service(space, leaf), until, distribution, unreachable, worst });
    }
    out.distribution = all.into_iter().map(|(handovers, combinations)| Count { handovers, combinations }).collect();
    out
}

/// The units on the shortest way from one that takes a matter in, in the first cell of a region.
fn way(space: &Space<'_>, leaf: u32, takers: SetId, region: RegionId) -> Option<Vec<Named>> {
    let chunk = crate::space::chunk::Chunk {
        services: space.sets.run(leaf, leaf + 1),
        ..space.cells(space.dimensions.one, region)
    };
    let block = space.task_blocks(&[chunk]).first()?.with(Axis::Service, chunk.services);
    let from = space.taker(leaf, takers, space.first_cell(block))?;
    let mut units = vec![unit(space, from)];
    units.extend(space.way(from, block).into_iter().map(|(_, receiver)| unit(space, receiver)));
    Some(units)
}
