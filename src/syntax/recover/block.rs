//! What stands before a block and is no header of a declaration.

use pest::iterators::Pair;

use super::{REPAIRS, foreign, near, say};
use crate::finding::Applicability;
use crate::source::offset;
use crate::syntax::ast::Name;
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::{Lower, Stretch, stretch};

impl Lower<'_> {
    /// What stands before a block without a noun.
    pub(in crate::syntax) fn before_block(
        &mut self,
        pair: Pair<'_, Rule>,
        block: &Pair<'_, Rule>,
        parent: Option<u32>,
    ) {
        let open = block.as_span();
        let start = pair.as_span().start();
        let loose = matches!(pair.as_rule(), Rule::loose | Rule::loose_member);
        let cut = header(&pair).filter(|&cut| !self.is_in_expectation(start, cut));
        if loose && self.goes_on_header(&pair, cut) {
            self.behind_name(start, open.start());
            let place = offset(self.ast.declarations.len() - 1);
            if let Some(block) = block.clone().into_inner().next() {
                self.fill(place, block);
            }
            return;
        }
        let Some(cut) = cut else {
            if pair.as_rule() != Rule::property {
                self.item(pair, parent);
            }
            if !loose {
                self.bare_block(block);
            }
            return;
        };
        let word = say::word(&self.text[cut..]);
        let place = (cut, cut + word.len());
        let parent_noun = parent.and_then(|at| self.ast.declarations.get(at as usize)).map(|it| it.noun);
        let after = self.text[place.1..open.start()].trim_ascii_start();
        let named = after.is_empty() || after.starts_with(['"', '#']);
        if named && near::noun(word).is_none() {
            return self.without_noun(place, parent_noun.map(say::noun), open.end(), parent);
        }
        let near = near::noun(word);
        let keyword = near.map(grammar::spelling);
        let shown = say::shown(word);
        let help = keyword
            .map_or_else(|| format!("the nouns are {}", say::nouns()), |keyword| format!("did you mean `{keyword}`?"));
        if cut > start && pair.as_rule() != Rule::property {
            self.reread_items("", (start, start), cut, parent);
        }
        self.fault(place.0, place.1, format!("expected a noun, found {shown}"), help);
        self.likely(place, keyword);
        let noun = keyword.or(parent_noun.map(say::noun));
        if let Some(noun) = noun.filter(|_| self.repairs < REPAIRS) {
            self.reread_items(noun, place, open.end(), parent);
        }
        self.take_waiting();
    }

    /// A name with a block and without a noun, or with one that no blank divides from it.
    fn without_noun(&mut self, place: Stretch, around: Option<&str>, end: usize, parent: Option<u32>) {
        let (start, stop) = place;
        let name = self.piece(start, stop).to_owned();
        let shown = say::shown(&name);
        if let Some((noun, len)) = joined(&name) {
            let meant = format!("{noun} {}", &name[len..]);
            self.fault(start, stop, format!("expected `{meant}`, found {shown}"), format!("write `{meant}`"));
            let span = self.span(start, stop);
            let last = self.findings.pop().map(|it| it.spelling(span, &meant, Applicability::Safe));
            self.findings.extend(last);
            if self.repairs < REPAIRS {
                self.reread_items(&format!("{noun} "), (start, start + len), end, parent);
            }
        } else {
            let help = match around {
                Some(noun) => format!("write `{noun} {name}` if it is one"),
                None => format!("the nouns are {}", say::nouns()),
            };
            self.fault(start, stop, format!("expected a noun before {shown}"), help);
            if let Some(noun) = around.filter(|_| self.repairs < REPAIRS) {
                self.reread_items(&format!("{noun} "), (start, start), end, parent);
            }
        }
        self.take_waiting();
    }

    /// Whether an expectation begins at `start`, and at `cut` a word of it.
    fn is_in_expectation(&self, start: usize, cut: usize) -> bool {
        grammar::keyword(say::word(&self.text[start..])) == Some(Rule::kw_expect)
            && near::noun(say::word(&self.text[cut..])).is_none()
    }

    /// Whether words stand right behind a declaration without a block, and begin none themselves; `cut` is where they might.
    fn goes_on_header(&self, pair: &Pair<'_, Rule>, cut: Option<usize>) -> bool {
        let start = pair.as_span().start();
        let before = self.text[..start].trim_ascii_end();
        let end = self.span(before.len(), before.len()).end;
        let waits = self.ast.declarations.last().is_some_and(|it| it.header == it.span && it.span.end == end);
        let same_line =
            !self.text[before.len()..start].contains('\n') && !pair.as_str().trim_ascii_end().contains('\n');
        let other = cut.is_some_and(|at| near::noun(say::word(&self.text[at..])).is_some());
        waits && !other && (same_line || (cut.is_none() && say::begins_word(pair.as_str())))
    }

    /// What stands between the name of a declaration and its block.
    fn behind_name(&mut self, start: usize, open: usize) {
        let text = self.text[start..open].trim_ascii_end();
        if let Some((quote, inner, whole)) = foreign::quotation(text) {
            return self.say_quotes((start, start + whole), (start + quote, start + quote + inner));
        }
        let word = say::word(text);
        let len = if word.is_empty() { text.chars().next().map_or(0, char::len_utf8) } else { word.len() };
        let shown = say::shown(&text[..len]);
        let help = match text.as_bytes().first() {
            Some(b'#') => format!("a tag is written `#{}`", say::word(text[1..].trim_ascii_start())),
            Some(b':') => "no `:` here: take it away".to_owned(),
            Some(b'=' | b',' | b';' | b'-') => "take it away".to_owned(),
            Some(b'(') => "write a label in quotes: `\"…\"`".to_owned(),
            _ => "a name is one word: join two with `-` or `_`, or write a label in quotes".to_owned(),
        };
        self.fault(start, start + len, format!("unexpected {shown} after the name"), help);
    }

    /// Reads a declaration whose noun a colon follows, or what cannot be a name, if this is one. `None` if it is none.
    pub(in crate::syntax) fn odd_name(
        &mut self,
        noun: &Pair<'_, Rule>,
        next: Option<&Pair<'_, Rule>>,
        block: Option<&Pair<'_, Rule>>,
        parent: Option<u32>,
    ) -> Option<()> {
        let next = next.filter(|it| matches!(it.as_rule(), Rule::loose | Rule::loose_member))?;
        let mut parts = noun.clone().into_inner();
        let word = parts.next()?.as_str().trim_ascii_end();
        if parts.any(|it| it.as_rule() != Rule::comment) || self.repairs >= REPAIRS {
            return None;
        }
        let start = noun.as_span().start();
        let (at, after) = stretch(&next.clone().into_inner().next()?);
        if self.text[start..at].contains('\n') {
            return None;
        }
        let end = block.unwrap_or(next).as_span().end();
        let sign = &self.text[at..after];
        if sign == ":" {
            self.fault(at, after, format!("unexpected `:` after `{word}`"), "no `:` here: take it away");
            self.reread_items(word, (start, after), end, parent);
        } else if sign.starts_with(|it: char| it.is_ascii_digit()) {
            let message = format!("{} is no name", say::shown(sign));
            let help = format!("a name begins with a letter or `_`; a label may be anything: `{word} Name \"{sign}\"`");
            self.fault(at, after, message, help);
            let place = self.ast.declarations.len();
            let name = Name { symbol: self.names.intern(sign), quoted: false, span: self.span(at, after) };
            self.reread_items(&format!("{word} _"), (start, after), end, parent);
            if let Some(declaration) = self.ast.declarations.get_mut(place) {
                declaration.name = name;
            }
        } else if sign.starts_with('-') && say::begins_word(&self.text[after..end]) {
            let name = say::word(&self.text[after..end]);
            let shown = say::shown(self.piece(at, after + name.len()));
            let help = format!("a name begins with a letter or `_`: write `{name}`");
            self.fault(at, after + name.len(), format!("{shown} is no name"), help);
            self.reread_items(&format!("{word} "), (start, after), end, parent);
        } else {
            return None;
        }
        Some(())
    }

    /// A property that is a declaration with a colon behind its noun: where its colon is.
    pub(in crate::syntax) fn noun_as_key(&self, pair: &Pair<'_, Rule>) -> Option<usize> {
        let key = pair.clone().into_inner().next().filter(|it| it.as_rule() == Rule::key)?;
        near::is_noun(grammar::keyword(key.as_str())?).then_some(())?;
        Some(super::skip_gap(self.text, key.as_span().end()))
    }

    /// A declaration in a block with a colon behind its noun.
    pub(in crate::syntax) fn property_with_block(
        &mut self,
        pair: &Pair<'_, Rule>,
        colon: Option<usize>,
        end: usize,
        parent: Option<u32>,
    ) {
        let Some(colon) = colon else { return };
        let start = pair.as_span().start();
        let word = say::word(pair.as_str()).to_owned();
        self.fault(colon, colon + 1, format!("unexpected `:` after `{word}`"), "no `:` here: take it away");
        if self.repairs < REPAIRS {
            self.reread_items(&word, (start, colon + 1), end, parent);
        }
        self.take_waiting();
    }
}

/// Where the header of a block without a noun begins among the words before it: `word Name "label" #tag`, or the name where the
/// word before it stands on a line above and is none.
pub(in crate::syntax) fn header(before: &Pair<'_, Rule>) -> Option<usize> {
    let words: Vec<_> = before
        .clone()
        .into_inner()
        .filter(|it| matches!(it.as_rule(), Rule::stray | Rule::atom))
        .map(|it| (it.as_span().start(), it.as_str().to_owned()))
        .collect();
    let mut words = words.iter().rev().skip_while(|(_, word)| word.starts_with('#')).peekable();
    words.next_if(|(_, word)| word.starts_with('"'));
    let (at, name) = words.next()?;
    let (start, noun) = words.next()?;
    let is_name = say::begins_name(name) && !name.starts_with('"');
    let from = before.as_span().start();
    let above = before.as_str()[start - from..at - from].contains(['\n', '\r']);
    if above && is_name && say::begins_word(name) && near::noun(noun).is_none() {
        return Some(*at);
    }
    (is_name && say::begins_word(noun) && !noun.contains('.')).then_some(*start)
}

/// How long the noun is that a name follows without a blank.
fn joined(word: &str) -> Option<(&'static str, usize)> {
    let mut nouns = grammar::keywords().filter(|&(noun, rule)| near::is_noun(rule) && word.starts_with(noun));
    let (noun, _) = nouns.find(|(noun, _)| word[noun.len()..].starts_with(char::is_uppercase))?;
    Some((noun, noun.len()))
}
