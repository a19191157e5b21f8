//! The edits that helps name, in the words of the language.

use crate::model::words::Operation;
use crate::model::{ChannelId, LocationId, date};
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::claim::ClaimId;
use crate::space::nearest::Nearest;
use crate::space::set::SetId;

/// How many names a clause tells before it leaves the rest to the reader.
const NAMES: usize = 8;

/// Names as a clause lists them: "A, B, …".
pub fn written(names: &[String]) -> String {
    if names.len() > NAMES { format!("{}, …", names[..NAMES - 1].join(", ")) } else { names.join(", ") }
}

/// " of A, B"
fn clause(word: &str, names: &[String]) -> String {
    format!(" {word} {}", written(names))
}

impl Space<'_> {
    /// Tasks as they are written: "intake, handle".
    pub fn task_words(&self, block: Block) -> String {
        self.names(Axis::Task, block.get(Axis::Task)).join(", ")
    }

    /// Operations and data as they are written: "update Klant.adres".
    pub fn right_words(&self, block: Block) -> String {
        let operations = block.get(Axis::Operation);
        let is_all_writing = self.sets.len(operations) as usize == Operation::ALL.len() - 1
            && !self.sets.has(operations, Operation::Read as u32);
        let operations =
            if is_all_writing { "write".to_owned() } else { self.names(Axis::Operation, operations).join(", ") };
        format!("{operations} {}", self.field_words(block.get(Axis::Field)))
    }

    /// Data as it is written: "Klant.adres, Klant.telefoon".
    pub fn field_words(&self, fields: SetId) -> String {
        written(&self.names(Axis::Field, fields))
    }

    /// A block's clauses as they are written: " of Paspoort via Balie at Oost serving Inwoners from 2027-01-01". Where only
    /// a product of clauses can be written, they reach a little further than the block.
    pub fn clauses(&self, block: Block) -> String {
        let dimensions = &self.dimensions;
        let mut parts = Vec::new();
        let services = block.get(Axis::Service);
        let is_all = services == dimensions.all_services && dimensions.services.len() > 1;
        if !is_all && dimensions.services.iter().any(Option::is_some) {
            parts.push(clause("of", &self.service_cover(services)));
        }
        parts.push(self.place_clauses(block.get(Axis::Touchpoint)));
        let audiences = block.get(Axis::Audience);
        if audiences != dimensions.all_audiences {
            parts.push(clause("serving", &self.audience_cover(audiences)));
        }
        parts.push(self.period_clauses(block.get(Axis::Period)));
        parts.concat()
    }

    /// The clauses of a mandate for a block: " of Paspoort from 2027-01-01".
    pub fn scope_clauses(&self, block: Block) -> String {
        let dimensions = &self.dimensions;
        self.clauses(
            block.with(Axis::Touchpoint, dimensions.all_touchpoints).with(Axis::Audience, dimensions.all_audiences),
        )
    }

    /// " via Telefoon, Balie at Oost"
    pub fn place_clauses(&self, touchpoints: SetId) -> String {
        if touchpoints == self.dimensions.all_touchpoints {
            return String::new();
        }
        let channels = self.channels_of(touchpoints);
        let names: Vec<String> = channels.iter().map(|&id| self.model.channel_name(id).to_owned()).collect();
        let whole =
            channels.iter().fold(SetId::EMPTY, |all, id| self.sets.union(all, self.dimensions.channel_sets[id.at()]));
        let via = clause("via", &names);
        let places = self.places_of(touchpoints);
        if whole == touchpoints || places.is_empty() {
            return via;
        }
        let names: Vec<String> = places.iter().map(|&id| self.model.location_name(id).to_owned()).collect();
        via + &clause("at", &names)
    }

    pub(super) fn places_of(&self, touchpoints: SetId) -> Vec<LocationId> {
        let touchpoints = self.sets.members(touchpoints);
        let mut out: Vec<LocationId> =
            touchpoints.filter_map(|at| self.dimensions.touchpoints[at as usize].and_then(|it| it.location)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// " from 2027-01-01 until 2027-06-30"
    pub fn period_clauses(&self, periods: SetId) -> String {
        let all = &self.dimensions.periods;
        let &[(start, end)] = &self.sets.runs(periods)[..] else { return String::new() };
        if periods == self.dimensions.all_periods {
            return String::new();
        }
        let day = |day| vec![date::iso(day)];
        let from = (start > 0).then(|| clause("from", &day(all[start as usize].first)));
        let until = ((end as usize) < all.len()).then(|| clause("until", &day(all[end as usize - 1].last)));
        from.unwrap_or_default() + &until.unwrap_or_default()
    }

    /// What the nearest statement lacks, as a label at it: "comes nearest, but not via `WhatsApp`".
    pub fn lack_words(&self, nearest: &Nearest) -> String {
        let missing = nearest.missing;
        let what = match nearest.axis {
            Axis::Task => format!("is not for {}", self.tasks_phrase(missing)),
            Axis::Service => format!("is not of {}", self.services_phrase(missing)),
            Axis::Audience => format!("does not serve {}", super::list(&self.audience_cover(missing))),
            Axis::Period => format!("does not hold{}", self.period_phrase(missing)),
            _ => format!("does not hold{}", self.touchpoints_phrase(missing)),
        };
        format!("this comes nearest, but it {what}")
    }

    /// The edit by which the nearest statement would cover the box: "add `WhatsApp` to its `via` and `Oost` to its `at`".
    pub fn extension_words(&self, nearest: &Nearest) -> String {
        let missing = nearest.missing;
        match nearest.axis {
            Axis::Task => format!("add `{}` to its `for`", self.names(Axis::Task, missing).join(", ")),
            Axis::Service => format!("add `{}` to its `of`", written(&self.service_cover(missing))),
            Axis::Audience => format!("add `{}` to its `serving`", written(&self.audience_cover(missing))),
            Axis::Period => format!("let its dates reach further: it does not hold{}", self.period_phrase(missing)),
            _ => self.further_places(nearest.claim, missing),
        }
    }

    fn further_places(&self, claim: ClaimId, missing: SetId) -> String {
        let claim = self.claim(claim);
        let statement = &self.model.ast.statements[claim.statement.at()];
        let parts = self.regions.parts(claim.region);
        let own = parts.iter().fold(SetId::EMPTY, |all, part| self.sets.union(all, part.touchpoints));
        let (channels, places) = (self.channels_of(own), self.places_of(own));
        let is_new = |id: &ChannelId| !channels.contains(id);
        let channels: Vec<String> = self
            .channels_of(missing)
            .into_iter()
            .filter(is_new)
            .map(|id| self.model.channel_name(id).to_owned())
            .collect();
        let is_new = |id: &LocationId| !places.contains(id);
        let places: Vec<String> = self
            .places_of(missing)
            .into_iter()
            .filter(is_new)
            .map(|id| self.model.location_name(id).to_owned())
            .collect();
        let mut parts = Vec::new();
        if !channels.is_empty() {
            parts.push(format!("`{}` to its `via`", written(&channels)));
        }
        if statement.locations.is_some() && !places.is_empty() {
            parts.push(format!("`{}` to its `at`", written(&places)));
        }
        if parts.is_empty() { "let it reach further".to_owned() } else { format!("add {}", parts.join(" and ")) }
    }
}
