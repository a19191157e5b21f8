//! What the clauses of a statement name, as far as an operator must know where it applies.

use loket::model::words::Class;
use loket::model::{Meaning, Thing};
use loket::syntax::ast::Slice;

use super::policy::{Clause, Policy, Said};

impl Policy {
    /// All things that a clause can name: channels, services, audiences, locations or units.
    pub(super) fn things(&self, clause: Clause) -> Vec<&Thing> {
        let model = &self.model;
        match clause {
            Clause::Subject => model.units.iter().map(|it| &it.thing).collect(),
            Clause::Services => model.services.iter().map(|it| &it.thing).collect(),
            Clause::Channels => model.channels.iter().map(|it| &it.thing).collect(),
            Clause::Audiences => model.audiences.iter().map(|it| &it.thing).collect(),
            Clause::Locations => model.locations.iter().map(|it| &it.thing).collect(),
            Clause::Tasks | Clause::Operations | Clause::Data => Vec::new(),
        }
    }

    /// The things that have nothing nested in them; of channels all.
    pub(super) fn leaves(&self, clause: Clause) -> Vec<usize> {
        let things = self.things(clause);
        let leaf = |&at: &usize| clause == Clause::Channels || things[at].end as usize == at + 1;
        (0..things.len()).filter(leaf).collect()
    }

    fn means(&self, clause: Clause, meaning: Meaning, at: usize) -> bool {
        let things = self.things(clause);
        let inside = |id: usize| (id..things[id].end as usize).contains(&at);
        match meaning {
            Meaning::All => true,
            Meaning::Unit(id) => id.at() == at,
            Meaning::Service(id) => inside(id.at()),
            Meaning::Channel(id) => inside(id.at()),
            Meaning::Audience(id) => inside(id.at()),
            Meaning::Location(id) => inside(id.at()),
            Meaning::Tag(tag) => (0..things.len()).any(|outer| things[outer].tags.contains(&tag) && inside(outer)),
            Meaning::Class(class) => self.is_of(class, at),
            _ => false,
        }
    }

    fn is_of(&self, class: Class, at: usize) -> bool {
        let channel = |is: fn(&loket::model::Channel) -> bool| is(&self.model.channels[at]);
        match class {
            Class::Kind(kind) => {
                self.model.units[at].kind.is_some_and(|it| it == kind || kind.word() == "front" && it.is_front())
            }
            Class::Sync => channel(|it| it.sync),
            Class::Async => channel(|it| !it.sync),
            Class::Physical => channel(|it| it.physical),
            Class::Digital => channel(|it| it.digital),
            Class::Medium(medium) => self.model.channels[at].medium == Some(medium),
            Class::Complexity(complexity) => self.model.services[at].complexity == Some(complexity),
            Class::Trait(_) => false,
        }
    }

    /// Whether one of two units is nested in the other.
    pub(super) fn related(&self, one: usize, other: usize) -> bool {
        let end = |unit: usize| self.model.units[unit].thing.end as usize;
        (one..end(one)).contains(&other) || (other..end(other)).contains(&one)
    }

    /// The name of a unit as it is written.
    pub(super) fn unit(&self, unit: usize) -> &str {
        self.name_of(&self.model.units[unit].thing)
    }
}

impl Said<'_> {
    /// Whether a clause names a thing, by its position.
    pub(super) fn selects(self, clause: Clause, at: usize) -> bool {
        let Some(selector) = self.selector(clause) else { return clause != Clause::Subject };
        let any = |slice: Slice| {
            self.policy.model.meanings[slice.range()].iter().any(|&meaning| self.policy.means(clause, meaning, at))
        };
        any(selector.terms) && !any(selector.except)
    }

    /// The units that a statement names.
    pub(super) fn units(self) -> Vec<usize> {
        (0..self.policy.model.units.len()).filter(|&unit| self.selects(Clause::Subject, unit)).collect()
    }

    /// The first unit that is related to none that the statement names.
    pub(super) fn stranger(self) -> Option<usize> {
        let named = self.units();
        let strange = |unit: &usize| !named.iter().any(|&it| self.policy.related(it, *unit));
        (0..self.policy.model.units.len()).find(strange)
    }
}
