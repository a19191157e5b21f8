//! Pairs to arenas: items, declarations, properties, annotations.
//! What the grammar leaves optional but the language asks for is asked for here.

use std::iter::Peekable;

use pest::iterators::{Pair, Pairs};

use super::ast::{Annotation, Argument, Ast, Atom, AtomKind, Name, Slice};
use super::grammar::{self, Rule};
use super::recover::Expected;
use super::recover::say::{line as shown_line, shown};
use super::text::unescape;
use crate::finding::{Applicability, Edit, Finding, Label, Level};
use crate::intern::{Interner, Symbol};
use crate::source::{FileId, Span, offset};

mod declaration;
mod plain;
pub(super) mod statement;

pub(super) use declaration::noun_of;

/// Lowers the pairs of one stretch of text.
pub(super) struct Lower<'a> {
    pub(super) file: FileId,
    /// What the pairs were made of.
    pub(super) text: &'a str,
    /// Where `text` begins in the file; wraps where a stretch was lengthened for a second reading.
    pub(super) base: u32,
    /// Where more or less of `text` stands before a place than of the file.
    pub(super) shifts: Vec<Shift>,
    pub(super) ast: &'a mut Ast,
    pub(super) names: &'a mut Interner,
    pub(super) findings: &'a mut Vec<Finding>,
    /// What waits for its item.
    pub(super) waiting: Waiting,
    /// The end of the last token, in `text`.
    pub(super) last: usize,
    /// How many repairs this text is the result of.
    pub(super) repairs: u8,
    /// So many bytes at the start of `text` were written in the place of what is mended, which stands here.
    pub(super) mended: Option<(usize, Span)>,
    /// How many blanks stand before `text` on its first line, if nothing else does.
    pub(super) inset: Option<usize>,
    /// An expectation that still lacks its statement.
    pub(super) expected: Option<Expected>,
}

/// Where something begins and ends in [`Lower::text`].
pub(super) type Stretch = (usize, usize);

/// From a place in [`Lower::text`] on, how many more bytes stand before it in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    pub(super) at: usize,
    /// Wraps where there are fewer.
    pub(super) by: u32,
    /// Nothing was written in the place of what is missing before it.
    pub(super) cut: bool,
}

/// Whether a pair is what stands before the name of a declaration whose block follows.
fn is_header(pair: &Pair<'_, Rule>, block: Option<&Pair<'_, Rule>>) -> bool {
    block.is_some() && super::recover::header(pair).is_some()
}

pub(super) fn stretch(pair: &Pair<'_, Rule>) -> Stretch {
    let span = pair.as_span();
    (span.start(), span.end())
}

/// The doc comment and the annotations that belong to the next item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Waiting {
    pub(super) doc: Option<Span>,
    /// The first annotation that belongs to the next item.
    pub(super) annotations: u32,
}

impl<'a> Lower<'a> {
    /// Of a text that begins at a place in a file.
    pub(super) fn new(
        (file, base, text): (FileId, u32, &'a str),
        (ast, names, findings): (&'a mut Ast, &'a mut Interner, &'a mut Vec<Finding>),
        waiting: Waiting,
    ) -> Self {
        let (shifts, mended, expected, inset) = (Vec::new(), None, None, Some(0));
        Self { file, text, base, shifts, ast, names, findings, waiting, last: 0, repairs: 0, mended, inset, expected }
    }
}

impl Lower<'_> {
    /// The items of a file, or of a stretch of it.
    pub(super) fn items(&mut self, pairs: Pairs<'_, Rule>, parent: Option<u32>) {
        let mut pairs = pairs.peekable();
        while let Some(pair) = pairs.next() {
            let block = pairs.next_if(|next| next.as_rule() == Rule::odd_block);
            match block {
                _ if self.is_expected(&pair, is_header(&pair, block.as_ref())) => {}
                None if self.is_misnamed(&pair, &mut pairs, parent) => {}
                None if self.has_odd_block(&pair, &mut pairs, parent) => {}
                None if self.has_colons(&pair, &mut pairs, parent) => {}
                None if self.is_interrupted(&pair, &mut pairs, parent) => {}
                None => self.item(pair, parent),
                Some(block) => self.before_block(pair, &block, parent),
            }
        }
    }

    /// Reads a declaration whose name is none and what stands behind it, if this is one.
    pub(super) fn is_misnamed<'t>(
        &mut self,
        pair: &Pair<'t, Rule>,
        pairs: &mut Peekable<Pairs<'t, Rule>>,
        parent: Option<u32>,
    ) -> bool {
        if pair.as_rule() != Rule::declaration {
            return false;
        }
        let mut behind = pairs.clone();
        let (next, block) = (behind.next(), behind.next_if(|next| next.as_rule() == Rule::odd_block));
        let read = self.odd_name(pair, next.as_ref(), block.as_ref(), parent).is_some();
        if read {
            *pairs = behind;
        }
        read
    }

    /// Reads a statement that a doc comment stands in the middle of, and what stands behind that, if this is one.
    fn is_interrupted<'t>(
        &mut self,
        pair: &Pair<'t, Rule>,
        pairs: &mut Peekable<Pairs<'t, Rule>>,
        parent: Option<u32>,
    ) -> bool {
        let follows = |next: &Pair<'_, Rule>| matches!(next.as_rule(), Rule::doc | Rule::loose);
        if pair.as_rule() != Rule::statement || !pairs.peek().is_some_and(follows) {
            return false;
        }
        let mut behind = pairs.clone();
        let mut docs = Vec::new();
        while let Some(doc) = behind.next_if(|next| next.as_rule() == Rule::doc) {
            docs.push(doc.as_span().start());
        }
        let Some(loose) = behind.next().filter(|next| next.as_rule() == Rule::loose) else { return false };
        let read = self.statement_around(pair, &docs, loose.as_span().end(), parent).is_some();
        if read {
            *pairs = behind;
        }
        read
    }

    /// One item, at the top or in a block.
    pub(super) fn item(&mut self, pair: Pair<'_, Rule>, parent: Option<u32>) {
        match pair.as_rule() {
            Rule::statement => self.statement(pair),
            Rule::declaration => self.declaration(pair, parent),
            Rule::doc => self.doc(stretch(&pair)),
            Rule::annotation => self.annotation(pair),
            Rule::loose | Rule::loose_member => self.loose(pair, parent),
            Rule::odd_block => self.bare_block(&pair),
            _ => {}
        }
    }

    fn doc(&mut self, (start, end): Stretch) {
        // A comment may stand below it.
        let line = shown_line(&self.text[start..end]).trim_ascii_end().len();
        let span = self.span(start, start + line);
        self.waiting.doc = Some(self.waiting.doc.map_or(span, |first| first.to(span)));
    }

    /// What waits for the item that begins now.
    pub(super) fn take_waiting(&mut self) -> (Option<Span>, Slice) {
        let end = offset(self.ast.annotations.len());
        let slice = Slice { start: self.waiting.annotations, end };
        self.waiting.annotations = end;
        (self.waiting.doc.take(), slice)
    }

    /// Annotations that no item follows.
    pub(super) fn end_of_items(&mut self) {
        let (_, slice) = self.take_waiting();
        if let Some(first) = self.ast.annotations.get(slice.range()).and_then(<[_]>::first) {
            let name = self.names.name(first.name.symbol);
            let message = format!("`@{name}` stands before no declaration or statement");
            let help = "put it before the item it is about, or take it away";
            self.findings.push(error(first.span, message).help(help));
        }
    }

    fn annotation(&mut self, pair: Pair<'_, Rule>) {
        let start = pair.as_span().start();
        let mut name = None;
        let first = offset(self.ast.arguments.len());
        let mut end = start;
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::word_token => {
                    end = pair.as_span().end();
                    name = Some(self.name(stretch(&pair)));
                }
                Rule::arguments => end = self.arguments(pair),
                _ => {}
            }
        }
        self.last = end;
        if let Some(name) = name {
            let arguments = Slice { start: first, end: offset(self.ast.arguments.len()) };
            self.ast.annotations.push(Annotation { name, arguments, span: self.span(start, end) });
        }
    }

    /// The arguments of an annotation; their end.
    fn arguments(&mut self, pair: Pair<'_, Rule>) -> usize {
        let open = pair.as_span().start();
        let mut end = open + 1;
        let mut key: Option<Name> = None;
        let mut closed = false;
        // What may come next: an argument at the start and after a comma, else a comma.
        let mut ready = true;
        let mut sound = true;
        let from = self.ast.arguments.len();
        let mut colon = None;
        let mut pairs = pair.into_inner();
        while let Some(pair) = pairs.next() {
            let span = pair.as_span();
            match pair.as_rule() {
                Rule::argument_key => key = Some(self.name(stretch(&pair))),
                Rule::atom => {
                    let sign = (span.start(), span.start());
                    if !ready && key.is_none() {
                        key = self.key_without_colon(from, sign, &mut colon);
                        ready = key.is_some();
                    }
                    if !ready && sound {
                        sound = false;
                        let message = format!("expected `,` or `)` before `{}`", span.as_str());
                        let place = self.span(span.start(), span.end());
                        self.findings.push(error(place, message).help("arguments are divided by commas"));
                    }
                    let value = self.atom(stretch(&pair));
                    self.ast.arguments.push(Argument { key: key.take(), value });
                    ready = false;
                }
                Rule::separator => ready = true,
                Rule::close => closed = true,
                Rule::stray if !ready && self.is_id(span.start(), pairs.peek()) => {
                    let Some(rest) = pairs.next() else { continue };
                    end = rest.as_span().end();
                    self.unquoted_id(end);
                    continue;
                }
                Rule::stray => {
                    let joins = !ready && key.is_none() && matches!(span.as_str(), "=" | "==");
                    let found = if joins { self.key_without_colon(from, stretch(&pair), &mut colon) } else { None };
                    if found.is_some() {
                        (key, ready) = (found, true);
                    } else if sound {
                        sound = false;
                        let place = self.span(span.start(), span.end());
                        let message = format!("{} does not belong among arguments", shown(span.as_str()));
                        self.findings.push(
                            error(place, message)
                                .help("an argument is a text, a date or a word, with `key:` before it or without"),
                        );
                    }
                }
                _ => continue,
            }
            end = span.end();
        }
        if !closed && sound {
            let place = self.span(open, open + 1);
            self.findings.push(error(place, "this `(` is not closed").help("write `)` after the last argument"));
        }
        end
    }

    /// The last argument from `from` on as a key, if only blanks are between it and the sign that stands for its colon, which may be
    /// none. Told once for all arguments, in the finding at `told`.
    fn key_without_colon(&mut self, from: usize, sign: Stretch, told: &mut Option<usize>) -> Option<Name> {
        let &Argument { key: None, value } = self.ast.arguments.get(from..)?.last()? else { return None };
        let (start, end) = (self.unplace(value.span.start), self.unplace(value.span.end));
        let small = self.piece(start, end).starts_with(char::is_lowercase);
        if value.kind != AtomKind::Word || !small || !self.piece(end, sign.0).trim_ascii().is_empty() {
            return None;
        }
        self.ast.arguments.pop();
        let stop = if sign.0 < sign.1 { sign.1 } else { end };
        let edit = Edit { span: self.span(end, stop), replacement: ":".into() };
        if let Some(first) = told.and_then(|at| self.findings.get_mut(at)) {
            first.labels.push(Label { span: value.span, message: "and here".to_owned() });
            if let Some(fix) = &mut first.fix {
                fix.edits.push(edit);
            }
        } else {
            let word = self.piece(start, end).to_owned();
            let help = format!("write `{word}: …`");
            *told = Some(self.findings.len());
            self.fault(start, end, format!("expected `:` after `{word}`"), help);
            let last =
                self.findings.pop().map(|it| it.fix(format!("write `{word}:`"), Applicability::Unsafe, vec![edit]));
            self.findings.extend(last);
        }
        Some(Name { symbol: value.symbol, quoted: false, span: value.span })
    }

    /// Whether a slash stands between the last argument and a word, as in the id of a rule.
    fn is_id(&self, slash: usize, next: Option<Pair<'_, Rule>>) -> bool {
        let last = self.ast.arguments.last().map(|it| it.value);
        last.is_some_and(|it| it.kind == AtomKind::Word && it.span.end == self.place(slash))
            && self.text[slash..].starts_with('/')
            && next.is_some_and(|it| it.as_rule() == Rule::atom && it.as_span().start() == slash + 1)
    }

    /// The last argument is the first word of the id of a rule that ends here, without its quotes.
    fn unquoted_id(&mut self, end: usize) {
        let Some(first) = self.ast.arguments.last().map(|it| it.value.span) else { return };
        let start = self.unplace(first.start);
        let id = self.piece(start, end).to_owned();
        let (written, symbol) = (format!("\"{id}\""), self.names.intern(&id));
        self.fault(start, end, "the id of a rule stands in quotes", format!("write `{written}`"));
        let span = self.span(start, end);
        let finding = self.findings.pop().map(|it| it.spelling(span, &written, Applicability::Safe));
        self.findings.extend(finding);
        if let Some(argument) = self.ast.arguments.last_mut() {
            argument.value = Atom { kind: AtomKind::Text, symbol, span };
        }
    }

    /// A word of a value or an argument.
    fn atom(&mut self, (start, end): Stretch) -> Atom {
        let word = &self.text[start..end];
        let (kind, symbol) = match word.as_bytes()[0] {
            b'"' => (AtomKind::Text, self.text_symbol((start, end))),
            b'`' => (AtomKind::Quoted, self.quoted(word, start)),
            b'#' => (AtomKind::Tag, self.names.intern(&word[1..])),
            b'*' => (AtomKind::Star, self.names.intern(word)),
            b'0'..=b'9' => (AtomKind::Quantity, self.names.intern(word)),
            _ => (AtomKind::Word, self.names.intern(word)),
        };
        Atom { kind, symbol, span: self.span(start, end) }
    }

    /// A name, in backticks or without.
    pub(super) fn name(&mut self, (start, end): Stretch) -> Name {
        let word = &self.text[start..end];
        let quoted = word.as_bytes()[0] == b'`';
        let symbol = if quoted { self.quoted(word, start) } else { self.names.intern(word) };
        Name { symbol, quoted, span: self.span(start, end) }
    }

    /// A tag without its sign.
    fn tag(&mut self, (start, end): Stretch) -> Name {
        let symbol = self.names.intern(&self.text[start + 1..end]);
        Name { symbol, quoted: false, span: self.span(start, end) }
    }

    /// The symbol of a name in backticks, whose own must make a name.
    pub(super) fn quoted(&mut self, word: &str, start: usize) -> Symbol {
        let name = &word[1..word.len() - 1];
        if !is_word(name) {
            let shown = shown(word);
            let message = if name.is_empty() {
                "a name in backticks is not empty".to_owned()
            } else {
                format!("{shown} holds no name")
            };
            self.fault(
                start,
                start + word.len(),
                message,
                "a name is a letter or `_`, then letters, digits, `_`, and single `-` between them",
            );
        }
        self.names.intern(name)
    }

    /// The text of a literal.
    pub(super) fn text(&mut self, (start, end): Stretch) -> Box<str> {
        let mut faults = Vec::new();
        let text = unescape(&self.text[start..end], |at, len, reason| faults.push((at, len, reason)));
        for (at, len, reason) in faults {
            let start = start + at;
            let shown = shown(&self.text[start..start + len]);
            let help = "the escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{…}`";
            self.fault(start, start + len, format!("{shown} {reason}"), help);
        }
        text.into()
    }

    /// The symbol of a literal's text.
    pub(super) fn text_symbol(&mut self, (start, end): Stretch) -> Symbol {
        let literal = &self.text[start..end];
        if memchr::memchr(b'\\', literal.as_bytes()).is_none() {
            return self.names.intern(&literal[1..literal.len() - 1]);
        }
        let text = self.text((start, end));
        self.names.intern(&text)
    }

    /// A place in the file; of what is mended, the place of that.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let last = if start < end && !self.shifts.is_empty() { self.place_end(end) } else { self.place(end) };
        match self.mended {
            Some((written, mended)) if start < written => {
                Span::new(self.file, mended.start, if end <= written { mended.end } else { last })
            }
            Some((written, mended)) if end <= written => Span::new(self.file, mended.end, mended.end),
            _ => Span::new(self.file, self.place(start), last),
        }
    }

    /// Where a byte of the text stands in the file.
    pub(super) fn place(&self, at: usize) -> u32 {
        let place = self.base.wrapping_add(offset(at));
        if self.shifts.is_empty() {
            return place;
        }
        let last = self.shifts.partition_point(|it| it.at <= at).checked_sub(1);
        place.wrapping_add(last.map_or(0, |last| self.shifts[last].by))
    }

    /// Where what ends at a byte of the text ends in the file.
    fn place_end(&self, at: usize) -> u32 {
        let next = self.shifts.partition_point(|it| it.at < at);
        if !self.shifts.get(next).is_some_and(|it| it.at == at && it.cut) {
            return self.place(at);
        }
        let by = next.checked_sub(1).map_or(0, |last| self.shifts[last].by);
        self.base.wrapping_add(offset(at)).wrapping_add(by)
    }

    /// Which byte of the text stands at a place in the file.
    pub(super) fn unplace(&self, place: u32) -> usize {
        let at = |shift: u32| place.wrapping_sub(self.base).wrapping_sub(shift) as usize;
        let shifted = self.shifts.iter().rev().find(|it| at(it.by) >= it.at && at(it.by) <= self.text.len());
        at(shifted.map_or(0, |it| it.by))
    }

    /// The text of a place that is only likely to be one.
    pub(super) fn piece(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Reports a syntax error.
    pub(super) fn fault(&mut self, start: usize, end: usize, message: impl Into<String>, help: impl Into<String>) {
        let span = self.span(start, end);
        self.findings.push(error(span, message).help(help));
    }
}

/// A finding of this rule.
pub(super) fn error(span: Span, message: impl Into<String>) -> Finding {
    Finding::new("syntax/error", Level::Error, span, message)
}

/// Whether a text is a name as a whole.
pub(super) fn is_word(text: &str) -> bool {
    use pest::Parser;
    grammar::Grammar::parse(Rule::word_token, text)
        .is_ok_and(|mut pairs| pairs.next().is_some_and(|pair| pair.as_span().end() == text.len()))
        && !super::unseen::is_in(text)
}
