//! Powers in words: tasks of services in a time.

use crate::space::Space;
use crate::space::block::{Axis, Block};

impl Space<'_> {
    /// "decide of `Bijstand` from 2027-01-01 on"
    pub fn power_phrase(&self, block: Block) -> String {
        let services = self.some_services_phrase(block.get(Axis::Service), "every service");
        let of = if services.is_empty() { services } else { format!(" of {services}") };
        format!("{}{of}{}", self.tasks_phrase(block.get(Axis::Task)), self.period_phrase(block.get(Axis::Period)))
    }
}
