//! `gap/field-unwritable`

use crate::check::{Report, rule};
use crate::model::FieldId;
use crate::phrase::LIMIT;
use crate::space::Space;
use crate::space::block::Axis;

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
    for (fields, periods) in space.unwritable_fields() {
        let message = format!("nobody may write {}{}", space.any_fields_phrase(fields), space.period_phrase(periods));
        let block = space.empty_block().with(Axis::Field, fields).with(Axis::Period, periods);
        let members = space.sets.list(fields);
        let first = space.model.fields[members[0] as usize].span;
        report.add_block(space, first, message, (block, &[Axis::Field, Axis::Period]), |mut finding| {
            for &field in &members[1..] {
                finding = finding.label(space.model.fields[FieldId(field).at()].span, "nor this");
            }
            let forbids = space.forbidding_writers(fields, periods);
            if !forbids.is_empty() {
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
