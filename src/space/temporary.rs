//! What is meant for a while: arrangements with an end, who follows them, and what calls itself temporary without an end.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::words::Task;
use crate::model::{Days, Meaning, StatementId, Thing};
use crate::syntax::ast::Head;

use super::Space;
use super::block::{Axis, Block, normalise};
use super::chunk::Chunk;
use super::claim::Claim;
use super::region::RegionId;
use super::set::SetId;

/// What ends, or should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrangement {
    Unit(u32),
    Channel(u32),
    Statement(StatementId),
}

/// Why a temporary arrangement is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    NoEnd,
    /// The last day it held.
    Over(i32),
    /// Nobody takes over these the day after the last.
    NoSuccessor(i32, Block),
}

/// Words by which people say that something is for a while, in their tags, at the head of a name or label, and in reasons.
const WORDS: [&str; 11] = [
    "experiment",
    "experimental",
    "experimenteel",
    "experimentele",
    "interim",
    "pilot",
    "proef",
    "temporary",
    "tijdelijk",
    "tijdelijke",
    "trial",
];

fn says_temporary(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| WORDS.iter().any(|it| it.eq_ignore_ascii_case(word)))
}

/// Only the first word of a name counts: "Pilot beeldbellen" and `PilotBeeldbellen` are, "Beheer tijdelijk verkeer" is not.
fn begins_temporary(text: &str) -> bool {
    let first = text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let mut letters = first.char_indices().skip_while(|it| it.1.is_uppercase());
    let joined = letters.find(|it| it.1.is_uppercase()).map_or(first.len(), |it| it.0);
    says_temporary(first) || says_temporary(&first[..joined])
}

impl Space<'_> {
    /// Temporary arrangements without an end, past it, or without a successor.
    pub fn faulty_arrangements(&self) -> Vec<(Arrangement, Fault)> {
        let mut out = Vec::new();
        for (id, unit) in (0..).zip(&self.model.units) {
            let around = unit.thing.parent.map(|it| &self.model.units[it as usize].thing);
            out.extend(self.fault_of(&unit.thing, around).map(|fault| (Arrangement::Unit(id), fault)));
        }
        for (id, channel) in (0..).zip(&self.model.channels) {
            let around = channel.thing.parent.map(|it| &self.model.channels[it as usize].thing);
            out.extend(self.fault_of(&channel.thing, around).map(|fault| (Arrangement::Channel(id), fault)));
        }
        self.faulty_statements(&mut out);
        self.not_followed(&mut out);
        self.channels_not_followed(&mut out);
        out
    }

    fn today(&self) -> i32 {
        self.dimensions.periods.first().map_or(i32::MIN, |period| period.first)
    }

    /// A declaration that calls itself temporary and has no end, or that is past its own.
    fn fault_of(&self, thing: &Thing, around: Option<&Thing>) -> Option<Fault> {
        if thing.catalog {
            return None;
        }
        let last = thing.exists.last;
        if last < self.today() {
            // What is nested in it is over with it.
            return around.is_none_or(|around| around.exists.last != last).then_some(Fault::Over(last));
        }
        let named = begins_temporary(self.model.names.name(thing.symbol))
            || thing.label.as_deref().is_some_and(begins_temporary)
            || thing.tags.iter().any(|&tag| says_temporary(self.model.names.name(tag)));
        (named && last == Days::ALWAYS.last).then_some(Fault::NoEnd)
    }

    /// Statements about steering: with a reason that says for a while and no end, or past their end with none that begins the
    /// day after.
    fn faulty_statements(&self, out: &mut Vec<(Arrangement, Fault)>) {
        let steers = |id: StatementId| {
            let statement = &self.model.ast.statements[id.at()];
            if statement.head != Head::Accountable || statement.expect.is_some() {
                return false;
            }
            let resolved = &self.model.statements[id.at()];
            let says_steering = statement.tasks.is_some_and(|tasks| {
                let tasks = self.model.ast.selector(tasks).terms.range();
                self.model.meanings[tasks].contains(&Meaning::Task(Task::Steering))
            });
            says_steering && !resolved.catalog && !resolved.days.is_empty()
        };
        let all = (0..crate::source::offset(self.model.ast.statements.len())).map(StatementId).filter(|&id| steers(id));
        let all: Vec<StatementId> = all.collect();
        let begins: FxHashSet<i32> = all.iter().map(|id| self.model.statements[id.at()].days.first).collect();
        for &id in &all {
            let days = self.model.statements[id.at()].days;
            if days.last < self.today() {
                if !begins.contains(&(days.last + 1)) {
                    out.push((Arrangement::Statement(id), Fault::Over(days.last)));
                }
                continue;
            }
            let because = self.model.ast.statements[id.at()].because;
            if days.last == Days::ALWAYS.last && because.is_some_and(|it| begins_temporary(self.model.names.name(it))) {
                out.push((Arrangement::Statement(id), Fault::NoEnd));
            }
        }
    }

    /// Arrangements with an end whose cells nobody has the day after, though they are still offered: tasks of the process,
    /// obligatory aspects, and steering.
    fn not_followed(&self, out: &mut Vec<(Arrangement, Fault)>) {
        let mut lost: BTreeMap<(Arrangement, i32, Head), Vec<Chunk>> = BTreeMap::new();
        for head in [Head::Responsible, Head::Accountable] {
            let mut lacking: FxHashMap<u32, Vec<(Task, RegionId)>> = FxHashMap::default();
            for (_, claim) in self.claims_with(head).filter(|(_, claim)| !claim.units.is_empty()) {
                let Some((last, at)) = self.end_of_claim(claim) else { continue };
                let before = self.next_period(claim.region, at);
                for service in self.sets.members(claim.services) {
                    let gaps = lacking.entry(service).or_insert_with(|| self.lacking(head, service));
                    if gaps.is_empty() {
                        continue;
                    }
                    let offered = self.next_period(self.offered(service), at);
                    let held = self.regions.intersection(&self.sets, before, offered);
                    for &(task, gap) in gaps.iter() {
                        let region = self.regions.intersection(&self.sets, held, gap);
                        if claim.tasks.has(task) && !region.is_empty() {
                            let later = self.in_all_from(region, at + 1);
                            let lacking = self.regions.intersection(&self.sets, later, gap);
                            let region = self.without_break(lacking, at + 1);
                            let chunk = self.task_chunk(task, service, region);
                            for (cause, units) in self.causes(claim, last) {
                                lost.entry((cause, last, head)).or_default().push(Chunk { units, ..chunk });
                            }
                        }
                    }
                }
            }
        }
        for ((cause, last, _), chunks) in lost {
            let blocks = self.task_blocks(&chunks);
            out.extend(blocks.into_iter().map(|block| (cause, Fault::NoSuccessor(last, block))));
        }
    }

    /// The last day of a claim, by its own date or that of its units, and its period; `None` when it goes on.
    fn end_of_claim(&self, claim: &Claim) -> Option<(i32, usize)> {
        // The units of a claim exist at the same time.
        let unit = self.sets.first(claim.units)?;
        let exists = self.model.units[unit as usize].thing.exists.last;
        let last = self.model.statements[claim.statement.at()].days.last.min(exists);
        Some((last, self.period_that_ends(last)?))
    }

    /// The period that ends on a day, when another follows.
    fn period_that_ends(&self, last: i32) -> Option<usize> {
        if last == Days::ALWAYS.last {
            return None;
        }
        let periods = &self.dimensions.periods;
        let at = periods.partition_point(|period| period.last < last);
        (at + 1 < periods.len() && periods[at].last == last).then_some(at)
    }

    /// What has to do with the end of a claim: the outermost units that end then, or the statement.
    fn causes(&self, claim: &Claim, last: i32) -> Vec<(Arrangement, SetId)> {
        let things = |id: u32| &self.model.units[id as usize].thing;
        let ending = self.sets.members(claim.units).filter(|&unit| things(unit).exists.last == last);
        let causes: Vec<(Arrangement, SetId)> = ending
            .map(|unit| {
                let mut outer = unit;
                while let Some(around) = things(outer).parent.filter(|&around| things(around).exists.last == last) {
                    outer = around;
                }
                (Arrangement::Unit(outer), self.dimensions.unit_sets[unit as usize])
            })
            .collect();
        if causes.is_empty() { vec![(Arrangement::Statement(claim.statement), claim.units)] } else { causes }
    }

    /// The cells of a period, told of the next one.
    fn next_period(&self, region: RegionId, at: usize) -> RegionId {
        let at = crate::source::offset(at);
        let next = self.sets.run(at + 1, at + 2);
        self.retimed(region, |periods| self.sets.has(periods, at).then_some(next))
    }

    /// The cells of a period, in all periods from it on.
    fn in_all_from(&self, region: RegionId, at: usize) -> RegionId {
        let at = crate::source::offset(at);
        let later = self.sets.run(at, crate::source::offset(self.dimensions.periods.len()));
        self.retimed(region, |periods| self.sets.has(periods, at).then_some(later))
    }

    /// The cells of a region in a period, and in those after it up to the first in which they are not in it.
    fn without_break(&self, region: RegionId, at: usize) -> RegionId {
        let at = crate::source::offset(at);
        self.retimed(region, |periods| {
            let runs = self.sets.runs(periods);
            runs.iter().find(|run| (run.0..run.1).contains(&at)).map(|run| self.sets.run(at, run.1))
        })
    }

    /// The same touchpoints and audiences in other periods.
    fn retimed(&self, region: RegionId, other: impl Fn(SetId) -> Option<SetId>) -> RegionId {
        let mut out = RegionId::EMPTY;
        for part in self.regions.parts(region).iter() {
            for &(audiences, periods) in self.audiences_and_periods(part.moments).iter() {
                if let Some(periods) = other(periods) {
                    let moments = self.dimensions.moments(&self.sets, audiences, periods);
                    out = self.regions.union(&self.sets, out, self.regions.product(part.touchpoints, moments));
                }
            }
        }
        out
    }

    /// What must be held of a service, and where it is not.
    fn lacking(&self, head: Head, service: u32) -> Vec<(Task, RegionId)> {
        let offered = self.offered(service);
        if offered.is_empty() {
            return Vec::new();
        }
        let required = match head {
            Head::Accountable => self.offers.aspects.or(Task::Steering.bit()),
            _ => self.offers.process[service as usize],
        };
        let gap = |task| self.regions.difference(&self.sets, offered, self.covered(head, service, task));
        required.iter().map(|task| (task, gap(task))).filter(|it| !it.1.is_empty()).collect()
    }

    /// Channels with an end after which what they offered an audience is offered to it through no other: service × audience
    /// blocks of the day after.
    fn channels_not_followed(&self, out: &mut Vec<(Arrangement, Fault)>) {
        let channels = &self.model.channels;
        let ending: Vec<(u32, i32, usize)> = (0..)
            .zip(channels)
            .filter(|(_, it)| {
                let around = it.thing.parent.map(|around| channels[around as usize].thing.exists.last);
                around != Some(it.thing.exists.last)
            })
            .filter_map(|(id, it)| Some((id, it.thing.exists.last, self.period_that_ends(it.thing.exists.last)?)))
            .collect();
        if ending.is_empty() {
            return;
        }
        let mut by_offer: BTreeMap<RegionId, Vec<u32>> = BTreeMap::new();
        for service in self.service_leaves() {
            by_offer.entry(self.offered(service)).or_default().push(service);
        }
        for (id, last, at) in ending {
            let gone = self.regions.product(self.dimensions.channel_sets[id as usize], self.dimensions.all_moments);
            let mut blocks = Vec::new();
            for (&offered, services) in &by_offer {
                let here = self.regions.intersection(&self.sets, offered, gone);
                let before = self.everywhere(self.next_period(here, at));
                let later = self.in_all_from(before, at + 1);
                let left = self.regions.difference(&self.sets, later, self.everywhere(offered));
                let left = self.without_break(left, at + 1);
                for part in self.regions.parts(left).iter() {
                    for &(audiences, periods) in self.audiences_and_periods(part.moments).iter() {
                        let block = self.empty_block().with(Axis::Audience, audiences);
                        for (services, periods) in self.services_in(services, periods) {
                            blocks.push(block.with(Axis::Service, services).with(Axis::Period, periods));
                        }
                    }
                }
            }
            let blocks = normalise(&self.sets, blocks);
            out.extend(blocks.into_iter().map(|block| (Arrangement::Channel(id), Fault::NoSuccessor(last, block))));
        }
    }

    /// Services by those of some periods in which they exist.
    fn services_in(&self, services: &[u32], periods: SetId) -> Vec<(SetId, SetId)> {
        let mut by_periods: BTreeMap<SetId, Vec<u32>> = BTreeMap::new();
        for &service in services {
            let then = self.sets.intersection(self.dimensions.service_periods[service as usize], periods);
            by_periods.entry(then).or_default().push(service);
        }
        by_periods.remove(&SetId::EMPTY);
        by_periods.into_iter().map(|(then, services)| (self.sets.from_members(services), then)).collect()
    }
}
