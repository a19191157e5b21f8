//! Lines between several units and several others: one between each two where they are few, else through a point where
//! they meet, so that lines grow with the units and not with their product.

use super::draft::{About, Draft, DraftNode, Key};
use super::{EdgeKind, NodeKind};
use crate::model::StatementId;
use crate::syntax::ast::{Selector, SelectorId, Statement};

/// Statements that say something of the same units: what they are about, what they say of it.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    statements: Vec<(EdgeKind, [String; 2], StatementId)>,
}

/// How many more lines than through a meeting point are drawn one by one.
const SPARE: usize = 4;

/// Lines to draw: their kind, the words at them, the statements behind them.
#[derive(Debug)]
pub(super) struct Lines {
    kind: EdgeKind,
    words: Vec<String>,
    statements: Vec<StatementId>,
}

impl Bundle {
    pub(super) fn add(&mut self, kind: EdgeKind, words: [String; 2], statement: StatementId) {
        self.statements.push((kind, words, statement));
    }

    /// As lines of one kind: their own where all have the same, else `mixed`. What all are about is said once.
    pub(super) fn one_kind(self, mixed: EdgeKind) -> Lines {
        let Some((first, [about, _], _)) = self.statements.first() else {
            return Lines { kind: mixed, words: Vec::new(), statements: Vec::new() };
        };
        let kind = if self.statements.iter().all(|it| it.0 == *first) { *first } else { mixed };
        let shared = self.statements.len() > 1 && self.statements.iter().all(|(_, [one, _], _)| one == about);
        let mut words: Vec<String> = if shared { vec![about.clone()] } else { Vec::new() };
        for (_, [about, said], _) in &self.statements {
            let parts = [about, said].into_iter().skip(usize::from(shared));
            words.push(parts.filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(" · "));
        }
        words.retain(|it| !it.is_empty());
        Lines { kind, words, statements: self.statements.into_iter().map(|it| it.2).collect() }
    }
}

/// Draws lines from all of some units to all of others; units without a box are left out.
pub(super) fn connect(draft: &mut Draft<'_, '_>, ends: (&[u32], &[u32], bool), lines: &Lines) {
    let (from, to, both) = ends;
    let boxes = |units: &[u32]| units.iter().filter_map(|it| draft.units.get(it).copied()).collect::<Vec<_>>();
    let (from_boxes, to_boxes) = (boxes(from), boxes(to));
    let key = |from, to| Key { from, to, kind: lines.kind, both };
    if from_boxes.len() * to_boxes.len() <= from_boxes.len() + to_boxes.len() + SPARE {
        for &one in &from_boxes {
            for &two in to_boxes.iter().filter(|&&two| two != one || from == to && from.len() == 1) {
                draft.edge(key(one, two), &lines.words, &lines.statements);
            }
        }
        return;
    }
    let meeting = junction(draft, (&from_boxes, &to_boxes), &lines.words);
    let inward = from_boxes.into_iter().map(|end| key(end, meeting));
    for key in inward.chain(to_boxes.into_iter().map(|end| key(meeting, end))) {
        draft.edge(key, &[], &lines.statements);
    }
}

/// The point at which lines meet, with their words; named after what it joins.
pub(super) fn junction(draft: &mut Draft<'_, '_>, (from, to): (&[usize], &[usize]), words: &[String]) -> usize {
    let mut label: Vec<String> = words.iter().map(|it| super::draft::cut(it)).collect();
    label.dedup();
    let more = label.len().saturating_sub(4);
    label.truncate(4);
    label.extend((more > 0).then(|| format!("and {more} more")));
    if label.is_empty() {
        label.push("each of these".to_owned());
    }
    let names = |boxes: &[usize]| boxes.iter().map(|&at| draft.nodes[at].id.as_str()).collect::<Vec<_>>().join(",");
    let mut id = format!("junction:{:016x}", hash(&format!("{}>{} {words:?}", names(from), names(to))));
    while draft.nodes.iter().any(|node| node.id == id) {
        id.push('+');
    }
    draft.node(DraftNode {
        id,
        kind: NodeKind::Junction,
        label,
        parent: None,
        rank: None,
        span: None,
        about: About::default(),
    })
}

/// FNV-1a, 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The clauses that limit a statement, as they are written: "of Bouwen, Wonen" and "via sync at Oost".
pub(super) fn limits(draft: &Draft<'_, '_>, statement: &Statement) -> (String, String) {
    let clause = |(word, selector): (&str, Option<SelectorId>)| Some(format!("{word} {}", kept_text(draft, selector?)));
    let places =
        [("via", statement.channels), ("serving", statement.audiences), ("at", statement.locations)].into_iter();
    let services = clause(("of", statement.services)).unwrap_or_default();
    (services, places.filter_map(clause).collect::<Vec<_>>().join(" "))
}

/// All of them in one line.
pub(super) fn all_limits(draft: &Draft<'_, '_>, statement: &Statement) -> String {
    let (services, places) = limits(draft, statement);
    [services, places].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A selector of a statement as it is written, on one line.
pub(super) fn kept_text(draft: &Draft<'_, '_>, selector: SelectorId) -> String {
    text(draft, draft.space.model.ast.selector(selector))
}

/// A selector as it is written, on one line.
pub(super) fn text(draft: &Draft<'_, '_>, selector: Selector) -> String {
    draft.space.sources.text(selector.span).split_whitespace().collect::<Vec<_>>().join(" ")
}
