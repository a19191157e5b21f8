//! What fits nowhere in a statement.

use pest::iterators::{Pair, Pairs};

use super::foreign::Foreign;
use super::{REPAIRS, divides, near, say, skip_gap};
use crate::source::Span;
use crate::syntax::ast::Head;
use crate::syntax::clause::{Clause, fits, head_rule};
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::statement::{Draft, Place};
use crate::syntax::lower::{Lower, Stretch, error};

impl Lower<'_> {
    /// What does not belong in a statement, from its first such word on. The draft comes back if reading may go on.
    pub(in crate::syntax) fn strays<'t>(
        &mut self,
        mut draft: Draft,
        first: Pair<'t, Rule>,
        rest: &mut Pairs<'t, Rule>,
        end: usize,
    ) -> Option<Draft> {
        if self.begins_item(&first) && !divides(self.text[..first.as_span().start()].trim_ascii_end()) {
            let mut tokens = vec![first];
            tokens.extend(rest.by_ref().filter(|it| it.as_rule() != Rule::comment));
            self.finish(draft);
            self.segments(&tokens, end, None);
            return None;
        }
        let span = first.as_span();
        let (start, stop) = (span.start(), span.end());
        let word = span.as_str();
        let silent = std::mem::replace(&mut draft.broken, true) && self.repairs > 0;
        let repair = self.repairs < REPAIRS;
        if draft.place == Place::Clause(Clause::Because) && draft.is_reading() {
            // A reason without quotes may have more words.
            self.last = stop;
            self.swallow(rest);
            let whole = self.span(start, self.last);
            draft.span = draft.span.map(|first| first.to(whole));
            return Some(draft);
        }
        draft = self.without_sign(draft, start, end, silent)?;
        if repair && let Some(found) = self.foreign(&draft, start, end) {
            draft.broken = silent;
            self.mend(draft, &found, end);
            return None;
        }
        draft = self.exceptions_like(draft, (start, stop), end, silent)?;
        draft = self.operations_go_on(draft, (start, stop), end, silent)?;
        let guarded = draft.reads_safeguards();
        let lacking =
            word.starts_with(',') && matches!(draft.place, Place::Clause(_)) && !draft.is_reading() && !guarded;
        if lacking {
            self.close(&mut draft);
        }
        if self.sign_in_statement(&mut draft, start, stop, silent || lacking) {
            self.last = stop;
            let next = self.swallow(rest);
            if let Some(from) = next.filter(|_| word.starts_with(',') && draft.reads_list() && repair) {
                draft.broken = false;
                self.reread_tail(draft, Rule::more, ("", (from, from)), (from, end));
                return None;
            }
            return Some(draft);
        }
        let head = draft.statement.head;
        if let Some(meant) = self.clause_like(&draft, (start, stop), end) {
            if !silent {
                let keyword = grammar::spelling(meant);
                let shown = say::shown(word);
                self.fault(
                    start,
                    stop,
                    format!("expected a clause, found {shown}"),
                    format!("did you mean `{keyword}`?"),
                );
                self.likely((start, stop), Some(keyword));
            }
            if repair {
                draft.broken = false;
                self.reread_tail(draft, Rule::tail, (grammar::spelling(meant), (start, stop)), (stop, end));
                return None;
            }
        } else if grammar::keyword(word).is_some() {
            if !silent {
                self.fault(
                    start,
                    stop,
                    format!("`{word}` does not fit here"),
                    format!("take it away, or write `` `{word}` `` if it is a name"),
                );
            }
        } else if let Some(prefix) = self.lacks_link(&draft, (start, stop), end, silent).filter(|_| repair) {
            draft.broken = false;
            self.reread_tail(draft, Rule::tail, (&prefix, (start, start)), (start, end));
            return None;
        } else if (draft.reads_list() || guarded) && !word.starts_with(|it: char| it.is_ascii_digit()) {
            if !silent {
                self.lacks_comma((start, stop), "names in a list are divided by commas");
            }
            if repair {
                draft.broken = false;
                let rule = if guarded { Rule::guarded } else { Rule::more };
                self.reread_list(draft, rule, ("", (start, start)), start, end);
                return None;
            }
        } else if !silent {
            self.unexpected(start, stop, Some(head));
        }
        self.last = stop;
        self.swallow(rest);
        Some(draft)
    }

    /// Says what is written here instead of what was found, and reads on; a draft that is broken says no more.
    pub(in crate::syntax) fn mend(&mut self, mut draft: Draft, found: &Foreign, end: usize) {
        if !std::mem::take(&mut draft.broken) {
            self.say_foreign(found);
        }
        if let Some((from, to)) = found.quoted {
            draft.statement.because = Some(self.names.intern(&self.text[from..to]));
            draft.place = Place::Between;
        }
        if found.meant == "," {
            return self.reread_list(draft, found.rule, (found.prefix, found.place), found.from, end);
        }
        self.reread_tail(draft, found.rule, (found.prefix, found.place), (found.from, end));
    }

    /// Whether a word on a line of its own was meant to begin an expectation.
    pub(in crate::syntax) fn begins_expectation(&self, (start, end): Stretch) -> bool {
        self.begins_line(start) && near::is_expect(&self.text[start..end])
    }

    /// Passes over what belongs to the same mistake; where in it a name begins.
    fn swallow(&mut self, rest: &mut Pairs<'_, Rule>) -> Option<usize> {
        let mut name = None;
        while let Some(next) =
            rest.peek().filter(|next| matches!(next.as_rule(), Rule::stray | Rule::comment) && !self.begins_item(next))
        {
            let span = next.as_span();
            if say::begins_name(span.as_str()) && !span.as_str().starts_with('"') {
                name.get_or_insert(span.start());
            }
            self.last = span.end();
            rest.next();
        }
        name
    }

    /// The word that lacks between a subject and what follows it, told if it does.
    fn lacks_link(&mut self, draft: &Draft, (start, stop): Stretch, end: usize, silent: bool) -> Option<String> {
        if !matches!(draft.place, Place::Subject) || !draft.is_reading() {
            return None;
        }
        let head = draft.statement.head;
        let behind = self.next_keyword(stop, end);
        let word = &self.text[start..stop];
        let lower = word.starts_with(char::is_lowercase);
        let link = match head {
            // It stands behind the word, before which a comma lacks.
            Head::Allow | Head::Forbid if behind == Some(Rule::kw_to) => return None,
            Head::Responsible | Head::Accountable | Head::Consulted | Head::Informed | Head::Supporting
                if behind == Some(Rule::kw_for) =>
            {
                return None;
            }
            Head::Allow | Head::Forbid => grammar::spelling(Rule::kw_to),
            Head::Handover | Head::Mandate | Head::Delegate => "->",
            Head::Responsible | Head::Accountable | Head::Consulted | Head::Informed | Head::Supporting if lower => {
                grammar::spelling(Rule::kw_for)
            }
            _ => return None,
        };
        if !silent {
            let shown = say::shown(word);
            let help = format!("write `{} … {link} {word}`", grammar::spelling(head_rule(head)));
            self.fault(start, stop, format!("expected `{link}` before {shown}"), help);
        }
        Some(format!("{link} "))
    }

    /// A sign in a statement that no word begins; whether it was one.
    fn sign_in_statement(&mut self, draft: &mut Draft, start: usize, stop: usize, silent: bool) -> bool {
        let text = &self.text[start..stop];
        if say::begins_name(text)
            && !text.starts_with('"')
            && !(text.starts_with('`') && (text.len() == 1 || !text.ends_with('`')))
        {
            return false;
        }
        if silent {
            return true;
        }
        match text {
            _ if text.starts_with(',') => self.fault(
                start,
                start + 1,
                "expected a name after `,`",
                "take the comma away, or name what is missing",
            ),
            "->" | "<->" => self.arrow_without_chain(draft, (start, stop)),
            _ if text.starts_with('-')
                && self.text[..start].ends_with(|it: char| it == '-' || it.is_alphanumeric()) =>
            {
                self.fault(start, stop, "a name has single hyphens between its parts only", "write one hyphen, or `_`");
            }
            "." => self.fault(start, stop, "expected a field after `.`", "write `Record.field` or `Record.*`"),
            _ => {
                if text.starts_with('"') && draft.awaits_names() && say::is_closed(text) {
                    let help = "a name is a letter or `_`, then letters, digits, `_`, and single `-` between them";
                    self.fault(start, stop, "a name stands without quotes", help);
                    return true;
                }
                if text.starts_with('"') && draft.place == Place::Clause(Clause::Because) {
                    draft.place = Place::Between;
                }
                if self.sign(start, stop).is_none() {
                    self.unexpected(start, stop, Some(draft.statement.head));
                }
            }
        }
        true
    }

    /// A keyword stands at `at` where a name was forgotten.
    pub(in crate::syntax) fn forgotten(&mut self, mut draft: Draft, at: usize, end: usize) {
        let comma = skip_gap(self.text, self.last);
        if self.text[comma..].starts_with(',') && comma < at && (!draft.broken || self.repairs == 0) {
            self.fault(comma, comma + 1, "expected a name after `,`", "take the comma away, or name what is missing");
        }
        self.close(&mut draft);
        let word = say::word(&self.text[at..end]);
        let rule = grammar::keyword(word);
        // Only an expectation that is misspelt is no keyword.
        let item = rule.is_none_or(near::begins);
        if self.repairs >= REPAIRS {
            self.finish(draft);
        } else if item {
            self.finish(draft);
            self.reread(Rule::file, ("", (at, at)), (at, end), |again, pair, _| again.items(pair.into_inner(), None));
        } else {
            self.reread_tail(draft, Rule::tail, ("", (at, at)), (at, end));
        }
    }

    /// Whether something follows at `end` that a keyword stands before.
    pub(in crate::syntax) fn is_followed(&self, word: &str, end: usize) -> bool {
        match grammar::keyword(word) {
            Some(Rule::kw_expect) => return true,
            Some(rule) if near::is_flag(rule) || (near::begins(rule) && self.begins_line(end - word.len())) => {
                return true;
            }
            _ => {}
        }
        let next = skip_gap(self.text, end);
        let after = &self.text[next..];
        if self.text[end..next].contains('\n') {
            return false;
        }
        let next = say::word(after);
        (say::begins_name(after) || after.starts_with(|it: char| it == '*' || it.is_ascii_digit()))
            && (next.is_empty() || grammar::keyword(next).is_none())
    }

    /// A clause that the statement does not take, or takes once.
    pub(in crate::syntax) fn misfit(&mut self, draft: &Draft, clause: Clause, keyword: (usize, usize)) {
        let head = draft.statement.head;
        let word = self.piece(keyword.0, keyword.1);
        let spelled = grammar::spelling(head_rule(head));
        let (message, help) = if fits(head) & (1 << clause as u16) != 0 {
            let message = match clause {
                Clause::Mode => format!("`{word}` is a second way to hand over"),
                _ => format!("`{word}` is given twice"),
            };
            (message, "keep one of the two".to_owned())
        } else {
            let help = match (clause, head) {
                (Clause::For, Head::Allow | Head::Forbid) => format!(
                    "a right holds whatever the task: name services with `{}`, or say with `{}` what a task needs",
                    grammar::spelling(Rule::kw_of),
                    grammar::spelling(Rule::kw_need)
                ),
                _ => format!("`{spelled}` takes {}", say::clauses(fits(head))),
            };
            (format!("`{spelled}` takes no `{word}`"), help)
        };
        self.fault(keyword.0, keyword.1, message, help);
    }

    /// A clause without what must follow its word; `wrong` is what follows instead.
    pub(in crate::syntax) fn operand_missing(&mut self, clause: Clause, keyword: (usize, usize), wrong: Option<Span>) {
        let word = self.piece(keyword.0, keyword.1);
        let (what, help) = say::operand(clause);
        match wrong {
            Some(span) => {
                let found = say::shown(self.piece(self.unplace(span.start), self.unplace(span.end)));
                let message = format!("expected {what} after `{word}`, found {found}");
                self.findings.push(error(span, message).help(help));
            }
            None => self.fault(keyword.0, keyword.1, format!("expected {what} after `{word}`"), help),
        }
    }

    pub(in crate::syntax) fn arrow_without_chain(&mut self, draft: &Draft, place: (usize, usize)) {
        let sign = self.piece(place.0, place.1);
        let head = grammar::spelling(head_rule(draft.statement.head));
        let (message, help) = match draft.statement.head {
            Head::Handover | Head::Mandate | Head::Delegate => {
                (format!("`{sign}` stands behind a clause"), "write the whole chain before the clauses".to_owned())
            }
            _ => {
                let handover = grammar::spelling(Rule::kw_handover);
                (format!("`{head}` has no `{sign}`"), format!("only `{handover}` and mandates go from unit to unit"))
            }
        };
        self.fault(place.0, place.1, message, help);
    }

    pub(in crate::syntax) fn linked_without_right(&mut self, draft: &Draft, place: (usize, usize)) {
        let head = grammar::spelling(head_rule(draft.statement.head));
        let to = self.piece(place.0, place.1);
        let help = format!(
            "tasks are written behind `{}`; only rights are written with `{to}`",
            grammar::spelling(Rule::kw_for)
        );
        self.fault(place.0, place.1, format!("`{head}` has no `{to}`"), help);
    }
}
