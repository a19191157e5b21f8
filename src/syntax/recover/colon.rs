//! Properties without their colon, or with another sign for it: read as they were meant, and told once.

use pest::iterators::Pair;

use super::{REPAIRS, near, say, skip_gap};
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::{Lower, Stretch, stretch};

/// What stands for the colon elsewhere.
const SIGNS: &[&str] = &[":=", "==", "=>", "->", "="];

/// A property that lacks its colon: where it stands, and what its colon is written over.
struct Bare {
    place: Stretch,
    key: Stretch,
    gap: Stretch,
}

impl Lower<'_> {
    /// Reads what fits nowhere in a block as properties without their colons, if all of it is.
    pub(in crate::syntax) fn odd_properties(&mut self, loose: &Pair<'_, Rule>) -> bool {
        if loose.as_rule() != Rule::loose_member || self.repairs >= REPAIRS {
            return false;
        }
        let tokens: Vec<Pair<'_, Rule>> =
            loose.clone().into_inner().filter(|it| it.as_rule() != Rule::comment).collect();
        let begins = |at: usize| at == 0 || self.begins_item(&tokens[at]) && !super::divides(tokens[at - 1].as_str());
        let starts: Vec<usize> = (0..tokens.len()).filter(|&at| begins(at)).collect();
        let ends = starts.iter().skip(1).copied().chain([tokens.len()]);
        let bare: Option<Vec<Bare>> = starts.iter().zip(ends).map(|(&from, to)| self.bare(&tokens[from..to])).collect();
        let Some(bare) = bare.filter(|it| !it.is_empty()) else { return false };
        for Bare { place, key, gap } in bare {
            let word = self.piece(key.0, key.1).to_owned();
            let shown = say::shown(&word);
            self.fault(key.0, key.1, format!("expected `:` after {shown}"), format!("write `{word}: …`"));
            self.reread_edited(Rule::property, ("", (place.0, place.0)), place, &[(gap, ":")], |again, pair, _| {
                let before = again.ast.properties.len();
                again.property(pair, usize::MAX);
                if let Some(property) = again.ast.properties.get_mut(before) {
                    property.guessed = true;
                }
            });
        }
        true
    }

    /// A word and a value that follows it. More words side by side are prose, or several properties.
    fn bare(&self, tokens: &[Pair<'_, Rule>]) -> Option<Bare> {
        let (first, rest) = tokens.split_first()?;
        let key = stretch(first);
        let word = first.as_str();
        let is_key = match grammar::keyword(word) {
            None => say::begins_word(word) && say::word(word) == word && near::noun(word).is_none(),
            Some(rule) => matches!(rule, Rule::kw_from | Rule::kw_until),
        };
        let next = skip_gap(self.text, key.1);
        let sign = SIGNS.iter().find(|it| self.text[next..].starts_with(**it)).map_or(0, |it| it.len());
        let value = skip_gap(self.text, next + sign);
        let rest: Vec<&Pair<'_, Rule>> = rest.iter().filter(|it| it.as_span().start() >= value).collect();
        let last = rest.last()?.as_span().end();
        let is_word = |it: &str| say::begins_word(it) && grammar::keyword(it).is_none();
        let prose = rest.windows(2).any(|pair| is_word(pair[0].as_str()) && is_word(pair[1].as_str()));
        let one_line = !self.text[key.1..value].contains(['\n', '/']);
        let follows = say::begins_name(&self.text[value..]);
        (is_key && one_line && follows && !prose && value > key.1).then_some(Bare {
            place: (key.0, last),
            key,
            gap: (key.1, value),
        })
    }
}
