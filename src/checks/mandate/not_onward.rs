//! `mandate/not-onward`

use crate::check::{Report, rule};
use crate::model::words::Task;
use crate::phrase::{list, written};
use crate::space::Space;
use crate::space::block::{Axis, Block};
use crate::space::claim::ClaimId;
use crate::space::mandates::Excess;

rule! {
    /// A mandate that is given on although the one above it did not allow that.
    ///
    /// ## Why
    ///
    /// Who receives a power may use it; whether he may hand it on is for the giver to say.
    /// `onward` says so.
    /// A chain that is written in one statement, `College -> Directie -> Afdeling`, is allowed as a whole.
    ///
    /// Basis: sub-mandate only where the mandator allows it: Awb 10:9. What that looks like in practice:
    /// [Hardinxveld-Giessendam explains its register](https://www.hardinxveld-giessendam.nl/Bestuur/Bestuur/Regelgeving/Relevante_pagina_s/Mandaatregister).
    ///
    /// ## Bad
    ///
    /// The directorate decides itself, under a mandate that is its own, and gives it to a department too.
    ///
    /// ```org
    /// channel Post { medium: letter }
    ///
    /// unit College { kind: board }
    /// unit Sociaal { kind: directorate }
    /// unit Inkomen { kind: back }
    ///
    /// service Bijstand { decision: yes }
    ///
    /// offer Bijstand via Post
    /// responsible Inkomen for inform, intake, handle, deliver
    /// responsible Sociaal for decide
    /// accountable College for policy, content, steering, capacity
    /// handover Inkomen <-> Sociaal within 5 workdays
    ///
    /// mandate College -> Sociaal for decide of Bijstand because "Mandaatregister 2026, 3.1"
    /// mandate Sociaal -> Inkomen for decide of Bijstand because "Ondermandaat 2026, 9"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// channel Post { medium: letter }
    ///
    /// unit College { kind: board }
    /// unit Sociaal { kind: directorate }
    /// unit Inkomen { kind: back }
    ///
    /// service Bijstand { decision: yes }
    ///
    /// offer Bijstand via Post
    /// responsible Inkomen for inform, intake, handle, deliver
    /// responsible Sociaal for decide
    /// accountable College for policy, content, steering, capacity
    /// handover Inkomen <-> Sociaal within 5 workdays
    ///
    /// mandate College -> Sociaal for decide of Bijstand onward because "Mandaatregister 2026, 3.1"
    /// mandate Sociaal -> Inkomen for decide of Bijstand        because "Ondermandaat 2026, 9"
    /// ```
    "mandate/not-onward", Error, Some(run)
}

const AXES: &[Axis] = &[Axis::Unit, Axis::Task, Axis::Service, Axis::Period];

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for excess in space.excesses(true) {
        let giver = space.name(Axis::Unit, excess.giver);
        let receivers = space.names(Axis::Unit, excess.receivers);
        let units = space.sets.union(space.dimensions.unit_sets[excess.giver as usize], excess.receivers);
        for block in space.scope_blocks(units, &excess.chunks) {
            let message = format!(
                "`{giver}` mandates {} of {}, which its own mandate does not let it give on{}",
                space.tasks_phrase(block.get(Axis::Task)),
                space.services_phrase(block.get(Axis::Service)),
                space.period_phrase(block.get(Axis::Period)),
            );
            report.add_block(space, space.span(excess.claim), message, (block, AXES), |mut finding| {
                for source in withholding(space, &excess, block) {
                    finding = finding.label(space.span(source), "does not say `onward`");
                }
                finding.note(format!("gives it on to {}", list(&receivers))).help(format!(
                    "add `onward` to the mandate of `{giver}`, or write both as one chain: `… -> {giver} -> {}`",
                    written(&receivers)
                ))
            });
        }
    }
}

/// The mandates that give the power of a block and do not let it be given on.
fn withholding(space: &Space<'_>, excess: &Excess, block: Block) -> Vec<ClaimId> {
    let mut claims = space.claims_among(&excess.sources, block);
    let tasks = space.sets.list(block.get(Axis::Task));
    claims.retain(|&id| tasks.iter().any(|&task| space.claim(id).tasks.has(Task::ALL[task as usize])));
    claims
}
