//! Pairs that one unit may not hold for one case × units: who holds which of the two, and who holds both for one case.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::{Fact, Head, Kind, Mark, State};
use crate::model::StatementId;
use crate::model::words::{Operations, Task, Trait};
use crate::space::block::Axis;
use crate::space::chunk::Chunk;
use crate::space::claim::ClaimId;
use crate::space::region::RegionId;
use crate::space::set::SetId;
use crate::syntax::ast::Head as Says;

/// Two tasks, or a task and the writing of payment data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    one: Task,
    /// `None` is the writing of payment data.
    two: Option<Task>,
}

/// How the other side of a task is called where it is no task.
const PAYMENT: &str = "write payment";

impl Pair {
    fn words(self) -> [&'static str; 2] {
        [self.one.word(), self.two.map_or(PAYMENT, Task::word)]
    }
}

/// What a unit holds of a pair, and when.
#[derive(Debug, Default)]
struct Held {
    sides: [SetId; 2],
    /// For each service with a case of which it holds both: when.
    conflicts: BTreeMap<u32, SetId>,
    claims: Vec<ClaimId>,
}

pub(super) fn fill(draft: &mut Draft<'_>) {
    draft.nouns = ["pair", "unit"];
    let units = draft.space.sets.list(draft.filter.units);
    for &unit in &units {
        let head = draft.unit_head(unit);
        draft.columns.push(head);
    }
    let column: BTreeMap<u32, u32> = units.iter().copied().zip(0..).collect();
    for (sign, meaning) in [
        ("1", "holds the first of the two"),
        ("2", "holds the second"),
        ("1 2", "holds both, but not for one case"),
        ("!n", "a conflict: holds both for one case, in n services"),
    ] {
        draft.legend(sign, meaning);
    }
    let mut pairs: BTreeMap<Pair, BTreeMap<u32, Held>> = BTreeMap::new();
    for service in draft.services() {
        tasks(draft, service, &mut pairs);
    }
    payments(draft, &mut pairs);
    for (pair, held) in pairs {
        let words = pair.words();
        let cells = held.iter().filter_map(|(unit, held)| {
            let column = *column.get(unit)?;
            Some((column, cell(draft, words, held)?))
        });
        let cells: Vec<(u32, u32)> = cells.collect();
        let name = format!("{} – {}", words[0], words[1]);
        draft.row(Head { id: name.clone(), name, group: None, label: None }, cells);
    }
    let keep = draft.ask.empty;
    let dropped = draft.drop_empty_columns(|_| !keep);
    draft.note_dropped(&dropped);
}

/// Adds what units hold of the pairs of tasks of a service.
fn tasks(draft: &Draft<'_>, service: u32, pairs: &mut BTreeMap<Pair, BTreeMap<u32, Held>>) {
    let space = draft.space;
    let offered = draft.offered(service);
    if offered.is_empty() {
        return;
    }
    for (one, two) in space.separated(service) {
        if !draft.filter.tasks.has(one) && !draft.filter.tasks.has(two) {
            continue;
        }
        let row = pairs.entry(Pair { one, two: Some(two) }).or_default();
        let sides = [one, two].map(|task| {
            let holders = space.holders_of(service, task.bit()).into_iter();
            let mut out: Vec<(u32, RegionId)> =
                holders.map(|(unit, region)| (unit, draft.both(region, offered))).collect();
            out.retain(|&(unit, region)| !region.is_empty() && space.sets.has(draft.filter.units, unit));
            out
        });
        for (side, holders) in sides.iter().enumerate() {
            for &(unit, region) in holders {
                let held = row.entry(unit).or_default();
                held.sides[side] = space.sets.union(held.sides[side], draft.periods(region));
                if side == 0
                    && let Some((_, other)) = sides[1].iter().find(|it| it.0 == unit)
                    && !space.has_two_people(unit)
                {
                    let both = draft.periods(draft.both(region, *other));
                    if !both.is_empty() {
                        held.conflicts.insert(service, both);
                    }
                }
                if draft.ask.statements {
                    let task = if side == 0 { one } else { two };
                    let claims =
                        space.groups.of(service).flat_map(|group| space.groups.holders(Says::Responsible, group, task));
                    let own = claims.copied().filter(|&id| {
                        space.sets.has(space.claim(id).units, unit)
                            && !space.regions.disjoint(&space.sets, space.claim(id).region, offered)
                    });
                    held.claims.extend(own);
                }
            }
        }
    }
}

/// Adds who decides and who may write payment data.
fn payments(draft: &Draft<'_>, pairs: &mut BTreeMap<Pair, BTreeMap<u32, Held>>) {
    let space = draft.space;
    if !draft.filter.tasks.has(Task::Decide) {
        return;
    }
    let fields = (0..).zip(&draft.model().fields).filter(|(_, it)| it.traits.has(Trait::Payment));
    let fields = space.sets.from_members(fields.map(|(id, _)| id));
    if fields.is_empty() {
        return;
    }
    let row = pairs.entry(Pair { one: Task::Decide, two: None }).or_default();
    for service in draft.services() {
        let offered = draft.offered(service);
        for (unit, region) in space.holders_of(service, Task::Decide.bit()) {
            let periods = draft.periods(draft.both(region, offered));
            if !periods.is_empty() && space.sets.has(draft.filter.units, unit) {
                let held = row.entry(unit).or_default();
                held.sides[0] = space.sets.union(held.sides[0], periods);
            }
        }
    }
    let keys = space.keys_of(Operations::WRITE, fields);
    for &allow in &space.rights().allows {
        for chunk in space.part(allow, draft.filter.units, keys, Some(draft.here)) {
            let services = space.sets.intersection(chunk.services, draft.filter.services);
            if services.is_empty() {
                continue;
            }
            let periods = draft.existing_periods(Chunk { services, ..chunk });
            for unit in space.sets.members(chunk.units) {
                let held = row.entry(unit).or_default();
                held.sides[1] = space.sets.union(held.sides[1], periods);
                held.claims.push(allow);
            }
        }
    }
    for conflict in space.unseparated().into_iter().filter(|it| it.payment) {
        for block in &conflict.blocks {
            let region = draft.both(space.block_region(*block), draft.here);
            let services = space.sets.intersection(block.get(Axis::Service), draft.filter.services);
            let units = space.sets.intersection(block.get(Axis::Unit), draft.filter.units);
            if region.is_empty() {
                continue;
            }
            let periods = draft.periods(region);
            for unit in space.sets.members(units) {
                let held = row.entry(unit).or_default();
                held.claims.extend(&conflict.claims);
                for service in space.sets.members(services) {
                    let place = held.conflicts.entry(service).or_default();
                    *place = space.sets.union(*place, periods);
                }
            }
        }
    }
}

fn cell(draft: &mut Draft<'_>, words: [&'static str; 2], held: &Held) -> Option<u32> {
    let cuts = draft.cuts(held.sides.into_iter().chain(held.conflicts.values().copied()));
    let mut behind: Vec<StatementId> = draft.statements(held.claims.iter().copied());
    behind.sort_unstable();
    behind.dedup();
    let space = draft.space;
    let state = |period: u32| {
        let has = |periods: SetId| space.sets.has(periods, period);
        let mut facts = Vec::new();
        let mut text: Vec<String> = Vec::new();
        for (side, sign) in [(0, "1"), (1, "2")] {
            if has(held.sides[side]) {
                text.push(sign.to_owned());
                let kind = if side == 1 && words[1] == PAYMENT { Kind::May } else { Kind::Responsible };
                facts.push(Fact::new(kind, vec![words[side]]));
            }
        }
        let services = held.conflicts.values().filter(|it| has(**it)).count();
        let mut out = State::new(text.join(" "), Vec::new());
        if services > 0 {
            out.text = format!("!{services}");
            out.mark = Mark::Conflict;
            facts.push(Fact { services, ..Fact::new(Kind::Conflict, words.to_vec()) });
        }
        out.facts = facts;
        out
    };
    draft.cell(&cuts, state, || behind)
}
