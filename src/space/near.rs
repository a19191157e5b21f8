//! Long lists of claims by where they hold: of hundreds of counters, a service that is offered at two asks only those.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::model::words::Task;
use crate::syntax::ast::Head;

use super::Space;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::region::RegionId;

/// A list of claims by their touchpoints.
#[derive(Debug, Default)]
pub struct Near {
    /// Claims that hold at many touchpoints.
    wide: Vec<ClaimId>,
    at: FxHashMap<u32, Vec<ClaimId>>,
}

/// The indexes made so far.
pub type Nears = FxHashMap<(GroupId, Task), Rc<Near>>;

/// Lists up to this long are looked through.
const SHORT: usize = 12;

/// A claim at more touchpoints than this is wide.
const NARROW: u32 = 48;

impl Space<'_> {
    /// The claims that make somebody responsible for a task in a group, but for some that do not meet the region.
    pub fn responsible_near(&self, group: GroupId, task: Task, region: RegionId) -> Vec<ClaimId> {
        let all = self.groups.holders(Head::Responsible, group, task);
        if all.len() <= SHORT {
            return all.to_vec();
        }
        let parts = self.regions.parts(region);
        let asked: u32 = parts.iter().map(|part| self.sets.len(part.touchpoints)).sum();
        if asked as usize >= all.len() {
            return all.to_vec();
        }
        let near = self.near(group, task);
        let mut out = near.wide.clone();
        for part in parts.iter() {
            for touchpoint in self.sets.members(part.touchpoints) {
                out.extend(near.at.get(&touchpoint).into_iter().flatten());
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    fn near(&self, group: GroupId, task: Task) -> Rc<Near> {
        if let Some(known) = self.nears.borrow().get(&(group, task)) {
            return Rc::clone(known);
        }
        let mut near = Near::default();
        for &id in self.groups.holders(Head::Responsible, group, task) {
            let parts = self.regions.parts(self.claim(id).region);
            let touchpoints: u32 = parts.iter().map(|part| self.sets.len(part.touchpoints)).sum();
            if touchpoints > NARROW {
                near.wide.push(id);
                continue;
            }
            for part in parts.iter() {
                for touchpoint in self.sets.members(part.touchpoints) {
                    near.at.entry(touchpoint).or_default().push(id);
                }
            }
        }
        let near = Rc::new(near);
        self.nears.borrow_mut().insert((group, task), Rc::clone(&near));
        near
    }
}
