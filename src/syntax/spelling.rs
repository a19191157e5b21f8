//! How a name is written.

use std::borrow::Cow;

use pest::Parser;

use super::ast::Mode;
use super::clause::{Clause, mode_of, mode_rule};
use super::grammar::{self, Grammar, Rule};
use super::unseen;

/// Whether a text is a name, reserved or not.
pub fn is_word(text: &str) -> bool {
    super::lower::is_word(text)
}

/// A name as a policy writes it: in backticks where it is no plain word, or a keyword. `None` for what no backticks can hold.
pub fn name(name: &str) -> Option<Cow<'_, str>> {
    let whole =
        Grammar::parse(Rule::word_token, name).is_ok_and(|mut it| it.next().is_some_and(|it| it.as_str() == name));
    let whole = whole && !unseen::is_in(name);
    if whole && grammar::keyword(name).is_none() { Some(Cow::Borrowed(name)) } else { quoted(name).map(Cow::Owned) }
}

/// The word for a way to hand over.
pub fn mode(mode: Mode) -> &'static str {
    grammar::spelling(mode_rule(mode))
}

/// The keyword that stands right behind another name in this one, because a blank lacks; it is one that goes on behind names.
pub fn keyword_behind(name: &str, before: &str) -> Option<&'static str> {
    let rest = name.strip_prefix(before)?;
    let rule = grammar::keyword(rest)?;
    let clause = Clause::ALL.iter().any(|clause| clause.keyword() == Some(rule));
    let behind = clause || mode_of(rest).is_some() || matches!(rule, Rule::kw_to | Rule::kw_except);
    behind.then(|| grammar::spelling(rule))
}

/// A name in backticks.
pub fn quoted(name: &str) -> Option<String> {
    let may = !name.is_empty() && !name.contains(['`', '\n', '\r']);
    may.then(|| format!("`{name}`"))
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_are_written_so_that_they_are_read_again() {
        for (text, is) in [
            ("Oost", Some("Oost")),
            ("Geldermalsen-Oost", Some("Geldermalsen-Oost")),
            ("Überlingen", Some("Überlingen")),
            ("unit", Some("`unit`")),
            ("Oost 2", Some("`Oost 2`")),
            ("a--b", Some("`a--b`")),
            ("2b", Some("`2b`")),
            ("a`b", None),
            ("", None),
        ] {
            assert_eq!(name(text).as_deref(), is, "{text}");
        }
    }
}
