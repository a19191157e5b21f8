//! Words that were likely meant to be a keyword, where that depends on what stands around them.

use super::foreign::lacks;
use super::{REPAIRS, near, say, skip_gap};
use crate::syntax::ast::Head;
use crate::syntax::clause::Clause;
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::statement::{Draft, Place};
use crate::syntax::lower::{Lower, Stretch};

impl Lower<'_> {
    /// The clause that the word at a place was meant to begin, or the word behind a subject.
    pub(super) fn clause_like(&self, draft: &Draft, (start, stop): Stretch, end: usize) -> Option<Rule> {
        let word = &self.text[start..stop];
        if grammar::keyword(word).is_some() {
            return None;
        }
        let right = matches!(draft.statement.head, Head::Allow | Head::Forbid) && draft.place == Place::Subject;
        if right && near::is_short(word, Rule::kw_to) && self.goes_on(stop, end) {
            return Some(Rule::kw_to);
        }
        if let Some(rule) = near::clause(word) {
            return Some(rule);
        }
        if right || word.len() > 3 || !self.goes_on(stop, end) {
            return None;
        }
        let whole = draft.is_reading() || draft.place == Place::Between || draft.reads_safeguards();
        let clauses = [(Clause::Of, Rule::kw_of), (Clause::At, Rule::kw_at)];
        let mut like = clauses.into_iter().filter(|&(clause, rule)| lacks(draft, clause) && near::is_short(word, rule));
        like.next().filter(|_| whole && draft.place != Place::Operations).map(|it| it.1)
    }

    /// Whether a name or figure follows that is no keyword.
    fn goes_on(&self, at: usize, end: usize) -> bool {
        let next = &self.text[skip_gap(self.text, at).min(end)..end];
        say::begins_name(next) && grammar::keyword(say::word(next)).is_none()
    }

    /// Whether a word behind a safeguard is no level, because it was meant for something else.
    pub(in crate::syntax) fn is_other(&self, draft: &Draft, place: Stretch, end: usize) -> bool {
        let word = &self.text[place.0..place.1];
        self.repairs < REPAIRS
            && !word.starts_with('`')
            && (self.begins_expectation(place)
                || self.foreign(draft, place.0, end).is_some()
                || self.is_by(draft, place, end)
                || self.goes_on(place.1, end) && self.clause_like(draft, place, end).is_some())
    }

    /// Whether a word behind a safeguard stands before the unit that does it.
    fn is_by(&self, draft: &Draft, place: Stretch, end: usize) -> bool {
        let by = near::is_short(&self.text[place.0..place.1], Rule::kw_by);
        by && draft.reads_safeguards() && self.goes_on(place.1, end)
    }

    /// Reads on where something else stands behind a safeguard or a figure.
    pub(in crate::syntax) fn behind_operand(&mut self, mut draft: Draft, at: usize, end: usize) {
        if let Some(found) = self.foreign(&draft, at, end) {
            return self.mend(draft, &found, end);
        }
        let word = say::word(&self.text[at..end]);
        let place = (at, at + word.len());
        if self.begins_line(at) && near::is_expect(word) {
            return self.forgotten(draft, at, end);
        }
        if self.is_by(&draft, place, end)
            && let Some(last) = self.ast.safeguards.last().copied()
        {
            let start = self.unplace(last.span.start);
            let read = self.mended.is_none_or(|(written, _)| start >= written) && start < at;
            if read {
                self.meant(place, Rule::kw_by);
                self.ast.safeguards.pop();
                draft.statement.safeguards.end -= 1;
                let edits = [(place, grammar::spelling(Rule::kw_by))];
                return self.reread_tail_edited(draft, Rule::guarded, ("", (start, start)), (start, end), &edits);
            }
        }
        self.reread_tail(draft, Rule::tail, ("", (at, at)), (at, end));
    }

    /// Says which keyword the word at a place was meant to be.
    fn meant(&mut self, place: Stretch, rule: Rule) {
        let keyword = grammar::spelling(rule);
        let shown = say::shown(&self.text[place.0..place.1]);
        let message = format!("expected `{keyword}`, found {shown}");
        self.fault(place.0, place.1, message, format!("did you mean `{keyword}`?"));
        self.likely(place, Some(keyword));
    }

    /// Reads the exceptions of a selector behind a word that was meant to begin them, if it was; else the draft comes back.
    pub(super) fn exceptions_like(
        &mut self,
        mut draft: Draft,
        place: Stretch,
        end: usize,
        silent: bool,
    ) -> Option<Draft> {
        let word = &self.text[place.0..place.1];
        let list = draft.reads_list() && !draft.has_exceptions() && self.repairs < REPAIRS;
        if !list || !near::is_except(word) || !self.goes_on(place.1, end) {
            return Some(draft);
        }
        if !silent {
            self.meant(place, Rule::kw_except);
        }
        draft.broken = false;
        let except = grammar::spelling(Rule::kw_except);
        self.reread_tail(draft, Rule::left_out, (except, place), (place.1, end));
        None
    }
}
