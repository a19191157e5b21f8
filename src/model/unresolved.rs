//! Names that nobody declares: each is gathered over the whole policy, gets its likely spelling once, and becomes one finding.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::suggest::{Budget, Candidates, Near};
use super::tables::{DECLARED, Hit, Space, Tables};
use super::vocabulary;
use crate::finding::{Applicability, Edit, Finding, Level};
use crate::intern::{Interner, Symbol};
use crate::source::{Sources, Span};
use crate::syntax::ast::Noun;
use crate::syntax::spelling;

const RULE: &str = "name/unresolved";
/// How many declared names a help lists.
const LISTED: usize = 5;

#[derive(Debug)]
pub(crate) struct Unresolved<'a> {
    names: &'a Interner,
    tables: &'a Tables,
    services: &'a [Noun],
    misses: Vec<Miss>,
    index: FxHashMap<(Space, Symbol), usize>,
    candidates: FxHashMap<Space, Candidates<'a>>,
    /// For notes: the first field of each name.
    fields: Option<FxHashMap<Symbol, usize>>,
    budget: Budget,
}

#[derive(Debug)]
struct Miss {
    space: Space,
    symbol: Symbol,
    near: Near,
    /// Nothing farther away than one edit was looked for.
    unsought: bool,
    places: Vec<Span>,
}

impl<'a> Unresolved<'a> {
    /// `services` tells for each service or theme which of the two it is.
    pub(crate) fn new(names: &'a Interner, tables: &'a Tables, services: &'a [Noun]) -> Self {
        Self {
            names,
            tables,
            services,
            misses: Vec::new(),
            index: FxHashMap::default(),
            candidates: FxHashMap::default(),
            fields: None,
            budget: Budget::of_policy(),
        }
    }

    /// Takes note of a name that is not there, and gives what it likely stands for.
    pub(crate) fn miss(&mut self, space: Space, symbol: Symbol, span: Span) -> Option<Hit> {
        let at = if let Some(&at) = self.index.get(&(space, symbol)) {
            at
        } else {
            let near = self.near(space, symbol);
            let unsought = self.budget.spent && near == Near::Nothing;
            self.misses.push(Miss { space, symbol, near, unsought, places: Vec::new() });
            self.index.insert((space, symbol), self.misses.len() - 1);
            self.misses.len() - 1
        };
        let miss = &mut self.misses[at];
        miss.places.push(span);
        match miss.near {
            Near::One(place) => self.hit(space, place),
            Near::Nothing | Near::Several(_) => None,
        }
    }

    fn near(&mut self, space: Space, symbol: Symbol) -> Near {
        let (names, tables) = (self.names, self.tables);
        let candidates = self.candidates.entry(space).or_insert_with(|| {
            let symbols = declared(tables, space).iter();
            let words = space.words().map(|it| -> &str { it });
            Candidates::new(symbols.map(|&it| names.name(it)).chain(words))
        });
        let near = candidates.near(names.name(symbol), &mut self.budget);
        let near = match near {
            Near::Nothing => candidates.joined(names.name(symbol)).map_or(Near::Nothing, Near::One),
            near => near,
        };
        // Things declared twice are one name.
        match near {
            Near::Several(mut places) => {
                let mut seen = Vec::new();
                places.retain(|&it| {
                    let text = self.text(space, it);
                    let new = !seen.contains(&text);
                    seen.push(text);
                    new
                });
                if places.len() == 1 { Near::One(places[0]) } else { Near::Several(places) }
            }
            Near::Nothing | Near::One(_) => near,
        }
    }

    fn hit(&self, space: Space, place: usize) -> Option<Hit> {
        let things = declared(self.tables, space);
        match place.checked_sub(things.len()) {
            Some(word) => u8::try_from(word).ok().map(Hit::Word),
            None => match space {
                Space::Field(record) => {
                    self.tables.own.get(record.at()).map(|own| Hit::Thing(own.0 + crate::source::offset(place)))
                }
                _ => Some(Hit::Thing(crate::source::offset(place))),
            },
        }
    }

    /// The spelling of a candidate.
    fn text(&self, space: Space, place: usize) -> &'a str {
        let things = declared(self.tables, space);
        match things.get(place) {
            Some(&symbol) => self.names.name(symbol),
            None => space.words().nth(place - things.len()).unwrap_or_default(),
        }
    }

    /// One finding for each name, at its first place.
    pub(crate) fn report(mut self, sources: &Sources, findings: &mut Vec<Finding>) {
        let mut misses = std::mem::take(&mut self.misses);
        for miss in &mut misses {
            // Backticks around what is no name were told by themselves.
            if !spelling::is_word(self.names.name(miss.symbol)) {
                miss.places.retain(|&it| !sources.text(it).contains('`'));
            }
            miss.places.sort_unstable();
        }
        misses.sort_by_key(|it| it.places.first().copied());
        let unsought = misses.iter().filter(|it| it.unsought && !it.places.is_empty());
        let (first, more) = (unsought.clone().next().map(|it| it.places[0]), unsought.count());
        if let Some(first) = first {
            let message = format!("so many names are not declared that likely spellings of {more} were not looked for");
            let help = "mend the others first: what is found without them may be wrong";
            findings.push(Finding::new(RULE, Level::Error, first, message).note("from here on").help(help));
        }
        for miss in misses {
            let name = self.names.name(miss.symbol);
            let Some((&first, others)) = miss.places.split_first() else { continue };
            let mut finding = Finding::new(RULE, Level::Error, first, self.message(&miss, name));
            finding = finding.note(self.note(&miss, name)).help(self.help(&miss, name));
            for &place in others {
                finding = finding.label(place, "here too");
            }
            if let Some((title, applicability, edits)) = self.fix(&miss, name, sources) {
                finding = finding.fix(title, applicability, edits);
            }
            findings.push(finding);
        }
    }

    /// The likely spelling, at all places; none where one of them would have to be written in another way.
    fn fix(&mut self, miss: &Miss, name: &str, sources: &Sources) -> Option<(String, Applicability, Vec<Edit>)> {
        let Near::One(likely) = miss.near else { return None };
        let text = self.text(miss.space, likely);
        let is_word = likely >= declared(self.tables, miss.space).len();
        // A class in backticks is a name, and a name without them may be a class.
        if text == name || is_word && miss.places.iter().any(|&it| sources.text(it).ends_with('`')) {
            return None;
        }
        let bare = match miss.space {
            _ if is_word => text.to_owned(),
            _ if miss.space.words().any(|it| it == text) => spelling::quoted(text)?,
            _ => spelling::name(text)?.into_owned(),
        };
        let keyword = spelling::keyword_behind(name, text);
        let text = keyword.map_or_else(|| text.to_owned(), |it| format!("{text} {it}"));
        let bare = keyword.map_or_else(|| bare.clone(), |it| format!("{bare} {it}"));
        let edits = miss.places.iter().map(|&place| edit(place, sources.text(place), name, &bare));
        let edits: Option<Vec<Edit>> = edits.collect();
        let clear = self.candidates.get(&miss.space).is_some_and(|it| it.is_clear(name, likely, &mut self.budget));
        let applicability = if clear { Applicability::Safe } else { Applicability::Unsafe };
        Some((format!("write `{text}`"), applicability, edits?))
    }

    fn message(&self, miss: &Miss, name: &str) -> String {
        match miss.space {
            Space::Service => format!("no service or theme is named `{name}`"),
            Space::Field(record) => {
                let record = self.tables.listed[RECORDS].get(record.at()).map_or("", |&it| self.names.name(it));
                format!("record `{record}` has no field `{name}`")
            }
            Space::Tag => format!("nothing carries the tag `#{name}`"),
            Space::Task => format!("`{name}` is no task"),
            Space::Operation => format!("`{name}` is no operation"),
            Space::Assurance => format!("`{name}` is no level of assurance"),
            Space::Confidentiality => format!("`{name}` is no level of confidentiality"),
            Space::Safeguard => format!("`{name}` is no safeguard"),
            _ => format!("no {} is named `{name}`", noun(miss.space)),
        }
    }

    /// What the name is elsewhere.
    fn note(&mut self, miss: &Miss, name: &str) -> String {
        let here = match miss.space {
            Space::Tag | Space::Field(_) => return format!("no such {}", noun(miss.space)),
            Space::Service => vocabulary::get().noun(Noun::Service).word,
            space => noun(space),
        };
        for space in DECLARED {
            if space != miss.space
                && let Some(id) = self.tables.name(space, miss.symbol)
            {
                let theme = space == Space::Service && self.services.get(id as usize) == Some(&Noun::Theme);
                let other = if theme { vocabulary::get().noun(Noun::Theme).word } else { noun(space) };
                return format!("`{name}` is {}, not {}", article(other), article(here));
            }
        }
        if miss.space == Space::Record {
            let tables = self.tables;
            let fields = self.fields.get_or_insert_with(|| {
                let mut first = FxHashMap::default();
                for (at, &symbol) in tables.fields.iter().enumerate() {
                    first.entry(symbol).or_insert(at);
                }
                first
            });
            if let Some(&field) = fields.get(&miss.symbol) {
                let record = tables.own.partition_point(|own| own.1 as usize <= field);
                let record = tables.listed[RECORDS].get(record).map_or("", |&it| self.names.name(it));
                return format!("`{name}` is a field: write `{record}.{name}`");
            }
        }
        for (space, plural) in [
            (Space::Unit, "a kind of unit"),
            (Space::Channel, "a class of channels"),
            (Space::Service, "a class of services"),
            (Space::Record, "a trait of data"),
            (Space::Task, "a task"),
            (Space::Operation, "an operation"),
        ] {
            if space != miss.space && self.tables.word(space, miss.symbol).is_some() {
                return format!("`{name}` is {plural}, not {}", article(here));
            }
        }
        format!("no such {here}")
    }

    /// A name as it is declared, if it is one.
    fn spelled(space: Space, name: &str) -> Option<Cow<'_, str>> {
        if !spelling::is_word(name) {
            return None;
        }
        let class = space.words().any(|it| it == name);
        if class { spelling::quoted(name).map(Cow::Owned) } else { spelling::name(name) }
    }

    fn help(&self, miss: &Miss, name: &str) -> String {
        let quoted = |places: &[usize]| -> Vec<String> {
            places.iter().map(|&it| format!("`{}`", self.text(miss.space, it))).collect()
        };
        match &miss.near {
            Near::One(place) if self.text(miss.space, *place) == name => {
                return format!(
                    "without backticks `{name}` is a class; where one {} is asked for, name it",
                    noun(miss.space)
                );
            }
            Near::One(place) => {
                let text = self.text(miss.space, *place);
                return match spelling::keyword_behind(name, text) {
                    Some(keyword) => format!("did you mean `{text} {keyword}`?"),
                    None => format!("did you mean {}?", quoted(&[*place]).concat()),
                };
            }
            Near::Several(places) => return format!("did you mean {}?", list(&quoted(places), "or")),
            Near::Nothing => {}
        }
        let things = declared(self.tables, miss.space);
        let some: Vec<usize> = (0..things.len().min(LISTED)).collect();
        let declare = match miss.space {
            Space::Tag => return format!("put `#{name}` after the name in a declaration"),
            Space::Field(_) => format!("add `{name}: …` to the record"),
            _ if miss.space.noun().is_some() => match Self::spelled(miss.space, name) {
                Some(word) => {
                    let mark = if word.contains('`') { "``" } else { "`" };
                    let pad = if word.contains('`') { " " } else { "" };
                    format!("declare it, {mark}{pad}{} {word} {{ … }}{pad}{mark}", noun(miss.space))
                }
                None => "declare one by a name of letters and digits".to_owned(),
            },
            _ => {
                let words: Vec<String> = miss.space.words().map(|it| format!("`{it}`")).collect();
                return format!("choose from {}", words.join(", "));
            }
        };
        match things.len() {
            0 => declare,
            all => format!("{declare}, or choose from {}", list_of(&quoted(&some), all, "and")),
        }
    }
}

const RECORDS: usize = 5;

/// Writes a name in another's place, which stands there alone, behind a `#`, or around a dot.
fn edit(place: Span, text: &str, name: &str, word: &str) -> Option<Edit> {
    // Backticks stay only around what needs them.
    let stands = |text: &str| {
        let inner = text.strip_prefix('`').and_then(|it| it.strip_suffix('`')).unwrap_or(text);
        inner == name || inner.nfc().eq(name.chars())
    };
    let (start, end) = match text.split_once('.') {
        Some((record, _)) if stands(record) => (0, record.len()),
        Some((record, field)) if stands(field) => (record.len() + 1, text.len()),
        Some(_) | None => match text.strip_prefix('#') {
            Some(tag) if stands(tag) => (1, text.len()),
            None if stands(text) => (0, text.len()),
            Some(_) | None => return None,
        },
    };
    let at = |offset: usize| place.start + crate::source::offset(offset);
    Some(Edit { span: Span { start: at(start), end: at(end), ..place }, replacement: word.into() })
}

/// The noun that declares the names of a name space, else what its words are.
pub(crate) fn noun(space: Space) -> &'static str {
    match space {
        Space::Tag => "tag",
        Space::Field(_) => "field",
        Space::Task => "task",
        Space::Operation => "operation",
        Space::Assurance | Space::Confidentiality => "level",
        Space::Safeguard => "safeguard",
        _ => space.noun().map_or("name", |it| vocabulary::get().noun(it).word),
    }
}

fn declared(tables: &Tables, space: Space) -> &[Symbol] {
    match space {
        Space::Field(record) => {
            tables.own.get(record.at()).map_or(&[], |&(start, end)| &tables.fields[start as usize..end as usize])
        }
        _ => space.declared().map_or(&[], |at| &tables.listed[at]),
    }
}

/// "a unit", "an audience".
pub(crate) fn article(noun: &str) -> String {
    let an = noun.starts_with(['a', 'e', 'i', 'o']);
    format!("{} {noun}", if an { "an" } else { "a" })
}

/// The first few: "`A`, `B` and `C`", "`A`, `B`, `C`, `D`, `E` and 7 more".
pub(crate) fn list(words: &[String], last: &str) -> String {
    list_of(words, words.len(), last)
}

/// As [`list`], of the first words of `all`.
fn list_of(words: &[String], all: usize, last: &str) -> String {
    let shown = &words[..words.len().min(LISTED)];
    match shown {
        [front @ .., end] if shown.len() == all && !front.is_empty() => format!("{} {last} {end}", front.join(", ")),
        _ if shown.len() == all => shown.concat(),
        _ => format!("{} and {} more", shown.join(", "), all - shown.len()),
    }
}
