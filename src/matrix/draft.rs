//! What all matrices are made with: heads, contents kept once, states over time, regions spread over columns.

use std::rc::Rc;

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{Ask, Cell, Head, Mark, Matrix, State, Statement};
use crate::model::words::Task;
use crate::model::{Model, ServiceId, StatementId, UnitId, date};
use crate::space::Space;
use crate::space::chunk::Chunk;
use crate::space::claim::ClaimId;
use crate::space::filter::Filter;
use crate::space::region::RegionId;
use crate::space::set::SetId;

/// Columns with the periods in which a region has a cell there, by column.
pub(super) type Spread = Rc<[(u32, SetId)]>;

/// A matrix that is being made.
pub(super) struct Draft<'a> {
    pub space: &'a Space<'a>,
    pub filter: Filter,
    pub ask: Ask,
    /// All touchpoints and audiences of the filter, in all periods.
    pub here: RegionId,
    pub nouns: [&'static str; 2],
    pub rows: Vec<Head>,
    pub columns: Vec<Head>,
    pub legend: Vec<(String, String)>,
    pub notes: Vec<String>,
    lines: Vec<Vec<(u32, u32)>>,
    cells: IndexSet<Cell, FxBuildHasher>,
    /// By touchpoint: its column.
    touchpoint_columns: Vec<u32>,
    spreads: FxHashMap<RegionId, Spread>,
}

/// No column.
pub(super) const NOWHERE: u32 = u32::MAX;

impl<'a> Draft<'a> {
    pub(super) fn new(space: &'a Space<'a>, filter: Filter, ask: Ask) -> Self {
        Self {
            space,
            filter,
            ask,
            here: space.within(&filter, space.dimensions.all_periods),
            nouns: ["", ""],
            rows: Vec::new(),
            columns: Vec::new(),
            legend: Vec::new(),
            notes: Vec::new(),
            lines: Vec::new(),
            cells: IndexSet::default(),
            touchpoint_columns: Vec::new(),
            spreads: FxHashMap::default(),
        }
    }

    pub(super) fn model(&self) -> &'a Model {
        self.space.model
    }

    pub(super) fn legend(&mut self, sign: &str, meaning: &str) {
        self.legend.push((sign.to_owned(), meaning.to_owned()));
    }

    /// The leaves of the filter's services.
    pub(super) fn services(&self) -> Vec<u32> {
        self.space.sets.list(self.filter.services)
    }

    /// Adds a row with its cells, which come by column.
    pub(super) fn row(&mut self, head: Head, cells: Vec<(u32, u32)>) {
        self.rows.push(head);
        self.lines.push(cells);
    }

    // ── Heads ───────────────────────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn unit_head(&self, unit: u32) -> Head {
        let model = self.model();
        let thing = &model.units[unit as usize].thing;
        let name = model.unit_name(UnitId(unit)).to_owned();
        let group = thing.parent.map(|it| model.unit_name(UnitId(it)).to_owned());
        Head { id: name.clone(), name, group, label: thing.label.as_deref().map(str::to_owned) }
    }

    pub(super) fn service_head(&self, leaf: u32) -> Head {
        let model = self.model();
        let Some(id) = self.space.dimensions.services[leaf as usize] else {
            return Head { id: "*".to_owned(), name: "*".to_owned(), group: None, label: None };
        };
        let thing = &model.services[id.at()].thing;
        let name = model.service_name(id).to_owned();
        let group = thing.parent.map(|it| model.service_name(ServiceId(it)).to_owned());
        Head { id: name.clone(), name, group, label: thing.label.as_deref().map(str::to_owned) }
    }

    pub(super) fn task_heads(tasks: impl Iterator<Item = Task>, group: Option<&str>) -> Vec<Head> {
        let head = |task: Task| {
            let name = task.word().to_owned();
            Head { id: name.clone(), name, group: group.map(str::to_owned), label: None }
        };
        tasks.map(head).collect()
    }

    // ── Touchpoints as columns or rows ──────────────────────────────────────────────────────────────────────────────

    /// Says which touchpoint is in which column.
    pub(super) fn place_touchpoints(&mut self, columns: Vec<u32>) {
        self.touchpoint_columns = columns;
        self.spreads.clear();
    }

    /// The columns in which a region has cells, and in which periods.
    pub(super) fn spread(&mut self, region: RegionId) -> Spread {
        if let Some(known) = self.spreads.get(&region) {
            return Rc::clone(known);
        }
        let mut out: Vec<(u32, SetId)> = Vec::new();
        for part in self.space.regions.parts(region).iter() {
            let periods = self.periods_of_moments(part.moments);
            let touchpoints = self.space.sets.runs(part.touchpoints);
            let columns = touchpoints.iter().flat_map(|&(start, end)| start..end);
            let mut last = NOWHERE;
            for column in columns.map(|it| self.touchpoint_columns[it as usize]) {
                if column != NOWHERE && column != last {
                    out.push((column, periods));
                    last = column;
                }
            }
        }
        out.sort_unstable_by_key(|it| it.0);
        out.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = self.space.sets.union(kept.1, next.1);
            }
            same
        });
        let out: Spread = out.into();
        self.spreads.insert(region, Rc::clone(&out));
        out
    }

    fn periods_of_moments(&self, moments: SetId) -> SetId {
        let products = self.space.audiences_and_periods(moments);
        products.iter().fold(SetId::EMPTY, |all, &(_, periods)| self.space.sets.union(all, periods))
    }

    /// The periods in which a region has cells.
    pub(super) fn periods(&self, region: RegionId) -> SetId {
        let parts = self.space.regions.parts(region);
        parts.iter().fold(SetId::EMPTY, |all, part| self.space.sets.union(all, self.periods_of_moments(part.moments)))
    }

    /// The periods in which a chunk has cells of services that exist.
    pub(super) fn existing_periods(&self, chunk: Chunk) -> SetId {
        let space = self.space;
        if !space.sets.is_subset(chunk.services, space.dimensions.passing) {
            return self.periods(chunk.region);
        }
        let services = space.sets.members(chunk.services);
        services.fold(SetId::EMPTY, |all, service| {
            let region = space.service_existence(service).map_or(chunk.region, |it| self.both(chunk.region, it));
            space.sets.union(all, self.periods(region))
        })
    }

    // ── Regions ─────────────────────────────────────────────────────────────────────────────────────────────────────

    pub(super) fn both(&self, a: RegionId, b: RegionId) -> RegionId {
        self.space.regions.intersection(&self.space.sets, a, b)
    }

    pub(super) fn either(&self, a: RegionId, b: RegionId) -> RegionId {
        self.space.regions.union(&self.space.sets, a, b)
    }

    pub(super) fn without(&self, a: RegionId, b: RegionId) -> RegionId {
        self.space.regions.difference(&self.space.sets, a, b)
    }

    /// The offered cells of a service that are looked at.
    pub(super) fn offered(&self, service: u32) -> RegionId {
        self.both(self.space.offered(service), self.here)
    }

    // ── States over time ────────────────────────────────────────────────────────────────────────────────────────────

    /// The first period, and those in which one of these sets begins or ends.
    pub(super) fn cuts(&self, sets: impl IntoIterator<Item = SetId>) -> Vec<u32> {
        let all = self.space.dimensions.all_periods;
        let mut out = vec![0];
        for set in sets {
            if set != all {
                out.extend(self.space.sets.runs(set).iter().flat_map(|&(start, end)| [start, end]));
            }
        }
        out.sort_unstable();
        out.dedup();
        out.retain(|&it| (it as usize) < self.space.dimensions.periods.len());
        out
    }

    /// The content that has these states over time; `None` when there is never anything to say.
    pub(super) fn cell(
        &mut self,
        cuts: &[u32],
        mut state: impl FnMut(u32) -> State,
        statements: impl FnOnce() -> Vec<StatementId>,
    ) -> Option<u32> {
        let now = state(0);
        let mut later: Vec<(String, State)> = Vec::new();
        for &period in cuts.iter().filter(|&&it| it > 0) {
            let next = state(period);
            if next != *later.last().map_or(&now, |it| &it.1) {
                later.push((date::iso(self.space.dimensions.periods[period as usize].first), next));
            }
        }
        if now == State::default() && later.is_empty() {
            return None;
        }
        let mut behind: Vec<u32> =
            if self.ask.statements { statements().into_iter().map(|it| it.0).collect() } else { Vec::new() };
        behind.sort_unstable();
        behind.dedup();
        Some(crate::source::offset(self.cells.insert_full(Cell { now, later, statements: behind }).0))
    }

    pub(super) fn statements(&self, claims: impl IntoIterator<Item = ClaimId>) -> Vec<StatementId> {
        claims.into_iter().map(|id| self.space.claim(id).statement).collect()
    }

    // ── The end ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /// Leaves out the columns without cells, of those that may be; gives their names.
    pub(super) fn drop_empty_columns(&mut self, may: impl Fn(usize) -> bool) -> Vec<String> {
        let mut used = vec![false; self.columns.len()];
        for &(column, _) in self.lines.iter().flatten() {
            used[column as usize] = true;
        }
        let mut places = vec![NOWHERE; used.len()];
        let mut dropped = Vec::new();
        let mut kept = Vec::new();
        for (at, head) in std::mem::take(&mut self.columns).into_iter().enumerate() {
            if used[at] || !may(at) {
                places[at] = crate::source::offset(kept.len());
                kept.push(head);
            } else {
                dropped.push(head.id);
            }
        }
        self.columns = kept;
        for (column, _) in self.lines.iter_mut().flatten() {
            *column = places[*column as usize];
        }
        dropped
    }

    /// Leaves out the rows without cells; gives their names.
    pub(super) fn drop_empty_rows(&mut self) -> Vec<String> {
        let mut dropped = Vec::new();
        let rows = std::mem::take(&mut self.rows).into_iter().zip(std::mem::take(&mut self.lines));
        for (head, line) in rows {
            if line.is_empty() {
                dropped.push(head.id);
            } else {
                self.rows.push(head);
                self.lines.push(line);
            }
        }
        dropped
    }

    /// Says which units were left out because nothing is told of them.
    pub(super) fn note_dropped(&mut self, dropped: &[String]) {
        const NAMED: usize = 8;
        if dropped.is_empty() {
            return;
        }
        let names = dropped[..dropped.len().min(NAMED)].join(", ");
        let more = match dropped.len().saturating_sub(NAMED) {
            0 => String::new(),
            1 => " and 1 unit more".to_owned(),
            more => format!(" and {more} units more"),
        };
        self.notes.push(format!("nothing is told of {names}{more}: `--empty` shows the row or column"));
    }

    pub(super) fn finish(mut self) -> Matrix {
        if self.cells.iter().any(|it| !it.later.is_empty()) {
            self.legend("»", "changes later");
        }
        let mut cells: Vec<Cell> = self.cells.into_iter().collect();
        let statements = place_statements(self.space, &mut cells);
        let (cells, lines) = in_order(cells, self.lines);
        Matrix {
            view: self.ask.view,
            root: String::new(),
            organisation: None,
            as_of: String::new(),
            filters: Vec::new(),
            mistakes: 0,
            nouns: self.nouns,
            rows: self.rows,
            columns: self.columns,
            statements,
            legend: self.legend,
            notes: self.notes,
            lines,
            cells,
        }
    }
}

/// Contents in the order in which they first stand in the table; those that stand nowhere any more are dropped.
fn in_order(cells: Vec<Cell>, mut lines: Vec<Vec<(u32, u32)>>) -> (Vec<Cell>, Vec<Vec<(u32, u32)>>) {
    let mut places = vec![NOWHERE; cells.len()];
    let mut order = Vec::new();
    for (_, cell) in lines.iter_mut().flatten() {
        let place = &mut places[*cell as usize];
        if *place == NOWHERE {
            *place = crate::source::offset(order.len());
            order.push(*cell);
        }
        *cell = *place;
    }
    let mut cells: Vec<Option<Cell>> = cells.into_iter().map(Some).collect();
    (order.into_iter().filter_map(|at| cells[at as usize].take()).collect(), lines)
}

/// The statements of all cells by place, and in the cells their places among these.
fn place_statements(space: &Space<'_>, cells: &mut [Cell]) -> Vec<Statement> {
    let mut used: Vec<u32> = cells.iter().flat_map(|it| it.statements.iter().copied()).collect();
    used.sort_unstable();
    used.dedup();
    let span = |id: u32| space.model.ast.statements[id as usize].span;
    used.sort_by_key(|&id| span(id));
    let mut place = FxHashMap::default();
    let mut out = Vec::with_capacity(used.len());
    for (at, &id) in (0..).zip(&used) {
        place.insert(id, at);
        let source = space.sources.get(span(id).file);
        let text = space.sources.text(span(id)).split_whitespace().collect::<Vec<_>>().join(" ");
        out.push(Statement { file: source.path.clone(), line: source.position(span(id).start).line, text });
    }
    for cell in cells {
        for id in &mut cell.statements {
            *id = place[id];
        }
        cell.statements.sort_unstable();
    }
    out
}

/// Tasks in words, those that nobody does: `!inform, intake`.
pub(super) fn gap(tasks: &[&'static str]) -> String {
    format!("!{}", tasks.join(", "))
}

impl State {
    pub(super) fn new(text: String, facts: Vec<super::Fact>) -> Self {
        let mark = if facts.iter().any(|it| it.kind == super::Kind::Gap) { Mark::Gap } else { Mark::None };
        State { text, mark, tier: None, facts }
    }
}
