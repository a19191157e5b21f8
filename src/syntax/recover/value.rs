//! Signs of other notations in the values of properties: what was meant is read, and told how it is written here.

use pest::iterators::Pair;

use super::mend::Edit;
use super::{REPAIRS, foreign, say};
use crate::finding::Applicability;
use crate::syntax::grammar::Rule;
use crate::syntax::lower::{Lower, Stretch, stretch};

/// A word or sign of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// The colon or what divides values.
    Nothing,
    Word(Stretch),
}

/// What is said of a sign: where it stands, what is meant, and what to do.
struct Told {
    place: Stretch,
    message: String,
    help: &'static str,
    /// What is written instead.
    meant: String,
}

/// What joins the parts of a word elsewhere.
const DASHES: &[&str] = &["–", "—", "−", "‐", "‑", "-"];

impl Lower<'_> {
    /// Reads a property together with what stands behind it and fits nowhere, if that is understood.
    pub(in crate::syntax) fn odd_value(&mut self, property: &Pair<'_, Rule>, loose: &Pair<'_, Rule>) -> bool {
        let (start, end) = (property.as_span().start(), loose.as_span().end());
        let is_comment = |it: &Pair<'_, Rule>| it.as_rule() == Rule::comment;
        let last = property.clone().into_inner().filter(|it| !is_comment(it)).last();
        let mut before = match &last {
            Some(last) if last.as_rule() == Rule::atom => Before::Word(stretch(last)),
            _ => Before::Nothing,
        };
        let tokens: Vec<Stretch> =
            loose.clone().into_inner().filter(|it| !is_comment(it)).map(|it| stretch(&it)).collect();
        let (mut edits, mut told): (Vec<Edit<'_>>, Vec<Told>) = (Vec::new(), Vec::new());
        let (mut read, mut lacks) = (0, false);
        for (at, &token) in tokens.iter().enumerate() {
            if token.0 < read {
                continue;
            }
            let next = tokens.get(at + 1).copied();
            if let Some(sign) = self.rate(before, token, next) {
                let (sound, it, new) = sign;
                lacks |= !sound;
                read = new.last().map_or(token.1, |it: &Edit<'_>| it.0.1);
                edits.extend(new);
                told.push(it);
                continue;
            }
            if let Some(sign) = self.sign_in_value(before, token, next) {
                let (edit, it) = sign;
                read = edit.0.1;
                before = match (edit.1, before) {
                    ("->" | ",", _) => Before::Nothing,
                    _ => before,
                };
                edits.push(edit);
                told.push(it);
                continue;
            }
            let text = &self.text[token.0..token.1];
            let closed = match text.as_bytes().first() {
                Some(b'"') => say::is_closed(text),
                Some(b'`') => text.len() > 2 && text.ends_with('`'),
                _ => !text.contains('.') || text.starts_with(|it: char| it.is_ascii_digit()),
            };
            before = match text {
                "," | "->" => Before::Nothing,
                _ if say::begins_name(text) && closed => Before::Word(token),
                _ => return false,
            };
        }
        if told.is_empty() || self.repairs >= REPAIRS {
            return false;
        }
        for Told { place, message, help, meant } in told {
            self.fault(place.0, place.1, message, help);
            let span = self.span(place.0, place.1);
            if !meant.is_empty() {
                let finding = self.findings.pop().map(|it| it.spelling(span, &meant, Applicability::Unsafe));
                self.findings.extend(finding);
            }
        }
        self.reread_edited(Rule::property, ("", (start, start)), (start, end), &edits, |again, pair, _| {
            let before = again.ast.properties.len();
            again.property(pair, usize::MAX);
            if let Some(property) = again.ast.properties.get_mut(before).filter(|_| lacks) {
                property.guessed = true;
            }
        });
        true
    }

    /// A rate that begins with `_`, or lacks its unit: whether its value is sound, what is said of it, and its edits.
    fn rate(&self, before: Before, token: Stretch, next: Option<Stretch>) -> Option<(bool, Told, Vec<Edit<'static>>)> {
        let Before::Word(word) = before else { return None };
        let figure = self.piece(word.0, word.1);
        if word.1 != token.0 || !self.text[token.0..].starts_with('/') {
            return None;
        }
        let plain = figure.trim_start_matches('_');
        let sound =
            plain.starts_with(is_digit) && plain.bytes().all(|it| it.is_ascii_digit() || matches!(it, b'_' | b'.'));
        let unit = next.filter(|it| it.0 == token.0 + 1 && self.text[it.0..].starts_with(char::is_alphabetic));
        let Some(unit) = unit else {
            let message = format!("expected a unit of time after `{figure}/`");
            let told =
                Told { place: (word.0, token.0 + 1), message, help: "write for example `240/h`", meant: String::new() };
            let behind = next.is_none_or(|it| self.text[token.0 + 1..it.0].contains(['\n', '\r']));
            return (sound && behind).then(|| (false, told, vec![((token.0, token.0 + 1), "")]));
        };
        let meant = format!("{plain}/{}", self.piece(unit.0, unit.1));
        let message = format!("expected `{meant}`, found {}", say::shown(self.piece(word.0, unit.1)));
        let signs = (word.0, word.1 - plain.len());
        let told = Told { place: (word.0, unit.1), message, help: "a figure begins with a digit", meant };
        (sound && signs.0 < signs.1).then(|| (true, told, vec![(signs, ""), ((token.0, unit.0), "/")]))
    }

    /// The edit of a sign that stands in a value, and what is said of it.
    fn sign_in_value(&self, before: Before, token: Stretch, next: Option<Stretch>) -> Option<(Edit<'static>, Told)> {
        let text = &self.text[token.0..];
        let expected = |len: usize, meant: &'static str, help: &'static str| {
            let shown = say::shown(&text[..len]);
            let message = format!("expected `{meant}`, found {shown}");
            let place = (token.0, token.0 + len);
            ((place, meant), Told { place, message, help, meant: meant.to_owned() })
        };
        if let Some(len) = foreign::arrow(text) {
            return Some(expected(len, "->", "steps have `->` between them"));
        }
        let dash = DASHES.iter().find(|it| text.starts_with(**it)).map(|it| it.len());
        let behind = |len: usize| {
            let rest = &text[len..];
            token.0 + len + rest.len() - rest.trim_start_matches([' ', '\t']).len()
        };
        let Before::Word(word) = before else {
            let number = next.filter(|it| dash == Some(it.0 - token.0) && self.text[it.0..].starts_with(is_digit))?;
            let figure = self.piece(number.0, number.1);
            let message = format!("`-{figure}` is below zero, and no figure is");
            let meant = figure.to_owned();
            let told = Told { place: (token.0, number.1), message, help: "write a figure from 0 on", meant };
            return Some((((token.0, number.0), ""), told));
        };
        let figure = self.text[word.0..word.1].bytes().all(|it| it.is_ascii_digit() || matches!(it, b'_' | b'.'));
        let joined = |sign: &'static str, len: usize, next: Option<Stretch>| {
            let end = next.map_or(token.0 + len, |it| it.1);
            let follows = next.map_or("", |it| self.piece(it.0, it.1));
            let meant = format!("{}{sign}{follows}", self.piece(word.0, word.1));
            let shown = say::shown(self.piece(word.0, end));
            let message = format!("expected `{meant}`, found {shown}");
            let to = next.map_or(token.0 + len, |it| it.0);
            (((word.1, to), sign), Told { place: (word.0, end), message, help: "write it as one word", meant })
        };
        let apart = |at: usize| self.text[word.1..at].trim_matches([' ', '\t']).is_empty();
        if let (Some(len), Some(next)) = (dash, next)
            && apart(token.0)
            && next.0 == behind(len)
            && self.text[next.0..].starts_with(|it: char| it.is_alphanumeric())
        {
            return Some(joined("-", len, Some(next)));
        }
        if text.starts_with('%') && figure && apart(token.0) {
            return Some(joined("%", 1, None));
        }
        if let Some(next) = next.filter(|it| text.starts_with('/') && figure && it.0 == behind(1))
            && apart(token.0)
        {
            return Some(joined("/", 1, Some(next)));
        }
        let comma = foreign::comma_sign(text)?;
        Some(expected(comma, ",", "values in a list are divided by commas"))
    }
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit()
}
