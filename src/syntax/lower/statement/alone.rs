//! A selector without a statement around it.

use pest::iterators::Pair;

use crate::syntax::ast::Selector;
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::{Lower, stretch};
use crate::syntax::recover::say;

impl Lower<'_> {
    /// The selector that a text is; what else stands there is told. `None` where no name stands.
    pub(in crate::syntax) fn alone(&mut self, pair: Pair<'_, Rule>) -> Option<Selector> {
        let mut draft = self.draft(0);
        for pair in pair.into_inner() {
            let wrong = match pair.as_rule() {
                Rule::list => self.read_list(&mut draft, stretch(&pair)),
                Rule::exceptions => self.exceptions(&mut draft, pair),
                Rule::stray => Some(pair.as_span().start()),
                _ => None,
            };
            if let Some(at) = wrong {
                let text = &self.text[at..];
                let sign = text.chars().next().map_or(0, char::len_utf8);
                let len = if say::begins_name(text) { say::word(text).len().max(sign) } else { sign };
                let except = grammar::spelling(Rule::kw_except);
                let help = format!("names have commas between them; `* {except} NAME` leaves something out");
                self.fault(at, at + len, format!("unexpected {}", say::shown(&text[..len])), help);
                break;
            }
        }
        self.selector_read(&mut draft)
    }
}
