//! Service teams: which of them do the whole of what they work on.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::arrangement::Part;
use super::{Named, today, unit};
use crate::space::Space;
use crate::space::arrangement::{CONTACT, WORK};
use crate::space::block::Axis;
use crate::space::dimensions::Dimensions;
use crate::space::set::SetId;

/// A team that lacks contact, handling or decision of something that it works on, as `structure/team-incomplete` has it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartialTeam {
    pub team: Named,
    /// It takes matters in.
    pub contact: bool,
    /// It handles or decides.
    pub work: bool,
}

/// What units in teams do as what the outermost teams do: units in a team are the team.
pub(super) fn joined(space: &Space<'_>, units: Vec<(u32, Part)>) -> Vec<(u32, Part)> {
    let teams = space.teams();
    let mut out: BTreeMap<u32, Part> = BTreeMap::new();
    for (unit, part) in units {
        let around = teams.partition_point(|&team| team <= unit).checked_sub(1).map_or(unit, |at| teams[at]);
        out.entry(around).and_modify(|known| *known = known.or(&space.sets, part)).or_insert(part);
    }
    out.into_iter().collect()
}

/// The teams that lack nothing on the day, and those that do.
pub(super) fn whole_and_partial(space: &Space<'_>, teams: &[(u32, Part)]) -> (Vec<(u32, Part)>, Vec<PartialTeam>) {
    let sets = &space.sets;
    let now = space.incomplete_teams().into_iter().filter(|it| !sets.disjoint(it.get(Axis::Period), today(space)));
    let lacking = now.fold(SetId::EMPTY, |all, it| sets.union(all, it.get(Axis::Unit)));
    let contact = Dimensions::tasks(sets, CONTACT.into_iter().collect());
    let work = Dimensions::tasks(sets, WORK.into_iter().collect());
    let holds = |part: &Part, tasks: SetId| !sets.disjoint(part.tasks, tasks);
    // Of the service of a policy that declares none a team is only known to lack the contact or the work.
    let is_whole = |(team, part): &(u32, Part)| {
        let is_known = !space.model.services.is_empty();
        !sets.has(lacking, *team) && (is_known || holds(part, contact) && holds(part, work))
    };
    let whole = teams.iter().copied().filter(is_whole).collect();
    let partial = teams.iter().filter(|it| !is_whole(it)).map(|&(team, part)| PartialTeam {
        team: unit(space, team),
        contact: holds(&part, contact),
        work: holds(&part, work),
    });
    (whole, partial.collect())
}
