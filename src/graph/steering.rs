//! Who steers which channels: units that are accountable for `steering`, and what limits them.

use std::collections::BTreeSet;

use super::draft::{About, Draft, DraftNode, Key};
use super::entrances::{Entrance, Spot};
use super::{EdgeKind, NodeKind, chain};
use crate::space::set::SetId;
use crate::space::steering::{Form, Steerer};

pub(super) fn draw(draft: &mut Draft<'_, '_>) {
    let space = draft.space;
    let sets = &space.sets;
    let steers = |steerer: &&Steerer| {
        draft.unit_exists(steerer.unit.0)
            && sets.has(draft.filter.units, steerer.unit.0)
            && steerer.lines.iter().any(|line| draft.meets(space.claim(line.claim)))
    };
    let steerers: Vec<&Steerer> = space.steering().units.iter().filter(steers).collect();
    if steerers.is_empty() {
        return;
    }
    let all = touchpoints(draft, draft.window);
    let mut cuts: Vec<SetId> = Vec::new();
    for line in steerers.iter().flat_map(|it| it.lines.iter()) {
        cuts.push(touchpoints(draft, draft.region_of(space.claim(line.claim))));
    }
    cuts.sort_by(|a, b| sets.compare(*a, *b));
    cuts.dedup();
    let units: BTreeSet<u32> = steerers.iter().map(|it| it.unit.0).collect();
    draft.add_units(&units, Some(0));
    let everything = draft.node(DraftNode {
        id: "group:channels".to_owned(),
        kind: NodeKind::Group,
        label: vec!["All channels".to_owned()],
        parent: None,
        rank: None,
        span: None,
        about: About::default(),
    });
    let entrances = draft.add_entrances(all, &cuts, Spot { rank: 1, around: Some(everything) });
    for steerer in steerers {
        let Some(&from) = draft.units.get(&steerer.unit.0) else { continue };
        let form = steerer.forms.iter().find(|(_, periods)| sets.has(*periods, 0)).map(|it| it.0);
        let kind = if form == Some(Form::Chief) { EdgeKind::Chief } else { EdgeKind::Steers };
        for line in steerer.lines.iter() {
            let claim = space.claim(line.claim);
            if !draft.meets(claim) {
                continue;
            }
            let here = touchpoints(draft, draft.region_of(claim));
            let statement = &space.model.ast.statements[claim.statement.at()];
            let words = chain::all_limits(draft, statement);
            let words = if words.is_empty() { "everything".to_owned() } else { words };
            let within = |it: &&Entrance| sets.is_subset(it.touchpoints, here);
            let ends: Vec<usize> = if here == all {
                vec![everything]
            } else {
                entrances.iter().filter(within).map(|it| it.node).collect()
            };
            for to in ends {
                draft.edge(Key::new(from, to, kind), std::slice::from_ref(&words), &[claim.statement]);
            }
        }
    }
}

/// The touchpoints of a region.
fn touchpoints(draft: &Draft<'_, '_>, region: crate::space::region::RegionId) -> SetId {
    let parts = draft.space.regions.parts(region);
    parts.iter().fold(SetId::EMPTY, |all, part| draft.space.sets.union(all, part.touchpoints))
}
