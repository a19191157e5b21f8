//! Which findings are shown: by rule, and by the files that were asked for.

use crate::finding::Finding;
use crate::settings::Settings;
use crate::source::FileId;

/// Whether a finding is shown. What may not be ignored is not ignored here either.
pub(super) fn shows(settings: &Settings, rule: &str, select: &[String], ignore: &[String]) -> bool {
    wants(rule, select, if settings.is_ignorable(rule) { ignore } else { &[] })
}

/// Whether `--select` and `--ignore` let a rule through. The nearer word wins: a rule beats its group, and
/// `--ignore` wins of equals. Text that could not be read makes every other silence doubtful, so it is always selected.
pub(super) fn wants(rule: &str, select: &[String], ignore: &[String]) -> bool {
    let by_default = select.is_empty() || rule.starts_with("syntax/");
    match (nearness(rule, select).or(by_default.then_some(0)), nearness(rule, ignore)) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(selected), Some(ignored)) => selected > ignored,
    }
}

/// 2 for the rule itself, 1 for its group.
fn nearness(rule: &str, words: &[String]) -> Option<u8> {
    if words.iter().any(|word| word == rule) {
        return Some(2);
    }
    let (group, _) = rule.split_once('/')?;
    words.iter().any(|word| word == group).then_some(1)
}

/// Whether a finding has a place in one of the files.
pub(super) fn touches(finding: &Finding, files: &[FileId]) -> bool {
    let mut places = std::iter::once(finding.span).chain(finding.labels.iter().map(|label| label.span));
    places.any(|span| files.contains(&span.file))
}
