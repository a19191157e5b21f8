//! Clauses of statements, and what they take: selectors, figures, days, texts, safeguards.

use pest::iterators::Pair;

use super::{Draft, Place};
use crate::source::offset;
use crate::syntax::ast::{Date, Extras, Name, Safeguard, Selector, Slice, Term, TermKind, UNREAD};
use crate::syntax::clause::{Clause, fits, mode_of};
use crate::syntax::date::{self, NoDate};
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::{Lower, Stretch, error, stretch};

impl Lower<'_> {
    pub(super) fn close_clause(&mut self, draft: &mut Draft, clause: Clause) {
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
                    let written = wrong.map(|it| self.piece(self.unplace(it.start), self.unplace(it.end)).to_owned());
                    self.unread(draft, clause, written.as_deref());
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
            draft.statement.void = true;
            let wrong = operand.map(|(start, end)| self.span(start, end));
            self.operand_missing(clause, draft.keyword, wrong);
        }
    }

    pub(super) fn close_level(&mut self, draft: &mut Draft, operand: Option<(usize, usize)>) {
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
                    .push(error(span, format!("`{word}` takes one level")).help("name the highest level only"));
            }
        } else {
            draft.broken = true;
            draft.statement.void = true;
            let wrong = selector.map(|it| it.span).or(operand.map(|(start, end)| self.span(start, end)));
            self.operand_missing(Clause::UpTo, draft.keyword, wrong);
        }
        self.ast.terms.truncate(start);
        draft.terms = offset(start);
    }

    /// What follows a clause word is missing or of another kind; a reason that is `written` without quotes is one.
    fn unread(&mut self, draft: &mut Draft, clause: Clause, written: Option<&str>) {
        match clause {
            Clause::Because => draft.statement.because = Some(self.names.intern(written.unwrap_or(UNREAD))),
            Clause::Within => {
                let place = self.span(draft.keyword.0, draft.keyword.1);
                extras(draft).within = Some((UNREAD.into(), place));
            }
            Clause::Share => {}
            _ => draft.statement.void = true,
        }
    }

    pub(super) fn close_figure(&mut self, draft: &mut Draft, clause: Clause, operand: Option<(usize, usize)>) {
        let Some((start, end)) = operand else { return };
        let words: Box<str> = if self.text[start..end].bytes().any(|it| it.is_ascii_whitespace()) {
            let unit = self.text[start..end].split_whitespace().next_back().unwrap_or_default();
            let figure = self.text[start..end].split_whitespace().next().unwrap_or_default();
            let figure = figure.split("//").next().unwrap_or_default();
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
    pub(super) fn begin(&mut self, draft: &mut Draft, clause: Clause, keyword: (usize, usize)) {
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

    /// A figure, day or text after a clause word, or after `expect`.
    pub(super) fn operand(&mut self, draft: &mut Draft, place: Stretch, text: bool) {
        self.last = place.1;
        let start = draft.operand.map_or(place.0, |(start, _)| start);
        match draft.place {
            Place::Subject if text => {
                let why = self.text(place);
                if let Some(expect) = &mut draft.statement.expect {
                    expect.why = Some(why);
                }
                return;
            }
            Place::Clause(clause) => match clause {
                Clause::Because if text => draft.statement.because = Some(self.text_symbol(place)),
                Clause::From | Clause::Until if !text && draft.operand.is_none() => {
                    let day = self.date(place);
                    draft.statement.void |= day.is_none();
                    let side = &mut draft.statement;
                    *(if clause == Clause::From { &mut side.from } else { &mut side.until }) = day;
                }
                Clause::Within | Clause::Share if !text => {}
                Clause::For | Clause::Of | Clause::Via | Clause::Serving | Clause::At | Clause::UpTo => {}
                _ => {
                    if draft.operand.is_none() {
                        self.unread(draft, clause, None);
                    }
                    if !std::mem::replace(&mut draft.broken, true) {
                        let wrong = self.span(place.0, place.1);
                        self.operand_missing(clause, draft.keyword, Some(wrong));
                    }
                    draft.place = Place::Nowhere;
                    return;
                }
            },
            _ => return,
        }
        draft.operand = Some((start, place.1));
    }

    pub(super) fn flag(&mut self, draft: &mut Draft, place: Stretch) {
        let (word, keyword) = self.keyword(place);
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

    /// Reads safeguards; the answer is where something else stands that seemed to belong to the last of them.
    pub(super) fn safeguards(&mut self, draft: &mut Draft, pair: Pair<'_, Rule>, end: usize) -> Option<usize> {
        let mark = self.ast.safeguards.len();
        let kept = draft.place == Place::Clause(Clause::When);
        let before = draft.statement.safeguards;
        let start = if before.is_empty() { offset(mark) } else { before.start };
        let mut other = None;
        for pair in pair.into_inner() {
            if pair.as_rule() == Rule::safeguard {
                let operand = self.safeguard(pair);
                if kept {
                    draft.statement.safeguards = Slice { start, end: offset(self.ast.safeguards.len()) };
                }
                match operand {
                    Some(place) if self.is_other(draft, place, end) => other = Some(place.0),
                    Some((_, stop)) => self.last = stop,
                    None => {}
                }
            }
        }
        if let Some(last) = self.ast.safeguards.last_mut().filter(|_| other.is_some()) {
            *last = Safeguard { operand: None, span: last.word.span, ..*last };
        }
        if !kept {
            self.ast.safeguards.truncate(mark);
            draft.place = Place::Between;
        } else if draft.statement.safeguards.is_empty() && !self.text[self.next_token()..].starts_with(':') {
            draft.broken = true;
            draft.statement.void = true;
            self.operand_missing(Clause::When, draft.keyword, None);
            draft.place = Place::Between;
        }
        other
    }

    /// Reads a safeguard up to its level; the answer is where that stands.
    fn safeguard(&mut self, pair: Pair<'_, Rule>) -> Option<Stretch> {
        let mut names = [None, None];
        let mut place = None;
        let mut by = None;
        for pair in pair.into_inner() {
            match pair.as_rule() {
                Rule::plain_name => {
                    let name = self.name(stretch(&pair));
                    place = names[0].map(|_| stretch(&pair));
                    if place.is_none() || by.is_some() {
                        self.last = pair.as_span().end();
                    }
                    names[usize::from(names[0].is_some())] = Some(name);
                }
                Rule::by => by = Some(self.keyword(stretch(&pair))),
                _ => {}
            }
        }
        let [Some(word), operand] = names else { return None };
        if let (Some((by, (start, end))), None) = (by, operand) {
            self.fault(start, end, format!("expected a unit after `{by}`"), "name the unit that does it");
        }
        let span = operand.map_or(word.span, |operand| word.span.to(operand.span));
        self.ast.safeguards.push(Safeguard { word, operand, span });
        place.filter(|_| by.is_none())
    }

    pub(super) fn date(&mut self, (start, end): Stretch) -> Option<Date> {
        let word = &self.text[start..end];
        let (message, help) = match date::day(word) {
            Ok(day) => return Some(Date { day, span: self.span(start, end) }),
            Err(NoDate::Day) => (format!("`{word}` is no date: there is no such day"), "write a day of the calendar"),
            Err(NoDate::Shape) => (format!("`{word}` is no date"), "write year, month and day, as in `2026-01-31`"),
        };
        self.fault(start, end, message, help);
        None
    }
}

fn extras(draft: &mut Draft) -> &mut Extras {
    draft.statement.extras.get_or_insert_default()
}
