//! The tool's findings, taken apart into cells and held against the reference.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::cells::{Cell, Cells, SLOTS, Slot, describe, members};
use super::reference::Reference;
use super::words::AS_OF;
use super::world::Calendar;

/// How the box of a finding is read into cells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// The statement that the finding stands at.
    Anchor,
    /// Each member of a dimension.
    Each(Slot),
    /// The two units of the list.
    UnitPair,
    /// The two tasks of the list; one task alone stays alone.
    TaskPair,
    /// The channels of the touchpoints.
    Channels,
}

/// Which findings of a rule share no cell and cannot be made one: those of the same units and the same level …
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// … all of them.
    Rule,
    /// … at the same place of the text.
    Anchor,
    /// … at the same place of the text; with the same help, when it comes to making them one.
    Help,
    /// … none.
    Free,
}

pub(super) struct Rule {
    pub id: &'static str,
    pub read: &'static [Read],
    pub apart: Apart,
    pub expected: fn(&Reference) -> Cells,
}

/// One finding: where it stands, what it says of its box, the box as members of slots, and its cells.
struct Finding {
    anchor: String,
    level: String,
    help: String,
    sides: BTreeMap<Slot, BTreeSet<usize>>,
    cells: Cells,
    /// How many cells the box has, those of every service counted.
    size: usize,
}

/// Holds every finding of a rule against the reference; says what is missing and what is too much.
pub(super) fn agree(rule: &Rule, reference: &Reference, document: &Value) -> Result<(), String> {
    agree_with(rule, reference, document, &(rule.expected)(reference))
}

/// The same with the cells that there must be.
pub(super) fn agree_with(rule: &Rule, reference: &Reference, document: &Value, expected: &Cells) -> Result<(), String> {
    let findings = findings(rule, reference, document)?;
    let found: Cells = findings.iter().flat_map(|finding| finding.cells.iter().copied()).collect();
    let list = |title: &str, cells: Vec<Cell>| {
        let shown: Vec<String> = cells.iter().take(12).map(|&cell| describe(reference, cell)).collect();
        format!("  {title}: {}\n    {}\n", cells.len(), shown.join("\n    "))
    };
    if found != *expected {
        let missing = expected.difference(&found).copied().collect();
        let surplus = found.difference(expected).copied().collect();
        return Err(format!("{}\n{}{}", rule.id, list("missing", missing), list("surplus", surplus)));
    }
    // Where boxes share no cell, their sizes say whether the twins of the services were found too.
    let size: usize = findings.iter().map(|finding| finding.size).sum();
    let weight: usize = expected.iter().map(|cell| cell.get(Slot::Service).map_or(1, |it| reference.weight(it))).sum();
    if rule.apart == Apart::Rule && size != weight {
        return Err(format!("{}\n  {weight} cells with those of like services, {size} found\n", rule.id));
    }
    Ok(())
}

/// Boxes that should stand apart share no cell, and no two of them make one box together.
pub(super) fn stand_apart(rule: &Rule, reference: &Reference, document: &Value) -> Result<(), String> {
    let findings = if rule.apart == Apart::Free { Vec::new() } else { findings(rule, reference, document)? };
    for (index, one) in findings.iter().enumerate() {
        for other in findings[index + 1..].iter().filter(|other| comparable(rule, one, other)) {
            let what = if !one.cells.is_disjoint(&other.cells) {
                "share cells"
            } else if can_merge(rule, one, other) {
                "make one box"
            } else {
                continue;
            };
            let show = |finding: &Finding| describe_box(reference, finding);
            return Err(format!("{}: two boxes {what}\n  {}\n  {}\n", rule.id, show(one), show(other)));
        }
    }
    Ok(())
}

/// Whether two findings are about the same units (and pair of tasks) and, where the rule says so, of one place in the text.
fn comparable(rule: &Rule, one: &Finding, other: &Finding) -> bool {
    let same = |slot: Slot| one.sides.get(&slot) == other.sides.get(&slot);
    same(Slot::Unit)
        && (same(Slot::Task) || !rule.read.contains(&Read::TaskPair))
        && (one.anchor == other.anchor || rule.apart == Apart::Rule)
}

/// Two boxes make one when they differ in one dimension only, and say the same of it.
fn can_merge(rule: &Rule, one: &Finding, other: &Finding) -> bool {
    let different = SLOTS.iter().filter(|slot| one.sides.get(slot) != other.sides.get(slot)).count();
    different == 1 && one.level == other.level && (one.help == other.help || rule.apart != Apart::Help)
}

fn describe_box(reference: &Reference, finding: &Finding) -> String {
    let side = |(&slot, side): (&Slot, &BTreeSet<usize>)| {
        let names = members(reference, slot);
        let words: Vec<String> =
            side.iter().map(|&it| names.get(it).cloned().unwrap_or_else(|| it.to_string())).collect();
        format!("{slot:?} {{{}}}", words.join(", "))
    };
    let sides: Vec<String> = finding.sides.iter().map(side).collect();
    format!("{} {}", finding.anchor, sides.join(" "))
}

/// All findings of a policy whose rule is not among those that the reference expects of good text.
pub(super) fn mistakes(document: &Value) -> Vec<String> {
    let all = policy_findings(document).into_iter();
    let bad = |finding: &&Value| {
        let rule = finding["rule"].as_str().unwrap_or_default();
        rule.starts_with("syntax/") || matches!(rule, "name/unresolved" | "name/duplicate" | "name/unknown-property")
    };
    all.filter(bad).map(|finding| format!("{}: {}", finding["rule"], finding["message"])).collect()
}

fn policy_findings(document: &Value) -> Vec<&Value> {
    let policies = document["policies"].as_array().map(Vec::as_slice).unwrap_or_default();
    policies.iter().flat_map(|policy| policy["findings"].as_array().map(Vec::as_slice).unwrap_or_default()).collect()
}

fn findings(rule: &Rule, reference: &Reference, document: &Value) -> Result<Vec<Finding>, String> {
    let of_rule = policy_findings(document).into_iter().filter(|finding| finding["rule"] == rule.id);
    let read =
        |value: &Value| finding(rule, reference, value).map_err(|error| format!("{}: {error}\n  {value}", rule.id));
    of_rule.map(read).collect()
}

fn finding(rule: &Rule, reference: &Reference, value: &Value) -> Result<Finding, String> {
    let mut cells = Cells::from([Cell::new()]);
    for &read in rule.read {
        let choices = choices(read, reference, value)?;
        if choices.is_empty() {
            continue;
        }
        let filled = |cell: &Cell| -> Vec<Cell> {
            choices.iter().map(|choice| choice.iter().fold(*cell, |cell, &(slot, it)| cell.with(slot, it))).collect()
        };
        cells = cells.iter().flat_map(filled).collect();
    }
    let mut sides: BTreeMap<Slot, BTreeSet<usize>> = BTreeMap::new();
    for slot in SLOTS {
        if let Some(side) = side(slot, reference, value)? {
            sides.insert(slot, side);
        }
    }
    let services = match value["subjects"]["service"].as_array() {
        Some(all) if *all != ["*"] => all.len(),
        Some(_) => reference.services.len() + reference.twins.len(),
        None => 1,
    };
    let size = cells.len() / sides.get(&Slot::Service).map_or(1, BTreeSet::len).max(1) * services;
    let anchor = format!("{}:{}", text(&value["file"]), value["range"]["start"]["line"]);
    let (level, help) = (text(&value["level"]).to_owned(), text(&value["help"]).to_owned());
    Ok(Finding { anchor, level, help, sides, cells, size })
}

/// The alternatives that one dimension of a box offers; none when the box does not have it.
fn choices(read: Read, reference: &Reference, value: &Value) -> Result<Vec<Vec<(Slot, usize)>>, String> {
    let each = |slot| side(slot, reference, value).map(Option::unwrap_or_default);
    let pair = |slot, other| {
        let both: Vec<usize> = each(slot)?.into_iter().collect();
        match both[..] {
            [one] => Ok(vec![vec![(slot, one)]]),
            [one, two] => Ok(vec![vec![(slot, one), (other, two)]]),
            _ => Err(format!("{} members of {slot:?} are no pair", both.len())),
        }
    };
    Ok(match read {
        Read::Anchor => vec![vec![(Slot::Statement, anchor(reference, value)?)]],
        Read::Each(slot) => each(slot)?.into_iter().map(|it| vec![(slot, it)]).collect(),
        Read::UnitPair => pair(Slot::Unit, Slot::OtherUnit)?,
        Read::TaskPair => pair(Slot::Task, Slot::OtherTask)?,
        Read::Channels => {
            let channel = |it: usize| reference.touchpoints[it].channel;
            each(Slot::Touchpoint)?.into_iter().map(|it| vec![(Slot::Channel, channel(it))]).collect()
        }
    })
}

/// The statement that is written where the finding stands.
fn anchor(reference: &Reference, value: &Value) -> Result<usize, String> {
    let file = text(&value["file"]);
    let line = value["range"]["start"]["line"].as_u64();
    let here = |(path, row): &(String, usize)| {
        (file == path.as_str() || file.ends_with(&format!("/{path}"))) && u64::try_from(*row).ok() == line
    };
    reference.lines.iter().position(here).ok_or_else(|| "it stands at no statement".to_owned())
}

/// The members of one dimension of a box; `*` alone is all of them.
fn side(slot: Slot, reference: &Reference, value: &Value) -> Result<Option<BTreeSet<usize>>, String> {
    let key = match slot {
        Slot::Unit => "unit",
        Slot::Task => "task",
        Slot::Operation => "operation",
        Slot::Field => "field",
        Slot::Service => "service",
        Slot::Touchpoint => "touchpoint",
        Slot::Audience => "audience",
        Slot::Period => "period",
        Slot::Statement | Slot::Channel | Slot::OtherUnit | Slot::OtherTask => return Ok(None),
    };
    let Some(list) = value["subjects"].get(key) else {
        return Ok(None);
    };
    let words: Vec<&str> = list.as_array().into_iter().flatten().map(text).collect();
    if slot == Slot::Period {
        return periods(&reference.world.calendar, &words).map(Some);
    }
    let names = members(reference, slot);
    if words == ["*"] {
        return Ok(Some((0..names.len()).collect()));
    }
    let twin = |word: &str| reference.twins.iter().find(|(name, _)| slot == Slot::Service && name == word);
    let position = |word: &&str| {
        let known = names.iter().position(|name| name == word).or_else(|| twin(word).map(|(_, it)| *it));
        known.ok_or_else(|| format!("no {key} is called `{word}`"))
    };
    let positions: BTreeSet<usize> = words.iter().map(position).collect::<Result<_, String>>()?;
    if words.iter().collect::<BTreeSet<_>>().len() != words.len() || words.is_empty() {
        return Err(format!("the list of {key} is empty or says something twice"));
    }
    Ok(Some(positions))
}

/// Intervals of days as the periods in them. Neighbours must have been joined.
fn periods(calendar: &Calendar, words: &[&str]) -> Result<BTreeSet<usize>, String> {
    if words == ["*"] {
        return Ok((0..calendar.periods()).collect());
    }
    let mut all = BTreeSet::new();
    for word in words {
        let wrong = || format!("`{word}` is no interval between days that the policy names");
        let (start, end) = word.split_once('/').ok_or_else(wrong)?;
        let first = calendar
            .days
            .iter()
            .position(|day| day == start)
            .and_then(|day| day.checked_sub(AS_OF))
            .ok_or_else(wrong)?;
        let after = match end {
            ".." => calendar.periods(),
            _ => calendar
                .eves
                .iter()
                .position(|day| day == end)
                .and_then(|day| day.checked_sub(AS_OF))
                .ok_or_else(wrong)?,
        };
        let joined = first.checked_sub(1).is_some_and(|before| all.contains(&before)) || all.contains(&after);
        if first >= after || joined || (first..after).any(|period| all.contains(&period)) {
            return Err(format!("the intervals {words:?} are empty, overlap, or should have been joined"));
        }
        all.extend(first..after);
    }
    Ok(all)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
