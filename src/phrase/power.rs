//! Powers in words: tasks of services in a time.

use crate::model::UnitId;
use crate::model::words::Task;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::givers::Giver;
use crate::space::set::SetId;

/// What comes before a mandate that nobody can give.
pub(super) const NOBODY: &str = "no body is competent then: name one as the service's `body`, and ";

impl Space<'_> {
    /// Units as a right names them, without those nested in them that are not meant: "Publiek except Archief".
    pub fn right_holders(&self, units: SetId) -> String {
        let mut without = Vec::new();
        for unit in self.sets.members(units) {
            let mut at = unit + 1;
            while at < self.model.units[unit as usize].thing.end {
                let inner = self.dimensions.subtree_sets[at as usize];
                if self.sets.disjoint(inner, units) {
                    without.push(self.name(Axis::Unit, at));
                    at = self.model.units[at as usize].thing.end;
                } else {
                    at += 1;
                }
            }
        }
        let names = super::spelled_all(&self.names(Axis::Unit, units));
        if without.is_empty() { names } else { format!("{names} except {}", super::spelled_all(&without)) }
    }

    /// Who is to give a power, as a statement writes it.
    pub fn giver_words(&self, giver: Giver) -> String {
        giver.unit().map_or_else(|| "BODY".to_owned(), |id| super::spelled(self.model.unit_name(id)))
    }

    /// What gives some units the power to decide in a block: "write `mandate College -> BZ for decide of Paspoort because "…"`".
    pub fn mandate_edit(&self, giver: Giver, units: SetId, block: Block) -> String {
        let body = self.giver_words(giver);
        let (task, scope) = (self.name(Axis::Task, Task::Decide as u32), self.scope_clauses(block));
        let names = super::spelled_all(&self.names(Axis::Unit, units));
        let outside = self.sets.members(units).filter(|&unit| self.is_outside(unit) && !self.has_agreement(unit));
        let agreements =
            outside.map(|unit| format!(", and add `agreement: \"…\"` to `{}`", self.model.unit_name(UnitId(unit))));
        let agreements: Vec<String> = agreements.collect();
        let mandate =
            format!("write `mandate {body} -> {names} for {task}{scope} because \"…\"`{}", agreements.concat());
        match giver {
            Giver::Mandates(_) => mandate,
            Giver::Decides(_) => {
                format!(
                    "this cannot be mandated: write `responsible {body} for {task}{}` in its place",
                    self.clauses(block)
                )
            }
            Giver::Nobody => format!("{NOBODY}{mandate}"),
        }
    }

    /// Whether some of a block is a decision that cannot be mandated.
    pub fn is_fixed(&self, block: Block) -> bool {
        let fixed = |leaf: u32| self.service(leaf).is_some_and(|service| !service.mandatable);
        self.sets.has(block.get(Axis::Task), Task::Decide as u32)
            && self.sets.members(block.get(Axis::Service)).any(fixed)
    }

    /// "decide of `Bijstand` from 2027-01-01 on"
    pub fn power_phrase(&self, block: Block) -> String {
        let services = self.some_services_phrase(block.get(Axis::Service), "every service");
        let of = if services.is_empty() { services } else { format!(" of {services}") };
        format!("{}{of}{}", self.tasks_phrase(block.get(Axis::Task)), self.period_phrase(block.get(Axis::Period)))
    }
}
