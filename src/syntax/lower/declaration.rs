//! Declarations: headers, blocks and properties.

use pest::iterators::{Pair, Pairs};

use super::{Lower, stretch};
use crate::source::{Span, offset};
use crate::syntax::ast::{Declaration, Name, Noun, Property, Slice, Value};
use crate::syntax::grammar::{self, Rule};

/// What stands before the block of a declaration, but its name.
pub(super) struct Header {
    pub(super) noun: Noun,
    start: usize,
    pub(super) label: Option<Box<str>>,
    /// Its first tag, if it has any.
    tags: u32,
    annotations: Slice,
    doc: Option<Span>,
}

impl Lower<'_> {
    pub(super) fn declaration(&mut self, pair: Pair<'_, Rule>, parent: Option<u32>) {
        let start = pair.as_span().start();
        let mut header = self.header(start);
        let mut noun = (start, start);
        let mut name = None;
        let mut block = None;
        for pair in pair.into_inner() {
            let span = pair.as_span();
            match pair.as_rule() {
                Rule::noun => {
                    let word = span.as_str().trim_ascii_end();
                    header.noun = noun_of(word);
                    noun = (span.start(), span.start() + word.len());
                }
                Rule::name => name = Some(self.declared(&pair)),
                Rule::text => {
                    let text = self.text(stretch(&pair));
                    if header.label.is_some() {
                        self.fault(span.start(), span.end(), "a declaration has one label", "take one of the two away");
                    } else if self.ast.tags.len() > header.tags as usize {
                        self.fault(
                            span.start(),
                            span.end(),
                            "the label stands before the tags",
                            "write the name, then the label, then the tags",
                        );
                    }
                    header.label.get_or_insert(text);
                }
                Rule::tag => {
                    let tag = self.tag(stretch(&pair));
                    self.ast.tags.push(tag);
                }
                Rule::block => {
                    block = Some(pair);
                    break;
                }
                _ => continue,
            }
            self.last = span.end();
        }
        let Some(name) = name.or_else(|| self.name_for_nameless(noun, header.label.as_deref(), block.is_none())) else {
            self.ast.tags.truncate(header.tags as usize);
            if let Some(block) = block {
                self.nested(block.into_inner(), &[], parent);
            }
            return;
        };
        let place = self.declare(header, name, parent);
        if let Some(block) = block {
            self.fill(place, block);
        }
    }

    /// The header of a declaration that begins here; what waited is its own.
    pub(super) fn header(&mut self, start: usize) -> Header {
        let (doc, annotations) = self.take_waiting();
        Header { noun: Noun::Unit, start, label: None, tags: offset(self.ast.tags.len()), annotations, doc }
    }

    /// Keeps a declaration whose header was read; its place in the tree.
    pub(super) fn declare(&mut self, header: Header, name: Name, parent: Option<u32>) -> u32 {
        let Header { noun, start, label, tags, annotations, doc } = header;
        let span = self.span(start, self.last);
        self.ast.declarations.push(Declaration {
            noun,
            name,
            label,
            tags: Slice { start: tags, end: offset(self.ast.tags.len()) },
            annotations,
            doc,
            parent,
            properties: Slice::default(),
            span,
            header: span,
        });
        offset(self.ast.declarations.len() - 1)
    }

    /// The block of a declaration ends; `properties` are its own.
    pub(super) fn end_block(&mut self, place: u32, properties: Slice, end: usize) {
        self.last = end;
        let end = self.span(end, end).end;
        if let Some(declaration) = self.ast.declarations.get_mut(place as usize) {
            declaration.properties = properties;
            declaration.span.end = end;
        }
    }

    /// Reads the block of a declaration into it.
    pub(in crate::syntax) fn fill(&mut self, place: u32, block: Pair<'_, Rule>) {
        let end = block.as_span().end();
        let pairs = block.into_inner();
        let from = offset(self.ast.properties.len());
        let mut read = Vec::new();
        let more = self.properties(pairs.clone(), &mut read);
        let properties = Slice { start: from, end: offset(self.ast.properties.len()) };
        if more {
            self.nested(pairs, &read, Some(place));
        }
        self.end_block(place, properties, end);
    }

    /// The properties of a block; whether it holds anything else. Where something begins that was read with a property, goes
    /// into `read`.
    fn properties(&mut self, pairs: Pairs<'_, Rule>, read: &mut Vec<usize>) -> bool {
        let mut more = false;
        let mut pairs = pairs.peekable();
        let block = |next: &Pair<'_, Rule>| next.as_rule() == Rule::odd_block;
        while let Some(pair) = pairs.next() {
            if pair.as_rule() == Rule::property {
                if self.noun_as_key(&pair).is_some() && pairs.peek().is_some_and(block) {
                    continue;
                }
                let mut behind = pairs.clone();
                if let Some(loose) = behind.next().filter(|next| next.as_rule() == Rule::loose_member)
                    && !behind.next().as_ref().is_some_and(block)
                    && self.odd_value(&pair, &loose)
                {
                    read.push(loose.as_span().start());
                    pairs.next();
                    continue;
                }
                let header = pairs.peek().filter(|next| next.as_rule() == Rule::odd_block);
                let limit = header.map_or(usize::MAX, |_| crate::syntax::recover::header(&pair).unwrap_or(usize::MAX));
                self.property(pair, limit);
            } else if !pairs.peek().is_some_and(block) && self.odd_properties(&pair) {
                read.push(pair.as_span().start());
            } else {
                self.skip_odd_block(&pair, &mut pairs);
                more |= !matches!(pair.as_rule(), Rule::close_brace | Rule::comment);
            }
        }
        more
    }

    /// All of a block but its properties and what was read with them.
    fn nested(&mut self, pairs: Pairs<'_, Rule>, read: &[usize], parent: Option<u32>) {
        let mut pairs = pairs.peekable();
        while let Some(pair) = pairs.next() {
            let block = pairs.next_if(|next| next.as_rule() == Rule::odd_block);
            let colon = block.as_ref().and_then(|_| self.noun_as_key(&pair));
            let header = super::is_header(&pair, block.as_ref());
            match (pair.as_rule(), block) {
                _ if read.binary_search(&pair.as_span().start()).is_ok() => {}
                _ if self.is_expected(&pair, header) => {}
                (_, None) if self.is_misnamed(&pair, &mut pairs, parent) => {}
                (_, None) if self.has_odd_block(&pair, &mut pairs, parent) => {}
                (_, Some(block)) if colon.is_some() => {
                    self.property_with_block(&pair, colon, block.as_span().end(), parent);
                }
                (_, Some(block)) => self.before_block(pair, &block, parent),
                (Rule::property, None) => self.end_of_items(),
                (Rule::statement, None) => self.statement_in_block(pair),
                (_, None) => self.item(pair, parent),
            }
        }
        self.end_of_items();
    }

    /// A property; its atoms from `limit` on belong to something else.
    pub(in crate::syntax) fn property(&mut self, pair: Pair<'_, Rule>, limit: usize) {
        let mut key = None;
        let values_from = offset(self.ast.values.len());
        let mut value = self.open_value();
        let mut separator: Option<(usize, usize)> = None;
        let mut end = 0;
        for pair in pair.into_inner() {
            let span = pair.as_span();
            if span.start() >= limit {
                break;
            }
            match pair.as_rule() {
                Rule::key => key = Some(self.name(stretch(&pair))),
                Rule::atom => {
                    let atom = self.atom(stretch(&pair));
                    value.take(atom.span);
                    self.ast.atoms.push(atom);
                    separator = None;
                }
                Rule::separator => {
                    if separator.is_some() || value.span.is_none() {
                        let message = format!("expected a value before `{}`", span.as_str());
                        self.fault(
                            span.start(),
                            span.end(),
                            message,
                            "take it away, or write the value that is missing",
                        );
                    } else {
                        self.close_value(&mut value);
                    }
                    value.arrow = span.as_str() == "->";
                    separator = Some((span.start(), span.end()));
                }
                _ => continue,
            }
            end = span.end();
        }
        if let Some((start, end)) = separator
            && value.atoms > 0
            && offset(self.ast.values.len()) > values_from
        {
            let sign = &self.text[start..end];
            self.fault(
                start,
                end,
                format!("expected a value after `{sign}`"),
                format!("take the `{sign}` away, or write the value that is missing"),
            );
        }
        self.close_value(&mut value);
        self.last = end;
        if let Some(key) = key {
            let values = Slice { start: values_from, end: offset(self.ast.values.len()) };
            let end = self.span(end, end).end;
            self.ast.properties.push(Property { key, values, guessed: false, span: Span { end, ..key.span } });
        }
    }

    pub(super) fn open_value(&self) -> OpenValue {
        OpenValue { atoms: offset(self.ast.atoms.len()), arrow: false, span: None }
    }

    pub(super) fn close_value(&mut self, value: &mut OpenValue) {
        let end = offset(self.ast.atoms.len());
        if let Some(span) = value.span.take() {
            self.ast.values.push(Value { atoms: Slice { start: value.atoms, end }, arrow: value.arrow, span });
        }
        *value = OpenValue { atoms: end, arrow: false, span: None };
    }

    /// The name of what is declared: no keyword, unless it is in backticks.
    fn declared(&mut self, pair: &Pair<'_, Rule>) -> Name {
        let name = self.name(stretch(pair));
        let span = pair.as_span();
        if !name.quoted && grammar::keyword(span.as_str()).is_some() {
            self.keyword_as_name(span.start(), span.as_str());
        }
        name
    }
}

/// A value whose end is not yet seen.
pub(super) struct OpenValue {
    atoms: u32,
    /// `->` stands before it.
    pub(super) arrow: bool,
    span: Option<Span>,
}

impl OpenValue {
    /// An atom stands here.
    pub(super) fn take(&mut self, place: Span) {
        self.span = Some(self.span.map_or(place, |first| first.to(place)));
    }
}

/// The noun that a word spells.
pub(in crate::syntax) fn noun_of(word: &str) -> Noun {
    match grammar::keyword(word) {
        Some(Rule::kw_organisation) => Noun::Organisation,
        Some(Rule::kw_location) => Noun::Location,
        Some(Rule::kw_audience) => Noun::Audience,
        Some(Rule::kw_channel) => Noun::Channel,
        Some(Rule::kw_theme) => Noun::Theme,
        Some(Rule::kw_service) => Noun::Service,
        Some(Rule::kw_record) => Noun::Record,
        _ => Noun::Unit,
    }
}
