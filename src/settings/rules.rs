//! Which rule ids and groups `[rules]` and the command line may name.

use crate::model::OwnRule;

/// The ids of the whole catalogue, also of rules that are not written yet: a policy may already set their levels.
/// Ids are for ever. A test sees to it that every rule of `checks::ALL` is here.
pub const CATALOGUE: &[&str] = &[
    "accept/expired",
    "accept/incomplete",
    "accept/unused",
    "capacity/average-only",
    "capacity/backlog",
    "capacity/no-surge",
    "capacity/occupancy",
    "capacity/overload",
    "capacity/second-line",
    "capacity/service-level",
    "capacity/surge-unskilled",
    "capacity/team-under-peak",
    "expect/failed",
    "gap/audience-unreached",
    "gap/blind-front",
    "gap/field-unwritable",
    "gap/hours",
    "gap/location-unstaffed",
    "gap/no-answer-norm",
    "gap/no-general-entrance",
    "gap/not-offered",
    "gap/right-missing",
    "gap/unaccountable",
    "gap/undecided",
    "gap/unserved",
    "gap/unsteered",
    "gap/write-undecided",
    "handover/cycle",
    "handover/dead-end",
    "handover/missing",
    "handover/no-deadline",
    "handover/no-return",
    "handover/no-second-line",
    "handover/no-shared-view",
    "handover/not-live",
    "handover/switchboard",
    "handover/team-hands-over",
    "handover/too-long",
    "handover/unequal",
    "mandate/cycle",
    "mandate/delegated-down",
    "mandate/missing",
    "mandate/no-reference",
    "mandate/not-mandatable",
    "mandate/not-onward",
    "mandate/outside",
    "mandate/wider-than-source",
    "name/confusable",
    "name/duplicate",
    "name/empty-box",
    "name/unknown-property",
    "name/unresolved",
    "name/unused",
    "overlap/accountable",
    "overlap/audience",
    "overlap/channel-chief",
    "overlap/content",
    "overlap/contradiction",
    "overlap/decide",
    "overlap/delegator",
    "overlap/entrance",
    "overlap/redundant",
    "overlap/responsible",
    "overlap/writers",
    "people/formality-clash",
    "people/readiness",
    "people/scarce",
    "people/skill-gap",
    "people/span",
    "relation/freedom-contradiction",
    "relation/no-agreement",
    "relation/no-internal-owner",
    "relation/outsider-decides",
    "risk/above-ceiling",
    "risk/authentic-outside-source",
    "risk/blanket",
    "risk/excess-right",
    "risk/experimental",
    "risk/front-mutation",
    "risk/identity-too-low",
    "risk/inform-only-writes",
    "risk/inherited-front",
    "risk/no-purpose",
    "risk/no-second-pair-of-eyes",
    "risk/outside-partner",
    "risk/separation",
    "risk/team-alone",
    "risk/unlogged",
    "steering/audience-incomplete",
    "steering/by-channel-only",
    "steering/chief-without-back",
    "steering/chief-without-powers",
    "steering/conflict",
    "steering/location-of-virtual",
    "steering/split-service",
    "steering/temporary-no-end",
    "structure/arrangement-mismatch",
    "structure/kcc-advised",
    "structure/mixed-step",
    "structure/orphan-unit",
    "structure/service-in-two-backs",
    "structure/stale-review",
    "structure/team-incomplete",
    "structure/team-simple-peak",
    "style/naming",
    "style/undocumented",
    "syntax/bidi",
    "syntax/encoding",
    "syntax/error",
    "syntax/org-mode",
];

/// The group of a rule, or the word itself.
pub(super) fn group(rule: &str) -> &str {
    rule.split_once('/').map_or(rule, |(group, _)| group)
}

/// Whether there is such a rule or group of rules. If not, the nearest one is the error. What the policy's own rules are
/// only the policy knows: every id in their group may be one.
pub fn is_known(name: &str) -> Result<(), Option<&'static str>> {
    if name == OwnRule::GROUP || OwnRule::is_id(name) {
        return Ok(());
    }
    let rules = || CATALOGUE.iter().copied();
    let groups = || rules().filter_map(|id| id.split_once('/')).map(|(group, _)| group);
    if rules().chain(groups()).any(|it| it == name) {
        return Ok(());
    }
    // A rule's own part is often remembered without its group.
    let own_part = rules().find(|id| id.split_once('/').is_some_and(|(_, own)| own == name));
    Err(own_part.or_else(|| nearest(name, rules().chain(groups()))))
}

/// The candidate that is most like a word, if any is near enough to be meant.
pub fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .map(|it| (strsim::osa_distance(&word.to_lowercase(), it), it))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, it)| it)
}
