//! `handover/too-long`

use std::collections::BTreeMap;

use crate::check::{Report, UNIT_AXES, rule};
use crate::model::words::Task;
use crate::phrase::spelled;
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::chunk::Chunk;
use crate::syntax::ast::Head;

rule! {
    /// More handovers than are allowed between the unit that takes a matter in and the unit that decides on it.
    ///
    /// ## Why
    ///
    /// Every handover is a wait, a retelling and a chance to be lost.
    /// The distance is counted from each unit responsible for `intake` to the nearest one responsible for `decide`
    /// (for `handle`, or else `deliver`, where nothing is decided), along the shortest way that handovers allow
    /// there.
    ///
    /// Basis: published norms promise
    /// [at most two transfers](https://www.alphenaandenrijn.nl/servicenormen); the nearer the decider, the sooner a
    /// citizen knows
    /// [where he stands](https://manifestgroep.pleio.nl/pages/view/24745762/organisatie).
    ///
    /// ## Bad
    ///
    /// A complaint by telephone passes the district desk and the secretariat before it reaches its committee.
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit College           { kind: board }
    /// unit KCC               { kind: kcc }
    /// unit Wijkpost          { kind: mid }
    /// unit Secretariaat      { kind: mid }
    /// unit Klachtencommissie { kind: staff }
    ///
    /// service Klacht { decision: yes }
    ///
    /// offer Klacht via Telefoon
    /// responsible KCC               for inform, intake
    /// responsible Klachtencommissie for handle, decide, deliver
    /// accountable College           for policy, content, steering, capacity
    /// mandate College -> Klachtencommissie for decide because "Klachtenverordening 2024, 3"
    /// handover KCC          <-> Wijkpost <-> Secretariaat of Klacht within 2 workdays
    /// handover Secretariaat <-> Klachtencommissie         of Klacht within 2 workdays
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Telefoon { medium: phone  target: 80% within 30s }
    ///
    /// unit College           { kind: board }
    /// unit KCC               { kind: kcc }
    /// unit Secretariaat      { kind: mid }
    /// unit Klachtencommissie { kind: staff }
    ///
    /// service Klacht { decision: yes }
    ///
    /// offer Klacht via Telefoon
    /// responsible KCC               for inform, intake
    /// responsible Klachtencommissie for handle, decide, deliver
    /// accountable College           for policy, content, steering, capacity
    /// mandate College -> Klachtencommissie for decide because "Klachtenverordening 2024, 3"
    /// handover KCC          <-> Secretariaat      of Klacht within 2 workdays
    /// handover Secretariaat <-> Klachtencommissie of Klacht within 2 workdays
    /// ```
    ///
    /// ## Settings
    ///
    /// `handovers` in `[thresholds]` is how many are allowed: 2 unless you say otherwise.
    "handover/too-long", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let most = report.settings.thresholds.handovers;
    let mut by_number: BTreeMap<u32, Vec<Chunk>> = BTreeMap::new();
    for service in space.service_leaves() {
        for (unit, handovers, region) in space.distances_beyond(service, most) {
            let units = space.dimensions.unit_sets[unit as usize];
            let cells = space.cells(space.sets.run(service, service + 1), region);
            by_number.entry(handovers).or_default().push(Chunk { units, ..cells });
        }
    }
    for (handovers, chunks) in by_number {
        for block in space.task_blocks(&chunks) {
            let Some(unit) = space.sets.first(block.get(Axis::Unit)) else { continue };
            let way = space.way(unit, block);
            let names: Vec<String> = std::iter::once(unit)
                .chain(way.iter().map(|&(_, unit)| unit))
                .map(|unit| space.name(Axis::Unit, unit))
                .collect();
            let message = format!(
                "a matter{} takes {handovers} handovers from {} to whoever {} it: `{}`",
                space.place_phrase(block),
                crate::phrase::list(&space.names(Axis::Unit, block.get(Axis::Unit))),
                ending(space, block),
                names.join(" -> "),
            );
            let taking = space.claims_of_unit(Head::Responsible, unit, block);
            let span = taking.first().map_or_else(|| space.service_span(block), |&claim| space.span(claim));
            report.add_block(space, span, message, (block, UNIT_AXES), |mut finding| {
                let mut told = Vec::new();
                for &(claim, unit) in &way {
                    if !told.contains(&claim) {
                        told.push(claim);
                        let words = format!("on the way to `{}`", space.name(Axis::Unit, unit));
                        finding = finding.label(space.span(claim), words);
                    }
                }
                let (first, last) = (names.first().cloned(), names.last().cloned());
                finding.note("takes the matter in").help(format!(
                    "cut the way from {handovers} handovers to {most}: write `handover {} -> {}{} within …`",
                    spelled(&first.unwrap_or_default()),
                    spelled(&last.unwrap_or_default()),
                    space.clauses(block),
                ))
            });
        }
    }
}

/// What the last unit on the way does.
fn ending(space: &Space<'_>, block: Block) -> &'static str {
    let service = space.sets.first(block.get(Axis::Service)).unwrap_or_default();
    match space.ends(service).map(|it| it.last) {
        Some(Task::Handle) => "handles",
        Some(Task::Deliver) => "delivers",
        _ => "decides on",
    }
}
