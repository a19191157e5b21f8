//! `gap/field-unwritable`

use crate::check::{Report, rule};
use crate::model::FieldId;
use crate::model::words::Operations;
use crate::phrase::LIMIT;
use crate::space::Space;
use crate::space::block::Axis;
use crate::space::set::SetId;
use crate::syntax::ast::Head;

rule! {
    /// A field of a record that no unit may write.
    ///
    /// ## Why
    ///
    /// A field that nobody may create or change stays as it is for ever, right or wrong, or is filled in outside
    /// the rules.
    /// Often the field was added to the record and the rights were not, or a `forbid` took the last right away.
    ///
    /// Basis: in a [CRUD matrix](https://condor.depaul.edu/jbernste/is315_CRUDmatrix.htm) every entity has at least
    /// one creator and one updater; otherwise a process is missing. People can ask to have their data put right:
    /// AVG 16.
    ///
    /// ## Bad
    ///
    /// ```org
    /// unit Groen { kind: back }
    ///
    /// record Boom {
    ///   soort:     public
    ///   plantjaar: public
    /// }
    ///
    /// allow Groen to read           Boom.*                 because "Bomenbeleid 2025"
    /// allow Groen to create, update Boom.soort when logged because "Bomenbeleid 2025"
    /// ```
    ///
    /// ## Good
    ///
    /// ```org
    /// unit Groen { kind: back }
    ///
    /// record Boom {
    ///   soort:     public
    ///   plantjaar: public
    /// }
    ///
    /// allow Groen to read           Boom.* because "Bomenbeleid 2025"
    /// allow Groen to create, update Boom.soort, Boom.plantjaar when logged because "Bomenbeleid 2025"
    /// ```
    "gap/field-unwritable", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    let allowed = allowed_fields(space);
    for (fields, periods) in space.unwritable_fields() {
        let message = format!("nobody may write {}{}", space.fields_phrase(fields), space.period_phrase(periods));
        let block = space.empty_block().with(Axis::Field, fields).with(Axis::Period, periods);
        let members = space.sets.list(fields);
        let first = space.model.fields[members[0] as usize].span;
        report.add_block(space, first, message, (block, &[Axis::Field, Axis::Period]), |mut finding| {
            for &field in &members[1..] {
                finding = finding.label(space.model.fields[FieldId(field).at()].span, "nor this");
            }
            let all = block
                .with(Axis::Unit, space.dimensions.all_units)
                .with(Axis::Service, space.dimensions.all_services)
                .with(Axis::Touchpoint, space.dimensions.all_touchpoints)
                .with(Axis::Audience, space.dimensions.all_audiences);
            let forbids = space.forbids_of(space.right_cells(all, Operations::WRITE, fields));
            if !forbids.is_empty() && space.sets.is_subset(fields, allowed) {
                for &forbid in &forbids {
                    finding = finding.label(space.span(forbid), "forbids it");
                }
                return finding.note("no right to write is left of it").help(LIMIT);
            }
            let it = if members.len() == 1 { "the field" } else { "the fields" };
            let then = space.period_clauses(periods);
            let names = space.field_words(fields);
            finding
                .note("no right to write reaches it")
                .help(format!("write `allow UNIT to update {names}{then}`, or drop {it}"))
        });
    }
}

/// The fields that some right to write is about, forbidden or not.
fn allowed_fields(space: &Space<'_>) -> SetId {
    let allows = space.claims_with(Head::Allow).map(|(_, claim)| claim);
    let writing = allows.filter(|claim| claim.operations.overlaps(Operations::WRITE));
    space.sets.from_runs(writing.flat_map(|claim| space.sets.runs(claim.fields).to_vec()).collect())
}
