//! Which keyword a misspelt word was meant to be.

use crate::finding::Applicability;
use crate::syntax::clause::{Clause, head};
use crate::syntax::grammar::{self, Rule};

/// A head, noun or `expect`.
pub(super) fn item(word: &str) -> Option<Rule> {
    nearest(word, |rule| begins(rule) || rule == Rule::kw_except).filter(|&rule| begins(rule))
}

/// Whether a word was meant to make a statement a test.
pub(super) fn is_expect(word: &str) -> bool {
    nearest(word, |rule| matches!(rule, Rule::kw_expect | Rule::kw_except)) == Some(Rule::kw_expect)
}

/// Whether a word was meant to stand before exceptions. A name with a capital must be nearer to it.
pub(super) fn is_except(word: &str) -> bool {
    let except = |rule| rule == Rule::kw_except;
    let far = || strsim::osa_distance(&word.to_lowercase(), grammar::spelling(Rule::kw_except)) > 1;
    grammar::keyword(word).is_none()
        && nearest(word, |rule| except(rule) || begins(rule) || is_clause(rule)).is_some_and(except)
        && !(word.starts_with(char::is_uppercase) && far())
}

/// Whether a short word is one edit away from a keyword of two letters.
pub(super) fn is_short(word: &str, rule: Rule) -> bool {
    let small = word.len() <= 3 && word.bytes().all(|it| it.is_ascii_lowercase()) && grammar::keyword(word).is_none();
    small && strsim::osa_distance(word, grammar::spelling(rule)) == 1
}

/// Whether an item begins with this keyword.
pub(super) fn begins(rule: Rule) -> bool {
    head(rule).is_some() || is_noun(rule) || rule == Rule::kw_expect
}

pub(super) fn noun(word: &str) -> Option<Rule> {
    nearest(word, is_noun)
}

/// The first word of a clause, or the word after a subject.
pub(super) fn clause(word: &str) -> Option<Rule> {
    nearest(word, is_clause)
}

pub(super) fn is_clause(rule: Rule) -> bool {
    rule == Rule::kw_to || is_flag(rule) || Clause::ALL.iter().any(|clause| clause.keyword() == Some(rule))
}

pub(super) fn is_noun(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::kw_organisation
            | Rule::kw_location
            | Rule::kw_audience
            | Rule::kw_channel
            | Rule::kw_unit
            | Rule::kw_theme
            | Rule::kw_service
            | Rule::kw_record
    )
}

/// A keyword that is a clause by itself.
pub(super) fn is_flag(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::kw_warm
            | Rule::kw_cold
            | Rule::kw_callback
            | Rule::kw_appointment
            | Rule::kw_forward
            | Rule::kw_referral
            | Rule::kw_onward
    )
}

/// The keyword with the fewest edits, if they are few for its length.
fn nearest(word: &str, wanted: impl Fn(Rule) -> bool) -> Option<Rule> {
    // The longest keyword has twelve letters.
    if word.len() < 2 || word.len() > 16 {
        return None;
    }
    let word = word.to_lowercase();
    let allowed = |keyword: &str| match keyword.len() {
        0..=2 => usize::from(word.len() <= 3 && word.as_bytes()[0] == keyword.as_bytes()[0]),
        3..=4 => 1,
        5..=7 => 2,
        _ => 3,
    };
    grammar::keywords()
        .filter(|&(_, rule)| wanted(rule))
        .map(|(keyword, rule)| (strsim::osa_distance(&word, keyword), keyword, rule))
        .filter(|&(distance, keyword, _)| distance <= allowed(keyword))
        .min_by_key(|&(distance, _, _)| distance)
        .map(|(_, _, rule)| rule)
}

/// How sure it is that a keyword was meant: an edit for every four letters at most, and no other keyword as near.
pub(super) fn sureness(word: &str, keyword: &str) -> Applicability {
    let word = word.to_lowercase();
    let distance = strsim::osa_distance(&word, keyword);
    let alone = grammar::keywords().all(|(other, _)| other == keyword || strsim::osa_distance(&word, other) > distance);
    let clear = alone && distance * 4 <= word.chars().count();
    if clear { Applicability::Safe } else { Applicability::Unsafe }
}

#[cfg(test)]
mod tests {
    use super::{clause, is_except, item, noun};
    use crate::syntax::grammar::Rule;

    #[test]
    fn misspelt_keywords_are_known() {
        assert_eq!(item("respnsible"), Some(Rule::kw_responsible));
        assert_eq!(item("Responsible"), Some(Rule::kw_responsible));
        assert_eq!(item("offr"), Some(Rule::kw_offer));
        assert_eq!(noun("unti"), Some(Rule::kw_unit));
        assert_eq!(noun("chanel"), Some(Rule::kw_channel));
        assert_eq!(clause("vai"), Some(Rule::kw_via));
        assert_eq!(clause("servng"), Some(Rule::kw_serving));
        assert_eq!(clause("becuase"), Some(Rule::kw_because));
        assert!(is_except("exept") && is_except("excpt") && is_except("Exept") && !is_except("expects"));
    }

    #[test]
    fn other_words_are_not() {
        assert_eq!(item("kcc"), None);
        assert_eq!(item("exept"), None);
        assert!(!is_except("Expert") && !is_except("except"));
        assert_eq!(clause("Juridisch"), None);
        assert_eq!(clause("Oost"), None);
        assert_eq!(noun("agents"), None);
    }
}
