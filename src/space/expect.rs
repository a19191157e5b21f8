//! Expectations: each statement behind `expect` is asked of what the other statements say. `expect` fails where a cell of its
//! box is not covered, `expect no` where one is; what fails is told as the fewest boxes.

mod duties;
mod near;
mod offered;
mod powers;
mod rights;
mod roads;
mod trails;

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Space;
use super::block::{Axis, Block};
use super::chunk::Chunk;
use super::claim::{ClaimId, Expected};
use super::givers::Giver;
use super::region::RegionId;
use super::set::SetId;
use crate::model::{Days, Meaning, UnitId};
use crate::syntax::ast::{Expect, Head, Selector, Statement};

/// A box in which an expectation does not hold.
#[derive(Debug)]
pub struct Unmet {
    /// Its place in [`Space::expected`].
    pub expected: usize,
    pub block: Block,
    pub axes: &'static [Axis],
    pub lack: Lack,
    /// Of a chain the terms of each hop that are at fault there, by their places in [`Ast::terms`](crate::syntax::ast::Ast::terms); none where all of them are.
    pub terms: Vec<Vec<usize>>,
    /// The statements that make it, or come nearest to covering it, each with what it has to do with the box.
    pub behind: Vec<(ClaimId, Behind)>,
}

/// What of that which is expected lacks in a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// All of it.
    Whole,
    /// The way back over one of the arrows of a road, by its number; the road itself is there. Where no road should be (`no`)
    /// only one that leads back is there.
    Back(usize),
    /// Where no road should be: in some cells one leads there, in others one leads back only.
    Either,
    /// The road is there, and back too, but not as it is asked for. It takes several handovers, or one. Of mandates the chain is
    /// there, but may not be given on.
    Unlike { relayed: bool },
    /// The power itself: the first unit of a chain of mandates has nothing that it could give. Whence it could come.
    Powerless(Giver),
    /// The power, or the chain: it is one that cannot be mandated.
    Fixed,
    /// Of a right the safeguards: it is given with less.
    Unguarded,
    /// Of a right its effect: a `forbid` stands against it.
    Forbidden,
    /// The lists of the chain make more roads than are asked for one by one: how many.
    Unasked(usize),
}

/// What a statement has to do with a box in which an expectation fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// It covers cells that nothing should cover.
    Makes,
    /// It would cover the box but for some members of an axis.
    Short(Axis, SetId),
    /// The same, but it is not what is asked either.
    Amiss(Axis, SetId),
    /// It takes the right away.
    Takes,
    /// It gives the right with less safeguards than are expected.
    Unguarded,
    /// It gives the cells to somebody else.
    Other,
    /// It leads on from there, but not to where it should.
    Leads,
    /// It leads to where it should, but from elsewhere.
    Arrives,
    /// It leads from the first unit to the last, but not as it should.
    There,
}

/// What a term of a subject asks for.
#[derive(Clone, Copy, Debug)]
struct Who {
    /// Its place among the terms of the tree.
    term: usize,
    /// The unit that is named; `None` for a class, a tag or `*`, which ask for some such unit.
    named: Option<u32>,
    /// Exactly those meant.
    units: SetId,
    /// With all nested in them.
    reach: SetId,
}

/// Claims by their heads and units.
#[derive(Debug, Default)]
struct Index {
    by_unit: FxHashMap<(Head, u32), Vec<ClaimId>>,
    /// Those of more units than are worth listing.
    wide: FxHashMap<Head, Vec<ClaimId>>,
}

/// A claim of more units than this is listed apart.
const NARROW: u32 = 32;

impl Index {
    fn new(space: &Space<'_>) -> Self {
        let mut out = Self::default();
        for (id, claim) in (0..).map(ClaimId).zip(&space.claims) {
            if space.sets.len(claim.units) > NARROW {
                out.wide.entry(claim.head).or_default().push(id);
            } else {
                for unit in space.sets.members(claim.units) {
                    out.by_unit.entry((claim.head, unit)).or_default().push(id);
                }
            }
        }
        out
    }
}

/// Answers expectations, and remembers what several of them ask.
struct Oracle<'a> {
    space: &'a Space<'a>,
    index: Index,
    meant: FxHashMap<(Meaning, bool), SetId>,
    holdings: FxHashMap<(Head, SetId), Rc<duties::Holdings>>,
    gaps: FxHashMap<duties::GapKey, Rc<[Chunk]>>,
    /// Services by what of them is offered.
    by_offer: Vec<(RegionId, SetId)>,
    /// Whom handovers reach, as far as the expectation at hand asked: lists of many units ask the same of each pair.
    reached: RefCell<FxHashMap<roads::Start, Rc<roads::Reached>>>,
}

impl Space<'_> {
    /// Where expectations do not hold, in the order of the statements.
    pub fn unmet(&self) -> Vec<Unmet> {
        if self.expected.is_empty() {
            return Vec::new();
        }
        let mut oracle = Oracle {
            space: self,
            index: Index::new(self),
            meant: FxHashMap::default(),
            holdings: FxHashMap::default(),
            gaps: FxHashMap::default(),
            by_offer: offered::by_offer(self),
            reached: RefCell::default(),
        };
        let mut out = Vec::new();
        for (at, expected) in self.expected.iter().enumerate() {
            let statement = &self.model.ast.statements[expected.statement.at()];
            let Some(expect) = &statement.expect else { continue };
            oracle.ask(at, expected, statement, expect, &mut out);
        }
        out
    }

    /// Positive expectations whose box holds nothing that is offered, though they ask of offered cells alone: they can never
    /// fail. A policy without any offer is not about offers.
    pub fn idle_expectations(&self) -> Vec<usize> {
        if self.groups.with_head(Head::Offer).is_empty() {
            return Vec::new();
        }
        let by_offer = offered::by_offer(self);
        let is_idle = |expected: &Expected| {
            let statement = &self.model.ast.statements[expected.statement.at()];
            let positive = statement.expect.as_ref().is_some_and(|it| !it.no);
            positive && of_offered_cells(expected.head) && !offered::any(self, &by_offer, expected)
        };
        let all = self.expected.iter().enumerate();
        all.filter(|(_, it)| !self.model.statements[it.statement.at()].catalog && is_idle(it)).map(|it| it.0).collect()
    }
}

/// Whether an expectation asks of offered cells alone.
fn of_offered_cells(head: Head) -> bool {
    match head {
        Head::Responsible
        | Head::Accountable
        | Head::Consulted
        | Head::Informed
        | Head::Supporting
        | Head::Handover => true,
        Head::Offer | Head::Need | Head::Allow | Head::Forbid | Head::Mandate | Head::Delegate => false,
    }
}

impl Oracle<'_> {
    fn ask(&mut self, at: usize, expected: &Expected, statement: &Statement, expect: &Expect, out: &mut Vec<Unmet>) {
        let subject = statement.subject.map(|it| self.space.model.ast.selector(it));
        let found = match expected.head {
            Head::Offer if expect.no => self.offered(expected),
            Head::Offer => self.not_offered(expected),
            Head::Responsible | Head::Accountable | Head::Consulted | Head::Informed | Head::Supporting => {
                let whos = self.whos(subject);
                if expect.no { self.held(expected, &whos) } else { self.not_held(expected, &whos) }
            }
            Head::Allow => {
                let whos = self.whos(subject);
                if expect.no { self.allowed(expected, &whos) } else { self.not_allowed(expected, &whos) }
            }
            Head::Forbid => {
                let whos = self.whos(subject);
                if expect.no { self.forbidden(expected, &whos) } else { self.not_forbidden(expected, &whos) }
            }
            Head::Need if expect.no => self.needed(expected),
            Head::Need => self.not_needed(expected),
            Head::Handover => self.roads(expected, statement, expect.no),
            Head::Mandate | Head::Delegate => self.powers(expected, statement, expect.no),
        };
        out.extend(found.into_iter().map(|mut it| {
            // A statement of which parts hold at different times is several claims.
            let mut seen = FxHashSet::default();
            it.behind.retain(|(claim, _)| seen.insert(self.space.claim(*claim).statement));
            Unmet { expected: at, ..it }
        }));
    }

    /// What each term of a subject asks for.
    fn whos(&mut self, subject: Option<Selector>) -> Vec<Who> {
        let Some(subject) = subject else { return Vec::new() };
        let model = self.space.model;
        let mut excepted = SetId::EMPTY;
        for term in subject.except.range() {
            excepted = self.space.sets.union(excepted, self.meant(model.meanings[term], true));
        }
        let terms = subject.terms.range();
        terms
            .map(|term| {
                let meaning = model.meanings[term];
                let (units, reach) = (self.meant(meaning, false), self.meant(meaning, true));
                Who {
                    term,
                    named: if let Meaning::Unit(UnitId(id)) = meaning { Some(id) } else { None },
                    units: self.space.sets.difference(units, excepted),
                    reach: self.space.sets.difference(reach, excepted),
                }
            })
            // A name that is excepted again asks for nothing.
            .filter(|who| who.named.is_none() || !who.units.is_empty())
            .collect()
    }

    fn meant(&mut self, meaning: Meaning, nested: bool) -> SetId {
        let space = self.space;
        *self.meant.entry((meaning, nested)).or_insert_with(|| space.units_of(meaning, nested))
    }

    /// The part of a region in which the unit that is named exists.
    fn while_it_exists(&self, named: Option<u32>, region: RegionId) -> RegionId {
        match named.and_then(|unit| self.space.unit_existence(unit)) {
            Some(exists) => self.space.regions.intersection(&self.space.sets, region, exists),
            None => region,
        }
    }

    /// Units and a region as products of units and the part of it in which they exist.
    fn living(&self, units: SetId, region: RegionId) -> Vec<(SetId, RegionId)> {
        let space = self.space;
        let passing = space.sets.intersection(units, space.dimensions.passing_units);
        let lasting = space.sets.difference(units, passing);
        let mut out = vec![(lasting, region)];
        for unit in space.sets.members(passing) {
            if space.model.units[unit as usize].thing.exists == Days::ALWAYS {
                continue;
            }
            out.push((space.dimensions.unit_sets[unit as usize], self.while_it_exists(Some(unit), region)));
        }
        out.retain(|(units, region)| !units.is_empty() && !region.is_empty());
        out
    }

    /// All units of some terms, with all nested in them or not.
    fn all_of(&self, whos: &[Who], nested: bool) -> SetId {
        let set = |who: &Who| if nested { who.reach } else { who.units };
        whos.iter().fold(SetId::EMPTY, |all, who| self.space.sets.union(all, set(who)))
    }
}

fn unmet(block: Block, axes: &'static [Axis], behind: Vec<(ClaimId, Behind)>) -> Unmet {
    Unmet { expected: 0, block, axes, lack: Lack::Whole, terms: Vec::new(), behind }
}
