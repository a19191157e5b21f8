//! Statements: their heads, what the heads are about, and their clauses.

mod alone;

use pest::iterators::{Pair, Pairs};

use super::Lower;
use crate::source::{Span, offset};
use crate::syntax::ast::{
    Arrow, Date, Expect, Extras, Head, Hop, Mode, Name, Safeguard, Selector, SelectorId, Slice, Statement, Term,
    TermKind,
};
use crate::syntax::date::{self, NoDate};
use crate::syntax::grammar::{self, Rule};

/// A statement of which not all is read.
pub(in crate::syntax) struct Draft {
    pub(in crate::syntax) statement: Statement,
    /// The clauses read so far, one bit each.
    seen: u16,
    /// An error was reported: what misses then is not reported again.
    pub(in crate::syntax) broken: bool,
    /// What is being read.
    pub(in crate::syntax) place: Place,
    /// Its keyword, or its head.
    keyword: (usize, usize),
    /// Its terms begin here.
    terms: u32,
    /// It begins and ends here.
    span: Option<Span>,
    /// Its terms end here, and its exceptions begin.
    except: Option<u32>,
    /// The figure, day or text that was read for it.
    operand: Option<(usize, usize)>,
    /// `to` was read.
    to: bool,
}

/// What the next terms are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum Place {
    Subject,
    Operations,
    Data,
    Hop(Arrow),
    Clause(Clause),
    /// A clause that is read and thrown away.
    Nowhere,
    /// Nothing is being read.
    Between,
}

impl Draft {
    /// Something of the selector was read.
    pub(in crate::syntax) fn is_reading(&self) -> bool {
        self.span.is_some()
    }

    /// A list is being read, and has a term.
    pub(in crate::syntax) fn reads_list(&self) -> bool {
        use Clause::{At, For, Of, Serving, Via};
        let list = matches!(
            self.place,
            Place::Subject
                | Place::Operations
                | Place::Data
                | Place::Hop(_)
                | Place::Nowhere
                | Place::Clause(For | Of | Via | Serving | At)
        );
        list && self.is_reading()
    }
}

impl Lower<'_> {
    pub(in crate::syntax) fn statement(&mut self, pair: Pair<'_, Rule>) {
        let span = pair.as_span();
        let draft = self.draft(span.start());
        self.parts(draft, pair.into_inner(), span.end());
    }

    fn draft(&mut self, start: usize) -> Draft {
        let (doc, annotations) = self.take_waiting();
        let place = self.span(start, start);
        let hops = offset(self.ast.hops.len());
        Draft {
            statement: Statement {
                head: Head::Offer,
                expect: None,
                subject: None,
                hops: Slice { start: hops, end: hops },
                operations: None,
                data: None,
                tasks: None,
                services: None,
                channels: None,
                audiences: None,
                locations: None,
                safeguards: Slice::default(),
                extras: None,
                because: None,
                from: None,
                until: None,
                annotations,
                doc,
                span: place,
                keyword: place,
            },
            seen: 0,
            broken: false,
            place: Place::Subject,
            keyword: (start, start),
            terms: offset(self.ast.terms.len()),
            span: None,
            except: None,
            operand: None,
            to: false,
        }
    }

    /// Reads on to the end of the statement; `end` is where the text of the pairs ends.
    pub(in crate::syntax) fn parts(&mut self, mut draft: Draft, mut pairs: Pairs<'_, Rule>, end: usize) {
        while let Some(pair) = pairs.next() {
            let forgotten = match pair.as_rule() {
                Rule::list => self.read_list(&mut draft, &pair),
                Rule::clause_word => {
                    self.close(&mut draft);
                    let (word, keyword) = self.keyword(&pair);
                    self.begin(&mut draft, clause_of(word), keyword);
                    None
                }
                Rule::head | Rule::need_head => {
                    let (word, keyword) = self.keyword(&pair);
                    draft.statement.head = head_of(word);
                    draft.statement.keyword = self.span(keyword.0, keyword.1);
                    draft.keyword = keyword;
                    None
                }
                Rule::exceptions => self.exceptions(&mut draft, pair),
                Rule::forth => self.hop(&mut draft, pair, Arrow::Forth),
                Rule::back_and_forth => self.hop(&mut draft, pair, Arrow::Both),
                Rule::operations => self.operations(&mut draft, pair),
                Rule::safeguards => {
                    self.close(&mut draft);
                    let keyword = self.skip(grammar::spelling(Rule::kw_when).len());
                    self.begin(&mut draft, Clause::When, keyword);
                    self.safeguards(&mut draft, pair);
                    None
                }
                Rule::flag => {
                    self.close(&mut draft);
                    self.flag(&mut draft, &pair);
                    None
                }
                Rule::quantity | Rule::plain_name | Rule::text => {
                    self.operand(&mut draft, &pair);
                    None
                }
                Rule::expect => {
                    self.keyword(&pair);
                    draft.statement.expect = Some(Box::new(Expect { no: false, why: None }));
                    None
                }
                Rule::negation => {
                    self.keyword(&pair);
                    if let Some(expect) = &mut draft.statement.expect {
                        expect.no = true;
                    }
                    None
                }
                Rule::stray => match self.strays(draft, pair, &mut pairs, end) {
                    Some(on) => {
                        draft = on;
                        None
                    }
                    None => return,
                },
                _ => None,
            };
            if let Some(at) = forgotten {
                self.forgotten(draft, at, end);
                return;
            }
        }
        self.finish(draft);
    }

    /// A keyword's word and place, without the blank behind it.
    fn keyword<'t>(&mut self, pair: &Pair<'t, Rule>) -> (&'t str, (usize, usize)) {
        let span = pair.as_span();
        let word = span.as_str();
        let word = word.strip_suffix(' ').unwrap_or(word);
        self.last = span.start() + word.len();
        (word, (span.start(), self.last))
    }

    /// The place of the next token, of which the length is known; reading is then behind it.
    fn skip(&mut self, len: usize) -> (usize, usize) {
        let at = self.next_token();
        self.last = (at + len).min(self.text.len());
        (at, self.last)
    }

    /// Takes terms into the selector that is being read. A keyword in the place of one, and behind it what belongs to it, is no term:
    /// then the answer is where it stands.
    fn read_list(&mut self, draft: &mut Draft, pair: &Pair<'_, Rule>) -> Option<usize> {
        let span = pair.as_span();
        let list = span.as_str();
        let mut at = 0;
        let mut forgotten = None;
        loop {
            let end = term_end(list, at);
            let Some(term) = self.term(&list[at..end], span.start() + at) else {
                forgotten = Some(span.start() + at);
                break;
            };
            self.ast.terms.push(term);
            self.last = span.start() + end;
            // Behind a term are a comma and a blank, or nothing.
            at = end + 2;
            if at > list.len() {
                break;
            }
        }
        if at > 0 {
            let read = self.span(span.start(), self.last);
            draft.span = Some(draft.span.map_or(read, |first| first.to(read)));
        }
        forgotten
    }

    /// The terms and exceptions of a selector inside a pair of its own.
    fn read_selector(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>) -> Option<usize> {
        for pair in pair.into_inner() {
            let forgotten = match pair.as_rule() {
                Rule::list => self.read_list(draft, &pair),
                Rule::exceptions => self.exceptions(draft, pair),
                _ => None,
            };
            if forgotten.is_some() {
                return forgotten;
            }
        }
        None
    }

    fn exceptions(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>) -> Option<usize> {
        let word = grammar::spelling(Rule::kw_except);
        let keyword = self.skip(word.len());
        let at = self.ast.terms.len();
        draft.except = Some(offset(at));
        let mut forgotten = None;
        for pair in pair.into_inner() {
            if pair.as_rule() == Rule::list && forgotten.is_none() {
                forgotten = self.read_list(draft, &pair);
            }
        }
        if at == self.ast.terms.len() {
            draft.broken = true;
            self.fault(keyword.0, keyword.1, format!("expected a name after `{word}`"), "name what is left out");
        }
        forgotten
    }

    /// The selector that was being read, if there was one.
    fn selector_read(&mut self, draft: &mut Draft) -> Option<Selector> {
        let end = offset(self.ast.terms.len());
        let start = std::mem::replace(&mut draft.terms, end);
        let mid = draft.except.take().unwrap_or(end);
        let span = draft.span.take()?;
        Some(Selector { terms: Slice { start, end: mid }, except: Slice { start: mid, end }, span })
    }

    /// The same, kept for the statement.
    fn selector_kept(&mut self, draft: &mut Draft) -> Option<SelectorId> {
        self.selector_read(draft).map(|selector| self.ast.keep(selector))
    }

    /// Puts what was being read where it belongs.
    pub(in crate::syntax) fn close(&mut self, draft: &mut Draft) {
        match std::mem::replace(&mut draft.place, Place::Between) {
            Place::Between => {}
            Place::Subject if is_chain(draft.statement.head) => {
                if let Some(units) = self.selector_read(draft) {
                    self.ast.hops.push(Hop { units, arrow: Arrow::Start });
                }
            }
            Place::Subject => draft.statement.subject = self.selector_kept(draft),
            Place::Operations => draft.statement.operations = self.selector_kept(draft),
            Place::Data => draft.statement.data = self.selector_kept(draft),
            Place::Hop(arrow) => self.close_hop(draft, arrow),
            Place::Clause(clause) => self.close_clause(draft, clause),
            Place::Nowhere => {
                self.ast.terms.truncate(draft.terms as usize);
                draft.except = None;
                draft.span = None;
                draft.operand = None;
            }
        }
    }

    fn close_clause(&mut self, draft: &mut Draft, clause: Clause) {
        let operand = draft.operand.take();
        let slot = match clause {
            Clause::For => &mut draft.statement.tasks,
            Clause::Of => &mut draft.statement.services,
            Clause::Via => &mut draft.statement.channels,
            Clause::Serving => &mut draft.statement.audiences,
            Clause::At => &mut draft.statement.locations,
            Clause::UpTo => return self.close_level(draft, operand),
            Clause::Within | Clause::Share | Clause::From | Clause::Until | Clause::Because => {
                let wrong = self.selector_read(draft).map(|it| it.span);
                if operand.is_none() {
                    draft.broken = true;
                    self.operand_missing(clause, draft.keyword, wrong);
                } else if matches!(clause, Clause::Within | Clause::Share) {
                    self.close_figure(draft, clause, operand);
                }
                return;
            }
            Clause::When | Clause::Mode | Clause::Onward => return,
        };
        let end = offset(self.ast.terms.len());
        let start = std::mem::replace(&mut draft.terms, end);
        let mid = draft.except.take().unwrap_or(end);
        *slot = draft.span.take().map(|span| {
            let (terms, except) = (Slice { start, end: mid }, Slice { start: mid, end });
            self.ast.keep(Selector { terms, except, span })
        });
        if slot.is_none() {
            draft.broken = true;
            let wrong = operand.map(|(start, end)| self.span(start, end));
            self.operand_missing(clause, draft.keyword, wrong);
        }
    }

    fn close_level(&mut self, draft: &mut Draft, operand: Option<(usize, usize)>) {
        let start = draft.terms as usize;
        let selector = self.selector_read(draft);
        let term = self.ast.terms.get(start).copied();
        if let Some(Term { kind: TermKind::Word | TermKind::Quoted, symbol, span }) = term {
            let quoted = term.is_some_and(|term| term.kind == TermKind::Quoted);
            extras(draft).up_to = Some(Name { symbol, quoted, span });
            if let Some(second) = self.ast.terms.get(start + 1) {
                let span = second.span;
                let word = grammar::spelling(Rule::kw_up_to);
                self.findings
                    .push(super::error(span, format!("`{word}` takes one level")).help("name the highest level only"));
            }
        } else {
            draft.broken = true;
            let wrong = selector.map(|it| it.span).or(operand.map(|(start, end)| self.span(start, end)));
            self.operand_missing(Clause::UpTo, draft.keyword, wrong);
        }
        self.ast.terms.truncate(start);
        draft.terms = offset(start);
    }

    fn close_figure(&mut self, draft: &mut Draft, clause: Clause, operand: Option<(usize, usize)>) {
        let Some((start, end)) = operand else { return };
        let words: Box<str> = if self.text[start..end].bytes().any(|it| it.is_ascii_whitespace()) {
            let unit = self.text[start..end].split_whitespace().next_back().unwrap_or_default();
            let figure = self.text[start..end].split_whitespace().next().unwrap_or_default();
            format!("{figure} {unit}").into()
        } else {
            self.text[start..end].into()
        };
        let words = (words, self.span(start, end));
        match clause {
            Clause::Within => extras(draft).within = Some(words),
            _ => extras(draft).share = Some(words),
        }
    }

    /// A clause begins: what follows is for it, unless it does not fit or was there before.
    fn begin(&mut self, draft: &mut Draft, clause: Clause, keyword: (usize, usize)) {
        let bit = 1 << clause as u16;
        draft.keyword = keyword;
        if fits(draft.statement.head) & bit != 0 && draft.seen & bit == 0 {
            draft.seen |= bit;
            draft.place = Place::Clause(clause);
        } else {
            draft.place = Place::Nowhere;
            self.misfit(draft, clause, keyword);
        }
    }

    fn close_hop(&mut self, draft: &mut Draft, arrow: Arrow) {
        let units = self.selector_read(draft);
        if is_chain(draft.statement.head) {
            if let Some(units) = units {
                self.ast.hops.push(Hop { units, arrow });
            } else if !std::mem::replace(&mut draft.broken, true) {
                let (start, end) = draft.keyword;
                let sign = self.piece(start, end);
                self.fault(start, end, format!("expected a unit after `{sign}`"), "name the unit that receives");
            }
        } else {
            self.ast.terms.truncate(draft.terms as usize);
            draft.terms = offset(self.ast.terms.len());
        }
    }

    /// A further unit of a chain.
    fn hop(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>, arrow: Arrow) -> Option<usize> {
        self.close(draft);
        draft.keyword = self.skip(if arrow == Arrow::Forth { 2 } else { 3 });
        draft.place = Place::Hop(arrow);
        if !is_chain(draft.statement.head) && !std::mem::replace(&mut draft.broken, true) {
            self.arrow_without_chain(draft, draft.keyword);
        }
        self.read_selector(draft, pair)
    }

    /// The operations of a right or need.
    fn operations(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>) -> Option<usize> {
        if draft.statement.head != Head::Need {
            self.close(draft);
            draft.keyword = self.skip(grammar::spelling(Rule::kw_to).len());
            if !matches!(draft.statement.head, Head::Allow | Head::Forbid)
                && !std::mem::replace(&mut draft.broken, true)
            {
                self.linked_without_right(draft, draft.keyword);
            }
        }
        draft.to = true;
        draft.place = Place::Operations;
        let forgotten = self.read_selector(draft, pair);
        if forgotten.is_none() {
            self.close(draft);
            draft.place = Place::Data;
        }
        forgotten
    }

    /// A figure, day or text after a clause word, or after `expect`.
    fn operand(&mut self, draft: &mut Draft, pair: &Pair<'_, Rule>) {
        let span = pair.as_span();
        self.last = span.end();
        let start = draft.operand.map_or(span.start(), |(start, _)| start);
        let text = pair.as_rule() == Rule::text;
        match draft.place {
            Place::Subject if text => {
                let why = self.text(pair);
                if let Some(expect) = &mut draft.statement.expect {
                    expect.why = Some(why);
                }
                return;
            }
            Place::Clause(clause) => match clause {
                Clause::Because if text => draft.statement.because = Some(self.text_symbol(pair)),
                Clause::From if !text && draft.operand.is_none() => draft.statement.from = self.date(pair),
                Clause::Until if !text && draft.operand.is_none() => draft.statement.until = self.date(pair),
                Clause::Within | Clause::Share if !text => {}
                Clause::For | Clause::Of | Clause::Via | Clause::Serving | Clause::At | Clause::UpTo => {}
                _ => {
                    if !std::mem::replace(&mut draft.broken, true) {
                        let place = self.span(span.start(), span.end());
                        self.operand_missing(clause, draft.keyword, Some(place));
                    }
                    draft.place = Place::Nowhere;
                    return;
                }
            },
            _ => return,
        }
        draft.operand = Some((start, span.end()));
    }

    fn flag(&mut self, draft: &mut Draft, pair: &Pair<'_, Rule>) {
        let (word, keyword) = self.keyword(pair);
        let mode = mode_of(word);
        let clause = if mode.is_some() { Clause::Mode } else { Clause::Onward };
        self.begin(draft, clause, keyword);
        if draft.place == Place::Clause(clause) {
            let span = self.span(keyword.0, keyword.1);
            match mode {
                Some(mode) => extras(draft).mode = Some((mode, span)),
                None => extras(draft).onward = Some(span),
            }
        }
        draft.place = Place::Between;
    }

    fn safeguards(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>) {
        let start = self.ast.safeguards.len();
        let kept = draft.place == Place::Clause(Clause::When);
        for pair in pair.into_inner() {
            if pair.as_rule() == Rule::safeguard {
                self.safeguard(pair);
            }
        }
        if !kept {
            self.ast.safeguards.truncate(start);
        } else if self.ast.safeguards.len() == start {
            draft.broken = true;
            self.operand_missing(Clause::When, draft.keyword, None);
        }
        if kept {
            draft.statement.safeguards = Slice { start: offset(start), end: offset(self.ast.safeguards.len()) };
        }
        draft.place = Place::Between;
    }

    fn safeguard(&mut self, pair: Pair<'_, Rule>) {
        let mut names = [None, None];
        let mut by = None;
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::plain_name => {
                    let name = self.name(&pair);
                    names[usize::from(names[0].is_some())] = Some(name);
                    self.last = pair.as_span().end();
                }
                Rule::by => by = Some(self.keyword(&pair)),
                _ => {}
            }
        }
        let [Some(word), operand] = names else { return };
        if let (Some((by, (start, end))), None) = (by, operand) {
            self.fault(start, end, format!("expected a unit after `{by}`"), "name the unit that does it");
        }
        let span = operand.map_or(word.span, |operand| word.span.to(operand.span));
        self.ast.safeguards.push(Safeguard { word, operand, span });
    }

    /// A term, unless it is a keyword with what belongs to it.
    fn term(&mut self, word: &str, start: usize) -> Option<Term> {
        let (kind, symbol) = match word.as_bytes()[0] {
            b'*' => (TermKind::Star, self.names.intern(word)),
            b'#' => (TermKind::Tag, self.names.intern(&word[1..])),
            b'`' => {
                let end = 2 + word[1..].find('`').unwrap_or(word.len() - 2);
                let symbol = self.quoted(&word[..end], start);
                match word[end..].strip_prefix('.') {
                    None => (TermKind::Quoted, symbol),
                    Some(field) => (self.field(field, start + end + 1), symbol),
                }
            }
            _ => match word.bytes().position(|it| it == b'.') {
                None => {
                    if grammar::keyword(word).is_some() {
                        if self.is_followed(word, start + word.len()) {
                            return None;
                        }
                        self.keyword_as_name(start, word);
                    }
                    (TermKind::Word, self.names.intern(word))
                }
                Some(dot) => {
                    let symbol = self.names.intern(&word[..dot]);
                    (self.field(&word[dot + 1..], start + dot + 1), symbol)
                }
            },
        };
        Some(Term { kind, symbol, span: self.span(start, start + word.len()) })
    }

    /// What stands after the dot.
    fn field(&mut self, word: &str, start: usize) -> TermKind {
        if word == "*" {
            return TermKind::Fields;
        }
        if let Some(at) = word.bytes().position(|it| matches!(it, b'.' | b'*')) {
            self.fault(start + at, start + word.len(), "a field has no parts", "write `Record.field` or `Record.*`");
        }
        TermKind::Field(self.names.intern(word))
    }

    /// Where the token after the last one begins.
    pub(in crate::syntax) fn next_token(&self) -> usize {
        crate::syntax::recover::skip_gap(self.text, self.last)
    }

    fn date(&mut self, pair: &Pair<'_, Rule>) -> Option<Date> {
        let span = pair.as_span();
        let word = span.as_str();
        let (message, help) = match date::day(word) {
            Ok(day) => return Some(Date { day, span: self.span(span.start(), span.end()) }),
            Err(NoDate::Day) => (format!("`{word}` is no date: there is no such day"), "write a day of the calendar"),
            Err(NoDate::Shape) => (format!("`{word}` is no date"), "write year, month and day, as in `2026-01-31`"),
        };
        self.fault(span.start(), span.end(), message, help);
        None
    }

    /// Keeps the statement if it says enough.
    pub(in crate::syntax) fn finish(&mut self, mut draft: Draft) {
        self.close(&mut draft);
        let start = draft.statement.hops.start;
        draft.statement.hops.end = offset(self.ast.hops.len());
        if let Some((message, help)) = missing(&draft) {
            if !draft.broken {
                let span = draft.statement.keyword;
                self.findings.push(super::error(span, message).help(help));
            }
            self.ast.hops.truncate(start as usize);
            return;
        }
        draft.statement.span.end = self.base.wrapping_add(offset(self.last));
        self.ast.statements.push(draft.statement);
    }
}

/// Where the term that begins at `at` ends.
fn term_end(list: &str, at: usize) -> usize {
    let bytes = list.as_bytes();
    let from = if bytes[at] == b'`' { at + 2 + list[at + 1..].find('`').unwrap_or(0) } else { at + 1 };
    memchr::memchr(b',', &bytes[from..]).map_or(bytes.len(), |end| from + end)
}

/// What a statement cannot do without.
fn missing(draft: &Draft) -> Option<(String, String)> {
    let statement = &draft.statement;
    let right = matches!(statement.head, Head::Allow | Head::Forbid);
    let word = || grammar::spelling(head_rule(statement.head));
    if is_chain(statement.head) {
        let word = word();
        return match statement.hops.len() {
            0 => Some((format!("expected a unit after `{word}`"), format!("write `{word} UNIT -> UNIT`"))),
            1 => Some((
                format!("`{word}` names one unit, and goes from one to another"),
                "write `->` and the unit that receives".to_owned(),
            )),
            _ => None,
        };
    }
    if statement.subject.is_none() && statement.head != Head::Need {
        let what = if statement.head == Head::Offer { "service" } else { "unit" };
        return Some((
            format!("expected a {what} after `{}`", word()),
            format!("name the {what}, or write `*` for all"),
        ));
    }
    if right && !draft.to {
        let (word, to) = (word(), grammar::spelling(Rule::kw_to));
        return Some((
            format!("`{word}` does not say what may be done"),
            format!("write `{word} UNITS {to} OPERATIONS DATA`"),
        ));
    }
    if (right || statement.head == Head::Need) && statement.operations.is_none() {
        let before = if right { grammar::spelling(Rule::kw_to) } else { word() };
        return Some((
            format!("expected an operation after `{before}`"),
            "write for example `read` or `update`, then the data".to_owned(),
        ));
    }
    if statement.operations.is_some() && statement.data.is_none() {
        let message = format!("`{}` names no data", word());
        return Some((
            message,
            "write the data after the operations: `Record.field`, `Record.*`, a trait, or `*`".to_owned(),
        ));
    }
    None
}

fn extras(draft: &mut Draft) -> &mut Extras {
    draft.statement.extras.get_or_insert_default()
}

/// What a clause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) enum Clause {
    For,
    Of,
    Via,
    Serving,
    At,
    When,
    UpTo,
    Mode,
    Within,
    Share,
    Onward,
    From,
    Until,
    Because,
}

impl Clause {
    pub(in crate::syntax) const ALL: [Clause; 14] = [
        Clause::For,
        Clause::Of,
        Clause::Via,
        Clause::Serving,
        Clause::At,
        Clause::When,
        Clause::UpTo,
        Clause::Mode,
        Clause::Within,
        Clause::Share,
        Clause::Onward,
        Clause::From,
        Clause::Until,
        Clause::Because,
    ];

    /// The rule of its keyword; the mode words have several.
    pub(in crate::syntax) fn keyword(self) -> Option<Rule> {
        Some(match self {
            Clause::For => Rule::kw_for,
            Clause::Of => Rule::kw_of,
            Clause::Via => Rule::kw_via,
            Clause::Serving => Rule::kw_serving,
            Clause::At => Rule::kw_at,
            Clause::When => Rule::kw_when,
            Clause::UpTo => Rule::kw_up_to,
            Clause::Within => Rule::kw_within,
            Clause::Share => Rule::kw_share,
            Clause::Onward => Rule::kw_onward,
            Clause::From => Rule::kw_from,
            Clause::Until => Rule::kw_until,
            Clause::Because => Rule::kw_because,
            Clause::Mode => return None,
        })
    }
}

/// The clauses that a statement takes, one bit each.
pub(in crate::syntax) fn fits(head: Head) -> u16 {
    use Clause::{At, Because, For, From, Mode, Of, Onward, Serving, Share, Until, UpTo, Via, When, Within};
    const fn bits(clauses: &[Clause]) -> u16 {
        let mut bits = 0;
        let mut at = 0;
        while at < clauses.len() {
            bits |= 1 << clauses[at] as u16;
            at += 1;
        }
        bits
    }
    const OFFER: u16 = bits(&[Via, Serving, At, From, Until, Because]);
    const DUTY: u16 = OFFER | bits(&[For, Of]);
    const RIGHT: u16 = OFFER | bits(&[Of, When, UpTo]);
    const HANDOVER: u16 = OFFER | bits(&[Of, Mode, Within, Share]);
    const MANDATE: u16 = bits(&[For, Of, Onward, From, Until, Because]);
    match head {
        Head::Offer => OFFER,
        Head::Responsible | Head::Accountable | Head::Consulted | Head::Informed | Head::Supporting | Head::Need => {
            DUTY
        }
        Head::Allow | Head::Forbid => RIGHT,
        Head::Handover => HANDOVER,
        Head::Mandate | Head::Delegate => MANDATE,
    }
}

/// The head that a keyword's rule spells.
pub(in crate::syntax) fn head(rule: Rule) -> Option<Head> {
    Some(match rule {
        Rule::kw_offer => Head::Offer,
        Rule::kw_responsible => Head::Responsible,
        Rule::kw_accountable => Head::Accountable,
        Rule::kw_consulted => Head::Consulted,
        Rule::kw_informed => Head::Informed,
        Rule::kw_supporting => Head::Supporting,
        Rule::kw_need => Head::Need,
        Rule::kw_allow => Head::Allow,
        Rule::kw_forbid => Head::Forbid,
        Rule::kw_handover => Head::Handover,
        Rule::kw_mandate => Head::Mandate,
        Rule::kw_delegate => Head::Delegate,
        _ => return None,
    })
}

fn head_of(word: &str) -> Head {
    grammar::keyword(word).and_then(head).expect("the grammar reads a head")
}

fn mode_of(word: &str) -> Option<Mode> {
    Some(match grammar::keyword(word)? {
        Rule::kw_warm => Mode::Warm,
        Rule::kw_cold => Mode::Cold,
        Rule::kw_callback => Mode::Callback,
        Rule::kw_appointment => Mode::Appointment,
        Rule::kw_forward => Mode::Forward,
        Rule::kw_referral => Mode::Referral,
        _ => return None,
    })
}

fn clause_of(word: &str) -> Clause {
    match grammar::keyword(word).expect("the grammar reads a keyword") {
        Rule::kw_for => Clause::For,
        Rule::kw_of => Clause::Of,
        Rule::kw_via => Clause::Via,
        Rule::kw_serving => Clause::Serving,
        Rule::kw_at => Clause::At,
        Rule::kw_from => Clause::From,
        Rule::kw_until => Clause::Until,
        Rule::kw_within => Clause::Within,
        Rule::kw_share => Clause::Share,
        Rule::kw_up_to => Clause::UpTo,
        _ => Clause::Because,
    }
}

/// The rule that spells a head.
pub(in crate::syntax) fn head_rule(head: Head) -> Rule {
    match head {
        Head::Offer => Rule::kw_offer,
        Head::Responsible => Rule::kw_responsible,
        Head::Accountable => Rule::kw_accountable,
        Head::Consulted => Rule::kw_consulted,
        Head::Informed => Rule::kw_informed,
        Head::Supporting => Rule::kw_supporting,
        Head::Need => Rule::kw_need,
        Head::Allow => Rule::kw_allow,
        Head::Forbid => Rule::kw_forbid,
        Head::Handover => Rule::kw_handover,
        Head::Mandate => Rule::kw_mandate,
        Head::Delegate => Rule::kw_delegate,
    }
}

fn is_chain(head: Head) -> bool {
    matches!(head, Head::Handover | Head::Mandate | Head::Delegate)
}
