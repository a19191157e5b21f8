//! Fixes are done here, on texts in memory: in rounds, each held against a new check. Knows no files.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::{Applicability, Edit, Finding, Fix, Level};
use crate::policy::{Checked, Input};
use crate::source::{FileId, Span, offset};

/// How often fixes are done anew because others lay over them, or because they laid bare what to fix next.
const ROUNDS: usize = 20;

/// What became of the fixes of one policy.
#[derive(Debug)]
pub struct Mended {
    /// The policy as it is with all that was done.
    pub checked: Checked,
    /// The files that changed, by path, with their new texts.
    pub files: Vec<(String, String)>,
    /// What was done, in its order.
    pub done: Vec<Told>,
    /// What was tried and taken back: it did not remove its finding, or made a mistake in the text.
    pub undone: Vec<Told>,
}

/// A fix in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub rule: String,
    pub title: String,
    pub path: String,
    /// Where it was when it was done.
    pub line: u32,
}

/// Which fixes are done.
pub trait Wanted {
    /// Whether the finding was asked for, and is to be mended.
    fn wants(&self, checked: &Checked, finding: &Finding) -> bool;
    /// Checks the policy anew, as it was checked first.
    fn check(&self, input: Input) -> Checked;
}

/// A fix that is to be done in a round.
#[derive(Clone)]
struct Planned {
    fingerprint: String,
    span: Span,
    fix: Fix,
    told: Told,
}

/// Does all wanted fixes of at most some daring. `first` is what the check of `input` found.
pub fn mend(input: &Input, first: Checked, daring: Applicability, wanted: &impl Wanted) -> Mended {
    let mut state = State { input: input.clone(), checked: first };
    let mut mended = Vec::new();
    let mut undone: Vec<Planned> = Vec::new();
    for _ in 0..ROUNDS {
        let plan = plan(&state.checked, daring, wanted, &undone);
        if plan.is_empty() {
            break;
        }
        attempt(&mut state, &plan, wanted, &mut mended, &mut undone);
    }
    let old: FxHashMap<&str, &[u8]> = input.files.iter().map(|it| (it.path.as_str(), it.bytes.as_slice())).collect();
    let changed = state.input.files.iter().filter(|it| old.get(it.path.as_str()) != Some(&it.bytes.as_slice()));
    let files = changed.filter_map(|it| Some((it.path.clone(), String::from_utf8(it.bytes.clone()).ok()?))).collect();
    let undone = undone.into_iter().map(|it| it.told).collect();
    Mended { checked: state.checked, files, done: mended, undone }
}

struct State {
    input: Input,
    checked: Checked,
}

/// The fixes of a round: those that lie over an earlier one wait for the next.
fn plan(checked: &Checked, daring: Applicability, wanted: &impl Wanted, undone: &[Planned]) -> Vec<Planned> {
    // A catalogue belongs to others, and a file that is no UTF-8 would be written otherwise than it was read.
    let broken = checked.findings.iter().filter(|it| it.rule == "syntax/encoding").map(|it| it.span.file);
    let broken: FxHashSet<FileId> = broken.collect();
    let may_edit = |it: &Edit| !checked.sources.get(it.span.file).catalog && !broken.contains(&it.span.file);
    let mut taken = Taken::default();
    let mut out: Vec<Planned> = Vec::new();
    for finding in &checked.findings {
        let Some(fix) = finding.fix.as_deref().filter(|it| it.applicability <= daring) else { continue };
        if !finding.is_open() || !fix.edits.iter().all(may_edit) || !wanted.wants(checked, finding) {
            continue;
        }
        let fingerprint = finding.fingerprint(&checked.as_of);
        if undone.iter().any(|it| it.fingerprint == fingerprint && it.fix.title == fix.title) {
            continue;
        }
        if !taken.take(&fix.edits) {
            continue;
        }
        let source = checked.sources.get(finding.span.file);
        let told = Told {
            rule: finding.id().to_owned(),
            title: fix.title.clone(),
            path: source.path.clone(),
            line: source.position(finding.span.start).line,
        };
        out.push(Planned { fingerprint, span: finding.span, fix: fix.clone(), told });
    }
    out
}

/// The edits of a round, none over another: ends and texts by file and start.
#[derive(Default)]
struct Taken(BTreeMap<(FileId, u32), (u32, Box<str>)>);

impl Taken {
    /// Takes the edits of a fix, unless one lies over an edit that is there already. The very same edits are taken again: several
    /// findings may ask for them.
    fn take(&mut self, edits: &[Edit]) -> bool {
        let same = |it: &Edit| {
            let there = self.0.get(&(it.span.file, it.span.start));
            there.is_some_and(|(end, text)| *end == it.span.end && *text == it.replacement)
        };
        if edits.iter().all(same) {
            return true;
        }
        let free = |it: &Edit| {
            let Edit { span, .. } = it;
            let before = self.0.range(..=(span.file, span.start)).next_back();
            let after = self.0.range((span.file, span.start)..).next();
            let clear = before.is_none_or(|(&(file, start), &(end, _))| {
                file != span.file || start != span.start && end <= span.start && end != span.end
            });
            clear
                && after.is_none_or(|(&(file, start), _)| file != span.file || span.end <= start && span.start != start)
        };
        let all = edits.iter().all(free);
        if all {
            self.0
                .extend(edits.iter().map(|it| ((it.span.file, it.span.start), (it.span.end, it.replacement.clone()))));
        }
        all
    }
}

/// Does fixes together; when that does not do what they promise, halves of them, down to the one that is at fault.
fn attempt(state: &mut State, plan: &[Planned], wanted: &impl Wanted, done: &mut Vec<Told>, undone: &mut Vec<Planned>) {
    let input = edited(&state.input, &state.checked, plan);
    let checked = wanted.check(input.clone());
    if keeps_promise(&state.checked, &checked, plan) {
        *state = State { input, checked };
        done.extend(plan.iter().map(|it| it.told.clone()));
        return;
    }
    if let [one] = plan {
        undone.push(one.clone());
        return;
    }
    let (first, second) = plan.split_at(plan.len() / 2);
    let before = done.len();
    attempt(state, first, wanted, done, undone);
    // Places have moved when something was done: what is left is planned anew in the next round.
    if done.len() == before {
        attempt(state, second, wanted, done, undone);
    }
}

/// Whether every finding of the plan is gone from its place, and the text has no new mistakes.
fn keeps_promise(old: &Checked, new: &Checked, plan: &[Planned]) -> bool {
    let edits = by_file(plan);
    let left: FxHashSet<(FileId, u32, String)> =
        new.findings.iter().map(|it| (it.span.file, it.span.start, it.fingerprint(&new.as_of))).collect();
    let gone = plan.iter().all(|it| {
        let edits = edits.get(&it.span.file).map_or(&[][..], Vec::as_slice);
        moved(it.span, edits).is_none_or(|start| !left.contains(&(it.span.file, start, it.fingerprint.clone())))
    });
    gone && mistakes(new) <= mistakes(old)
}

/// Where a place begins when some edits are done, in their order; `None` when it was taken away.
fn moved(place: Span, edits: &[&Edit]) -> Option<u32> {
    let mut start = place.start;
    for Edit { span, replacement } in edits {
        if span.start <= place.start && place.end <= span.end && replacement.is_empty() && span.start < span.end {
            return None;
        }
        if span.end <= place.start {
            start = start - (span.end - span.start) + offset(replacement.len());
        } else if span.start < place.start {
            start -= place.start - span.start;
        }
    }
    Some(start)
}

/// How many things are wrong with the text itself, or with its names.
fn mistakes(checked: &Checked) -> usize {
    let wrong =
        |it: &&Finding| it.level == Level::Error && (it.rule.starts_with("syntax/") || it.rule.starts_with("name/"));
    checked.findings.iter().filter(wrong).count()
}

/// The edits of a plan in the order of their places; equal ones are one.
fn by_file(plan: &[Planned]) -> FxHashMap<FileId, Vec<&Edit>> {
    let mut all: Vec<&Edit> = plan.iter().flat_map(|it| &it.fix.edits).collect();
    all.sort_by_key(|it| it.span);
    all.dedup();
    let mut out: FxHashMap<FileId, Vec<&Edit>> = FxHashMap::default();
    for edit in all {
        out.entry(edit.span.file).or_default().push(edit);
    }
    out
}

/// The policy with the edits of a plan in its files.
fn edited(input: &Input, checked: &Checked, plan: &[Planned]) -> Input {
    let by_file = by_file(plan);
    let mut input = input.clone();
    for (id, source) in checked.sources.iter() {
        let Some(edits) = by_file.get(&id) else { continue };
        if let Some(file) = input.files.iter_mut().find(|it| it.path == source.path && !it.catalog) {
            file.bytes = apply(&source.text, edits).into_bytes();
        }
    }
    input
}

/// A text with edits in it, which are in order and do not overlap.
fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start as usize]);
        out.push_str(&edit.replacement);
        at = edit.span.end as usize;
    }
    out + &text[at..]
}
