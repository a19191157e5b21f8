//! `gap/field-unwritable`

use crate::check::{Report, rule};
use crate::model::FieldId;
use crate::space::Space;
use crate::space::block::Axis;

rule! {
    /// A field of a record that nobody may write.
    "gap/field-unwritable", Warning, Some(run)
}

fn run(space: &Space<'_>, report: &mut Report<'_>) {
    for (record, fields) in space.unwritable_fields() {
        let thing = &space.model.records[record.at()].thing;
        let message = format!("nobody may write {}", space.fields_phrase(fields));
        let block = space.empty_block().with(Axis::Field, fields);
        let members = space.sets.members(fields);
        let first = space.model.fields[members[0] as usize].span;
        report.add_block(space, first, message, (block, &[Axis::Field]), |mut finding| {
            for &field in &members[1..] {
                finding = finding.label(space.model.fields[FieldId(field).at()].span, "nor this");
            }
            let record = space.model.names.name(thing.symbol);
            finding
                .note("no right reaches it")
                .help(format!("write `allow UNIT to write {record}.…`, or drop the field"))
        });
    }
}
