//! Units × fields: what a unit may do with a field, how heavy that is, and what every right to it asks for.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::{Fact, Head, Kind, State};
use crate::model::words::{Assurance, Operation, Operations};
use crate::model::{FieldId, Guards, RecordId};
use crate::space::chunk::Chunk;
use crate::space::claim::ClaimId;
use crate::space::region::RegionId;
use crate::space::risks;
use crate::space::set::SetId;

/// A right that a unit has to some keys: when something of it exists, and when something is missing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Holding {
    allows: Vec<(ClaimId, SetId)>,
    /// When some cell that exists is not given by any of them.
    missing: SetId,
}

/// What a unit may do with a field: operations, each with the place of its holding.
type Rights = Vec<(Operation, u32)>;

pub(super) fn fill(draft: &mut Draft<'_>) {
    draft.nouns = ["unit", "field"];
    let model = draft.model();
    let mut columns: FxHashMap<u32, u32> = FxHashMap::default();
    for field in draft.space.sets.members(draft.filter.fields) {
        columns.insert(field, crate::source::offset(draft.columns.len()));
        let head = field_head(draft, FieldId(field));
        draft.columns.push(head);
    }
    for (sign, meaning) in [
        ("C R U D O F", "create, read, update, delete, reopen, force: wherever and for whomever"),
        ("c r u d o f", "the same for some services, touchpoints or audiences only"),
        ("1 to 4", "the highest mutation tier of what may be written"),
        ("vL vS vH", "every right to write asks for an identity verified low, substantial or high"),
        ("4 a l", "… for four eyes, an after-check, a log"),
        ("c r n", "… to be in a case, reversible, notified"),
    ] {
        draft.legend(sign, meaning);
    }
    let whole = whole(draft);
    let mut states: FxHashMap<(u32, Rights), Option<u32>> = FxHashMap::default();
    let mut holdings: Vec<Holding> = Vec::new();
    let mut known: FxHashMap<Holding, u32> = FxHashMap::default();
    for unit in draft.space.sets.members(draft.filter.units) {
        let mut by_field: BTreeMap<u32, Rights> = BTreeMap::new();
        for (keys, holding) in held(draft, unit, &whole) {
            let place = *known.entry(holding.clone()).or_insert_with(|| {
                holdings.push(holding);
                crate::source::offset(holdings.len() - 1)
            });
            for key in keys {
                let operation = Operation::ALL[(key / draft.space.dimensions.field_count) as usize];
                by_field.entry(key % draft.space.dimensions.field_count).or_default().push((operation, place));
            }
        }
        let mut cells = Vec::new();
        for (field, mut rights) in by_field {
            rights.sort_unstable_by_key(|&(operation, _)| (order(operation), operation));
            // Fields of the same traits that are held alike are told alike.
            let key = (u32::from(model.fields[field as usize].traits.0), rights);
            let cell = if let Some(&cell) = states.get(&key) {
                cell
            } else {
                let cell = cell(draft, FieldId(field), &key.1, &holdings);
                states.insert(key, cell);
                cell
            };
            cells.extend(cell.map(|cell| (columns[&field], cell)));
        }
        let head = draft.unit_head(unit);
        draft.row(head, cells);
    }
    if !draft.ask.empty {
        let dropped = draft.drop_empty_rows();
        draft.note_dropped(&dropped);
    }
}

fn field_head(draft: &Draft<'_>, field: FieldId) -> Head {
    let model = draft.model();
    let record: RecordId = model.fields[field.at()].record;
    Head {
        id: model.field_name(field),
        name: model.text(model.fields[field.at()].symbol).to_owned(),
        group: Some(model.record_name(record).to_owned()),
        label: None,
    }
}

/// All cells that exist and are looked at: services and regions.
fn whole(draft: &Draft<'_>) -> Vec<(SetId, RegionId)> {
    let space = draft.space;
    let here = match space.dimensions.existence {
        Some(existence) => draft.both(draft.here, existence),
        None => draft.here,
    };
    let passing = space.dimensions.passing;
    let mut out = vec![(space.sets.difference(draft.filter.services, passing), here)];
    for service in space.sets.members(space.sets.intersection(draft.filter.services, passing)) {
        let region = space.service_existence(service).map_or(here, |exists| draft.both(here, exists));
        out.push((space.sets.run(service, service + 1), region));
    }
    out.retain(|it| !it.0.is_empty() && !it.1.is_empty());
    out
}

/// The rights of a unit: keys that are held alike, and how.
fn held(draft: &Draft<'_>, unit: u32, whole: &[(SetId, RegionId)]) -> Vec<(Vec<u32>, Holding)> {
    let space = draft.space;
    let one = space.dimensions.unit_sets[unit as usize];
    let wanted = space.keys_of(Operations::ALL, draft.filter.fields);
    let mut given: Vec<(ClaimId, Chunk)> = Vec::new();
    for allow in space.allows_of(unit, draft.filter.services) {
        for chunk in space.rights().effective(allow).iter().filter(|it| space.sets.has(it.units, unit)) {
            let part = Chunk {
                units: one,
                keys: space.sets.intersection(chunk.keys, wanted),
                services: space.sets.intersection(chunk.services, draft.filter.services),
                region: draft.both(chunk.region, draft.here),
            };
            if !part.is_empty() {
                given.push((allow, part));
            }
        }
    }
    let mut by_key: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (at, (_, chunk)) in (0..).zip(&given) {
        for key in space.sets.members(chunk.keys) {
            by_key.entry(key).or_default().push(at);
        }
    }
    let mut alike: BTreeMap<Vec<u32>, Vec<u32>> = BTreeMap::new();
    for (key, chunks) in by_key {
        alike.entry(chunks).or_default().push(key);
    }
    let holding = |chunks: &[u32]| {
        let mut allows: Vec<(ClaimId, SetId)> = Vec::new();
        for &at in chunks {
            let (allow, chunk) = given[at as usize];
            let periods = draft.existing_periods(chunk);
            match allows.last_mut().filter(|last| last.0 == allow) {
                Some(last) => last.1 = space.sets.union(last.1, periods),
                None => allows.push((allow, periods)),
            }
        }
        allows.retain(|it| !it.1.is_empty());
        let chunks: Vec<Chunk> = chunks.iter().map(|&at| given[at as usize].1).collect();
        Holding { allows, missing: missing(draft, whole, &chunks) }
    };
    let held = alike.into_iter().map(|(chunks, keys)| (keys, holding(&chunks)));
    held.filter(|(_, holding)| !holding.allows.is_empty()).collect()
}

/// The periods in which some cell that exists is in none of these chunks.
fn missing(draft: &Draft<'_>, whole: &[(SetId, RegionId)], chunks: &[Chunk]) -> SetId {
    let space = draft.space;
    let reached = space.sets.from_runs(chunks.iter().flat_map(|it| space.sets.runs(it.services).to_vec()).collect());
    let mut out = SetId::EMPTY;
    for &(services, region) in whole {
        if !space.sets.is_subset(services, reached) {
            // A service of which nothing is given misses everything: no need to look further.
            out = space.sets.union(out, draft.periods(region));
            continue;
        }
        let one = space.dimensions.one;
        let mut left = vec![Chunk { units: one, keys: one, services, region }];
        for chunk in chunks {
            space.subtract(&mut left, Chunk { units: one, keys: one, ..*chunk });
            if left.is_empty() {
                break;
            }
        }
        out = left.iter().fold(out, |all, it| space.sets.union(all, draft.periods(it.region)));
    }
    out
}

/// What every one of several rights asks for.
fn common(a: &Guards, b: &Guards) -> Guards {
    Guards {
        verified: a.verified.min(b.verified),
        four_eyes: a.four_eyes && b.four_eyes,
        four_eyes_by: a.four_eyes_by.filter(|by| b.four_eyes_by == Some(*by)),
        after_check: a.after_check && b.after_check,
        logged: a.logged && b.logged,
        in_case: a.in_case && b.in_case,
        reversible: a.reversible && b.reversible,
        notified: a.notified && b.notified,
    }
}

fn cell(draft: &mut Draft<'_>, field: FieldId, rights: &[(Operation, u32)], holdings: &[Holding]) -> Option<u32> {
    let all = rights.iter().map(|&(operation, at)| (operation, &holdings[at as usize]));
    let all: Vec<(Operation, &Holding)> = all.collect();
    let sets = all.iter().flat_map(|(_, it)| it.allows.iter().map(|it| it.1).chain([it.missing]));
    let cuts = draft.cuts(sets);
    let mut claims: Vec<ClaimId> = all.iter().flat_map(|(_, it)| it.allows.iter().map(|it| it.0)).collect();
    claims.sort_unstable();
    claims.dedup();
    let behind = draft.statements(claims);
    let (space, model) = (draft.space, draft.model());
    let traits = model.fields[field.at()].traits;
    let guards = |claim: ClaimId| -> Guards {
        let statement = space.claim(claim).statement;
        model.statements[statement.at()].guards.as_deref().cloned().unwrap_or_default()
    };
    let state = |period: u32| {
        let has = |periods: SetId| space.sets.has(periods, period);
        let mut letters = String::new();
        let mut facts = Vec::new();
        let mut tier: Option<u8> = None;
        let mut least: [Option<Guards>; 2] = [None, None];
        for &(operation, holding) in &all {
            let mut least_here: Option<Guards> = None;
            for &(claim, _) in holding.allows.iter().filter(|it| has(it.1)) {
                let asked = guards(claim);
                least_here = Some(least_here.map_or_else(|| asked.clone(), |it| common(&it, &asked)));
            }
            let Some(here) = least_here else { continue };
            let whole = !has(holding.missing);
            letters.push(letter(operation, whole));
            tier = tier.max(Some(risks::tier(operation, traits)));
            let write = usize::from(operation != Operation::Read);
            least[write] = Some(least[write].take().map_or_else(|| here.clone(), |it| common(&it, &here)));
            facts.push(Fact {
                whole,
                safeguards: here.words(|id| model.unit_name(id).to_owned()),
                ..Fact::new(Kind::May, vec![operation.word()])
            });
        }
        let [read, write] = least;
        let signs = write.or(read).map(|it| signs(&it)).unwrap_or_default();
        let figure = tier.filter(|&it| it > 0).map(|it| it.to_string()).unwrap_or_default();
        let words: Vec<String> = [letters, figure, signs].into_iter().filter(|it| !it.is_empty()).collect();
        State { tier, ..State::new(words.join(" "), facts) }
    };
    draft.cell(&cuts, state, || behind)
}

/// In the order that everybody knows: create, read, update, delete.
fn order(operation: Operation) -> u8 {
    match operation {
        Operation::Create => 0,
        Operation::Read => 1,
        Operation::Update => 2,
        Operation::Delete | Operation::Reopen | Operation::Force => 3,
    }
}

fn letter(operation: Operation, whole: bool) -> char {
    let letter = match operation {
        Operation::Read => 'r',
        Operation::Create => 'c',
        Operation::Update => 'u',
        Operation::Delete => 'd',
        Operation::Reopen => 'o',
        Operation::Force => 'f',
    };
    if whole { letter.to_ascii_uppercase() } else { letter }
}

/// Safeguards as signs.
fn signs(guards: &Guards) -> String {
    let verified = match guards.verified {
        Assurance::None => "",
        Assurance::Low => "vL",
        Assurance::Substantial => "vS",
        Assurance::High => "vH",
    };
    let mut out = verified.to_owned();
    for (asked, sign) in [
        (guards.four_eyes, '4'),
        (guards.after_check, 'a'),
        (guards.logged, 'l'),
        (guards.in_case, 'c'),
        (guards.reversible, 'r'),
        (guards.notified, 'n'),
    ] {
        if asked {
            out.push(sign);
        }
    }
    out
}
