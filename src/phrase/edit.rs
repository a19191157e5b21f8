//! The edits that helps name, in the words of the language.

use std::collections::BTreeMap;

use crate::model::words::Operation;
use crate::model::{ChannelId, Days, FieldId, LocationId, Meaning, Thing, date};
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::chunk::Chunk;
use crate::space::claim::ClaimId;
use crate::space::nearest::Nearest;
use crate::space::set::SetId;
use crate::syntax::ast::SelectorId;
use crate::syntax::spelling;

/// How many names a clause tells before it leaves the rest to the reader.
const NAMES: usize = 8;

/// A name as a statement writes it: in backticks where the language needs them.
pub fn spelled(name: &str) -> String {
    let all = (name == "*").then(|| name.to_owned());
    all.or_else(|| try_spelled(name)).unwrap_or_else(|| name.to_owned())
}

/// The same; `None` for what no backticks can hold.
pub(super) fn try_spelled(name: &str) -> Option<String> {
    if crate::model::is_word(name) { spelling::quoted(name) } else { spelling::name(name).map(Into::into) }
}

/// Names as a statement lists them, all of them.
pub fn spelled_all(names: &[String]) -> String {
    names.iter().map(|name| spelled(name)).collect::<Vec<_>>().join(", ")
}

/// Names as a clause lists them: "A, B, …".
pub fn written(names: &[String]) -> String {
    if names.len() > NAMES { format!("{}, …", spelled_all(&names[..NAMES - 1])) } else { spelled_all(names) }
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
        if self.names(Axis::Field, fields) == ["*"] {
            return "*".to_owned();
        }
        let mut names: Vec<String> = self.sets.members(fields).map(|id| self.field_spelled(FieldId(id))).collect();
        if names.len() > NAMES {
            names.truncate(NAMES - 1);
            names.push("…".to_owned());
        }
        names.join(", ")
    }

    fn field_spelled(&self, id: FieldId) -> String {
        let field = &self.model.fields[id.at()];
        format!("{}.{}", spelled(self.model.record_name(field.record)), self.model.text(field.symbol))
    }

    /// What to do about rights that are lacking: to write them, to limit what forbids them, or both.
    pub fn right_edit(&self, cells: Chunk, forbids: &[ClaimId], write: String) -> String {
        if forbids.is_empty() {
            write
        } else if self.is_allowed_at_first(cells) {
            super::LIMIT.to_owned()
        } else {
            format!("{}, and {write}", super::LIMIT)
        }
    }

    /// A block's clauses as they are written: " of Paspoort via Balie at Oost serving Inwoners from 2027-01-01". Where one
    /// statement cannot say it, the places of the others follow: "… via Balie at Oost`, and the same `via Zuil at West".
    pub fn clauses(&self, block: Block) -> String {
        let dimensions = &self.dimensions;
        let mut parts = Vec::new();
        let services = block.get(Axis::Service);
        let is_all = services == dimensions.all_services && dimensions.services.len() > 1;
        if !is_all && dimensions.services.iter().any(Option::is_some) {
            parts.push(clause("of", &self.service_cover(services)));
        }
        parts.push(self.where_clauses(block));
        parts.concat()
    }

    /// A block's clauses but for its services: " via Balie at Oost serving Inwoners from 2027-01-01".
    pub fn where_clauses(&self, block: Block) -> String {
        let audiences = block.get(Axis::Audience);
        let serving = if audiences == self.dimensions.all_audiences {
            String::new()
        } else {
            clause("serving", &self.audience_cover(audiences))
        };
        let places = self.sayable(block.get(Axis::Touchpoint));
        let mut places = places.into_iter().map(|touchpoints| self.place_clauses(touchpoints));
        let (place, more) = (places.next().unwrap_or_default(), places.collect::<Vec<_>>());
        let others = serving + &self.period_clauses(block.get(Axis::Period));
        if more.is_empty() {
            return place + &others;
        }
        let more: Vec<String> = more.iter().map(|it| format!("`, and the same `{}", it.trim_start())).collect();
        others + &place + &more.concat()
    }

    /// Touchpoints in parts of which each is all that some channels have at some places, or all that they have.
    fn sayable(&self, touchpoints: SetId) -> Vec<SetId> {
        let dimensions = &self.dimensions;
        let places = self.places_of(touchpoints);
        let (mut whole, mut at_all, mut by_places) = (SetId::EMPTY, SetId::EMPTY, BTreeMap::new());
        for channel in self.channels_of(touchpoints) {
            let all = dimensions.own_channel_sets[channel.at()];
            let own = self.sets.intersection(all, touchpoints);
            if own == all {
                whole = self.sets.union(whole, own);
            } else {
                let part = by_places.entry(self.places_of(own)).or_insert(SetId::EMPTY);
                *part = self.sets.union(*part, own);
            }
            let there = |at: &u32| {
                let location = dimensions.touchpoints[*at as usize].and_then(|it| it.location);
                location.is_none_or(|it| places.binary_search(&it).is_ok())
            };
            at_all = self.sets.union(at_all, self.sets.from_members(self.sets.members(all).filter(there)));
        }
        if at_all == touchpoints {
            return vec![touchpoints];
        }
        [whole].into_iter().filter(|it| !it.is_empty()).chain(by_places.into_values()).collect()
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
        let mut via = clause("via", &names);
        let without = self.channels_without(touchpoints);
        let whole =
            without.iter().fold(whole, |all, id| self.sets.difference(all, self.dimensions.channel_sets[id.at()]));
        if !without.is_empty() {
            let names: Vec<String> = without.iter().map(|&id| self.model.channel_name(id).to_owned()).collect();
            via.push_str(&clause("except", &names));
        }
        let places = self.places_of(touchpoints);
        if whole == touchpoints || places.is_empty() {
            return via;
        }
        let names: Vec<String> = places.iter().map(|&id| self.model.location_name(id).to_owned()).collect();
        via + &clause("at", &names)
    }

    /// The channels that some touchpoints leave out, though they are nested in the channels of these: a name takes them in.
    pub(super) fn channels_without(&self, touchpoints: SetId) -> Vec<ChannelId> {
        let mut out = Vec::new();
        for ChannelId(id) in self.channels_of(touchpoints) {
            let channels = &self.model.channels;
            let mut at = id + 1;
            while at < channels[id as usize].thing.end {
                let inner = self.dimensions.channel_sets[at as usize];
                if !inner.is_empty() && self.sets.disjoint(inner, touchpoints) {
                    out.push(ChannelId(at));
                    at = channels[at as usize].thing.end;
                } else {
                    at += 1;
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out
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
        let from = (start > 0).then(|| format!(" from {}", date::iso(all[start as usize].first)));
        let until = ((end as usize) < all.len()).then(|| format!(" until {}", date::iso(all[end as usize - 1].last)));
        from.unwrap_or_default() + &until.unwrap_or_default()
    }

    /// What the nearest statement lacks, as a label at it: "comes nearest, but not via `WhatsApp`".
    pub fn lack_words(&self, nearest: &Nearest) -> String {
        format!("this comes nearest, but it {}", self.shortness(nearest.axis, nearest.missing))
    }

    /// In what a statement stops short: "does not hold via `WhatsApp`".
    pub(super) fn shortness(&self, axis: Axis, missing: SetId) -> String {
        match axis {
            Axis::Task => format!("is not for {}", self.tasks_phrase(missing)),
            Axis::Service => format!("is not of {}", self.services_phrase(missing)),
            Axis::Audience => format!("does not serve {}", super::list(&self.audience_cover(missing))),
            Axis::Period => format!("does not hold{}", self.period_phrase(missing)),
            _ => format!("does not hold{}", self.touchpoints_phrase(missing)),
        }
    }

    /// The edit by which the nearest statement would cover the box: "add `WhatsApp` to its `via` and `Oost` to its `at`". `None`
    /// where it would then say more than that.
    pub fn extension_words(&self, nearest: &Nearest) -> Option<String> {
        let missing = nearest.missing;
        let statement = &self.model.ast.statements[self.claim(nearest.claim).statement.at()];
        let clauses = match nearest.axis {
            Axis::Task => [statement.tasks, None],
            Axis::Service => [statement.services, None],
            Axis::Audience => [statement.audiences, None],
            Axis::Touchpoint => [statement.channels, statement.locations],
            _ => [None, None],
        };
        let Some((names, out)) = clauses.into_iter().flatten().find_map(|it| self.excepted(it, missing)) else {
            let sayable = nearest.axis != Axis::Touchpoint || self.is_sayable_with(nearest.claim, missing);
            return sayable.then(|| self.addition_words(nearest.claim, nearest.axis, missing));
        };
        let names = super::list(&names);
        let reached = self.sets.is_subset(out, missing)
            || nearest.axis == Axis::Touchpoint && self.is_alone_there(nearest.claim, out, missing);
        if !reached {
            return Some(format!("name in its `except` only what it should leave out, in place of {names}"));
        }
        let edit = format!("take {names} out of its `except`");
        let rest = self.sets.difference(missing, out);
        if rest.is_empty() {
            return Some(edit);
        }
        Some(format!("{edit}, and {}", self.addition_words(nearest.claim, nearest.axis, rest)))
    }

    /// Whether one statement can reach what a claim reaches, and some touchpoints more.
    fn is_sayable_with(&self, claim: ClaimId, touchpoints: SetId) -> bool {
        let parts = self.regions.parts(self.claim(claim).region);
        let all = parts.iter().fold(touchpoints, |all, part| self.sets.union(all, part.touchpoints));
        // Without `at` a channel comes with all its places.
        let everywhere = self.model.ast.statements[self.claim(claim).statement.at()].locations.is_none();
        let channels = if everywhere { self.channels_of(touchpoints) } else { Vec::new() };
        let mut whole = channels.iter().map(|id| self.dimensions.own_channel_sets[id.at()]);
        whole.all(|own| self.sets.is_subset(own, all)) && self.sayable(all).len() == 1
    }

    /// Whether of some touchpoints only those that are missing are of a statement's channels and places.
    fn is_alone_there(&self, claim: ClaimId, touchpoints: SetId, missing: SetId) -> bool {
        let claim = self.claim(claim);
        let parts = self.regions.parts(claim.region);
        let own = parts.iter().fold(missing, |all, part| self.sets.union(all, part.touchpoints));
        let (channels, places) = (self.channels_of(own), self.places_of(own));
        let limited = self.model.ast.statements[claim.statement.at()].locations.is_some();
        let others = self.sets.members(self.sets.difference(touchpoints, missing));
        let mut others = others.filter_map(|at| self.dimensions.touchpoints[at as usize]);
        !others.any(|it| {
            channels.contains(&it.channel) && (!limited || it.location.is_none_or(|place| places.contains(&place)))
        })
    }

    /// The edit by which a statement that leaves out none of what it misses on an axis would have it.
    fn addition_words(&self, claim: ClaimId, axis: Axis, missing: SetId) -> String {
        match axis {
            Axis::Task => format!("add `{}` to its `for`", self.names(Axis::Task, missing).join(", ")),
            Axis::Service => format!("add `{}` to its `of`", written(&self.service_cover(missing))),
            Axis::Audience => format!("add `{}` to its `serving`", written(&self.audience_cover(missing))),
            Axis::Period => self.further_dates(claim, missing),
            _ => self.further_places(claim, missing),
        }
    }

    /// The names by which a clause leaves out some of what is missing, and all that it would have without them.
    fn excepted(&self, clause: SelectorId, missing: SetId) -> Option<(Vec<String>, SetId)> {
        let (sets, dimensions) = (&self.sets, &self.dimensions);
        let set_of = |at: usize| match self.model.meanings[at] {
            Meaning::Task(task) => Some(sets.run(task as u32, task as u32 + 1)),
            Meaning::Service(id) => Some(dimensions.service_sets[id.at()]),
            Meaning::Audience(id) => Some(dimensions.audience_sets[id.at()]),
            Meaning::Channel(id) => Some(dimensions.channel_sets[id.at()]),
            Meaning::Location(id) => Some(dimensions.location_sets[id.at()]),
            _ => None,
        };
        let (mut names, mut out) = (Vec::new(), SetId::EMPTY);
        let selector = self.model.ast.selector(clause);
        for at in selector.except.range() {
            let Some(set) = set_of(at) else { continue };
            if !sets.disjoint(set, missing) {
                names.push(self.sources.text(self.model.ast.terms[at].span).to_owned());
                out = sets.union(out, set);
            }
        }
        // What the clause does not name is not there for being left out no more; a class or tag may name anything.
        let named: Option<Vec<SetId>> = selector.terms.range().map(set_of).collect();
        if let Some(named) = named {
            out = sets.intersection(out, named.into_iter().fold(SetId::EMPTY, |all, set| sets.union(all, set)));
        }
        (!names.is_empty()).then_some((names, out))
    }

    /// What ends too early: the statement, or a unit that it names.
    fn further_dates(&self, claim: ClaimId, missing: SetId) -> String {
        let claim = self.claim(claim);
        let holds = self.dimensions.periods_within(&self.sets, self.model.statements[claim.statement.at()].days);
        let hops = &self.model.ast.hops[self.model.ast.statements[claim.statement.at()].hops.range()];
        let units = hops.iter().fold(claim.units, |all, hop| self.sets.union(all, self.hop_units(&hop.units, false)));
        let units = self.sets.members(units).map(|id| &self.model.units[id as usize].thing);
        let ends = |it: &&Thing| {
            let there = self.dimensions.periods_within(&self.sets, it.exists);
            it.exists != Days::ALWAYS && !self.sets.is_subset(missing, there)
        };
        let passing: Vec<String> = units.filter(ends).map(|it| self.model.text(it.symbol).to_owned()).collect();
        let dates = if self.sets.is_subset(missing, holds) && !passing.is_empty() {
            format!("the dates of {}", super::list(&passing))
        } else {
            "its dates".to_owned()
        };
        format!("let {dates} reach further: it does not hold{}", self.period_phrase(missing))
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
        if statement.channels.is_some() && !channels.is_empty() {
            parts.push(format!("`{}` to its `via`", written(&channels)));
        }
        if statement.locations.is_some() && !places.is_empty() {
            parts.push(format!("`{}` to its `at`", written(&places)));
        }
        if parts.is_empty() { "let it reach further".to_owned() } else { format!("add {}", parts.join(" and ")) }
    }
}
