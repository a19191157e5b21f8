//! Fronts that divide their work by audience and both serve somebody.

use crate::syntax::ast::Head;

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::kinds::contact;
use super::meetings::Meetings;
use super::overlaps::Overlaps;
use super::region::RegionId;
use super::set::SetId;

/// An audience of which the parts are disjoint: all of it, and its parts.
struct Division {
    all: SetId,
    parts: Vec<SetId>,
}

impl Space<'_> {
    /// Pairs of unrelated front units whose statements, both with `serving`, make them responsible for `inform` or `intake` in the
    /// same offered cell, while the audiences that they name together are more than one part of an audience declared disjoint.
    pub fn shared_audiences(&self) -> Overlaps {
        let (divisions, fronts) = (self.divisions(), self.fronts());
        let serving = self.claims_with(Head::Responsible).filter(|(_, claim)| {
            let is_part = self.model.ast.statements[claim.statement.at()].audiences.is_some();
            is_part && claim.tasks.overlaps(contact()) && !self.sets.disjoint(claim.units, fronts)
        });
        let serving = serving.filter(|_| !divisions.is_empty()).map(|(id, _)| (id, vec![0]));
        let meetings = Meetings::new(self, serving);
        self.overlaps_of(&meetings, |pair, one, two, _| {
            let both_fronts = self.sets.has(fronts, pair.0) && self.sets.has(fronts, pair.1);
            if both_fronts { self.shared_by(pair, one, two, &divisions) } else { Vec::new() }
        })
    }

    fn divisions(&self) -> Vec<Division> {
        let sets = &self.dimensions.audience_sets;
        let audiences = self.model.audiences.iter().enumerate();
        let declared = audiences.filter(|(_, it)| it.disjoint == Some(true));
        let divisions = declared.map(|(id, _)| {
            let children = self
                .model
                .audiences
                .iter()
                .enumerate()
                .filter(|(_, it)| it.thing.parent.is_some_and(|parent| parent as usize == id));
            Division { all: sets[id], parts: children.map(|(child, _)| sets[child]).collect() }
        });
        divisions.filter(|it| it.parts.len() > 1).collect()
    }

    fn audiences_of(&self, region: RegionId) -> SetId {
        self.regions.parts(region).iter().fold(SetId::EMPTY, |all, part| {
            let products = self.audiences_and_periods(part.moments);
            products.iter().fold(all, |all, &(audiences, _)| self.sets.union(all, audiences))
        })
    }

    fn shared_by(&self, pair: (u32, u32), one: ClaimId, two: ClaimId, divisions: &[Division]) -> Vec<Chunk> {
        let (sets, regions) = (&self.sets, &self.regions);
        let (one, two) = (self.claim(one), self.claim(two));
        let region = regions.intersection(sets, one.region, two.region);
        let services = sets.intersection(one.services, two.services);
        let named = sets.union(self.audiences_of(one.region), self.audiences_of(two.region));
        let split =
            divisions.iter().filter(|it| it.parts.iter().filter(|&&part| !sets.disjoint(part, named)).count() > 1);
        let audiences = split.fold(SetId::EMPTY, |all, it| sets.union(all, it.all));
        let moments = self.dimensions.moments(sets, audiences, self.dimensions.all_periods);
        let region = regions.intersection(sets, region, regions.product(self.dimensions.all_touchpoints, moments));
        if region.is_empty() || services.is_empty() {
            return Vec::new();
        }
        let units = sets.from_members([pair.0, pair.1]);
        let mut chunks = vec![Chunk { units, ..self.cells(services, region) }];
        for group in self.groups.meeting(sets, services) {
            for task in contact().iter() {
                for &id in self.groups.holders(Head::Responsible, group, task) {
                    if let Some(joint) = self.joint(id, pair, |claim| claim.units) {
                        let joint = self.cells(self.claim(id).services, joint);
                        self.subtract(&mut chunks, Chunk { units, ..joint });
                    }
                }
            }
        }
        self.within_offers(&chunks)
    }
}
