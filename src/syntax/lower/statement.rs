//! Statements: their heads, what the heads are about, and their clauses.

mod alone;
mod clauses;
mod plain;
mod selectors;

use pest::iterators::{Pair, Pairs};

use super::{Lower, Stretch, stretch};
use crate::source::{Span, offset};
use crate::syntax::ast::{Arrow, Ast, Expect, Head, Hop, Selector, SelectorId, Slice, Statement, Term, TermKind};
use crate::syntax::clause::{Clause, clause_of, head_of, head_rule, is_chain};
use crate::syntax::grammar::{self, Rule};

/// A statement of which not all is read.
pub(in crate::syntax) struct Draft {
    pub(in crate::syntax) statement: Statement,
    /// The clauses read so far, one bit each.
    seen: u16,
    /// So many findings were there before it.
    told: usize,
    /// An error was reported: what misses then is not reported again.
    pub(in crate::syntax) broken: bool,
    /// What is being read.
    pub(in crate::syntax) place: Place,
    /// Its keyword, or its head.
    pub(in crate::syntax) keyword: Stretch,
    /// Its terms begin here.
    terms: u32,
    /// It begins and ends here.
    pub(in crate::syntax) span: Option<Span>,
    /// Its terms end here, and its exceptions begin.
    except: Option<u32>,
    /// The figure, day or text that was read for it.
    pub(in crate::syntax) operand: Option<(usize, usize)>,
    /// `to` was read.
    to: bool,
    /// The head was read.
    begun: bool,
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

    /// Whether a clause was read.
    pub(in crate::syntax) fn has(&self, clause: Clause) -> bool {
        self.seen & (1 << clause as u16) != 0
    }

    /// A safeguard was read last.
    pub(in crate::syntax) fn reads_safeguards(&self) -> bool {
        self.place == Place::Clause(Clause::When) && !self.statement.safeguards.is_empty()
    }

    /// The exceptions of the selector at hand are being read.
    pub(in crate::syntax) fn has_exceptions(&self) -> bool {
        self.except.is_some()
    }

    /// The terms of the selector at hand.
    pub(in crate::syntax) fn terms_read<'t>(&self, ast: &'t Ast) -> Option<&'t [Term]> {
        ast.terms.get(self.terms as usize..).filter(|it| !it.is_empty())
    }

    /// Names must follow, and none did.
    pub(in crate::syntax) fn awaits_names(&self) -> bool {
        use Clause::{At, For, Of, Serving, UpTo, Via};
        let names = matches!(self.place, Place::Hop(_) | Place::Clause(For | Of | Via | Serving | At | UpTo));
        let subject = self.place == Place::Subject && self.statement.head != Head::Need && self.begun;
        (names || subject || self.place == Place::Data) && !self.is_reading() && self.operand.is_none()
    }

    /// A clause is to be read anew.
    pub(in crate::syntax) fn forget(&mut self, clause: Clause) {
        self.seen &= !(1 << clause as u16);
        self.place = Place::Between;
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

impl<'t> Lower<'t> {
    pub(in crate::syntax) fn statement(&mut self, pair: Pair<'_, Rule>) {
        self.statement_of(pair, None);
    }

    /// A statement, and the expectation that it belongs to where that is not in its pair, with where that begins.
    pub(in crate::syntax) fn statement_of(&mut self, pair: Pair<'_, Rule>, expect: Option<(Span, Expect)>) {
        let span = pair.as_span();
        let mut draft = self.draft(span.start());
        if let Some((start, expect)) = expect {
            draft.statement.span.start = start.start;
            draft.statement.expect = Some(Box::new(expect));
        }
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
                faulty: self.repairs > 0,
                void: false,
                span: place,
                keyword: place,
            },
            seen: 0,
            told: self.findings.len(),
            broken: false,
            place: Place::Subject,
            keyword: (start, start),
            terms: offset(self.ast.terms.len()),
            span: None,
            except: None,
            operand: None,
            to: false,
            begun: false,
        }
    }

    /// Reads on to the end of the statement; `end` is where the text of the pairs ends.
    pub(in crate::syntax) fn parts(&mut self, mut draft: Draft, mut pairs: Pairs<'_, Rule>, end: usize) {
        while let Some(pair) = pairs.next() {
            let forgotten = match pair.as_rule() {
                Rule::list => self.read_list(&mut draft, stretch(&pair)),
                Rule::clause_word => {
                    self.close(&mut draft);
                    let (word, keyword) = self.keyword(stretch(&pair));
                    self.begin(&mut draft, clause_of(word), keyword);
                    None
                }
                Rule::head | Rule::need_head => {
                    let (word, keyword) = self.keyword(stretch(&pair));
                    draft.statement.head = head_of(word);
                    draft.begun = true;
                    draft.statement.keyword = self.span(keyword.0, keyword.1);
                    draft.keyword = keyword;
                    None
                }
                Rule::exceptions => self.exceptions(&mut draft, pair),
                Rule::forth => self.hop(&mut draft, pair, Arrow::Forth),
                Rule::back_and_forth => self.hop(&mut draft, pair, Arrow::Both),
                Rule::operations if is_chain(draft.statement.head) => self.hop_by_word(&mut draft, pair),
                Rule::operations => {
                    let forgotten = self.operations(&mut draft, pair);
                    let next = self.next_token().min(end);
                    if let Some(comma) = self.comma(&draft, next, end).filter(|_| forgotten.is_none()) {
                        return self.mend(draft, &comma, end);
                    }
                    if forgotten.is_none() {
                        self.begin_data(&mut draft);
                    }
                    forgotten
                }
                Rule::safeguards => {
                    // Where reading begins with them, there are others before.
                    if pair.as_span().start() > 0 {
                        self.close(&mut draft);
                        let keyword = self.skip(grammar::spelling(Rule::kw_when).len());
                        self.begin(&mut draft, Clause::When, keyword);
                    }
                    if let Some(at) = self.safeguards(&mut draft, pair, end) {
                        return self.behind_operand(draft, at, end);
                    }
                    None
                }
                Rule::plain_name if self.begins_expectation(stretch(&pair)) => Some(pair.as_span().start()),
                Rule::plain_name if draft.operand.is_some() && self.is_other(&draft, stretch(&pair), end) => {
                    return self.behind_operand(draft, pair.as_span().start(), end);
                }
                Rule::flag => {
                    self.close(&mut draft);
                    self.flag(&mut draft, stretch(&pair));
                    None
                }
                Rule::quantity | Rule::plain_name | Rule::text => {
                    let start = pair.as_span().start();
                    let names = if draft.awaits_names() { self.names_in_quotes(start, end) } else { None };
                    if let Some(names) = names {
                        return self.mend_names(draft, &names, Rule::more, end);
                    }
                    self.operand(&mut draft, stretch(&pair), pair.as_rule() == Rule::text);
                    None
                }
                Rule::expect => {
                    self.keyword(stretch(&pair));
                    draft.statement.expect = Some(Box::new(Expect { no: false, why: None }));
                    None
                }
                Rule::negation => {
                    self.keyword(stretch(&pair));
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
    fn keyword(&mut self, (start, end): Stretch) -> (&'t str, Stretch) {
        let word = &self.text[start..end];
        let word = word.strip_suffix(' ').unwrap_or(word);
        self.last = start + word.len();
        (word, (start, self.last))
    }

    /// The place of the next token, of which the length is known; reading is then behind it.
    fn skip(&mut self, len: usize) -> (usize, usize) {
        let at = self.next_token();
        self.last = (at + len).min(self.text.len());
        (at, self.last)
    }

    /// The same, kept for the statement.
    fn selector_kept(&mut self, draft: &mut Draft) -> Option<SelectorId> {
        self.selector_read(draft).map(|selector| self.ast.keep(selector))
    }

    /// Puts what was being read where it belongs.
    pub(in crate::syntax) fn close(&mut self, draft: &mut Draft) {
        match std::mem::replace(&mut draft.place, Place::Between) {
            Place::Between => {}
            // More safeguards may follow in what is read a second time.
            place @ Place::Clause(Clause::When) => draft.place = place,
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
        let sign = self.skip(if arrow == Arrow::Forth { 2 } else { 3 });
        self.begin_hop(draft, sign, arrow);
        self.read_selector(draft, pair)
    }

    /// A further unit of a chain, behind a `to` that was meant as an arrow.
    fn hop_by_word(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>) -> Option<usize> {
        let to = grammar::spelling(Rule::kw_to);
        let sign = self.skip(to.len());
        self.fault(sign.0, sign.1, format!("expected `->`, found `{to}`"), "did you mean `->`?");
        self.likely(sign, Some("->"));
        self.begin_hop(draft, sign, Arrow::Forth);
        self.read_selector(draft, pair)
    }

    fn begin_hop(&mut self, draft: &mut Draft, sign: Stretch, mut arrow: Arrow) {
        self.close(draft);
        draft.keyword = sign;
        if arrow == Arrow::Both && matches!(draft.statement.head, Head::Mandate | Head::Delegate) {
            arrow = Arrow::Forth;
            let word = grammar::spelling(head_rule(draft.statement.head));
            self.fault(sign.0, sign.1, format!("a {word} goes one way"), "write `->`");
            self.likely(sign, Some("->"));
        }
        draft.place = Place::Hop(arrow);
        if !is_chain(draft.statement.head) && !std::mem::replace(&mut draft.broken, true) {
            self.arrow_without_chain(draft, sign);
        }
    }

    /// The operations of a right or need.
    fn operations(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>) -> Option<usize> {
        // Where reading begins with them, there are others before.
        if pair.as_span().start() > 0 {
            let need = draft.statement.head == Head::Need;
            let to = if need { draft.keyword } else { self.skip(grammar::spelling(Rule::kw_to).len()) };
            self.begin_operations(draft, to);
        }
        self.read_selector(draft, pair)
    }

    fn begin_operations(&mut self, draft: &mut Draft, to: Stretch) {
        if draft.statement.head != Head::Need {
            self.close(draft);
            draft.keyword = to;
            if !matches!(draft.statement.head, Head::Allow | Head::Forbid)
                && !std::mem::replace(&mut draft.broken, true)
            {
                self.linked_without_right(draft, to);
            }
        }
        draft.to = true;
        draft.place = Place::Operations;
    }

    fn begin_data(&mut self, draft: &mut Draft) {
        self.close(draft);
        draft.place = Place::Data;
    }

    /// Where the token after the last one begins.
    pub(in crate::syntax) fn next_token(&self) -> usize {
        crate::syntax::recover::skip_gap(self.text, self.last)
    }

    /// Keeps the statement if it says enough.
    pub(in crate::syntax) fn finish(&mut self, mut draft: Draft) {
        self.close(&mut draft);
        let start = draft.statement.hops.start;
        draft.statement.hops.end = offset(self.ast.hops.len());
        let no_operation = self.no_operation(&draft);
        let head = draft.statement.keyword;
        if let Some((span, message, help)) = no_operation.or_else(|| missing(&draft).map(|it| (head, it.0, it.1))) {
            if !draft.broken {
                self.findings.push(super::error(span, message).help(help));
            }
            self.ast.hops.truncate(start as usize);
            return;
        }
        draft.statement.faulty |= self.findings.len() > draft.told;
        draft.statement.span.end = self.span(self.last, self.last).end;
        self.ast.statements.push(draft.statement);
    }

    /// What a right or need lacks whose data stand where its operations belong.
    fn no_operation(&self, draft: &Draft) -> Option<(Span, String, String)> {
        let statement = &draft.statement;
        let data = self.ast.selector(statement.operations.filter(|_| statement.data.is_none())?);
        let first = self.ast.terms[data.terms.range()].first()?;
        let capital = self.names.name(first.symbol).starts_with(char::is_uppercase);
        if !capital && !matches!(first.kind, TermKind::Field(_) | TermKind::Fields) {
            return None;
        }
        let what = self.first_term(data);
        let subject = statement.subject.map(|it| self.first_term(self.ast.selector(it)) + " ");
        let (word, to) = (grammar::spelling(head_rule(statement.head)), grammar::spelling(Rule::kw_to));
        let before = subject.map_or_else(String::new, |it| format!("{it}{to} "));
        let help = format!(
            "write `read`, `create`, `update`, `delete` or another one, for example `{word} {before}read {what}`"
        );
        Some((data.span, format!("expected an operation before `{what}`"), help))
    }

    /// The first term of a selector as it is written without backticks; what was read may be no part of this text.
    fn first_term(&self, selector: Selector) -> String {
        let Some(term) = self.ast.terms[selector.terms.range()].first() else { return String::new() };
        let name = self.names.name(term.symbol);
        match term.kind {
            TermKind::Field(field) => format!("{name}.{}", self.names.name(field)),
            TermKind::Fields => format!("{name}.*"),
            TermKind::Tag => format!("#{name}"),
            TermKind::Star | TermKind::Word | TermKind::Quoted => name.to_owned(),
        }
    }
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
