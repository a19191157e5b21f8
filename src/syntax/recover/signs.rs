//! Signs that other notations put between a word and what belongs to it: colons, and quotes around names.

use super::mend::Edit;
use super::{REPAIRS, say, skip_gap};
use crate::finding::{self, Applicability};
use crate::syntax::ast::Head;
use crate::syntax::clause::Clause;
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::statement::{Draft, Place};
use crate::syntax::lower::{Lower, Stretch, is_word};

/// Names in quotes with commas between them.
pub(in crate::syntax) struct Names {
    first: Stretch,
    edits: Vec<Edit<'static>>,
}

impl Lower<'_> {
    /// Reads on without the sign at `at`, if it is one that does not belong there; else the draft comes back.
    pub(super) fn without_sign(&mut self, mut draft: Draft, at: usize, end: usize, silent: bool) -> Option<Draft> {
        if self.repairs >= REPAIRS {
            return Some(draft);
        }
        let text = &self.text[at..end];
        if text.starts_with(':') || text.starts_with('=') && !text.starts_with("=>") && !text.starts_with("==") {
            let Some((rule, word, place)) = self.before_colon(&mut draft, at) else { return Some(draft) };
            if !silent {
                let sign = &self.text[at..=at];
                let message = format!("unexpected `{sign}` after `{}`", self.piece(place.0, place.1));
                self.fault(at, at + 1, message, format!("no `{sign}` here: take it away"));
                let span = self.span(at, at + 1);
                let last = self.findings.pop().map(|it| {
                    let edit = finding::Edit { span, replacement: "".into() };
                    it.fix("take it away", Applicability::Unsafe, vec![edit])
                });
                self.findings.extend(last);
            }
            draft.broken = false;
            let from = if word.is_empty() { skip_gap(self.text, at + 1).min(end) } else { at + 1 };
            let place = if word.is_empty() { (at, at + 1) } else { place };
            self.reread_tail(draft, rule, (&word, place), (from, end));
            return None;
        }
        if text.starts_with('%') && draft.place == Place::Clause(Clause::Share) {
            return self.percent(draft, at, end, silent);
        }
        let next = if text.starts_with(',') && draft.reads_list() { skip_gap(self.text, at + 1).min(end) } else { at };
        if next == at && !draft.awaits_names() {
            return Some(draft);
        }
        let Some(names) = self.names_in_quotes(next, end) else { return Some(draft) };
        let operations = draft.place == Place::Data && draft.statement.operations.is_none();
        if operations {
            draft.place = Place::Operations;
        }
        draft.broken = silent;
        self.mend_names(draft, &names, if operations { Rule::deeds } else { Rule::more }, end);
        None
    }

    /// Reads on with a percentage that blanks divide from its sign.
    fn percent(&mut self, mut draft: Draft, at: usize, end: usize, silent: bool) -> Option<Draft> {
        let keyword = draft.keyword.0;
        let figure = draft.operand.filter(|it| self.text[it.1..at].trim_matches([' ', '\t']).is_empty());
        let Some((start, stop)) = figure.filter(|_| self.mended.is_none_or(|(written, _)| keyword >= written)) else {
            return Some(draft);
        };
        if !silent {
            let meant = format!("{}%", self.piece(start, stop));
            let shown = say::shown(self.piece(start, at + 1));
            self.fault(start, at + 1, format!("expected `{meant}`, found {shown}"), "write it as one word");
            let span = self.span(start, at + 1);
            let last = self.findings.pop().map(|it| it.spelling(span, &meant, Applicability::Unsafe));
            self.findings.extend(last);
        }
        draft.broken = false;
        draft.operand = None;
        draft.forget(Clause::Share);
        let edits = [((stop, at), "")];
        self.reread_tail_edited(draft, Rule::tail, ("", (keyword, keyword)), (keyword, end), &edits);
        None
    }

    /// What stands before a colon that is to be read without it: the rule by which reading goes on, the word to begin with, and
    /// where the word before the colon stands.
    fn before_colon(&mut self, draft: &mut Draft, at: usize) -> Option<(Rule, String, Stretch)> {
        if draft.reads_safeguards() {
            let last = *self.ast.safeguards.last()?;
            let place = (self.unplace(last.span.start), self.last);
            if last.operand.is_some() || last.span.end != self.place(self.last) || skip_gap(self.text, self.last) != at
            {
                return None;
            }
            self.ast.safeguards.pop();
            draft.statement.safeguards.end -= 1;
            return Some((Rule::guarded, self.piece(place.0, place.1).to_owned() + " ", place));
        }
        let place = draft.keyword;
        if draft.is_reading() || draft.operand.is_some() || skip_gap(self.text, place.1) != at {
            return None;
        }
        match draft.place {
            Place::Clause(clause) => {
                let keyword =
                    clause.keyword().map(grammar::spelling).filter(|it| *it == self.piece(place.0, place.1))?;
                draft.forget(clause);
                Some((Rule::tail, format!("{keyword} "), place))
            }
            Place::Data if draft.statement.operations.is_none() => {
                draft.place = Place::Operations;
                Some((Rule::deeds, String::new(), place))
            }
            Place::Subject if draft.statement.head != Head::Need => Some((Rule::more, String::new(), place)),
            _ => None,
        }
    }

    /// The names in quotes at `at`, if what stands there is one.
    pub(in crate::syntax) fn names_in_quotes(&self, at: usize, end: usize) -> Option<Names> {
        let word = |it: char| it.is_alphanumeric() || it == '_';
        let mut names: Option<Names> = None;
        let mut next = at;
        while self.repairs < REPAIRS && self.text[next..end].starts_with('"') {
            let len = say::literal(&self.text[next..end]);
            let stop = next + len;
            let name = self.text.get(next + 1..stop - 1).filter(|_| say::is_closed(&self.text[next..stop]));
            let Some(name) = name.filter(|it| is_name(it)) else { break };
            let keyword = grammar::keyword(name).is_some();
            let quote = |beside: bool| match (keyword, beside) {
                (true, _) => "`",
                (false, true) => " ",
                (false, false) => "",
            };
            let opens = quote(self.text[..next].ends_with(word));
            let closes = quote(self.text[stop..end].starts_with(word));
            let edits = [((next, next + 1), opens), ((stop - 1, stop), closes)];
            names.get_or_insert(Names { first: (next, stop), edits: Vec::new() }).edits.extend(edits);
            let comma = skip_gap(self.text, stop).min(end);
            if !self.text[comma..end].starts_with(',') {
                break;
            }
            next = skip_gap(self.text, comma + 1).min(end);
        }
        names
    }

    /// Reads on with names that stand in quotes; a draft that is broken says nothing of them.
    pub(in crate::syntax) fn mend_names(&mut self, mut draft: Draft, names: &Names, rule: Rule, end: usize) {
        let (start, stop) = names.first;
        if !std::mem::take(&mut draft.broken) {
            let name = self.piece(start + 1, stop - 1);
            let help = if grammar::keyword(name).is_some() {
                format!("put it in backticks: `` `{name}` ``")
            } else {
                format!("write `{name}`")
            };
            self.fault(start, stop, "a name stands without quotes", help.clone());
            let edits = names
                .edits
                .iter()
                .map(|&((from, to), word)| finding::Edit { span: self.span(from, to), replacement: word.into() });
            let edits = edits.collect();
            let last = self.findings.pop().map(|it| it.fix(help, Applicability::Unsafe, edits));
            self.findings.extend(last);
        }
        self.reread_tail_edited(draft, rule, ("", (start, start)), (start, end), &names.edits);
    }
}

/// A name, or a record and its field.
fn is_name(text: &str) -> bool {
    let (record, field) = text.split_once('.').unwrap_or((text, "*"));
    is_word(record) && (field == "*" || is_word(field))
}
