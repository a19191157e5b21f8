//! Long lists of claims by where they hold, or for whom: of hundreds of counters, a service that is offered at two asks
//! only those.

use std::borrow::Cow;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::model::words::Task;
use crate::syntax::ast::Head;

use super::Space;
use super::claim::ClaimId;
use super::groups::GroupId;
use super::region::RegionId;
use super::set::{SetId, Sets};

/// A list of claims, or of places in another list, by their members of some dimension: touchpoints or units.
#[derive(Debug)]
pub struct Near<T = ClaimId> {
    /// Those of many members.
    wide: Vec<T>,
    at: FxHashMap<u32, Vec<T>>,
}

impl<T: Copy + Ord> Near<T> {
    /// Lists claims, each by the members of its sets.
    pub(super) fn new(sets: &Sets, claims: impl Iterator<Item = (T, Vec<SetId>)>) -> Self {
        let mut out = Self { wide: Vec::new(), at: FxHashMap::default() };
        for (id, own) in claims {
            if own.iter().map(|&set| sets.len(set)).sum::<u32>() > NARROW {
                out.wide.push(id);
                continue;
            }
            for member in own.into_iter().flat_map(|set| sets.members(set)) {
                out.at.entry(member).or_default().push(id);
            }
        }
        out
    }

    /// The claims that have some of these members, and a few more; in order.
    pub(super) fn some_of(&self, members: impl Iterator<Item = u32>) -> Vec<T> {
        let mut out = self.wide.clone();
        for member in members {
            out.extend(self.at.get(&member).into_iter().flatten());
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Things with a set each, to be asked which of them have some members of another set.
#[derive(Debug)]
pub(super) struct ByMembers<T> {
    all: Vec<(SetId, T)>,
    /// For long lists: by place.
    near: Option<Near<usize>>,
}

impl<T: Copy> ByMembers<T> {
    pub(super) fn new(sets: &Sets, all: Vec<(SetId, T)>) -> Self {
        let near = (all.len() > SHORT).then(|| Near::new(sets, all.iter().map(|it| vec![it.0]).enumerate()));
        Self { all, near }
    }

    /// Those that have some of these members, in order.
    pub(super) fn with_some_of(&self, sets: &Sets, of: SetId) -> impl Iterator<Item = T> {
        let asked = self.near.as_ref().filter(|_| (sets.len(of) as usize) < self.all.len());
        let places = match asked {
            None => Cow::Borrowed(&self.all[..]),
            Some(near) => Cow::Owned(near.some_of(sets.members(of)).into_iter().map(|at| self.all[at]).collect()),
        };
        (0..places.len()).map(move |at| places[at]).filter(move |it| !sets.disjoint(it.0, of)).map(|it| it.1)
    }
}

/// The indexes made so far.
pub type Nears = FxHashMap<(GroupId, Task), Rc<Near>>;

/// Lists up to this long are looked through.
pub(super) const SHORT: usize = 12;

/// A claim of more members than this is wide.
const NARROW: u32 = 48;

impl Space<'_> {
    /// The claims that make somebody responsible for a task in a group, but for some that do not meet the region.
    pub fn responsible_near(&self, group: GroupId, task: Task, region: RegionId) -> Cow<'_, [ClaimId]> {
        let all = self.groups.holders(Head::Responsible, group, task);
        if all.len() <= SHORT {
            return Cow::Borrowed(all);
        }
        let parts = self.regions.parts(region);
        let asked: u32 = parts.iter().map(|part| self.sets.len(part.touchpoints)).sum();
        if asked as usize >= all.len() {
            return Cow::Borrowed(all);
        }
        let touchpoints = parts.iter().flat_map(|part| self.sets.members(part.touchpoints));
        Cow::Owned(self.near(group, task).some_of(touchpoints))
    }

    fn near(&self, group: GroupId, task: Task) -> Rc<Near> {
        if let Some(known) = self.nears.borrow().get(&(group, task)) {
            return Rc::clone(known);
        }
        let claims = self.groups.holders(Head::Responsible, group, task).iter().map(|&id| {
            let parts = self.regions.parts(self.claim(id).region);
            (id, parts.iter().map(|part| part.touchpoints).collect())
        });
        let near = Rc::new(Near::new(&self.sets, claims));
        self.nears.borrow_mut().insert((group, task), Rc::clone(&near));
        near
    }
}
