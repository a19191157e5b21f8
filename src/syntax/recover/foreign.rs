//! Signs and words of other notations, and what is written here instead.

use super::{REPAIRS, say, skip_gap};
use crate::finding::Applicability;
use crate::syntax::ast::Head;
use crate::syntax::clause::{Clause, fits, is_chain};
use crate::syntax::grammar::{self, Rule};
use crate::syntax::lower::statement::{Draft, Place};
use crate::syntax::lower::{Lower, Stretch};

/// Arrows to one side. Of two that begin alike, the longer stands first.
const FORTH: &[&str] = &["-->", "==>", "- >", "=>", "–>", "—>", ">>", ">", "→", "⇒", "⟶", "➔", "➜", "➡"];
/// Arrows to both sides.
const BOTH: &[&str] = &["<-->", "<==>", "<=>", "<–>", "<—>", "<>", "↔", "⇔", "⟷"];
/// What stands between the names of a list.
const COMMAS: &[&str] = &["&&", "&", "+", "||", "|", "/", "，", "、"];
/// Words that stand between the names of a list.
const AND: &[&str] = &["and", "or", "en", "plus"];
/// Words that were likely meant to begin a clause.
const CLAUSES: &[(&str, Rule)] = &[
    ("or", Rule::kw_for),
    ("with", Rule::kw_when),
    ("if", Rule::kw_when),
    ("provided", Rule::kw_when),
    ("about", Rule::kw_of),
    ("regarding", Rule::kw_of),
    ("through", Rule::kw_via),
    ("over", Rule::kw_via),
    ("using", Rule::kw_via),
    ("on", Rule::kw_via),
    ("in", Rule::kw_at),
    ("since", Rule::kw_from),
    ("starting", Rule::kw_from),
    ("till", Rule::kw_until),
    ("through", Rule::kw_until),
    ("to", Rule::kw_until),
];

/// What begins a comment elsewhere.
const COMMENTS: &[&str] = &["/*", "<!--", "--", "#", "%", "/"];
/// Quotes that are not straight, or not double, and those that may end what they begin.
const QUOTES: &[(char, &[char])] = &[
    ('“', &['”', '“']),
    ('”', &['”']),
    ('„', &['”', '“', '"']),
    ('«', &['»']),
    ('»', &['«']),
    ('‘', &['’', '‘']),
    ('’', &['’']),
    ('‚', &['’', '‘']),
    ('\'', &['\'']),
];

/// What was written, and what was meant by it.
pub(in crate::syntax) struct Foreign {
    pub(super) place: Stretch,
    /// Where reading goes on.
    pub(super) from: usize,
    pub(super) meant: &'static str,
    /// The rule by which reading goes on behind it, and what stands there instead of it.
    pub(super) rule: Rule,
    pub(super) prefix: &'static str,
    /// Where the text between the quotes stands.
    pub(super) quoted: Option<Stretch>,
}

impl Lower<'_> {
    /// The sign or word of another notation at `at`, where what it means may stand.
    pub(super) fn foreign(&self, draft: &Draft, at: usize, end: usize) -> Option<Foreign> {
        let text = &self.text[at..end];
        let of = |len: usize, meant, rule, prefix| {
            let from = skip_gap(self.text, at + len).min(end);
            Foreign { place: (at, at + len), from, meant, rule, prefix, quoted: None }
        };
        if let Some((len, whole)) = self.comment(at, end) {
            let found = of(len, "//", Rule::tail, "");
            return Some(Foreign { from: skip_gap(self.text, at + whole).min(end), ..found });
        }
        if draft.place == Place::Clause(Clause::Because)
            && let Some((open, inner, whole)) = quotation(text)
        {
            let found = of(whole, "\"", Rule::tail, "");
            return Some(Foreign { quoted: Some((at + open, at + open + inner)), ..found });
        }
        let chain = is_chain(draft.statement.head) && matches!(draft.place, Place::Subject | Place::Hop(_));
        if chain && draft.is_reading() {
            let sign = |signs: &[&'static str]| signs.iter().find(|it| text.starts_with(**it)).copied();
            if let Some(sign) = sign(BOTH) {
                return Some(of(sign.len(), "<->", Rule::tail, "<-> "));
            }
            if let Some(sign) = sign(FORTH) {
                return Some(of(sign.len(), "->", Rule::tail, "-> "));
            }
        }
        if let Some(found) = self.comma(draft, at, end) {
            return Some(found);
        }
        let word = say::word(text);
        let (len, rule) = self.clause_meant(draft, word, at, end)?;
        let keyword = grammar::spelling(rule);
        let mut found = of(len, keyword, Rule::tail, keyword);
        found.from = at + len;
        Some(found)
    }

    /// What stands for the comma between two names, operations or safeguards.
    pub(in crate::syntax) fn comma(&self, draft: &Draft, at: usize, end: usize) -> Option<Foreign> {
        let rule = match draft.place {
            _ if draft.reads_safeguards() => Rule::guarded,
            _ if !draft.reads_list() => return None,
            Place::Operations => Rule::deeds,
            _ => Rule::more,
        };
        let text = &self.text[at..end];
        let word = say::word(text);
        let sign = comma_sign(text);
        if word == "or" && self.is_task_next(draft, at + word.len(), end) {
            return None;
        }
        let and = AND.contains(&word) || word == "with" && rule == Rule::guarded;
        let len = sign.or_else(|| and.then_some(word.len()))?;
        if !self.name_follows(at + len, end) || self.repairs >= REPAIRS {
            return None;
        }
        let from = skip_gap(self.text, at + len).min(end);
        Some(Foreign { place: (at, at + len), from, meant: ",", rule, prefix: "", quoted: None })
    }

    /// A comment of another notation: how long its sign is, and the whole of it.
    pub(super) fn comment(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        let text = &self.text[at..end];
        let sign = COMMENTS.iter().find(|it| text.starts_with(**it) && !text.starts_with("-->"))?;
        let apart = self.text[..at].is_empty() || self.text[..at].ends_with([' ', '\t', '\n', '\r']);
        let behind = &text[sign.len()..];
        let begins = match *sign {
            "#" | "%" => behind.is_empty() || behind.starts_with([' ', '\t', '\n', '\r', '#']),
            // Elsewhere it stands between names.
            "/" => behind.starts_with([' ', '\t']) && (at == 0 || self.begins_line(at)),
            _ => true,
        };
        let line = say::line(text).len();
        let whole = if *sign == "/*" { text.find("*/").map_or(line, |close| close + 2) } else { line };
        (apart && begins).then_some((sign.len(), whole))
    }

    /// Whether a name that may stand in a list follows.
    fn name_follows(&self, at: usize, end: usize) -> bool {
        let next = &self.text[skip_gap(self.text, at).min(end)..end];
        let word = say::word(next);
        if word.is_empty() { next.starts_with(['`', '#', '*']) } else { grammar::keyword(word).is_none() }
    }

    /// Whether a task stands at `at` where a statement takes tasks and has none: it is no name of a list.
    fn is_task_next(&self, draft: &Draft, at: usize, end: usize) -> bool {
        let next = &self.text[skip_gap(self.text, at).min(end)..end];
        let clause = !matches!(draft.place, Place::Operations | Place::Clause(Clause::For));
        clause && lacks(draft, Clause::For) && grammar::is_task(say::word(next))
    }

    /// The clause that a word was meant to begin, and how long it is with what belongs to it.
    fn clause_meant(&self, draft: &Draft, word: &str, at: usize, end: usize) -> Option<(usize, Rule)> {
        let unfinished = match draft.statement.head {
            Head::Allow | Head::Forbid => matches!(draft.place, Place::Subject | Place::Operations),
            head => draft.place == Place::Subject && is_chain(head),
        };
        if unfinished || word.is_empty() {
            return None;
        }
        let next = skip_gap(self.text, at + word.len()).min(end);
        let behind = &self.text[next..end];
        if word == "up" && say::word(behind) == grammar::spelling(Rule::kw_to) {
            let len = next + grammar::spelling(Rule::kw_to).len() - at;
            return lacks(draft, Clause::UpTo).then_some((len, Rule::kw_up_to));
        }
        let day = behind.starts_with(|it: char| it.is_ascii_digit());
        let mut meant = CLAUSES.iter().filter(|(foreign, _)| *foreign == word).map(|&(_, rule)| rule);
        let rule = meant.find(|&rule| {
            let clause = Clause::ALL.into_iter().find(|it| it.keyword() == Some(rule));
            let fitting = match clause {
                Some(Clause::From | Clause::Until) => day,
                Some(Clause::For) => self.is_task_next(draft, at + word.len(), end),
                _ => self.name_follows(at + word.len(), end),
            };
            fitting && clause.is_some_and(|it| lacks(draft, it))
        })?;
        Some((word.len(), rule))
    }

    /// Says what is written here instead.
    pub(super) fn say_foreign(&mut self, found: &Foreign) {
        let Foreign { place, meant, .. } = *found;
        if let Some((from, to)) = found.quoted {
            return self.say_quotes(place, (from, to));
        }
        let word = &self.text[place.0..place.1];
        let shown = say::shown(word);
        if is_choice(found, self.text) {
            let help = "all of them are asked for: write a statement for each choice";
            return self.fault(place.0, place.1, format!("{shown} cannot stand between safeguards"), help);
        }
        self.fault(place.0, place.1, format!("expected `{meant}`, found {shown}"), help(meant));
        // What a comment goes on with is for its writer to mend.
        if meant != "//" {
            let blanks = self.text[..place.0].trim_end_matches([' ', '\t']).len();
            let span = self.span(if meant == "," { blanks } else { place.0 }, place.1);
            let last = self.findings.pop().map(|it| it.spelling(span, meant, Applicability::Unsafe));
            self.findings.extend(last);
        }
    }

    /// Says how a text is quoted.
    pub(super) fn say_quotes(&mut self, (start, end): Stretch, inner: Stretch) {
        self.fault(start, end, "a text stands between straight double quotes", "write `\"…\"`");
        let text = self.text[inner.0..inner.1].replace('\\', "\\\\").replace('"', "\\\"");
        let span = self.span(start, end);
        let last = self.findings.pop().map(|it| it.spelling(span, &format!("\"{text}\""), Applicability::Unsafe));
        self.findings.extend(last);
    }
}

/// Whether a sign or word between safeguards was meant to ask for one of them.
pub(super) fn is_choice(found: &Foreign, text: &str) -> bool {
    found.rule == Rule::guarded && matches!(&text[found.place.0..found.place.1], "or" | "|" | "||" | "/")
}

/// Whether a statement takes a clause, and has none yet.
pub(super) fn lacks(draft: &Draft, clause: Clause) -> bool {
    fits(draft.statement.head) & (1 << clause as u16) != 0 && !draft.has(clause)
}

/// A text in quotes of another form: the length of the quote that opens it, of what it holds, and of the whole.
pub(super) fn quotation(text: &str) -> Option<(usize, usize, usize)> {
    let line = say::line(text);
    let first = line.chars().next()?;
    let (_, closers) = QUOTES.iter().find(|(open, _)| *open == first)?;
    let open = first.len_utf8();
    let (inner, close) = line[open..].char_indices().find(|(_, it)| closers.contains(it))?;
    Some((open, inner, open + inner + close.len_utf8()))
}

/// The arrow that a text begins with, as other notations write it.
pub(super) fn arrow(text: &str) -> Option<usize> {
    FORTH.iter().find(|it| text.starts_with(**it)).map(|it| it.len())
}

/// What stands for a comma at the start of a text.
pub(super) fn comma_sign(text: &str) -> Option<usize> {
    COMMAS.iter().find(|it| text.starts_with(**it)).map(|it| it.len())
}

fn help(meant: &str) -> String {
    match meant {
        "//" => "a comment begins with `//`, and ends with its line".to_owned(),
        "," => "names in a list are divided by commas".to_owned(),
        _ => format!("did you mean `{meant}`?"),
    }
}
