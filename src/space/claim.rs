//! From statements to claims: what a statement says, as sets.

mod absent;
mod asked;
mod expected;
mod lasting;

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::model::words::{Class, Confidentiality, Operations, Tasks, Trait, Traits, UnitKind};
use crate::model::{Days, Meaning, Model, Resolved, StatementId, Thing, Unit};
use crate::syntax::ast::{Head, Selector, SelectorId, Statement};

use super::dimensions::Dimensions;
use super::region::{RegionId, Regions};
use super::set::{SetId, Sets};

pub use absent::Absent;
pub use expected::Expected;

/// A claim, by its place in [`super::Space::claims`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

/// A statement as sets. Most statements are one claim; one whose units exist at different times is several.
#[derive(Clone, Debug)]
pub struct Claim {
    pub statement: StatementId,
    pub head: Head,
    /// The units it names: exactly those, nothing nested.
    pub units: SetId,
    /// For rights: those units and all nested in them. Elsewhere the same as `units`.
    pub reach: SetId,
    pub tasks: Tasks,
    pub services: SetId,
    /// Touchpoints × audiences × periods.
    pub region: RegionId,
    pub operations: Operations,
    pub fields: SetId,
}

/// Why a statement's box is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Empty {
    Dates,
    /// On none of its days something that it names exists; nothing where each of what it names exists on some of them, and
    /// never all together.
    Existence(Option<Absent>),
    Units,
    Services,
    Channels,
    Places,
    Audiences,
    Tasks,
    Operations,
    Data,
    /// All of its data is more confidential than its `up-to`.
    Level,
}

/// What all statements of a policy come to.
#[derive(Debug, Default)]
pub struct Compiled {
    /// In the order of the statements.
    pub claims: Vec<Claim>,
    /// Likewise.
    pub expected: Vec<Expected>,
    /// The statements that claim or expect nothing at any time.
    pub empties: Vec<(StatementId, Empty)>,
}

/// The clauses of a statement but its units and dates.
struct Sides {
    tasks: Tasks,
    services: SetId,
    touchpoints: SetId,
    audiences: SetId,
    operations: Operations,
    fields: SetId,
}

/// Compiles all statements.
pub fn compile(model: &Model, dimensions: &Dimensions, sets: &Sets, regions: &Regions) -> Compiled {
    let mut compiler = Compiler::new(model, &model.meanings, dimensions, sets, regions);
    let mut out = Compiled { claims: Vec::with_capacity(model.ast.statements.len()), ..Compiled::default() };
    for (id, statement) in (0..).map(StatementId).zip(&model.ast.statements) {
        let Resolved { broken, catalog, .. } = model.statements[id.at()];
        let done = if statement.void {
            Ok(())
        } else if statement.expect.is_none() {
            compiler.statement(id, statement, &mut out.claims)
        } else if broken {
            // What was expected cannot be known.
            Ok(())
        } else {
            compiler.expectation(id, statement).map(|it| out.expected.extend(it))
        };
        // A catalogue's expectation may be about what this policy does not have.
        if let Err(why) = done
            && !broken
            && !(catalog && statement.expect.is_some())
        {
            out.empties.push((id, why));
        }
    }
    out
}

/// Whether a class word or tag means this unit itself.
pub(super) fn is_meant(unit: &Unit, meaning: Meaning) -> bool {
    match meaning {
        Meaning::Tag(tag) => unit.thing.tags.contains(&tag),
        Meaning::Class(Class::Kind(asked)) => {
            unit.kind.is_some_and(|kind| kind == asked || asked == UnitKind::Front && kind.is_front())
        }
        _ => false,
    }
}

/// Holds what is worth remembering between statements.
struct Compiler<'a> {
    model: &'a Model,
    /// Of the terms of the selectors at hand.
    meanings: &'a [Meaning],
    dimensions: &'a Dimensions,
    sets: &'a Sets,
    regions: &'a Regions,
    classes: FxHashMap<(Dim, Meaning), SetId>,
    products: FxHashMap<(SetId, SetId), SetId>,
    /// When some of these services or touchpoints exist.
    lasting: FxHashMap<(Absent, SetId), Rc<[Days]>>,
}

/// The dimension in which a selector selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Dim {
    /// Units, exactly those named.
    Units,
    /// Units with all nested in them.
    Subtrees,
    Services,
    Channels,
    Audiences,
    Locations,
    Fields,
}

fn or_empty(set: SetId, why: Empty) -> Result<SetId, Empty> {
    if set.is_empty() { Err(why) } else { Ok(set) }
}

impl<'a> Compiler<'a> {
    fn new(
        model: &'a Model,
        meanings: &'a [Meaning],
        dimensions: &'a Dimensions,
        sets: &'a Sets,
        regions: &'a Regions,
    ) -> Self {
        let (classes, products, lasting) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
        Self { model, meanings, dimensions, sets, regions, classes, products, lasting }
    }

    fn statement(&mut self, id: StatementId, statement: &Statement, out: &mut Vec<Claim>) -> Result<(), Empty> {
        let resolved = &self.model.statements[id.at()];
        if resolved.days.is_empty() {
            return Err(Empty::Dates);
        }
        let is_right = matches!(statement.head, Head::Allow | Head::Forbid);
        let (units, reach) = match statement.subject {
            Some(subject) if statement.head != Head::Offer => {
                self.units(&self.model.ast.selector(subject), is_right, resolved.broken)?
            }
            _ => (SetId::EMPTY, SetId::EMPTY),
        };
        let Some(sides) = self.sides(id, statement)? else { return Ok(()) };
        let claim = Claim {
            statement: id,
            head: statement.head,
            units,
            reach,
            tasks: sides.tasks,
            services: sides.services,
            region: RegionId::EMPTY,
            operations: sides.operations,
            fields: sides.fields,
        };
        let Sides { touchpoints, audiences, .. } = sides;
        let chain = self.chain_days(statement);
        if chain == Days::ALWAYS && self.is_lasting(&claim, touchpoints) {
            let region = self.region(&claim, touchpoints, audiences, resolved.days);
            if !region.is_empty() {
                out.push(Claim { region, ..claim });
            }
            return Ok(());
        }
        self.exists_together(&claim, touchpoints, resolved.days, chain)?;
        self.over_time(&claim, touchpoints, audiences, resolved.days.and(chain), out);
        Ok(())
    }

    /// Where and when a statement holds that is said for some days.
    fn region(&mut self, claim: &Claim, touchpoints: SetId, audiences: SetId, days: Days) -> RegionId {
        let periods = self.dimensions.periods_within(self.sets, days);
        let moments = self.moments(audiences, periods);
        let region = self.regions.product(touchpoints, moments);
        if self.sets.disjoint(touchpoints, self.dimensions.passing_touchpoints) {
            return region;
        }
        self.existing(region, claim.head)
    }

    /// The clauses of a statement; `None` when all its services ended before the policy is looked at.
    fn sides(&mut self, id: StatementId, statement: &Statement) -> Result<Option<Sides>, Empty> {
        let model = self.model;
        let resolved = &model.statements[id.at()];
        let kept = |selector: Option<SelectorId>| selector.map(|it| model.ast.selector(it));
        let subject = if statement.head == Head::Offer { statement.subject } else { None };
        let services = self.select(Dim::Services, kept(subject.or(statement.services)), self.dimensions.all_services);
        let named = or_empty(services, Empty::Services)?;
        let services = self.sets.difference(named, self.dimensions.gone);
        if services.is_empty() {
            self.exists_sometime(Absent::Services, named, resolved.days)?;
            return Ok(None);
        }
        let channels = self.select(Dim::Channels, kept(statement.channels), self.dimensions.all_touchpoints);
        let mut touchpoints = or_empty(channels, Empty::Channels)?;
        if statement.locations.is_some() {
            let places = self.select(Dim::Locations, kept(statement.locations), SetId::EMPTY);
            let places = self.sets.union(places, self.dimensions.placeless);
            touchpoints = or_empty(self.sets.intersection(touchpoints, places), Empty::Places)?;
        }
        let audiences = self.select(Dim::Audiences, kept(statement.audiences), self.dimensions.all_audiences);
        let audiences = or_empty(audiences, Empty::Audiences)?;
        let tasks = kept(statement.tasks).map_or(Tasks::ALL, |selector| self.tasks(&selector));
        if tasks.is_empty() {
            return Err(Empty::Tasks);
        }
        let operations = kept(statement.operations).map_or(Operations::ALL, |selector| self.operations(&selector));
        if operations.is_empty() {
            return Err(Empty::Operations);
        }
        let mut fields = SetId::EMPTY;
        if statement.data.is_some() {
            fields = or_empty(self.select(Dim::Fields, kept(statement.data), SetId::EMPTY), Empty::Data)?;
            if let Some(level) = resolved.up_to {
                fields = or_empty(self.up_to(fields, level), Empty::Level)?;
            }
        }
        Ok(Some(Sides { tasks, services, touchpoints, audiences, operations, fields }))
    }

    /// The part of a region in which its channels exist. Who may decide does not depend on channels.
    fn existing(&self, region: RegionId, head: Head) -> RegionId {
        match self.dimensions.existence {
            Some(existence) if !matches!(head, Head::Mandate | Head::Delegate) => {
                self.regions.intersection(self.sets, region, existence)
            }
            _ => region,
        }
    }

    /// Adds the claim for every stretch of time in which the same of its units exist.
    fn over_time(&mut self, claim: &Claim, touchpoints: SetId, audiences: SetId, days: Days, out: &mut Vec<Claim>) {
        let fields = self.field_lifetimes(claim.fields);
        for (lifetime, members) in self.lifetimes(claim.reach) {
            for &(kept, fields) in &fields {
                let days = days.and(lifetime).and(kept);
                if days.is_empty() {
                    continue;
                }
                let region = self.region(claim, touchpoints, audiences, days);
                if region.is_empty() {
                    continue;
                }
                let units = members.map_or(claim.units, |members| self.sets.intersection(claim.units, members));
                let reach = members.map_or(claim.reach, |members| self.sets.intersection(claim.reach, members));
                out.push(Claim { units, reach, region, fields, ..claim.clone() });
            }
        }
    }

    fn moments(&mut self, audiences: SetId, periods: SetId) -> SetId {
        let (dimensions, sets) = (self.dimensions, self.sets);
        *self.products.entry((audiences, periods)).or_insert_with(|| dimensions.moments(sets, audiences, periods))
    }

    /// The named units, and for a right those with all nested in them.
    fn units(&mut self, subject: &Selector, is_right: bool, broken: bool) -> Result<(SetId, SetId), Empty> {
        let excepted = self.terms(Dim::Subtrees, subject.except.range());
        let named = self.terms(Dim::Units, subject.terms.range());
        let named = self.sets.difference(named, excepted);
        let reach = if is_right {
            self.sets.difference(self.terms(Dim::Subtrees, subject.terms.range()), excepted)
        } else {
            named
        };
        // A responsibility of a unit that is misspelt beyond recognition still covers its cells.
        if reach.is_empty() && (is_right || !broken) {
            return Err(Empty::Units);
        }
        Ok((named, reach))
    }

    fn select(&mut self, dim: Dim, selector: Option<Selector>, all: SetId) -> SetId {
        let Some(selector) = selector else { return all };
        let selected = self.terms(dim, selector.terms.range());
        if selector.except.is_empty() {
            return selected;
        }
        let excepted = self.terms(dim, selector.except.range());
        self.sets.difference(selected, excepted)
    }

    fn terms(&mut self, dim: Dim, terms: std::ops::Range<usize>) -> SetId {
        if terms.len() <= 2 {
            return terms.fold(SetId::EMPTY, |set, term| {
                let more = self.term(dim, self.meanings[term]);
                self.sets.union(set, more)
            });
        }
        let mut runs = Vec::new();
        for term in terms {
            let more = self.term(dim, self.meanings[term]);
            runs.extend_from_slice(&self.sets.runs(more));
        }
        self.sets.from_runs(runs)
    }

    fn term(&mut self, dim: Dim, meaning: Meaning) -> SetId {
        let dimensions = self.dimensions;
        match (dim, meaning) {
            (Dim::Units, Meaning::Unit(id)) => dimensions.unit_sets[id.at()],
            (Dim::Subtrees, Meaning::Unit(id)) => dimensions.subtree_sets[id.at()],
            (Dim::Services, Meaning::Service(id)) => dimensions.service_sets[id.at()],
            (Dim::Channels, Meaning::Channel(id)) => dimensions.channel_sets[id.at()],
            (Dim::Audiences, Meaning::Audience(id)) => dimensions.audience_sets[id.at()],
            (Dim::Locations, Meaning::Location(id)) => dimensions.location_sets[id.at()],
            (Dim::Fields, Meaning::Field(id)) => self.sets.run(id.0, id.0 + 1),
            (Dim::Fields, Meaning::Record(id)) => {
                let record = &self.model.records[id.at()];
                self.sets.run(record.first_field, record.all_fields_end)
            }
            (Dim::Units | Dim::Subtrees, Meaning::All) => dimensions.all_units,
            (Dim::Services, Meaning::All) => dimensions.all_services,
            (Dim::Channels, Meaning::All) => dimensions.all_touchpoints,
            (Dim::Audiences, Meaning::All) => dimensions.all_audiences,
            (Dim::Locations, Meaning::All) => self.sets.difference(dimensions.all_touchpoints, dimensions.placeless),
            (Dim::Fields, Meaning::All) => dimensions.all_fields,
            (_, Meaning::Class(_) | Meaning::Tag(_)) => {
                if let Some(&known) = self.classes.get(&(dim, meaning)) {
                    return known;
                }
                let set = self.class(dim, meaning);
                self.classes.insert((dim, meaning), set);
                set
            }
            _ => SetId::EMPTY,
        }
    }

    /// The members of a class or the carriers of a tag.
    fn class(&self, dim: Dim, meaning: Meaning) -> SetId {
        let model = self.model;
        let carries = |thing: &Thing| matches!(meaning, Meaning::Tag(tag) if thing.tags.contains(&tag));
        let is = |class: Class| meaning == Meaning::Class(class);
        let all = |of: &[SetId], chosen: &mut dyn Iterator<Item = usize>| {
            self.sets.from_runs(chosen.flat_map(|id| self.sets.runs(of[id]).to_vec()).collect())
        };
        match dim {
            Dim::Units | Dim::Subtrees => {
                let chosen = model.units.iter().enumerate().filter(|(_, unit)| is_meant(unit, meaning));
                if dim == Dim::Units {
                    return self.sets.from_members(chosen.map(|(id, _)| crate::source::offset(id)));
                }
                all(&self.dimensions.subtree_sets, &mut chosen.map(|(id, _)| id))
            }
            Dim::Services => {
                let chosen =
                    model.services.iter().enumerate().filter(|(_, it)| {
                        carries(&it.thing) || it.complexity.is_some_and(|it| is(Class::Complexity(it)))
                    });
                all(&self.dimensions.service_sets, &mut chosen.map(|(id, _)| id))
            }
            Dim::Channels => {
                let chosen = model.channels.iter().enumerate().filter(|(_, it)| {
                    carries(&it.thing)
                        || it.medium.is_some_and(|it| is(Class::Medium(it)))
                        || is(if it.sync { Class::Sync } else { Class::Async })
                        || it.physical && is(Class::Physical)
                        || it.digital && is(Class::Digital)
                });
                // A class is told of every channel by itself: a nested channel of another medium is not of the class.
                chosen.fold(SetId::EMPTY, |all, (id, it)| {
                    let sets = if carries(&it.thing) {
                        &self.dimensions.channel_sets
                    } else {
                        &self.dimensions.own_channel_sets
                    };
                    self.sets.union(all, sets[id])
                })
            }
            Dim::Audiences => {
                let chosen = model.audiences.iter().enumerate().filter(|(_, it)| carries(&it.thing));
                all(&self.dimensions.audience_sets, &mut chosen.map(|(id, _)| id))
            }
            Dim::Locations => {
                let chosen = model.locations.iter().enumerate().filter(|(_, it)| carries(&it.thing));
                all(&self.dimensions.location_sets, &mut chosen.map(|(id, _)| id))
            }
            Dim::Fields => self.fields(meaning),
        }
    }

    fn fields(&self, meaning: Meaning) -> SetId {
        let model = self.model;
        let asked = match meaning {
            Meaning::Class(Class::Trait(Trait::Personal)) => Traits::PERSONAL_DATA,
            Meaning::Class(Class::Trait(one)) => one.bit(),
            _ => Traits::NONE,
        };
        let chosen = model.fields.iter().enumerate().filter(|(_, field)| field.traits.overlaps(asked));
        let by_trait = self.sets.from_members(chosen.map(|(id, _)| crate::source::offset(id)));
        let Meaning::Tag(tag) = meaning else { return by_trait };
        let tagged = model.records.iter().filter(|record| record.thing.tags.contains(&tag));
        self.sets.from_runs(tagged.map(|record| (record.first_field, record.all_fields_end)).collect())
    }

    /// The fields at most as confidential as `level`, with those whose level is not stated.
    fn up_to(&self, fields: SetId, level: Confidentiality) -> SetId {
        let within = self
            .sets
            .members(fields)
            .filter(|&field| self.model.fields[field as usize].confidential.is_none_or(|it| it <= level));
        self.sets.from_members(within)
    }

    fn tasks(&self, selector: &Selector) -> Tasks {
        let pick = |terms: std::ops::Range<usize>| {
            self.meanings[terms].iter().fold(Tasks::NONE, |set, meaning| match meaning {
                Meaning::All => Tasks::ALL,
                Meaning::Task(task) => set.or(task.bit()),
                _ => set,
            })
        };
        pick(selector.terms.range()).minus(pick(selector.except.range()))
    }

    fn operations(&self, selector: &Selector) -> Operations {
        let pick = |terms: std::ops::Range<usize>| {
            self.meanings[terms].iter().fold(Operations::NONE, |set, meaning| match meaning {
                Meaning::All => Operations::ALL,
                Meaning::Operations(some) => set.or(*some),
                _ => set,
            })
        };
        pick(selector.terms.range()).minus(pick(selector.except.range()))
    }
}
