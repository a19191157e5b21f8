//! Topics on which the policy says nothing, so that rules which need those facts can find nothing.

use schemars::JsonSchema;
use serde::Serialize;

use super::own::Own;
use super::topics::topics;

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    pub topic: String,
    /// What is not said, after "nothing about".
    pub about: String,
    /// What would say it.
    pub write: String,
    /// How many things state it, of those that could; both 0 where the policy has nothing that could.
    pub stated: usize,
    pub of: usize,
    /// The rules that are silent where it is not stated, but for those that the settings switch off.
    pub rules: Vec<String>,
}

/// The topics that are not stated by everything that could state them, in the order of the table. A topic that asks for one
/// statement is told only where there is none.
pub(super) fn silences(own: &Own<'_, '_>) -> Vec<Silence> {
    let mut out = Vec::new();
    for topic in topics() {
        let (stated, of) = (topic.count)(own);
        let rules: Vec<String> = topic
            .rules
            .iter()
            .filter(|rule| own.space.settings.level(rule).is_none_or(|level| level.is_some()))
            .map(|&rule| rule.to_owned())
            .collect();
        let whole = stated > 0 && (stated >= of || !topic.each);
        if !whole && !rules.is_empty() {
            out.push(Silence {
                topic: topic.id.to_owned(),
                about: topic.about.to_owned(),
                write: topic.write.to_owned(),
                stated,
                of,
                rules,
            });
        }
    }
    out
}
