//! Lists whose commas lack, or whose names stand between other words and signs: all of them are mended at once, however long the
//! list is.

use super::mend::Edit;
use super::{REPAIRS, foreign, near, say};
use crate::finding::{self, Applicability};
use crate::source::Span;
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::statement::{Draft, Place};
use crate::syntax::lower::{Lower, Stretch};
use crate::syntax::tokens::{Keyword, Kind, Token, Tokens};

impl Lower<'_> {
    /// The commas that lack behind the name at `at`, up to where the list ends.
    pub(super) fn commas(&self, draft: &Draft, rule: Rule, at: usize, end: usize) -> Vec<Edit<'static>> {
        let place = |token: &Token| (token.start as usize, token.end as usize);
        let mut edits: Vec<Edit<'static>> = Vec::new();
        // Where the last name ends, behind which a comma must stand.
        let mut name: Option<usize> = None;
        let mut read = at;
        let tokens = Tokens::new(self.text, crate::source::offset(at), crate::source::offset(end));
        for token in tokens.filter(|it| it.kind != Kind::Comment) {
            let (start, stop) = place(&token);
            if start < read {
                continue;
            }
            read = stop;
            let word = &self.text[start..stop];
            let sign = if let Some(before) = name { self.divider(draft, (before, start), end) } else { None };
            match token.kind {
                Kind::Comma if name.is_some() => name = None,
                _ if sign.is_some() => {
                    read = start + sign.unwrap_or_default();
                    edits.push(((start, read), ","));
                    name = None;
                }
                Kind::Word | Kind::Keyword(Keyword::By) if rule == Rule::guarded => name = Some(stop),
                Kind::Word | Kind::Quoted | Kind::Tag | Kind::Star => {
                    if word.starts_with('`') && (word.len() < 2 || !word[1..].contains('`')) {
                        break;
                    }
                    if let Some(before) = name {
                        let lower = word.starts_with(char::is_lowercase);
                        let other = lower && (near::is_except(word) || self.foreign(draft, start, end).is_some());
                        let clause = lower && self.clause_like(draft, (start, stop), end).is_some();
                        if rule != Rule::more || before == start || other || clause || self.begins_line(start) {
                            break;
                        }
                        edits.push(((before, start), ", "));
                    }
                    name = Some(stop);
                }
                _ => break,
            }
        }
        edits
    }

    /// How long the word or sign is that stands for a comma behind a name.
    fn divider(&self, draft: &Draft, (before, at): Stretch, end: usize) -> Option<usize> {
        let found = self.comma(draft, at, end).filter(|_| before <= at)?;
        (!foreign::is_choice(&found, self.text)).then_some(found.place.1 - found.place.0)
    }

    /// Reads on in a list from the name at `at`, before which a comma was told to lack or to be another sign.
    pub(super) fn reread_list(&mut self, draft: Draft, rule: Rule, mended: (&str, Stretch), at: usize, end: usize) {
        let edits = self.commas(&draft, rule, at, end);
        let fixes = edits.iter().map(|&((from, to), word)| {
            let blanks = self.text[..from].trim_end_matches([' ', '\t']).len();
            let from = if word == "," { blanks } else { from };
            finding::Edit { span: self.span(from, to), replacement: word.into() }
        });
        let fixes: Vec<finding::Edit> = fixes.collect();
        if let Some(fix) = self.findings.last_mut().and_then(|it| it.fix.as_mut()) {
            fix.edits.extend(fixes);
        }
        self.reread_tail_edited(draft, rule, mended, (at, end), &edits);
    }

    /// Says that a comma lacks before the word at a place.
    pub(super) fn lacks_comma(&mut self, (start, stop): Stretch, help: &str) {
        let shown = say::shown(&self.text[start..stop]);
        let or = if help.starts_with("names") { "`,` or a clause" } else { "`,`" };
        self.fault(start, stop, format!("expected {or} before {shown}"), help);
        let before = self.text[..start].trim_ascii_end().len();
        let plain = self.text[before..start].bytes().all(|it| matches!(it, b' ' | b'\t')) && before < start;
        if plain && before > 0 {
            let span = self.span(before, start);
            let edit = finding::Edit { span, replacement: ", ".into() };
            let last = self.findings.pop().map(|it| it.fix("write `,`", Applicability::Unsafe, vec![edit]));
            self.findings.extend(last);
        }
    }

    /// Reads operations on where some of them stand as data, because a comma lacks before them; else the draft comes back.
    pub(super) fn operations_go_on(
        &mut self,
        mut draft: Draft,
        (start, stop): Stretch,
        end: usize,
        silent: bool,
    ) -> Option<Draft> {
        let word = &self.text[start..stop];
        let name = self.repairs < REPAIRS && say::begins_word(word) && grammar::keyword(word).is_none();
        let more = if name { self.more_operations(&mut draft, start) } else { None };
        let Some(from) = more else { return Some(draft) };
        if !silent {
            let second = from + say::word(&self.text[from..]).len();
            self.lacks_comma((from, second), "operations in a list are divided by commas");
        }
        draft.broken = false;
        self.reread_tail(draft, Rule::deeds, ("", (from, from)), (from, end));
        None
    }

    /// Operations that stand where data belong, because a comma lacks before them: where the first stands. The draft reads
    /// operations again.
    fn more_operations(&mut self, draft: &mut Draft, at: usize) -> Option<usize> {
        let (first, is) = self.operations_as_data(draft)?;
        let from = self.unplace(first.start);
        let same = from < at && self.piece(from, from + (first.end - first.start) as usize) == is;
        (same && self.reopen_operations(draft)).then_some(from)
    }

    fn operations_as_data(&self, draft: &Draft) -> Option<(Span, String)> {
        if draft.place != Place::Data || draft.statement.operations.is_none() {
            return None;
        }
        let terms = draft.terms_read(self.ast)?;
        let words = terms.iter().map(|it| self.names.name(it.symbol));
        let all = words.clone().all(grammar::is_operation);
        let first = terms.first().filter(|_| all)?;
        Some((first.span, self.names.name(first.symbol).to_owned()))
    }

    /// The first keyword in the rest of a statement.
    pub(super) fn next_keyword(&self, at: usize, end: usize) -> Option<Rule> {
        let tokens = Tokens::new(self.text, crate::source::offset(at), crate::source::offset(end));
        let words = tokens.filter(|it| matches!(it.kind, Kind::Keyword(_)));
        words.map(|it| &self.text[it.start as usize..it.end as usize]).find_map(grammar::keyword)
    }
}
