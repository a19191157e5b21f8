//! What a word stands for in each name space: tables indexed by symbol, so that looking up neither hashes nor allocates.

use super::vocabulary;
use super::words::{Set, Word};
use super::{FieldId, Model, RecordId};
use crate::intern::{Interner, Symbol};
use crate::syntax::ast::Noun;

/// Where a name is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Space {
    Unit,
    Channel,
    Location,
    Audience,
    /// Services and themes.
    Service,
    /// Records; traits are its class words.
    Record,
    Field(RecordId),
    Tag,
    Task,
    Operation,
    Assurance,
    Confidentiality,
    Safeguard,
}

/// The name spaces of declared things.
pub(crate) const DECLARED: [Space; 6] =
    [Space::Unit, Space::Channel, Space::Location, Space::Audience, Space::Service, Space::Record];

impl Space {
    /// The name space of a noun; an organisation has none.
    pub(crate) fn of(noun: Noun) -> Option<Space> {
        match noun {
            Noun::Organisation => None,
            Noun::Location => Some(Space::Location),
            Noun::Audience => Some(Space::Audience),
            Noun::Channel => Some(Space::Channel),
            Noun::Unit => Some(Space::Unit),
            Noun::Theme | Noun::Service => Some(Space::Service),
            Noun::Record => Some(Space::Record),
        }
    }

    /// Its place in [`DECLARED`].
    pub(crate) fn declared(self) -> Option<usize> {
        DECLARED.iter().position(|&it| it == self)
    }

    /// The noun that declares its names.
    pub(crate) fn noun(self) -> Option<Noun> {
        match self {
            Space::Unit => Some(Noun::Unit),
            Space::Channel => Some(Noun::Channel),
            Space::Location => Some(Noun::Location),
            Space::Audience => Some(Noun::Audience),
            Space::Service => Some(Noun::Service),
            Space::Record => Some(Noun::Record),
            _ => None,
        }
    }

    /// The lists of its closed words, one numbering over all.
    pub(crate) fn sets(self) -> &'static [Set] {
        match self {
            Space::Unit => &[Set::UnitKind],
            Space::Channel => &[Set::ChannelClass, Set::Medium],
            Space::Service => &[Set::Complexity],
            Space::Record => &[Set::Trait],
            Space::Task => &[Set::Task],
            Space::Operation => &[Set::Operation, Set::Writing],
            Space::Assurance => &[Set::Assurance],
            Space::Confidentiality => &[Set::Confidentiality],
            Space::Safeguard => &[Set::Safeguard],
            Space::Location | Space::Audience | Space::Field(_) | Space::Tag => &[],
        }
    }

    /// Its closed words.
    pub(crate) fn words(self) -> impl Iterator<Item = &'static str> {
        self.sets().iter().flat_map(|&set| vocabulary::get().words(set)).map(|it| it.word)
    }

    fn lane(self) -> Option<usize> {
        match self {
            Space::Unit => Some(0),
            Space::Channel => Some(1),
            Space::Service => Some(2),
            Space::Record => Some(3),
            Space::Task => Some(4),
            Space::Operation => Some(5),
            Space::Assurance => Some(6),
            Space::Confidentiality => Some(7),
            Space::Safeguard => Some(8),
            Space::Location | Space::Audience | Space::Field(_) | Space::Tag => None,
        }
    }
}

const WORDED: [Space; 9] = [
    Space::Unit,
    Space::Channel,
    Space::Service,
    Space::Record,
    Space::Task,
    Space::Operation,
    Space::Assurance,
    Space::Confidentiality,
    Space::Safeguard,
];
const LANES: usize = 12;
const KEY: usize = 9;
const ANNOTATION: usize = 10;
const ARGUMENT: usize = 11;

/// What a name or word was found to be, within its name space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hit {
    /// The id of a declared thing.
    Thing(u32),
    /// The number of a closed word, over [`Space::sets`].
    Word(u8),
}

#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// By name space and symbol: one more than the id of the first thing so named, 0 for none.
    names: [Vec<u32>; DECLARED.len()],
    /// By symbol and lane: one more than the number of the closed word, 0 for none.
    words: Vec<[u8; LANES]>,
    tags: Vec<bool>,
    /// The names of things by name space and id.
    pub(crate) listed: [Vec<Symbol>; DECLARED.len()],
    /// By record: its own fields.
    pub(crate) own: Vec<(u32, u32)>,
    /// The names of fields by id.
    pub(crate) fields: Vec<Symbol>,
    /// Ids of fields; those of one record sorted by symbol.
    sorted: Vec<u32>,
    /// By location: one past the last id nested in it.
    pub(crate) location_ends: Vec<u32>,
}

impl Tables {
    /// Tables of the closed words alone.
    pub(crate) fn new(names: &Interner) -> Self {
        let mut words = vec![[0; LANES]; names.len()];
        let mut enter = |lane: usize, list: &mut dyn Iterator<Item = &'static str>| {
            for (number, word) in (1..=u8::MAX).zip(list) {
                if let Some(symbol) = names.get(word)
                    && let Some(lanes) = words.get_mut(symbol.0 as usize)
                {
                    lanes[lane] = number;
                }
            }
        };
        for space in WORDED {
            if let Some(lane) = space.lane() {
                enter(lane, &mut space.words());
            }
        }
        for (lane, set) in [(KEY, Set::Key), (ANNOTATION, Set::Annotation), (ARGUMENT, Set::Argument)] {
            enter(lane, &mut vocabulary::get().words(set).iter().map(|it| it.word));
        }
        Tables { words, ..Tables::default() }
    }

    /// Adds the names of everything declared; of two equal ones the first counts.
    pub(crate) fn declare(&mut self, model: &Model, tags: &[crate::syntax::ast::Name]) {
        let size = self.words.len();
        for (at, &space) in DECLARED.iter().enumerate() {
            let listed: Vec<Symbol> = model.things_of(space).map(|it| it.symbol).collect();
            let mut table = vec![0; size];
            for (id, symbol) in (1..).zip(&listed) {
                if let Some(slot) = table.get_mut(symbol.0 as usize)
                    && *slot == 0
                {
                    *slot = id;
                }
            }
            self.names[at] = table;
            self.listed[at] = listed;
        }
        self.tags = vec![false; size];
        for tag in tags {
            if let Some(slot) = self.tags.get_mut(tag.symbol.0 as usize) {
                *slot = true;
            }
        }
        self.fields = model.fields.iter().map(|it| it.symbol).collect();
        self.own = model.records.iter().map(|it| (it.first_field, it.fields_end)).collect();
        self.sorted = (0..crate::source::offset(self.fields.len())).collect();
        for &(start, end) in &self.own {
            self.sorted[start as usize..end as usize].sort_by_key(|&it| self.fields[it as usize]);
        }
        self.location_ends = model.locations.iter().map(|it| it.thing.end).collect();
    }

    /// The thing of this name.
    pub(crate) fn name(&self, space: Space, symbol: Symbol) -> Option<u32> {
        let found = *self.names.get(space.declared()?)?.get(symbol.0 as usize)?;
        found.checked_sub(1)
    }

    /// The number of a closed word.
    pub(crate) fn word(&self, space: Space, symbol: Symbol) -> Option<u8> {
        self.lane(space.lane()?, symbol)
    }

    pub(crate) fn tag(&self, symbol: Symbol) -> bool {
        self.tags.get(symbol.0 as usize).copied().unwrap_or(false)
    }

    pub(crate) fn field(&self, record: RecordId, symbol: Symbol) -> Option<FieldId> {
        let &(start, end) = self.own.get(record.at())?;
        let own = &self.sorted[start as usize..end as usize];
        let at = own.partition_point(|&it| self.fields[it as usize] < symbol);
        let &id = own.get(at)?;
        (self.fields[id as usize] == symbol).then_some(FieldId(id))
    }

    pub(crate) fn key(&self, symbol: Symbol) -> Option<super::words::Key> {
        self.listed_word(KEY, symbol)
    }

    pub(crate) fn annotation(&self, symbol: Symbol) -> Option<super::words::Annotation> {
        self.listed_word(ANNOTATION, symbol)
    }

    pub(crate) fn argument(&self, symbol: Symbol) -> Option<super::words::Argument> {
        self.listed_word(ARGUMENT, symbol)
    }

    fn listed_word<W: Word>(&self, lane: usize, symbol: Symbol) -> Option<W> {
        W::ALL.get(usize::from(self.lane(lane, symbol)?)).copied()
    }

    fn lane(&self, lane: usize, symbol: Symbol) -> Option<u8> {
        self.words.get(symbol.0 as usize)?[lane].checked_sub(1)
    }
}
