//! Services × units: who is responsible, accountable, consulted, informed or supporting, in offered cells.

use std::collections::BTreeMap;

use super::draft::{Draft, gap};
use super::{Fact, Head, Kind, State};
use crate::model::asked::Side;
use crate::model::words::{Task, Tasks};
use crate::space::claim::ClaimId;
use crate::space::region::RegionId;
use crate::space::set::SetId;
use crate::syntax::ast::Head as Says;

/// What a unit is for tasks that are held alike: when at all, and when not in every offered cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Duty {
    kind: Kind,
    task: Task,
    held: SetId,
    lacking: SetId,
}

/// What a service says of its units.
struct Service {
    /// By unit.
    duties: BTreeMap<u32, Vec<Duty>>,
    /// The claims behind them, by unit and kind.
    claims: BTreeMap<u32, Vec<(Tasks, ClaimId)>>,
    /// Tasks that should be held and are not: when.
    gaps: Vec<(Kind, Task, SetId)>,
    offered: SetId,
    /// Tasks that have a row by themselves.
    told: Tasks,
}

pub(super) fn fill(draft: &mut Draft<'_>) {
    draft.nouns = [if draft.ask.tasks { "task" } else { "service" }, "unit"];
    let units = draft.space.sets.list(draft.filter.units);
    for &unit in &units {
        let head = draft.unit_head(unit);
        draft.columns.push(head);
    }
    // What nobody does has a column of its own.
    let nobody = crate::source::offset(draft.columns.len());
    draft.columns.push(Head { id: "nobody".to_owned(), name: "nobody".to_owned(), group: None, label: None });
    let column: BTreeMap<u32, u32> = units.iter().copied().zip(0..).collect();
    for (sign, meaning) in [
        ("R", "responsible: does it"),
        ("A", "accountable: answers for it"),
        ("C", "consulted"),
        ("I", "informed"),
        ("S", "supporting"),
        ("r a c i s", "the same, but for no task at every touchpoint and for every audience"),
        ("!task", "a gap: offered, and nobody is responsible or accountable for the task"),
    ] {
        draft.legend(sign, meaning);
    }
    let claims = claims_by_group(draft);
    for leaf in draft.services() {
        let service = service(draft, leaf, &claims);
        let head = draft.service_head(leaf);
        if !draft.ask.tasks {
            let cells = cells(draft, &service, draft.filter.tasks, &column, nobody);
            draft.row(head, cells);
            continue;
        }
        for task in service.told.iter() {
            let cells = cells(draft, &service, task.bit(), &column, nobody);
            let (id, name) = (format!("{} {}", head.id, task.word()), task.word().to_owned());
            draft.row(Head { id, name, group: Some(head.name.clone()), label: head.label.clone() }, cells);
        }
    }
    let keep = draft.ask.empty;
    let dropped = draft.drop_empty_columns(|at| at == nobody as usize || !keep);
    let dropped: Vec<String> = dropped.into_iter().filter(|it| it != "nobody").collect();
    draft.note_dropped(&dropped);
}

fn kind(says: Says) -> Option<Kind> {
    match says {
        Says::Responsible => Some(Kind::Responsible),
        Says::Accountable => Some(Kind::Accountable),
        Says::Consulted => Some(Kind::Consulted),
        Says::Informed => Some(Kind::Informed),
        Says::Supporting => Some(Kind::Supporting),
        Says::Offer | Says::Need | Says::Allow | Says::Forbid | Says::Handover | Says::Mandate | Says::Delegate => None,
    }
}

/// The claims of all five kinds, by the group of their services.
fn claims_by_group(draft: &Draft<'_>) -> Vec<Vec<ClaimId>> {
    let space = draft.space;
    let mut out = vec![Vec::new(); space.groups.len()];
    for (id, claim) in (0..).map(ClaimId).zip(&space.claims) {
        if kind(claim.head).is_some()
            && let Some(group) = space.groups.group(claim.services)
        {
            out[group.0 as usize].push(id);
        }
    }
    out
}

fn service(draft: &Draft<'_>, leaf: u32, by_group: &[Vec<ClaimId>]) -> Service {
    let space = draft.space;
    let offered = draft.offered(leaf);
    let mut held: BTreeMap<(u32, Kind, Task), RegionId> = BTreeMap::new();
    let mut claims: BTreeMap<u32, Vec<(Tasks, ClaimId)>> = BTreeMap::new();
    let mut stated = Tasks::NONE;
    let groups = if offered.is_empty() { Vec::new() } else { space.groups.of(leaf).collect() };
    for &id in groups.iter().flat_map(|group| &by_group[group.0 as usize]) {
        let claim = space.claim(id);
        let Some(kind) = kind(claim.head) else { continue };
        let region = draft.both(claim.region, offered);
        let tasks = claim.tasks.and(draft.filter.tasks);
        if region.is_empty() || tasks == Tasks::NONE {
            continue;
        }
        if space.model.ast.statements[claim.statement.at()].tasks.is_some() {
            stated = stated.or(tasks);
        }
        for unit in space.sets.members(space.sets.intersection(claim.units, draft.filter.units)) {
            for task in tasks.iter() {
                let place = held.entry((unit, kind, task)).or_default();
                *place = draft.either(*place, region);
            }
            claims.entry(unit).or_default().push((tasks, id));
        }
    }
    let mut duties: BTreeMap<u32, Vec<Duty>> = BTreeMap::new();
    for ((unit, kind, task), region) in held {
        let lacking = draft.periods(draft.without(offered, region));
        duties.entry(unit).or_default().push(Duty { kind, task, held: draft.periods(region), lacking });
    }
    let process = space.offers.process[leaf as usize].and(draft.filter.tasks);
    let aspects = space.offers.aspects.and(draft.filter.tasks);
    let mut gaps = Vec::new();
    for (kind, says, tasks) in
        [(Kind::Responsible, Says::Responsible, process), (Kind::Accountable, Says::Accountable, aspects)]
    {
        for task in tasks.iter().filter(|_| !offered.is_empty()) {
            let missing = draft.without(offered, space.covered(says, leaf, task));
            if !missing.is_empty() {
                gaps.push((kind, task, draft.periods(missing)));
            }
        }
    }
    let asked = if draft.filter.has(Side::Tasks) { draft.filter.tasks } else { Tasks::NONE };
    let told = process.or(aspects).or(stated).or(asked);
    Service { duties, claims, gaps, offered: draft.periods(offered), told }
}

/// The cells of a service for some tasks.
fn cells(
    draft: &mut Draft<'_>,
    service: &Service,
    tasks: Tasks,
    column: &BTreeMap<u32, u32>,
    nobody: u32,
) -> Vec<(u32, u32)> {
    let mut out = Vec::new();
    for (unit, duties) in &service.duties {
        let duties: Vec<Duty> = duties.iter().copied().filter(|it| tasks.has(it.task)).collect();
        if duties.is_empty() {
            continue;
        }
        let cuts = draft.cuts(duties.iter().flat_map(|it| [it.held, it.lacking]));
        let behind = service.claims.get(unit).into_iter().flatten();
        let behind = draft.statements(behind.filter(|it| it.0.overlaps(tasks)).map(|it| it.1));
        let space = draft.space;
        let state = |period: u32| duty_state(&duties, |periods| space.sets.has(periods, period));
        if let (Some(cell), Some(&column)) = (draft.cell(&cuts, state, || behind), column.get(unit)) {
            out.push((column, cell));
        }
    }
    let gaps: Vec<_> = service.gaps.iter().filter(|it| tasks.has(it.1)).collect();
    if !gaps.is_empty() {
        let cuts = draft.cuts(gaps.iter().map(|it| it.2).chain([service.offered]));
        let space = draft.space;
        let state = |period: u32| {
            let words: Vec<&'static str> =
                gaps.iter().filter(|it| space.sets.has(it.2, period)).map(|it| it.1.word()).collect();
            if words.is_empty() {
                return State::default();
            }
            State::new(gap(&words), vec![Fact::new(Kind::Gap, words)])
        };
        out.extend(draft.cell(&cuts, state, Vec::new).map(|cell| (nobody, cell)));
    }
    out
}

/// The letters of what is held in a period; a capital where some task is held in every offered cell.
fn duty_state(duties: &[Duty], has: impl Fn(SetId) -> bool) -> State {
    let mut text = String::new();
    let mut facts: Vec<Fact> = Vec::new();
    for (kind, letter) in [
        (Kind::Responsible, 'R'),
        (Kind::Accountable, 'A'),
        (Kind::Consulted, 'C'),
        (Kind::Informed, 'I'),
        (Kind::Supporting, 'S'),
    ] {
        let mut by_whole: [Vec<&'static str>; 2] = Default::default();
        for duty in duties.iter().filter(|it| it.kind == kind && has(it.held)) {
            by_whole[usize::from(!has(duty.lacking))].push(duty.task.word());
        }
        let [part, whole] = by_whole;
        if part.is_empty() && whole.is_empty() {
            continue;
        }
        text.push(if whole.is_empty() { letter.to_ascii_lowercase() } else { letter });
        for (of, whole) in [(whole, true), (part, false)] {
            if !of.is_empty() {
                facts.push(Fact { whole, ..Fact::new(kind, of) });
            }
        }
    }
    State::new(text, facts)
}
