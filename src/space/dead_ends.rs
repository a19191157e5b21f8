//! Handovers that end where nobody gets on with them.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::model::words::{Task, Tasks};
use crate::syntax::ast::{Arrow, Head};

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::near::ByMembers;
use super::set::SetId;

/// A chain whose last unit can do nothing with what it gets, in some periods.
#[derive(Debug)]
pub struct DeadEnd {
    pub claim: ClaimId,
    pub unit: u32,
    pub periods: SetId,
}

/// The tasks with which a handed-over matter gets on.
const LATER: [Task; 6] = [Task::Handle, Task::Advise, Task::Decide, Task::Deliver, Task::Aftercare, Task::Review];

/// What some units can do with what they get, by groups of services; links as their places in all.
#[derive(Default)]
struct Uses {
    working: FxHashMap<GroupId, Vec<ClaimId>>,
    onward: FxHashMap<GroupId, Vec<u32>>,
}

/// What was found out about the ends of chains.
struct Known {
    uses: FxHashMap<SetId, Rc<Uses>>,
    /// Places in `by_giver`.
    givers: ByMembers<usize>,
}

impl Space<'_> {
    /// Chains whose last unit can do nothing with what it gets.
    pub fn dead_ends(&self) -> Vec<DeadEnd> {
        let givers = self.links().by_giver.iter().enumerate().map(|(at, (from, _))| (*from, at));
        let givers = ByMembers::new(&self.sets, givers.collect());
        let mut known = Known { uses: FxHashMap::default(), givers };
        let mut out = Vec::new();
        for (id, claim) in self.claims_with(Head::Handover) {
            let statement = &self.model.ast.statements[claim.statement.at()];
            let hops = &self.model.ast.hops[statement.hops.range()];
            let Some(last) = hops.last() else { continue };
            let ends = self.hop_units(&last.units, true);
            let Some(first) = self.sets.first(self.hop_units(&last.units, false)) else { continue };
            let groups = self.groups.meeting(&self.sets, claim.services);
            let mut alive = self.periods_of_use(id, ends, &groups, &mut known);
            if let [.., before, last] = hops
                && last.arrow == Arrow::Both
            {
                // What comes back to whoever works on it is at no dead end.
                let uses = self.uses(self.hop_units(&before.units, true), &mut known);
                self.add_periods_with(id, groups.iter().filter_map(|it| uses.working.get(it)).flatten(), &mut alive);
            }
            if alive == self.dimensions.all_periods {
                continue;
            }
            let box_ = Chunk { services: claim.services, ..self.cells(claim.services, claim.region) };
            let offered = self.periods_of(&self.within_offers(&[box_]));
            let periods = self.sets.difference(offered, alive);
            if !periods.is_empty() {
                out.push(DeadEnd { claim: id, unit: first, periods });
            }
        }
        out
    }

    /// The periods in which some unit of `ends` gets on with what a handover brings, in some offered cell: it has something
    /// to do there, or hands over further.
    fn periods_of_use(&self, handover: ClaimId, ends: SetId, groups: &[GroupId], known: &mut Known) -> SetId {
        let uses = self.uses(ends, known);
        let mut periods = SetId::EMPTY;
        self.add_periods_with(handover, groups.iter().filter_map(|it| uses.working.get(it)).flatten(), &mut periods);
        let onward = groups.iter().filter_map(|it| uses.onward.get(it)).flatten();
        let onward = onward.map(|&at| &self.links().all[at as usize]).filter(|link| {
            // The handover itself leads on for those alone that it does not lead to.
            let givers = self.sets.intersection(link.from, ends);
            link.claim != handover || !self.sets.is_subset(givers, link.to)
        });
        self.add_periods_with(handover, onward.map(|link| &link.claim), &mut periods);
        periods
    }

    /// What some units have to do after intake, and the links by which they hand over; remembered.
    fn uses(&self, units: SetId, known: &mut Known) -> Rc<Uses> {
        if let Some(uses) = known.uses.get(&units) {
            return Rc::clone(uses);
        }
        let later: Tasks = LATER.into_iter().collect();
        let mut uses = Uses::default();
        for unit in self.sets.members(units) {
            for &id in self.links().holdings.get(&unit).into_iter().flatten() {
                let claim = self.claim(id);
                if claim.tasks.overlaps(later) {
                    let group = self.groups.group(claim.services).expect("every claim has a group");
                    uses.working.entry(group).or_default().push(id);
                }
            }
        }
        for place in known.givers.with_some_of(&self.sets, units) {
            for &at in &self.links().by_giver[place].1 {
                let claim = self.claim(self.links().all[at as usize].claim);
                let group = self.groups.group(claim.services).expect("every claim has a group");
                uses.onward.entry(group).or_default().push(at);
            }
        }
        let uses = Rc::new(uses);
        known.uses.insert(units, Rc::clone(&uses));
        uses
    }

    /// Adds the periods of the offered cells that a handover shares with other statements.
    fn add_periods_with<'c>(&self, handover: ClaimId, others: impl Iterator<Item = &'c ClaimId>, periods: &mut SetId) {
        let claim = self.claim(handover);
        let here = self.cells(claim.services, claim.region);
        for &id in others {
            if *periods == self.dimensions.all_periods {
                return;
            }
            let other = self.claim(id);
            if let Some(both) = self.both(here, self.cells(other.services, other.region)) {
                *periods = self.sets.union(*periods, self.periods_of(&self.within_offers(&[both])));
            }
        }
    }
}
