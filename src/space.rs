//! The space of a policy: its dimensions, and every statement as a set of cells in it. Everything that rules,
//! matrices and queries say is computed here by set algebra; no cell is ever enumerated.

pub mod alone;
pub mod arrangement;
pub mod backlog;
pub mod blind;
pub mod block;
pub mod careless;
pub mod chiefs;
pub mod chunk;
pub mod circles;
pub mod claim;
pub mod content;
pub mod coverage;
pub mod data;
pub mod dead_ends;
pub mod delegations;
pub mod dimensions;
pub mod distance;
pub mod divisions;
pub mod doors;
pub mod erlang;
pub mod excess;
pub mod expect;
pub mod filter;
pub mod find;
pub mod first_line;
pub mod givers;
pub mod grants;
pub mod groups;
pub mod handovers;
pub mod hours;
pub mod idle;
pub mod kinds;
pub mod line;
pub mod lines;
pub mod mandates;
mod meetings;
pub mod near;
pub mod nearest;
pub mod offers;
pub mod open;
pub mod overlaps;
pub mod passing_on;
pub mod people;
pub mod pools;
pub mod reach;
pub mod records;
pub mod redundancy;
pub mod region;
pub mod relations;
pub mod relay;
pub mod returns;
pub mod rights;
pub mod risks;
mod rota;
pub mod rounds;
pub mod set;
pub mod shares;
pub mod sharing;
pub mod steering;
pub mod structure;
pub mod surge;
pub mod teams;
pub mod temporary;
pub mod transitions;
pub mod undecided;
pub mod unequal;
pub mod walk;
pub mod ways;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::model::words::Operations;
use crate::model::{Model, StatementId};
use crate::settings::Settings;
use crate::source::Sources;
use crate::syntax::ast::Head;
use block::{AXES, Axis, Block};
use chunk::Chunk;
use claim::{Claim, ClaimId, Compiled, Empty, Expected};
use dimensions::Dimensions;
use first_line::FirstLine;
use groups::Groups;
use handovers::Links;
use line::Line;
use mandates::Powers;
use offers::Offers;
use region::{RegionId, Regions};
use rights::Rights;
use set::{SetId, Sets};
use steering::Steering;
use teams::TeamWork;

/// Audiences × periods, as products.
pub type Products = Rc<[(SetId, SetId)]>;

/// A policy as sets.
#[derive(Debug)]
pub struct Space<'a> {
    pub model: &'a Model,
    pub sources: &'a Sources,
    pub settings: &'a Settings,
    pub sets: Sets,
    pub regions: Regions,
    pub dimensions: Dimensions,
    /// The claims of all statements but expectations, in the order of the statements.
    pub claims: Vec<Claim>,
    /// The boxes of expectations, in the order of the statements.
    pub expected: Vec<Expected>,
    /// Statements whose box is empty whatever the date, and why.
    pub empties: Vec<(StatementId, Empty)>,
    pub groups: Groups,
    pub offers: Offers,
    known_keys: RefCell<FxHashMap<(Operations, SetId), SetId>>,
    /// How often the nearest statement may still be looked for.
    looks: Cell<u32>,
    nears: RefCell<near::Nears>,
    known_products: RefCell<FxHashMap<SetId, Products>>,
    stakes: risks::Stakes,
    by_data: data::ByData,
    rights: OnceCell<Rights>,
    links: OnceCell<Links>,
    powers: OnceCell<Powers>,
    first_line: OnceCell<FirstLine>,
    lines: OnceCell<Vec<Line>>,
    steering: OnceCell<Steering>,
    team_work: OnceCell<TeamWork>,
    offered_moments: OnceCell<Vec<(SetId, SetId)>>,
}

impl<'a> Space<'a> {
    /// Compiles a policy as it is from the day `as_of` on (days since 1970-01-01).
    pub fn new(model: &'a Model, sources: &'a Sources, settings: &'a Settings, as_of: i32) -> Self {
        let (sets, regions) = (Sets::default(), Regions::default());
        let dimensions = Dimensions::new(model, &sets, &regions, as_of);
        let Compiled { claims, expected, empties } = claim::compile(model, &dimensions, &sets, &regions);
        let groups = Groups::new(&claims, &dimensions, &sets);
        let offers = Offers::new(model, settings, &claims, &groups, &dimensions, &sets, &regions);
        Self {
            model,
            sources,
            settings,
            sets,
            regions,
            dimensions,
            claims,
            expected,
            empties,
            groups,
            offers,
            known_keys: RefCell::default(),
            looks: Cell::new(nearest::LOOKS),
            nears: RefCell::default(),
            known_products: RefCell::default(),
            stakes: risks::Stakes::default(),
            by_data: data::ByData::default(),
            rights: OnceCell::new(),
            links: OnceCell::new(),
            powers: OnceCell::new(),
            first_line: OnceCell::new(),
            lines: OnceCell::new(),
            steering: OnceCell::new(),
            team_work: OnceCell::new(),
            offered_moments: OnceCell::new(),
        }
    }

    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.0 as usize]
    }

    /// The claims of all statements with this head, in order.
    pub fn claims_with(&self, head: Head) -> impl Iterator<Item = (ClaimId, &Claim)> + Clone {
        self.groups.with_head(head).iter().map(|&id| (id, self.claim(id)))
    }

    /// Who has which right, with `forbid`s taken away.
    pub fn rights(&self) -> &Rights {
        self.rights.get_or_init(|| Rights::new(self))
    }

    /// The handovers as a graph.
    pub fn links(&self) -> &Links {
        self.links.get_or_init(|| Links::new(self))
    }

    /// Who may decide.
    pub fn powers(&self) -> &Powers {
        self.powers.get_or_init(|| Powers::new(self))
    }

    /// Who is there for the people who come.
    pub fn first_line(&self) -> &FirstLine {
        self.first_line.get_or_init(|| FirstLine::new(self))
    }

    /// Who steers, and in which form.
    pub fn steering(&self) -> &Steering {
        self.steering.get_or_init(|| self.derive_steering())
    }

    /// Moments as products of audiences and periods; remembered.
    pub fn audiences_and_periods(&self, moments: SetId) -> Products {
        if let Some(known) = self.known_products.borrow().get(&moments) {
            return Rc::clone(known);
        }
        let products: Products = self.dimensions.audiences_and_periods(&self.sets, moments).into();
        self.known_products.borrow_mut().insert(moments, Rc::clone(&products));
        products
    }

    /// Services × region as a chunk without units and keys.
    pub fn cells(&self, services: SetId, region: RegionId) -> Chunk {
        let one = self.dimensions.one;
        Chunk { units: one, keys: one, services, region }
    }

    /// The number of cells of the whole space: those of responsibilities and those of rights.
    pub fn size(&self) -> u128 {
        let dimensions = &self.dimensions;
        let places = [
            dimensions.services.len(),
            dimensions.touchpoints.len(),
            dimensions.audiences.len(),
            dimensions.periods.len(),
        ];
        let places: u128 = places.iter().map(|&it| it as u128).product();
        let kinds =
            crate::model::words::Task::ALL.len() + crate::model::words::Operation::ALL.len() * self.model.fields.len();
        places * kinds as u128
    }

    /// Responsibility chunks (keys are tasks) as blocks.
    pub fn task_blocks(&self, chunks: &[Chunk]) -> Vec<Block> {
        self.blocks(chunks, |keys| vec![(keys, self.dimensions.one, self.dimensions.one)])
    }

    /// Right chunks (keys are operation × field) as blocks.
    pub fn right_blocks(&self, chunks: &[Chunk]) -> Vec<Block> {
        self.blocks(chunks, |keys| {
            let pairs = self.dimensions.operations_and_fields(&self.sets, keys);
            pairs.into_iter().map(|(operations, fields)| (self.dimensions.one, operations, fields)).collect()
        })
    }

    /// The blocks of chunks, normalised; cells of services that do not exist then are left out.
    fn blocks(&self, chunks: &[Chunk], axes: impl Fn(SetId) -> Vec<(SetId, SetId, SetId)>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for chunk in chunks {
            for (tasks, operations, fields) in axes(chunk.keys) {
                for part in self.regions.parts(chunk.region).iter() {
                    for &(audiences, periods) in self.audiences_and_periods(part.moments).iter() {
                        let block = Block([self.dimensions.one; AXES])
                            .with(Axis::Unit, chunk.units)
                            .with(Axis::Task, tasks)
                            .with(Axis::Operation, operations)
                            .with(Axis::Field, fields)
                            .with(Axis::Service, chunk.services)
                            .with(Axis::Touchpoint, part.touchpoints)
                            .with(Axis::Audience, audiences)
                            .with(Axis::Period, periods);
                        self.clip(block, &mut blocks);
                    }
                }
            }
        }
        block::normalise(&self.sets, blocks)
    }

    /// Splits a block by the existence of its services.
    fn clip(&self, block: Block, out: &mut Vec<Block>) {
        let dimensions = &self.dimensions;
        let services = block.get(Axis::Service);
        let lasting = self.sets.difference(services, dimensions.passing);
        if !lasting.is_empty() {
            out.push(block.with(Axis::Service, lasting));
        }
        if lasting == services {
            return;
        }
        for service in self.sets.members(self.sets.intersection(services, dimensions.passing)) {
            let periods = self.sets.intersection(block.get(Axis::Period), dimensions.service_periods[service as usize]);
            if !periods.is_empty() {
                let service = self.sets.run(service, service + 1);
                out.push(block.with(Axis::Service, service).with(Axis::Period, periods));
            }
        }
    }
}
