//! The walk of one service: from the people who come, through the channels, from step to step, and back to them.

use std::collections::BTreeMap;

use super::draft::{About, Draft, DraftNode, Key};
use super::entrances::{Entrance, Spot};
use super::{EdgeKind, NodeKind, chain, handovers};
use crate::finding::Dimension;
use crate::model::ServiceId;
use crate::model::words::{Task, Tasks, Word};
use crate::space::claim::ClaimId;
use crate::space::region::RegionId;
use crate::space::set::SetId;
use crate::space::walk::{Move, Step, Walk, Way};

/// Boxes of one step: by unit, and of the part that nobody holds.
#[derive(Debug, Default)]
struct StepBoxes {
    units: BTreeMap<u32, usize>,
    gap: Option<usize>,
}

pub(super) fn draw(draft: &mut Draft<'_, '_>, id: ServiceId) {
    let space = draft.space;
    let leaf = (0..).zip(&space.dimensions.services).find(|(_, it)| **it == Some(id)).map(|(leaf, _)| leaf);
    let Some(leaf) = leaf.filter(|&leaf| space.sets.has(draft.services, leaf)) else {
        draft.notes.push("the filters leave the service out, or it does not exist on this day".to_owned());
        return;
    };
    let walk = space.walk(leaf, draft.window);
    let offered = space.regions.intersection(&space.sets, space.offered(leaf), draft.window);
    if offered.is_empty() {
        draft.notes.push("the service is not offered here on this day".to_owned());
        return;
    }
    let start = end(draft, "start", people(draft, offered), 0);
    let mut cuts = Vec::new();
    if let Some(first) = walk.steps.first() {
        cuts.extend(first.holders.iter().map(|&(_, region)| touchpoints(draft, region)));
        cuts.push(touchpoints(draft, first.missing));
    }
    let entrances = draft.add_entrances(touchpoints(draft, offered), &cuts, Spot { rank: 1, around: None });
    let boxes = add_steps(draft, &walk, leaf);
    let last = end(draft, "end", vec!["Answered".to_owned()], crate::source::offset(walk.steps.len()) + 2);
    for entrance in &entrances {
        draft.edge(Key::new(start, entrance.node, EdgeKind::Reaches), &[], &[]);
    }
    arrive(draft, &walk, &boxes, &entrances);
    for step in &walk.moves {
        go(draft, step, &walk, &boxes, leaf);
    }
    lose(draft, &walk, &boxes);
    if let Some(boxes) = boxes.last() {
        for &node in boxes.units.values() {
            draft.edge(Key::new(node, last, EdgeKind::Reaches), &[], &[]);
        }
    }
}

/// Where a walk begins or ends.
fn end(draft: &mut Draft<'_, '_>, id: &str, label: Vec<String>, rank: u32) -> usize {
    draft.node(DraftNode {
        id: id.to_owned(),
        kind: NodeKind::End,
        label,
        parent: None,
        rank: Some(rank),
        span: None,
        about: About::default(),
    })
}

/// Who comes.
fn people(draft: &Draft<'_, '_>, offered: RegionId) -> Vec<String> {
    let space = draft.space;
    let mut audiences = SetId::EMPTY;
    for part in space.regions.parts(offered).iter() {
        for &(some, _) in space.audiences_and_periods(part.moments).iter() {
            audiences = space.sets.union(audiences, some);
        }
    }
    let names = if space.model.audiences.is_empty() { Vec::new() } else { space.audience_cover(audiences) };
    let more = names.len().saturating_sub(4);
    let mut out = vec!["People".to_owned()];
    out.extend(names.into_iter().take(4));
    out.extend((more > 0).then(|| format!("and {more} more")));
    out
}

/// Adds a box for every step, with the units in it.
fn add_steps(draft: &mut Draft<'_, '_>, walk: &Walk, leaf: u32) -> Vec<StepBoxes> {
    let mut out = Vec::new();
    for (at, step) in walk.steps.iter().enumerate() {
        let number = at + 1;
        let rank = crate::source::offset(at) + 2;
        let names = step.tasks.iter().map(|task| (Dimension::Task, task.word().to_owned()));
        let around = draft.node(DraftNode {
            id: format!("step:{number}"),
            kind: NodeKind::Step,
            label: vec![format!("{number}. {}", words(step.tasks))],
            parent: None,
            rank: Some(rank),
            span: None,
            about: About { names: names.collect(), ..About::default() },
        });
        let mut boxes = StepBoxes::default();
        for &(unit, region) in &step.holders {
            if !draft.space.sets.has(draft.filter.units, unit) {
                continue;
            }
            let mut node = draft.unit_node(unit, Some(around), Some(rank));
            node.id = format!("step:{number}/{}", node.id);
            let held = held(draft, unit, step, leaf, region);
            if held != step.tasks {
                node.label.push(format!("only {}", words(held)));
            }
            boxes.units.insert(unit, draft.node(node));
        }
        if !step.missing.is_empty() {
            let place = draft.space.touchpoints_phrase(touchpoints(draft, step.missing)).trim().replace('`', "");
            boxes.gap = Some(draft.node(DraftNode {
                id: format!("step:{number}/nobody"),
                kind: NodeKind::Gap,
                label: std::iter::once("nobody".to_owned()).chain(Some(place).filter(|it| !it.is_empty())).collect(),
                parent: Some(around),
                rank: Some(rank),
                span: None,
                about: About::default(),
            }));
        }
        out.push(boxes);
    }
    out
}

/// The tasks of a step that a unit holds somewhere.
fn held(draft: &Draft<'_, '_>, unit: u32, step: &Step, leaf: u32, region: RegionId) -> Tasks {
    let space = draft.space;
    let holds = |task: &Task| {
        let holders = space.holders_of(leaf, task.bit());
        holders.iter().any(|&(holder, held)| holder == unit && !space.regions.disjoint(&space.sets, held, region))
    };
    step.tasks.iter().filter(holds).collect()
}

/// From the channels to whoever holds the first step there.
fn arrive(draft: &mut Draft<'_, '_>, walk: &Walk, boxes: &[StepBoxes], entrances: &[Entrance]) {
    let (Some(first), Some(boxes)) = (walk.steps.first(), boxes.first()) else { return };
    for entrance in entrances {
        let there = |region| !draft.space.sets.disjoint(touchpoints(draft, region), entrance.touchpoints);
        let units: Vec<usize> =
            first.holders.iter().filter(|it| there(it.1)).filter_map(|it| boxes.units.get(&it.0).copied()).collect();
        let gap = boxes.gap.filter(|_| there(first.missing));
        for unit in units {
            draft.edge(Key::new(entrance.node, unit, EdgeKind::Answers), &[], &[]);
        }
        if let Some(gap) = gap {
            draft.edge(Key::new(entrance.node, gap, EdgeKind::Broken), &[], &[]);
        }
    }
}

/// From a unit to the next step.
fn go(draft: &mut Draft<'_, '_>, step: &Move, walk: &Walk, boxes: &[StepBoxes], leaf: u32) {
    let (Some(here), Some(next)) = (boxes.get(step.step), boxes.get(step.step + 1)) else { return };
    let Some(&from) = here.units.get(&step.from) else { return };
    let place = within(draft, step.region, leaf);
    match &step.way {
        Way::Stays => {
            if let Some(&to) = next.units.get(&step.from) {
                draft.edge(Key::new(from, to, EdgeKind::Stays), &[place], &[]);
            }
        }
        Way::Handed { to, by } => {
            let Some(&to) = next.units.get(to) else { return };
            let kinds: Vec<EdgeKind> = by.iter().map(|&it| kind(draft, it)).collect();
            let kind = if kinds.iter().all(|it| *it == kinds[0]) { kinds[0] } else { EdgeKind::Handover };
            for &claim in by {
                let statement = draft.space.claim(claim).statement;
                let written = &draft.space.model.ast.statements[statement.at()];
                let via = written.channels.map(|it| format!("via {}", chain::kept_text(draft, it)));
                let parts = std::iter::once(handovers::manner(written)).chain(via);
                let words = parts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
                draft.edge(Key::new(from, to, kind), &[words], &[statement]);
            }
        }
        Way::Relayed(hops) => {
            let Some(to) = hops.last().and_then(|hop| next.units.get(&hop.1)).copied() else { return };
            let through: Vec<String> = hops[..hops.len() - 1]
                .iter()
                .map(|hop| draft.space.model.unit_name(crate::model::UnitId(hop.1)).to_owned())
                .collect();
            let words = format!("{} handovers, through {}", hops.len(), through.join(", "));
            let statements: Vec<_> = hops.iter().map(|&(claim, _)| draft.space.claim(claim).statement).collect();
            draft.edge(Key::new(from, to, EdgeKind::Handover), &[words], &statements);
        }
        Way::Broken => {
            let sets = &draft.space.sets;
            let regions = &draft.space.regions;
            let meant = walk.steps[step.step + 1].holders.iter();
            let meant = meant.filter(|(unit, held)| *unit != step.from && !regions.disjoint(sets, *held, step.region));
            let ends: Vec<usize> = meant.filter_map(|(unit, _)| next.units.get(unit).copied()).collect();
            for to in ends {
                draft.edge(Key::new(from, to, EdgeKind::Broken), &["no handover".to_owned(), place.clone()], &[]);
            }
        }
    }
}

/// To the parts of later steps that nobody holds.
fn lose(draft: &mut Draft<'_, '_>, walk: &Walk, boxes: &[StepBoxes]) {
    for (at, pair) in boxes.windows(2).enumerate() {
        let Some(gap) = pair[1].gap else { continue };
        let missing = walk.steps[at + 1].missing;
        let holders = walk.steps[at].holders.iter();
        let (sets, regions) = (&draft.space.sets, &draft.space.regions);
        let losing = holders.filter(|(_, region)| !regions.disjoint(sets, *region, missing));
        let ends: Vec<usize> = losing.filter_map(|(unit, _)| pair[0].units.get(unit).copied()).collect();
        for from in ends {
            draft.edge(Key::new(from, gap, EdgeKind::Broken), &[], &[]);
        }
    }
}

fn kind(draft: &Draft<'_, '_>, claim: ClaimId) -> EdgeKind {
    let statement = &draft.space.model.ast.statements[draft.space.claim(claim).statement.at()];
    handovers::kind(statement.extras.as_ref().and_then(|it| it.mode).map(|it| it.0))
}

/// "via Telefoon", where a way is not for everything that is offered.
fn within(draft: &Draft<'_, '_>, region: RegionId, leaf: u32) -> String {
    let space = draft.space;
    let offered = space.regions.intersection(&space.sets, space.offered(leaf), draft.window);
    let (here, all) = (touchpoints(draft, region), touchpoints(draft, offered));
    if here == all { String::new() } else { space.touchpoints_phrase(here).trim().replace('`', "") }
}

fn words(tasks: Tasks) -> String {
    tasks.iter().map(Word::word).collect::<Vec<_>>().join(", ")
}

fn touchpoints(draft: &Draft<'_, '_>, region: RegionId) -> SetId {
    let parts = draft.space.regions.parts(region);
    parts.iter().fold(SetId::EMPTY, |all, part| draft.space.sets.union(all, part.touchpoints))
}
