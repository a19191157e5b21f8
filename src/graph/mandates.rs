//! Who may decide for whom: mandates and delegations, link by link.

use std::collections::{BTreeMap, BTreeSet};

use super::EdgeKind;
use super::chain::{self, Bundle};
use super::draft::Draft;
use crate::syntax::ast::Statement;

pub(super) fn draw(draft: &mut Draft<'_, '_>) {
    let space = draft.space;
    let mut found: BTreeMap<(Vec<u32>, Vec<u32>, EdgeKind), Bundle> = BTreeMap::new();
    for chain in &space.powers().chains {
        let claim = space.claim(chain.claim);
        if !draft.meets(claim) {
            continue;
        }
        let kind = match (chain.delegates, chain.onward) {
            (true, _) => EdgeKind::Delegate,
            (false, true) => EdgeKind::Onward,
            (false, false) => EdgeKind::Mandate,
        };
        let words = words(draft, &space.model.ast.statements[claim.statement.at()]);
        for (at, pair) in chain.hops.windows(2).enumerate() {
            if !(draft.wants_any(pair[0]) || draft.wants_any(pair[1])) {
                continue;
            }
            let existing = |units| space.sets.members(units).filter(|&unit| draft.unit_exists(unit));
            let (from, to): (Vec<u32>, Vec<u32>) = (existing(pair[0]).collect(), existing(pair[1]).collect());
            // What is written as one chain goes on by itself.
            let kind = if at + 2 < chain.hops.len() && kind == EdgeKind::Mandate { EdgeKind::Onward } else { kind };
            if !from.is_empty() && !to.is_empty() {
                found.entry((from, to, kind)).or_default().add(kind, words.clone(), claim.statement);
            }
        }
    }
    let wanted: BTreeSet<u32> = found.keys().flat_map(|(from, to, _)| from.iter().chain(to)).copied().collect();
    draft.add_units(&wanted, None);
    for ((from, to, kind), bundle) in found {
        chain::connect(draft, (&from, &to, false), &bundle.one_kind(kind));
    }
}

/// "decide of Paspoort" and "Mandaatregister 2026, A1"
fn words(draft: &Draft<'_, '_>, statement: &Statement) -> [String; 2] {
    let tasks = statement.tasks.map(|selector| chain::kept_text(draft, selector));
    let services = statement.services.map(|selector| format!("of {}", chain::kept_text(draft, selector)));
    let what = tasks.into_iter().chain(services).collect::<Vec<_>>().join(" ");
    let reference = statement.because.map(|it| draft.space.model.text(it).to_owned());
    [what, reference.unwrap_or_default()]
}
