//! Units that nothing is said about, and reviews that are long ago.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::words::{Trait, UnitKind};
use crate::model::{Item, Meaning, StatementId};
use crate::source::Span;
use crate::syntax::ast::Head;

use super::Space;
use super::block::Block;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::dimensions::Dimensions;
use super::set::SetId;

/// A mandate or right that was reviewed.
#[derive(Clone, Copy, Debug)]
pub struct Reviewed {
    pub claim: ClaimId,
    /// The day of the last review, and its place.
    pub day: i32,
    pub span: Span,
    /// How many days ago it may be.
    pub most: u32,
    pub is_special: bool,
}

impl Space<'_> {
    /// Units without a task, right, handover, mandate or child, and that nothing else in the policy needs.
    pub fn idle_units(&self) -> Vec<u32> {
        let mut busy = vec![false; self.model.units.len()];
        let mut seen = FxHashSet::default();
        let mut mark = |busy: &mut [bool], set: SetId| {
            if let Some(unit) = self.sets.only(set) {
                busy[unit as usize] = true;
            } else if !set.is_empty() && seen.insert(set) {
                for &(start, end) in self.sets.runs(set).iter() {
                    busy[start as usize..end as usize].fill(true);
                }
            }
        };
        for claim in &self.claims {
            mark(&mut busy, claim.reach);
            mark(&mut busy, claim.units);
            if matches!(claim.head, Head::Handover | Head::Mandate | Head::Delegate) {
                self.mark_hops(claim.statement, &mut |set| mark(&mut busy, set));
            }
        }
        // What a statement with an empty box, or one that cannot be understood, is about is told there.
        let statements = (0..).map(StatementId).zip(&self.model.statements);
        let broken = statements.filter(|it| it.1.broken).map(|it| it.0);
        for id in self.empties.iter().map(|it| it.0).chain(broken) {
            let statement = &self.model.ast.statements[id.at()];
            if let Some(subject) = statement.subject.filter(|_| statement.head != Head::Offer) {
                mark(&mut busy, self.hop_units(&self.model.ast.selector(subject), true));
            }
            self.mark_hops(id, &mut |set| mark(&mut busy, set));
        }
        let model = self.model;
        let bodies = model.services.iter().filter_map(|it| it.body);
        let sources = model.fields.iter().filter_map(|it| it.source);
        let reserves = model.units.iter().flat_map(|it| it.surge.iter().filter_map(|surge| surge.from));
        let seconds = model.statements.iter().filter_map(|it| it.guards.as_ref()?.four_eyes_by);
        for unit in bodies.chain(sources).chain(reserves).chain(seconds) {
            busy[unit.at()] = true;
        }
        let today = self.dimensions.periods.first().map_or(i32::MIN, |period| period.first);
        // Of a name that is declared twice that is told.
        let mut names: FxHashMap<_, u32> = FxHashMap::default();
        for unit in &model.units {
            *names.entry(unit.thing.symbol).or_default() += 1;
        }
        let idle = (0..).zip(&model.units).filter(|&(id, unit)| {
            let by_nature = matches!(unit.kind, Some(UnitKind::Board | UnitKind::Oversight));
            let has_child = unit.thing.end > id + 1;
            !busy[id as usize]
                && names[&unit.thing.symbol] == 1
                && !by_nature
                && !has_child
                && !unit.thing.catalog
                && unit.thing.exists.last >= today
        });
        idle.map(|(id, _)| id).collect()
    }

    /// What statements name that cannot be understood: they may be meant to reach it. Of a field that is its record.
    pub(super) fn named_in_broken(&self) -> FxHashSet<Meaning> {
        let model = self.model;
        let mut out = FxHashSet::default();
        for (_, it) in model.statements.iter().zip(&model.ast.statements).filter(|it| it.0.broken) {
            let about = if it.head == Head::Offer { it.subject } else { it.services };
            let all = [about, it.channels, it.audiences, it.locations, it.data];
            for selector in all.into_iter().flatten().map(|id| model.ast.selector(id)) {
                out.extend(model.meanings[selector.terms.range()].iter().map(|&it| match it {
                    Meaning::Field(field) => Meaning::Record(model.fields[field.at()].record),
                    other => other,
                }));
            }
        }
        out
    }

    fn mark_hops(&self, id: StatementId, mark: &mut dyn FnMut(SetId)) {
        let statement = &self.model.ast.statements[id.at()];
        for hop in &self.model.ast.hops[statement.hops.range()] {
            let terms = &self.model.meanings[hop.units.terms.range()];
            if let (&[Meaning::Unit(unit)], true) = (terms, hop.units.except.is_empty()) {
                let nested = statement.head == Head::Handover;
                let of = if nested { &self.dimensions.subtree_sets } else { &self.dimensions.unit_sets };
                mark(of[unit.at()]);
                continue;
            }
            mark(self.hop_units(&hop.units, statement.head == Head::Handover));
        }
    }

    /// Mandates and rights whose last review is longer ago than the settings say, on the day from which the policy is checked.
    pub fn stale_reviews(&self) -> Vec<Reviewed> {
        let mut out = self.reviews();
        let Some(today) = self.dimensions.periods.first().map(|period| period.first) else { return Vec::new() };
        out.retain(|it| i64::from(today) - i64::from(it.day) > i64::from(it.most));
        out
    }

    /// Mandates and rights that were reviewed, each with its last review.
    pub fn reviews(&self) -> Vec<Reviewed> {
        let mut out: Vec<Reviewed> = Vec::new();
        let thresholds = &self.settings.thresholds;
        for review in &self.model.reviews {
            let Item::Statement(at) = review.item else { continue };
            let first = self.claims.partition_point(|claim| claim.statement.0 < at);
            let Some(claim) = self.claims.get(first).filter(|claim| claim.statement.0 == at) else { continue };
            let is_right = claim.head == Head::Allow;
            if !is_right && !matches!(claim.head, Head::Mandate | Head::Delegate) {
                continue;
            }
            let is_special = is_right
                && self.claims_of(claim.statement).iter().any(|claim| {
                    let fields = self.sets.members(claim.fields);
                    fields.into_iter().any(|it| self.model.fields[it as usize].traits.has(Trait::Special))
                });
            let most = if is_special { thresholds.review_special.min(thresholds.review) } else { thresholds.review };
            let id = ClaimId(crate::source::offset(first));
            let reviewed = Reviewed { claim: id, day: review.day, span: review.span, most, is_special };
            match out.last_mut().filter(|last| last.claim == id) {
                Some(last) if last.day < review.day => *last = reviewed,
                Some(_) => {}
                None => out.push(reviewed),
            }
        }
        out
    }

    /// The box of a mandate: all units of its chain.
    pub fn mandate_blocks(&self, id: ClaimId) -> Vec<Block> {
        let claim = self.claim(id);
        let mut units = SetId::EMPTY;
        self.mark_hops(claim.statement, &mut |set| units = self.sets.union(units, set));
        let keys = Dimensions::tasks(&self.sets, claim.tasks);
        self.task_blocks(&[Chunk { units, keys, ..self.cells(claim.services, claim.region) }])
    }
}
