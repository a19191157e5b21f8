//! The typed tree of all files of a policy: flat arenas of small nodes, every one with its place.
//! Words are still words here; what a name stands for is the model's business.

use std::num::NonZeroU32;
use std::ops::Range;

use crate::intern::Symbol;
use crate::source::{FileId, Span, offset};

/// All items of a policy, over all its files.
#[derive(Debug, Default)]
pub struct Ast {
    /// Declarations in the order of the text; a nested one comes after the one around it.
    pub declarations: Vec<Declaration>,
    pub properties: Vec<Property>,
    /// Comma-separated parts of property values.
    pub values: Vec<Value>,
    /// The words of values, side by side.
    pub atoms: Vec<Atom>,
    pub statements: Vec<Statement>,
    /// The selectors of statements, but for those of chains.
    pub selectors: Vec<Selector>,
    /// The members of all selectors.
    pub terms: Vec<Term>,
    /// The units of a chain (`A -> B <-> C`), one after the other.
    pub hops: Vec<Hop>,
    pub safeguards: Vec<Safeguard>,
    pub annotations: Vec<Annotation>,
    pub arguments: Vec<Argument>,
    pub tags: Vec<Name>,
}

impl Ast {
    /// Keeps a selector for a statement.
    pub fn keep(&mut self, selector: Selector) -> SelectorId {
        self.selectors.push(selector);
        let number = NonZeroU32::new(offset(self.selectors.len()));
        SelectorId(number.expect("one was just added"))
    }

    pub fn selector(&self, id: SelectorId) -> Selector {
        self.selectors[id.0.get() as usize - 1]
    }
}

/// A stretch of one of the arenas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Slice {
    pub start: u32,
    pub end: u32,
}

impl Slice {
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A name at its place. `quoted` in backticks (the span includes them, the symbol does not).
#[derive(Clone, Copy, Debug)]
pub struct Name {
    pub symbol: Symbol,
    pub quoted: bool,
    pub span: Span,
}

/// The eight nouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    Organisation,
    Location,
    Audience,
    Channel,
    Unit,
    Theme,
    Service,
    Record,
}

#[derive(Clone, Debug)]
pub struct Declaration {
    pub noun: Noun,
    pub name: Name,
    /// The text of the label, without quotes and with escapes resolved.
    pub label: Option<Box<str>>,
    pub tags: Slice,
    pub annotations: Slice,
    /// All lines of the doc comment before it, with their slashes.
    pub doc: Option<Span>,
    /// The declaration around it, by its place in [`Ast::declarations`].
    pub parent: Option<u32>,
    pub properties: Slice,
    /// From the keyword to the closing brace (or the last word of the header).
    pub span: Span,
    /// From the keyword to the last word of the header, before the brace.
    pub header: Span,
}

/// `key: value, value …`. `values` is empty when nothing follows the colon.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    pub key: Name,
    pub values: Slice,
    /// It was told to lack its colon: what else is wrong with it is not told.
    pub guessed: bool,
    /// From the key to the last word of the last value.
    pub span: Span,
}

/// One comma-separated part of a property's value; `arrow` says that `->` stood before it instead of a comma.
#[derive(Clone, Copy, Debug)]
pub struct Value {
    pub atoms: Slice,
    pub arrow: bool,
    pub span: Span,
}

/// A word of a value as it is written: `18`, `via`, `mon-fri`, `09:00-17:00`, `80%`, `4m30s`, `9_800/y`, `2026-01-01`, `"text"`, `*`, `` `word` ``.
#[derive(Clone, Copy, Debug)]
pub struct Atom {
    pub kind: AtomKind,
    /// The word in NFC; the text of a string with its escapes resolved; the name inside backticks.
    pub symbol: Symbol,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtomKind {
    /// Begins with a letter or `_`.
    Word,
    /// In backticks.
    Quoted,
    /// Begins with a digit.
    Quantity,
    Text,
    /// `*`
    Star,
    /// `#tag`
    Tag,
}

/// What a statement says, by its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Head {
    Offer,
    Responsible,
    Accountable,
    Consulted,
    Informed,
    Supporting,
    Need,
    Allow,
    Forbid,
    Handover,
    Mandate,
    Delegate,
}

/// `expect` or `expect no` before a statement, with its reason.
#[derive(Clone, Debug)]
pub struct Expect {
    pub no: bool,
    pub why: Option<Box<str>>,
}

#[derive(Clone, Debug)]
pub struct Statement {
    pub head: Head,
    pub expect: Option<Box<Expect>>,
    /// Services of an `offer`, units of a responsibility or right; absent in `need`, `handover`, `mandate`, `delegate`.
    pub subject: Option<SelectorId>,
    /// The units of `handover`, `mandate`, `delegate`; at least two.
    pub hops: Slice,
    /// Operations of `need`, `allow`, `forbid`.
    pub operations: Option<SelectorId>,
    /// Data of `need`, `allow`, `forbid`.
    pub data: Option<SelectorId>,
    /// `for`
    pub tasks: Option<SelectorId>,
    /// `of`
    pub services: Option<SelectorId>,
    /// `via`
    pub channels: Option<SelectorId>,
    /// `serving`
    pub audiences: Option<SelectorId>,
    /// `at`
    pub locations: Option<SelectorId>,
    /// `when`
    pub safeguards: Slice,
    /// Clauses that few statements have.
    pub extras: Option<Box<Extras>>,
    /// `because`: the text without quotes, escapes resolved; [`UNREAD`] where none can be read.
    pub because: Option<Symbol>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub annotations: Slice,
    pub doc: Option<Span>,
    /// Something in it was told to be wrong.
    pub faulty: bool,
    /// What limits it could not be read: what it is about is not known, and it claims nothing.
    pub void: bool,
    /// From `expect` or the head to the last word.
    pub span: Span,
    /// The head alone.
    pub keyword: Span,
}

/// What stands for a deadline or a reason that was begun and cannot be read: nobody has to ask for it once more.
pub const UNREAD: &str = "…";

/// The clauses `up-to`, mode words, `within`, `share`, `onward`.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    pub up_to: Option<Name>,
    pub mode: Option<(Mode, Span)>,
    /// As written, for example `2m`, `2 workdays`; [`UNREAD`] where none can be read.
    pub within: Option<(Box<str>, Span)>,
    /// As written, for example `20%`.
    pub share: Option<(Box<str>, Span)>,
    pub onward: Option<Span>,
}

/// How a handover is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Warm,
    Cold,
    Callback,
    Appointment,
    Forward,
    Referral,
}

/// A calendar day of the proleptic Gregorian calendar as days since 1970-01-01, with its place.
#[derive(Clone, Copy, Debug)]
pub struct Date {
    pub day: i32,
    pub span: Span,
}

/// A selector of a statement, by its place in [`Ast::selectors`] counted from one: statements have room for eight, and most
/// have three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelectorId(NonZeroU32);

/// A list of terms with an optional list of exceptions.
#[derive(Clone, Copy, Debug)]
pub struct Selector {
    pub terms: Slice,
    pub except: Slice,
    pub span: Span,
}

/// A member of a selector.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    pub kind: TermKind,
    /// The name, or the record's name before the dot, or the tag without `#`.
    pub symbol: Symbol,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// `*`
    Star,
    /// A bare name or class word.
    Word,
    /// A name in backticks: never a class word.
    Quoted,
    /// `#tag`
    Tag,
    /// `Record.field`; the field's symbol is here.
    Field(Symbol),
    /// `Record.*`
    Fields,
}

/// A unit of a chain, and the arrow that stands before it.
#[derive(Clone, Copy, Debug)]
pub struct Hop {
    pub units: Selector,
    pub arrow: Arrow,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// The first hop of a chain has none.
    Start,
    /// `->`
    Forth,
    /// `<->`
    Both,
}

/// `verified low`, `four-eyes by UNIT`, `logged`, …; spelled words, resolved by the model.
#[derive(Clone, Copy, Debug)]
pub struct Safeguard {
    pub word: Name,
    /// The level of `verified`, or the unit after `by`.
    pub operand: Option<Name>,
    pub span: Span,
}

/// `@name(arguments)`
#[derive(Clone, Copy, Debug)]
pub struct Annotation {
    pub name: Name,
    pub arguments: Slice,
    pub span: Span,
}

/// `"text"`, `2026-01-01`, `Word`, each with an optional `key:` before it.
#[derive(Clone, Copy, Debug)]
pub struct Argument {
    pub key: Option<Name>,
    pub value: Atom,
}

/// Where a file's items begin and end in the arenas.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    pub file: FileId,
    pub declarations: Slice,
    pub statements: Slice,
}
