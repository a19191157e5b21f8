//! Who hands over to whom: how, within what time, which part of the contacts.

use std::collections::{BTreeMap, BTreeSet};

use super::EdgeKind;
use super::chain::{self, Bundle};
use super::draft::Draft;
use crate::syntax::ast::{Mode, Statement};
use crate::syntax::spelling;

pub(super) fn draw(draft: &mut Draft<'_, '_>) {
    let space = draft.space;
    let links = &space.links().all;
    // By the units at either end, and whether it goes both ways.
    let mut found: BTreeMap<(Vec<u32>, Vec<u32>, bool), Bundle> = BTreeMap::new();
    for (at, link) in links.iter().enumerate().filter(|(_, link)| !link.back) {
        let claim = space.claim(link.claim);
        if !draft.meets(claim) || !(draft.wants_any(link.from) || draft.wants_any(link.to)) {
            continue;
        }
        let both = links.get(at + 1).is_some_and(|next| next.back && next.claim == link.claim);
        let (from, to) = (draft.widest(link.from), draft.widest(link.to));
        let statement = &space.model.ast.statements[claim.statement.at()];
        let mode = statement.extras.as_ref().and_then(|it| it.mode).map(|it| it.0);
        let words = words(draft, statement);
        if !from.is_empty() && !to.is_empty() {
            found.entry((from, to, both)).or_default().add(kind(mode), words, claim.statement);
        }
    }
    let wanted: BTreeSet<u32> = found.keys().flat_map(|(from, to, _)| from.iter().chain(to)).copied().collect();
    draft.add_units(&wanted, None);
    for ((from, to, both), bundle) in found {
        chain::connect(draft, (&from, &to, both), &bundle.one_kind(EdgeKind::Handover));
    }
}

pub(super) fn kind(mode: Option<Mode>) -> EdgeKind {
    match mode {
        None => EdgeKind::Handover,
        Some(Mode::Warm) => EdgeKind::Warm,
        Some(Mode::Cold) => EdgeKind::Cold,
        Some(Mode::Callback) => EdgeKind::Callback,
        Some(Mode::Appointment) => EdgeKind::Appointment,
        Some(Mode::Forward) => EdgeKind::Forward,
        Some(Mode::Referral) => EdgeKind::Referral,
    }
}

/// What stands at a line, in two parts: "of Burgerzaken", and "via sync: warm within 2m 10%".
fn words(draft: &Draft<'_, '_>, statement: &Statement) -> [String; 2] {
    let (services, place) = chain::limits(draft, statement);
    let parts = [place, manner(statement)];
    [services, parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(": ")]
}

/// "warm within 2m 10%", as it is written.
pub(super) fn manner(statement: &Statement) -> String {
    let Some(extras) = &statement.extras else { return String::new() };
    let mode = extras.mode.map(|(mode, _)| spelling::mode(mode).to_owned());
    let within = extras.within.as_ref().map(|(text, _)| format!("within {text}"));
    let share = extras.share.as_ref().map(|(text, _)| text.to_string());
    [mode, within, share].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
