//! Who may change what: units and fields, each line by the highest mutation tier of what may be done there. Reading is drawn
//! where a unit may do nothing else. Fields of a record that are alike in all this are one box.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::draft::{About, Draft, DraftNode, Key, cut};
use super::{EdgeKind, NodeKind, chain};
use crate::finding::Dimension;
use crate::model::words::{Operation, Operations, Safeguard, Traits, Word};
use crate::model::{FieldId, Guards, RecordId};
use crate::space::claim::ClaimId;
use crate::space::risks::tier;
use crate::space::set::SetId;

/// How many names stand on a line of a box of fields, and how many such lines it has.
const NAMES: usize = 3;
const LINES: usize = 5;

/// What a unit may do by one statement, as keys.
type Given = (SetId, ClaimId);

pub(super) fn draw(draft: &mut Draft<'_, '_>) {
    let space = draft.space;
    let mut by_unit: BTreeMap<u32, Vec<Given>> = BTreeMap::new();
    for &allow in &space.rights().allows {
        let claim = space.claim(allow);
        if !draft.meets(claim) || !draft.wants_any(claim.reach) {
            continue;
        }
        for chunk in space.rights().effective(allow) {
            let region = space.regions.intersection(&space.sets, chunk.region, draft.window);
            if region.is_empty() || space.sets.disjoint(chunk.services, draft.services) {
                continue;
            }
            for unit in draft.widest(space.sets.intersection(chunk.units, draft.filter.units)) {
                by_unit.entry(unit).or_default().push((chunk.keys, allow));
            }
        }
    }
    let units: BTreeSet<u32> = by_unit.keys().copied().collect();
    draft.add_units(&units, Some(0));
    let groups = groups(draft, &by_unit);
    let boxes = add_fields(draft, &groups);
    for (unit, given) in by_unit {
        let Some(&from) = draft.units.get(&unit) else { continue };
        for (group, &to) in groups.iter().zip(&boxes) {
            connect(draft, (from, to), group, &given);
        }
    }
}

/// Draws the line between a unit and a box of fields, if it may do anything there.
fn connect(draft: &mut Draft<'_, '_>, (from, to): (usize, usize), group: &[u32], given: &[Given]) {
    let space = draft.space;
    let Some(&field) = group.first() else { return };
    let traits = space.model.fields[field as usize].traits;
    let of = |keys: SetId| -> Operations {
        Operation::ALL.iter().copied().filter(|&it| space.sets.has(keys, space.dimensions.key(it, field))).collect()
    };
    let found: Vec<(Operations, ClaimId)> =
        given.iter().map(|&(keys, allow)| (of(keys), allow)).filter(|(operations, _)| !operations.is_empty()).collect();
    let highest = |operations: Operations| operations.iter().map(|it| tier(it, traits)).max().unwrap_or_default();
    let Some(most) = found.iter().map(|it| highest(it.0)).max() else { return };
    for (operations, allow) in found {
        let tier = highest(operations);
        // Who may write may read; that would only say the same twice.
        if tier == 0 && most > 0 {
            continue;
        }
        let statement = space.claim(allow).statement;
        let guards = space.model.statements[statement.at()].guards.as_deref();
        let limits = chain::limits(draft, &space.model.ast.statements[statement.at()]);
        let parts = [did(operations), limits, guards.map(|it| safeguards(draft, it)).unwrap_or_default()];
        let words = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
        let words = if tier == 0 { words } else { format!("tier {tier}: {words}") };
        draft.edge(Key::new(from, to, kind(most)), &words, Some(statement));
    }
}

fn kind(tier: u8) -> EdgeKind {
    match tier {
        0 => EdgeKind::Tier0,
        1 => EdgeKind::Tier1,
        2 => EdgeKind::Tier2,
        3 => EdgeKind::Tier3,
        _ => EdgeKind::Tier4,
    }
}

/// "create, update"
fn did(operations: Operations) -> String {
    let writing = operations.and(Operations::WRITE);
    if writing == Operations::WRITE {
        return "write".to_owned();
    }
    let shown = if writing.is_empty() { operations } else { writing };
    shown.iter().map(Word::word).collect::<Vec<_>>().join(", ")
}

/// "verified low, four-eyes, logged"
fn safeguards(draft: &Draft<'_, '_>, guards: &Guards) -> String {
    let mut out = Vec::new();
    if guards.verified != crate::model::words::Assurance::None {
        out.push(format!("{} {}", Safeguard::Verified.word(), guards.verified.word()));
    }
    let plain = [
        (guards.four_eyes, Safeguard::FourEyes),
        (guards.after_check, Safeguard::AfterCheck),
        (guards.logged, Safeguard::Logged),
        (guards.in_case, Safeguard::InCase),
        (guards.reversible, Safeguard::Reversible),
        (guards.notified, Safeguard::Notified),
    ];
    for (asked, safeguard) in plain {
        if asked {
            let by = guards.four_eyes_by.filter(|_| safeguard == Safeguard::FourEyes);
            let by = by.map(|unit| format!(" by {}", draft.space.model.unit_name(unit)));
            out.push(format!("{}{}", safeguard.word(), by.unwrap_or_default()));
        }
    }
    out.join(", ")
}

/// The fields of each record in groups that no right and no trait tells apart; only fields that somebody may do something with.
fn groups(draft: &Draft<'_, '_>, by_unit: &BTreeMap<u32, Vec<Given>>) -> Vec<Vec<u32>> {
    let space = draft.space;
    let mut cuts: Vec<SetId> = Vec::new();
    let mut seen: FxHashMap<SetId, ()> = FxHashMap::default();
    for &(keys, _) in by_unit.values().flatten() {
        if seen.insert(keys, ()).is_none() {
            for (_, fields) in space.dimensions.operations_and_fields(&space.sets, keys) {
                cuts.push(fields);
            }
        }
    }
    cuts.sort_by(|a, b| space.sets.compare(*a, *b));
    cuts.dedup();
    let mut sides: Vec<Vec<u32>> = vec![Vec::new(); space.model.fields.len()];
    for (cut, &fields) in (0..).zip(&cuts) {
        for field in space.sets.members(space.sets.intersection(fields, draft.filter.fields)) {
            sides[field as usize].push(cut);
        }
    }
    let mut groups: BTreeMap<(RecordId, &[u32], Traits), Vec<u32>> = BTreeMap::new();
    for (id, field) in (0_u32..).zip(&space.model.fields) {
        let sides = sides[id as usize].as_slice();
        if !sides.is_empty() {
            groups.entry((field.record, sides, field.traits)).or_default().push(id);
        }
    }
    let mut out: Vec<Vec<u32>> = groups.into_values().collect();
    out.sort_unstable();
    out
}

/// Adds the records with their boxes of fields, in the order of the groups.
fn add_fields(draft: &mut Draft<'_, '_>, groups: &[Vec<u32>]) -> Vec<usize> {
    let model = draft.space.model;
    let mut of_record: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        of_record.entry(model.fields[group[0] as usize].record.0).or_default().push(at);
    }
    let mut shown: BTreeSet<u32> = BTreeSet::new();
    for &record in of_record.keys() {
        let mut at = Some(record);
        while let Some(record) = at.filter(|&record| shown.insert(record)) {
            at = model.records[record as usize].thing.parent;
        }
    }
    let mut boxes: BTreeMap<u32, usize> = BTreeMap::new();
    let mut out = vec![0; groups.len()];
    for &record in &shown {
        let it = &model.records[record as usize];
        let name = model.record_name(RecordId(record)).to_owned();
        let parent = it.thing.parent.and_then(|it| boxes.get(&it).copied());
        let label = draft.names(&it.thing);
        let node = draft.node(DraftNode {
            id: format!("record:{name}"),
            kind: NodeKind::Record,
            label,
            parent,
            rank: None,
            span: Some(it.thing.span),
            about: About { names: vec![(Dimension::Record, name)], ..About::default() },
        });
        boxes.insert(record, node);
        for &at in of_record.get(&record).into_iter().flatten() {
            out[at] = add_group(draft, &groups[at], node);
        }
    }
    out
}

fn add_group(draft: &mut Draft<'_, '_>, group: &[u32], parent: usize) -> usize {
    let model = draft.space.model;
    let names: Vec<&str> = group.iter().map(|&id| model.text(model.fields[id as usize].symbol)).collect();
    let mut label: Vec<String> = names.chunks(NAMES).take(LINES).map(|some| cut(&some.join(", "))).collect();
    let more = names.len().saturating_sub(NAMES * LINES);
    label.extend((more > 0).then(|| format!("and {more} more")));
    let first = &model.fields[group[0] as usize];
    let traits: Vec<&str> = first.traits.iter().map(Word::word).collect();
    label.extend((!traits.is_empty()).then(|| traits.join(", ")));
    let all = group.iter().map(|&id| (Dimension::Field, model.field_name(FieldId(id)))).collect();
    draft.node(DraftNode {
        id: format!("field:{}.{}", model.record_name(first.record), names.join(",")),
        kind: NodeKind::Field,
        label,
        parent: Some(parent),
        rank: Some(1),
        span: Some(first.span),
        about: About { names: all, ..About::default() },
    })
}
