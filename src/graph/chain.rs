//! Lines between several units and several others: one between each two where they are few, else through a point where
//! they meet, so that lines grow with the units and not with their product.

use super::draft::{About, Draft, DraftNode, Key};
use super::{EdgeKind, NodeKind};
use crate::model::StatementId;
use crate::syntax::ast::{Selector, Statement};

/// Statements that say something of the same units.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    statements: Vec<(EdgeKind, String, StatementId)>,
}

/// Lines to draw: their kind, and the words and statement of each.
pub(super) type Lines = (EdgeKind, Vec<(String, StatementId)>);

impl Bundle {
    pub(super) fn add(&mut self, kind: EdgeKind, words: String, statement: StatementId) {
        self.statements.push((kind, words, statement));
    }

    /// As lines of one kind: their own where all have the same, else `mixed`.
    pub(super) fn one_kind(self, mixed: EdgeKind) -> Lines {
        let first = self.statements.first().map_or(mixed, |it| it.0);
        let kind = if self.statements.iter().all(|it| it.0 == first) { first } else { mixed };
        (kind, self.statements.into_iter().map(|(_, words, statement)| (words, statement)).collect())
    }
}

/// Draws lines from all of some units to all of others; units without a box are left out.
pub(super) fn connect(draft: &mut Draft<'_, '_>, ends: (&[u32], &[u32], bool), (kind, lines): &Lines) {
    let (from, to, both) = ends;
    let boxes = |units: &[u32]| units.iter().filter_map(|it| draft.units.get(it).copied()).collect::<Vec<_>>();
    let (from_boxes, to_boxes) = (boxes(from), boxes(to));
    let key = |from, to| Key { from, to, kind: *kind, both };
    if from_boxes.len() * to_boxes.len() <= 2 * (from_boxes.len() + to_boxes.len()) {
        for &one in &from_boxes {
            for &two in to_boxes.iter().filter(|&&two| two != one || from == to && from.len() == 1) {
                for (words, statement) in lines {
                    draft.edge(key(one, two), words, Some(*statement));
                }
            }
        }
        return;
    }
    let meeting = junction(draft, (&from_boxes, &to_boxes), lines);
    for (ends, inward) in [(from_boxes, true), (to_boxes, false)] {
        for end in ends {
            for (_, statement) in lines {
                let key = if inward { key(end, meeting) } else { key(meeting, end) };
                draft.edge(key, "", Some(*statement));
            }
        }
    }
}

/// The point at which lines meet, named after what it joins.
fn junction(draft: &mut Draft<'_, '_>, (from, to): (&[usize], &[usize]), lines: &[(String, StatementId)]) -> usize {
    let mut label: Vec<String> = lines.iter().map(|(words, _)| super::draft::cut(words)).collect();
    label.dedup();
    label.retain(|it| !it.is_empty());
    let more = label.len().saturating_sub(4);
    label.truncate(4);
    label.extend((more > 0).then(|| format!("and {more} more")));
    if label.is_empty() {
        label.push("each of these".to_owned());
    }
    let names = |boxes: &[usize]| boxes.iter().map(|&at| draft.nodes[at].id.as_str()).collect::<Vec<_>>().join(",");
    let mut id = format!("junction:{:016x}", hash(&format!("{}>{}", names(from), names(to))));
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

/// The clauses that limit a statement, as they are written: "of Bouwen, Wonen via sync".
pub(super) fn limits(draft: &Draft<'_, '_>, statement: &Statement) -> String {
    let clauses = [
        ("of", statement.services),
        ("via", statement.channels),
        ("serving", statement.audiences),
        ("at", statement.locations),
    ];
    let written = clauses.into_iter().filter_map(|(word, selector)| Some(format!("{word} {}", text(draft, selector?))));
    written.collect::<Vec<_>>().join(" ")
}

/// A selector as it is written, on one line.
pub(super) fn text(draft: &Draft<'_, '_>, selector: Selector) -> String {
    draft.space.sources.text(selector.span).split_whitespace().collect::<Vec<_>>().join(" ")
}
