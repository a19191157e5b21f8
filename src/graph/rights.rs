//! Who may change what: units and fields, each line by the highest mutation tier of what may be done there. Reading is drawn
//! where a unit may change nothing in the record. Fields of a record that are alike in all this are one box, and where several
//! units may do the same with the same boxes their lines meet.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::draft::{About, Draft, DraftNode, Key, cut};
use super::{EdgeKind, NodeKind, chain};
use crate::finding::Dimension;
use crate::model::words::{Operation, Operations, Traits, Word};
use crate::model::{FieldId, RecordId, StatementId};
use crate::space::claim::ClaimId;
use crate::space::risks::tier;
use crate::space::set::SetId;

/// How many names stand on a line of a box of fields, and how many such lines it has.
const NAMES: usize = 3;
const LINES: usize = 5;

/// So many lines that say the same are drawn through a point.
const MEET: usize = 3;

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
    let mut lines = AllLines::new();
    for (unit, given) in by_unit {
        let Some(&from) = draft.units.get(&unit) else { continue };
        for (&record, groups) in &boxes {
            let may: Vec<May> = groups.iter().map(|(group, _)| may(draft, group, &given)).collect();
            let changes = may.iter().any(|it| it.tier.is_some_and(|tier| tier > 0));
            let reads = |it: &May| it.tier == Some(0);
            // One line says that a whole record may be read.
            if groups.len() > 1 && may.iter().all(reads) {
                may.first().into_iter().for_each(|it| gather(draft, &mut lines, (from, record), it));
                continue;
            }
            for ((_, to), may) in groups.iter().zip(&may) {
                if !(changes && reads(may)) {
                    gather(draft, &mut lines, (from, *to), may);
                }
            }
        }
    }
    connect(draft, lines);
}

/// A line: from a unit, to a box, by some statements.
type Line = (usize, usize, Vec<StatementId>);

/// The lines by what they say: to which box, from which, by which statements.
type AllLines = BTreeMap<(EdgeKind, Vec<String>), BTreeMap<usize, BTreeMap<usize, Vec<StatementId>>>>;

/// Draws the lines; where many say the same they meet in a point, and the words stand there once.
fn connect(draft: &mut Draft<'_, '_>, lines: AllLines) {
    for ((kind, words), to) in lines {
        // Boxes to which lines come from the same units.
        let mut alike: BTreeMap<Vec<usize>, Vec<Line>> = BTreeMap::new();
        for (to, from) in to {
            let units = from.keys().copied().collect();
            let lines = from.into_iter().map(|(from, statements)| (from, to, statements));
            alike.entry(units).or_default().extend(lines);
        }
        for (from, lines) in alike {
            if lines.len() < MEET {
                for (from, to, statements) in lines {
                    draft.edge(Key::new(from, to, kind), &words, &statements);
                }
                continue;
            }
            let to: BTreeSet<usize> = lines.iter().map(|it| it.1).collect();
            let meeting = chain::junction(draft, (&from, &Vec::from_iter(to)), &words);
            for (from, to, statements) in lines {
                draft.edge(Key::new(from, meeting, kind), &[], &statements);
                draft.edge(Key::new(meeting, to, kind), &[], &statements);
            }
        }
    }
}

/// What a unit may do with a box of fields.
#[derive(Debug)]
struct May {
    /// The highest tier; nothing at all where there is none.
    tier: Option<u8>,
    /// By which statements, and the tier of each.
    by: Vec<(Operations, u8, ClaimId)>,
}

fn may(draft: &Draft<'_, '_>, group: &[u32], given: &[Given]) -> May {
    let space = draft.space;
    let field = group.first().copied().unwrap_or_default();
    let traits = space.model.fields[field as usize].traits;
    let of = |keys: SetId| -> Operations {
        Operation::ALL.iter().copied().filter(|&it| space.sets.has(keys, space.dimensions.key(it, field))).collect()
    };
    let highest = |operations: Operations| operations.iter().map(|it| tier(it, traits)).max().unwrap_or_default();
    let found = given.iter().map(|&(keys, allow)| (of(keys), allow)).filter(|it| !it.0.is_empty());
    let by: Vec<(Operations, u8, ClaimId)> = found.map(|(it, allow)| (it, highest(it), allow)).collect();
    May { tier: by.iter().map(|it| it.1).max(), by }
}

/// Adds the line between a unit and what it may do something with.
fn gather(draft: &Draft<'_, '_>, lines: &mut AllLines, (from, to): (usize, usize), may: &May) {
    let space = draft.space;
    let Some(most) = may.tier else { return };
    let (mut all, mut statements) = (Vec::new(), Vec::new());
    for &(operations, tier, allow) in &may.by {
        // Who may write may read; that would only say the same twice.
        if tier == 0 && most > 0 {
            continue;
        }
        let statement = space.claim(allow).statement;
        let guards = space.model.statements[statement.at()].guards.as_deref();
        let limits = chain::all_limits(draft, &space.model.ast.statements[statement.at()]);
        let guards = guards.map_or_else(Vec::new, |it| it.words(|by| space.model.unit_name(by).to_owned()));
        let parts = [did(operations), limits, guards.join(", ")];
        let words = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
        let words = if tier == 0 { words } else { format!("tier {tier}: {words}") };
        if !all.contains(&words) {
            all.push(words);
        }
        statements.push(statement);
    }
    lines.entry((kind(most), all)).or_default().entry(to).or_default().insert(from, statements);
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

/// The fields of each record in groups that no right and no trait tells apart; only fields that somebody may do something with.
fn groups(draft: &Draft<'_, '_>, by_unit: &BTreeMap<u32, Vec<Given>>) -> Vec<Vec<u32>> {
    let space = draft.space;
    let mut cuts: Vec<SetId> = Vec::new();
    let mut seen: FxHashSet<SetId> = FxHashSet::default();
    for &(keys, _) in by_unit.values().flatten() {
        if seen.insert(keys) {
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

/// The boxes of records, each with its groups of fields and their boxes.
type Boxes = BTreeMap<usize, Vec<(Vec<u32>, usize)>>;

/// Adds the records with their boxes of fields.
fn add_fields(draft: &mut Draft<'_, '_>, groups: &[Vec<u32>]) -> Boxes {
    let model = draft.space.model;
    let mut of_record: BTreeMap<u32, Vec<&Vec<u32>>> = BTreeMap::new();
    for group in groups {
        of_record.entry(model.fields[group[0] as usize].record.0).or_default().push(group);
    }
    let mut shown: BTreeSet<u32> = BTreeSet::new();
    for &record in of_record.keys() {
        let mut at = Some(record);
        while let Some(record) = at.filter(|&record| shown.insert(record)) {
            at = model.records[record as usize].thing.parent;
        }
    }
    let mut boxes: BTreeMap<u32, usize> = BTreeMap::new();
    let mut out = Boxes::new();
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
        for &group in of_record.get(&record).into_iter().flatten() {
            let of_group = add_group(draft, group, node);
            out.entry(node).or_default().push((group.clone(), of_group));
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
