//! Statements: their heads, what the heads are about, and their clauses.

use pest::iterators::{Pair, Pairs};

use super::Lower;
use crate::source::{Span, offset};
use crate::syntax::ast::{
    Arrow, Date, Expect, Extras, Head, Hop, Mode, Safeguard, Selector, Slice, Statement, Term, TermKind,
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
    /// The terms of the selector that is being read begin here.
    terms: u32,
    /// Where the selector being read begins and ends.
    span: Option<Span>,
    /// Its terms end here, and its exceptions begin.
    except: Option<u32>,
    /// The arrow before the selector being read.
    arrow: Arrow,
    /// `to` was read.
    to: bool,
}

impl Lower<'_> {
    pub(in crate::syntax) fn statement(&mut self, pair: Pair<'_, Rule>) {
        let end = pair.as_span().end();
        let mut draft = self.draft(pair.as_span().start());
        self.parts(&mut draft, pair.into_inner(), end);
        self.finish(draft);
    }

    fn draft(&mut self, start: usize) -> Draft {
        let (doc, annotations) = self.take_waiting();
        let place = self.span(start, start);
        Draft {
            statement: Statement {
                head: Head::Offer,
                expect: None,
                subject: None,
                hops: Slice { start: offset(self.ast.hops.len()), end: 0 },
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
            terms: offset(self.ast.terms.len()),
            span: None,
            except: None,
            arrow: Arrow::Start,
            to: false,
        }
    }

    /// Reads on; `end` is where the text of the pairs ends.
    pub(in crate::syntax) fn parts(&mut self, draft: &mut Draft, mut pairs: Pairs<'_, Rule>, end: usize) {
        while let Some(pair) = pairs.next() {
            match pair.as_rule() {
                Rule::term | Rule::mistaken => {
                    let term = self.term(&pair);
                    draft.span = Some(draft.span.map_or(term.span, |first| first.to(term.span)));
                    self.ast.terms.push(term);
                }
                Rule::claim_head | Rule::right_head | Rule::need_head | Rule::chain_head => {
                    let span = pair.as_span();
                    draft.statement.head = head_of(span.as_str());
                    draft.statement.keyword = self.span(span.start(), span.end());
                    self.last = span.end();
                }
                Rule::exceptions => {
                    let at = offset(self.ast.terms.len());
                    draft.except = Some(at);
                    if let Some(span) = self.exceptions(pair) {
                        draft.span = Some(draft.span.map_or(span, |first| first.to(span)));
                    }
                }
                Rule::arrow => {
                    let span = pair.as_span();
                    self.hop(draft);
                    draft.arrow = if span.as_str() == "->" { Arrow::Forth } else { Arrow::Both };
                    self.last = span.end();
                }
                Rule::to => {
                    draft.statement.subject = self.selector_read(draft);
                    draft.to = true;
                    self.last = pair.as_span().end();
                }
                Rule::operations => {
                    self.close(draft);
                    draft.to = true;
                    draft.statement.operations = self.selector(pair);
                    draft.terms = offset(self.ast.terms.len());
                }
                Rule::expect => {
                    draft.statement.expect = Some(Box::new(Expect { no: false, why: None }));
                    self.last = pair.as_span().end();
                }
                Rule::negation => {
                    if let Some(expect) = &mut draft.statement.expect {
                        expect.no = true;
                    }
                    self.last = pair.as_span().end();
                }
                Rule::text => {
                    let why = self.text(&pair);
                    if let Some(expect) = &mut draft.statement.expect {
                        expect.why = Some(why);
                    }
                    self.last = pair.as_span().end();
                }
                Rule::stray => {
                    self.close(draft);
                    self.strays(draft, pair, pairs, end);
                    return;
                }
                Rule::comment => {}
                _ => {
                    self.close(draft);
                    self.clause(draft, pair);
                }
            }
        }
    }

    /// The selector that was being read, if there was one.
    fn selector_read(&mut self, draft: &mut Draft) -> Option<Selector> {
        let end = offset(self.ast.terms.len());
        let start = std::mem::replace(&mut draft.terms, end);
        let mid = draft.except.take().unwrap_or(end);
        let span = draft.span.take()?;
        Some(Selector { terms: Slice { start, end: mid }, except: Slice { start: mid, end }, span })
    }

    /// Puts the selector that was being read where it belongs.
    pub(in crate::syntax) fn close(&mut self, draft: &mut Draft) {
        if draft.span.is_none() {
            return;
        }
        if is_chain(draft.statement.head) {
            self.hop(draft);
        } else if draft.statement.operations.is_some() || draft.statement.head == Head::Need {
            draft.statement.data = self.selector_read(draft);
        } else {
            draft.statement.subject = self.selector_read(draft);
        }
    }

    fn hop(&mut self, draft: &mut Draft) {
        let arrow = draft.arrow;
        if let Some(units) = self.selector_read(draft) {
            self.ast.hops.push(Hop { units, arrow });
        }
    }

    /// A selector of its own.
    pub(in crate::syntax) fn selector(&mut self, pair: Pair<'_, Rule>) -> Option<Selector> {
        let start = offset(self.ast.terms.len());
        let mut mid = None;
        let mut whole: Option<Span> = None;
        for pair in pair.into_inner() {
            let span = match pair.as_rule() {
                Rule::term | Rule::mistaken => {
                    let term = self.term(&pair);
                    self.ast.terms.push(term);
                    Some(term.span)
                }
                Rule::exceptions => {
                    mid = Some(offset(self.ast.terms.len()));
                    self.exceptions(pair)
                }
                _ => None,
            };
            whole = whole.map_or(span, |first| Some(span.map_or(first, |span| first.to(span))));
        }
        let end = offset(self.ast.terms.len());
        let mid = mid.unwrap_or(end);
        whole.map(|span| Selector { terms: Slice { start, end: mid }, except: Slice { start: mid, end }, span })
    }

    fn exceptions(&mut self, pair: Pair<'_, Rule>) -> Option<Span> {
        let keyword = self.next_token();
        let at = pair.as_span().start();
        let before = self.ast.terms.len();
        for pair in pair.into_inner() {
            if matches!(pair.as_rule(), Rule::term | Rule::mistaken) {
                let term = self.term(&pair);
                self.ast.terms.push(term);
            }
        }
        let (Some(first), Some(last)) = (self.ast.terms.get(before), self.ast.terms.last()) else {
            let word = grammar::spelling(Rule::kw_except);
            self.fault(
                keyword,
                keyword + word.len(),
                format!("expected a name after `{word}`"),
                "name what is left out",
            );
            self.last = self.last.max(at.min(keyword + word.len()));
            return None;
        };
        Some(first.span.to(last.span))
    }

    fn term(&mut self, pair: &Pair<'_, Rule>) -> Term {
        let span = pair.as_span();
        let word = span.as_str();
        self.last = span.end();
        let (kind, symbol) = match word.as_bytes()[0] {
            b'*' => (TermKind::Star, self.names.intern(word)),
            b'#' => (TermKind::Tag, self.names.intern(&word[1..])),
            b'`' => {
                let end = 2 + word[1..].find('`').unwrap_or(word.len() - 2);
                let symbol = self.quoted(&word[..end], span.start());
                match word[end..].strip_prefix('.') {
                    None => (TermKind::Quoted, symbol),
                    Some(field) => (self.field(field, span.start() + end + 1), symbol),
                }
            }
            _ => match memchr::memchr(b'.', word.as_bytes()) {
                None => {
                    if pair.as_rule() == Rule::mistaken {
                        self.keyword_as_name(span.start(), word);
                    }
                    (TermKind::Word, self.names.intern(word))
                }
                Some(dot) => {
                    let symbol = self.names.intern(&word[..dot]);
                    (self.field(&word[dot + 1..], span.start() + dot + 1), symbol)
                }
            },
        };
        Term { kind, symbol, span: self.span(span.start(), span.end()) }
    }

    /// What stands after the dot.
    fn field(&mut self, word: &str, start: usize) -> TermKind {
        match word.as_bytes()[0] {
            b'*' => TermKind::Fields,
            b'`' => TermKind::Field(self.quoted(word, start)),
            _ => TermKind::Field(self.names.intern(word)),
        }
    }

    /// Where the token after the last one begins.
    pub(in crate::syntax) fn next_token(&self) -> usize {
        crate::syntax::recover::skip_gap(self.text, self.last)
    }

    pub(in crate::syntax) fn clause(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>) {
        let Some(clause) = Clause::of(pair.as_rule()) else { return };
        let bit = 1 << clause as u16;
        let keyword = self.next_token();
        let sound = fits(draft.statement.head) & bit != 0 && draft.seen & bit == 0;
        let marks = (self.ast.terms.len(), self.findings.len());
        if !sound {
            self.misfit(draft, clause, keyword);
        }
        let seen = draft.seen;
        draft.seen |= bit;
        // A clause that does not fit is read for its extent, into a statement that nobody sees.
        let mut unseen = if sound { None } else { Some(self.unseen(draft)) };
        let told = self.findings.len();
        self.operand(unseen.as_mut().unwrap_or(draft), clause, pair, keyword);
        if !sound {
            draft.seen = seen;
            self.ast.terms.truncate(marks.0);
            self.findings.truncate(told);
            draft.terms = offset(self.ast.terms.len());
        }
    }

    /// A draft like `draft` that is thrown away.
    fn unseen(&self, draft: &Draft) -> Draft {
        Draft {
            statement: Statement { expect: None, extras: None, ..draft.statement.clone() },
            seen: 0,
            broken: false,
            terms: offset(self.ast.terms.len()),
            span: None,
            except: None,
            arrow: Arrow::Start,
            to: false,
        }
    }

    fn operand(&mut self, draft: &mut Draft, clause: Clause, pair: Pair<'_, Rule>, keyword: usize) {
        let mut fine = true;
        match clause {
            Clause::For | Clause::Of | Clause::Via | Clause::At | Clause::Serving => {
                let selector = self.selector(pair);
                fine = selector.is_some();
                let statement = &mut draft.statement;
                match clause {
                    Clause::For => statement.tasks = selector,
                    Clause::Of => statement.services = selector,
                    Clause::Via => statement.channels = selector,
                    Clause::At => statement.locations = selector,
                    _ => statement.audiences = selector,
                }
                draft.terms = offset(self.ast.terms.len());
            }
            Clause::When => {
                let start = offset(self.ast.safeguards.len());
                for pair in pair.into_inner() {
                    if pair.as_rule() == Rule::safeguard {
                        self.safeguard(pair);
                    }
                }
                let end = offset(self.ast.safeguards.len());
                draft.statement.safeguards = Slice { start, end };
                fine = start < end;
            }
            Clause::Because => {
                let text = pair.into_inner().next();
                fine = text.is_some();
                if let Some(text) = text {
                    draft.statement.because = Some(self.text_symbol(&text));
                    self.last = text.as_span().end();
                }
            }
            Clause::From | Clause::Until => {
                let word = pair.into_inner().next();
                fine = word.is_some();
                if let Some(word) = word {
                    let date = self.date(&word);
                    self.last = word.as_span().end();
                    match clause {
                        Clause::From => draft.statement.from = date,
                        _ => draft.statement.until = date,
                    }
                }
            }
            Clause::Within | Clause::Share => {
                let mut start = None;
                for pair in pair.into_inner() {
                    if pair.as_rule() != Rule::comment {
                        start.get_or_insert(pair.as_span().start());
                        self.last = pair.as_span().end();
                    }
                }
                fine = start.is_some();
                if let Some(start) = start {
                    let words = self.text[start..self.last].split_whitespace().collect::<Vec<_>>().join(" ");
                    let words = (words.into_boxed_str(), self.span(start, self.last));
                    let extras = extras(draft);
                    match clause {
                        Clause::Within => extras.within = Some(words),
                        _ => extras.share = Some(words),
                    }
                }
            }
            Clause::UpTo => {
                let word = pair.into_inner().next();
                fine = word.is_some();
                if let Some(word) = word {
                    let name = self.name(&word);
                    self.last = word.as_span().end();
                    extras(draft).up_to = Some(name);
                }
            }
            Clause::Mode => {
                let span = pair.as_span();
                self.last = span.end();
                let span = self.span(span.start(), span.end());
                extras(draft).mode = Some((mode_of(pair.as_str()), span));
            }
            Clause::Onward => {
                self.last = pair.as_span().end();
                let span = self.span(keyword, self.last);
                extras(draft).onward = Some(span);
            }
        }
        if !fine {
            draft.broken = true;
            self.operand_missing(clause, keyword);
        }
    }

    fn safeguard(&mut self, pair: Pair<'_, Rule>) {
        let mut names = [None, None];
        let mut by = None;
        for pair in pair.into_inner() {
            let span = pair.as_span();
            match pair.as_rule() {
                Rule::plain_name => {
                    let name = self.name(&pair);
                    names[usize::from(names[0].is_some())] = Some(name);
                }
                Rule::by => by = Some((span.start(), span.end())),
                _ => continue,
            }
            self.last = span.end();
        }
        let [Some(word), operand] = names else { return };
        if let (Some((start, end)), None) = (by, operand) {
            let word = &self.text[start..end];
            self.fault(start, end, format!("expected a unit after `{word}`"), "name the unit that does it");
        }
        let span = operand.map_or(word.span, |operand| word.span.to(operand.span));
        self.ast.safeguards.push(Safeguard { word, operand, span });
    }

    fn date(&mut self, pair: &Pair<'_, Rule>) -> Option<Date> {
        let span = pair.as_span();
        match date::day(span.as_str()) {
            Ok(day) => Some(Date { day, span: self.span(span.start(), span.end()) }),
            Err(NoDate::Day) => {
                let message = format!("`{}` is no date: there is no such day", span.as_str());
                self.fault(span.start(), span.end(), message, "write a day of the calendar");
                None
            }
            Err(NoDate::Shape) => {
                let message = format!("`{}` is no date", span.as_str());
                self.fault(span.start(), span.end(), message, "write year, month and day, as in `2026-01-31`");
                None
            }
        }
    }

    /// Keeps the statement if it says enough.
    pub(in crate::syntax) fn finish(&mut self, mut draft: Draft) {
        self.close(&mut draft);
        let start = draft.statement.hops.start;
        draft.statement.hops.end = offset(self.ast.hops.len());
        if let Some((message, help)) = self.missing(&draft) {
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

    /// What a statement cannot do without.
    fn missing(&self, draft: &Draft) -> Option<(String, String)> {
        let statement = &draft.statement;
        let head = statement.keyword;
        let at = head.start.wrapping_sub(self.base) as usize;
        let word = &self.text[at..at + (head.end - head.start) as usize];
        let right = matches!(statement.head, Head::Allow | Head::Forbid);
        let to = grammar::spelling(Rule::kw_to);
        if is_chain(statement.head) {
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
                format!("expected a {what} after `{word}`"),
                format!("name the {what}, or write `*` for all"),
            ));
        }
        if right && !draft.to {
            return Some((
                format!("`{word}` lacks `{to}` and what may be done"),
                format!("write `{word} UNITS {to} OPERATIONS DATA`"),
            ));
        }
        if (right || statement.head == Head::Need) && statement.operations.is_none() {
            let before = if right { to } else { word };
            return Some((
                format!("expected an operation after `{before}`"),
                "write for example `read` or `update`, then the data".to_owned(),
            ));
        }
        if statement.operations.is_some() && statement.data.is_none() {
            return Some((
                format!("`{word}` names no data"),
                "write the data after the operations: `Record.field`, `Record.*`, a trait, or `*`".to_owned(),
            ));
        }
        None
    }
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

    fn of(rule: Rule) -> Option<Self> {
        Some(match rule {
            Rule::tasks => Clause::For,
            Rule::services => Clause::Of,
            Rule::channels => Clause::Via,
            Rule::audiences => Clause::Serving,
            Rule::locations => Clause::At,
            Rule::safeguards => Clause::When,
            Rule::level => Clause::UpTo,
            Rule::mode => Clause::Mode,
            Rule::duration => Clause::Within,
            Rule::percentage => Clause::Share,
            Rule::onward => Clause::Onward,
            Rule::first_day => Clause::From,
            Rule::last_day => Clause::Until,
            Rule::reason => Clause::Because,
            _ => return None,
        })
    }

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

fn mode_of(word: &str) -> Mode {
    match grammar::keyword(word) {
        Some(Rule::kw_cold) => Mode::Cold,
        Some(Rule::kw_callback) => Mode::Callback,
        Some(Rule::kw_appointment) => Mode::Appointment,
        Some(Rule::kw_forward) => Mode::Forward,
        Some(Rule::kw_referral) => Mode::Referral,
        _ => Mode::Warm,
    }
}

fn is_chain(head: Head) -> bool {
    matches!(head, Head::Handover | Head::Mandate | Head::Delegate)
}
