//! Handovers behind the first line that lead nowhere back.

use rustc_hash::FxHashMap;

use crate::model::Unit;
use crate::model::words::UnitKind;

use super::Space;
use super::chunk::Chunk;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::handovers::{Link, Through};
use super::set::SetId;

/// A handover from which a unit of the second or third line has no way back.
#[derive(Debug)]
pub struct OneWay {
    pub claim: ClaimId,
    /// Its units are those without a way back; keys are not used.
    pub chunks: Vec<Chunk>,
}

/// Up to this many links of a unit are looked through; of more only those about the same services.
const FEW: usize = 64;

fn is_first_line(unit: &Unit) -> bool {
    unit.line.map_or_else(|| unit.kind.is_some_and(UnitKind::is_front), |line| line == 1)
}

fn is_behind(unit: &Unit) -> bool {
    unit.line.is_some_and(|line| line > 1)
}

/// The links that leave some units, by unit, and by unit and group of services.
#[derive(Default)]
struct Leaving {
    by_unit: FxHashMap<u32, Vec<u32>>,
    by_group: FxHashMap<(u32, GroupId), Vec<u32>>,
}

impl Space<'_> {
    /// Handovers to units that state `line: 2` or `3` from which, in offered cells, neither the
    /// giver nor anybody of the first line is handed anything back.
    pub fn one_ways(&self) -> Vec<OneWay> {
        let behind = self.units_that(is_behind);
        let first_line = self.units_that(is_first_line);
        let all = &self.links().all;
        let mut asked: Vec<(usize, SetId)> = Vec::new();
        let mut receivers = SetId::EMPTY;
        for (at, link) in all.iter().enumerate().filter(|(_, link)| !link.back) {
            let returns = all.get(at + 1).is_some_and(|next| next.back && next.claim == link.claim);
            let there = self.sets.difference(self.sets.intersection(link.to, behind), link.from);
            if !returns && !there.is_empty() {
                receivers = self.sets.union(receivers, there);
                asked.push((at, there));
            }
        }
        if asked.is_empty() {
            return Vec::new();
        }
        let leaving = self.leaving(receivers);
        let mut out: Vec<OneWay> = Vec::new();
        for (at, there) in asked {
            let link = &all[at];
            let wanted = self.sets.union(link.from, first_line);
            let mut chunks = Vec::new();
            for unit in self.sets.members(there) {
                chunks.extend(self.without_return(link, unit, wanted, &leaving));
            }
            let chunks = self.within_offers(&chunks);
            if chunks.is_empty() {
                continue;
            }
            match out.last_mut().filter(|last| last.claim == link.claim) {
                Some(last) => last.chunks.extend(chunks),
                None => out.push(OneWay { claim: link.claim, chunks }),
            }
        }
        out
    }

    fn leaving(&self, units: SetId) -> Leaving {
        let mut out = Leaving::default();
        for (at, link) in (0..).zip(&self.links().all) {
            let givers = self.sets.intersection(link.from, units);
            if givers.is_empty() {
                continue;
            }
            let group = self.groups.group(self.claim(link.claim).services).expect("every claim has a group");
            for unit in self.sets.members(givers) {
                out.by_unit.entry(unit).or_default().push(at);
                out.by_group.entry((unit, group)).or_default().push(at);
            }
        }
        out
    }

    /// The cells of a link from which a receiver hands nothing to any of the wanted units.
    fn without_return(&self, link: &Link, unit: u32, wanted: SetId, leaving: &Leaving) -> Vec<Chunk> {
        let claim = self.claim(link.claim);
        let units = self.dimensions.unit_sets[unit as usize];
        let mut region = claim.region;
        if let Some(exists) = self.unit_existence(unit) {
            region = self.regions.intersection(&self.sets, region, exists);
        }
        let mut left = vec![Chunk { units, ..self.cells(claim.services, region) }];
        let known = leaving.by_unit.get(&unit).map_or(&[][..], Vec::as_slice);
        let near: Vec<u32>;
        let links = if known.len() > FEW && self.sets.len(claim.services) <= 4 {
            let groups = self.groups.meeting(&self.sets, claim.services).into_iter();
            near = groups.flat_map(|it| leaving.by_group.get(&(unit, it)).into_iter().flatten().copied()).collect();
            &near
        } else {
            known
        };
        for &at in links {
            let back = &self.links().all[at as usize];
            let claim = self.claim(back.claim);
            let region = match self.existence_of_any(self.sets.intersection(wanted, back.to)) {
                None => continue,
                Some(Through::Always) => claim.region,
                Some(Through::While(exists)) => self.regions.intersection(&self.sets, claim.region, exists),
            };
            self.subtract(&mut left, Chunk { units, ..self.cells(claim.services, region) });
            if left.is_empty() {
                break;
            }
        }
        left
    }
}
