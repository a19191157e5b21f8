//! The vocabulary file, read once: the spellings of all words that are not keywords, and the properties of each noun.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::words::{Key, Set, Word};
use crate::syntax::ast::Noun;

/// The text of `grammar/vocabulary.toml`.
pub const TEXT: &str = include_str!("../../grammar/vocabulary.toml");

/// A word of a list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub word: &'static str,
    /// One line, without a full stop.
    pub doc: &'static str,
    /// Of a task: what it is a task or aspect of.
    #[serde(default)]
    pub group: Option<Group>,
    /// Of a medium.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// Of a medium.
    #[serde(default)]
    pub reach: Option<Reach>,
    /// Of a safeguard that takes one.
    #[serde(default)]
    pub operand: Option<Operand>,
    /// Of a unit of time with a fixed length.
    #[serde(default)]
    pub seconds: Option<u32>,
    /// Of a unit of time: its forms after a number.
    #[serde(default)]
    pub forms: Vec<&'static str>,
    /// Of a unit of time: its forms after the slash of a rate.
    #[serde(default)]
    pub per: Vec<&'static str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    Process,
    Service,
    Channel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Sync,
    Async,
}

/// Where a medium reaches people: at a place, over the net, or neither (telephone and letter).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    Physical,
    Digital,
    Remote,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Operand {
    Required,
    Optional,
}

/// A property of a noun, or an argument of an annotation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Property {
    pub word: &'static str,
    /// A key of `[shapes]`, or a list of words.
    pub shape: &'static str,
    /// One line, without a full stop.
    pub doc: &'static str,
    #[serde(default)]
    flag: Option<Flag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Flag {
    List,
    Required,
}

impl Property {
    /// It may have several values.
    pub fn is_list(&self) -> bool {
        self.flag == Some(Flag::List)
    }

    /// The noun cannot do without it.
    pub fn is_required(&self) -> bool {
        self.flag == Some(Flag::Required)
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NounEntry {
    pub word: &'static str,
    pub doc: &'static str,
    pub properties: Vec<Property>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnotationEntry {
    pub word: &'static str,
    /// The shape of its unnamed argument.
    pub value: &'static str,
    pub doc: &'static str,
    #[serde(default)]
    pub arguments: Vec<Property>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    free_prefix: &'static str,
    words: BTreeMap<&'static str, Vec<Entry>>,
    shapes: BTreeMap<&'static str, &'static str>,
    noun: Vec<NounEntry>,
    annotation: Vec<AnnotationEntry>,
}

/// The vocabulary as it is looked up.
#[derive(Debug)]
pub struct Vocabulary {
    /// A property whose name begins so is the writer's own.
    pub free_prefix: &'static str,
    pub nouns: Vec<NounEntry>,
    pub annotations: Vec<AnnotationEntry>,
    /// What a value of each shape looks like, as help says it after "write".
    pub shapes: BTreeMap<&'static str, &'static str>,
    /// By [`Set`].
    words: Vec<Vec<Entry>>,
    /// By noun, for each of its properties.
    keys: Vec<Vec<Key>>,
}

impl Vocabulary {
    /// The words of a list, in the order of its type.
    pub fn words(&self, set: Set) -> &[Entry] {
        &self.words[set as usize]
    }

    pub fn noun(&self, noun: Noun) -> &NounEntry {
        &self.nouns[noun as usize]
    }

    /// The property of a noun.
    pub fn property(&self, noun: Noun, key: Key) -> Option<&Property> {
        let at = self.keys[noun as usize].iter().position(|&it| it == key)?;
        self.noun(noun).properties.get(at)
    }

    /// The properties of a noun, in the order of [`NounEntry::properties`].
    pub fn keys(&self, noun: Noun) -> &[Key] {
        &self.keys[noun as usize]
    }

    /// What a value of this shape looks like.
    pub fn shape(&self, shape: &str) -> String {
        if let Some(text) = self.shapes.get(shape) {
            return (*text).to_owned();
        }
        match Set::ALL.iter().find(|it| kebab(&format!("{it:?}")) == shape) {
            Some(&set) => one_of(self.words(set).iter().map(|it| it.word)),
            None => shape.to_owned(),
        }
    }
}

/// "`yes` or `no`", "`a`, `b` or `c`".
pub(crate) fn one_of(words: impl Iterator<Item = &'static str>) -> String {
    let mut text = String::new();
    let mut words = words.peekable();
    while let Some(word) = words.next() {
        if !text.is_empty() {
            text.push_str(if words.peek().is_none() { " or " } else { ", " });
        }
        text.push('`');
        text.push_str(word);
        text.push('`');
    }
    text
}

/// `PolicyFreedom` as `policy-freedom`.
pub(crate) fn kebab(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}

/// The vocabulary.
pub fn get() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| load(toml::from_str(TEXT).expect("the vocabulary file is read by a test")))
}

fn load(mut file: File) -> Vocabulary {
    let mut derived: Vec<Entry> = Vec::new();
    let mut keys = Vec::new();
    for noun in &file.noun {
        let mut own = Vec::new();
        for property in &noun.properties {
            let at = derived.iter().position(|it| it.word == property.word).unwrap_or_else(|| {
                derived.push(Entry { word: property.word, doc: property.doc, ..Entry::default() });
                derived.len() - 1
            });
            own.extend(<Key as Word>::ALL.get(at).copied());
        }
        keys.push(own);
    }
    let arguments = file.annotation.iter().flat_map(|it| &it.arguments);
    let arguments = arguments.map(|it| Entry { word: it.word, doc: it.doc, ..Entry::default() }).collect();
    let annotations =
        file.annotation.iter().map(|it| Entry { word: it.word, doc: it.doc, ..Entry::default() }).collect();
    let words = Set::ALL.iter().map(|set| match set {
        Set::Key => std::mem::take(&mut derived),
        Set::Annotation => Vec::clone(&annotations),
        Set::Argument => Vec::clone(&arguments),
        _ => file.words.remove(kebab(&format!("{set:?}")).as_str()).unwrap_or_default(),
    });
    let words = words.collect();
    Vocabulary {
        free_prefix: file.free_prefix,
        nouns: file.noun,
        annotations: file.annotation,
        shapes: file.shapes,
        words,
        keys,
    }
}

#[cfg(test)]
mod tests {
    use super::{File, TEXT, get, kebab};
    use crate::model::words::{
        Annotation, Answer, Argument, Arrangement, Assurance, ChannelClass, Complexity, Confidentiality, Discretion,
        FieldWord, Formality, Freedom, Key, Link, Measure, Medium, Operation, Phase, Readiness, Relation, Safeguard,
        Set, Task, TimeUnit, Trait, UnitKind, Weekday, Word, Writing,
    };

    fn corresponds<W: Word>() {
        let words = get().words(W::SET);
        assert_eq!(words.len(), W::ALL.len(), "{:?}", W::SET);
        for (entry, member) in words.iter().zip(W::ALL) {
            assert_eq!(entry.word.replace('_', "-"), kebab(&format!("{member:?}")), "{:?}", W::SET);
            assert_eq!(member.word(), entry.word);
            assert!(!entry.doc.is_empty() && !entry.doc.ends_with('.'), "{}", entry.word);
        }
    }

    #[test]
    fn every_type_has_the_words_of_the_file() {
        corresponds::<Task>();
        corresponds::<Operation>();
        corresponds::<Writing>();
        corresponds::<Trait>();
        corresponds::<Confidentiality>();
        corresponds::<Assurance>();
        corresponds::<UnitKind>();
        corresponds::<Complexity>();
        corresponds::<Medium>();
        corresponds::<ChannelClass>();
        corresponds::<Discretion>();
        corresponds::<Freedom>();
        corresponds::<Phase>();
        corresponds::<Arrangement>();
        corresponds::<Formality>();
        corresponds::<Readiness>();
        corresponds::<Relation>();
        corresponds::<Weekday>();
        corresponds::<Safeguard>();
        corresponds::<FieldWord>();
        corresponds::<Link>();
        corresponds::<Answer>();
        corresponds::<TimeUnit>();
        corresponds::<Measure>();
        corresponds::<Annotation>();
        corresponds::<Argument>();
        corresponds::<Key>();
        assert_eq!(Set::ALL.len(), 27, "a new list belongs above");
    }

    #[test]
    fn every_list_of_the_file_has_a_type() {
        let file: File = toml::from_str(TEXT).expect("the vocabulary");
        let sets: Vec<String> = Set::ALL.iter().map(|it| kebab(&format!("{it:?}"))).collect();
        for name in file.words.keys() {
            assert!(sets.iter().any(|it| it == name), "{name}");
        }
    }

    #[test]
    fn every_shape_says_what_it_looks_like() {
        let vocabulary = get();
        let properties = vocabulary.nouns.iter().flat_map(|it| &it.properties);
        let arguments = vocabulary.annotations.iter().flat_map(|it| &it.arguments);
        for it in properties.chain(arguments) {
            assert_ne!(vocabulary.shape(it.shape), it.shape, "{}", it.word);
            assert!(!it.doc.is_empty() && !it.doc.ends_with('.'), "{}", it.word);
        }
        for it in &vocabulary.annotations {
            assert_ne!(vocabulary.shape(it.value), it.value, "{}", it.word);
        }
    }

    #[test]
    fn media_have_a_mode_and_a_reach() {
        for it in Medium::ALL {
            assert!(it.entry().mode.is_some() && it.entry().reach.is_some(), "{it:?}");
        }
    }

    #[test]
    fn nouns_stand_in_the_order_of_the_tree() {
        let words: Vec<&str> = get().nouns.iter().map(|it| it.word).collect();
        assert_eq!(words, ["organisation", "location", "audience", "channel", "unit", "theme", "service", "record"]);
    }
}
